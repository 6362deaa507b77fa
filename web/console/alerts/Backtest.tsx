// A changed rule beside the present one, over the same readings: how many alerts of which severity, on which days and cars.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Choice, SelectField, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { In, Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { CarName } from './AlertTable.tsx';
import type { Rule } from './rule-words.ts';
import { words } from './words.ts';

type Result = Out<'backtestAlertRule'>;
type Pair = { name: string; draft: number; present: number };

/** Two bars per name, drawn to one scale; the numbers stand in the picture's words and beside the bars. */
function CompareChart({ title, pairs }: { title: string; pairs: readonly Pair[] }) {
  const w = useWords(words);
  const most = Math.max(1, ...pairs.flatMap((pair) => [pair.draft, pair.present]));
  const [width, high, base] = [Math.max(220, pairs.length * 84), 150, 130];
  const bar = (value: number): number => (value / most) * 108;
  return (
    <figure className="c-compare">
      <figcaption className="k-between"><strong>{title}</strong><span className="c-inline"><i data-which="draft" />{w.draft}<i data-which="present" />{w.present}</span></figcaption>
      <div className="c-tablebox" tabIndex={0} role="region" aria-label={title}>
        <svg width={width} height={high} role="img" aria-label={pairs.map((pair) => `${pair.name}: ${w.draft} ${pair.draft}, ${w.present} ${pair.present}`).join('; ')}>
          <line x1="0" x2={width} y1={base} y2={base} className="axis" />
          {pairs.map((pair, index) => (
            <g key={pair.name} transform={`translate(${index * 84 + 14} 0)`}>
              <rect data-which="draft" x="0" width="24" y={base - bar(pair.draft)} height={bar(pair.draft)} /><text x="12" y={base - bar(pair.draft) - 4}>{pair.draft}</text>
              <rect data-which="present" x="30" width="24" y={base - bar(pair.present)} height={bar(pair.present)} /><text x="42" y={base - bar(pair.present) - 4}>{pair.present}</text>
              <text x="27" y={high - 4}>{pair.name}</text>
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}

function Outcome({ result }: { result: Result }) {
  const w = useWords(words);
  const severities = [1, 2, 3, 4].map((severity, index): Pair => ({ name: String(severity), draft: result.draft.bySeverity[index] ?? 0, present: result.present.bySeverity[index] ?? 0 }));
  const of = (played: Result['draft'], onDay: string): number => played.days.find((day) => day.onDay === onDay)?.alerts ?? 0;
  const days = [...new Set([...result.draft.days, ...result.present.days].map((day) => day.onDay))].sort().slice(-31).map((onDay): Pair => ({ name: onDay.slice(5), draft: of(result.draft, onDay), present: of(result.present, onDay) }));
  return (
    <div className="k-stack" aria-live="polite">
      <p>{w.resultLead(result.carsRead, result.readings)} {result.carsLeftOut > 0 ? w.leftOut(result.carsLeftOut) : ''} <strong>{w.wouldBe(result.draft.alerts, result.present.alerts)}</strong></p>
      {result.cars.length === 0 ? <p className="k-muted">{w.none}</p> : (
        <>
          <CompareChart title={w.bySeverity} pairs={severities} />
          <CompareChart title={w.byDay} pairs={days} />
          <div className="c-tablebox c-short" tabIndex={0} role="region" aria-label={w.byCar}>
            <table className="c-table"><thead><tr><th>{w.car}</th><th className="num">{w.draft}</th><th className="num">{w.present}</th></tr></thead>
              <tbody>{result.cars.map((car) => <tr key={`${car.vehicleId} ${car.vinMasked}`}><td><CarName one={car} /></td><td className="num">{car.draft}</td><td className="num">{car.present}</td></tr>)}</tbody></table>
          </div>
        </>
      )}
    </div>
  );
}

export function Backtest({ rule, draft }: { rule: Rule; draft: Pick<In<'backtestAlertRule'>, 'conditions' | 'clearHoldSeconds'> }) {
  const w = useWords(words);
  const [scope, setScope] = useState<'fleet' | 'car'>('fleet');
  const [vin, setVin] = useState('');
  const [hours, setHours] = useState('24');
  const backtest = useAct('backtestAlertRule');
  const run = (): void => backtest.mutate({ kind: rule.kind, hours: Number(hours), ...(scope === 'car' ? { vin: vin.toUpperCase() } : rule.brandId === '*' ? {} : { brandId: rule.brandId }), ...draft });
  return (
    <section className="k-stack c-now" aria-label={w.backtest}>
      <h3>{w.backtestTitle}</h3>
      <div className="c-form">
        <Choice<'fleet' | 'car'> label={w.scope} value={scope} onValue={setScope} options={[{ value: 'fleet', label: w.scopeFleet }, { value: 'car', label: w.scopeCar }]} />
        {scope === 'car' ? <TextField label={w.backtestVin} value={vin} onValue={setVin} maxLength={17} /> : null}
        <SelectField label={w.backtestHours} value={hours} onValue={setHours} options={[6, 24, 72, 168, 720, 2160].map((count) => ({ value: String(count), label: w.hoursWords(count) }))} />
      </div>
      <div className="k-row"><Button busy={backtest.isPending} disabled={scope === 'car' && vin.length !== 17} onClick={run}>{w.run}</Button></div>
      <Stale error={backtest.error} />
      {backtest.data === undefined ? null : <Outcome result={backtest.data} />}
    </section>
  );
}
