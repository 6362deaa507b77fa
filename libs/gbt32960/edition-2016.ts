// The 2016 edition: which type id carries which information body, and its vehicle login.
import { left, note, putText, putUint, takeBytes, takeUint, textOf, type Sink, type Source } from './cursor.ts';
import {
  readAlarms, readCellVoltages, readCustom, readEngine, readExtremes, readFuelCell, readMotors, readPosition, readTemperatures, readVehicle,
  writeAlarms, writeCellVoltages, writeCustom, writeEngine, writeExtremes, writeFuelCell, writeMotors, writePosition, writeTemperatures,
  writeVehicle,
} from './bodies-2016.ts';
import type { EditionRules } from './edition-rules.ts';
import type { Draft, Login } from './frame.ts';
import type { Item } from './items.ts';
import { putTime, takeTime } from './timed.ts';

function readItem(typeId: number, source: Source): Item | undefined | null {
  switch (typeId) {
    case 1: return readVehicle(source);
    case 2: return readMotors(source);
    case 3: return readFuelCell(source);
    case 4: return readEngine(source);
    case 5: return readPosition(source);
    case 6: return readExtremes(source);
    case 7: return readAlarms(source);
    case 8: return readCellVoltages(source);
    case 9: return readTemperatures(source);
    default: return typeId >= 0x80 && typeId <= 0xfe ? readCustom(typeId, source) : null;
  }
}

function writeItem(sink: Sink, item: Draft<Item>): void {
  const typed = (typeId: number): Sink => {
    putUint(sink, 1, typeId, 'type id');
    return sink;
  };
  switch (item.kind) {
    case 'vehicle': writeVehicle(typed(1), item); break;
    case 'motors': writeMotors(typed(2), item); break;
    case 'fuelCell': writeFuelCell(typed(3), item); break;
    case 'engine': writeEngine(typed(4), item); break;
    case 'position': writePosition(typed(5), item); break;
    case 'extremes': writeExtremes(typed(6), item); break;
    case 'alarms': writeAlarms(typed(7), item); break;
    case 'cellVoltages': writeCellVoltages(typed(8), item); break;
    case 'temperatures': writeTemperatures(typed(9), item); break;
    case 'custom':
      if (!(item.typeId >= 0x80 && item.typeId <= 0xfe)) throw new RangeError(`type id ${item.typeId} is not one for custom data`);
      writeCustom(typed(item.typeId), item);
      break;
    default: throw new RangeError(`an item of kind ${item.kind} does not exist in the 2016 edition`);
  }
}

/** §5.1: time, serial, ICCID, n subsystems, m bytes per code, n codes. A count of 254 or 255 has no list behind it. */
function readLogin(source: Source): Login | undefined {
  if (left(source) < 30) return undefined;
  const time = takeTime(source);
  const serial = takeUint(source, 2);
  if (serial < 1 || serial > 65531) note(source, 'numberOutOfRange', source.at - 2, `login serial is ${serial}`);
  const iccid = textOf(takeBytes(source, 20));
  const subsystemCount = takeUint(source, 1);
  const codeLength = takeUint(source, 1);
  if (subsystemCount > 250) note(source, 'numberOutOfRange', source.at - 2, `number of storage subsystems is ${subsystemCount}`);
  if (codeLength > 50) note(source, 'numberOutOfRange', source.at - 1, `length of storage codes is ${codeLength}`);
  const listed = subsystemCount >= 0xfe || codeLength >= 0xfe || codeLength === 0 ? 0 : subsystemCount;
  if (left(source) < listed * codeLength) return undefined;
  const codes = Array.from({ length: listed }, () => textOf(takeBytes(source, codeLength)));
  return { kind: 'login', ...time, serial, iccid, subsystemCount, codeLength, codes };
}

function writeLogin(sink: Sink, login: Draft<Login>): void {
  const listed = login.subsystemCount >= 0xfe || login.codeLength >= 0xfe || login.codeLength === 0 ? 0 : login.subsystemCount;
  if (login.codes.length !== listed) throw new RangeError(`codes: ${login.codes.length} are given, ${listed} are announced`);
  putTime(sink, login);
  putUint(sink, 2, login.serial, 'login serial');
  putText(sink, login.iccid, 20, 'iccid');
  putUint(sink, 1, login.subsystemCount, 'subsystemCount');
  putUint(sink, 1, login.codeLength, 'codeLength');
  for (const code of login.codes) putText(sink, code, login.codeLength, 'code of a storage subsystem');
}

export const edition2016: EditionRules = { readLogin, writeLogin, readItem, writeItem };
