// What becomes free is offered to who waits, first in line first, in the transaction that freed it: nobody can be quicker. The
// offered time is held like an appointment's.
import { findOutlet, type Outlet } from '#network';
import { beijingDay, daysBetween } from '#platform/calendar';
import { Refusal } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { vehicleByIdOrVin } from '#vehicles';
import type { Appointment } from './appointment.ts';
import { answers, atMinute, operationsOf, planDays, ruleOf, type Rules } from './plan-days.ts';
import { lockOutlet, reserve, rulesOn, unreserve } from './store.ts';
import { offerUntil, waitingEnded, waitingOffered, type OfferRules, type Waiting } from './waiting.ts';
import { lineAt, outletsWithLines, saveWaiting } from './waiting-store.ts';

const offerRules = (rules: Rules): OfferRules => ({ offerMin: ruleOf(rules, 'offerMin'), fromHour: ruleOf(rules, 'offerFromHour'), untilHour: ruleOf(rules, 'offerUntilHour'), leadMin: ruleOf(rules, 'offerLeadMin') });

export function tellOfWaiting(tx: Tx, one: Waiting, action: `appointments.${string}`, before?: unknown): void {
  tx.record({ action, subject: 'waiting', subjectId: one.id, brandId: one.brandId, version: one.version, before, after: { state: one.state, offerStartsAt: one.offerStartsAt, offerUntil: one.offerUntil } });
  tx.announce({ topic: 'appointments', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
}

/** The earliest time that fits who waits, on one day or on any of theirs; undefined when there is none worth offering. */
async function slotFor(tx: Tx, outlet: Outlet, one: Waiting, onDay: string | undefined, rules: Rules) {
  const vehicle = await vehicleByIdOrVin(tx, one.vehicleId);
  if (vehicle === undefined) return undefined;
  const today = beijingDay(tx.now);
  const fromOn = onDay ?? (one.fromOn < today ? today : one.fromOn);
  const days = onDay === undefined ? Math.max(1, daysBetween(fromOn, one.toOn) + 1) : 1;
  const plan = await planDays(tx, { outlet, vehicle, operations: await operationsOf(tx, vehicle, one.operations), fromOn, days });
  for (const day of answers(plan, today)) {
    for (const slot of day.answer.slots) {
      const startsAt = atMinute(day.onDay, slot.fromMin);
      const until = offerUntil(tx.now, startsAt, offerRules(rules));
      if (until !== undefined) return { ...slot, startsAt, endsAt: atMinute(day.onDay, slot.toMin), until, needs: plan.needs };
    }
  }
  return undefined;
}

/** Offers to one who waits if something fits; answers whether. */
async function offerTo(tx: Tx, outlet: Outlet, one: Waiting, onDay: string | undefined, rules: Rules): Promise<boolean> {
  const slot = await slotFor(tx, outlet, one, onDay, rules).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined; // the book no longer has what they wait for
    throw error;
  });
  if (slot === undefined) return false;
  await reserve(tx, { ...one, ...slot, number: one.id }, slot.needs);
  const offered = await saveWaiting(tx, { ...one, state: 'offered', offeredAt: tx.now, offerStartsAt: slot.startsAt, offerUntil: slot.until });
  tx.tell(waitingOffered({ waitingId: one.id, vehicleId: one.vehicleId, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId, startsAt: slot.startsAt.toISOString(), offerUntil: slot.until.toISOString() }));
  tellOfWaiting(tx, offered, 'appointments.offer', { state: one.state });
  return true;
}

/** Something became free at an outlet on the day of an appointment: the first in line who fits is asked. (W1) */
export async function offerFreed(tx: Tx, freed: Pick<Appointment, 'outletId' | 'startsAt'>): Promise<void> {
  const onDay = beijingDay(freed.startsAt);
  if (freed.startsAt <= tx.now) return;
  await acrossWalls(tx, 'the line of an outlet is one line for all its brands; what is read reaches only who is offered', async () => {
    const line = (await lineAt(tx, freed.outletId)).filter((one) => one.state === 'waiting' && one.fromOn <= onDay && onDay <= one.toOn);
    if (line.length === 0) return;
    await lockOutlet(tx, freed.outletId);
    const [outlet, rules] = [await findOutlet(tx, freed.outletId), await rulesOn(tx, beijingDay(tx.now))];
    for (const one of line.slice(0, 30)) if (await offerTo(tx, outlet, one, onDay, rules)) return;
  });
}

/** What an offer that passed, or days that passed, do to a place in line. (W2, W4) */
async function tidy(tx: Tx, one: Waiting, most: number): Promise<Waiting> {
  const over = one.toOn < beijingDay(tx.now);
  const passed = one.state === 'offered' && one.offerUntil !== null && one.offerUntil <= tx.now;
  if (!passed && (!over || one.state === 'offered')) return one;
  if (passed) await unreserve(tx, one.id);
  const missed = one.missedOffers + (passed ? 1 : 0);
  const out = over ? 'daysPassed' : missed >= most ? 'offersMissed' : null;
  const after = await saveWaiting(tx, { ...one, state: out === null ? 'waiting' : 'ended', endedWhy: out, lineAt: passed ? tx.now : one.lineAt, missedOffers: missed, offeredAt: null, offerStartsAt: null, offerUntil: null });
  if (out !== null) tx.tell(waitingEnded({ waitingId: one.id, vehicleId: one.vehicleId, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId, why: out }));
  tellOfWaiting(tx, after, out === null ? 'appointments.offerPassed' : 'appointments.waitingEnded', { state: one.state });
  return after;
}

/** A round: offers whose time is over go on to the next in line, and whatever became free in any other way is offered. */
export async function runWaitingLists(tx: Tx): Promise<void> {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  for (const { outletId } of await outletsWithLines(tx)) {
    await lockOutlet(tx, outletId);
    const line: Waiting[] = [];
    for (const one of await lineAt(tx, outletId)) line.push(await tidy(tx, one, ruleOf(rules, 'mostMissedOffers')));
    const outlet = await findOutlet(tx, outletId);
    for (const one of line.filter((each) => each.state === 'waiting').sort((a, b) => a.lineAt.getTime() - b.lineAt.getTime()).slice(0, 50)) await offerTo(tx, outlet, one, undefined, rules);
  }
}
