// Three bytes that say several things at once: the gear (§7.1.1), the brake pedal (§7.1) and the state of a
// position (§7.5). Each is taken apart for the reader and put together again for the writer, reserved bits kept.
import { note, type Source } from './cursor.ts';
import { sentinelFor, sentinelOf, setMark } from './fields.ts';
import type { Draft } from './frame.ts';
import type { Gear, PositionItem, VehicleItem } from './items.ts';

const gears: readonly Gear[] = ['neutral', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', 'reverse', 'drive', 'park'];

/** Fills gear, driving force and braking force from the raw byte; bits 6 and 7 are reserved. `at` is where the byte lay. */
export function openGear2016(vehicle: VehicleItem, source: Source, at: number): void {
  const raw = vehicle.raw.gear!;
  const sentinel = sentinelOf(raw, 1);
  if (sentinel !== undefined) {
    setMark(vehicle, 'gear', sentinel);
    note(source, 'sentinelNotDefined', at, `gear is ${sentinel}`);
    return;
  }
  if ((raw & 0xc0) !== 0) note(source, 'reservedBits', at, `gear is 0x${raw.toString(16)}`);
  vehicle.gear = gears[raw & 0x0f]!;
  vehicle.drivingForce = (raw & 0x20) !== 0;
  vehicle.brakingForce = (raw & 0x10) !== 0;
}

export function gearByte2016(vehicle: Draft<VehicleItem>): number {
  if (vehicle.gear === undefined) return sentinelFor(vehicle.marks?.gear, 1);
  const position = gears.indexOf(vehicle.gear);
  if (position < 0) throw new RangeError(`gear: "${vehicle.gear}" is not one of ${gears.join(', ')}`);
  const kept = vehicle.raw?.gear ?? 0;
  return ((sentinelOf(kept, 1) === undefined ? kept : 0) & 0xc0) | (vehicle.drivingForce ? 0x20 : 0) | (vehicle.brakingForce ? 0x10 : 0) | position;
}

/** 2025: bit 7 says that the gear is not known; bit 6 is reserved. */
export function openGear2025(vehicle: VehicleItem, source: Source, at: number): void {
  const raw = vehicle.raw.gear!;
  if ((raw & 0x80) !== 0) {
    setMark(vehicle, 'gear', 'invalid');
    if (raw >= 0xfe) return;
  } else vehicle.gear = gears[raw & 0x0f]!;
  if ((raw & 0x40) !== 0) note(source, 'reservedBits', at, `gear is 0x${raw.toString(16)}`);
  vehicle.drivingForce = (raw & 0x20) !== 0;
  vehicle.brakingForce = (raw & 0x10) !== 0;
}

export function gearByte2025(vehicle: Draft<VehicleItem>): number {
  const kept = vehicle.raw?.gear ?? 0;
  const forces = (vehicle.drivingForce ? 0x20 : 0) | (vehicle.brakingForce ? 0x10 : 0);
  if (vehicle.gear === undefined) return kept >= 0xfe ? kept : 0x80 | (kept & 0x4f) | forces;
  const position = gears.indexOf(vehicle.gear);
  if (position < 0) throw new RangeError(`gear: "${vehicle.gear}" is not one of ${gears.join(', ')}`);
  return ((kept & 0x80) === 0 ? kept & 0x40 : 0) | forces | position;
}

/** Fills the brake pedal from the raw byte: 0 to 100 %, 101 for pressed without a travel. */
export function openBrake2016(vehicle: VehicleItem): void {
  const raw = vehicle.raw.brakePct!;
  const sentinel = sentinelOf(raw, 1);
  if (sentinel !== undefined) setMark(vehicle, 'brakePct', sentinel);
  else if (raw > 101) setMark(vehicle, 'brakePct', 'outOfRange');
  else {
    vehicle.brakeOn = raw > 0;
    if (raw <= 100) vehicle.brakePct = raw;
  }
}

export function brakeByte2016(vehicle: Draft<VehicleItem>): number {
  const { brakePct, brakeOn, marks, raw } = vehicle;
  if (brakePct !== undefined) {
    if (!(brakePct >= 0 && brakePct <= 100)) throw new RangeError(`brakePct: ${brakePct} is outside 0 to 100`);
    return Math.round(brakePct);
  }
  if (brakeOn !== undefined) return brakeOn ? 101 : 0;
  if (marks?.brakePct !== 'outOfRange') return sentinelFor(marks?.brakePct, 1);
  if (raw?.brakePct === undefined) throw new RangeError('brakePct is marked outOfRange without its raw integer');
  return raw.brakePct;
}

/** Fills the fix and the signs of a position from its state byte; bits 3 to 7 are reserved. `at` is where the byte lay. */
export function openPositionState(position: PositionItem, source: Source, at: number): void {
  const state = position.raw.state!;
  if ((state & 0xf8) !== 0) note(source, 'reservedBits', at, `state of the position is 0x${state.toString(16)}`);
  position.fixed = (state & 1) === 0;
  if (position.latitudeDeg !== undefined && position.latitudeDeg !== 0 && (state & 2) !== 0) position.latitudeDeg = -position.latitudeDeg;
  if (position.longitudeDeg !== undefined && position.longitudeDeg !== 0 && (state & 4) !== 0) position.longitudeDeg = -position.longitudeDeg;
}

/** The state byte; where a coordinate is nought or missing its sign comes from the kept raw byte. */
export function positionStateByte(position: Draft<PositionItem>): number {
  const kept = position.raw?.state ?? 0;
  const sign = (degrees: number | undefined, bit: number): number => (degrees === undefined || degrees === 0 ? kept & bit : degrees < 0 ? bit : 0);
  return (kept & 0xf8) | (position.fixed ? 0 : 1) | sign(position.latitudeDeg, 2) | sign(position.longitudeDeg, 4);
}
