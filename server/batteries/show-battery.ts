// What staff read of batteries: the list of findings, a car's battery, its cells, one finding with its evidence.
// S1 cells over time are a car's history: staff see them inside an open look only; S2 findings carry what they need to be
// understood, so that a case can be read without one.
import { cellHistory, cellResistances, restore } from '@careloop/battery';
import { needLook } from '#looks';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle, maskVin, vehiclesByVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import type { Finding } from './finding.ts';
import { libraryVersion } from './frames.ts';
import { stretchesOfPack, within } from './pack-in-car.ts';
import { evidenceOf, findingById, findingDays, findingsFor, findingsOf, findingsOfThread, healthDays, isRebuilding, jobsOf, stateBody, stateHead, type StateHead } from './store.ts';

const carName = (vehicle: Vehicle | undefined, vin: string) => ({ vehicleId: vehicle?.id ?? vin, plateNo: vehicle?.plateNo ?? null, vinMasked: maskVin(vin), modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '' });

export async function batteryOverview(tx: Tx, input: Input<typeof api.batteryOverview>) {
  const limit = input.limit ?? 50;
  const found = await findingsFor(tx, { state: input.state ?? null, tier: input.tier ?? null, brandId: input.brandId ?? null, outcome: input.outcomeDue === true ? 'due' : null, after: input.after ?? null, limit: limit + 1 });
  const findings = found.slice(0, limit);
  const vehicles = await vehiclesByVin(tx, findings.map((one) => one.vin));
  const { outdated, whole } = await isRebuilding(tx, libraryVersion);
  return { findings: findings.map((one) => ({ ...one, ...carName(vehicles.get(one.vin), one.vin) })), next: found.length > limit ? (findings.at(-1)?.id ?? null) : null, followed: whole, outdated };
}

export const followedOf = (head: StateHead) => ({ firstAt: head.firstAt, lastAt: head.lastAt, frames: head.frames, libraryVersion: head.libraryVersion, outdated: head.libraryVersion !== libraryVersion, rebuiltAt: head.rebuiltAt });

/** Health day by day of the pack that is in the car. */
export async function daysOfPack(tx: Tx, vin: string) {
  const stretches = await stretchesOfPack(tx, vin);
  return (await healthDays(tx, vin)).filter((day) => within(stretches, new Date(`${day.onDay}T15:59:00Z`)));
}

export async function showBattery(tx: Tx, input: Input<typeof api.showBattery>) {
  const vehicle = await findVehicle(tx, input.vin);
  const head = await stateHead(tx, vehicle.vin);
  return {
    ...carName(vehicle, vehicle.vin), brandId: vehicle.brandId, modelId: vehicle.modelId, followed: head === undefined ? null : followedOf(head), health: head?.report ?? null,
    days: await daysOfPack(tx, vehicle.vin), findings: await findingsOf(tx, vehicle.vin), jobs: await jobsOf(tx, vehicle.brandId, beijingDay(tx.now)),
  };
}

const told = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) ? null : Math.round(value * 100) / 100);

/** (S1) */
export async function batteryCells(tx: Tx, input: Input<typeof api.batteryCells>) {
  const vehicle = await findVehicle(tx, input.vin);
  await needLook(tx, vehicle, 'history');
  const row = await stateBody(tx, vehicle.vin);
  if (row === undefined || row.libraryVersion !== libraryVersion) return refuse('batteryNotFound', { vin: vehicle.vin });
  const state = restore(row.body);
  const { rests, deviationsMv, baselinePct } = cellHistory(state);
  return {
    rests: rests.map((rest) => ({ at: new Date(rest.at), socPct: told(rest.socPct) ?? 0, tempC: told(rest.tempC) })), deviationsMv: deviationsMv.map((cells) => Array.from(cells, told)),
    baselinePct: baselinePct === undefined ? null : Array.from(baselinePct, told), resistanceMohm: Array.from(cellResistances(state).mohm, told),
  };
}

export const findFinding = async (tx: Tx, id: string): Promise<Finding> => (await findingById(tx, id)) ?? refuse('findingNotFound', { id });

export async function showFinding(tx: Tx, input: Input<typeof api.showFinding>) {
  const finding = await findFinding(tx, input.findingId);
  const vehicle = (await vehiclesByVin(tx, [finding.vin])).get(finding.vin);
  return {
    finding, ...carName(vehicle, finding.vin), series: finding.series, days: await findingDays(tx, finding.id), evidence: await evidenceOf(tx, finding.id),
    kin: (await findingsOfThread(tx, finding.thread)).filter((one) => one.id !== finding.id),
  };
}
