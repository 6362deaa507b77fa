// The pages around alerts in a real browser: a storm, a rule tried and changed, weather, workshop, a call at night; at two
// widths, in two languages, without barriers and without complaints.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { smallFleet, vinOf } from '../small-fleet.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-06-30T19:00:00Z'); // 03:00 in Beijing
const { home } = walk;
const fleet = await smallFleet(home, 14);
const { say } = fleet;
const boss = home.staff({ role: 'administrator', name: '管理员' });
const { id: linId } = await boss.call('addStaff', { userName: 'linyue', name: '林悦', grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
const shanghai = { lon: 121.47, lat: 31.23 };

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['CARELOOP_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};
/** Nothing sticks out of the page at the side. */
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a manager puts somebody on call, and an alarm at three in the morning waits on the page for an answer', async () => {
  const page = await walk.pageOf(boss, '/console/duty');
  await page.getByText('羲和 现在没有人值班').waitFor();
  await page.getByLabel('人员').selectOption({ label: '林悦' });
  await page.getByLabel('值班手机').fill('12');
  await page.getByRole('button', { name: '排班' }).click();
  await page.getByText(/手机号/).last().waitFor();
  await page.getByLabel('值班手机').fill('13900001111');
  await page.getByRole('button', { name: '排班' }).click();
  await page.getByRole('cell', { name: '13900001111' }).waitFor();
  await say([0, { tempMaxC: 64, ...shanghai }, 20], [0, { tempMaxC: 66, ...shanghai }]);
  const night = await walk.pageOf(home.staff({ role: 'agent', brandId: 'xihe', id: linId, name: '林悦' }), '/console/alerts', { width: 390 });
  await night.getByRole('button', { name: '我来处理' }).click();
  await night.getByRole('button', { name: '我来处理' }).waitFor({ state: 'detached' });
  await page.getByText('林悦 已接听').waitFor();
  await page.getByRole('button', { name: '取消班次' }).click();
  await page.getByText('还没有排班').waitFor();
  await picture(page, 'duty-1440-zh');
});

test('many cars with one trouble are one storm with its list, and an alert has its signals', async () => {
  const stuck = { vehicleState: 'off', speedKmh: 0, chargingState: 'parkedCharging', currentA: 0, socPct: 50, ...shanghai } as const;
  for (let nth = 1; nth < 11; nth++) await say([nth, stuck, 400], [nth, stuck, 200], [nth, stuck]);
  const page = await walk.pageOf(boss, '/console/alerts');
  await page.getByText('10 辆车').waitFor();
  expect(await page.getByRole('row').filter({ hasText: '充电失败' }).count()).toBe(0);
  await picture(page, 'alerts-1440-zh');
  await page.getByRole('link', { name: '充电失败' }).click();
  await page.getByRole('heading', { name: /充电失败 · 风暴/ }).waitFor();
  expect(await page.getByRole('row').count()).toBe(11);
  await picture(page, 'storm-1440-zh');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('heading', { name: '前后信号' }).waitFor();
  await page.locator('.c-chart svg').waitFor();
  await picture(page, 'alert-1440-zh');
  expect(await barriers(page)).toEqual([]);
});

test('a rule is tried beside the present one, refused where it cannot work, saved with a reason, and its versions differ visibly', async () => {
  const page = await walk.pageOf(boss, '/console/alert-rules', { language: 'en' });
  const card = page.locator('section.k-card').filter({ has: page.getByRole('heading', { name: 'Overheating pack' }) });
  await card.getByRole('button', { name: 'Change' }).click();
  const first = card.getByRole('group', { name: 'Condition 1', exact: true });
  await first.getByLabel('Threshold').fill('70');
  await card.getByText('changed', { exact: true }).waitFor();
  await card.getByRole('button', { name: 'Run the back-test' }).click();
  await card.getByText(/0 alerts when changed|1 alert when changed/).waitFor();
  await picture(page, 'backtest-1440-en');
  await first.getByLabel('Clears at').fill('80');
  await card.getByLabel('Reason for the change').fill('too sensitive');
  await card.getByRole('button', { name: 'Save as a new version' }).click();
  await first.getByRole('alert').waitFor();
  await first.getByLabel('Clears at').fill('60');
  await card.getByRole('button', { name: 'Add a condition' }).click();
  const last = card.getByRole('group', { name: 'Condition 8' });
  await last.getByLabel('Looks at').selectOption({ label: 'General alarm flags' });
  await last.getByLabel('1 battery hot').check();
  await last.getByLabel('Threshold').fill('2');
  await last.getByLabel('Clears at').fill('1');
  await card.getByRole('button', { name: 'Save as a new version' }).click();
  await card.getByText('Version 2').waitFor();
  await card.getByRole('button', { name: 'Versions' }).click();
  await card.getByText('too sensitive').waitFor();
  expect(await card.locator('del').count()).toBe(1);
  expect(await card.locator('ins').count()).toBe(2);
  await picture(page, 'versions-1440-en');
  expect(await barriers(page)).toEqual([]);
});

test('weather is entered for a city, shows which cars are inside, and ends with a reason', async () => {
  const page = await walk.pageOf(boss, '/console/weather');
  await page.getByRole('button', { name: '新增天气区域' }).click();
  await page.getByLabel('名称', { exact: true }).fill('上海暴雨橙色预警');
  await page.getByLabel('城市').last().fill('无此城');
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByText('这个城市没有网点').waitFor();
  await page.getByLabel('城市').last().fill('上海');
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByRole('heading', { name: '上海暴雨橙色预警' }).waitFor();
  await home.runRounds('watch-areas');
  await page.getByText(/区域内 11 辆/).waitFor();
  await page.getByRole('button', { name: '查看车辆' }).click();
  await page.getByRole('region', { name: '查看车辆' }).waitFor();
  await picture(page, 'weather-1440-zh');
  await page.getByRole('button', { name: '提前结束' }).click();
  await page.getByLabel('结束原因').fill('雨停了');
  await page.getByRole('dialog').getByRole('button', { name: '提前结束' }).click();
  await page.getByText('雨停了').waitFor();
});

test('a car is marked as being in the workshop, and unmarked', async () => {
  const page = await walk.pageOf(boss, '/console/in-workshop');
  await page.getByLabel('车牌或 VIN').fill(vinOf(12).slice(-6));
  await page.getByLabel('车辆', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('原因').fill('更换水泵');
  await page.getByRole('button', { name: '开始维修模式' }).click();
  await page.getByText('更换水泵').waitFor();
  await picture(page, 'workshop-1440-zh');
  await page.getByRole('button', { name: '结束' }).click();
  await page.getByText('已结束').waitFor();
});

for (const path of ['alerts', 'alert-rules', 'weather', 'in-workshop', 'duty']) {
  for (const look of [{ width: 390, language: 'zh' }, { width: 390, language: 'en' }, { width: 1440, language: 'zh', theme: 'dark' }, { width: 1440, language: 'en' }] as const) {
    test(`/${path} at ${look.width} px in ${look.language} has no barrier and fits`, async () => {
      const page = await walk.pageOf(boss, `/console/${path}`, look);
      await page.locator('.c-tabs').waitFor();
      await page.locator('.k-bones').first().waitFor({ state: 'detached' });
      await picture(page, `${path}-${look.width}-${look.language}${'theme' in look ? '-dark' : ''}`);
      expect(await barriers(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.close();
    });
  }
}

test('no page complained', () => {
  expect(walk.trouble).toEqual([]);
});
