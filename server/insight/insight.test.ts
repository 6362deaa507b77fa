import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/database';
import { house } from '#platform/testing';
import { api as brandsApi } from '../brands/api.ts';
import { api as casesApi } from '../cases/api.ts';
import { api as networkApi } from '../network/api.ts';
import { api as peopleApi } from '../people/api.ts';
import { api as vehiclesApi } from '../vehicles/api.ts';
import { api } from './api.ts';
import { nextStep } from './setup-state.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const head = home.staff({ role: 'administrator' });
const adviser = home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-1' });
let ownerId = '';
const next = async () => (await home.nobody.on(api).setupState({})).next;

describe('the first set-up', () => {
  test('goes step by step until all are done (S1)', async () => {
    expect(await home.nobody.on(api).setupState({})).toMatchObject({ empty: true, next: 'administrator' });
    await home.app.inject({ method: 'POST', url: '/api/set-up/administrator', payload: { userName: 'boss', name: '王晓雁', password: 'blue kettle by the sea' } });
    expect(await next()).toBe('alliance');
    await head.on(brandsApi).setUpAlliance({ name: '同程联盟', nameEn: 'Tongcheng Alliance' });
    expect(await next()).toBe('brand');
    for (const id of ['xihe', 'yuanlan']) await head.on(brandsApi).addBrand({ id, name: id === 'xihe' ? '曦和' : '远岚', nameEn: id, hotline: '400-820-0001' });
    expect(await next()).toBe('model');
    await head.on(brandsApi).addModel({ id: 'xihe-h1', brandId: 'xihe', name: '曦和 H1', nameEn: 'Xihe H1', chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 75, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 70 });
    expect(await next()).toBe('outlet');
    await head.on(networkApi).addOutlet({
      id: 'shanghai-1', name: '闵行服务中心', nameEn: 'Minhang', city: '上海', cityEn: 'Shanghai', tier: 1, kind: 'serviceCentre', address: '申滨路 1 号', phone: '021-60000001',
      lon: 121.3, lat: 31.2, brandIds: ['xihe'], capabilities: ['lift'], weeklyHours: [], opensOnHolidays: false,
    });
    expect(await next()).toBe('staff');
    await head.on(peopleApi).addStaff({ userName: 'zhao', name: '赵', grants: [{ role: 'technician', brandId: 'xihe', outletId: 'shanghai-1' }] });
    expect(await home.nobody.on(api).setupState({})).toMatchObject({ empty: false, next: null });
  });

  test('the next step is the first not done, whatever came later', () => {
    const all = { administrator: true, alliance: true, brand: true, model: true, outlet: true, staff: true };
    expect(nextStep(all)).toBeNull();
    expect(nextStep({ ...all, brand: false, outlet: false })).toBe('brand');
  });
});

describe('who am I', () => {
  test('a member of staff, with the names of brand and outlet', async () => {
    expect(await adviser.on(api).whoAmI({})).toMatchObject({
      kind: 'staff', language: 'zh', grants: [{ role: 'adviser', brand: { id: 'xihe', name: '曦和' }, outlet: { id: 'shanghai-1', nameEn: 'Minhang' } }], brands: [{ id: 'xihe' }],
    });
    expect((await head.on(api).whoAmI({})).brands.map((brand) => brand.id)).toEqual(['xihe', 'yuanlan']);
  });

  test('an owner, in the language they chose', async () => {
    ownerId = (await adviser.on(peopleApi).addOwner({ brandId: 'xihe', name: '周明', phone: '13812341234', kind: 'person', language: 'en' })).id;
    expect(await home.owner({ id: ownerId, name: '周明', brandIds: ['xihe'] }).on(api).whoAmI({})).toMatchObject({ kind: 'owner', id: ownerId, name: '周明', language: 'en', grants: [], brands: [{ id: 'xihe' }] });
  });

  test('nobody', async () => {
    expect(await home.nobody.on(api).whoAmI({})).toEqual({ kind: 'nobody', id: null, name: '', language: 'zh', mustChangePassword: false, grants: [], brands: [] });
  });
});

describe('the one search box', () => {
  let vehicleId = '';
  beforeAll(async () => {
    const { vehicle } = await adviser.on(vehiclesApi).addVehicle({ vin: 'LTEST4E11TA000001', modelId: 'xihe-h1', ownerId, plateNo: '沪AD12345', colour: '蓝', deliveredOn: null, usageNature: 'household' });
    vehicleId = vehicle.id;
  });

  test.each(['沪AD12345', '沪ad 1234', 'LTEST4E11TA000001', '000001', 'D12345'])('“%s” leads to the car', async (text) => {
    expect((await adviser.on(api).search({ text })).hits).toMatchObject([{ kind: 'vehicle', id: vehicleId, label: '沪AD12345', detail: '曦和 H1 · LTE********000001 · 周明 · 138****1234' }]);
  });

  test.each(['13812341234', '周明'])('“%s” leads to the car and the owner', async (text) => {
    expect((await adviser.on(api).search({ text })).hits.map((hit) => [hit.kind, hit.id])).toEqual([['vehicle', vehicleId], ['owner', ownerId]]);
  });

  test('finds nothing across the wall (Q1)', async () => {
    for (const text of ['沪AD12345', '13812341234', '周明', '000001', 'LTEST4E11TA000001']) expect((await home.staff({ role: 'agent', brandId: 'yuanlan' }).on(api).search({ text })).hits).toEqual([]);
  });

  test('shows a technician the car, not the owner list (Q2)', async () => {
    expect((await home.staff({ role: 'technician', brandId: 'xihe', outletId: 'shanghai-1' }).on(api).search({ text: '周明' })).hits.map((hit) => hit.kind)).toEqual(['vehicle']);
  });

  test('an open case comes before the car and the owner, by number too, and never across the wall (Q1, Q3)', async () => {
    const agent = home.staff({ role: 'agent', brandId: 'xihe' });
    await agent.on(casesApi).openCase({ vehicleId, words: '车充不进电了' });
    const { hits } = await agent.on(api).search({ text: '周明' });
    expect(hits.map((hit) => hit.kind)).toEqual(['case', 'vehicle', 'owner']);
    expect(hits[0]).toMatchObject({ detail: '沪AD12345 · 曦和 H1', stage: 'open' });
    const number = hits[0]?.label ?? '';
    expect((await agent.on(api).search({ text: number })).hits.map((hit) => [hit.kind, hit.label])).toEqual([['case', number]]);
    expect((await home.staff({ role: 'agent', brandId: 'yuanlan' }).on(api).search({ text: number })).hits).toEqual([]);
  });

  test('finds nothing for blanks', async () => {
    expect((await adviser.on(api).search({ text: '   ' })).hits).toEqual([]);
  });
});

describe('found by how a name is typed by sound', () => {
  const kinds = async (who: typeof adviser, text: string) => (await who.on(api).search({ text })).hits.map((hit) => `${hit.kind} ${hit.label}`);
  test('an owner, an outlet, and for those who may list them members of staff', async () => {
    await head.on(peopleApi).addStaff({ userName: 'zw01', name: '赵伟', grants: [{ role: 'technician', brandId: 'xihe', outletId: 'shanghai-1' }] });
    expect(await kinds(head, 'zhouming')).toContain('owner 周明');
    expect(await kinds(adviser, 'zm')).toContain('owner 周明');
    expect(await kinds(adviser, 'minhang')).toContain('outlet 闵行服务中心');
    expect(await kinds(adviser, 'mhfw')).toContain('outlet 闵行服务中心');
    expect(await kinds(head, 'zhaowei')).toContain('staff 赵伟');
    expect(await kinds(adviser, 'zhaowei')).not.toContain('staff 赵伟');
  });
  test('names that were there before are found once the round has written how they sound', async () => {
    await home.inside((tx) => tx.db.query(sql`update people.owner_brands set sounds = null`));
    await home.inside((tx) => tx.db.query(sql`update network.outlets set sounds = null`));
    expect(await kinds(adviser, 'zhouming')).toEqual([]);
    await home.runRounds();
    expect(await kinds(adviser, 'zhouming')).toContain('owner 周明');
    expect(await kinds(adviser, 'mhfw')).toContain('outlet 闵行服务中心');
  });
  test('a name that was corrected is found by its new sound only', async () => {
    const { owner } = await adviser.on(peopleApi).showOwner({ id: ownerId });
    await adviser.on(peopleApi).changeOwner({ id: ownerId, brandId: 'xihe', name: '单明', kind: 'person', version: owner.version });
    expect(await kinds(adviser, 'shanming')).toContain('owner 单明');
    expect(await kinds(adviser, 'zhouming')).not.toContain('owner 单明');
  });
});
