// The estimate and its answers: what is kept when it changes, who agrees to goodwill, what is recorded of an answer.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { arrival, newCar, refusalOf, shop, visit, Visit, type Shop } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
type Kept = { code: string; name: string; quantity: number; totalFen: number; ownerFen: number; payType: string; answer: string; answeredBy: string; answerChannel: string; answerWords: string | null; answeredAt: Date; proof: string };
const keptLines = (id: string) => home.inside((tx) => tx.db.query<Kept>(home.sql`select * from workorders.lines where work_order_id = ${id} order by position`));
const payer = (code: string, payType: string, ownerPct?: number) => ({ code, payType, ...(ownerPct === undefined ? {} : { ownerPct }) });
const brief = (one: Visit) => Object.fromEntries(one.page.lines.map((line) => [line.code, line.answer]));

describe('an estimate', () => {
  test('costs what the public list says and says who pays each line, with the reason', async () => {
    const one = await visit(home, people);
    await one.estimate(['HV-INSPECT', 'CHARGE-PORT', 'LV-BATTERY', 'MAINTAIN']);
    expect(one.page.lines.map((line) => [line.code, line.totalFen, line.payType, line.payReason, line.ownerFen])).toEqual([
      ['CHARGE-PORT', 38_400, 'warranty', 'withinRepairWarranty', 0], ['P-PORT', 86_000, 'warranty', 'withinRepairWarranty', 0],
      ['HV-INSPECT', 48_000, 'warranty', 'withinEvCore', 0], ['LV-BATTERY', 12_800, 'owner', 'outOfWarranty', 12_800], ['P-12V', 48_050, 'owner', 'outOfWarranty', 48_050],
      ['MAINTAIN', 25_600, 'owner', 'notCovered', 25_600],
    ]);
    expect(one.page).toMatchObject({ totalFen: 258_850, ownerFen: 86_450 });
  });
  test.each([
    ['household', '2025-06-01', 60_001, 'owner', 'outOfWarranty'], ['commercial', '2025-06-01', 12_000, 'owner', 'commercialUse'],
    ['household', '2023-11-24', 12_000, 'warranty', 'withinRepairWarranty'], ['household', '2023-11-23', 12_000, 'owner', 'outOfWarranty'],
  ] as const)('for a %s car delivered on %s with %i km is paid by %s: %s (W2)', async (usageNature, deliveredOn, odometerKm, payType, payReason) => {
    const car = await newCar(home, 'xihe', { usageNature, deliveredOn });
    const one = new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId, odometerKm })));
    await one.estimate(['CHARGE-PORT']);
    expect(one.line('P-PORT')).toMatchObject({ payType, payReason });
  });
  test('keeps the answer of an unchanged line, and asks again about a changed or new one (E1)', async () => {
    const one = await (await visit(home, people)).approved(['MAINTAIN', 'LV-BATTERY']);
    const before = await keptLines(one.id);
    await one.estimate(['MAINTAIN', 'LV-BATTERY', 'BRAKE-PADS'], [payer('P-12V', 'insurance')]);
    expect(brief(one)).toEqual({ MAINTAIN: 'approved', 'LV-BATTERY': 'approved', 'P-12V': 'draft', 'BRAKE-PADS': 'draft' });
    const after = await keptLines(one.id);
    for (const code of ['MAINTAIN', 'LV-BATTERY']) {
      const { position: _before, ...was } = before.find((line) => line.code === code) as Kept & { position: number };
      expect(after.find((line) => line.code === code)).toMatchObject(was);
    }
    expect(after.find((line) => line.code === 'P-12V')).toMatchObject({ answeredBy: null, proof: null, ownerFen: 0 });
    await one.by(people.adviser, 'sendEstimate');
    expect(brief(one)).toEqual({ MAINTAIN: 'approved', 'LV-BATTERY': 'approved', 'P-12V': 'sent', 'BRAKE-PADS': 'sent' });
    expect(one.state).toBe('quoted');
    await one.answer(['BRAKE-PADS']);
    expect(one.state).toBe('approved');
    await one.estimate(['MAINTAIN', 'LV-BATTERY', 'BRAKE-PADS'], [payer('P-12V', 'insurance')]);
    expect(brief(one)).toEqual({ MAINTAIN: 'approved', 'LV-BATTERY': 'approved', 'P-12V': 'approved', 'BRAKE-PADS': 'declined' });
    expect(await refusalOf(one.by(people.adviser, 'sendEstimate'))).toBe('nothingToSend');
  });
  test('may have the same part twice and be saved again (E1)', async () => {
    const one = await visit(home, people);
    const twice = [{ code: 'P-PORT', quantity: 1 }, { code: 'P-PORT', quantity: 1 }];
    await one.estimate([], [], twice);
    const ids = one.page.lines.map((line) => line.id);
    await one.estimate([], [], [...twice, { code: 'P-PORT', quantity: 1 }]);
    expect(one.page.lines).toHaveLength(3);
    expect(one.page.lines.map((line) => line.id)).toEqual(expect.arrayContaining(ids));
  });
  test('with unknown operations or parts is refused and leaves the old one', async () => {
    const one = await visit(home, people);
    await one.estimate(['MAINTAIN']);
    expect(await refusalOf(one.estimate(['NOTHING']))).toBe('operationNotFound');
    expect(await refusalOf(one.estimate(['MAINTAIN'], [], [{ code: 'P-NOTHING', quantity: 1 }]))).toBe('partNotFound');
    expect(brief({ ...one, page: await one.fresh() } as Visit)).toEqual({ MAINTAIN: 'draft' });
  });
});

test('a maker or the house bears what the rules give the owner only when somebody else agrees, within the ladder for what is given away (W3)', async () => {
  const one = await visit(home, people);
  for (const payType of ['internal', 'warranty', 'recall'] as const) {
    await one.estimate(['MAINTAIN'], [payer('MAINTAIN', payType, 0)]);
    expect(one.line('MAINTAIN')).toMatchObject({ payType, payReason: 'chosen', ownerFen: 0, goodwillWaits: true });
    expect(await refusalOf(one.by(people.adviser, 'sendEstimate'))).toBe('goodwillUnapproved');
  }
  await one.by(people.manager, 'approveGoodwill');
  await one.by(people.adviser, 'sendEstimate');
  expect(one.line('MAINTAIN')).toMatchObject({ answer: 'sent', goodwillWaits: false });
});

describe('goodwill', () => {
  test('is sent only when somebody else than its giver has agreed, and shares the line to the fen (E2, W1)', async () => {
    const one = await visit(home, people);
    await one.by(people.manager, 'saveEstimate', { operations: ['LV-BATTERY'], parts: [], payers: [payer('P-12V', 'goodwill', 33)] });
    expect(one.line('P-12V')).toMatchObject({ ownerFen: 15_856, payReason: 'chosen', goodwillWaits: true });
    expect(await refusalOf(one.by(people.adviser, 'sendEstimate'))).toBe('goodwillUnapproved');
    expect(await refusalOf(one.by(people.manager, 'approveGoodwill'))).toBe('goodwillOwn');
    await one.estimate(['LV-BATTERY'], [payer('P-12V', 'goodwill', 33)]);
    expect(await refusalOf(one.by(people.manager, 'approveGoodwill')), 'an adviser who saves it again does not make it theirs').toBe('goodwillOwn');
    await one.by(people.region, 'approveGoodwill');
    await one.by(people.adviser, 'sendEstimate');
    expect(one.line('P-12V')).toMatchObject({ answer: 'sent', goodwillWaits: false });
  });
  test('that is raised after it was agreed waits again (E2)', async () => {
    const one = await visit(home, people);
    await one.estimate(['MAINTAIN'], [payer('MAINTAIN', 'goodwill', 50)]);
    await one.by(people.manager, 'approveGoodwill');
    await one.estimate(['MAINTAIN'], [payer('MAINTAIN', 'goodwill', 10)]);
    expect(one.line('MAINTAIN')).toMatchObject({ ownerFen: 2_560, goodwillWaits: true });
    expect(await refusalOf(one.by(people.adviser, 'sendEstimate'))).toBe('goodwillUnapproved');
  });
});

describe('an answer', () => {
  const sent = async (...operations: string[]) => {
    const one = await visit(home, people);
    await one.estimate(operations);
    await one.by(people.adviser, 'sendEstimate');
    return one;
  };
  const say = (one: Visit, who: Caller, code: string, answer: string, more: Record<string, unknown> = {}) =>
    one.by(who, who === one.car.owner ? 'answerEstimate' : 'recordAnswer', { answers: [{ lineId: one.line(code).id, answer }], ...more });
  test('is kept with who, when, by which channel, the words, and a proof of what was read (E3)', async () => {
    const one = await sent('MAINTAIN', 'LV-BATTERY');
    await say(one, one.car.owner, 'MAINTAIN', 'approved');
    const inApp = home.clock.now();
    await say(one, people.adviser, 'LV-BATTERY', 'declined', { words: '电话里说下次再换' });
    const lines = await keptLines(one.id);
    const [battery, , maintain] = lines as [Kept, Kept, Kept];
    expect(maintain).toMatchObject({ answer: 'approved', answeredBy: one.car.owner.actor.kind === 'owner' ? one.car.owner.actor.name : '', answerChannel: 'app', answerWords: null, answeredAt: inApp });
    expect(battery).toMatchObject({ answer: 'declined', answeredBy: '顾问甲', answerChannel: 'staff', answerWords: '电话里说下次再换' });
    const proofOf = (line: Kept) => createHash('sha256').update(JSON.stringify([line.code, line.name, line.quantity, line.totalFen, line.ownerFen, line.payType, line.answer])).digest('hex');
    for (const line of [maintain, battery]) expect(line.proof).toBe(proofOf(line));
    expect(maintain.proof).not.toBe(battery.proof);
  });
  test('of a question holds the work until it is answered', async () => {
    const one = await sent('MAINTAIN', 'BRAKE-PADS');
    await one.by(one.car.owner, 'answerEstimate', { answers: [{ lineId: one.line('MAINTAIN').id, answer: 'approved' }, { lineId: one.line('BRAKE-PADS').id, answer: 'asked', words: '还能开多久？' }] });
    expect(one.page.workOrder).toMatchObject({ state: 'quoted', waitingFor: 'waitingOwner' });
    expect(one.line('BRAKE-PADS').answerWords).toBe('还能开多久？');
    expect(await refusalOf(one.by(people.worker, 'startWork'))).toBe('workNotNow');
    await say(one, people.adviser, 'BRAKE-PADS', 'declined', { words: '再看看' });
    expect(one.state).toBe('approved');
  });
  test('to a line that was never sent, to a done line, or to a line of another work order is refused', async () => {
    const one = await visit(home, people);
    await one.estimate(['MAINTAIN']);
    for (const who of [one.car.owner, people.adviser]) expect(await refusalOf(say(one, who, 'MAINTAIN', 'approved', who === people.adviser ? { words: '同意' } : {}))).toBe('lineNotAsked');
    const done = await (await visit(home, people)).ready(['MAINTAIN']);
    for (const who of [done.car.owner, people.adviser]) expect(await refusalOf(say(done, who, 'MAINTAIN', 'declined', who === people.adviser ? { words: '不要了' } : {}))).toBe('lineNotAsked');
    const other = await sent('MAINTAIN');
    expect(await refusalOf(other.by(other.car.owner, 'answerEstimate', { answers: [{ lineId: one.line('MAINTAIN').id, answer: 'approved' }] }))).toBe('lineNotFound');
    expect((await other.fresh()).lines[0]?.answer).toBe('sent');
  });
  test('of no to everything makes the car ready, with nothing owed', async () => {
    const one = await sent('MAINTAIN', 'BRAKE-PADS');
    await one.answer(['MAINTAIN', 'BRAKE-PADS']);
    expect(one.state).toBe('ready');
    await home.settle();
    expect((await one.fresh()).workOrder).toMatchObject({ settled: true, waitingFor: 'pickUp' });
    const next = new Visit(home, people, one.car, (await one.by(people.adviser, 'handBack', { toName: '车主', odometerKm: 12_000, socPct: 50 }), await people.adviser.call('checkIn', arrival(home, { caseId: one.car.caseId }))));
    expect(next.page.adviceNotDone.map((advice) => advice.nameEn).sort()).toEqual(['Brake pads', 'Regular maintenance']);
  });
  test('may be changed until work begins: a no to the last approved line makes the car ready', async () => {
    const one = await (await visit(home, people)).approved(['MAINTAIN', 'BRAKE-PADS'], ['BRAKE-PADS']);
    await say(one, one.car.owner, 'BRAKE-PADS', 'approved');
    await say(one, one.car.owner, 'MAINTAIN', 'declined');
    expect([one.state, brief(one)]).toEqual(['approved', { MAINTAIN: 'declined', 'BRAKE-PADS': 'approved' }]);
    await say(one, people.adviser, 'BRAKE-PADS', 'declined', { words: '改天再来' });
    expect(one.state).toBe('ready');
  });
  test('stays what it is once work has begun, also while a further estimate waits (E4)', async () => {
    const one = await (await visit(home, people)).approved(['MAINTAIN', 'HV-INSPECT'], ['HV-INSPECT']);
    await one.by(people.worker, 'startWork');
    expect(await refusalOf(say(one, one.car.owner, 'MAINTAIN', 'declined'))).toBe('lineNotAsked');
    expect(await refusalOf(say(one, one.car.owner, 'HV-INSPECT', 'approved')), 'high voltage that was declined may not slip into work begun without its papers').toBe('lineNotAsked');
    await one.estimate(['MAINTAIN', 'HV-INSPECT', 'BRAKE-PADS']);
    await one.by(people.adviser, 'sendEstimate');
    expect(await refusalOf(say(one, one.car.owner, 'MAINTAIN', 'declined'))).toBe('lineNotAsked');
    await one.answer();
    expect([one.state, one.line('MAINTAIN').answer]).toEqual(['approved', 'approved']);
    await one.by(people.worker, 'stopWork', { reason: 'break' });
  });
  test('of no, while the adviser has more to send, leaves the estimate open', async () => {
    const one = await sent('MAINTAIN');
    await one.estimate(['MAINTAIN', 'BRAKE-PADS']);
    await say(one, one.car.owner, 'MAINTAIN', 'declined');
    expect(one.state).toBe('quoted');
    await one.by(people.adviser, 'sendEstimate');
    await say(one, one.car.owner, 'BRAKE-PADS', 'approved');
    expect(one.state).toBe('approved');
  });
});
