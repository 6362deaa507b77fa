// A repair as the law sees it: time, cause, problem, what failed and what was replaced.
// An exclusion stands only with one of the five codes of art. 32, evidence, the causal link and a named person.
import { beijingDay } from '#platform/calendar';
import { hazards, type deductions } from './judgement-api.ts';
import { isDay, type Assembly } from './rule-book.ts';

export { hazards };

export const causes = ['quality', 'wear', 'accident', 'customer', 'campaign', 'maintenance'] as const;
export type PartOf = { assembly: Assembly; part: string | null };
/** Codes are the five of art. 32. */
export type Exclusion = { code: number; evidence: string; causalLink: string; approvedBy: string };
export type Repair = {
  id: string; number: string; agreedAt: Date; completedAt: Date | null; odometerKm: number; cause: (typeof causes)[number]; problem: string;
  /** A serious safety fault, graded by two people; never read out of words. */
  safety: boolean;
  /** False when the fault is still there after this repair. */
  resolved: boolean;
  undrivable: boolean; hazard: (typeof hazards)[number] | null; faulty: PartOf | null; replaced: readonly (PartOf & { whole: boolean })[];
  excluded: readonly { kind: (typeof deductions)[number]; fromAt: Date; toAt: Date }[]; exclusion: Exclusion | null;
};

export const exclusionStands = (one: Exclusion | null): boolean =>
  one !== null && [1, 2, 3, 4, 5].includes(one.code) && [one.evidence, one.causalLink, one.approvedBy].every((text) => typeof text === 'string' && text.trim() !== '');

/** Whether a calendar knows this instant. */
export const isInstant = (at: Date): boolean => Math.abs(at.getTime()) < 8e15 && isDay(beijingDay(at));
/** The day by whose rules a repair is judged. */
export const eventDay = (repair: Repair): string => beijingDay(repair.agreedAt);
