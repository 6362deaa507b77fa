// A rescue with everybody at it at once: the owner's phone on the motorway, the dispatcher's console, the contractor's link; and a
// technician's phone that loses its network, is killed, reloaded and filled, and forgets nothing.
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { newCar, shop, visit, type Shop } from '../../server/workorders/small-shop.test-data.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

const walk = await openHouse('2026-11-24T17:30:00Z'); // Wednesday 01:30 in Beijing
const { home } = walk;
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
  const contractor = { brandId: 'xihe', nameEn: 'Jiading Tow', phone: '021-5550000', city: '上海', lat: 31.3, radiusKm: 80, means: ['flatbed', 'hvTrained'], truckHeightMm: 2900, baseFen: 40_000, includedKm: 10, fenPerKm: 1_200 };
  await people.administrator.call('addContractor', { ...contractor, name: '嘉定道路救援', lon: 121.2 });
  await people.administrator.call('addHandOverPoint', { road: 'G2', name: '花桥出口', nameEn: 'Huaqiao exit', lon: 121.15, lat: 31.3 });
}, 240_000);
const picture = { name: 'pack.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') };

test('one tap on the motorway; the desk sees it, the contractor accepts by a link, and the owner reads the one time there is', async () => {
  const car = await newCar(home, 'xihe', {}, 'nobody');
  const phone = await walk.pageOf(car.owner, '/owner/rescue', { width: 390 });
  await phone.locator('label', { hasText: '高速公路' }).click();
  await phone.getByLabel(/路名/).fill('G2 上海方向 K1230');
  await phone.context().setGeolocation({ longitude: 121.14, latitude: 31.31 });
  await phone.context().grantPermissions(['geolocation']);
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: /一键救援/ }).click();
  await phone.getByText('正在找救援车').waitFor();
  await phone.getByText(/所有人都离开车/).waitFor(); // people first
  await phone.getByRole('button', { name: '是', exact: true }).click();
  await phone.getByText('有人受伤吗？').waitFor();
  await phone.getByText('高速清障车何时到（由 12122 调度）').waitFor(); // what is not known is said
  expect(await barriers(phone)).toEqual([]);

  const desk = await walk.pageOf(home.staff({ role: 'dispatcher', brandId: 'xihe', name: '调度' }), '/console/rescue');
  await desk.locator('.c-mission').first().click();
  await desk.getByRole('heading', { name: '救援链' }).waitFor();
  await desk.getByText('嘉定道路救援').first().waitFor();
  expect(await barriers(desk)).toEqual([]);

  const [asked] = home.sms.messages().filter((message) => message.template === 'rescueAsk');
  const key = /#([\w-]+)/.exec(asked?.text ?? '')?.[1] ?? '';
  const truck = await walk.pageOf(undefined, `/rescue-job#${key}`, { width: 390 });
  await truck.getByText('花桥出口').waitFor();
  expect(await truck.textContent('main')).not.toContain(car.phone);
  await truck.getByRole('button', { name: '30', exact: true }).click();
  expect(await barriers(truck)).toEqual([]);
  await truck.getByRole('button', { name: '接单' }).click();
  await truck.getByRole('button', { name: '已出发' }).waitFor();
  // the truck loses its network, sets out and arrives; both are told later, in their order
  await truck.context().setOffline(true);
  await truck.getByRole('button', { name: '已出发' }).click();
  await truck.getByText(/1 条未送出/).waitFor();
  await truck.context().setOffline(false);
  await truck.getByRole('button', { name: '已到达' }).waitFor();

  await desk.getByRole('button', { name: '已拨打 12122' }).click();
  await desk.getByLabel('几分钟到').last().fill('15');
  await desk.getByRole('button', { name: '已接单' }).last().click();
  await phone.getByText('01:45').first().waitFor(); // the motorway's rescue, as they said: not our truck at the exit
  // it takes longer than they said: the desk writes it down, the owner reads it
  const traffic = desk.locator('section', { hasText: '12122 高速救援' }).last();
  await expect.poll(() => traffic.getByLabel('几分钟到').inputValue()).toBe(''); // what was sent is not sent again
  expect(await traffic.getByRole('button', { name: '改时间' }).isDisabled()).toBe(true); // no time, nothing to say
  await traffic.getByLabel('几分钟到').fill('40');
  await traffic.getByRole('button', { name: '改时间' }).click();
  await phone.getByText('02:10').first().waitFor();
  await expect.poll(() => traffic.getByLabel('几分钟到').inputValue()).toBe('');
  // once the time has passed the list says so in a sentence, and is no wider than a phone
  home.clock.advance({ minutes: 41 });
  const list = await walk.pageOf(home.staff({ role: 'dispatcher', brandId: 'xihe', name: '调度乙' }), '/console/rescue', { width: 390, language: 'en' });
  await list.getByText(/the time we were told has passed/).waitFor();
  expect(await list.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(walk.trouble).toEqual([]);
}, 240_000);

test('a contractor without a network goes on to the end, survives a reload and a full phone; the desk takes a wrong press back, and no field keeps its number', async () => {
  const car = await newCar(home, 'xihe', {}, 'nobody');
  const desk = home.staff({ role: 'dispatcher', brandId: 'xihe', name: '调度丙' });
  const mission = await desk.call('startRescueOfCar', { vehicleId: car.vehicleId, trouble: 'powerLoss', place: { kind: 'roadside', lon: 121.21, lat: 31.31 } });
  await home.settle();
  const link: string = (await desk.call('showRescue', { missionId: mission.id })).legs.at(-1).link;
  const state = async (): Promise<string> => (await desk.call('showRescue', { missionId: mission.id })).legs.at(-1).state;
  const truck = await walk.pageOf(undefined, link, { width: 390 });
  await truck.getByRole('button', { name: '20', exact: true }).click();
  await truck.getByRole('button', { name: '接单' }).click();
  await truck.getByRole('button', { name: '已出发' }).waitFor();
  await truck.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await truck.waitForFunction(async () => (await caches.match('/rescue-job')) !== undefined);

  const page = await walk.pageOf(desk, `/console/rescue/${mission.id}`);
  const row = page.locator('.c-legs > li').first();
  await row.getByRole('button', { name: '已到达' }).click();
  await row.getByRole('button', { name: '已装车' }).waitFor();
  await row.getByRole('button', { name: '撤回上一步' }).click();
  await row.getByRole('button', { name: '改时间' }).waitFor();
  await row.getByPlaceholder('几分钟到').fill('25');
  await row.getByRole('button', { name: '改时间' }).click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.c-legs input')?.value === '');
  await page.getByRole('button', { name: '取消救援' }).click(); // one press calls nothing off
  await page.getByRole('button', { name: '不取消' }).click();
  expect(await barriers(page)).toEqual([]);

  await truck.reload(); // what the desk changed is known on the road before the network goes
  await truck.getByRole('button', { name: '已出发' }).waitFor();
  const deeds = /\/api\//;
  await truck.context().route(deeds, (route) => route.abort()); // a page that is loaded anew may reach the network before it is told that there is none
  const away = (): void => { // nor may it through its service worker, which no route is asked about
    const { fetch: real } = window;
    window.fetch = (what, how) => (sessionStorage.getItem('away') === 'yes' && (what instanceof Request ? what.url : String(what)).includes('/api/') ? Promise.reject(new TypeError('no network')) : real(what, how));
  };
  await truck.context().addInitScript(away);
  await truck.evaluate(away);
  await truck.evaluate(() => sessionStorage.setItem('away', 'yes'));
  await truck.context().setOffline(true);
  await truck.getByRole('button', { name: '来不了了' }).click();
  await truck.getByRole('button', { name: '还是能来' }).click(); // one press gives nothing up
  for (const deed of ['已出发', '已到达', '已装车']) await truck.getByRole('button', { name: deed }).click(); // each leads to the next
  await truck.getByText('3 条未送出').waitFor();
  expect(await truck.getByText('什么都没有提交').count()).toBe(0);
  await truck.reload();
  await truck.getByText('3 条未送出').waitFor();
  await truck.getByRole('button', { name: '已送达' }).waitFor();
  expect(await barriers(truck)).toEqual([]);
  expect(await state()).toBe('accepted');
  await truck.context().unroute(deeds);
  await truck.evaluate(() => sessionStorage.removeItem('away'));
  await truck.context().setOffline(false);
  await truck.getByText('条未送出').waitFor({ state: 'detached' });
  expect(await state()).toBe('loaded');

  await truck.evaluate(() => {
    for (const size of [100_000, 1_000, 10, 1]) {
      try {
        for (let n = 0; ; n += 1) localStorage.setItem(`fill ${size} ${n}`, 'x'.repeat(size));
      } catch { /* full */ }
    }
  });
  await truck.context().setOffline(true);
  await truck.getByRole('button', { name: '已送达' }).click();
  await truck.getByText('手机空间已满').waitFor();
  await truck.getByText('1 条未送出').waitFor();
  await truck.context().setOffline(false);
  await truck.getByText('条未送出').waitFor({ state: 'detached' });
  expect(await state()).toBe('delivered');
}, 240_000);

test('an owner says in words where the car stands, a danger that comes later with one press, and answers anew', async () => {
  const car = await newCar(home, 'xihe', {}, 'nobody');
  const phone = await walk.pageOf(car.owner, '/owner/rescue', { width: 390 });
  await phone.locator('label', { hasText: '地库' }).click();
  await phone.getByRole('button', { name: /一键救援/ }).click();
  await phone.getByRole('heading', { name: '我们还不知道车在哪里' }).waitFor();
  await phone.getByLabel(/路名/).fill('银泰 B3 C12');
  await phone.getByRole('button', { name: '发送文字说明' }).click();
  await phone.getByText('位置已更新').waitFor();
  for (const answer of ['是', '否', '否']) {
    const question = await phone.locator('.r-question').textContent();
    await phone.locator('.r-answers').getByRole('button', { name: answer, exact: true }).click();
    await phone.waitForFunction((before) => document.querySelector('.r-question')?.textContent !== before, question);
  }
  await phone.getByRole('button', { name: '冒烟、起火了' }).click();
  await phone.getByText(/所有人离车至少 15 米/).waitFor();
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: '我的回答' }).click();
  await phone.getByRole('listitem').filter({ hasText: '有人受伤吗？' }).getByRole('button', { name: '改' }).click();
  await phone.locator('.r-answers').getByRole('button', { name: '是', exact: true }).click();
  await phone.getByRole('link', { name: /急救 120/ }).waitFor();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}, 240_000);

const pill = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
async function reopened(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto('/technician');
  return page;
}

test('a technician in the basement: three deeds without a network survive the death of the page, a reload and an update, and are done once', async () => {
  const one = await visit(home, people);
  await one.approved(['MAINTAIN']);
  const phone = await walk.pageOf(people.worker, '/technician', { width: 390 });
  await phone.getByText(one.page.workOrder.number).first().waitFor();
  await phone.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await phone.reload();
  await phone.getByText(one.page.workOrder.number).first().click();
  await phone.getByRole('button', { name: '开工' }).waitFor();
  expect(await barriers(phone)).toEqual([]);

  const context = phone.context();
  await context.setOffline(true);
  await phone.getByRole('button', { name: '开工' }).click();
  await phone.getByRole('button', { name: '停下' }).waitFor(); // goes on as if it were sent
  await phone.locator('.t-steps input[type=file]').first().setInputFiles(picture);
  await pill(phone, '2 条未送出').waitFor();
  await phone.getByLabel('原因').fill('滤芯堵塞');
  await phone.getByLabel('处理').fill('更换滤芯');
  await phone.getByRole('button', { name: '保存诊断' }).click();
  await pill(phone, '3 条未送出').waitFor();

  await phone.close({ runBeforeUnload: false }); // killed
  const again = await reopened(context); // from nothing, without a network
  await pill(again, '3 条未送出').waitFor();
  await again.reload();
  await pill(again, '3 条未送出').waitFor();
  await again.evaluate(async () => { // as an update does: the worker goes and comes again
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.update().catch(() => undefined);
  });
  await again.goto('/technician/unsent');
  await again.getByText('诊断记录').waitFor();
  expect((await one.fresh()).spells.length).toBeLessThanOrEqual(1); // a dying page may have had the network for a moment; what it sent then is not done again

  await context.setOffline(false);
  await again.getByRole('button', { name: '现在送出' }).click();
  await pill(again, '全部已送出').waitFor();
  const page = await one.fresh();
  expect(page.spells.map((spell) => [spell.technicianName, spell.stoppedAt])).toEqual([['周师傅', null]]);
  expect(page.lines.find((line) => line.kind === 'labour')?.photos).toHaveLength(1);
  expect(page.diagnosis).toMatchObject({ cause: '滤芯堵塞' });
}, 240_000);

test('somebody else changed the job meanwhile: nothing is overwritten silently, the person looks and decides', async () => {
  const one = await visit(home, people);
  await one.approved(['MAINTAIN']);
  const phone = await walk.pageOf(people.second, '/technician', { width: 390 });
  await phone.getByText(one.page.workOrder.number).first().click();
  await phone.getByRole('button', { name: '开工' }).waitFor();
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: '开工' }).click();
  await one.by(people.adviser, 'movePromise', { promisedAt: new Date(home.clock.now().getTime() + 30 * 3_600_000).toISOString(), reason: '等车主' });
  await phone.context().setOffline(false);
  await phone.getByText(/刚刚改过这张单/).waitFor(); // on the page of the job itself
  expect((await one.fresh()).spells).toEqual([]);
  await phone.getByRole('button', { name: '不送了' }).click();
  await phone.getByRole('button', { name: '确定删除，不送' }).waitFor(); // one press loses nothing
  await phone.getByRole('button', { name: '仍然送出' }).click();
  await pill(phone, '全部已送出').waitFor();
  expect((await one.fresh()).spells).toHaveLength(1);

  const other = await visit(home, people);
  await other.approved(['MAINTAIN']);
  await phone.goto('/technician');
  await phone.getByRole('region', { name: '我的', exact: true }).getByText(one.page.workOrder.number).first().waitFor();
  await phone.getByRole('region', { name: '本网点其他车辆' }).getByText(other.page.workOrder.number).first().click();
  await phone.getByText(/您正在 .* 施工，先在那里停下/).waitFor(); // said before it is tried
  expect(await phone.getByRole('button', { name: '开工' }).count()).toBe(0);
  await phone.getByRole('link', { name: '去那里' }).click();
  await phone.getByRole('heading', { name: new RegExp(one.page.workOrder.number) }).waitFor();
}, 240_000);

test('a high-voltage job in the basement: powered off with a guardian, begun, the torque of a step recorded, an expert asked and the car handed over, all without a network and at the time it was done', async () => {
  const officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe' });
  const { fileId } = await officer.call('uploadFile', { bytes: picture.buffer, contentType: 'image/png' });
  const torque = { what: '充电口固定螺栓', whatEn: 'Charge port bolts', lowNm: 7, highNm: 9 };
  await officer.call('publishInstructions', { brandId: 'xihe', code: 'HV-INSPECT', source: '维修手册', steps: [{ words: '断电、验电、挂牌', wordsEn: 'Power off, measure, lock', caution: true }, { words: '装回充电口', wordsEn: 'Refit the port', torque, drawingFileId: fileId }] });
  const one = await visit(home, people);
  await one.approved(['HV-INSPECT']);
  const third = home.staff({ role: 'technician', brandId: null, outletId: 'shanghai-one', id: people.ids.worker, name: '周师傅' });
  for (const who of [third, people.second]) await who.call('listWorkOrders', {}).then(({ workOrders }: { workOrders: { id: string; state: string; version: number }[] }) => Promise.allSettled(workOrders.filter((other) => other.state === 'inProgress').map((other) => who.call('stopWork', { workOrderId: other.id, version: other.version, reason: 'otherJob', note: '换单' }))));
  const phone = await walk.pageOf(third, '/technician', { width: 390 });
  await phone.getByText(one.page.workOrder.number).first().waitFor();
  await phone.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await phone.reload();
  await phone.getByText(one.page.workOrder.number).first().click();
  await phone.getByLabel('测得电压（V）').fill('380');
  await phone.getByText('不低于 60 V，禁止作业').waitFor(); // the phone says so itself, with or without a network
  await phone.getByLabel('测得电压（V）').fill('1.2');
  const how = phone.getByText(/作业步骤（2 步）/);
  expect(await how.evaluate((heading) => getComputedStyle(heading).color)).not.toBe('rgb(255, 255, 255)'); // is seen on white
  await how.click();
  await phone.getByRole('img', { name: '示意图 2' }).waitFor();
  expect(await barriers(phone)).toEqual([]);
  await phone.context().setOffline(true);
  await phone.getByLabel('万用表编号').fill('M-7');
  await phone.getByRole('combobox', { name: '高压监护人' }).selectOption({ label: '吴师傅' });
  await phone.getByRole('button', { name: '断电挂牌' }).click();
  await phone.getByRole('button', { name: '开工' }).waitFor();
  expect(await phone.getByRole('combobox', { name: '高压监护人' }).evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text)).toBe('吴师傅'); // who stood by when it was locked
  await phone.getByRole('button', { name: '开工' }).click();
  await phone.getByRole('button', { name: '停下' }).waitFor();
  await phone.getByRole('button', { name: '记录力矩' }).click();
  await phone.getByLabel('测得 N·m').fill('8.2');
  await phone.getByLabel('工具编号').fill('T-3');
  await phone.getByLabel('工具校准至').fill('2027-01-31');
  await phone.getByRole('button', { name: '保存', exact: true }).click();
  await phone.getByText('8.2 N·m · 未送出').waitFor(); // stands where it was recorded
  await phone.getByText('还挂着牌：先停下，解除挂牌恢复供电，再完工。').waitFor();
  const question = phone.locator('form').filter({ has: phone.getByLabel('想请教什么') });
  await phone.getByLabel('想请教什么').fill('密封圈有轻微压痕，要换吗？');
  await question.locator('input[type=file]').setInputFiles(picture);
  await question.getByText('1 张照片').waitFor();
  await phone.reload(); // a question half asked keeps its photo
  await question.getByText('1 张照片').waitFor();
  expect(await phone.getByLabel('想请教什么').inputValue()).toBe('密封圈有轻微压痕，要换吗？');
  await phone.getByRole('button', { name: '提问' }).click();
  await phone.getByRole('listitem').filter({ hasText: '密封圈有轻微压痕' }).getByText('未送出').waitFor();
  expect(await question.getByText('1 张照片').count()).toBe(0);
  await phone.getByRole('button', { name: '停下' }).click();
  await phone.getByRole('radio', { name: '交接给别人', exact: true }).check();
  for (const name of ['未拆开', '已断电', '有未拧紧']) await phone.getByRole('radio', { name, exact: true }).check();
  await phone.getByLabel('交接说明').fill('充电口已装，还差一颗');
  await phone.reload(); // a reload in the basement keeps a hand-over half written, and open
  await phone.getByLabel('交接说明').waitFor();
  expect(await phone.getByLabel('交接说明').inputValue()).toBe('充电口已装，还差一颗');
  expect(await phone.getByRole('radio', { name: '有未拧紧', exact: true }).isChecked()).toBe(true);
  await phone.locator('form').filter({ has: phone.getByLabel('交接说明') }).getByRole('button', { name: '停下' }).click();
  await pill(phone, '5 条未送出').waitFor();
  await phone.context().setOffline(false);
  await phone.getByRole('status').click();
  await pill(phone, '全部已送出').waitFor();
  const page = await one.fresh();
  expect(page).toMatchObject({ lockOuts: [{ measuredV: 1.2, guardianName: '吴师傅' }], toolRecords: [{ value: 8.2, within: true, what: torque.what }], questions: [{ words: '密封圈有轻微压痕，要换吗？', photos: [expect.any(String)] }], handOvers: [{ fromName: '周师傅', bolts: 'someLoose', energy: 'deEnergised' }], spells: [{ guardianName: '吴师傅', stopReason: 'handOver' }] });
}, 240_000);

test('a phone without any room shows its jobs, sends what it can at once, says what it cannot keep, and keeps again when there is room', async () => {
  const one = await visit(home, people);
  await one.approved(['MAINTAIN']);
  const phone = await walk.pageOf(people.worker, '/owner/sign-in', { width: 390 }); // the app was never opened: nothing lies on the phone
  const quota = await phone.context().newCDPSession(phone);
  const room = (bytes?: number) => quota.send('Storage.overrideQuotaForOrigin', { origin: new URL(phone.url()).origin, ...(bytes === undefined ? {} : { quotaSize: bytes }) });
  await room(1);
  await phone.goto('/technician');
  await phone.getByText(one.page.workOrder.number).first().waitFor();
  await phone.getByText(/手机空间已满/).first().waitFor();
  await phone.getByText(one.page.workOrder.number).first().click();
  await phone.getByRole('button', { name: '开工' }).click(); // there is a network: sent at once
  await phone.getByRole('button', { name: '停下' }).waitFor();
  expect((await one.fresh()).spells).toHaveLength(1);

  await phone.context().setOffline(true);
  await phone.getByLabel('原因').fill('滤芯堵塞');
  await phone.getByLabel('处理').fill('更换滤芯');
  await phone.getByRole('button', { name: '保存诊断' }).click();
  await phone.getByText(/这一步没有保存/).waitFor(); // neither kept nor sent, and said so
  expect(await phone.getByLabel('原因').inputValue()).toBe('滤芯堵塞'); // what was written is still there

  await room();
  await phone.getByRole('button', { name: '保存诊断' }).click();
  await pill(phone, '1 条未送出').waitFor();
  await phone.context().setOffline(false);
  await pill(phone, '全部已送出').waitFor();
  expect((await one.fresh()).diagnosis).toMatchObject({ cause: '滤芯堵塞' });
}, 240_000);
