// A service manager's first ten minutes: today's cars by stage and blocker, and the month to date, each figure two presses from
// its records; a car whose parts came in part goes home and comes back.
import { beforeAll, expect, test } from 'vitest';
import { newCar, shop, visit, type Shop } from '../../server/workorders/small-shop.test-data.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-24T01:00:00Z'); // Tuesday 09:00 in Beijing
const { home } = walk;
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
}, 120_000);

test('the manager’s month: every figure stands beside its guard, its list holds what it says, and the next press opens the record', async () => {
  const done = await (await visit(home, people)).ready(['MAINTAIN']);
  await done.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' });
  home.clock.advance({ minutes: 1 });
  const page = await walk.pageOf(people.manager, '/console/month');
  await page.getByRole('link', { name: /交车台次/ }).getByText('1', { exact: true }).waitFor();
  expect(await page.locator('.c-pair').count()).toBe(6);
  expect(await page.locator('.c-figure').count()).toBe(12);
  const [name, value] = [await page.locator('.c-figure > span').first().boundingBox(), await page.locator('.c-figure > b').first().boundingBox()];
  expect((name?.y ?? 0) + (name?.height ?? 0), 'the figure stands under its name').toBeLessThanOrEqual(value?.y ?? 0);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('link', { name: /交车台次/ }).click();
  await page.getByRole('row').filter({ hasText: done.page.workOrder.number }).waitFor();
  expect(await page.getByRole('row').count()).toBe(2); // its head and the one car
  await page.getByRole('link', { name: done.page.workOrder.number }).click();
  await page.getByRole('heading', { name: new RegExp(done.page.workOrder.number) }).waitFor();
  expect(walk.trouble).toEqual([]);
}, 240_000);

test('a regional manager’s month opens at an outlet of the own brand, and offers no other', async () => {
  await home.staff({ role: 'administrator' }).call('addBrand', { id: 'other', name: '别家', nameEn: 'Other', hotline: '400-820-0009' });
  const { id } = await home.staff({ role: 'administrator' }).call('addOutlet', {
    name: '阿坝别家店', nameEn: 'Aba Other', city: '阿坝', cityEn: 'Aba', tier: 3, kind: 'serviceCentre', address: '一路 1 号', phone: '0837-8888888', lon: 102.2, lat: 31.9, brandIds: ['other'], capabilities: ['lift'], weeklyHours: [], opensOnHolidays: false,
  });
  const page = await walk.pageOf(home.staff({ role: 'regionalManager', brandId: 'xihe' }), '/console/month');
  await page.locator('.c-pair').first().waitFor();
  expect(await page.locator(`option[value="${id}"]`).count()).toBe(0);
  expect(walk.trouble).toEqual([]);
}, 120_000);

test('parts that came in part: the adviser orders and receives, the owner takes the car home and books when the work goes on', async () => {
  const one = await visit(home, people, await newCar(home));
  await one.estimate(['CHARGE-PORT'], [], [{ code: 'P-12V', quantity: 2 }]);
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  const desk = await walk.pageOf(people.adviser, `/console/work-orders/${one.id}`);
  await desk.getByRole('button', { name: '订购备件' }).click();
  await desk.getByRole('checkbox', { name: /充电口总成/ }).check();
  await desk.getByRole('checkbox', { name: /12V 蓄电池/ }).check();
  await desk.getByLabel('预计到货日').fill('2026-11-26');
  await desk.getByRole('button', { name: '确认订购' }).click();
  await desk.getByLabel('12V 蓄电池 到货数量').fill('2');
  await desk.getByRole('button', { name: '登记到货' }).click();
  await desk.getByText('已到', { exact: true }).waitFor();
  expect(await barriers(desk)).toEqual([]);
  const phone = await walk.pageOf(one.car.owner, `/owner/cases/${one.car.caseId}`, { width: 390 });
  await phone.getByRole('button', { name: '我先开走' }).click();
  await phone.getByText('您先开走').waitFor();
  await desk.getByText('让车先开走').first().click();
  await desk.getByLabel('里程（km）').fill('12001');
  await desk.getByLabel('电量（%）').fill('60');
  await desk.getByRole('button', { name: '让车先开走' }).click();
  await phone.getByRole('button', { name: '预约续修时间' }).click();
  await phone.locator('.o-slots button').first().click();
  await phone.getByRole('button', { name: '预约这个时间' }).click();
  await phone.getByText('续修时间').waitFor();
  expect(await barriers(phone)).toEqual([]);
  await desk.getByText('续修预约').waitFor();
  expect((await one.fresh()).partsWait?.resume?.state).toBe('booked');
  expect(walk.trouble).toEqual([]);
}, 240_000);
