// Joining the line, seeing one's place, taking what is offered, leaving. W5 nobody waits where there is free time; W6 a taken
// offer is booked by the function that books everything.
import { findCase } from '#cases';
import { findOutlet } from '#network';
import { ownersById } from '#people';
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { addDays, beijingDay, daysBetween } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import { bookAppointment } from './book-appointment.ts';
import { bookableVehicle, servingOutlet } from './find-slots.ts';
import { offerFreed, tellOfWaiting } from './offer-freed.ts';
import { answers, operationsOf, planDays } from './plan-days.ts';
import { lookers, namesOfOperations } from './show-appointments.ts';
import { unreserve } from './store.ts';
import { mustMoveOn, type Waiting } from './waiting.ts';
import { insertWaiting, lineAt, lockWaiting, saveWaiting, waitingOfOwner } from './waiting-store.ts';

/** Everybody who is asked before: earlier in line, with a day in common. */
function placeOf(one: Waiting, line: readonly Waiting[]): number | null {
  if (one.state !== 'waiting') return null;
  const before = line.filter((other) => other.state === 'waiting' && other.id !== one.id && other.fromOn <= one.toOn && one.fromOn <= other.toOn &&
    (other.lineAt < one.lineAt || (other.lineAt.getTime() === one.lineAt.getTime() && other.id < one.id)));
  return before.length + 1;
}

async function shown(tx: Tx, list: readonly Waiting[]) {
  const named = await namesOfOperations(tx, list.map((one) => one.brandId));
  const lines = new Map<string, Waiting[]>();
  for (const outletId of new Set(list.map((one) => one.outletId))) lines.set(outletId, await acrossWalls(tx, 'a place in line counts everybody before, and shows only how many', () => lineAt(tx, outletId)));
  return Promise.all(list.map(async (one) => {
    const outlet = await findOutlet(tx, one.outletId);
    return { ...one, outletName: outlet.name, outletNameEn: outlet.nameEn, operations: one.operations.map((code) => named(one.brandId, code)), place: placeOf(one, lines.get(one.outletId) ?? []) };
  }));
}
const first = <T>(list: readonly T[]): T => list[0] ?? refuse('waitingNotFound');

/** What may change by itself or by somebody who cancels. */
const worthWaiting: ReadonlySet<string> = new Set(['full', 'reserved', 'techniciansAway', 'toolOutOfCalibration', 'partsMissing']);

/** (W5) */
export async function joinWaiting(tx: Tx, input: Input<typeof api.joinWaiting>) {
  const vehicle = await bookableVehicle(tx, input.vehicleId);
  const outlet = await servingOutlet(tx, input.outletId, vehicle);
  if (input.caseId !== undefined && (await findCase(tx, input.caseId)).vehicleId !== vehicle.id) refuse('caseNotFound', { id: input.caseId });
  const today = beijingDay(tx.now);
  const fromOn = input.fromOn < today ? today : input.fromOn;
  if (input.toOn < fromOn || input.toOn > addDays(fromOn, 29)) refuse('waitingNotNow', { field: 'toOn' });
  const days = daysBetween(fromOn, input.toOn) + 1;
  const plan = await planDays(tx, { outlet, vehicle, operations: await operationsOf(tx, vehicle, input.operations), fromOn, days });
  const answered = answers(plan, today);
  const free = answered.find((day) => day.answer.slots.length > 0);
  if (free !== undefined) refuse('slotsAreFree', { field: 'fromOn', onDay: free.onDay });
  if (!answered.some((day) => day.answer.refused !== null && worthWaiting.has(day.answer.refused.code))) refuse('nothingToWaitFor', { why: answered[0]?.answer.refused?.code });
  const joined = (await insertWaiting(tx, { ...vehicle, vehicleId: vehicle.id, caseId: input.caseId ?? null, outletId: outlet.id, operations: [...input.operations], fromOn, toOn: input.toOn })) ?? refuse('alreadyWaiting', { field: 'outletId' });
  tellOfWaiting(tx, joined, 'appointments.joinWaiting');
  return first(await shown(tx, [joined]));
}

export async function myWaiting(tx: Tx) {
  return { waiting: tx.actor.kind === 'owner' ? await shown(tx, await waitingOfOwner(tx, tx.actor.id)) : [] };
}

export async function outletWaiting(tx: Tx, input: Input<typeof api.outletWaiting>) {
  const outlet = await findOutlet(tx, input.outletId);
  if (!outlet.brandIds.some((brandId) => holds(tx.actor, lookers, { brandId, outletId: outlet.id }))) refuse('outletNotFound', { id: input.outletId });
  const mine = (await lineAt(tx, outlet.id)).filter((one) => holds(tx.actor, lookers, one));
  const owners = await ownersById(tx, mine.map((one) => one.ownerId));
  const listed = await shown(tx, mine);
  return { waiting: await Promise.all(listed.map(async (one) => ({ ...one, ownerName: owners.get(one.ownerId)?.name ?? '', plateNo: (await vehicleByIdOrVin(tx, one.vehicleId))?.plateNo ?? null }))) };
}

/** The place for an edit: an owner's own, or of a desk of its brand and place. */
async function placeToEdit(tx: Tx, id: string, version: number): Promise<Waiting> {
  const one = await lockWaiting(tx, id);
  const mine = one !== undefined && (tx.actor.kind === 'owner' ? one.ownerId === tx.actor.id : holds(tx.actor, ['agent', 'adviser', 'serviceManager'], one));
  if (one === undefined || !mine) return refuse('waitingNotFound', { id });
  if (one.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'waiting', id, version) });
  return one;
}

/** (W6) */
export async function takeOffer(tx: Tx, input: Input<typeof api.takeOffer>) {
  const before = await placeToEdit(tx, input.waitingId, input.version);
  mustMoveOn(before, 'taken');
  if (before.offerStartsAt === null || before.offerUntil === null || before.offerUntil <= tx.now) return refuse('offerOver');
  await unreserve(tx, before.id);
  const booked = await bookAppointment(tx, {
    vehicleId: before.vehicleId, outletId: before.outletId, operations: before.operations, startsAt: before.offerStartsAt.toISOString(), ...(before.caseId === null ? {} : { caseId: before.caseId }),
  });
  const after = await saveWaiting(tx, { ...before, state: 'taken', appointmentId: booked.id });
  tellOfWaiting(tx, after, 'appointments.takeOffer', { state: before.state });
  return booked;
}

export async function leaveWaiting(tx: Tx, input: Input<typeof api.leaveWaiting>) {
  const before = await placeToEdit(tx, input.waitingId, input.version);
  mustMoveOn(before, 'left');
  const after = await saveWaiting(tx, { ...before, state: 'left' });
  if (before.offerStartsAt !== null) {
    await unreserve(tx, before.id);
    await offerFreed(tx, { outletId: before.outletId, startsAt: before.offerStartsAt });
  }
  tellOfWaiting(tx, after, 'appointments.leaveWaiting', { state: before.state });
  return { ok: true as const };
}
