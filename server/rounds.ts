// TABLE 3: what the clock looks after, and how often. A round takes no input, compares what is with what should be,
// and may run twice.
import type { Round } from './platform/jobs.ts';

export const rounds: readonly Round[] = [
];
