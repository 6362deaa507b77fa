// Taking a case and handing it over.
// H2 asking changes nothing, only accepting does; H3 a question nobody answers, and a case at a desk where nobody
// answers, climbs to the managers and then to the region; H4 at the top it stays; H5 two who take at once: one has it,
// the other is told who.
import { actorId, actorName, type Grant } from '#platform/actor';
import { addWorkingMinutes, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findOutlet } from '#network';
import { findStaffMember } from '#people';
import type { api } from './api.ts';
import { caseTaken, handOverAccepted, handOverAsked, handOverClimbed, handOverRefused, ofCase, type Case, type Desk } from './case.ts';
import { runningClocks } from './clock-store.ts';
import { hoursFor } from './office.ts';
import { findCase, openCaseToEdit } from './find-case.ts';
import { giveTo } from './give-case.ts';
import { casesUnanswered, handOverById, handOversOverdue, insertHandOver, openHandOver, writeAnswer } from './holder-store.ts';
import { answers, deskAbove, isAbove, mayHold, outletOfDesk, sitsAt, speaksFor, type HandOver } from './holder.ts';
import { meetClock } from './run-clocks.ts';
import { lockCase, numbersOn, saveCase } from './store.ts';
import { writeOn } from './timeline.ts';

const nobody = { staffId: null, name: null } as const;
const deskHolder = (desk: Desk, outletId: string | null) => ({ kind: 'desk' as const, desk, outletId: outletOfDesk(desk, outletId), ...nobody });

/** By when a question about this case must be answered: at once where it is dangerous, in office hours otherwise. */
async function answerBy(tx: Tx, one: Case, from: Date): Promise<Date> {
  const today = beijingDay(tx.now);
  const minutes = (await numbersOn(tx, today)).get(`handOverMinutes${one.urgency}`);
  if (minutes === undefined) throw new Error(`no rule says how long a hand-over of urgency ${one.urgency} may wait`);
  return one.urgency <= 2 && one.kind === 'trouble' ? new Date(from.getTime() + minutes * 60_000) : addWorkingMinutes(from, minutes, await hoursFor(tx, one.outletId));
}

async function changed(tx: Tx, one: Case, action: `cases.${string}`, after: unknown, why?: string): Promise<{ caseId: string; version: number }> {
  const saved = (await saveCase(tx, one)) ?? refuse('staleEdit');
  tx.record({ action, subject: 'cases', subjectId: one.id, brandId: one.brandId, version: saved.version, before: { holder: one.holder }, after, why: why ?? null });
  return { caseId: saved.id, version: saved.version };
}

/** (H5) */
export async function takeCase(tx: Tx, input: Input<typeof api.takeCase>) {
  const one = await openCaseToEdit(tx, input.caseId);
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse('notAllowed');
  if (one.holder.staffId === actor.id) return { caseId: one.id, version: one.version };
  if (one.holder.staffId !== null && (one.version !== input.version || !isAbove(actor, one) || input.why === undefined)) refuse('alreadyTaken', { by: one.holder.name });
  if (!speaksFor(actor, one)) refuse('notYoursToAnswer');
  await openCaseToEdit(tx, input.caseId, input.version);
  const holdingId = await giveTo(tx, one, { kind: 'person', desk: null, outletId: one.holder.outletId, staffId: actor.id, name: actor.name }, 'taken');
  await writeOn(tx, one, { kind: 'taken', visibility: 'owner', text: null, data: { name: actor.name, ...(input.why === undefined ? {} : { why: input.why }) } });
  await meetClock(tx, one, 'respond');
  tx.tell(caseTaken({ ...ofCase(one), staffId: actor.id, holdingId }));
  return changed(tx, one, 'cases.take', { holder: { staffId: actor.id, name: actor.name } }, input.why);
}

/** By which grant somebody may hold the case. */
const holdingGrant = (grants: readonly Grant[], one: Case): Grant | undefined => grants.find((each) => mayHold.includes(each.role) && (each.brandId === null || each.brandId === one.brandId));

type Target = Pick<HandOver, 'toKind' | 'toDesk' | 'toOutletId' | 'toStaffId' | 'toName'>;

async function target(tx: Tx, one: Case, input: Input<typeof api.askHandOver>): Promise<Target> {
  if (input.staffId !== undefined) {
    const member = await findStaffMember(tx, input.staffId);
    const grant = holdingGrant(member.grants, one);
    const serves = grant !== undefined && (grant.outletId === null || (await findOutlet(tx, grant.outletId)).brandIds.includes(one.brandId));
    if (grant === undefined || !serves || member.disabledAt !== null) return refuse('cannotHold', { field: 'staffId' });
    return { toKind: 'person', toDesk: null, toOutletId: grant.outletId, toStaffId: member.id, toName: member.name };
  }
  const { desk } = input;
  if (desk === undefined) return refuse('cannotHold', { field: 'desk' });
  const outletId = outletOfDesk(desk, input.outletId ?? one.outletId);
  if (desk === 'outletDesk' && outletId === null) refuse('cannotHold', { field: 'outletId' });
  if (outletId !== null && !(await findOutlet(tx, outletId)).brandIds.includes(one.brandId)) refuse('cannotHold', { field: 'outletId' });
  return { toKind: 'desk', toDesk: desk, toOutletId: outletId, toStaffId: null, toName: null };
}

/** (H2) */
export async function askHandOver(tx: Tx, input: Input<typeof api.askHandOver>) {
  const one = await openCaseToEdit(tx, input.caseId, input.version);
  if (!speaksFor(tx.actor, one)) refuse('notTheHolder');
  if ((await openHandOver(tx, one.id)) !== undefined) refuse('handOverOpen');
  const to = await target(tx, one, input);
  const same = to.toKind === 'person' ? to.toStaffId === one.holder.staffId : to.toDesk === one.holder.desk && to.toOutletId === one.holder.outletId;
  if (same) refuse('cannotHold', { field: 'desk' });
  const asked = await insertHandOver(tx, ofCase(one), { ...to, words: input.words ?? null, askedBy: actorId(tx.actor), askedByName: actorName(tx.actor), answerByAt: await answerBy(tx, one, tx.now) });
  await writeOn(tx, one, { kind: 'handOverAsked', text: input.words ?? null, data: { desk: to.toDesk, outletId: to.toOutletId, name: to.toName } });
  tx.tell(handOverAsked({ ...ofCase(one), handOverId: asked.id }));
  return changed(tx, one, 'cases.askHandOver', { to }, input.words);
}

/** Who was asked by name and has lost the role since may refuse, but not accept. */
const mayAnswer = (tx: Tx, one: Case, asked: HandOver, answer: 'accept' | 'refuse'): boolean =>
  asked.toKind === 'person' ? asked.toStaffId === actorId(tx.actor) && (answer === 'refuse' || (tx.actor.kind === 'staff' && holdingGrant(tx.actor.grants, one) !== undefined)) : asked.toDesk !== null && sitsAt(tx.actor, asked.toDesk, one.brandId, asked.toOutletId);

export async function answerHandOver(tx: Tx, input: Input<typeof api.answerHandOver>) {
  const question = (await handOverById(tx, input.handOverId)) ?? refuse('handOverNotFound', { id: input.handOverId });
  await findCase(tx, question.caseId);
  const one = (await lockCase(tx, question.caseId)) ?? refuse('handOverNotFound', { id: input.handOverId });
  const withdrawing = input.answer === 'withdraw';
  if (input.answer === 'withdraw' ? !speaksFor(tx.actor, one) && question.askedBy !== actorId(tx.actor) : !mayAnswer(tx, one, question, input.answer)) refuse('notYoursToAnswer');
  const state = answers[question.state][input.answer];
  const answered = state === undefined ? undefined : await writeAnswer(tx, question.id, { state, byName: actorName(tx.actor), words: input.words ?? null });
  if (answered === undefined) return refuse('handOverNotFound', { id: input.handOverId });
  if (input.answer === 'accept') return accepted(tx, one, answered);
  await writeOn(tx, one, { kind: withdrawing ? 'handOverWithdrawn' : 'handOverRefused', text: input.words ?? null, data: { by: actorName(tx.actor) } });
  if (!withdrawing) tx.tell(handOverRefused({ ...ofCase(one), handOverId: question.id }));
  return changed(tx, one, `cases.${input.answer}HandOver`, { handOverId: question.id }, input.words);
}

async function accepted(tx: Tx, one: Case, answered: HandOver) {
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse('notAllowed');
  const outletId = answered.toOutletId;
  await giveTo(tx, one, { kind: 'person', desk: null, outletId, staffId: actor.id, name: actor.name }, 'accepted', answered.id);
  await writeOn(tx, one, { kind: 'handOverAccepted', visibility: 'owner', data: { name: actor.name, desk: answered.toDesk, outletId } });
  await meetClock(tx, one, 'respond');
  tx.tell(handOverAccepted({ ...ofCase(one), handOverId: answered.id }));
  return changed(tx, { ...one, outletId: outletId ?? one.outletId }, 'cases.acceptHandOver', { handOverId: answered.id, holder: { staffId: actor.id, name: actor.name } });
}

/** Puts a case on the next desk up, which then has it. (H3) */
async function climb(tx: Tx, one: Case, desk: Desk, key: string): Promise<void> {
  await giveTo(tx, one, deskHolder(desk, one.outletId ?? one.holder.outletId), 'climbed');
  await writeOn(tx, one, { kind: 'handOverClimbed', data: { desk }, by: { name: '' } });
  const saved = (await saveCase(tx, one)) ?? one;
  tx.record({ action: 'cases.climb', subject: 'cases', subjectId: one.id, brandId: one.brandId, version: saved.version, before: { holder: one.holder }, after: { desk } });
  tx.tell(handOverClimbed({ ...ofCase(one), desk, key }));
}

/** Round: questions without an answer, and cases at desks where nobody answers, climb. (H3, H4) */
export async function watchHandOvers(tx: Tx): Promise<void> {
  for (const question of await handOversOverdue(tx, 200)) {
    const one = await lockCase(tx, question.caseId);
    const state = answers[question.state].timeOut;
    if (one === undefined || state === undefined || (await writeAnswer(tx, question.id, { state, byName: null, words: null })) === undefined) continue;
    if (one.stage !== 'closed') await climb(tx, one, deskAbove(question.toDesk ?? one.holder.desk) ?? 'regionalDesk', question.id);
  }
  for (const { caseId } of await casesUnanswered(tx, 200)) {
    const one = await lockCase(tx, caseId);
    const above = one === undefined || one.holder.kind === 'person' ? undefined : deskAbove(one.holder.desk);
    if (one === undefined || above === undefined) continue;
    const respond = (await runningClocks(tx, caseId)).find((clock) => clock.clock === 'respond');
    const since = respond === undefined || one.holder.sinceAt > respond.dueAt ? await answerBy(tx, one, one.holder.sinceAt) : respond.dueAt;
    if (tx.now >= since) await climb(tx, one, above, `${caseId} ${above} ${one.holder.sinceAt.toISOString()}`);
  }
}
