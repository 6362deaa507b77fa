// From the hand-back to the answer, and what a bad answer sets going.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { beijingTime } from '#platform/calendar';
import { api as casesApi } from '../cases/api.ts';
import { refusalOf, smallTown, type Town } from '../cases/small-town.test-data.ts';
import { caseBooked, caseHandedBack, caseInService } from '#cases';
import { planSurvey, surveyAnswered } from '#feedback';
import { api as peopleApi } from '../people/api.ts';
import { api as voicesApi } from '../voices/api.ts';
import { api } from './api.ts';
import { momentToAsk, nextStates } from './survey.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' }); // Tuesday, 10:00 in Beijing
let town: Town;
beforeAll(async () => {
  town = await smallTown(home);
});
let visits = 0;
/** From the booking to the hand-back, at the western outlet. */
async function served(caseId: string): Promise<string> {
  const workOrderId = `w${++visits}`;
  await home.inside((tx) => caseBooked(tx, { caseId, appointmentId: `a${visits}`, outletId: town.outlets.west }));
  await home.inside((tx) => caseInService(tx, { caseId, workOrderId, outletId: town.outlets.west }));
  await home.inside(async (tx) => {
    await caseHandedBack(tx, { caseId, workOrderId });
    await planSurvey(tx, { caseId, workOrderId });
  });
  return workOrderId;
}
/** A visit from the report to the hand-back, at the western outlet. */
async function visit(words = '充不进电') {
  const owner = await town.driver();
  const { caseId } = await owner.on(casesApi).reportTrouble({ vehicleId: owner.vehicle.id, words });
  const workOrderId = await served(caseId);
  return { owner, caseId, workOrderId };
}
/** The same car comes once more. */
async function comeAgain({ owner }: { owner: Awaited<ReturnType<Town['driver']>> }): Promise<string> {
  for (const one of (await owner.on(casesApi).myCases({})).cases) if (one.stage === 'awaitingConfirmation') await owner.on(casesApi).confirmSolved({ caseId: one.id, version: one.version });
  const { caseId } = await owner.on(casesApi).reportTrouble({ vehicleId: owner.vehicle.id, words: '异响' });
  await served(caseId);
  return caseId;
}
async function asked(words?: string) {
  const one = await visit(words);
  home.clock.advance({ hours: 2, minutes: 1 });
  await home.runRounds('send-surveys');
  const [survey] = (await one.owner.on(api).mySurveys({})).surveys;
  if (survey === undefined) throw new Error('no survey was sent');
  return { ...one, survey };
}

describe('the right moment (Y1)', () => {
  const rules = { askAfterMinutes: 120, quiet: { fromTime: '21:00', untilTime: '09:00' }, expireAfterDays: 14, lowScoreAtMost: 2, askAgainAfterDays: 14 };
  test('is never at night and never sooner than the rule', () => {
    fc.assert(fc.property(fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-01') }), (ms) => {
      const at = momentToAsk(new Date(ms), rules);
      expect(beijingTime(at) >= '09:00' && beijingTime(at) < '21:00').toBe(true);
      expect(at.getTime()).toBeGreaterThanOrEqual(ms + 7_200_000);
    }));
  });
  test('comes two hours after the hand-back, once, however often the hand-back is told', async () => {
    home.clock.set('2026-11-24T03:00:00Z');
    const { owner, caseId, workOrderId } = await visit();
    await home.inside((tx) => planSurvey(tx, { caseId, workOrderId }));
    home.clock.advance({ hours: 1, minutes: 59 });
    await home.runRounds('send-surveys');
    expect((await owner.on(api).mySurveys({})).surveys).toEqual([]);
    home.clock.advance({ minutes: 2 });
    await home.runRounds('send-surveys');
    await home.runRounds('send-surveys');
    expect((await owner.on(api).mySurveys({})).surveys).toHaveLength(1);
  });
  test('waits for the morning when the car is handed back in the evening', async () => {
    home.clock.set('2026-11-25T11:30:00Z'); // 19:30
    const { owner } = await visit();
    home.clock.set('2026-11-25T14:00:00Z');
    await home.runRounds('send-surveys');
    expect((await owner.on(api).mySurveys({})).surveys).toEqual([]);
    home.clock.set('2026-11-26T01:00:30Z');
    await home.runRounds('send-surveys');
    expect((await owner.on(api).mySurveys({})).surveys).toHaveLength(1);
  });
  test('does not come when the owner has said that it is not solved (Y4)', async () => {
    home.clock.set('2026-11-26T02:00:00Z');
    const { owner, caseId } = await visit();
    const { version } = (await owner.on(casesApi).showMyCase({ caseId })).case;
    await owner.on(casesApi).notSolved({ caseId, words: '一样', version });
    home.clock.advance({ hours: 3 });
    await home.runRounds('send-surveys');
    expect((await owner.on(api).mySurveys({})).surveys).toEqual([]);
    expect((await town.staff.manager.on(api).listSurveys({ caseId })).surveys[0]?.state).toBe('dropped');
  });
  test('does not come to who does not want to be asked, who complained and waits, or who was asked within two weeks; the list says why (Y4, Y5)', async () => {
    home.clock.set('2026-11-26T02:00:00Z');
    const whyOf = async (caseId: string) => (await town.staff.manager.on(api).listSurveys({ caseId })).surveys[0]?.droppedWhy;
    const quiet = await visit();
    await quiet.owner.on(peopleApi).setMyConsent({ purpose: 'surveys', granted: false });
    const angry = await visit();
    const voice = await town.staff.agent.on(voicesApi).addVoice({ brandId: 'xihe', channel: 'chezhiwang', words: '投诉：约好的时间没有人接待', car: angry.owner.vehicle.vin });
    const often = await visit();
    home.clock.advance({ hours: 3 });
    await home.runRounds('send-surveys');
    for (const { owner } of [quiet, angry]) expect((await owner.on(api).mySurveys({})).surveys).toEqual([]);
    expect((await often.owner.on(api).mySurveys({})).surveys).toHaveLength(1);
    const again = await comeAgain(often);
    home.clock.advance({ hours: 3 });
    await home.runRounds('send-surveys');
    expect((await often.owner.on(api).mySurveys({})).surveys).toHaveLength(1);
    expect([await whyOf(quiet.caseId), await whyOf(angry.caseId), await whyOf(again)]).toEqual(['refused', 'complaintOpen', 'askedLately']);
    await town.staff.agent.on(voicesApi).moveVoice({ voiceId: voice.id, move: 'answer', words: '很抱歉', apology: 'called', version: voice.version });
    await quiet.owner.on(peopleApi).setMyConsent({ purpose: 'surveys', granted: true });
    home.clock.set('2026-12-12T02:00:00Z');
    for (const one of [quiet, angry]) await comeAgain(one);
    home.clock.advance({ hours: 3 });
    await home.runRounds('send-surveys');
    for (const one of [quiet, angry]) {
      expect((await one.owner.on(api).mySurveys({})).surveys).toHaveLength(1);
    }
  });
  test('the table of states is total and an answer is final (Y3)', () => {
    expect(Object.keys(nextStates).sort()).toEqual(['answered', 'dropped', 'expired', 'planned', 'sent']);
    expect(nextStates.answered).toEqual([]);
  });
});

describe('the answer', () => {
  test('is given once, by the owner, in time (Y2)', async () => {
    home.clock.set('2026-11-27T02:00:00Z');
    const { owner, survey } = await asked();
    const stranger = await town.driver();
    expect(await refusalOf(stranger.on(api).answerSurvey({ surveyId: survey.id, score: 5, reasons: [] }))).toBe('surveyNotFound');
    expect(await refusalOf(owner.call('answerSurvey', { surveyId: survey.id, score: 6, reasons: [] }))).toBe('badInput');
    await owner.on(api).answerSurvey({ surveyId: survey.id, score: 5, reasons: ['fast', 'friendly'], words: '很好' });
    expect(await refusalOf(owner.on(api).answerSurvey({ surveyId: survey.id, score: 1, reasons: [] }))).toBe('surveyAnsweredAlready');
    expect((await owner.on(api).mySurveys({})).surveys[0]).toMatchObject({ state: 'answered', score: 5 });
  });
  test('comes too late after two weeks', async () => {
    const { owner, survey } = await asked();
    home.clock.advance({ days: 14 });
    expect(await refusalOf(owner.on(api).answerSurvey({ surveyId: survey.id, score: 5, reasons: [] }))).toBe('surveyExpired');
    await home.runRounds('expire-surveys');
    expect((await owner.on(api).mySurveys({})).surveys[0]?.state).toBe('expired');
  });
});

describe('a bad answer', () => {
  test('opens one recovery case at the desk of the outlet\'s manager, with its own clock and a link to the visit (X1)', async () => {
    home.clock.set('2026-12-15T02:00:00Z');
    const { owner, caseId, survey } = await asked();
    await owner.on(api).answerSurvey({ surveyId: survey.id, score: 1, reasons: ['waitTooLong', 'communication'], words: '等了一整天没人理' });
    await home.settle();
    await home.inside(async (tx) => tx.tell(surveyAnswered({ surveyId: survey.id, caseId, score: 1, brandId: 'xihe', ownerId: owner.id })));
    await home.settle();
    const recoveries = (await town.staff.manager.on(casesApi).listCases({ kind: 'recovery', vehicleId: owner.vehicle.id })).cases;
    expect(recoveries).toHaveLength(1);
    expect(recoveries[0]).toMatchObject({ urgency: 2, trouble: 'dissatisfied', linkedCaseId: caseId, outletId: town.outlets.west, holder: { desk: 'managerDesk', outletId: town.outlets.west } });
    expect(recoveries[0]?.clocks.map((clock) => [clock.clock, clock.calendar])).toEqual([['respond', 'office'], ['plan', 'office'], ['update', 'office']]);
    expect((await town.staff.manager.on(casesApi).listCases({ scope: 'desk' })).cases.map((row) => row.id)).toContain(recoveries[0]?.id);
    expect(await refusalOf(town.staff.east.on(casesApi).showCase({ caseId: recoveries[0]?.id ?? '' }))).toBe('caseNotFound');
  });
  test('of 2 is less urgent than of 1; 3 opens nothing', async () => {
    for (const [score, expected] of [[2, 3], [3, undefined]] as const) {
      const { owner, survey } = await asked();
      await owner.on(api).answerSurvey({ surveyId: survey.id, score, reasons: [] });
      await home.settle();
      expect((await town.staff.manager.on(casesApi).listCases({ kind: 'recovery', vehicleId: owner.vehicle.id })).cases.map((row) => row.urgency)).toEqual(expected === undefined ? [] : [expected]);
    }
  });
  test('that speaks of a danger is also a trouble of the car: the visit was not its end (X2)', async () => {
    const { owner, caseId, survey } = await asked();
    await owner.on(api).answerSurvey({ surveyId: survey.id, score: 2, reasons: ['notFixed'], words: '回家路上刹车失灵' });
    await home.settle();
    const { cases } = await town.staff.region.on(casesApi).listCases({ vehicleId: owner.vehicle.id });
    expect(cases.find((row) => row.id !== caseId)).toMatchObject({ kind: 'recovery', urgency: 3 });
    expect(cases.find((row) => row.id === caseId)).toMatchObject({ stage: 'open', urgency: 1, trouble: 'brakes', contacts: 2 });
    expect(cases).toHaveLength(2);
  });
});

describe('figures', () => {
  test('by outlet and month are what counting the list by hand gives; other outlets and brands see none of it', async () => {
    const month = '2026-12';
    const list = (await town.staff.manager.on(api).listSurveys({ month, limit: 200 })).surveys;
    const [figure] = (await town.staff.manager.on(api).surveyFigures({ fromMonth: month, untilMonth: month })).figures;
    const answered = list.filter((survey) => survey.score !== null);
    expect(list.length).toBeGreaterThan(3);
    expect(figure).toEqual({
      outletId: town.outlets.west, month, sent: list.length, answered: answered.length, low: answered.filter((survey) => (survey.score ?? 9) <= 2).length,
      scoreSum: answered.reduce((sum, survey) => sum + (survey.score ?? 0), 0),
    });
    for (const caller of [town.staff.east, town.staff.otherBrand]) {
      expect((await caller.on(api).surveyFigures({})).figures).toEqual([]);
      expect((await caller.on(api).listSurveys({})).surveys).toEqual([]);
    }
  });
  test('what is counted is what the list shows for it, and the alliance reads no customer', async () => {
    const [west] = (await town.staff.manager.on(api).surveyFigures({ fromMonth: '2026-12', untilMonth: '2026-12' })).figures;
    const period = { fromMonth: '2026-12', untilMonth: '2026-12', limit: 200 };
    expect((await town.staff.manager.on(api).listSurveys({ ...period, sent: true })).surveys).toHaveLength(west?.sent ?? -1);
    expect((await town.staff.manager.on(api).listSurveys({ ...period, low: true })).surveys).toHaveLength(west?.low ?? -1);
    const named = (await town.staff.manager.on(api).listSurveys({ ...period, reason: 'communication' })).surveys;
    expect(named.length).toBeGreaterThan(0);
    expect(named.every((one) => one.reasons.includes('communication') && one.ownerName !== '' && one.plateNo !== null)).toBe(true);
    const seen = (await home.staff({ role: 'allianceOfficer' }).on(api).listSurveys({ ...period, sent: true })).surveys;
    expect(seen).toHaveLength(west?.sent ?? -1);
    expect(seen.every((one) => one.ownerId === null && one.ownerName === '' && one.plateNo === null)).toBe(true);
  });
  test('the list reads page by page', async () => {
    const all = (await town.staff.region.on(api).listSurveys({ limit: 200 })).surveys.map((survey) => survey.id);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await town.staff.region.on(api).listSurveys({ limit: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...page.surveys.map((survey) => survey.id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(all);
  });
});
