// Somebody comes to the car: one honest time, who it is, the code for the hand-over, and what to prepare.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, Switch, TextField } from '#kit/field.tsx';
import { clockTime, whenWords } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Times } from './Come.tsx';
import { words } from './words.ts';

type Visit = Out<'myVisits'>['visits'][number];

function Prepare({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const says = useSays();
  const act = useAct('saveReadiness');
  const [items, setItems] = useState<readonly Visit['asks'][number][]>(visit.readiness.items ?? []);
  const [text, setText] = useState({ gate: visit.readiness.gate ?? '', height: visit.readiness.heightCm === undefined ? '' : String(visit.readiness.heightCm), notes: visit.readiness.notes ?? '' });
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const height = Number(text.height);
  const heightWrong = text.height.trim() !== '' && !(Number.isInteger(height) && height >= 120 && height <= 600);
  const readiness = { items: [...items], ...(text.gate.trim() === '' ? {} : { gate: text.gate }), ...(text.notes.trim() === '' ? {} : { notes: text.notes }), ...(text.height.trim() === '' || heightWrong ? {} : { heightCm: height }) };
  return (
    <details>
      <summary><strong>{w.prepare}</strong> <span className="k-muted">{w.prepareLead}</span></summary>
      <Form label={w.prepare} onSubmit={() => act.mutate({ jobId: visit.id, version: visit.version, readiness }, { onSuccess: () => say(w.saved) })}>
        {visit.asks.map((item) => <Switch key={item} label={w.asks[item]} on={items.includes(item)} onTurn={(on) => setItems(on ? [...items, item] : items.filter((one) => one !== item))} />)}
        <TextField label={w.gate} {...set('gate')} /><TextField label={w.height} inputMode="numeric" {...set('height')} error={heightWrong ? w.heightWrong : undefined} /><TextField label={w.notes} {...set('notes')} />
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={heightWrong}>{w.save}</Button>
      </Form>
    </details>
  );
}

/** Another window, also after nobody was there. */
function AnotherTime({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const says = useSays();
  const [chosen, setChosen] = useState('');
  const act = useAct('moveVisit');
  const place = visit.kind === 'return' ? (visit.toPlace ?? visit.place) : visit.place;
  return (
    <details>
      <summary><strong>{w.another}</strong></summary>
      <Times asked={{ vehicleId: visit.vehicleId, kind: visit.kind as 'homeVisit', operations: visit.operations.map((one) => one.code), lon: place.lon, lat: place.lat, moving: visit.id }} chosen={chosen} choose={setChosen} />
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      <Button kind="primary" busy={act.isPending} disabled={chosen === ''} onClick={() => act.mutate({ jobId: visit.id, fromAt: chosen, version: visit.version }, { onSuccess: () => say(w.movedTo) })}>{w.takeTime}</Button>
    </details>
  );
}

function VisitCard({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const cancel = useAct('cancelVisit');
  const [sure, setSure] = useState(false);
  const code = visit.codes.pickup ?? visit.codes.delivery;
  const done = visit.handOvers.delivery ?? visit.handOvers.pickup;
  return (
    <Card title={w.kind[visit.kind]} aside={<Tag tone={visit.state === 'failed' ? 'danger' : visit.state === 'departed' || visit.state === 'arrived' ? 'good' : 'info'}>{w.state[visit.state]}</Tag>}>
      <div className="k-stack">
        {visit.arrivesAt === null || ['arrived', 'working', 'carrying', 'failed'].includes(visit.state) ? null : <p style={{ fontSize: '1.35rem', fontWeight: 650 }}>{w.at(whenWords(visit.arrivesAt, language))}</p>}
        <p>{w.window} {whenWords(visit.windowFrom, language)}–{clockTime(visit.windowUntil, language)}<br /><span className="k-muted">{visit.place.address}{visit.operations.length === 0 ? '' : ` · ${visit.operations.map((one) => (language === 'zh' ? one.name : one.nameEn)).join('、')}`}</span></p>
        {visit.state !== 'failed' ? null : <Notice tone="warn"><strong>{w.notDone(visit.endedWhy ?? 'other')}</strong><br />{w.notDoneNext}</Notice>}
        {visit.driverName === '' ? null : <p>{w.who(visit.driverName, visit.vanPlateNo ?? '')} · <a className="o-link" href={`tel:${visit.outletPhone}`}>{visit.outletPhone}</a></p>}
        {code === undefined || visit.state === 'waiting' ? null : <Notice><strong>{w.code} <span className="k-number">{code}</span></strong><br /><span className="k-muted">{w.codeLead}</span></Notice>}
        {done === undefined ? null : <p className="k-muted">{w.handed(done.odometerKm, done.socPct)}</p>}
        {visit.readinessOpen ? <Prepare key={visit.version} visit={visit} /> : null}
        {visit.kind !== 'rescue' && (visit.readinessOpen || visit.state === 'failed') ? <AnotherTime key={`another ${visit.version}`} visit={visit} /> : null}
        {cancel.error === null ? null : <Notice tone="danger">{says(cancel.error)}</Notice>}
        {!visit.readinessOpen ? null : sure ? <div className="k-row"><span>{w.sure}</span><Button kind="danger" busy={cancel.isPending} onClick={() => cancel.mutate({ jobId: visit.id, version: visit.version, why: w.cancelWhy })}>{w.cancel}</Button><Button onClick={() => setSure(false)}>{w.keep}</Button></div> : <Button kind="quiet" onClick={() => setSure(true)}>{w.cancel}</Button>}
      </div>
    </Card>
  );
}

export function Visits({ vehicleId }: { vehicleId: string }) {
  const visits = useAsk('myVisits', {}, { topics: ['dispatch'], everyMs: 60_000 });
  return <>{(visits.data?.visits ?? []).filter((one) => one.vehicleId === vehicleId && !['finished', 'cancelled'].includes(one.state)).map((visit) => <VisitCard key={visit.id} visit={visit} />)}</>;
}
