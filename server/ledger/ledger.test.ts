// The ledger by itself: it takes only what sums to zero, whoever asks; it is never edited; a closed day takes no more.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { post, reverse, type NewEntry } from './post.ts';
import { balanced, earned, reversed, taxWithin, type Posting } from './entry.ts';
import { balancesWithin, entriesAbout, insertClosedDay, lastClosedDay } from './store.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const everywhere = [{ brandId: null, outletId: null }];
const entry = (reference: string, postings: readonly Posting[], more: Partial<NewEntry> = {}): NewEntry =>
  ({ kind: 'test', reference, brandId: 'xihe', outletId: 'one', ownerId: null, subject: 'test', subjectId: reference, amountFen: 1, words: '试', postings, ...more });
const posting = fc.record({ account: fc.constantFrom('cash' as const, 'receivable' as const, 'revenue' as const, 'tax' as const, 'deposits' as const), party: fc.constantFrom('a', 'b'), fen: fc.integer({ min: -1_000_000, max: 1_000_000 }) });
const failsAt = (work: Promise<unknown>): Promise<string> => work.then(() => 'written', (error: Error) => error.message);

describe('an entry', () => {
  test('of any postings is taken when they sum to zero and refused when they do not, and what is taken sums to zero on every account together', async () => {
    let taken = 0;
    await fc.assert(fc.asyncProperty(fc.array(posting, { minLength: 1, maxLength: 6 }), fc.boolean(), async (some, closes) => {
      const off = some.reduce((sum, one) => sum + one.fen, 0);
      const postings = closes ? [...some, { account: 'revenue' as const, party: 'rest', fen: -off }] : some;
      const reference = `any ${taken++}`;
      const said = await failsAt(home.inside((tx) => post(tx, entry(reference, postings))));
      expect(said === 'written').toBe(closes || off === 0);
      const balances = await home.inside((tx) => balancesWithin(tx, everywhere, {}));
      expect(balances.reduce((sum, one) => sum + one.fen, 0)).toBe(0);
    }), { numRuns: 60 });
  });
  test('that would not sum to zero is refused by the database at the end of the transaction, also past our code and behind the walls', async () => {
    const insert = (fen: number) => home.inside(async (tx) => {
      await tx.db.query(home.sql`insert into ledger.entries (id, brand_id, outlet_id, on_day, kind, reference, subject, subject_id, amount_fen, words, posted_by, posted_by_kind, at) values (${`raw${fen}`}, 'xihe', 'one', '2026-11-24', 'raw', ${`raw${fen}`}, 'x', 'x', 1, '', 'x', 'staff', now())`);
      await tx.db.query(home.sql`insert into ledger.postings (entry_id, brand_id, account, party, fen) values (${`raw${fen}`}, 'xihe', 'cash', 'cash', 100), (${`raw${fen}`}, 'xihe', 'revenue', 'x', ${-fen})`);
      await tx.db.query(home.sql`select set_config('careloop.brands', '', true)`); // who commits sees nothing of it
    });
    expect(await failsAt(insert(99))).toMatch(/does not sum to zero but to 1/);
    expect(await failsAt(insert(100))).toBe('written');
  });
  test('is posted once under its kind and reference, and reversed once', async () => {
    const postings: Posting[] = [{ account: 'cash', party: 'cash', fen: 500 }, { account: 'revenue', party: 'x', fen: -500 }];
    expect(await home.inside((tx) => post(tx, entry('once', postings)))).toBe(true);
    expect(await home.inside((tx) => post(tx, entry('once', postings)))).toBe(false);
    const [first] = await home.inside((tx) => entriesAbout(tx, 'once'));
    if (first === undefined) throw new Error('the entry is not there');
    await home.inside((tx) => reverse(tx, first, '记错'));
    await expect(home.inside((tx) => reverse(tx, first, '再来'))).rejects.toMatchObject({ code: 'entryReversed' });
    const both = await home.inside((tx) => entriesAbout(tx, 'once'));
    expect(both.map((one) => [one.kind, one.postings])).toEqual([['test', postings], ['reversal', reversed(postings)]]);
  });
  test('is never changed, nor taken out', async () => {
    for (const change of [home.sql`update ledger.entries set words = 'x'`, home.sql`delete from ledger.postings`, home.sql`delete from ledger.entries`, home.sql`update ledger.postings set fen = 1`]) {
      expect(await failsAt(home.inside((tx) => tx.db.query(change)))).toMatch(/append-only/);
    }
  });
});

test('a closed day takes no more: what comes later that day stands on the next one, and the database refuses the closed day', async () => {
  const till = { brandId: 'xihe', outletId: 'closing' };
  const sale = (reference: string): NewEntry => entry(reference, [{ account: 'cash', party: 'cash', fen: 100 }, { account: 'revenue', party: 'x', fen: -100 }], till);
  await home.inside((tx) => post(tx, sale('before')));
  await home.inside((tx) => insertClosedDay(tx, { ...till, onDay: '2026-11-24', closedById: 'x', closedBy: '店长', countedCashFen: 100, bookedCashFen: 100, words: null, sums: [] }));
  expect(await home.inside((tx) => lastClosedDay(tx, 'xihe', 'closing'))).toBe('2026-11-24');
  await home.inside((tx) => post(tx, sale('after')));
  await home.inside((tx) => post(tx, { ...sale('elsewhere'), outletId: 'open' }));
  const days = await home.inside(async (tx) => [...(await entriesAbout(tx, 'before')), ...(await entriesAbout(tx, 'after')), ...(await entriesAbout(tx, 'elsewhere'))].map((one) => one.onDay));
  expect(days).toEqual(['2026-11-24', '2026-11-25', '2026-11-24']);
  const past = home.inside((tx) => tx.db.query(home.sql`insert into ledger.entries (id, brand_id, outlet_id, on_day, kind, reference, subject, subject_id, amount_fen, words, posted_by, posted_by_kind, at) values ('late', 'xihe', 'closing', '2026-11-23', 'raw', 'late', 'x', 'x', 1, '', 'x', 'staff', now())`));
  expect(await failsAt(past)).toMatch(/is closed/);
});

test('tax is inside the price: net and tax sum to it to the fen, and giving back undoes it to the fen', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constantFrom(0, 100, 300, 600, 900, 1300, 1600), (grossFen, basisPoints) => {
    const taxFen = taxWithin(grossFen, basisPoints);
    expect(taxFen).toBeGreaterThanOrEqual(0);
    expect(Math.abs(taxFen - (grossFen * basisPoints) / (10_000 + basisPoints))).toBeLessThanOrEqual(0.51);
    expect(balanced([...earned(grossFen, basisPoints, 'work'), { account: 'cash', party: 'x', fen: grossFen }]).reduce((sum, one) => sum + one.fen, 0)).toBe(0);
    expect(taxWithin(-grossFen, basisPoints)).toBe(-taxFen || 0);
  }));
  expect([taxWithin(11_300, 1300), taxWithin(10_000, 1300), taxWithin(1, 1300), taxWithin(0, 1300)]).toEqual([1_300, 1_150, 0, 0]);
});
