// What the gateway's refusals say: it has none of its own.
import type { refusals } from '../../../server/gateway/api.ts';
import type { Sentence } from './sentence.ts';

export const gatewaySentences = {} satisfies Record<(typeof refusals)[number], Sentence>;
