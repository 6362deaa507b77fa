// Goodwill as a shop lives with it: shares to the fen, who may give how much, the sentence the owner reads, and the appeal.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { newCar, outletId, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';
import { goodwillStates } from './api.ts';
import { moves, shareOf } from './request.ts';

const home = await house({ startsAt: '2026-06-02T01:00:00Z' });
let people: Shop;
let officer: Caller;
beforeAll(async () => {
  people = await shop(home);
  officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', outletId, name: '索赔员' });
});

/** An old car whose owner would pay everything. */
async function outOfTerm(operations = ['CHARGE-PORT']): Promise<Visit> {
  const one = await visit(home, people, await newCar(home, 'xihe', { deliveredOn: '2022-06-01' }));
  await one.estimate(operations);
  return one;
}
const shares = { makerPct: 50, outletPct: 20, ownerPct: 30, reason: 'justOutOfTerm', words: '刚过保两天，老车主' };
const ask = (one: Visit, more: Record<string, unknown> = {}, who: Caller = people.adviser) => who.call('requestGoodwill', { workOrderId: one.id, lineIds: one.page.lines.map((line) => line.id), ...shares, ...more });
const at = (request: { id: string; version: number }) => ({ requestId: request.id, version: request.version });

describe('asking and granting', () => {
  test('who asked never decides; another person grants, and the owner reads the estimate with their part to the fen', async () => {
    const one = await outOfTerm();
    expect(await refusalOf(ask(one, { ownerPct: 20 }))).toBe('sharesNotWhole');
    expect(await refusalOf(ask(one, { makerPct: 0, outletPct: 0, ownerPct: 100 }))).toBe('nothingGiven');
    expect(await refusalOf(ask(one, {}, home.staff({ role: 'adviser', brandId: 'yuanlan' })))).toBe('workOrderNotFound');
    const request = await ask(one, {}, people.manager);
    expect(await refusalOf(ask(one))).toBe('goodwillAskedAlready');
    expect(await refusalOf(people.manager.call('grantGoodwill', { ...at(request), sentence: '同意' }))).toBe('goodwillOwn');
    expect(await refusalOf(people.adviser.call('grantGoodwill', { ...at(request), sentence: '同意' }))).toBe('notAllowed');
    expect(request).toMatchObject({ state: 'requested', neededRole: 'serviceManager', mine: true, mayDecide: false });
    expect((await officer.call('listGoodwill', { workOrderId: one.id })).requests[0]).toMatchObject({ mine: false, mayDecide: true });
    expect(await officer.call('grantGoodwill', { ...at(request), sentence: '厂家和网点共同承担七成。' })).toMatchObject({ state: 'granted' });
    const page = await one.fresh();
    const total = page.lines.reduce((sum, line) => sum + line.totalFen, 0);
    expect(page.ownerFen).toBe(page.lines.reduce((sum, line) => sum + Math.floor(line.totalFen * 0.3), 0));
    expect(request.givenFen + page.ownerFen).toBe(total);
    expect(page.lines.every((line) => line.payType === 'goodwill' && !line.goodwillWaits && line.answer === 'draft')).toBe(true);
    expect((await one.car.owner.call('myGoodwill', {})).requests).toMatchObject([{ state: 'granted', sentence: '厂家和网点共同承担七成。', ownerFen: page.ownerFen }]);
  });
  test('nobody gives more at once than their step of the ladder, be it by request or on the estimate', async () => {
    const one = await outOfTerm(['CHARGE-PORT', 'HV-INSPECT']);
    await one.estimate(['CHARGE-PORT'], [], [{ code: 'P-PORT', quantity: 3 }]);
    const request = await ask(one);
    expect(request).toMatchObject({ neededRole: 'warrantyOfficer' });
    expect(await refusalOf(people.manager.call('grantGoodwill', { ...at(request), sentence: '同意' }))).toBe('goodwillAboveLimit');
    expect((await officer.call('listGoodwillLadder', {})).ladder).toMatchObject([{ role: 'serviceManager', mostFen: 200_000 }, { role: 'warrantyOfficer', mostFen: 500_000 }, { role: 'regionalManager', mostFen: 5_000_000 }]);
    await people.adviser.call('withdrawGoodwill', at(request));
    await one.estimate(['CHARGE-PORT'], [{ code: 'P-PORT', payType: 'goodwill', ownerPct: 0 }, { code: 'CHARGE-PORT', payType: 'goodwill', ownerPct: 0 }], [{ code: 'P-PORT', quantity: 3 }]);
    expect(await refusalOf(one.by(people.manager, 'approveGoodwill'))).toBe('goodwillAboveLimit');
    await one.by(people.region, 'approveGoodwill');
    expect(one.page.lines.some((line) => line.goodwillWaits)).toBe(false);
  });
  test('nobody gives bit by bit what they may not give at once, be it by requests or on the estimate', async () => {
    const one = await outOfTerm();
    await one.estimate(['CHARGE-PORT'], [], [{ code: 'P-PORT', quantity: 1 }, { code: 'P-12V', quantity: 3 }]);
    const lineOf = (code: string) => [one.line(code).id];
    const all = { makerPct: 0, outletPct: 100, ownerPct: 0 };
    const first = await ask(one, { ...all, lineIds: lineOf('P-12V') });
    await people.manager.call('grantGoodwill', { ...at(first), sentence: '同意' });
    const second = await ask(one, { ...all, lineIds: lineOf('P-PORT') });
    expect(await refusalOf(people.manager.call('grantGoodwill', { ...at(second), sentence: '同意' }))).toBe('goodwillAboveLimit');
    expect(await officer.call('grantGoodwill', { ...at(second), sentence: '同意' })).toMatchObject({ state: 'granted' });
    const other = await outOfTerm();
    const lines = [{ code: 'P-12V', quantity: 3 }, { code: 'P-PORT', quantity: 1 }];
    await other.estimate(['CHARGE-PORT'], [{ code: 'P-12V', payType: 'goodwill', ownerPct: 0 }], lines);
    await other.by(people.manager, 'approveGoodwill');
    await other.estimate(['CHARGE-PORT'], ['P-12V', 'P-PORT'].map((code) => ({ code, payType: 'goodwill', ownerPct: 0 })), lines);
    expect(await refusalOf(other.by(people.manager, 'approveGoodwill'))).toBe('goodwillAboveLimit');
  });
  test('once somebody works on the car it is too late', async () => {
    const one = await outOfTerm();
    const request = await ask(one);
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    await one.by(people.worker, 'startWork');
    expect(await refusalOf(people.manager.call('grantGoodwill', { ...at(request), sentence: '同意' }))).toBe('workNotNow');
    await one.by(people.worker, 'finishWork', { note: '完成' });
  });
  test('the maker’s share is claimed from the maker, no fen more, and what the outlet bears from nobody', async () => {
    await officer.call('addPartner', { brandId: 'xihe', kind: 'maker', name: '曦和汽车', nameEn: 'Xihe', contact: 'x', validFrom: '2026-01-01', sendWithinDays: 30, answerWithinDays: 20, appealWithinDays: 15, partsBackWithinDays: 10 });
    const one = await outOfTerm();
    const request = await ask(one);
    await people.manager.call('grantGoodwill', { ...at(request), sentence: '同意' });
    await one.fresh();
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'finishWork', { note: '完成' });
    await home.settle();
    const { claims } = await officer.call('listClaims', { workOrderId: one.id });
    expect(claims).toMatchObject([{ payType: 'goodwill', claimedFen: request.lines.reduce((sum: number, line: { makerFen: number }) => sum + line.makerFen, 0) }]);
    const { findings } = await officer.call('checkClaim', { claimId: claims[0].id, version: claims[0].version });
    expect(findings.map((finding: { ruleId: string }) => finding.ruleId)).not.toContain('C12-goodwill');
    expect(findings.map((finding: { ruleId: string }) => finding.ruleId)).not.toContain('C11-sum');
  });
});

describe('refusing', () => {
  test('the owner reads the exact sentence and may appeal once, to somebody who had no part in it', async () => {
    const one = await outOfTerm();
    const request = await ask(one);
    const sentence = '您的车已超过包修期 14 个月，充电口烧蚀与外力有关，因此这次不能减免。';
    const refused = await people.manager.call('refuseGoodwill', { ...at(request), reason: 'tooLongOutOfTerm', sentence });
    const [mine] = (await one.car.owner.call('myGoodwill', { caseId: one.car.caseId })).requests;
    expect(mine).toMatchObject({ state: 'refused', decisionReason: 'tooLongOutOfTerm', sentence });
    expect(await refusalOf((await newCar(home)).owner.call('appealGoodwill', { requestId: mine.id, words: '不是我的' }))).toBe('goodwillNotFound');
    await one.car.owner.call('appealGoodwill', { requestId: mine.id, words: '没有外力，请再看照片' });
    expect(await refusalOf(one.car.owner.call('appealGoodwill', { requestId: mine.id, words: '再申诉' }))).toBe('goodwillNotNow');
    const appealed = { id: refused.id, version: refused.version + 1 };
    expect(await refusalOf(people.manager.call('refuseGoodwill', { ...at(appealed), reason: 'wearAndUse', sentence }))).toBe('goodwillOwn');
    expect(await people.region.call('grantGoodwill', { ...at(appealed), sentence: '复核后同意承担七成。' })).toMatchObject({ state: 'granted', answeredName: '区域', answerSentence: '复核后同意承担七成。' });
    expect((await one.fresh()).lines.every((line) => line.payType === 'goodwill')).toBe(true);
  });
});

describe('for every request', () => {
  test('the shares of maker, outlet and owner are the line, to the fen', () => {
    fc.assert(fc.property(fc.nat({ max: 2_000_000_000 }), fc.integer({ min: 0, max: 100 }), fc.nat({ max: 100 }), (totalFen, makerPct, some) => {
      const { makerFen, outletFen, ownerFen } = shareOf(totalFen, { makerPct, ownerPct: Math.min(some, 100 - makerPct) });
      expect(makerFen + outletFen + ownerFen).toBe(totalFen);
      expect(Math.min(makerFen, outletFen, ownerFen)).toBeGreaterThanOrEqual(0);
    }));
  });
  test('every state says where it may go, and what is decided for good goes nowhere', () => {
    expect(Object.keys(moves).sort()).toEqual([...goodwillStates].sort());
    expect([moves.granted, moves.upheld, moves.withdrawn]).toEqual([[], [], []]);
  });
});
