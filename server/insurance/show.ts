// Insured accidents as their readers see them; looking one up is asking permission.
import { outletsById } from '#network';
import { holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { readKeptFile } from '#platform/files';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { insuredLines } from '#workorders';
import { approvedFen, linesToAsk, type Accident } from './accident.ts';
import type { api } from './api.ts';
import { accidentById, accidentsOfOwner, listed, lockAccident } from './store.ts';

const readers: readonly Role[] = ['agent', 'adviser', 'technician', 'cashier', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];
const maySee = (tx: Tx, one: Accident): boolean => (tx.actor.kind === 'owner' ? one.ownerId === tx.actor.id : holds(tx.actor, readers, one));

export async function findAccident(tx: Tx, id: string): Promise<Accident> {
  const one = await accidentById(tx, id);
  return one !== undefined && maySee(tx, one) ? one : refuse('accidentNotFound', { id });
}
/** The accident for an edit by one of the roles, kept from others until the transaction ends. */
export async function accidentToEdit(tx: Tx, input: { insuranceId: string; version: number }, roles: readonly Role[]): Promise<Accident> {
  const one = await lockAccident(tx, input.insuranceId);
  if (one === undefined || !maySee(tx, one)) return refuse('accidentNotFound', { id: input.insuranceId });
  if (!holds(tx.actor, roles, one)) refuse('notAllowed');
  if (one.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'insurance', one.id, input.version) });
  return one;
}
export function tellOf(tx: Tx, one: Accident, action: `insurance.${string}`, more: { before?: unknown; after?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'insurance', subjectId: one.id, brandId: one.brandId, version: one.version, after: { state: one.state }, ...more });
  tx.announce({ topic: 'insurance', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
}

async function shown(tx: Tx, list: readonly Accident[]) {
  const [outlets, vehicles] = [await outletsById(tx, list.map((one) => one.outletId)), await vehiclesByVin(tx, list.map((one) => one.vin))];
  return list.map((one) => ({ ...one, outletName: outlets.get(one.outletId)?.name ?? '', outletNameEn: outlets.get(one.outletId)?.nameEn ?? '', plateNo: vehicles.get(one.vin)?.plateNo ?? null, approvedFen: approvedFen(one.assessments) }));
}
export async function pageOf(tx: Tx, one: Accident) {
  const [accident] = await shown(tx, [one]);
  if (accident === undefined) return refuse('accidentNotFound', { id: one.id });
  const toAsk = linesToAsk(await insuredLines(tx, one.workOrderId), one.assessments);
  return { accident, toAskFen: toAsk.reduce((sum, line) => sum + line.totalFen, 0), toAsk: toAsk.length };
}

export const showAccident = async (tx: Tx, input: Input<typeof api.showAccident>) => pageOf(tx, await findAccident(tx, input.insuranceId));
export async function listAccidents(tx: Tx, input: Input<typeof api.listAccidents>) {
  const accidents = await shown(tx, await listed(tx, placesOf(tx.actor, readers), { ...input, limit: input.limit ?? 100 }));
  return { accidents, openFen: accidents.filter((one) => one.state === 'billed').reduce((sum, one) => sum + (one.billedFen ?? 0), 0) };
}
export const myAccidents = async (tx: Tx, input: Input<typeof api.myAccidents>) => ({ accidents: tx.actor.kind === 'owner' ? await shown(tx, await accidentsOfOwner(tx, tx.actor.id, input.caseId)) : [] });
export async function accidentFile(tx: Tx, input: Input<typeof api.accidentFile>) {
  const one = await findAccident(tx, input.insuranceId);
  return one.survey?.fileIds.includes(input.fileId) === true ? readKeptFile(tx, input.fileId) : refuse('notFound');
}
