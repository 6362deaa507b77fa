// The guarantees of a car in plain words, for every face: periods, counters and what is next, what is due.
import type { counterKinds, periodKinds, remedyKinds, standings } from '#api/warranty';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[], V = string> = Record<T[number], V>;
type Steps = Of<typeof counterKinds, (left: number) => string>;
const times = (count: number, one: string, many: string): string => (count === 1 ? one : many.replace('#', String(count)));

const nextZh: Steps = {
  singleRepairDays: (left) => `再过 ${left} 天仍未修好，须提供代步车或交通补偿`, totalRepairDays: (left) => `再满 ${left} 天，车主可选择换车或退车`, sameProblemRepairs: (left) => `同一问题再修 ${left} 次，车主可选择换车或退车`,
  safetyRepairs: (left) => `再出现 ${left} 次，车主可选择换车或退车`, assemblyReplacements: () => '更换两次后仍不能正常使用，车主可选择换车或退车', partReplacements: () => '更换两次后仍不能正常使用，车主可选择换车或退车',
};
const nextEn: Steps = {
  singleRepairDays: (left) => `If it is not ready ${times(left, 'tomorrow', 'in # days')}, a loaner car or travel money is due`, totalRepairDays: (left) => `${times(left, 'One more day', '# more days')}: the owner may choose another car or the money back`, sameProblemRepairs: (left) => `${times(left, 'One more repair', '# more repairs')} of it: the owner may choose another car or the money back`,
  safetyRepairs: (left) => `${times(left, 'One more', '# more')}: the owner may choose another car or the money back`, assemblyReplacements: () => 'If it fails after two replacements, the owner may choose another car or the money back', partReplacements: () => 'If it fails after two replacements, the owner may choose another car or the money back',
};

export const guaranteeWords = defineWords({
  zh: {
    title: '三包与包修', evidence: '三包证据包', certificate: '三包凭证', periods: { sevenDays: '7 日换退车期', early: '60 日 / 3,000 km 期', threeGuarantees: '三包有效期', repairWarranty: '包修期' } satisfies Of<typeof periodKinds>,
    until: (day: string, km: string | null) => (km === null ? `至 ${day}` : `至 ${day} 或 ${km} km，先到为准`), over: '已过', running: '有效', none: '三包期内没有质量维修记录', noneLead: '每次质量维修的天数和次数会自动累计在这里，接近上限前会提前提醒门店。',
    standing: { household: '家用汽车，适用三包规定', contractOnly: '营运车辆不适用三包规定，按购车合同的质保办理。', notDelivered: '登记交付日期后，三包期限从交付日起算。', earlierRule: '这辆车在 2022-01-01 前交付，适用当时的规定，请由质保专员人工核对。' } satisfies Of<typeof standings>,
    counter: { singleRepairDays: '本次维修已用天数', totalRepairDays: '累计维修天数', sameProblemRepairs: '同一问题维修次数', safetyRepairs: '严重安全故障维修次数', assemblyReplacements: '总成更换次数', partReplacements: '主要零部件更换次数' } satisfies Of<typeof counterKinds>,
    ofMost: (value: number, most: number) => `${value} / ${most}`, next: nextZh, dueNow: '已达到', thisCase: '本工单的问题',
    remedy: { freeRepair: '免费维修', onsiteAndTow: '上门维修和必要的拖车费', loanerOrTransport: '提供代步车或合理的交通补偿', replaceAssembly: '车主可选择免费更换总成', replaceOrReturn: '车主可选择换车或退车' } satisfies Of<typeof remedyKinds>,
    by: (article: string, from: string) => `依据第 ${article} 条（${from} 起施行）`, fee: '须付使用补偿费', noFee: '不付使用补偿费', advice: '这是按规定和记录得出的建议，由工作人员确认；拒绝须说明理由。',
  },
  en: {
    title: 'Guarantees', evidence: 'Evidence pack', certificate: 'Certificate', periods: { sevenDays: '7 days: another car or the money', early: '60 days / 3,000 km', threeGuarantees: 'Three guarantees', repairWarranty: 'Repair warranty' },
    until: (day: string, km: string | null) => (km === null ? `until ${day}` : `until ${day} or ${km} km, whichever is first`), over: 'over', running: 'running', none: 'No repair for quality within the three guarantees', noneLead: 'Days and times of each repair for quality are counted here by themselves; the outlet is told before a limit comes near.',
    standing: { household: 'Household car: the three guarantees apply', contractOnly: 'The three guarantees do not cover commercial cars; the warranty of the contract applies.', notDelivered: 'The periods begin with the day of delivery, once it is registered.', earlierRule: 'Delivered before 2022-01-01, under the rules of then: a warranty officer has to look at it.' },
    counter: { singleRepairDays: 'Days of this stay', totalRepairDays: 'Days of repair together', sameProblemRepairs: 'Repairs of the same problem', safetyRepairs: 'Repairs of serious safety faults', assemblyReplacements: 'Replacements of an assembly', partReplacements: 'Replacements of a main part' },
    ofMost: (value: number, most: number) => `${value} of ${most}`, next: nextEn, dueNow: 'Reached', thisCase: 'the problem of this case',
    remedy: { freeRepair: 'Free repair', onsiteAndTow: 'Repair on the spot and the towing that is needed', loanerOrTransport: 'A loaner car or fair travel money is due', replaceAssembly: 'The owner may choose a new assembly, free of charge', replaceOrReturn: 'The owner may choose another car or the money back' },
    by: (article: string, from: string) => `Article ${article}, in force since ${from}`, fee: 'with a fee for use', noFee: 'without a fee for use', advice: 'This follows from the rules and the records; a person confirms it, and a refusal needs its reasons.',
  },
});
