// Trouble codes that every car may show, with what they speak of and how urgent that is. Families where the single code is
// not listed; SAE J2012 names the letters (P drive, B body, C chassis, U network).
import type { Grade } from './article.ts';

const single: Record<string, [string, Grade]> = {
  p0aa6: ['hv.insulation', 'S1'], p0aa7: ['hv.insulation', 'S1'], p1af0: ['hv.insulation', 'S1'], p0a0a: ['hv.insulation', 'S1'], p0a0b: ['hv.insulation', 'S1'], p0a0c: ['hv.insulation', 'S1'], p0a0d: ['hv.insulation', 'S1'],
  p0a7e: ['thermal.overheat', 'S1'], p0a7f: ['battery.health', 'S2'], p0a80: ['battery.alarm', 'S2'], p0afa: ['battery.alarm', 'S2'], p0afb: ['battery.alarm', 'S2'], p0a9c: ['battery.alarm', 'S2'], p0b24: ['battery.alarm', 'S2'], p0aa1: ['battery.alarm', 'S2'], p0aa4: ['battery.alarm', 'S2'],
  p0a3c: ['drive.limited', 'S2'], p0a78: ['drive.power_loss', 'S2'], p0a2f: ['drive.limited', 'S2'], p0a3f: ['drive.limited', 'S2'], p0a90: ['drive.limited', 'S2'], p0a93: ['thermal.overheat', 'S2'], p0a94: ['lv.battery12', 'S2'], p0a08: ['lv.battery12', 'S2'], p0a09: ['lv.battery12', 'S2'], p0562: ['lv.battery12', 'S2'], p0563: ['lv.battery12', 'S2'],
  p0d00: ['charging.ac_dc_fail', 'S2'], p0d56: ['charging.ac_dc_fail', 'S2'], p0d57: ['charging.port_cable', 'S2'], c0020: ['brake.warning', 'S2'], c0040: ['brake.warning', 'S1'], c0110: ['brake.warning', 'S1'],
};
const families: [RegExp, string, Grade][] = [
  [/^p0a[0-3]/, 'drive.limited', 'S2'], [/^p0a[a-f]|^p0b/, 'battery.alarm', 'S2'], [/^p0d|^p0c/, 'charging.ac_dc_fail', 'S2'], [/^c00/, 'brake.warning', 'S2'], [/^c0[45]/, 'steering.fail', 'S2'], [/^c/, 'suspension.fault', 'S2'], [/^b/, 'lv.electrics', 'S3'], [/^u/, 'warning.code', 'S2'], [/^p/, 'warning.code', 'S2'],
];

/** What a code speaks of; undefined when the letters are none of a trouble code. */
export function meaningOfCode(code: string): { category: string; urgency: Grade } | undefined {
  const bare = code.toLowerCase().slice(0, 5);
  if (!/^[pbcu]\d[0-9a-f]{3}$/.test(bare)) return undefined;
  const known = single[bare];
  if (known !== undefined) return { category: known[0], urgency: known[1] };
  const family = families.find(([pattern]) => pattern.test(bare)) as (typeof families)[number];
  return { category: family[1], urgency: family[2] };
}
