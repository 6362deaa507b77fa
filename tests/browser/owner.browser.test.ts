// Every page of the owner's app and the start page: no barrier, nothing spilling, every target big enough for a thumb, in
// both languages, both themes, narrow and wide; an input method's Enter; what an owner has without a network.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aimsKb, keptOffline, weigh } from '../../bench/pages.ts';
import { healthy, report } from '../../server/telemetry/testing.ts';
import { recordsOf } from '../foreign-records.ts';
import { overTheWire } from '../over-the-wire.ts';
import { ownerWithCar, vins, workshop } from '../two-brands.ts';
import { barriers, type Look } from './browser.ts';
import { openHouse } from './walk.ts';

let mine: Awaited<ReturnType<typeof ownerWithCar>> | undefined;
const walk = await openHouse('2026-11-24T00:30:00Z', async (fresh) => {
  const { administrator, technicianIds } = await workshop(fresh);
  mine = await ownerWithCar(fresh, 'xihe');
  await recordsOf(fresh, 'xihe', mine, administrator, technicianIds);
  await fresh.settle();
});
const { home } = walk;
if (mine === undefined) throw new Error('the house was opened without an owner');
const { owner, vehicleId } = mine;
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const looks: readonly Look[] = [{ width: 390, language: 'zh', theme: 'light' }, { width: 390, language: 'en', theme: 'dark' }, { width: 1440, language: 'zh', theme: 'dark' }, { width: 1440, language: 'en', theme: 'light' }];

const invoices = (await owner.call('myInvoices', {})).invoices as { id: string }[];
const surveys = (await owner.call('mySurveys', {})).surveys as { id: string }[];
const cases = (await owner.call('myCases', {})).cases as { id: string }[];
const pages = ['/owner', '/owner/history', '/owner/notices', '/owner/me', '/owner/looks', '/owner/report', '/owner/prices', `/owner/book/${vehicleId}`,
  ...cases.map((one) => `/owner/cases/${one.id}`), ...invoices.map((one) => `/owner/invoices/${one.id}`), ...surveys.slice(0, 1).map((one) => `/owner/surveys/${one.id}`)];

/** What of the page lies beyond its edge, and what is too small for a thumb. */
const misfits = (page: Page, thumb: boolean): Promise<string[]> => page.evaluate((touch) => {
  const found: string[] = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth - innerWidth} px too wide`] : [];
  if (!touch) return found;
  for (const one of document.querySelectorAll<HTMLElement>('a, button, input, select, textarea')) {
    const box = (one.closest('label') ?? one).getBoundingClientRect();
    if (box.width > 0 && !one.matches('.skip, .sr, p a') && (box.height < 43.5 || box.width < 43.5)) found.push(`${one.tagName} ${one.textContent?.slice(0, 30) ?? ''} ${Math.round(box.width)}×${Math.round(box.height)}`);
  }
  return found;
}, thumb);

/** Waits until a page has answered all it asked. */
const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.k-bones') === null);
};

test.each(looks)('no owner’s page has a barrier or spills at $width px, $language, $theme', async (look) => {
  const page = await walk.pageOf(owner, '/owner', look);
  const found: string[] = [];
  for (const path of pages) {
    await page.goto(path);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(look.theme);
    expect(await page.locator('h1').count(), path).toBe(1);
    found.push(...[...(await barriers(page)), ...(await misfits(page, look.width === 390))].map((one) => `${path}: ${one}`));
  }
  expect(found).toEqual([]);
  await page.close();
}, 180_000);

test.each(looks)('the start page and the sign-in have no barrier at $width px, $language, $theme', async (look) => {
  const found: string[] = [];
  for (const path of ['/', '/owner']) {
    const page = await walk.pageOf(undefined, path, look);
    await settled(page);
    found.push(...[...(await barriers(page)), ...(await misfits(page, look.width === 390))].map((one) => `${path}: ${one}`));
    await page.close();
  }
  expect(found).toEqual([]);
});

test('a visit is booked only by the confirming press, and its summary says what, where and when', async () => {
  const page = await walk.pageOf(owner, `/owner/book/${vehicleId}`, { width: 390 });
  const before = ((await owner.call('myAppointments', {})).appointments as unknown[]).length;
  await page.getByRole('checkbox', { name: /常规保养/ }).check();
  await page.getByRole('radio', { name: /上海一号店/ }).check();
  await page.locator('.o-slots button').first().click();
  await page.getByRole('button', { name: '确认预约' }).waitFor();
  expect(await misfits(page, true)).toEqual([]); // fourteen days scroll in their row, the page does not
  expect(((await owner.call('myAppointments', {})).appointments as unknown[]).length).toBe(before);
  await page.close();
});

test('with two cars, a report and a rescue are for the car that was looked at; a reload keeps words, car and photos; pressed twice it is one case', async () => {
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe' });
  const { id: ownerId } = await adviser.call('addOwner', { brandId: 'xihe', name: '两车车主', phone: '13700004444', kind: 'person' });
  for (const [vin, plateNo] of [['LTEST4E18TA000013', '沪AD20001'], ['LTEST4E1XTA000014', '沪AD20002']] as const) await adviser.call('addVehicle', { vin, modelId: 'xihe-one', ownerId, plateNo, colour: '月光白', deliveredOn: '2025-06-01', usageNature: 'household' });
  const two = home.owner({ id: ownerId, name: '两车车主', brandIds: ['xihe'] });
  const page = await walk.pageOf(two, '/owner', { width: 390 });
  const shown = (label = '车辆') => page.getByLabel(label, { exact: true }).evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text ?? '');
  for (const plateNo of ['沪AD20001', '沪AD20002']) {
    for (const [door, label] of [['报告问题', '车辆'], ['道路救援', '哪辆车']] as const) {
      await page.goto('/owner');
      await page.getByRole('button', { name: new RegExp(plateNo) }).click();
      await page.getByRole('link', { name: new RegExp(door) }).click();
      await page.getByLabel(label, { exact: true }).waitFor();
      expect(await shown(label), `${door} ${plateNo}`).toContain(plateNo);
    }
  }
  await page.goto('/owner/report');
  await page.getByLabel('车辆', { exact: true }).selectOption({ index: 1 });
  const chosen = await shown();
  await page.getByLabel('发生了什么？').fill('充不进电 🔌');
  await page.locator('input[type=file]').setInputFiles({ name: 'plug.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') });
  await page.locator('[data-upload=arrived]').waitFor();
  await page.reload();
  await page.locator('[data-upload=arrived]').waitFor();
  expect([await shown(), await page.getByLabel('发生了什么？').inputValue()]).toEqual([chosen, '充不进电 🔌']);
  await page.getByRole('button', { name: '提交' }).dblclick();
  await page.getByText('已收到您的问题').waitFor();
  expect(await page.getByText(/已收到，单号/).count()).toBe(1);
  expect(await page.locator('.o-said .k-photo').count()).toBe(1);
  expect(((await two.call('myCases', {})).cases as unknown[]).length).toBe(1);
  await page.close();
}, 120_000);

test('Enter that chooses characters of an input method does not submit; Enter afterwards does', async () => {
  const page = await walk.pageOf(undefined, '/', { width: 1440 });
  await page.getByLabel('工号或用户名').fill('admin');
  await page.getByLabel('密码').fill('not-the-password');
  await page.getByLabel('工号或用户名').focus();
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('/sign-in/staff') && asked.push(request.url()));
  const keys = await page.context().newCDPSession(page);
  await keys.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Process', code: 'Enter' });
  await page.evaluate(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })));
  await keys.send('Input.insertText', { text: '你' });
  await page.waitForTimeout(200);
  expect(asked).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('用户名或密码不对。').waitFor();
  expect(asked).toHaveLength(1);
  await page.close();
});

test('the owner’s app can be installed, and without a network it still gives the numbers to call', async () => {
  const manifest = (await (await fetch(`${walk.origin}/owner.webmanifest`)).json()) as { icons: { src: string; sizes: string; purpose: string }[]; start_url: string; display: string };
  expect(manifest).toMatchObject({ start_url: '/owner', display: 'standalone' });
  for (const size of ['192x192', '512x512']) expect(manifest.icons.some((icon) => icon.sizes === size)).toBe(true);
  expect(manifest.icons.some((icon) => icon.purpose === 'maskable')).toBe(true);
  for (const icon of manifest.icons) expect((await fetch(walk.origin + icon.src)).status).toBe(200);
  const kept = await keptOffline(walk.origin);
  expect(kept).toContain('owner/index.html');
  expect(kept.filter((path) => path.includes('/desk/'))).toEqual([]);
  const page = await walk.pageOf(owner, '/owner', { width: 390 });
  await settled(page);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await page.reload();
  await settled(page);
  await page.context().unroute(/.*/).catch(() => undefined);
  await page.context().setOffline(true);
  await page.goto('/owner/history').catch(() => undefined);
  await page.clock.fastForward(30_000);
  await page.getByText('连不上网络').waitFor();
  expect(await page.getByRole('link', { name: /火警/ }).getAttribute('href')).toBe('tel:119');
  expect(await page.getByRole('link', { name: /服务热线/ }).getAttribute('href')).toBe('tel:400-000-0001');
  expect(await barriers(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: '服务记录' }).waitFor(); // by itself
  await page.close();
});

test('an overheating pack: trouble, urgency, what to do and the car share the first screen of a phone', async () => {
  const other = await ownerWithCar(home, 'yuanlan');
  const page = await walk.pageOf(other.owner, '/owner', { width: 390 });
  const at = home.clock.now().getTime();
  await overTheWire(home, vins.yuanlan, Array.from({ length: 12 }, (_, index) => report(vins.yuanlan, new Date(at - (12 - index) * 1000), { ...healthy, tempMaxC: 66, alarmLevel: 3, alarmBits: 2 })));
  for (const text of ['危及安全', '请立即下车，所有人离开车辆', '动力电池温度异常升高', '66 °C']) {
    const box = await page.getByText(text).first().boundingBox();
    expect(box, text).not.toBeNull();
    expect((box?.y ?? 9999) + (box?.height ?? 0), text).toBeLessThan(844 - 57);
  }
  await page.close();
});

test('first pages stay light: compressed script within the aims', async () => {
  const sessions = { start: undefined, owner: owner.token, console: agent.token } as const;
  for (const face of ['start', 'owner', 'console'] as const) {
    const { scriptKb } = await weigh(walk.browser, walk.origin, face, sessions[face]);
    expect(scriptKb, face).toBeGreaterThan(20);
    expect(scriptKb, face).toBeLessThan(aimsKb[face]);
  }
});

test('no page complained', () => expect(walk.trouble.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]));
