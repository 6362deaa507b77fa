// Every cell over time as a heat map of deviations, and in a table the cells that are furthest off.
import { lazy, Suspense, useMemo, useState } from 'react';
import { Card } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { Answered, Empty, Slow } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { furthestOff, offMedian } from './deviations.ts';
import type { Range } from './range.ts';
import { words } from './words.ts';

const CellMap = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.CellMap })));

function HeatMap({ data }: { data: Out<'vehicleCells'> }) {
  const w = useWords(words);
  const unit = data.of === 'cells' ? 'mV' : '°C';
  const moments = useMemo(() => data.moments.map((moment) => ({ at: moment.at, off: offMedian(moment.values) })), [data]);
  const worst = useMemo(() => furthestOff(moments.map((moment) => moment.off)).slice(0, 5), [moments]);
  const widest = Math.max(data.of === 'cells' ? 10 : 2, ...worst.map((one) => Math.abs(one.worst)));
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${Math.round(value * 10) / 10} ${unit}`;
  return (
    <>
      <Suspense fallback={<Slow lines={8} />}><CellMap label={w.mapLabel(data.moments[0]?.values.length ?? 0, moments.length)} unit={unit} moments={moments} widest={widest} cell={w.cell} /></Suspense>
      <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.outliers}>
        <table className="c-table"><thead><tr><th>{w.outliers}</th><th className="num">{w.mean}</th><th className="num">{w.worst}</th></tr></thead>
          <tbody>{worst.map((one) => <tr key={one.no}><td>{w.cell(one.no)}</td><td className="num">{signed(one.mean)}</td><td className="num">{signed(one.worst)}</td></tr>)}</tbody></table>
      </div>
    </>
  );
}

export function Cells({ vin, range }: { vin: string; range: Range }) {
  const w = useWords(words);
  const says = useSays();
  const [of, choose] = useState<'cells' | 'probes'>('cells');
  const answer = useAsk('vehicleCells', { vin, fromAt: new Date(range.from).toISOString(), toAt: new Date(range.to).toISOString(), of }, { keep: true });
  return (
    <Card title={w.cellMap} aside={<Choice<'cells' | 'probes'> label="" value={of} onValue={choose} options={(['cells', 'probes'] as const).map((value) => ({ value, label: w[value] }))} />}>
      <p className="k-muted">{w.cellMapLead}</p>
      <Answered of={answer} says={says} lines={8}>
        {(data) => data.moments.length === 0 ? <Empty icon="battery" title={data.writtenTo === null ? w.noHistory : w.noCells}><p>{data.writtenTo === null ? w.noHistoryLead : w.noCellsLead}</p></Empty> : <HeatMap data={data} />}
      </Answered>
    </Card>
  );
}
