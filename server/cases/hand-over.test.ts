// Who has the case: exactly one at every moment, whatever people and clocks do.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { sql } from '#platform/database';
import { api } from './api.ts';
import { refusalOf, smallTown, type Town } from './small-town.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let town: Town;
beforeAll(async () => {
  town = await smallTown(home);
});
const report = async (words: string) => {
  const owner = await town.driver();
  return { owner, ...(await owner.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words })) };
};
const page = async (caseId: string) => town.staff.region.on(api).showCase({ caseId });
const versionOf = async (caseId: string) => (await page(caseId)).case.version;

/** Looks at the holdings as they are stored: no gap, no overlap, one holder at every second since the case began. */
async function expectOneHolderAtEverySecond(caseId: string): Promise<void> {
  const rows = await home.inside((tx) => tx.db.query<{ fromAt: Date; untilAt: Date | null }>(sql`select from_at, until_at from cases.holdings where case_id = ${caseId}`));
  const [opened] = await home.inside((tx) => tx.db.query<{ openedAt: Date }>(sql`select opened_at from cases.cases where id = ${caseId}`));
  const begin = opened?.openedAt.getTime() ?? 0;
  const end = home.clock.now().getTime();
  const step = Math.max(1_000, Math.floor((end - begin) / 3_000 / 1_000) * 1_000);
  const moments = new Set([...rows.flatMap((row) => [row.fromAt.getTime(), row.fromAt.getTime() - 1_000]), begin, end].filter((ms) => ms >= begin && ms <= end));
  for (let ms = begin; ms <= end; ms += step) moments.add(ms);
  for (const ms of moments) {
    const holders = rows.filter((row) => row.fromAt.getTime() <= ms && (row.untilAt === null || ms < row.untilAt.getTime()));
    if (holders.length !== 1) throw new Error(`${holders.length} holders at ${new Date(ms).toISOString()}: ${JSON.stringify(rows)}`);
  }
}

describe('taking', () => {
  test('from the desk; the second who tries is told who has it; nobody takes twice (H5)', async () => {
    const { caseId, version } = await report('充不进电');
    await town.staff.agent.on(api).takeCase({ caseId, version });
    const second = await town.staff.agent2.call('takeCase', { caseId, version }).catch((error: { code: string; details: unknown }) => error);
    expect(second).toMatchObject({ code: 'alreadyTaken', details: { by: '坐席小林' } });
    expect((await page(caseId)).clocks.find((clock) => clock.clock === 'respond')?.state).toBe('met');
    const again = await town.staff.agent.on(api).takeCase({ caseId, version });
    expect(again.version).toBe(await versionOf(caseId));
    expect((await page(caseId)).holders).toHaveLength(2);
  });
  test('two at the same moment: one has it', async () => {
    const { caseId, version } = await report('充不进电');
    const codes = await Promise.all([town.staff.agent, town.staff.agent2].map((caller) => refusalOf(caller.on(api).takeCase({ caseId, version }))));
    expect(codes.sort()).toEqual(['alreadyTaken', 'done']);
    await expectOneHolderAtEverySecond(caseId);
  });
  test('from a person only by a manager with a reason', async () => {
    const { caseId, version } = await report('充不进电');
    await town.staff.agent.on(api).takeCase({ caseId, version });
    const now = await versionOf(caseId);
    expect(await refusalOf(town.staff.region.on(api).takeCase({ caseId, version: now }))).toBe('alreadyTaken');
    await town.staff.region.on(api).takeCase({ caseId, version: now, why: '小林病了' });
    expect((await page(caseId)).case.holder.name).toBe('区域经理');
  });
});

describe('handing over', () => {
  test('asked, it stays where it is; accepted, it moves, and the outlet now has it (H2)', async () => {
    const { caseId, version } = await report('充不进电');
    await town.staff.agent.on(api).takeCase({ caseId, version });
    expect(await refusalOf(town.staff.west.on(api).showCase({ caseId }))).toBe('caseNotFound');
    await town.staff.agent.on(api).askHandOver({ caseId, desk: 'outletDesk', outletId: town.outlets.west, words: '需到店检测', version: await versionOf(caseId) });
    expect((await page(caseId)).case.holder.name).toBe('坐席小林');
    const asked = (await town.staff.west.on(api).listCases({ scope: 'desk' })).cases.find((row) => row.id === caseId)?.handOver;
    expect(asked).toMatchObject({ state: 'asked', toDesk: 'outletDesk', words: '需到店检测' });
    expect(await refusalOf(town.staff.east.on(api).answerHandOver({ handOverId: asked?.id ?? '', answer: 'accept' }))).toBe('caseNotFound');
    expect(await refusalOf(town.staff.agent2.on(api).answerHandOver({ handOverId: asked?.id ?? '', answer: 'accept' }))).toBe('notYoursToAnswer');
    await town.staff.west.on(api).answerHandOver({ handOverId: asked?.id ?? '', answer: 'accept' });
    expect((await page(caseId)).case).toMatchObject({ outletId: town.outlets.west, holder: { name: '顾问西' } });
    expect(await refusalOf(town.staff.west.on(api).answerHandOver({ handOverId: asked?.id ?? '', answer: 'refuse' }))).toBe('handOverNotFound');
    await expectOneHolderAtEverySecond(caseId);
  });
  test('refused with words, it stays; only one question at a time; a question can be withdrawn', async () => {
    const { caseId, version } = await report('充不进电');
    const first = await town.staff.agent.on(api).askHandOver({ caseId, staffId: (town.staff.agent2.actor as { id: string }).id, version });
    expect(await refusalOf(town.staff.agent.on(api).askHandOver({ caseId, desk: 'regionalDesk', version: first.version }))).toBe('handOverOpen');
    const handOverId = (await page(caseId)).case.handOver?.id ?? '';
    const refused = await town.staff.agent2.on(api).answerHandOver({ handOverId, answer: 'refuse', words: '我要下班了' });
    expect((await page(caseId)).handOvers[0]).toMatchObject({ state: 'refused', answerWords: '我要下班了', answeredByName: '坐席小王' });
    await town.staff.agent.on(api).askHandOver({ caseId, desk: 'regionalDesk', version: refused.version });
    await town.staff.agent.on(api).answerHandOver({ handOverId: (await page(caseId)).case.handOver?.id ?? '', answer: 'withdraw' });
    expect((await page(caseId)).case).toMatchObject({ handOver: null, holder: { desk: 'brandDesk' } });
  });
  test('who was asked by name and may no longer hold cases of the brand cannot accept, but refuse', async () => {
    const { caseId, version } = await report('充不进电');
    const { id } = town.staff.agent2.actor as { id: string };
    await town.staff.agent.on(api).askHandOver({ caseId, staffId: id, version });
    const handOverId = (await page(caseId)).case.handOver?.id ?? '';
    const moved = home.as({ kind: 'staff', id, name: '坐席小王', grants: [{ role: 'agent', brandId: 'yuanlan', outletId: null }, { role: 'technician', brandId: 'xihe', outletId: town.outlets.west }] });
    expect(await refusalOf(moved.on(api).answerHandOver({ handOverId, answer: 'accept' }))).toBe('notYoursToAnswer');
    expect((await page(caseId)).case.holder.desk).toBe('brandDesk');
    expect(await refusalOf(moved.on(api).answerHandOver({ handOverId, answer: 'refuse' }))).toBe('done');
  });
  test('not to a desk of another brand, to nobody, or to who has it already', async () => {
    const { caseId, version } = await report('充不进电');
    const ask = (input: object) => refusalOf(town.staff.agent.call('askHandOver', { caseId, version, ...input }));
    const elsewhere = (await town.head.call('addOutlet', {
      name: '远岚店', nameEn: 'Yuanlan shop', city: '杭州', cityEn: 'Hangzhou', tier: 2, kind: 'serviceCentre', address: '路 1 号', phone: '0571-8888888', lon: 120, lat: 30, brandIds: ['yuanlan'],
      capabilities: [], weeklyHours: [], opensOnHolidays: false,
    })).id;
    expect(await ask({ desk: 'outletDesk', outletId: elsewhere })).toBe('cannotHold');
    expect(await ask({ desk: 'brandDesk' })).toBe('cannotHold');
    expect(await ask({})).toBe('cannotHold');
    expect(await ask({ staffId: (town.staff.otherBrand.actor as { id: string }).id })).toMatch(/cannotHold|staffNotFound/);
    expect(await ask({ staffId: (town.staff.auditor.actor as { id: string }).id })).toBe('cannotHold');
    expect(await refusalOf(town.staff.manager.call('askHandOver', { caseId, version, desk: 'regionalDesk' }))).toBe('caseNotFound');
  });
});

describe('nobody answers', () => {
  test('a question climbs to the managers, then to the region, and never leaves the case alone (H3, H4)', async () => {
    const { caseId, version } = await report('失去动力');
    await town.staff.agent.on(api).takeCase({ caseId, version });
    await town.staff.agent.on(api).askHandOver({ caseId, desk: 'outletDesk', outletId: town.outlets.west, version: await versionOf(caseId) });
    home.clock.advance({ minutes: 9 });
    await home.runRounds('watch-hand-overs');
    expect((await page(caseId)).case.holder.name).toBe('坐席小林');
    home.clock.advance({ minutes: 2 });
    await home.runRounds('watch-hand-overs');
    await home.runRounds('watch-hand-overs');
    expect((await page(caseId)).case).toMatchObject({ handOver: null, holder: { desk: 'managerDesk' } });
    expect((await page(caseId)).handOvers[0]?.state).toBe('climbed');
    expect((await town.staff.manager.on(api).listCases({ scope: 'desk' })).cases.map((row) => row.id)).toContain(caseId);
    await expectOneHolderAtEverySecond(caseId);
  });
  test('a case at a desk at night where nobody answers climbs by itself, up to the region (H3, H4)', async () => {
    home.clock.set('2026-11-25T19:00:00Z'); // 03:00 in Beijing
    const { caseId } = await report('车头冒烟');
    const desk = async () => (await page(caseId)).case.holder.desk;
    home.clock.advance({ minutes: 2 });
    await home.runRounds('watch-hand-overs');
    expect(await desk()).toBe('brandDesk');
    home.clock.advance({ minutes: 2 });
    await home.runRounds('watch-hand-overs');
    expect(await desk()).toBe('managerDesk');
    await home.runRounds('watch-hand-overs');
    expect(await desk()).toBe('managerDesk');
    home.clock.advance({ minutes: 4 });
    await home.runRounds('watch-hand-overs');
    expect(await desk()).toBe('regionalDesk');
    home.clock.advance({ hours: 5 });
    await home.runRounds('watch-hand-overs');
    expect(await desk()).toBe('regionalDesk');
    await expectOneHolderAtEverySecond(caseId);
  });
  test('what can wait does not climb at night', async () => {
    home.clock.set('2026-11-27T09:30:00Z'); // Friday, 17:30
    const { caseId } = await report('充不进电');
    home.clock.advance({ hours: 40 });
    await home.runRounds('watch-hand-overs', 'watch-clocks');
    expect((await page(caseId)).case.holder.desk).toBe('brandDesk');
    expect((await page(caseId)).clocks.every((clock) => clock.breachedAt === null)).toBe(true);
    home.clock.set('2026-11-30T02:31:00Z'); // Monday, 10:31: two working hours are over
    await home.runRounds('watch-hand-overs', 'watch-clocks');
    expect((await page(caseId)).case.holder.desk).toBe('managerDesk');
  });
});

describe('people and cars go', () => {
  test('who may no longer come in leaves their cases to the desk (G1)', async () => {
    const leaver = (await town.head.call('addStaff', { userName: 'leaver', name: '离职坐席', grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] })).id as string;
    const caller = home.as({ kind: 'staff', id: leaver, name: '离职坐席', grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
    const { caseId, version } = await report('充不进电');
    await caller.on(api).takeCase({ caseId, version });
    await home.runRounds('return-cases');
    expect((await page(caseId)).case.holder.name).toBe('离职坐席');
    await town.head.call('disableStaff', { id: leaver, why: '离职' });
    await home.runRounds('return-cases');
    expect((await page(caseId)).case.holder).toMatchObject({ kind: 'desk', desk: 'brandDesk' });
    await expectOneHolderAtEverySecond(caseId);
  });
  test('a sold car leaves the case with its seller; the buyer opens a new one and sees none of the old (G2)', async () => {
    const { owner, caseId } = await report('充不进电');
    const buyer = await town.driver();
    await town.staff.agent.call('transferVehicle', { id: owner.vehicle.id, toOwnerId: buyer.id, plateNo: null, why: '二手车过户', version: owner.vehicle.version });
    await home.settle();
    expect((await page(caseId)).entries.map((entry) => entry.kind)).toContain('carSold');
    const fresh = await buyer.on(api).reportTrouble({ vehicleId: owner.vehicle.id, words: '充不进电' });
    expect(fresh).toMatchObject({ joined: false });
    expect(await refusalOf(buyer.on(api).showMyCase({ caseId }))).toBe('caseNotFound');
    expect((await owner.on(api).myCases({})).cases.map((one) => one.id)).toEqual([caseId]);
  });
});

describe('clocks', () => {
  test('near their time they are told of once, past it marked once, whatever rounds run', async () => {
    const { caseId } = await report('失去动力');
    home.clock.advance({ minutes: 10 });
    await home.runRounds('watch-clocks');
    await home.runRounds('watch-clocks');
    expect((await page(caseId)).clocks.find((clock) => clock.clock === 'respond')?.state).toBe('atRisk');
    home.clock.advance({ minutes: 6 });
    await home.runRounds('watch-clocks');
    await home.runRounds('watch-clocks');
    expect((await page(caseId)).entries.filter((entry) => entry.kind === 'clockBreached')).toHaveLength(1);
  });
  test('of working hours pause for the owner and run again when the owner answers; safety clocks do not', async () => {
    home.clock.set('2026-12-01T02:00:00Z');
    const { owner, caseId, version } = await report('充不进电');
    await town.staff.agent.on(api).pauseClocks({ caseId, reason: 'waitingForOwner', words: '等客户发照片', version });
    expect((await page(caseId)).clocks.every((clock) => clock.state === 'paused')).toBe(true);
    home.clock.advance({ days: 2 });
    await home.runRounds('watch-clocks');
    await owner.on(api).messageDesk({ caseId, text: '照片来了' });
    const respond = (await page(caseId)).clocks.find((clock) => clock.clock === 'respond');
    expect(respond).toMatchObject({ state: 'running', dueAt: '2026-12-03T04:00:00.000Z' });
    const danger = await report('刹车失灵');
    expect(await refusalOf(town.staff.agent.on(api).pauseClocks({ caseId: danger.caseId, reason: 'waitingForOwner', version: danger.version }))).toBe('safetyClockNeverPauses');
  });
  test('news to the owner is owed again after each news (R2); a plan meets what it answers', async () => {
    const { caseId, version } = await report('失去动力');
    await town.staff.agent.on(api).planHelp({ caseId, words: '拖车 15:30 到', byAt: '2026-12-03T07:30:00Z', version });
    const clocks = (await page(caseId)).clocks;
    expect(clocks.filter((clock) => clock.state === 'met').map((clock) => clock.clock).sort()).toEqual(['plan', 'respond', 'update']);
    expect(clocks.filter((clock) => clock.state === 'running').map((clock) => clock.clock)).toEqual(['update']);
  });
});

describe('at random', () => {
  const step = fc.record({
    what: fc.constantFrom('take', 'takeOver', 'askDesk', 'askPerson', 'accept', 'refuse', 'withdraw', 'wait', 'climb', 'close', 'reopen', 'checkIn'),
    who: fc.constantFrom('agent', 'agent2', 'west', 'manager', 'region'), minutes: fc.integer({ min: 0, max: 200 }), desk: fc.constantFrom('outletDesk', 'managerDesk', 'regionalDesk', 'brandDesk'),
  });
  test('whatever is done in whatever order, exactly one holder at every second (H1)', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), fc.constantFrom('充不进电', '失去动力', '冒烟'), async (steps, words) => {
      const { owner, caseId } = await report(words);
      for (const { what, who, minutes, desk } of steps) {
        home.clock.advance({ minutes });
        const caller = town.staff[who as keyof Town['staff']];
        const now = (await page(caseId)).case;
        const attempt = (): Promise<unknown> => {
          switch (what) {
            case 'take': return caller.call('takeCase', { caseId, version: now.version });
            case 'takeOver': return caller.call('takeCase', { caseId, version: now.version, why: '接手' });
            case 'askDesk': return caller.call('askHandOver', { caseId, version: now.version, desk, ...(desk === 'outletDesk' ? { outletId: town.outlets.west } : {}) });
            case 'askPerson': return caller.call('askHandOver', { caseId, version: now.version, staffId: (town.staff.agent2.actor as { id: string }).id });
            case 'accept': case 'refuse': case 'withdraw': return caller.call('answerHandOver', { handOverId: now.handOver?.id ?? 'none', answer: what });
            case 'climb': return home.runRounds('watch-hand-overs', 'watch-clocks');
            case 'close': return now.stage === 'awaitingConfirmation' ? owner.call('confirmSolved', { caseId, version: now.version }) : caller.call('askConfirmation', { caseId, words: '好了', version: now.version });
            case 'reopen': return owner.call('notSolved', { caseId, words: '没有', version: now.version });
            default: return Promise.resolve();
          }
        };
        expect(await refusalOf(attempt())).not.toMatch(/^bug|internal/);
      }
      await expectOneHolderAtEverySecond(caseId);
    }), { numRuns: 15 });
  }, 60_000);

  test('the database refuses a case without a holder, a gap, and forgetting (H1)', async () => {
    const { caseId } = await report('充不进电');
    const attempt = (statement: ReturnType<typeof sql>) => home.inside(async (tx) => void (await tx.db.query(statement)));
    await expect(attempt(sql`update cases.holdings set until_at = ${home.clock.now()}::timestamptz where case_id = ${caseId} and until_at is null`)).rejects.toThrow(/without a holder/);
    await expect(attempt(sql`delete from cases.holdings where case_id = ${caseId}`)).rejects.toThrow(/not forgotten/);
    await expect(attempt(sql`with ended as (update cases.holdings set until_at = from_at + interval '1 second' where case_id = ${caseId} and until_at is null returning *)
      insert into cases.holdings (id, case_id, brand_id, owner_id, kind, desk, from_at, how) select ${`gap-${caseId}`}, case_id, brand_id, owner_id, 'desk', 'brandDesk', until_at + interval '1 minute', 'x' from ended`)).rejects.toThrow(/moment without a holder|one_holder/);
  });
});

describe('to a colleague by name', () => {
  const named = async (caseId: string, text?: string) => (await town.staff.agent.on(api).listPossibleHolders({ caseId, ...(text === undefined ? {} : { text }) })).people.map((person) => person.name);
  test('those who may hold it are offered, never those of another brand, without the role, or who have it', async () => {
    const { caseId, version } = await report('充不进电');
    await town.staff.agent2.on(api).takeCase({ caseId, version });
    const offered = await named(caseId);
    expect(offered).toEqual(expect.arrayContaining(['顾问西', '顾问东', '联盟店顾问', '店长西', '区域经理']));
    for (const nobody of ['坐席小林', '坐席小王', '审计', '远岚坐席', '管理员']) expect(offered).not.toContain(nobody);
  });
  test('found as the name is typed by sound, in full or by initials', async () => {
    const { caseId } = await report('充不进电');
    expect(await named(caseId, 'guwenxi')).toEqual(['顾问西']);
    expect(await named(caseId, 'qyjl')).toEqual(['区域经理']);
    expect(await named(caseId, '店长')).toEqual(['店长西']);
    expect(await named(caseId, 'nobody here')).toEqual([]);
  });
  test('whoever is offered can be asked, is told, and has it when they accept', async () => {
    const { caseId } = await report('充不进电');
    const [person] = (await town.staff.agent.on(api).listPossibleHolders({ caseId, text: 'gwx' })).people;
    await town.staff.agent.on(api).askHandOver({ caseId, staffId: person?.id ?? '', words: '车主就在旁边', version: await versionOf(caseId) });
    await home.settle();
    const told = await town.staff.west.call('staffNotices', { unread: true });
    expect(told.notices.find((notice: { caseId: string; code: string }) => notice.caseId === caseId && notice.code === 'handOverAsked')).toMatchObject({ data: { by: '坐席小林', words: '车主就在旁边' } });
    const { handOver } = (await town.staff.west.on(api).showCase({ caseId })).case;
    await town.staff.west.on(api).answerHandOver({ handOverId: handOver?.id ?? '', answer: 'accept' });
    expect((await page(caseId)).case.holder).toMatchObject({ kind: 'person', name: '顾问西' });
    await expectOneHolderAtEverySecond(caseId);
  });
});
