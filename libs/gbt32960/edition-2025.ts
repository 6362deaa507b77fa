// The 2025 edition: which type id carries which information body, and its vehicle login.
import { readCustom, writeCustom } from './bodies-2016.ts';
import {
  readAlarms, readCellVoltages, readEngine, readHydrogenSystem, readMotors, readPosition, readSignatureItem, readStacks, readSuperCapacitor,
  readSuperCapacitorExtremes, readTemperatures, readVehicle, writeAlarms, writeCellVoltages, writeEngine, writeHydrogenSystem, writeMotors,
  writePosition, writeSignatureItem, writeStacks, writeSuperCapacitor, writeSuperCapacitorExtremes, writeTemperatures, writeVehicle,
} from './bodies-2025.ts';
import { left, note, putText, putUint, takeBytes, takeUint, textOf, type Sink, type Source } from './cursor.ts';
import type { Dialect } from './dialect.ts';
import type { EditionRules } from './edition-rules.ts';
import type { Draft, Login } from './frame.ts';
import type { Item } from './items.ts';
import { putTime, takeTime } from './timed.ts';

const packCodeBytes = 24;

function readItem(typeId: number, source: Source): Item | undefined | null {
  switch (typeId) {
    case 0x01: return readVehicle(source);
    case 0x02: return readMotors(source);
    case 0x03: return readHydrogenSystem(source);
    case 0x04: return readEngine(source);
    case 0x05: return readPosition(source);
    case 0x06: return readAlarms(source);
    case 0x07: return readCellVoltages(source);
    case 0x08: return readTemperatures(source);
    case 0x30: return readStacks(source);
    case 0x31: return readSuperCapacitor(source);
    case 0x32: return readSuperCapacitorExtremes(source);
    case 0xff: return readSignatureItem(source);
    default: return typeId >= 0x80 ? readCustom(typeId, source) : null;
  }
}

function writeItem(sink: Sink, item: Draft<Item>, dialect: Dialect): void {
  const typed = (typeId: number): Sink => {
    putUint(sink, 1, typeId, 'type id');
    return sink;
  };
  switch (item.kind) {
    case 'vehicle': return writeVehicle(typed(0x01), item);
    case 'motors': return writeMotors(typed(0x02), item, dialect);
    case 'hydrogenSystem': return writeHydrogenSystem(typed(0x03), item, dialect);
    case 'engine': return writeEngine(typed(0x04), item);
    case 'position': return writePosition(typed(0x05), item);
    case 'alarms': return writeAlarms(typed(0x06), item);
    case 'cellVoltages': return writeCellVoltages(typed(0x07), item);
    case 'temperatures': return writeTemperatures(typed(0x08), item);
    case 'stacks': return writeStacks(typed(0x30), item, dialect.stack2025);
    case 'superCapacitor': return writeSuperCapacitor(typed(0x31), item);
    case 'superCapacitorExtremes': return writeSuperCapacitorExtremes(typed(0x32), item);
    case 'signature': return writeSignatureItem(typed(0xff), item);
    case 'custom':
      if (!(item.typeId >= 0x80 && item.typeId <= 0xfe)) throw new RangeError(`type id ${item.typeId} is not one for custom data`);
      return writeCustom(typed(item.typeId), item);
    default: throw new RangeError(`an item of kind ${item.kind} does not exist in the 2025 edition`);
  }
}

const listed = (count: number): number => (count >= 0xfe ? 0 : count);

/** §5.2: time, serial, ICCID, n management systems, packs of each, codes of all packs. A sentinel has no list behind it. */
function readLogin(source: Source): Login | undefined {
  if (left(source) < 29) return undefined;
  const time = takeTime(source);
  const serial = takeUint(source, 2);
  if (serial < 1 || serial > 65531) note(source, 'numberOutOfRange', source.at - 2, `login serial is ${serial}`);
  const iccid = textOf(takeBytes(source, 20));
  const subsystemCount = takeUint(source, 1);
  if (subsystemCount > 20) note(source, 'numberOutOfRange', source.at - 1, `number of battery management systems is ${subsystemCount}`);
  if (left(source) < listed(subsystemCount)) return undefined;
  const packCounts = [...takeBytes(source, listed(subsystemCount))];
  packCounts.forEach((packs, index) => {
    if (packs > 50) note(source, 'numberOutOfRange', source.at - packCounts.length + index, `battery management system ${index + 1} has ${packs} packs`);
  });
  const packs = packCounts.reduce((sum, count) => sum + listed(count), 0);
  if (left(source) < packs * packCodeBytes) return undefined;
  const codes = Array.from({ length: packs }, () => textOf(takeBytes(source, packCodeBytes)));
  return { kind: 'login', ...time, serial, iccid, subsystemCount, codeLength: packCodeBytes, codes, packCounts };
}

function writeLogin(sink: Sink, login: Draft<Login>): void {
  const { packCounts = [], codes } = login;
  const packs = packCounts.reduce((sum, count) => sum + listed(count), 0);
  if (packCounts.length !== listed(login.subsystemCount)) throw new RangeError(`packCounts: ${packCounts.length} are given, ${listed(login.subsystemCount)} are announced`);
  if (codes.length !== packs) throw new RangeError(`codes: ${codes.length} are given, ${packs} are announced`);
  putTime(sink, login);
  putUint(sink, 2, login.serial, 'login serial');
  putText(sink, login.iccid, 20, 'iccid');
  putUint(sink, 1, login.subsystemCount, 'subsystemCount');
  for (const count of packCounts) putUint(sink, 1, count, 'packCounts');
  for (const code of codes) putText(sink, code, packCodeBytes, 'code of a battery pack');
}

export const edition2025: EditionRules = { readLogin, writeLogin, readItem, writeItem };
