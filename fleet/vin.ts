// VINs of the synthetic country: invented makers, a true check digit (GB 16735), never a real car.
const values: Record<string, number> = Object.fromEntries([...'ABCDEFGH'].map((c, i) => [c, i + 1]).concat([...'JKLMN'].map((c, i) => [c, i + 1]), [['P', 7], ['R', 9]], [...'STUVWXYZ'].map((c, i) => [c, i + 2]), [...'0123456789'].map((c) => [c, Number(c)])));
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

export function checkDigit(vin: string): string {
  const rest = [...vin].reduce((sum, c, i) => sum + (values[c] ?? 0) * (weights[i] ?? 0), 0) % 11;
  return rest === 10 ? 'X' : String(rest);
}

/** 17 characters: maker, five of the model, check digit, model year, plant T, six of a serial number. */
export function makeVin(wmi: string, model: string, yearLetter: string, serial: number): string {
  const body = model.replaceAll(/[^A-HJ-NPR-Z0-9]/g, '').slice(0, 5).padEnd(5, 'E');
  const draft = `${wmi}${body}0${yearLetter}T${String(serial).padStart(6, '0')}`;
  return draft.slice(0, 8) + checkDigit(draft) + draft.slice(9);
}
