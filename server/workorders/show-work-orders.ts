// Work orders as the shop and the owner see them; looking one up is asking permission.
import { outletsById } from '#network';
import { ownersById } from '#people';
import { holds, type Role } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { readKeptFile } from '#platform/files';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { mindedWhenFitted } from '#parts';
import { faultsOfCar } from '#telemetry';
import { vehicleByVin, vehiclesByVin } from '#vehicles';
import { answersOf } from './answer-store.ts';
import type { api } from './api.ts';
import { openCampaignsOf } from './campaign-store.ts';
import { declinedBefore, linesOf, listedOrders, lockOutsOf, lockWorkOrder, ordersOfOwner, rulesOn, spellsOf, workOrderById } from './store.ts';
import { latestInstructions, questionsOf } from './packet-store.ts';
import { partsWaits } from './parts-wait.ts';
import type { Line, WorkOrder } from './work-order.ts';
import { codingsOf, handOversOf, toolRecordsOf } from './workshop-store.ts';

export const lookers: readonly Role[] = ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];
export const maySee = (tx: Tx, one: WorkOrder): boolean => (tx.actor.kind === 'owner' ? one.ownerId === tx.actor.id : holds(tx.actor, lookers, one));

export async function findWorkOrder(tx: Tx, id: string): Promise<WorkOrder> {
  const one = await workOrderById(tx, id);
  return one !== undefined && maySee(tx, one) ? one : refuse('workOrderNotFound', { id });
}

/** The order for an edit by one of the roles, kept from others until the transaction ends. */
export async function orderToEdit(tx: Tx, id: string, version: number, roles: readonly Role[]): Promise<WorkOrder> {
  const one = await lockWorkOrder(tx, id);
  if (one === undefined || !maySee(tx, one)) return refuse('workOrderNotFound', { id });
  if (tx.actor.kind === 'staff' && !holds(tx.actor, roles, one)) refuse('notAllowed');
  if (version !== one.version) refuse('staleEdit', { changes: await changesSince(tx, 'workorders', id, version) });
  return one;
}

/** Chosen by somebody and not yet agreed to by somebody else. */
export const waitsForGoodwill = (line: Line): boolean => line.goodwillBy !== null && line.goodwillOkBy === null;
const shown = (line: Line) => ({ ...line, goodwillWaits: waitsForGoodwill(line) });
export const counts = (line: Line): boolean => line.answer !== 'declined';
export const totals = (lines: readonly Line[]) => ({ totalFen: lines.filter(counts).reduce((sum, line) => sum + line.totalFen, 0), ownerFen: lines.filter(counts).reduce((sum, line) => sum + line.ownerFen, 0) });

/** What the visit waits for right now, as a code; null when it goes on. */
function waitingFor(order: WorkOrder, lines: readonly Line[]): string | null {
  if (order.holdReason !== null) return order.holdReason;
  if (order.awaySince !== null) return 'carAtHome';
  if (order.state === 'checkedIn') return 'diagnosis';
  if (order.state === 'diagnosed') return 'estimate';
  if (lines.some((line) => line.answer === 'sent' || line.answer === 'asked')) return 'waitingOwner';
  if (order.state === 'inspection') return 'inspection';
  if (order.state === 'ready') return order.settled ? 'pickUp' : 'payment';
  return null;
}

async function rows(tx: Tx, list: readonly WorkOrder[]) {
  const vehicles = await vehiclesByVin(tx, list.map((one) => one.vin));
  const owners = await ownersById(tx, list.map((one) => one.ownerId));
  const outlets = await outletsById(tx, list.map((one) => one.outletId));
  const lines = Map.groupBy(await linesOf(tx, list.map((one) => one.id)), (line) => line.workOrderId);
  return list.map((one) => {
    const [vehicle, outlet, own] = [vehicles.get(one.vin), outlets.get(one.outletId), lines.get(one.id) ?? []];
    return {
      ...one, promises: one.promises.map((promise) => ({ ...promise })), plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '',
      ownerName: owners.get(one.ownerId)?.name ?? '', outletName: outlet?.name ?? '', outletNameEn: outlet?.nameEn ?? '', waitingFor: waitingFor(one, own), lines: own,
    };
  });
}

/** How the maker wants what is on this order done. */
const instructionsFor = (tx: Tx, order: WorkOrder, lines: readonly Line[]) => latestInstructions(tx, order.brandId, [...new Set(lines.filter((line) => line.kind === 'labour' && counts(line)).map((line) => line.code))]);

/** Below this, measured after power off, a high-voltage system counts as safe to touch. */
export const safeVolts = async (tx: Tx): Promise<number> => (await rulesOn(tx, beijingDay(tx.now))).get('hvSafeVolts') ?? 0;

/** The codes the car names while it is here, for those who work on it. */
async function carFaultsOf(tx: Tx, order: WorkOrder) {
  const vehicle = tx.actor.kind === 'owner' || ['handedBack', 'cancelled'].includes(order.state) ? undefined : await vehicleByVin(tx, order.vin);
  return vehicle === undefined || vehicle.ownerId !== order.ownerId ? [] : faultsOfCar(tx, vehicle);
}

export async function pageOf(tx: Tx, order: WorkOrder) {
  const [row] = await rows(tx, [order]);
  if (row === undefined) return refuse('workOrderNotFound', { id: order.id });
  const { lines, ...workOrder } = row;
  return {
    workOrder, checkIn: order.checkIn, diagnosis: order.diagnosis, lines: lines.map(shown), ...totals(lines), spells: await spellsOf(tx, order.id), lockOuts: await lockOutsOf(tx, order.id),
    handOvers: await handOversOf(tx, order.id), toolRecords: await toolRecordsOf(tx, order.id), codings: await codingsOf(tx, order.id), testDrives: order.testDrives,
    inspection: order.inspection, partsWait: (await partsWaits(tx, [order])).get(order.id) ?? null, answers: await answersOf(tx, order.id), adviceNotDone: await declinedBefore(tx, order.vin, order.id), campaigns: await openCampaignsOf(tx, order.vin),
    carFaults: await carFaultsOf(tx, order), instructions: await instructionsFor(tx, order, lines), questions: await questionsOf(tx, order.id), hvSafeV: await safeVolts(tx),
    fitting: await mindedWhenFitted(tx, order, lines.filter((line) => line.kind === 'part' && counts(line))),
  };
}

export const showWorkOrder = async (tx: Tx, input: Input<typeof api.showWorkOrder>) => pageOf(tx, await findWorkOrder(tx, input.workOrderId));
export const ordersNumbered = async (tx: Tx, number: string, limit: number) => rows(tx, await listedOrders(tx, placesOf(tx.actor, lookers), { number, limit }));
export async function listWorkOrders(tx: Tx, { after, ...input }: Input<typeof api.listWorkOrders>) {
  const limit = input.limit ?? 100;
  const [over, at, id] = after?.split('~') ?? [];
  const from = at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? {} : { after: { over: over === '1', at: new Date(at), id } };
  const list = await listedOrders(tx, placesOf(tx.actor, lookers), { ...input, ...from, limit: limit + 1 });
  const last = list.slice(0, limit).at(-1);
  return {
    workOrders: (await rows(tx, list.slice(0, limit))).map(({ lines: _lines, ...row }) => row),
    next: list.length > limit && last !== undefined ? `${['handedBack', 'cancelled'].includes(last.state) ? 1 : 0}~${last.checkedInAt.toISOString()}~${last.id}` : null,
  };
}

export async function myWorkOrders(tx: Tx, input: Input<typeof api.myWorkOrders>) {
  if (tx.actor.kind !== 'owner') return { workOrders: [] };
  const orders = await ordersOfOwner(tx, tx.actor.id, input.caseId);
  const waits = await partsWaits(tx, orders);
  return {
    workOrders: (await rows(tx, orders)).map((row) => {
      const lines = row.lines.filter((line) => line.answer !== 'draft');
      return { ...row, lines: lines.map(shown), ...totals(lines), diagnosis: row.diagnosis, blocker: row.waitingFor, partsWait: waits.get(row.id) ?? null };
    }),
  };
}

export async function workOrderFile(tx: Tx, input: Input<typeof api.workOrderFile>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  const { id, checkIn } = order;
  const lines = await linesOf(tx, [id]);
  const shop = tx.actor.kind === 'owner' ? [] : [...(await questionsOf(tx, id)).flatMap((one) => one.photos), ...(await instructionsFor(tx, order, lines)).flatMap((one) => one.steps.flatMap((step) => step.drawingFileId ?? []))];
  const kept = [...shop, checkIn.signatureFileId, ...checkIn.photos.map((photo) => photo.fileId), ...lines.flatMap((line) => line.photos), ...(await answersOf(tx, id)).flatMap((answer) => [answer.fileId, ...answer.photos])];
  if (!kept.includes(input.fileId)) refuse('notFound');
  return readKeptFile(tx, input.fileId);
}

export function tellOf(tx: Tx, order: WorkOrder, action: `workorders.${string}`, more: { before?: unknown; after?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'workorders', subjectId: order.id, brandId: order.brandId, version: order.version, after: { state: order.state }, ...more });
  tx.announce({ topic: 'workorders', id: order.id, brandId: order.brandId, ownerId: order.ownerId, outletId: order.outletId });
}
