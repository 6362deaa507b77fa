// The walk of a work order through its states, two people at once, and the walls: every operation against its contract.
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { roles } from '#platform/actor';
import type { Operation } from '#platform/contract';
import type { Refusal } from '#platform/refusals';
import { sample } from '../../tests/sample.ts';
import { api, workStates } from './api.ts';
import { arrival, newCar, outletId, refusalOf, shop, visit, type Shop, type Visit } from './small-shop.test-data.ts';
import { moves, type WorkState } from './work-order.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});

/** A work order in this state, reached as in life; with a brake job that the owner pays and that is inspected. */
async function inState(state: WorkState): Promise<Visit> {
  const one = await visit(home, people);
  const { adviser, worker, second, manager } = people;
  const steps: [WorkState, () => Promise<unknown>][] = [
    ['checkedIn', () => one.estimate(['BRAKE-PADS'])],
    ['diagnosed', () => one.by(worker, 'recordDiagnosis', { complaint: '异响', cause: '制动片磨损', correction: '更换' })],
    ['quoted', () => one.by(adviser, 'sendEstimate')],
    ['approved', () => one.answer()],
    ['inProgress', () => one.by(worker, 'startWork')],
    ['inspection', () => one.by(worker, 'finishWork', { note: '已更换' })],
    ['ready', () => one.by(second, 'inspect', { passed: true, words: '合格' })],
    ['handedBack', () => one.by(manager, 'handBack', { toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' })],
  ];
  if (state === 'cancelled') {
    await one.estimate(['BRAKE-PADS']);
    await one.by(people.adviser, 'cancelWork', { words: '车主先把车开走' });
    return one;
  }
  for (const [reached, step] of steps) {
    await step();
    expect(one.state).toBe(reached);
    if (reached === state) return one;
  }
  throw new Error(`nothing leads to ${state}`);
}

const soon = () => new Date(home.clock.now().getTime() + 3_600_000).toISOString();
type Step = { who: () => Caller; input: (one: Visit) => Record<string, unknown>; from: Partial<Record<WorkState, string>>; else: string };
const stays = (...states: WorkState[]) => Object.fromEntries(states.map((state) => [state, state]));
const firstLine = (one: Visit) => one.page.lines[0]?.id;
/** What each operation does from each state: the state it leads to, or the refusal; what is not said is refused. */
const table: Record<string, Step> = {
  recordDiagnosis: { who: () => people.worker, input: () => ({ complaint: 'a', cause: 'b', correction: 'c' }), from: { checkedIn: 'diagnosed', ...stays('diagnosed', 'quoted', 'approved', 'inProgress') }, else: 'workNotNow' },
  saveEstimate: { who: () => people.adviser, input: () => ({ operations: ['BRAKE-PADS', 'MAINTAIN'], parts: [], payers: [] }), from: stays('checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'), else: 'workNotNow' },
  sendEstimate: { who: () => people.adviser, input: () => ({}), from: { checkedIn: 'quoted', diagnosed: 'quoted', quoted: 'nothingToSend', approved: 'nothingToSend', inProgress: 'nothingToSend' }, else: 'workNotNow' },
  approveGoodwill: { who: () => people.region, input: () => ({}), from: stays('checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'), else: 'workNotNow' },
  answerEstimate: { who: () => people.adviser, input: (one) => ({ answers: [{ lineId: firstLine(one), answer: 'approved' }] }), from: { quoted: 'approved', approved: 'approved' }, else: 'lineNotAsked' },
  recordAnswer: { who: () => people.adviser, input: (one) => ({ answers: [{ lineId: firstLine(one), answer: 'approved' }], words: '电话同意' }), from: { quoted: 'approved', approved: 'approved' }, else: 'lineNotAsked' },
  movePromise: { who: () => people.adviser, input: () => ({ promisedAt: soon(), reason: '等件' }), from: stays('checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress', 'inspection', 'ready'), else: 'workNotNow' },
  holdWork: { who: () => people.worker, input: () => ({ reason: 'waitingPart' }), from: stays('checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress', 'inspection'), else: 'workNotNow' },
  startWork: { who: () => people.second, input: () => ({}), from: { approved: 'inProgress', inProgress: 'inProgress' }, else: 'workNotNow' },
  stopWork: { who: () => people.worker, input: () => ({ reason: 'break' }), from: { inProgress: 'inProgress' }, else: 'nobodyWorks' },
  recordLockOut: { who: () => people.worker, input: () => ({ measuredV: 1, meter: 'M-7', guardianId: people.ids.second }), from: stays('approved', 'inProgress'), else: 'workNotNow' },
  releaseLockOut: { who: () => people.worker, input: () => ({}), from: {}, else: 'lockOutNeeded' },
  finishWork: { who: () => people.worker, input: () => ({ note: '完成' }), from: { inProgress: 'inspection' }, else: 'workNotNow' },
  inspect: { who: () => people.second, input: () => ({ passed: true, words: '合格' }), from: { inspection: 'ready' }, else: 'workNotNow' },
  acceptHandOver: { who: () => people.second, input: () => ({}), from: {}, else: 'noHandOver' },
  recordTool: { who: () => people.worker, input: () => ({ kind: 'torque', what: '轮胎螺栓', toolNo: 'T-3', toolValidUntil: '2027-01-01', value: 140, unit: 'N·m', low: 130, high: 150 }), from: stays('approved', 'inProgress', 'inspection'), else: 'workNotNow' },
  recordCoding: { who: () => people.worker, input: () => ({ code: 'P-12V', tool: 'DIAG-3', softwareVersion: 'V3.2' }), from: Object.fromEntries(['approved', 'inProgress', 'inspection', 'ready'].map((state) => [state, 'notCoded'])), else: 'workNotNow' },
  addLinePhotos: { who: () => people.worker, input: (one) => ({ lineId: firstLine(one), fileIds: ['nofile'] }), from: Object.fromEntries(['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'].map((state) => [state, 'fileNotYours'])), else: 'workNotNow' },
  askExpert: { who: () => people.worker, input: () => ({ words: '绝缘偏低，下一步查哪里？' }), from: stays('checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress', 'inspection', 'ready'), else: 'workNotNow' },
  recordTestDrive: { who: () => people.worker, input: () => ({ startKm: 12_000, endKm: 12_004, good: true, words: '制动正常' }), from: stays('inProgress', 'inspection', 'ready'), else: 'workNotNow' },
  overridePrice: { who: () => people.manager, input: (one) => ({ lineId: firstLine(one), unitFen: 1_000, why: '老客户' }), from: { ...stays('checkedIn', 'diagnosed', 'quoted'), approved: 'quoted' }, else: 'workNotNow' },
  orderParts: { who: () => people.adviser, input: (one) => ({ parts: [{ code: one.page.lines.find((line) => line.kind === 'part')?.code ?? 'NONE', quantity: 1 }] }), from: { approved: 'partNotOnOrder', inProgress: 'partNotOnOrder' }, else: 'workNotNow' },
  receiveOrderedParts: { who: () => people.adviser, input: () => ({ came: [{ orderedId: 'not-ordered', quantity: 1 }] }), from: { approved: 'partNotOnOrder', inProgress: 'partNotOnOrder' }, else: 'workNotNow' },
  recordPartsAnswer: { who: () => people.adviser, input: () => ({ choice: 'goesHome', words: '先开走', channel: 'counter' }), from: {}, else: 'workNotNow' },
  answerPartsWait: { who: () => people.adviser, input: () => ({ choice: 'stays', words: '我等' }), from: {}, else: 'workNotNow' },
  bookResume: { who: () => people.adviser, input: () => ({ startsAt: soon() }), from: {}, else: 'workNotNow' },
  letCarHome: { who: () => people.adviser, input: () => ({ odometerKm: 12_001, socPct: 50, carState: { energy: 'notTouched', bolts: 'notTouched', drained: 'no', toolsInside: '' } }), from: {}, else: 'ownerHasNotSaid' },
  takeCarBack: { who: () => people.adviser, input: () => ({ odometerKm: 12_001, socPct: 50 }), from: {}, else: 'carIsHere' },
  cancelWork: { who: () => people.adviser, input: () => ({ words: '车主先把车开走' }), from: { checkedIn: 'cancelled', diagnosed: 'cancelled', quoted: 'cancelled', approved: 'cancelled' }, else: 'workNotNow' },
  handBack: { who: () => people.manager, input: () => ({ toName: '车主', odometerKm: 12_001, socPct: 50, unpaidReason: '月结' }), from: { ready: 'handedBack' }, else: 'workNotNow' },
};
const changing = Object.entries(api).filter(([, one]) => one.method === 'POST' && one.path.includes(':workOrderId') && 'version' in one.input.properties).map(([name]) => name);

describe('the table of states', () => {
  test('knows every operation that changes a work order', () => {
    expect(Object.keys(table).sort()).toEqual(changing.sort());
    expect(Object.keys(moves).sort()).toEqual([...workStates].sort());
  });
  test.each([...workStates])('from %s a work order goes only where the table lets it, and every other move is refused', async (from) => {
    let one = await inState(from);
    for (const [name, step] of Object.entries(table)) {
      const who = name === 'answerEstimate' || name === 'answerPartsWait' ? one.car.owner : step.who();
      const before = one.page;
      const expected = step.from[from] ?? step.else;
      const said = await refusalOf(one.by(who, name, step.input(one)));
      await one.fresh();
      if (!(workStates as readonly string[]).includes(expected)) {
        expect(`${name}: ${said}`).toBe(`${name}: ${expected}`);
        expect(one.page).toEqual(before);
        continue;
      }
      expect(`${name}: ${said}, ${one.state}`).toBe(`${name}: done, ${expected}`);
      expect(one.page.workOrder.version).toBeGreaterThan(before.workOrder.version);
      expect(expected === from || moves[from].includes(expected as WorkState)).toBe(true);
      await letGo(one);
      one = await inState(from);
    }
    await letGo(one);
  });
});

/** Lets the technicians of a used work order go to the next. */
const letGo = (one: Visit): Promise<string> => refusalOf(one.by(people.manager, 'stopWork', { reason: 'otherJob', note: '换单' }));

describe('two people at once', () => {
  test('of two advisers who edit the same version exactly one wins, and the other is told what changed', async () => {
    const one = await visit(home, people);
    const attempts = await Promise.allSettled([people.adviser, people.colleague].map((who) => who.call('saveEstimate', { ...one.at(), operations: ['MAINTAIN'], parts: [], payers: [] })));
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    const lost = attempts.find((attempt) => attempt.status === 'rejected')?.reason as Refusal;
    expect(lost.code).toBe('staleEdit');
    expect(lost.details['changes']).toMatchObject([{ action: 'workorders.saveEstimate', after: { lines: 1 } }]);
    expect((await one.fresh()).workOrder).toMatchObject({ version: 2, estimateVersion: 1 });
  });
  test('of an owner who answers and an adviser who changes the estimate exactly one wins', async () => {
    const one = await visit(home, people);
    await one.estimate(['MAINTAIN']);
    await one.by(people.adviser, 'sendEstimate');
    const attempts = await Promise.allSettled([
      one.car.owner.call('answerEstimate', { ...one.at(), answers: one.page.lines.map((line) => ({ lineId: line.id, answer: 'approved' })) }),
      people.adviser.call('saveEstimate', { ...one.at(), operations: ['MAINTAIN', 'BRAKE-PADS'], parts: [], payers: [] }),
    ]);
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    expect(attempts.find((attempt) => attempt.status === 'rejected')?.reason).toMatchObject({ code: 'staleEdit' });
    await one.fresh();
    expect([one.state, one.page.lines.length]).toEqual(attempts[0]?.status === 'fulfilled' ? ['approved', 1] : ['quoted', 2]);
  });
});

describe('the walls', () => {
  const inputOf = (operation: Operation, one: Visit): Record<string, unknown> => ({
    ...(sample(operation.input as never, (field) => ({ workOrderId: one.id, version: one.page.workOrder.version, lineId: firstLine(one), caseId: one.car.caseId, outletId, fileId: 'nofile', operations: ['MAINTAIN'] })[field]) as object),
  });
  const notMine = /^(workOrderNotFound|caseNotFound)$/;

  test.each(Object.keys(api).filter((name) => name === 'checkIn' || api[name as keyof typeof api].path.includes(':workOrderId')))('%s is refused to every other role, to other brands, other places and other owners', async (name) => {
    const operation = api[name as keyof typeof api] as Operation;
    const one = await visit(home, people);
    await one.estimate(['MAINTAIN']);
    const otherOwner = (await newCar(home)).owner;
    const code = (who: Caller) => refusalOf(who.call(name, inputOf(operation, one)));
    for (const role of roles) {
      if (!operation.who.includes(role)) {
        expect(`${role}: ${await code(home.staff({ role, brandId: 'xihe', outletId }))}`).toBe(`${role}: notAllowed`);
        continue;
      }
      expect(await code(home.staff({ role, brandId: 'yuanlan', outletId })), `${role} of another brand`).toMatch(notMine);
      expect(await code(home.staff({ role, brandId: 'xihe', outletId: 'elsewhere' })), `${role} of another place`).toMatch(name === 'checkIn' ? /^(caseNotFound|notAllowed)$/ : notMine);
    }
    expect(await code(otherOwner), 'another owner').toMatch(operation.who.includes('owner') ? notMine : /^notAllowed$/);
    expect(await code(home.nobody), 'nobody').toBe('notSignedIn');
    expect((await one.fresh()).workOrder.version).toBe(2);
  });
  test('lists show each reader their own', async () => {
    const one = await visit(home, people);
    const seenBy = async (who: Caller, name = 'listWorkOrders') => ((await who.call(name, {})).workOrders as { id: string }[]).map((row) => row.id);
    expect(await seenBy(people.colleague)).toContain(one.id);
    expect(await seenBy(one.car.owner, 'myWorkOrders')).toEqual([one.id]);
    expect(await seenBy((await newCar(home)).owner, 'myWorkOrders')).toEqual([]);
    expect(await seenBy(home.staff({ role: 'adviser', brandId: 'yuanlan', outletId }))).toEqual([]);
    expect(await seenBy(home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'elsewhere' }))).toEqual([]);
  });
  test('an owner reads no line that was not sent', async () => {
    const one = await visit(home, people);
    await one.estimate(['MAINTAIN']);
    const mine = async () => (await one.car.owner.call('myWorkOrders', {})).workOrders[0];
    expect(await mine()).toMatchObject({ lines: [], totalFen: 0, ownerFen: 0 });
    await one.by(people.adviser, 'sendEstimate');
    expect((await mine()).lines).toMatchObject([{ code: 'MAINTAIN', answer: 'sent' }]);
  });
  test('a check-in for a case of another brand at a shared outlet is refused', async () => {
    const foreign = await newCar(home, 'yuanlan');
    expect(await refusalOf(people.adviser.call('checkIn', arrival(home, { caseId: foreign.caseId })))).toBe('caseNotFound');
  });
});
