// A service manager's morning over slots: certificates, roster and resources, a technician who is ill, the loaner desk; and an
// owner who waits in line. In a real browser.
import { beforeAll, expect, test } from 'vitest';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';
import { ownerWithCar, workshop } from '../two-brands.ts';

const { home, pageOf, trouble } = await openHouse('2026-11-24T01:00:00Z');
const at = { brandId: 'xihe', outletId: 'shanghai-one' };
const manager = home.staff({ role: 'serviceManager', ...at, name: '林经理' });
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
const pictures = process.env['CARELOOP_PICTURES'];

beforeAll(async () => {
  const { administrator, technicianIds } = await workshop(home);
  mine = await ownerWithCar(home, 'xihe');
  await administrator.call('addCertificate', { staffId: technicianIds[2], kind: 'lvElectrician', brandId: null, number: 'T310000', validFrom: '2024-01-01', validTo: '2026-12-10', issuer: '上海市应急管理局' });
  for (const [name, due] of [['绝缘测试仪', '2027-05-31'], ['高压万用表', '2026-11-20']] as const) await administrator.call('addTool', { outletId: at.outletId, kind: 'insulationTester', serialNo: due, name, calibratedOn: '2025-11-20', calibrationDueOn: due });
  const { days } = await mine.owner.call('findSlots', { vehicleId: mine.vehicleId, outletId: at.outletId, operations: ['MAINTAIN'], fromOn: '2026-11-25', days: 1 });
  const visit = await mine.owner.call('bookAppointment', { vehicleId: mine.vehicleId, outletId: at.outletId, operations: ['MAINTAIN'], startsAt: days[0].slots[0].startsAt });
  const { technicianId } = await manager.call('showAppointment', { appointmentId: visit.id });
  await manager.call('addAbsence', { staffId: technicianId, firstOn: '2026-11-25', lastOn: '2026-11-25', kind: 'sick' });
  for (const staffId of technicianIds) await administrator.call('planShifts', { outletId: at.outletId, staffId, fromOn: '2026-11-28', toOn: '2026-11-28', weekdays: [6], kind: 'off' });
  const car = await manager.call('addLoaner', { ...at, plateNo: '沪AD90001', modelName: '曦和一号', modelNameEn: 'Xihe One', odometerKm: 1000, socPct: 90, insuredUntil: '2027-12-31' });
  await home.staff({ role: 'adviser', ...at }).call('reserveLoan', { vehicleId: mine.vehicleId, loanerId: car.id, fromAt: '2026-11-24T02:00:00.000Z', untilAt: '2026-11-26T02:00:00.000Z' });
  await mine.owner.call('joinWaiting', { vehicleId: mine.vehicleId, outletId: at.outletId, operations: ['MAINTAIN'], fromOn: '2026-11-28', toOn: '2026-11-28' });
});

const views = [
  ['/console/certificates', 'T310000'], ['/console/place?tab=roster', '周师傅'], ['/console/place?tab=tools', '高压万用表'], ['/console/place?tab=days', undefined], ['/console/place?tab=parts', 'P-PORT'], ['/console/place?tab=imports', undefined],
  ['/console/re-plan', '沪AD12345'], ['/console/loaners', '沪AD90001'],
] as const;
for (const [width, language] of [[1440, 'zh'], [390, 'en'], [1440, 'en'], [390, 'zh']] as const) {
  test(`a service manager sees what slots are made of, at ${width} px in ${language}`, async () => {
    const page = await pageOf(manager, '/console/board', { width, language });
    for (const [path, text] of views) {
      await page.goto(path);
      if (text === undefined) await page.locator('.k-card').first().waitFor();
      else await page.getByText(text).first().waitFor();
      if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${path.replaceAll(/\W+/g, '-')}-${width}-${language}.png`, fullPage: true });
      expect(`${path} ${(await barriers(page)).join('\n')}`).toBe(`${path} `);
      expect(`${path} ${await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)}`).toBe(`${path} 0`);
    }
  }, 180_000);
}

test('an owner sees the place in line and the loaner at home', async () => {
  const page = await pageOf(mine.owner, '/owner/', { width: 390 });
  await page.getByText('您排在第 1 位').waitFor();
  await page.getByText('沪AD90001').waitFor();
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/owner-home-390-zh.png`, fullPage: true });
  expect(await barriers(page)).toEqual([]);
}, 60_000);

test('the manager moves the visit of the technician who is ill to somebody else with one press', async () => {
  const page = await pageOf(manager, '/console/re-plan');
  await page.getByRole('button', { name: '按建议改派' }).click();
  await page.getByText('都能按原计划进行').waitFor();
  expect(trouble).toEqual([]);
}, 60_000);
