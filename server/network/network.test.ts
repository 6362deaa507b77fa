import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { unitOfWork } from '#platform/tx';
import { absentOn, baysOf, findOutlet, outletsFor, techniciansOf, workingHours } from '#network';
import { api as brandsApi } from '../brands/api.ts';
import { api as peopleApi } from '../people/api.ts';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const head = home.staff({ role: 'administrator' });
const xiheAdmin = home.staff({ role: 'administrator', brandId: 'xihe' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-1' });
const elsewhere = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'beijing-1' });
const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);

const fields = {
  name: '曦和上海闵行服务中心', nameEn: 'Xihe Shanghai Minhang', city: '上海', cityEn: 'Shanghai', tier: 1, kind: 'serviceCentre' as const, address: '闵行区申滨路 1 号', phone: '021-60000001',
  lon: 121.3, lat: 31.19, brandIds: ['xihe'], capabilities: ['lift', 'hvBay'] as ('lift' | 'hvBay' | 'paint')[],
  weeklyHours: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '08:30', closes: '17:30' })), opensOnHolidays: false,
};

beforeAll(async () => {
  await head.on(brandsApi).setUpAlliance({ name: '同程联盟', nameEn: 'Tongcheng Alliance' });
  for (const id of ['xihe', 'yuanlan']) await head.on(brandsApi).addBrand({ id, name: id, nameEn: id, hotline: '400-820-0001' });
  await head.on(api).addOutlet({ id: 'shanghai-1', ...fields });
  home.clock.advance({ seconds: 1 });
  await head.on(api).addOutlet({ id: 'beijing-1', ...fields, name: '京', nameEn: 'Beijing shared', city: '北京', cityEn: 'Beijing', brandIds: ['xihe', 'yuanlan'], capabilities: ['lift'] });
});

describe('outlets', () => {
  test('are public, by brand, city in either language, and capability', async () => {
    const ids = async (where: object) => (await home.nobody.call('listOutlets', { ...where }) as { outlets: { id: string }[] }).outlets.map((outlet) => outlet.id);
    expect(await ids({})).toEqual(['shanghai-1', 'beijing-1']);
    expect(await ids({ brandId: 'yuanlan' })).toEqual(['beijing-1']);
    expect(await ids({ city: '上海' })).toEqual(['shanghai-1']);
    expect(await ids({ city: 'beijing' })).toEqual(['beijing-1']);
    expect(await ids({ brandId: 'xihe', capability: 'hvBay' })).toEqual(['shanghai-1']);
    expect(await ids({ capability: 'paint' })).toEqual([]);
  });

  test('an outlet without the bay is never among those for that work', async () => {
    expect((await home.inside((tx) => outletsFor(tx, { brandId: 'yuanlan', capability: 'hvBay' }))).length).toBe(0);
    expect(await refusalOf(home.inside((tx) => findOutlet(tx, 'nowhere')))).toBe('outletNotFound');
  });

  test('serve the brands whose administrators said so (A1)', async () => {
    expect(await refusalOf(xiheAdmin.call('addOutlet', { ...fields, brandIds: ['xihe', 'yuanlan'] }))).toBe('notAllowed');
    expect(await refusalOf(head.call('addOutlet', { ...fields, brandIds: ['nope'] }))).toBe('brandNotFound');
    expect(await refusalOf(xiheAdmin.call('changeOutlet', { id: 'beijing-1', ...fields, brandIds: ['xihe'], version: 1 }))).toBe('notAllowed');
    expect(await refusalOf(manager.call('changeOutlet', { id: 'shanghai-1', ...fields, brandIds: ['xihe', 'yuanlan'], version: 1 }))).toBe('notAllowed');
    expect(await refusalOf(home.staff({ role: 'administrator', brandId: 'yuanlan' }).call('changeOutlet', { id: 'shanghai-1', ...fields, version: 1 }))).toBe('notAllowed');
  });

  test('are changed by who runs them, on the latest version only', async () => {
    expect(await refusalOf(elsewhere.call('changeOutlet', { id: 'shanghai-1', ...fields, version: 1 }))).toBe('notAllowed');
    expect(await manager.on(api).changeOutlet({ id: 'shanghai-1', ...fields, phone: '021-60000002', version: 1 })).toMatchObject({ phone: '021-60000002', version: 2 });
    expect(await refusalOf(manager.call('changeOutlet', { id: 'shanghai-1', ...fields, version: 1 }))).toBe('staleEdit');
    expect(await refusalOf(manager.call('changeOutlet', { id: 'nowhere', ...fields, version: 1 }))).toBe('outletNotFound');
  });

  test('do not take hours that cannot be (A2), nor places off the earth, nor a code twice', async () => {
    expect(await refusalOf(head.call('addOutlet', { ...fields, weeklyHours: [{ weekday: 1, opens: '18:00', closes: '08:00' }] }))).toBe('hoursNotValid');
    expect(await refusalOf(head.call('addOutlet', { ...fields, weeklyHours: [{ weekday: 1, opens: '8:00', closes: '25:00' }] }))).toBe('badInput');
    expect(await refusalOf(head.call('addOutlet', { ...fields, lat: 131 }))).toBe('badInput');
    expect(await refusalOf(head.call('addOutlet', { id: 'shanghai-1', ...fields }))).toBe('outletCodeTaken');
  });
});

describe('working hours', () => {
  const hours = async (onDay: string) => (await home.inside((tx) => workingHours(tx, 'shanghai-1', onDay))).map(({ opensAt, closesAt }) => `${opensAt.toISOString()}/${closesAt.toISOString()}`);

  test('follow the week, the holidays and the make-up days', async () => {
    expect(await hours('2026-11-24')).toEqual(['2026-11-24T00:30:00.000Z/2026-11-24T09:30:00.000Z']);
    expect(await hours('2026-11-29')).toEqual([]);
    expect(await hours('2026-10-01')).toEqual([]);
    expect(await hours('2026-09-20')).toEqual(['2026-09-20T00:30:00.000Z/2026-09-20T09:30:00.000Z']);
  });

  test('an exceptional day wins until it is dropped, and is announced with the outlet', async () => {
    await manager.on(api).setDayException({ id: 'shanghai-1', onDay: '2026-11-24', periods: [{ opens: '14:00', closes: '16:00' }], why: '盘点' });
    expect(await hours('2026-11-24')).toEqual(['2026-11-24T06:00:00.000Z/2026-11-24T08:00:00.000Z']);
    const shown = await home.nobody.on(api).showOutlet({ id: 'shanghai-1' });
    expect(shown.exceptions).toEqual([{ onDay: '2026-11-24', periods: [{ opens: '14:00', closes: '16:00' }], why: '盘点' }]);
    expect(shown.open).toEqual([{ opensAt: '2026-11-24T06:00:00.000Z', closesAt: '2026-11-24T08:00:00.000Z' }]);
    await manager.on(api).setDayException({ id: 'shanghai-1', onDay: '2026-11-24', periods: [], why: '停电' });
    expect(await hours('2026-11-24')).toEqual([]);
    expect(await refusalOf(elsewhere.call('dropDayException', { id: 'shanghai-1', onDay: '2026-11-24' }))).toBe('notAllowed');
    await manager.on(api).dropDayException({ id: 'shanghai-1', onDay: '2026-11-24' });
    expect(await hours('2026-11-24')).toHaveLength(1);
    expect(await refusalOf(manager.call('setDayException', { id: 'shanghai-1', onDay: '2026-11-24', periods: [{ opens: '14:00', closes: '13:00' }], why: 'xx' }))).toBe('hoursNotValid');
  });
});

describe('bays', () => {
  test('have a name of their own, and out of use are listed but not planned (Y1, Y2)', async () => {
    const one = await manager.on(api).addBay({ outletId: 'shanghai-1', name: '1 号高压工位', capabilities: ['lift', 'hvBay'] });
    const two = await manager.on(api).addBay({ outletId: 'shanghai-1', name: '2 号工位', capabilities: ['lift'] });
    expect(await refusalOf(manager.call('addBay', { outletId: 'shanghai-1', name: ' 1 号高压工位 ', capabilities: [] }))).toBe('bayNameTaken');
    expect(await refusalOf(manager.call('changeBay', { ...two, outletId: undefined, name: '1 号高压工位', version: two.version }))).toBe('bayNameTaken');
    await manager.on(api).changeBay({ id: one.id, name: one.name, capabilities: one.capabilities, inUse: false, version: one.version });
    expect((await manager.on(api).listBays({ outletId: 'shanghai-1' })).bays.map((bay) => [bay.name, bay.inUse])).toEqual([['1 号高压工位', false], ['2 号工位', true]]);
    expect((await home.inside((tx) => baysOf(tx, 'shanghai-1'))).map((bay) => bay.name)).toEqual(['2 号工位']);
    expect(await refusalOf(manager.call('changeBay', { id: one.id, name: one.name, capabilities: [], inUse: true, version: one.version }))).toBe('staleEdit');
    expect(await refusalOf(elsewhere.call('addBay', { outletId: 'shanghai-1', name: 'x', capabilities: [] }))).toBe('notAllowed');
    expect(await refusalOf(elsewhere.call('changeBay', { id: two.id, name: 'x', capabilities: [], inUse: true, version: two.version }))).toBe('notAllowed');
  });
});

describe('technicians', () => {
  let zhao = '';
  let shared = '';
  beforeAll(async () => {
    const add = async (userName: string, grants: { role: 'technician' | 'adviser'; brandId: string | null; outletId: string }[]) => (await head.on(peopleApi).addStaff({ userName, name: userName, grants })).id;
    zhao = await add('zhao', [{ role: 'technician', brandId: 'xihe', outletId: 'shanghai-1' }]);
    shared = await add('shared', [{ role: 'technician', brandId: 'xihe', outletId: 'beijing-1' }, { role: 'technician', brandId: 'yuanlan', outletId: 'beijing-1' }]);
    await add('adviser', [{ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-1' }]);
  });
  const paper = (staffId: string, kind: 'lvElectrician' | 'makerHv', number: string, brandId: string | null = null) => ({ staffId, kind, brandId, number, validFrom: '2026-01-01', validTo: '2026-12-31' });

  test('are those who hold the role at this outlet, with their papers', async () => {
    await manager.on(api).addCertificate(paper(zhao, 'lvElectrician', 'T310'));
    const withoutCourse = (await manager.on(api).listTechnicians({ outletId: 'shanghai-1' })).technicians;
    expect(withoutCourse).toMatchObject([{ staffId: zhao, name: 'zhao', brandIds: ['xihe'], mayWorkHv: false, absences: [] }]);
    const course = await manager.on(api).addCertificate(paper(zhao, 'makerHv', 'XH-1', 'xihe'));
    expect((await manager.on(api).listTechnicians({ outletId: 'shanghai-1' })).technicians[0]?.mayWorkHv).toBe(true);
    await manager.on(api).withdrawCertificate({ id: course.id, why: '复训未通过' });
    expect((await manager.on(api).listTechnicians({ outletId: 'shanghai-1' })).technicians[0]?.mayWorkHv).toBe(false);
  });

  test('of a shared outlet: each brand sees who serves it', async () => {
    const seen = await unitOfWork(home.world, home.staff({ role: 'adviser', brandId: 'yuanlan', outletId: 'beijing-1' }).actor, (tx) => techniciansOf(tx, 'beijing-1'));
    expect(seen).toMatchObject([{ staffId: shared, brandIds: ['yuanlan'] }]);
    expect(await home.inside((tx) => techniciansOf(tx, 'beijing-1'))).toMatchObject([{ staffId: shared, brandIds: ['xihe', 'yuanlan'] }]);
  });

  test('a certificate needs sound dates, a number nobody else has, and a manager of the place', async () => {
    expect(await refusalOf(manager.call('addCertificate', { ...paper(zhao, 'makerHv', 'XH-2'), validTo: '2025-01-01' }))).toBe('certificateDatesNotValid');
    expect(await refusalOf(manager.call('addCertificate', paper(zhao, 'lvElectrician', 'T310')))).toBe('certificateNumberTaken');
    expect(await refusalOf(elsewhere.call('addCertificate', paper(zhao, 'lvElectrician', 'T311')))).toBe('notAllowed');
    expect(await refusalOf(manager.call('addCertificate', paper(shared, 'lvElectrician', 'T312')))).toBe('notAllowed');
    expect(await refusalOf(manager.call('addCertificate', paper('nobody', 'lvElectrician', 'T313')))).toBe('staffNotFound');
    const { staff } = await head.on(peopleApi).listStaff({ text: 'adviser' });
    expect(await refusalOf(head.call('addCertificate', paper(staff[0]?.id ?? '', 'lvElectrician', 'T314')))).toBe('technicianNotFound');
  });

  test('are absent from the first to the last day, not twice, and back when dropped', async () => {
    const away = await manager.on(api).addAbsence({ staffId: zhao, firstOn: '2026-11-24', lastOn: '2026-11-25', kind: 'sick' });
    const on = async (day: string) => [...(await home.inside((tx) => absentOn(tx, [zhao, shared], day)))];
    expect([await on('2026-11-23'), await on('2026-11-24'), await on('2026-11-25'), await on('2026-11-26')]).toEqual([[], [zhao], [zhao], []]);
    expect(await refusalOf(manager.call('addAbsence', { staffId: zhao, firstOn: '2026-11-25', lastOn: '2026-11-27', kind: 'leave' }))).toBe('absenceNotValid');
    expect(await refusalOf(manager.call('addAbsence', { staffId: zhao, firstOn: '2026-11-29', lastOn: '2026-11-28', kind: 'leave' }))).toBe('absenceNotValid');
    expect((await manager.on(api).listTechnicians({ outletId: 'shanghai-1' })).technicians[0]?.absences).toMatchObject([{ kind: 'sick' }]);
    expect(await refusalOf(elsewhere.call('dropAbsence', { id: away.id }))).toBe('notAllowed');
    await manager.on(api).dropAbsence({ id: away.id });
    expect(await on('2026-11-24')).toEqual([]);
  });
});
