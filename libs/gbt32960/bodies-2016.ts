// The information bodies of the 2016 edition, read and written: fixed fields by their layouts, lists by their counts.
// No list is made before its bytes are known to be there, so a count that lies costs nothing. Bodies that every car sends
// every few seconds are read in one piece, so that all objects of a kind have one shape; why a value is missing is only
// looked for when one is (`flawed`). The rare ones are read field by field.
import { noProbes, takeCellRow, takeProbes } from './cell-rows.ts';
import { left, note, putBytes, putRow, putUint, takeBytes, takeUint, type Sink, type Source } from './cursor.ts';
import { countOf, marksOf, noMarks, readCount, readFields, scaled, worded, writeCount, writeFields, type Layout, type Reading } from './fields.ts';
import type { Draft } from './frame.ts';
import type {
  AlarmItem, CellSubsystem, CellVoltageItem, CustomItem, EngineItem, ExtremesItem, FuelCellItem, Motor, MotorItem, Placed, PositionItem,
  TemperatureItem, TemperatureSubsystem, VehicleItem,
} from './items.ts';
import {
  alarmHead2016, cellSubsystem2016, engine2016, extremes2016, fuelCellHead2016, fuelCellTail2016, motor2016, position2016,
  temperatureSubsystem2016, vehicle2016,
} from './layouts-2016.ts';
import { brakeByte2016, gearByte2016, openBrake2016, openGear2016, openPositionState, positionStateByte } from './packed-bytes.ts';

/** Stands where a list will be: a list of one, which most are, is made with one place and not with room to grow. */
const none: never[] = [];

export const fresh = (): Placed & Reading => ({ offset: 0, length: 0, raw: {}, marks: noMarks });

export function readVehicle(source: Source): VehicleItem | undefined {
  if (left(source) < vehicle2016.size) return undefined;
  const { bytes, view, at } = source;
  const f = vehicle2016.fields;
  const raw = {
    vehicleState: bytes[at]!, chargingState: bytes[at + 1]!, runningMode: bytes[at + 2]!, speedKmh: view.getUint16(at + 3), odometerKm: view.getUint32(at + 5),
    totalVoltageV: view.getUint16(at + 9), totalCurrentA: view.getUint16(at + 11), socPct: bytes[at + 13]!, dcdcState: bytes[at + 14]!, gear: bytes[at + 15]!,
    insulationKohm: view.getUint16(at + 16), acceleratorPct: bytes[at + 18]!, brakePct: bytes[at + 19]!,
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
  const onPlatform = source.dialect.settings.link === 'platform';
  if (onPlatform) item.reservedWord = view.getUint16(at + 18);
  else item.acceleratorPct = scaled(source, f.acceleratorPct, raw.acceleratorPct);
  if (source.flawed) item.marks = marksOf(vehicle2016, source, at, onPlatform ? { ...raw, acceleratorPct: undefined } : raw);
  openGear2016(item, source, at + 15);
  if (!onPlatform) openBrake2016(item);
  source.at = at + vehicle2016.size;
  return item;
}
export function writeVehicle(sink: Sink, item: Draft<VehicleItem>): void {
  const word = item.reservedWord;
  if (word === undefined) return writeFields(vehicle2016, sink, item, { gear: gearByte2016(item), brakePct: brakeByte2016(item) });
  if (!(word >= 0 && word <= 0xffff)) throw new RangeError(`reservedWord: ${word} does not fit in 2 byte(s)`);
  const pedal = { marks: { ...item.marks, acceleratorPct: 'outOfRange' }, raw: { ...item.raw, acceleratorPct: word >> 8 }, acceleratorPct: undefined };
  writeFields(vehicle2016, sink, { ...item, ...pedal }, { gear: gearByte2016(item), brakePct: word & 0xff });
}

function readMotor(source: Source): Motor {
  const { bytes, view, at } = source;
  const f = motor2016.fields;
  const raw = {
    number: bytes[at]!, state: bytes[at + 1]!, controllerTempC: bytes[at + 2]!, speedRpm: view.getUint16(at + 3), torqueNm: view.getUint16(at + 5),
    tempC: bytes[at + 7]!, controllerVoltageV: view.getUint16(at + 8), controllerCurrentA: view.getUint16(at + 10),
  };
  source.flawed = false;
  const motor: Motor = {
    raw, marks: noMarks, number: scaled(source, f.number, raw.number), state: worded(source, f.state, raw.state),
    controllerTempC: scaled(source, f.controllerTempC, raw.controllerTempC), speedRpm: scaled(source, f.speedRpm, raw.speedRpm),
    torqueNm: scaled(source, f.torqueNm, raw.torqueNm), tempC: scaled(source, f.tempC, raw.tempC),
    controllerVoltageV: scaled(source, f.controllerVoltageV, raw.controllerVoltageV), controllerCurrentA: scaled(source, f.controllerCurrentA, raw.controllerCurrentA),
  };
  if (source.flawed) motor.marks = marksOf(motor2016, source, at, raw);
  source.at = at + motor2016.size;
  return motor;
}

/** Any edition's motors: `size` bytes each, read by `readOne`. */
export function readMotorsBy(source: Source, size: number, readOne: (source: Source) => Motor): MotorItem | undefined {
  if (left(source) < 1) return undefined;
  const raw = source.bytes[source.at]!;
  const item: MotorItem = { kind: 'motors', offset: 0, length: 0, raw: { count: raw }, marks: noMarks, motors: none };
  const count = countOf(source, 1, source.at, 'count', item, raw, 1, 253);
  source.at += 1;
  if (left(source) < count * size) return undefined;
  item.motors = count === 0 ? [] : [readOne(source)];
  for (let i = 1; i < count; i++) item.motors.push(readOne(source));
  return item;
}
export const readMotors = (source: Source): MotorItem | undefined => readMotorsBy(source, motor2016.size, readMotor);
export function writeMotorsBy(sink: Sink, item: Draft<MotorItem>, how: Layout): void {
  writeCount(sink, 1, 'count', item.motors.length, item);
  for (const motor of item.motors) writeFields(how, sink, motor);
}
export const writeMotors = (sink: Sink, item: Draft<MotorItem>): void => writeMotorsBy(sink, item, motor2016);

export function readFuelCell(source: Source): FuelCellItem | undefined {
  if (left(source) < fuelCellHead2016.size + 2) return undefined;
  const item: FuelCellItem = { kind: 'fuelCell', ...fresh(), probes: new Uint8Array(0) };
  readFields(fuelCellHead2016, source, item);
  const probes = readCount(source, 2, 'probeCount', item, 0, 65531);
  if (left(source) < probes + fuelCellTail2016.size) return undefined;
  item.probes = takeBytes(source, probes);
  readFields(fuelCellTail2016, source, item);
  return item;
}
export function writeFuelCell(sink: Sink, item: Draft<FuelCellItem>): void {
  writeFields(fuelCellHead2016, sink, item);
  writeCount(sink, 2, 'probeCount', item.probes.length, item);
  putBytes(sink, item.probes);
  writeFields(fuelCellTail2016, sink, item);
}

export function readEngine(source: Source): EngineItem | undefined {
  if (left(source) < engine2016.size) return undefined;
  const item: EngineItem = { kind: 'engine', ...fresh() };
  readFields(engine2016, source, item);
  return item;
}
export const writeEngine = (sink: Sink, item: Draft<EngineItem>): void => writeFields(engine2016, sink, item);

export function readPosition(source: Source): PositionItem | undefined {
  if (left(source) < position2016.size) return undefined;
  const { bytes, view, at } = source;
  const f = position2016.fields;
  const raw = { state: bytes[at]!, longitudeDeg: view.getUint32(at + 1), latitudeDeg: view.getUint32(at + 5) };
  source.flawed = false;
  const item: PositionItem = {
    kind: 'position', offset: 0, length: 0, raw, marks: noMarks, fixed: false, coordinates: source.dialect.settings.coordinates,
    longitudeDeg: scaled(source, f.longitudeDeg, raw.longitudeDeg), latitudeDeg: scaled(source, f.latitudeDeg, raw.latitudeDeg),
  };
  if (source.flawed) item.marks = marksOf(position2016, source, at, raw);
  openPositionState(item, source, at);
  source.at = at + position2016.size;
  return item;
}
export const writePosition = (sink: Sink, item: Draft<PositionItem>): void => writePositionBy(sink, item, position2016);
export function writePositionBy(sink: Sink, item: Draft<PositionItem>, how: Layout): void {
  const unsigned = (degrees: number | undefined): number | undefined => (degrees === undefined ? undefined : Math.abs(degrees));
  writeFields(how, sink, { ...item, longitudeDeg: unsigned(item.longitudeDeg), latitudeDeg: unsigned(item.latitudeDeg) },
    { state: positionStateByte(item) });
}

export function readExtremes(source: Source): ExtremesItem | undefined {
  if (left(source) < extremes2016.size) return undefined;
  const { bytes, view, at } = source;
  const f = extremes2016.fields;
  const raw = {
    cellMaxSubsystem: bytes[at]!, cellMaxNumber: bytes[at + 1]!, cellMaxMv: view.getUint16(at + 2), cellMinSubsystem: bytes[at + 4]!,
    cellMinNumber: bytes[at + 5]!, cellMinMv: view.getUint16(at + 6), tempMaxSubsystem: bytes[at + 8]!, tempMaxProbe: bytes[at + 9]!,
    tempMaxC: bytes[at + 10]!, tempMinSubsystem: bytes[at + 11]!, tempMinProbe: bytes[at + 12]!, tempMinC: bytes[at + 13]!,
  };
  source.flawed = false;
  const item: ExtremesItem = {
    kind: 'extremes', offset: 0, length: 0, raw, marks: noMarks,
    cellMaxSubsystem: scaled(source, f.cellMaxSubsystem, raw.cellMaxSubsystem), cellMaxNumber: scaled(source, f.cellMaxNumber, raw.cellMaxNumber),
    cellMaxMv: scaled(source, f.cellMaxMv, raw.cellMaxMv), cellMinSubsystem: scaled(source, f.cellMinSubsystem, raw.cellMinSubsystem),
    cellMinNumber: scaled(source, f.cellMinNumber, raw.cellMinNumber), cellMinMv: scaled(source, f.cellMinMv, raw.cellMinMv),
    tempMaxSubsystem: scaled(source, f.tempMaxSubsystem, raw.tempMaxSubsystem), tempMaxProbe: scaled(source, f.tempMaxProbe, raw.tempMaxProbe),
    tempMaxC: scaled(source, f.tempMaxC, raw.tempMaxC), tempMinSubsystem: scaled(source, f.tempMinSubsystem, raw.tempMinSubsystem),
    tempMinProbe: scaled(source, f.tempMinProbe, raw.tempMinProbe), tempMinC: scaled(source, f.tempMinC, raw.tempMinC),
  };
  if (source.flawed) item.marks = marksOf(extremes2016, source, at, raw);
  source.at = at + extremes2016.size;
  return item;
}
export const writeExtremes = (sink: Sink, item: Draft<ExtremesItem>): void => writeFields(extremes2016, sink, item);

export const faultLists = [
  ['batteryFaults', 'batteryFaultCount'], ['motorFaults', 'motorFaultCount'], ['engineFaults', 'engineFaultCount'], ['otherFaults', 'otherFaultCount'],
] as const;

/** Fault codes behind their count; undefined when the bytes end too early. Printed maximum is 252 (2016), 253 (2025). */
function readFaults(source: Source, count: (typeof faultLists)[number][1], item: AlarmItem, into: number[]): boolean {
  if (left(source) < 1) return false;
  const faults = readCount(source, 1, count, item, 0, source.dialect.settings.faultsMost);
  if (left(source) < faults * 4) return false;
  for (let i = 0; i < faults; i++) into.push(takeUint(source, 4));
  return true;
}

/** What the alarms of all editions begin with: level, flags and four lists of faults. `named`: how many flags have a name. */
export function readAlarmsBy(source: Source, how: typeof alarmHead2016, named: number): AlarmItem | undefined {
  if (left(source) < how.size) return undefined;
  const { bytes, view, at } = source;
  const raw = {
    level: bytes[at]!, flags: view.getUint32(at + 1), batteryFaultCount: 0, motorFaultCount: 0, engineFaultCount: 0, otherFaultCount: 0,
  };
  source.flawed = false;
  const item: AlarmItem = {
    kind: 'alarms', offset: 0, length: 0, raw, marks: noMarks, level: scaled(source, how.fields.level, raw.level), flags: scaled(source, how.fields.flags, raw.flags),
    batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [], graded: undefined,
  };
  if (source.flawed) item.marks = marksOf(how, source, at, { level: raw.level, flags: raw.flags });
  if (item.flags !== undefined && item.flags >>> named !== 0) note(source, 'reservedBits', at + 1, `alarm flags are 0x${item.flags.toString(16)}`);
  source.at = at + how.size;
  if (left(source) >= 4 && view.getInt32(source.at) === 0) {
    source.at += 4;
    return item;
  }
  return readFaults(source, 'batteryFaultCount', item, item.batteryFaults) && readFaults(source, 'motorFaultCount', item, item.motorFaults)
    && readFaults(source, 'engineFaultCount', item, item.engineFaults) && readFaults(source, 'otherFaultCount', item, item.otherFaults) ? item : undefined;
}
export const readAlarms = (source: Source): AlarmItem | undefined => readAlarmsBy(source, alarmHead2016, 19);
export function writeAlarmsBy(sink: Sink, item: Draft<AlarmItem>, how: Layout): void {
  writeFields(how, sink, item);
  for (const [list, count] of faultLists) {
    writeCount(sink, 1, count, item[list].length, item);
    for (const fault of item[list]) putUint(sink, 4, fault, list);
  }
}
export const writeAlarms = (sink: Sink, item: Draft<AlarmItem>): void => writeAlarmsBy(sink, item, alarmHead2016);

function readCellSubsystem(source: Source): CellSubsystem | undefined {
  if (left(source) < cellSubsystem2016.size + 1) return undefined;
  const { bytes, view, at } = source;
  const f = cellSubsystem2016.fields;
  const raw = { number: bytes[at]!, voltageV: view.getUint16(at + 1), currentA: view.getUint16(at + 3), cellCount: view.getUint16(at + 5), firstCell: view.getUint16(at + 7) };
  const cells = bytes[at + 9]!;
  if (cells < 1 || cells > 200) note(source, 'numberOutOfRange', at + 9, `cells in this frame are ${cells}`);
  source.at = at + 10;
  const cellMv = takeCellRow(source, cells);
  if (cellMv === undefined) return undefined;
  source.flawed = false;
  const subsystem: CellSubsystem = {
    raw, marks: noMarks, cellMv, number: scaled(source, f.number, raw.number), voltageV: scaled(source, f.voltageV, raw.voltageV),
    currentA: scaled(source, f.currentA, raw.currentA), cellCount: scaled(source, f.cellCount, raw.cellCount), firstCell: scaled(source, f.firstCell, raw.firstCell),
    scale: undefined,
  };
  if (source.flawed) subsystem.marks = marksOf(cellSubsystem2016, source, at, raw);
  return subsystem;
}

/** Any edition's cell voltages, read part by part. */
export function readCellsBy(source: Source, least: number, most: number, readOne: (source: Source) => CellSubsystem | undefined): CellVoltageItem | undefined {
  if (left(source) < 1) return undefined;
  const raw = source.bytes[source.at]!;
  const item: CellVoltageItem = { kind: 'cellVoltages', offset: 0, length: 0, raw: { count: raw }, marks: noMarks, subsystems: none };
  const count = countOf(source, 1, source.at, 'count', item, raw, least, most);
  source.at += 1;
  for (let i = 0; i < count; i++) {
    const subsystem = readOne(source);
    if (subsystem === undefined) return undefined;
    if (i === 0) item.subsystems = [subsystem];
    else item.subsystems.push(subsystem);
  }
  if (count === 0) item.subsystems = [];
  return item;
}
/** More than 200 cells are told in several items or frames: `firstCell` says where each part begins. */
export const readCellVoltages = (source: Source): CellVoltageItem | undefined => readCellsBy(source, 1, 250, readCellSubsystem);
export function writeCellVoltages(sink: Sink, item: Draft<CellVoltageItem>): void {
  writeCount(sink, 1, 'count', item.subsystems.length, item);
  for (const subsystem of item.subsystems) {
    writeFields(cellSubsystem2016, sink, subsystem);
    putUint(sink, 1, subsystem.cellMv.length, 'cells in this frame');
    putRow(sink, subsystem.cellMv);
  }
}

function readTemperatureSubsystem(source: Source, how: typeof temperatureSubsystem2016): TemperatureSubsystem | undefined {
  if (left(source) < 3) return undefined;
  const { bytes, at } = source;
  const raw = source.view.getUint16(at + 1);
  source.flawed = false;
  const subsystem: TemperatureSubsystem = {
    raw: { number: bytes[at]!, probeCount: raw }, marks: noMarks, number: scaled(source, how.fields.number, bytes[at]!), probes: noProbes,
  };
  if (source.flawed) subsystem.marks = marksOf(how, source, at, { number: bytes[at]! });
  source.at = at + 3;
  const probes = takeProbes(source, countOf(source, 2, at + 1, 'probeCount', subsystem, raw, 0, 65531));
  if (probes === undefined) return undefined;
  subsystem.probes = probes;
  return subsystem;
}

/** Any edition's temperatures: a number, a count and a row of probes for each. */
export function readTemperaturesBy(source: Source, least: number, most: number, how: typeof temperatureSubsystem2016): TemperatureItem | undefined {
  if (left(source) < 1) return undefined;
  const raw = source.bytes[source.at]!;
  const item: TemperatureItem = { kind: 'temperatures', offset: 0, length: 0, raw: { count: raw }, marks: noMarks, subsystems: none };
  const count = countOf(source, 1, source.at, 'count', item, raw, least, most);
  source.at += 1;
  for (let i = 0; i < count; i++) {
    const subsystem = readTemperatureSubsystem(source, how);
    if (subsystem === undefined) return undefined;
    if (i === 0) item.subsystems = [subsystem];
    else item.subsystems.push(subsystem);
  }
  if (count === 0) item.subsystems = [];
  return item;
}
export const readTemperatures = (source: Source): TemperatureItem | undefined => readTemperaturesBy(source, 1, 250, temperatureSubsystem2016);
export function writeTemperaturesBy(sink: Sink, item: Draft<TemperatureItem>, how: Layout): void {
  writeCount(sink, 1, 'count', item.subsystems.length, item);
  for (const subsystem of item.subsystems) {
    writeFields(how, sink, subsystem);
    writeCount(sink, 2, 'probeCount', subsystem.probes.length, subsystem);
    putBytes(sink, subsystem.probes);
  }
}
export const writeTemperatures = (sink: Sink, item: Draft<TemperatureItem>): void => writeTemperaturesBy(sink, item, temperatureSubsystem2016);

/**
 * A maker's own data begins with its length (§7.15), the same in all editions; where a dialect knows that a maker leaves it
 * out, with the data.
 */
export function readCustom(typeId: number, source: Source): CustomItem | undefined {
  const bare = source.dialect.settings.bareItems[typeId];
  if (bare !== undefined) return left(source) < bare ? undefined : { kind: 'custom', offset: 0, length: 0, typeId, data: takeBytes(source, bare), bare: true };
  if (left(source) < 2) return undefined;
  const at = source.at;
  const length = takeUint(source, 2);
  if (left(source) < length) return undefined;
  if (length < 1 || length > 65531) note(source, 'numberOutOfRange', at, `length of custom data is ${length}`);
  return { kind: 'custom', offset: 0, length: 0, typeId, data: takeBytes(source, length) };
}
export function writeCustom(sink: Sink, item: Draft<CustomItem>): void {
  if (item.bare !== true) putUint(sink, 2, item.data.length, 'length of custom data');
  putBytes(sink, item.data);
}
