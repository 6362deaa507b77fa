// What refusals about voices say.
import type { refusals } from '../../../server/voices/api.ts';
import type { Sentence } from './sentence.ts';

export const voicesSentences = {
  voiceNotFound: { zh: '没有找到这条声音，或它不在您的品牌和网点内。', en: 'There is no such voice, or it is not at your brands and places.' },
  voiceNotNow: { zh: '目前的状态不能这样处理。请刷新后再看。', en: 'This cannot be done in its present state. Please refresh and look again.' },
  answerIncomplete: { zh: '按规则，这里需要填写后才能答复。', en: 'By the rules this has to be filled in before it is answered.' },
  regionAnswers: { zh: '车主对上次的答复不满意，须由区域经理答复。', en: 'The last answer did not satisfy: a regional manager answers.' },
  managerAnswers: { zh: '这条投诉须由经理亲自答复。', en: 'A manager answers this complaint in person.' },
  sheetNotFound: { zh: '没有找到这张表。', en: 'There is no such sheet.' },
  sheetNotNow: { zh: '这张表已处理过，不能再这样做。', en: 'The sheet was dealt with already, so this can no longer be done.' },
  sheetNotReadable: { zh: '读不出这个文件。请用 .xlsx 或 CSV。', en: 'This file cannot be read. Please use .xlsx or CSV.' },
  sheetTooLong: { zh: '一次最多 {most} 行，请分成几张表。', en: 'No more than {most} rows at once; please split the sheet.' },
  sheetNoHeader: { zh: '没有找到表头，至少需要：{columns}。', en: 'No header was found; at least these columns are needed: {columns}.' },
  hookNotFound: { zh: '没有这个接收地址，可能已更换。', en: 'There is no such address; it may have been renewed.' },
  signatureWrong: { zh: '签名不对，或已超过五分钟。', en: 'The signature is wrong or older than five minutes.' },
  voiceUnreadable: { zh: '内容读不懂，问题在：{at}', en: 'The message cannot be read; the fault is at: {at}' },
} satisfies Record<(typeof refusals)[number], Sentence>;
