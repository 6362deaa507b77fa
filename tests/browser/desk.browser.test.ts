// The service desk with both at it at once: an owner's phone and an agent's desk side by side. The assistant, then a person, then
// the assistant again; danger in three characters; and an agent's hands that never leave the keyboard, from ring to wrap-up.
import { beforeAll, expect, test } from 'vitest';
import { ownerWithCar, workshop } from '../two-brands.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-26T02:00:00Z'); // Thursday 10:00 in Beijing
const { home } = walk;
const agent = home.staff({ role: 'agent', brandId: 'xihe', id: 'agent-lin', name: '林坐席' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
let eventKey = '';
beforeAll(async () => {
  await workshop(home);
  mine = await ownerWithCar(home, 'xihe');
  await home.runRounds('train-assistant');
  eventKey = ((await manager.call('showEventAddress', { brandId: 'xihe' })).path as string).split('/').at(-1) ?? '';
}, 300_000);
let told = 0;
/** The exchange tells of a call. */
const exchange = (type: string, number: string, id: string) => manager.call('hearTelephony', { eventKey, type, timestamp: `2026-11-26T10:00:${String(told++).padStart(2, '0')}.000+0800`, channel: { id, caller: { name: '', number } } });
const offered = async (): Promise<void> => {
  await expect.poll(async () => { await home.runRounds('run-hotline'); return (await agent.call('showMyDesk', {})).mine?.state; }, { timeout: 30_000 }).toBe('offered');
};

test('the owner writes, the assistant answers, a person takes over with everything, answers, and hands back', async () => {
  const desk = await walk.pageOf(agent, '/console/desk');
  await desk.getByRole('button', { name: /进入就绪/ }).waitFor();
  await desk.keyboard.press('r');
  await desk.getByRole('button', { name: /暂时离开/ }).waitFor();
  const phone = await walk.pageOf(mine.owner, `/owner/talk/${mine.vehicleId}`, { width: 390 });
  await phone.getByLabel('写下您的问题').fill('换了三根桩都充不进电');
  await phone.getByLabel('写下您的问题').press('Enter');
  await phone.locator('.t-turn[data-role=assistant]').first().waitFor();
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: '转人工' }).click();
  await phone.getByText(/正在为您接通人工/).waitFor();

  await offered();
  await desk.getByText(/来电振铃/).waitFor();
  await desk.keyboard.press('a');
  await desk.getByRole('heading', { name: '接手摘要' }).waitFor();
  expect(await desk.locator('.h-now').textContent()).toContain('换了三根桩都充不进电'); // nobody has to repeat it
  await phone.getByText('林坐席 正在为您服务').waitFor();
  expect(await barriers(desk)).toEqual([]);

  await desk.keyboard.press('m');
  await desk.keyboard.type('您好，我先看一下您的车。');
  await desk.keyboard.press('Enter');
  await phone.getByText('您好，我先看一下您的车。').waitFor();
  const before = await phone.locator('.t-turn[data-role=assistant]').count();
  await phone.getByLabel('写下您的问题').fill('充不进电怎么办');
  await phone.getByLabel('写下您的问题').press('Enter');
  await desk.locator('.h-said').getByText('充不进电怎么办').waitFor();
  expect(await phone.locator('.t-turn[data-role=assistant]').count()).toBe(before); // while a person speaks the assistant is silent

  await desk.keyboard.press('Escape');
  await desk.keyboard.press('b');
  await desk.getByText('没有来电').waitFor();
  await phone.getByText('林坐席 正在为您服务').waitFor({ state: 'detached' });
  await phone.getByLabel('写下您的问题').fill('胎压多少合适');
  await phone.getByLabel('写下您的问题').press('Enter');
  await expect.poll(() => phone.locator('.t-turn[data-role=assistant]').count()).toBe(before + 1);
  expect(walk.trouble).toEqual([]);
}, 240_000);

test('three characters of danger: the step that protects, rescue in one tap, and the desk rings with the danger first', async () => {
  const phone = await walk.pageOf(mine.owner, `/owner/talk/${mine.vehicleId}`, { width: 390 });
  const desk = await walk.pageOf(agent, '/console/desk');
  await phone.getByLabel('写下您的问题').fill('着火了');
  await phone.getByLabel('写下您的问题').press('Enter');
  await phone.locator('.t-turn[data-kind=safety]').getByText(/下车/).first().waitFor();
  const rescue = phone.locator('.t-card[data-tool=rescue]');
  expect(await barriers(phone)).toEqual([]);
  await rescue.getByRole('button').click();
  await rescue.getByText(/已完成 · C/).waitFor();
  const { cases } = await mine.owner.call('myCases', {});
  expect(cases.some((one: { urgency: number }) => one.urgency === 1)).toBe(true);

  await offered();
  await desk.locator('.h-now[data-urgency="1"]').waitFor();
  await desk.getByText('先确认人已离车', { exact: false }).waitFor();
  await desk.keyboard.press('a');
  await phone.getByText('林坐席 正在为您服务').waitFor();
  await desk.keyboard.press('e');
  await desk.keyboard.press('2'); // at once: the key is not lost while the page waits to hear that the talk ended
  await desk.getByText('没有来电').waitFor();
  await phone.getByText('本次会话已结束').waitFor();

  await phone.getByRole('button', { name: '开始新的会话' }).click();
  await phone.locator('.t-turn').first().waitFor({ state: 'detached' });
  await phone.context().setOffline(true); // without a network danger is heard all the same, and the telephone stands there
  await phone.getByLabel('写下您的问题').fill('冒烟了');
  await phone.getByText('请所有人马上下车', { exact: false }).waitFor();
  await phone.getByRole('link', { name: /119/ }).waitFor();
  expect(await barriers(phone)).toEqual([]);
  await phone.context().setOffline(false);
  await phone.getByText('现在没有网络', { exact: false }).waitFor({ state: 'detached' });
  expect(walk.trouble).toEqual([]);
}, 240_000);

test('a call by keyboard only: known by its number, a call-back promised with words, called back with the number at hand, wrapped up', async () => {
  const { vehicle } = await manager.call('showVehicle', { id: mine.vehicleId });
  const { phone } = await manager.call('revealOwnerPhone', { id: vehicle.ownerId, why: '演练' });
  const desk = await walk.pageOf(agent, '/console/desk');
  await desk.getByText('实时', { exact: true }).waitFor(); // what happens from now on reaches the page
  await exchange('StasisStart', phone, 'call-1');
  await offered();
  await desk.getByText(/来电振铃/).waitFor();
  await desk.keyboard.press('a');
  await desk.getByRole('heading', { name: /通话中/ }).waitFor();
  expect(await desk.textContent('body')).not.toContain(phone);
  await desk.getByRole('link', { name: vehicle.plateNo }).first().waitFor(); // screen-pop

  await desk.keyboard.press('c'); // a case for the call: its words, and back at the desk with it
  await desk.getByLabel('车主怎么说').fill('空调不凉');
  await desk.getByText('仍在服务中').waitFor();
  await desk.keyboard.press('Enter');
  await desk.getByText('本次来电').waitFor();
  await desk.keyboard.press('k'); // what the articles say, with the source
  await desk.keyboard.type('充不进电怎么办');
  await desk.keyboard.press('Enter');
  await desk.locator('.h-found a').first().waitFor();
  await desk.keyboard.press('ControlOrMeta+a');
  await desk.keyboard.type('换个12V蓄电池要多少钱'); // and what it costs, of the price book with its day
  await desk.keyboard.press('Enter');
  await desk.locator('.h-prices').getByText('560.50').waitFor();
  await desk.locator('.h-prices').getByRole('link', { name: /价格表（自 2026-11-26 起/ }).waitFor();
  expect(await barriers(desk)).toEqual([]);
  await desk.keyboard.press('Escape');

  await desk.keyboard.press('g'); // and to the case, for a visit at a time that is free, and back
  await desk.waitForURL(/\/console\/cases\/(?!open)/);
  await desk.getByRole('button', { name: /B$/ }).waitFor();
  await desk.keyboard.press('b');
  await desk.locator('[data-operations] input:focus').waitFor();
  await desk.keyboard.press('Space');
  await desk.locator('[data-outlets] li button').first().waitFor();
  await desk.keyboard.press('Enter');
  await desk.locator('[data-outlets] li button:focus').waitFor();
  expect(await barriers(desk)).toEqual([]);
  await desk.keyboard.press('Enter');
  await expect.poll(() => desk.evaluate(() => document.activeElement?.textContent ?? ''), { timeout: 30_000 }).toMatch(/^\d\d:\d\d$/);
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: '取消预约' }).waitFor();
  await home.settle();
  expect(((await mine.owner.call('myNotices', {})).notices as { code: string }[]).some((one) => one.code === 'appointmentBooked')).toBe(true);
  await desk.keyboard.press('h');
  await desk.getByText('本次来电').waitFor();

  await desk.keyboard.press('p');
  await desk.getByLabel('为什么回电').waitFor();
  await desk.keyboard.type('等配件到店后告诉他');
  await desk.keyboard.press('Tab');
  await desk.getByLabel('回电时间').fill('2026-11-26T15:00');
  await desk.getByLabel('回电时间').press('Enter');
  await desk.getByText('没有来电').waitFor();
  await desk.getByText('等配件到店后告诉他').waitFor(); // the list says what for
  await desk.keyboard.press('n'); // long before the time that was agreed on: nobody is called by mistake
  await desk.getByText('没有来电').waitFor();
  home.clock.advance({ minutes: (Date.parse('2026-11-26T06:50:00Z') - home.clock.now().getTime()) / 60_000 });
  await walk.tellTheTime();
  await desk.keyboard.press('n');
  await desk.getByRole('heading', { name: /通话中/ }).waitFor();
  await desk.keyboard.press('v');
  await desk.getByRole('link', { name: phone }).waitFor();
  expect(((await mine.owner.call('listMyAccessLog', {})).looks as { why: string }[]).some((look) => look.why.startsWith('热线 H'))).toBe(true); // its owner can read who looked
  await desk.keyboard.press('e');
  await desk.getByLabel('备注（可不填）').waitFor();
  await desk.keyboard.press('m');
  await desk.keyboard.type('已告知');
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('3');
  await desk.getByText('没有来电').waitFor();
  expect(await barriers(desk)).toEqual([]);
  expect(walk.trouble).toEqual([]);
}, 240_000);

test('the wall shows clocks that run out next: which case, whose, until when, one press to it; a paused one and one with time left are not there', async () => {
  const car = await ownerWithCar(home, 'yuanlan');
  const other = home.staff({ role: 'agent', brandId: 'yuanlan', id: 'agent-yuan', name: '袁坐席' });
  const lead = home.staff({ role: 'serviceManager', brandId: 'yuanlan', name: '远岚经理' });
  const { caseId } = await other.call('openCase', { vehicleId: car.vehicleId, words: '空调不凉' });
  const clocks = async () => (await other.call('showCase', { caseId })).case.clocks as { clock: string; state: string; dueAt: string }[];
  const wall = await walk.pageOf(lead, '/console/hotline');
  await wall.getByText('没有将到期的工单时限').waitFor();
  const [first] = (await clocks()).filter((one) => one.state === 'running').sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  home.clock.advance({ minutes: (Date.parse(first?.dueAt ?? '') - home.clock.now().getTime()) / 60_000 - 2 });
  await walk.tellTheTime();
  await wall.reload();
  const row = wall.getByRole('list', { name: '时限将到' }).getByRole('listitem').filter({ hasText: '袁坐席' });
  await row.first().waitFor();
  expect(await row.first().textContent()).toMatch(/到期[\s\S]*还剩/);
  expect(await row.count()).toBe((await clocks()).filter((one) => one.state === 'atRisk').length);
  expect(await barriers(wall)).toEqual([]);
  await row.first().getByRole('link').click();
  await wall.waitForURL(`**/console/cases/${caseId}`);
  const { case: one } = await other.call('showCase', { caseId });
  await other.call('pauseClocks', { caseId, reason: 'waitingForOwner', version: one.version });
  await wall.goto('/console/hotline');
  await wall.getByText('没有将到期的工单时限').waitFor();
  expect(walk.trouble).toEqual([]);
}, 240_000);
