// Every cell against the middle cell at every rest, as a heat map over time, inside an open look into the car.
import { lazy, Suspense, useMemo } from 'react';
import { Card, Notice } from '#kit/card.tsx';
import { Answered, Empty, Slow } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { LookForm } from '../commands/LookForm.tsx';
import '../diagnosis/diagnosis.css';
import { furthestOff } from '../diagnosis/deviations.ts';
import { words } from './words.ts';

const CellMap = lazy(() => import('../diagnosis/charts.tsx').then((charts) => ({ default: charts.CellMap })));

function HeatMap({ data }: { data: Out<'batteryCells'> }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const moments = useMemo(() => data.rests.map((rest, index) => ({ at: rest.at, off: data.deviationsMv[index] ?? [] })), [data]);
  const worst = useMemo(() => furthestOff(moments.map((moment) => moment.off)).slice(0, 4), [moments]);
  const resisting = useMemo(() => data.resistanceMohm.map((mohm, index) => ({ no: index + 1, mohm: mohm ?? 0 })).sort((a, c) => c.mohm - a.mohm).slice(0, 3).filter((one) => one.mohm > 0.05), [data]);
  if (moments.length === 0) return <Empty icon="battery" title={w.noCells} />;
  return (
    <>
      <Suspense fallback={<Slow lines={8} />}><CellMap label={w.mapLabel(moments[0]?.off.length ?? 0, moments.length)} unit="mV" moments={moments} widest={Math.max(8, ...worst.map((one) => Math.abs(one.worst)))} cell={(no) => b.cell(String(no))} /></Suspense>
      <p className="c-inline">{worst.map((one) => <span key={one.no} className="k-tag">{b.cell(String(one.no))} {one.worst > 0 ? '+' : ''}{one.worst.toFixed(1)} mV</span>)}</p>
      {resisting.length === 0 ? null : <p className="k-muted">{w.resistance}: {resisting.map((one) => `${b.cell(String(one.no))} +${one.mohm.toFixed(2)} mΩ`).join(' · ')}</p>}
    </>
  );
}

export function CellsOverTime({ vin }: { vin: string }) {
  const w = useWords(words);
  const says = useSays();
  const looks = useAsk('listLooks', { vin }, { topics: ['looks'], everyMs: 30_000 });
  const open = (looks.data?.looks ?? []).some((look) => look.mine && look.open && look.scopes.includes('history'));
  const cells = useAsk('batteryCells', { vin }, { enabled: open, topics: ['batteries'], keep: true });
  const none = cells.error instanceof Refused && cells.error.code === 'batteryNotFound';
  return (
    <Card title={w.cells}>
      <p className="k-muted">{w.cellsLead}</p>
      {open ? (none ? <Empty icon="battery" title={w.noCells} /> : <Answered of={cells} says={says} lines={10}>{(data) => <HeatMap data={data} />}</Answered>)
        : looks.data === undefined ? (looks.error === null ? <Slow lines={3} /> : null) : looks.data.mayOpen.includes('history') ? <LookForm vin={vin} scopes={['history']} ticked={['history']} onDone={() => undefined} /> : <Notice>{w.gate}</Notice>}
    </Card>
  );
}
