// Statements of counted and expected parts.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';

export type Stock = { code: string; onHand: number; countedAt: Date; countedBy: string };
export type Expectation = { id: string; outletId: string; brandId: string; code: string; quantity: number; expectedOn: string; note: string | null };

export const stockOf = (tx: Tx, outletId: string, brandId: string) =>
  many<Stock>(tx, sql`select code, on_hand, counted_at, counted_by from parts.stock where outlet_id = ${outletId} and brand_id = ${brandId} order by code`);
export const writeCount = (tx: Tx, s: { outletId: string; brandId: string; code: string; onHand: number; by: string }) =>
  one<{ code: string; onHand: number }>(tx, sql`insert into parts.stock (outlet_id, brand_id, code, on_hand, counted_at, counted_by) values (${s.outletId}, ${s.brandId}, ${s.code}, ${s.onHand}, ${tx.now}, ${s.by})
    on conflict (outlet_id, brand_id, code) do update set on_hand = excluded.on_hand, counted_at = excluded.counted_at, counted_by = excluded.counted_by returning code, on_hand`);
/** Adds to, or takes from, what was counted; what was never counted stays unknown, and nothing goes below none. */
export const addToStock = (tx: Tx, s: { outletId: string; brandId: string; code: string; more: number }) =>
  run(tx, sql`update parts.stock set on_hand = greatest(0, on_hand + ${s.more}) where outlet_id = ${s.outletId} and brand_id = ${s.brandId} and code = ${s.code} returning 1`);

const columns = sql`id, outlet_id, brand_id, code, quantity, expected_on, note`;
export const expectedOf = (tx: Tx, outletId: string, brandId: string) =>
  many<Expectation>(tx, sql`select ${columns} from parts.expected where outlet_id = ${outletId} and brand_id = ${brandId} and ended_at is null order by expected_on, id`);
export const lockExpected = (tx: Tx, id: string) => maybe<Expectation>(tx, sql`select ${columns} from parts.expected where id = ${id} and ended_at is null for update`);
export const insertExpected = (tx: Tx, e: Omit<Expectation, 'id'>) =>
  one<Expectation>(tx, sql`insert into parts.expected (id, outlet_id, brand_id, code, quantity, expected_on, note)
    values (${newId()}, ${e.outletId}, ${e.brandId}, ${e.code}, ${e.quantity}, ${e.expectedOn}::date, ${e.note}::text) returning ${columns}`);
export const reduceExpected = (tx: Tx, id: string, by: number) => run(tx, sql`update parts.expected set quantity = quantity - ${by} where id = ${id}`);
export const endExpected = (tx: Tx, id: string, how: 'received' | 'dropped') => run(tx, sql`update parts.expected set ended_at = ${tx.now}, ended_how = ${how} where id = ${id}`);
