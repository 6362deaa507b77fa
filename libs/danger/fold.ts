// One spelling for what people type: full-width, traditional, homophones, voice text, emoji, hidden signs and English words
// inside Chinese become the plain Chinese that patterns are written in.
// N1 folding twice changes nothing; N2 what cannot be seen (zero-width, control, direction marks) is gone.
import { asMeant } from './sounds.ts';

const traditional = '煙車電動剎隧壓絕緣漿轉盤燈線觸傷聲響馬間樁熱過無沒進溫燒塵輪機門鎖頭駛運險開關對發現點時樣這個們說話嗎麼為與來還會應該顯報警壞燃氣體彈撞門窗懸掛擺臂軸橋離遠難離緊急費錢價預約單據務維護換鑰雙藍導網絡訊號聯絡員類質責訴證賠償紀錄檢測試驗數據儀錶錶燈閃爍藥劑鐵鋼銅鋁顏色紅綠黃嗆聞到裡裏內處鄰傳統產業務與從眾買賣貨請問題讓帶給誰誰別後邊邊衝擊變軟硬長遲滯實際調節濾劃幹淨補殘災區連續斷續標籤張碼畫麵樓層馳騁騎鬥陣陽陰雲霧濃淺隻隊隱獨異當盡盤監視視覺記憶戶帳號鬆緊滅滿漲溼濕潔濺淚濱灘軌軟轎輛輸轟鄉鎮釋針釘銀銷鍵鏡鐘閉閱陷陸際雖雜雞霧靜頂順預頻顆顧風飛飽餘駐騙驚髒鬧魚鳥鹽麥齊齒龍龜煞衛術複復製準嚴優價傷傾儲償兒兩冊則剛劇劑勁勞勢勝區協卻厲參員問啟喚嘗噴嚇國圍園圓圖團執報場塊塗墊壓壞壯壽夠夢夾奪奮婦孫學寧實寫寬審寶將專尋導屆屬崗嶺幣幫幹幾庫廁廂廠廢廣廳張強彎彙彥徑從徹恆惡悶愛態慘慣慮慶憂憑懷懸懶戀戰戲戶扎抵拋挾捨掃掛採揀換揚損搖搶擁擇擊擋擔據擠擴擺攔攜攝敗敘數斬斷於昇晝暈暢暫曉曬朧東條枴柵栓構槍槓樁極樂標樣橋機橫檔檢櫃權歡歐歲歷歸殘殼毀氣決沒沖況洩涼淚淨減渦測湊湯溝溫滅滑滾滯滲漁漏漢漬漸潤潰澆濕濟濤濫瀏瀝灣災為烏無煉煩熱燈燙營爐爛爭爾牆狀獎獲現瑣環產畢異療癢發皺盜盞盡監盤盧眾睏瞭矯砲碼磚礙礦禦禮禿種稱穩窩窮竄競筆節範築簡簽簾籃籤粵糞糧糾紅約級紋純紙紛細終組結絕絡給統絲經綁綜綠維綱網緊緒線緝緣編緩緻縣縫縮縱總績織繞繩繫繼續罰罵罷羅義習聖聞聯聰職聽肅脅脈脫腦腳腫臉臨臺與興舉舊艙艦艱蒼蓋蔭薦藍藝藥蘇蘭虛號蝕螢蟲蠟補裝製複襯襲見規視親覺覽觀觸訂計訊討訓記訪設許訴診註詐評詞試話該詳認誌誘語誠誤說課調談請論諒證譜識警議護譽讀變讓豐貝負財責貨貪貫貯貴買貸費貼賀資賓賞賠賣賤質賴賺購賽贈贊贏趕跡踐軍軟較載輔輕輛輩輪輯輸轄轉轎辦辭農遊運過達違遞遠適遲遷選遺還邊郵鄰酬醫醬釀針釣鈕鈴鉛鉤銅鋒鋪錄錘錢錦錯鍋鍵鎖鎮鏈鏡鐵鑄鑒鑰長門閃閉開閒間閘閥關闊隊階際隨險隱雙離難電霧靈靜響頁頂項順須預領頭頻題顏額願類顯風飄飛飯飲飼餐館馬馳駕駛駐騎騙騷驅驗驚體鬆魚鮮鳥鳴鹹麗點齊';
const simplified = '烟车电动刹隧压绝缘浆转盘灯线触伤声响马间桩热过无没进温烧尘轮机门锁头驶运险开关对发现点时样这个们说话吗么为与来还会应该显报警坏燃气体弹撞门窗悬挂摆臂轴桥离远难离紧急费钱价预约单据务维护换钥双蓝导网络讯号联络员类质责诉证赔偿纪录检测试验数据仪表表灯闪烁药剂铁钢铜铝颜色红绿黄呛闻到里里内处邻传统产业务与从众买卖货请问题让带给谁谁别后边边冲击变软硬长迟滞实际调节滤划干净补残灾区连续断续标签张码画面楼层驰骋骑斗阵阳阴云雾浓浅只队隐独异当尽盘监视视觉记忆户帐号松紧灭满涨湿湿洁溅泪滨滩轨软轿辆输轰乡镇释针钉银销键镜钟闭阅陷陆际虽杂鸡雾静顶顺预频颗顾风飞饱余驻骗惊脏闹鱼鸟盐麦齐齿龙龟刹卫术复复制准严优价伤倾储偿儿两册则刚剧剂劲劳势胜区协却厉参员问启唤尝喷吓国围园圆图团执报场块涂垫压坏壮寿够梦夹夺奋妇孙学宁实写宽审宝将专寻导届属岗岭币帮干几库厕厢厂废广厅张强弯汇彦径从彻恒恶闷爱态惨惯虑庆忧凭怀悬懒恋战戏户扎抵抛挟舍扫挂采拣换扬损摇抢拥择击挡担据挤扩摆拦携摄败叙数斩断于升昼晕畅暂晓晒胧东条拐栅栓构枪杠桩极乐标样桥机横档检柜权欢欧岁历归残壳毁气决没冲况泄凉泪净减涡测凑汤沟温灭滑滚滞渗渔漏汉渍渐润溃浇湿济涛滥浏沥湾灾为乌无炼烦热灯烫营炉烂争尔墙状奖获现琐环产毕异疗痒发皱盗盏尽监盘卢众困了矫炮码砖碍矿御礼秃种称稳窝穷窜竞笔节范筑简签帘篮签粤粪粮纠红约级纹纯纸纷细终组结绝络给统丝经绑综绿维纲网紧绪线缉缘编缓致县缝缩纵总绩织绕绳系继续罚骂罢罗义习圣闻联聪职听肃胁脉脱脑脚肿脸临台与兴举旧舱舰艰苍盖荫荐蓝艺药苏兰虚号蚀萤虫蜡补装制复衬袭见规视亲觉览观触订计讯讨训记访设许诉诊注诈评词试话该详认志诱语诚误说课调谈请论谅证谱识警议护誉读变让丰贝负财责货贪贯贮贵买贷费贴贺资宾赏赔卖贱质赖赚购赛赠赞赢赶迹践军软较载辅轻辆辈轮辑输辖转轿办辞农游运过达违递远适迟迁选遗还边邮邻酬医酱酿针钓钮铃铅钩铜锋铺录锤钱锦错锅键锁镇链镜铁铸鉴钥长门闪闭开闲间闸阀关阔队阶际随险隐双离难电雾灵静响页顶项顺须预领头频题颜额愿类显风飘飞饭饮饲餐馆马驰驾驶驻骑骗骚驱验惊体松鱼鲜鸟鸣咸丽点齐';
const plainOf = new Map<string, string>();
{
  const [from, to] = [Array.from(traditional), Array.from(simplified)];
  if (from.length !== to.length) throw new Error(`the table of traditional signs is crooked: ${from.length} and ${to.length}`);
  from.forEach((sign, index) => { if (sign !== to[index]) plainOf.set(sign, to[index] as string); });
}

/** Signs that sound alike or look alike, where the word they make is one of danger or of a car. */
const misheard: readonly [RegExp, string][] = [
  [/冒(?:[烟咽焉淹菸研严演眼盐炎燕艳宴]|yan\d?)|[帽貌茂贸昌目](?:[烟咽焉淹菸]|yan\d?)/g, '冒烟'], [/冒(?:[白黑浓大青])(?:[咽焉淹菸])/g, '冒大烟'], [/毛烟|猫烟/g, '冒烟'], [/[着找招照召](?:伙|或|货|获|hou)(?=了|啦|$|[，。！!])|找火(?=了|啦)/g, '着火'], [/着(?:huo|活了?火)/g, '着火'], [/[起失](?:伙|货|获|祸|huo)(?=了|啦|$|[，。！!])/g, '起火'], [/(?<![干接做])[着找起](?:活|祸|或)了/g, '着火了'], [/^[起失](?:或|和)了/g, '起火了'], [/爆扎/g, '爆炸'], [/嗞|呲(?=呲)|(?<=呲)呲/g, '滋'], [/著咗/g, '着了'], [/胡巴?味/g, '糊味'], [/冒[晏雁彦厌砚](?=了|啦|$|[，。！!])/g, '冒烟'], [/趟水|(?<![下外出在直])淌水/g, '涉水'],
  [/(?:zhao|zhe) ?huo(?: ?le)?/g, '着火了'], [/mao ?yan(?: ?le)?/g, '冒烟了'], [/qi ?huo(?: ?le)/g, '起火了'], [/zi ?ran(?: ?le)/g, '自燃了'], [/sha ?che/g, '刹车'], [/shi ?ling/g, '失灵'], [/zhuan ?ren ?gong/g, '转人工'],
  [/自然(?=了|起火|着火|冒烟)(?!了解)/g, '自燃'], [/[杀煞沙傻纱][车乘]/g, '刹车'], [/刹车(?:实|石|时|施|十)[灵零林]/g, '刹车失灵'], [/失零|失林/g, '失灵'], [/[杀煞沙](?=不住|不了|不下|不到)/g, '刹'], [/煞掣|脚掣|迫力|脚刹|煞车/g, '刹车'], [/歇火/g, '熄火'], [/刹掣/g, '刹车'],
  [/[娇交][糊煳](?=味)/g, '焦糊'], [/焦[胡壶湖煳](?=味)/g, '焦糊'], [/娇味/g, '焦味'], [/煳/g, '糊'], [/[楼露]液/g, '漏液'], [/触点了|处电了/g, '触电了'], [/方向[潘盼攀]/g, '方向盘'], [/方向盘[所索]死/g, '方向盘锁死'], [/绝[园圆元员]/g, '绝缘'],
  [/爆[台抬呔太]/g, '爆胎'], [/暴胎/g, '爆胎'], [/保炸|暴炸|爆诈/g, '爆炸'], [/热[是市时]控/g, '热失控'], [/充[点店垫](?=枪|桩|不|口|了|的|时|站)/g, '充电'], [/充不[近尽]/g, '充不进'], [/蓄电[迟持]/g, '蓄电池'], [/电[迟持](?=包|组|冒|漏|报|过)/g, '电池'], [/[帕爬趴][我喔]了/g, '趴窝了'],
  [/没[有]?反映/g, '没反应'], [/姑障|故张|古障/g, '故障'], [/[莫冒][得](?=反应|用|力|刹)/g, '没有'], [/没得(?=反应|用|力|劲|刹)/g, '没有'],
  [/转任工|转人公|传人工|赚人工/g, '转人工'], [/仁工客服/g, '人工客服'], [/气[囔馕]/g, '气囊'], [/底盆/g, '底盘'], [/底[牌](?=磕|刮|撞|漏|冒)/g, '底盘'], [/胎[鸭呀]/g, '胎压'], [/空[条挑](?=不|坏|没|的)/g, '空调'], [/车[几鸡](?=黑|死|卡)/g, '车机'],
  [/火烛/g, '着火'], [/焫着|烧著|着著/g, '着火'], [/(?<=[\p{Script=Han}])著(?=了?火|了|$|[，。！!])/gu, '着'], [/出紧烟/g, '冒烟'], [/死火/g, '熄火'], [/轱辘|车轱辘/g, '车轮'], [/刹不[到倒赢]/g, '刹不住'], [/电门/g, '电门'], [/咗/g, '了'], [/冇/g, '没有'], [/唔(?=着|郁|动|行|走|到)/g, '不'], [/郁(?=唔到|不到|不了)/g, '动'], [/不郁/g, '不动'], [/死了火/g, '熄火了'], [/入面/g, '里面'], [/细路仔?|细佬仔?|崽崽|娃娃?儿|伢子?/g, '孩子'], [/摩打/g, '电机'], [/揸车/g, '开车'], [/呢部车|架车/g, '这车'], [/喺/g, '在'], [/嘅/g, '的'], [/(?<=[着烧炸燃爆撞翻断没漏淌烫糊黑住动灵死掉坏开倒走出来起到满])(?:[啦咯嘞喽啰哒]|噻(?=$|[，。！]))|嘞|哒(?=$|[，。！])/g, '了'], [/咋/g, '怎么'], [/啥/g, '什么'], [/肿么/g, '怎么'],
];

/** English words in Chinese sentences. */
const mixed: readonly [RegExp, string][] = [
  [/\b(?:no|lost|without) power\b/g, '没动力'], [/\bhissing\b/g, '嘶嘶响'], [/\bon fire\b|(?<!kindle )\bfire\b(?! ?(?:wall|tablet|tv|stick|hd|phone|fox))/g, '着火'], [/\bsmok(?:e|es|ing)\b/g, '冒烟'], [/\bbrak(?:e|es|ing)\b/g, '刹车'], [/\bbattery\b/g, '电池'], [/\bairbags?\b/g, '气囊'], [/\bsteering(?: wheel)?\b/g, '方向盘'], [/\bt[iy]res?\b/g, '轮胎'], [/\bhv\b/g, '高压'],
  [/\b(?:fail(?:s|ed|ure)?|broken|doesn'?t work|not work(?:ing)?)\b/g, '失灵'], [/\bwarning\b/g, '警告'], [/\bcharger\b/g, '充电桩'], [/\bcharging\b|\bcharge\b/g, '充电'], [/\bplug\b/g, '插头'], [/\bhighway\b/g, '高速'], [/\bcar\b/g, '车'], [/\bthermal runaway\b/g, '热失控'], [/\binsulation\b|\bisolation\b/g, '绝缘'],
  [/\bsmell\b/g, '味道'], [/\bburning\b/g, '烧焦'], [/\bleak(?:s|ed|ing)?\b/g, '漏液'], [/\bexplo(?:de|ded|sion)\b/g, '爆炸'], [/\bno (?:response|reaction)\b|\bnot respond(?:ing)?\b|\bunresponsive\b/g, '没反应'], [/\block(?:s|ed)? ?(?:up)?\b/g, '锁死'], [/\bmelt(?:s|ed|ing)?\b/g, '融化'], [/\bsparks?\b/g, '火花'], [/\bflames?\b/g, '火苗'], [/\bshock(?:ed)?\b/g, '触电'], [/\bhot\b/g, '很烫'], [/\bwheels?\b/g, '车轮'], [/\bdoors?\b/g, '车门'], [/\b(?:kid|child|baby|toddler)\b/g, '孩子'], [/\btrapped\b/g, '被困'], [/\b(?:bleeding|blood)\b/g, '流血'], [/\bblow(?:n|out)?\b|\bburst\b/g, '爆了'], [/\bflood(?:ed)?\b/g, '水淹'], [/\bheavy\b/g, '很沉'], [/\bsoft\b/g, '软绵绵'], [/\bstop\b/g, '停车'], [/\bfault\b|\berror\b/g, '故障'], [/\bscreen\b/g, '屏幕'], [/\bapp\b/g, 'app'], [/\bhelp\b/g, '救命'], [/\bstuck\b/g, '卡住'], [/\bpedal\b/g, '踏板'],
];

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

function plain(text: string): string {
  const seen = text.normalize('NFKC').toLowerCase().replaceAll('’', "'").replaceAll('🔥', '着火').replaceAll('💥', '爆炸').replaceAll('🆘', '救命').replaceAll(/💨|🚬/gu, '')
    .replaceAll(/\p{Cf}|\p{Cc}|\u{FE0F}/gu, (sign) => (/\s/.test(sign) ? ' ' : ''));
  return Array.from(seen, (sign) => plainOf.get(sign) ?? sign).join('').replaceAll(/\s+/g, ' ').trim();
}

function folded(text: string): string {
  let told = asMeant(plain(text));
  for (const [wrong, right] of misheard) told = told.replaceAll(wrong, right);
  if (!hasHan(told)) return told;
  // A clause that is English through and through is heard by the English patterns.
  told = told.split(/(?<=[。！？!?；;，,])/u).map((clause) => (hasHan(clause) ? mixed.reduce((text, [english, chinese]) => text.replaceAll(english, chinese), clause) : clause)).join('');
  return told.replaceAll(/(?<=\p{Script=Han})[ *·_\-—~.]+(?=\p{Script=Han})/gu, (gap) => (gap.trim() === '' && gap.length > 2 ? '，' : '')).replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .replaceAll(/[,](?=\s*\p{Script=Han})/gu, '，');
}

/** What was folded a moment ago: one turn reads the same words many times, and a lesson each sentence for every model. */
const known = new Map<string, string>();
const mostKnown = 20_000;

/** The text as patterns want it. (N1, N2) */
export function fold(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const made = folded(text);
  if (known.size >= mostKnown) known.clear();
  if (text.length < 1000) known.set(text, made);
  return made;
}
