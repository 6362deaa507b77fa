// Every page of the console as the roles that use it meet it: no barrier by axe in both languages and both themes, nothing
// wider than a phone, no page in a menu that refuses its reader.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { roles, type Role } from '#platform/actor';
import type { Caller } from '#platform/testing';
import { recordsOf } from '../foreign-records.ts';
import { ownerWithCar, workshop } from '../two-brands.ts';
import { barriers, type Look } from './browser.ts';
import { openHouse } from './walk.ts';

let ids: Record<string, string> = {};
let made: Awaited<ReturnType<typeof ownerWithCar>> | undefined;
const walk = await openHouse('2026-11-24T00:30:00Z', async (fresh) => {
  const { administrator, technicianIds } = await workshop(fresh);
  made = await ownerWithCar(fresh, 'xihe');
  ids = await recordsOf(fresh, 'xihe', made, administrator, technicianIds);
  await fresh.settle();
});
const { home } = walk;
if (made === undefined) throw new Error('the house was opened without an owner');
const mine = made;

const as = (role: Role, name = '测试员'): Caller =>
  home.staff({ role, name, brandId: role === 'administrator' || role === 'auditor' || role === 'allianceOfficer' ? null : 'xihe', ...(['adviser', 'technician', 'serviceManager'].includes(role) ? { outletId: 'shanghai-one' } : {}) });

/** Waits until a page has its heading and no bones are left. */
async function stands(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('main .k-bones') === null);
}

const everyPage = (): string[] => [
  '/cases', '/cases/open', `/cases/${ids['caseId']}`, `/cases/${ids['doneCaseId']}`, `/vehicles/${mine.vehicleId}`, `/owners/${mine.ownerId}`, '/board', `/check-in?case=${ids['caseId']}`, '/work-orders', `/work-orders/${ids['workOrderId']}`,
  `/work-orders/${ids['paidWorkOrderId']}`, '/invoices', `/invoices/${ids['invoiceId']}`, '/prices', '/alerts', '/alert-rules', '/surveys', '/improvement', '/register', '/outlets', '/people', '/audit', '/vehicle-link',
];
const looks: Look[] = [{ language: 'zh', theme: 'light' }, { language: 'en', theme: 'dark' }, { language: 'zh', theme: 'dark', width: 390 }, { language: 'en', theme: 'light', width: 390 }];

test.for(looks)('no barrier and nothing too wide on any page: $language, $theme, $width', { timeout: 300_000 }, async (look) => {
  const page = await walk.pageOf(as('serviceManager'), '/console', look);
  const found: string[] = [];
  for (const path of everyPage()) {
    await page.goto(`/console${path}`);
    await stands(page);
    found.push(...(await barriers(page)).map((line) => `${path} ${line}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${path} is ${over} px too wide`);
    const raw = /\b(undefined|NaN|\[object|Invalid Date|01[a-hj-km-np-tv-z0-9]{24})\b/.exec(await page.locator('body').innerText());
    if (raw !== null) found.push(`${path} shows ${raw[0]}`);
  }
  expect(found).toEqual([]);
  await page.context().close();
});

test.for([...roles])('every page in the menu of %s is there for them', { timeout: 180_000 }, async (role) => {
  const page = await walk.pageOf(as(role), '/console');
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${new URL(page.url()).pathname}: ${response.status()} ${response.url().replace(walk.origin, '')}`);
  });
  await stands(page);
  const paths = await page.locator('nav.c-nav a.item').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(paths.length).toBeGreaterThan(2);
  for (const path of paths) {
    await page.locator(`nav.c-nav a.item[href="${path}"]`).click();
    await page.waitForURL(`**${path}`);
    await stands(page);
    expect(await page.locator('main .k-state[role=alert]').count()).toBe(0);
  }
  expect(refused).toEqual([]);
  await page.context().close();
});

test('an address that is not for a role says so and leads back; the first page is one they may use', async () => {
  const officer = await walk.pageOf(as('allianceOfficer'), '/console');
  await officer.getByRole('heading', { name: 'CARE 记分卡', exact: true }).waitFor();
  expect(await officer.locator('.c-search').count()).toBe(0); // no search box that would refuse
  await officer.goto('/console/audit');
  await officer.getByText('这个页面不对您的角色开放').waitFor();
  await officer.getByRole('link', { name: '回到我的首页' }).click();
  await officer.getByRole('heading', { name: 'CARE 记分卡', exact: true }).waitFor();
  const shop = await walk.pageOf(as('technician'), '/console');
  await shop.getByRole('heading', { name: '我的任务' }).waitFor();
});

test('no page of the console complained', () => {
  expect(walk.trouble).toEqual([]);
});
