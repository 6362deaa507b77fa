// What a journalled frame means to us: a report with what was measured, a login, a logout, or nothing we use.
// D1 no bytes make this throw; D2 what could be read before a defect is used, and the defect is named.
import { cellMark, decodeFrame, probeC, type ExtremesItem, type Frame, type Item } from '@careloop/gbt32960';
import { commands } from '@careloop/gbt32960';
import { nothingMeasured, type Measured } from './reading.ts';
import { vendorItemOf, vendorItemType } from './vendor-item.ts';

export type Understood =
  | { does: 'report'; reissued: boolean; saidAt: Date | null; measured: Measured; defects: string[] }
  | { does: 'login' | 'logout'; saidAt: Date | null; defects: string[] }
  | { does: 'nothing'; defects: string[] };

const known = <T>(value: T | undefined): T | null => value ?? null;

type Extremes = Pick<Measured, 'cellMaxMv' | 'cellMaxNo' | 'cellMinMv' | 'cellMinNo' | 'tempMaxC' | 'tempMaxNo' | 'tempMinC' | 'tempMinNo'>;

const saidExtremes = (item: ExtremesItem): Extremes => ({
  cellMaxMv: known(item.cellMaxMv), cellMaxNo: known(item.cellMaxNumber), cellMinMv: known(item.cellMinMv), cellMinNo: known(item.cellMinNumber),
  tempMaxC: known(item.tempMaxC), tempMaxNo: known(item.tempMaxProbe), tempMinC: known(item.tempMinC), tempMinNo: known(item.tempMinProbe),
});

const extremeFields = ['cellMaxMv', 'cellMaxNo', 'cellMinMv', 'cellMinNo', 'tempMaxC', 'tempMaxNo', 'tempMinC', 'tempMinNo'] as const;

type Range = { max: number; maxNo: number; min: number; minNo: number };
function widen(range: Range | null, value: number, number: number): Range {
  if (range === null) return { max: value, maxNo: number, min: value, minNo: number };
  if (value > range.max) return { ...range, max: value, maxNo: number };
  return value < range.min ? { ...range, min: value, minNo: number } : range;
}

/** Highest and lowest of the single cells and probes, for vehicles that send those and leave out the extremes. */
function countedExtremes(items: readonly Item[]): Extremes {
  let cells: Range | null = null;
  let temps: Range | null = null;
  for (const item of items) {
    if (item.kind === 'cellVoltages') {
      for (const part of item.subsystems) {
        part.cellMv.forEach((mv, index) => {
          if (cellMark(mv) === undefined) cells = widen(cells, mv, (part.firstCell ?? 1) + index);
        });
      }
    } else if (item.kind === 'temperatures') {
      for (const part of item.subsystems) {
        part.probes.forEach((raw, index) => {
          const celsius = probeC(raw);
          if (celsius !== undefined) temps = widen(temps, celsius, index + 1);
        });
      }
    }
  }
  const [cell, temp] = [cells as Range | null, temps as Range | null];
  return {
    cellMaxMv: cell?.max ?? null, cellMaxNo: cell?.maxNo ?? null, cellMinMv: cell?.min ?? null, cellMinNo: cell?.minNo ?? null,
    tempMaxC: temp?.max ?? null, tempMaxNo: temp?.maxNo ?? null, tempMinC: temp?.min ?? null, tempMinNo: temp?.minNo ?? null,
  };
}

/** Lays into `sum` what it does not know yet. */
function fillIn(sum: Measured, more: Partial<Measured>): void {
  for (const field in more) {
    const known = field as keyof Measured;
    if (sum[known] === null) (sum as Record<string, unknown>)[known] = more[known] ?? null;
  }
}

function measuredBy(item: Item): Partial<Measured> {
  switch (item.kind) {
    case 'vehicle':
      return {
        vehicleState: known(item.vehicleState), chargingState: known(item.chargingState), speedKmh: known(item.speedKmh), odometerKm: known(item.odometerKm),
        socPct: known(item.socPct), totalVoltageV: known(item.totalVoltageV), currentA: known(item.totalCurrentA), insulationKohm: known(item.insulationKohm),
      };
    case 'position':
      if (!item.fixed || item.longitudeDeg === undefined || item.latitudeDeg === undefined || (item.longitudeDeg === 0 && item.latitudeDeg === 0)) return {};
      return { lon: item.longitudeDeg, lat: item.latitudeDeg };
    case 'alarms': return { alarmLevel: known(item.level), alarmBits: known(item.flags) };
    case 'extremes': return saidExtremes(item);
    case 'custom': return item.typeId === vendorItemType ? vendorItemOf(item.data) : {};
    default: return {};
  }
}

/** What a report says, item by item; of two items of a kind the first that knows a value counts. */
export function measuredIn(items: readonly Item[]): Measured {
  const said: Measured = { ...nothingMeasured };
  for (const item of items) fillIn(said, measuredBy(item));
  if (extremeFields.some((field) => said[field] === null)) fillIn(said, countedExtremes(items));
  return said;
}

const moment = (frame: Frame): Date | null => ('at' in frame.message && frame.message.at !== undefined ? new Date(frame.message.at) : null);

/** Reads one frame as it came. (D1, D2) */
export function understand(bytes: Uint8Array): Understood {
  const verdict = decodeFrame(bytes);
  const defects = verdict.ok ? [] : [...new Set(verdict.problems.map((problem) => problem.code as string))];
  const frame = verdict.frame;
  if (frame === undefined) return { does: 'nothing', defects };
  switch (frame.message.kind) {
    case 'report':
      return { does: 'report', reissued: frame.command === commands.reissue, saidAt: moment(frame), measured: measuredIn(frame.message.items), defects };
    case 'login': return { does: 'login', saidAt: moment(frame), defects };
    case 'logout': return { does: frame.command === commands.logout ? 'logout' : 'nothing', saidAt: moment(frame), defects } as Understood;
    case 'sealed': return { does: 'nothing', defects: [...defects, 'encrypted'] };
    case 'unread': return { does: 'nothing', defects: defects.length > 0 ? defects : ['unknownCommand'] };
    default: return { does: 'nothing', defects };
  }
}
