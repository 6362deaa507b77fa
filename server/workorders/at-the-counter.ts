// At the counter: taking a car in, promising a time, saying what it waits for, giving it back.
// C1 an odometer that jumps back or far ahead needs a second look, coming and going; C2 a promise lies within sixty days,
// a new one comes with its reason and before the old one passes; C3 a car leaves when it is paid for, or a manager says why not;
// C4 who is not the owner says by what authority; C5 the shelf loses the parts that went into the car, and no others; C6 what a
// car came with is signed for, or it is said why nobody could (a tow at night).
import { appointmentArrived, appointmentDone, findAppointment, openAppointmentOf } from '#appointments';
import { apartUntil } from '#batteries';
import { caseById, findCase } from '#cases';
import { findOutlet } from '#network';
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { ownUploads } from '#platform/files';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { heldByWork, releaseParts, takeParts, waitNoLonger } from '#parts';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import { latestState } from '#telemetry';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import { carSays, comebacksOf } from './arrival.ts';
import { mustBeCoded, uncoded } from './coding.ts';
import type { Comeback } from './comeback.ts';
import { isQuietNow, ownerHearsAt } from './promise.ts';
import { orderToEdit, pageOf, tellOf } from './show-work-orders.ts';
import { endangeredPromises, insertOrder, isCheckedIn, linesOf, lockOutsOf, lockWorkOrder, missedPromises, openOrderOf, rulesOn, saveOrder, untoldPromises } from './store.ts';
import { about, carCheckedIn, carHandedBack, mustMove, promiseAtRisk, promiseLate, promiseMoved, promisePassed, workHeld } from './work-order.ts';

const counter = ['adviser', 'serviceManager'] as const;
const farthestPromiseDays = 60;

async function visitOf(tx: Tx, input: Input<typeof api.checkIn>): Promise<{ caseId: string; outletId: string; appointmentId: string | null }> {
  if (input.appointmentId !== undefined) {
    const appointment = await findAppointment(tx, input.appointmentId);
    if (!['booked', 'arrived', 'noShow'].includes(appointment.state)) refuse('checkedInAlready', { field: 'appointmentId' });
    if ((await openOrderOf(tx, appointment.id)) !== undefined) refuse('checkedInAlready', { field: 'appointmentId' });
    return { caseId: appointment.caseId, outletId: appointment.outletId, appointmentId: appointment.id };
  }
  if (input.caseId === undefined || input.outletId === undefined) return refuse('caseNotFound', { field: 'caseId' });
  const booked = await openAppointmentOf(tx, input.caseId); // who is taken in by the case came to the appointment, and did not miss it
  const kept = booked?.outletId === input.outletId && ['booked', 'arrived'].includes(booked.state);
  return { caseId: input.caseId, outletId: input.outletId, appointmentId: kept ? booked.id : null };
}

/** The promised time, when it is one that can be meant. (C2) */
function promiseOf(tx: Tx, words: string): Date {
  const promisedAt = new Date(words);
  if (promisedAt <= tx.now) refuse('promiseInPast', { field: 'promisedAt' });
  if (promisedAt.getTime() > tx.now.getTime() + farthestPromiseDays * 86_400_000) refuse('promiseTooFar', { field: 'promisedAt', days: farthestPromiseDays });
  return promisedAt;
}

/** (C1) */
async function lookAtOdometer(tx: Tx, vin: string, typedKm: number, confirmed: boolean): Promise<void> {
  const known = (await latestState(tx, vin))?.odometerKm ?? null;
  if (known !== null && !confirmed && (typedKm < known - 1 || typedKm > known + 3_000)) refuse('odometerNeedsConfirming', { field: 'odometerKm', knownKm: Math.round(known) });
}

/** The visit this one is a comeback of, as the counter says, when it can be one. */
async function linkedComeback(tx: Tx, input: Input<typeof api.checkIn>, car: { vin: string; brandId: string; trouble: string }): Promise<Comeback | null> {
  if (input.comebackOf === undefined) return null;
  const found = (await comebacksOf(tx, { ...car, odometerKm: input.odometerKm })).find((one) => one.workOrderId === input.comebackOf);
  if (found === undefined) return refuse('notAComeback', { field: 'comebackOf' });
  const { sameSystem: _same, ...comeback } = found;
  return comeback;
}

export async function checkIn(tx: Tx, input: Input<typeof api.checkIn>) {
  const visit = await visitOf(tx, input);
  // who sees the appointment sees its case, also before the case has heard of the visit
  const theCase = input.appointmentId === undefined ? await findCase(tx, visit.caseId) : ((await caseById(tx, visit.caseId)) ?? refuse('caseNotFound', { id: visit.caseId }));
  const outlet = await findOutlet(tx, visit.outletId);
  if (!outlet.brandIds.includes(theCase.brandId) || !holds(tx.actor, [...counter], { brandId: theCase.brandId, outletId: outlet.id })) refuse('notAllowed');
  if (theCase.stage === 'closed') refuse('workNotNow', { state: 'closed' });
  if (await isCheckedIn(tx, theCase.vin)) refuse('checkedInAlready', { field: input.appointmentId === undefined ? 'caseId' : 'appointmentId' });
  const until = await apartUntil(tx, theCase.vin);
  if (until !== undefined) refuse('carInQuarantine', { until: until.toISOString() });
  const promisedAt = promiseOf(tx, input.promisedAt);
  await lookAtOdometer(tx, theCase.vin, input.odometerKm, input.confirmOdometer === true);
  const fileIds = [...input.photos.map((photo) => photo.fileId), ...(input.signatureFileId === undefined ? [] : [input.signatureFileId])];
  if ((await ownUploads(tx, fileIds)).length !== fileIds.length) refuse('fileNotYours', { field: 'photos' });
  if (input.signerRole === 'authorised' && input.authorisation === undefined) refuse('authorisationNeeded', { field: 'authorisation' }); // (C4)
  if (input.signatureFileId === undefined && input.unsignedWhy === undefined) refuse('signatureNeeded', { field: 'signature' }); // (C6)
  const vehicle = await vehicleByIdOrVin(tx, theCase.vin);
  const comeback = await linkedComeback(tx, input, theCase);
  const order = await insertOrder(tx, {
    id: newId(), number: await nextNumber(tx, 'W'), brandId: theCase.brandId, ownerId: theCase.ownerId, vehicleId: vehicle?.id ?? theCase.vehicleId, vin: theCase.vin, caseId: theCase.id, outletId: outlet.id,
    appointmentId: visit.appointmentId, bookId: (await findBook(tx, theCase.brandId)).id, tier: outlet.tier, promisedAt, promises: [{ promisedAt: promisedAt.toISOString(), at: tx.now.toISOString(), reason: null }], checkedInBy: actorName(tx.actor), modelId: vehicle?.modelId ?? '', comeback,
    checkIn: { odometerKm: input.odometerKm, socPct: input.socPct, keys: input.keys, itemsLeft: input.itemsLeft, warningLamps: [...input.warningLamps], statement: input.statement, signerName: input.signerName, signatureFileId: input.signatureFileId ?? null, photos: [...input.photos],
      signerRole: input.signerRole ?? 'owner', ...(input.signatureFileId === undefined && input.unsignedWhy !== undefined ? { unsignedWhy: input.unsignedWhy } : {}), ...(input.authorisation === undefined ? {} : { authorisation: input.authorisation }), keyKinds: [...(input.keyKinds ?? [])], dashcamOff: input.dashcamOff === true, car: await carSays(tx, theCase.vin) },
  });
  if (visit.appointmentId !== null) await appointmentArrived(tx, visit.appointmentId);
  if (visit.appointmentId !== null) await heldByWork(tx, visit.appointmentId, order.number);
  tx.tell(carCheckedIn({ ...about(order), appointmentId: order.appointmentId }));
  tellOf(tx, order, 'workorders.checkIn', { after: { odometerKm: input.odometerKm, socPct: input.socPct, promisedAt, comeback }, ...(input.notComebackWhy === undefined ? {} : { why: input.notComebackWhy }) });
  return pageOf(tx, order);
}

/** (C2) */
export async function movePromise(tx: Tx, input: Input<typeof api.movePromise>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...counter]);
  if (['handedBack', 'cancelled'].includes(order.state)) refuse('workNotNow', { state: order.state });
  const promisedAt = promiseOf(tx, input.promisedAt);
  const saved = await saveOrder(tx, { ...order, promisedAt, promiseWarnedAt: null, promiseMissedAt: null, ownerToldLateAt: null, promises: [...order.promises, { promisedAt: promisedAt.toISOString(), at: tx.now.toISOString(), reason: input.reason }] });
  tx.tell(promiseMoved({ ...about(saved), promiseId: `${saved.id}.${saved.promises.length}`, promisedAt: promisedAt.toISOString(), fromAt: order.promisedAt.toISOString(), reason: input.reason }));
  tellOf(tx, saved, 'workorders.movePromise', { before: { promisedAt: order.promisedAt }, after: { promisedAt }, why: input.reason });
  return pageOf(tx, saved);
}

export async function holdWork(tx: Tx, input: Input<typeof api.holdWork>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...counter, 'technician']);
  if (['handedBack', 'cancelled', 'ready'].includes(order.state)) refuse('workNotNow', { state: order.state });
  const saved = await saveOrder(tx, { ...order, holdReason: input.reason });
  if (input.reason !== null && input.reason !== order.holdReason) tx.tell(workHeld({ ...about(saved), reason: input.reason }));
  tellOf(tx, saved, 'workorders.hold', { before: { holdReason: order.holdReason }, after: { holdReason: input.reason } });
  return pageOf(tx, saved);
}

/** (C1, C3) */
export async function handBack(tx: Tx, input: Input<typeof api.handBack>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...counter]);
  mustMove(order, 'handedBack');
  if (order.state !== 'ready') refuse('workNotNow', { state: order.state });
  if (!order.settled && (input.unpaidReason === undefined || !holds(tx.actor, ['serviceManager'], order))) refuse('notPaid', { field: 'unpaidReason' });
  if ((await lockOutsOf(tx, order.id)).some((one) => one.releasedAt === null)) refuse('lockOutOpen');
  if (input.odometerKm < order.checkIn.odometerKm && input.confirmOdometer !== true) refuse('odometerWentBack', { field: 'odometerKm', knownKm: order.checkIn.odometerKm });
  if (input.toRole === 'authorised' && input.authorisation === undefined) refuse('authorisationNeeded', { field: 'authorisation' }); // (C4)
  const done = (await linesOf(tx, [order.id])).filter((line) => line.done);
  await mustBeCoded(tx, order, done); // (D1)
  const saved = await saveOrder(tx, { ...order, state: 'handedBack', handedBackAt: tx.now, handedBack: { toName: input.toName, odometerKm: input.odometerKm, socPct: input.socPct, unpaidReason: input.unpaidReason ?? null, oldParts: input.oldParts ?? null, toRole: input.toRole ?? 'owner', authorisation: input.authorisation ?? null } });
  await takeParts(tx, order.outletId, order.brandId, done.filter((line) => line.kind === 'part'), order.number); // (C5)
  await releaseParts(tx, 'workOrder', order.id);
  await waitNoLonger(tx, order.id);
  if (order.appointmentId !== null) await appointmentDone(tx, order.appointmentId, done.map((line) => line.code));
  tx.tell(carHandedBack(about(saved)));
  tellOf(tx, saved, 'workorders.handBack', { after: saved.handedBack, ...(input.unpaidReason === undefined ? {} : { why: input.unpaidReason }) });
  return pageOf(tx, saved);
}

/** A reaction: the owner's part is paid, or there was none. */
export async function settleWorkOrder(tx: Tx, body: { workOrderId: string }): Promise<void> {
  const order = await lockWorkOrder(tx, body.workOrderId);
  if (order === undefined || order.settled) return;
  const saved = await saveOrder(tx, { ...order, settled: true });
  tellOf(tx, saved, 'workorders.settle', { after: { settled: true } });
  if (saved.checkIn.homeVisitId === undefined || saved.state !== 'ready') return;
  // worked on at the owner's place: the car never left them; what is still to be coded is handed back by people
  if ((await uncoded(tx, saved, (await linesOf(tx, [saved.id])).filter((line) => line.done))) !== undefined) return;
  await handBack(tx, { workOrderId: saved.id, version: saved.version, toName: saved.checkIn.signerName, odometerKm: saved.checkIn.odometerKm, socPct: saved.checkIn.socPct });
}

/** A round: half an hour before a promise runs out the desk is warned; a quarter before the owner hears, in the evening when that
 * would be at night; one that passed unkept is marked, once each. (C2) */
export async function watchPromises(tx: Tx): Promise<void> {
  for (const order of await endangeredPromises(tx, new Date(tx.now.getTime() + 30 * 60_000))) {
    await saveOrder(tx, { ...order, promiseWarnedAt: tx.now });
    tx.tell(promiseAtRisk({ ...about(order), promisedAt: order.promisedAt.toISOString() }));
  }
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const quiet = { fromMinute: rules.get('quietFromMinute') ?? 0, untilMinute: rules.get('quietUntilMinute') ?? 0 };
  for (const order of await untoldPromises(tx, new Date(tx.now.getTime() + 86_400_000))) {
    if (isQuietNow(tx.now, quiet) || ownerHearsAt(order.promisedAt, rules.get('tellOwnerBeforeMinutes') ?? 15, quiet) > tx.now) continue;
    tx.tell(promiseLate({ ...about(order), promisedAt: order.promisedAt.toISOString() }));
    tellOf(tx, await saveOrder(tx, { ...order, ownerToldLateAt: tx.now }), 'workorders.tellOwnerLate', { after: { promisedAt: order.promisedAt } });
  }
  for (const order of await missedPromises(tx)) {
    tx.tell(promisePassed({ ...about(order), promisedAt: order.promisedAt.toISOString() }));
    tellOf(tx, await saveOrder(tx, { ...order, promiseMissedAt: tx.now }), 'workorders.missPromise', { after: { promisedAt: order.promisedAt } });
  }
}
