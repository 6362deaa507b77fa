// Actions: an owner, a date, a measure taken before, and the same measure taken as long after.
// I1 states move by their table; I2 the measure decides whether it worked, beside what happened elsewhere; I4 an owner works where the action is; I5
// what is overdue climbs once per due day; I6 an edit based on an old version is told what changed.
import { actorId, actorName } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { nextNumber } from '#platform/numbers';
import { placesOf, reaches } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { answersIn, surveyRulesOn } from '#feedback';
import { findStaffMember } from '#people';
import { actionAdded, actionDone, actionMeasured, actionOverdue, effectOfAction, measuredBy, shown, stateMoves, verdictOf, type Action, type Arm, type Measure, type Measured } from './action.ts';
import { managers, placeChecked, readers } from './reach.ts';
import type { api } from './api.ts';
import { actionById, actionsToMeasure, insertAction, listedActions, markOverdue, rulesOn, saveAction, writeMeasured } from './store.ts';

const dayMs = 86_400_000;

const announce = (tx: Tx, action: Action): void => tx.announce({ topic: 'improvement', id: action.id, brandId: action.brandId, outletId: action.outletId });

async function arm(tx: Tx, of: Pick<Action, 'brandId' | 'outletId' | 'modelId' | 'cause'> & { measure: Measure }, { fromAt, untilAt }: Pick<Measured, 'fromAt' | 'untilAt'>, elsewhere = false): Promise<Arm> {
  const { lowScoreAtMost } = await surveyRulesOn(tx, beijingDay(tx.now));
  return measuredBy(of.measure, await answersIn(tx, { ...of, fromAt, untilAt, elsewhere, lowAtMost: lowScoreAtMost }));
}
async function measure(tx: Tx, of: Parameters<typeof arm>[1], fromAt: Date, untilAt: Date): Promise<Measured> {
  const { numerator, denominator } = await arm(tx, of, { fromAt, untilAt });
  return { numerator, denominator, fromAt, untilAt };
}

/** (I4) */
export async function ownerFor(tx: Tx, staffId: string, place: { brandId: string; outletId: string | null }): Promise<{ ownerStaffId: string; ownerName: string }> {
  const member = await findStaffMember(tx, staffId);
  const worksHere = member.grants.some((grant) => (grant.brandId === null || grant.brandId === place.brandId) && (grant.outletId === null || place.outletId === null || grant.outletId === place.outletId));
  if (!worksHere || member.disabledAt !== null) refuse('cannotOwn', { field: 'ownerStaffId', name: member.name });
  return { ownerStaffId: member.id, ownerName: member.name };
}

export async function addAction(tx: Tx, input: Input<typeof api.addAction>) {
  const place = await placeChecked(tx, input, managers);
  if (input.dueOn < beijingDay(tx.now)) refuse('dueInThePast', { field: 'dueOn' });
  const owner = await ownerFor(tx, input.ownerStaffId, place);
  const { measureDays } = await rulesOn(tx, beijingDay(tx.now));
  const before = await measure(tx, { ...place, cause: input.cause, measure: input.measure }, new Date(tx.now.getTime() - measureDays * dayMs), tx.now);
  const action = await insertAction(tx, {
    ...place, ...owner, number: await nextNumber(tx, 'I'), cause: input.cause, what: input.what, dueOn: input.dueOn, measure: input.measure, addedByName: actorName(tx.actor), before,
  });
  tx.record({ action: 'improvement.addAction', subject: 'actions', subjectId: action.id, brandId: action.brandId, version: action.version, after: action });
  tx.tell(actionAdded({ actionId: action.id, brandId: action.brandId, ownerStaffId: action.ownerStaffId }));
  announce(tx, action);
  return shown(action, tx.now);
}

async function actionToEdit(tx: Tx, input: Input<typeof api.changeAction>): Promise<Action> {
  const action = await actionById(tx, input.actionId);
  if (action === undefined || (action.ownerStaffId !== actorId(tx.actor) && !placesOf(tx.actor, readers).some((mine) => reaches(mine, action)))) return refuse('actionNotFound', { id: input.actionId });
  const manages = placesOf(tx.actor, managers).some((mine) => reaches(mine, action));
  const owns = action.ownerStaffId === actorId(tx.actor);
  if (!manages && !owns) refuse('notAllowed');
  if (!manages && (input.ownerStaffId !== undefined || input.dueOn !== undefined || input.what !== undefined || input.state === 'dropped' || action.state === 'measured')) refuse('notAllowed');
  if (input.version !== action.version) refuse('staleEdit', { changes: await changesSince(tx, 'actions', action.id, input.version) });
  return action;
}

/** The owner begins and finishes; managers also re-date, hand on, reword and drop. (I1, I6) */
export async function changeAction(tx: Tx, input: Input<typeof api.changeAction>) {
  const action = await actionToEdit(tx, input);
  const { state = action.state, what = action.what, dueOn = action.dueOn } = input;
  const measured = action.state === 'measured';
  if (action.state === 'dropped' || (measured && state === 'measured') || (state !== action.state && !stateMoves[action.state][state])) refuse('actionNotNow', { state: action.state });
  if (input.dueOn !== undefined && input.dueOn < beijingDay(tx.now)) refuse('dueInThePast', { field: 'dueOn' });
  if (state === 'dropped' && input.why === undefined) refuse('whyMissing', { field: 'why' });
  const owner = input.ownerStaffId === undefined ? {} : await ownerFor(tx, input.ownerStaffId, action);
  const { measureDays } = await rulesOn(tx, beijingDay(tx.now));
  // Measured on: as it was done, over more days. (I1)
  const finished = state === 'done' && action.state !== 'done' && !measured;
  const begunAgain = state === 'inProgress' && (action.state === 'done' || measured);
  const saved = await saveAction(tx, {
    ...action, ...owner, state, what, dueOn,
    ...(finished ? { doneAt: tx.now, measureAt: new Date(tx.now.getTime() + measureDays * dayMs) } : {}), ...(begunAgain ? { doneAt: null, measureAt: null } : {}),
    ...(measured ? { verdict: null, effect: null, after: null } : {}), ...(measured && state === 'done' ? { measureAt: new Date(tx.now.getTime() + measureDays * dayMs) } : {}), ...(finished ? { toOwners: input.toOwners ?? null } : {}),
    ...(state === 'dropped' ? { droppedWhy: input.why ?? null } : {}), ...(dueOn === action.dueOn ? {} : { climbedAt: null }),
  });
  if (saved === undefined) return refuse('staleEdit', { changes: await changesSince(tx, 'actions', action.id, input.version) });
  tx.record({ action: 'improvement.changeAction', subject: 'actions', subjectId: saved.id, brandId: saved.brandId, version: saved.version, before: action, after: saved, why: input.why ?? null });
  if (saved.ownerStaffId !== action.ownerStaffId) tx.tell(actionAdded({ actionId: saved.id, brandId: saved.brandId, ownerStaffId: saved.ownerStaffId }));
  if (finished && saved.toOwners !== null) tx.tell(actionDone({ actionId: saved.id, brandId: saved.brandId }));
  announce(tx, saved);
  return shown(saved, tx.now);
}

export async function listActions(tx: Tx, input: Input<typeof api.listActions>) {
  const { limit = 50, after, overdue, mine, ...where } = input;
  const [dueOn, id] = after?.split('~') ?? [];
  const found = await listedActions(tx, {
    ...where, places: placesOf(tx.actor, readers), limit: limit + 1, ...(overdue === true ? { overdueOn: beijingDay(tx.now) } : {}),
    ...(mine === true ? { ownerStaffId: actorId(tx.actor) ?? '' } : {}), ...(id === undefined || !/^\d{4}-\d\d-\d\d$/.test(dueOn ?? '') ? {} : { after: { dueOn: dueOn as string, id } }),
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { actions: page.map((action) => shown(action, tx.now)), next: found.length > limit && last !== undefined ? `${last.dueOn}~${last.id}` : null };
}

/** Round: takes the measure after, as long as before, once its time is over, here and elsewhere. (I2) */
export async function measureActions(tx: Tx): Promise<void> {
  for (const action of await actionsToMeasure(tx, 100)) {
    if (action.doneAt === null || action.measureAt === null) continue;
    const after = await measure(tx, action, action.doneAt, action.measureAt);
    const { fewestAnswers } = await rulesOn(tx, beijingDay(tx.now));
    const effect = effectOfAction(action.measure, { before: await arm(tx, action, action.before), after: await arm(tx, action, after), elsewhereBefore: await arm(tx, action, action.before, true), elsewhereAfter: await arm(tx, action, after, true) }, fewestAnswers);
    const verdict = verdictOf(action.measure, effect);
    const saved = await writeMeasured(tx, action.id, after, effect, verdict);
    if (saved === undefined) continue;
    tx.record({ action: 'improvement.measure', subject: 'actions', subjectId: saved.id, brandId: saved.brandId, version: saved.version, before: action.before, after: { ...after, verdict, effect } });
    tx.tell(actionMeasured({ actionId: saved.id, brandId: saved.brandId, verdict }));
    announce(tx, saved);
  }
}

/** Round: what is overdue becomes known further up. (I5) */
export async function climbOverdueActions(tx: Tx): Promise<void> {
  for (const action of await markOverdue(tx, beijingDay(tx.now))) {
    tx.tell(actionOverdue({ actionId: action.id, brandId: action.brandId, dueOn: action.dueOn }));
    announce(tx, action);
  }
}
