// Writes the journal on into the lake: frames in batches become files, and the files count from the transaction that moves
// the cursors of the parts. H1 killed anywhere, nothing is lost and nothing counts twice: a file that was written and is not on the
// list does not count; H2 the history never reads ahead of telemetry, which decides whose a frame is; H3 two writers
// may try at once, one of them wins and the other's files do not count; H4 no transaction is open while files are made;
// H5 what comes again (repeat, reissue) is laid into the row that is there: a vehicle, moment and kind never has two.
import { trustOfCars } from '#gateway';
import { system } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { cursorsOf } from '#platform/stream/cursors';
import { allParts, type JournalFrame } from '#platform/stream/stream';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import { dropFiles, dropLateFrames, filesBeside, lateFrames, listFiles, moveHistory, widenDays, type PartMove, type VehicleDay } from './history-store.ts';
import { rowsOf, shelfOf, type HistoryRow, type PlacedFrame, type Shelf } from './history-row.ts';
import { knownVehicles } from './known-vehicles.ts';
import type { Added, Lake } from './lake.ts';
import { historyReader, reader as telemetryReader } from './readers.ts';

type Batch = { moves: PartMove[]; journal: JournalFrame[]; late: PlacedFrame[]; brands: Map<string, string>; trustOf: Awaited<ReturnType<typeof trustOfCars>> };
export type HistoryTurn = { frames: number; rows: number; files: number; won: boolean };

/** A part's frames after a position that telemetry has read; `all`: more was not there. (H2) */
async function readPart(tx: Tx, part: number, after: number, readTo: number, limit: number): Promise<{ frames: JournalFrame[]; all: boolean }> {
  const frames: JournalFrame[] = [];
  while (frames.length < limit) {
    const next = await tx.stream.read(tx, historyReader, part, frames.at(-1)?.id ?? after, limit - frames.length);
    if (next.length === 0) return { frames, all: true };
    const read = next.filter((frame) => frame.id <= readTo);
    frames.push(...read);
    if (read.length < next.length) break;
  }
  return { frames, all: false };
}

/** What waits in these parts: frames that telemetry has read and the lake has not. Undefined before history has begun. */
const takeBatch = (world: World, parts: readonly number[], limit: number): Promise<Batch | undefined> => unitOfWork(world, system('history'), async (tx) => {
  const own = (await cursorsOf(tx, historyReader)).filter((cursor) => parts.includes(cursor.part));
  if (own.length === 0) return undefined;
  const readTo = new Map((await cursorsOf(tx, telemetryReader)).map((cursor) => [cursor.part, cursor.position]));
  const late = await lateFrames(tx, parts, limit);
  const waiting = new Set(await tx.stream.waiting(tx, historyReader, parts));
  const journal: JournalFrame[] = [];
  const moves: PartMove[] = [];
  for (const { part, position } of own.toSorted((a, b) => a.movedAt.getTime() - b.movedAt.getTime())) {
    const upTo = readTo.get(part) ?? 0;
    const { frames, all } = !waiting.has(part) ? { frames: [], all: true } : upTo > position ? await readPart(tx, part, position, upTo, limit - journal.length) : { frames: [], all: false };
    journal.push(...frames);
    moves.push({ part, from: position, to: frames.at(-1)?.id ?? position, writtenTo: all ? tx.now : (frames.at(-1)?.receivedAt ?? new Date(0)) });
  }
  const brands = new Map([...(await knownVehicles(tx, [...journal, ...late].map((frame) => frame.vin)))].map(([vin, of]) => [vin, of.brandId]));
  return { moves, journal, late, brands, trustOf: await trustOfCars(tx, [...brands.keys()]) };
});

/** Rows by the shelf they belong to; frames of cars that nobody registered stay out until somebody does. */
function byShelf(batch: Batch, buckets: number): Map<string, { shelf: Shelf; rows: HistoryRow[] }> {
  const shelves = new Map<string, { shelf: Shelf; rows: HistoryRow[] }>();
  for (const row of rowsOf([...batch.late, ...batch.journal].filter((frame) => batch.brands.has(frame.vin)), batch.trustOf)) {
    const shelf = shelfOf(row, batch.brands.get(row.vin) as string, buckets);
    const key = `${shelf.brandId} ${shelf.onDay} ${shelf.bucket}`;
    const known = shelves.get(key) ?? { shelf, rows: [] };
    known.rows.push(row);
    shelves.set(key, known);
  }
  return shelves;
}

const larger = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
const smaller = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** What each car's days were like at their worst. */
export function daysOf(rows: readonly HistoryRow[], brands: ReadonlyMap<string, string>): VehicleDay[] {
  const days = new Map<string, VehicleDay>();
  for (const row of rows) {
    if (row.kind !== 'report') continue;
    const onDay = beijingDay(row.collectedAt);
    const day = days.get(`${row.vin} ${onDay}`) ?? {
      vin: row.vin, onDay, brandId: brands.get(row.vin) ?? '', cellSpreadMaxMv: null, tempMaxC: null, tempMinC: null, insulationMinKohm: null, lvBatteryMinMv: null,
      socMinPct: null, odometerMinKm: null, odometerMaxKm: null,
    };
    days.set(`${row.vin} ${onDay}`, {
      ...day, cellSpreadMaxMv: larger(day.cellSpreadMaxMv, row.cellMaxMv === null || row.cellMinMv === null ? null : row.cellMaxMv - row.cellMinMv),
      tempMaxC: larger(day.tempMaxC, row.tempMaxC), tempMinC: smaller(day.tempMinC, row.tempMinC), insulationMinKohm: smaller(day.insulationMinKohm, row.insulationKohm),
      lvBatteryMinMv: smaller(day.lvBatteryMinMv, row.lvBatteryMv), socMinPct: smaller(day.socMinPct, row.socPct),
      odometerMinKm: smaller(day.odometerMinKm, row.odometerKm), odometerMaxKm: larger(day.odometerMaxKm, row.odometerKm),
    });
  }
  return [...days.values()];
}

type Made = { shelf: Shelf; added: Added };

/** Puts the files on the list and moves the cursors, in one transaction; false when another writer was faster. (H1, H3) */
const count = (world: World, batch: Batch, files: readonly Made[], days: readonly VehicleDay[]): Promise<boolean> => unitOfWork(world, system('history'), async (tx) => {
  if (!(await moveHistory(tx, batch.moves))) throw new Error('the parts were written by another');
  if ((await dropLateFrames(tx, batch.late.map((frame) => frame.id))) !== batch.late.length) throw new Error('late frames were written by another');
  const replaced = files.flatMap(({ added }) => added.replaced);
  if (replaced.length > 0 && (await dropFiles(tx, replaced)) !== replaced.length) throw new Error('files were merged by another'); // H5
  const written = files.flatMap(({ shelf, added }) => (added.written === undefined ? [] : [{ shelf, written: added.written }]));
  if (written.length > 0) await listFiles(tx, written);
  if (days.length > 0) await widenDays(tx, days);
  return true;
});

/** One turn over these parts: about `limit` frames. */
export async function writeHistory(world: World, lake: Lake, limit = 20_000, parts: readonly number[] = allParts): Promise<HistoryTurn> {
  const batch = await takeBatch(world, parts, limit);
  if (batch === undefined) return { frames: 0, rows: 0, files: 0, won: false };
  const shelves = [...byShelf(batch, lake.buckets).values()];
  const beside = await unitOfWork(world, system('history'), async (tx) => {
    const names: string[][] = [];
    for (const { shelf, rows } of shelves) names.push(await filesBeside(tx, shelf, rows));
    return names;
  });
  const files: Made[] = [];
  for (const [index, { shelf, rows }] of shelves.entries()) files.push({ shelf, added: await lake.add(shelf, rows, beside[index] ?? []) }); // H4
  const written = files.flatMap(({ added }) => added.written ?? []);
  const won = await count(world, batch, files, daysOf(shelves.flatMap((shelf) => shelf.rows), batch.brands)).catch(async (error: unknown) => {
    if (!/by another/.test(String(error))) throw error;
    return false;
  });
  if (!won) for (const { name } of written) await lake.bucket.remove(name);
  return { frames: batch.journal.length + batch.late.length, rows: won ? files.reduce((sum, { added }) => sum + added.rows, 0) : 0, files: won ? written.length : 0, won };
}
