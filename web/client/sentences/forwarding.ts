// What refusals about passing on to other platforms say.
import type { refusals } from '../../../server/forwarding/api.ts';
import type { Sentence } from './sentence.ts';

export const forwardingSentences = {
  forwardTargetNotFound: { zh: '没有找到这个转发目标，或它不在您管理的品牌内。', en: 'There is no such target, or it is not of your brands.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
