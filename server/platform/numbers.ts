// Numbers that people read aloud: C2611-00042. Gapless is not promised, uniqueness and order of taking are; taking one
// makes nobody wait.
import { one, sql } from './database.ts';
import type { Tx } from './tx.ts';

/** The next number of a series in the month of `tx.now`, Beijing time: `nextNumber(tx, 'C')` → 'C2611-00042'. */
export async function nextNumber(tx: Tx, series: string): Promise<string> {
  const beijing = new Date(tx.now.getTime() + 8 * 3_600_000).toISOString();
  const month = beijing.slice(2, 4) + beijing.slice(5, 7);
  const { value } = await one<{ value: number }>(tx, sql`select platform.nextval_of(${`${series}${month}`}) as value`);
  return `${series}${month}-${String(value).padStart(5, '0')}`;
}
