// Areas of bad weather: what is in force, which cars are inside, and entering one for a city or by points.
import { useState } from 'react';
import { weatherKinds } from '#api/alerts';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag, type Tone } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Choice, Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { inputTime, instantOf, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { CarName } from './AlertTable.tsx';
import { Heading } from '../shell/Heading.tsx';
import { AlertTabs } from './AlertTabs.tsx';
import { words } from './words.ts';

type Area = Out<'listAreas'>['areas'][number];
const tones: Record<number, Tone> = { 1: 'info', 2: 'plain', 3: 'warn', 4: 'danger' };

const pointsOf = (text: string): [number, number][] | undefined => {
  const points = text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => line.split(/[,，\s]+/).map(Number));
  return points.length >= 3 && points.every((point) => point.length === 2 && point.every((value) => Number.isFinite(value))) ? (points as [number, number][]) : undefined;
};

function Enter({ done }: { done(): void }) {
  const w = useWords(words);
  const [kind, setKind] = useState<(typeof weatherKinds)[number]>('rainstorm');
  const [level, setLevel] = useState('3');
  const [name, setName] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [by, setBy] = useState<'city' | 'points'>('city');
  const [city, setCity] = useState('');
  const [radius, setRadius] = useState('30');
  const [points, setPoints] = useState('');
  const [fromAt, setFrom] = useState(() => inputTime(new Date()));
  const [toAt, setTo] = useState(() => inputTime(new Date(Date.now() + 12 * 3_600_000)));
  const [tried, setTried] = useState(false);
  const add = useAct('addArea');
  const errorOf = useFieldErrors(add.error, ['city', 'outline', 'toAt']);
  const outline = pointsOf(points);
  const submit = (): void => {
    setTried(true);
    if (by === 'points' && outline === undefined) return;
    add.mutate({
      kind, level: Number(level), name, ...(nameEn.trim() === '' ? {} : { nameEn }), fromAt: instantOf(fromAt), toAt: instantOf(toAt), ...(by === 'city' ? { city, radiusKm: Number(radius) } : { outline: outline ?? [] }),
    }, { onSuccess: () => {
      say(w.entered);
      done();
    } });
  };
  const shown = errorOf('city') ?? errorOf('outline') ?? errorOf('toAt');
  return (
    <Form onSubmit={submit} label={w.addArea}>
      <div className="c-form">
        <SelectField label={w.kind} value={kind} onValue={(value) => setKind(value as 'heat')} options={weatherKinds.map((value) => ({ value, label: w.weather[value] }))} />
        <SelectField label={w.level} value={level} onValue={setLevel} options={([1, 2, 3, 4] as const).map((value) => ({ value: String(value), label: w.levels[value] }))} />
        <TextField label={w.areaName} value={name} onValue={setName} maxLength={80} /><TextField label={w.areaNameEn} value={nameEn} onValue={setNameEn} maxLength={80} />
        <Choice<'city' | 'points'> label={w.place} value={by} onValue={setBy} options={[{ value: 'city', label: w.byCity }, { value: 'points', label: w.byPoints }]} />
        {by === 'city' ? <><TextField label={w.city} value={city} onValue={setCity} maxLength={20} error={errorOf('city')} /><TextField label={w.radius} inputMode="numeric" value={radius} onValue={setRadius} /></> : null}
        <TextField label={w.fromAt} type="datetime-local" value={fromAt} onValue={setFrom} /><TextField label={w.toAt} type="datetime-local" value={toAt} onValue={setTo} error={errorOf('toAt')} />
      </div>
      {by === 'points' ? <TextArea label={w.points} value={points} onValue={setPoints} placeholder={'121.2,31.0\n121.8,31.0\n121.5,31.5'} error={errorOf('outline') ?? (tried && outline === undefined ? w.pointsWrong : undefined)} /> : null}
      {shown === undefined ? <Stale error={add.error} /> : null}
      <div className="k-row"><Button type="submit" kind="primary" busy={add.isPending} disabled={name.trim() === '' || fromAt === '' || toAt === '' || (by === 'city' && city.trim() === '')}>{w.enter}</Button><Button onClick={done}>{w.cancel}</Button></div>
    </Form>
  );
}

function Cars({ area }: { area: Area }) {
  const w = useWords(words);
  const says = useSays();
  const cars = useAsk('areaCars', { areaId: area.id }, { topics: ['areas'] });
  return (
    <Answered of={cars} says={says} lines={3}>
      {(data) => data.cars.length === 0 ? <p className="k-muted">{w.noCars}</p> : (
        <div className="c-tablebox c-short" tabIndex={0} role="region" aria-label={w.showCars}>
          <table className="c-table"><thead><tr><th>{w.car}</th><th>{w.enteredAt}</th><th>{w.leftAt}</th></tr></thead>
            <tbody>{data.cars.map((car) => <tr key={`${car.vehicleId} ${car.vinMasked}`}><td><CarName one={car} /></td><td><When at={car.enteredAt} /></td><td>{car.leftAt === null ? '–' : <When at={car.leftAt} />}</td></tr>)}</tbody></table>
        </div>
      )}
    </Answered>
  );
}

function AreaCard({ area }: { area: Area }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const [shown, setShown] = useState(false);
  const [ending, setEnding] = useState(false);
  const [why, setWhy] = useState('');
  const end = useAct('endArea');
  const now = Date.now();
  const state = area.endedAt !== null || Date.parse(area.toAt) <= now ? 'over' : Date.parse(area.fromAt) > now ? 'coming' : 'inForce';
  return (
    <Card title={language === 'zh' ? area.name : area.nameEn} aside={<span className="c-inline"><Tag>{w.weather[area.kind]}</Tag><Tag tone={tones[area.level] ?? 'plain'}>{w.levels[area.level as 1]}</Tag><Tag tone={state === 'inForce' ? 'warn' : 'plain'}>{w[state]}</Tag></span>}>
      <p><When at={area.fromAt} /> – <When at={area.endedAt ?? area.toAt} /> · {w.carsInside(area.carsInside, area.carsEver)}</p>
      <p className="k-muted">{w.bySource(area.source === 'staff' ? w.staffSource : area.source)} · {area.byName}{area.endedWhy === null ? '' : ` · ${area.endedWhy}`}</p>
      <div className="k-row c-below">
        <Button small aria-expanded={shown} onClick={() => setShown(!shown)}>{shown ? w.hide : w.showCars}</Button>
        {state !== 'over' && may('agent', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator') ? <Button small onClick={() => setEnding(true)}>{w.endArea}</Button> : null}
      </div>
      {shown ? <Cars area={area} /> : null}
      <Dialog open={ending} onClose={() => setEnding(false)} title={w.endArea}>
        <Form onSubmit={() => end.mutate({ areaId: area.id, version: area.version, why }, { onSuccess: () => setEnding(false) })}>
          <TextField label={w.endWhy} value={why} onValue={setWhy} /><Stale error={end.error} />
          <div className="k-row"><Button type="submit" kind="primary" busy={end.isPending} disabled={why.trim() === ''}>{w.endArea}</Button><Button onClick={() => setEnding(false)}>{w.cancel}</Button></div>
        </Form>
      </Dialog>
    </Card>
  );
}

export function Weather() {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const [adding, setAdding] = useState(false);
  const areas = useAsk('listAreas', {}, { topics: ['areas'], everyMs: 60_000 });
  return (
    <div className="c-page">
      <Heading title={w.areas}>{may('agent', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator') && !adding ? <Button kind="primary" onClick={() => setAdding(true)}>{w.addArea}</Button> : null}</Heading>
      <AlertTabs />
      <Notice>{w.areaLead}</Notice>
      {adding ? <Card title={w.addArea}><Enter done={() => setAdding(false)} /></Card> : null}
      <Answered of={areas} says={says} lines={6}>{(data) => data.areas.length === 0 ? <Empty icon="sun" title={w.noAreas} /> : <div className="c-col c-rule">{data.areas.map((area) => <AreaCard key={area.id} area={area} />)}</div>}</Answered>
    </div>
  );
}
