// The vehicle identification number (GB 16735, ISO 3779). V1 17 characters, never I, O or Q; V2 a check digit that does
// not fit is worth a warning, not a refusal: imported and trial cars may have none; V3 lists show the middle hidden.
const values: Record<string, number> = Object.fromEntries([
  ...[...'0123456789'].map((digit) => [digit, Number(digit)] as const),
  ...[...'ABCDEFGH'].map((letter, index) => [letter, index + 1] as const),
  ...[...'JKLMN'].map((letter, index) => [letter, index + 1] as const),
  ['P', 7], ['R', 9],
  ...[...'STUVWXYZ'].map((letter, index) => [letter, index + 2] as const),
]);
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

export type VinVerdict = { ok: true; vin: string; checkDigitFits: boolean } | { ok: false; reason: 'length' | 'letters'; suggestion: string | null };

/** As typed or scanned → upper case, plain width, no spaces or dashes, no asterisks of a barcode. */
export const normalVin = (text: string): string => text.normalize('NFKC').toUpperCase().replaceAll(/[\s*·-]/g, '');

/** What stands, or should stand, in the ninth place. Other places must be legal. */
export function checkDigitOf(vin: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * (values[vin[index] ?? ''] ?? 0), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

const lookAlikes: Record<string, string> = { O: '0', Q: '0', I: '1' };

/** Reads a VIN as somebody typed it. (V1, V2) */
export function vinVerdict(text: string): VinVerdict {
  const vin = normalVin(text);
  if (vin.length !== 17) return { ok: false, reason: 'length', suggestion: null };
  if (/^[A-HJ-NPR-Z0-9]{17}$/.test(vin)) return { ok: true, vin, checkDigitFits: vin[8] === checkDigitOf(vin) };
  const meant = vin.replaceAll(/[OQI]/g, (letter) => lookAlikes[letter] ?? letter);
  return { ok: false, reason: 'letters', suggestion: /^[A-HJ-NPR-Z0-9]{17}$/.test(meant) ? meant : null };
}

/** LTEST4E11TA000001 → LTE********000001. (V3) */
export const maskVin = (vin: string): string => `${vin.slice(0, 3)}********${vin.slice(-6)}`;
