// An insured accident in an adviser's words: reported, surveyed, approved line by line, added to when more is found, billed with the
// invoice, paid; what the insurer does not bear is asked of the owner before it is begun, and borne by the outlet after.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { newCar, outletId, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';
import { linesToAsk, moved, moves, type Accident, type Assessed } from './accident.ts';
import { accidentStates } from './api.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
const cashier: Caller = home.staff({ role: 'cashier', brandId: 'xihe', outletId, name: '收银员小林' });
beforeAll(async () => {
  people = await shop(home);
});
type Page = { accident: { id: string; version: number; state: string; number: string; assessments: { lines: { lineId: string; code: string; askedFen: number }[] }[]; billedFen: number | null }; toAsk: number; toAskFen: number };
const report = { insurer: '平安产险', reportNo: 'RDAA2026110001', fault: 'own', happenedAt: '2026-11-23T10:00:00.000Z', words: '右前剐蹭护栏' };
const insured = (...codes: string[]) => codes.map((code) => ({ code, payType: 'insurance' }));
/** A car whose brake pads (22,400 fen) and maintenance (25,600) an insurer is to pay, surveyed. */
async function surveyed(operations = ['BRAKE-PADS', 'MAINTAIN']): Promise<{ one: Visit; page: Page }> {
  const one = await visit(home, people, await newCar(home));
  await one.estimate(operations, insured(...operations));
  const opened = await people.adviser.call('openAccident', { workOrderId: one.id, ...report });
  const page = await act(opened, 'recordAccidentSurvey', { surveyor: '查勘员老周', siteRisk: 1, batteryGrade: 1, words: '电池无外伤', fileIds: [] });
  return { one, page };
}
const act = async (page: Page, name: string, more: Record<string, unknown> = {}, who: Caller = people.adviser): Promise<Page> => {
  const answer = await who.call(name, { insuranceId: page.accident.id, version: page.accident.version, ...more });
  await home.settle();
  return answer as Page;
};
const lastLines = (page: Page) => page.accident.assessments.at(-1)?.lines ?? [];
const answer = (page: Page, share: (askedFen: number, code: string) => number): Promise<Page> => act(page, 'answerInsurer', { words: '定损单 1', answers: lastLines(page).map((line) => ({ lineId: line.lineId, approvedFen: share(line.askedFen, line.code) })) });
async function worked(one: Visit): Promise<void> {
  await one.fresh();
  if (one.page.lines.some((line) => line.answer === 'draft')) await one.by(people.adviser, 'sendEstimate');
  if (one.page.lines.some((line) => line.answer === 'sent')) await one.answer();
  await one.by(people.worker, 'startWork');
  await finish(one);
}
async function finish(one: Visit): Promise<void> {
  await one.by(people.worker, 'finishWork', { note: '完成' });
  if (one.state === 'inspection') await one.by(people.second, 'inspect', { passed: true, words: '合格' });
  await home.settle();
}
async function books(one: Visit): Promise<{ insurer: { name: string; owedFen: number; paidFen: number; borneFen: number }; sums: Record<string, number> }> {
  const [invoice] = (await cashier.call('listInvoices', { workOrderId: one.id })).invoices;
  const { payers } = await cashier.call('showInvoice', { invoiceId: invoice.id });
  const { entries } = (await cashier.call('listEntries', { subjectId: invoice.id })) as { entries: { postings: { account: string; fen: number }[] }[] };
  const sums: Record<string, number> = {};
  for (const { account, fen } of entries.flatMap((entry) => entry.postings)) sums[account] = (sums[account] ?? 0) + fen;
  expect(Object.values(sums).reduce((sum, fen) => sum + fen, 0), 'the books sum to zero').toBe(0);
  return { insurer: payers.find((payer: { kind: string }) => payer.kind === 'insurer'), sums };
}

describe('an accident that an insurer pays', () => {
  test('goes from the report to the payment; the invoice names the insurer, which owes until it pays', async () => {
    const { one, page } = await surveyed();
    const asked = await act(page, 'askInsurer');
    expect(asked).toMatchObject({ accident: { state: 'asked', insurer: '平安产险' }, toAsk: 2 });
    expect((await one.fresh()).workOrder, 'every board says that it waits for the insurer').toMatchObject({ holdReason: 'waitingInsurer', waitingFor: 'waitingInsurer' });
    const approved = await answer(asked, (fen) => fen);
    expect(approved).toMatchObject({ accident: { state: 'approved', approvedFen: 48_000 }, toAsk: 0 });
    expect((await one.fresh()).workOrder.holdReason).toBeNull();
    await worked(one);
    const billed = (await people.adviser.call('showAccident', { insuranceId: page.accident.id })) as Page;
    expect(billed.accident).toMatchObject({ state: 'billed', billedFen: 48_000 });
    const before = await books(one);
    expect(before).toMatchObject({ insurer: { name: '平安产险', owedFen: 48_000, paidFen: 0 }, sums: { insuranceReceivable: 48_000 } });
    const [invoice] = (await cashier.call('listInvoices', { workOrderId: one.id })).invoices;
    const payer = (await cashier.call('showInvoice', { invoiceId: invoice.id })).payers.find((each: { kind: string }) => each.kind === 'insurer');
    expect(await refusalOf(cashier.call('receiveMoney', { invoiceId: invoice.id, version: invoice.version, payerId: payer.id, channel: 'bankTransfer', amountFen: 1 })), 'not at the till as well').toBe('payerSettlesDirectly');
    expect(await refusalOf(act(billed, 'settleAccident', { amountFen: 48_001, reference: '赔款 1' }, cashier))).toBe('paidTooMuch');
    await act(billed, 'settleAccident', { amountFen: 48_000, reference: '赔款 1' }, cashier);
    expect(await books(one)).toMatchObject({ insurer: { paidFen: 48_000, borneFen: 0 }, sums: { insuranceReceivable: 0, cash: 48_000 } });
  });
  test('and approves less of a line: the owner is asked for the rest before it is begun', async () => {
    const { one, page } = await surveyed();
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    expect(one.state).toBe('approved');
    await answer(await act(page, 'askInsurer'), (fen, code) => (code === 'MAINTAIN' ? fen - 9_200 : fen));
    await one.fresh();
    expect(one.line('MAINTAIN')).toMatchObject({ payType: 'insurance', ownerFen: 9_200, answer: 'draft' });
    expect(one.line('BRAKE-PADS')).toMatchObject({ ownerFen: 0, answer: 'approved' });
    expect(one.state).toBe('quoted');
    await one.estimate(['BRAKE-PADS', 'MAINTAIN'], insured('BRAKE-PADS', 'MAINTAIN'));
    expect(one.line('MAINTAIN').ownerFen, 'saving the estimate again keeps what the insurer said').toBe(9_200);
    await worked(one);
    expect(await books(one)).toMatchObject({ insurer: { owedFen: 38_800 }, sums: { receivable: 9_200, insuranceReceivable: 38_800 } });
  });
  test('more is found during work: it is asked as a supplement and approved anew, what stood approved is not asked again', async () => {
    const { one, page } = await surveyed(['BRAKE-PADS']);
    const approved = await answer(await act(page, 'askInsurer'), (fen) => fen);
    expect(await refusalOf(act(approved, 'askInsurer'))).toBe('nothingToAsk');
    await one.fresh();
    await one.by(people.adviser, 'sendEstimate');
    await one.answer();
    await one.by(people.worker, 'startWork');
    await one.by(people.worker, 'stopWork', { reason: 'waitingAnswer', note: '拆检发现更多损坏' });
    await one.estimate(['BRAKE-PADS', 'MAINTAIN'], insured('BRAKE-PADS', 'MAINTAIN'));
    const supplement = await act((await people.adviser.call('showAccident', { insuranceId: page.accident.id })) as Page, 'askInsurer');
    expect(supplement.accident.state).toBe('supplementAsked');
    expect(lastLines(supplement).map((line) => line.code)).toEqual(['MAINTAIN']);
    const added = await answer(supplement, (fen) => fen);
    expect(added.accident).toMatchObject({ state: 'approved', approvedFen: 48_000 });
    await worked(one);
    expect((await books(one)).insurer.owedFen).toBe(48_000);
  });
  test('pays short of the bill: the reason is said and the outlet bears it', async () => {
    const { one, page } = await surveyed(['BRAKE-PADS']);
    await answer(await act(page, 'askInsurer'), (fen) => fen);
    await worked(one);
    const billed = (await people.adviser.call('showAccident', { insuranceId: page.accident.id })) as Page;
    expect(await refusalOf(act(billed, 'settleAccident', { amountFen: 22_000, reference: '赔款' }, cashier))).toBe('shortNeedsWords');
    await act(billed, 'settleAccident', { amountFen: 22_000, reference: '赔款', shortWords: '绝对免赔' }, cashier);
    expect(await books(one)).toMatchObject({ insurer: { paidFen: 22_000, borneFen: 400 }, sums: { insuranceReceivable: 0, cash: 22_000, internalCost: 400 } });
  });
  test('refuses before work: all of it is the owner’s to approve; refuses after work: the outlet bears it', async () => {
    const { one, page } = await surveyed(['BRAKE-PADS']);
    await act(page, 'refuseAccident', { words: '驾驶证过期' });
    await one.fresh();
    expect(one.line('BRAKE-PADS')).toMatchObject({ payType: 'owner', ownerFen: 22_400, answer: 'draft' });
    const late = await surveyed(['BRAKE-PADS']);
    await worked(late.one); // begun without waiting for the insurer
    await act(late.page, 'refuseAccident', { words: '不属于保险责任' });
    expect(await books(late.one)).toMatchObject({ insurer: { paidFen: 0, borneFen: 22_400 }, sums: { insuranceReceivable: 0, internalCost: 22_400 } });
  });
  test('answered only after the work was done is billed at once', async () => {
    const { one, page } = await surveyed(['BRAKE-PADS']);
    const asked = await act(page, 'askInsurer');
    await worked(one);
    expect((await answer(asked, (fen) => fen)).accident).toMatchObject({ state: 'billed', billedFen: 22_400 });
  });
  test('is a total loss: nothing more is asked or paid', async () => {
    const { page } = await surveyed(['BRAKE-PADS']);
    const lost = await act(page, 'declareTotalLoss', { words: '推定全损，电池四级' });
    expect(lost.accident.state).toBe('totalLoss');
    expect(await refusalOf(act(lost, 'askInsurer'))).toBe('accidentNotNow');
  });
  test('has one report at a time, asks for true times, and is found by nobody of another brand or outlet', async () => {
    const { one, page } = await surveyed(['BRAKE-PADS']);
    expect(await refusalOf(people.adviser.call('openAccident', { workOrderId: one.id, ...report }))).toBe('accidentOpenAlready');
    const other = await visit(home, people, await newCar(home));
    expect(await refusalOf(people.adviser.call('openAccident', { workOrderId: other.id, ...report, happenedAt: '2026-12-24T10:00:00.000Z' }))).toBe('accidentInFuture');
    for (const who of [home.staff({ role: 'adviser', brandId: 'yuanlan', outletId }), home.staff({ role: 'adviser', brandId: 'xihe', outletId: 'elsewhere' })]) {
      expect(await refusalOf(who.call('showAccident', { insuranceId: page.accident.id }))).toBe('accidentNotFound');
      expect(await refusalOf(act(page, 'askInsurer', {}, who))).toBe('accidentNotFound');
      expect((await who.call('listAccidents', {})).accidents).toEqual([]);
    }
    expect((await one.car.owner.call('myAccidents', {})).accidents).toMatchObject([{ insurer: '平安产险', state: 'surveyed' }]);
  });
});

test('the table of moves is total: every state says where it may go, the database agrees, and what is over goes nowhere', async () => {
  expect(Object.keys(moves).sort()).toEqual([...accidentStates].sort());
  const { page } = await surveyed(['BRAKE-PADS']);
  for (const from of accidentStates) {
    for (const to of accidentStates) {
      const allowed = moves[from].includes(to);
      const code = await refusalOf(Promise.resolve().then(() => moved({ state: from } as Accident, to)));
      expect(code, `${from} → ${to}`).toBe(allowed ? 'done' : 'accidentNotNow');
      const said = await home.inside(async (tx) => {
        const copy = JSON.stringify({ id: `${from} ${to}`, number: `${from} ${to}`, work_order_id: `${from} ${to}`, state: from });
        await tx.db.query(home.sql`insert into insurance.accidents select (jsonb_populate_record(a, ${copy}::jsonb)).* from insurance.accidents a where id = ${page.accident.id}`);
        await tx.db.query(home.sql`update insurance.accidents set state = ${to} where id = ${`${from} ${to}`}`);
      }).then(() => 'done', () => 'refused');
      expect(said, `${from} → ${to} in the database`).toBe(allowed || from === to ? 'done' : 'refused');
    }
  }
});

test('a line is asked once at its price, whatever was asked and answered before (A1)', () => {
  const line = fc.record({ id: fc.constant('x'), kind: fc.constantFrom('labour', 'part'), code: fc.constantFrom('A', 'B', 'C'), forOperation: fc.constant(null), payType: fc.constantFrom('insurance', 'owner'), totalFen: fc.constantFrom(0, 100, 200), answer: fc.constantFrom('draft', 'approved', 'declined') });
  fc.assert(fc.property(fc.uniqueArray(line, { selector: (one) => `${one.kind} ${one.code}`, maxLength: 6 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }), (lines, shares) => {
    const wanted = linesToAsk(lines, []);
    expect(wanted.every((one) => one.payType === 'insurance' && one.answer !== 'declined' && one.totalFen > 0)).toBe(true);
    const answered = { number: 1, lines: wanted.map((one, at) => ({ ...one, lineId: one.id, askedFen: one.totalFen, approvedFen: Math.floor(one.totalFen * (shares[at] ?? 0)) })) } as unknown as Assessed;
    expect(linesToAsk(lines, [answered])).toEqual([]);
    const dearer = lines.map((one) => ({ ...one, totalFen: one.totalFen + 1 }));
    expect(linesToAsk(dearer, [answered]).map((one) => one.code)).toEqual(dearer.filter((one) => one.payType === 'insurance' && one.answer !== 'declined').map((one) => one.code));
  }));
});
