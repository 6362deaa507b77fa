// A dispatcher's first ten minutes, with a technician, a driver and an owner beside it: vehicles and what they carry, a job dragged with
// its reasons before it is dropped, kept, undone; an emergency put in; a technician ill; a road closed; a car fetched by its codes.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Caller } from '#platform/testing';
import { newCar, shop, type Car, type Shop } from '../../server/workorders/small-shop.test-data.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-24T01:00:00Z'); // Tuesday 09:00 in Beijing
const { home } = walk;
const outletId = 'shanghai-one';
const usual = { plateNo: null as string | null, tools: [] as string[], heightCm: 198, lon: null, lat: null, shiftFrom: '08:30', shiftUntil: '18:00', overtimeMin: 60, breakFrom: '11:30', breakUntil: '13:30', breakMin: 30, inUse: true };
let people: Shop;
let dispatcher: Caller;
let cars: Car[] = [];
const jobs: string[] = [];
beforeAll(async () => {
  people = await shop(home);
  dispatcher = home.staff({ role: 'dispatcher', brandId: 'xihe', name: '调度' });
  for (const [name, kind, staffId] of [['一号车', 'serviceVan', people.ids.worker], ['取送', 'driver', people.ids.untrained]] as const) await people.administrator.call('addVan', { outletId, name, kind, staffId, ...usual });
  cars = [await newCar(home, 'xihe', {}, 'nobody'), await newCar(home, 'xihe', {}, 'nobody'), await newCar(home, 'xihe', {}, 'nobody')];
  for (const [nth, car] of cars.entries()) {
    const kind = nth === 2 ? 'pickUp' : 'homeVisit';
    const operations = nth === 2 ? [] : ['LV-BATTERY'];
    const place = { lon: 121.3 + nth * 0.02, lat: 31.2, address: `沪闵路 ${100 + nth} 号` };
    const { days } = await car.owner.call('findVisitTimes', { vehicleId: car.vehicleId, kind, operations, lon: place.lon, lat: place.lat, days: 1 });
    jobs.push((await car.owner.call('askVisit', { vehicleId: car.vehicleId, kind, operations, place, fromAt: days[0].windows[nth === 2 ? 0 : 1].fromAt })).id);
  }
}, 400_000);

const jobOf = async (nth: number) => (await dispatcher.call('showDispatch', { outletId })).jobs.find((job: { id: string }) => job.id === jobs[nth]);
const blocks = (page: Page) => page.locator('.d-lines .d-job');

test('ten minutes of a dispatcher', async () => {
  const page = await walk.pageOf(dispatcher, '/console/dispatch');
  await page.getByRole('heading', { name: '网点车辆' }).waitFor();
  // what a vehicle is and carries
  await page.getByRole('button', { name: '添加车辆' }).click();
  await page.getByLabel('名称').fill('二号车');
  await page.getByLabel('平时的驾驶员').selectOption({ label: '吴师傅' });
  await page.getByText('搭电设备', { exact: true }).click();
  await page.getByRole('button', { name: '保存' }).click();
  const row = page.locator('tr', { hasText: '二号车' });
  await row.getByText('搭电设备').waitFor();
  await row.getByRole('button', { name: '清点备件' }).click();
  await page.getByLabel('清点到').fill('2');
  await page.getByLabel('每天早上应有').fill('1');
  await page.getByRole('button', { name: '保存' }).click();
  await row.getByText('2（常备 1）').waitFor();
  await page.getByRole('button', { name: '返回' }).click();

  await page.getByRole('button', { name: '整日排程' }).click();
  await page.getByText('第 1 版').first().waitFor();
  await expect.poll(() => blocks(page).count(), { timeout: 30_000 }).toBe(3);
  expect(await barriers(page)).toEqual([]);

  // what an owner writes of the place is kept, or said to be wrong; the board shows it
  const waits = await walk.pageOf((cars[1] as Car).owner, '/owner', { width: 390 });
  await waits.getByText('现场准备').click();
  await waits.getByLabel('限高（厘米）').fill('5');
  await waits.getByText('请填 120 至 600 之间的厘米数').waitFor();
  expect(await waits.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
  await waits.getByLabel('限高（厘米）').fill('210');
  await waits.getByRole('button', { name: '保存' }).click();
  await expect.poll(async () => (await jobOf(1)).readiness.heightCm, { timeout: 30_000 }).toBe(210);
  await page.getByRole('button', { name: (await jobOf(1)).number, exact: true }).click();
  await page.getByText('限高 210 厘米').waitFor();

  // dragged: what it would do is said while it hangs over the place, and nothing has happened yet
  const before = await jobOf(0);
  const target = page.getByRole('group', { name: '取送' }); // its driver mends nothing
  await page.locator(`.d-lines .d-job[title*="${before.number}"]`).hover();
  await page.mouse.down();
  const box = await target.boundingBox();
  if (box === null) throw new Error('no line to drop on');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
  await page.locator('.d-says[data-fits="false"]').waitFor();
  expect(await page.locator('.d-says').textContent()).toMatch(/：\S/); // the rule that breaks
  await page.mouse.up();
  await page.getByRole('alert').or(page.locator('.k-notice[data-tone=danger]')).first().waitFor();
  expect(await jobOf(0)).toMatchObject({ vanId: before.vanId });
  expect(await page.locator('.k-notice[data-tone=danger]').first().textContent()).toMatch(/不可派：\S/); // the rule, and not only that there is one
  // by keyboard: past a vehicle that may not, to one that may; what it would do is read first, and whoever moved it is still at it
  await page.locator(`.d-lines .d-job[title*="${before.number}"]`).focus();
  const other = (await dispatcher.call('showDispatch', { outletId })).vans.find((van: { id: string; kind: string }) => van.kind === 'serviceVan' && van.id !== before.vanId);
  for (let nth = 0; nth < 3 && !(await page.locator('.d-says').textContent())?.startsWith(`${other.name}：`); nth += 1) {
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('.d-says strong').waitFor();
    await page.waitForTimeout(1_500);
  }
  expect(await jobOf(0)).toMatchObject({ vanId: before.vanId }); // only looked at
  await page.locator('.d-says[data-fits="true"]', { hasText: '回车放下' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await jobOf(0)).vanId, { timeout: 30_000 }).toBe(other.id);
  await page.getByText('第 2 版').first().waitFor();
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset['job']), { timeout: 30_000 }).toBe(jobs[0]);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('Control+z'); // wherever one is on the page
  await expect.poll(async () => (await jobOf(0)).vanId, { timeout: 30_000 }).toBe(before.vanId);
  await page.getByText('第 3 版').first().waitFor();
  // what is looked for stays, the rest steps back
  await page.getByLabel('车牌、单号、车主或地址').fill(before.number);
  await expect.poll(() => page.locator('tr[data-late]').count()).toBe(1);
  expect(await page.locator('.d-lines .d-job[data-dim="true"]').count()).toBe(2);
  await page.getByLabel('车牌、单号、车主或地址').fill('');
  // kept there
  await page.locator(`.d-lines .d-job[title*="${before.number}"]`).focus();
  await page.keyboard.press('p');
  await expect.poll(async () => (await jobOf(0)).pinned, { timeout: 30_000 }).toBe(true);
  await page.getByText('第 4 版').first().waitFor();
  await page.locator(`.d-lines .d-job[title*="${before.number}"]`).focus();
  await page.keyboard.press('p');
  await expect.poll(async () => (await jobOf(0)).pinned, { timeout: 30_000 }).toBe(false);

  // another dispatcher meanwhile: who saw the older day is told, and overwrites nothing
  const second = await walk.pageOf(home.staff({ role: 'dispatcher', brandId: 'xihe', name: '调度乙' }), '/console/dispatch');
  await second.getByText('第 5 版').first().waitFor();
  await second.route('**/api/outlets/*/dispatch?*', (route) => route.abort()); // it hears of nothing more
  const { version } = await dispatcher.call('showDispatch', { outletId });
  await dispatcher.call('moveJob', { jobId: jobs[1], vanId: null, version });
  await second.locator(`.d-lines .d-job[title*="${before.number}"]`).focus();
  await second.keyboard.press('p');
  await second.locator('.k-notice[data-tone=danger], .k-notice[data-tone=warn], [role=alert]').first().waitFor();
  expect((await jobOf(0)).pinned).toBe(false);
  await page.getByText('第 6 版').first().waitFor(); // who goes back knows what is taken back
  await page.getByRole('button', { name: '撤销上一步' }).click();
  await expect.poll(async () => (await jobOf(1)).vanId, { timeout: 30_000 }).not.toBeNull();

  // a road is closed: pointed at on the map
  await page.getByRole('button', { name: '报告异常' }).click();
  await page.getByLabel('发生了什么').selectOption({ label: '道路封闭' });
  await page.getByRole('dialog').locator('.d-map svg').click({ position: { x: 120, y: 90 } });
  await page.getByLabel('说明').fill('高架封闭');
  await page.getByRole('button', { name: '报告并生成建议' }).click();
  await page.locator('.d-map circle title', { hasText: '高架封闭' }).first().waitFor({ state: 'attached' });
  await page.getByRole('dialog').getByRole('button', { name: /知道了|保持现状/ }).click(); // what is proposed opens by itself
  // and opened again, with the reason; the technician's phone tells it
  const phone = await walk.pageOf(people.worker, '/technician', { width: 390 });
  await phone.getByText('道路封闭').waitFor();
  await page.getByRole('button', { name: '恢复通行' }).click();
  await page.getByLabel('为什么恢复').fill('抢修完成');
  await page.getByRole('dialog').getByRole('button', { name: '恢复通行' }).click();
  await page.getByRole('dialog', { name: '重排建议' }).getByRole('button', { name: /知道了|保持现状/ }).click();
  await expect.poll(() => page.locator('.d-map .closed').count(), { timeout: 30_000 }).toBe(0);
  await phone.reload();
  await phone.getByText(/恢复通行.*抢修完成/).waitFor();
  // what nobody is at cannot be late: it is said, and no empty list is shown
  await page.getByRole('button', { name: '报告异常' }).click();
  await page.getByLabel('发生了什么').selectOption({ label: '作业超时' });
  await page.getByText('现在没有进行中的任务。').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '收起' }).click();
  // a technician is ill: the proposal says what changes for whom, and is accepted
  await page.getByRole('button', { name: '报告异常' }).click();
  await page.getByLabel('哪辆车').selectOption({ label: '一号车 周师傅' });
  await page.getByRole('button', { name: '报告并生成建议' }).click();
  await page.getByRole('button', { name: '接受并通知' }).click();
  const ill = (await dispatcher.call('showDispatch', { outletId })).vans.find((van: { name: string }) => van.name === '一号车');
  expect(ill.off).toBe('ill');
  await expect.poll(async () => (await jobOf(0)).vanId, { timeout: 30_000 }).not.toBe(ill.id);

  // well again: one press
  await page.getByRole('row', { name: /一号车/ }).getByRole('button', { name: '恢复出车' }).click();
  await expect.poll(async () => (await dispatcher.call('showDispatch', { outletId })).vans.find((van: { name: string }) => van.name === '一号车').off, { timeout: 30_000 }).toBeNull();
  // the whole day again: nobody is moved before it was seen
  const { version: seen } = await dispatcher.call('showDispatch', { outletId });
  await page.getByRole('button', { name: '整日排程' }).click();
  await page.getByRole('dialog', { name: '重排建议' }).getByRole('button', { name: /知道了|保持现状/ }).click();
  expect((await dispatcher.call('showDispatch', { outletId })).version).toBe(seen);
  // a day that is none is today
  await page.goto(`/console/dispatch?outlet=${outletId}&on=banana`);
  await page.getByRole('heading', { name: '网点车辆' }).waitFor();
  // an emergency on the phone: one form, and the nearest vehicle that carries what it needs is on its way
  const stranded = await newCar(home, 'xihe', {}, 'nobody');
  await page.getByRole('button', { name: '紧急插单' }).click();
  await page.getByLabel('来电人、车牌或 VIN').fill(stranded.phone);
  await page.getByLabel('出了什么事').selectOption('twelveVolt');
  await page.getByRole('dialog').locator('.d-map svg').click({ position: { x: 200, y: 160 } });
  await page.getByRole('button', { name: '开单并派救援' }).click();
  await page.locator('.d-lane', { hasText: '二号车' }).locator('.d-job', { hasText: '救援' }).waitFor();
  expect(await page.getByRole('link', { name: '看谁去、几点到' }).getAttribute('href')).toMatch(/rescue/); // whoever goes, it is one press away
  await expect.poll(async () => (await stranded.owner.call('myRescues', {})).missions[0], { timeout: 30_000 }).toMatchObject({ state: 'helpComing', arrival: { of: 'helpAtCar', basis: 'distance' } });
  expect(await barriers(page)).toEqual([]);
  expect(walk.trouble).toEqual([]);
}, 400_000);

test('a car is fetched: the owner says one code, the outlet reads the other from the board', async () => {
  const car = cars[2] as Car;
  const phone = await walk.pageOf(people.untrained, '/technician', { width: 390 });
  const desk = await walk.pageOf(people.adviser, '/console/dispatch');
  await phone.getByText(/沪闵路 102 号/).first().click();
  for (const name of ['出发', '已到达']) await phone.getByRole('button', { name, exact: true }).click();
  await phone.getByText('车主').first().waitFor().catch(() => undefined);
  const handOver = async (code: string, km: string): Promise<void> => {
    await phone.getByLabel(/码/).first().fill(code);
    await phone.getByLabel(/里程/).first().fill(km);
    await phone.getByLabel(/电量/).first().fill('60');
    await phone.locator('input[type=file]').first().setInputFiles({ name: 'car.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') });
    await phone.locator('form button[type=submit]').click();
  };
  // a wrong code is asked for again; what was read and photographed stays, also after a reload
  const { pickup } = (await car.owner.call('showVisit', { jobId: jobs[2] })).codes;
  await handOver(pickup === '000000' ? '111111' : '000000', '12000');
  await phone.getByText('验证码不对').first().waitFor();
  for (const turn of ['at once', 'after a reload']) {
    if (turn === 'after a reload') await phone.reload();
    await phone.getByText('1 张照片').waitFor();
    expect(await Promise.all([/码/, /里程/, /电量/].map((label) => phone.getByLabel(label).first().inputValue())), turn).toEqual(['', '12000', '60']);
  }
  await phone.getByLabel(/码/).first().fill(pickup);
  await phone.locator('form button[type=submit]').click();
  await phone.getByRole('button', { name: '已装车' }).click();
  await expect.poll(async () => (await jobOf(2)).state, { timeout: 30_000 }).toBe('carrying');
  await desk.getByRole('button', { name: (await jobOf(2)).number, exact: true }).click();
  const code = (await desk.locator('.k-number').first().textContent()) ?? '';
  expect(code).toMatch(/^\d{6}$/);
  await handOver(code, '12005');
  await phone.getByRole('button', { name: '完成', exact: true }).click();
  await expect.poll(async () => (await jobOf(2)).state, { timeout: 30_000 }).toBe('finished');
  await desk.getByText(/12,?005 公里/).waitFor();
  // the owner reads when somebody comes, and not only that it is known
  const owner = await walk.pageOf(car.owner, '/owner/notices', { width: 390 });
  await owner.locator('li', { hasText: '上门' }).filter({ hasText: /\d\d:\d\d–\d\d:\d\d/ }).first().waitFor();
  expect(walk.trouble).toEqual([]);
}, 300_000);

test('a visit that cannot be done is said on purpose: the owner reads why, and the dispatcher agrees on another window where the disturbance is answered', async () => {
  const day = await dispatcher.call('showDispatch', { outletId });
  const van = day.vans.find((one: { name: string }) => one.name === '一号车');
  if ((await jobOf(1)).vanId !== van.id) await dispatcher.call('moveJob', { jobId: jobs[1], vanId: van.id, version: day.version });
  const phone = await walk.pageOf(people.worker, '/technician', { width: 390 });
  await phone.getByText(/沪闵路 101 号/).first().click();
  // without a network each step waits under its own name
  await phone.context().setOffline(true);
  for (const name of ['出发', '已到达']) await phone.getByRole('button', { name, exact: true }).click();
  await phone.locator('.t-pill').click();
  await expect.poll(() => phone.locator('.t-deed strong').allInnerTexts(), { timeout: 30_000 }).toEqual(['出发', '已到达']);
  await phone.goBack();
  await phone.context().setOffline(false);
  await phone.getByRole('button', { name: '做不了', exact: true }).click();
  await phone.getByText('缺备件', { exact: true }).click();
  await phone.getByLabel('说明').fill('带错了型号');
  await phone.reload();
  await expect.poll(() => phone.getByLabel('说明').inputValue(), { timeout: 30_000 }).toBe('带错了型号');
  await expect.poll(async () => (await jobOf(1)).state, { timeout: 30_000 }).toBe('arrived'); // a reason that is chosen ends nothing yet
  await phone.getByRole('button', { name: '报告做不了' }).click();
  await expect.poll(async () => (await jobOf(1)).state, { timeout: 30_000 }).toBe('failed');

  const { owner } = cars[1] as Car;
  const reads = await walk.pageOf(owner, '/owner', { width: 390 });
  await reads.getByText('需要的备件没有带到').waitFor();

  const page = await walk.pageOf(dispatcher, '/console/dispatch', { width: 390 });
  await page.getByText('带错了型号').waitFor();
  // one job under the other, each as wide as the phone
  expect(await page.locator('tr[data-late] td:first-child').first().evaluate((cell) => cell.getBoundingClientRect().width)).toBeGreaterThan(280);
  await page.locator('li', { hasText: '带错了型号' }).getByRole('button', { name: '看建议' }).click();
  const dialog = page.getByRole('dialog', { name: '重排建议' });
  await dialog.getByText('这次没有完成').waitFor();
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: '改约时段' }).click();
  await dialog.getByRole('button', { name: /^\d\d:\d\d/ }).first().click();
  const again = page.waitForRequest((request) => request.url().endsWith('/answer') && request.postDataJSON().answer === 'again'); // what was proposed knew nothing of it
  await dialog.getByRole('button', { name: '改到这个时段' }).click();
  await again;
  await expect.poll(async () => (await owner.call('showVisit', { jobId: jobs[1] })).state, { timeout: 30_000 }).toMatch(/waiting|planned/);
  await expect.poll(() => reads.getByText('需要的备件没有带到').count(), { timeout: 30_000 }).toBe(0);
  expect(walk.trouble).toEqual([]);
}, 300_000);
