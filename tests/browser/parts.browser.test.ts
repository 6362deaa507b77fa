// The planner and the store keeper: a car that waits is ordered for, three of five come by scan into its box, a part is picked and
// one is counted with the scanner alone; advice is taken in bulk. Both widths, both languages, no barriers.
import { beforeAll, expect, test } from 'vitest';
import type { Caller } from '#platform/testing';
import { outletId, shop, visit, type Visit } from '../../server/workorders/small-shop.test-data.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

let waiting: Visit;
let planner: Caller;
let keeper: Caller;
const at = { outletId, brandId: 'xihe' };
const walk = await openHouse('2026-11-24T02:00:00Z', async (home) => {
  const people = await shop(home);
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
  await page.getByRole('button', { name: '领料' }).click();
  await scan('P-12V');
  await scan('W2611-00099');
  expect(await page.getByLabel('工单号').inputValue()).toBe('W2611-00099');
  await page.getByRole('button', { name: '领出 1' }).click();
  await page.getByText('已领出 1 件 P-12V').waitFor();
  await page.getByRole('button', { name: '盘点' }).click();
  for (let piece = 0; piece < 2; piece++) await scan('P-12V');
  await page.getByRole('button', { name: '保存盘点 2' }).click();
  await page.getByText('差异 +1，已记账').waitFor();
  expect(await barriers(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  const heights = await page.evaluate(() => [...document.querySelectorAll('main button, main input')].filter((one) => (one as HTMLElement).offsetParent !== null).map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
}, 180_000);
