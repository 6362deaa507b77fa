// Work at the owner's door goes through an order like any other: what was asked for at the price of the day, who worked and how long,
// the parts, the invoice. H1 one order for a visit, however often it is told; H2 what the owner asked for was shown with its price then,
// so it is approved; anything more is an estimate like any other; H3 what the rules of the workshop do not allow (papers, guardian,
// measurements) is not done silently: the order waits at the point where a person must look.
import { caseById } from '#cases';
import { findOutlet } from '#network';
import { nameOf } from '#people';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { Refusal } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import { vehicleByIdOrVin } from '#vehicles';
import { latestState } from '#telemetry';
import { carSays } from './arrival.ts';
import { answered, saveEstimate } from './estimate.ts';
import { finishWork, startWork } from './in-the-shop.ts';
import { tellOf } from './show-work-orders.ts';
import { insertOrder, isCheckedIn, linesOf, lockOrderOfVisit, lockWorkOrder, replaceLines, saveOrder, spellsOf, stopSpells, visitsOfCars } from './store.ts';
import { about, carCheckedIn, type WorkOrder } from './work-order.ts';

export type HomeVisit = {
  id: string; number: string; caseId: string; vin: string; outletId: string; operations: readonly string[]; technicianId: string; technicianName: string; words: string | null;
  /** As the technician read it; else what the car said last. */
  odometerKm: number | null; socPct: number | null; untilAt: Date;
};

async function mileageOf(tx: Tx, visit: HomeVisit): Promise<{ odometerKm: number; socPct: number }> {
  const said = await latestState(tx, visit.vin);
  const before = (await visitsOfCars(tx, [visit.vin])).reduce((most, one) => Math.max(most, one.odometerKm), 0);
  return { odometerKm: visit.odometerKm ?? Math.round(said?.odometerKm ?? before), socPct: visit.socPct ?? Math.round(said?.socPct ?? 0) };
}

/** (H2) */
async function approve(tx: Tx, order: WorkOrder, visit: HomeVisit): Promise<WorkOrder> {
  await saveEstimate(tx, { workOrderId: order.id, version: order.version, operations: [...visit.operations], parts: [], payers: [] });
  const lines = await linesOf(tx, [order.id]);
  await replaceLines(tx, order, lines.map((line) => ({ ...line, answer: 'sent' as const })));
  const quoted = await saveOrder(tx, { ...((await lockWorkOrder(tx, order.id)) as WorkOrder), state: 'quoted' });
  return answered(tx, quoted, lines.map((line) => ({ lineId: line.id, answer: 'approved' as const })), { channel: 'app', words: `预约上门时确认 ${visit.number}`, fileId: null });
}

/** Runs a step of the workshop; what its rules refuse leaves the order as it is, for a person. (H3) */
async function asFarAsAllowed(tx: Tx, order: WorkOrder, step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tellOf(tx, order, 'workorders.homeWaits', { why: error.code });
  }
}

/** Opens the order of a visit that begins; the one it has when it is told again; none where the car has another order. (H1) */
export async function openAtHome(tx: Tx, visit: HomeVisit): Promise<void> {
  if ((await lockOrderOfVisit(tx, visit.id)) !== undefined || (await isCheckedIn(tx, visit.vin))) return;
  const [theCase, vehicle] = [await caseById(tx, visit.caseId), await vehicleByIdOrVin(tx, visit.vin)];
  if (theCase === undefined || vehicle === undefined || theCase.stage === 'closed') return;
  const outlet = await findOutlet(tx, visit.outletId);
  const ownerName = await nameOf(tx, theCase.ownerId);
  const promisedAt = visit.untilAt > tx.now ? visit.untilAt : new Date(tx.now.getTime() + 30 * 60_000);
  const order = await insertOrder(tx, {
    id: newId(), number: await nextNumber(tx, 'W'), brandId: theCase.brandId, ownerId: theCase.ownerId, vehicleId: vehicle.id, vin: vehicle.vin, caseId: theCase.id, outletId: outlet.id, appointmentId: null, bookId: (await findBook(tx, theCase.brandId)).id, tier: outlet.tier,
    promisedAt, promises: [{ promisedAt: promisedAt.toISOString(), at: tx.now.toISOString(), reason: null }], checkedInBy: visit.technicianName, modelId: vehicle.modelId, comeback: null,
    checkIn: {
      ...(await mileageOf(tx, visit)), keys: 0, itemsLeft: '', warningLamps: [], statement: visit.words ?? '上门服务', signerName: ownerName, signatureFileId: null, photos: [], signerRole: 'owner', unsignedWhy: '上门服务：在车主处施工', homeVisitId: visit.id, car: await carSays(tx, vehicle.vin),
    },
  });
  tx.tell(carCheckedIn({ ...about(order), appointmentId: null }));
  tellOf(tx, order, 'workorders.openAtHome', { after: { visit: visit.number, operations: visit.operations } });
  const approved = await approve(tx, order, visit);
  await asFarAsAllowed(tx, approved, () => startWork(tx, { workOrderId: order.id, version: approved.version, technicianId: visit.technicianId }));
}

/** The visit is done. Answers the number of its order and the parts it asked for, nothing where it has none. */
export async function finishAtHome(tx: Tx, visitId: string, note: string): Promise<{ number: string; fitted: { code: string; quantity: number }[] } | undefined> {
  const order = await lockOrderOfVisit(tx, visitId);
  if (order === undefined) return undefined;
  if (order.state === 'inProgress') {
    await stopSpells(tx, order.id, null, 'finished', note);
    await asFarAsAllowed(tx, order, () => finishWork(tx, { workOrderId: order.id, version: order.version, note }));
  }
  return { number: order.number, fitted: (await linesOf(tx, [order.id])).filter((line) => line.kind === 'part' && line.answer === 'approved').map(({ code, quantity }) => ({ code, quantity })) };
}

/** The visit could not be done: nobody works on it any more; the order goes on in the workshop or is called off there. */
export async function leaveAtHome(tx: Tx, visitId: string, note: string): Promise<void> {
  const order = await lockOrderOfVisit(tx, visitId);
  if (order === undefined || (await spellsOf(tx, order.id)).every((one) => one.stoppedAt !== null)) return;
  await stopSpells(tx, order.id, null, 'otherJob', note);
  tellOf(tx, order, 'workorders.leaveAtHome', { why: note });
}
