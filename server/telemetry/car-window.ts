// The stretch of a car's past that may be shown to somebody. G1 no signal, cell, event or frame is shown to staff without an
// open look into the car (looks), which its owner can read; G2 a look is for the car's owner of that day: when the car
// changes hands it is over; G3 nothing from before the present owner's time is shown.
import { addDays, beijingInstant } from '#platform/calendar';
import { needLook } from '#looks';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle, ownerHistory, type Vehicle } from '#vehicles';

/** Since when a car's data is its present owner's; null when it has had no other. A day of two owners is nobody's. (G3) */
export async function heldSince(tx: Tx, vin: string): Promise<Date | null> {
  const stretches = await ownerHistory(tx, vin);
  const now = stretches.find((stretch) => stretch.toOn === null);
  return stretches.length < 2 || now === undefined ? null : beijingInstant(addDays(now.fromOn, 1), '00:00');
}

export type Window = { vehicle: Vehicle; fromAt: Date; toAt: Date; heldSince: Date | null };
const longestDays = 400;

/** The car and the stretch of time that may be shown. Refuses without an open look. (G1, G2, G3) */
export async function windowOf(tx: Tx, input: { vin: string; fromAt: string; toAt: string }, scope: 'history' | 'frames'): Promise<Window> {
  const vehicle = await findVehicle(tx, input.vin);
  await needLook(tx, vehicle, scope);
  const [from, to] = [Date.parse(input.fromAt), Date.parse(input.toAt)];
  if (!(from < to)) refuse('stretchNotValid', { field: 'toAt' });
  if (to - from > longestDays * 86_400_000) refuse('stretchNotValid', { field: 'fromAt', days: longestDays });
  const since = await heldSince(tx, vehicle.vin);
  const after = (at: number): Date => new Date(Math.max(at, since?.getTime() ?? 0));
  return { vehicle, fromAt: after(from), toAt: after(to), heldSince: since };
}
