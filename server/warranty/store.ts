// SQL of the warranty: the rules of the law, and who was told before a limit.
import type { Desk } from '#cases';
import { many, maybe, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Counter } from './counters.ts';
import type { MainPart, RuleBook, RuleRow } from './rule-book.ts';

/** Every rule there is, of all days. */
export async function ruleBook(tx: Tx): Promise<RuleBook> {
  return {
    rules: await many<RuleRow>(tx, sql`select name, value, valid_from, valid_to, article, source from warranty.rules`),
    mainParts: await many<MainPart>(tx, sql`select assembly, part, valid_from, valid_to, source from warranty.main_parts`),
  };
}

export type ToldTo = { desk: Desk | null; staffId: string | null; name: string | null };
export type Told = { id: string; vin: string; brandId: string; outletId: string | null; counter: Counter['kind']; key: string; step: number; value: number; most: number; due: boolean; toldTo: ToldTo[]; at: Date };

/** Undefined when this step was told before. */
export const insertTold = (tx: Tx, about: { vin: string; brandId: string; outletId: string | null; toldTo: ToldTo[] }, counter: Counter) =>
  maybe<{ id: string }>(tx, sql`insert into warranty.told (id, vin, brand_id, outlet_id, counter, key, step, value, most, due, sum, told_to, at)
    values (${newId()}, ${about.vin}, ${about.brandId}, ${about.outletId}::text, ${counter.kind}, ${counter.key}, ${counter.step}::int, ${counter.value}, ${counter.most}, ${counter.state === 'due'},
      ${JSON.stringify(counter.sum)}::jsonb, ${JSON.stringify(about.toldTo)}::jsonb, ${tx.now}) on conflict (vin, counter, key, step) do nothing returning id`);

export const toldOf = (tx: Tx, vin: string) =>
  many<Told>(tx, sql`select id, vin, brand_id, outlet_id, counter, key, step, value, most, due, told_to, at from warranty.told where vin = ${vin} order by at desc, id desc limit 100`);
/** Steps that were told, as 'vin counter key step'. */
export const toldSteps = async (tx: Tx, vins: readonly string[]): Promise<Set<string>> =>
  new Set((await many<{ step: string }>(tx, sql`select concat_ws(' ', vin, counter, key, step) as step from warranty.told where vin = any(${[...vins]}::text[])`)).map((row) => row.step));
