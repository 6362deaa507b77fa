// Parts that a visit waits for. W1 only what the owner approved is ordered, and not more of it than the line says; W2 what came
// goes into a box that names the waiting order; W3 whether the car stays or goes home is the owner's word, and it leaves only in
// a state to be driven; W4 while it is home its promise waits, and it comes back at a time from the function that books every
// visit; W5 nothing is finished while a part of it is missing; W6 what the owner approved is kept for this work.
import { appointmentArrived, appointmentPaused, appointmentTimes, bookToResume, daysToResume, resumeGivenBack, resumeWaits, type Appointment } from '#appointments';
import { actorName } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { boxFilledByHand, heldForAppointment, keepForWork, waitForPart } from '#parts';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { insertOrdered, orderedOf, writeArrived, writeExpected, type OrderedPart } from './parts-store.ts';
import { findWorkOrder, orderToEdit, pageOf, tellOf } from './show-work-orders.ts';
import { linesOf, lockOutsOf, lockWorkOrder, saveOrder, spellsOf } from './store.ts';
import { about, carCameBack, carWentHome, partsAnswered, partsArrived, workHeld, type WorkOrder } from './work-order.ts';
import { isComplete, missingOf } from './parts-wait.ts';

const desk = ['adviser', 'serviceManager'] as const;
const partsDesk = ['partsPlanner', ...desk] as const;
const boxOf = (order: WorkOrder, one: OrderedPart) => ({ id: one.id, brandId: order.brandId, outletId: order.outletId, code: one.code, quantity: one.quantity, forId: order.id, label: `${order.number}-${one.box}` });
const openStates: readonly WorkOrder['state'][] = ['approved', 'inProgress'];

/** (W1) */
export async function orderParts(tx: Tx, input: Input<typeof api.orderParts>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, partsDesk);
  if (!openStates.includes(order.state)) refuse('workNotNow', { state: order.state });
  const [lines, before] = [await linesOf(tx, [order.id]), await orderedOf(tx, [order.id])];
  const today = beijingDay(tx.now);
  const asked = new Map<string, number>();
  for (const part of input.parts) {
    const own = lines.filter((line) => line.kind === 'part' && line.code === part.code && line.answer === 'approved' && !line.done);
    const [first] = own;
    if (first === undefined) return refuse('partNotOnOrder', { field: 'parts', code: part.code });
    const more = (asked.get(part.code) ?? 0) + part.quantity;
    asked.set(part.code, more);
    if (more + before.filter((one) => one.code === part.code).reduce((sum, one) => sum + one.quantity, 0) > own.reduce((sum, line) => sum + line.quantity, 0)) refuse('partNotOnOrder', { field: 'parts', code: part.code });
    if (part.expectedOn !== undefined && part.expectedOn < today) refuse('badInput', { field: 'expectedOn', reason: 'inPast' });
    const box = await insertOrdered(tx, order, { code: part.code, name: first.name, nameEn: first.nameEn, quantity: part.quantity, expectedOn: part.expectedOn ?? null, orderedBy: actorName(tx.actor) });
    await waitForPart(tx, { ...boxOf(order, box), vin: order.vin, safety: order.holdReason === 'safety', expectedOn: box.expectedOn });
  }
  await tellResume(tx, order, await orderedOf(tx, [order.id]));
  const saved = await saveOrder(tx, { ...order, holdReason: 'waitingPart' });
  if (order.holdReason !== 'waitingPart') tx.tell(workHeld({ ...about(saved), reason: 'waitingPart' }));
  await keepApproved(tx, { workOrderId: order.id });
  tellOf(tx, saved, 'workorders.orderParts', { after: { parts: input.parts } });
  return pageOf(tx, saved);
}

const waitsOf = (ordered: readonly OrderedPart[]) => missingOf(ordered).map((one) => ({ code: one.code, arrivesOn: one.expectedOn }));
/** The time at which the work goes on waits for what is missing now. */
async function tellResume(tx: Tx, order: WorkOrder, ordered: readonly OrderedPart[]): Promise<void> {
  for (const id of [order.resumeAppointmentId, order.appointmentId]) if (id !== null) await resumeWaits(tx, id, waitsOf(ordered));
}

/** (W2) What nobody waits for any more releases the work. */
export async function receiveOrderedParts(tx: Tx, input: Input<typeof api.receiveOrderedParts>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, partsDesk);
  if (!openStates.includes(order.state)) refuse('workNotNow', { state: order.state });
  const known = new Map((await orderedOf(tx, [order.id])).map((one) => [one.id, one]));
  for (const { orderedId, quantity } of input.came) {
    const one = known.get(orderedId) ?? refuse('partNotOnOrder', { field: 'came' });
    if (one.arrived + quantity > one.quantity) refuse('tooManyCame', { field: 'came', name: one.name, most: one.quantity - one.arrived });
    await writeArrived(tx, one.id, one.arrived + quantity);
    await boxFilledByHand(tx, { ...boxOf(order, one), quantity });
    known.set(orderedId, { ...one, arrived: one.arrived + quantity });
  }
  return pageOf(tx, await partsCame(tx, order, [...known.values()], newId(), input.came));
}

async function partsCame(tx: Tx, order: WorkOrder, all: readonly OrderedPart[], arrivalId: string, came: unknown): Promise<WorkOrder> {
  const complete = isComplete(all);
  await tellResume(tx, order, all);
  const saved = await saveOrder(tx, { ...order, holdReason: complete && order.holdReason === 'waitingPart' ? null : order.holdReason });
  tx.tell(partsArrived({ ...about(saved), arrivalId, came: all.filter((one) => one.arrived === one.quantity).length, of: all.length, complete, away: saved.awaySince !== null }));
  tellOf(tx, saved, 'workorders.receiveParts', { after: { came, complete } });
  return saved;
}

/** A reaction: the store filled boxes of this visit; what was heard before changes nothing. (W2) */
export async function boxesCame(tx: Tx, body: { forId: string; boxes: { id: string; served: number }[]; arrivalId: string }): Promise<void> {
  const order = await lockWorkOrder(tx, body.forId);
  if (order === undefined || !openStates.includes(order.state)) return;
  const known = new Map((await orderedOf(tx, [order.id])).map((one) => [one.id, one]));
  const news = body.boxes.filter(({ id, served }) => served > (known.get(id)?.arrived ?? served));
  for (const { id, served } of news) {
    const one = known.get(id) as OrderedPart;
    await writeArrived(tx, id, Math.min(served, one.quantity));
    known.set(id, { ...one, arrived: Math.min(served, one.quantity) });
  }
  if (news.length > 0) await partsCame(tx, order, [...known.values()], body.arrivalId, news);
}

/** A reaction: the store knows when boxes of this visit will be filled. */
export async function boxesDated(tx: Tx, body: { forId: string; boxes: { id: string; expectedOn: string }[] }): Promise<void> {
  const order = await lockWorkOrder(tx, body.forId);
  if (order === undefined) return;
  for (const { id, expectedOn } of body.boxes) await writeExpected(tx, order.id, id, expectedOn);
  tellOf(tx, await saveOrder(tx, order), 'workorders.expectParts', { after: { boxes: body.boxes } });
}

/** A reaction: what the owner approved is kept for this work as far as it is there or on order. (W6) */
export async function keepApproved(tx: Tx, body: { workOrderId: string }): Promise<void> {
  const order = await lockWorkOrder(tx, body.workOrderId);
  if (order === undefined || !openStates.includes(order.state)) return;
  const [lines, ordered] = [await linesOf(tx, [order.id]), await orderedOf(tx, [order.id])];
  const needs = new Map<string, number>();
  for (const line of lines) if (line.kind === 'part' && line.answer === 'approved' && !line.done) needs.set(line.code, (needs.get(line.code) ?? 0) + line.quantity);
  for (const one of ordered) needs.set(one.code, (needs.get(one.code) ?? 0) - one.quantity);
  const booked = order.appointmentId === null ? [] : await heldForAppointment(tx, order.appointmentId);
  for (const one of booked) needs.set(one.code, (needs.get(one.code) ?? 0) - one.quantity);
  await keepForWork(tx, order, [...needs].map(([code, quantity]) => ({ code, quantity })));
}

/** (W3) */
async function chosen(tx: Tx, order: WorkOrder, said: { choice: 'stays' | 'goesHome'; words?: string | undefined; channel: string }): Promise<WorkOrder> {
  if (!openStates.includes(order.state) || order.awaySince !== null || isComplete(await orderedOf(tx, [order.id]))) refuse('workNotNow', { state: order.state });
  const saved = await saveOrder(tx, { ...order, partsChoice: { choice: said.choice, words: said.words ?? null, channel: said.channel, byName: actorName(tx.actor), at: tx.now.toISOString() } });
  tx.tell(partsAnswered({ ...about(saved), choice: said.choice, at: tx.now.toISOString(), byOwner: tx.actor.kind === 'owner' }));
  tellOf(tx, saved, 'workorders.answerParts', { before: order.partsChoice, after: saved.partsChoice, ...(said.words === undefined ? {} : { why: said.words }) });
  return saved;
}
export async function answerPartsWait(tx: Tx, input: Input<typeof api.answerPartsWait>) {
  await chosen(tx, await orderToEdit(tx, input.workOrderId, input.version, []), { choice: input.choice, words: input.words, channel: 'app' });
  return { ok: true as const };
}
export const recordPartsAnswer = async (tx: Tx, input: Input<typeof api.recordPartsAnswer>) =>
  pageOf(tx, await chosen(tx, await orderToEdit(tx, input.workOrderId, input.version, desk), { choice: input.choice, words: input.words, channel: input.channel ?? 'counter' }));

/** (W3) The bay and the people of this visit are free meanwhile. */
export async function letCarHome(tx: Tx, input: Input<typeof api.letCarHome>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, desk);
  if (order.partsChoice?.choice !== 'goesHome' || order.awaySince !== null) refuse('ownerHasNotSaid');
  if ((await spellsOf(tx, order.id)).some((one) => one.stoppedAt === null)) refuse('stillWorking');
  if ((await lockOutsOf(tx, order.id)).some((one) => one.releasedAt === null)) refuse('lockOutOpen');
  if (order.holdReason === 'safety' || input.carState.energy === 'deEnergised' || input.carState.bolts === 'someLoose' || input.carState.drained === 'yes') refuse('notToBeDriven');
  if (input.odometerKm < order.checkIn.odometerKm) refuse('odometerWentBack', { field: 'odometerKm', knownKm: order.checkIn.odometerKm });
  const ordered = await orderedOf(tx, [order.id]);
  if (order.appointmentId !== null) await appointmentPaused(tx, order.appointmentId, ordered.map((one) => one.code), order.number);
  const saved = await saveOrder(tx, { ...order, awaySince: tx.now, aways: [...order.aways, { fromAt: tx.now.toISOString(), fromKm: input.odometerKm, fromSocPct: input.socPct, untilAt: null, untilKm: null, untilSocPct: null }] });
  tx.tell(carWentHome({ ...about(saved), at: tx.now.toISOString() }));
  tellOf(tx, saved, 'workorders.letHome', { after: { odometerKm: input.odometerKm, socPct: input.socPct, carState: input.carState } });
  return pageOf(tx, saved);
}

async function resumeOf(tx: Tx, order: WorkOrder, ordered: readonly OrderedPart[]) {
  if (ordered.length === 0 || !openStates.includes(order.state)) refuse('workNotNow', { state: order.state });
  const left = (await linesOf(tx, [order.id])).filter((line) => line.kind === 'labour' && line.answer === 'approved' && !line.done);
  return { caseId: order.caseId, vin: order.vin, outletId: order.outletId, codes: [...new Set(left.map((line) => line.code))], waitsFor: waitsOf(ordered) };
}
export async function findResumeSlots(tx: Tx, input: Input<typeof api.findResumeSlots>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  return daysToResume(tx, { ...(await resumeOf(tx, order, await orderedOf(tx, [order.id]))), days: input.days ?? 14 });
}

async function mayBook(tx: Tx, order: WorkOrder): Promise<void> {
  if (tx.actor.kind === 'owner' && (await findVehicle(tx, order.vin)).ownerId !== order.ownerId) refuse('workOrderNotFound', { id: order.id });
}

/** (W4) A car that stands here takes its time at once; one that is home is awaited. */
export async function bookResume(tx: Tx, input: Input<typeof api.bookResume>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, desk);
  await mayBook(tx, order);
  const resume = await resumeOf(tx, order, await orderedOf(tx, [order.id]));
  if (order.resumeAppointmentId !== null) await resumeGivenBack(tx, order.resumeAppointmentId, '改约 / another time');
  else if (order.appointmentId !== null) await appointmentPaused(tx, order.appointmentId, resume.waitsFor.map((one) => one.code), order.number);
  const booked: Appointment = await bookToResume(tx, { ...resume, startsAt: new Date(input.startsAt) });
  if (order.awaySince === null) await appointmentArrived(tx, booked.id);
  const promises = [...order.promises, { promisedAt: booked.endsAt.toISOString(), at: tx.now.toISOString(), reason: '备件到齐后续修 / work goes on when the parts are here' }];
  const saved = await saveOrder(tx, { ...order, ...(order.awaySince === null ? { appointmentId: booked.id } : { resumeAppointmentId: booked.id }), promisedAt: booked.endsAt, promises, promiseWarnedAt: null, promiseMissedAt: null, ownerToldLateAt: null });
  tellOf(tx, saved, 'workorders.bookResume', { before: { promisedAt: order.promisedAt }, after: { startsAt: booked.startsAt, promisedAt: booked.endsAt } });
  return (await appointmentTimes(tx, [booked.id])).get(booked.id) ?? refuse('workOrderNotFound', { id: order.id });
}

/** (W4) The work goes on when all is here; else it waits with the car. */
export async function takeCarBack(tx: Tx, input: Input<typeof api.takeCarBack>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, desk);
  const last = order.aways.at(-1);
  if (order.awaySince === null || last === undefined) return refuse('carIsHere');
  if (input.odometerKm < last.fromKm) refuse('odometerWentBack', { field: 'odometerKm', knownKm: last.fromKm });
  const resumed = order.resumeAppointmentId === null ? undefined : (await appointmentTimes(tx, [order.resumeAppointmentId])).get(order.resumeAppointmentId);
  const kept = resumed !== undefined && ['booked', 'arrived', 'noShow'].includes(resumed.state);
  if (kept) await appointmentArrived(tx, resumed.id);
  const complete = isComplete(await orderedOf(tx, [order.id]));
  const saved = await saveOrder(tx, {
    ...order, awaySince: null, appointmentId: kept ? resumed.id : order.appointmentId, resumeAppointmentId: null, partsChoice: null, holdReason: complete ? (order.holdReason === 'waitingPart' ? null : order.holdReason) : 'waitingPart',
    aways: [...order.aways.slice(0, -1), { ...last, untilAt: tx.now.toISOString(), untilKm: input.odometerKm, untilSocPct: input.socPct }],
  });
  tx.tell(carCameBack({ ...about(saved), at: tx.now.toISOString() }));
  tellOf(tx, saved, 'workorders.takeBack', { after: { odometerKm: input.odometerKm, socPct: input.socPct, complete } });
  return pageOf(tx, saved);
}
