// A follower's WeChat phone, the owner's app and the agent's desk side by side: danger before anybody is known, joining with the code
// from the app, a person's words on the phone, a picture at the desk, and one conversation wherever it is read.
import { beforeAll, expect, test } from 'vitest';
import { ownerWithCar, workshop } from '../two-brands.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-26T02:00:00Z'); // Thursday 10:00 in Beijing
const { home, office } = walk;
const agent = home.staff({ role: 'agent', brandId: 'xihe', id: 'agent-lin', name: '林坐席' });
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
beforeAll(async () => {
  await workshop(home);
  mine = await ownerWithCar(home, 'xihe');
  await home.runRounds('train-assistant');
  office.addFollower({ brandId: 'xihe', openId: 'openid-1', name: '小苏' });
}, 300_000);

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

test('a stranger hears what protects, joins with the code from the app, and speaks with a person from WeChat', async () => {
  const wechat = await walk.pageOf(undefined, '/wechat-phone', { width: 390 });
  await wechat.getByText('还没有消息').waitFor();
  expect(await barriers(wechat)).toEqual([]);
  const write = async (text: string): Promise<void> => {
    await wechat.getByLabel('发消息').fill(text);
    await wechat.getByLabel('发消息').press('Enter');
  };
  await write('车底冒烟了');
  await wechat.getByText('该公众号提供的服务出现故障').waitFor(); // the house has not said yet where it hears
  await office.houseAt(walk.origin);
  await write('车底冒烟了');
  await wechat.locator('.wx-bubble[data-from=account]').getByText(/下车[\s\S]*119/).waitFor();

  const app = await walk.pageOf(mine.owner, `/owner/talk/${mine.vehicleId}`, { width: 390 });
  await app.getByRole('button', { name: '在微信里继续' }).click();
  const order = await app.locator('.t-code strong').textContent();
  expect(await barriers(app)).toEqual([]);
  await write(order ?? '');
  await app.getByText('微信里也是这次会话').waitFor();
  await wechat.getByRole('heading', { name: '同一次会话' }).waitFor();

  const desk = await walk.pageOf(agent, '/console/desk');
  await desk.getByRole('button', { name: /进入就绪/ }).waitFor();
  await desk.keyboard.press('r');
  await desk.getByRole('button', { name: /暂时离开/ }).waitFor();
  await write('转人工');
  await app.locator('.t-turn[data-role=user]').getByText('转人工').waitFor();
  await expect.poll(async () => { await home.runRounds('run-hotline'); return (await agent.call('showMyDesk', {})).mine?.state; }, { timeout: 30_000 }).toBe('offered');
  await desk.getByText(/来电振铃/).waitFor();
  await desk.keyboard.press('a');
  await desk.getByText('车主在微信里').waitFor();
  await desk.keyboard.press('m');
  await desk.keyboard.type('您好，请拍一张仪表的照片。');
  await desk.keyboard.press('Enter');
  await wechat.locator('.wx-bubble[data-from=account]').getByText('请拍一张仪表的照片').waitFor();
  await desk.getByText('已发到微信', { exact: false }).first().waitFor();
  await wechat.locator('input[type=file]').setInputFiles({ name: 'dash.png', mimeType: 'image/png', buffer: png });
  await desk.locator('.h-said img').waitFor();
  await app.locator('.t-turn img').waitFor();

  await wechat.getByRole('button', { name: '过去 48 小时' }).click(); // as WeChat counts
  await wechat.getByText('品牌现在不能再写来').waitFor();
  await desk.keyboard.type('看到了，请到店检查。');
  await desk.keyboard.press('Enter');
  await desk.getByText('微信没有送达：车主已超过 48 小时', { exact: false }).waitFor();
  await app.getByText('看到了，请到店检查。').waitFor(); // it stands in the app, and a text message says so
  expect(home.sms.messages()[0]?.text).toContain('服务人员回复了您');
  expect(await barriers(desk)).toEqual([]);
  expect(await barriers(wechat)).toEqual([]);
  expect(walk.trouble).toEqual([]);
}, 240_000);
