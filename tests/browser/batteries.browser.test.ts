// A battery's finding seen from both sides: the owner books with one tap, the workshop records what it found, how right we are
// moves; a buyer verifies the certificate without an account. Every page at both widths without barriers. In a real browser.
import { beforeAll, expect, test } from 'vitest';
import { newState } from '@careloop/battery';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';
import { batteryFound } from '#batteries';
import { ownerWithCar, workshop } from '../two-brands.ts';

const { home, pageOf, trouble } = await openHouse('2026-11-24T01:00:00Z');
const at = { brandId: 'xihe', outletId: 'shanghai-one' };
const manager = home.staff({ role: 'serviceManager', ...at, name: '林经理' });
const technician = home.staff({ role: 'technician', ...at, name: '周师傅' });
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
const pictures = process.env['CARELOOP_PICTURES'];
const code = '03UPE01000011CG150000001';
const report = { chemistry: 'ncm', cells: 96, days: 62, rests: 88, charges: 21, kmPerDay: 31, capacity: { capacityAh: 196, lowAh: 191, highAh: 201, sohPct: 91.6, lowPct: 89.3, highPct: 93.9, measurements: 21, updatedAt: '2026-11-23T00:00:00Z' }, range: { rangeKm: 462, batteryPart: -0.06, consumptionPart: -0.03, whPerKm: 152 }, remainingLife: { endPct: 80, q10: '2030-02-01T00:00:00Z', q50: '2032-05-01T00:00:00Z', q90: '2036-01-01T00:00:00Z', fadePctPerYear: 1.9 }, hygiene: {}, fullChargeDueAt: null };
const series = { at: Array.from({ length: 30 }, (_, day) => new Date(Date.UTC(2026, 9, 20 + day)).toISOString()), own: Array.from({ length: 30 }, (_, day) => (day < 12 ? 0.4 : -(day - 12) * 0.7)), low: Array.from({ length: 30 }, () => -2.1), high: Array.from({ length: 30 }, () => 1.9), unit: 'mV' };

beforeAll(async () => {
  const { administrator } = await workshop(home);
  mine = await ownerWithCar(home, 'xihe');
  await administrator.call('setBatteryJob', { brandId: 'xihe', rule: 'leakage', operations: ['HV-INSPECT'] });
  await home.inside(async (tx) => {
    await tx.db.query(home.sql`insert into batteries.states (vin, brand_id, model_id, library_version, written_at, first_at, last_at, frames, body, report) values (${mine.vin}, 'xihe', 'xihe-one', ${newState().version}, now(), '2026-09-22T00:00:00Z', '2026-11-23T00:00:00Z', 91240, '{}', ${JSON.stringify(report)}::jsonb)`);
    for (let day = 0; day < 40; day++) await tx.db.query(home.sql`insert into batteries.health_days (vin, on_day, brand_id, capacity_ah, low_ah, high_ah, soh_pct, low_pct, high_pct, measurements) values (${mine.vin}, ('2026-10-12'::date + ${day}::int), 'xihe', 196, 191, 201, ${92.5 - day * 0.02}::real, ${89 + day * 0.01}::real, ${96 - day * 0.05}::real, ${day})`);
    await tx.db.query(home.sql`insert into batteries.findings (id, number, thread, vin, brand_id, model_id, owner_id, key, rule, cause, tier, worst_tier, state, cells, quantity, value, unit, low, high, score, onset_at, days_of_data, ruled_out, next_test, library_version, found_at, told_at, visit_told_at, last_at, series)
      values ('finding-1', 'B2611-00001', 'finding-1', ${mine.vin}, 'xihe', 'xihe-one', ${mine.ownerId}, 'leakage:42', 'leakage', 'cell', 'visit', 'visit', 'open', '{42}', 'current', 7.4, 'mA', 5.1, 9.8, 2.4, '2026-11-01T00:00:00Z', 62, '{balancing,lowCapacity,senseWire}', 'restThreeDays', ${newState().version}, '2026-11-22T00:00:00Z', now(), '2026-11-22T00:00:00Z', now(), ${JSON.stringify(series)}::jsonb)`);
    await tx.db.query(home.sql`insert into batteries.evidence (id, finding_id, brand_id, at, kept_at, state, tier, value, low, high, score, days_of_data) values ('e1', 'finding-1', 'xihe', '2026-11-22T00:00:00Z', now(), 'raised', 'visit', 7.4, 5.1, 9.8, 2.4, 62)`);
    const learnt = { connectionResistance: { info: 1.23, visit: 1.23, infoBy: 'extremeValue', visitBy: 'none', months: 612 } };
    await tx.db.query(home.sql`insert into batteries.limits (model_id, version, brand_id, chemistry, at, months, cars, left_out, rules) values ('xihe-one', 1, 'xihe', 'ncm', '2026-10-02T18:00:00Z', 240, 40, 0, '{}'::jsonb), ('xihe-one', 2, 'xihe', 'ncm', '2026-11-02T18:00:00Z', 612, 102, 3, ${JSON.stringify(learnt)}::jsonb)`);
    tx.tell(batteryFound({ findingId: 'finding-1', thread: 'finding-1', vin: mine.vin, brandId: 'xihe', ownerId: mine.ownerId, rule: 'leakage', tier: 'visit', at: '2026-11-22T00:00:00Z' }));
  });
  await home.settle();
  const keeper = home.staff({ role: 'partsPlanner', brandId: 'xihe' });
  const unit = await keeper.call('addBatteryUnit', { code, brandId: 'xihe' });
  await keeper.call('fitBatteryUnit', { unitId: unit.id, vin: mine.vin, why: '随车', version: unit.version });
  await technician.call('startQuarantine', { outletId: at.outletId, unitId: (await keeper.call('addBatteryUnit', { code: '03UPE01000011CG150000002', brandId: 'xihe' })).id, bayIds: [], place: '院内隔离区', why: '碰撞变形', tempC: 23 });
});

test('the owner sees why in plain words and books with one tap; the workshop records what it found beside it, and how right we are moves', async () => {
  const owner = await pageOf(mine.owner, `/owner/battery/${mine.vehicleId}`, { width: 390 });
  await owner.getByText('有一个电芯在自己慢慢放电').waitFor();
  await owner.getByText('九成把握', { exact: false }).waitFor();
  const workshopPage = await pageOf(technician, '/console/batteries/findings/finding-1');
  await workshopPage.getByText('静置三天', { exact: false }).first().waitFor();
  await owner.getByRole('button', { name: '一键预约' }).click();
  await owner.getByText('已预约').first().waitFor();
  await home.settle();
  const { appointments } = await mine.owner.call('myAppointments', {});
  expect(appointments[0].operations.map((one: { code: string }) => one.code)).toEqual(['HV-INSPECT']);
  await workshopPage.getByLabel('检查经过').fill('静置三天复测，42 号电芯下降 38 mV');
  await workshopPage.getByRole('button', { name: '保存' }).click();
  await workshopPage.getByText('静置三天复测，42 号电芯下降 38 mV').first().waitFor();
  await owner.reload();
  await owner.getByText('到店检查确认').waitFor();
  await workshopPage.goto('/console/batteries/how-right');
  await workshopPage.getByText('100 %').first().waitFor();
  expect(trouble).toEqual([]);
}, 120_000);

test('how right we are says which limits are in force, since when and from how many vehicle-months; the manager goes back to an earlier version with a reason', async () => {
  const page = await pageOf(manager, '/console/batteries/how-right');
  await page.getByText('连接电阻增大：提示 1.23 倍（极值拟合），到店 1.23 倍（与提示同限）').waitFor();
  await page.getByText('第 2 版 · 2026-11-03 起 · 612 车月，102 台健康车；3 台有故障或待检查，未计入').waitFor();
  await page.getByText('更改').click();
  await page.getByLabel('怎样做').selectOption({ label: '回到第 1 版' });
  await page.getByLabel('原因').fill('冬季样本偏少');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('林经理：冬季样本偏少').waitFor();
  await page.getByText('已锁定').waitFor();
  expect((await manager.call('listBatteryLimits')).models[0].versions[0]).toMatchObject({ version: 3, held: true, fromVersion: 1, rules: [] });
  expect((await technician.call('listBatteryLimits')).models).toHaveLength(1);
  const reader = await pageOf(technician, '/console/batteries/how-right');
  await reader.getByText('已锁定').waitFor();
  expect(await reader.getByText('更改').count()).toBe(0);
  expect(trouble).toEqual([]);
}, 120_000);

test('the owner gives a buyer a certificate; the buyer verifies it without an account, and learns when it was taken back', async () => {
  const paper = await mine.owner.call('issueBatteryPaper', { vin: mine.vin });
  const owner = await pageOf(mine.owner, `/owner/battery-certificate/${paper.id}`, { width: 390 });
  await owner.getByText(paper.number).first().waitFor();
  const buyer = await pageOf(home.nobody, `/verify?b=${paper.number}&c=${paper.code}`, { width: 390 });
  await buyer.getByText('证书真实有效').waitFor();
  expect(await buyer.getByText('91.6%').count()).toBeGreaterThan(0);
  expect(await barriers(buyer)).toEqual([]);
  await mine.owner.call('revokeBatteryPaper', { batteryPaperId: paper.id, why: '车已卖出' });
  await buyer.reload();
  await buyer.getByText('证书已被撤销', { exact: false }).waitFor();
}, 90_000);

const views = [['/console/batteries', 'B2611-00001'], ['/console/batteries/findings/finding-1', '下一步检测|Next test'], ['/console/batteries/chain', code], ['/console/batteries/how-right', undefined], ['/console/batteries/quarantine', '15'], ['', '91.6 %']] as const;
for (const [width, language] of [[1440, 'zh'], [390, 'en']] as const) {
  test(`every battery page can be read at ${width} px in ${language}`, async () => {
    const page = await pageOf(manager, '/console/board', { width, language });
    for (const [path, text] of views) {
      const to = path === '' ? `/console/vehicles/${mine.vehicleId}/battery` : path;
      await page.goto(to);
      if (text === undefined) await page.locator('.k-card').first().waitFor();
      else await page.getByText(new RegExp(text)).first().waitFor();
      if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${to.replaceAll(/\W+/g, '-')}-${width}-${language}.png`, fullPage: true });
      expect(`${to} ${(await barriers(page)).join('\n')}`).toBe(`${to} `);
      expect(`${to} ${await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)}`).toBe(`${to} 0`);
    }
  }, 180_000);
}
