// Where the car stands, as far as it is known, and on a motorway: 12122 and the exit at which the car changes hands.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { In } from '#client/client';
import { rescueWords } from '#client/rescue-words';
import { Stale } from '../cases/Stale.tsx';
import { placeIn } from '../dispatch/Emergency.tsx';
import { Said } from './Chain.tsx';
import type { Page } from './RescuePage.tsx';
import { words } from './words.ts';

type Kind = NonNullable<In<'setRescuePlace'>['place']['kind']>;
const kinds: readonly Kind[] = ['motorway', 'tunnel', 'lane', 'roadside', 'home', 'garage', 'chargingStation', 'elsewhere'];
/** "2100" and "2.1" are the same height; undefined for none. */
const heightIn = (text: string): number | undefined => (/^\d{4}$/.test(text.trim()) ? Number(text) : /^[1-5](\.\d{1,2})?\s*m?$/.test(text.trim()) ? Math.round(Number.parseFloat(text) * 1000) : undefined);

function PlaceForm({ page, done }: { page: Page; done(): void }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const act = useAct('setRescuePlace', ({ missionId }) => ['showRescue', { missionId }]);
  const { place } = page;
  const [kind, setKind] = useState(place.kind ?? '');
  const [text, setText] = useState({ road: place.road ?? '', direction: place.direction ?? '', kmPost: place.kmPost ?? '', words: place.words ?? '', spot: place.lon === null || place.lat === null ? '' : `${place.lon}, ${place.lat}`, height: place.heightMm === null ? '' : String(place.heightMm) });
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const [spot, heightMm] = [placeIn(text.spot), heightIn(text.height)];
  const [spotWrong, heightWrong] = [text.spot.trim() !== '' && spot === undefined, text.height.trim() !== '' && (heightMm === undefined || heightMm < 1500 || heightMm > 6000)];
  const said = Object.fromEntries((['road', 'direction', 'kmPost', 'words'] as const).flatMap((name) => (text[name].trim() === '' ? [] : [[name, text[name].trim()]])));
  const save = (): void => act.mutate({ missionId: page.id, version: page.version, place: { ...(kind === '' ? {} : { kind: kind as Kind }), ...said, ...spot, ...(heightMm === undefined ? {} : { heightMm }) } }, { onSuccess: done });
  return (
    <Form label={w.setPlace} onSubmit={save}>
      <SelectField label={w.kind} value={kind} onValue={setKind} options={[{ value: '', label: '–' }, ...kinds.map((value) => ({ value, label: r.place[value] }))]} />
      <TextField label={w.road} {...set('road')} /><TextField label={w.direction} {...set('direction')} /><TextField label={w.kmPost} {...set('kmPost')} /><TextField label={w.words} {...set('words')} />
      <TextField label={w.spot} {...set('spot')} error={spotWrong ? w.spotWrong : undefined} /><TextField label={w.height} inputMode="decimal" {...set('height')} error={heightWrong ? w.heightWrong : undefined} />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={spotWrong || heightWrong}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

export function Where({ page, may }: { page: Page; may: boolean }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const [changing, setChanging] = useState(false);
  const { place } = page;
  const facts: readonly (readonly [string, string | null])[] = [[w.kind, place.kind === null ? null : (r.place[place.kind as 'home'] ?? place.kind)], [w.road, place.road], [w.direction, place.direction], [w.kmPost, place.kmPost], [w.words, place.words], [w.height, place.heightMm === null ? null : String(place.heightMm)], [`${w.lon}, ${w.lat}`, place.lon === null || place.lat === null ? null : `${place.lon.toFixed(5)}, ${place.lat.toFixed(5)}`]];
  return (
    <Card title={w.where} aside={may && page.endedAt === null && !changing ? <Button small onClick={() => setChanging(true)}>{w.setPlace}</Button> : undefined}>
      {changing ? <PlaceForm page={page} done={() => setChanging(false)} /> : <dl className="c-facts">{facts.flatMap(([name, value]) => (value === null ? [] : [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{value}</dd>]))}</dl>}
    </Card>
  );
}

export function Traffic({ page, may }: { page: Page; may: boolean }) {
  const mark = useMarks();
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const [changing, setChanging] = useState(false);
  const [said, setSaid] = useState('');
  const exits = useAsk('listHandOverPoints', page.place.road === null ? {} : { road: page.place.road }, { enabled: changing });
  const act = useAct('setHandOver', ({ missionId }) => ['showRescue', { missionId }]);
  const leg = page.legs.findLast((one) => one.kind === 'trafficRescue');
  const choose = (to: { pointId: string } | { words: string }): void => act.mutate({ missionId: page.id, version: page.version, ...to }, { onSuccess: () => setChanging(false) });
  return (
    <Card title={w.traffic} aside={leg === undefined ? <Tag tone="danger">{r.number['12122']} 12122</Tag> : <Tag tone="info">{r.leg[leg.state]}</Tag>}>
      <p className="k-muted">{w.trafficLead}</p>
      <div className="k-between"><span>{w.exit}{mark.colon}<strong>{page.handOver === null ? '–' : language === 'zh' ? page.handOver.name : page.handOver.nameEn}</strong></span>{may && page.endedAt === null ? <Button small onClick={() => setChanging(!changing)}>{w.setExit}</Button> : null}</div>
      {changing ? <><span className="c-answers">{(exits.data?.points ?? []).slice(0, 24).map((point) => <Button key={point.id} small busy={act.isPending} onClick={() => choose({ pointId: point.id })}>{point.road} {language === 'zh' ? point.name : point.nameEn}</Button>)}</span><TextField label={w.exitWords} value={said} onValue={setSaid} maxLength={100} /><Button small disabled={said.trim() === ''} busy={act.isPending} onClick={() => choose({ words: said })}>{w.save}</Button></> : null}
      <Stale error={act.error} />
      {may && page.endedAt === null ? <Said page={page} leg={leg} /> : null}
    </Card>
  );
}
