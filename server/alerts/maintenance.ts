// Cars in a workshop: their alerts are kept and wake nobody, dangers to life excepted, from check-in to hand-back.
// M1 a visit begins and ends it by itself, however often it is told; M2 what still stands at the end is told then; M3 what
// a person began ends by its time at the latest.
import { actorName, holds } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { maskVin, vehicleByIdOrVin, vehiclesByVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { named } from './list-alerts.ts';
import {
  endMaintenanceRow, insertMaintenance, reopenMaintenance, maintenanceById, maintenanceFor, maintenanceOfVisit, maintenanceOverdue, releaseAlerts, takeOver, type Maintenance,
} from './maintenance-store.ts';
import { tellOutlasted } from './storms.ts';

const shop = ['adviser', 'technician', 'serviceManager', 'administrator'] as const;
const longestMs = 30 * 86_400_000;

const announceCar = (tx: Tx, one: Maintenance): void => tx.announce({ topic: 'alerts', id: one.id, brandId: one.brandId, ownerId: one.ownerId });

/** Reaction: a car was checked in. (M1) */
export async function carInWorkshop(tx: Tx, body: { workOrderId: string; vin: string; brandId: string; ownerId: string }): Promise<void> {
  if ((await maintenanceOfVisit(tx, body.workOrderId)) !== undefined) return void (await reopenMaintenance(tx, body.workOrderId));
  const one = (await takeOver(tx, body.vin, body.workOrderId)) ?? (await insertMaintenance(tx, { ...body, why: null, byName: actorName(tx.actor), untilAt: null }));
  if (one !== undefined) announceCar(tx, one);
}

/** Reaction: a car was handed back. (M1, M2) */
export async function carOutOfWorkshop(tx: Tx, body: { workOrderId: string }): Promise<void> {
  const one = await maintenanceOfVisit(tx, body.workOrderId);
  if (one !== undefined) await finish(tx, one);
}

async function finish(tx: Tx, one: Maintenance): Promise<void> {
  if ((await endMaintenanceRow(tx, one.id)) === undefined) return;
  await tellOutlasted(tx, await releaseAlerts(tx, one.vin));
  announceCar(tx, one);
}

/** Round: what a person began ends by its time. (M3) */
export async function endOverdueMaintenance(tx: Tx): Promise<void> {
  for (const one of await maintenanceOverdue(tx)) await finish(tx, one);
}

const shown = (one: Maintenance & { alerts: number }, vehicle: Vehicle | undefined) =>
  ({ ...one, ...named(vehicle), vinMasked: maskVin(one.vin), fromVisit: one.workOrderId !== null });

const shownDays = 7;

export async function listMaintenance(tx: Tx) {
  const found = await maintenanceFor(tx, new Date(tx.now.getTime() - shownDays * 86_400_000));
  const vehicles = await vehiclesByVin(tx, [...new Set(found.map((one) => one.vin))]);
  return { maintenance: found.map((one) => shown(one, vehicles.get(one.vin))) };
}

export async function beginMaintenance(tx: Tx, input: Input<typeof api.beginMaintenance>) {
  const vehicle = (await vehicleByIdOrVin(tx, input.vehicleId)) ?? refuse('vehicleNotFound', { id: input.vehicleId });
  if (!holds(tx.actor, shop, { brandId: vehicle.brandId })) refuse('notAllowed');
  const untilAt = new Date(input.untilAt);
  if (untilAt <= tx.now || untilAt.getTime() - tx.now.getTime() > longestMs) refuse('timesCannotBe', { field: 'untilAt' });
  const one = (await insertMaintenance(tx, { vin: vehicle.vin, brandId: vehicle.brandId, ownerId: vehicle.ownerId, workOrderId: null, why: input.why, byName: actorName(tx.actor), untilAt }))
    ?? refuse('inMaintenanceAlready', { field: 'vehicleId' });
  tx.record({ action: 'alerts.beginMaintenance', subject: 'maintenance', subjectId: one.id, brandId: one.brandId, after: { untilAt }, why: input.why });
  announceCar(tx, one);
  return shown({ ...one, alerts: 0 }, vehicle);
}

export async function endMaintenance(tx: Tx, input: Input<typeof api.endMaintenance>) {
  const one = (await maintenanceById(tx, input.maintenanceId)) ?? refuse('maintenanceNotFound', { id: input.maintenanceId });
  if (!holds(tx.actor, shop, { brandId: one.brandId })) refuse('notAllowed');
  await finish(tx, one);
  tx.record({ action: 'alerts.endMaintenance', subject: 'maintenance', subjectId: one.id, brandId: one.brandId, after: { endedAt: tx.now } });
  return { ok: true as const };
}
