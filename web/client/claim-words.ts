// The codes of claims and goodwill in words, for every face: states, reasons, steps of old parts, roles of the ladder.
import type { ages, claimPayTypes, claimStates, partStates, refusalReasons, versionWhats } from '#api/claims';
import type { goodwillReasons, goodwillRefusals, goodwillStates } from '#api/goodwill';
import type { assemblies, deductions, grounds, hazards, mobilityHows, statementKinds, statementStates } from '#api/warranty';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[]> = Record<T[number], string>;

const zh = {
  state: { draft: '草稿', checked: '预审通过', sent: '已提交', accepted: '全额认可', partlyAccepted: '部分认可', refused: '已拒绝', appealed: '申诉中', held: '暂缓（等旧件）', settled: '已结算', reversed: '已冲回', withdrawn: '已放弃' } satisfies Of<typeof claimStates>,
  payType: { warranty: '质保', threeGuarantees: '三包', recall: '召回', goodwill: '善意索赔' } satisfies Of<typeof claimPayTypes>,
  reason: { notCovered: '不在保修范围', outOfTerm: '已过保修期', noEvidence: '证据不足', wrongDiagnosis: '诊断与故障不符', labourTooLong: '工时超标准', partNotDefective: '旧件无故障', partNotReturned: '旧件未回运', duplicate: '重复索赔', sentLate: '逾期提交', priceDiffers: '价格不符', otherReason: '其他（见说明）' } satisfies Of<typeof refusalReasons>,
  part: { kept: '已保留', labelled: '已贴标', shipped: '已寄出', received: '对方已收', scrapped: '就地报废', missing: '逾期未回运' } satisfies Of<typeof partStates>,
  age: { week: '7 天以内', month: '8–30 天', quarter: '31–90 天', older: '90 天以上' } satisfies Of<typeof ages>,
  what: { sent: '提交', answered: '答复', appealed: '申诉', settled: '结算', reversed: '冲回' } satisfies Of<typeof versionWhats>,
  goodwill: { requested: '等待决定', granted: '已批准', refused: '未批准', appealed: '车主已申诉', upheld: '申诉后维持', withdrawn: '已撤回' } satisfies Of<typeof goodwillStates>,
  goodwillReason: { justOutOfTerm: '刚过保修期', repeatedTrouble: '同一问题多次出现', longWait: '等待时间过长', loyalOwner: '长期客户', ourMistake: '我方失误', otherReason: '其他' } satisfies Of<typeof goodwillReasons>,
  goodwillRefusal: { tooLongOutOfTerm: '超过保修期较久', wearAndUse: '正常磨损', ownHandling: '使用或自行处理造成', noRecords: '缺少保养记录', amountTooHigh: '金额过高', otherReason: '其他' } satisfies Of<typeof goodwillRefusals>,
  statement: { fault: '故障定级', replaced: '更换总成/主要零部件', problem: '同一问题认定', deduction: '扣除时间', exclusion: '除外责任' } satisfies Of<typeof statementKinds>,
  statementState: { stands: '有效', waits: '等待复核', disagreed: '复核不同意', withdrawn: '已撤回' } satisfies Of<typeof statementStates>,
  assembly: { engine: '发动机', transmission: '变速器', tractionBattery: '动力蓄电池', driveMotor: '行驶驱动电机', steering: '转向系统', brake: '制动系统', suspension: '悬架系统', driveline: '传动系统', pollutionControl: '污染控制装置', body: '车身' } satisfies Of<typeof assemblies>,
  partName: { cell: '电芯', enclosure: '电池箱体', stator: '定子组件', rotor: '转子组件', bearing: '轴承', housing: '壳体' } as Record<string, string>,
  hazard: { steeringFailure: '转向系统失效', brakeFailure: '制动系统失效', bodyCracking: '车身开裂', fuelLeak: '燃油泄漏', batteryFire: '动力电池起火' } satisfies Of<typeof hazards>,
  deduction: { batteryTransport: '动力电池运输', specialPartTransport: '定制特殊零部件运输', rescueTravel: '外出救援路途' } satisfies Of<typeof deductions>,
  ground: { disclosedDefect: '购车时书面告知的瑕疵', notMaintained: '未按说明使用或保养', modified: '自行改装、调整、拆卸', ownHandling: '发生故障后自行处置不当', forceMajeure: '不可抗力', servicedElsewhere: '在其他店保养' } satisfies Of<typeof grounds>,
  mobility: { loanerCar: '代步车', travelMoney: '交通补偿', agreedOtherwise: '另有约定' } satisfies Of<typeof mobilityHows>,
};
const en: typeof zh = {
  state: { draft: 'Draft', checked: 'Checked', sent: 'Sent', accepted: 'Accepted', partlyAccepted: 'Partly accepted', refused: 'Refused', appealed: 'Appealed', held: 'Held', settled: 'Settled', reversed: 'Taken back', withdrawn: 'Given up' },
  payType: { warranty: 'Warranty', threeGuarantees: 'Three guarantees', recall: 'Recall', goodwill: 'Goodwill' },
  reason: { notCovered: 'Not covered', outOfTerm: 'Out of term', noEvidence: 'No evidence', wrongDiagnosis: 'Diagnosis does not fit', labourTooLong: 'Labour above the standard', partNotDefective: 'Old part has no fault', partNotReturned: 'Old part not returned', duplicate: 'Claimed twice', sentLate: 'Sent too late', priceDiffers: 'Price differs', otherReason: 'Another one (see words)' },
  part: { kept: 'Kept', labelled: 'Labelled', shipped: 'Shipped', received: 'Received', scrapped: 'Scrapped', missing: 'Overdue' },
  age: { week: 'up to 7 days', month: '8–30 days', quarter: '31–90 days', older: 'over 90 days' },
  what: { sent: 'Sent', answered: 'Answer', appealed: 'Appeal', settled: 'Settled', reversed: 'Taken back' },
  goodwill: { requested: 'Waits for a decision', granted: 'Granted', refused: 'Refused', appealed: 'Owner appealed', upheld: 'Refusal upheld', withdrawn: 'Taken back' },
  goodwillReason: { justOutOfTerm: 'Just out of warranty', repeatedTrouble: 'The same trouble again', longWait: 'Waited too long', loyalOwner: 'Owner of many years', ourMistake: 'Our mistake', otherReason: 'Another reason' },
  goodwillRefusal: { tooLongOutOfTerm: 'Long out of warranty', wearAndUse: 'Normal wear', ownHandling: 'Caused by use or handling', noRecords: 'No maintenance records', amountTooHigh: 'Amount too high', otherReason: 'Another reason' },
  statement: { fault: 'Fault graded', replaced: 'Assembly or main part replaced', problem: 'Same problem', deduction: 'Time deducted', exclusion: 'Exclusion' },
  statementState: { stands: 'Stands', waits: 'Waits for a second person', disagreed: 'Second person disagrees', withdrawn: 'Withdrawn' },
  assembly: { engine: 'Engine', transmission: 'Transmission', tractionBattery: 'Traction battery', driveMotor: 'Drive motor', steering: 'Steering', brake: 'Brakes', suspension: 'Suspension', driveline: 'Driveline', pollutionControl: 'Pollution control', body: 'Body' },
  partName: { cell: 'cell', enclosure: 'battery enclosure', stator: 'stator', rotor: 'rotor', bearing: 'bearing', housing: 'housing' },
  hazard: { steeringFailure: 'steering failure', brakeFailure: 'brake failure', bodyCracking: 'body cracking', fuelLeak: 'fuel leak', batteryFire: 'battery fire' },
  deduction: { batteryTransport: 'transport of the battery', specialPartTransport: 'transport of a part made for this car', rescueTravel: 'on the way of a rescue' },
  ground: { disclosedDefect: 'defect told in writing at purchase', notMaintained: 'not used or maintained as told', modified: 'modified, adjusted or dismantled', ownHandling: 'wrong own handling after the fault', forceMajeure: 'force majeure', servicedElsewhere: 'serviced elsewhere' },
  mobility: { loanerCar: 'loaner car', travelMoney: 'travel money', agreedOtherwise: 'agreed otherwise' },
};
export const claimWords = defineWords({ zh, en });
