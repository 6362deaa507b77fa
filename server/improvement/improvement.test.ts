// From findings to an action that is known to have worked, or not.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { caseBooked, caseHandedBack, caseInService } from '#cases';
import { planSurvey, surveyAnswered } from '#feedback';
import { api as casesApi } from '../cases/api.ts';
import { refusalOf, smallTown, type Town } from '../cases/small-town.test-data.ts';
import { api as feedbackApi, causes as surveyCauses, type causes, type praises } from '../feedback/api.ts';
import { api as noticesApi } from '../notices/api.ts';
import { effectOfAction, measuredBy, stateMoves, verdictOf } from './action.ts';
import { actionStates, api, causes as findingCauses } from './api.ts';

const home = await house({ startsAt: '2026-09-01T02:00:00Z' });
let town: Town;
beforeAll(async () => {
  town = await smallTown(home);
});
let visits = 0;
const all: { owner: Awaited<ReturnType<Town['driver']>>; named: boolean }[] = [];
/** A visit at the western outlet on the next day, answered with a mark. */
async function answered(score: number, reasons: ((typeof causes)[number] | (typeof praises)[number])[] = []) {
  home.clock.set(`${new Date(home.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10)}T02:00:00Z`);
  const owner = await town.driver();
  const { caseId } = await owner.on(casesApi).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
  const workOrderId = `w${++visits}`;
  await home.inside((tx) => caseBooked(tx, { caseId, appointmentId: `a${visits}`, outletId: town.outlets.west }));
  await home.inside((tx) => caseInService(tx, { caseId, workOrderId, outletId: town.outlets.west }));
  await home.inside(async (tx) => {
    await caseHandedBack(tx, { caseId, workOrderId });
    await planSurvey(tx, { caseId, workOrderId });
  });
  home.clock.advance({ hours: 2, minutes: 1 });
  await home.runRounds('send-surveys');
  const surveyId = (await owner.on(feedbackApi).mySurveys({})).surveys[0]?.id ?? '';
  await owner.on(feedbackApi).answerSurvey({ surveyId, score, reasons });
  await home.settle();
  home.clock.advance({ minutes: 1 });
  all.push({ owner, named: score <= 2 && reasons.includes('waitTooLong') });
  return { surveyId, caseId, owner };
}
const idOf = (caller: { actor: unknown }): string => (caller.actor as { id: string }).id;
const manager = () => town.staff.manager.on(api);
const newAction = (more: object = {}) => manager().addAction({
  brandId: 'xihe', outletId: town.outlets.west, cause: 'waitTooLong', what: '早高峰加一名接待', ownerStaffId: idOf(town.staff.west), dueOn: '2026-09-20', measure: 'lowShareOfCause', ...more,
});

describe('findings', () => {
  test('come from low marks, one per cause, once, grouped by cause, outlet and model (J1)', async () => {
    const { surveyId, caseId, owner } = await answered(1, ['waitTooLong', 'communication', 'friendly']);
    await home.inside(async (tx) => tx.tell(surveyAnswered({ surveyId, caseId, score: 1, brandId: 'xihe', ownerId: owner.id })));
    await home.settle();
    await answered(2, ['waitTooLong']);
    await answered(2);
    for (const score of [4, 5, 5]) await answered(score, ['waitTooLong']);
    const { groups } = await manager().listFindings({});
    expect(groups.map((group) => [group.cause, group.findings])).toEqual([['waitTooLong', 2], ['other', 1], ['communication', 1]]);
    expect(groups[0]).toMatchObject({ outletId: town.outlets.west, modelId: 'xihe-h1', openActions: 0 });
  });
  test('come from staff too, within their brands and places (J2)', async () => {
    await town.staff.west.on(api).addFinding({ brandId: 'xihe', outletId: town.outlets.west, cause: 'partsMissing', words: '12V 电瓶缺货三次' });
    expect((await manager().showCause({ cause: 'partsMissing' })).findings[0]).toMatchObject({ source: 'staff', byName: '顾问西', words: '12V 电瓶缺货三次' });
    expect(await refusalOf(town.staff.west.on(api).addFinding({ brandId: 'xihe', outletId: town.outlets.east, cause: 'other', words: '别店的事' }))).toBe('notAllowed');
    expect(await refusalOf(town.staff.west.on(api).addFinding({ brandId: 'yuanlan', outletId: town.outlets.west, cause: 'other', words: '别家的事' }))).toBe('notAllowed');
    expect(await refusalOf(town.staff.agent.on(api).addFinding({ brandId: 'xihe', outletId: 'nowhere', cause: 'other', words: '没有的店' }))).toBe('outletNotFound');
    for (const caller of [town.staff.east, town.staff.otherBrand]) expect((await caller.on(api).listFindings({})).groups).toEqual([]);
  });
});

describe('actions', () => {
  test('have an owner who works there, a date that is not past, and a measure taken before (I3, I4)', async () => {
    expect(await refusalOf(newAction({ dueOn: '2026-08-31' }))).toBe('dueInThePast');
    expect(await refusalOf(newAction({ ownerStaffId: idOf(town.staff.east) }))).toBe('cannotOwn');
    expect(await refusalOf(newAction({ outletId: town.outlets.east }))).toBe('notAllowed');
    expect(await refusalOf(town.staff.west.call('addAction', { brandId: 'xihe', outletId: town.outlets.west, cause: 'other', what: 'x', ownerStaffId: idOf(town.staff.west), dueOn: '2026-09-20', measure: 'lowShare' }))).toBe('notAllowed');
    const action = await newAction();
    expect(action).toMatchObject({ state: 'open', ownerName: '顾问西', before: { numerator: 2, denominator: 6 }, after: null, verdict: null });
    expect(action.number).toMatch(/^I2609-\d{5}$/);
    expect((await manager().listFindings({ cause: 'waitTooLong' })).groups[0]?.openActions).toBe(1);
  });
  test('are begun and finished by their owner, re-dated and dropped by a manager; two who edit at once are told (I1, I6)', async () => {
    const action = await newAction();
    const owner = town.staff.west.on(api);
    const begun = await owner.changeAction({ actionId: action.id, state: 'inProgress', version: action.version });
    expect(await refusalOf(manager().changeAction({ actionId: action.id, dueOn: '2026-10-01', version: action.version }))).toBe('staleEdit');
    expect(await refusalOf(owner.changeAction({ actionId: action.id, dueOn: '2026-10-01', version: begun.version }))).toBe('notAllowed');
    expect(await refusalOf(manager().changeAction({ actionId: action.id, state: 'dropped', version: begun.version }))).toBe('whyMissing');
    const dropped = await manager().changeAction({ actionId: action.id, state: 'dropped', why: '改用其他办法', version: begun.version });
    expect(await refusalOf(owner.changeAction({ actionId: action.id, state: 'done', version: dropped.version }))).toBe('actionNotNow');
    expect(await refusalOf(town.staff.east.on(api).changeAction({ actionId: action.id, state: 'done', version: dropped.version }))).toBe('actionNotFound');
  });
  test('overdue climb once per due day (I5)', async () => {
    const action = await newAction({ dueOn: '2026-09-08' });
    home.clock.set('2026-09-09T02:00:00Z');
    await home.runRounds('climb-overdue-actions');
    await home.runRounds('climb-overdue-actions');
    const [late] = (await manager().listActions({ overdue: true })).actions;
    expect(late).toMatchObject({ id: action.id, overdue: true, climbedAt: expect.any(String) });
    const again = await manager().changeAction({ actionId: action.id, dueOn: '2026-09-30', version: late?.version ?? 0 });
    expect(again).toMatchObject({ overdue: false, climbedAt: null });
    await manager().changeAction({ actionId: action.id, state: 'dropped', why: '合并', version: again.version });
  });
  test('are measured as long after as before: two of six and none of six prove nothing, and measured on it is measured again (I1, I2)', async () => {
    const action = (await manager().listActions({ state: 'open' })).actions[0];
    const owner = town.staff.west.on(api);
    if (action === undefined) throw new Error('no action is open');
    const done = await owner.changeAction({ actionId: action.id, state: 'done', toOwners: '上午多了一位接车顾问', version: action.version });
    await home.settle();
    // Who named it hears what was changed, once; nobody else does. (I7)
    for (const { owner, named } of all) expect((await owner.on(noticesApi).myNotices({})).notices.filter(({ code, data }) => code === 'weChangedThis' && (data as { what: string }).what === '上午多了一位接车顾问')).toHaveLength(named ? 1 : 0);
    expect(all.filter(({ named }) => named).length).toBeGreaterThan(1);
    expect(done.state).toBe('done');
    for (const score of [5, 4, 5, 5, 3]) await answered(score);
    await answered(2, ['notFixed']);
    home.clock.set('2026-10-09T01:00:00Z');
    await home.runRounds('measure-actions');
    expect((await manager().listActions({ state: 'done' })).actions).toHaveLength(1);
    home.clock.set('2026-10-09T03:00:00Z');
    await home.runRounds('measure-actions');
    await home.runRounds('measure-actions');
    const [measured] = (await manager().listActions({ state: 'measured' })).actions;
    expect(measured).toMatchObject({ id: action.id, before: { numerator: 2, denominator: 6 }, after: { numerator: 0, denominator: 6 }, verdict: 'notProven' });
    expect(measured?.effect).toMatchObject({ controlled: false });
    expect((measured?.effect?.from ?? 1) < 0 && (measured?.effect?.to ?? -1) > 0).toBe(true);
    const figures = await manager().improvementFigures({});
    expect(figures).toMatchObject({ worked: 0, didNotWork: 0, notProven: 1, tooFewAnswers: 0, overdue: 0 });
    expect(figures.actions.find((row) => row.state === 'measured')?.actions).toBe(1);
    expect(await refusalOf(owner.changeAction({ actionId: action.id, state: 'done', version: measured?.version ?? 0 }))).toBe('notAllowed');
    const on = await manager().changeAction({ actionId: action.id, state: 'done', version: measured?.version ?? 0 });
    expect(on).toMatchObject({ state: 'done', doneAt: done.doneAt, verdict: null, effect: null, after: null });
    for (let nth = 0; nth < 24; nth++) await answered(5);
    home.clock.advance({ days: 31 });
    await home.runRounds('measure-actions');
    const [later] = (await manager().listActions({ state: 'measured' })).actions;
    expect(later).toMatchObject({ after: { numerator: 0, denominator: 30 }, verdict: 'worked' });
    const begun = await manager().changeAction({ actionId: action.id, state: 'inProgress', version: later?.version ?? 0 });
    expect(begun).toMatchObject({ state: 'inProgress', verdict: null, doneAt: null, before: { numerator: 2, denominator: 6 } });
  });
});

describe('as arithmetic', () => {
  test('causes of findings are the reasons owners can name', () => expect(findingCauses).toEqual(surveyCauses));
  const arm = (numerator: number, denominator: number, squares = 0) => ({ numerator, denominator, squares });
  const verdict = (before: [number, number], after: [number, number], elsewhereBefore: [number, number] = [0, 0], elsewhereAfter: [number, number] = [0, 0]) =>
    verdictOf('lowShare', effectOfAction('lowShare', { before: arm(...before), after: arm(...after), elsewhereBefore: arm(...elsewhereBefore), elsewhereAfter: arm(...elsewhereAfter) }, 5));
  test('a share that surely fell worked, one that surely rose did not, what chance explains proves nothing, and what fell everywhere is no merit (I2)', () => {
    expect(verdict([3, 7], [0, 6])).toBe('notProven');
    expect(verdict([30, 70], [3, 60])).toBe('worked');
    expect(verdict([3, 60], [30, 70])).toBe('didNotWork');
    expect(verdict([30, 70], [3, 60], [300, 700], [30, 600])).toBe('notProven');
    expect(verdict([30, 70], [3, 60], [300, 700], [290, 700])).toBe('worked');
    const marks = (mean: number, count: number) => ({ numerator: mean * count, denominator: count, squares: mean * mean * count + count });
    expect(verdictOf('averageScore', effectOfAction('averageScore', { before: marks(3, 50), after: marks(4, 50), elsewhereBefore: arm(0, 0), elsewhereAfter: arm(0, 0) }, 5))).toBe('worked');
    expect(verdictOf('averageScore', effectOfAction('averageScore', { before: marks(4, 50), after: marks(3, 50), elsewhereBefore: arm(0, 0), elsewhereAfter: arm(0, 0) }, 5))).toBe('didNotWork');
  });
  test('where nothing changed no more than one in ten is said to have changed (I2)', () => {
    let seed = 11;
    const chance = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const draw = (count: number, share: number): [number, number] => [Array.from({ length: count }, chance).filter((one) => one < share).length, count];
    for (const [count, share] of [[12, 0.15], [40, 0.1], [200, 0.3]] as const) {
      const wrong = Array.from({ length: 400 }, () => verdict(draw(count, share), draw(count, share), draw(count * 3, 0.2), draw(count * 3, 0.2))).filter((one) => one !== 'notProven').length;
      expect(wrong / 400).toBeLessThan(0.14);
    }
  });
  test('too few answers on either side prove nothing', () => {
    expect(verdict([4, 4], [0, 90])).toBe('tooFewAnswers');
    expect(verdict([9, 90], [0, 4])).toBe('tooFewAnswers');
  });
  test('a measure is a part of the answers', () => {
    const answers = { answered: 10, low: 3, lowForCause: 2, scoreSum: 38, scoreSquares: 160 };
    expect([measuredBy('lowShareOfCause', answers), measuredBy('lowShare', answers), measuredBy('averageScore', answers)].map((measured) => `${measured.numerator}/${measured.denominator}`)).toEqual(['2/10', '3/10', '38/10']);
  });
  test('the table of states is total, and only the measure ends what was done (I1)', () => {
    for (const from of actionStates) for (const to of actionStates) expect(typeof stateMoves[from][to]).toBe('boolean');
    expect(actionStates.filter((from) => stateMoves[from].measured)).toEqual(['done']);
    expect(Object.values(stateMoves.dropped).some(Boolean)).toBe(false);
    expect(actionStates.filter((to) => stateMoves.measured[to])).toEqual(['inProgress', 'done']);
  });
});
