// A finding: one trouble of one battery at one place, as the library believes it, from the first word of it until it is over,
// and what a workshop found when it looked.
// F1 the table of its life is total; F2 a finding is open at most once per car, place and rule; F3 findings of one car and one
// cause that are open together share a thread, and a thread is one case, however many cells it names.
import { fact } from '#platform/facts';
import type { findingStates, outcomes, tiers } from './api.ts';

export type Tier = (typeof tiers)[number];
export type FindingState = (typeof findingStates)[number];
export type Outcome = (typeof outcomes)[number];

export type Series = { at: string[]; own: (number | null)[]; low: (number | null)[]; high: (number | null)[]; unit: string };
export type Finding = {
  id: string; number: string; thread: string; vin: string; brandId: string; modelId: string; ownerId: string; key: string; rule: string; cause: string; tier: Tier; worstTier: Tier; state: FindingState;
  cells: number[] | null; probes: number[] | null; quantity: string; value: number; unit: string; low: number; high: number; score: number; onsetAt: Date | null; daysOfData: number; ruledOut: string[]; nextTest: string;
  also: Record<string, number>; libraryVersion: number; foundAt: Date; toldAt: Date; visitToldAt: Date | null; lastAt: Date; clearedAt: Date | null; clearedBecause: string | null; series: Series | null;
  outcome: Outcome | null; outcomeWords: string | null; outcomeAt: Date | null; outcomeBy: string | null; foundKind: string | null; workOrderId: string | null; costFen: number | null; version: number;
};

export type Said = 'raised' | 'escalated' | 'cleared' | 'still';
type Move = 'new' | 'open' | 'cleared' | 'ignored';
/** What each word of the library makes of a finding in each state; `none`: there is none that is open. (F1) */
export const life: Record<'none' | FindingState, Record<Said, Move>> = {
  none: { raised: 'new', escalated: 'new', still: 'new', cleared: 'ignored' },
  open: { raised: 'open', escalated: 'open', still: 'open', cleared: 'cleared' },
  cleared: { raised: 'new', escalated: 'new', still: 'new', cleared: 'ignored' },
};

export const rank: Record<Tier, number> = { info: 1, visit: 2, stop: 3 };
export const worseOf = (a: Tier, b: Tier): Tier => (rank[a] >= rank[b] ? a : b);

type OfFinding = { findingId: string; thread: string; vin: string; brandId: string; ownerId: string; rule: string; tier: Tier };
/** A finding that calls for somebody: found, or more urgent than before. Information tells nobody. */
export const batteryFound = fact<OfFinding & { at: string }>('batteries.found');
export const batteryCalm = fact<OfFinding>('batteries.calm');
/** A car carries another pack than before. */
export const packChanged = fact<{ vin: string; brandId: string }>('batteries.packChanged');
export const outcomeRecorded = fact<OfFinding & { outcome: Outcome }>('batteries.outcomeRecorded');
