// How far healthy cars go: per chemistry and rule, how many times the limit that chance alone would set (limits.ts) is reached
// by as few healthy cars as the budget allows. `npm run bench -- battery-fleet --calibrate --seed 100 --to 119` prints the tables.
// Both are empty: no calibration on that many seeds has been run, so every rule keeps the limit of chance.
import type { Kind } from './evidence.ts';
import type { Chemistry } from './frame.ts';

export interface Tail { info: number; visit: number }
export type Tails = Partial<Record<Kind, Tail>>;

export const calibratedTails: Record<Chemistry, Tails> = { ncm: {}, lfp: {} };

/** What a model is given whose own cars have not shown how far they go: models of one chemistry differ. */
const freshWider = 1.15;
const wider = (tails: Tails): Tails => Object.fromEntries(Object.entries(tails).map(([kind, { info, visit }]) => [kind, { info: info * freshWider, visit: visit * freshWider }]));
export const freshTails: Record<Chemistry, Tails> = { ncm: wider(calibratedTails.ncm), lfp: wider(calibratedTails.lfp) };
