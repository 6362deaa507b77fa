// Words of paying at the till, coupons, several payers and tax invoices.
import type { paperStates } from '#api/fapiao';
import { defineWords } from '#kit/words.tsx';

const zh = {
  payers: '谁付多少', payer: '付款方', owes: '应付', borne: '由网点承担', left: '还差', done: '已付清', receive: '收款', amount: '金额（元）', channel: '收款方式', reference: '凭证号（可不填）', take: '确认收款', rounding: '现金可抹去不足一角的零头，并记入账目。', notNumber: '请输入金额，例如 120.50', coupon: '优惠券', code: '券码', use: '使用优惠券', off: '已优惠', split: '单位代付', company: '单位名称', taxNo: '纳税人识别号', doSplit: '分给单位付', unsplit: '改由车主付', payments: '收款与退款', back: '退款', tax: (pct: string) => `其中增值税（${pct}%）`,
  fapiao: '发票', fapiaoNone: '还没有申请发票', fapiaoLead: '付清后申请，抬头可以和车主不同；号码由税务平台生成。', title: '抬头', person: '个人', firm: '单位', buyer: '抬头类型', ask: '申请开票', again: '改正后重新提交', red: '红字', file: '下载发票', number: '发票号码', waits: '付清后可以申请发票。',
  state: { asked: '开票中', waitsForBuyer: '等待购买方确认', confirmed: '红字已确认', issued: '已开具', failed: '开票失败' } satisfies Record<(typeof paperStates)[number], string>,
  benefits: '套餐、定金与优惠券', packages: '套餐', deposits: '定金', coupons: '优惠券', none: '没有套餐、定金或优惠券', leftTimes: (left: number, times: number) => `剩 ${left} / ${times} 次`, until: (day: string) => `有效期至 ${day}`, leftFen: '余额', sell: '售出套餐', plan: '套餐', doSell: '收款并售出', deposit: '收定金', why: '事由', doDeposit: '收取定金', payDeposit: '用定金付', returned: '已退', place: '收款网点', ended: '已用', percent: (pct: number) => `${pct}% 优惠`,
};
const en: typeof zh = {
  payers: 'Who pays how much', payer: 'Payer', owes: 'Owes', borne: 'borne by the outlet', left: 'To pay', done: 'Paid', receive: 'Take money', amount: 'Amount (yuan)', channel: 'Channel', reference: 'Slip number (may be empty)', take: 'Received', rounding: 'Cash may leave off less than ten fen; it is written down.', notNumber: 'An amount such as 120.50', coupon: 'Coupon', code: 'Code', use: 'Use the coupon', off: 'Taken off', split: 'A company pays', company: 'Company', taxNo: 'Taxpayer number', doSplit: 'Let it pay this part', unsplit: 'Back to the owner', payments: 'Payments and refunds', back: 'Refund', tax: (pct) => `VAT in it (${pct}%)`,
  fapiao: 'Tax invoice', fapiaoNone: 'None was asked for', fapiaoLead: 'After payment, in the title of the buyer, who may be another than the owner; the tax platform gives the number.', title: 'Title', person: 'Person', firm: 'Company', buyer: 'Buyer', ask: 'Ask for it', again: 'Ask again, corrected', red: 'red', file: 'Download', number: 'Number', waits: 'A tax invoice can be asked for when all is paid.',
  state: { asked: 'Being issued', waitsForBuyer: 'Waits for the buyer', confirmed: 'Red one confirmed', issued: 'Issued', failed: 'Failed' },
  benefits: 'Packages, deposits and coupons', packages: 'Packages', deposits: 'Deposits', coupons: 'Coupons', none: 'No packages, deposits or coupons', leftTimes: (left, times) => `${left} of ${times} left`, until: (day) => `until ${day}`, leftFen: 'Left', sell: 'Sell a package', plan: 'Package', doSell: 'Paid and sold', deposit: 'Take a deposit', why: 'For what', doDeposit: 'Take it', payDeposit: 'Pay from the deposit', returned: 'Taken back', place: 'Outlet', ended: 'Used', percent: (pct) => `${pct}% off`,
};
export const moneyWords = defineWords({ zh, en });
