// What the refusals of invoices say.
import type { refusals } from '../../../server/invoices/api.ts';
import type { Sentence } from './sentence.ts';

export const invoicesSentences = {
  invoiceNotFound: { zh: '找不到这张结算单。', en: 'This invoice cannot be found.' },
  nothingToPay: { zh: '这张结算单没有待付金额。', en: 'Nothing is left to pay on this invoice.' },
  refundTooMuch: { zh: '退款不能超过已付且未退的金额。', en: 'A refund cannot be more than was paid and not refunded.' },
  notANotification: { zh: '无法验证的支付通知。', en: 'A payment notification that cannot be verified.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
