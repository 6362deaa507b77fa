// Without a mouse: a new administrator sets up an empty house and the first member of staff comes in; an owner reports,
// books, approves and pays, all by keyboard. No step of it has a barrier, in either theme.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ownerWithCar, workshop } from '../two-brands.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const empties = [await openHouse('2026-11-24T00:30:00Z'), await openHouse('2026-11-24T00:30:00Z')];
const walk = await openHouse('2026-11-24T00:30:00Z');
let tries = 0;
const { home } = walk;

/** Presses Tab until the thing has the focus, as a person does who cannot use a mouse. */
async function tabTo(page: Page, thing: Locator): Promise<void> {
  await thing.first().waitFor();
  for (let press = 0; press < 150; press++) {
    if (await thing.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}
async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}
async function press(page: Page, role: 'button' | 'link' | 'checkbox', name: string | RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, page.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) }));
  await page.keyboard.press(key);
}

test('an empty house is set up by keyboard, says what is wrong at the field, and its first member of staff comes in', { timeout: 120_000, retry: 1 }, async () => { // a busy machine's browser once hung here
  const page = await (empties[tries++] ?? walk).pageOf(undefined, '/', { width: 1440, theme: 'dark' });
  const save = (): Promise<void> => press(page, 'button', '保存并继续');
  const found: string[] = [];
  await type(page, '姓名', '李管理');
  await type(page, '密码', 'short');
  await save();
  await page.getByText(/这个密码不够安全/).waitFor();
  found.push(...(await barriers(page)));
  await type(page, '密码', 'a-good-long-pass');
  await save();
  await page.getByText('当前登录：李管理').waitFor();
  await type(page, '名称', '同程联盟');
  await save();
  await page.getByText('请填写。').waitFor();
  await type(page, '英文名称', 'Together');
  await save();
  await type(page, '代码', 'Xi He');
  await type(page, '名称', '曦和');
  await type(page, '英文名称', 'Xihe');
  await type(page, '服务热线', '400-800-1234');
  await save();
  await page.getByText('格式不对，请按提示填写。').waitFor();
  await type(page, '代码', 'xihe');
  await save();
  await page.getByLabel('单体数').waitFor();
  for (const [label, text] of [['名称', 'H5'], ['英文名称', 'H5'], ['代码', 'xihe-h5'], ['单体数', '']] as const) await type(page, label, text);
  await page.keyboard.press('Delete');
  await save();
  await page.getByText('请填一个数字。').waitFor();
  await type(page, '单体数', '108');
  await save();
  await page.getByLabel('地址').waitFor();
  for (const [label, text] of [['名称', '上海一号店'], ['英文名称', 'Shanghai One'], ['城市', '上海'], ['城市英文名', 'Shanghai'], ['地址', '虹桥路 1 号'], ['电话', '021-12345678']] as const) await type(page, label, text);
  await save();
  await page.getByText('请填一个数字。').waitFor(); // no outlet lies at nought, nought
  await type(page, '经度（WGS-84）', '121.4737');
  await type(page, '纬度（WGS-84）', '31.2304');
  found.push(...(await barriers(page)));
  await save();
  await page.getByLabel('角色').waitFor();
  for (const [label, text] of [['姓名', '王经理'], ['工号或用户名', 'wang'], ['密码', 'another-good-pass']] as const) await type(page, label, text);
  await save();
  await page.getByText('设置完成').waitFor();
  found.push(...(await barriers(page)));
  await press(page, 'button', '退出登录');
  await type(page, '工号或用户名', 'wang');
  await type(page, '密码', 'another-good-pass');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console/, { waitUntil: 'commit' });
  expect(found).toEqual([]);
  await page.close();
});

test('an owner reports, books, approves and pays by keyboard alone', async () => {
  const { technicianIds } = await workshop(home);
  const { owner } = await ownerWithCar(home, 'xihe');
  const page = await walk.pageOf(owner, '/owner', { width: 390 });
  const found: string[] = [];
  await press(page, 'link', /报告问题/);
  await type(page, '发生了什么？', '该做保养了');
  await press(page, 'button', '提交');
  await press(page, 'link', '预约到店');
  await press(page, 'checkbox', /常规保养/, 'Space');
  await tabTo(page, page.getByRole('radio', { name: /上海一号店/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.locator('.o-slots button'));
  found.push(...(await barriers(page)));
  await page.keyboard.press('Enter');
  await press(page, 'button', '确认预约');
  await page.getByText('已预约').first().waitFor();
  await home.settle();

  const at = (role: 'adviser' | 'technician', id?: string) => home.staff({ role, brandId: 'xihe', outletId: 'shanghai-one', ...(id === undefined ? {} : { id }) });
  const [adviser, worker] = [at('adviser'), at('technician', technicianIds[0])];
  const { appointments } = await owner.call('myAppointments', {});
  const { fileId } = await adviser.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 2]), contentType: 'image/png' });
  let { workOrder } = await adviser.call('checkIn', { appointmentId: appointments[0].id, odometerKm: 12_002, socPct: 55, keys: 1, itemsLeft: '', warningLamps: [], photos: [{ position: 'front', fileId }], statement: '保养', signerName: '车主', signatureFileId: fileId, promisedAt: new Date(home.clock.now().getTime() + 3_600_000).toISOString(), confirmOdometer: true });
  const does = async (who: typeof adviser, name: string, input: Record<string, unknown> = {}): Promise<void> => {
    ({ workOrder } = await who.call(name, { workOrderId: workOrder.id, version: workOrder.version, ...input }));
  };
  await does(adviser, 'saveEstimate', { operations: ['MAINTAIN'], parts: [], payers: [] });
  await does(adviser, 'sendEstimate');
  await home.settle();

  await tabTo(page, page.getByRole('radio', { name: '同意', exact: true }));
  await page.keyboard.press('Space');
  expect(await page.getByRole('radio', { name: '同意', exact: true }).isChecked()).toBe(true);
  found.push(...(await barriers(page)));
  await press(page, 'button', '提交答复');
  await page.getByText('已答复').first().waitFor();
  ({ workOrder } = await adviser.call('showWorkOrder', { workOrderId: workOrder.id }));
  await does(worker, 'startWork');
  await does(worker, 'finishWork', { note: '完成' });
  await home.settle();

  await press(page, 'link', '去付款');
  await press(page, 'button', '用微信支付');
  await press(page, 'button', '演示钱包：付款失败');
  await page.getByText('这次付款没有成功').waitFor();
  await press(page, 'button', '演示钱包：支付');
  await page.getByRole('heading', { name: '收据' }).waitFor();
  found.push(...(await barriers(page)));
  expect(found).toEqual([]);
}, 180_000);

test('no page complained', () => expect([...empties, walk].flatMap((house) => house.trouble)).toEqual([]));
