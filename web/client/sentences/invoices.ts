// What the refusals of invoices say.
import type { refusals } from '../../../server/invoices/api.ts';
import type { Sentence } from './sentence.ts';

export const invoicesSentences = {
  invoiceNotFound: { zh: '找不到这张结算单。', en: 'This invoice cannot be found.' },
  nothingToPay: { zh: '这张结算单没有待付金额。', en: 'Nothing is left to pay on this invoice.' },
  refundTooMuch: { zh: '退款不能超过已付且未退的金额。', en: 'A refund cannot be more than was paid and not refunded.' },
  packageNotUsed: { zh: '这张结算单没有用掉套餐次数，或已经退回。', en: 'This invoice used up no package times, or they were given back already.' },
  payerNotFound: { zh: '这张结算单没有这个付款方。', en: 'This invoice has no such payer.' },
  moreThanOwed: { zh: '金额超过这个付款方还应付的数额。', en: 'This is more than this payer still owes.' },
  payersDoNotAddUp: { zh: '各付款方的金额合计超过应付金额。', en: 'Together the payers would pay more than is owed.' },
  paidInPart: { zh: '已经收过款，付款方和优惠不能再改。', en: 'Money was received already; payers and coupons stay as they are.' },
  couponTakenAlready: { zh: '这张结算单已经用过一张优惠券。', en: 'A coupon was used for this invoice already.' },
  notANotification: { zh: '无法验证的支付通知。', en: 'A payment notification that cannot be verified.' },
  payerSettlesDirectly: { zh: '厂家和保险公司在索赔单、保险案件上结算，不在这里收款。', en: 'Makers and insurers settle on their claim or case, not here.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
