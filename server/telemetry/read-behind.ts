// Reading the stream after telemetry, decoded: what a module below needs of every frame, cell lists included.
// B1 a reader behind never gets ahead of telemetry, which decides whose a frame is; B2 frames of cars that nobody registered are
// passed over: they reach a late reader by the history; B3 what was kept of a car can be read again from its history.
import { joinCells, type CellSubsystem, type Item } from '@careloop/gbt32960';
import { trustOfCars, type Trust } from '#gateway';
import { cursorsOf } from '#platform/stream/cursors';
import { partOf } from '#platform/stream/stream';
import type { Tx, World } from '#platform/tx';
import { toldBy, type PlacedFrame, type RowKind } from './history-row.ts';
import { knownVehicles, type Known } from './known-vehicles.ts';
import { lakeOf } from './past.ts';
import type { ClockMark, Measured } from './reading.ts';
import { historyReader, reader as telemetryReader } from './readers.ts';
import { measuredIn } from './understand.ts';

/** What a moment tells about a battery; in its lists 0 and NaN stand for what was not told. */
export type BatteryRow = Pick<Measured, 'totalVoltageV' | 'currentA' | 'socPct' | 'speedKmh' | 'odometerKm' | 'chargingState' | 'cellMaxMv' | 'cellMinMv' | 'tempMaxC' | 'tempMinC' | 'insulationKohm' | 'lvBatteryMv'>
  & { collectedAt: Date; cellMv: Uint16Array | null; probeC: Float32Array | null };
/** A frame as it is heard behind telemetry. */
export type HeardFrame = BatteryRow & { vin: string; sequence: number; kind: RowKind; clock: ClockMark; defects: readonly string[]; bytes: Uint8Array };
export type BehindRow = { row: HeardFrame; of: Known };

const highestMv = 60_000;
const behindFrom = 8_000;

/** The cells of one battery; 0 where one told no voltage. */
function rowOfCells(parts: readonly CellSubsystem[]): Uint16Array {
  const [only] = parts;
  const whole = parts.length === 1 && only !== undefined && only.scale === undefined && (only.firstCell ?? 1) <= 1 && (only.cellCount ?? 0) <= only.cellMv.length;
  const cellMv = whole ? only.cellMv.slice() : joinCells(parts).cellMv;
  for (let index = 0; index < cellMv.length; index++) if ((cellMv[index] as number) > highestMv) cellMv[index] = 0;
  return cellMv;
}

function cellsOf(items: readonly Item[]): Uint16Array | null {
  const parts: CellSubsystem[] = [];
  for (const item of items) if (item.kind === 'cellVoltages') parts.push(...item.subsystems);
  if (parts.length === 0) return null;
  const first = parts[0] as CellSubsystem;
  if (parts.every((part) => part.number === first.number)) return rowOfCells(parts); // one battery, as nearly all cars have
  const numbers = [...new Set(parts.map((part) => part.number ?? 0))].sort((a, b) => a - b);
  const rows = numbers.map((number) => rowOfCells(parts.filter((part) => (part.number ?? 0) === number)));
  const all = new Uint16Array(rows.reduce((sum, row) => sum + row.length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}

function probesOf(items: readonly Item[]): Float32Array | null {
  const parts = items.flatMap((item) => (item.kind === 'temperatures' ? item.subsystems : []));
  if (parts.length > 1) parts.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.probes.length, 0));
  let at = 0;
  for (const { probes } of parts) for (let index = 0; index < probes.length; index++) {
    const raw = probes[index] as number;
    all[at++] = raw <= 250 ? raw - 40 : Number.NaN;
  }
  return all.length === 0 ? null : all;
}

/** What a frame of the stream tells about its battery: without what only the history keeps, since every frame passes here. */
export function heardFrom(journalled: PlacedFrame, trust: Trust): HeardFrame {
  const { kind, at, clock, items, defects } = toldBy(journalled, trust);
  return { ...measuredIn(items), vin: journalled.vin, sequence: journalled.id, kind, clock, defects, bytes: journalled.bytes, collectedAt: at, cellMv: cellsOf(items), probeC: probesOf(items) };
}

/** Whether telemetry itself has much to read: then a reader behind it had better wait. */
export const telemetryIsBehind = async (world: Pick<World, 'database' | 'stream'>): Promise<boolean> => (await world.stream.behind({ db: world.database }, telemetryReader)) > behindFrom;

/** Frames of a part after a position as they tell of batteries, and up to where they go; `more`: the limit was reached. (B1, B2) */
export async function rowsBehind(tx: Tx, reader: string, part: number, after: number, limit: number): Promise<{ rows: BehindRow[]; to: number; more: boolean }> {
  const readTo = (await cursorsOf(tx, telemetryReader)).find((cursor) => cursor.part === part)?.position ?? 0;
  if (readTo <= after) return { rows: [], to: after, more: false };
  const frames = (await tx.stream.read(tx, reader, part, after, limit)).filter((frame) => frame.id <= readTo);
  const known = await knownVehicles(tx, frames.map((frame) => frame.vin));
  if (known.size === 0) return { rows: [], to: frames.at(-1)?.id ?? after, more: frames.length >= limit };
  const trustOf = await trustOfCars(tx, [...known.keys()]);
  const rows = frames.flatMap((frame): BehindRow[] => {
    const of = known.get(frame.vin);
    return of === undefined ? [] : [{ row: heardFrom(frame, trustOf(frame.vin, frame.receivedAt)), of }];
  });
  return { rows, to: frames.at(-1)?.id ?? after, more: frames.length >= limit };
}

/** Up to which place of its part a car's frames are in the history; 0 for a house without one. */
export const historyTo = async (tx: Tx, vin: string): Promise<number> =>
  tx.outside.lake === undefined ? 0 : ((await cursorsOf(tx, historyReader)).find((cursor) => cursor.part === partOf(vin))?.position ?? 0);

const stretchMs = 30 * 86_400_000;
const selected = `epoch_ms(collected_at)::double as ms, total_voltage_v, current_a, soc_pct, speed_kmh, odometer_km, charging_state, cell_mv, cell_max_mv, cell_min_mv, probe_c, temp_max_c, temp_min_c, insulation_kohm, lv_battery_mv`;
type LakeRow = Record<string, unknown> & { ms: number };

const cellList = (list: unknown): Uint16Array | null => (list === null ? null : Uint16Array.from(list as (number | null)[], (mv) => mv ?? 0));
const probeList = (list: unknown): Float32Array | null => (list === null ? null : Float32Array.from(list as (number | null)[], (c) => c ?? Number.NaN));

const battery = (row: LakeRow): BatteryRow => ({
  collectedAt: new Date(row.ms), totalVoltageV: row['total_voltage_v'] as number | null, currentA: row['current_a'] as number | null, socPct: row['soc_pct'] as number | null, speedKmh: row['speed_kmh'] as number | null,
  odometerKm: row['odometer_km'] as number | null, chargingState: row['charging_state'] as BatteryRow['chargingState'], cellMv: cellList(row['cell_mv']), cellMaxMv: row['cell_max_mv'] as number | null, cellMinMv: row['cell_min_mv'] as number | null,
  probeC: probeList(row['probe_c']), tempMaxC: row['temp_max_c'] as number | null, tempMinC: row['temp_min_c'] as number | null, insulationKohm: row['insulation_kohm'] as number | null, lvBatteryMv: row['lv_battery_mv'] as number | null,
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
