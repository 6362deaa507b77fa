// What an owner reads of their battery, and which job answers what was found.
// M1 an owner sees what was found in their own time with the car, and nothing of another's.
import { kinds } from '@careloop/battery';
import { actorId, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBrand } from '#brands';
import { findBook, operationsFor } from '#prices';
import { ownerHistory, vehicleByIdOrVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { rank, type Finding } from './finding.ts';
import { daysOfPack } from './show-battery.ts';
import { stateHead, jobsOf, ownersFindings, openFindings, writeJob } from './store.ts';

/** The trouble that a finding is called in the language of cases and price books. */
export const troubleOfRule: Readonly<Record<string, string>> = {
  insulation: 'insulation', cooling: 'batteryHot', runaway: 'batteryHot', auxBattery: 'twelveVolt',
};

/** The operations that answer a finding: what the brand set for its rule, else what the book has for its trouble. */
export async function operationsForFinding(tx: Tx, vehicle: Pick<Vehicle, 'brandId' | 'modelId'>, finding: Pick<Finding, 'rule'>): Promise<string[]> {
  const { content } = await findBook(tx, vehicle.brandId);
  const fits = operationsFor(content, { modelId: vehicle.modelId });
  const set = (await jobsOf(tx, vehicle.brandId, beijingDay(tx.now))).find((job) => job.rule === finding.rule)?.operations.filter((code) => fits.some((one) => one.code === code)) ?? [];
  return set.length > 0 ? set : operationsFor(content, { modelId: vehicle.modelId, trouble: troubleOfRule[finding.rule] ?? 'batteryCells' }).slice(0, 1).map((one) => one.code);
}

/** The most urgent open finding that calls for a visit. */
export const callingFinding = (findings: readonly Finding[]): Finding | undefined =>
  findings.filter((one) => one.state === 'open' && one.outcome === null && rank[one.worstTier] >= rank.visit).sort((a, b) => rank[b.tier] - rank[a.tier] || b.score - a.score)[0];

/** The job that answers what is open on a car's battery; for whoever books the visit. */
export async function jobForCar(tx: Tx, vehicle: Vehicle): Promise<{ findingId: string; operations: string[] } | null> {
  const calling = callingFinding(await openFindings(tx, vehicle.vin));
  if (calling === undefined) return null;
  const operations = await operationsForFinding(tx, vehicle, calling);
  return operations.length === 0 ? null : { findingId: calling.id, operations };
}

export const myVehicle = async (tx: Tx, key: string): Promise<Vehicle> => {
  const vehicle = await vehicleByIdOrVin(tx, key);
  return vehicle === undefined || vehicle.ownerId !== actorId(tx.actor) ? refuse('vehicleNotFound', { id: key }) : vehicle;
};

/** (M1) */
export async function myBattery(tx: Tx, input: Input<typeof api.myBattery>) {
  const vehicle = await myVehicle(tx, input.vehicleId);
  const head = await stateHead(tx, vehicle.vin);
  const mineFrom = (await ownerHistory(tx, vehicle.vin)).find((stretch) => stretch.toOn === null)?.fromOn ?? '0000-01-01';
  const findings = await ownersFindings(tx, vehicle.vin, vehicle.ownerId);
  return {
    vin: vehicle.vin, followedSince: head?.firstAt ?? null, health: head?.report ?? null, days: (await daysOfPack(tx, vehicle.vin)).filter((day) => day.onDay >= mineFrom),
    findings: findings.filter((one) => one.worstTier !== 'info' || one.state === 'open'), job: await jobForCar(tx, vehicle),
  };
}

export async function setBatteryJob(tx: Tx, input: Input<typeof api.setBatteryJob>) {
  const brand = await findBrand(tx, input.brandId);
  if (!holds(tx.actor, ['serviceManager', 'administrator'], { brandId: brand.id })) refuse('notAllowed');
  if (!kinds.some((kind) => kind === input.rule)) refuse('badInput', { field: 'rule', reason: 'enum' });
  const { content } = await findBook(tx, brand.id);
  for (const code of input.operations) if (!content.operations.some((one) => one.code === code)) refuse('operationNotFound', { field: 'operations', code });
  const job = { brandId: brand.id, rule: input.rule, fromOn: beijingDay(tx.now), operations: [...input.operations], setBy: tx.actor.kind === 'staff' ? tx.actor.name : 'system', setAt: tx.now };
  await writeJob(tx, job);
  tx.record({ action: 'batteries.setJob', subject: 'batteryJobs', subjectId: `${brand.id}.${input.rule}`, brandId: brand.id, after: { operations: job.operations } });
  return job;
}
