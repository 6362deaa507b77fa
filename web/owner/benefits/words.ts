// Words of the owner's packages, deposits and coupons, and of their tax invoice.
import type { depositStates } from '#api/benefits';
import type { paperStates } from '#api/fapiao';
import { defineWords } from '#kit/words.tsx';

const zh = {
  title: '套餐与优惠', none: '还没有套餐、定金或优惠券', noneLead: '在网点购买的套餐、交的定金和收到的优惠券会出现在这里。', packages: '套餐', deposits: '定金', coupons: '优惠券', leftTimes: (left: number, times: number) => `剩 ${left} / ${times} 次`, until: (day: string) => `有效期至 ${day}`, refundable: (sum: string) => `未用价值 ${sum}，到期后可以退`, goes: '过户时随车转移', stays: '过户时不随车转移，可以退', returned: '已退', used: '已用', pct: (pct: number) => `减 ${pct}%`, least: (sum: string) => `满 ${sum} 可用`, held: (count: number) => `${count} 次已为正在进行的维修保留`, left: '余额',
  deposit: { taken: '未使用', partlyUsed: '部分使用', used: '已抵扣', returned: '已退还', forfeited: '已扣除' } satisfies Record<(typeof depositStates)[number], string>,
  coupon: '使用优惠券', code: '券码', use: '使用', wechat: '微信支付', alipay: '支付宝', payBy: '付款方式', scanAlipay: '用支付宝扫一扫付款',
  fapiao: '发票', fapiaoLead: '抬头可以是您自己或单位，发票文件会出现在这里。', buyer: '抬头类型', person: '个人', company: '单位', buyerTitle: '抬头', taxNo: '纳税人识别号', ask: '申请开票', file: '下载发票', red: '红字发票', number: '号码',
  state: { asked: '正在开票', waitsForBuyer: '等待购买方确认', confirmed: '正在开票', issued: '已开具', failed: '未开成，网点会联系您' } satisfies Record<(typeof paperStates)[number], string>,
};
const en: typeof zh = {
  title: 'Packages and coupons', none: 'No packages, deposits or coupons yet', noneLead: 'What you buy or leave at an outlet, and coupons you are given, stand here.', packages: 'Packages', deposits: 'Deposits', coupons: 'Coupons', leftTimes: (left, times) => `${left} of ${times} left`, until: (day) => `until ${day}`, refundable: (sum) => `${sum} not used; it can be paid out after the last day`, goes: 'Goes with the car when it is sold', stays: 'Stays with you when the car is sold, and can be paid out', returned: 'Taken back', used: 'Used', pct: (pct) => `${pct}% off`, least: (sum) => `from ${sum} on`, held: (count) => `${count} kept for work under way`, left: 'Left',
  deposit: { taken: 'Not used', partlyUsed: 'Used in part', used: 'Used', returned: 'Given back', forfeited: 'Kept' },
  coupon: 'Use a coupon', code: 'Code', use: 'Use it', wechat: 'WeChat Pay', alipay: 'Alipay', payBy: 'Pay by', scanAlipay: 'Scan with Alipay to pay',
  fapiao: 'Tax invoice', fapiaoLead: 'In your own title or a company’s; the file will stand here.', buyer: 'Buyer', person: 'Person', company: 'Company', buyerTitle: 'Title', taxNo: 'Taxpayer number', ask: 'Ask for it', file: 'Download', red: 'Red invoice', number: 'Number',
  state: { asked: 'Being issued', waitsForBuyer: 'Waits for the buyer', confirmed: 'Being issued', issued: 'Issued', failed: 'Not issued; the outlet will be in touch' },
};
export const words = defineWords({ zh, en });
