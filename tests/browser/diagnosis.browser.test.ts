// Remote diagnosis in a real browser: a purpose first, then a car with weeks of history; both languages, phone and desk.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { folderBucket } from '#platform/bucket/bucket';
import { appendFrames } from '#platform/stream/journal';
import { consumeAll } from '#telemetry';
import { api as looksApi } from '../../server/looks/api.ts';
import { observers } from '../../server/observers.ts';
import { beginHistory } from '../../server/telemetry/history-store.ts';
import { openLake } from '../../server/telemetry/lake.ts';
import { commands, encodeFrame } from '@careloop/gbt32960';
import { healthy, report } from '../../server/telemetry/testing.ts';
import { writeHistory } from '../../server/telemetry/write-history.ts';
import { backlog } from '../../fleet/backlog.ts';
import { makeVin } from '../../fleet/vin.ts';
import { makeWorld, type CarPlan } from '../../fleet/world.ts';
import { ownerWithCar, vins, workshop } from '../two-brands.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const now = '2026-11-24T04:30:00Z';
const walk = await openHouse(now);
const { home } = walk;
const dir = mkdtempSync(join(tmpdir(), 'careloop-diagnosis-'));
const lake = await openLake({ bucket: folderBucket(join(dir, 'lake')), scratchDir: join(dir, 'lake/.writing') });
home.world.outside.lake = lake;
afterAll(() => {
  lake.close();
  rmSync(dir, { recursive: true, force: true });
});

const plan = makeWorld({ seed: 7, today: '2026-11-24', owners: 40 }).cars.find((car) => car.deliveredOn < '2026-01-01') as CarPlan;
const arrive = (frames: readonly Uint8Array[]): Promise<number> => home.inside((tx) => appendFrames(tx, frames.map((bytes) => ({
  vin: Buffer.from(bytes.subarray(4, 21)).toString('latin1'), edition: 2016 as const, command: bytes[2] as number, bytes, receivedAt: home.clock.now(),
  sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1',
}))));
const pictures = process.env['CARELOOP_PICTURES'];
const picture = async (page: Page, name: string): Promise<void> => void (pictures === undefined ? undefined : await page.screenshot({ path: join(pictures, `diagnosis-${name}.png`), fullPage: true }));

test('a technician says why, sees weeks of a car, and looks at a frame byte by byte; the owner can read it', async () => {
  await workshop(home);
  const { owner, vehicleId, ownerId } = await ownerWithCar(home, 'xihe');
  await home.inside(beginHistory);
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  const sisters = Array.from({ length: 7 }, (_, index) => makeVin('LTE', 'EEEEE', 'T', 900 + index));
  for (const vin of sisters) await agent.call('addVehicle', { vin, modelId: 'xihe-one', ownerId, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
  const until = Date.parse(now);
  const mine = [...backlog({ ...plan, vin: vins.xihe }, 3, until - 8 * 86_400_000, until)].map((one) => one.frame);
  const hot = [5, 4, 3, 2, 1].map((minutes) => report(vins.xihe, new Date(until - minutes * 20_000), { ...healthy, alarmLevel: 2, alarmBits: (1 << 11) | (1 << 10), insulationKohm: 30 }));
  await arrive([...mine, ...hot, ...sisters.flatMap((vin, index) => [...backlog({ ...plan, vin }, index + 10, until - 86_400_000, until)].slice(0, 12).map((one) => one.frame))]);
  const said = encodeFrame({ command: commands.realtime, vin: vins.xihe, message: { kind: 'report', at: until - 10_000, items: [{ kind: 'alarms', level: 2, flags: 1 << 11, batteryFaults: [0x000aa600, 0x12345678], motorFaults: [], engineFaults: [], otherFaults: [] }] } });
  await arrive([said]);
  const keeper = home.staff({ role: 'warrantyOfficer', brandId: 'xihe' });
  await keeper.call('setFaultCode', { brandId: 'xihe', modelId: 'xihe-one', code: '000AA600', name: 'P0AA6', validFrom: '2025-01-01', component: '高压系统', componentEn: 'High-voltage system', title: '高压绝缘下降', titleEn: 'High-voltage insulation low', meaning: '绝缘电阻低于 500 Ω/V', severity: 'stopNow', advice: '断电验电后逐段测量', source: '厂家故障码表' });
  await consumeAll(home.world, observers);
  await writeHistory(home.world, lake);

  const technician = home.staff({ role: 'technician', brandId: 'xihe', outletId: 'shanghai-one', name: '周师傅' });
  const desk = await walk.pageOf(technician, `/console/vehicles/${vehicleId}`);
  await desk.getByRole('link', { name: '远程诊断' }).click();
  await desk.getByText('查看车辆数据前，请说明目的').waitFor();
  await picture(desk, 'gate-1440');
  expect(await barriers(desk)).toEqual([]);
  await desk.getByLabel('具体原因（车主可见）').fill('充电变慢，看一周的电芯压差');
  await desk.getByRole('button', { name: '开始', exact: true }).click();

  await desk.getByText(/条读数，每/).waitFor();
  await desk.getByRole('img', { name: '电芯压差' }).waitFor();
  await desk.getByText('绝缘报警').first().waitFor();
  await desk.getByText('不得触碰高压部件').waitFor();
  await desk.getByText(/P0AA6 高压绝缘下降/).first().waitFor();
  await desk.getByText('断电验电后逐段测量').first().waitFor();
  await desk.getByText(/该厂家的未知代码/).first().waitFor();
  await desk.getByRole('img', { name: /偏离热图/ }).waitFor();
  await desk.getByText(/优于 7 辆同款车中的/).first().waitFor();
  await desk.getByText('行驶', { exact: true }).nth(1).waitFor();
  await desk.getByRole('list', { name: '原始报文' }).getByRole('button').first().click();
  await desk.getByText(/GB\/T 32960.3-2016/).waitFor();
  await desk.getByRole('region', { name: '这条报文里的厂家故障码' }).getByText(/P0AA6 高压绝缘下降/).waitFor();
  const text = await desk.locator('.d-frames').innerText();
  expect(text).toContain('··');
  expect(text).not.toContain(vins.xihe);
  await desk.waitForTimeout(600);
  await picture(desk, 'desk-1440');
  expect(await barriers(desk)).toEqual([]);

  // zooming asks again, for another stretch
  const asked = desk.waitForResponse((response) => response.url().includes('/signals?') && response.ok());
  await desk.getByRole('button', { name: '放大' }).click();
  const closer = (await (await asked).json()) as { fromAt: string; toAt: string };
  expect(Date.parse(closer.toAt) - Date.parse(closer.fromAt)).toBe(3.5 * 86_400_000);
  const wheel = desk.waitForResponse((response) => response.url().includes('/signals?') && response.ok());
  const chart = desk.getByRole('img', { name: '电量' });
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  await desk.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 90);
  await desk.keyboard.down('Control');
  await desk.mouse.wheel(0, -240);
  await desk.keyboard.up('Control');
  await desk.clock.runFor(1000);
  const closest = (await (await wheel).json()) as { fromAt: string; toAt: string };
  expect(Date.parse(closest.toAt) - Date.parse(closest.fromAt)).toBeLessThan(3.5 * 86_400_000);

  // the phone, in English, in the dark; the look is still open
  const phone = await walk.pageOf(technician, `/console/vehicles/${vehicleId}/diagnosis`, { width: 390, language: 'en', theme: 'dark' });
  await phone.getByText(/readings; lowest and highest/).waitFor();
  await phone.getByText('Insulation', { exact: false }).first().waitFor();
  await phone.getByRole('list', { name: 'Raw frames' }).getByRole('button').first().click();
  await phone.getByText(/reissue report|realtime report/).first().waitFor();
  await phone.waitForTimeout(600);
  await picture(phone, 'phone-390-en');
  expect(await barriers(phone)).toEqual([]);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  if (pictures !== undefined) for (const look of [{ width: 390, language: 'zh', theme: 'light' }, { width: 1440, language: 'zh', theme: 'dark' }, { width: 1440, language: 'en', theme: 'light' }] as const) {
    const shown = await walk.pageOf(technician, `/console/vehicles/${vehicleId}/diagnosis`, look);
    await shown.locator('.d-frames button').first().click();
    await shown.locator('.d-hex').first().waitFor();
    await shown.waitForTimeout(600);
    await picture(shown, `${look.width}-${look.language}-${look.theme}`);
    await shown.close();
  }

  const { looks } = await owner.on(looksApi).myCarLooks({});
  expect(looks[0]).toMatchObject({ staffName: '周师傅', purpose: 'diagnosis', why: '充电变慢，看一周的电芯压差', scopes: ['history', 'frames'] });
  expect(looks[0]?.uses.map((use) => use.scope).sort()).toEqual(['frames', 'history']);
}, 240_000);

test('a car that never spoke, and a look that is over, are said in words', async () => {
  const technician = home.staff({ role: 'technician', brandId: 'xihe', name: '吴师傅' });
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  const silent = makeVin('LTE', 'EEEEE', 'T', 999);
  const { owners } = await agent.call('listOwners', { text: '苏念慈' });
  const { vehicle } = await agent.call('addVehicle', { vin: silent, modelId: 'xihe-one', ownerId: owners[0].id, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
  await technician.call('openLook', { vin: silent, scopes: ['history', 'frames'], purpose: 'safety', why: '电话里说有异味', minutes: 60 });
  const page = await walk.pageOf(technician, `/console/vehicles/${vehicle.id}/diagnosis`, { width: 390 });
  await page.getByText('这段时间没有数据', { exact: false }).first().waitFor();
  await page.getByText('这段时间没有单体数据').waitFor();
  await page.getByText('这段时间没有报文').waitFor();
  await picture(page, 'empty-390');
  expect(await barriers(page)).toEqual([]);
  await page.route('**/signals?*', (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"code":"internal","details":{}}' }));
  await page.getByRole('radio', { name: '30 天' }).check();
  await page.getByRole('alert').first().waitFor();
  await page.getByRole('button', { name: '再试一次' }).first().waitFor();
  home.clock.advance({ hours: 2 });
  await walk.tellTheTime();
  await page.unroute('**/signals?*');
  await page.goto(`/console/vehicles/${vehicle.id}/diagnosis`);
  await page.getByText('查看车辆数据前，请说明目的').waitFor();
  await expect(technician.call('vehicleSignals', { vin: silent, fromAt: '2026-11-20T00:00:00Z', toAt: now })).rejects.toMatchObject({ code: 'lookNeeded' });
  expect(walk.trouble).toEqual([]);
}, 120_000);
