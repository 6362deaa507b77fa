// What the refusals of insured accidents say.
import type { refusals } from '../../../server/insurance/api.ts';
import type { Sentence } from './sentence.ts';

export const insuranceSentences = {
  accidentNotFound: { zh: '找不到这个保险案件。', en: 'This insured accident cannot be found.' },
  accidentNotNow: { zh: '保险案件当前的状态不能这样做。', en: 'The accident is in a state that does not allow this.' },
  accidentOpenAlready: { zh: '这份委托单已有保险案件。', en: 'This work order has an insured accident already.' },
  workOrderNotFound: { zh: '找不到这份维修委托单。', en: 'This work order cannot be found.' },
  workNotNow: { zh: '委托单当前的状态不能这样做。', en: 'The work order is in a state that does not allow this.' },
  nothingToAsk: { zh: '没有需要定损的项目：请先在报价里把项目设为“保险”。', en: 'There is nothing to ask: choose “insurance” as payer of lines of the estimate first.' },
  lineNotFound: { zh: '项目与定损清单不一致：每个项目都要答复一次。', en: 'The lines differ from those that were asked: each line is answered once.' },
  approvedTooMuch: { zh: '{code} 的定损金额不能高于申请金额。', en: 'No more than was asked can be approved for {code}.' },
  paidTooMuch: { zh: '赔付不能高于账单 {billedYuan} 元。', en: 'The insurer pays no more than the bill of ¥{billedYuan}.' },
  shortNeedsWords: { zh: '比账单少 {shortYuan} 元，请写明原因；差额由网点承担。', en: 'It is ¥{shortYuan} short of the bill: please say why; the outlet bears it.' },
  fileNotYours: { zh: '只能附上自己上传的照片。', en: 'Only pictures you uploaded can be attached.' },
  accidentInFuture: { zh: '事故时间不能晚于现在。', en: 'The accident cannot lie in the future.' },
  notFound: { zh: '找不到这个文件。', en: 'This file cannot be found.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
