// Words of loaner cars for both faces.
import { defineWords } from '#kit/words.tsx';

export const loanerWords = defineWords({
  zh: {
    state: { reserved: '已预留', contracted: '已签约', out: '使用中', returned: '已还车，等待结清', settled: '已结清', cancelled: '已取消' }, ground: { owed: '三包应提供', longStay: '停留较久', goodwill: '照顾' },
    charge: { damage: '车损', charging: '补电', toll: '通行费', fine: '交通违法', late: '超时', cleaning: '清洁' }, until: '还车时间', deposit: '押金', back: '已退押金', owed: '仍需支付', charges: '费用', km: (out: number, back: number | null) => (back === null ? `${out} km 取车` : `${out} → ${back} km`), soc: (out: number, back: number | null) => (back === null ? `电量 ${out}%` : `电量 ${out}% → ${back}%`), fines: (day: string) => `${day} 前如有违章通知，会从押金中扣除`, late: '已超时', loaner: '代步车', ask: '申请代步车', wish: '申请代步车。', wished: '已转给负责您这次服务的人', askedAlready: '已申请。负责您这次服务的人会在“进展”里答复您。', askWhen: '什么时候要、有什么要求（可不填）', notNow: '先不用', withDeposit: (money: string) => `押金 ${money}，还车后退。`, mine: { owed: '按三包规定，您应得到代步车或合理的交通补偿。', longStay: '车在店时间较长，可以申请代步车，有空车时提供。', goodwill: '这次停留不长，代步车由网点视情况提供。' }, photos: '交接照片',
  },
  en: {
    state: { reserved: 'Reserved', contracted: 'Signed', out: 'On the road', returned: 'Back, to be settled', settled: 'Settled', cancelled: 'Cancelled' }, ground: { owed: 'owed by the guarantees', longStay: 'long stay', goodwill: 'goodwill' },
    charge: { damage: 'Damage', charging: 'Charging', toll: 'Toll', fine: 'Traffic fine', late: 'Late', cleaning: 'Cleaning' }, until: 'Return by', deposit: 'Deposit', back: 'Deposit given back', owed: 'Still to pay', charges: 'Charges', km: (out: number, back: number | null) => (back === null ? `${out} km at hand-over` : `${out} → ${back} km`), soc: (out: number, back: number | null) => (back === null ? `${out}% charge` : `${out}% → ${back}% charge`), fines: (day: string) => `Fines that come before ${day} are taken from the deposit`, late: 'late', loaner: 'Loaner car', ask: 'Ask for a loaner', wish: 'I ask for a loaner car.', wished: 'Passed on to those who look after your car', askedAlready: 'Asked. Those who look after your car will answer below.', askWhen: 'When, and anything we should know (optional)', notNow: 'Not now', withDeposit: (money: string) => `Deposit ${money}, given back after the return.`, mine: { owed: 'By the guarantees you are owed a loaner or fair travel money.', longStay: 'The car stays long enough: you may have a loaner when one is free.', goodwill: 'The stay is short: a loaner is up to the outlet.' }, photos: 'Photos',
  },
});
