// Why a dangerous word may mean no danger: it is denied, long past and repaired, only supposed, asked about as a word, seen
// in the news, a drill, a comparison, a question of price. C1 each reason holds only for the words near it: "it smoked last
// month, today it smokes again" is smoke today; C2 what the car shows is not unsaid by asking what it means; C3 in doubt it counts.
import type { Hazard } from './hazards.ts';

export type Aside = 'unlikely' | 'denied' | 'past' | 'supposed' | 'asked' | 'elsewhere' | 'pretended' | 'likened' | 'priced';
export type Found = { hazard: Hazard; matched: string; from: number; until: number };

const denialBefore = /(?:(?<![有淹出埋是])没有?|(?<!是)不是|(?<![冒着是要会差停断])不(?:会再|会|再)?|并未|未|并无|无|没得|绝无|非)(?:看到|看见|见到|见|发现|出现|闻到|闻见|闻|听到|听见|有|发生|任何|明显|什么|啥|在|的|再|过|一点|那种|被|人|感觉到|真的){0,4}$/;
const denialEnglish = /(?:\b(?:no|not|never|without|cannot|neither|(?:do|does|did|is|are|was|were|has|have|had|ca|wo|could|would|should|ai)n'?t))(?: (?:any|a|an|the|visible|signs?|of|see|seeing|seen|smell|have|been|actual|on|in|there|is|was|actually)){0,5} $/;
const denialAfter = /^(?:的?(?:情况|现象|迹象|痕迹|问题|事))?(?:倒|倒是|是|都|也|啥的|什么的|之类的|这些|那些|均|并)*(?:没有|没|不存在|未发生|不是|冇)(?:的|了|呢|啊|吧|哦|哈|过|发生|出现)*(?=$|[，。！？；、])/;
const denialInside = /(?:没有?|并未|未(?!知)|不会|不是|不(?=烫|热|软|硬|沉|重|冒|漏|漏电))(?=烫|热|软|硬|沉|重|失灵|失效|坏|冒|着火|起火|自燃|烧|漏|锁死|卡死|故障|断|爆|掉|炸|触电|电到|电人|糊|焦|烧|异味|怪味|烟|火|流血|受伤|伤|卡|困|锁|失控|绝缘|报警|异常|弹|进水|停车|变软|变硬|发烫|过热)/;
const joined = /^(?:的?(?:和|或者?|及|与|、|也|也没有?|又没有?|没有?|都)+|的?(?:味道?|声音?|现象|情况)?(?:、|和|或者?)| or | nor | and |，(?:也|又|更)?没有?)$/;

const now = /现在|正在|目前|刚刚|刚才|刚(?=[^好修]{0,3}[冒着起漏失])|突然|马上|此刻|这会儿?|眼下|今天|今早|今晚|又|再次|还在|还(?=冒|着|烧|漏|在)|仍|一直|越来越|快来|救|当前|一直在|这时|立马|\bnow\b|\bagain\b|\bstill\b|\bjust\b|\btoday\b/g;
const longAgo = /旧车|[上前]一?[台辆部]车|上个?月|上上|上?半年|上次|上回|去年|前年|大前年|以前|之前|从前|曾经?|(?<![晕昏睡死抽])过去|那年|那时候?|那次|那回|当年|多年前|历史上?|(?:[一二两三四五六七八九十几好数\d]+)(?:多)?(?:个?(?:月|星期|礼拜)|年|周)(?:之|以)?前|早些年|小时候|\blast (?:month|year|summer|winter)\b|\b(?:months?|years?) ago\b|\bused to\b|\bpreviously\b|\b(?:last|previous|old|former) (?:car|ev|vehicle)\b/g;
/** A part put in a moment ago that does not do its work: the danger is there. */
const justPutIn = /(?:刚刚?|才|新|前[一几两]?天|昨天|上周|上星期|上个?月)[^，。！？；]{0,4}(?:换|修|装|保养)(?![^。！？；]{0,8}(?:好了|正常|没事|没问题|解决|不(?:响|软|冒|漏)了))/;
const lately = /上周|上星期|上礼拜|前几天|前两天|前些天|前阵子|前段时间|前天|昨天|昨晚|昨儿|昨日|[一二两三四五六七八九十几\d]+天(?:之|以)?前|周[一二三四五六日](?:的时候)|\blast (?:week|night)\b|\byesterday\b|\bdays ago\b/g;
const repaired = /(?<!没有?|未|不|不能|不了|无法|[^，。]{0,3}(?:没|没有|未)能?)(?:已经?|都|早就|后来|给|帮我|完全|全|也)?(?:修好|修过|修完|修过了|换好|换了新|换新的?了|换过了|处理好|处理完|处理过了|解决了|排除了|理赔完?了|结案|恢复正常|弄好了|搞定了|没事了|正常了|好了(?!多|几|久|吗|没)|没再(?:出现|发生|犯|响|冒|报|闻|有)|没(?:有)?复发|(?:一直|现在|之后|以后|后来|到现在)(?:都|就|也|还)?(?:很|挺|蛮)?正常|关门了?|停业|拆掉?了|卖掉?了|(?:早|早就|现在|后来)(?:都|就|已经)?没(?:事|问题|毛病)了?|赔(?:完|好|付)了?|换(?:了|过)(?:一?[根个块套条只]|新的?|总成|线束|线|枪|电池|模块|助力|泵)+|升级(?:完|后|好|了)|查(?:下来|出来|明)是)|(?<!不是|没有?|别|不)(?:误报|虚惊一场|打错了|说错了|开玩笑)|\b(?:fixed|repaired|resolved|sorted|replaced)\b/;
/** "The car I bought last year", "since the last service": the day belongs to something else. */
const dayOfElse = /(?:去年|前年|上个?月|上周|上次|上回|昨天|昨晚|前天|前几天|前两天|前段时间|之前|以前|刚|[一二两三四五六七八九十几半\d]+(?:天|个?月|年|周|个?星期)前)(?:才|刚|刚刚|在你们.{0,6}|在.{0,4}店里?)?(?:买|提|换|做|保养|修|装|加|更新|升级|年检|交|过户|来|检查|检测|洗)[^，。！？；]{0,10}|(?:上次|上回)[^，。！？；]{0,8}(?:之?后|以来)|(?:从|自)[^，。！？；]{0,6}(?:以来|开始|之后)|(?:跟|和|比)(?:以前|之前|上次|过去)|(?:在|到|等|回|拖车来|救援来|你们来)[^，。！？；]{0,8}之前/g;

const supposedBefore = /(?:如果|要是|假如|万一|假设|倘若|若是?|一旦|会不会|是否会|能不能|可不可能|有没有可能|有可能会|怕|担心|害怕|唯恐|免得|以免|防止|避免|预防|以防|杜绝|容易|可能会|将会|(?<!不|才|就|还|都|老)会(?!儿|议|员|展)(?:不会)?|(?:不想|别|不是)(?:跟你|和你|来)?(?:聊|说|谈|讲)|算(?:不算)?|什么情况下?|(?:再不[^，。！？；]{0,8}就|恨不得|真想|气得想|扬言|威胁)[要想]?(?:把|将|给)|为什么会|为啥会|怎么才会|多久会|何时会|导致|造成|引起|引发|带来)[^，。！？；]{0,10}$|\b(?:if|in case|what if|could(?! (?:see|smell|hear|feel))|would|might|may|can(?! (?:see|smell|hear|feel|still))|how likely|how often|do (?:evs?|electric cars?|these|they|batteries)|are (?:evs?|electric cars?)|afraid|worried|worry|prevent|avoid|likely to|risk of|chance of|what causes?|causes? of|known for|(?:warning|alarm|alert|sensor|detector|indicator)s? (?:for|of)|suppose|imagine)\b[^.,;!?]{0,30}$/;
/** Whatever follows such a word is supposed. */
const condition = /(?:会不会|怕|担心)[^，。！？；]{0,3}(?:溜|漏电)|(?:如果|要是|假如|万一|假设|倘若|一旦)[^，。！？；]{0,16}$|\b(?:if|in case|what if|suppose|imagine)\b[^.,;!?]{0,30}$/;
/** The condition stands inside what was heard. */
const conditionInside = /(?:多(?:严重|大|重|深|狠|高|少)[^，。！？；]{0,3}才|(?:什么|哪种)(?:程度|情况|样)[^，。]{0,3}才|如果|要是|假如|万一|假设|倘若|一旦|怎样防止|怎么防止|如何防止|怎么避免|如何避免|哪天(?!.{0,12}了))/;
/** Asked about in general, even when the word stands as if it had happened. */
const inGeneral = /^[了过]?(?:后|时|之后)?[^，。]{0,3}(?:(?:(?:什么|哪种|啥)(?:情况|程度|样子?)|(?<!才|都|也)多(?:严重|大|重|深|狠|高))[^，。]{0,2}(?:算|才|要|需要|会|属于)|(?:的)?(?:正确|标准|规范)(?:的)?(?:操作|做法|处理|流程|步骤|姿势))/;
const supposedAfter = /^[^，。！？；]{0,4}(?:(?:什么|哪种|啥)(?:情况|程度|样子?)[^，。]{0,2}(?:算|才|要|需要|会|属于)|的?(?:概率|风险|几率|可能性?|隐患|危险性|原因有哪些|案例|新闻|预案|原理|条件|征兆|前兆|(?:常见|主要|可能的?)原因|条例|法规|标准)|前有(?:什么|哪些|啥)|(?:和|跟|与)[^，。]{0,8}(?:怎么|如何)?(?:区分|分辨|区别|判断)|.{0,4}(?:有用吗|有没有用)|的?(?:事|话题)|(?:的)?(?:正确|标准|应急|规范)(?:的)?(?:操作|做法|处理|流程|步骤|姿势)|一般(?:烧|要|能|会|是|持续|多)|(?:事故|案例|情况)?(?:多不多|有多少|多吗|有没有过)|怎么(?:预防|避免|逃生|判断是不是)|的?(?:提醒|报警|预警|监测|检测|保护)(?:功能|模式|系统|服务)|如何(?:预防|避免|逃生|应对|处理|自救)|(?:时|的时候|的情况下|之?后)[^，。]{0,3}(?:应该?|该|要)(?:怎么|如何|做|怎样)|的?时候?[^，。]{0,6}(?:会|能|可以|可否|是否)[^，。！？]{0,10}(?:吗|么|嘛|？|不$)|(?:之?后|时)(?:还)?能(?:跑|开)多|时怎么|时如何|会(?:怎么样?|怎样|如何))|^了?吗(?=$|？)/;
const supposedPrevious = /(?:如果|要是|假如|万一|假设|一旦|\bif\b|\bsuppose\b)[^。！？；]{0,18}$/;
const anyCar = /(?:电动|新能源|混动|燃油)?(?:汽车|车辆|车子们)(?:发生|起火|着火|冒烟|自燃|爆炸)|电动车(?:为什么|怎么|会|容易|是不是|自燃|起火|着火|发生)|(?:新能源|电动|电车|纯电)(?:车|汽车|车型)?(?:为什么|怎么|会|容易|是不是|到底|真的|都|一般|自燃|起火|着火)|(?:你们|咱们|贵司|这个?牌子|这款|该|这个?品牌|三元|磷酸铁锂|刀片)(?:家|的)?(?:车|电池|车型|品牌)?(?:会|容易|发生过|有过|出过|是不是|爱|有没有)/;
/** A question whether it happens at all, without anything having happened. */
const whether = /会不会|是否会|会[^，。]{0,8}吗|会[^，。]{0,8}么|容易[^，。]{0,8}吗|\bwill (?:it|the|my)\b|\bdoes (?:it|the)\b|\bcan (?:it|the)\b/;

const askedNear = /多少(?:度|算|才算)|算(?:高|热|烫|正常|严重)[吗么不]?|[两三四五]个字|指(?:的是)?(?:什么|啥|哪|谁)|(?:是)?什么(?:样的)?概念|差别|有何不同|怎么区分|定义|说明书(?:第|里|上)|官方(?:的)?(?:解释|定义)|什么意思|是什么(?!味|声|东西|情况|原因|问题|毛病|液|烟|鬼)|什么是|什么叫|何为|含义|定义|原理|区别|科普|为什么叫|标准是|指的是|怎么理解|介绍一下|讲一下|讲讲|解释一下|的知识|想了解|了解一下|请教|学习一下|先跑还是|有哪些阶段|名词|一般(?:是|因为|怎么|如何|要|该|应)|通常|多深算|怎么算|\bwhat (?:is|does|are)\b|\bmean(?:s|ing)?\b|\bdefin\w+|\bexplain\b|\bdifference\b|\bsame (?:as|thing)\b|\b(?:about(?! to)|regarding|topic|article|essay|paper|study|research|describe|tell me (?:about|what (?:a|an|the|is))|curious|learn|how (?:does|do|is|are)|protection|term|word|in general|theory)\b/;
const shownNear = /仪表|屏幕|中控|大屏|提示|显示|弹出|弹了|弹窗|跳出|报了|报出|报警了|亮了|亮着|亮起|跳了|一直报|老报|总报|我的?车|我这|app|手机上|推送|\bdashboard\b|\bshows?\b|\bdisplay\w*|\bmy car\b/;

const mineNow = /我的?车|我这|咱这?车|这车|现在|正在|刚才?|突然|\bmy (?:car|ev|vehicle)\b|\bnow\b/;
/** Words of a book, a sticker, a recall notice: they tell of danger in general. */
const book = /说明书|手册|用户指南|使用指南|安全须知|警示贴|贴纸上|标签上|教程|教材|条款|课件|官网|公告|文章|百科|\b(?:manual|handbook|user guide|article|sticker|brochure|leaflet)\b/;
const recall = /召回|\brecalls?\b/;
const mineBurns = /\bmy (?:car|ev|vehicle|battery)\b[^.?!]{0,20}\b(?:caught|is|was|just|started|burst|went)\b/;
/** Somebody wants a voice or a reminder to be silent. */
const tooLoud = /(?:语音|提示音|播报|提醒|弹窗)[^，。]{0,6}(?:能|可以|怎么|如何)?[^，。]{0,3}(?:关|取消|屏蔽|调小)/;
const othersCar = /半路|路上|油车|燃油车|他(?:那|的|开的)?(?:车)?是|她(?:那|的|开的)?(?:车)?是|人家|网上那/;
const others = /隔壁(?:小区|公司|单位|栋)|有[台辆个]车(?!主)|(?:看[到见]|见到?|碰到|遇到|碰见)(?:过|了)?[^，。！？；]{0,6}[一别][台辆个部][^，。！？；]{0,4}车(?!主)|朋友|同事|邻居|别人|人家|隔壁老|网友|有人说|有车主|有个车主|某车主|群友|车友|亲戚|同学|同款|别的车|其他车|友商|特斯拉|小米|比亚迪|蔚来|理想|小鹏|问界|极氪|极狐|零跑|哪吒|岚图|阿维塔|智己|埃安|吉利|长安|长城|奇瑞|五菱|大众|丰田|本田|宝马|奔驰|奥迪|红旗|欧拉|深蓝|飞凡|高合|威马|某品牌|某车|某款|有人的车|[表堂](?:哥|弟|姐|妹)|[舅叔伯姑姨婶]+(?=家|的|那|开)|(?:大|二|三)?(?:哥|姐夫|嫂子?|妹夫)(?=家|的|那|开)|闺蜜|室友|战友|老乡|街坊|客户|前任|领导(?:的|那|家)|老板(?:的|那|家)|师兄|师姐|别家|其他品牌|\bfriend'?s?\b|\bneighbou?r'?s?\b|\bcolleague'?s?\b|\bsomeone else'?s\b|\b(?:friend|neighbou?r|colleague|coworker|brother|sister|cousin|uncle|boss|guy|somebody|someone|another (?:car|owner|ev)|other (?:owners?|cars?|people|evs?)|some (?:cars?|evs?))\b/;
const news = /新闻|报道|热搜|帖子|贴吧|朋友圈|车友群|(?<![车现])群友|视频(?!里能看)|抖音|快手|小红书|微博|网上|听说|群里|看到一[个条篇则]|刷到|央视|论坛|据说|传言|谣言|\bnews\b|\bvideo\b|\bheard that\b|\b(?:i|we|people|they) (?:saw|read|seen|watched|heard)\b|\b(?:tv|twitter|youtube|reddit|facebook|tiktok|forum|stor(?:y|ies)|viral|footage|clip|reports?)\b|\bonline\b/;
const about = /查查|查一下|不敢买|想买|通病|想换|换你们|官方|回应|说法|你们(?:的|家)?车|批次|靠谱|哪个牌子|也会|我的|我车|我这|我们|召回|会不会|同款|保险|质保|赔|安全吗|要不要|需要|吗|么$|正常|放心|担心|有没有|隐患|检查|型号|一个型|同批|\bmine\b|\bmy\b|\brecall\b|\?|？/;
const urgent = /正在|现在|快来|快点|救|怎么办|怎么弄|帮|困|叫119|报警|赶紧|紧急|刚刚|刚才|\bnow\b|\bhelp\b|\bemergency\b/;
/** Things that burn and are no car. */
const otherThing = /\b(?:house|home|kitchen|apartment|phone|laptop|garage|oven|building|office)(?:'s)?\b[^.,]{0,14}\b(?:caught|on fire|burn\w*|smok\w*|flood\w*|explod\w*|overheat\w*)\b|手机|充电宝|玩具|遥控(?:汽|赛|越野)?车|滑板车|婴儿车|扭扭车|模型车|电动车电瓶|电动牙刷|剃须刀|吹风机|空气炸锅|电饭[煲锅]|路由器|电动滑板|平衡车|笔记本|电脑|平板|锅|厨房|油烟机|热水器|邻居家|小区|宿舍|楼[上下里]?(?=着|起|冒|失)|食堂|公司|办公室|教室|学校|房子|家里着|家着|冰箱|洗衣机|电视|微波炉|电磁炉|自行车|电瓶车|山上|工厂|超市|商场|工地|电焊|切割机|烟花|爆竹|鞭炮/;
const simile = /(?:像|跟|好比|如同|仿佛|和)[^，。！？；]{0,8}/g;
const carThing = /电池(?!宝)|座椅|前盖|车轮|轮胎|仪表|\b(?:car|vehicle|ev|battery pack|dash\w*|charger|charging)\b|(?<!自行|电瓶|电动|火)车(?!间)|桩|枪|电池包|底盘|机舱|引擎盖/;
const nearby = /旁边|隔壁车位|前面|后面|前车|后车|对面|附近|隔壁(?=桩|枪|那|的?车|停)|挨着|紧靠|靠着|离我|离车|几米|身边|停车场里?|地库|车库|充电站|边上|\bnext to\b|\bbeside\b/;
const drill = /(?<!不是|没有?|别|不)开个?玩笑(?:说|讲|的)|提前(?:问|了解|学|知道|打听)|(?:游戏|电影|电视剧|动画片?|短剧|小说|段子)(?:里|中|上)?(?:的|面)?(?:说|演|讲|写|唱|播|显示|提示|有|那段)|想(?:要)?学|学(?:一下|一学|学看|着点)|知识(?:有|吗|点|普及|讲座)|演练|演习|翻译|造句|写一(?:首|篇|段|个)|(?:电影|电视剧|游戏|小说|剧本|广告|视频)(?:里|中|情节)|\bdrill\b|\btranslate\b/;
const pretend = /驾校|教练|科目[一二三四]|消防(?:培训|宣传|课|知识)|培训|考试|题目|选择题|电影|电视剧|游戏|小说|剧本|作文|文案|海报|翻译|英文|英语|怎么说|怎么写|广告|宣传|知识|测试工单|笑话|段子|这首歌|小品|模型车|玩具|造句|写一(?:首|篇|段|个)|标语|口号|\bdrill\b|\bmovie\b|\bgame\b|\btranslate\b|\btraining\b|\bquiz\b/;
const money = /多少钱|价格|什么价|怎么买|哪里买|哪儿买|在哪买|购买|推荐|保险|理赔|赔吗|赔不赔|赔多少|赔偿|能赔|质保|保修|三包|包赔|算不算|保不保|管不管|退车|退换|发票|报销|险种|能不能退|能退|可以退|退吗|属于|保吗|什么价|费多少|费用|定损|壁纸|贴纸|主题|怎么收费|收费标准|\bhow much\b|\bprice\b|\bcost\b|\binsurance\b|\bwarranty\b|\bcovered?\b/;
const moneyDenied = new RegExp(`(?:不是(?:要|来|想)?(?:问|谈|说|聊|关于|为了)?|不(?:问|谈|聊|说|管|关心|在乎)|别(?:问|谈|聊|说|管|跟我[^，。]{0,2}[说谈])|先(?:别|不)[^，。！？]{0,3}|顾不上|没心思|还管什么)[^，。！？]{0,4}(?:${money.source})|(?:跟|和|与)?(?:${money.source})[^，。！？]{0,3}(?:没关系|无关|先放|先不|先别|别管|再说|以后再说|回头再说)`, 'gu');
/** The place where the car stands is no thing that burns. */
const placeOfCar = /(?:在|到|回|停|出|进|去|从|路过)(?:了|我|你|我们|你们|家)?[^，。！？；]{0,2}(?:小区|公司|办公室|学校|超市|商场|工厂|宿舍|山上)/g;
const ownCar = /(?:我|咱|俺)(?:的|家|们)?的?(?:这|那)?(?:台|辆|个)?(?:电)?车(?!位|库|友|主|管|间|型|险)/;
const disowned = /(?:跟|和|与)我(?:的车|们|家)?(?:没(?:有)?(?:什么|啥)?关系|无关|不相干)|不是我的?车|\bnot my (?:car|ev|vehicle)\b/;
/** The car that somebody else saw is the speaker's own. */
const isMine = /(?:是|就是)我(?:家|们)?的?(?:那|这)?(?:台|辆)?(?:车|的(?=$|[，。！]))/;
const happened = /^(?:.{0,2})(?:了|着|啦|咯|嘞|中|起来|出来|过)|^\s*(?:right )?now\b/;
const isTold = (one: Found, rest: string): boolean => happened.test(rest) || /[了着]$/.test(one.matched);
const happening = /(?:在|正在|突然|一直|开始|直|狂|不停|有点|刚|刚刚|又|还在)$/;

const clauseBounds = (text: string, from: number, until: number): [number, number] => {
  let start = from;
  let end = until;
  while (start > 0 && !/[，。！？；,.!?;]/.test(text[start - 1] as string)) start--;
  while (end < text.length && !/[，。！？；,.!?;]/.test(text[end] as string)) end++;
  return [start, end];
};
const sentenceStart = (text: string, at: number): number => {
  let start = at;
  while (start > 0 && !/[。！？；!?;]/.test(text[start - 1] as string)) start--;
  return start;
};
const sentenceEnd = (text: string, at: number): number => at + /^[^。！？；!?;]*/.exec(text.slice(at))![0].length;
const lastOf = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1;

export const isDenied = (text: string, one: Found): boolean => {
  const before = text.slice(Math.max(0, one.from - 40), one.from);
  if (/，[^，]{0,4}(?:突然|忽然)/.test(one.matched)) return false;
  return denialBefore.test(before) || denialEnglish.test(before) || (denialAfter.test(text.slice(one.until, one.until + 16)) && !(/[烧跑淹冲]$/.test(one.matched) && /^没了/.test(text.slice(one.until)))) || denialInside.test(one.matched);
};

/** Two dangers under one denial ("no smoke or fire"). */
export const underOneDenial = (text: string, denied: Found, one: Found): boolean => denied.until <= one.from && joined.test(text.slice(denied.until, one.from));

function isPast(text: string, one: Found): boolean {
  const [, clauseEnd] = clauseBounds(text, one.from, one.until);
  const before = text.slice(0, one.from).replaceAll(dayOfElse, (day) => '·'.repeat(day.length));
  const rest = text.slice(one.until, clauseEnd);
  const [ago, late, present] = [lastOf(before + one.matched, longAgo), lastOf(before + one.matched, lately), lastOf(before + one.matched, now)];
  if (present > Math.max(ago, late)) return false;
  const wholeRest = text.slice(one.until);
  if (/^[^。！？；]{0,12}(?:又|再次|现在还(?!是)|还在(?!质保|保修|三包|保)|今天又|仍|这次又|又开始)(?!.{0,3}(?:质保|保修|三包))/.test(wholeRest)) return false;
  const asksToGoOn = /还能|能不能(?:开|充|用|继续)|可以(?:开|继续|充)|能开|\bsafe to\b/.test(text) && !/修|换了|换过/.test(text);
  if (/^\W*(?:is |it'?s |coming )?(?:again|now)\b/.test(wholeRest)) return false;
  const fixed = !asksToGoOn && repaired.test(text.slice(one.from)) && !justPutIn.test(wholeRest);
  const told = ago >= 0 || /^[^.?!]{0,12}\b(?:last (?:month|year|summer|winter|spring|autumn)|(?:months?|years?) ago)\b/.test(rest) || (/^过(?=[，。！？吗么没]|$)/.test(rest) && !/[刚才][^，。]{0,6}$/.test(before + one.matched)) || /早(?:就|已经?)?(?:被)?[扑熄浇]?灭/.test(one.matched + rest) || /^(?:了|过)?(?:那次|那天|那时候?|那会儿?|那阵子|那台|那辆|那回|那件事|过的(?:车|电池)|的(?:那次|那台|事情?已))|^.{0,4}(?:查出来|检查完|检查好|修得|处理得|处理完|修到).{0,4}(?:没|吗|怎么样|了|哪)/.test(rest) || /^[^。！？；]{0,6}(?:上个?月|去年|前年|上次|之前|那次)[^，。！？；]{0,6}(?:查|修|换|处理|检)/.test(wholeRest) || /(?:误报|说错|看错|虚惊|闻错|听错)[^，。！？；]{0,4}$/.test(before) || /^[^，。！？；]{0,6}(?:是|都是)?(?:上个?月|去年|前年|以前|之前)的(?:事|情况)/.test(rest);
  if (told) return true;
  if (late >= 0) return fixed;
  return fixed && !/还是|依然|但/.test(wholeRest);
}

function isSupposed(text: string, one: Found): boolean {
  const [start, end] = clauseBounds(text, one.from, one.until);
  const sensed = /^(?:smell|see|hear|feel)/.test(one.matched);
  const [before, after] = [text.slice(start, one.from).replace(/\b(?:can|could) $/, (word) => (sensed ? '' : word)), text.slice(one.until, end + 1)];
  if (/是不是(?:要|快)?$|好像|似乎|貌似|疑似|怀疑|怕是|恐怕|怕不是|应该是|感觉/.test(before)) return false;
  if (condition.test(before) || conditionInside.test(text.slice(start, one.until))) return true;
  if (supposedBefore.test(before) && !/^[^，。]{0,2}了(?!怎么办|咋办|该|应该|会|吗|的话)/.test(after)) return true;
  if (inGeneral.test(text.slice(one.until))) return true;
  if (supposedAfter.test(after) && !happened.test(after) && (!/^了?吗/.test(after.trimStart()) || whether.test(text) || anyCar.test(text))) return true;
  if (supposedPrevious.test(text.slice(sentenceStart(text, one.from), start))) return true;
  return ((anyCar.test(text) && /为什么|怎么|吗|没有$|没有[？?]|过没|如何|会|容易|是不是|应该|征兆|哪|条例|一般|多久|\?|？/.test(text)) || whether.test(text.slice(start, end + 1))) && !happened.test(after) && !happening.test(before) && !urgent.test(text.slice(one.until).replace(/怎么办/, ''));
}

function isAsked(text: string, one: Found): boolean {
  const [start, end] = clauseBounds(text, one.from, one.until);
  const clause = text.slice(start, end);
  const next = text.slice(one.until, one.until + 24);
  const around = /\p{Script=Han}/u.test(text) ? clause : text.slice(sentenceStart(text, one.from), sentenceEnd(text, one.until));
  if (!askedNear.test(around) && !/^[^。]{0,2}(?:是)?(?:什么意思|啥意思)/.test(next)) return false;
  if (/一般|通常/.test(clause) && !mineNow.test(text)) return true;
  if (one.hazard.shown === true && /报警|告警|警告|故障|亮|灯/.test(one.matched)) return false;
  if (shownNear.test(text) || happened.test(text.slice(one.until)) || happening.test(text.slice(start, one.from))) return false;
  return true;
}

/** A phone that tells of the car is not the thing that burns. */
const messenger = /(?:手机|平板|电脑)(?:上|里|端|软件|app)*(?:收到|弹|提示|显示|推送|来|说|看到|通知|告诉)/g;
/** What stands right before the word burns, and it is no car; unless the fire comes over. */
function nextToOther(text: string, one: Found): boolean {
  const [start] = clauseBounds(text, one.from, one.until);
  const before = text.slice(Math.max(start, one.from - 14), one.from).replaceAll(placeOfCar, (place) => '·'.repeat(place.length)).replaceAll(messenger, (phone) => '·'.repeat(phone.length));
  const other = [...before.matchAll(new RegExp(otherThing.source, 'gu'))].at(-1);
  if (other === undefined || before.length - other.index - other[0].length > 4) return false;
  return !carThing.test(before.slice(other.index + other[0].length)) && !/烧到|烧过来|蔓延|引燃|我的?车(?!位|库)/.test(text.slice(one.until)) && !/车(?!位|库|间)[^，。]{0,3}(?:在|停)/.test(before) && !nearby.test(text);
}

const likened = (text: string, one: Found): boolean => {
  if (one.hazard.smell === true) return false;
  const [start, end] = clauseBounds(text, one.from, one.until);
  const [before, after] = [text.slice(start, one.from), text.slice(one.until, end)];
  if (/^.{0,3}(?:一样|似的|一般|那样|般)(?!的?味)/.test(after) && /(?:像要?|跟|和|如同|仿佛|好比|宛如).{0,6}$/.test(before)) return true;
  return /(?:真|太|好|很|超|真是|特别|贼|巨)?(?:猛|快|热|烫|爽|强|大)(?:得)?(?:像|跟)要?.{0,4}$|(?<!好)像$/.test(before) && /^(?:$|一样|似的)/.test(after.replace(/了$/, '了')) && !/烟|味/.test(one.matched) && !happened.test(after);
};

const childLock = /儿童(?:安全)?锁|童锁/g;
const longOver = /修|换|付|花了|赔了|报销|发票|退|定损|理赔/;
const poleLamp = /桩|充电盒|家充|充电器|路由/;
const opinion = /你怎么看|怎么评价|真的假的|是真的吗|咋看|属实吗|后来怎么样|什么看法|靠谱吗|吓人(?:吗|不)|太多了吧|什么牌子|哪个牌子|哪家的|哪款车|什么车|死了几个|怎么引起|怎么老|为什么老|为什么总/;
const harmlessWater = /空调|冷凝|玻璃水|雨刮水|洗车|雨水|冰箱/;
const broke = /磕|撞|刮|托底|碰|砸|裂|鼓|扎|碾|事故/;
const sickForCause = /撞|追尾|翻|烟|刺鼻|呛|中毒|事故|热|晒|闷|怪味|化学/;
const kitchen = /烧烤|烤(?:肉|串|架|炉|鱼|全羊)|炒菜|做饭|煮|火锅|腊肉|熏(?:肉|鱼|鸡)|炭|油烟|(?:抽|吸)[了过]?烟|香烟|雪茄|电子烟|\b(?:barbecue|bbq|grill|cooking|cigar\w*|smokers?|vap(?:e|ing))\b/;
const toBeCleaned = /(?:清洁|清洗|清理|去除?|除|散|消|洗|祛)(?:掉|味|一下|干净|$|，|。)|怎么(?:洗|散|除|去|清)|伤漆|\b(?:get rid|remove|clean|bad for|harm|hurt|damage)\b/;
const likeIt = /像|跟|似|一样|如同|\blike\b/;
/** Breath of a car on a cold or wet day. */
const coldOrWet = /冬天|天冷|气温低|零下|下雨|雨天|雨后|洗完?车|刚洗|空调|暖风|化霜|除霜|热泵/;
/** A word of danger that this sentence gives another cause. */
const harmless = (text: string, one: Found): boolean => (one.hazard.code === 'runaway' && feature.test(text) && asksOfFeature.test(text) && !wentWrong.test(text))
  || (one.hazard.code === 'fumes' && namedSmell.test(text) && !hotOrBurnt.test(text) && !urgent.test(text))
  || (/[烧烫]/.test(one.matched) && /[烧烫](?:出|穿|坏)?了?一?个?[^，。]{0,3}[洞眼点印]/.test(text) && /烟|鞭炮|火星|炭|＿/.test(text.slice(0, one.from)) && !urgent.test(text))
  || (one.hazard.code === 'stopMessage' && maySoon.test(text.slice(one.until, one.until + 10)))
  || (one.hazard.code === 'trapped' && /夹/.test(one.matched) && /没事|不疼|没破|没夹伤/.test(text.slice(one.until)))
  || (/烟|味|smok|smell/.test(one.matched) && kitchen.test(text) && toBeCleaned.test(text) && !urgent.test(text))
  || (one.hazard.smell === true && kitchen.test(text) && !likeIt.test(text) && !urgent.test(text))
  || (one.hazard.code === 'smoke' && !/烟|味|糊|焦|呛/.test(text) && coldOrWet.test(text) && /正常/.test(text))
  || (one.hazard.code === 'batteryLeak' && harmlessWater.test(text) && !broke.test(text))
  || (one.hazard.code === 'lockedIn' && text.search(childLock) >= 0 && !/(?:孩子|娃|宝宝|人|我|老人)[^，。]{0,6}(?:在|困|锁)/.test(text.replaceAll(childLock, '')))
  || (one.hazard.code === 'stopMessage' && poleLamp.test(text) && !/仪表|屏|车机|方向盘/.test(text))
  || (['heavyImpact', 'tyreBurst', 'floodAlone'].includes(one.hazard.code) && money.test(text) && longOver.test(text) && !urgent.test(text))
  || (one.matched === '触电' && /吗|么|嘛|不$|没$|会|能不能|怎么防|风险|几率/.test(text) && !/我|他|她|人|被|手|麻|刚|已经|触电了/.test(text))
  || (one.hazard.code === 'driveLostOnRoad' && /续航|里程|能耗|电耗/.test(one.matched))
  || (one.matched === '失控' && text.length > 6 && !/车|刹|方向|油门|电门|速|路|驾驶|打滑|转|轮|动力|冲|撞|开着|行驶|踩|雨|雪|冰/.test(text))
  || (one.hazard.code === 'lockedIn' && !/孩子|小孩|娃|宝宝|婴儿|老人|爸|妈|人|我|狗|猫/.test(one.matched) && /没(?:有)?(?:人|孩子)|(?:没|不是)[^，。]{0,6}(?:锁|困)/.test(text))
  || (one.hazard.code === 'lockedIn' && /(?:孩子|小孩|娃|宝宝|婴儿|老人|人|狗|猫)(?:都|也|就)?(?:没有?|不)在(?:车|里)/.test(text))
  || (opinion.test(text) && !mineNow.test(text) && !urgent.test(text) && !nearby.test(text))
  || (one.hazard.code === 'hurt' && /吐了$/.test(one.matched) && !sickForCause.test(text.replace(one.matched, '')));

/** What a car does by itself because it was told to. */
const feature = /巡航|跟车|领航|蠕行|泊车|召唤|(?:自动|辅助|智能)驾驶|\bsummon\b|\bcruise\b/;
const asksOfFeature = /正常|功能|模式|怎么(?:关|开|用|设)|对(?:吗|吧|不对)|是吧|安全(?:吗|不)|\bhow do\b/;
const wentWrong = /退不|关不掉|取消不|撞|吓|停不|刹不|突然|忽然|猛|失控|差点/;
/** A smell with a name that is no danger. */
const namedSmell = /甲醛|新车|皮革|香水|香薰|榴莲|农药|尾气|汗|脚臭|宠物|狗味|猫味|臭豆腐|\bperfume\b|\bnew car\b/;
const hotOrBurnt = /底盘|电池|发烫|很烫|热得|烧|焦|糊|冒烟|头晕|恶心|想吐/;
const maySoon = /再(?:看|操作|播|设)|视频|接电话|打电话|才能|缴费|付费/;
/** Somebody wants to deal with it alone: then it is there, however the question is put. */
const alone = /(?:自己|我(?:来|先|想|准备|打算|可以|能)|教我|(?:能不能|可以|能否|怎么|如何|用什么|要不要)[^，。]{0,6}(?:把|给|用|拿|对))[^，。！？；]{0,10}(?:拆|断开|断电|浇|灭|盖|拔|撬|冲|喷|堵|扑|剪|抬|拖出|降温|处理)/;
const ifAtAll = /如果|要是|假如|万一|假设|倘若|一旦|会不会|\bif\b/;
const handled = (text: string, one: Found): boolean => one.hazard.level === 'S0' && !ifAtAll.test(text) && (alone.test(text) || /^的(?:电池|车|枪|桩|线|地方|部位|位置)/.test(text.slice(one.until)) && /把|给|对/.test(text.slice(0, one.from))) && !anyCar.test(text);

/** Why this danger does not count; undefined when it does. (C1, C2, C3) */
export function setAside(text: string, one: Found): Aside | undefined {
  const rest = text.slice(one.until);
  const sentence = text.slice(sentenceStart(text, one.from), sentenceEnd(text, one.until));
  if ((drill.test(sentence) || (pretend.test(sentence) && !isTold(one, rest))) && !/不是演|真的(?:冒|着|起|失)|是真的(?!吗|假|么)/.test(sentence)) return 'pretended';
  if (isPast(text, one)) return 'past';
  if (otherThing.test(text.replaceAll(simile, '').replaceAll(placeOfCar, '')) && !carThing.test(text.replaceAll(/自行车|电瓶车|摩托车|玩具车|遥控(?:汽|赛|越野)?车|滑板车|婴儿车|扭扭车|模型车|平衡车|电动车(?=电瓶)|车上(?:的)?(?:usb|插座|点烟器)/g, ''))) return 'elsewhere';
  if (harmless(text, one) || nextToOther(text, one)) return 'elsewhere';
  if (likened(text, one)) return 'likened';
  if (disowned.test(text) && !ownCar.test(text)) return 'elsewhere';
  const head = text.slice(0, one.from);
  const [start] = clauseBounds(text, one.from, one.until);
  const isUrgent = urgent.test(text.replace(one.matched, '')) || nearby.test(text) || isMine.test(rest) || ownCar.test(text.slice(sentenceStart(text, one.from), one.until));
  if (others.test(text.slice(sentenceStart(text, one.from), one.from)) && (about.test(rest) || recall.test(text)) && !isUrgent) return 'elsewhere';
  if (others.test(text.slice(sentenceStart(text, one.from), one.from)) && !isUrgent && (lastOf(head, lately) >= 0 || lastOf(head, longAgo) >= 0) && lastOf(head, now) < 0) return 'elsewhere';
  if (news.test(head.slice(sentenceStart(text, one.from))) && !ownCar.test(head.slice(sentenceStart(text, one.from))) && !/现在|正在|我的?车(?:也|正|在|突然)/.test(text)) return 'elsewhere';
  if (/\bon the news\b|\bin the (?:news|video|report)\b|(?:新闻|报道|视频|热搜)(?:里|上|中)/.test(sentence) && /\?|？|吗|么|\b(?:did|does|is|was|were|which)\b|是不是|哪/.test(sentence) && !mineNow.test(text)) return 'elsewhere';
  const didHappen = isTold(one, rest) || happening.test(text.slice(start, one.from));
  if ((book.test(sentence) || recall.test(sentence)) && !didHappen && !mineBurns.test(text) && !/我的?车.{0,6}(?:在|正|也|刚|突然)/.test(sentence.replace(recall, '')) && !urgent.test(text.replace(one.matched, ''))) return 'asked';
  if (others.test(text.slice(sentenceStart(text, one.from), one.from)) && othersCar.test(rest) && !isUrgent) return 'elsewhere';
  if (one.hazard.shown === true && tooLoud.test(text)) return 'asked';
  if (handled(text, one)) return undefined;
  if (isSupposed(text, one)) return 'supposed';
  if (isAsked(text, one)) return 'asked';
  const plain = text.replaceAll(moneyDenied, '');
  if (/自燃|火灾|泡水|水淹|爆胎/.test(one.matched) && /^了?.{0,6}(?:赔|保修|质保|三包|换新|退|算|险|属于|归|报销|理赔|多少钱|概率)/.test(rest) && !urgent.test(text)) return 'priced';
  if (money.test(plain) && !happened.test(rest) && !happening.test(text.slice(start, one.from)) && !/^.{0,4}(?:怎么办|救)/.test(rest)) return 'priced';
  return undefined;
}
