// The vendor item 0x80 of vehicles that keep to CareLoop's profile: the 12 V battery, which the standard leaves out. How its
// bytes are laid is the codec's profile (docs/guides/vehicle-data.md). V1 what is not ours reads as unknown.
import { careloopProfile } from '@careloop/gbt32960';

export const vendorItemType = careloopProfile.typeId;

export type VendorItem = { lvBatteryMv: number | null };

/** Reads the content of an item 0x80 (without type and length). */
export const vendorItemOf = (content: Uint8Array): VendorItem =>
  ({ lvBatteryMv: careloopProfile.fits(content) ? (careloopProfile.read(content).lvBatteryMv?.value ?? null) : null });

/** Writes the content of an item 0x80; for terminals and for the synthetic fleet. What is off the scale is told as its end. */
export const vendorItem = (item: VendorItem): Uint8Array =>
  careloopProfile.write({ lvBatteryMv: item.lvBatteryMv === null ? undefined : Math.max(0, Math.min(36_000, item.lvBatteryMv)) });
