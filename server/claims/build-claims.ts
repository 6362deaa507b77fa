// Claims are built from a finished work order: one for each payer of the maker's side, with a copy of every line it pays and
// the parts that were taken out, which are kept from that moment. B1 a fen that the maker pays is claimed once: an order has
// one claim on a payer; B2 amounts come from the order and are nobody's to type.
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { holds } from '#platform/actor';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle } from '#vehicles';
import { doneLinesOf, findWorkOrder, type Line, type WorkOrder } from '#workorders';
import { claimers, claimPayTypes, type api } from './api.ts';
import { aboutClaim, claimDrafted, sumOf, type Claim, type ClaimLine } from './claim.ts';
import { rowsOf, tellOf } from './show-claims.ts';
import { insertClaim, insertPart, makerOf } from './store.ts';

/** The maker's part of a line of the order, in fen; of goodwill, the share it bears. */
export function claimableFen(line: Pick<Line, 'totalFen' | 'ownerFen' | 'makerFen' | 'payType'>): number {
  if (line.payType === 'goodwill') return line.makerFen;
  return claimPayTypes.includes(line.payType as Claim['payType']) ? line.totalFen - line.ownerFen : 0;
}

const copied = (line: Line, claimedFen: number): ClaimLine => ({
  lineId: line.id, kind: line.kind, code: line.code, name: line.name, nameEn: line.nameEn, quantity: line.quantity, unitFen: line.unitFen, totalFen: line.totalFen, ownerFen: line.ownerFen, claimedFen, safety: line.safety, hv: line.hv, acceptedFen: null, reason: null, words: null,
});

async function build(tx: Tx, order: WorkOrder): Promise<Claim[]> {
  const lines = await doneLinesOf(tx, [order.id]);
  const [vehicle, maker] = [await findVehicle(tx, order.vin), await makerOf(tx, order.brandId)];
  const built: Claim[] = [];
  for (const payType of claimPayTypes) {
    const own = lines.filter((line) => line.payType === payType && claimableFen(line) > 0).map((line) => copied(line, claimableFen(line)));
    if (own.length === 0) continue;
    const claim = await insertClaim(tx, {
      id: newId(), number: await nextNumber(tx, 'K'), brandId: order.brandId, outletId: order.outletId, workOrderId: order.id, orderNumber: order.number, caseId: order.caseId, vehicleId: order.vehicleId, vin: order.vin, plateNo: vehicle.plateNo, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn,
      kind: 'maker', payType, partnerId: maker?.id ?? null, partnerName: maker?.name ?? '', partnerNameEn: maker?.nameEn ?? '', parentId: null, odometerKm: order.checkIn.odometerKm, finishedOn: beijingDay(order.finishedAt ?? tx.now),
      complaint: order.diagnosis?.complaint ?? order.checkIn.statement, cause: order.diagnosis?.cause ?? '', correction: order.diagnosis?.correction ?? '', lines: own, claimedFen: sumOf(own),
    });
    if (claim === undefined) continue; // (B1)
    for (const line of own.filter((one) => one.kind === 'part')) {
      await insertPart(tx, { id: newId(), claimId: claim.id, brandId: claim.brandId, outletId: claim.outletId, lineId: line.lineId, code: line.code, name: line.name, nameEn: line.nameEn, quantity: line.quantity, steps: [{ step: 'kept', at: tx.now.toISOString(), byName: '', words: '', waybill: null, fileIds: [] }] });
    }
    tx.tell(claimDrafted(aboutClaim(claim)));
    tellOf(tx, claim, 'claims.build');
    built.push(claim);
  }
  return built;
}
const isFinished = (order: WorkOrder): boolean => order.finishedAt !== null && ['ready', 'handedBack'].includes(order.state);

/** What follows from finished work: drafts of its claims. */
export async function draftClaims(tx: Tx, body: { workOrderId: string }): Promise<void> {
  const order = await findWorkOrder(tx, body.workOrderId);
  if (isFinished(order)) await build(tx, order);
}

export async function buildClaims(tx: Tx, input: Input<typeof api.buildClaims>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  if (!holds(tx.actor, claimers, order)) refuse('notAllowed');
  const built = isFinished(order) ? await build(tx, order) : [];
  if (built.length === 0) refuse('nothingToClaim');
  return { claims: await rowsOf(tx, built) };
}
