// On a case that a battery began: the finding's curve and what it says, so that whoever takes the case sees why it is there.
import { Link } from 'react-router';
import { BandChart } from '#kit/band-chart.tsx';
import { Card } from '#kit/card.tsx';
import { dayOf } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import { links } from '../links.ts';
import { TierTag, useFigure, useWhere } from './BatteryTabs.tsx';
import './batteries.css';
import { words } from './words.ts';

/** `thread`: the first finding of the cause. */
export function CaseEvidence({ thread }: { thread: string }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const said = useFigure();
  const where = useWhere();
  const page = useAsk('showFinding', { findingId: thread }, { topics: ['batteries'] });
  if (page.data === undefined) return null;
  const { finding, series } = page.data;
  const points = series === null ? page.data.days.map((one) => ({ at: Date.parse(one.onDay), value: one.value, low: one.low, high: one.high })) : series.at.map((at, index) => ({ at: Date.parse(at), value: series.own[index] ?? null, low: series.low[index] ?? null, high: series.high[index] ?? null }));
  return (
    <Card title={<Link to={links.finding(finding.id)}>{b.rule[finding.rule] ?? finding.rule} · {where(finding)}</Link>} aside={<TierTag tier={finding.tier} />}>
      <p>{said(finding)} · {b.days(Math.round(finding.daysOfData))}</p>
      {points.length < 2 ? null : <BandChart label={series === null ? w.chartValue : w.chartCell} unit={series?.unit ?? finding.unit} points={points} day={(at) => dayOf(new Date(at)).slice(2)} height={170} />}
      <p className="k-muted">{w.next}: {b.nextTest[finding.nextTest] ?? finding.nextTest}{page.data.kin.length === 0 ? '' : ` · ${w.kin} ${page.data.kin.length}`}</p>
    </Card>
  );
}
