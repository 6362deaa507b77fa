// The books of a house that ran before the double-entry ledger are taken over by its migration: every old row becomes an entry that
// sums to zero, what was owed and paid is what it was, and later migrations say of old entries what kind of actor posted them.
import { expect, test } from 'vitest';
import { sql } from '#platform/database';
import { emptyDatabase } from '#platform/empty-database.test-data';
import { migrate, migrations } from '#platform/migrate';

/** Three old invoices: paid, paid and half given back, and one that the maker pays whole; amounts in fen. */
const old = [
  { id: 'a', totalFen: 100_000, owedFen: 100_000, paid: 100_000, refunded: 0, state: 'paid' },
  { id: 'b', totalFen: 33_333, owedFen: 33_333, paid: 33_333, refunded: 16_667, state: 'partlyRefunded' },
  { id: 'c', totalFen: 124_401, owedFen: 24_401, paid: 0, refunded: 0, state: 'issued' },
  { id: 'd', totalFen: 7_777, owedFen: 0, paid: 0, refunded: 0, state: 'settledZero' },
];

/** Loans before their money stood in the ledger; amounts in fen. */
const oldLoans: { id: string; state: string; way: string; depositFen: number; backFen: number | null; charges: [string, number][] }[] = [
  { id: 'out', state: 'out', way: 'cash', depositFen: 200_000, backFen: null, charges: [] },
  { id: 'back', state: 'returned', way: 'wechatHold', depositFen: 200_000, backFen: null, charges: [['charging', 4_201]] },
  { id: 'done', state: 'settled', way: 'card', depositFen: 200_000, backFen: 130_000, charges: [['damage', 50_000], ['fine', 20_000]] },
  { id: 'held', state: 'settled', way: 'alipayHold', depositFen: 100_000, backFen: 0, charges: [['late', 140_000]] },
  { id: 'off', state: 'cancelled', way: 'cash', depositFen: 200_000, backFen: null, charges: [] },
];

test('old rows of invoices, payments and refunds become entries that sum to zero, to the fen', async () => {
  const { database, drop } = await emptyDatabase();
  try {
    await migrate(database, migrations().filter((one) => one.name < '0110'));
    await database.transaction({}, async (db) => {
      await db.query(sql`select set_config('careloop.brands', '*', true)`);
      for (const one of old) {
        await db.query(sql`insert into workorders.work_orders (id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, book_id, tier, state, check_in, promised_at, promises, checked_in_at, checked_in_by, model_id, state_since)
          values (${`w${one.id}`}, ${`W-${one.id}`}, 'xihe', 'owner', 'car', 'VIN', 'case', 'shop', 'book', 1, 'ready', '{}', '2026-03-01', '[]', '2026-03-01', '顾问', 'one', '2026-03-01')`);
        await db.query(sql`insert into invoices.invoices (id, number, brand_id, owner_id, case_id, work_order_id, outlet_id, state, lines, total_fen, owed_fen, paid_fen, refunded_fen, issued_at)
          values (${one.id}, ${`S-${one.id}`}, 'xihe', 'owner', 'case', ${`w${one.id}`}, 'shop', ${one.state}, '[]', ${one.totalFen}, ${one.owedFen}, ${one.paid}, ${one.refunded}, '2026-03-01T17:30:00Z')`);
        const rows = [{ kind: 'owed', fen: one.owedFen }, ...(one.paid > 0 ? [{ kind: 'paid', fen: one.paid }] : []), ...(one.refunded > 0 ? [{ kind: 'refunded', fen: one.refunded }] : [])];
        for (const row of rows) await db.query(sql`insert into invoices.ledger (invoice_id, brand_id, kind, amount_fen, reference, at) values (${one.id}, 'xihe', ${row.kind}, ${row.fen}, ${`${one.id} ${row.kind}`}, '2026-03-01T17:30:00Z')`);
        if (one.paid > 0) await db.query(sql`insert into invoices.payments (id, invoice_id, brand_id, owner_id, out_trade_no, amount_fen, state, asked_at) values (${`p${one.id}`}, ${one.id}, 'xihe', 'owner', ${`CL${one.id}`}, ${one.paid}, 'paid', '2026-03-01T17:00:00Z')`);
      }
    });
    await migrate(database, migrations().filter((one) => one.name < '0132'));
    await database.transaction({}, async (db) => {
      await db.query(sql`select set_config('careloop.brands', '*', true)`);
      await db.query(sql`insert into ledger.closed_days (brand_id, outlet_id, on_day, closed_by_id, closed_by, closed_at, counted_cash_fen, booked_cash_fen, sums) values ('xihe', 'shop', '2035-05-04', 'x', '店长', now(), 0, 0, '[]')`);
      for (const one of oldLoans) {
        await db.query(sql`insert into loaners.loans (id, number, brand_id, owner_id, vehicle_id, outlet_id, car_id, state, ground, ground_rule, from_at, until_at, contract, deposit_fen, deposit_back_fen, reserved_by, reserved_at)
          values (${one.id}, ${`L-${one.id}`}, 'xihe', 'driver', ${one.id}, 'shop', ${one.id}, ${one.state}, 'longStay', 'x', '2026-03-01', '2026-03-03', ${JSON.stringify({ depositWay: one.way })}::jsonb, ${one.depositFen}, ${one.backFen}::int, '顾问', '2026-03-01')`);
        for (const [nth, [kind, fen]] of one.charges.entries()) await db.query(sql`insert into loaners.charges (id, loan_id, brand_id, owner_id, kind, what, fen, happened_at, added_at, added_by) values (${`${one.id}${nth}`}, ${one.id}, 'xihe', 'driver', ${kind}, 'x', ${fen}, '2026-03-02', '2026-03-03', '顾问')`);
      }
    });
    await migrate(database);
    await database.transaction({}, async (db) => {
      await db.query(sql`select set_config('careloop.brands', '*', true)`);
      const off = await db.query(sql`select entry_id from ledger.postings group by entry_id having sum(fen) <> 0`);
      expect(off).toEqual([]);
      const sums = await db.query<{ invoice: string; account: string; fen: number }>(sql`select e.subject_id as invoice, p.account, sum(p.fen)::bigint as fen from ledger.postings p join ledger.entries e on e.id = p.entry_id group by 1, 2`);
      const of = (invoice: string, account: string): number => sums.find((one) => one.invoice === invoice && one.account === account)?.fen ?? 0;
      for (const one of old) {
        expect(of(one.id, 'receivable'), `what the owner still owes of ${one.id}`).toBe(one.owedFen - one.paid);
        expect(of(one.id, 'warrantyReceivable')).toBe(one.totalFen - one.owedFen);
        expect(of(one.id, 'cash')).toBe(one.paid - one.refunded);
        expect(of(one.id, 'revenue') + of(one.id, 'tax')).toBe(-(one.totalFen - one.refunded));
      }
      const ofLoans = Object.fromEntries(oldLoans.map((one) => [one.id, Object.fromEntries(sums.filter((each) => each.invoice === one.id && each.fen !== 0).map((each) => [each.account, each.fen]))]));
      expect(ofLoans).toEqual({
        out: { cash: 200_000, deposits: -200_000 }, back: { receivable: 4_201, revenue: -3_718, tax: -483 }, done: { cash: 70_000, recoveries: -50_000, passedOn: -20_000 }, held: { cash: 100_000, receivable: 40_000, revenue: -123_894, tax: -16_106 }, off: {},
      });
      const loanDays = await db.query<{ onDay: string }>(sql`select distinct on_day from ledger.entries where subject = 'loans'`);
      expect(loanDays, 'a closed day takes no more').toEqual([{ onDay: '2035-05-05' }]);
      expect(await db.query(sql`select id, taken_fen from loaners.loans where taken_fen > 0 order by id`)).toEqual([{ id: 'done', takenFen: 70_000 }, { id: 'held', takenFen: 100_000 }]);
      const entries = await db.query<{ onDay: string; postedByKind: string; count: number }>(sql`select on_day, posted_by_kind, count(*)::int as count from ledger.entries where subject = 'invoices' group by 1, 2`);
      expect(entries, 'half past one at night in Beijing is the next day; the house took the rows over').toEqual([{ onDay: '2026-03-02', postedByKind: 'system', count: 7 }]);
      const payers = await db.query<{ invoiceId: string; kind: string; owedFen: number; paidFen: number; refundedFen: number; borneFen: number }>(sql`select invoice_id, kind, owed_fen, paid_fen, refunded_fen, borne_fen from invoices.payers order by invoice_id, kind desc`);
      expect(payers).toEqual(old.flatMap((one) => [{ invoiceId: one.id, kind: 'owner', owedFen: one.owedFen, paidFen: one.paid, refundedFen: one.refunded, borneFen: 0 },
        ...(one.totalFen > one.owedFen ? [{ invoiceId: one.id, kind: 'maker', owedFen: one.totalFen - one.owedFen, paidFen: 0, refundedFen: 0, borneFen: 0 }] : [])]));
      const payments = await db.query<{ channel: string; payerId: string }>(sql`select channel, payer_id from invoices.payments order by id`);
      expect(payments).toEqual([{ channel: 'wechat', payerId: 'a' }, { channel: 'wechat', payerId: 'b' }]);
    });
  } finally {
    await drop();
  }
}, 120_000);
