// The grammar of asking for a person: who is meant (a person, a role, somebody who can), how one reaches them, and what
// they are to do. Words in any order, mood and language make a request; talk about people is none. Beside the sayings of
// intent-words.ts, so that a sentence nobody foresaw is heard too.

const at = '[^，。！？；]';
const soft = '[啊呀吧呢嘛哦哈了的地得嗷噻撒咯咧不没么吗一下谢谢快点赶紧马上立刻请！!？?。，,~… ]';
/** People in general, as against a machine. */
const human = '(?:人工|真人|活人|大活人|真的人|活的人|正常人|人类|客服|坐席|座席|接线员|接线生|话务员|操作员|专员|值班的?人?员?|喘气的|工作人员|服务人员|接待(?:人员|员)|热线|call center|human|agent|operator)';
const role = '(?:顾问|管家|经理|主管|领导|负责人|店长|老板|上级|上司|工程师|技师|技术(?:员|人员|支持|同事|老师)?|师傅|专家|老师|同事|售后(?:人员|老师|同事|专员|部门?|服务)?|客户经理|专人|专业人[员士]|懂(?:行|技术|车|这个?)?的(?:人|同事)?|(?:能|会)(?:做主|拍板|解决|处理|办事|管事|说话|听懂)[^，。！？]{0,3}(?:的人?|人)|管事儿?的|说了算的|manager|supervisor|support|team)';
const reach = '(?:转(?!向|速|弯|账|让|换|移|动)|转接|接(?!口|头|触|地|线盒)|接通|连线|连接|连到|找|叫|喊|要|换|请|派|安排|让|给我|帮我|联系|呼叫|呼|见|有没有|需要|想要|申请|希望(?:有|能|和|跟|由)|求|搵|揾|整|搞|弄|来|由|对接|换成|切(?:换)?到?|调|拨|唤|召唤|有请|麻烦|劳驾)';
const withWhom = '(?:跟|和|同|与|对|问|向|由|让|请|叫|找)';
const talk = '(?:说(?!明书)|讲|聊|谈|唠|掰扯|沟通|解释|说明|解答|回答|答复|回复|回电|回拨|回个|打给|打电话|来电|致电|联系|通话|语音|接听|听我|处理|协助|介入|对接|跟进|反映|理论|talk|speak|call)';
const end = `(?:${soft}*$|${soft}*[，。！？；])`;

const zh = [
  `${reach}${at}{0,6}${human}(?!费|智能|智障|成本|报价|工时|语音包|态度|电话是|说(?:了|过|要|我)|告诉|答应)`,
  `${human}(?:客服|服务|坐席|座席|台|通道|入口|介入|协助|电话|热线)?${at}{0,2}(?:在哪|在吗|在不在|在么|呢|有吗|有没有|有冇|出来|上线|来一个|来个|接一下|转一下|听|接听|介入|协助|服务)${end}`,
  `^(?:那|就|快|请|嗯|我|要|给|帮|麻烦|直接|马上|赶紧|能不能|可以|可否|想|只)*${human}(?:客服|服务|台|通道|电话)?[\\d#*]?${end}`,
  `(?:${reach}|${withWhom})${at}{0,8}${role}${at}{0,6}${talk}`,
  `(?:${reach}|${withWhom})${at}{0,8}${role}${at}{0,4}(?:接待|帮忙(?!取|送|开|洗|换|修|拖|搬)|接手|服务(?!站|网点|费|区)|交流)`,
  `(?:接通|转接|连线|联系|叫一?下|请一?下|请教|咨询|求助|找一?下)(?:一下|下|于|到|给)?(?:一?[位个名])?(?:您|你|贵)(?:们|司|公司|店|方)?的?(?:${role}|人|员工)${end}`,
  `(?:想|希望|愿意|需要|宁愿|更愿|能)${at}{0,4}(?:跟|和|与|同)${at}{0,6}(?:人|人员|员工|同事)${at}{0,2}(?:交流|沟通|对话|聊|谈|说)`,
  `(?:请|麻烦|劳驾|烦请|劳烦|帮忙|帮我|拜托|给我)(?:您|你|再|给我|帮我|帮忙)*(?:转接|接通|接转)(?:一?下)?${end}`,
  `有(?:没有)?(?:人|客服|同事|谁)(?:可以|能|愿意|肯)(?:帮|回|接|听|处理|解答|管|理|说)${at}{0,4}${end}|有人在线`,
  `(?:找|叫|喊|换|转|接|见|请|要)(?:一?[个位名])?(?:你们?)?(?:的|店里的?|家的?)?${at}{0,2}${role}(?:来|出来|过来|接|听|给我|跟我|和我)?${end}`,
  `(?:让|叫|请|安排|派|麻烦|找|喊|尽快)${at}{0,8}人(?:员)?${at}{0,4}(?:${talk}|给我|来接|接一下|接电话)`,
  `(?:人|真人|活人)(?:在哪(?:里|儿)?|去哪(?:里|儿)?了?|都去哪|死哪|跑哪)${end}`,
  `^(?:我)?(?:要|想|请|帮我|麻烦)?(?:转接?|接线|连线|接通|呼叫|转线|接人|换人|叫人|找人|要人)(?:一?下)?${end}`,
  `(?:打|回|来|拨|通)(?:一?[个通])?电话(?:给我|过来|跟我|联系我|吧|行吗|可以吗|好吗|可否|${end})(?!.{0,6}(?:声音|音量|断|接不|卡))`,
  `(?:电话|语音|当面|口头|面对面)(?:里|上|直接)?(?:说|讲|聊|谈|沟通|联系|通话)(?:吧|可以|行|吗|好|${end}|[^，。]{0,4}(?:打字|清楚|方便))`,
  `(?:不方便|没法|不会|懒得|不想|别让我|不要让我|打不了)打?字`,
  `(?:叫|找|喊|让|换|派|请|安排|来)(?:一?[个位名])${at}{1,6}(?:跟|和|给|同|与|对)(?:我|俺|咱|本人)${at}{0,3}(?:说|讲|聊|谈|唠|打|回|解释|沟通|通话)`,
  `(?:叫|找|喊|换|来|转|整)(?:一?[个位])(?:大|活|真)*人(?:来)?(?:成不|行不|中不|成吗|行吗|好吗|可以吗|噻|撒|呗|${end})`,
  `(?:谁|哪位|有没有人)${at}{0,6}(?:值班|管事|在线|在岗|当班)(?!室|经理的)`,
  `(?:发|转|交|留|总结|汇报|反映)${at}{0,14}给(?:你们)?的?(?:客服|人工|领导|经理)`,
  `(?:(?<!能|会|要|用|是|好|可)不|别|甭|莫|唔|懒得|拒绝|讨厌|受够|少|停)${at}{0,8}(?:机器人?|ai(?!r)|自动(?:回复|应答|语音|客服)|复读机?|智能客服|机械人?)${at}{0,6}(?:说|聊|讲|回|答|复|废话|扯|听|念|打交道|对话)?${end}(?<!(?:关|关闭|取消|打开)${at}{0,10})`,
  `(?:自动回复|机器人|机器|ai客服)${at}{0,10}(?:${human}|人(?:来|吧|呢|$)|换|滚|没用)`,
  `(?:要|想|求|给我|来|换)(?:一?个)?(?:真正|真实|real|会说话|会喘气|活|能说话)的?(?:人|person|human)`,
  `(?:我)?(?:要|想|给我|转)(?:一?个)?(?:human|agent|manager|operator|real person|person)`,
  `(?:让|叫|请|安排|派|麻烦|找|喊)${at}{0,8}${role}${at}{0,3}(?:回|联系|理|管|教)(?:一?下)?(?:我|俺|咱|本人)`,
  `^(?:那|你们|现在|还)*有?${human}(?:在不在?|在没在?|有没有?|没得?|不在?)${end}`,
  `(?:找|叫|喊|派|换|来)(?:一?[个位])人(?:我|咱|俺)${at}{0,6}(?:说|讲|聊|谈|问|沟通)`,
].map((one) => `(?:${one})`);
const en = [
  String.raw`\bbots?\b[^?]{0,8}\bstop\b|\b(?:person|human)\b[.!,]? ?(?:please|now)\b|^(?:a |an )?(?:person|human)[.! ]*$`,
  String.raw`\b(?:talk|speak|chat|connect|transfer|put|hand|pass|get|reach|switch|escalate|refer|forward)\b[^.?!]{0,30}\b(?:human|person|agent|representative|rep|someone|somebody|operator|manager|supervisor|people|advis[eo]r|staff|colleague|team|support|expert|specialist|engineer)\b`,
  String.raw`\b(?:real|actual|live|living) (?:human|person|agent|people|being)s?\b|\b(?:human|agent|operator|representative)\b(?: please| now)?[.!? ]*$`,
  String.raw`\b(?:some(?:one|body)|a person|your (?:team|staff|people)|an? (?:agent|engineer|advisor|colleague))\b[^.?!]{0,24}\b(?:call|ring|phone|contact|help|reach) me\b|\bcall me(?: back)?\b|\bgive me a (?:call|ring)\b`,
  String.raw`\b(?:not|no|stop|enough|instead of|rather than|tired of|sick of)\b[^.?!]{0,16}\b(?:bots?|robots?|machines?|ai|chatbots?|automated|automatic)\b`,
  String.raw`\bi(?:'d| would)? (?:want|need|like|prefer|demand)\b[^.?!]{0,24}\b(?:human|person|agent|someone|somebody|people|manager|supervisor|representative|operator)\b|\bcustomer (?:service|support|care)\b[^.?!]{0,10}$|\b(?:is|are) there (?:any|a|an)?\s?(?:one|body|human|person|people|agent|live)\b`,
].map((one) => `(?:${one})`);
/** A whole message that sounds like asking for a person, or is its first letters: nobody writes it for anything else. */
const call = '(?:[转专砖赚传撰找接要叫喊换来]|我要|给我|帮我|请)*';
export const personBySound = new RegExp(`^(?:${call}(?:[人仁任认忍刃韧壬银仍][工公功攻供宫弓恭躬龚巩拱共贡红]|[客克刻课可科壳][服付富扶福伏负符府夫父妇]|[真珍针贞镇阵震侦][人仁任认忍]|(?:z?rg|zr|kf)|(?:ren ?gong|ke ?fu|zhen ?ren)(?: ?(?:ke ?fu|fu ?wu))?)|[转专砖赚传换来喊][人仁任认])[吧呢啊呀吗]?$`, 'u');
export const personByGrammar = new RegExp([...zh, ...en].join('|'), 'u');

/** Talk about people, features for people, people on the road: no request, whatever else it looks like. */
export const talkOfPeople = new RegExp([
  '(?:真人|人工)语音|语音包|人声|(?:行人|人员|人脸|人体|乘员|有人|人机)(?:识别|检测|监测|报警|提醒|解锁|交互|探测)|人工(?:费|智能|成本|报价|工时|多少|怎么算|合成|驾驶)',
  '人行(?:道|横道)|(?:家人|家里人|朋友|老公|老婆|同事|亲戚|儿子|女儿)[^，。]{0,5}(?:联系|打给|打电话给|找|问)(?:你们|您|客服)',
  '(?:换|找|叫|让|请)(?:个|一个)?(?:别)?人(?:帮我|替我|来)?(?:开|驾驶|代驾|司机换人|卖[^，。]{0,3}(?:电话|信息)|开车|取车|送车|推)|换人(?:驾驶|开)|代驾|(?:第二|另一个|其他|别的|新)(?:个)?(?:驾驶)?(?:人|驾驶员|车主)',
  '(?:顾问|师傅|客服|经理|技师|店长|人工|工程师|主管|专员|老师|工作人员|领导)[^，。！？]{0,6}(?:说(?:了|过|的|我|要|今天|明天|昨天|可以|不)|告诉|答应|承诺|让我|叫我|态度|水平|手艺|是谁|叫什么|几点|上班|下班|把|没给|修|弄|很|挺|真|不错|专业|热情|推荐|建议|给我换|帮我换)(?!.{0,8}(?:转|换人|叫人|找人|投诉|差))',
  '(?:之前|上次|昨天|前天|刚才|上周)(?:的|找|问|联系|打)?[^，。！？]{0,2}(?:人工|客服|顾问|师傅|经理|技师)(?!.{0,6}(?:再|还)?(?:转|找|接))',
  '(?:我|他|她|朋友|邻居|别人|家人)?(?:已经|都)?(?:找|打|问|联系)过[^，。]{0,6}(?:客服|人工|顾问|经理|领导)',
  '(?:不用|不需要|没必要|无需|不必|不要|先别|别)(?:再|给我|帮我|去)*(?:麻烦|转接?到?|找|叫|接|安排|联系|派)?(?:个|一个|你们)?(?:人工|客服|真人|(?<!机器|机械)人|顾问|师傅|专员)(?!说|讲|聊|自动)(?=了|$|，|。|啊|吧|来)',
  '(?:叫|派|找|喊|联系|安排|让|要|请)[^，。！？]{0,6}(?:拖车|救援|平板|补胎|搭电|充电车|保险|交警|警察|医生|救护|消防)|来人(?:啊|呀)?[^，。]{0,4}(?:车|火|烟|救)|快来人',
  '(?:找|丢|忘)(?:不到|回|了)(?:钥匙|密码|手机|卡|发票|证|车)|转(?:向|速|账|让|移|弯|换|动)|(?:接|打)电话[^，。]{0,6}(?:音乐|声音|音量|断|卡|蓝牙|暂停|不停)|蓝牙电话|电话[^，。]{0,4}(?:接不通|没声|声音|断)|电话本|通讯录',
  '你是(?:不是)?(?:真人|人工|机器人|机器|人|ai)(?:还是|吗|么|$)|是真人(?:吗|么|还是)|有没有人(?:遇到|碰到|知道|试过|买|开)|(?:周[一二三四五六日末天]|节假日|春节|过年|几点|晚上|中午|店里)[^，。]{0,6}(?:有人|上班|开门|营业)',
  String.raw`\b(?:human|person|pedestrian|people|occupant)[ -]?(?:detection|machine|interface|alert|alarm|recognition)\b|\b(?:detection|alarm|alert|sensor)s? (?:for|of) (?:people|persons?|humans?|pets?)\b|\bto another person\b|\b(?:second|another|other|new|additional) (?:person|driver|owner|user)\b|\b(?:agent|representative|advisor|technician|manager|engineer) (?:said|told|promised|was|were|is|has|did)\b|\b(?:no|don'?t) need\b[^.]{0,16}\b(?:human|agent|person)\b|\bperson detection\b`,
].map((one) => `(?:${one})`).join('|'), 'gu');
