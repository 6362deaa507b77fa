// Where a car's past is read from: the lake up to some minutes ago, the database from there on; the database alone for a
// house without a lake. P1 no moment is left out between the two; P2 only files of the car's brand are opened.
import type { Tx } from '#platform/tx';
import { quoted } from './history-row.ts';
import { filesOf, historyReach } from './history-store.ts';
import type { Lake } from './lake.ts';
import type { Window } from './car-window.ts';

/** The lake is complete until some minutes before what was written last: frames take a while from car to journal. */
const settledMs = 600_000;

export type Past = {
  /** Asks the lake; `where` chooses this car's rows of this stretch. Without files there is no row. */
  ask<Row>(statement: (from: string, where: string) => string): Promise<Row[]>;
  /** The database has the rest from here. */
  readingsFrom: Date;
};

export const literal = (at: Date): string => `${quoted(at.toISOString())}::timestamptz`;

/** The past of a window. (P1, P2) */
export async function pastOf(tx: Tx, window: Window): Promise<Past> {
  const lake: Lake | undefined = tx.outside.lake;
  const cursor = lake === undefined ? undefined : await historyReach(tx);
  if (lake === undefined || cursor === undefined) return { ask: async () => [], readingsFrom: window.fromAt };
  const settled = new Date(cursor.writtenTo.getTime() - settledMs);
  const readingsFrom = settled < window.fromAt ? window.fromAt : settled > window.toAt ? window.toAt : settled;
  const { vin, brandId } = window.vehicle;
  const names = await filesOf(tx, { vin, brandId }, window.fromAt, readingsFrom);
  const where = `vin = ${quoted(vin)} and collected_at >= ${literal(window.fromAt)} and collected_at < ${literal(readingsFrom)}`;
  return { readingsFrom, ask: (statement) => lake.ask(names, (from) => statement(from, where)) };
}

/** Up to when the lake is written; null for a house without one. */
export const writtenTo = async (tx: Tx): Promise<Date | null> => (tx.outside.lake === undefined ? null : ((await historyReach(tx))?.writtenTo ?? null));

/** Like `pastOf`, up to the newest row of the lake: for what the database does not keep (cells, frames, fault codes). */
export async function lakeOf(tx: Tx, window: Window): Promise<Past['ask']> {
  const lake = tx.outside.lake;
  if (lake === undefined) return async () => [];
  const { vin, brandId } = window.vehicle;
  const names = await filesOf(tx, { vin, brandId }, window.fromAt, window.toAt);
  const where = `vin = ${quoted(vin)} and collected_at >= ${literal(window.fromAt)} and collected_at <= ${literal(window.toAt)}`;
  return (statement) => lake.ask(names, (from) => statement(from, where));
}
