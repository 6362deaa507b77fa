// The vehicle link's page, a car's commands and looks, and the owner's consent, in a real browser.
import { beforeAll, expect, test } from 'vitest';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';
import { ownerWithCar, sharedOutlet } from '../two-brands.ts';

const { home, pageOf, trouble } = await openHouse('2026-11-24T02:00:00Z');
const password = 'Tidal-Plate-77';
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
let chief: Awaited<ReturnType<typeof sharedOutlet>>['administrator'];
const technician = home.staff({ role: 'technician', brandId: 'xihe', name: '周师傅' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', name: '林经理' });

beforeAll(async () => {
  chief = (await sharedOutlet(home)).administrator;
  mine = await ownerWithCar(home, 'xihe');
  const { id } = await chief.call('addForwardTarget', { name: '市新能源汽车监测平台', host: '192.0.2.10', port: 32960, tls: false, code: 'CARELOOP', userName: 'careloop', password, brandIds: ['xihe'], platePrefixes: ['沪'], enabled: true });
  await home.inside((tx) => tx.db.query(home.sql`insert into forwarding.days (target_id, on_day, vin, brand_id, due, acknowledged, late) values (${id}, '2026-11-24', ${mine.vin}, 'xihe', 120, 117, 4)`));
  await home.inside((tx) => tx.db.query(home.sql`insert into gateway.bans (address, reason, times, banned_at, until) values ('198.51.100.7', 'notATerminal', 2, ${home.clock.now().toISOString()}, ${new Date(home.clock.now().getTime() + 1_800_000).toISOString()})`));
});

for (const [width, language] of [[1440, 'zh'], [390, 'en']] as const) {
  test(`an administrator registers a platform and reads the proof, at ${width} px in ${language}`, async () => {
    const page = await pageOf(chief, '/console/vehicle-link', { width, language });
    const w = language === 'zh' ? { add: '登记平台', name: '名称', user: '用户名', secret: '密码', save: '保存', proof: '完整性证明' } : { add: 'Register a platform', name: 'Name', user: 'User name', secret: 'Password', save: 'Save', proof: 'Proof of completeness' };
    await page.getByRole('button', { name: w.add }).click();
    await page.getByLabel(w.name, { exact: true }).fill(`城市充电平台 ${width}`);
    await page.getByLabel(w.user, { exact: true }).fill(`city${width}`);
    await page.getByLabel(w.secret, { exact: true }).fill(password);
    await page.getByRole('button', { name: w.save }).click();
    await page.getByText(`城市充电平台 ${width}`).waitFor();
    await page.getByRole('button', { name: w.proof }).click();
    await page.getByText(mine.vin).waitFor();
    await page.getByText('198.51.100.7').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  }, 60_000);
}

test('a technician opens a look and asks; the owner agrees in the app and reads who looked; the manager is the second person', async () => {
  const page = await pageOf(technician, `/console/vehicles/${mine.vehicleId}`);
  await page.getByRole('button', { name: '开始查看' }).click();
  await page.getByRole('checkbox', { name: '下发指令' }).check();
  await page.getByLabel('具体原因（车主可见）').fill('充电中断，核对上报周期');
  await page.getByRole('button', { name: '开始', exact: true }).click();
  await page.getByRole('button', { name: '下发指令', exact: true }).click();
  await page.getByLabel('指令', { exact: true }).selectOption('setParameters');
  await page.getByLabel('值', { exact: true }).fill('20');
  await page.getByRole('button', { name: '下发', exact: true }).click();
  await page.getByText('等待车主同意').waitFor();
  expect(await barriers(page)).toEqual([]);
  const phone = await pageOf(mine.owner, '/owner/looks', { width: 390 });
  await phone.getByText('周师傅 请求').waitFor();
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: '同意', exact: true }).click();
  await phone.getByText('待复核').waitFor();
  await page.getByText('等待第二人复核').waitFor();
  const boss = await pageOf(manager, `/console/vehicles/${mine.vehicleId}`, { width: 390, language: 'en' });
  await boss.getByRole('button', { name: 'Agree', exact: true }).click();
  await boss.getByText('Waits to be sent').waitFor();
  await page.getByText('车辆不在线').waitFor();
  expect(await barriers(boss)).toEqual([]);
  expect(await boss.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  const english = await pageOf(mine.owner, '/owner/looks', { width: 1440, language: 'en' });
  await english.getByText('Who looked at my car').waitFor();
  expect(trouble).toEqual([]);
}, 90_000);
