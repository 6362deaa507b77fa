// Words of the CARE scorecard: the four values, each indicator with its name and formula.
import type { careMeasures, careValues } from '#api/insight';
import { defineWords } from '#kit/words.tsx';

type Names = Record<(typeof careMeasures)[number], { name: string; formula: string }>;
const zh: Names = {
  fixedFirstTime: { name: '一次修好', formula: '交车后 30 天内没有因同一问题返修的委托单 ÷ 当月交车的委托单' }, saidNotSolved: { name: '车主说没解决', formula: '请车主确认后 30 天内又被打开的 ÷ 当月请车主确认的工单' },
  satisfied: { name: '回访满意', formula: '评 4–5 分的 ÷ 当月收到的回访' }, surveysAnswered: { name: '回访有回音', formula: '已回答的 ÷ 当月发出的回访' },
  respondedInTime: { name: '按时首次响应', formula: '到期前已响应的 ÷ 当月到期的响应时钟' }, handedOnTwice: { name: '转手两次以上', formula: '换过两次以上负责人的 ÷ 当月新开的工单' },
  foundByUs: { name: '我们先发现', formula: '由车辆或电池监测先发现的 ÷ 当月新开的故障工单' }, foundNothing: { name: '虚惊一场', formula: '查车后一切正常的 ÷ 当月有结论的电池预警' },
  updatedInTime: { name: '主动报进展', formula: '到期前已告知车主的 ÷ 当月到期的进展时钟' }, closedBySilence: { name: '沉默关单', formula: '因车主未回复而关闭的 ÷ 当月关闭的工单' },
  toldBeforeLate: { name: '延误先告知', formula: '在原承诺时间之前就告知并改期的 ÷ 当月完工且延误过的委托单' }, promisesMoved: { name: '改过承诺', formula: '改过承诺时间的 ÷ 当月完工的委托单' },
  agreedBeforeWork: { name: '先同意后施工', formula: '完工前车主已同意的 ÷ 当月完工的工时项目' }, estimatesChanged: { name: '改过报价', formula: '报价改过版本的 ÷ 当月完工的委托单' },
  linePromiseKept: { name: '热线守时', formula: '在承诺时间前接起或回电的 ÷ 当月的来电与会话' }, calledBack: { name: '需要回电', formula: '没有当场接起、约了回电的 ÷ 当月的来电与会话' },
  complaintsInTime: { name: '投诉按时答复', formula: '期限前答复的 ÷ 当月到期的投诉（不计重复）' }, complaintsAgain: { name: '再次投诉', formula: '答复后又来的 ÷ 当月答复的投诉' },
  goodwillAnswered: { name: '善意三日内决定', formula: '三天内决定的 ÷ 当月提出的善意索赔' }, goodwillAppealed: { name: '对决定申诉', formula: '车主申诉的 ÷ 当月决定的善意索赔' },
  askedOnline: { name: '线上求助', formula: '在应用里自己提出的 ÷ 当月由人提出的工单' }, wentToPerson: { name: '转到人工', formula: '转给坐席的 ÷ 当月的助手会话' },
  approvedOnline: { name: '线上确认报价', formula: '在应用里答复的 ÷ 当月答复的报价项目' }, linesDeclined: { name: '报价未同意', formula: '未同意的 ÷ 当月答复的报价项目' },
  paidOnline: { name: '线上付款', formula: '微信或支付宝付的 ÷ 当月到账的付款' }, refunded: { name: '有退款', formula: '退过款的 ÷ 当月付清的结算单' },
};
const en: Names = {
  fixedFirstTime: { name: 'Fixed first time', formula: 'orders without a comeback within 30 days ÷ orders handed back this month' }, saidNotSolved: { name: 'Said not solved', formula: 'opened again within 30 days ÷ cases the owner was asked to confirm this month' },
  satisfied: { name: 'Satisfied', formula: 'marks of 4–5 ÷ surveys answered this month' }, surveysAnswered: { name: 'Surveys answered', formula: 'answered ÷ surveys sent this month' },
  respondedInTime: { name: 'First answer in time', formula: 'met before it ran out ÷ response clocks that ran out this month' }, handedOnTwice: { name: 'Handed on twice', formula: 'with two holders more than needed ÷ cases opened this month' },
  foundByUs: { name: 'Found by us first', formula: 'begun by the car or its battery watch ÷ troubles opened this month' }, foundNothing: { name: 'False alarms', formula: 'nothing found at the visit ÷ battery findings concluded this month' },
  updatedInTime: { name: 'Told of progress', formula: 'owner told before it ran out ÷ update clocks that ran out this month' }, closedBySilence: { name: 'Closed by silence', formula: 'closed because nobody answered ÷ cases closed this month' },
  toldBeforeLate: { name: 'Told before late', formula: 'told and re-dated before the promise passed ÷ delayed orders finished this month' }, promisesMoved: { name: 'Promises moved', formula: 'with a moved promise ÷ orders finished this month' },
  agreedBeforeWork: { name: 'Agreed before work', formula: 'agreed before it was finished ÷ labour lines finished this month' }, estimatesChanged: { name: 'Estimates changed', formula: 'with a changed estimate ÷ orders finished this month' },
  linePromiseKept: { name: 'Line kept its word', formula: 'answered or called back by the promised time ÷ calls and talks of this month' }, calledBack: { name: 'Had to be called back', formula: 'not answered at once ÷ calls and talks of this month' },
  complaintsInTime: { name: 'Complaints in time', formula: 'answered by the due day ÷ complaints due this month, twins left out' }, complaintsAgain: { name: 'Complained again', formula: 'came again after the answer ÷ complaints answered this month' },
  goodwillAnswered: { name: 'Goodwill in 3 days', formula: 'decided within three days ÷ goodwill asked for this month' }, goodwillAppealed: { name: 'Appealed', formula: 'owner appealed ÷ goodwill decided this month' },
  askedOnline: { name: 'Asked in the app', formula: 'told by the owner in the app ÷ cases told by people this month' }, wentToPerson: { name: 'Went to a person', formula: 'handed to an agent ÷ talks with the assistant this month' },
  approvedOnline: { name: 'Estimates in the app', formula: 'answered in the app ÷ lines answered this month' }, linesDeclined: { name: 'Lines declined', formula: 'declined ÷ lines answered this month' },
  paidOnline: { name: 'Paid online', formula: 'by WeChat or Alipay ÷ payments received this month' }, refunded: { name: 'Refunded', formula: 'with a refund ÷ invoices paid this month' },
};
type Values = Record<(typeof careValues)[number], { letter: string; name: string; what: string }>;
const zhValues: Values = { userCentred: { letter: 'C', name: '以用户为中心', what: '问题一次解决，车主说了算' }, active: { letter: 'A', name: '主动服务', what: '先于车主发现，先于延误告知' }, respect: { letter: 'R', name: '尊重', what: '先同意后施工，说到做到，诚恳道歉' }, digital: { letter: 'E', name: '数字化', what: '每一步都能在手机上完成' } };
const enValues: Values = { userCentred: { letter: 'C', name: 'User-centred', what: 'Solved once, and the owner says so' }, active: { letter: 'A', name: 'Active', what: 'Found before it is noticed, told before it is late' }, respect: { letter: 'R', name: 'Respect', what: 'Asked first, promises kept, sorry when due' }, digital: { letter: 'E', name: 'Digital', what: 'Every step can be done on the phone' } };

export const words = defineWords({
  zh: {
    title: 'CARE 记分卡', lead: '四个价值，每个指标旁边是它的守护指标。点数字看分子和分母，再点打开记录。', names: zh, values: zhValues, brand: '品牌', city: '城市', outlet: '网点', month: '月份', allBrands: '全部品牌', allCities: '全部城市', allOutlets: '全部网点', guard: '守护', before: (share: string) => `上月 ${share}`, none: '没有记录', of: (counted: number, records: number) => `${counted} / ${records}`,
    frozen: (when: string) => `已封存（${when}），不再变动`, live: '进行中，随记录变动', print: '打印', byOutlet: '各网点对比', thirteen: '近 13 个月', best: '颜色越深，在各网点中越好', pressHint: '点格子看这家网点的记录', formula: '公式', period: '期间', numerator: '分子', denominator: '分母', counts: '计入分子', countsNot: '只在分母', all: '全部记录', back: '返回记分卡', number: '单号', plate: '车牌', at: '时间', showing: '显示', empty: '没有这样的记录', better: '守护也没有变差', worse: '守护变差，小心', low: '越低越好', high: '越高越好',
  },
  en: {
    title: 'CARE scorecard', lead: 'Four values; each indicator beside its guard. Press a figure for its numerator and denominator, press a row for the record.', names: en, values: enValues, brand: 'Brand', city: 'City', outlet: 'Outlet', month: 'Month', allBrands: 'All brands', allCities: 'All cities', allOutlets: 'All outlets', guard: 'Guard', before: (share: string) => `last month ${share}`, none: 'no records', of: (counted: number, records: number) => `${counted} / ${records}`,
    frozen: (when: string) => `frozen ${when}, does not change any more`, live: 'running, follows its records', print: 'Print', byOutlet: 'Outlets side by side', thirteen: 'thirteen months', best: 'The darker, the better among the outlets', pressHint: 'press a cell for the outlet’s records', formula: 'Formula', period: 'Period', numerator: 'Numerator', denominator: 'Denominator', counts: 'in the numerator', countsNot: 'denominator only', all: 'All records', back: 'Back to the scorecard', number: 'Number', plate: 'Plate', at: 'When', showing: 'Show', empty: 'There are no such records', better: 'and its guard is no worse', worse: 'its guard got worse: careful', low: 'lower is better', high: 'higher is better',
  },
});
