// Remote diagnosis of one car. Nothing is shown before somebody has said why they look; the look ends after an hour.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { clockTime, dayOf } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { links } from '../links.ts';
import { StateNow } from '../vehicles/VehiclePage.tsx';
import { Cells } from './Cells.tsx';
import './diagnosis.css';
import { Codes, EventList } from './Events.tsx';
import { Frames } from './Frames.tsx';
import { lastOf, lengthOf, lengths, moved, scaled, within, type Length, type Range } from './range.ts';
import { Signals } from './Signals.tsx';
import { Sisters } from './Sisters.tsx';
import { words } from './words.ts';

type Purpose = keyof (typeof words)['zh']['purposes'];

function Gate({ vin }: { vin: string }) {
  const w = useWords(words);
  const [purpose, choose] = useState<Purpose>();
  const [why, setWhy] = useState('');
  const open = useAct('openDiagnosis');
  const error = useFieldErrors(open.error, ['why', 'purpose']);
  return (
    <Card title={w.gateTitle}>
      <p className="k-muted" style={{ marginBottom: 12 }}>{w.gateLead}</p>
      <Form onSubmit={() => purpose !== undefined && open.mutate({ vin, purpose, why })}>
        <Choice<Purpose> label={w.purpose} value={purpose} onValue={choose} options={(Object.keys(w.purposes) as Purpose[]).map((value) => ({ value, label: w.purposes[value] }))} />
        <TextField label={w.why} hint={w.whyHint} value={why} onValue={setWhy} error={error('why')} maxLength={200} />
        {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
        <Button type="submit" kind="primary" busy={open.isPending} disabled={purpose === undefined || why.trim().length < 2}>{w.open}</Button>
      </Form>
    </Card>
  );
}

function RangeBar({ range, onRange }: { range: Range; onRange(range: Range): void }) {
  const w = useWords(words);
  const chosen = lengthOf(range);
  return (
    <div className="d-range" role="group" aria-label={w.range}>
      <Choice<Length> label={w.range} value={chosen} onValue={(length) => onRange(lastOf(length, Date.now()))} options={(Object.keys(lengths) as Length[]).map((value) => ({ value, label: w.ranges[value] }))} />
      <Button small onClick={() => onRange(moved(range, -0.5, Date.now()))}>{w.earlier}</Button>
      <Button small onClick={() => onRange(moved(range, 0.5, Date.now()))}>{w.later}</Button>
      <Button small onClick={() => onRange(scaled(range, 0.5, Date.now()))}>{w.closer}</Button>
      <Button small onClick={() => onRange(scaled(range, 2, Date.now()))}>{w.wider}</Button>
      <Button small onClick={() => onRange({ from: Date.now() - (range.to - range.from), to: Date.now() })}>{w.now}</Button>
      <span className="k-muted">{dayOf(new Date(range.from))} {clockTime(new Date(range.from), 'zh')} – {dayOf(new Date(range.to))} {clockTime(new Date(range.to), 'zh')}</span>
    </div>
  );
}

function Inside({ vin, look }: { vin: string; look: NonNullable<Out<'showDiagnosis'>['look']> }) {
  const w = useWords(words);
  const [range, setRange] = useState<Range>(() => lastOf('d7', Date.now()));
  const onRange = (wish: Range): void => setRange(within(wish, Date.now()));
  const events = useAsk('vehicleEvents', { vin, fromAt: new Date(range.from).toISOString(), toAt: new Date(range.to).toISOString() }, { keep: true });
  return (
    <>
      {look.historyFromAt === null ? null : <Notice>{w.since(dayOf(look.historyFromAt))}</Notice>}
      <StateNow vin={vin} />
      <RangeBar range={range} onRange={onRange} />
      <Signals vin={vin} range={range} onRange={onRange} events={events.data} />
      <div className="d-two"><EventList of={events} /><Codes of={events} /></div>
      <Cells vin={vin} range={range} />
      <Sisters vin={vin} />
      <Frames vin={vin} range={range} />
    </>
  );
}

export function Diagnosis() {
  const { vehicleId = '' } = useParams();
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const page = useAsk('showVehicle', { id: vehicleId }, { topics: ['vehicles'] });
  const vin = page.data?.vehicle.vin;
  const look = useAsk('showDiagnosis', { vin: vin ?? '' }, { enabled: vin !== undefined, everyMs: 60_000 });
  return (
    <div className="c-page d-page">
      <Answered of={page} says={says} lines={12}>
        {({ vehicle }) => (
          <>
            <header>
              <h1>{w.title} · {vehicle.plateNo ?? vehicle.vin.slice(-6)} · {language === 'zh' ? vehicle.modelName : vehicle.modelNameEn}</h1>
              {look.data?.look == null ? null : <Tag tone="info">{w.purposes[look.data.look.purpose]} · {w.lookUntil(clockTime(look.data.look.endsAt, language))}</Tag>}
              <Link className="k-button" data-small="true" to={links.vehicle(vehicle.id)}>{w.back}</Link>
            </header>
            <Answered of={look} says={says} lines={6}>{(data) => data.look === null ? <Gate vin={vehicle.vin} /> : <Inside vin={vehicle.vin} look={data.look} />}</Answered>
          </>
        )}
      </Answered>
    </div>
  );
}
