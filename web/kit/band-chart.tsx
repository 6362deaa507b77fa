// A value over time with the band it lies in: a line, its interval, and where a limit is. Drawn in place, light, in either theme.
import { useEffect, useRef, useState } from 'react';

export type BandPoint = { at: number; value: number | null; low: number | null; high: number | null };
type Props = { label: string; unit: string; points: readonly BandPoint[]; limit?: { value: number; name: string }; height?: number; day(at: number): string };

const pad = { left: 46, right: 12, top: 24, bottom: 24 };

function ticks(low: number, high: number): number[] {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((one) => (high - low) / one <= 5) ?? 10_000;
  return Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, i) => Math.round((Math.ceil(low / step) + i) * step * 10) / 10);
}

export function BandChart({ label, unit, points, limit, height = 200, day }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    if (box.current === null) return;
    const fit = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.floor(entry?.contentRect.width ?? 640))));
    fit.observe(box.current);
    return () => fit.disconnect();
  }, []);
  const known = points.filter((point) => point.value !== null);
  const values = [...points.flatMap((point) => [point.value, point.low, point.high]), limit?.value ?? null].filter((value) => value !== null);
  if (known.length === 0) return <div ref={box} />;
  const [from, to] = [Math.min(...points.map((point) => point.at)), Math.max(...points.map((point) => point.at))];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((most - least) * 0.08, 0.5);
  const [bottom, top] = [least - room, most + room];
  const x = (at: number): number => pad.left + ((at - from) / Math.max(1, to - from)) * (width - pad.left - pad.right);
  const y = (value: number): number => pad.top + ((top - value) / (top - bottom)) * (height - pad.top - pad.bottom);
  const banded = points.filter((point) => point.low !== null && point.high !== null);
  const band = banded.length < 2 ? '' : `M${banded.map((point) => `${x(point.at).toFixed(1)} ${y(point.high as number).toFixed(1)}`).join('L')}L${banded.toReversed().map((point) => `${x(point.at).toFixed(1)} ${y(point.low as number).toFixed(1)}`).join('L')}Z`;
  const line = known.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.at).toFixed(1)} ${y(point.value as number).toFixed(1)}`).join('');
  const last = known.at(-1) as BandPoint;
  return (
    <div ref={box} className="k-band">
      <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {ticks(bottom, top).map((value) => <g key={value}><line x1={pad.left} x2={width - pad.right} y1={y(value)} y2={y(value)} stroke="var(--line)" /><text x={pad.left - 6} y={y(value) + 4} textAnchor="end">{value}</text></g>)}
        <path d={band} fill="var(--accent)" opacity={0.16} /><path d={line} fill="none" stroke="var(--accent)" strokeWidth={2} strokeLinejoin="round" />
        {limit === undefined ? null : <><line x1={pad.left} x2={width - pad.right} y1={y(limit.value)} y2={y(limit.value)} stroke="var(--danger)" strokeDasharray="5 4" /><text x={width - pad.right} y={y(limit.value) - 5} textAnchor="end" className="limit">{limit.name}</text></>}
        <circle cx={x(last.at)} cy={y(last.value as number)} r={4} fill="var(--accent)" />
        <text x={pad.left} y={height - 6}>{day(from)}</text><text x={width - pad.right} y={height - 6} textAnchor="end">{day(to)}</text><text x={pad.left - 6} y={11} textAnchor="end">{unit}</text>
      </svg>
    </div>
  );
}

/** Where a value lies on a scale, with its interval and marks: for a figure that must not be taken for exact. */
export function IntervalBar({ label, value, low, high, from, to, mark }: { label: string; value: number; low: number; high: number; from: number; to: number; mark?: { value: number; name: string } }) {
  const at = (one: number): number => Math.max(0, Math.min(100, ((one - from) / (to - from)) * 100));
  return (
    <div className="k-interval" role="img" aria-label={label}>
      <i className="band" style={{ left: `${at(low)}%`, width: `${Math.max(1, at(high) - at(low))}%` }} /><i className="dot" style={{ left: `${at(value)}%` }} />
      {mark === undefined ? null : <span className="mark" style={{ left: `${at(mark.value)}%` }}><b>{mark.name}</b></span>}
    </div>
  );
}
