// The shop as people use it: an adviser's morning with ten cars, a technician's job with interruption and hand-over, an owner's
// approvals, and the service manager who sees all of it.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { arrival, newCar, shop, Visit, type Car, type Shop } from '../../server/workorders/small-shop.test-data.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-24T01:00:00Z'); // Tuesday 09:00 in Beijing
const { home } = walk;
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
}, 120_000);
const picture = { name: 'left.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') };

async function sign(desk: Page): Promise<void> {
  const pad = desk.getByRole('img', { name: '车主签字' });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no field to sign in');
  await desk.mouse.move(box.x + 20, box.y + 40);
  await desk.mouse.down();
  await desk.mouse.move(box.x + 120, box.y + 80, { steps: 4 });
  await desk.mouse.up();
}
/** From the search field to the work order, as the counter does it. */
async function takeIn(desk: Page, car: Car, more: { photo?: boolean } = {}): Promise<void> {
  await desk.goto('/console/check-in');
  await desk.getByLabel('车牌、VIN 或车主电话').fill(car.vin.slice(-6));
  await desk.getByRole('button', { name: /一号/ }).first().waitFor();
  if (car.caseId === '') {
    await desk.getByLabel('车主怎么说').fill('常规保养');
    await desk.getByRole('button', { name: '登记来意并接车' }).click();
  } else await desk.getByRole('link', { name: '接车', exact: true }).click();
  await desk.getByLabel('里程（km）').fill('12000');
  await desk.getByLabel('电量（%）').fill('55');
  if (more.photo === true) {
    await desk.getByRole('img', { name: /车辆俯视图/ }).click({ position: { x: 30, y: 180 } });
    await desk.getByLabel('说明（如：左后门划痕）').fill('左后门划痕');
    await desk.locator('input[type=file]').last().setInputFiles(picture);
    await desk.locator('.c-car .pin[data-full=true]').waitFor();
  }
  await sign(desk);
  await desk.getByRole('button', { name: '完成接车' }).click();
  await desk.waitForURL(/\/work-orders\//);
}

test('an adviser’s morning: ten cars come, each taken in with signature; the one that is back for the same is linked, and nothing that must be known is missed', async () => {
  const back = await newCar(home, 'xihe', { usageNature: 'commercial' });
  const before = new Visit(home, people, back, await people.adviser.call('checkIn', arrival(home, { caseId: back.caseId })));
  await before.ready(['CHARGE-PORT', 'BRAKE-PADS'], ['BRAKE-PADS']);
  await before.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_000, socPct: 60, unpaidReason: '月结' });
  await home.settle();
  await home.staff({ role: 'warrantyOfficer', brandId: 'xihe' }).call('openCampaign', { brandId: 'xihe', code: 'R2026-07', kind: 'recall', name: '摄像头支架', nameEn: 'Camera bracket', what: '检查并标定', whatEn: 'Check and calibrate', operations: ['CALIBRATE'], openedOn: '2026-11-01', vins: [back.vin] });
  const { caseId } = await people.adviser.call('openCase', { vehicleId: back.vehicleId, words: '还是充不进电', outletId: 'shanghai-one' });
  const cars: Car[] = [{ ...back, caseId }];
  for (let nth = 1; nth < 10; nth++) cars.push(await newCar(home, 'xihe', {}, nth % 2 === 0 ? 'nobody' : 'phone'));

  const desk = await walk.pageOf(people.adviser, '/console/check-in');
  await desk.getByLabel('车牌、VIN 或车主电话').fill(back.vin.slice(-6));
  await desk.getByText(/召回未完成 R2026-07/).waitFor();
  await desk.getByText('以前建议未做').waitFor();
  await desk.getByRole('link', { name: before.page.workOrder.number }).waitFor(); // what was done on it, before it is taken in
  await desk.getByText(new RegExp(`疑似返修：0 天前 ${before.page.workOrder.number}`)).waitFor();
  expect(await barriers(desk)).toEqual([]);
  for (const [nth, car] of cars.entries()) {
    await takeIn(desk, car, { photo: nth === 0 });
    if (nth > 0) continue;
    await desk.getByRole('link', { name: before.page.workOrder.number }).waitFor(); // linked
    await desk.getByText('召回未完成 R2026-07').waitFor(); // and its work is the first that the estimate proposes
    expect(await desk.locator('.k-card', { has: desk.getByLabel('按名称或编码添加项目、备件') }).locator('li').first().textContent()).toMatch(/CALIBRATE.*召回或服务活动/);
    await desk.getByAltText('左后门划痕').waitFor();
    expect(await barriers(desk)).toEqual([]);
  }
  await desk.goto('/console/shop');
  await desk.getByRole('button', { name: /10\s*在店/ }).waitFor();
  await desk.getByRole('button', { name: /1\s*返修/ }).click();
  await desk.getByText(`${before.page.workOrder.number} 返修`).waitFor();
  expect(await desk.locator('.c-boardcar').count()).toBe(1);
  const numbers = desk.getByRole('group', { name: '今日数字' }).getByRole('button');
  for (const [nth, text] of (await numbers.allInnerTexts()).entries()) {
    if ((await numbers.nth(nth).getAttribute('aria-pressed')) === 'false') await numbers.nth(nth).click();
    const idle = text.includes('空闲');
    await expect.poll(() => desk.locator(idle ? '.c-split li:has-text("空闲")' : '.c-boardcar').count(), { message: text, timeout: 10_000 }).toBe(Number.parseInt(text, 10));
  }
  expect(await barriers(desk)).toEqual([]);
  expect(walk.trouble).toEqual([]);
}, 240_000);

test('a check-in loses no photo: one that failed is tried again, a closed tab keeps those that arrived, and what is refused is in sight', async () => {
  const car = await newCar(home);
  const desk = await walk.pageOf(people.adviser, `/console/check-in?case=${car.caseId}`);
  await desk.getByLabel('电量（%）').fill('155');
  await desk.getByLabel('里程（km）').fill('12000');
  await desk.route('**/api/files', (route) => route.abort(), { times: 1 });
  await desk.locator('input[type=file]').first().setInputFiles(picture);
  const again = desk.getByRole('button', { name: '未上传，点此重试' });
  await again.waitFor();
  await sign(desk);
  await desk.getByRole('button', { name: '完成接车' }).click();
  expect(await again.evaluate((button) => button === document.activeElement)).toBe(true); // nothing is sent without it
  await again.click();
  await desk.locator('[data-upload=arrived]').waitFor();
  await desk.getByRole('button', { name: '完成接车' }).click();
  const charge = desk.getByLabel('电量（%）');
  await desk.getByText('不能大于 100').waitFor();
  expect(await charge.evaluate((field) => field === document.activeElement)).toBe(true);
  await charge.fill('55');
  await desk.reload();
  await desk.locator('[data-upload=arrived]').waitFor();
  expect(await desk.locator('.c-car .pin[data-full=true]').count()).toBe(1);
  await sign(desk);
  await desk.getByRole('button', { name: '完成接车' }).click();
  await desk.waitForURL(/\/work-orders\//);
  const { checkIn } = await people.adviser.call('showWorkOrder', { workOrderId: desk.url().split('/').at(-1) });
  expect(checkIn).toMatchObject({ odometerKm: 12_000, socPct: 55, photos: [{ position: 'front' }] });
  expect(walk.trouble).toEqual([]);
}, 180_000);

test('a technician’s job: started, interrupted, measured, handed over with the state of the car, accepted by the next, finished, driven and inspected', async () => {
  const car = await newCar(home);
  const one = new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId })));
  await one.approved(['BRAKE-PADS']);
  const first = await walk.pageOf(people.worker, `/console/work-orders/${one.id}`, { width: 390 });
  await first.getByRole('button', { name: '开始施工' }).click();
  await first.getByRole('combobox', { name: '原因' }).selectOption('waitingPart');
  await first.getByRole('button', { name: '停下' }).click();
  await first.getByText('没有人在施工').waitFor();
  await first.getByText('中断 1 次').waitFor();
  await first.getByRole('button', { name: '开始施工' }).click();
  await first.getByLabel('部位').fill('制动钳螺栓');
  await first.getByLabel('工具编号').fill('T-3');
  await first.getByLabel('工具校准有效期至').fill('2027-01-31');
  await first.getByLabel('测得值').fill('90');
  await first.getByLabel('下限').fill('100');
  await first.getByLabel('上限').fill('115');
  await first.getByRole('button', { name: '记录', exact: true }).click();
  await first.getByText('超出范围').waitFor();
  await first.getByRole('combobox', { name: '原因' }).selectOption('handOver');
  await first.getByText('有未拧紧').click();
  await first.getByLabel('留在车上的工具、零件').fill('扭力扳手在左前轮旁');
  await first.getByLabel('交接说明').fill('左前已装，力矩未到');
  await first.getByRole('button', { name: '停下' }).click();
  await first.getByText('等待下一位技师核对车辆并接收。').waitFor();
  expect(await barriers(first)).toEqual([]);

  const next = await walk.pageOf(people.second, `/console/work-orders/${one.id}`, { width: 390 });
  await next.getByRole('button', { name: '开始施工' }).click();
  await next.getByText(/周师傅 交接的车辆状态还没有被接收/).waitFor();
  await next.getByText('扭力扳手在左前轮旁').first().waitFor();
  await next.getByLabel('核对情况（可选）').fill('已取出扳手');
  await next.getByRole('button', { name: '已核对车辆，接收' }).click();
  await next.getByRole('button', { name: '开始施工' }).click();
  await next.getByRole('button', { name: '全部完成' }).waitFor();
  await next.getByLabel('完成说明（测试结果、扭矩等）').fill('复紧');
  await next.getByRole('button', { name: '全部完成' }).click();
  await next.getByText(/最后一次测得 90 N·m/).waitFor(); // a measurement outside its limits holds the car
  await next.getByLabel('部位').fill('制动钳螺栓');
  await next.getByLabel('测得值').fill('108');
  await next.getByLabel('下限').fill('100');
  await next.getByLabel('上限').fill('115');
  await next.getByRole('button', { name: '记录', exact: true }).click();
  await next.getByText('108 N·m').waitFor();
  await next.getByLabel('返回里程').fill('12004');
  await next.getByLabel('路试情况').fill('制动正常，无异响');
  await next.getByRole('button', { name: '正常', exact: true }).click();
  await next.getByText('12000 → 12004 km').waitFor();
  await next.getByRole('button', { name: '全部完成' }).click();
  await next.getByLabel('检验结论').fill('合格');
  await next.getByRole('button', { name: '合格', exact: true }).click();
  await next.getByText('不能检验自己做的工作。').waitFor(); // somebody else looks again
  const inspector = await walk.pageOf(people.manager, `/console/work-orders/${one.id}`);
  await inspector.getByLabel('检验结论').fill('力矩复核合格');
  await inspector.getByRole('button', { name: '合格', exact: true }).click();
  await inspector.getByText(/检验合格/).waitFor();
  expect(walk.trouble).toEqual([]);
}, 180_000);

test('an owner’s approvals: sees the worn part, asks, declines one line, approves the other; a change is asked again; what was declined waits for the next visit', async () => {
  const car = await newCar(home);
  const one = new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId })));
  await one.estimate(['BRAKE-PADS', 'MAINTAIN']);
  const { fileId } = await people.worker.call('uploadFile', { bytes: picture.buffer, contentType: 'image/png' });
  await one.by(people.worker, 'addLinePhotos', { lineId: one.line('BRAKE-PADS').id, fileIds: [fileId] });
  const desk = await walk.pageOf(people.adviser, `/console/work-orders/${one.id}`);
  await desk.getByRole('button', { name: '发给车主' }).click();
  await desk.getByText(/报价有效期至/).waitFor();
  await home.settle();
  const phone = await walk.pageOf(car.owner, `/owner/cases/${car.caseId}`, { width: 390 });
  await phone.getByText(/报价有效至/).waitFor();
  await phone.getByRole('button', { name: /更换制动片 的照片/ }).click();
  await phone.getByRole('button', { name: '关闭' }).click();
  await phone.getByRole('group', { name: '更换制动片' }).getByText('不做').click();
  await phone.reload(); // what was chosen waits through a reload
  await phone.getByText(/报价有效至/).waitFor();
  expect(await phone.getByRole('group', { name: '更换制动片' }).getByRole('radio', { name: '不做' }).isChecked()).toBe(true);
  // the desk writes on at a line that is not sent: what was chosen stays chosen
  await one.fresh();
  await one.estimate(['BRAKE-PADS', 'MAINTAIN', 'LV-BATTERY']);
  await one.estimate(['BRAKE-PADS', 'MAINTAIN']);
  await phone.waitForTimeout(500);
  expect(await phone.getByRole('group', { name: '更换制动片' }).getByRole('radio', { name: '不做' }).isChecked()).toBe(true);
  await phone.getByRole('group', { name: '常规保养' }).getByText('同意').click();
  await phone.getByRole('button', { name: '提交答复' }).click();
  await phone.getByText('已记下，下次到店时会提醒您').waitFor();
  await phone.getByRole('button', { name: '申请代步车' }).click();
  await phone.getByLabel('什么时候要、有什么要求（可不填）').fill('明早要用车');
  await phone.getByRole('form', { name: '申请代步车' }).getByRole('button', { name: '申请代步车' }).click();
  await phone.getByText(/已申请。负责您这次服务的人会/).waitFor();
  await phone.getByText('申请代步车。 明早要用车').waitFor(); // it stands in the service, where it is answered
  expect(await barriers(phone)).toEqual([]);

  // the adviser finds more: only what is new is asked, and a phoned answer is kept with its channel
  await desk.getByLabel('按名称或编码添加项目、备件').fill('12V');
  await desk.getByRole('listitem').filter({ hasText: 'LV-BATTERY' }).getByRole('button', { name: '添加' }).click();
  await desk.getByRole('button', { name: '发送变更' }).click();
  await phone.getByRole('group', { name: '更换 12V 蓄电池' }).waitFor();
  expect(await phone.getByRole('group', { name: '常规保养' }).count()).toBe(0);
  await desk.getByRole('button', { name: '代录车主答复' }).click();
  for (const _line of [1, 2]) await desk.getByRole('button', { name: '同意', exact: true, pressed: false }).first().click();
  await desk.getByLabel('答复方式').selectOption('wechat');
  await desk.getByLabel('车主原话与方式（电话/到店）').fill('微信：换吧');
  await desk.getByRole('button', { name: '记录答复' }).click();
  await desk.getByText('答复记录（4）').click();
  await desk.getByText(/顾问甲 · 微信/).first().waitFor();
  expect((await one.fresh()).lines.map((line) => [line.code, line.answer]).sort()).toEqual([['BRAKE-PADS', 'declined'], ['LV-BATTERY', 'approved'], ['MAINTAIN', 'approved'], ['P-12V', 'approved']]);
  expect(await barriers(desk)).toEqual([]);
  expect(walk.trouble).toEqual([]);
}, 180_000);
