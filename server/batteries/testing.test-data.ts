// For tests: months of a car lived by the fleet's pack model, as frames of GB/T 32960 in the stream or handed to the library.
import { commands, encodeFrame, type Draft, type Report } from '@careloop/gbt32960';
import type { BatteryFrame } from '@careloop/battery';
import { live, type CarPlan } from '#fleet/pack/car-life';
import type { Planted } from '#fleet/pack/faults';
import { createRandom } from '#fleet/random';
import { hash } from 'node:crypto';
import type { house } from '#platform/testing';

type Home = Awaited<ReturnType<typeof house>>;
const charging = { 1: 'parkedCharging', 2: 'drivingCharging', 3: 'notCharging', 4: 'chargeComplete' } as const;

/** The frames of a car's days, oldest first. */
export function lived(of: { seed: number; days: number; startAt: number; faults?: Planted[]; cells?: number; kind?: 'ncm' | 'lfp'; stepSeconds?: number; ratedAh?: number }): BatteryFrame[] {
  const frames: BatteryFrame[] = [];
  const plan: CarPlan = { kind: of.kind ?? 'ncm', cells: of.cells ?? 96, ratedAh: of.ratedAh ?? 214, soh: 0.93, days: of.days, startAt: of.startAt, stepSeconds: of.stepSeconds ?? 30, faults: of.faults ?? [] };
  live(plan, createRandom(of.seed), (frame) => void frames.push({ ...frame, ...(frame.cellMv === undefined ? {} : { cellMv: frame.cellMv.slice() }) }));
  return frames.toSorted((a, b) => a.at - b.at);
}

/** A frame as a car of the 2016 edition sends it. */
export function sent(vin: string, frame: BatteryFrame): Uint8Array {
  const cells = frame.cellMv ?? new Uint16Array();
  const probes = Uint8Array.from(frame.probeC ?? [], (c) => Math.round(c) + 40);
  const no = (list: ArrayLike<number>, wanted: number | undefined): number => Math.max(1, Array.from(list).indexOf(wanted ?? -1) + 1);
  const items: Draft<Report['items']> = [
    { kind: 'vehicle', vehicleState: (frame.speedKmh ?? 0) > 0 ? 'started' : 'off', chargingState: charging[(frame.charging ?? 3) as 3], runningMode: 'electric', speedKmh: frame.speedKmh, odometerKm: frame.odometerKm, totalVoltageV: frame.packV, totalCurrentA: frame.currentA, socPct: frame.socPct, dcdcState: 'working', gear: 'park', insulationKohm: Math.round(frame.insulationKohm ?? 1000) } as Draft<Report['items']>[number],
    { kind: 'extremes', cellMaxSubsystem: 1, cellMaxNumber: no(cells, frame.cellMaxMv), cellMaxMv: frame.cellMaxMv, cellMinSubsystem: 1, cellMinNumber: no(cells, frame.cellMinMv), cellMinMv: frame.cellMinMv, tempMaxSubsystem: 1, tempMaxProbe: 1, tempMaxC: Math.round(frame.tempMaxC ?? 20), tempMinSubsystem: 1, tempMinProbe: 1, tempMinC: Math.round(frame.tempMinC ?? 20) } as Draft<Report['items']>[number],
    { kind: 'cellVoltages', subsystems: [{ number: 1, voltageV: frame.packV, currentA: frame.currentA, cellMv: cells, cellCount: cells.length, firstCell: 1 }] } as Draft<Report['items']>[number],
    { kind: 'temperatures', subsystems: [{ number: 1, probes }] } as Draft<Report['items']>[number],
  ];
  return encodeFrame({ edition: 2016, command: commands.realtime, vin, message: { kind: 'report', at: frame.at, items } });
}

/** Puts frames into the stream as the gateway does, received when they were measured. */
export async function intoTheStream(home: Home, vin: string, frames: readonly BatteryFrame[]): Promise<void> {
  for (let from = 0; from < frames.length; from += 500) {
    await home.world.stream.append(home.world, frames.slice(from, from + 500).map((frame) => {
      const bytes = sent(vin, frame);
      return { vin, edition: 2016 as const, command: commands.realtime, sha: Buffer.from(hash('sha256', bytes), 'hex').subarray(0, 16), bytes, receivedAt: new Date(frame.at), connectionId: 'test' };
    }));
  }
}
