// How the scores move with a threshold: how much is found against how much of it is right, and how well each category is told.
import { Card } from '#kit/card.tsx';
import { useWords } from '#kit/words.tsx';
import type { Out } from '#client/client';
import { useCategory } from './category-words.ts';
import { editingWords } from './editing-words.ts';

type Curved = Out<'evaluateAssistant'>['curves'];
type Point = Curved['ear'][number];
const [width, height, pad] = [320, 180, 28];
const x = (value: number): number => pad + value * (width - pad - 8);
const y = (value: number): number => height - pad - value * (height - pad - 8);

function Curve({ title, points, now }: { title: string; points: readonly Point[]; now: number }) {
  const w = useWords(editingWords);
  const line = (of: 'recall' | 'precision'): string => points.map((point) => `${x(point.threshold)},${y(point[of])}`).join(' ');
  return (
    <figure className="h-curve">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}: ${points.map((point) => `${point.threshold} ${point.recall.toFixed(2)} ${point.precision.toFixed(2)}`).join(', ')}`}>
        {[0, 0.5, 1].map((value) => <g key={value}><line x1={pad} x2={width - 8} y1={y(value)} y2={y(value)} className="grid" /><text x={4} y={y(value) + 4}>{value}</text><text x={x(value) - 6} y={height - 8}>{value}</text></g>)}
        <line x1={x(now)} x2={x(now)} y1={y(0)} y2={y(1)} className="now" />
        <polyline points={line('recall')} className="recall" /><polyline points={line('precision')} className="precision" />
      </svg>
      <small><i className="recall" /> {w.recall} <i className="precision" /> {w.precision} · {w.threshold} → · {w.now} {now}</small>
    </figure>
  );
}

export function Curves({ curves }: { curves: Curved }) {
  const w = useWords(editingWords);
  const named = useCategory();
  return (
    <Card title={w.curves}>
      <div className="h-curves"><Curve title={w.earCurve} points={curves.ear} now={0.3} /><Curve title={w.answerCurve} points={curves.answer} now={0.38} /></div>
      {curves.categories.length === 0 ? null : <details><summary>{w.perCategory}</summary><ul className="h-list">{curves.categories.map((one) => <li key={one.category}><span>{named(one.category)}</span><span className="end k-number">{w.recall} {one.recall.toFixed(2)} · {w.precision} {one.precision.toFixed(2)} · {one.of}</span></li>)}</ul></details>}
    </Card>
  );
}
