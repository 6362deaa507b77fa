// The console by keyboard and under bad luck: from the search box to a deed without a mouse, Enter inside an input method
// submits nothing, a refused save keeps what was typed and says what changed, slow and broken lines are said and mended.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../two-brands.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-24T00:30:00Z');
const { home } = walk;
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
let agent: Caller;
let caseId = '';

beforeAll(async () => {
  await workshop(home);
  mine = await ownerWithCar(home, 'xihe');
  agent = home.staff({ role: 'agent', brandId: 'xihe', name: '坐席小林' });
  caseId = (await agent.call('openCase', { vehicleId: mine.vehicleId, words: '刹车异响' })).caseId;
  await home.settle();
}, 120_000);

/** Types through an input method and presses Enter while it still composes, as one does to choose characters. */
async function composeAndEnter(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await page.keyboard.press('Enter');
  await session.send('Input.insertText', { text });
}
const posts = (page: Page): string[] => {
  const seen: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && seen.push(request.url().replace(walk.origin, '')));
  return seen;
};

test('from search to deed by keyboard: a plate in any spelling, Enter before the answer is there, and back with j', async () => {
  const page = await walk.pageOf(agent, '/console');
  await page.getByRole('heading', { name: '工单收件箱' }).waitFor();
  for (const spelling of ['沪AD12345', '沪ad12345', '沪ＡＤ１２３４５', 'D12345']) {
    await page.keyboard.press('/');
    await page.keyboard.insertText(spelling);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\/(vehicles|cases)\/0/);
    await page.goto('/console/cases');
    await page.getByRole('heading', { name: '工单收件箱' }).waitFor();
  }
  await page.getByText('刹车').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console\/cases\/0/);
  const note = page.getByRole('button', { name: '内部备注' });
  await note.waitFor();
  for (let step = 0; step < 60 && !(await note.evaluate((button) => button === document.activeElement)); step++) await page.keyboard.press('Tab');
  expect(await note.evaluate((button) => getComputedStyle(button).outlineStyle)).not.toBe('none'); // one sees where one is
  await page.keyboard.press('Enter');
  const box = page.getByLabel('内部备注');
  await box.waitFor();
  for (let step = 0; step < 20 && !(await box.evaluate((field) => field === document.activeElement)); step++) await page.keyboard.press('Tab');
  await page.keyboard.insertText('先看刹车片厚度');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.c-entry').getByText('先看刹车片厚度').waitFor();
});

test('Enter inside an input method opens and submits nothing', async () => {
  const page = await walk.pageOf(agent, '/console/cases');
  await page.getByRole('heading', { name: '工单收件箱' }).waitFor();
  await page.getByRole('combobox', { name: /车牌/ }).focus();
  await composeAndEnter(page, '苏念慈');
  await page.getByRole('option').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/console/cases');

  await page.goto(`/console/cases/${caseId}`);
  await page.getByRole('button', { name: '调整等级' }).click();
  const sent = posts(page);
  await page.getByLabel('理由').fill('原来的理由');
  await page.getByLabel('理由').focus();
  await composeAndEnter(page, '车在高速上');
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('main form input')?.value.includes('车在高速上'));
  expect(sent).toEqual([]);
});

test('a refused save keeps what was typed and says who changed what; the second press goes through', async () => {
  const page = await walk.pageOf(agent, '/console');
  await page.route('**/api/live', (route) => route.abort()); // this page hears no news
  await page.goto(`/console/cases/${caseId}`);
  await page.getByRole('button', { name: '安排下一步' }).click();
  await page.getByLabel('下一步做什么').fill('下午三点回电');
  const { case: now } = await agent.call('showCase', { caseId });
  await home.staff({ role: 'regionalManager', brandId: 'xihe', name: '经理老周' }).call('changeUrgency', { caseId, urgency: 2, why: '车上有孩子', version: now.version });
  await page.getByRole('button', { name: '保存' }).click();
  const notice = page.getByRole('alert').filter({ hasText: '别人刚刚改过' });
  await notice.waitFor();
  expect(await notice.innerText()).toMatch(/经理老周 · 调整等级 · 车上有孩子/);
  expect(await page.getByLabel('下一步做什么').inputValue()).toBe('下午三点回电');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('下午三点回电').first().waitFor();
  await page.getByText('已完成').first().waitFor();
});

test('a note half written survives a reload', async () => {
  const page = await walk.pageOf(agent, `/console/cases/${caseId}`);
  await page.getByRole('button', { name: '内部备注' }).click();
  await page.getByLabel('内部备注').fill('车主希望周五前取车');
  await page.reload();
  await page.getByRole('button', { name: '内部备注' }).click();
  expect(await page.getByLabel('内部备注').inputValue()).toBe('车主希望周五前取车');
});

test('a slow answer shows that it is coming, a broken line says so and can be tried again', async () => {
  const page = await walk.pageOf(agent, '/console/prices');
  let mode: 'slow' | 'broken' | 'fine' = 'slow';
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/api/outlets**', async (route) => {
    if (mode === 'broken') return route.abort();
    if (mode === 'slow') await held;
    return route.continue();
  });
  await page.getByRole('link', { name: '网点', exact: true }).click();
  await page.locator('main .k-bones').waitFor();
  await page.getByRole('progressbar', { name: '正在处理' }).waitFor();
  await page.getByText('比平时慢一些').waitFor();
  goOn();
  await page.getByText('上海一号店').first().waitFor();
  mode = 'broken';
  await page.goto('/console/board');
  await page.getByRole('alert').getByText('没能加载').waitFor();
  mode = 'fine';
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.getByText('1 号工位').waitFor();
});

test('a phone number is masked until a reason is given, and the owner can read who looked and why', async () => {
  const page = await walk.pageOf(agent, `/console/cases/${caseId}`);
  await page.getByText('138****1111').first().waitFor();
  await page.getByRole('button', { name: '显示完整号码' }).click();
  await page.getByLabel('查看理由').fill('回电确认异响');
  await page.getByRole('dialog').getByRole('button', { name: '显示完整号码' }).click();
  await page.getByRole('link', { name: /13800001111/ }).waitFor();
  expect(JSON.stringify(await mine.owner.call('listMyAccessLog', {}))).toContain('回电确认异响');
});

test('no page of the console complained', () => {
  expect(walk.trouble).toEqual([]);
});
