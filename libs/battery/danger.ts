// Thermal runaway: rules that act in the frame that shows it, on arrival, before anything waits or is averaged. Each needs two
// witnesses, so that one broken probe or one broken frame stops no car. B9: a danger is over only when fresh rows have been
// cool for half an hour; frozen repeats and silence are not health.
// After GB 38031-2025 (runaway: temperature rising ≥ 1 °C/s for 3 s, together with the cell's voltage falling by more than a
// quarter), brought to the 5 to 30 seconds at which cars report.
import type { Evidence } from './evidence.ts';
import type { Row } from './frame.ts';
import { middleOf } from './moment.ts';
import type { Pending } from './pending.ts';

export interface Danger { firstAt: number; lastAt: number; open: boolean; coolSince: number; ruleCode: number; hottestC: number }
export const newDanger = (): Danger => ({ firstAt: 0, lastAt: 0, open: false, coolSince: 0, ruleCode: 0, hottestC: 0 });

/** Rules by number: 1 two hot probes, 2 three rows of rising heat, 3 heat and a cell that breaks down. */
type Rule = 1 | 2 | 3;
const watchFromC = 50;
const withinMs = 180_000;

/** Highest and second highest that the row tells; the second is the lowest told when there is no list. */
function heatOf(row: Row): { high: number; second: number } {
  let high = !Number.isNaN(row.tempMaxC) ? row.tempMaxC : -99;
  let second = !Number.isNaN(row.tempMinC) ? row.tempMinC : -99;
  if (row.probes !== undefined && row.probes.length > 1) {
    let [first, next] = [-99, -99];
    for (const c of row.probes) {
      if (!(c > next)) continue;
      if (c > first) [first, next] = [c, first];
      else next = c;
    }
    // Where list and extreme contradict each other, the cooler is believed until another row or a cell speaks.
    high = high > -99 && Math.abs(high - first) > 12 ? Math.min(high, first) : Math.max(high, first);
    second = Math.min(high, Math.max(second, next));
  }
  return { high, second };
}

function collapsed(cells: Uint16Array): boolean {
  const middle = middleOf(cells);
  let low = 0;
  for (const mv of cells) if (mv > 0 && mv < 0.75 * middle) low++;
  return low > 0 && low <= cells.length / 4;
}

/** Three rows within three minutes, each at least 3 °C and together at least 12 °C hotter, the last at 55 °C or more. */
function rises(pending: Pending, row: Row, high: number): boolean {
  const near: { at: number; high: number }[] = [{ at: row.at, high }];
  for (let i = pending.rows.length - 1; i >= pending.begin; i--) {
    const other = pending.rows[i]!;
    if (Math.abs(other.at - row.at) > withinMs) {
      if (other.at < row.at) break;
      continue;
    }
    if (other.at !== row.at && !Number.isNaN(other.tempMaxC)) near.push({ at: other.at, high: other.tempMaxC });
  }
  near.sort((a, b) => a.at - b.at);
  return near.some((c, k) => c.high >= 55 && near.some((b, j) => j < k && c.high - b.high >= 3 && c.at - b.at <= withinMs
    && near.some((a, i) => i < j && b.high - a.high >= 3 && c.high - a.high >= 12 && c.at - a.at <= withinMs)));
}

function ruleFor(pending: Pending, row: Row): { rule: Rule; high: number } | undefined {
  const { high, second } = heatOf(row);
  if (high < watchFromC) return undefined;
  if (high >= 65 && second >= 58) return { rule: 1, high };
  if (high >= watchFromC && row.cells !== undefined && collapsed(row.cells)) return { rule: 3, high };
  return rises(pending, row, high) ? { rule: 2, high } : undefined;
}

/** Looks at a row as it arrives; evidence when it is the first of a danger. */
export function watch(state: Danger, pending: Pending, row: Row, daysOfData: number): Evidence | undefined {
  const found = ruleFor(pending, row);
  if (found === undefined) return undefined;
  state.lastAt = Math.max(state.lastAt, row.at);
  state.hottestC = Math.max(state.hottestC, found.high);
  state.coolSince = 0;
  if (state.open) {
    state.firstAt = Math.min(state.firstAt, row.at);
    state.ruleCode = Math.max(state.ruleCode, found.rule);
    return undefined;
  }
  Object.assign(state, { open: true, firstAt: row.at, ruleCode: found.rule });
  return evidenceOf(state, row.at, 'raised', daysOfData);
}

export function evidenceOf(state: Danger, at: number, what: Evidence['state'], daysOfData: number): Evidence {
  return {
    key: 'runaway', kind: 'runaway', tier: 'stop', state: what, at, quantity: 'hottestC', value: state.hottestC, unit: '°C', low: state.hottestC - 2, high: state.hottestC + 2, onsetAt: state.firstAt, daysOfData,
    cause: 'cell', ruledOut: ['singleProbe', 'singleFrame'], nextTest: 'leaveTheCar', score: 10, also: { rule: state.ruleCode },
  };
}

/** Looks at a row that is worked on in order: fresh and cool for half an hour ends a danger. */
export function coolDown(state: Danger, row: Row, fresh: boolean, daysOfData: number): Evidence | undefined {
  if (!state.open || !fresh || row.at <= state.lastAt || Number.isNaN(row.tempMaxC)) return undefined;
  if (row.tempMaxC >= 45) {
    state.coolSince = 0;
    return undefined;
  }
  if (state.coolSince === 0) state.coolSince = row.at;
  if (row.at - state.coolSince < 1_800_000) return undefined;
  const over = evidenceOf(state, row.at, 'cleared', daysOfData);
  Object.assign(state, newDanger());
  return over;
}
