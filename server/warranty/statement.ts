// What people state about a repair, and what of it stands before the law.
// S1 what takes something from the owner (an exclusion, a deduction) and what weighs most (a safety fault) stands only once
// a second person agreed; S2 what was withdrawn stands no longer; S3 statements only add to a repair, in the order in which
// they were made; S4 a repair that a person joined to an earlier one shares its problem, however often it was renamed.
import type { Static } from '#platform/contract';
import type { grounds, StatementBody, statementKinds, statementStates } from './judgement-api.ts';
import type { Read } from './visits.ts';

export type Kind = (typeof statementKinds)[number];
export type Body = Static<typeof StatementBody>;
export type Statement = {
  id: string; brandId: string; vin: string; workOrderId: string; kind: Kind; body: Body; words: string; byId: string; byName: string; at: Date; needsSecond: boolean; fileIds: string[];
  secondId: string | null; secondName: string | null; secondAt: Date | null; secondWords: string | null; agreed: boolean | null;
  appealWords: string | null; appealedAt: Date | null; appealAnswer: string | null; appealBy: string | null; appealAt: Date | null; appealUpheld: boolean | null;
  withdrawnBy: string | null; withdrawnAt: Date | null; withdrawnWhy: string | null;
};

/** (S1, S2) */
export function stateOf(one: Pick<Statement, 'needsSecond' | 'agreed' | 'withdrawnAt'>): (typeof statementStates)[number] {
  if (one.withdrawnAt !== null) return 'withdrawn';
  if (!one.needsSecond) return 'stands';
  return one.agreed === null ? 'waits' : one.agreed ? 'stands' : 'disagreed';
}
export const needsSecond = (kind: Kind, body: Body): boolean => kind === 'exclusion' || kind === 'deduction' || (kind === 'fault' && (body.safety === true || (body.hazard ?? null) !== null));

/** The five of art. 32, by their number there. Where the car was maintained is none of them. */
export const groundNumber: Record<(typeof grounds)[number], number> = { disclosedDefect: 1, notMaintained: 2, modified: 3, ownHandling: 4, forceMajeure: 5, servicedElsewhere: 0 };

/** The repairs of a car with what people stated about them. */
export function withStatements(read: readonly Read[], statements: readonly Statement[]): Read[] {
  const problems = new Map<string, string>();
  const by = Map.groupBy(statements, (one) => one.workOrderId);
  return read.map((visit) => {
    const own = (by.get(visit.visit.id) ?? []).toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.id.localeCompare(b.id));
    const repair = { ...visit.repair, replaced: [...visit.repair.replaced], excluded: [...visit.repair.excluded] };
    for (const { kind, body, ...one } of own) {
      const stands = stateOf(one) === 'stands';
      if (kind === 'fault' && one.withdrawnAt === null) {
        // what needs no second person counts at once
        repair.undrivable ||= body.undrivable === true;
        if (body.stillThere === true) repair.resolved = false;
        if (body.assembly !== undefined && body.assembly !== null) repair.faulty = { assembly: body.assembly, part: body.part ?? null };
        if (stands) {
          repair.safety ||= body.safety === true;
          repair.hazard = body.hazard ?? repair.hazard;
        }
      }
      if (!stands) continue;
      if (kind === 'replaced' && body.assembly) repair.replaced.push({ assembly: body.assembly, part: body.part ?? null, whole: body.whole === true });
      if (kind === 'deduction' && body.time && body.fromAt && body.toAt) repair.excluded.push({ kind: body.time, fromAt: new Date(body.fromAt), toAt: new Date(body.toAt) });
      if (kind === 'exclusion' && body.ground) repair.exclusion = { code: groundNumber[body.ground], evidence: one.words, causalLink: body.causalLink ?? '', approvedBy: one.secondName ?? '' };
      if (kind === 'problem') repair.problem = body.sameAsWorkOrderId === null || body.sameAsWorkOrderId === undefined ? `visit ${visit.visit.id}` : (problems.get(body.sameAsWorkOrderId) ?? repair.problem); // (S4)
    }
    problems.set(visit.visit.id, repair.problem);
    return { ...visit, repair };
  });
}
