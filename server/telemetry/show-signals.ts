// A car's signals over hours to months, as many points as a chart can draw and no peak lost.
import type { Input } from '#platform/contract';
import type { Tx } from '#platform/tx';
import { signalNames, type api } from './api.ts';
import { readingsBetween } from './history-store.ts';
import { windowOf } from './car-window.ts';
import { pastOf } from './past.ts';
import type { Reading } from './reading.ts';
import { ofStretch, thinned, type Dot } from './thin.ts';

type Signal = (typeof signalNames)[number];

const spread = (high: number | null, low: number | null): number | null => (high === null || low === null ? null : high - low);
function signalOf(reading: Reading, signal: Signal): number | null {
  switch (signal) {
    case 'cellSpreadMv': return spread(reading.cellMaxMv, reading.cellMinMv);
    case 'tempSpreadC': return spread(reading.tempMaxC, reading.tempMinC);
    default: return reading[signal];
  }
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const expressionOf = (signal: Signal): string =>
  signal === 'cellSpreadMv' ? '(cell_max_mv - cell_min_mv)' : signal === 'tempSpreadC' ? '(temp_max_c - temp_min_c)' : snake(signal);

/** Lowest and highest of each stretch, with their moments; the same rule as `thinned`, inside the lake. */
export const signalStatement = (signals: readonly Signal[], stretchMs: number) => (from: string, where: string): string => {
  const each = signals.map((signal, index) => {
    const value = expressionOf(signal);
    return `min(${value})::double as l${index}, arg_min(ms, ${value})::double as la${index}, max(${value})::double as h${index}, arg_max(ms, ${value})::double as ha${index}`;
  });
  return `select (ms // ${stretchMs})::double as stretch, count(*)::int as readings, ${each.join(', ')}
    from (select *, epoch_ms(collected_at) as ms from ${from} where ${where} and kind = 'report') group by 1 order by 1`;
};

export type LakeStretch = Record<string, number | null> & { readings: number };
export const dotsOf = (rows: readonly LakeStretch[], index: number): Dot[] => rows.flatMap((row) => {
  const [low, lowAt, high, highAt] = [row[`l${index}`], row[`la${index}`], row[`h${index}`], row[`ha${index}`]];
  return low == null || lowAt == null || high == null || highAt == null ? [] : ofStretch([lowAt, low], [highAt, high]);
});

const tidy = (dot: Dot): [number, number] => [dot[0], Math.round(dot[1] * 100) / 100];

export async function vehicleSignals(tx: Tx, input: Input<typeof api.vehicleSignals>) {
  const window = await windowOf(tx, input, 'history');
  const signals = input.signals ?? signalNames;
  const stretchMs = Math.max(1000, Math.ceil((window.toAt.getTime() - window.fromAt.getTime()) / (input.stretches ?? 360)));
  const past = await pastOf(tx, window);
  const rows = await past.ask<LakeStretch>(signalStatement(signals, stretchMs));
  const recent = await readingsBetween(tx, window.vehicle.vin, window.vehicle.ownerId, past.readingsFrom, window.toAt);
  return {
    fromAt: window.fromAt, toAt: window.toAt, historyFromAt: window.heldSince, stretchMs, readings: rows.reduce((sum, row) => sum + row.readings, 0) + recent.length,
    series: signals.map((signal, index) => {
      const fresh = recent.flatMap((reading): Dot[] => {
        const value = signalOf(reading, signal);
        return value === null ? [] : [[reading.at.getTime(), value]];
      });
      return { signal, points: [...dotsOf(rows, index), ...thinned(fresh, stretchMs)].map(tidy) };
    }),
  };
}
