// What makers put into the items 0x80 to 0xFE (§7.15). The codec keeps those as bytes; a profile explains the bytes of one
// maker's item in one version. It must say whether the bytes are its own, so that others' items are left alone.
import { sentinelFor, sentinelOf, type Mark } from './fields.ts';
import type { CustomItem } from './items.ts';

/** A value, or the reason why there is none; the raw integer stays. */
export interface VendorValue { value?: number; mark?: Mark; raw: number }
export interface VendorReading { profile: string; version: number; values: Readonly<Record<string, VendorValue>> }

export interface VendorProfile {
  /** Name and version together are unique; a maker that changes its layout adds a profile with the next version. */
  readonly name: string;
  readonly version: number;
  readonly typeId: number;
  /** Fields in the order they are told. */
  readonly fields: Readonly<Record<string, { zh: string; en: string; unit?: string }>>;
  /** Whether these bytes (without type id and length) are of this profile. */
  fits(data: Uint8Array): boolean;
  /** Reads bytes that fit. */
  read(data: Uint8Array): Readonly<Record<string, VendorValue>>;
  /** Writes what `read` reads; a value that is left out goes as invalid. */
  write(values: Readonly<Record<string, number | undefined>>): Uint8Array;
}

const careloopMark = [0x43, 0x4c, 0x01] as const;
const lvBatteryMost = 36_000;

/** CareLoop's own: "CL", version 1, the voltage of the 12 V battery in mV as a WORD (docs/guides/vehicle-data.md). */
export const careloopProfile: VendorProfile = {
  name: 'careloop', version: 1, typeId: 0x80,
  fields: { lvBatteryMv: { zh: '12V蓄电池电压', en: '12 V battery', unit: 'mV' } },
  fits: (data) => data.length >= 5 && careloopMark.every((byte, index) => data[index] === byte),
  read(data) {
    const raw = (data[3]! << 8) | data[4]!;
    const mark = sentinelOf(raw, 2) ?? (raw > lvBatteryMost ? 'outOfRange' as const : undefined);
    return { lvBatteryMv: mark === undefined ? { value: raw, raw } : { mark, raw } };
  },
  write({ lvBatteryMv }) {
    if (lvBatteryMv !== undefined && !(lvBatteryMv >= 0 && lvBatteryMv <= lvBatteryMost)) throw new RangeError(`lvBatteryMv: ${lvBatteryMv} is outside 0 to ${lvBatteryMost}`);
    const raw = lvBatteryMv === undefined ? sentinelFor('invalid', 2) : Math.round(lvBatteryMv);
    return Uint8Array.of(...careloopMark, raw >> 8, raw & 0xff);
  },
};

/** What a maker's item says, by the first profile that takes it for its own; undefined when none does. */
export function readVendor(item: Pick<CustomItem, 'typeId' | 'data'>, profiles: readonly VendorProfile[] = [careloopProfile]): VendorReading | undefined {
  const profile = profiles.find((one) => one.typeId === item.typeId && one.fits(item.data));
  return profile === undefined ? undefined : { profile: profile.name, version: profile.version, values: profile.read(item.data) };
}
