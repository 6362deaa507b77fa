// The legal numbers of the three guarantees by day, each with its article and source, and the periods of a car.
// B1 a rule counts on the days of its validity and on no other; B2 a period begins on the day after its first day and
// ends on the corresponding day, or, when that is a holiday, on the day after it (Civil Code 200-203).
import { lastOfDays, lastOfMonths } from '#platform/calendar';
import type { periodKinds } from './api.ts';
import { assemblies } from './judgement-api.ts';

export { assemblies };
export type Assembly = (typeof assemblies)[number];
/** The four of art. 20, 22 and 24(2). */
export const powerAssemblies: readonly Assembly[] = ['engine', 'transmission', 'tractionBattery', 'driveMotor'];

export type RuleRow = { name: string; value: number; validFrom: string; validTo: string | null; article: string; source: string };
export type MainPart = { assembly: string; part: string; validFrom: string; validTo: string | null; source: string };
export type RuleBook = { rules: readonly RuleRow[]; mainParts: readonly MainPart[] };

const inForce = (row: { validFrom: string; validTo: string | null }, onDay: string): boolean => row.validFrom <= onDay && (row.validTo === null || onDay <= row.validTo);

/** The rule of a day, the latest begun where several are in force; undefined when there is none. (B1) */
export const ruleOn = (book: RuleBook, name: string, onDay: string): RuleRow | undefined =>
  book.rules.filter((row) => row.name === name && inForce(row, onDay)).sort((a, b) => b.validFrom.localeCompare(a.validFrom))[0];

/** The steps before a limit at which people are told on a day, rising. */
export const stepsOn = (book: RuleBook, name: string, onDay: string): number[] =>
  book.rules.filter((row) => row.name === `${name}Warn` && inForce(row, onDay)).map((row) => row.value).sort((a, b) => a - b);

export const isMainPart = (book: RuleBook, assembly: Assembly, part: string | null, onDay: string): boolean =>
  part !== null && book.mainParts.some((row) => row.assembly === assembly && row.part === part && inForce(row, onDay));

/** Whether this is a day that a calendar knows, 'YYYY-MM-DD'. */
export const isDay = (text: string | null): text is string => text !== null && /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** Art. 18, 29: the invoice's day, or that of delivery where it is another; a replacement car begins anew. */
export function startDay(car: { invoicedOn: string | null; deliveredOn: string | null; replacedOn: string | null }): string | null {
  return [car.replacedOn, car.deliveredOn, car.invoicedOn].find((day) => isDay(day)) ?? null;
}

export type Period = { kind: (typeof periodKinds)[number]; firstOn: string; lastOn: string; mostKm: number | null; article: string; validFrom: string; source: string };
export type Periods = Record<Period['kind'], Period>;

/** The periods of a car that began on this day; undefined when no rule was in force then. */
export function periodsFrom(book: RuleBook, startOn: string): Periods | undefined {
  const one = (kind: Period['kind'], length: string, km: string | null, last: (from: string, length: number) => string): Period | undefined => {
    const [long, far] = [ruleOn(book, length, startOn), km === null ? null : ruleOn(book, km, startOn)];
    if (long === undefined || far === undefined) return undefined;
    return { kind, firstOn: startOn, lastOn: last(startOn, long.value), mostKm: far?.value ?? null, article: long.article, validFrom: long.validFrom, source: long.source };
  };
  const sevenDays = one('sevenDays', 'sevenDays', null, lastOfDays);
  const early = one('early', 'earlyDays', 'earlyKm', lastOfDays);
  const threeGuarantees = one('threeGuarantees', 'threeGuaranteesMonths', 'threeGuaranteesKm', lastOfMonths);
  const repairWarranty = one('repairWarranty', 'repairWarrantyMonths', 'repairWarrantyKm', lastOfMonths);
  return sevenDays === undefined || early === undefined || threeGuarantees === undefined || repairWarranty === undefined ? undefined : { sevenDays, early, threeGuarantees, repairWarranty };
}

/** Both days included; an odometer of exactly the limit is within. */
export const isWithin = (period: Period, onDay: string, odometerKm: number): boolean => period.firstOn <= onDay && onDay <= period.lastOn && (period.mostKm === null || odometerKm <= period.mostKm);
