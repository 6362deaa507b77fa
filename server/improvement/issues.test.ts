// What begins to come up: from owners' words to an issue, a fix, and whether it worked.
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { api as casesApi } from '../cases/api.ts';
import { refusalOf, smallTown, type Town } from '../cases/small-town.test-data.ts';
import { api as noticesApi } from '../notices/api.ts';
import { api } from './api.ts';
import { effectOf, issueMoves, issueVerdictOf } from './issue.ts';
import { issueStates } from './issues-api.ts';

const home = await house({ startsAt: '2026-03-02T02:00:00Z' });
let town: Town;
let owners: Awaited<ReturnType<Town['driver']>>[] = [];
const phrases = ['空调不凉', '空调不制冷，出风是热的', '开了空调没有冷风', '空调的冷气一直不出来', '空调坏了不凉快', '空调吹出来不冷', '制冷没反应，空调没风', '空调开最低也不凉', '空调时好时坏不制冷', '车里空调完全不冷'];
const region = () => town.staff.region.on(api);
const idOf = (caller: { actor: unknown }): string => (caller.actor as { id: string }).id;

beforeAll(async () => {
  town = await smallTown(home);
  owners = [];
  for (let n = 0; n < 14; n++) owners.push(await town.driver());
});

/** An owner reports, and says at once that it is solved, so that the next report is a case of its own. */
async function report(owner: (typeof owners)[number], words: string): Promise<string> {
  const { caseId } = await owner.on(casesApi).reportTrouble({ vehicleId: owner.vehicle.id, words });
  const { version } = (await town.staff.agent.on(casesApi).showCase({ caseId })).case;
  const asked = await town.staff.agent.on(casesApi).askConfirmation({ caseId, words: '已电话指导', version });
  await owner.on(casesApi).confirmSolved({ caseId, version: asked.version });
  return caseId;
}

describe('what begins to come up', () => {
  test('is raised once when ten owners say it within three weeks who never did before, with the reports that count and those that do not (K2)', async () => {
    for (let month = 0; month < 6; month++) {
      await report(owners[month % 14]!, '轮胎扎了');
      home.clock.advance({ days: 30 });
    }
    await home.runRounds('watch-reports');
    expect((await region().listIssues({})).issues).toEqual([]);
    for (const [at, words] of phrases.entries()) {
      await report(owners[at]!, words);
      home.clock.advance({ days: 2 });
    }
    await report(owners[0]!, '空调还是不凉');
    for (const owner of owners.slice(0, 10)) await report(owner, '想约一次保养'); // who asks for maintenance reports nothing (P4)
    await home.runRounds('watch-reports');
    await home.runRounds('watch-reports');
    await home.settle();
    const { issues } = await region().listIssues({});
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ trouble: 'airConditioning', modelId: 'xihe-h1', outletId: null, state: 'raised' });
    const shown = await region().showIssue({ issueId: issues[0]!.id });
    expect(shown.reports.filter(({ counted }) => !counted).map(({ why }) => why)).toEqual(['sameReporter']);
    expect(shown.weeks.length).toBe(52);
    expect(shown.weeks.reduce((sum, week) => sum + week.reports, 0)).toBe(10);
    expect((await town.staff.region.on(noticesApi).staffNotices({})).notices.map(({ code }) => code)).toContain('issueRaised');
  });

  test('is planned by a manager with who and when, and those who reported it hear what was changed, once (K1, K4)', async () => {
    const issue = (await region().listIssues({})).issues[0]!;
    const change = (more: object, caller = region()) => refusalOf(caller.changeIssue({ issueId: issue.id, state: 'fixing', version: issue.version, ...more } as never));
    expect(await change({})).toBe('fixIncomplete');
    expect(await change({ state: 'dismissed' })).toBe('whyMissing');
    expect(await change({ state: 'fixed', what: '换滤网', ownerStaffId: idOf(town.staff.region), dueOn: '2027-01-01' })).toBe('issueNotNow');
    expect(await change({ what: '换滤网', ownerStaffId: idOf(town.staff.region), dueOn: '2026-01-01' })).toBe('dueInThePast');
    expect(await change({ what: '换滤网', ownerStaffId: idOf(town.staff.otherBrand), dueOn: '2027-01-01' })).toBe('cannotOwn');
    expect(await refusalOf(town.staff.otherBrand.on(api).showIssue({ issueId: issue.id }))).toBe('issueNotFound');
    const planned = await region().changeIssue({ issueId: issue.id, state: 'fixing', version: issue.version, finding: '压缩机控制软件误判', what: '推送 2.4.1 软件', ownerStaffId: idOf(town.staff.region), dueOn: '2027-01-01' });
    expect(await change({ state: 'looking' })).toBe('staleEdit');
    const fixed = await region().changeIssue({ issueId: issue.id, state: 'fixed', version: planned.version });
    expect(fixed.fixedAt).not.toBeNull();
    await home.settle();
    const heard = [];
    for (const owner of owners) heard.push((await owner.on(noticesApi).myNotices({})).notices.filter(({ code }) => code === 'weChangedThis').length);
    expect(heard).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect((await region().listIssues({})).medianDaysToFix).toBeGreaterThan(10);
  });

  test('is measured as long after as before, and worked when reports fell for certain (K3)', async () => {
    home.clock.advance({ days: 62 });
    await home.runRounds('measure-issues');
    const issue = (await region().listIssues({})).issues[0]!;
    expect(issue).toMatchObject({ state: 'measured', verdict: 'worked' });
    expect(issue.effect?.before.reports).toBe(10);
    expect(issue.effect?.after.reports).toBe(0);
    expect(issue.effect?.ratioTo).toBeLessThan(1);
  });
});

describe('the decisions', () => {
  test('the states are a total table: what was measured may be fixed again, dismissed may be looked at again (K1)', () => {
    for (const from of issueStates) expect(Object.keys(issueMoves[from]).sort()).toEqual([...issueStates].sort());
    expect(issueStates.filter((to) => issueMoves.measured[to])).toEqual(['fixing']);
    expect(issueMoves.dismissed).toMatchObject({ looking: true, fixing: false, fixed: false });
    for (const from of issueStates) expect(issueMoves[from].measured).toBe(from === 'fixed');
  });
  test('nothing is claimed from few reports, and what fell everywhere is not the merit of a fix (K3)', () => {
    const at = (reports: number) => ({ reports, carDays: 60_000 });
    const verdict = (before: number, after: number, elsewhereBefore: number, elsewhereAfter: number) => issueVerdictOf(effectOf({ before: at(before), after: at(after), elsewhereBefore: at(elsewhereBefore), elsewhereAfter: at(elsewhereAfter) }));
    expect(verdict(3, 1, 0, 0)).toBe('notProven');
    expect(verdict(40, 5, 50, 50)).toBe('worked');
    expect(verdict(40, 20, 60, 30)).toBe('notProven');
    expect(verdict(20, 60, 50, 50)).toBe('didNotWork');
    expect(verdict(0, 0, 5, 5)).toBe('notProven');
    expect(effectOf({ before: { reports: 9, carDays: 0 }, after: at(0), elsewhereBefore: at(0), elsewhereAfter: at(0) }).ratio).toBeNull();
  });
});
