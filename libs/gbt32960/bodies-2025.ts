// The information bodies of the 2025 edition, read and written, in the way of bodies-2016.ts and with its parts where the
// two editions differ only in numbers. A signature ends a report: what follows it is not signed.
import { noProbes, takeCellRow, takeProbes } from './cell-rows.ts';
import { fresh, readAlarmsBy, readCellsBy, readMotorsBy, readTemperaturesBy, writeAlarmsBy, writeMotorsBy, writePositionBy, writeTemperaturesBy } from './bodies-2016.ts';
import { left, note, putBytes, putRow, putUint, type Sink, type Source } from './cursor.ts';
import type { Dialect } from './dialect.ts';
import { countOf, marksOf, noMarks, readCount, readFields, scaled, worded, writeCount, writeFields, type Layout } from './fields.ts';
import type { Draft } from './frame.ts';
import type {
  AlarmItem, CellSubsystem, CellVoltageItem, EngineItem, HydrogenSystemItem, Motor, MotorItem, PositionItem, SignatureItem, Stack, StackItem,
  SuperCapacitorExtremesItem, SuperCapacitorItem, TemperatureItem, VehicleItem,
} from './items.ts';
import {
  alarmHead2025, cellPack2025, engine2025, motor2025, position2025, superCapacitor2025, superCapacitorExtremes2025, temperaturePack2025, vehicle2025,
} from './layouts-2025.ts';
import { gearByte2025, openGear2025, openPositionState } from './packed-bytes.ts';
import { readSignature, writeSignature } from './signature.ts';

export function readVehicle(source: Source): VehicleItem | undefined {
  if (left(source) < vehicle2025.size) return undefined;
  const { bytes, view, at } = source;
  const f = vehicle2025.fields;
  const raw = {
    vehicleState: bytes[at]!, chargingState: bytes[at + 1]!, runningMode: bytes[at + 2]!, speedKmh: view.getUint16(at + 3), odometerKm: view.getUint32(at + 5),
    totalVoltageV: view.getUint16(at + 9), totalCurrentA: view.getUint16(at + 11), socPct: bytes[at + 13]!, dcdcState: bytes[at + 14]!, gear: bytes[at + 15]!,
    insulationKohm: view.getUint16(at + 16),
  };
  source.flawed = false;
  const item: VehicleItem = {
    kind: 'vehicle', offset: 0, length: 0, raw, marks: noMarks,
    vehicleState: worded(source, f.vehicleState, raw.vehicleState), chargingState: worded(source, f.chargingState, raw.chargingState),
    runningMode: worded(source, f.runningMode, raw.runningMode), speedKmh: scaled(source, f.speedKmh, raw.speedKmh),
    odometerKm: scaled(source, f.odometerKm, raw.odometerKm), totalVoltageV: scaled(source, f.totalVoltageV, raw.totalVoltageV),
    totalCurrentA: scaled(source, f.totalCurrentA, raw.totalCurrentA), socPct: scaled(source, f.socPct, raw.socPct),
    dcdcState: worded(source, f.dcdcState, raw.dcdcState), gear: undefined, insulationKohm: scaled(source, f.insulationKohm, raw.insulationKohm),
    acceleratorPct: undefined, brakePct: undefined, drivingForce: undefined, brakingForce: undefined, brakeOn: undefined,
  };
  if (source.flawed) item.marks = marksOf(vehicle2025, source, at, raw);
  openGear2025(item, source, at + 15);
  source.at = at + vehicle2025.size;
  return item;
}
export const writeVehicle = (sink: Sink, item: Draft<VehicleItem>): void => writeFields(vehicle2025, sink, item, { gear: gearByte2025(item) });

function readMotor(source: Source): Motor {
  const { bytes, view, at } = source;
  const how = source.dialect.motor2025;
  const f = how.fields;
  const raw = {
    number: bytes[at]!, state: bytes[at + 1]!, controllerTempC: bytes[at + 2]!, speedRpm: view.getUint16(at + 3), torqueNm: view.getUint32(at + 5), tempC: bytes[at + 9]!,
  };
  source.flawed = false;
  const motor: Motor = {
    raw, marks: noMarks, number: scaled(source, f.number, raw.number), state: worded(source, f.state, raw.state),
    controllerTempC: scaled(source, f.controllerTempC, raw.controllerTempC), speedRpm: scaled(source, f.speedRpm, raw.speedRpm),
    torqueNm: scaled(source, f.torqueNm, raw.torqueNm), tempC: scaled(source, f.tempC, raw.tempC), controllerVoltageV: undefined, controllerCurrentA: undefined,
  };
  if (source.flawed) motor.marks = marksOf(how, source, at, raw);
  source.at = at + motor2025.size;
  return motor;
}
export const readMotors = (source: Source): MotorItem | undefined => readMotorsBy(source, motor2025.size, readMotor);
export const writeMotors = (sink: Sink, item: Draft<MotorItem>, dialect: Dialect): void => writeMotorsBy(sink, item, dialect.motor2025);

export function readHydrogenSystem(source: Source): HydrogenSystemItem | undefined {
  const how = source.dialect.hydrogenSystem2025;
  if (left(source) < how.size) return undefined;
  const item: HydrogenSystemItem = { kind: 'hydrogenSystem', ...fresh() };
  readFields(how, source, item);
  return item;
}
export const writeHydrogenSystem = (sink: Sink, item: Draft<HydrogenSystemItem>, dialect: Dialect): void => writeFields(dialect.hydrogenSystem2025, sink, item);

export function readEngine(source: Source): EngineItem | undefined {
  if (left(source) < engine2025.size) return undefined;
  const item: EngineItem = { kind: 'engine', ...fresh() };
  readFields(engine2025, source, item);
  return item;
}
export const writeEngine = (sink: Sink, item: Draft<EngineItem>): void => writeFields(engine2025, sink, item);

export function readPosition(source: Source): PositionItem | undefined {
  if (left(source) < position2025.size) return undefined;
  const { bytes, view, at } = source;
  const f = position2025.fields;
  const raw = { state: bytes[at]!, coordinates: bytes[at + 1]!, longitudeDeg: view.getUint32(at + 2), latitudeDeg: view.getUint32(at + 6) };
  source.flawed = false;
  const item: PositionItem = {
    kind: 'position', offset: 0, length: 0, raw, marks: noMarks, fixed: false, coordinates: worded(source, f.coordinates, raw.coordinates),
    longitudeDeg: scaled(source, f.longitudeDeg, raw.longitudeDeg), latitudeDeg: scaled(source, f.latitudeDeg, raw.latitudeDeg),
  };
  if (source.flawed) item.marks = marksOf(position2025, source, at, raw);
  openPositionState(item, source, at);
  source.at = at + position2025.size;
  return item;
}
export const writePosition = (sink: Sink, item: Draft<PositionItem>): void => writePositionBy(sink, item, position2025);

/** Behind the lists of 2016, general alarms with the level of each. A number without a name is kept and noted (§14, 18). */
export function readAlarms(source: Source): AlarmItem | undefined {
  const item = readAlarmsBy(source, alarmHead2025, 28);
  if (item === undefined || left(source) < 1) return undefined;
  const count = readCount(source, 1, 'gradedCount', item, 0, source.dialect.settings.faultsMost);
  if (left(source) < count * 2) return undefined;
  item.graded = [];
  for (let i = 0; i < count; i++) {
    const bit = source.bytes[source.at]!;
    const level = source.bytes[source.at + 1]!;
    if (bit > 27) note(source, 'unknownAlarm', source.at, `general alarm ${bit}`);
    if (level > 4) note(source, 'numberOutOfRange', source.at + 1, `level of general alarm ${bit} is ${level}`);
    item.graded.push({ bit, level });
    source.at += 2;
  }
  return item;
}
export function writeAlarms(sink: Sink, item: Draft<AlarmItem>): void {
  writeAlarmsBy(sink, item, alarmHead2025);
  const graded = item.graded ?? [];
  writeCount(sink, 1, 'gradedCount', graded.length, item);
  for (const { bit, level } of graded) {
    putUint(sink, 1, bit, 'bit of a graded alarm');
    putUint(sink, 1, level, 'level of a graded alarm');
  }
}

function readCellPack(source: Source): CellSubsystem | undefined {
  if (left(source) < cellPack2025.size + 2) return undefined;
  const { bytes, view, at } = source;
  const f = cellPack2025.fields;
  const raw = { number: bytes[at]!, voltageV: view.getUint16(at + 1), currentA: view.getUint16(at + 3), cellCount: view.getUint16(at + 5), firstCell: undefined };
  source.flawed = false;
  const { cellScale } = source.dialect.settings;
  const pack: CellSubsystem = {
    raw, marks: noMarks, cellMv: noCells, number: scaled(source, f.number, raw.number), voltageV: scaled(source, f.voltageV, raw.voltageV),
    currentA: scaled(source, f.currentA, raw.currentA), cellCount: undefined, firstCell: undefined,
    scale: cellScale.stepMv === 1 && cellScale.zeroMv === 0 ? undefined : cellScale,
  };
  if (source.flawed) pack.marks = marksOf(cellPack2025, source, at, raw);
  source.at = at + cellPack2025.size + 2;
  const count = countOf(source, 2, at + cellPack2025.size, 'cellCount', pack, raw.cellCount, 1, 65531);
  if (pack.marks.cellCount === undefined) pack.cellCount = count;
  const row = takeCellRow(source, count);
  if (row === undefined) return undefined;
  pack.cellMv = row;
  return pack;
}
const noCells = new Uint16Array(0);
/** All units of a pack come in one item; nothing is split any more. */
export const readCellVoltages = (source: Source): CellVoltageItem | undefined => readCellsBy(source, 0, 50, readCellPack);
function writeRow(sink: Sink, body: { cellMv: Uint16Array }): void {
  writeCount(sink, 2, 'cellCount', body.cellMv.length, body);
  putRow(sink, body.cellMv);
}
export function writeCellVoltages(sink: Sink, item: Draft<CellVoltageItem>): void {
  writeCount(sink, 1, 'count', item.subsystems.length, item);
  for (const pack of item.subsystems) {
    writeFields(cellPack2025, sink, pack);
    writeRow(sink, pack);
  }
}

export const readTemperatures = (source: Source): TemperatureItem | undefined => readTemperaturesBy(source, 0, 50, temperaturePack2025);
export const writeTemperatures = (sink: Sink, item: Draft<TemperatureItem>): void => writeTemperaturesBy(sink, item, temperaturePack2025);

function writeProbes(sink: Sink, body: { probes: Uint8Array }): void {
  writeCount(sink, 2, 'probeCount', body.probes.length, body);
  putBytes(sink, body.probes);
}

export function readStacks(source: Source): StackItem | undefined {
  const how = source.dialect.stack2025;
  if (left(source) < 1) return undefined;
  const item: StackItem = { kind: 'stacks', ...fresh(), stacks: [] };
  const count = readCount(source, 1, 'count', item, 1, 253);
  for (let i = 0; i < count; i++) {
    if (left(source) < how.size + 2) return undefined;
    const stack: Stack = { raw: {}, marks: noMarks, probes: noProbes };
    readFields(how, source, stack);
    const probes = takeProbes(source, readCount(source, 2, 'probeCount', stack, 0, 65531));
    if (probes === undefined) return undefined;
    stack.probes = probes;
    item.stacks.push(stack);
  }
  return item;
}
export function writeStacks(sink: Sink, item: Draft<StackItem>, how: Layout): void {
  writeCount(sink, 1, 'count', item.stacks.length, item);
  for (const stack of item.stacks) {
    writeFields(how, sink, stack);
    writeProbes(sink, stack);
  }
}

export function readSuperCapacitor(source: Source): SuperCapacitorItem | undefined {
  if (left(source) < superCapacitor2025.size + 4) return undefined;
  const item: SuperCapacitorItem = { kind: 'superCapacitor', ...fresh(), cellMv: noCells, probes: noProbes };
  readFields(superCapacitor2025, source, item);
  const row = takeCellRow(source, readCount(source, 2, 'cellCount', item, 1, 65531));
  if (row === undefined || left(source) < 2) return undefined;
  item.cellMv = row;
  const probes = takeProbes(source, readCount(source, 2, 'probeCount', item, 1, 65531));
  if (probes === undefined) return undefined;
  item.probes = probes;
  return item;
}
export function writeSuperCapacitor(sink: Sink, item: Draft<SuperCapacitorItem>): void {
  writeFields(superCapacitor2025, sink, item);
  writeRow(sink, item);
  writeProbes(sink, item);
}

export function readSuperCapacitorExtremes(source: Source): SuperCapacitorExtremesItem | undefined {
  if (left(source) < superCapacitorExtremes2025.size) return undefined;
  const item: SuperCapacitorExtremesItem = { kind: 'superCapacitorExtremes', ...fresh() };
  readFields(superCapacitorExtremes2025, source, item);
  return item;
}
export const writeSuperCapacitorExtremes = (sink: Sink, item: Draft<SuperCapacitorExtremesItem>): void => writeFields(superCapacitorExtremes2025, sink, item);

export function readSignatureItem(source: Source): SignatureItem | undefined {
  const signature = readSignature(source);
  return signature === undefined ? undefined : { kind: 'signature', offset: 0, length: 0, ...signature };
}
export const writeSignatureItem = (sink: Sink, item: Draft<SignatureItem>): void => writeSignature(sink, item);
