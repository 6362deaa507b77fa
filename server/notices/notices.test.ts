// Who is told what, by which channel, when; and that nothing is told twice or at night without need.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { isQuiet } from '#platform/calendar';
import type { Sms, SmsMessage } from '#platform/outside/sms';
import { appointmentBooked } from '#appointments';
import { caseOpened } from '#cases';
import { api as casesApi } from '../cases/api.ts';
import { refusalOf, smallTown, type Town } from '../cases/small-town.test-data.ts';
import { api } from './api.ts';
import { mayGoAt, nextTry } from './notice.ts';
import { smsTemplates, smsText, type SmsTemplate } from './sms-templates.ts';
import { momentWords } from './visit-news.ts';
import {
  amountWords, tellOfCheckIn, tellOfEstimate, tellOfEstimateAnswer, tellOfFailedInspection, tellOfHandBack, tellOfHold, tellOfInvoice, tellOfPayment, tellOfPromise, tellOfPromiseAtRisk,
  tellOfPromisePassed, tellOfWorkFinished, tellOfWorkStarted,
} from './work-news.ts';

/** A provider that takes nothing while it is down, and a message with a known key only once. */
const provider = { down: false, calls: 0, taken: [] as SmsMessage[] };
const sms: Sms = {
  async send(message) {
    provider.calls++;
    if (provider.down) throw new Error('the provider is down');
    if (!provider.taken.some((other) => other.key === message.key)) provider.taken.push(message);
  },
};
const home = await house({ startsAt: '2026-11-24T02:00:00Z', outside: { sms } });
let town: Town;
beforeAll(async () => {
  town = await smallTown(home);
});
const report = async (words: string, language: 'zh' | 'en' = 'zh') => {
  const owner = await town.driver('xihe', language);
  const opened = await owner.on(casesApi).reportTrouble({ vehicleId: owner.vehicle.id, words });
  await home.settle();
  return { owner, ...opened };
};
const codesFor = async (caller: Town['staff']['agent'], caseId: string) => (await caller.on(api).staffNotices({ limit: 200 })).notices.filter((notice) => notice.caseId === caseId).map((notice) => notice.code);
const smsTo = (phone: string) => provider.taken.filter((message) => message.to === phone);

describe('a danger', () => {
  test('is told to the owner at once by short message, what to do first, in the middle of the night (T2, M2)', async () => {
    home.clock.set('2026-11-24T18:00:00Z'); // 02:00
    const { owner, caseId, number } = await report('车头冒烟');
    const [message] = smsTo(owner.phone);
    expect(message?.text).toMatch(/^【曦和】浙AD\d+可能有危险/);
    expect(message?.text).toContain(number);
    expect(message?.text).toContain('119');
    expect((await owner.on(api).myNotices({})).notices[0]).toMatchObject({ code: 'caseReceived', caseId, urgent: true });
    expect(await codesFor(town.staff.agent, caseId)).toEqual(['caseWaiting']);
  });
  test('is told once, however often the fact is (T1, T3)', async () => {
    const { owner, caseId } = await report('车头冒烟');
    for (let repeat = 0; repeat < 3; repeat++) {
      await home.inside(async (tx) => tx.tell(caseOpened({ caseId, brandId: 'xihe', ownerId: owner.id, vin: owner.vehicle.vin, urgency: 1, source: 'owner' })));
      await home.settle();
    }
    expect(smsTo(owner.phone)).toHaveLength(1);
    expect((await owner.on(api).myNotices({})).notices).toHaveLength(1);
  });
  test('is told in the owner\'s language', async () => {
    const { owner } = await report('smoke', 'en');
    expect(smsTo(owner.phone)[0]?.text).toMatch(/^【xihe】浙AD\d+ may be in danger/);
  });
});

describe('what can wait', () => {
  const book = async (owner: Awaited<ReturnType<typeof report>>['owner'], caseId: string, appointmentId: string) => {
    await home.inside(async (tx) => tx.tell(appointmentBooked({ appointmentId, caseId, brandId: 'xihe', ownerId: owner.id, outletId: town.outlets.west, startsAt: '2026-11-27T02:30:00Z' })));
    await home.settle();
  };
  test('makes no sound: an ordinary case is no short message', async () => {
    const { owner } = await report('充不进电');
    expect(smsTo(owner.phone)).toEqual([]);
  });
  test('is held at night and goes out in the morning (T2)', async () => {
    home.clock.set('2026-11-25T15:00:00Z'); // 23:00
    const { owner, caseId } = await report('充不进电');
    await book(owner, caseId, 'night');
    expect(smsTo(owner.phone)).toEqual([]);
    home.clock.set('2026-11-26T00:59:00Z');
    await home.runRounds('send-due-messages');
    expect(smsTo(owner.phone)).toEqual([]);
    home.clock.set('2026-11-26T01:00:00Z');
    await home.runRounds('send-due-messages');
    await home.runRounds('send-due-messages');
    expect(smsTo(owner.phone).map((message) => message.text)).toEqual([expect.stringContaining('11月27日10:30，城西')]);
    expect(await codesFor(town.staff.west, caseId)).toContain('visitBooked');
  });
  test('is tried again when the provider is down, and shown to staff as failed in the end, never lost (T4)', async () => {
    home.clock.set('2026-11-26T02:00:00Z');
    const { owner, caseId } = await report('充不进电');
    provider.down = true;
    await book(owner, caseId, 'down');
    const told = async () => (await town.staff.agent.on(api).noticesOfCase({ caseId })).notices.find((notice) => notice.code === 'appointmentBooked')?.sms;
    expect(await told()).toMatchObject({ state: 'waiting', tries: 1, lastError: 'the provider is down', to: expect.stringMatching(/^138\*{4}/) });
    provider.down = false;
    await home.runRounds('send-due-messages');
    expect(await told()).toMatchObject({ state: 'waiting', tries: 1 });
    home.clock.advance({ minutes: 1 });
    await home.runRounds('send-due-messages');
    expect(await told()).toMatchObject({ state: 'sent', tries: 2, lastError: null });
    const other = await report('充不进电');
    provider.down = true;
    await book(other.owner, other.caseId, 'never');
    for (let minutes = 0; minutes < 400; minutes += 5) {
      home.clock.advance({ minutes: 5 });
      await home.runRounds('send-due-messages');
    }
    provider.down = false;
    const failed = (await town.staff.agent.on(api).noticesOfCase({ caseId: other.caseId })).notices.find((notice) => notice.code === 'appointmentBooked')?.sms;
    expect(failed).toMatchObject({ state: 'failed', tries: 8, sentAt: null });
  });
});

describe('staff', () => {
  test('are told by desk until somebody has the case, then by name; each reads for themselves (T5)', async () => {
    home.clock.set('2026-11-27T02:00:00Z');
    const { owner, caseId, version } = await report('充不进电');
    expect(await codesFor(town.staff.agent2, caseId)).toEqual(['caseWaiting']);
    const taken = await town.staff.agent.on(casesApi).takeCase({ caseId, version });
    await owner.on(casesApi).messageDesk({ caseId, text: '还要多久？' });
    await home.settle();
    expect(await codesFor(town.staff.agent, caseId)).toEqual(['ownerMessage', 'caseWaiting']);
    expect(await codesFor(town.staff.agent2, caseId)).toEqual(['caseWaiting']);
    for (const caller of [town.staff.west, town.staff.otherBrand]) expect(await codesFor(caller, caseId)).toEqual([]);
    const before = (await town.staff.agent2.on(api).staffNotices({})).unread;
    const waiting = (await town.staff.agent.on(api).staffNotices({})).notices.find((notice) => notice.caseId === caseId && notice.code === 'caseWaiting')?.id ?? '';
    await town.staff.agent.on(api).markNoticesRead({ ids: [waiting] });
    expect((await town.staff.agent2.on(api).staffNotices({})).unread).toBe(before);
    await town.staff.west.on(api).markNoticesRead({ ids: [waiting] });
    await town.staff.agent2.on(api).markNoticesRead({});
    expect((await town.staff.agent2.on(api).staffNotices({})).unread).toBe(0);
    expect((await owner.on(api).myNotices({ unread: true })).notices.map((notice) => notice.code)).toEqual(['caseTaken', 'caseReceived']);
    await town.staff.agent.on(casesApi).askHandOver({ caseId, desk: 'outletDesk', outletId: town.outlets.west, version: taken.version });
    await home.settle();
    expect(await codesFor(town.staff.west, caseId)).toEqual(['handOverAsked']);
    const handOverId = (await town.staff.west.on(casesApi).showCase({ caseId })).case.handOver?.id ?? '';
    await town.staff.west.on(casesApi).answerHandOver({ handOverId, answer: 'refuse', words: '工位已满' });
    await home.settle();
    expect((await codesFor(town.staff.agent, caseId))[0]).toBe('handOverRefused');
  });
  test('see what was told to whom about a case, and only about cases they may see', async () => {
    const { caseId } = await report('失去动力');
    const { notices } = await town.staff.auditor.on(api).noticesOfCase({ caseId });
    expect(notices.map((notice) => [notice.code, notice.audience])).toEqual([['caseReceived', 'owner'], ['caseWaiting', 'desk']]);
    expect(notices[0]?.sms).toMatchObject({ state: 'sent', text: expect.stringContaining('双闪') });
    expect(await refusalOf(town.staff.otherBrand.on(api).noticesOfCase({ caseId }))).toBe('caseNotFound');
  });
  test('managers hear of a missed clock, and the region of a case that climbed', async () => {
    const { caseId } = await report('失去动力');
    home.clock.advance({ minutes: 16 });
    await home.runRounds('watch-clocks', 'watch-hand-overs');
    expect(await codesFor(town.staff.manager, caseId)).toEqual(expect.arrayContaining(['clockBreached', 'handOverClimbed']));
    home.clock.advance({ minutes: 11 });
    await home.runRounds('watch-hand-overs');
    expect(await codesFor(town.staff.region, caseId)).toContain('handOverClimbed');
  });
});

describe('an owner', () => {
  test('follows the case to its end and reads only their own notices (T5)', async () => {
    const { owner, caseId, version } = await report('车机黑屏');
    await town.staff.agent.on(casesApi).askConfirmation({ caseId, words: '已远程重启', version });
    await home.settle();
    home.clock.advance({ days: 2 });
    home.clock.set(`${home.clock.now().toISOString().slice(0, 10)}T03:00:00Z`);
    home.clock.advance({ days: 1 });
    await home.runRounds('watch-silence');
    await home.runRounds('send-due-messages');
    const mine = await owner.on(api).myNotices({});
    expect(mine.notices.map((notice) => notice.code)).toEqual(['confirmReminder', 'confirmSolved', 'caseReceived']);
    expect(smsTo(owner.phone).map((message) => message.template)).toEqual(['confirmReminder']);
    const other = await town.driver();
    expect((await other.on(api).myNotices({})).notices).toEqual([]);
    await other.on(api).markNoticesRead({ ids: mine.notices.map((notice) => notice.id) });
    expect((await owner.on(api).myNotices({})).unread).toBe(3);
    await owner.on(api).markNoticesRead({});
    expect((await owner.on(api).myNotices({})).unread).toBe(0);
    expect(await refusalOf(owner.call('staffNotices', {}))).toBe('notAllowed');
  });
});

describe('the visit', () => {
  test('is followed by its owner on the timeline and by notice; what is theirs to act on also by short message, each once (T1)', async () => {
    home.clock.set('2026-12-02T02:00:00Z');
    const { owner, caseId } = await report('充不进电');
    const work = { workOrderId: 'wo1', caseId, outletId: town.outlets.west };
    const owed = { ...work, invoiceId: 'in1', owedFen: 1_234_567 };
    for (let repeat = 0; repeat < 2; repeat++) {
      await home.inside(async (tx) => {
        await tellOfCheckIn(tx, work);
        await tellOfEstimate(tx, { ...work, version: 1, totalFen: 200_000, ownerFen: 80_000, toAnswer: 3 });
        await tellOfEstimateAnswer(tx, { ...work, version: 1, approved: 2, declined: 1, asked: 0 });
        await tellOfWorkStarted(tx, work);
        await tellOfPromise(tx, { ...work, promiseId: 'p2', promisedAt: '2026-12-03T08:00:00Z', fromAt: '2026-12-02T08:00:00Z', reason: 'waitingPart' });
        await tellOfHold(tx, { ...work, reason: 'waitingPart' });
        await tellOfEstimate(tx, { ...work, version: 2, totalFen: 200_000, ownerFen: 80_000, toAnswer: 3 });
        await tellOfPromiseAtRisk(tx, { ...work, promisedAt: '2026-12-03T08:00:00Z' });
        await tellOfPromisePassed(tx, { ...work, promisedAt: '2026-12-03T08:00:00Z' });
        await tellOfFailedInspection(tx, { ...work, inspectionId: 'i1' });
        await tellOfWorkFinished(tx, work);
        await tellOfInvoice(tx, owed);
        await tellOfInvoice(tx, { ...owed, invoiceId: 'in2', owedFen: 0 });
        await tellOfPayment(tx, { ...owed, paidFen: 1_234_567 });
        await tellOfHandBack(tx, work);
      });
      await home.settle();
    }
    expect((await owner.on(api).myNotices({ limit: 100 })).notices.map((notice) => notice.code).sort()).toEqual([
      'carCheckedIn', 'carHandedBack', 'caseReceived', 'estimateToApprove', 'estimateToApprove', 'invoicePaid', 'invoiceToPay', 'promiseMoved', 'workFinished', 'workOnHold', 'workStarted',
    ]);
    expect(smsTo(owner.phone).map((message) => message.template).sort()).toEqual(['carHandedBack', 'estimateToApprove', 'estimateToApprove', 'invoiceToPay', 'promiseMoved']);
    expect(smsTo(owner.phone).find((message) => message.template === 'promiseMoved')?.text).toContain('由12月2日16:00改为12月3日16:00，原因：waitingPart');
    expect(smsTo(owner.phone).find((message) => message.template === 'invoiceToPay')?.text).toContain('12,345.67元');
    expect((await codesFor(town.staff.west, caseId)).sort()).toEqual(['estimateAnswered', 'inspectionFailed', 'paid', 'promiseAtRisk', 'promisePassed']);
    const kinds = (await owner.on(casesApi).showMyCase({ caseId })).entries.map((entry) => entry.kind);
    expect(kinds.sort()).toEqual(['estimateAnswered', 'estimateSent', 'estimateSent', 'invoiceIssued', 'invoiceIssued', 'invoicePaid', 'opened', 'promiseMoved', 'workFinished', 'workOnHold', 'workStarted']);
  });
});

test('of a promise moved at night the owner reads at once in the app, and by short message in the morning, never in quiet hours (T2)', async () => {
  home.clock.set('2026-12-04T13:30:00Z'); // 21:30
  const { owner, caseId } = await report('充不进电');
  await home.inside((tx) => tellOfPromise(tx, { workOrderId: 'wo2', caseId, outletId: town.outlets.west, promiseId: 'p9', promisedAt: '2026-12-06T08:00:00Z', fromAt: '2026-12-05T08:00:00Z', reason: '备件晚到一天' }));
  await home.settle();
  await home.runRounds();
  expect((await owner.on(api).myNotices({})).notices.map((notice) => notice.code)).toContain('promiseMoved');
  expect(smsTo(owner.phone)).toEqual([]);
  home.clock.set('2026-12-05T01:05:00Z'); // 09:05, before the old promise passes
  await home.runRounds();
  await home.settle();
  expect(smsTo(owner.phone).map((message) => message.template)).toEqual(['promiseMoved']);
});

describe('as arithmetic', () => {
  test.each([[0, '0.00'], [5, '0.05'], [123_456, '1,234.56'], [100_000_000, '1,000,000.00']])('%i fen is said %s', (fen, words) => expect(amountWords(fen)).toBe(words));
  const rules = { quiet: { fromTime: '21:00', untilTime: '09:00' }, mostTries: 8 };
  test('what can wait never goes out at night, what is urgent always goes at once (T2)', () => {
    fc.assert(fc.property(fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-01') }), fc.integer({ min: 1, max: 7 }), (ms, tries) => {
      const now = new Date(ms);
      expect(mayGoAt(true, now, rules.quiet)).toEqual(now);
      expect(isQuiet(mayGoAt(false, now, rules.quiet), rules.quiet)).toBe(false);
      const again = nextTry(false, tries, now, rules);
      expect(again !== undefined && again > now && !isQuiet(again, rules.quiet)).toBe(true);
      expect(nextTry(true, tries, now, rules)?.getTime()).toBe(ms + 30_000);
      expect(nextTry(false, 8, now, rules)).toBeUndefined();
    }));
  });
  test('every message fits into two parts in Chinese and three in English, signed, with no parameter left over (M1)', () => {
    const params = { name: '服务技师王建国', at: '11月26日10:30', plate: '浙AD12345', number: 'C2611-00042', hotline: '400-820-0001', words: '拖车预计15:30到达，请在应急车道外护栏后等候，司机王师傅会提前给您打电话联系'.slice(0, 50), startsAt: '11月26日10:30', until: '11月26日12:00', outlet: '杭州文三路曦和服务中心', amount: '12,345.67', came: '3', of: '5', fromAt: '11月26日10:30', promisedAt: '11月27日16:00', what: '电池包防护板加厚，并为同批车辆免费更换；充电策略也已更新，请在App里查看升级说明和预约入口'.slice(0, 50), reason: '模组明天下午到店，到货即安排，装车后还要做均衡和复测，今天做不完，抱歉给您添麻烦'.slice(0, 40) };
    for (const template of Object.keys(smsTemplates) as SmsTemplate[]) {
      for (const language of ['zh', 'en'] as const) {
        const text = smsText(template, params, language, '曦和汽车');
        expect(text).toMatch(/^【曦和汽车】/);
        expect(text).not.toMatch(/[{}]/);
        // A part of a long message carries 67 characters; a signature in Chinese makes an English message count alike.
        expect(text.length, `${template} ${language}`).toBeLessThanOrEqual(language === 'zh' ? 134 : 201);
      }
    }
    expect(() => smsText('appointmentBooked', { plate: 'x' }, 'zh', '曦和')).toThrow(/needs "startsAt"/);
  });
  test('a moment is said as people say it, in Beijing time', () => {
    expect(momentWords(new Date('2026-11-25T16:30:00Z'))).toEqual({ zh: '11月26日00:30', en: '26 Nov 00:30' });
  });
});
