// What the law gives the owner of a car on a day: periods, counters, what is due and what is near, each with its rule and
// the sum. It recommends; a person decides.
// J1 each event is judged by the rules of its day; J2 one more repair, or a longer one, never weakens what is due; J3 no
// input throws; J4 only repairs for quality count, and an exclusion only with code, evidence, cause and a named person.
// Chosen readings: a repair counts from the day it was agreed; the same complaint stays one problem whatever is found.
import { beijingDay } from '#platform/calendar';
import type { standings } from './api.ts';
import { byCount, counterOf, type Counter } from './counters.ts';
import { remedies, type Finding, type RuleCode } from './remedies.ts';
import { isMainPart, isWithin, periodsFrom, powerAssemblies, ruleOn, startDay, type Period, type Periods, type RuleBook, type RuleRow } from './rule-book.ts';
import { daysOf } from './repair-days.ts';
import { eventDay, exclusionStands, isInstant, type PartOf, type Repair } from './repair.ts';

export type Car = { invoicedOn: string | null; deliveredOn: string | null; replacedOn: string | null; usageNature: 'household' | 'commercial'; odometerKm: number | null; repairs: readonly Repair[] };
export type Standing = (typeof standings)[number];
export type Judgement = { standing: Standing; periods: (Period & { open: boolean })[]; counters: Counter[]; findings: Finding[] };

/** The repairs that count, in order. */
function counted(car: Car, startOn: string, at: Date): Repair[] {
  return car.repairs
    .filter((one) => isInstant(one.agreedAt) && one.agreedAt <= at && (one.completedAt === null || isInstant(one.completedAt)) && Number.isFinite(one.odometerKm))
    .filter((one) => one.cause === 'quality' && !exclusionStands(one.exclusion) && eventDay(one) >= startOn)
    .sort((a, b) => a.agreedAt.getTime() - b.agreedAt.getTime() || a.id.localeCompare(b.id));
}

/** What a single repair gives by itself: W1, W2, W3, A1, V1, V2. */
function ofRepair(book: RuleBook, periods: Periods, one: Repair, at: Date): Finding[] {
  const onDay = eventDay(one);
  const found: Finding[] = [];
  const give = (rule: RuleCode, by: Pick<RuleRow, 'article' | 'validFrom' | 'source'> | undefined, period: Period, sum: Partial<Finding['sum']> = {}): void => {
    if (by === undefined || !isWithin(period, onDay, one.odometerKm)) return;
    found.push({
      rule, ...remedies[rule], validFrom: by.validFrom, source: by.source, onDay, repairs: [one.number], key: null,
      sum: { value: null, most: null, lastOn: period.lastOn, odometerKm: one.odometerKm, mostKm: period.mostKm, ...sum },
    });
  };
  const { repairWarranty, early, sevenDays } = periods;
  give('W1', ruleOn(book, 'repairWarrantyMonths', onDay), repairWarranty);
  if (one.undrivable) give('W2', ruleOn(book, 'repairWarrantyMonths', onDay), repairWarranty);
  const single = ruleOn(book, 'singleRepairDays', onDay);
  const days = daysOf(Math.min((one.completedAt ?? at).getTime(), at.getTime()) - one.agreedAt.getTime());
  if (single !== undefined && days > single.value) give('W3', single, repairWarranty, { value: days, most: single.value });
  const isPower = (part: PartOf): boolean => powerAssemblies.includes(part.assembly);
  const main = [one.faulty, ...one.replaced].filter((part) => part !== null && isPower(part) && isMainPart(book, part.assembly, part.part, onDay));
  if (main.length > 0) give('A1', ruleOn(book, 'earlyDays', onDay), early);
  if (one.replaced.some((part) => isPower(part) && (part.whole || isMainPart(book, part.assembly, part.part, onDay)))) give('V1', ruleOn(book, 'sevenDays', onDay), sevenDays);
  if (one.hazard !== null) give('V2', ruleOn(book, 'earlyDays', onDay), early);
  return found;
}

export function judge(book: RuleBook, car: Car, at: Date): Judgement {
  const nothing = (standing: Standing): Judgement => ({ standing, periods: [], counters: [], findings: [] });
  const startOn = startDay(car);
  if (startOn === null || !isInstant(at)) return nothing('notDelivered');
  if (car.usageNature === 'commercial') return nothing('contractOnly');
  const periods = periodsFrom(book, startOn);
  if (periods === undefined) return nothing('earlierRule');
  const repairs = counted(car, startOn, at);
  const inGuarantees = repairs.filter((one) => isWithin(periods.threeGuarantees, eventDay(one), one.odometerKm));
  const { counters, findings } = byCount(book, periods, inGuarantees, at);
  const known = [car.odometerKm, ...repairs.map((one) => one.odometerKm)].filter((km) => km !== null && Number.isFinite(km)) as number[];
  return {
    standing: 'household',
    periods: Object.values(periods).map((period) => ({ ...period, open: isWithin(period, beijingDay(at), Math.max(0, ...known)) })),
    counters: [...running(book, periods, repairs, at), ...counters],
    findings: [...repairs.flatMap((one) => ofRepair(book, periods, one, at)), ...findings],
  };
}

/** The days of the stay that is under way: from the day after the limit a loaner car or travel money is owed (art. 21). */
function running(book: RuleBook, periods: Periods, repairs: readonly Repair[], at: Date): Counter[] {
  return repairs.filter((one) => (one.completedAt === null || one.completedAt > at) && isWithin(periods.repairWarranty, eventDay(one), one.odometerKm)).flatMap((one) => {
    const hours = (at.getTime() - one.agreedAt.getTime()) / 3_600_000;
    const value = daysOf(at.getTime() - one.agreedAt.getTime());
    const counter = counterOf(book, 'singleRepairDays', one.id, value, eventDay(one), false, [{ number: one.number, onDay: eventDay(one), hours, excludedHours: 0, days: value }]);
    return counter === undefined ? [] : [counter];
  });
}
