// The ten minutes in which frames may still arrive in any order. What leaves does not depend on who came first (B1): of every
// 5 seconds the earliest row, of every 15 seconds the earliest list of cells and of probes; two rows of the same moment are
// one, field by field, and of two values or lists for the same moment the larger stays.
import { type Row, rowNumbers } from './frame.ts';

export const waitMs = 600_000;
const rowMs = 5_000;
const listMs = 15_000;

type List = Uint16Array | Float32Array;
export interface Listed<Of extends List> { at: number; list: Of }

export interface Pending {
  /** Sorted by time; those before `begin` have left and are cut off now and then. */
  rows: Row[];
  begin: number;
  cells: Listed<Uint16Array>[];
  probes: Listed<Float32Array>[];
  newestAt: number;
  /** Everything before this moment has left: later arrivals are too late. */
  leftAt: number;
}

export const newPending = (): Pending => ({ rows: [], begin: 0, cells: [], probes: [], newestAt: 0, leftAt: 0 });

const slot = (at: number, ms: number): number => Math.floor(at / ms);

function isLarger(a: List, b: List): boolean {
  if (a.length !== b.length) return a.length > b.length;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x !== y && (!Number.isNaN(x) || !Number.isNaN(y))) return x > y || Number.isNaN(y);
  }
  return false;
}

function keepList<Of extends List>(lists: Listed<Of>[], at: number, list: Of): void {
  let index = lists.length;
  while (index > 0 && lists[index - 1]!.at > at) index--;
  const before = lists[index - 1];
  if (before !== undefined && slot(before.at, listMs) === slot(at, listMs)) {
    if (before.at === at && isLarger(list, before.list)) before.list = list;
    return;
  }
  const after = lists[index];
  if (after !== undefined && slot(after.at, listMs) === slot(at, listMs)) lists[index] = { at, list };
  else lists.splice(index, 0, { at, list });
}

function keepRow(pending: Pending, row: Row): boolean {
  const { rows } = pending;
  let index = rows.length;
  while (index > pending.begin && rows[index - 1]!.at > row.at) index--;
  const before = index > pending.begin ? rows[index - 1] : undefined;
  if (before !== undefined && slot(before.at, rowMs) === slot(row.at, rowMs)) {
    if (before.at === row.at) for (const name of rowNumbers) if (!(before[name] >= row[name]) && !Number.isNaN(row[name])) before[name] = row[name];
    return false;
  }
  const after = rows[index];
  if (after !== undefined && slot(after.at, rowMs) === slot(row.at, rowMs)) {
    rows[index] = row;
    return false;
  }
  if (index === rows.length) rows.push(row);
  else rows.splice(index, 0, row);
  return true;
}

/** Puts a row where it belongs. */
export function arrive(pending: Pending, row: Row): 'waits' | 'merged' | 'late' {
  if (row.at < pending.leftAt) return 'late';
  if (row.at > pending.newestAt) pending.newestAt = row.at;
  if (row.cells !== undefined) keepList(pending.cells, row.at, row.cells);
  if (row.probes !== undefined) keepList(pending.probes, row.at, row.probes);
  row.cells = undefined;
  row.probes = undefined;
  return keepRow(pending, row) ? 'waits' : 'merged';
}

/** The list that came with a frame of this row's five seconds. */
function take<Of extends List>(lists: Listed<Of>[], rowAt: number): Of | undefined {
  const first = lists[0];
  return first !== undefined && slot(first.at, rowMs) <= slot(rowAt, rowMs) ? lists.shift()!.list : undefined;
}

/** Takes out the next row that nothing can come before any more, in order of time; undefined when there is none. */
export function leave(pending: Pending, everything = false): Row | undefined {
  const until = everything ? Number.POSITIVE_INFINITY : slot(pending.newestAt - waitMs, listMs) * listMs;
  const row = pending.rows[pending.begin];
  if (row === undefined || row.at >= until) {
    if (!everything) pending.leftAt = Math.max(pending.leftAt, until);
    return undefined;
  }
  pending.begin++;
  if (pending.begin > 64) {
    pending.rows.splice(0, pending.begin);
    pending.begin = 0;
  }
  pending.leftAt = Math.max(pending.leftAt, everything ? (slot(row.at, listMs) + 1) * listMs : until);
  row.cells = take(pending.cells, row.at);
  row.probes = take(pending.probes, row.at);
  return row;
}
