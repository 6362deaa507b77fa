// A row of the history: one frame of one vehicle as decoded columns, with the bytes it came in. The shape of every file in
// the lake is this table of columns; a column may be added at the end, none is ever renamed or changed in kind.
// W1 every frame becomes a row, also one that cannot be read: then its columns are empty and its defects are named;
// W2 (vin, collected_at, kind) names a row: what comes again adds what was unknown and changes nothing that was known;
// W3 a frame is read as telemetry reads it: by its car's dialect, opened with its key, and with a wrong signature not at all.
import { cellMark, commands, joinCells, probeC, type Frame, type Item } from '@careloop/gbt32960';
import { judge, trustNobody, type Trust } from '#gateway';
import { beijingDay } from '#platform/calendar';
import type { JournalFrame } from '#platform/stream/stream';
import { eventTime } from './event-time.ts';
import { nothingMeasured, type Measured, type ClockMark } from './reading.ts';
import { measuredIn } from './understand.ts';

/** What a row is made of: a frame at its place. */
export type PlacedFrame = Omit<JournalFrame, 'sha' | 'connectionId'>;
export type RowKind = 'report' | 'login' | 'logout' | 'other';
export type Faults = { batteryFaults: number[] | null; motorFaults: number[] | null; engineFaults: number[] | null; otherFaults: number[] | null };
export type HistoryRow = Measured & Faults & {
  vin: string; collectedAt: Date; receivedAt: Date; kind: RowKind;
  /** The frame's place in the journal: what came first counts. */
  sequence: number;
  edition: number; command: number; clock: ClockMark; reissued: boolean;
  /** Millivolts, first cell first; null where a cell told no voltage. Batteries follow each other by their number. */
  cellMv: (number | null)[] | null;
  probeC: (number | null)[] | null;
  defects: string[];
  /** The bytes as they came; more than one when several frames told of the same moment. */
  frames: Uint8Array[];
};

type ColumnType = 'VARCHAR' | 'TIMESTAMPTZ' | 'BIGINT' | 'BOOLEAN' | 'SMALLINT' | 'INTEGER' | 'UINTEGER' | 'FLOAT' | 'DOUBLE' | 'SMALLINT[]' | 'INTEGER[]' | 'UINTEGER[]' | 'VARCHAR[]' | 'BLOB[]';
export type Column = { field: keyof HistoryRow; name: string; type: ColumnType };

const types: readonly (readonly [keyof HistoryRow, ColumnType])[] = [
  ['vin', 'VARCHAR'], ['collectedAt', 'TIMESTAMPTZ'], ['receivedAt', 'TIMESTAMPTZ'], ['kind', 'VARCHAR'], ['sequence', 'BIGINT'], ['edition', 'SMALLINT'], ['command', 'SMALLINT'],
  ['clock', 'VARCHAR'], ['reissued', 'BOOLEAN'],
  ['vehicleState', 'VARCHAR'], ['chargingState', 'VARCHAR'], ['speedKmh', 'FLOAT'], ['odometerKm', 'DOUBLE'], ['socPct', 'FLOAT'], ['totalVoltageV', 'FLOAT'],
  ['currentA', 'FLOAT'], ['insulationKohm', 'FLOAT'], ['cellMaxMv', 'INTEGER'], ['cellMaxNo', 'SMALLINT'], ['cellMinMv', 'INTEGER'], ['cellMinNo', 'SMALLINT'],
  ['tempMaxC', 'FLOAT'], ['tempMaxNo', 'SMALLINT'], ['tempMinC', 'FLOAT'], ['tempMinNo', 'SMALLINT'], ['alarmLevel', 'SMALLINT'], ['alarmBits', 'UINTEGER'],
  ['alarmBits2', 'UINTEGER'], ['alarmBits3', 'UINTEGER'], ['alarmBits4', 'UINTEGER'],
  ['lon', 'DOUBLE'], ['lat', 'DOUBLE'], ['lvBatteryMv', 'INTEGER'],
  ['batteryFaults', 'UINTEGER[]'], ['motorFaults', 'UINTEGER[]'], ['engineFaults', 'UINTEGER[]'], ['otherFaults', 'UINTEGER[]'],
  ['cellMv', 'INTEGER[]'], ['probeC', 'SMALLINT[]'], ['defects', 'VARCHAR[]'], ['frames', 'BLOB[]'],
];
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const columns: readonly Column[] = types.map(([field, type]) => ({ field, name: snake(field), type }));

const kindOf = (frame: Frame | undefined): RowKind => {
  switch (frame?.message.kind) {
    case 'report': return 'report';
    case 'login': return 'login';
    case 'logout': return frame.command === commands.logout ? 'logout' : 'other';
    default: return 'other';
  }
};

const orNull = <T>(list: T[]): T[] | null => (list.length === 0 ? null : list);

function cellsIn(items: readonly Item[]): (number | null)[] | null {
  const parts = items.flatMap((item) => (item.kind === 'cellVoltages' ? item.subsystems : []));
  const numbers = [...new Set(parts.map((part) => part.number ?? 0))].sort((a, b) => a - b);
  return orNull(numbers.flatMap((number) => Array.from(joinCells(parts.filter((part) => (part.number ?? 0) === number)).cellMv, (mv) => (cellMark(mv) === undefined ? mv : null))));
}
function probesIn(items: readonly Item[]): (number | null)[] | null {
  const parts = items.flatMap((item) => (item.kind === 'temperatures' ? item.subsystems : [])).toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return orNull(parts.flatMap((part) => Array.from(part.probes, (raw) => probeC(raw) ?? null)));
}
function faultsIn(items: readonly Item[]): Faults {
  const alarms = items.find((item) => item.kind === 'alarms');
  const list = (name: keyof Faults): number[] | null => (alarms === undefined || alarms[name].length === 0 ? null : [...alarms[name]]);
  return { batteryFaults: list('batteryFaults'), motorFaults: list('motorFaults'), engineFaults: list('engineFaults'), otherFaults: list('otherFaults') };
}

/** (W3) */
function decoded(bytes: Uint8Array, trust: Trust): { frame: Frame | undefined; defects: string[] } {
  try {
    const { verdict, signature, closed } = judge(bytes, trust);
    if (signature === 'wrong') return { frame: undefined, defects: ['wrongSignature'] };
    const defects = verdict.ok ? [] : verdict.problems.map((problem) => problem.code as string);
    return { frame: verdict.frame, defects: [...new Set(closed === undefined ? defects : [closed, ...defects])] };
  } catch {
    return { frame: undefined, defects: ['decoderFailed'] };
  }
}

type Told = { kind: RowKind; at: Date; clock: ClockMark; items: readonly Item[]; defects: string[] };

/** What a frame tells, and of which moment. (W1, W3) */
export function toldBy(journalled: PlacedFrame, trust: Trust): Told {
  const { frame, defects } = decoded(journalled.bytes, trust);
  const kind = kindOf(frame);
  const message = frame?.message;
  const said = message !== undefined && 'at' in message && message.at !== undefined ? new Date(message.at) : null;
  const { at, clock } = kind === 'other' ? { at: journalled.receivedAt, clock: 'good' as const } : eventTime(said, journalled.receivedAt);
  return { kind, at, clock, items: message?.kind === 'report' ? message.items : [], defects };
}

/** The row of a frame. */
export function rowOf(journalled: PlacedFrame, trust: Trust = trustNobody): HistoryRow {
  const { kind, at, clock, items, defects } = toldBy(journalled, trust);
  return {
    ...(items.length === 0 ? nothingMeasured : measuredIn(items)), ...faultsIn(items), cellMv: cellsIn(items), probeC: probesIn(items),
    vin: journalled.vin, collectedAt: at, receivedAt: journalled.receivedAt, kind, sequence: journalled.id, edition: journalled.edition, command: journalled.command,
    clock, reissued: journalled.command === commands.reissue, defects, frames: [journalled.bytes],
  };
}

/** The rows of frames in their order; reports without a believable clock each keep a place of their own. */
export function rowsOf(frames: readonly PlacedFrame[], trustOf: (vin: string, at: Date) => Trust): HistoryRow[] {
  const taken = new Set<string>();
  return frames.map((frame) => {
    const row = rowOf(frame, trustOf(frame.vin, frame.receivedAt));
    while (row.clock !== 'good' && taken.has(`${row.vin} ${row.collectedAt.getTime()}`)) row.collectedAt = new Date(row.collectedAt.getTime() + 1);
    taken.add(`${row.vin} ${row.collectedAt.getTime()}`);
    return row;
  });
}

/** 32 bits of a VIN (FNV-1a); its lowest bits choose the bucket, so that a larger number of buckets splits each evenly. */
export function vinHash(vin: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < vin.length; i++) hash = Math.imul(hash ^ vin.charCodeAt(i), 16_777_619);
  return (hash ^ (hash >>> 15)) & 0x7fff_ffff;
}
/** `buckets` is a power of two. */
export const bucketOf = (vin: string, buckets: number): number => vinHash(vin) & (buckets - 1);

/** A text as SQL says it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Where a row belongs. */
export type Shelf = { brandId: string; onDay: string; bucket: number; buckets: number };
export const shelfOf = (row: { vin: string; collectedAt: Date }, brandId: string, buckets: number): Shelf =>
  ({ brandId, onDay: beijingDay(row.collectedAt), bucket: bucketOf(row.vin, buckets), buckets });
export const folderOf = (shelf: Shelf): string => `brand=${shelf.brandId}/day=${shelf.onDay}/bucket=${String(shelf.bucket).padStart(3, '0')}`;
