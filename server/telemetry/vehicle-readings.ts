// The readings of the last hours, thinned to what a chart can show; no places among them.
import type { Input } from '#platform/contract';
import type { Tx } from '#platform/tx';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { pointsOf } from './store.ts';

const pointsWanted = 300;
const pointsMost = 2_000;

export async function vehicleReadings(tx: Tx, input: Input<typeof api.vehicleReadings>) {
  const vehicle = await findVehicle(tx, input.vin);
  const seconds = input.hours * 3600;
  const resolutionSeconds = Math.max(Math.ceil(seconds / pointsMost), input.resolutionSeconds ?? Math.ceil(seconds / pointsWanted));
  const fromAt = new Date(tx.now.getTime() - seconds * 1000);
  const toAt = new Date(tx.now.getTime() + 120_000); // vehicles' clocks may run ahead a little
  const points = await pointsOf(tx, vehicle.vin, fromAt, toAt, resolutionSeconds);
  return { fromAt, toAt: tx.now, resolutionSeconds, points };
}
