// An issue that begins to come up: a trouble that is reported of a model, a part of it (a batch, a software version) or one outlet more often than before.
// K1 its states are a total table, what was measured may be fixed again and is measured again; K2 one series has one open issue; K3 "it worked" is said only when, with 95 % certainty,
// reports fell more than they fell where nothing was changed; otherwise nothing is claimed; K4 those who reported it hear what was changed.
import { fact } from '#platform/facts';
import type { issueStates, issueVerdicts } from './issues-api.ts';
import type { Subject } from './reports.ts';

export type IssueState = (typeof issueStates)[number];
export type IssueVerdict = (typeof issueVerdicts)[number];
/** Reports counted, and what could have been reported on in car-days, over some days. */
export type Reported = { reports: number; carDays: number };
export type Effect = { before: Reported; after: Reported; elsewhereBefore: Reported; elsewhereAfter: Reported; ratio: number | null; ratioFrom: number | null; ratioTo: number | null };

export type Issue = {
  id: string; number: string; brandId: string; trouble: Subject; modelId: string | null; outletId: string | null; batch: string | null; software: string | null; state: IssueState; raisedOn: string; sinceOn: string; seen: number; expected: number;
  ratioFrom: number; ratioTo: number; finding: string | null; what: string | null; ownerStaffId: string | null; ownerName: string | null; dueOn: string | null; fixedAt: Date | null;
  measureAt: Date | null; dismissedWhy: string | null; effect: Effect | null; verdict: IssueVerdict | null; version: number;
};

/** May an issue go from one state to another. (K1) */
export const issueMoves: Record<IssueState, Record<IssueState, boolean>> = {
  raised: { raised: false, looking: true, fixing: true, fixed: false, measured: false, dismissed: true },
  looking: { raised: false, looking: false, fixing: true, fixed: false, measured: false, dismissed: true },
  fixing: { raised: false, looking: true, fixing: false, fixed: true, measured: false, dismissed: true },
  fixed: { raised: false, looking: false, fixing: true, fixed: false, measured: true, dismissed: false },
  measured: { raised: false, looking: false, fixing: true, fixed: false, measured: false, dismissed: false },
  dismissed: { raised: false, looking: true, fixing: false, fixed: false, measured: false, dismissed: false },
};

/** How many times as many reports per car came after as before, beside what happened elsewhere; 90 % interval of the ratio of Poisson rates on the log scale. (K3) */
export function effectOf(of: Pick<Effect, 'before' | 'after' | 'elsewhereBefore' | 'elsewhereAfter'>): Effect {
  const { before, after, elsewhereBefore, elsewhereAfter } = of;
  const nothing = { ...of, ratio: null, ratioFrom: null, ratioTo: null };
  if (before.carDays <= 0 || after.carDays <= 0 || before.reports === 0) return nothing;
  // Half a report is added to every count, so that none at all is not certainty.
  const log = (part: Reported): number => Math.log((part.reports + 0.5) / part.carDays);
  const controlled = elsewhereBefore.carDays > 0 && elsewhereAfter.carDays > 0 && elsewhereBefore.reports + elsewhereAfter.reports >= 5;
  const middle = log(after) - log(before) - (controlled ? log(elsewhereAfter) - log(elsewhereBefore) : 0);
  const counts = [before, after, ...(controlled ? [elsewhereBefore, elsewhereAfter] : [])];
  const half = 1.645 * Math.sqrt(counts.reduce((sum, { reports }) => sum + 1 / (reports + 0.5), 0));
  return { ...of, ratio: Math.exp(middle), ratioFrom: Math.exp(middle - half), ratioTo: Math.exp(middle + half) };
}

/** (K3) */
export const issueVerdictOf = ({ ratioFrom, ratioTo }: Effect): IssueVerdict => (ratioTo !== null && ratioTo < 1 ? 'worked' : ratioFrom !== null && ratioFrom >= 1 ? 'didNotWork' : 'notProven');

export const issueRaised = fact<{ issueId: string; brandId: string }>('improvement.issueRaised');
export const issueFixed = fact<{ issueId: string; brandId: string }>('improvement.issueFixed');
