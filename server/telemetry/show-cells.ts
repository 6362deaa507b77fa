// Every cell (or probe) of a battery over time: of each stretch the moment at which they were furthest apart.
import type { Input } from '#platform/contract';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { windowOf } from './car-window.ts';
import { lakeOf, writtenTo } from './past.ts';

const stretches = 120;
const mostCells = 1_000;

type Part = 'cells' | 'probes';
/** The statement for the lake; `arg_max` passes over rows that tell no list. */
export const cellStatement = (of: Part, stretchMs: number) => (from: string, where: string): string => {
  const [list, apart] = of === 'cells' ? ['cell_mv', 'cell_max_mv - cell_min_mv'] : ['probe_c', 'temp_max_c - temp_min_c'];
  return `select epoch_ms(arg_max(collected_at, coalesce(${apart}, 0)))::double as ms, arg_max(${list}, coalesce(${apart}, 0)) as list
    from (select * from ${from} where ${where} and kind = 'report' and ${list} is not null) group by epoch_ms(collected_at) // ${stretchMs} order by 1`;
};

export async function vehicleCells(tx: Tx, input: Input<typeof api.vehicleCells>) {
  const window = await windowOf(tx, input, 'history');
  const of = input.of ?? 'cells';
  const stretchMs = Math.max(1000, Math.ceil((window.toAt.getTime() - window.fromAt.getTime()) / stretches));
  const rows = await (await lakeOf(tx, window))<{ ms: number; list: (number | null)[] }>(cellStatement(of, stretchMs));
  return { fromAt: window.fromAt, toAt: window.toAt, writtenTo: await writtenTo(tx), of, moments: rows.map((row) => ({ at: new Date(row.ms), values: row.list.slice(0, mostCells) })) };
}
