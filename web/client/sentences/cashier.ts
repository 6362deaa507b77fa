// What the refusals of the till say.
import type { refusals } from '../../../server/cashier/api.ts';
import type { Sentence } from './sentence.ts';

export const cashierSentences = {
  dayClosedAlready: { zh: '这一天已经日结，不能再改。', en: 'This day is closed and does not change any more.' },
  dayNotCome: { zh: '这一天还没有到。', en: 'This day has not come yet.' },
  countNeedsWords: { zh: '清点金额与账面不一致，请写明原因。', en: 'The count is not what the books say: write down why.' },
  differenceNotFound: { zh: '找不到这笔差异。', en: 'This difference cannot be found.' },
  differenceEnded: { zh: '这笔差异已经说明或解决。', en: 'This difference was explained or has resolved itself.' },
  entryNotFound: { zh: '找不到这笔分录。', en: 'This entry cannot be found.' },
  entryNotByHand: { zh: '只能冲销手工记的分录；收款和退款请在结算单上处理。', en: 'Only entries made by hand are reversed here; payments and refunds are dealt with on the invoice.' },
  notSoMuchCash: { zh: '钱箱里没有这么多现金。', en: 'There is not so much cash in the till.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
