// The signals of a stretch of time, with what the car did and complained of as bands behind them.
import { lazy, Suspense, useMemo } from 'react';
import { Card, Notice } from '#kit/card.tsx';
import { dayOf, spanWords } from '#kit/figures.tsx';
import { Answered, Empty, Slow } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import type { Band, Mark } from './charts.tsx';
import { brokenAtSilence, type Range } from './range.ts';
import type { SoftwareEvent } from './software.ts';
import { words } from './words.ts';

const ZoomChart = lazy(() => import('./charts.tsx').then((charts) => ({ default: charts.ZoomChart })));

type Signal = Out<'vehicleSignals'>['series'][number]['signal'];
type ChartName = keyof (typeof words)['zh']['charts'];
const charts: readonly { name: ChartName; unit: string; signals: readonly Signal[] }[] = [
  { name: 'socPct', unit: '%', signals: ['socPct'] }, { name: 'cellSpreadMv', unit: 'mV', signals: ['cellSpreadMv'] },
  { name: 'cells', unit: 'mV', signals: ['cellMaxMv', 'cellMinMv'] }, { name: 'temps', unit: '°C', signals: ['tempMaxC', 'tempMinC'] },
  { name: 'insulationKohm', unit: 'kΩ', signals: ['insulationKohm'] }, { name: 'totalVoltageV', unit: 'V', signals: ['totalVoltageV'] },
  { name: 'currentA', unit: 'A', signals: ['currentA'] }, { name: 'speedKmh', unit: 'km/h', signals: ['speedKmh'] }, { name: 'lvBatteryMv', unit: 'mV', signals: ['lvBatteryMv'] },
];
const asked = [...new Set(charts.flatMap((chart) => chart.signals))];

function Legend() {
  const w = useWords(words);
  return (
    <div className="d-legend">
      {(['charge', 'trip', 'alarm'] as const).map((kind) => <span key={kind}><i style={{ background: `var(--${{ charge: 'good', trip: 'info', alarm: 'danger' }[kind]}-soft)`, border: '1px solid var(--line-2)' }} />{w[kind]}</span>)}
      <span><i style={{ borderTop: '2px dashed var(--danger)', borderRadius: 0, height: 0 }} />{w.alert}</span>
      <span><i style={{ borderTop: '2px dashed var(--info)', borderRadius: 0, height: 0 }} />{w.softwareMark}</span>
    </div>
  );
}

type Asked = { vin: string; range: Range; onRange(range: Range): void; events: Out<'vehicleEvents'> | undefined; software: readonly SoftwareEvent[] | undefined };
export function Signals({ vin, range, onRange, events, software }: Asked) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const { language } = useLanguage();
  const stretch = { vin, fromAt: new Date(range.from).toISOString(), toAt: new Date(range.to).toISOString() };
  const answer = useAsk('vehicleSignals', { ...stretch, signals: asked }, { keep: true });
  const alerts = useAsk('listAlerts', { vin, limit: 100 }, { topics: ['alerts'] });
  const bands = useMemo((): Band[] => (events?.events ?? []).map((event) => ({ kind: event.kind, from: Date.parse(event.fromAt), to: Math.max(Date.parse(event.toAt), Date.parse(event.fromAt) + 1000) })), [events]);
  const marks = useMemo((): Mark[] => [
    ...(alerts.data?.alerts ?? []).map((alert) => ({ at: Date.parse(alert.raisedAt), name: c.alert[alert.kind], of: 'alert' as const })),
    ...(software ?? []).map((change) => ({ at: change.atMs, name: w.changedTo(change.version), of: 'software' as const })),
  ].filter((mark) => mark.at >= range.from && mark.at <= range.to), [alerts.data, software, range, c, w]);
  const drawn = useMemo(() => charts.map((chart) => ({
    ...chart, series: chart.signals.map((signal, index) => ({ name: chart.signals.length === 1 ? w.charts[chart.name] : index === 0 ? w.high : w.low, points: brokenAtSilence(answer.data?.series.find((one) => one.signal === signal)?.points ?? [], answer.data?.stretchMs ?? 0) })),
  })), [answer.data, w]);
  return (
    <Card title={w.signals} aside={answer.data === undefined ? null : <span className="k-muted">{w.readings(answer.data.readings.toLocaleString('en-US'), spanWords(answer.data.stretchMs, language))}</span>}>
      {answer.data?.historyFromAt == null ? null : <Notice>{w.since(dayOf(answer.data.historyFromAt))}</Notice>}
      <Answered of={answer} says={says} lines={10}>
        {(data) => data.readings === 0 ? <Empty icon="chart" title={w.noSignals}><p>{w.noSignalsLead}</p></Empty> : (
          <div aria-busy={answer.isPlaceholderData}>
            <Legend />
            <div className="d-charts">
              {drawn.map((chart) => (
                <figure key={chart.name}><figcaption className="k-muted">{w.charts[chart.name]} ({chart.unit})</figcaption>
                  <Suspense fallback={<Slow lines={3} />}><ZoomChart label={w.charts[chart.name]} unit={chart.unit} series={chart.series} bands={bands} marks={marks} range={range} onRange={onRange} /></Suspense>
                </figure>
              ))}
            </div>
            <p className="k-muted">{w.zoomHint}</p>
          </div>
        )}
      </Answered>
    </Card>
  );
}
