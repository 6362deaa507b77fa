// Statements of bills and of differences to them.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import type { BillRow } from '#platform/outside/bills';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { BillChannel, Difference, Found } from './difference.ts';

const columns = sql`id, brand_id, outlet_id, channel, on_day, kind, moved, no, our_fen, bill_fen, invoice_id, state, holder_id, holder, words, found_at, version`;

export async function keepBill(tx: Tx, channel: BillChannel, onDay: string, rows: readonly BillRow[]): Promise<void> {
  await run(tx, sql`insert into cashier.bill_days (channel, on_day, fetched_at, lines) values (${channel}, ${onDay}::date, ${tx.now}, ${rows.length}) on conflict (channel, on_day) do update set fetched_at = excluded.fetched_at, lines = excluded.lines`);
  await run(tx, sql`insert into cashier.bill_lines (channel, kind, no, on_day, channel_no, amount_fen, fee_fen, at)
    select ${channel}, kind, no, ${onDay}::date, "channelNo", "amountFen", "feeFen", at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, no text, "channelNo" text, "amountFen" int, "feeFen" int, at text)
    on conflict (channel, kind, no) do update set amount_fen = excluded.amount_fen, fee_fen = excluded.fee_fen`);
}
export const billDays = (tx: Tx, fromOn: string) => many<{ channel: BillChannel; onDay: string; lines: number; fetchedAt: Date }>(tx, sql`select channel, on_day, lines, fetched_at from cashier.bill_days where on_day >= ${fromOn}::date order by on_day desc, channel`);
/** Which of these numbers stand on any bill of the channel. */
export const billed = async (tx: Tx, channel: BillChannel, nos: readonly string[]): Promise<Set<string>> =>
  new Set((await many<{ kind: string; no: string }>(tx, sql`select kind, no from cashier.bill_lines where channel = ${channel} and no = any(${[...nos]}::text[])`)).map((row) => `${row.kind} ${row.no}`));

/** A difference is found once; found again it is as it is now, unless it has ended. */
export const writeDifference = (tx: Tx, d: Found & { id: string; brandId: string; outletId: string; channel: BillChannel; onDay: string; invoiceId: string | null }) =>
  maybe<Difference>(tx, sql`insert into cashier.differences (id, brand_id, outlet_id, channel, on_day, kind, moved, no, our_fen, bill_fen, invoice_id, state, found_at)
    values (${d.id}, ${d.brandId}, ${d.outletId}, ${d.channel}, ${d.onDay}::date, ${d.kind}, ${d.moved}, ${d.no}, ${d.ourFen}, ${d.billFen}, ${d.invoiceId}, 'open', ${tx.now})
    on conflict (channel, moved, no) do update set kind = excluded.kind, our_fen = excluded.our_fen, bill_fen = excluded.bill_fen, version = cashier.differences.version + 1
      where cashier.differences.state <> 'resolved' and (cashier.differences.kind, cashier.differences.our_fen, cashier.differences.bill_fen) is distinct from (excluded.kind, excluded.our_fen, excluded.bill_fen) returning ${columns}`);
export const openDifferencesOf = (tx: Tx, channel: BillChannel) => many<Difference>(tx, sql`select ${columns} from cashier.differences where channel = ${channel} and state <> 'resolved' order by found_at for update`);
export const resolve = (tx: Tx, id: string) => run(tx, sql`update cashier.differences set state = 'resolved', ended_at = ${tx.now}, version = version + 1 where id = ${id}`);
export const lockDifference = (tx: Tx, id: string) => maybe<Difference>(tx, sql`select ${columns} from cashier.differences where id = ${id} for update`);
export const saveDifference = (tx: Tx, d: Difference) =>
  one<Difference>(tx, sql`update cashier.differences set state = ${d.state}, holder_id = ${d.holderId}, holder = ${d.holder}, words = ${d.words}, ended_at = ${d.state === 'open' ? null : tx.now}, version = version + 1 where id = ${d.id} returning ${columns}`);
export function differencesWithin(tx: Tx, places: readonly Place[], where: { brandId?: string; outletId?: string; state?: string | undefined; limit: number }): Promise<Difference[]> {
  const all: Sql[] = [withinPlaces(places, sql`brand_id`, sql`outlet_id`)];
  if (where.brandId !== undefined) all.push(sql`brand_id = ${where.brandId}`);
  if (where.outletId !== undefined) all.push(sql`outlet_id = ${where.outletId}`);
  if (where.state !== undefined) all.push(sql`state = ${where.state}`);
  return many(tx, sql`select ${columns} from cashier.differences where ${join(all, ' and ')} order by (state = 'open') desc, found_at desc limit ${where.limit}`);
}
