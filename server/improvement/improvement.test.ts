// From findings to an action that is known to have worked, or not.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { caseBooked, caseHandedBack, caseInService } from '#cases';
import { planSurvey, surveyAnswered } from '#feedback';
import { api as casesApi } from '../cases/api.ts';
import { refusalOf, smallTown, type Town } from '../cases/small-town.test-data.ts';
import { api as feedbackApi, causes as surveyCauses, type causes, type praises } from '../feedback/api.ts';
import { measuredBy, stateMoves, verdictOf } from './action.ts';
import { actionStates, api, causes as findingCauses } from './api.ts';

const home = await house({ startsAt: '2026-09-01T02:00:00Z' });
let town: Town;
beforeAll(async () => {
  town = await smallTown(home);
});
let visits = 0;
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
  test('are measured as long after as before: this one worked (I2)', async () => {
    const action = (await manager().listActions({ state: 'open' })).actions[0];
    const owner = town.staff.west.on(api);
    if (action === undefined) throw new Error('no action is open');
    const done = await owner.changeAction({ actionId: action.id, state: 'done', version: action.version });
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
    expect(measured).toMatchObject({ id: action.id, before: { numerator: 2, denominator: 6 }, after: { numerator: 0, denominator: 6 }, verdict: 'worked' });
    const figures = await manager().improvementFigures({});
    expect(figures).toMatchObject({ worked: 1, didNotWork: 0, tooFewAnswers: 0, overdue: 0 });
    expect(figures.actions.find((row) => row.state === 'measured')?.actions).toBe(1);
  });
});

describe('as arithmetic', () => {
  test('causes of findings are the reasons owners can name', () => expect(findingCauses).toEqual(surveyCauses));
  const part = fc.integer({ min: 5, max: 500 }).chain((denominator) => fc.integer({ min: 0, max: denominator }).map((numerator) => ({ numerator, denominator })));
  test('a share that fell worked, one that did not fall did not; marks the other way round (I2)', () => {
    fc.assert(fc.property(part, part, (before, after) => {
      const fell = after.numerator / after.denominator < before.numerator / before.denominator - 1e-12;
      const rose = after.numerator / after.denominator > before.numerator / before.denominator + 1e-12;
      expect(verdictOf('lowShare', before, after, 5)).toBe(fell ? 'worked' : 'didNotWork');
      expect(verdictOf('averageScore', before, after, 5)).toBe(rose ? 'worked' : 'didNotWork');
    }));
  });
  test('too few answers on either side prove nothing', () => {
    expect(verdictOf('lowShare', { numerator: 4, denominator: 4 }, { numerator: 0, denominator: 90 }, 5)).toBe('tooFewAnswers');
    expect(verdictOf('lowShare', { numerator: 9, denominator: 90 }, { numerator: 0, denominator: 4 }, 5)).toBe('tooFewAnswers');
  });
  test('a measure is a part of the answers', () => {
    const answers = { answered: 10, low: 3, lowForCause: 2, scoreSum: 38 };
    expect([measuredBy('lowShareOfCause', answers), measuredBy('lowShare', answers), measuredBy('averageScore', answers)].map((measured) => `${measured.numerator}/${measured.denominator}`)).toEqual(['2/10', '3/10', '38/10']);
  });
  test('the table of states is total, and only the measure ends what was done (I1)', () => {
    for (const from of actionStates) for (const to of actionStates) expect(typeof stateMoves[from][to]).toBe('boolean');
    expect(actionStates.filter((from) => stateMoves[from].measured)).toEqual(['done']);
    for (const end of ['measured', 'dropped'] as const) expect(Object.values(stateMoves[end]).some(Boolean)).toBe(false);
  });
});
