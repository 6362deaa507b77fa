// The planner and the store keeper: a car that waits is ordered for, three of five come by scan into its box, a part is picked and
// one is counted with the scanner alone; advice is taken in bulk; a part is added and changed by hand; a coding by software is recorded
// in the basement. Both widths, both languages, no barriers.
import { beforeAll, expect, test } from 'vitest';
import type { Caller } from '#platform/testing';
import { outletId, shop, visit, type Visit } from '../../server/workorders/small-shop.test-data.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

let waiting: Visit;
let planner: Caller;
let keeper: Caller;
let people: Awaited<ReturnType<typeof shop>>;
const at = { outletId, brandId: 'xihe' };
const walk = await openHouse('2026-11-24T02:00:00Z', async (home) => {
  people = await shop(home);
  planner = home.staff({ role: 'partsPlanner', brandId: 'xihe', name: '计划员小江' });
  keeper = home.staff({ role: 'storeKeeper', brandId: 'xihe', outletId, name: '库管老马' });
  await planner.call('addSupplier', { brandId: 'xihe', name: '宁川电器', nameEn: 'Ningchuan', promisedDays: 6 });
  const months = Array.from({ length: 30 }, (_, index) => new Date(Date.UTC(2024, 4 + index, 1)).toISOString().slice(0, 7));
  await planner.call('bringPastUse', { ...at, rows: months.flatMap((month, index) => [{ code: 'P-12V', month, units: 3 + (index % 3) }, { code: 'P-PORT', month, units: index % 4 === 0 ? 1 : 0 }]) });
  await keeper.call('countPart', { ...at, code: 'P-12V', onHand: 2, bin: 'A-01' });
  await keeper.call('countPart', { ...at, code: 'P-PORT', onHand: 0 });
  waiting = await visit(home, people);
  await waiting.estimate(['CHARGE-PORT'], [], [{ code: 'P-12V', quantity: 4 }]);
  await waiting.by(people.adviser, 'sendEstimate');
  await waiting.answer();
  await waiting.by(people.adviser, 'orderParts', { parts: [{ code: 'P-PORT', quantity: 1 }, { code: 'P-12V', quantity: 4 }] });
});
beforeAll(() => walk.home.settle(), 120_000);

test('the planner sees the waiting car first, orders for it, and takes the night’s advice with its reason and money', async () => {
  const page = await walk.pageOf(planner, '/console/parts');
  const row = page.locator('main tr', { hasText: `${waiting.page.workOrder.number}-1` });
  await row.getByText('尚未订货').waitFor();
  await row.getByRole('button', { name: '为它订货' }).click();
  await row.getByText('已订货').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByText('建议', { exact: true }).first().click();
  await page.getByRole('button', { name: '现在重新计算' }).click();
  const advice = page.locator('main tr', { hasText: 'P-12V' });
  await advice.getByText(/每月约用/).waitFor();
  await page.getByRole('button', { name: '全选' }).click();
  await page.getByRole('button', { name: /采纳所选/ }).click();
  await page.getByText('没有建议').waitFor();
  await page.goto('/console/parts/P-12V?brand=xihe');
  await page.getByText('用同样方法预测过去半年').waitFor();
  await page.locator('main .c-chart svg').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
  const { purchases } = await planner.call('listPurchases', { brandId: 'xihe', outletId });
  expect(purchases.length).toBeGreaterThanOrEqual(2);
}, 180_000);

test('the store keeper receives, picks and counts with a scanner that types and presses Enter', async () => {
  const order = await planner.call('orderFromSupplier', { ...at, lines: [{ code: 'P-12V', quantity: 3 }] });
  const page = await walk.pageOf(keeper, '/console/store', { width: 390, language: 'zh' });
  const scan = async (code: string): Promise<void> => {
    await page.getByLabel('扫描', { exact: true }).focus();
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
  };
  await page.getByText('选择采购单').waitFor();
  await scan(order.number.toLowerCase());
  for (let piece = 0; piece < 3; piece++) await scan('P-12V');
  await page.getByRole('button', { name: '确认收货 3' }).click();
  await page.locator('.s-label', { hasText: `${waiting.page.workOrder.number}-2` }).waitFor();
  await walk.home.settle();
  expect((await waiting.fresh()).partsWait?.ordered.find((one) => one.code === 'P-12V')?.arrived).toBe(3);
  await page.getByRole('button', { name: '继续' }).click();
  // what goes into no box is put away; a part of another order is told from an unknown one
  const spare = await planner.call('orderFromSupplier', { ...at, lines: [{ code: 'P-PORT', quantity: 3 }, { code: 'P-12V', quantity: 2 }] });
  await page.getByRole('button', { name: new RegExp(spare.number) }).waitFor();
  await scan(spare.number);
  await scan('P-NOBODY');
  await page.getByText('没有 P-NOBODY 这个件号').waitFor();
  for (let piece = 0; piece < 2; piece++) await scan('P-12V');
  await page.getByRole('button', { name: 'P-12V: 加一' }).first().click(); // as many as were ordered, no more
  await page.keyboard.type('p-port'); // the scanner, with the last press still on that button
  await page.keyboard.press('Enter');
  expect(await page.getByRole('textbox', { name: '完好 P-12V' }).inputValue()).toBe('2');
  expect(await page.getByRole('textbox', { name: '完好 P-PORT' }).inputValue()).toBe('1');
  await page.getByRole('button', { name: '确认收货 3' }).click();
  await page.getByText('上架', { exact: true }).waitFor();
  await scan('p-12v');
  await scan('B-07-2');
  await page.getByText('库位 B-07-2').waitFor();
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByRole('button', { name: '领料' }).click();
  await scan('P-12V');
  await scan('W2611-00099');
  expect(await page.getByLabel('工单号').inputValue()).toBe('W2611-00099');
  await page.getByRole('button', { name: '领出 1' }).click();
  await page.getByText('已领出 1 件 P-12V').waitFor();
  await page.getByRole('button', { name: '盘点' }).click();
  for (let piece = 0; piece < 3; piece++) await scan('P-12V');
  await page.getByRole('button', { name: '保存盘点 3' }).click();
  await page.getByText('差异 +1，已记账').waitFor();
  expect(await barriers(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  const heights = await page.evaluate(() => [...document.querySelectorAll('main button, main input')].filter((one) => (one as HTMLElement).offsetParent !== null).map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
}, 180_000);

test('the planner adds a kit, hears at the field what is missing, and sees what a colleague changed meanwhile', async () => {
  const page = await walk.pageOf(planner, '/console/parts?brand=xihe', { width: 390, language: 'en' });
  await page.getByText('Catalogue', { exact: true }).first().click();
  await page.getByRole('link', { name: 'Add a part' }).click();
  await page.getByLabel('Number', { exact: true }).fill('k-cells');
  await page.getByLabel('Name', { exact: true }).fill('模组套件');
  await page.getByLabel('English name').fill('Module kit');
  await page.getByLabel('Costs (yuan)').fill('128.50');
  await page.getByLabel('UN number').fill('un3480');
  await page.getByRole('switch', { name: /Coded to the car/ }).check({ force: true });
  await page.getByRole('button', { name: 'One more piece' }).click();
  await page.getByLabel('Number 1').fill('P-12V');
  await page.getByLabel('Quantity 1').fill('2');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Dangerous goods need their packing said.').waitFor();
  expect(await page.getByLabel('Packing').getAttribute('aria-invalid')).toBe('true');
  // a closed page loses nothing
  await page.reload();
  await page.getByLabel('Packing').fill('P903');
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'K-CELLS Module kit' }).waitFor();
  const one = (await planner.call('findParts', { brandId: 'xihe', text: 'K-CELLS' })).parts[0];
  expect(one).toMatchObject({ costFen: 12_850, unNumber: 'UN3480', packing: 'P903', softwareCoded: true, kit: [{ code: 'P-12V', quantity: 2 }], version: 1 });
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.getByLabel('Most charge on the way (%)').fill('30');
  const same = { brandId: 'xihe', code: 'K-CELLS', name: '模组套件', nameEn: 'Module kit', class: 'battery', origin: 'originalPart', unNumber: 'UN3480', packing: 'P903' };
  await walk.home.staff({ role: 'partsPlanner', brandId: 'xihe', name: '计划员小何' }).call('savePart', { ...same, version: 1 });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // where the page has not heard of it before the press, the colleague is named and the next press is meant; either way only the one field is laid over
  const saved = page.getByRole('heading', { name: 'K-CELLS Module kit' });
  const press = async (): Promise<void> => {
    await expect.poll(async () => {
      if (await saved.count() > 0) return true;
      await page.getByRole('button', { name: 'Save', exact: true }).click({ timeout: 2_000 }).catch(() => undefined);
      return false;
    }, { timeout: 30_000, interval: 1_500 }).toBe(true);
  };
  await press();
  expect((await planner.call('findParts', { brandId: 'xihe', text: 'K-CELLS' })).parts[0]).toMatchObject({ socMaxPct: 30, softwareCoded: false, kit: [], version: 3 });
  // the same field: both stand there until one is chosen
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.getByLabel('Packing').fill('P911');
  await walk.home.staff({ role: 'partsPlanner', brandId: 'xihe', name: '计划员小何' }).call('savePart', { ...same, packing: 'P910', socMaxPct: 30, version: 3 });
  await page.getByText('Somebody just set “Packing” to P910; you wrote P911').waitFor();
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await press();
  expect((await planner.call('findParts', { brandId: 'xihe', text: 'K-CELLS' })).parts[0]).toMatchObject({ packing: 'P911', version: 5 });
}, 180_000);

test('a technician without a network records the coding of what was fitted; the work is finished with it and not before', async () => {
  const one = await visit(walk.home, people);
  await planner.call('savePart', { brandId: 'xihe', code: 'P-12V', name: '12V 蓄电池', nameEn: '12 V battery', class: 'battery', origin: 'originalPart', softwareCoded: true, version: 0 });
  await one.approved(['LV-BATTERY']);
  await one.by(people.worker, 'startWork');
  const phone = await walk.pageOf(people.worker, '/technician', { width: 390 });
  await phone.getByText(one.page.workOrder.number).first().click();
  await phone.getByText('未登记，不能完工和交车').waitFor();
  expect(await barriers(phone)).toEqual([]);
  await phone.context().setOffline(true);
  await phone.getByLabel('诊断仪或工具').fill('DIAG-3');
  await phone.getByLabel('软件版本').fill('V3.2');
  await phone.getByRole('button', { name: '登记匹配' }).click();
  await phone.getByText('已记下，待送出').waitFor();
  await phone.getByLabel('做了什么').fill('已更换并匹配');
  await phone.getByRole('button', { name: '完工' }).click();
  await phone.context().setOffline(false);
  await phone.getByRole('status').first().click();
  await phone.getByRole('heading', { name: '全部已送出' }).waitFor();
  expect(await one.fresh()).toMatchObject({ workOrder: { state: 'ready' }, codings: [{ code: 'P-12V', tool: 'DIAG-3', softwareVersion: 'V3.2', byName: '周师傅' }] });
}, 180_000);
