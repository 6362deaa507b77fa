// Cases as people see them: the inbox and its numbers, one case whole, and the owner's own.
// P1 lists hide the middle of VIN and phone; P2 an owner sees what happened and is said to them, and who has the case;
// P3 clocks tell their state and their reason at the moment of looking.
import { actorId } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { maskPhone, ownersById, searchOwners } from '#people';
import { maskVin } from '#vehicles';
import { adviceFor } from './advice.ts';
import type { api } from './api.ts';
import { mayReopen } from './close-case.ts';
import type { Case } from './case.ts';
import { stages } from './codes.ts';
import { allClocks, clocksOfCases, runningClocks } from './clock-store.ts';
import { isProvisional, stateOf, type Clock } from './clock.ts';
import { findCase } from './find-case.ts';
import { handOversOf, holdingsOf, openHandOvers } from './holder-store.ts';
import { byOpening, counts, cursorFrom, cursorOf, inbox, type InboxRow } from './inbox-store.ts';
import { contactsOf, entriesOf, linksOf, numbersOn, ownersCases } from './store.ts';
import { weigh } from './urgency.ts';

/** (P3) */
const clockNow = (clock: Clock, now: Date) => ({
  id: clock.id, clock: clock.clock, calendar: clock.calendar, state: stateOf(clock, now), startedAt: clock.startedAt, dueAt: clock.dueAt, pausedAt: clock.pausedAt,
  pauseReason: clock.pauseReason, metAt: clock.metAt, breachedAt: clock.breachedAt, breachReason: clock.breachReason, breachWords: clock.breachWords,
  explainedBy: clock.breachExplainedBy, provisional: isProvisional(clock),
});

const openFields = (one: Case) => ({
  id: one.id, number: one.number, kind: one.kind, brandId: one.brandId, ownerId: one.ownerId, vehicleId: one.vehicleId, plateNo: one.plateNo, modelName: one.modelName,
  modelNameEn: one.modelNameEn, outletId: one.outletId, trouble: one.trouble, urgency: one.urgency, urgencyReasons: one.urgencyReasons, place: one.place, stage: one.stage,
  openedAt: one.openedAt, confirmationAskedAt: one.confirmationAskedAt, closedAt: one.closedAt, closedHow: one.closedHow, linkedCaseId: one.linkedCaseId,
  comebackOf: one.comebackOf, version: one.version, holder: one.holder,
});

/** (P1) */
async function rowsOf(tx: Tx, cases: readonly InboxRow[]) {
  const ids = cases.map((one) => one.id);
  const [owners, clocks, asked] = await Promise.all([ownersById(tx, [...new Set(cases.map((one) => one.ownerId))]), clocksOfCases(tx, ids), openHandOvers(tx, ids)]);
  return cases.map((one) => {
    const owner = owners.get(one.ownerId);
    return {
      ...openFields(one), vinMasked: maskVin(one.vin), ownerName: owner?.name ?? '', ownerPhone: owner === undefined ? '' : maskPhone(owner.phone),
      clocks: (clocks.get(one.id) ?? []).map((clock) => clockNow(clock, tx.now)), handOver: asked.get(one.id) ?? null,
      contacts: one.contacts, unexplained: one.unexplained, ownerWaitsForAnswer: one.ownerWaitsForAnswer,
    };
  });
}

export async function listCases(tx: Tx, input: Input<typeof api.listCases>) {
  const { limit = 50, after, scope = 'all', text, ...filter } = input;
  const from = cursorFrom(after);
  const match = text === undefined ? undefined : { text, ownerIds: (await searchOwners(tx, text, 50)).map((owner) => owner.id) };
  const wanted = { ...filter, scope, ...(match === undefined ? {} : { match }) };
  const found = await inbox(tx, { ...wanted, limit: limit + 1, ...(from === undefined ? {} : { after: from }) });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { cases: await rowsOf(tx, shown), next: found.length > limit && last !== undefined ? cursorOf(last, byOpening(wanted)) : null };
}

export async function caseCounts(tx: Tx, input: Input<typeof api.caseCounts>) {
  const all = await counts(tx, input.brandId);
  return {
    mine: all.mine, desk: all.desk, all: all.all, asked: all.asked, atRisk: all.atRisk, breached: all.breached, unexplained: all.unexplained,
    byUrgency: ([1, 2, 3, 4] as const).map((urgency) => ({ urgency, cases: all[`urgency${urgency}`] })),
    byStage: stages.filter((stage) => stage !== 'closed').map((stage) => ({ stage, cases: all[stage] })),
  };
}

const linkOf = ({ id, number, trouble, urgency, stage, openedAt }: Case) => ({ id, number, trouble, urgency, stage, openedAt });

export async function showCase(tx: Tx, input: Input<typeof api.showCase>) {
  const one = await findCase(tx, input.caseId);
  const [entries, contacts, clocks, holders, handOvers, links] = await Promise.all([
    entriesOf(tx, one.id, false), contactsOf(tx, one.id), allClocks(tx, one.id), holdingsOf(tx, one.id), handOversOf(tx, one.id), linksOf(tx, one),
  ]);
  const lastWord = entries.findLast((entry) => ['ownerMessage', 'deskMessage', 'helpPlanned'].includes(entry.kind));
  const [row] = await rowsOf(tx, [{
    ...one, contacts: contacts.length, unexplained: clocks.filter((clock) => clock.breachedAt !== null && clock.breachReason === null).length,
    ownerWaitsForAnswer: lastWord?.kind === 'ownerMessage',
  }]);
  return {
    case: row ?? refuse('caseNotFound'), entries,
    contacts: contacts.map(({ id, source, sourceKey, at, byName, words, evidence, fileIds }) => ({ id, source, sourceKey, at, byName, words, fileIds, reasons: weigh(evidence).reasons })),
    holders, clocks: clocks.map((clock) => clockNow(clock, tx.now)), handOvers,
    links: links.map(linkOf), advice: one.stage === 'closed' ? [] : adviceFor(one),
  };
}

/** (P2) */
function mine(tx: Tx, one: Case, reopenDays: number, clocks: readonly Clock[]) {
  const due = clocks.find((clock) => clock.clock !== 'plan' && clock.pausedAt === null);
  return {
    ...openFields(one), vin: one.vin, advice: one.stage === 'open' || one.stage === 'booked' ? adviceFor(one) : [], mayReopen: mayReopen(one, tx.now, reopenDays),
    nextNewsBy: due?.dueAt ?? null,
  };
}

const reopenDays = async (tx: Tx): Promise<number> => (await numbersOn(tx, beijingDay(tx.now))).get('reopenWithinDays') ?? 0;

export async function myCases(tx: Tx, input: Input<typeof api.myCases>) {
  const limit = input.limit ?? 20;
  const [open, at, id] = input.after?.split('~') ?? [];
  const after = at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? {} : { after: { open: open === '1', at: new Date(at), id } };
  const found = await ownersCases(tx, { ownerId: actorId(tx.actor) ?? '', limit: limit + 1, ...after });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const [days, clocks] = await Promise.all([reopenDays(tx), clocksOfCases(tx, shown.map((one) => one.id))]);
  const cases = shown.map((one) => mine(tx, one, days, clocks.get(one.id) ?? []));
  return { cases, next: found.length > limit && last !== undefined ? `${last.stage === 'closed' ? 0 : 1}~${last.openedAt.toISOString()}~${last.id}` : null };
}

export async function showMyCase(tx: Tx, input: Input<typeof api.showMyCase>) {
  const one = await findCase(tx, input.caseId);
  const [days, clocks, entries] = await Promise.all([reopenDays(tx), runningClocks(tx, one.id), entriesOf(tx, one.id, true)]);
  return { case: mine(tx, one, days, clocks), entries };
}

/** For the one search box of the house: cases by number, plate, VIN, owner's phone or name, as far as one may see them. */
export async function searchCases(tx: Tx, text: string, limit = 20): Promise<Case[]> {
  const owners = await searchOwners(tx, text, 50);
  return inbox(tx, { scope: 'all', match: { text, ownerIds: owners.map((owner) => owner.id) }, limit });
}
