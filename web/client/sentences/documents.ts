// What the refusals of documents say.
import type { refusals } from '../../../server/documents/api.ts';
import type { Sentence } from './sentence.ts';

export const documentsSentences = {
  documentNotFound: { zh: '找不到这份单据，请核对编号与校验码。', en: 'No such document; please check the number and the code.' },
  documentNotYet: { zh: '现在还不能出具这份单据：所需的记录还没有完成。', en: 'This document cannot be issued yet: what it would say is not done.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
