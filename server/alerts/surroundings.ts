// The signals around an alert: kept when it is raised and when it clears, read anew while it is open.
import type { Tx } from '#platform/tx';
import { readingsIn, type Reading } from '#telemetry';
import type { Surrounding } from './alert.ts';

const beforeMs = 300_000;
const surroundingsMost = 120;
const readingsMost = 4_000;

const surrounding = (reading: Reading): Surrounding => ({
  at: reading.at.toISOString(), socPct: reading.socPct, speedKmh: reading.speedKmh, totalVoltageV: reading.totalVoltageV, currentA: reading.currentA,
  insulationKohm: reading.insulationKohm, cellMaxMv: reading.cellMaxMv, cellMinMv: reading.cellMinMv, tempMaxC: reading.tempMaxC, tempMinC: reading.tempMinC,
  alarmLevel: reading.alarmLevel, alarmBits: reading.alarmBits, lvBatteryMv: reading.lvBatteryMv, vehicleState: reading.vehicleState, chargingState: reading.chargingState,
});

/** The signals from five minutes before the trouble until `to`, thinned evenly; the first and the last stay. */
export async function surroundings(tx: Tx, vin: string, sinceAt: Date, to: Date): Promise<Surrounding[]> {
  const readings = await readingsIn(tx, vin, new Date(sinceAt.getTime() - beforeMs), to, readingsMost);
  const step = Math.max(1, (readings.length - 1) / (surroundingsMost - 1));
  const picked = Array.from({ length: Math.min(readings.length, surroundingsMost) }, (_, i) => readings[Math.round(i * step)] as Reading);
  return picked.map(surrounding);
}
