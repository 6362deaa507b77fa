// The vendor item 0x80 of vehicles that keep to CareLoop's profile: the 12 V battery, which the standard leaves out.
// Layout (docs/guides/vehicle-data.md): 0x43 0x4C "CL", version 0x01, then the 12 V battery in mV as a WORD;
// 0xFFFE abnormal, 0xFFFF invalid. Other makers' items 0x80 are left alone. V1 what is not ours reads as unknown.
export const vendorItemType = 0x80;
const mark = [0x43, 0x4c, 0x01] as const;

export type VendorItem = { lvBatteryMv: number | null };

/** Reads the content of an item 0x80 (without type and length). */
export function vendorItemOf(content: Uint8Array): VendorItem {
  if (content.length < 5 || mark.some((byte, index) => content[index] !== byte)) return { lvBatteryMv: null };
  const raw = ((content[3] as number) << 8) | (content[4] as number);
  return { lvBatteryMv: raw <= 36_000 ? raw : null };
}

/** Writes the content of an item 0x80; for terminals and for the synthetic fleet. */
export function vendorItem(item: VendorItem): Uint8Array {
  const raw = item.lvBatteryMv === null ? 0xffff : Math.max(0, Math.min(36_000, Math.round(item.lvBatteryMv)));
  return Uint8Array.of(...mark, raw >> 8, raw & 0xff);
}
