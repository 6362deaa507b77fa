// The quality period of a repair: days and kilometres from the day the car leaves, by the class of what was done, whichever
// ends first. Q1 the longest class among the lines counts; Q2 the battery, the drive and other high-voltage assemblies count
// as an assembly repair when a part of them was replaced, be the repair ever so small.
import { addDays } from '#platform/calendar';

export const repairClasses = ['wholeOrAssembly', 'level2', 'minor'] as const;
export type RepairClass = (typeof repairClasses)[number];
export type QualityPeriod = { repairClass: RepairClass; fromOn: string; untilOn: string; km: number; untilKm: number };
type DoneLine = { kind: 'labour' | 'part'; code: string; forOperation: string | null; hv: boolean };

const names: Record<RepairClass, 'Whole' | 'Level2' | 'Minor'> = { wholeOrAssembly: 'Whole', level2: 'Level2', minor: 'Minor' };

/** (Q1, Q2) `maintenance`: the codes that are regular maintenance. */
export function repairClassOf(lines: readonly DoneLine[], maintenance: ReadonlySet<string>): RepairClass {
  const hv = new Set(lines.filter((line) => line.kind === 'labour' && line.hv).map((line) => line.code));
  if (lines.some((line) => line.kind === 'part' && line.forOperation !== null && hv.has(line.forOperation))) return 'wholeOrAssembly';
  return lines.some((line) => line.kind === 'labour' && maintenance.has(line.code)) ? 'level2' : 'minor';
}

export function qualityPeriod(repairClass: RepairClass, fromOn: string, odometerKm: number, rules: ReadonlyMap<string, number>): QualityPeriod {
  const days = rules.get(`qualityDays${names[repairClass]}`) ?? 0;
  const km = rules.get(`qualityKm${names[repairClass]}`) ?? 0;
  return { repairClass, fromOn, untilOn: addDays(fromOn, days), km, untilKm: odometerKm + km };
}
