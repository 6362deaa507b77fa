// TABLE 2: the product on one page. When this becomes known, that follows.
import type { Reaction } from './platform/facts.ts';

export const journey: readonly Reaction[] = [
];
