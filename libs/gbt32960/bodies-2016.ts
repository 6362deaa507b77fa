// The information bodies of the 2016 edition, read and written: fixed fields by their layouts, lists by their counts.
// No list is made before its bytes are known to be there, so a count that lies costs nothing.
import { left, note, putBytes, putUint, takeBytes, takeUint, type Sink, type Source } from './cursor.ts';
import { readCount, readFields, writeCount, writeFields, type Reading } from './fields.ts';
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

const fresh = (): Placed & Reading => ({ offset: 0, length: 0, raw: {}, marks: {} });

export function readVehicle(source: Source): VehicleItem | undefined {
  if (left(source) < vehicle2016.size) return undefined;
  const item: VehicleItem = { kind: 'vehicle', ...fresh() };
  const start = source.at;
  readFields(vehicle2016, source, item);
  openGear2016(item, source, start + 15);
  openBrake2016(item);
  return item;
}
export const writeVehicle = (sink: Sink, item: Draft<VehicleItem>): void =>
  writeFields(vehicle2016, sink, item, { gear: gearByte2016(item), brakePct: brakeByte2016(item) });

export function readMotors(source: Source): MotorItem | undefined {
  if (left(source) < 1) return undefined;
  const item: MotorItem = { kind: 'motors', ...fresh(), motors: [] };
  const count = readCount(source, 1, 'count', item, 1, 253);
  if (left(source) < count * motor2016.size) return undefined;
  for (let i = 0; i < count; i++) {
    const motor: Motor = { raw: {}, marks: {} };
    readFields(motor2016, source, motor);
    item.motors.push(motor);
  }
  return item;
}
export function writeMotors(sink: Sink, item: Draft<MotorItem>): void {
  writeCount(sink, 1, 'count', item.motors.length, item);
  for (const motor of item.motors) writeFields(motor2016, sink, motor);
}

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
  const item: PositionItem = { kind: 'position', ...fresh(), fixed: false };
  const start = source.at;
  readFields(position2016, source, item);
  openPositionState(item, source, start);
  return item;
}
export function writePosition(sink: Sink, item: Draft<PositionItem>): void {
  const unsigned = (degrees: number | undefined): number | undefined => (degrees === undefined ? undefined : Math.abs(degrees));
  writeFields(position2016, sink, { ...item, longitudeDeg: unsigned(item.longitudeDeg), latitudeDeg: unsigned(item.latitudeDeg) },
    { state: positionStateByte(item) });
}

export function readExtremes(source: Source): ExtremesItem | undefined {
  if (left(source) < extremes2016.size) return undefined;
  const item: ExtremesItem = { kind: 'extremes', ...fresh() };
  readFields(extremes2016, source, item);
  return item;
}
export const writeExtremes = (sink: Sink, item: Draft<ExtremesItem>): void => writeFields(extremes2016, sink, item);

const faultLists = [
  ['batteryFaults', 'batteryFaultCount'], ['motorFaults', 'motorFaultCount'], ['engineFaults', 'engineFaultCount'], ['otherFaults', 'otherFaultCount'],
] as const;

/** Printed maximum of faults is 252; 253 is taken too, as the 2025 edition has it. */
export function readAlarms(source: Source): AlarmItem | undefined {
  if (left(source) < alarmHead2016.size) return undefined;
  const item: AlarmItem = { kind: 'alarms', ...fresh(), batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [] };
  const start = source.at;
  readFields(alarmHead2016, source, item);
  if (item.flags !== undefined && item.flags >>> 19 !== 0) note(source, 'reservedBits', start + 1, `alarm flags are 0x${item.flags.toString(16)}`);
  for (const [list, count] of faultLists) {
    if (left(source) < 1) return undefined;
    const faults = readCount(source, 1, count, item, 0, 253);
    if (left(source) < faults * 4) return undefined;
    for (let i = 0; i < faults; i++) item[list].push(takeUint(source, 4));
  }
  return item;
}
export function writeAlarms(sink: Sink, item: Draft<AlarmItem>): void {
  writeFields(alarmHead2016, sink, item);
  for (const [list, count] of faultLists) {
    writeCount(sink, 1, count, item[list].length, item);
    for (const fault of item[list]) putUint(sink, 4, fault, list);
  }
}

function readCellSubsystem(source: Source): CellSubsystem | undefined {
  if (left(source) < cellSubsystem2016.size + 1) return undefined;
  const subsystem: CellSubsystem = { raw: {}, marks: {}, cellMv: new Uint16Array(0) };
  readFields(cellSubsystem2016, source, subsystem);
  const at = source.at;
  const cells = takeUint(source, 1);
  if (cells < 1 || cells > 200) note(source, 'numberOutOfRange', at, `cells in this frame are ${cells}`);
  if (left(source) < cells * 2) return undefined;
  subsystem.cellMv = new Uint16Array(cells);
  for (let i = 0; i < cells; i++) subsystem.cellMv[i] = takeUint(source, 2);
  return subsystem;
}

/** More than 200 cells are told in several items or frames: `firstCell` says where each part begins. */
export function readCellVoltages(source: Source): CellVoltageItem | undefined {
  if (left(source) < 1) return undefined;
  const item: CellVoltageItem = { kind: 'cellVoltages', ...fresh(), subsystems: [] };
  const count = readCount(source, 1, 'count', item, 1, 250);
  for (let i = 0; i < count; i++) {
    const subsystem = readCellSubsystem(source);
    if (subsystem === undefined) return undefined;
    item.subsystems.push(subsystem);
  }
  return item;
}
export function writeCellVoltages(sink: Sink, item: Draft<CellVoltageItem>): void {
  writeCount(sink, 1, 'count', item.subsystems.length, item);
  for (const subsystem of item.subsystems) {
    writeFields(cellSubsystem2016, sink, subsystem);
    putUint(sink, 1, subsystem.cellMv.length, 'cells in this frame');
    for (const mv of subsystem.cellMv) putUint(sink, 2, mv, 'cellMv');
  }
}

export function readTemperatures(source: Source): TemperatureItem | undefined {
  if (left(source) < 1) return undefined;
  const item: TemperatureItem = { kind: 'temperatures', ...fresh(), subsystems: [] };
  const count = readCount(source, 1, 'count', item, 1, 250);
  for (let i = 0; i < count; i++) {
    if (left(source) < temperatureSubsystem2016.size + 2) return undefined;
    const subsystem: TemperatureSubsystem = { raw: {}, marks: {}, probes: new Uint8Array(0) };
    readFields(temperatureSubsystem2016, source, subsystem);
    const probes = readCount(source, 2, 'probeCount', subsystem, 0, 65531);
    if (left(source) < probes) return undefined;
    subsystem.probes = takeBytes(source, probes);
    item.subsystems.push(subsystem);
  }
  return item;
}
export function writeTemperatures(sink: Sink, item: Draft<TemperatureItem>): void {
  writeCount(sink, 1, 'count', item.subsystems.length, item);
  for (const subsystem of item.subsystems) {
    writeFields(temperatureSubsystem2016, sink, subsystem);
    writeCount(sink, 2, 'probeCount', subsystem.probes.length, subsystem);
    putBytes(sink, subsystem.probes);
  }
}

/** A maker's own data begins with its length (§7.15), the same in all editions. */
export function readCustom(typeId: number, source: Source): CustomItem | undefined {
  if (left(source) < 2) return undefined;
  const at = source.at;
  const length = takeUint(source, 2);
  if (left(source) < length) return undefined;
  if (length < 1 || length > 65531) note(source, 'numberOutOfRange', at, `length of custom data is ${length}`);
  return { kind: 'custom', offset: 0, length: 0, typeId, data: takeBytes(source, length) };
}
export function writeCustom(sink: Sink, item: Draft<CustomItem>): void {
  putUint(sink, 2, item.data.length, 'length of custom data');
  putBytes(sink, item.data);
}
