// A fleet of two models of one brand, and what its cars say: for tests of storms, workshops and weather.
import { createHash } from 'node:crypto';
import { appendFrames } from '#platform/stream/journal';
import { consumeAll, type Measured } from '#telemetry';
import { checkDigitOf } from '#vehicles';
import { observers } from '../server/observers.ts';
import { healthy, report, type Home } from '../server/telemetry/testing.ts';

/** The VIN of the nth car. */
export function vinOf(nth: number): string {
  const blank = `LTEST4E10TA${String(100 + nth).padStart(6, '0')}`;
  return `${blank.slice(0, 8)}${checkDigitOf(blank)}${blank.slice(9)}`;
}

/** A brand with an outlet in Shanghai, two models, and `count` cars, every second one of the second model. */
export async function smallFleet(home: Home, count: number) {
  const chief = home.staff({ role: 'administrator' });
  const desk = home.staff({ role: 'agent' });
  await chief.call('setUpAlliance', { name: '同程联盟', nameEn: 'Tongcheng Alliance' });
  await chief.call('addBrand', { id: 'xihe', name: '羲和', nameEn: 'Xihe', hotline: '400-000-0000' });
  for (const id of ['one', 'two']) {
    await chief.call('addModel', { id: `xihe-${id}`, brandId: 'xihe', name: id, nameEn: id, chemistry: 'NCM', cellCount: 96, probeCount: 24, batteryKwh: 75, rangeKm: 500, threeGuaranteesMinSohPct: 70, repairWarrantyMinSohPct: 70 });
  }
  await chief.call('addOutlet', {
    id: 'shanghai-one', name: '上海一号店', nameEn: 'Shanghai One', city: '上海', cityEn: 'Shanghai', tier: 1, kind: 'serviceCentre', address: '申昆路 1 号', phone: '021-60000001', lon: 121.47, lat: 31.23,
    brandIds: ['xihe'], capabilities: ['lift'], opensOnHolidays: false, weeklyHours: [{ weekday: 1, opens: '08:30', closes: '18:00' }],
  });
  const { id: ownerId } = await desk.call('addOwner', { brandId: 'xihe', name: '王', phone: '13900000001', kind: 'person' });
  const vehicleIds: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    const { vehicle } = await desk.call('addVehicle', { vin: vinOf(nth), modelId: nth % 2 === 0 ? 'xihe-one' : 'xihe-two', ownerId, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
    vehicleIds.push(vehicle.id);
  }
  /** Cars say something at the house's next second, read at once. */
  async function say(...said: [nth: number, measured: Partial<Measured>, secondsAgo?: number][]): Promise<void> {
    home.clock.advance({ seconds: 1 });
    await home.inside((tx) => appendFrames(tx, said.map(([nth, measured, ago = 0]) => {
      const bytes = report(vinOf(nth), new Date(home.clock.now().getTime() - ago * 1000), { ...healthy, ...measured });
      return { vin: vinOf(nth), edition: 2016, command: bytes[2] as number, bytes, receivedAt: home.clock.now(), sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1' };
    })));
    await consumeAll(home.world, observers);
  }
  return { chief, desk, ownerId, vehicleIds, say, owner: home.owner({ id: ownerId, brandIds: ['xihe'] }), manager: home.staff({ role: 'serviceManager', brandId: 'xihe' }) };
}
