// Cell voltages and probe temperatures as they come in long rows: what one raw number means, and how the parts of a
// battery with more than 200 cells, told in several frames, become one row again (§7.8).
import { sentinelOf, type Mark } from './fields.ts';
import type { CellSubsystem } from './items.ts';

/** Why a raw cell voltage is no voltage; undefined when it is one (0 to 60000 mV). */
export const cellMark = (mv: number): Mark | undefined => sentinelOf(mv, 2) ?? (mv > 60000 ? 'outOfRange' : undefined);

/** Millivolts of one cell of a row; undefined when it has none. */
export function cellVoltageMv(row: Pick<CellSubsystem, 'cellMv' | 'scale'>, index: number): number | undefined {
  const raw = row.cellMv[index];
  if (raw === undefined || raw > 60000) return undefined;
  return row.scale === undefined ? raw : raw * row.scale.stepMv + row.scale.zeroMv;
}

/** Why a raw probe byte is no temperature; undefined when it is one (raw 0 to 250). */
export const probeMark = (raw: number): Mark | undefined => sentinelOf(raw, 1) ?? (raw > 250 ? 'outOfRange' : undefined);

/** °C of a raw probe byte; undefined when it is none. */
export const probeC = (raw: number): number | undefined => (raw <= 250 ? raw - 40 : undefined);

export interface JoinedCells {
  /** Millivolts of all cells, first to last; 65535 where no part told. */
  cellMv: Uint16Array;
  /** How many cells no part told. */
  missing: number;
}

/**
 * Joins the parts of **one** subsystem at **one** moment, in any order, by their scale; a later part wins where two overlap. The row is as
 * long as the largest `cellCount` told, or as the parts reach. A first cell of 0 or without a value is taken as 1.
 */
export function joinCells(parts: readonly (Pick<CellSubsystem, 'cellCount' | 'firstCell' | 'cellMv'> & Partial<Pick<CellSubsystem, 'scale'>>)[]): JoinedCells {
  const begin = (part: { firstCell?: number }): number => Math.max(1, part.firstCell ?? 1) - 1;
  const total = parts.reduce((most, part) => Math.max(most, part.cellCount ?? 0, begin(part) + part.cellMv.length), 0);
  const cellMv = new Uint16Array(total).fill(0xffff);
  const told = new Uint8Array(total);
  for (const part of parts) {
    const { scale } = part;
    cellMv.set(scale === undefined ? part.cellMv : part.cellMv.map((raw) => (raw > 60000 ? raw : Math.min(60000, Math.max(0, Math.round(raw * scale.stepMv + scale.zeroMv))))), begin(part));
    told.fill(1, begin(part), begin(part) + part.cellMv.length);
  }
  return { cellMv, missing: told.reduce((count, one) => count - one, total) };
}
