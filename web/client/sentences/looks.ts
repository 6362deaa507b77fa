// What refusals about looks into cars say.
import type { refusals } from '../../../server/looks/api.ts';
import type { Sentence } from './sentence.ts';

export const looksSentences = {
  lookNotFound: { zh: '没有找到这次查看，或不是您开始的。', en: 'There is no such look, or it is not yours.' },
  lookNotYours: { zh: '您的岗位不需要查看这些内容。请只选择需要的。', en: 'Your role does not need all of this. Choose only what it needs.' },
  lookNeeded: { zh: '请先说明目的和时长，开始一次查看（车主可见）。', en: 'First open a look with a purpose and a time; the owner can read it.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
