// What a journalled frame means to us: a report with what was measured, a login, a logout, or nothing we use. Both editions
// of the standard say the same things in the same kinds of items.
// D1 no bytes make this throw; D2 what could be read before a defect is used, and the defect is named; D3 a place whose
// coordinates are not known is no place; D4 a report with a wrong signature says nothing.
import { cellVoltageMv, commands, type AlarmItem, type CellVoltageItem, type Frame, type Item, type PositionItem, type TemperatureItem } from '@careloop/gbt32960';
import { judge, trustNobody, type SignatureVerdict, type Trust } from '#gateway';
import { wgs84Of } from './coordinates.ts';
import { nothingMeasured, type Measured } from './reading.ts';
import { vendorItemOf, vendorItemType } from './vendor-item.ts';

export type NamedCode = { part: 'battery' | 'motor' | 'engine' | 'other'; code: number };
export type Understood =
  | { does: 'report'; reissued: boolean; saidAt: Date | null; measured: Measured; /** Maker's codes it names, where it names any. */ faults?: NamedCode[]; signature: Exclude<SignatureVerdict, 'wrong'>; defects: string[] }
  | { does: 'login' | 'logout'; saidAt: Date | null; defects: string[] }
  | { does: 'nothing'; defects: string[] };

const extremeFields = ['cellMaxMv', 'cellMaxNo', 'cellMinMv', 'cellMinNo', 'tempMaxC', 'tempMaxNo', 'tempMinC', 'tempMinNo'] as const;

/** Highest and lowest of a row of numbers as it is gone through; the first of equals counts. */
type Range = { max: number; maxNo: number; min: number; minNo: number };
const nowhere = (): Range => ({ max: Number.NEGATIVE_INFINITY, maxNo: 0, min: Number.POSITIVE_INFINITY, minNo: 0 });

function widenByCells(range: Range, item: CellVoltageItem): void {
  for (const part of item.subsystems) {
    const first = part.firstCell ?? 1;
    for (let index = 0; index < part.cellMv.length; index++) {
      const mv = cellVoltageMv(part, index);
      if (mv === undefined) continue;
      if (mv > range.max) [range.max, range.maxNo] = [mv, first + index];
      if (mv < range.min) [range.min, range.minNo] = [mv, first + index];
    }
  }
}

function widenByProbes(range: Range, item: TemperatureItem): void {
  for (const { probes } of item.subsystems) {
    for (let index = 0; index < probes.length; index++) {
      const raw = probes[index] as number;
      if (raw > 250) continue;
      if (raw > range.max) [range.max, range.maxNo] = [raw, index + 1];
      if (raw < range.min) [range.min, range.minNo] = [raw, index + 1];
    }
  }
}

/** WGS-84 of a position that can be believed. (D3) */
function placeOf(item: PositionItem): { lon: number; lat: number } | undefined {
  const { fixed, coordinates, longitudeDeg: lon, latitudeDeg: lat } = item;
  if (!fixed || lon === undefined || lat === undefined || (lon === 0 && lat === 0)) return undefined;
  return coordinates === 'wgs84' ? { lon, lat } : coordinates === 'gcj02' ? wgs84Of({ lon, lat }) : undefined;
}

/** Lays what `said` knows into `measured` where that knows nothing. */
function fill(measured: Measured, said: { [Field in keyof Measured]?: Measured[Field] | undefined }): void {
  for (const field in said) { // what an item says, not all that could be said: every frame passes here several times
    const value = said[field as keyof Measured];
    if (value !== undefined && measured[field as keyof Measured] === null) (measured as Record<string, unknown>)[field] = value;
  }
}

/** The levels of single flags as 2025 tells them. A flag that is up and not on the list may be as bad as the worst. */
function gradesOf(item: AlarmItem): { alarmBits2?: number; alarmBits3?: number; alarmBits4?: number } {
  if (item.graded === undefined || item.graded.length === 0) return {};
  const listed = item.graded.filter(({ bit, level }) => bit < 32 && level <= 4);
  const unlisted = listed.reduce((bits, { bit }) => bits & ~(1 << bit), item.flags ?? 0);
  const from = (least: number): number => listed.reduce((bits, { bit, level }) => (level >= least ? bits | (1 << bit) : bits), (item.level ?? 0) >= least ? unlisted : 0);
  return { alarmBits2: from(2) >>> 0, alarmBits3: from(3) >>> 0, alarmBits4: from(4) >>> 0 };
}

function fillBy(measured: Measured, item: Item): void {
  switch (item.kind) {
    case 'vehicle':
      return fill(measured, {
        vehicleState: item.vehicleState, chargingState: item.chargingState, speedKmh: item.speedKmh, odometerKm: item.odometerKm, socPct: item.socPct,
        totalVoltageV: item.totalVoltageV, currentA: item.totalCurrentA, insulationKohm: item.insulationKohm,
      });
    case 'position': return fill(measured, placeOf(item) ?? {});
    case 'alarms': return fill(measured, { alarmLevel: item.level, alarmBits: item.flags, ...gradesOf(item) });
    case 'extremes':
      return fill(measured, {
        cellMaxMv: item.cellMaxMv, cellMaxNo: item.cellMaxNumber, cellMinMv: item.cellMinMv, cellMinNo: item.cellMinNumber,
        tempMaxC: item.tempMaxC, tempMaxNo: item.tempMaxProbe, tempMinC: item.tempMinC, tempMinNo: item.tempMinProbe,
      });
    case 'custom': return item.typeId === vendorItemType ? fill(measured, vendorItemOf(item.data)) : undefined;
  }
}

/**
 * What a report says, item by item; of two items of a kind the first that knows a value counts. Where no extremes are told,
 * as in 2025, they are those of the single cells and probes.
 */
export function measuredIn(items: readonly Item[]): Measured {
  const measured = { ...nothingMeasured };
  for (const item of items) fillBy(measured, item);
  if (extremeFields.every((field) => measured[field] !== null)) return measured;
  const [cells, temps] = [nowhere(), nowhere()];
  for (const item of items) {
    if (item.kind === 'cellVoltages') widenByCells(cells, item);
    else if (item.kind === 'temperatures') widenByProbes(temps, item);
  }
  if (cells.maxNo > 0) fill(measured, { cellMaxMv: Math.round(cells.max), cellMaxNo: cells.maxNo, cellMinMv: Math.round(cells.min), cellMinNo: cells.minNo });
  if (temps.maxNo > 0) fill(measured, { tempMaxC: temps.max - 40, tempMaxNo: temps.maxNo, tempMinC: temps.min - 40, tempMinNo: temps.minNo });
  return measured;
}

/** So many codes of a part are believed; a frame has room for thousands. */
const codesMost = 64;

/** The maker's fault codes a report names, each once; undefined when it names none. */
export function faultsIn(items: readonly Item[]): NamedCode[] | undefined {
  let named: NamedCode[] | undefined;
  for (const item of items) {
    if (item.kind !== 'alarms') continue;
    for (const [part, list] of [['battery', item.batteryFaults], ['motor', item.motorFaults], ['engine', item.engineFaults], ['other', item.otherFaults]] as const) {
      if (list.length === 0) continue;
      named = [...(named ?? []), ...[...new Set(list)].slice(0, codesMost).map((code) => ({ part, code }))];
    }
  }
  return named;
}

const moment = (frame: Frame): Date | null => ('at' in frame.message && frame.message.at !== undefined ? new Date(frame.message.at) : null);

/** Reads one frame as it came, by what is known of its car. (D1, D2) */
export function understand(bytes: Uint8Array, trust: Trust = trustNobody): Understood {
  const { verdict, signature, closed } = judge(bytes, trust);
  const defects = verdict.ok ? [] : [...new Set(verdict.problems.map((problem) => problem.code as string))];
  const frame = verdict.frame;
  if (frame === undefined) return { does: 'nothing', defects };
  switch (frame.message.kind) {
    case 'report': {
      if (signature === 'wrong') return { does: 'nothing', defects: ['wrongSignature'] }; // D4
      const faults = faultsIn(frame.message.items);
      return { does: 'report', reissued: frame.command === commands.reissue, saidAt: moment(frame), measured: measuredIn(frame.message.items), ...(faults === undefined ? {} : { faults }), signature, defects };
    }
    case 'login': return { does: 'login', saidAt: moment(frame), defects };
    case 'logout': return { does: frame.command === commands.logout ? 'logout' : 'nothing', saidAt: moment(frame), defects } as Understood;
    case 'sealed': return { does: 'nothing', defects: [closed ?? 'sealedNoKey'] };
    case 'unread': return { does: 'nothing', defects: defects.length > 0 ? defects : ['unknownCommand'] };
    default: return { does: 'nothing', defects };
  }
}
