// The four values of CARE and their indicators. Pure. R1 every figure is a share: records that count, of records; R2 no indicator
// stands without the guard that shows what it may have cost, and none stands twice.
import type { careMeasures, careValues } from './care-api.ts';

export type CareMeasure = (typeof careMeasures)[number];
export type CareValue = (typeof careValues)[number];

/** (R2) */
export const careOf: Record<CareValue, readonly (readonly [indicator: CareMeasure, guard: CareMeasure])[]> = {
  userCentred: [['fixedFirstTime', 'saidNotSolved'], ['satisfied', 'surveysAnswered'], ['respondedInTime', 'handedOnTwice']],
  active: [['foundByUs', 'foundNothing'], ['updatedInTime', 'closedBySilence'], ['toldBeforeLate', 'promisesMoved']],
  respect: [['agreedBeforeWork', 'estimatesChanged'], ['linePromiseKept', 'calledBack'], ['complaintsInTime', 'complaintsAgain'], ['goodwillAnswered', 'goodwillAppealed']],
  digital: [['askedOnline', 'wentToPerson'], ['approvedOnline', 'linesDeclined'], ['paidOnline', 'refunded']],
};
export const partnerOf = (measure: CareMeasure): CareMeasure => {
  const pair = Object.values(careOf).flat().find((one) => one.includes(measure)) as readonly [CareMeasure, CareMeasure];
  return pair[0] === measure ? pair[1] : pair[0];
};

export function monthsBack(month: string, count: number): string[] {
  const [year, nth] = month.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + nth - 1 - (count - 1 - back);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
