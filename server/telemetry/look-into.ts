// Remote diagnosis is a look into somebody's car: it has a person, a purpose with a reason, and an end, and the owner can
// read it. G1 no signal, cell, event or frame is shown without a look that is open; G2 a look is for the car's owner of
// that day: when the car changes hands it is over; G3 nothing from before the present owner's time is shown.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { addDays, beijingInstant } from '#platform/calendar';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { recordLook } from '#people';
import { findVehicle, ownerHistory, type Vehicle } from '#vehicles';
import { lookers, type api } from './api.ts';
import { insertLook, openLook, type Look } from './history-store.ts';

const lookMs = 3_600_000;

/** Since when a car's data is its present owner's; null when it has had no other. A day of two owners is nobody's. (G3) */
export async function heldSince(tx: Tx, vin: string): Promise<Date | null> {
  const stretches = await ownerHistory(tx, vin);
  const now = stretches.find((stretch) => stretch.toOn === null);
  return stretches.length < 2 || now === undefined ? null : beijingInstant(addDays(now.fromOn, 1), '00:00');
}

async function carOf(tx: Tx, vin: string): Promise<{ vehicle: Vehicle; staffId: string }> {
  const vehicle = await findVehicle(tx, vin);
  if (tx.actor.kind !== 'staff' || !holds(tx.actor, lookers, { brandId: vehicle.brandId })) refuse('vehicleNotFound', { id: vin });
  return { vehicle, staffId: tx.actor.id };
}

const shown = async (tx: Tx, look: Look) => ({ purpose: look.purpose as Input<typeof api.openDiagnosis>['purpose'], why: look.why ?? '', openedAt: look.openedAt, endsAt: look.endsAt, historyFromAt: await heldSince(tx, look.vin) });

/** Opens a look. It stands in the audit, and where the owner reads who looked at their data. */
export async function openDiagnosis(tx: Tx, input: Input<typeof api.openDiagnosis>) {
  const { vehicle, staffId } = await carOf(tx, input.vin);
  const look: Look = {
    id: newId(), vin: vehicle.vin, brandId: vehicle.brandId, ownerId: vehicle.ownerId, staffId, purpose: input.purpose, why: input.why.trim(), openedAt: tx.now, endsAt: new Date(tx.now.getTime() + lookMs),
  };
  await insertLook(tx, look);
  await recordLook(tx, { ownerId: vehicle.ownerId, brandId: vehicle.brandId, what: 'diagnosis', why: input.why.trim(), subject: 'vehicles', subjectId: vehicle.id });
  tx.record({ action: 'telemetry.openDiagnosis', subject: 'vehicles', subjectId: vehicle.id, brandId: vehicle.brandId, why: input.why.trim(), after: { purpose: input.purpose, endsAt: look.endsAt } });
  return shown(tx, look);
}

/** The look that is open, if one is. */
export async function showDiagnosis(tx: Tx, input: Input<typeof api.showDiagnosis>) {
  const { vehicle, staffId } = await carOf(tx, input.vin);
  const look = await openLook(tx, vehicle.vin, vehicle.ownerId, staffId);
  return { look: look === undefined ? null : await shown(tx, look) };
}

export type Window = { vehicle: Vehicle; fromAt: Date; toAt: Date };
const longestDays = 400;

/** The car and the stretch of time that may be shown. Refuses without an open look. (G1, G2, G3) */
export async function windowOf(tx: Tx, input: { vin: string; fromAt: string; toAt: string }): Promise<Window> {
  const { vehicle, staffId } = await carOf(tx, input.vin);
  if ((await openLook(tx, vehicle.vin, vehicle.ownerId, staffId)) === undefined) refuse('lookNeeded');
  const [from, to] = [Date.parse(input.fromAt), Date.parse(input.toAt)];
  if (!(from < to)) refuse('stretchNotValid', { field: 'toAt' });
  if (to - from > longestDays * 86_400_000) refuse('stretchNotValid', { field: 'fromAt', days: longestDays });
  const since = (await heldSince(tx, vehicle.vin))?.getTime() ?? 0;
  return { vehicle, fromAt: new Date(Math.max(from, since)), toAt: new Date(Math.max(to, since)) };
}
