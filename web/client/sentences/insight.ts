// Questions across modules refuse nothing of their own.
import type { refusals } from '../../../server/insight/api.ts';
import type { Sentence } from './sentence.ts';

export const insightSentences = {} satisfies Record<(typeof refusals)[number], Sentence>;
