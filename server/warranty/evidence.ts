// The evidence pack of a car: every visit with what was said, found, done and paid by whom, the days with their sums, what is
// due by which article and source, what people stated, who was told and when. E1 what was issued is kept whole and its hash
// is of exactly that; E2 an owner reads of earlier owners' visits only when they were and that they counted; E3 whoever
// holds the paper may check its code, and learns no more than the paper shows.
import { createHash } from 'node:crypto';
import { findBrand } from '#brands';
import { outletsById } from '#network';
import { actorId, actorName, holds } from '#platform/actor';
import type { Input, Static } from '#platform/contract';
import { factsOfFiles } from '#platform/files';
import { letterCode } from '#platform/ids';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import type { Vehicle } from '#vehicles';
import { doneLinesOf, findWorkOrder } from '#workorders';
import type { api } from './api.ts';
import { carFor } from './certificate.ts';
import type { EvidencePack } from './evidence-api.ts';
import { insertPack, packByCode, packsOf, type Issued } from './evidence-store.ts';
import { certificatesOf, dutiesOfCar, statementsOf } from './judgement-store.ts';
import { showGuarantees } from './show-guarantees.ts';
import { stateOf } from './statement.ts';

type Pack = Static<typeof EvidencePack>;
const asText = (at: Date | string): string => new Date(at).toISOString();
const maybeText = (at: Date | string | null): string | null => (at === null ? null : asText(at));

async function visitsOf(tx: Tx, vehicle: Vehicle, visits: Awaited<ReturnType<typeof showGuarantees>>['visits']): Promise<Pack['visits']> {
  const statements = await statementsOf(tx, [vehicle.vin]);
  const seen = visits.flatMap((one) => (one.workOrderId === null ? [] : [one.workOrderId]));
  const [lines, orders] = [Map.groupBy(await doneLinesOf(tx, seen), (line) => line.workOrderId), new Map(await Promise.all(seen.map(async (id) => [id, await findWorkOrder(tx, id).catch(() => undefined)] as const)))];
  const files = new Map((await factsOfFiles(tx, statements.flatMap((one) => one.fileIds))).map(({ id, mediaType, sha256 }) => [id, { mediaType, sha256 }]));
  const outlets = await outletsById(tx, [...orders.values()].flatMap((order) => (order === undefined ? [] : [order.outletId])));
  return visits.map((one) => {
    const order = one.workOrderId === null ? undefined : orders.get(one.workOrderId);
    const outlet = outlets.get(order?.outletId ?? '');
    const own = order === undefined ? [] : statements.filter((statement) => statement.workOrderId === order.id);
    return {
      number: one.number, outletName: outlet?.name ?? '', outletNameEn: outlet?.nameEn ?? '', checkedInAt: asText(one.checkedInAt), finishedAt: maybeText(one.finishedAt), handedBackAt: maybeText(order?.handedBackAt ?? null), odometerKm: one.odometerKm, counts: one.counts, provisional: one.provisional, hidden: order === undefined,
      statement: order?.checkIn.statement ?? '', diagnosis: order?.diagnosis === null || order === undefined ? null : { complaint: order.diagnosis.complaint, cause: order.diagnosis.cause, correction: order.diagnosis.correction },
      lines: order === undefined ? [] : (lines.get(order.id) ?? []).map(({ kind, code, name, nameEn, quantity, totalFen, ownerFen, payType }) => ({ kind, code, name, nameEn, quantity, totalFen, ownerFen, payType })),
      stated: own.map((statement) => ({ kind: statement.kind, state: stateOf(statement), body: statement.body, words: statement.words, byName: statement.byName, at: asText(statement.at), secondName: statement.secondName, files: statement.fileIds.flatMap((id) => files.get(id) ?? []) })),
    };
  });
}

async function packOf(tx: Tx, vehicle: Vehicle): Promise<Pack> {
  const guarantees = await showGuarantees(tx, { vehicleId: vehicle.id });
  const brand = await findBrand(tx, vehicle.brandId);
  const certificate = (await certificatesOf(tx, [vehicle.vin])).get(vehicle.vin);
  const isOwner = tx.actor.kind === 'owner';
  const duties = (await dutiesOfCar(tx, vehicle.vin)).filter((one) => !isOwner || one.ownerId === actorId(tx.actor));
  return {
    at: asText(tx.now), vin: vehicle.vin, plateNo: vehicle.plateNo, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn, brandName: brand.name, brandNameEn: brand.nameEn, deliveredOn: vehicle.deliveredOn, usageNature: vehicle.usageNature, standing: guarantees.standing, startOn: guarantees.startOn, odometerKm: guarantees.odometerKm, certificateNumber: certificate?.number ?? null,
    periods: guarantees.periods.map(({ kind, firstOn, lastOn, mostKm, open, article, validFrom, source }) => ({ kind, firstOn, lastOn, mostKm, open, article, validFrom, source })),
    counters: guarantees.counters.map(({ steps: _steps, step: _step, ...one }) => one), due: guarantees.due.map(({ sum, key: _key, ...one }) => ({ ...one, value: sum.value, most: sum.most })),
    visits: await visitsOf(tx, vehicle, guarantees.visits), told: guarantees.told.map((one) => ({ counter: one.counter, key: one.key, value: one.value, most: one.most, due: one.due, at: asText(one.at), to: one.toldTo.map((to) => to.name ?? to.desk ?? '') })),
    mobility: duties.map((one) => ({ number: one.number, fromAt: asText(one.fromAt), holderName: one.holderName, metHow: one.metHow, amountFen: one.amountFen, words: one.words, metAt: maybeText(one.metAt) })),
  };
}

/** The same text for the same pack, however the database keeps its fields. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value).filter(([, inner]) => inner !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
const hashOf = (pack: unknown): string => createHash('sha256').update(canonical(pack)).digest('hex');

/** An owner sees what they issued themselves. */
const issuedTo = (tx: Tx, issued: readonly Issued[]): Issued[] => issued.filter((one) => tx.actor.kind !== 'owner' || one.issuedBy === actorName(tx.actor));
const shown = ({ code, hash, issuedAt, issuedBy }: Issued): { code: string; hash: string; issuedAt: Date; issuedBy: string } => ({ code, hash, issuedAt, issuedBy });

export async function showEvidencePack(tx: Tx, input: Input<typeof api.showEvidencePack>) {
  const vehicle = await carFor(tx, input.vehicleId);
  const earlier = issuedTo(tx, await packsOf(tx, vehicle.vin));
  if (input.code === undefined) return { pack: await packOf(tx, vehicle), issued: null, earlier: earlier.map(shown) };
  const kept = await packByCode(tx, input.code);
  if (kept === undefined || !earlier.some((one) => one.code === kept.code)) return refuse('evidenceNotFound');
  return { pack: kept.body, issued: shown(kept), earlier: earlier.map(shown) };
}

/** (E1) */
export async function issueEvidencePack(tx: Tx, input: Input<typeof api.issueEvidencePack>) {
  const vehicle = await carFor(tx, input.vehicleId);
  if (tx.actor.kind === 'staff' && !holds(tx.actor, ['adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor'], { brandId: vehicle.brandId })) refuse('notAllowed');
  const pack = await packOf(tx, vehicle);
  const issued = { code: letterCode(12), brandId: vehicle.brandId, vin: vehicle.vin, vehicleId: vehicle.id, hash: hashOf(pack), issuedBy: actorName(tx.actor), issuedAt: tx.now };
  await insertPack(tx, { ...issued, body: JSON.stringify(pack) });
  tx.record({ action: 'warranty.issueEvidence', subject: 'vehicles', subjectId: vehicle.id, brandId: vehicle.brandId, after: { code: issued.code, hash: issued.hash } });
  tx.announce({ topic: 'warranty', id: vehicle.id, brandId: vehicle.brandId, ownerId: vehicle.ownerId });
  return shown(issued);
}

/** (E3) */
export async function verifyEvidence(tx: Tx, input: Input<typeof api.verifyEvidence>) {
  const kept = await acrossWalls(tx, 'whoever holds the paper may check it', () => packByCode(tx, input.code));
  if (kept === undefined) return refuse('evidenceNotFound');
  const { body, code, hash, issuedAt } = kept;
  return {
    code, hash, issuedAt, brandName: body.brandName, brandNameEn: body.brandNameEn, vinEnd: kept.vin.slice(-6), visits: body.visits.filter((one) => one.counts).length, days: body.counters.find((one) => one.kind === 'totalRepairDays')?.value ?? null,
    due: [...new Set(body.due.map((one) => one.rule))].toSorted(), intact: hashOf(body) === hash,
  };
}
