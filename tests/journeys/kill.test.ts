// The plug is pulled at every hop: kill -9 in the middle of each step of the journey, start again, go on. No acknowledged
// frame, no fact, no money is lost, and nothing is doubled. The repeat of a step carries the same idempotency key, as
// the owner's app does.
import { createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFrameFinder } from '@careloop/gbt32960';
import { openWallet, type Message } from '../../fleet/outside/wallet.ts';
import { healthy, login, report } from '../../server/telemetry/testing.ts';
import { smallBook } from '../two-brands.ts';
import { plugOf, until, type Session } from './plug.ts';
import { startProgram, type Program } from './program.ts';

const vin = 'LTEST4E11TA000001';
const phone = '13800001111';
const password = 'Correct-Horse-9-Staple';
const wallet = await openWallet();
const merchantAt = (baseUrl: string): Record<string, string> => ({ MERCHANT: JSON.stringify({ ...wallet.merchant, baseUrl }) });
let program: Program;
/** What the first half of the journey leaves to the second. */
let halfway: { chief: Session; caseId: string; appointmentId: string };
beforeAll(async () => {
  program = await startProgram(merchantAt(wallet.merchant.baseUrl));
}, 90_000);
afterAll(async () => {
  await program.remove();
  await wallet.close();
});

const { ok, signIn, killed, killedDuring } = plugOf(() => program);

/** A terminal that counts what was acknowledged; it sends again what was not. */
async function drive(frames: readonly Uint8Array[], killAfter: number | undefined): Promise<number> {
  let acknowledged = 0;
  for (let tries = 0; acknowledged < frames.length && tries < 20; tries++) {
    await new Promise<void>((resolve) => {
      const finder = createFrameFinder();
      const socket = createConnection({ host: '127.0.0.1', port: program.gatewayPort });
      socket.on('connect', () => {
        socket.write(login(vin, new Date()));
        for (const frame of frames.slice(acknowledged)) socket.write(frame);
        if (tries === 0 && killAfter !== undefined) setTimeout(() => void program.kill(), killAfter);
      });
      socket.on('data', (chunk: Buffer) => {
        for (const found of finder.push(chunk)) if (found.kind === 'frame' && found.command === 2 && found.flag === 1) acknowledged++;
        if (acknowledged === frames.length) socket.destroy();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });
    if (acknowledged < frames.length) await program.restart();
  }
  return acknowledged;
}

test('killed at each hop, the journey arrives whole and once', async () => {
  const chief = await signIn('/set-up/administrator', { userName: 'chief', name: '管理员', password });
  await ok(chief, 'POST', '/alliance', { name: '同程联盟', nameEn: 'Tongcheng' });
  await ok(chief, 'POST', '/brands', { id: 'xihe', name: '曦和', nameEn: 'Xihe', hotline: '400-010-1001' });
  await ok(chief, 'POST', '/models', { id: 'xihe-one', brandId: 'xihe', name: '一号', nameEn: 'One', chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 77, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 75 });
  await ok(chief, 'POST', '/outlets', { id: 'one', name: '一号店', nameEn: 'One', city: '上海', cityEn: 'Shanghai', tier: 1, kind: 'serviceCentre', address: '申昆路 1 号', phone: '021-60000001', lon: 121.3, lat: 31.2, brandIds: ['xihe'], capabilities: ['lift', 'hvBay'], opensOnHolidays: true, weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })) });
  await ok(chief, 'POST', '/outlets/one/bays', { name: '1', capabilities: ['lift', 'hvBay'] });
  await ok(chief, 'POST', '/staff', { userName: 'tech', name: '周师傅', grants: [{ role: 'technician', brandId: 'xihe', outletId: 'one' }] });
  await ok(chief, 'POST', '/prices/books', { brandId: 'xihe', validFrom: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10), note: '首份', content: smallBook });
  await ok(chief, 'POST', '/staff', { userName: 'desk', name: '小林', password, grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
  const { id: ownerId } = await ok(chief, 'POST', '/owners', { brandId: 'xihe', name: '苏念慈', phone, kind: 'person' });
  const { vehicle } = await ok(chief, 'POST', '/vehicles', { vin, modelId: 'xihe-one', ownerId, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
  const desk = await signIn('/sign-in/staff', { userName: 'desk', password });

  // hop 1: frames. Killed while they stream in; every one is acknowledged in the end.
  const start = Date.now() - 60_000;
  const frames = Array.from({ length: 40 }, (_, index) => report(vin, new Date(start + index * 1000), { ...healthy, tempMaxC: index < 20 ? 30 : 66, alarmLevel: index < 20 ? 0 : 3, alarmBits: index < 20 ? 0 : 2 }));
  expect(await drive(frames, 25)).toBe(40);
  // hop 2: the alert and its case, though the worker may die between them
  await program.kill();
  await program.restart();
  const theCase = await until(async () => (await ok(desk, 'GET', '/cases?scope=all')).cases[0] as { id: string; version: number } | undefined);
  const readings = await ok(desk, 'GET', `/telemetry/vehicles/${vin}/readings?hours=1&resolutionSeconds=1`);
  expect(readings.points.reduce((sum: number, point: { readings: number }) => sum + point.readings, 0)).toBe(40);
  expect((await ok(desk, 'GET', '/alerts')).alerts).toHaveLength(1);
  // hop 3: taking the case; hop 4: booking
  const { cases } = await ok(desk, 'GET', '/cases?scope=all');
  expect(cases).toHaveLength(1);
  await killedDuring(desk, `/cases/${theCase.id}/take`, { version: cases[0].version }, 'take-it', 4);
  const { days } = await ok(desk, 'GET', `/appointments/slots?vehicleId=${vehicle.id}&outletId=one&operations=MAINTAIN&days=2`);
  const startsAt = days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt as string;
  const booked = await killedDuring(desk, '/appointments', { vehicleId: vehicle.id, caseId: theCase.id, outletId: 'one', operations: ['MAINTAIN'], startsAt }, 'book-it', 6);
  const { appointments } = await ok(desk, 'GET', `/cases/${theCase.id}/appointments`);
  expect(appointments.map((one: { id: string }) => one.id)).toEqual([booked.id]);
  await until(async () => ((await ok(desk, 'GET', `/cases/${theCase.id}`)).case.stage === 'booked' ? true : undefined));
  const page = await ok(desk, 'GET', `/cases/${theCase.id}`);
  expect(page.entries.filter((entry: { kind: string }) => entry.kind === 'stageMoved')).toHaveLength(1);
  expect(page.holders.filter((holder: { untilAt: string | null }) => holder.untilAt === null)).toHaveLength(1);
  halfway = { chief, caseId: theCase.id, appointmentId: booked.id };
}, 180_000);

/** Hires and signs in: an adviser, a manager, and two technicians of whom the second may inspect. */
async function shopFloor(chief: Session): Promise<Record<'adviser' | 'manager' | 'worker' | 'second', Session>> {
  const hire = async (userName: string, role: string): Promise<Session & { id: string }> => {
    const { id } = await ok(chief, 'POST', '/staff', { userName, name: userName, password, grants: [{ role, brandId: 'xihe', outletId: 'one' }] });
    return { id, ...(await signIn('/sign-in/staff', { userName, password })) };
  };
  const second = await hire('second', 'technician');
  await ok(chief, 'POST', `/technicians/${second.id}/certificates`, { kind: 'inspector', brandId: null, number: 'I-1', validFrom: '2024-01-01', validTo: '2040-01-01' });
  return { adviser: await hire('counter', 'adviser'), manager: await hire('boss', 'serviceManager'), worker: await hire('worker', 'technician'), second };
}

/** Signs the owner in by the code that was sent to the phone. */
async function ownerSession(): Promise<Session> {
  await ok(undefined, 'POST', '/sign-in/code', { phone });
  const code = await until(async () => [...program.said().matchAll(new RegExp(`sms \\+?(?:86)?${phone}: .*?(\\d{6})`, 'g'))].at(-1)?.[1]);
  return signIn('/sign-in/owner', { phone, code });
}

const notify = async ({ bytes, headers }: Message): Promise<number> =>
  (await fetch(`${program.origin}/api/payments/notifications`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: new Uint8Array(bytes) })).status;

test('killed in the shop, at the till and after it, there is one visit, one invoice, one payment and one recovery case', async () => {
  const { chief, caseId, appointmentId } = halfway;
  const { adviser, manager, worker, second } = await shopFloor(chief);
  const owner = await ownerSession();
  // hops 5 to 10: check-in, estimate, sending it, the answer, the work, the inspection
  let page = await killedDuring(adviser, '/work-orders', { appointmentId, odometerKm: 12_002, socPct: 50, keys: 1, itemsLeft: '', warningLamps: [], photos: [], statement: '保养', signerName: '苏念慈', unsignedWhy: '车主先行离开', promisedAt: new Date(Date.now() + 7_200_000).toISOString(), confirmOdometer: true }, 'check-in', 8);
  const id = page.workOrder.id as string;
  const step = async (who: Session, name: string, body: object, afterMs: number): Promise<void> => {
    const answer = await killedDuring(who, `/work-orders/${id}/${name}`, { version: page.workOrder.version, ...body }, `${name}-once`, afterMs);
    page = answer.workOrder === undefined ? await ok(adviser, 'GET', `/work-orders/${id}`) : answer;
  };
  await step(adviser, 'estimate', { operations: ['MAINTAIN', 'BRAKE-PADS'], parts: [], payers: [] }, 5);
  await step(adviser, 'send', {}, 3);
  const answers = page.lines.map((line: { id: string }) => ({ lineId: line.id, answer: 'approved' }));
  await killedDuring(owner, `/my/work-orders/${id}/answer`, { version: page.workOrder.version, answers }, 'answer-once', 6);
  page = await ok(adviser, 'GET', `/work-orders/${id}`);
  await step(worker, 'start', {}, 4);
  await step(worker, 'finish', { note: '完成' }, 7);
  expect(page.workOrder.state).toBe('inspection');
  // hop 11: the invoice follows the inspection, though the plug is pulled again before anything could follow
  await step(second, 'inspect', { passed: true, words: '合格' }, 9);
  await killed();
  const invoice = await until(async () => (await ok(owner, 'GET', '/my/invoices')).invoices[0] as { id: string; owedFen: number } | undefined);
  expect((await ok(manager, 'GET', '/work-orders')).workOrders).toHaveLength(1);
  expect(page.spells).toHaveLength(1);

  // hop 12: the attempt to pay is recorded while the platform cannot be reached; killed before the order could be placed
  await killed(merchantAt('http://127.0.0.1:9'));
  const { outTradeNo } = await killedDuring(owner, `/my/invoices/${invoice.id}/pay`, {}, 'pay-once', 5);
  const stands = async (): Promise<string> => (await ok(owner, 'GET', `/my/invoices/${invoice.id}/payment`)).payment.state;
  expect(await stands()).toBe('asked');
  await killed(merchantAt(wallet.merchant.baseUrl));
  await until(async () => ((await stands()) === 'created' ? true : undefined));
  expect((await ok(owner, 'POST', `/my/invoices/${invoice.id}/pay`)).outTradeNo).toBe(outTradeNo);
  // hop 13: the call-back; it is repeated by the platform until it is answered, and once more
  wallet.payQuietly(outTradeNo);
  const message = wallet.notificationOf(outTradeNo);
  const first = notify(message).catch(() => 0);
  await new Promise((resolve) => setTimeout(resolve, 4));
  await killed();
  await first;
  expect([await notify(message), await notify(message)]).toEqual([200, 200]);
  await until(async () => ((await ok(adviser, 'GET', `/work-orders/${id}`)).workOrder.settled === true ? true : undefined));
  const told = await ok(manager, 'GET', `/invoices/${invoice.id}`);
  expect(told.ledger.map((row: { kind: string; amountFen: number }) => [row.kind, row.amountFen])).toEqual([['owed', invoice.owedFen], ['paid', invoice.owedFen]]);
  expect((await ok(manager, 'GET', '/invoices')).invoices).toHaveLength(1);

  // hop 14: the hand-back; hop 15: a day later, the survey and the recovery case
  page = await ok(adviser, 'GET', `/work-orders/${id}`);
  await step(adviser, 'hand-back', { toName: '苏念慈', odometerKm: 12_004, socPct: 60 }, 6);
  await until(async () => ((await ok(manager, 'GET', `/surveys?caseId=${caseId}`)).surveys.length > 0 ? true : undefined));
  await until(async () => ((await ok(manager, 'GET', `/cases/${caseId}`)).case.stage === 'awaitingConfirmation' ? true : undefined));
  await surveyAndAfter(owner, caseId);
}, 400_000);

/** The house starts again on a later day, asks, is answered badly while it is killed, and looks after it once. */
async function surveyAndAfter(owner: Session, caseId: string): Promise<void> {
  const later = new Date(Date.now() + 26 * 3_600_000);
  later.setUTCHours(26, 0, 0, 0); // 10:00 in Beijing on the day after
  await killed({ CLOCK_AHEAD_MS: String(later.getTime() - Date.now()), ...merchantAt('http://127.0.0.1:9') });
  const boss = await signIn('/sign-in/staff', { userName: 'boss', password });
  const survey = await until(async () => (await ok(owner, 'GET', '/my/surveys')).surveys[0] as { id: string } | undefined);
  await killedDuring(owner, `/my/surveys/${survey.id}/answer`, { score: 1, reasons: ['waitTooLong'], words: '等太久' }, 'survey-once', 4);
  await killed();
  const recoveries = async (): Promise<{ linkedCaseId: string }[]> => (await ok(boss, 'GET', '/cases?scope=all&kind=recovery')).cases;
  await until(async () => ((await recoveries()).length > 0 ? true : undefined));
  expect(await recoveries()).toMatchObject([{ linkedCaseId: caseId }]);
  await until(async () => ((await ok(boss, 'GET', '/improvement/findings')).groups.length > 0 ? true : undefined));
  expect((await ok(boss, 'GET', '/improvement/findings')).groups).toMatchObject([{ cause: 'waitTooLong', findings: 1 }]);
  const expected = ['appointmentBooked', 'estimateSent', 'estimateAnswered', 'workStarted', 'workFinished', 'invoiceIssued', 'invoicePaid', 'surveySent', 'surveyAnswered'];
  const kinds = async (): Promise<string[]> => ((await ok(boss, 'GET', `/cases/${caseId}`)).entries as { kind: string }[]).map((entry) => entry.kind);
  await until(async () => ((await kinds()).filter((kind) => expected.includes(kind)).length >= expected.length ? true : undefined));
  expect((await kinds()).filter((kind) => expected.includes(kind)).sort()).toEqual([...expected].sort());
  expect(await (await fetch(`${program.origin}/health`)).json()).toMatchObject({ ok: true, reactionsFailed: 0 });
}
