// The certificate of the three guarantees (art. 9): what the sale was and what the maker promised; from it the first day of
// the periods and the fee for use. F1 no coefficient above the rule of the day of the sale is registered.
import { findBrand, findModel } from '#brands';
import { actorId, actorName, holds, type Role } from '#platform/actor';
import type { Input } from '#platform/contract';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { latestState } from '#telemetry';
import { vehicleByIdOrVin, type Vehicle } from '#vehicles';
import { visitsOfCars } from '#workorders';
import type { api } from './api.ts';
import { certificatesOf, writeCertificate } from './judgement-store.ts';
import { purchaseTaxBackFen, usageFee } from './money.ts';
import { ruleBook } from './store.ts';

export type Certificate = {
  vin: string; brandId: string; number: string; invoicedOn: string; priceFen: number; coefficientPpm: number; sellerName: string; sellerAddress: string; sellerPhone: string; makerName: string; makerAddress: string; makerPhone: string;
  producedOn: string | null; taxPaidFen: number | null; taxPaidOn: string | null; replacedOn: string | null; replacesVin: string | null; at: Date; version: number;
};
const readers: readonly Role[] = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];

/** The car, for its owner and the staff of its brand; refuses alike when there is none. */
export async function carFor(tx: Tx, id: string): Promise<Vehicle> {
  const vehicle = await vehicleByIdOrVin(tx, id);
  if (vehicle === undefined || (tx.actor.kind !== 'owner' && !holds(tx.actor, readers, { brandId: vehicle.brandId }))) return refuse('vehicleNotFound', { id });
  return vehicle;
}

async function shown(tx: Tx, vehicle: Vehicle) {
  const certificate = (await certificatesOf(tx, [vehicle.vin])).get(vehicle.vin);
  if (certificate === undefined) return { certificate: null };
  const [brand, model] = [await findBrand(tx, vehicle.brandId), await findModel(tx, vehicle.modelId)];
  return {
    certificate: {
      ...certificate, brandName: brand.name, brandNameEn: brand.nameEn, hotline: brand.hotline, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn, deliveredOn: vehicle.deliveredOn,
      threeGuaranteesMinSohPct: model.threeGuaranteesMinSohPct ?? null, repairWarrantyMinSohPct: model.repairWarrantyMinSohPct ?? null,
    },
  };
}
export const showCertificate = async (tx: Tx, input: Input<typeof api.showCertificate>) => shown(tx, await carFor(tx, input.vehicleId));

export async function registerCertificate(tx: Tx, input: Input<typeof api.registerCertificate>) {
  const vehicle = await carFor(tx, input.vehicleId);
  if (!holds(tx.actor, ['adviser', 'warrantyOfficer', 'serviceManager', 'administrator'], { brandId: vehicle.brandId })) refuse('notAllowed');
  const fee = usageFee(await ruleBook(tx), input.invoicedOn, { priceFen: input.priceFen, odometerKm: 0, coefficientPpm: input.coefficientPpm });
  if (fee === 'coefficientTooHigh') refuse('coefficientTooHigh', { field: 'coefficientPpm' }); // (F1)
  const before = (await certificatesOf(tx, [vehicle.vin])).get(vehicle.vin);
  if ((before?.version ?? 0) !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'certificates', vehicle.id, input.version) });
  const { vehicleId: _id, producedOn = null, taxPaidFen = null, taxPaidOn = null, replacedOn = null, replacesVin = null, ...fields } = input;
  const written = await writeCertificate(tx, { ...fields, producedOn, taxPaidFen, taxPaidOn, replacedOn, replacesVin, vin: vehicle.vin, brandId: vehicle.brandId }, { id: actorId(tx.actor) ?? '', name: actorName(tx.actor) });
  if (written === undefined) return refuse('staleEdit', { changes: await changesSince(tx, 'certificates', vehicle.id, input.version) });
  tx.record({ action: 'warranty.registerCertificate', subject: 'certificates', subjectId: vehicle.id, brandId: vehicle.brandId, version: written.version, before, after: written });
  tx.announce({ topic: 'warranty', id: vehicle.id, brandId: vehicle.brandId, ownerId: vehicle.ownerId });
  return shown(tx, vehicle);
}

export async function showReturnSum(tx: Tx, input: Input<typeof api.showReturnSum>) {
  const vehicle = await carFor(tx, input.vehicleId);
  const certificate = (await certificatesOf(tx, [vehicle.vin])).get(vehicle.vin) ?? refuse('certificateNotFound');
  const lastVisit = (await visitsOfCars(tx, [vehicle.vin])).at(-1)?.odometerKm ?? 0;
  const odometerKm = input.odometerKm ?? Math.round((await latestState(tx, vehicle.vin))?.odometerKm ?? lastVisit);
  const { priceFen, coefficientPpm, taxPaidFen, taxPaidOn } = certificate;
  const book = await ruleBook(tx);
  const fee = usageFee(book, certificate.invoicedOn, { priceFen, odometerKm, coefficientPpm });
  if (typeof fee === 'string') return refuse('certificateNotFound');
  return { priceFen, odometerKm, coefficientPpm, feeFen: fee.feeFen, article: fee.article, taxBackFen: taxPaidFen === null || taxPaidOn === null ? null : purchaseTaxBackFen(book, taxPaidFen, taxPaidOn, beijingDay(tx.now)) };
}
