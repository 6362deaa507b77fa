// Reading the stream after telemetry, decoded: what a module below needs of every frame, cell lists included.
// B1 a reader behind never gets ahead of telemetry, which decides whose a frame is; B2 frames of cars that nobody registered are
// passed over: they reach a late reader by the history; B3 what was kept of a car can be read again from its history.
import { trustOfCars } from '#gateway';
import { cursorsOf } from '#platform/stream/cursors';
import { partOf } from '#platform/stream/stream';
import type { Tx } from '#platform/tx';
import { rowsOf, type HistoryRow } from './history-row.ts';
import { knownVehicles, type Known } from './known-vehicles.ts';
import { lakeOf } from './past.ts';
import { historyReader, reader as telemetryReader } from './readers.ts';

export type { HistoryRow } from './history-row.ts';
/** What a row tells about a battery. */
export type BatteryRow = Pick<HistoryRow, 'collectedAt' | 'totalVoltageV' | 'currentA' | 'socPct' | 'speedKmh' | 'odometerKm' | 'chargingState' | 'cellMv' | 'cellMaxMv' | 'cellMinMv' | 'probeC' | 'tempMaxC' | 'tempMinC' | 'insulationKohm' | 'lvBatteryMv'>;
export type BehindRow = { row: HistoryRow; of: Known };

/** Rows of a part after a position, and up to where they go; `more`: the limit was reached. (B1, B2) */
export async function rowsBehind(tx: Tx, reader: string, part: number, after: number, limit: number): Promise<{ rows: BehindRow[]; to: number; more: boolean }> {
  const readTo = (await cursorsOf(tx, telemetryReader)).find((cursor) => cursor.part === part)?.position ?? 0;
  if (readTo <= after) return { rows: [], to: after, more: false };
  const frames = (await tx.stream.read(tx, reader, part, after, limit)).filter((frame) => frame.id <= readTo);
  const known = await knownVehicles(tx, frames.map((frame) => frame.vin));
  const own = frames.filter((frame) => known.has(frame.vin));
  const trustOf = own.length === 0 ? undefined : await trustOfCars(tx, [...known.keys()]);
  const rows = trustOf === undefined ? [] : rowsOf(own, trustOf).map((row) => ({ row, of: known.get(row.vin) as Known }));
  return { rows, to: frames.at(-1)?.id ?? after, more: frames.length >= limit };
}

/** Up to which place of its part a car's frames are in the history; 0 for a house without one. */
export const historyTo = async (tx: Tx, vin: string): Promise<number> =>
  tx.outside.lake === undefined ? 0 : ((await cursorsOf(tx, historyReader)).find((cursor) => cursor.part === partOf(vin))?.position ?? 0);

const stretchMs = 30 * 86_400_000;
const selected = `epoch_ms(collected_at)::double as ms, total_voltage_v, current_a, soc_pct, speed_kmh, odometer_km, charging_state, cell_mv, cell_max_mv, cell_min_mv, probe_c, temp_max_c, temp_min_c, insulation_kohm, lv_battery_mv`;
type LakeRow = Record<string, unknown> & { ms: number };

const battery = (row: LakeRow): BatteryRow => ({
  collectedAt: new Date(row.ms), totalVoltageV: row['total_voltage_v'] as number | null, currentA: row['current_a'] as number | null, socPct: row['soc_pct'] as number | null, speedKmh: row['speed_kmh'] as number | null,
  odometerKm: row['odometer_km'] as number | null, chargingState: row['charging_state'] as BatteryRow['chargingState'], cellMv: row['cell_mv'] as (number | null)[] | null, cellMaxMv: row['cell_max_mv'] as number | null, cellMinMv: row['cell_min_mv'] as number | null,
  probeC: row['probe_c'] as (number | null)[] | null, tempMaxC: row['temp_max_c'] as number | null, tempMinC: row['temp_min_c'] as number | null, insulationKohm: row['insulation_kohm'] as number | null, lvBatteryMv: row['lv_battery_mv'] as number | null,
});

/** Everything the history has of a car's battery, oldest first, a month at a time. (B3) */
export async function* batteryPast(tx: Tx, vehicle: { vin: string; brandId: string }, from: Date, to: Date): AsyncGenerator<BatteryRow[]> {
  for (let at = from.getTime(); at < to.getTime(); at += stretchMs) {
    const end = Math.min(at + stretchMs, to.getTime());
    const ask = await lakeOf(tx, { vehicle: vehicle as never, fromAt: new Date(at), toAt: new Date(end - 1), heldSince: null });
    const rows = await ask<LakeRow>((files, where) => `select ${selected} from ${files} where ${where} and kind = 'report' and clock = 'good' order by collected_at`);
    if (rows.length > 0) yield rows.map(battery);
  }
}
