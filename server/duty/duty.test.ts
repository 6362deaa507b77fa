import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SmsMessage } from '#platform/outside/sms';
import { house } from '#platform/testing';
import { smallFleet, vinOf } from '../../tests/small-fleet.ts';
import { callOrder, nthCalled, type Shift } from './call.ts';
import { callText } from './call-text.ts';

const sent: SmsMessage[] = [];
let down = false;
const sms = {
  send: async (message: SmsMessage): Promise<void> => {
    if (down) throw new Error('the provider is down');
    if (!sent.some((other) => other.key === message.key)) sent.push(message);
  },
};
const home = await house({ startsAt: '2026-07-01T19:00:00Z', outside: { sms } }); // 03:00 in Beijing, Thursday
const fleet = await smallFleet(home, 12);
const { chief, say, manager } = fleet;
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const calls = (): string[] => sent.filter((message) => message.template === 'dutyCall').map((message) => message.to);
const person = async (userName: string): Promise<string> => (await chief.call('addStaff', { userName, name: userName, grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] })).id;
const [lin, zhou, wang] = [await person('lin'), await person('zhou'), await person('wang')];
const shift = (staffId: string, phone: string, turn: number, more: Record<string, unknown> = {}) =>
  manager.call('addShift', { brandId: 'xihe', staffId, phone, turn, fromAt: '2026-07-01T10:00:00Z', untilAt: '2026-07-02T00:00:00Z', ...more });
const unmanned = (): Promise<{ data: { why: string } }[]> => home.inside((tx) => tx.db.query(home.sql`select data from notices.notices where code = 'dutyUnmanned' and desk = 'managerDesk' order by at, id`));

test('with nobody on the roster the managers are told, and the page says so', async () => {
  await say([0, { alarmLevel: 3, alarmBits: 1 << 16 }]);
  await home.settle();
  expect(await unmanned()).toMatchObject([{ data: { why: 'nobody' } }]);
  expect(await agent.call('listDuty', {})).toMatchObject({ shifts: [], unmannedBrandIds: ['xihe'], calls: [] });
});

test('only people of the brand are put on call, by those who plan for it, once at a time', async () => {
  await chief.call('addBrand', { id: 'langtu', name: '朗途', nameEn: 'Langtu', hotline: '400-000-0001' });
  const stranger = await chief.call('addStaff', { userName: 'stranger', name: 'stranger', grants: [{ role: 'agent', brandId: 'langtu', outletId: null }] });
  await expect(agent.call('addShift', { brandId: 'xihe', staffId: lin, phone: '13900001111', turn: 1, fromAt: '2026-07-01T10:00:00Z', untilAt: '2026-07-02T00:00:00Z' })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(home.staff({ role: 'serviceManager', brandId: 'langtu' }).call('addShift', { brandId: 'xihe', staffId: lin, phone: '13900001111', turn: 1, fromAt: '2026-07-01T10:00:00Z', untilAt: '2026-07-02T00:00:00Z' })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one' }).call('addShift', { brandId: 'xihe', staffId: lin, phone: '13900001111', turn: 1, fromAt: '2026-07-01T10:00:00Z', untilAt: '2026-07-02T00:00:00Z' })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(shift(stranger.id, '13900001111', 1)).rejects.toMatchObject({ code: 'staffNotFound' });
  await expect(shift(lin, '12', 1)).rejects.toMatchObject({ code: 'phoneNotValid' });
  await expect(shift(lin, '13900001111', 1, { untilAt: '2026-07-01T10:00:00Z' })).rejects.toMatchObject({ code: 'shiftCannotBe' });
  expect((await shift(lin, '13900001111', 1, { weeks: 2 })).shifts).toHaveLength(2);
  await expect(shift(lin, '13900001111', 1, { fromAt: '2026-07-01T12:00:00Z' })).rejects.toMatchObject({ code: 'shiftTaken' });
  await shift(zhou, '13900002222', 2);
  expect(await agent.call('listDuty', {})).toMatchObject({ unmannedBrandIds: [], shifts: [{ staffName: 'lin', phone: '139****1111' }, { staffName: 'zhou' }, { staffName: 'lin' }] });
  expect((await manager.call('listDuty', {})).shifts[0].phone).toBe('13900001111');
  await expect(agent.call('listOnCallStaff', { brandId: 'xihe' })).rejects.toMatchObject({ code: 'notAllowed' });
  expect((await manager.call('listOnCallStaff', { brandId: 'xihe' })).staff.map((one: { name: string }) => one.name)).toEqual(expect.arrayContaining(['lin', 'zhou', 'wang']));
});

test('at three in the morning a level-3 alarm reaches the person on duty in the same minute; unanswered it climbs', async () => {
  const at = home.clock.now().getTime();
  await say([1, { alarmLevel: 3, alarmBits: 1 << 1 }]);
  await home.settle();
  expect(home.clock.now().getTime() - at).toBeLessThan(60_000);
  expect(calls()).toEqual(['13900001111']);
  const [called] = sent.filter((message) => message.template === 'dutyCall');
  expect(called?.text).toContain('电池包过热');
  expect(called?.text).not.toContain(vinOf(1));
  await say([1, { alarmLevel: 3, alarmBits: 1 << 1, tempMaxC: 66 }]);
  await home.settle();
  await home.runRounds('watch-duty-calls');
  expect(calls()).toHaveLength(1);
  home.clock.advance({ seconds: 61 });
  await home.runRounds('watch-duty-calls');
  await home.runRounds('watch-duty-calls');
  expect(calls()).toEqual(['13900001111', '13900002222']);
  home.clock.advance({ seconds: 61 });
  await home.runRounds('watch-duty-calls');
  expect(calls()).toEqual(['13900001111', '13900002222', '13900001111']);
  const { calls: listed } = await agent.call('listDuty', {});
  expect(listed[0]).toMatchObject({ nth: 3, staffName: 'lin', answeredAt: null, alertKind: 'overheatingPack' });
  await expect(home.staff({ role: 'agent', brandId: 'langtu' }).call('answerCall', { callId: listed[0].id })).rejects.toMatchObject({ code: 'callNotFound' });
  await home.staff({ role: 'agent', brandId: 'xihe', id: lin, name: 'lin' }).call('answerCall', { callId: listed[0].id });
  home.clock.advance({ minutes: 10 });
  await home.runRounds('watch-duty-calls');
  expect(calls()).toHaveLength(3);
});

test('an alarm that becomes a danger to life calls anew although the lesser one was answered', async () => {
  await say([2, { tempMaxC: 56 }, 60], [2, { tempMaxC: 56 }]);
  await home.settle();
  const { calls: listed } = await agent.call('listDuty', {});
  await agent.call('answerCall', { callId: listed[0].id });
  const before = calls().length;
  await say([2, { tempMaxC: 61 }]);
  await home.settle();
  expect(calls()).toHaveLength(before + 1);
  const [one] = await home.inside((tx) => tx.db.query<{ id: string; version: number }>(home.sql`select id, version from cases.cases where vin = ${vinOf(2)}`));
  await agent.call('takeCase', { caseId: one!.id, version: one!.version });
  await home.settle();
  home.clock.advance({ minutes: 5 });
  await home.runRounds('watch-duty-calls');
  expect(calls()).toHaveLength(before + 1); // taking the case is an answer
});

test('a message the provider did not take goes out as soon as it does', async () => {
  const before = calls().length;
  down = true;
  await say([3, { tempMaxC: 66 }]);
  await home.settle();
  await home.runRounds('watch-duty-calls');
  expect(calls()).toHaveLength(before);
  expect((await agent.call('listDuty', {})).calls[0]).toMatchObject({ sentAt: null, lastError: 'the provider is down' });
  down = false;
  home.clock.advance({ seconds: 5 });
  await home.runRounds('watch-duty-calls');
  expect(calls()).toHaveLength(before + 1);
  await agent.call('answerCall', { callId: (await agent.call('listDuty', {})).calls[0].id });
});

test('lesser alarms, and a car in a workshop, wake nobody', async () => {
  const before = calls().length;
  await say([4, { alarmLevel: 1, alarmBits: 1 << 11 }]);
  await home.staff({ role: 'adviser', brandId: 'xihe' }).call('beginMaintenance', { vehicleId: fleet.vehicleIds[5], untilAt: new Date(home.clock.now().getTime() + 3_600_000).toISOString(), why: '检修' });
  await say([5, { alarmLevel: 3, alarmBits: 1 << 16 }]);
  await home.settle();
  expect(calls()).toHaveLength(before);
});

test('when nobody answers the calls end, and the managers are told', async () => {
  const before = calls().length;
  await say([6, { tempMaxC: 66 }]);
  await home.settle();
  for (let round = 0; round < 20; round++) {
    home.clock.advance({ seconds: 61 });
    await home.runRounds('watch-duty-calls');
  }
  expect(calls()).toHaveLength(before + 12);
  expect(await unmanned()).toMatchObject([{ data: { why: 'nobody' } }, { data: { why: 'noAnswer' } }]);
});

test('a shift that was dropped calls nobody any more', async () => {
  const { shifts } = await manager.call('listDuty', {});
  for (const one of shifts.filter((each: { staffName: string }) => each.staffName === 'lin')) await manager.call('dropShift', { shiftId: one.id });
  await expect(manager.call('dropShift', { shiftId: shifts[0].id })).rejects.toMatchObject({ code: 'shiftNotFound' });
  await say([7, { tempMaxC: 66 }]);
  await home.settle();
  expect(calls().at(-1)).toBe('13900002222');
  expect(wang).toBeDefined();
});

const anyShift: fc.Arbitrary<Shift> = fc.record({
  id: fc.uuid(), brandId: fc.constant('b'), outletId: fc.constantFrom(null, 'near', 'far'), staffId: fc.constantFrom('a', 'b', 'c', 'd'), staffName: fc.constant(''), phone: fc.constant(''), turn: fc.constantFrom(1 as const, 2 as const, 3 as const),
  fromAt: fc.constant(new Date(0)), untilAt: fc.constant(new Date(1)), byName: fc.constant(''), addedAt: fc.date({ noInvalidDate: true }), droppedAt: fc.constant(null),
});

test('whoever is on the roster: each is called once per round, those of the nearest outlet first, and it ends (D1, D2, D3)', () => {
  fc.assert(fc.property(fc.array(anyShift, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (shifts, most) => {
    const order = callOrder(shifts, 'near');
    expect(new Set(order.map((one) => one.staffId)).size).toBe(order.length);
    expect(order.some((one) => one.outletId === 'far')).toBe(false);
    expect(new Set(order.map((one) => one.staffId))).toEqual(new Set(shifts.filter((one) => one.outletId !== 'far').map((one) => one.staffId)));
    const places = order.map((one) => one.outletId === null);
    expect([...places].sort()).toEqual(places);
    expect(nthCalled(order, most + 1, most)).toBeUndefined();
    if (order.length > 0) for (let nth = 1; nth <= most; nth++) expect(nthCalled(order, nth, most)).toBe(order[(nth - 1) % order.length]);
  }), { numRuns: 200, seed: 5 });
});

test('the message fits into two parts and names neither VIN nor person', () => {
  for (const kind of ['overheatingPack', 'makerAlarmLevel3', 'wentSilent', 'anythingElse']) expect(callText('羲和汽车', { plate: '沪AD12345', kind, severity: '1', number: 'A2607-00001' }).length).toBeLessThanOrEqual(134);
});
