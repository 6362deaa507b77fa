// Whether a number fits a car. Pure. F1 by model, and by the day the car was built; F2 the VIN tells the model year where nobody
// knows the day: what lies in the year only in part is a question, not a yes; F3 a coloured part asks for the car's colour.
export type Fits = 'yes' | 'no' | 'ask';
export type FitRule = { modelIds: readonly string[] | null; builtFrom: string | null; builtTo: string | null; colour: string | null };

const yearLetters = 'ABCDEFGHJKLMNPRSTVWXY123456789';
/** The model year that the tenth character of a VIN says: letters come again every thirty years, so the one nearest to now. */
export function modelYearOf(vin: string, thisYear: number): number | null {
  const at = yearLetters.indexOf(vin.charAt(9).toUpperCase());
  if (vin.length !== 17 || at < 0) return null;
  const years = [1980 + at, 2010 + at, 2040 + at].filter((year) => year <= thisYear + 1);
  return years.at(-1) ?? null;
}

/** (F1, F2, F3) */
export function fits(rule: FitRule, car: { vin: string; modelId: string; colour: string; builtOn: string | null }, thisYear: number): Fits {
  if (rule.modelIds !== null && !rule.modelIds.includes(car.modelId)) return 'no';
  let answer: Fits = 'yes';
  if (rule.builtFrom !== null || rule.builtTo !== null) {
    const year = modelYearOf(car.vin, thisYear);
    // a model year begins in the autumn before
    const [first, last] = car.builtOn !== null ? [car.builtOn, car.builtOn] : year === null ? ['0000-01-01', '9999-12-31'] : [`${year - 1}-07-01`, `${year}-12-31`];
    if ((rule.builtFrom !== null && last < rule.builtFrom) || (rule.builtTo !== null && first > rule.builtTo)) return 'no';
    if ((rule.builtFrom !== null && first < rule.builtFrom) || (rule.builtTo !== null && last > rule.builtTo)) answer = 'ask';
  }
  if (rule.colour !== null && rule.colour !== car.colour) return 'no';
  return answer;
}

/** Ten years after the last car of its kind was built a maker still has parts. */
export const dutyYears = 10;
export const dutyUntil = (endedOn: string): string => `${Number(endedOn.slice(0, 4)) + dutyYears}${endedOn.slice(4)}`;
