// The day of the service manager: each car with the one thing it waits for, promises, comebacks, people, and who takes over.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { holdReasons, workStates } from './api.ts';
import { blockerOf } from './shop-board.ts';
import { newCar, refusalOf, shop, visit, outletId, type Shop, type Visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const board = async (who = people.manager) => who.call('shopBoard', { outletId });
const carOf = async (one: Visit) => (await board()).cars.find((car: { id: string }) => car.id === one.id);

describe('the blocker of a car', () => {
  const idle = { lines: [], spells: [], handedOver: false, able: 1 };
  test.each([...workStates])('that is %s is one or none, whatever holds it', (state) => {
    for (const holdReason of [null, ...holdReasons]) for (const settled of [true, false]) expect(typeof (blockerOf({ state, holdReason, settled, awaySince: null }, idle) ?? '')).toBe('string');
  });
  test.each([
    ['checkedIn', {}, 'diagnosis'], ['diagnosed', {}, 'estimate'], ['quoted', { lines: [{ answer: 'sent', hv: false }] }, 'approval'], ['approved', {}, 'queue'], ['approved', { able: 0 }, 'technician'],
    ['inProgress', { spells: [{ stoppedAt: null, stopReason: null }] }, null], ['inProgress', { spells: [{ stoppedAt: new Date(), stopReason: 'waitingPart' }] }, 'part'], ['inProgress', { spells: [{ stoppedAt: new Date(), stopReason: 'handOver' }], handedOver: true }, 'handOver'],
    ['inProgress', { lines: [{ answer: 'draft', hv: false }] }, 'estimate'], ['inspection', {}, 'inspection'], ['ready', {}, 'payment'], ['handedBack', {}, null],
  ] as const)('%s %o → %s', (state, around, blocker) => expect(blockerOf({ state, holdReason: null, settled: false, awaySince: null }, { ...idle, ...around } as never)).toBe(blocker));
});

test('shows each car at its stage with its clock, and what it waits for changes as the car moves on', async () => {
  const one = await visit(home, people);
  expect(await carOf(one)).toMatchObject({ state: 'checkedIn', blocker: 'diagnosis', promise: 'kept', unanswered: 0 });
  await one.estimate(['BRAKE-PADS']);
  home.clock.advance({ minutes: 40 });
  await one.by(people.adviser, 'sendEstimate');
  expect(await carOf(one)).toMatchObject({ blocker: 'approval', unanswered: 1, unansweredFen: 22_400, unansweredLong: false, stageSince: home.clock.now().toISOString() });
  home.clock.advance({ hours: 3 });
  expect(await carOf(one)).toMatchObject({ unansweredLong: true });
  await one.answer();
  expect(await carOf(one)).toMatchObject({ blocker: 'queue', proposals: expect.arrayContaining([{ id: people.ids.worker, name: '周师傅', free: true }]) });
  await one.by(people.worker, 'startWork');
  expect(await carOf(one)).toMatchObject({ blocker: null, technicians: ['周师傅'] });
  expect((await board()).people.find((person: { id: string }) => person.id === people.ids.worker)).toMatchObject({ since: expect.any(String), onNumber: one.page.workOrder.number });
  await one.by(people.worker, 'stopWork', { reason: 'waitingPart' });
  expect(await carOf(one)).toMatchObject({ blocker: 'part', blockedSince: home.clock.now().toISOString() });
  home.clock.advance({ hours: 2 });
  expect(await carOf(one)).toMatchObject({ promise: 'atRisk' });
  home.clock.advance({ hours: 1 });
  expect(await carOf(one)).toMatchObject({ promise: 'late' });
});
test('when a technician is ill their car names who may take over: who may work on it, and not who is busy', async () => {
  const one = await (await visit(home, people)).approved(['HV-INSPECT']);
  await one.by(people.worker, 'recordLockOut', { measuredV: 0.4, meter: 'M-7', guardianId: people.ids.second });
  await one.by(people.worker, 'startWork', { guardianId: people.ids.second });
  await one.by(people.worker, 'stopWork', { reason: 'break' });
  const absence = await people.administrator.call('addAbsence', { staffId: people.ids.worker, firstOn: '2026-11-24', lastOn: '2026-11-24', kind: 'sick' });
  expect(await carOf(one)).toMatchObject({ blocker: 'technician', proposals: [{ id: people.ids.second, name: '吴师傅', free: true }] });
  expect((await board()).people.find((person: { id: string }) => person.id === people.ids.worker)).toMatchObject({ away: true });
  await people.administrator.call('dropAbsence', { id: absence.id });
});
test('idle is who is at work with nothing to do: not who has the day off, whose shift is over, or anybody once the place has closed', async () => {
  const place = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday 10:00 in Beijing
  const team = await shop(place);
  const atWork = async () => Object.fromEntries((await team.manager.call('shopBoard', { outletId })).people.map((one: { id: string; onShift: boolean }) => [one.id, one.onShift]));
  const plan = (staffId: string, more: object) => team.administrator.call('planShifts', { outletId, staffId, fromOn: '2026-11-24', toOn: '2026-11-24', weekdays: [2], ...more });
  expect(await atWork()).toMatchObject({ [team.ids.worker]: true, [team.ids.second]: true });
  const one = await (await visit(place, team)).approved(['BRAKE-PADS']);
  await plan(team.ids.worker, { kind: 'off' });
  await plan(team.ids.second, { kind: 'shift', starts: '08:30', ends: '12:00' });
  expect(await atWork()).toMatchObject({ [team.ids.worker]: false, [team.ids.second]: true });
  const { proposals } = (await team.manager.call('shopBoard', { outletId })).cars.find((car: { id: string }) => car.id === one.id);
  expect(proposals.map((each: { id: string }) => each.id)).not.toContain(team.ids.worker);
  place.clock.advance({ hours: 3 });
  expect(await atWork()).toMatchObject({ [team.ids.second]: false });
  place.clock.advance({ hours: 10 }); // 23:00, nobody is there
  expect(Object.values(await atWork())).not.toContain(true);
});
test('of another brand’s cars at a shared outlet a manager sees that a technician is taken, and nothing more', async () => {
  const at = (role: 'adviser' | 'serviceManager') => home.staff({ role, brandId: 'yuanlan', outletId });
  const foreign = await visit(home, { ...people, adviser: at('adviser'), manager: at('serviceManager') }, await newCar(home, 'yuanlan'));
  await foreign.approved(['MAINTAIN']);
  await foreign.by(people.second, 'startWork');
  const mine = await board();
  expect(mine.people.find((person: { id: string }) => person.id === people.ids.second)).toMatchObject({ since: expect.any(String), onNumber: null });
  expect(JSON.stringify(mine)).not.toContain(foreign.page.workOrder.number);
  expect((await board(at('serviceManager'))).cars.map((car: { number: string }) => car.number)).toEqual([foreign.page.workOrder.number]);
  expect(await refusalOf(home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'elsewhere' }).call('shopBoard', { outletId }))).toBe('outletNotFound');
});
test('the owner hears of a late car once, before the promise passes; a moved promise is told anew', async () => {
  const one = await visit(home, people);
  const heard = async () => (await one.car.owner.call('myNotices', {})).notices.filter((notice: { code: string }) => notice.code === 'promiseLate').length;
  const promise = (minutes: number) => one.fresh().then(() => one.by(people.adviser, 'movePromise', { promisedAt: new Date(home.clock.now().getTime() + minutes * 60_000).toISOString(), reason: '等待备件' }));
  home.clock.advance({ hours: 14 }); // before the day begins nobody is told
  await promise(60);
  home.clock.advance({ minutes: 50 });
  await home.runRounds('watch-promises');
  await home.settle();
  expect(await heard()).toBe(0);
  home.clock.advance({ hours: 3 });
  await promise(60);
  for (const [minutes, times] of [[44, 0], [1, 1], [5, 1]] as const) {
    home.clock.advance({ minutes });
    await home.runRounds('watch-promises');
    await home.settle();
    expect(await heard()).toBe(times);
  }
  await promise(10);
  await home.runRounds('watch-promises');
  await home.settle();
  expect(await heard()).toBe(2);
});
