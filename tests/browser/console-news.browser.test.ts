// What reaches staff and what they pass on: the bell rings live, a case goes to a colleague found by pinyin and is accepted,
// the next price list is drafted, compared and published, and names are found as they are typed by sound.
import { beforeAll, expect, test } from 'vitest';
import type { Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../two-brands.ts';
import { barriers, type Look } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-24T00:30:00Z');
const { home } = walk;
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
let agent: Caller;
let colleague: Caller;
let region: Caller;
let caseId = '';

beforeAll(async () => {
  const { administrator } = await workshop(home);
  mine = await ownerWithCar(home, 'xihe');
  const grant = { role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one' };
  const { id } = await administrator.call('addStaff', { userName: 'zhangwei', name: '张伟', grants: [grant] });
  await administrator.call('addStaff', { userName: 'lina', name: '李娜', grants: [grant] });
  colleague = home.as({ kind: 'staff', id, name: '张伟', grants: [grant as never] });
  agent = home.staff({ role: 'agent', brandId: 'xihe', name: '坐席小林' });
  region = home.staff({ role: 'regionalManager', brandId: 'xihe', name: '区域经理' });
  caseId = (await agent.call('openCase', { vehicleId: mine.vehicleId, words: '刹车异响' })).caseId;
  await home.settle();
}, 120_000);

test('a case goes to a colleague found by pinyin; the bell rings where they are, and they accept from the notice', async () => {
  const theirs = await walk.pageOf(colleague, '/console/outlets');
  await theirs.getByText('实时', { exact: true }).waitFor();
  const bell = theirs.getByRole('link', { name: /^通知/ });
  const before = Number(/\d+/.exec((await bell.getAttribute('aria-label')) ?? '')?.[0] ?? 0);
  const page = await walk.pageOf(agent, `/console/cases/${caseId}`);
  await page.getByRole('button', { name: '移交', exact: true }).click();
  await page.getByText('指定同事').click();
  await page.getByLabel('找同事').fill('zw'); // 李娜 stands first until it is answered
  await page.getByLabel('找同事').press('Enter'); // before the answer is there
  await page.getByRole('radio', { name: /张伟/, checked: true }).waitFor();
  await page.getByLabel('说明').fill('车主就在店里');
  await page.getByRole('button', { name: '移交给 张伟' }).click();
  await page.getByText('已完成').first().waitFor();
  await theirs.waitForFunction((count) => Number(/\d+/.exec(document.querySelector('.c-bell')?.getAttribute('aria-label') ?? '')?.[0] ?? 0) > count, before);
  await bell.click();
  await theirs.getByRole('link', { name: /有工单请您接手.*车主就在店里/ }).click();
  await theirs.waitForURL(`**/cases/${caseId}`);
  await theirs.getByRole('button', { name: '接受' }).click();
  await theirs.getByText('由我负责').waitFor();
  expect((await agent.call('showCase', { caseId })).case.holder).toMatchObject({ kind: 'person', name: '张伟' });
  const { notices } = await colleague.call('staffNotices', {});
  expect(notices.find((one: { code: string }) => one.code === 'handOverAsked')?.readAt).not.toBeNull();
});

test('an owner and an outlet are found by the sound of their names, by keyboard', async () => {
  const page = await walk.pageOf(agent, '/console/cases');
  await page.getByRole('heading', { name: '工单收件箱' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.insertText('snc');
  await page.getByRole('option', { name: /苏念慈.*车主/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.insertText('shanghaiyihao');
  await page.getByRole('option', { name: /上海一号店/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console\/outlets\?open=shanghai-one/);
});

test('the next price list: begun, changed, wrong input said at its field, compared, and published with a reason', async () => {
  const page = await walk.pageOf(region, '/console/prices');
  await page.getByRole('link', { name: '修改价格' }).click();
  await page.getByRole('button', { name: '从现行价格表开始草稿' }).click();
  await page.getByText('草稿与现行价格表还没有差别').waitFor();
  expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true);
  await page.getByText('工时单价', { exact: true }).first().click();
  const rate = page.getByLabel(/^1 线城市/);
  await rate.fill('三百');
  await page.getByText('请填写金额，最多两位小数').waitFor();
  expect(await page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
  await rate.fill('３３３.５０'); // full-width, as an input method leaves it
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存到草稿').waitFor();
  await page.getByText(/^差异与发布/).click();
  await page.getByText('¥333.50').first().waitFor();
  await page.getByLabel('为什么改价').fill('年度调整');
  await page.getByLabel('从哪一天起生效').fill('2026-12-01');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('row', { name: /2026-12-01.*未生效.*年度调整.*区域经理/ }).waitFor();
  expect((await home.nobody.call('showPriceList', { brandId: 'xihe', on: '2026-12-01' })).ratesFenPerHour[0]).toBe(33_350);
});

const looks: Look[] = [{ language: 'zh', theme: 'light' }, { language: 'en', theme: 'dark' }, { language: 'zh', theme: 'dark', width: 390 }, { language: 'en', theme: 'light', width: 390 }];
test.for(looks)('no barrier and nothing too wide: $language, $theme, $width', { timeout: 180_000 }, async (look) => {
  await region.call('startPriceDraft', { brandId: 'xihe' });
  const found: string[] = [];
  const page = await walk.pageOf(region, '/console/notices', look);
  const judge = async (what: string): Promise<void> => {
    await page.locator('main h1').first().waitFor();
    await page.waitForFunction(() => document.querySelector('main .k-bones') === null);
    found.push(...(await barriers(page)).map((line) => `${what} ${line}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${what} is ${over} px too wide`);
  };
  await judge('notices');
  await page.goto('/console/prices/draft/xihe');
  for (const part of [0, 1, 2, 3]) {
    await page.locator('main .k-choice label').nth(part).click();
    await judge(`draft ${part}`);
  }
  await page.locator('main .c-filters .k-button').click();
  await judge('new part');
  await page.goto(`/console/cases/${caseId}`);
  await page.getByRole('button', { name: look.language === 'en' ? 'Hand over' : '移交', exact: true }).click();
  await page.getByText(look.language === 'en' ? 'A colleague' : '指定同事').click();
  await page.locator('.c-people label').first().waitFor();
  await judge('hand over');
  for (const path of ['/weather', '/in-workshop', '/duty']) {
    await page.goto(`/console${path}`);
    await judge(path);
  }
  expect(found).toEqual([]);
  await page.context().close();
});

test('no page of the console complained', () => {
  expect(walk.trouble).toEqual([]);
});
