// What the refusals of the ledger say.
import type { refusals } from '../../../server/ledger/api.ts';
import type { Sentence } from './sentence.ts';

export const ledgerSentences = {
  entryReversed: { zh: '这笔分录已经冲销过。', en: 'This entry was reversed already.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
