// For tests: registered cars, and the frames they send, with every value sayable.
import { commands, encodeFrame, type Draft, type Report } from '@careloop/gbt32960';
import type { house } from '#platform/testing';
import { nothingMeasured, type Measured } from './reading.ts';
import { vendorItem, vendorItemType } from './vendor-item.ts';

export type Home = Awaited<ReturnType<typeof house>>;

export const vins = ['LTEST4E11TA000001', 'LTEST4E13TA000002', 'LTEST4E18TA000013'] as const;

/** Two brands with a model and an owner each; `register` puts a car of a brand on the register. */
export async function cars(home: Home) {
  const chief = home.staff({ role: 'administrator' });
  const desk = home.staff({ role: 'agent' });
  await chief.call('setUpAlliance', { name: '同程联盟', nameEn: 'Tongcheng Alliance' });
  const owners: Record<string, string> = {};
  for (const [index, id] of ['xihe', 'langtu'].entries()) {
    await chief.call('addBrand', { id, name: id, nameEn: id, hotline: '400-000-0000' });
    await chief.call('addModel', {
      id: `${id}-one`, brandId: id, name: '一号', nameEn: 'One', chemistry: 'NCM', cellCount: 96, probeCount: 24, batteryKwh: 75, rangeKm: 500,
      threeGuaranteesMinSohPct: 70, repairWarrantyMinSohPct: 70,
    });
    owners[id] = ((await desk.call('addOwner', { brandId: id, name: `王 ${id}`, phone: `1390000000${index}`, kind: 'person' })) as { id: string }).id;
  }
  return {
    ownerOf: (brandId: 'xihe' | 'langtu') => owners[brandId] as string,
    owner: (brandId: 'xihe' | 'langtu') => home.owner({ id: owners[brandId] as string, brandIds: [brandId] }),
    async register(vin: string, brandId: 'xihe' | 'langtu' = 'xihe'): Promise<void> {
      await desk.call('addVehicle', { vin, modelId: `${brandId}-one`, ownerId: owners[brandId], plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
    },
  };
}

const some = <T>(value: T | null): T | undefined => value ?? undefined;

/** A whole report with what is measured; items of which nothing is known are left out. */
export function report(vin: string, at: Date, said: Partial<Measured>, how: { reissued?: boolean } = {}): Uint8Array {
  const m = { ...nothingMeasured, ...said };
  const items: Draft<Report['items']> = [];
  const any = (...values: unknown[]): boolean => values.some((value) => value !== null);
  if (any(m.vehicleState, m.chargingState, m.speedKmh, m.odometerKm, m.socPct, m.totalVoltageV, m.currentA, m.insulationKohm)) {
    items.push({
      kind: 'vehicle', vehicleState: some(m.vehicleState), chargingState: some(m.chargingState), runningMode: 'electric', speedKmh: some(m.speedKmh), odometerKm: some(m.odometerKm),
      totalVoltageV: some(m.totalVoltageV), totalCurrentA: some(m.currentA), socPct: some(m.socPct), dcdcState: 'working', gear: 'drive', insulationKohm: some(m.insulationKohm),
    } as Draft<Report['items']>[number]);
  }
  if (any(m.lon, m.lat)) items.push({ kind: 'position', fixed: true, longitudeDeg: some(m.lon), latitudeDeg: some(m.lat) } as Draft<Report['items']>[number]);
  if (any(m.cellMaxMv, m.cellMinMv, m.tempMaxC, m.tempMinC)) {
    items.push({
      kind: 'extremes', cellMaxSubsystem: 1, cellMaxNumber: m.cellMaxNo ?? 1, cellMaxMv: some(m.cellMaxMv), cellMinSubsystem: 1, cellMinNumber: m.cellMinNo ?? 2, cellMinMv: some(m.cellMinMv),
      tempMaxSubsystem: 1, tempMaxProbe: m.tempMaxNo ?? 1, tempMaxC: some(m.tempMaxC), tempMinSubsystem: 1, tempMinProbe: m.tempMinNo ?? 2, tempMinC: some(m.tempMinC),
    } as Draft<Report['items']>[number]);
  }
  if (any(m.alarmLevel, m.alarmBits)) {
    items.push({ kind: 'alarms', level: some(m.alarmLevel), flags: some(m.alarmBits), batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [] } as Draft<Report['items']>[number]);
  }
  if (any(m.lvBatteryMv)) items.push({ kind: 'custom', typeId: vendorItemType, data: vendorItem({ lvBatteryMv: m.lvBatteryMv }) } as Draft<Report['items']>[number]);
  return encodeFrame({ command: how.reissued === true ? commands.reissue : commands.realtime, vin, message: { kind: 'report', at: at.getTime(), items } });
}

export const login = (vin: string, at: Date, serial = 1): Uint8Array =>
  encodeFrame({ command: commands.login, vin, message: { kind: 'login', at: at.getTime(), serial, iccid: '89860012345678901234', subsystemCount: 1, codeLength: 0, codes: [] } });
export const logout = (vin: string, at: Date, serial = 1): Uint8Array => encodeFrame({ command: commands.logout, vin, message: { kind: 'logout', at: at.getTime(), serial } });
export const heartbeat = (vin: string): Uint8Array => encodeFrame({ command: commands.heartbeat, vin, message: { kind: 'bare' } });
export const askTime = (vin: string): Uint8Array => encodeFrame({ command: commands.timeCalibration, vin, message: { kind: 'bare' } });

/** A car on the road with nothing wrong. */
export const healthy: Partial<Measured> = {
  vehicleState: 'started', chargingState: 'notCharging', speedKmh: 60, odometerKm: 12_000.5, socPct: 60, totalVoltageV: 400, currentA: 12.5, insulationKohm: 4_000,
  cellMaxMv: 3_800, cellMaxNo: 3, cellMinMv: 3_790, cellMinNo: 7, tempMaxC: 30, tempMaxNo: 1, tempMinC: 27, tempMinNo: 2, alarmLevel: 0, alarmBits: 0,
};
