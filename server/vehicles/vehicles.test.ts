import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { unitOfWork } from '#platform/tx';
import { checkDigitOf, findVehicle, plateHistory, searchVehicles, vehicleByVin, vehiclesByVin, vehiclesOf } from '#vehicles';
import { api as brandsApi } from '../brands/api.ts';
import { api as peopleApi } from '../people/api.ts';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const head = home.staff({ role: 'administrator' });
const xihe = home.staff({ role: 'adviser', brandId: 'xihe', name: '林小雨' });
const yuanlan = home.staff({ role: 'adviser', brandId: 'yuanlan' });
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);
let number = 0;
const newVin = (): string => {
  const draft = `LXHTEST0_TA${String(++number).padStart(6, '0')}`;
  return draft.replace('_', checkDigitOf(draft));
};
const ids: Record<'zhou' | 'wu' | 'chen', string> = { zhou: '', wu: '', chen: '' };
const car = (more: object = {}) => ({
  vin: newVin(), modelId: 'xihe-h1', ownerId: ids.zhou, plateNo: null as string | null, colour: '星夜蓝', deliveredOn: '2025-03-01' as string | null, usageNature: 'household' as const, ...more,
});
const asOwner = (id: string) => home.owner({ id, brandIds: ['xihe'] });

beforeAll(async () => {
  await head.on(brandsApi).setUpAlliance({ name: '同程联盟', nameEn: 'Tongcheng Alliance' });
  for (const id of ['xihe', 'yuanlan']) {
    await head.on(brandsApi).addBrand({ id, name: id, nameEn: id, hotline: '400-820-0001' });
    await head.on(brandsApi).addModel({ id: `${id}-h1`, brandId: id, name: `${id} 一号`, nameEn: `${id} One`, chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 75, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 70 });
  }
  const add = async (by: typeof xihe, brandId: string, name: string, phone: string) => (await by.on(peopleApi).addOwner({ brandId, name, phone, kind: 'person' })).id;
  ids.zhou = await add(xihe, 'xihe', '周明', '13812341234');
  ids.wu = await add(xihe, 'xihe', '吴敏', '13812345678');
  ids.chen = await add(yuanlan, 'yuanlan', '陈晨', '13900009999');
});

describe('a car enters the register', () => {
  test('with its model’s names, its plate and its owner from the day of delivery', async () => {
    const { vehicle, warnings } = await xihe.on(api).addVehicle(car({ plateNo: ' 沪a·d12345 ' }));
    expect(vehicle).toMatchObject({ brandId: 'xihe', modelName: 'xihe 一号', modelNameEn: 'xihe One', plateNo: '沪AD12345', deliveredOn: '2025-03-01', version: 1 });
    expect(warnings).toEqual([]);
    const shown = await xihe.on(api).showVehicle({ id: vehicle.id });
    expect(shown).toMatchObject({
      vehicle: { vin: vehicle.vin }, owner: { id: ids.zhou, name: '周明', phone: '138****1234' },
      plates: [{ plateNo: '沪AD12345', fromOn: '2025-03-01', toOn: null }], owners: [{ ownerId: ids.zhou, name: '周明', fromOn: '2025-03-01', toOn: null }],
    });
    expect((await xihe.on(api).showVehicle({ id: vehicle.vin })).vehicle.id).toBe(vehicle.id);
  });

  test('a check digit that does not fit warns (E1), an unreadable VIN is refused with what was probably meant', async () => {
    const { vin } = car();
    const wrong = vin.slice(0, 8) + (vin[8] === '7' ? '8' : '7') + vin.slice(9);
    expect((await xihe.on(api).addVehicle(car({ vin: wrong }))).warnings).toEqual(['checkDigit']);
    const error = await xihe.call('addVehicle', car({ vin: `${vin.slice(0, 11)}OOOOO9` })).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'vinNotValid', details: { field: 'vin', reason: 'letters', suggestion: `${vin.slice(0, 11)}000009` } });
    expect(await refusalOf(xihe.call('addVehicle', car({ plateNo: '沪A' })))).toBe('plateNotValid');
  });

  test('once', async () => {
    const one = car();
    await xihe.on(api).addVehicle(one);
    expect(await refusalOf(xihe.call('addVehicle', one))).toBe('vinTaken');
    expect(await refusalOf(yuanlan.call('addVehicle', { ...one, modelId: 'yuanlan-h1', ownerId: ids.chen }))).toBe('vinTaken');
  });

  test('only by the brand’s own staff, for an owner the brand knows (E2)', async () => {
    expect(await refusalOf(yuanlan.call('addVehicle', car()))).toBe('notAllowed');
    expect(await refusalOf(xihe.call('addVehicle', car({ ownerId: ids.chen })))).toBe('ownerNotFound');
    expect(await refusalOf(head.call('addVehicle', car({ ownerId: ids.chen })))).toBe('ownerNotAtBrand');
    expect(await refusalOf(xihe.call('addVehicle', car({ modelId: 'nope' })))).toBe('modelNotFound');
  });
});

describe('finding cars', () => {
  let vin = '';
  beforeAll(async () => {
    vin = (await xihe.on(api).addVehicle(car({ ownerId: ids.wu, plateNo: '苏E0A008' }))).vehicle.vin;
  });

  test.each(['苏E0A008', '苏ｅ0a008', '苏E·0A008', '0A008', 'OAOO8', 'A008', '吴敏', '138 1234 5678', '5678'])('by “%s”', async (text) => {
    const { vehicles } = await xihe.on(api).findVehicles({ text });
    expect(vehicles).toMatchObject([{ plateNo: '苏E0A008', ownerName: '吴敏', ownerPhone: '138****5678', vinMasked: `${vin.slice(0, 3)}********${vin.slice(-6)}` }]);
    expect(JSON.stringify(vehicles)).not.toContain(vin);
  });

  test('by VIN, its last six and its last eight', async () => {
    for (const text of [vin, vin.toLowerCase(), vin.slice(-6), vin.slice(-8)]) expect((await xihe.on(api).findVehicles({ text })).vehicles.map((one) => one.plateNo)).toEqual(['苏E0A008']);
  });

  test('nothing by wildcards, by two characters, or by what nobody has', async () => {
    for (const text of ['%%%', '___', '苏E', '京A99999', "'; drop table x"]) expect([text, (await xihe.on(api).findVehicles({ text })).vehicles]).toEqual([text, []]);
  });

  test('by model, and page by page each once', async () => {
    const all = (await xihe.on(api).findVehicles({ modelId: 'xihe-h1' })).vehicles.map((one) => one.id);
    expect(all.length).toBeGreaterThan(3);
    const first = await xihe.on(api).findVehicles({ limit: 2 });
    const rest = await xihe.on(api).findVehicles({ after: first.next ?? '' });
    expect([...first.vehicles, ...rest.vehicles].map((one) => one.id)).toEqual(all);
    expect((await xihe.on(api).findVehicles({ brandId: 'yuanlan' })).vehicles).toEqual([]);
  });
});

describe('the walls', () => {
  let vin = '';
  let id = '';
  beforeAll(async () => {
    const { vehicle } = await xihe.on(api).addVehicle(car({ plateNo: '浙A77777' }));
    ({ vin, id } = vehicle);
  });

  test('brand B finds nothing of brand A’s cars, by any way in', async () => {
    for (const text of [vin, vin.slice(-6), '浙A77777', '周明', '13812341234']) expect((await yuanlan.on(api).findVehicles({ text })).vehicles).toEqual([]);
    for (const [name, input] of [['showVehicle', {}], ['changePlate', { plateNo: null, version: 1 }], ['transferVehicle', { toOwnerId: ids.chen, plateNo: null, why: 'mine now', version: 1 }]] as const) {
      for (const key of [vin, id]) expect([name, await refusalOf(yuanlan.call(name, { id: key, ...input }))]).toEqual([name, 'vehicleNotFound']);
    }
    await unitOfWork(home.world, yuanlan.actor, async (tx) => {
      expect(await vehicleByVin(tx, vin)).toBeUndefined();
      expect(await refusalOf(findVehicle(tx, vin))).toBe('vehicleNotFound');
      expect(await searchVehicles(tx, '浙A77777')).toEqual([]);
      expect(await plateHistory(tx, vin)).toEqual([]);
      expect((await vehiclesByVin(tx, [vin])).size).toBe(0);
      expect(await vehiclesOf(tx, ids.zhou)).toEqual([]);
    });
  });

  test('an owner sees their own cars and nobody else’s', async () => {
    expect((await asOwner(ids.zhou).on(api).listMyVehicles({})).vehicles.map((one) => one.vin)).toContain(vin);
    expect((await asOwner(ids.wu).on(api).listMyVehicles({})).vehicles.map((one) => one.vin)).not.toContain(vin);
    expect(await refusalOf(asOwner(ids.wu).call('showVehicle', { id: vin }))).toBe('vehicleNotFound');
    expect(await refusalOf(asOwner(ids.zhou).call('findVehicles', {}))).toBe('notAllowed');
  });

  test('who only reads for this brand does not change its cars', async () => {
    const both = home.as({ kind: 'staff', id: 'both', name: 'both', grants: [{ role: 'adviser', brandId: 'yuanlan', outletId: null }, { role: 'auditor', brandId: 'xihe', outletId: null }] });
    expect((await both.on(api).showVehicle({ id: vin })).vehicle.vin).toBe(vin);
    expect(await refusalOf(both.call('changePlate', { id: vin, plateNo: null, version: 1 }))).toBe('notAllowed');
    expect(await refusalOf(both.call('transferVehicle', { id: vin, toOwnerId: ids.wu, plateNo: null, why: 'because', version: 1 }))).toBe('notAllowed');
  });
});

describe('another plate', () => {
  test('begins when the old one ends, and both are found (F2)', async () => {
    const { vehicle } = await xihe.on(api).addVehicle(car({ plateNo: '皖B11111' }));
    const changed = await xihe.on(api).changePlate({ id: vehicle.id, plateNo: '皖BD11112', fromOn: '2026-06-01', version: 1 });
    expect(changed.vehicle).toMatchObject({ plateNo: '皖BD11112', version: 2 });
    expect((await xihe.on(api).showVehicle({ id: vehicle.id })).plates).toEqual([{ plateNo: '皖BD11112', fromOn: '2026-06-01', toOn: null }, { plateNo: '皖B11111', fromOn: '2025-03-01', toOn: '2026-06-01' }]);
    expect((await xihe.on(api).findVehicles({ text: '皖B11111' })).vehicles.map((one) => one.id)).toEqual([vehicle.id]);
  });

  test('does not begin before the old one or tomorrow (F3), and not on an old version', async () => {
    const { vehicle } = await xihe.on(api).addVehicle(car({ plateNo: '皖B22222' }));
    expect(await refusalOf(xihe.call('changePlate', { id: vehicle.id, plateNo: null, fromOn: '2025-02-28', version: 1 }))).toBe('transferDayNotValid');
    expect(await refusalOf(xihe.call('changePlate', { id: vehicle.id, plateNo: null, fromOn: '2026-11-25', version: 1 }))).toBe('transferDayNotValid');
    await xihe.on(api).changePlate({ id: vehicle.id, plateNo: null, version: 1 });
    const error = await xihe.call('changePlate', { id: vehicle.id, plateNo: '皖B33333', version: 1 }).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'staleEdit', details: { changes: [{ actorName: '林小雨', action: 'vehicles.changePlate' }] } });
  });

  test('moves from the owner’s other car (E3), and warns when a stranger’s car bears it', async () => {
    const [old, fresh] = [await xihe.on(api).addVehicle(car({ plateNo: '皖B44444' })), await xihe.on(api).addVehicle(car())];
    const moved = await xihe.on(api).changePlate({ id: fresh.vehicle.id, plateNo: '皖B44444', version: 1 });
    expect(moved).toMatchObject({ vehicle: { plateNo: '皖B44444' }, warnings: [] });
    expect((await xihe.on(api).showVehicle({ id: old.vehicle.id })).vehicle.plateNo).toBeNull();
    const stranger = await xihe.on(api).addVehicle(car({ ownerId: ids.wu, plateNo: '皖B44444' }));
    expect(stranger.warnings).toEqual(['plateOnAnotherCar']);
    expect((await xihe.on(api).showVehicle({ id: fresh.vehicle.id })).vehicle.plateNo).toBe('皖B44444');
  });
});

describe('another owner', () => {
  test('the seller loses the car at once, the buyer sees nothing of the seller’s time (F1, F2)', async () => {
    const { vehicle } = await xihe.on(api).addVehicle(car({ plateNo: '闽C55555' }));
    const [seller, buyer] = [asOwner(ids.zhou), asOwner(ids.wu)];
    expect((await seller.on(api).showVehicle({ id: vehicle.vin })).vehicle.plateNo).toBe('闽C55555');
    await xihe.on(api).transferVehicle({ id: vehicle.id, toOwnerId: ids.wu, plateNo: '闽CD66666', fromOn: '2026-11-20', why: '二手车过户', version: 1 });
    expect(await refusalOf(seller.call('showVehicle', { id: vehicle.vin }))).toBe('vehicleNotFound');
    expect((await seller.on(api).listMyVehicles({})).vehicles.map((one) => one.vin)).not.toContain(vehicle.vin);
    const seen = await buyer.on(api).showVehicle({ id: vehicle.vin });
    expect(seen.plates).toEqual([{ plateNo: '闽CD66666', fromOn: '2026-11-20', toOn: null }]);
    expect(seen.owners).toEqual([{ ownerId: ids.wu, name: '吴敏', fromOn: '2026-11-20', toOn: null }]);
    const staffView = await xihe.on(api).showVehicle({ id: vehicle.vin });
    expect(staffView.owners.map((one) => [one.name, one.fromOn, one.toOn])).toEqual([['吴敏', '2026-11-20', null], ['周明', '2025-03-01', '2026-11-20']]);
    expect(staffView.plates.map((one) => one.plateNo)).toEqual(['闽CD66666', '闽C55555']);
  });

  test('must be another, known to the brand, on the latest version, and not before the present owner', async () => {
    const { vehicle } = await xihe.on(api).addVehicle(car());
    const to = (more: object) => refusalOf(xihe.call('transferVehicle', { id: vehicle.id, toOwnerId: ids.wu, plateNo: null, why: '过户', version: 1, ...more }));
    expect(await to({ toOwnerId: ids.zhou })).toBe('sameOwner');
    expect(await to({ toOwnerId: ids.chen })).toBe('ownerNotFound');
    expect(await to({ fromOn: '2025-01-01' })).toBe('transferDayNotValid');
    expect(await to({ plateNo: 'nonsense' })).toBe('plateNotValid');
    expect(await to({ version: 7 })).toBe('staleEdit');
    expect(await to({})).toBe('done');
  });

  test('is asked for twice at the same moment: one is done, the other is told', async () => {
    const { vehicle } = await xihe.on(api).addVehicle(car());
    const ask = () => refusalOf(xihe.call('transferVehicle', { id: vehicle.id, toOwnerId: ids.wu, plateNo: null, why: '过户', version: 1 }));
    expect((await Promise.all([ask(), ask()])).sort()).toSatisfy(([a, b]: (string | undefined)[]) => a === 'done' && ['sameOwner', 'staleEdit'].includes(b ?? ''));
    expect((await xihe.on(api).showVehicle({ id: vehicle.vin })).owners).toHaveLength(2);
  });
});
