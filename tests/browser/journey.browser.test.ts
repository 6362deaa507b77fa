// The main job with two screens side by side: an owner's phone and the console, each seeing what the other did.
import { expect, test } from 'vitest';
import { healthy, report } from '../../server/telemetry/testing.ts';
import { overTheWire } from '../over-the-wire.ts';
import { ownerWithCar, vins, workshop } from '../two-brands.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-24T00:30:00Z'); // Tuesday 08:30 in Beijing
const { home } = walk;

test('owner’s phone and console walk one car from alert to improvement, side by side', async () => {
  const { administrator, technicianIds } = await workshop(home);
  const grant = { role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one' } as const;
  const { id: managerId } = await administrator.call('addStaff', { userName: 'manager', name: '经理', grants: [grant] });
  const { owner } = await ownerWithCar(home, 'xihe');
  const agent = home.staff({ role: 'agent', brandId: 'xihe', name: '坐席小林' });
  const adviser = home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'shanghai-one', name: '顾问小方' });
  const manager = home.staff({ ...grant, id: managerId, name: '经理' });
  const [worker, second] = technicianIds.map((id, index) => home.staff({ role: 'technician', brandId: 'xihe', outletId: 'shanghai-one', id, name: ['周师傅', '吴师傅'][index] ?? '' }));

  // the owner looks at the phone while the car is still well; the alert arrives by itself
  const phone = await walk.pageOf(owner, '/owner', { width: 390 });
  const console_ = await walk.pageOf(agent, '/console');
  await phone.getByText('一切正常').waitFor();
  await console_.getByText('这里没有工单').waitFor();
  const start = home.clock.now().getTime();
  await overTheWire(home, vins.xihe, Array.from({ length: 12 }, (_, index) => report(vins.xihe, new Date(start - (12 - index) * 1000), { ...healthy, tempMaxC: index < 6 ? 31 : 66, alarmLevel: index < 6 ? 0 : 3, alarmBits: index < 6 ? 0 : 2 })));
  await phone.getByText('请立即下车，所有人离开车辆').waitFor();
  await console_.getByText('电池过热').first().waitFor();

  // keyboard: j, Enter opens the case; the agent takes it and the phone says so
  await console_.keyboard.press('j');
  await console_.keyboard.press('Enter');
  await console_.getByRole('button', { name: '接手' }).click();
  await phone.getByRole('link', { name: '查看进展' }).click();
  await phone.getByText('坐席小林').first().waitFor();

  // the owner books
  await phone.getByRole('link', { name: '预约到店' }).click();
  await phone.getByRole('checkbox', { name: /高压电池检查/ }).check();
  await phone.getByRole('radio', { name: /上海一号店/ }).check();
  await phone.locator('.o-slots button').first().click();
  await phone.getByRole('button', { name: '确认预约' }).click();
  await phone.getByText('已预约').first().waitFor();
  await console_.getByText('上海一号店').first().waitFor();

  // the counter takes the car in with photo and signature
  const desk = await walk.pageOf(adviser, console_.url().replace(walk.origin, ''));
  await desk.getByRole('link', { name: '接车', exact: true }).click();
  await desk.getByLabel('里程（km）').fill('900000');
  await desk.getByLabel('电量（%）').fill('55');
  await desk.locator('input[type=file]').first().setInputFiles({ name: 'front.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') });
  const pad = desk.getByRole('img', { name: '车主签字' });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no field to sign in');
  await desk.mouse.move(box.x + 20, box.y + 40);
  await desk.mouse.down();
  await desk.mouse.move(box.x + 120, box.y + 80, { steps: 5 });
  await desk.mouse.up();
  await desk.getByRole('button', { name: '完成接车' }).click();
  await desk.getByText(/与车辆上报的 12001 km 相差较大/).waitFor(); // bad input, said at the field
  await desk.getByLabel('里程（km）').fill('12002');
  await desk.getByRole('button', { name: '完成接车' }).click();
  await desk.getByRole('heading', { name: /沪AD12345/ }).waitFor();
  await phone.getByText('维修进度').waitFor();

  // a technician's phone: diagnosis; the counter: estimate; the owner: line by line
  await desk.waitForURL(/\/work-orders\//); // the heading of the check-in names the car too
  const orderPath = new URL(desk.url()).pathname;
  const shop = await walk.pageOf(worker, '/console/my-jobs', { width: 390 });
  await shop.getByRole('link', { name: /沪AD12345/ }).click();
  await shop.getByLabel('原因', { exact: true }).first().fill('冷却水泵停转');
  await shop.getByLabel('处理').fill('检查电池，更换 12V');
  await shop.getByRole('button', { name: '保存' }).click();
  await desk.getByText('冷却水泵停转').waitFor();
  await desk.getByRole('listitem').filter({ hasText: '高压电池检查' }).getByRole('button', { name: '添加' }).click();
  await desk.getByRole('cell', { name: /HV-INSPECT/ }).waitFor();
  await desk.getByLabel('按名称或编码添加项目、备件').fill('12V');
  await desk.getByRole('listitem').filter({ hasText: 'LV-BATTERY' }).getByRole('button', { name: '添加' }).click();
  await desk.getByRole('cell', { name: /P-12V/ }).waitFor();
  await desk.getByRole('button', { name: '发给车主' }).click();
  await desk.getByText('待答复').first().waitFor();
  await phone.getByRole('group', { name: '高压电池检查' }).getByText('同意').click();
  await phone.getByRole('group', { name: '更换 12V 蓄电池' }).getByText('先问问').click();
  await phone.getByLabel('想问什么').fill('能不能用便宜一点的？');
  await phone.getByRole('group', { name: '12V 蓄电池', exact: true }).getByText('同意').click();
  await phone.getByRole('button', { name: '提交答复' }).click();
  await desk.getByText('能不能用便宜一点的？').first().waitFor();
  await phone.getByRole('group', { name: '更换 12V 蓄电池' }).getByText('同意').click();
  await phone.getByRole('button', { name: '提交答复' }).click();

  // work with lock-out and guardian, inspected by somebody else
  await shop.getByLabel('测得电压（V）').fill('61');
  await shop.getByLabel('万用表编号').fill('M-7');
  await shop.getByLabel('断电监护人').selectOption({ label: '吴师傅' });
  await shop.getByRole('button', { name: '登记断电' }).click();
  await shop.getByText(/禁止作业/).waitFor();
  await shop.getByLabel('测得电压（V）').fill('0.4');
  await shop.getByRole('button', { name: '登记断电' }).click();
  await shop.getByText(/已断电/).waitFor();
  await shop.getByLabel('高压监护人').selectOption({ label: '吴师傅' });
  await shop.getByRole('button', { name: '开始施工' }).click();
  await shop.getByRole('button', { name: '停下' }).click();
  await shop.getByText('没有人在施工').waitFor();
  await shop.getByRole('button', { name: '解除挂牌，恢复供电' }).click();
  await shop.getByText(/先断电挂牌/).waitFor();
  await shop.getByLabel('完成说明（测试结果、扭矩等）').fill('绝缘 520 MΩ');
  await shop.getByRole('button', { name: '全部完成' }).click();
  const inspector = await walk.pageOf(second, orderPath, { width: 390 });
  await inspector.getByLabel('检验结论').fill('路试 5 公里，温度正常');
  await inspector.getByRole('button', { name: '合格', exact: true }).click();
  await inspector.getByText(/检验合格/).waitFor();

  // the owner pays by the wallet; the console sees the money arrive
  await phone.getByRole('link', { name: '去付款' }).click();
  await phone.getByRole('button', { name: '用微信支付' }).click();
  await phone.getByRole('img', { name: '用微信扫一扫付款' }).waitFor();
  await phone.getByRole('button', { name: '演示钱包：支付' }).click();
  await phone.getByText(/已付款/).first().waitFor();
  await desk.getByText('车主应付部分已结清').waitFor();
  await desk.getByText('已展示，同意由门店处置').click();
  await desk.getByRole('button', { name: '交车' }).click();
  await desk.getByText('已交车').first().waitFor();

  // the owner has the last word; a bad mark becomes a recovery case, a finding and an action
  await phone.getByRole('button', { name: '返回' }).click();
  await phone.getByRole('button', { name: '已解决' }).click();
  await phone.getByText('您已确认解决').waitFor();
  home.clock.advance({ hours: 26 });
  await walk.tellTheTime();
  await home.runRounds();
  await phone.goto('/owner');
  await phone.getByRole('link', { name: /请评价这次服务/ }).click();
  await phone.getByText('2', { exact: true }).click();
  await phone.getByText('等待太久').click();
  await phone.getByRole('button', { name: '提交' }).click();
  await phone.getByText('谢谢您的评价').waitFor();
  const board = await walk.pageOf(manager, '/console/improvement');
  await board.getByRole('button', { name: '立一项措施' }).click();
  await board.getByLabel('做什么').fill('上午增加一名接车顾问');
  await board.getByLabel('期限').fill('2026-12-20');
  await board.getByRole('button', { name: '保存' }).click();
  await board.getByText('上午增加一名接车顾问').waitFor();
  await board.goto('/console/cases');
  await board.getByText('补救').first().waitFor();
  expect(walk.trouble).toEqual([]);
}, 180_000);
