// Between shifts and at the bench: handing a car over in a stated condition, what tools measured, test drives, and how others
// fixed the same. H1 nobody goes on where another left off before they have accepted the car as it stands; H2 a tool out of
// calibration measures nothing, by the outlet's own register where it stands there; H3 the last measurement of each thing must lie within its limits before work is finished; H4 the
// case library shows what was found and done on the model, never whose car it was.
import { isCalibrated, toolsOf } from '#network';
import { actorId, actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBookById } from '#prices';
import type { api } from './api.ts';
import { findWorkOrder, orderToEdit, pageOf, tellOf } from './show-work-orders.ts';
import { saveOrder } from './store.ts';
import type { Line, WorkOrder } from './work-order.ts';
import { fixesOf, insertHandOver, insertToolRecord, openHandOver, toolRecordsOf, writeAccepted, writeTestDrive, type CarState } from './workshop-store.ts';

const shop = ['technician', 'serviceManager'] as const;

/** Who stops says in which state the car is left; a second hand-over replaces the open one. */
export async function leaveCar(tx: Tx, order: WorkOrder, from: { id: string; name: string }, state: CarState, note: string): Promise<void> {
  const open = await openHandOver(tx, order.id);
  if (open !== undefined) await writeAccepted(tx, open.id, { id: from.id, name: from.name, words: null });
  await insertHandOver(tx, order, { ...state, id: newId(), fromId: from.id, fromName: from.name, note });
}

/** (H1) Whoever left the car may go on without a word; anybody else has to accept first. */
export async function mustHaveAccepted(tx: Tx, order: WorkOrder, technician: { staffId: string; name: string }): Promise<void> {
  const open = await openHandOver(tx, order.id);
  if (open === undefined) return;
  if (open.fromId !== technician.staffId) refuse('handOverWaits', { name: open.fromName });
  await writeAccepted(tx, open.id, { id: technician.staffId, name: technician.name, words: null });
}

export async function acceptHandOver(tx: Tx, input: Input<typeof api.acceptHandOver>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, shop);
  const open = (await openHandOver(tx, order.id)) ?? refuse('noHandOver');
  const me = actorId(tx.actor) ?? '';
  if (open.fromId === me) refuse('handOverOwn');
  await writeAccepted(tx, open.id, { id: me, name: actorName(tx.actor), words: input.words ?? null });
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.acceptHandOver', { after: { from: open.fromName, by: actorName(tx.actor), words: input.words ?? null } });
  return pageOf(tx, saved);
}

const within = (value: number, low: number | null, high: number | null): boolean => (low === null || value >= low) && (high === null || value <= high);

/** (H2) */
export async function recordTool(tx: Tx, input: Input<typeof api.recordTool>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, shop);
  if (!['approved', 'inProgress', 'inspection'].includes(order.state)) refuse('workNotNow', { state: order.state });
  const today = beijingDay(tx.now);
  // of a tool of the outlet the house knows better than whoever types until when it is calibrated
  const own = (await toolsOf(tx, order.outletId)).find((one) => one.serialNo === input.toolNo.trim());
  const toolValidUntil = own?.calibrationDueOn ?? input.toolValidUntil;
  if (toolValidUntil < today || (own !== undefined && (!own.inUse || !isCalibrated(own, today)))) refuse('toolOutOfDate', { field: 'toolValidUntil', toolNo: input.toolNo });
  const [low, high] = [input.low ?? null, input.high ?? null];
  const record = { id: newId(), kind: input.kind, what: input.what.trim(), toolNo: input.toolNo.trim(), toolValidUntil, value: input.value, unit: input.unit.trim(), low, high, within: within(input.value, low, high), byId: actorId(tx.actor) ?? '', byName: actorName(tx.actor) };
  await insertToolRecord(tx, order, record);
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.recordTool', { after: record });
  return pageOf(tx, saved);
}

/** (H3) What was measured badly was measured again; operations that calibrate have their record. */
export async function mustBeMeasured(tx: Tx, order: WorkOrder, todo: readonly Line[]): Promise<void> {
  const records = await toolRecordsOf(tx, order.id);
  const last = new Map(records.map((record) => [`${record.kind} ${record.what}`, record]));
  for (const record of last.values()) if (!record.within) refuse('measuredOutside', { what: record.what, value: record.value, unit: record.unit });
  const { content: book } = await findBookById(tx, order.bookId);
  const calibrates = todo.find((line) => line.kind === 'labour' && book.operations.some((one) => one.code === line.code && one.certificate === 'calibration'));
  if (calibrates !== undefined && !records.some((record) => record.kind === 'calibration')) refuse('recordNeeded', { name: calibrates.name });
}

export async function recordTestDrive(tx: Tx, input: Input<typeof api.recordTestDrive>) {
  const order = await orderToEdit(tx, input.workOrderId, input.version, shop);
  if (!['inProgress', 'inspection', 'ready'].includes(order.state)) refuse('workNotNow', { state: order.state });
  if (input.endKm < input.startKm || input.startKm < order.checkIn.odometerKm) refuse('odometerWentBack', { field: input.endKm < input.startKm ? 'endKm' : 'startKm', knownKm: input.endKm < input.startKm ? input.startKm : order.checkIn.odometerKm });
  const drive = { startKm: input.startKm, endKm: input.endKm, words: input.words, good: input.good, byName: actorName(tx.actor), at: tx.now.toISOString() };
  await writeTestDrive(tx, order.id, drive);
  const saved = await saveOrder(tx, order);
  tellOf(tx, saved, 'workorders.testDrive', { after: drive });
  return pageOf(tx, saved);
}

/** (H4) */
export async function findFixes(tx: Tx, input: Input<typeof api.findFixes>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  if (!holds(tx.actor, ['adviser', 'technician', 'serviceManager', 'warrantyOfficer'], order)) refuse('notAllowed');
  const terms = (input.text ?? '').split(/[\s,，、]+/).filter((term) => term !== '').slice(0, 8);
  const codes = [...new Set([...(order.diagnosis?.faultCodes ?? []), ...terms.map((term) => term.toUpperCase())])];
  return { fixes: await fixesOf(tx, order, codes, terms) };
}
