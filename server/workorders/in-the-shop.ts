// In the shop: diagnosis, working with the right papers, lock-out, finishing, inspection by somebody else.
// P1 high voltage is worked on by a certified person with a second one beside, after the absence of voltage is recorded;
// P2 who continues another's work has that one's note; P3 nobody inspects work of their own; P4 nothing unapproved is done;
// P5 an operation that asks for a paper is worked on by somebody who has it; P6 a lock is taken off by whoever put it on; another
// certified person, or the manager, says why; P7 nothing is finished while a part ordered for it is missing; P8 who stands by at one
// car stands by at no other and works on none; P9 what a phone sends later counts from when it was done.
import { isCertified, mayWorkHv, missingFor, techniciansOf, type Technician } from '#network';
import { actorId, actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBookById } from '#prices';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { finishCampaigns } from './arrival.ts';
import { mustBeCoded } from './coding.ts';
import { leaveCar, mustBeMeasured, mustHaveAccepted } from './hand-over.ts';
import { missingOf } from './parts-wait.ts';
import { orderedOf } from './parts-store.ts';
import { orderToEdit, pageOf, safeVolts, tellOf } from './show-work-orders.ts';
import { insertLockOut, insertSpell, lastStopOf, linesOf, lockOutsOf, occupiedNow, releaseLockOuts, replaceLines, saveOrder, spellsOf, stopSpells } from './store.ts';
import { about, inspectionFailed, inspectionPassed, mustMove, workStarted, type WorkOrder } from './work-order.ts';
import { whenDone } from './when-done.ts';

const shop = ['technician', 'serviceManager'] as const;

export async function recordDiagnosis(tx: Tx, input: Input<typeof api.recordDiagnosis>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, ['adviser', ...shop]);
  if (!['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'].includes(order.state)) refuse('workNotNow', { state: order.state });
  const saved = await saveOrder(tx, { ...order, state: order.state === 'checkedIn' ? 'diagnosed' : order.state, diagnosis: { complaint: input.complaint, cause: input.cause, correction: input.correction, byName: actorName(tx.actor), ...(input.faultCodes === undefined ? {} : { faultCodes: input.faultCodes.map((code) => code.toUpperCase()) }), ...(input.spentCentihours === undefined ? {} : { spentCentihours: input.spentCentihours }) } });
  tellOf(tx, saved, 'workorders.diagnose', { before: order.diagnosis, after: saved.diagnosis });
  return pageOf(tx, saved);
}

const colleagues = (tx: Tx, order: WorkOrder): Promise<Technician[]> => acrossWalls(tx, 'technicians of a shared outlet', () => techniciansOf(tx, order.outletId));

/** Who stands by at one car stands by at no other and works on none. (P8) */
async function mustBeFree(tx: Tx, order: WorkOrder, guardian: Technician): Promise<void> {
  const busy = await acrossWalls(tx, 'people of an outlet are shared between its brands', () => occupiedNow(tx, [guardian.staffId]));
  if (busy.some((one) => one.workOrderId !== order.id || one.works)) refuse('guardianElsewhere', { field: 'guardianId', name: guardian.name });
}
const guardsNow = async (tx: Tx, staffIds: readonly string[]) => (await acrossWalls(tx, 'people of an outlet are shared between its brands', () => occupiedNow(tx, staffIds))).filter((one) => !one.works);

export async function startWork(tx: Tx, input: Input<typeof api.startWork>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...shop]);
  mustMove(order, 'inProgress');
  if (order.awaySince !== null) refuse('carIsAway');
  const lines = (await linesOf(tx, [order.id])).filter((line) => line.answer === 'approved' && !line.done);
  if (lines.length === 0) refuse('workNotNow', { state: order.state }); // (P4)
  const people = await colleagues(tx, order);
  const technicianId = input.technicianId ?? actorId(tx.actor) ?? '';
  if (input.technicianId !== undefined && input.technicianId !== actorId(tx.actor) && !holds(tx.actor, ['serviceManager'], order)) refuse('notAllowed');
  const technician = people.find((one) => one.staffId === technicianId) ?? refuse('technicianNotCertified', { field: 'technicianId' });
  const today = beijingDay(tx.now);
  const hv = lines.some((line) => line.hv);
  const { content: book } = await findBookById(tx, order.bookId);
  const { modelId } = await findVehicle(tx, order.vin);
  for (const operation of book.operations.filter((one) => lines.some((line) => line.kind === 'labour' && line.code === one.code))) {
    const gap = missingFor(technician, operation, today, { brandId: order.brandId, modelId });
    if (gap !== undefined) refuse('technicianNotCertified', { field: 'technicianId', certificate: gap.kind }); // (P5)
  }
  const guardian = people.find((one) => one.staffId === input.guardianId);
  if (hv) { // (P1)
    if (!mayWorkHv(technician, today, order.brandId, { modelId })) refuse('technicianNotCertified', { field: 'technicianId', certificate: 'makerHv' });
    if (guardian === undefined || guardian.staffId === technicianId || !mayWorkHv(guardian, today, order.brandId, { modelId })) refuse('guardianNeeded', { field: 'guardianId' });
    await mustBeFree(tx, order, guardian); // (P8)
    if (!(await lockOutsOf(tx, order.id)).some((one) => one.releasedAt === null)) refuse('lockOutNeeded');
  }
  if ((await guardsNow(tx, [technicianId])).some((one) => one.workOrderId !== order.id)) refuse('workingElsewhere', { field: 'technicianId' }); // (P8)
  const last = (await spellsOf(tx, order.id)).filter((one) => one.stoppedAt !== null).at(-1);
  if (last !== undefined && last.technicianId !== technicianId && last.note === null) refuse('handOverNoteNeeded', { name: last.technicianName }); // (P2)
  await mustHaveAccepted(tx, order, technician);
  const startedAt = whenDone(tx, input.doneAt, order.checkedInAt, input.doneAt === undefined ? null : await acrossWalls(tx, 'a technician works for several brands', () => lastStopOf(tx, technicianId)));
  const begun = await insertSpell(tx, order, { startedAt, id: newId(), technicianId, technicianName: technician.name, guardianId: guardian?.staffId ?? null, guardianName: guardian?.name ?? null, hv });
  if (!begun) refuse('workingElsewhere', { field: 'technicianId' });
  const saved = await saveOrder(tx, { ...order, state: 'inProgress', holdReason: null });
  if (order.state !== 'inProgress') tx.tell(workStarted(about(saved)));
  tellOf(tx, saved, 'workorders.start', { after: { ...(input.doneAt === undefined ? {} : { doneAt: input.doneAt }), technician: technician.name, guardian: guardian?.name ?? null, hv } });
  return pageOf(tx, saved);
}

export async function stopWork(tx: Tx, input: Input<typeof api.stopWork>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...shop]);
  if ((input.reason === 'handOver' || input.reason === 'otherJob') && input.note === undefined) refuse('handOverNoteNeeded', { field: 'note' });
  if (input.reason === 'handOver' && input.carState === undefined) refuse('carStateNeeded', { field: 'carState' });
  const mine = holds(tx.actor, ['serviceManager'], order) ? null : actorId(tx.actor);
  const running = (await spellsOf(tx, order.id)).filter((one) => one.stoppedAt === null && (mine === null || one.technicianId === mine));
  if ((await stopSpells(tx, order.id, mine, input.reason, input.note ?? null, whenDone(tx, input.doneAt, order.checkedInAt))) === 0) refuse('nobodyWorks');
  const [leaver] = running;
  if (input.reason === 'handOver' && input.carState !== undefined && leaver !== undefined) await leaveCar(tx, order, { id: leaver.technicianId, name: leaver.technicianName }, input.carState, input.note ?? '');
  const saved = await saveOrder(tx, { ...order, holdReason: input.reason === 'waitingPart' ? 'waitingPart' : order.holdReason });
  tellOf(tx, saved, 'workorders.stop', { after: { ...(input.doneAt === undefined ? {} : { doneAt: input.doneAt }), reason: input.reason, note: input.note ?? null, carState: input.carState ?? null } });
  return pageOf(tx, saved);
}

/** (P1) */
export async function recordLockOut(tx: Tx, input: Input<typeof api.recordLockOut>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...shop]);
  if (!['approved', 'inProgress'].includes(order.state)) refuse('workNotNow', { state: order.state });
  if (order.awaySince !== null) refuse('carIsAway');
  const today = beijingDay(tx.now);
  const people = await colleagues(tx, order);
  const me = people.find((one) => one.staffId === actorId(tx.actor));
  const { modelId } = await findVehicle(tx, order.vin);
  if (me === undefined || !mayWorkHv(me, today, order.brandId, { modelId })) refuse('technicianNotCertified', { certificate: 'lvElectrician' });
  const guardian = people.find((one) => one.staffId === input.guardianId);
  if (guardian === undefined || guardian.staffId === me.staffId || !mayWorkHv(guardian, today, order.brandId, { modelId })) return refuse('guardianNeeded', { field: 'guardianId' });
  await mustBeFree(tx, order, guardian);
  const safeV = await safeVolts(tx);
  if (input.measuredV >= safeV) refuse('voltageTooHigh', { field: 'measuredV', safeV });
  await insertLockOut(tx, order, { id: newId(), measuredV: input.measuredV, meter: input.meter, byId: me.staffId, byName: me.name, guardianId: guardian.staffId, guardianName: guardian.name });
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.lockOut', { after: { measuredV: input.measuredV, meter: input.meter, guardian: guardian.name } });
  return pageOf(tx, saved);
}

export async function releaseLockOut(tx: Tx, input: Input<typeof api.releaseLockOut>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...shop]);
  if ((await spellsOf(tx, order.id)).some((one) => one.hv && one.stoppedAt === null)) refuse('stillWorking');
  const open = (await lockOutsOf(tx, order.id)).filter((one) => one.releasedAt === null);
  const anothers = open.some((one) => one.byId !== actorId(tx.actor));
  const me = (await colleagues(tx, order)).find((one) => one.staffId === actorId(tx.actor));
  if (anothers && !holds(tx.actor, ['serviceManager'], order) && (me === undefined || !mayWorkHv(me, beijingDay(tx.now), order.brandId, { modelId: (await findVehicle(tx, order.vin)).modelId }))) refuse('technicianNotCertified', { certificate: 'lvElectrician' });
  if (anothers && input.why === undefined) refuse('reasonNeeded', { field: 'why' }); // (P6)
  if ((await releaseLockOuts(tx, order.id, actorId(tx.actor) ?? '', actorName(tx.actor), { why: input.why ?? null, insulationMohm: input.insulationMohm ?? null })) === 0) refuse('lockOutNeeded');
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.releaseLockOut', { after: { insulationMohm: input.insulationMohm ?? null }, ...(input.why === undefined ? {} : { why: input.why }) });
  return pageOf(tx, saved);
}

/** The work is done and found good. */
async function passed(tx: Tx, order: WorkOrder): Promise<void> {
  await finishCampaigns(tx, order);
  tx.tell(inspectionPassed(about(order)));
}

export async function finishWork(tx: Tx, input: Input<typeof api.finishWork>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...shop]);
  if (order.state !== 'inProgress') refuse('workNotNow', { state: order.state });
  const spells = await spellsOf(tx, order.id);
  if (spells.some((one) => one.stoppedAt === null && one.technicianId !== actorId(tx.actor))) refuse('stillWorking');
  await stopSpells(tx, order.id, null, 'finished', input.note, whenDone(tx, input.doneAt, order.checkedInAt));
  if ((await lockOutsOf(tx, order.id)).some((one) => one.releasedAt === null)) refuse('lockOutOpen');
  const lines = await linesOf(tx, [order.id]);
  if (lines.some((line) => ['draft', 'sent', 'asked'].includes(line.answer))) refuse('workNotNow', { state: 'quoted' });
  const todo = lines.filter((line) => line.answer === 'approved' && !line.done);
  if (todo.some((line) => line.hv) && !spells.some((one) => one.hv)) refuse('lockOutNeeded'); // (P1)
  const missing = missingOf(await orderedOf(tx, [order.id])).find((one) => todo.some((line) => line.code === one.code));
  if (missing !== undefined) refuse('partsNotHere', { name: missing.name }); // (P7)
  await mustBeMeasured(tx, order, todo);
  await mustBeCoded(tx, order, lines.filter((line) => line.answer === 'approved')); // (D1)
  await replaceLines(tx, order, lines.map((line) => (line.answer === 'approved' ? { ...line, done: true } : line)));
  const looksAgain = spells.some((one) => one.hv) || lines.some((line) => line.answer === 'approved' && (line.safety || line.hv));
  const saved = await saveOrder(tx, { ...order, state: looksAgain ? 'inspection' : 'ready', finishedAt: looksAgain ? null : tx.now, holdReason: null });
  if (!looksAgain) await passed(tx, saved);
  tellOf(tx, saved, 'workorders.finish', { after: { state: saved.state, note: input.note } });
  return pageOf(tx, saved);
}

/** (P3) */
export async function inspect(tx: Tx, input: Input<typeof api.inspect>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, [...shop]);
  if (order.state !== 'inspection') refuse('workNotNow', { state: order.state });
  const me = actorId(tx.actor) ?? '';
  if ((await spellsOf(tx, order.id)).some((one) => one.technicianId === me)) refuse('ownWorkInspected');
  const inspector = (await colleagues(tx, order)).find((one) => one.staffId === me);
  if (!holds(tx.actor, ['serviceManager'], order) && (inspector === undefined || !isCertified(inspector, 'inspector', beijingDay(tx.now), order.brandId))) refuse('inspectorNeeded');
  const lines = await linesOf(tx, [order.id]);
  if (input.passed) await mustBeCoded(tx, order, lines.filter((line) => line.done)); // (D1)
  if (!input.passed) await replaceLines(tx, order, lines.map((line) => (line.safety || line.hv ? { ...line, done: false } : line)));
  const saved = await saveOrder(tx, { ...order, state: input.passed ? 'ready' : 'inProgress', finishedAt: input.passed ? tx.now : null, inspection: { passed: input.passed, byName: actorName(tx.actor), words: input.words, at: tx.now.toISOString() } });
  if (input.passed) await passed(tx, saved);
  else tx.tell(inspectionFailed({ ...about(saved), inspectionId: `${saved.id}.${saved.version}` }));
  tellOf(tx, saved, 'workorders.inspect', { after: saved.inspection });
  return pageOf(tx, saved);
}
