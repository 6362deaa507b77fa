// Reading a battery code of GB/T 34014-2017: 24 characters, no check character. Tolerant: what field codes get wrong is a
// warning and the raw code stays the key; only a wrong length, an unknown product type or a foreign character is an error.
// P1 strict codes are tolerant codes; P2 the date alphabets are checked, and a day that no calendar has is a warning.
// Source: /reference table of GB/T 34014-2017 §5 (years inferred beyond 2025 from the same alphabet without I, O, Q, U, Z).
export type ParsedCode = { makerCode: string; productType: 'P' | 'M' | 'C'; chemistry: string; specCode: string; traceCode: string; madeOn: string | null; serial: string; strict: boolean; warnings: string[] };
export type CodeVerdict = { ok: true; code: string; parsed: ParsedCode } | { ok: false; reason: 'length' | 'characters' | 'productType' };

const years = '123456789ABCDEFGHJKLMNPRSTVWXY'; // 2011 …
const months = '123456789ABC';
const days = '123456789ABCDEFGHJKLMNPRSTVWXY0'; // 1 … 31
const knownChemistry = 'ABCDEFGZ';

const strictForm = /^[A-Z0-9]{3}[PMC][A-GZ][A-Z0-9]{2}[A-Z0-9]{7}[1-9A-HJ-NPR-TV-Y][1-9ABC][0-9A-HJ-NPR-TV-Y][0-9]{7}$/;

/** The day of the three date characters; undefined when one is outside its alphabet or no calendar has the day. */
function dayOf(year: string, month: string, day: string): string | undefined | 'impossible' {
  const [y, m, d] = [years.indexOf(year), months.indexOf(month), days.indexOf(day)];
  if (y < 0 || m < 0 || d < 0) return undefined;
  const iso = `${2011 + y}-${String(m + 1).padStart(2, '0')}-${String(d + 1).padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? 'impossible' : iso;
}

export function readCode(typed: string): CodeVerdict {
  const code = typed.normalize('NFKC').trim().toUpperCase().replaceAll(/[\s-]/g, '');
  if (code.length !== 24) return { ok: false, reason: 'length' };
  if (!/^[0-9A-Z]{24}$/.test(code)) return { ok: false, reason: 'characters' };
  const productType = code[3];
  if (productType !== 'P' && productType !== 'M' && productType !== 'C') return { ok: false, reason: 'productType' };
  const chemistry = code[4] as string;
  const madeOn = dayOf(code[14] as string, code[15] as string, code[16] as string);
  const warnings = [...(knownChemistry.includes(chemistry) ? [] : ['chemistryUnknown']), ...(madeOn === undefined ? ['dateCharacters'] : madeOn === 'impossible' ? ['impossibleDate'] : []), ...(/^[0-9]{7}$/.test(code.slice(17)) ? [] : ['serialLetters'])];
  return { ok: true, code, parsed: { makerCode: code.slice(0, 3), productType, chemistry, specCode: code.slice(5, 7), traceCode: code.slice(7, 14), madeOn: madeOn === undefined || madeOn === 'impossible' ? null : madeOn, serial: code.slice(17), strict: strictForm.test(code) && warnings.length === 0, warnings } };
}

export const kindOfType = { P: 'pack', M: 'module', C: 'cell' } as const;
