// Pictures of the scorecard: thirteen months as bars with the frozen ones filled, a ring for a value, and what is good of which figure.
import type { careMeasures } from '#api/insight';
import type { Out } from '#client/client';

export type CareFigure = Out<'showCare'>['values'][number]['pairs'][number]['indicator'];
type Share = { counted: number; records: number };
export const shareOf = (one: Share): number | null => (one.records === 0 ? null : one.counted / one.records);
export const percent = (one: Share): string => (one.records === 0 ? '–' : `${((one.counted / one.records) * 100).toFixed(one.counted === 0 || one.counted === one.records ? 0 : 1)} %`);

const lowIsGood: ReadonlySet<string> = new Set<(typeof careMeasures)[number]>(['saidNotSolved', 'handedOnTwice', 'foundNothing', 'closedBySilence', 'promisesMoved', 'estimatesChanged', 'calledBack', 'complaintsAgain', 'goodwillAppealed', 'wentToPerson', 'linesDeclined', 'refunded']);
export const isLowGood = (measure: string): boolean => lowIsGood.has(measure);
/** From 0, bad, to 1, good; null without records. */
export function goodness(measure: string, one: Share): number | null {
  const share = shareOf(one);
  return share === null ? null : isLowGood(measure) ? 1 - share : share;
}

/** Thirteen months; a month without records is a gap, a frozen one is filled. */
export function Months({ one, label }: { one: CareFigure; label: string }) {
  const width = 12;
  return (
    <svg className="v-months" viewBox={`0 0 ${one.trend.length * width} 40`} role="img" aria-label={label} preserveAspectRatio="none">
      {one.trend.map((month, index) => {
        const share = shareOf(month);
        if (share === null) return <line key={month.month} x1={index * width + 2} x2={index * width + 10} y1="39" y2="39" className="gap" />;
        const height = Math.max(1.5, share * 36);
        return <rect key={month.month} x={index * width + 1.5} width={9} y={39 - height} height={height} data-frozen={month.frozen} data-now={index === one.trend.length - 1}><title>{`${month.month} · ${percent(month)} · ${month.counted}/${month.records}`}</title></rect>;
      })}
    </svg>
  );
}

/** How a value stands: the mean of how good its indicators are. */
export function Ring({ part, letter }: { part: number | null; letter: string }) {
  const round = 2 * Math.PI * 26;
  return (
    <svg className="v-ring" viewBox="0 0 64 64" aria-hidden="true">
      <circle cx="32" cy="32" r="26" />
      {part === null ? null : <circle cx="32" cy="32" r="26" className="part" strokeDasharray={`${part * round} ${round}`} transform="rotate(-90 32 32)" />}
      <text x="32" y="40" textAnchor="middle">{letter}</text>
    </svg>
  );
}
