// Statements of the ledger: entries with their postings, closed days, tax rates.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Account, Posting } from './entry.ts';

export type EntryRow = {
  id: string; brandId: string; outletId: string; ownerId: string | null; onDay: string; kind: string; reference: string; subject: string; subjectId: string; amountFen: number; words: string; postedBy: string; postedByKind: 'staff' | 'owner' | 'nobody' | 'system'; at: Date; reverses: string | null;
  postings: Posting[];
};
export type Where = { brandId?: string | undefined; outletId?: string | undefined; fromOn?: string | undefined; untilOn?: string | undefined };

const columns = sql`e.id, e.brand_id, e.outlet_id, e.owner_id, e.on_day, e.kind, e.reference, e.subject, e.subject_id, e.amount_fen, e.words, e.posted_by, e.posted_by_kind, e.at, e.reverses`;
const withPostings = sql`${columns}, (select coalesce(jsonb_agg(jsonb_build_object('account', p.account, 'party', p.party, 'fen', p.fen) order by p.id), '[]') from ledger.postings p where p.entry_id = e.id) as postings`;

/** Nobody closes this till while the transaction lasts. */
export const holdTill = (tx: Tx, brandId: string, outletId: string) => run(tx, sql`select pg_advisory_xact_lock_shared(hashtext(${`till ${brandId} ${outletId}`}))`);
/** Nobody posts to this till while the transaction lasts. */
export const lockTill = (tx: Tx, brandId: string, outletId: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`till ${brandId} ${outletId}`}))`);
export const lastClosedDay = async (tx: Tx, brandId: string, outletId: string) =>
  (await one<{ onDay: string | null }>(tx, sql`select max(on_day)::date as on_day from ledger.closed_days where brand_id = ${brandId} and outlet_id = ${outletId}`)).onDay;

/** False when an entry of this kind and reference stands already. */
export async function insertEntry(tx: Tx, e: Omit<EntryRow, 'at'>): Promise<boolean> {
  const inserted = await maybe(tx, sql`insert into ledger.entries (id, brand_id, outlet_id, owner_id, on_day, kind, reference, subject, subject_id, amount_fen, words, posted_by, posted_by_kind, at, reverses)
    values (${e.id}, ${e.brandId}, ${e.outletId}, ${e.ownerId}, ${e.onDay}::date, ${e.kind}, ${e.reference}, ${e.subject}, ${e.subjectId}, ${e.amountFen}, ${e.words}, ${e.postedBy}, ${e.postedByKind}, ${tx.now}, ${e.reverses})
    on conflict (kind, reference) do nothing returning 1`);
  if (inserted === undefined) return false;
  if (e.postings.length > 0) await run(tx, sql`insert into ledger.postings (entry_id, brand_id, account, party, fen) select ${e.id}, ${e.brandId}, account, party, fen from jsonb_to_recordset(${JSON.stringify(e.postings)}::jsonb) as r(account text, party text, fen bigint)`);
  return true;
}
export const entryById = (tx: Tx, id: string) => maybe<EntryRow>(tx, sql`select ${withPostings} from ledger.entries e where e.id = ${id}`);
export const isReversed = async (tx: Tx, id: string): Promise<boolean> => (await maybe(tx, sql`select 1 from ledger.entries where reverses = ${id}`)) !== undefined;
export const entriesAbout = (tx: Tx, subjectId: string) => many<EntryRow>(tx, sql`select ${withPostings} from ledger.entries e where e.subject_id = ${subjectId} order by e.seq`);

function conditions(places: readonly Place[], where: Where): Sql[] {
  const all: Sql[] = [withinPlaces(places, sql`e.brand_id`, sql`e.outlet_id`)];
  if (where.brandId !== undefined) all.push(sql`e.brand_id = ${where.brandId}`);
  if (where.outletId !== undefined) all.push(sql`e.outlet_id = ${where.outletId}`);
  if (where.fromOn !== undefined) all.push(sql`e.on_day >= ${where.fromOn}::date`);
  if (where.untilOn !== undefined) all.push(sql`e.on_day <= ${where.untilOn}::date`);
  return all;
}
export function entriesWithin(tx: Tx, places: readonly Place[], where: Where & { account?: Account | undefined; subjectId?: string | undefined; limit: number }): Promise<EntryRow[]> {
  const all = conditions(places, where);
  if (where.account !== undefined) all.push(sql`exists (select 1 from ledger.postings p where p.entry_id = e.id and p.account = ${where.account})`);
  if (where.subjectId !== undefined) all.push(sql`e.subject_id = ${where.subjectId}`);
  return many(tx, sql`select ${withPostings} from ledger.entries e where ${join(all, ' and ')} order by e.seq desc limit ${where.limit}`);
}
/** By account, and for cash by channel. */
export const balancesWithin = (tx: Tx, places: readonly Place[], where: Where) =>
  many<{ account: Account; party: string | null; debitFen: number; creditFen: number; fen: number }>(tx, sql`select p.account, case when p.account = 'cash' then p.party end as party, sum(greatest(p.fen, 0))::bigint as debit_fen,
    sum(greatest(-p.fen, 0))::bigint as credit_fen, sum(p.fen)::bigint as fen from ledger.postings p join ledger.entries e on e.id = p.entry_id where ${join(conditions(places, where), ' and ')} group by 1, 2 order by 1, 2`);
/** What stands on an account for a party. */
export const balanceOf = async (tx: Tx, account: Account, party: string): Promise<number> =>
  (await one<{ fen: number }>(tx, sql`select coalesce(sum(fen), 0)::bigint as fen from ledger.postings where account = ${account} and party = ${party}`)).fen;

export type ClosedDay = { brandId: string; outletId: string; onDay: string; closedById: string; closedBy: string; closedAt: Date; countedCashFen: number; bookedCashFen: number; words: string | null; sums: { channel: string; fen: number }[] };
export const insertClosedDay = (tx: Tx, d: Omit<ClosedDay, 'closedAt'>) =>
  run(tx, sql`insert into ledger.closed_days (brand_id, outlet_id, on_day, closed_by_id, closed_by, closed_at, counted_cash_fen, booked_cash_fen, words, sums)
    values (${d.brandId}, ${d.outletId}, ${d.onDay}::date, ${d.closedById}, ${d.closedBy}, ${tx.now}, ${d.countedCashFen}, ${d.bookedCashFen}, ${d.words}, ${JSON.stringify(d.sums)}::jsonb)`);
export const closedDays = (tx: Tx, brandId: string, outletId: string, limit: number) =>
  many<ClosedDay>(tx, sql`select brand_id, outlet_id, on_day, closed_by_id, closed_by, closed_at, counted_cash_fen, booked_cash_fen, words, sums from ledger.closed_days where brand_id = ${brandId} and outlet_id = ${outletId} order by on_day desc limit ${limit}`);
export const taxRateOn = async (tx: Tx, name: string, onDay: string): Promise<number> =>
  (await one<{ basisPoints: number }>(tx, sql`select basis_points from ledger.tax_rates where name = ${name} and valid_from <= ${onDay}::date order by valid_from desc limit 1`)).basisPoints;
