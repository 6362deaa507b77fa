// Chinese number plates (GA 36): civil with five characters after the city letter, new-energy with six, and the special
// ones. N1 what is typed full-width, in lower case, with spaces or dots is the same plate; N2 a letter O or I where only
// a digit may stand is suggested as 0 or 1, not silently changed; N3 nothing about the car is concluded from its plate.
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const place = `[${provinces}][A-HJ-NP-Z]`;

const patterns: readonly { kind: PlateKind; pattern: RegExp }[] = [
  { kind: 'newEnergy', pattern: new RegExp(`^${place}(?:[DABCEFGHJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DABCEFGHJK])$`) },
  { kind: 'civil', pattern: new RegExp(`^${place}[A-HJ-NP-Z0-9]{5}$`) },
  { kind: 'special', pattern: new RegExp(`^${place}[A-HJ-NP-Z0-9]{4}[挂学警港澳领]$`) },
  { kind: 'embassy', pattern: /^(?:使\d{6}|\d{6}使)$/ },
  { kind: 'temporary', pattern: new RegExp(`^(?:${place}(?:临[A-HJ-NP-Z0-9]{4,5}|[A-HJ-NP-Z0-9]{4,6}临)|临${place}[A-HJ-NP-Z0-9]{4,6})$`) },
];

export type PlateKind = 'civil' | 'newEnergy' | 'special' | 'embassy' | 'temporary';
export type PlateVerdict = { ok: true; plateNo: string; kind: PlateKind } | { ok: false; suggestion: string | null };

/** As typed → upper case, plain width, without spaces, dots and dashes. (N1) */
export const normalPlate = (text: string): string => text.normalize('NFKC').toUpperCase().replaceAll(/[\s·•・.。‧_-]/g, '');

const kindOf = (plateNo: string): PlateKind | undefined => patterns.find(({ pattern }) => pattern.test(plateNo))?.kind;

/** Reads a plate as somebody typed it. (N1, N2) */
export function plateVerdict(text: string): PlateVerdict {
  const plateNo = normalPlate(text);
  const kind = kindOf(plateNo);
  if (kind !== undefined) return { ok: true, plateNo, kind };
  const meant = plateNo.slice(0, 2) + plateNo.slice(2).replaceAll(/[OI]/g, (letter) => (letter === 'O' ? '0' : '1'));
  return { ok: false, suggestion: meant !== plateNo && kindOf(meant) !== undefined ? meant : null };
}
