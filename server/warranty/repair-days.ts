// Days of repair by art. 40: hours from agreement to completion, each begun day of a single repair a day, added up.
// D1 what is excluded by art. 24 is deducted before rounding, and only for the 30 days; D2 an hour in two orders at once
// counts once, each order still rounding up; D3 more time or one more repair never makes fewer days.
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type Span = { fromMs: number; toMs: number };

export const daysOf = (ms: number): number => (ms > 0 ? Math.ceil(ms / dayMs) : 0);
/** Art. 40: days of one repair. */
export const repairDays = (elapsedHours: number): number => daysOf(elapsedHours * hourMs);
/** Art. 24(4): the excluded time is deducted first. (D1) */
export const countedDays = (elapsedHours: number, excludedHours: number): number => repairDays(Math.max(0, elapsedHours - excludedHours));

const isSpan = (span: Span): boolean => Number.isFinite(span.fromMs) && Number.isFinite(span.toMs) && span.toMs > span.fromMs;

/** What is left of a span without others. */
export function without(span: Span, others: readonly Span[]): Span[] {
  let left = [span].filter(isSpan);
  for (const other of others.filter(isSpan)) {
    left = left.flatMap((one) => [{ fromMs: one.fromMs, toMs: Math.min(one.toMs, other.fromMs) }, { fromMs: Math.max(one.fromMs, other.toMs), toMs: one.toMs }].filter(isSpan));
  }
  return left;
}
export const lengthMs = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.toMs - span.fromMs, 0);

function unionMs(spans: readonly Span[]): number {
  let [sum, until] = [0, Number.NEGATIVE_INFINITY];
  for (const span of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    sum += Math.max(0, span.toMs - Math.max(span.fromMs, until));
    until = Math.max(until, span.toMs);
  }
  return sum;
}

/** The days of repairs together, each given as the spans that count. (D2, D3) */
export function daysTogether(repairs: readonly (readonly Span[])[]): number {
  const counted = repairs.filter((spans) => lengthMs(spans) > 0);
  const singles = counted.reduce((sum, spans) => sum + daysOf(lengthMs(spans)), 0);
  return Math.min(singles, daysOf(unionMs(counted.flat())) + Math.max(0, counted.length - 1));
}
