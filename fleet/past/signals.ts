// What a car of the past signalled before its alert: readings that begin a trouble, and later ones that are calm again.
import { watchReadings } from '../../server/alerts/alerts.ts';
import { nothingMeasured, type Reading } from '../../server/telemetry/telemetry.ts';
import type { Replay } from '../replay.ts';
import type { CarPlan } from '../world.ts';

const healthy = { ...nothingMeasured, vehicleState: 'started', chargingState: 'notCharging', speedKmh: 0, socPct: 58, totalVoltageV: 370, currentA: 3, insulationKohm: 900, cellMaxMv: 3_712, cellMinMv: 3_698, tempMaxC: 21, tempMinC: 19, alarmLevel: 0, alarmBits: 0, lvBatteryMv: 12_650 } as const;
const troubled = { twelveVoltDying: { lvBatteryMv: 11_500, vehicleState: 'off' }, insulationFalling: { insulationKohm: 120 }, cellSpread: { cellMinMv: 3_520 } } as const;
export type Signal = keyof typeof troubled;

const seen = (on: Replay, car: CarPlan, ownerId: string, at: Date, measured: Partial<Reading>) =>
  on.round(at, (tx) => watchReadings(tx, [{ ...healthy, ...measured, odometerKm: car.odometerKm, vin: car.vin, at, receivedAt: at, clock: 'good', reissued: false, brandId: car.brandId, ownerId }]));

/** The car is in trouble: first as ever, then wrong for as long as the rule waits. Answers when the alert was raised. */
export async function signal(on: Replay, car: CarPlan, ownerId: string, kind: Signal, from: Date): Promise<Date> {
  const later = (minutes: number): Date => new Date(from.getTime() + minutes * 60_000);
  await seen(on, car, ownerId, from, {});
  await seen(on, car, ownerId, later(1), troubled[kind]);
  await seen(on, car, ownerId, later(7), troubled[kind]);
  return later(7);
}

/** The car is well again, parked and on, for longer than any rule waits. */
export async function calm(on: Replay, car: CarPlan, ownerId: string, from: Date): Promise<void> {
  for (const minutes of [0, 12]) await seen(on, car, ownerId, new Date(from.getTime() + minutes * 60_000), { vehicleState: 'off' });
  for (const minutes of [13, 25]) await seen(on, car, ownerId, new Date(from.getTime() + minutes * 60_000), {});
}
