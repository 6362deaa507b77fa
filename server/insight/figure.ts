// How a figure is made of its records. Pure. F1 no records, no figure: nothing is not zero per cent; F2 what does not count is
// in the denominator of a share and in nothing else.
import type { figureKinds, measures } from './month-api.ts';

export type Measure = (typeof measures)[number];
export type FigureKind = (typeof figureKinds)[number];
export type MonthRecord = { link: 'workOrder' | 'invoice' | 'case'; id: string; number: string; plateNo: string | null; at: Date; counts: boolean; value: number };

export const kindOf: Record<Measure, FigureKind> = {
  carsHandedBack: 'count', comebacks: 'share', invoicedFen: 'sum', refundedFen: 'sum', promisesKept: 'share', promisesMoved: 'share', linesApproved: 'share', estimatesChanged: 'share', hoursToReady: 'mean', inspectionsFailed: 'share', satisfaction: 'mean', surveysAnswered: 'share',
};
/** Each indicator beside its guard: what a good figure may have cost. */
export const pairs: readonly (readonly [indicator: Measure, guard: Measure])[] = [
  ['carsHandedBack', 'comebacks'], ['invoicedFen', 'refundedFen'], ['promisesKept', 'promisesMoved'], ['linesApproved', 'estimatesChanged'], ['hoursToReady', 'inspectionsFailed'], ['satisfaction', 'surveysAnswered'],
];

const sum = (rows: readonly MonthRecord[]): number => rows.reduce((total, row) => total + row.value, 0);
/** (F1, F2) A share is of one; hours and marks have one decimal. */
export function valueFrom(kind: FigureKind, rows: readonly MonthRecord[]): number | null {
  const counted = rows.filter((row) => row.counts);
  if (kind === 'count') return counted.length;
  if (kind === 'sum') return sum(counted);
  if (kind === 'share') return rows.length === 0 ? null : counted.length / rows.length;
  return counted.length === 0 ? null : Math.round((sum(counted) / counted.length) * 10) / 10;
}
