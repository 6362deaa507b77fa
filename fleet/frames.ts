// What a car of the synthetic country says over GB/T 32960.3, in the edition of its model: login, reports with every cell,
// logout.
import { commands, encodeFrame, type Draft, type Edition, type Item } from '@careloop/gbt32960';
import { vendorItem, vendorItemType } from '../server/telemetry/vendor-item.ts';
import { ocvMv, type CarState } from './car.ts';
import { codesSent } from './fault-tables.ts';
import type { CarPlan } from './world.ts';

const iccidOf = (vin: string): string => `898600${[...vin].map((c) => c.charCodeAt(0) % 10).join('').slice(0, 14)}`;

export const editionOf = (plan: CarPlan): Edition => plan.model.edition ?? 2016;

export const loginFrame = (vin: string, atMs: number, serial: number, edition: Edition = 2016): Uint8Array => {
  const said = { kind: 'login' as const, at: atMs, serial, iccid: iccidOf(vin) };
  return encodeFrame({
    edition, command: commands.login, vin,
    message: edition === 2016 ? { ...said, subsystemCount: 1, codeLength: 0, codes: [] } : { ...said, subsystemCount: 1, codeLength: 24, packCounts: [1], codes: [`9ZXPE01CARE001E150${vin.slice(-6).replaceAll(/\D/g, '0')}`] },
  });
};
export const logoutFrame = (vin: string, atMs: number, serial: number, edition: Edition = 2016): Uint8Array =>
  encodeFrame({ edition, command: commands.logout, vin, message: { kind: 'logout', at: atMs, serial } });

/** Deviation of one cell from the mean, in mV: the car's own pattern, a little wider with age. */
const spreadMv = (plan: CarPlan, cell: number): number => Math.sin(cell * 12.9898 + plan.vin.charCodeAt(16)) * (4 + (100 - plan.sohPct) * 0.5);

function cells(plan: CarPlan, state: CarState): Uint16Array {
  const rest = ocvMv(plan.model.chemistry, state.socPct) - state.currentA * 0.35;
  return Uint16Array.from({ length: plan.model.cellCount }, (_, cell) => Math.max(2500, Math.min(4350, Math.round(rest + spreadMv(plan, cell)))));
}
function probes(plan: CarPlan, state: CarState): Uint8Array {
  const hot = state.fault === 'overheating-pack' ? 3 : -1;
  return Uint8Array.from({ length: plan.model.probeCount }, (_, probe) => Math.round(Math.max(-40, Math.min(210, state.packTempC - (hot >= 0 && Math.abs(probe - hot) > 1 ? Math.min(28, Math.max(0, state.packTempC - 34) * 0.6) : 0) + Math.sin(probe * 3.7) * 1.2))) + 40);
}

/** Alarm level and flags by what the car's own computer would see. */
function alarmOf(plan: CarPlan, state: CarState): { level: number; flags: number } {
  const volts = plan.model.cellCount * 3.7;
  const hot = state.packTempC >= 60;
  const leak = (state.insulationKohm * 1000) / volts < 100;
  return { level: hot ? 3 : leak ? 2 : 0, flags: (hot ? 1 << 1 : 0) | (state.fault === 'overheating-pack' && state.packTempC > 50 ? 1 : 0) | (leak ? 1 << 11 : 0) };
}
/** The maker's fault codes of what the car's own computer sees, as its model sends them. */
function namedBy(plan: CarPlan, state: CarState): ReturnType<typeof codesSent> {
  const { flags } = alarmOf(plan, state);
  const names = [
    ...(flags & (1 << 1) ? ['P0A7E'] : []), ...(state.fault === 'overheating-pack' && state.packTempC > 50 ? ['P1A10', 'P0C73'] : []), ...(flags & (1 << 11) ? ['P0AA6'] : []),
    ...(state.fault === 'charging-fails' && state.faultSeconds >= 15 ? ['P0D57', 'P1D31'] : []), ...(state.fault === 'twelve-volt-dying' && state.lvBatteryMv < 11_800 ? ['P0562'] : []),
  ];
  return codesSent(plan.model, names);
}
export const alarming = (plan: CarPlan, state: CarState): boolean => alarmOf(plan, state).level === 3;

/** The cells and probes at the ends of their scales, which only 2016 tells. */
function extremesOf(cellMv: Uint16Array, probe: Uint8Array): Draft<Item> {
  const best = (list: ArrayLike<number>, better: (a: number, b: number) => boolean): number => Array.from(list).reduce((at, value, index, all) => (better(value, all[at] as number) ? index : at), 0);
  const [high, low, hot, cold] = [best(cellMv, (a, b) => a > b), best(cellMv, (a, b) => a < b), best(probe, (a, b) => a > b), best(probe, (a, b) => a < b)];
  return {
    kind: 'extremes', cellMaxSubsystem: 1, cellMaxNumber: high + 1, cellMaxMv: cellMv[high], cellMinSubsystem: 1, cellMinNumber: low + 1, cellMinMv: cellMv[low],
    tempMaxSubsystem: 1, tempMaxProbe: hot + 1, tempMaxC: (probe[hot] as number) - 40, tempMinSubsystem: 1, tempMinProbe: cold + 1, tempMinC: (probe[cold] as number) - 40,
  };
}

/** A whole report: vehicle, motor, position, extremes (2016), alarms, cells, probes, and the 12 V battery as vendor item. */
export function reportFrame(plan: CarPlan, state: CarState, atMs: number, reissued = false): Uint8Array {
  const edition = editionOf(plan);
  const cellMv = cells(plan, state);
  const probe = probes(plan, state);
  const totalVoltageV = Math.round(cellMv.reduce((sum, mv) => sum + mv, 0) / 100) / 10;
  const currentA = Math.round(state.currentA * 10) / 10;
  const driving = state.doing === 'driving';
  const old = edition === 2016;
  const items: Draft<Item>[] = [
    { kind: 'vehicle', vehicleState: driving ? 'started' : 'off', chargingState: state.doing === 'charging' ? 'parkedCharging' : 'notCharging', runningMode: 'electric', speedKmh: Math.round(state.speedKmh * 10) / 10,
      odometerKm: Math.round(state.odometerKm * 10) / 10, totalVoltageV, totalCurrentA: currentA, socPct: Math.round(state.socPct), dcdcState: driving ? 'working' : 'open',
      gear: driving ? 'drive' : 'park', drivingForce: driving, brakingForce: false, insulationKohm: Math.min(60_000, Math.round(state.insulationKohm)), ...(old ? { acceleratorPct: driving ? 18 : 0, brakePct: 0 } : {}) },
    ...(state.doing === 'charging' ? [] : [{ kind: 'motors' as const, motors: [{ number: 1, state: driving ? 'consuming' as const : 'off' as const, controllerTempC: 42, speedRpm: Math.round(state.speedKmh * 78), torqueNm: driving ? 62.5 : 0, tempC: 48, ...(old ? { controllerVoltageV: totalVoltageV, controllerCurrentA: currentA } : {}) }] }]),
    { kind: 'position', fixed: true, coordinates: 'wgs84', longitudeDeg: Math.round(state.lon * 1e6) / 1e6, latitudeDeg: Math.round(state.lat * 1e6) / 1e6 },
    ...(old ? [extremesOf(cellMv, probe)] : []),
    { kind: 'alarms', ...alarmOf(plan, state), ...namedBy(plan, state) },
    { kind: 'cellVoltages', subsystems: [{ number: 1, voltageV: totalVoltageV, currentA, cellMv, ...(old ? { cellCount: cellMv.length, firstCell: 1 } : {}) }] },
    { kind: 'temperatures', subsystems: [{ number: 1, probes: probe }] },
    { kind: 'custom', typeId: vendorItemType, data: vendorItem({ lvBatteryMv: state.lvBatteryMv }) },
  ];
  // whose cells were told by the pack model of its past tells none now: two models of one battery would be a fault of their own
  if (plan.tellsCells === false) items.splice(0, items.length, ...items.filter((item) => !['cellVoltages', 'temperatures', 'extremes'].includes(item.kind)));
  return encodeFrame({ edition, command: reissued ? commands.reissue : commands.realtime, vin: plan.vin, message: { kind: 'report', at: atMs, items } });
}
