// Words of the service manager's day.
import { defineWords } from '#kit/words.tsx';

export const boardWords = defineWords({
  zh: {
    title: '今日车间', lead: '每辆车的阶段、用时和唯一的卡点；点数字只看相关车辆。', outlet: '网点', numbers: '今日数字', none: '没有这样的车辆', people: '人员', idle: '空闲', away: '缺勤', offShift: '不在班', recordAbsence: '登记缺勤', otherBrand: '其他品牌施工', hv: '高压', promised: '承诺', moved: (count: number) => `已改 ${count} 次`, mayTake: '可接手：', busy: '（施工中）',
    picks: { all: '在店', late: '已超承诺', atRisk: '1 小时内到点', comebacks: '返修', unanswered: '待车主答复', part: '等备件', payment: '待付款', handedBack: '今日已交车', idle: '空闲技师' }, nobodyIdle: '现在没有人空闲', standing: { kept: '按时', atRisk: '将到点', late: '已超时' },
    carAway: '车在车主处', blocker: { carAtHome: '等车回店', diagnosis: '等诊断', estimate: '等报价', approval: '等车主同意', queue: '排队等施工', technician: '缺技师', handOver: '等接收交接', part: '等备件', insurer: '等保险', safety: '安全暂停', inspection: '等检验', payment: '等付款', pickUp: '等取车' },
    working: (names: string) => `施工中 ${names}`, comebackOf: (number: string) => `${number} 返修`, unansweredLines: (count: number) => `${count} 项待答复`,
  },
  en: {
    title: 'The shop today', lead: 'Each car with its stage, its clock and the one thing it waits for; press a number to see only those.', outlet: 'Outlet', numbers: 'Numbers of today', none: 'No such cars', people: 'People', idle: 'idle', away: 'away', offShift: 'off shift', recordAbsence: 'Record an absence', otherBrand: 'another brand', hv: 'HV', promised: 'Promised', moved: (count: number) => `moved ${count}×`, mayTake: 'May take over: ', busy: ' (busy)',
    picks: { all: 'in the shop', late: 'promise passed', atRisk: 'due within an hour', comebacks: 'comebacks', unanswered: 'owner to answer', part: 'wait for parts', payment: 'to be paid', handedBack: 'handed back today', idle: 'idle technicians' }, nobodyIdle: 'Nobody is idle right now', standing: { kept: 'on time', atRisk: 'due soon', late: 'late' },
    carAway: 'home meanwhile', blocker: { carAtHome: 'car to come back', diagnosis: 'diagnosis', estimate: 'estimate', approval: 'owner’s approval', queue: 'in the queue', technician: 'no technician', handOver: 'hand-over to accept', part: 'part', insurer: 'insurer', safety: 'safety stop', inspection: 'inspection', payment: 'payment', pickUp: 'to be picked up' },
    working: (names: string) => `worked on by ${names}`, comebackOf: (number: string) => `comeback of ${number}`, unansweredLines: (count: number) => (count === 1 ? '1 line open' : `${count} lines open`),
  },
});
