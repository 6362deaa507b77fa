// How right we are: per rule and model, from what workshops found, with intervals; and false alarms against their budgets.
import { useState } from 'react';
import { Card, Notice } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { Meter, Money } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { batteryWords, figure } from '#client/battery-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Heading } from '../shell/Heading.tsx';
import { Table } from '../shell/Table.tsx';
import { BatteryTabs, TierTag } from './BatteryTabs.tsx';
import { LimitsInForce } from './LimitsInForce.tsx';
import './batteries.css';
import { words } from './words.ts';

type Accuracy = Out<'batteryAccuracy'>;

function Share({ of }: { of: { pct: number; lowPct: number; highPct: number } | null }) {
  if (of === null) return <>–</>;
  return <span className="b-share"><span>{of.pct} % <small className="k-muted">{of.lowPct}–{of.highPct}</small></span><span className="bar" aria-hidden="true"><i style={{ left: `${of.lowPct}%`, width: `${Math.max(1, of.highPct - of.lowPct)}%` }} /><b style={{ left: `${of.pct}%` }} /></span></span>;
}

function Rows({ rows }: { rows: Accuracy['rows'] }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const { language } = useLanguage();
  const models = useAsk('listModels', {});
  const nameOf = (id: string): string => { const one = models.data?.models.find((model) => model.id === id); return one === undefined ? id : language === 'zh' ? one.name : one.nameEn; };
  const num = (label: string) => ({ label, num: true });
  return (
    <Table label={w.tabs.right} columns={[w.rule, num(w.told), num(w.confirmed), num(w.other), num(w.nothing), num(w.missed), w.precision, w.recall, num(w.lead2), num(w.costPer)]}>{rows.map((row) => (
      <tr key={`${row.rule} ${row.modelId ?? ''}`} className={row.modelId === null ? undefined : 'b-sub'}>
        <td>{row.modelId === null ? <strong>{b.rule[row.rule] ?? row.rule}</strong> : nameOf(row.modelId)}</td><td className="num">{row.told}</td><td className="num">{row.confirmed}</td><td className="num">{row.otherCause}</td><td className="num">{row.nothingFound}</td><td className="num">{row.missed}</td>
        <td><Share of={row.precision} /></td><td><Share of={row.recall} /></td><td className="num">{row.leadDays ?? '–'}</td><td className="num">{row.costPerConfirmedFen === null ? '–' : <Money fen={row.costPerConfirmedFen} />}</td>
      </tr>
    ))}</Table>
  );
}

export function HowRight() {
  const w = useWords(words);
  const says = useSays();
  const [days, setDays] = useState<'90' | '365'>('365');
  const asked = useAsk('batteryAccuracy', { days: Number(days) }, { topics: ['batteries'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.tabs.right} lead={w.rightLead}><Choice<'90' | '365'> label={w.which} hidden value={days} onValue={setDays} options={[{ value: '90', label: w.lastDays(90) }, { value: '365', label: w.lastDays(365) }]} /></Heading>
      <BatteryTabs />
      <Answered of={asked} says={says} lines={10}>{(data) => (
        <>
          <Card title={w.budget} aside={<span className="k-muted">{w.months(data.vehicleMonths.toFixed(0))}</span>}>
            <ul className="k-list">{data.budgets.map((one) => (
              <li key={one.tier}><div className="k-between"><span className="c-inline"><TierTag tier={one.tier} />{w.told} {one.told} · {w.nothing} {one.falseOnes}</span><span className="k-number">{one.per1000Months ?? '–'} <small className="k-muted">{w.per1000} · {w.budgetOf(one.budget)}{one.mostPer1000Months === null ? '' : ` · ${w.atMost(figure(one.mostPer1000Months))}`}</small></span></div>
                {one.per1000Months === null ? null : <Meter value={Math.min(one.per1000Months, one.budget * 2)} most={one.budget * 2} marks={[one.budget]} tone={one.per1000Months > one.budget ? 'danger' : 'plain'} />}</li>
            ))}</ul>
          </Card>
          {data.rows.length === 0 ? <Empty icon="chart" title={w.noRight}><p>{w.noRightLead}</p></Empty> : <Rows rows={data.rows} />}
          {data.rows.some((row) => row.waiting > 0) ? <Notice>{w.due}: {data.rows.filter((row) => row.modelId === null).reduce((sum, row) => sum + row.waiting, 0)}</Notice> : null}
        </>
      )}</Answered>
      <LimitsInForce />
    </div>
  );
}
