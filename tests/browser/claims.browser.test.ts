// A warranty officer's ten minutes with the console: errors before a claim is sent, reasons of the answer, ageing, the old
// part, the supplier; goodwill within the ladder and the owner's appeal; and the papers, printed on A4.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Role } from '#platform/actor';
import type { Caller, house } from '#platform/testing';
import { newCar, outletId, shop, visit, type Shop, type Visit } from '../../server/workorders/small-shop.test-data.ts';
import { barriers, type Look } from './browser.ts';
import { openHouse } from './walk.ts';

type Home = Awaited<ReturnType<typeof house>>;
const terms = { validFrom: '2026-01-01', sendWithinDays: 30, answerWithinDays: 20, appealWithinDays: 15, partsBackWithinDays: 10 };
const made: { people?: Shop; claimed?: Visit; old?: Visit } = {};
const walk = await openHouse('2026-11-24T01:00:00Z', async (home: Home) => {
  const people = await shop(home);
  const officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', outletId });
  await officer.call('addPartner', { brandId: 'xihe', kind: 'maker', name: '曦和汽车', nameEn: 'Xihe Motors', contact: '索赔中心', ...terms });
  await officer.call('addPartner', { brandId: 'xihe', kind: 'supplier', name: '端口科技', nameEn: 'Port Tech', contact: '质量部', ...terms });
  const claimed = await visit(home, people, await newCar(home));
  await claimed.ready(['CHARGE-PORT']);
  await claimed.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_001, socPct: 50 });
  const old = await visit(home, people, await newCar(home, 'xihe', { deliveredOn: '2022-06-01' }));
  await old.estimate(['CHARGE-PORT']);
  await home.settle();
  Object.assign(made, { people, claimed, old });
});
const { home } = walk;
const { claimed, old } = made as { people: Shop; claimed: Visit; old: Visit };
const as = (role: Role, name: string): Caller => home.staff({ role, name, brandId: 'xihe', ...(role === 'regionalManager' ? {} : { outletId }) });
const officer = as('warrantyOfficer', '索赔员');

async function stands(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('main .k-bones') === null);
}

test('a warranty officer sends a claim after its errors are put right, records the answer with reasons, appeals, settles, ships the part, and asks the supplier', { timeout: 240_000 }, async () => {
  const page = await walk.pageOf(officer, '/console/claims');
  await page.getByRole('row', { name: new RegExp(claimed.page.workOrder.number) }).getByRole('link').first().click();
  await page.getByRole('button', { name: '预审', exact: true }).click();
  await page.getByText('故障现象、原因、处理措施各自写清').waitFor();
  await page.getByText('每个索赔旧件已保留并贴标签').waitFor();
  await page.getByRole('button', { name: '提交索赔' }).click();
  await page.getByText('预审还有 2 处错误，改正后才能提交。').waitFor();
  await page.getByRole('button', { name: '修改' }).click();
  await page.getByRole('textbox', { name: '故障现象' }).fill('充不进电，换了三个桩');
  await page.getByLabel('原因', { exact: true }).fill('充电口端子烧蚀');
  await page.getByLabel('处理措施').fill('更换充电口总成并复测');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('充电口端子烧蚀').waitFor();
  await page.getByLabel('放在哪里、交给谁').fill('装袋入库');
  await page.getByRole('button', { name: '贴标签' }).click();
  await page.getByText(/标签 K2611-/).waitFor();
  await page.getByRole('button', { name: '提交索赔' }).click();
  await page.getByRole('form', { name: '登记答复' }).waitFor();
  // the answer: labour in part, which needs a reason
  const labour = page.getByLabel('认可金额 · 更换充电口', { exact: true });
  await labour.fill('300');
  await page.getByLabel('对方意见').fill('工时按标准核减');
  await page.getByRole('button', { name: '登记答复' }).click();
  await page.getByText('CHARGE-PORT 未全额认可，请选择原因').waitFor();
  await page.getByLabel('原因 · 更换充电口').selectOption('labourTooLong');
  await page.getByRole('button', { name: '登记答复' }).click();
  await page.getByRole('form', { name: '申诉' }).waitFor();
  await page.getByLabel('申诉理由').fill('公布工时为 1.2 小时');
  await page.getByRole('button', { name: '申诉', exact: true }).click();
  await page.getByRole('form', { name: '登记答复' }).waitFor();
  await page.getByLabel('对方意见').fill('复核后认可');
  await page.getByRole('button', { name: '登记答复' }).click();
  await page.getByLabel('结算凭证号').fill('结算 2026-11');
  await page.getByRole('button', { name: '登记结算' }).click();
  await page.getByText('已入账。需要时可向供应商追偿。').waitFor();
  await page.getByLabel('运单号').fill('SF0001');
  await page.getByLabel('放在哪里、交给谁').fill('发回厂家');
  await page.getByRole('button', { name: '寄出' }).click();
  await page.getByText('SF0001').waitFor();
  await page.getByLabel('合作方').selectOption({ label: '端口科技' });
  await page.getByLabel('追偿金额（元） · 充电口总成').fill('500');
  await page.getByRole('button', { name: '生成追偿单' }).click();
  await page.getByRole('link', { name: /^KS2611-/ }).waitFor();
  const { claims } = await officer.call('listClaims', { workOrderId: claimed.id });
  expect(claims.map((one: { kind: string; state: string; claimedFen: number }) => [one.kind, one.state, one.claimedFen]).sort()).toEqual([['maker', 'settled', claimed.page.lines.reduce((sum, line) => sum + line.totalFen, 0)], ['supplier', 'draft', 50_000]]);
  await page.context().close();
});

test('goodwill: the adviser asks and cannot grant, the manager refuses in words that the owner reads, and the region decides the appeal', { timeout: 240_000 }, async () => {
  const adviser = await walk.pageOf(as('adviser', '顾问甲'), `/console/work-orders/${old.id}`);
  await adviser.getByRole('button', { name: '申请善意索赔' }).click();
  await adviser.getByRole('form', { name: '申请善意索赔' }).getByLabel('说明').fill('刚过保两个月');
  await adviser.getByRole('button', { name: '提交申请' }).click();
  await adviser.getByText('您提出的申请须由另一个人决定。').waitFor();
  const manager = await walk.pageOf(as('serviceManager', '店长'), '/console/goodwill');
  await manager.getByLabel('写给车主的话').fill('这次的烧蚀与外力有关，不能减免。');
  await manager.getByRole('button', { name: '不批准' }).click();
  await manager.getByRole('button', { name: '确认不批准' }).click();
  await manager.getByText('未批准').first().waitFor();
  const owner = await walk.pageOf(old.car.owner, `/owner/cases/${old.car.caseId}`, { width: 390 });
  await owner.getByText('这次的烧蚀与外力有关，不能减免。').waitFor();
  await owner.getByRole('button', { name: '申诉' }).click();
  await owner.getByLabel('为什么您认为应当重新决定').fill('没有外力，请看照片');
  await owner.getByRole('button', { name: '提交申诉' }).click();
  await owner.getByText('“没有外力，请看照片”').waitFor();
  const region = await walk.pageOf(as('regionalManager', '区域'), '/console/goodwill');
  await region.getByLabel('写给车主的话').fill('复核后同意承担七成。');
  await region.getByRole('button', { name: '批准', exact: true }).click();
  await region.getByText('已批准').first().waitFor();
  await owner.reload();
  await owner.getByText('复核后同意承担七成。').waitFor();
  for (const page of [adviser, manager, owner, region]) await page.context().close();
});

/** The text streams of a PDF cannot be read without its fonts; what can is how many pages it has and that it has text. */
function looksAt(pdf: Buffer): { pages: number; a4: boolean; texts: number } {
  const text = pdf.toString('latin1');
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(text);
  let texts = 0;
  for (const found of text.matchAll(/stream\r?\n/g)) {
    const from = (found.index ?? 0) + found[0].length;
    try {
      texts += (inflateSync(pdf.subarray(from, text.indexOf('endstream', from))).toString('latin1').match(/\bT[jJ]\b/g) ?? []).length;
    } catch {
      // a stream that is no text
    }
  }
  return { pages: (text.match(/\/Type\s*\/Page\b/g) ?? []).length, a4: box !== null && Math.abs(Number(box[1]) - 595) < 2 && Math.abs(Number(box[2]) - 842) < 2, texts };
}

test('the evidence pack is issued with its code and printed on A4 without the console around it; whoever holds it checks the code without signing in', { timeout: 180_000 }, async () => {
  const page = await walk.pageOf(as('adviser', '顾问甲'), `/console/vehicles/${claimed.car.vehicleId}/evidence`);
  await page.getByText('未出具：正式出具后才有编号').waitFor();
  await page.getByRole('button', { name: '出具正式证据包' }).click();
  const code = /code=([A-Z2-9]{12})/.exec((await page.waitForURL(/code=/), page.url()))?.[1] ?? '';
  await page.getByText(`核验编号 ${code}`).waitFor();
  await page.getByRole('img', { name: '扫码或输入编号核验' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.c-nav').isVisible()).toBe(false);
  expect(await page.locator('.s-sheet').isVisible()).toBe(true);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true });
  const seen = looksAt(pdf);
  expect(seen).toMatchObject({ a4: true });
  expect(seen.pages).toBeGreaterThan(0);
  expect(seen.texts).toBeGreaterThan(20);
  const pictures = process.env['CARELOOP_PICTURES'];
  if (pictures !== undefined) writeFileSync(join(pictures, 'evidence.pdf'), pdf);
  const stranger = await walk.pageOf(undefined, `/verify?e=${code}`, { width: 390 });
  await stranger.getByText('本系统出具过这份证据包，内容完整。').waitFor();
  expect(await stranger.locator('body').innerText()).not.toContain(claimed.car.vin);
  await page.context().close();
  await stranger.context().close();
});

const looks: Look[] = [{ language: 'zh', theme: 'light' }, { language: 'en', theme: 'dark' }, { language: 'zh', theme: 'dark', width: 390 }, { language: 'en', theme: 'light', width: 390 }];
test.for(looks)('no barrier and nothing too wide on the new pages: $language, $theme, $width', { timeout: 300_000 }, async (look) => {
  const { claims } = await officer.call('listClaims', {});
  const certificate = { vehicleId: claimed.car.vehicleId, number: 'SB-2025-0001', invoicedOn: '2025-06-01', priceFen: 21_980_000, coefficientPpm: 5_000, sellerName: '上海一号店', sellerAddress: '申昆路 1 号', sellerPhone: '021-60000001', makerName: '曦和汽车', makerAddress: '一号路', makerPhone: '400-000-0001' };
  const known = (await officer.call('showCertificate', { vehicleId: claimed.car.vehicleId })).certificate;
  if (known === null) await officer.call('registerCertificate', { ...certificate, version: 0 });
  const page = await walk.pageOf(as('serviceManager', '店长'), '/console', look);
  const found: string[] = [];
  const pictures = process.env['CARELOOP_PICTURES'];
  const paths = ['/claims', `/claims/${claims.find((one: { kind: string }) => one.kind === 'maker').id}`, '/claims/rules', '/goodwill', `/work-orders/${claimed.id}`, `/work-orders/${old.id}`, `/vehicles/${claimed.car.vehicleId}/evidence`, `/vehicles/${claimed.car.vehicleId}/certificate`];
  for (const [index, path] of paths.entries()) {
    await page.goto(`/console${path}`);
    await stands(page);
    await page.waitForTimeout(300);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `new-${index}-${look.language}-${look.width ?? 1440}.png`), fullPage: true });
    found.push(...(await barriers(page)).map((line) => `${path} ${line}`));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${path} is ${over} px too wide`);
    const raw = /\b(undefined|NaN|\[object|Invalid Date|01[a-hj-km-np-tv-z0-9]{24})\b/.exec(await page.locator('body').innerText());
    if (raw !== null) found.push(`${path} shows ${raw[0]}`);
  }
  expect(found).toEqual([]);
  expect(walk.trouble).toEqual([]);
  await page.context().close();
});
