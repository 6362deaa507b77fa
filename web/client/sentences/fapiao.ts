// What the refusals of tax invoices say.
import type { refusals } from '../../../server/fapiao/api.ts';
import type { Sentence } from './sentence.ts';

export const fapiaoSentences = {
  fapiaoNotFound: { zh: '找不到这张发票。', en: 'This tax invoice cannot be found.' },
  fapiaoNotSettled: { zh: '付清以后才能开票。', en: 'A tax invoice is issued after the bill is paid.' },
  fapiaoAskedAlready: { zh: '这个付款方已经申请过发票。', en: 'A tax invoice was asked for by this payer already.' },
  fapiaoNothing: { zh: '没有可以开票的金额。', en: 'There is nothing to issue a tax invoice over.' },
  fapiaoTaxNoNeeded: { zh: '单位抬头需要纳税人识别号。', en: 'A company needs its taxpayer number.' },
  fapiaoNotFailed: { zh: '只有开票失败的申请可以重新提交。', en: 'Only one that failed can be asked for again.' },
  fapiaoNoFile: { zh: '发票文件还没有生成。', en: 'The file is not there yet.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
