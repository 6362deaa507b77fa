// The ledger under any sequence of presses, call-backs, repeats and refunds: it sums to the invoice to the fen, nothing
// is counted twice, and never more goes back than came in.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { refusalOf, shop, visit, type Shop } from '../workorders/small-shop.test-data.ts';
import { invoiceStates, paymentStates, refundStates } from './api.ts';
import { invoiceMoves, paymentMoves, refundMoves, stateOf } from './invoice.ts';
import { platformInMemory } from './platform-in-memory.test-data.ts';

const { refunds, payment, tellBy } = platformInMemory();
const home = await house({ startsAt: '2026-11-24T02:00:00Z', outside: { payment } });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const tell = tellBy(home.nobody);

type Step = { do: 'pay' } | { do: 'say'; amountOff: number; times: number } | { do: 'refund'; pct: number; settle: boolean } | { do: 'refundSaid'; which: number; ok: boolean; times: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('pay' as const) }),
  fc.record({ do: fc.constant('say' as const), amountOff: fc.constantFrom(0, 0, 0, 1, -1), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('refund' as const), pct: fc.integer({ min: 1, max: 110 }), settle: fc.boolean() }),
  fc.record({ do: fc.constant('refundSaid' as const), which: fc.nat(5), ok: fc.boolean(), times: fc.integer({ min: 1, max: 3 }) }),
);

/** One invoice, walked through the steps; answers the sums by kind after each and checks them. */
async function walk(steps: readonly Step[]): Promise<string> {
  const one = await (await visit(home, people)).ready(['MAINTAIN']);
  const { owner } = one.car;
  const [{ id }] = (await owner.call('myInvoices', {})).invoices;
  const ours = (no: string): boolean => payments.has(no);
  const payments = new Set<string>();
  const ended = new Map<string, boolean>();
  for (const each of steps) {
    const { invoice } = await people.manager.call('showInvoice', { invoiceId: id });
    if (each.do === 'pay') await owner.call('payInvoice', { invoiceId: id }).then((payment) => payments.add(payment.outTradeNo), (error) => expect(error.code).toBe('nothingToPay'));
    if (each.do === 'say') for (const no of payments) for (let time = 0; time < each.times; time++) await tell({ what: 'payment', outTradeNo: no, transactionId: `4${no}`, state: 'SUCCESS', amountFen: 25_600 + each.amountOff, currency: 'CNY' });
    if (each.do === 'refund') {
      const code = await refusalOf(people.manager.call('refundInvoice', { invoiceId: id, amountFen: Math.ceil((25_600 * each.pct) / 100), why: '退', version: invoice.version }));
      expect(['done', 'refundTooMuch']).toContain(code);
      if (each.settle) await home.settle();
    }
    if (each.do === 'refundSaid') {
      const asked = [...refunds.entries()].filter(([, refund]) => ours(refund.of));
      const [no, refund] = asked[each.which % Math.max(1, asked.length)] ?? [];
      if (no === undefined || refund === undefined) continue;
      const ok = ended.get(no) ?? each.ok; // an end is an end: the platform does not change its mind
      ended.set(no, ok);
      for (let time = 0; time < each.times; time++) await tell({ what: 'refund', outRefundNo: no, outTradeNo: refund.of, state: ok ? 'SUCCESS' : 'CLOSED', amountFen: refund.fen });
    }
    await home.settle();
    await check(id, one.id, ended);
  }
  const { invoice } = await people.manager.call('showInvoice', { invoiceId: id });
  return invoice.state;
}

async function check(id: string, workOrderId: string, ended: Map<string, boolean>): Promise<void> {
  const { invoice, ledger } = await people.manager.call('showInvoice', { invoiceId: id });
  const sum = (kind: string): number => ledger.filter((row: { kind: string }) => row.kind === kind).reduce((fen: number, row: { amountFen: number }) => fen + row.amountFen, 0);
  expect([sum('owed'), sum('paid'), sum('refunded')]).toEqual([invoice.owedFen, invoice.paidFen, invoice.refundedFen]);
  expect(ledger.every((row: { amountFen: number }) => row.amountFen > 0)).toBe(true);
  expect(ledger.filter((row: { kind: string }) => row.kind === 'paid').length).toBeLessThanOrEqual(1);
  expect(invoice.refundedFen <= invoice.paidFen && invoice.paidFen <= invoice.owedFen).toBe(true);
  expect(invoice.state).toBe(stateOf(invoice));
  const asked = await home.inside((tx) => tx.db.query<{ outRefundNo: string; state: string; amountFen: number }>(home.sql`select * from invoices.refunds where invoice_id = ${id}`));
  expect(asked.filter((refund) => refund.state !== 'failed').reduce((fen, refund) => fen + refund.amountFen, 0)).toBeLessThanOrEqual(invoice.paidFen);
  for (const refund of asked) if (ended.has(refund.outRefundNo)) expect(refund.state).toBe(ended.get(refund.outRefundNo) === true ? 'done' : 'failed');
  expect((await people.manager.call('showWorkOrder', { workOrderId })).workOrder.settled).toBe(invoice.paidFen === invoice.owedFen);
}

test('whatever is pressed, said, repeated and given back, the ledger sums to the invoice and no fen moves twice (I3, I4)', async () => {
  const reached = new Set<string>();
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => void reached.add(await walk([{ do: 'pay' }, ...steps]))), { numRuns: 25, endOnFailure: true });
  for (const state of ['paid', 'partlyRefunded', 'refunded']) reached.add(await walk(endingIn(state)));
  expect([...reached].sort()).toEqual(expect.arrayContaining(['paid', 'partlyRefunded', 'refunded']));
}, 300_000);

/** Steps that surely end in this state, so that the sequences are known to reach it. */
function endingIn(state: string): Step[] {
  const got: Step[] = [{ do: 'pay' }, { do: 'say', amountOff: 0, times: 2 }];
  const back = (pct: number): Step[] => [{ do: 'refund', pct, settle: true }, { do: 'refundSaid', which: 0, ok: true, times: 2 }];
  return state === 'paid' ? got : [...got, ...back(state === 'refunded' ? 100 : 40)];
}

test('what an invoice is follows from its sums alone, and money takes it only where its table says', () => {
  const fen = fc.integer({ min: 0, max: 2_000_000_000 });
  fc.assert(fc.property(fen, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (owedFen, paidShare, backShare) => {
    const paidFen = Math.floor(owedFen * paidShare);
    const refundedFen = Math.floor(paidFen * backShare);
    const state = stateOf({ owedFen, paidFen, refundedFen });
    expect(state === 'settledZero').toBe(owedFen === 0);
    if (owedFen > 0) expect(state === 'issued').toBe(paidFen === 0);
    if (owedFen > 0) expect(state === 'partlyPaid').toBe(paidFen > 0 && paidFen < owedFen);
    if (state === 'paid' || state === 'partlyRefunded') expect(refundedFen).toBeLessThan(paidFen);
  }));
  expect(stateOf({ owedFen: 5, paidFen: 5, refundedFen: 0 })).toBe('paid');
  expect(stateOf({ owedFen: 5, paidFen: 5, refundedFen: 4 })).toBe('partlyRefunded');
  expect(stateOf({ owedFen: 5, paidFen: 5, refundedFen: 5 })).toBe('refunded');
});

test('every pair of states of invoices, payments and refunds is either a move or none: the tables are total, and sums of a small invoice reach all and only their moves', () => {
  const reached = new Set<string>();
  const sums = [0, 1, 2, 3, 4, 5, 6];
  for (const owedFen of [2, 3]) for (const paidFen of sums) for (const refundedFen of sums.filter((fen) => fen <= paidFen)) {
    if (refundedFen > 0 && paidFen < owedFen) continue; // what is paid in part is not given back
    const from = { owedFen, paidFen, refundedFen };
    const nexts = [...sums.filter((fen) => fen > paidFen).map((fen) => ({ ...from, paidFen: fen })), ...(paidFen >= owedFen ? sums.filter((fen) => fen > refundedFen && fen <= paidFen).map((fen) => ({ ...from, refundedFen: fen })) : []), ...(paidFen === 0 ? [{ ...from, owedFen: 0 }] : [])];
    for (const next of nexts) if (stateOf(from) !== stateOf(next)) reached.add(`${stateOf(from)} ${stateOf(next)}`);
  }
  const pairs = (moves: Record<string, readonly string[]>): string[] => Object.entries(moves).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`)).sort();
  expect([...reached].sort()).toEqual(pairs(invoiceMoves));
  expect(Object.keys(invoiceMoves).sort()).toEqual([...invoiceStates].sort());
  expect(Object.keys(paymentMoves).sort()).toEqual([...paymentStates].sort());
  expect(Object.keys(refundMoves).sort()).toEqual([...refundStates].sort());
  expect(paymentMoves.paid, 'money that came is never unsaid').toEqual([]);
});

test('the database itself refuses to unsay a payment or a refund that is done', async () => {
  for (const from of paymentStates) for (const to of paymentStates) {
    const id = `pay-${from}-${to}`;
    await home.inside((tx) => tx.db.query(home.sql`insert into invoices.payments (id, invoice_id, brand_id, owner_id, payer_id, out_trade_no, amount_fen, state, asked_at) values (${id}, ${id}, 'xihe', 'x', ${id}, ${id}, 1, ${from}, now())`));
    const attempt = home.inside((tx) => tx.db.query(home.sql`update invoices.payments set state = ${to} where id = ${id}`)).then(() => 'moved', () => 'refused');
    expect(`${from} ${to} ${await attempt}`).toBe(`${from} ${to} ${from === to || paymentMoves[from].includes(to) ? 'moved' : 'refused'}`);
  }
  for (const from of refundStates) for (const to of refundStates) {
    const id = `back-${from}-${to}`;
    await home.inside((tx) => tx.db.query(home.sql`insert into invoices.refunds (id, invoice_id, brand_id, out_refund_no, out_trade_no, amount_fen, state, why, asked_by, asked_at) values (${id}, ${id}, 'xihe', ${id}, ${id}, 1, ${from}, 'x', 'x', now())`));
    const attempt = home.inside((tx) => tx.db.query(home.sql`update invoices.refunds set state = ${to} where id = ${id}`)).then(() => 'moved', () => 'refused');
    expect(`${from} ${to} ${await attempt}`).toBe(`${from} ${to} ${from === to || refundMoves[from].includes(to) ? 'moved' : 'refused'}`);
  }
});
