// Somebody calls who cannot wait: the car, what is wrong and where, in one form; the case and the rescue begin together, and the board
// shows at once whose vehicle goes. The place is pointed at on the map.
import { useEffect, useState } from 'react';
import { troublesForRescue, rescuePlaces } from '#api/rescue';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { Stale } from '../cases/Stale.tsx';
import { RoadMap, type Day } from './RoadMap.tsx';
import { emergencyWords } from './emergency-words.ts';

type Trouble = (typeof troublesForRescue)[number];
type Kind = (typeof rescuePlaces)[number];

/** "121.47, 31.23" as a place; undefined when it is none. */
export function placeIn(text: string): { lon: number; lat: number } | undefined {
  const numbers = text.split(/[,，\s]+/).filter((one) => one !== '').map(Number);
  const [lon, lat] = numbers;
  return numbers.length === 2 && lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : undefined;
}

export type Begun = { id: string; number: string };
export function Emergency({ day, outletId, done }: { day: Day; outletId: string; done(begun?: Begun): void }) {
  const e = useWords(emergencyWords);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const [text, setText] = useState({ caller: '', trouble: 'powerLoss', kind: 'roadside', where: '', place: '' });
  const [asked, setAsked] = useState('');
  const [vehicleId, setVehicleId] = useState<string | undefined>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.caller.trim()), 250);
    return () => clearTimeout(timer);
  }, [text.caller]);
  const found = useAsk('findVehicles', { text: asked, limit: 6 }, { enabled: asked.length > 1, keep: true });
  const callers = found.data?.vehicles ?? [];
  const chosen = callers.find((one) => one.id === vehicleId) ?? (callers.length === 1 ? callers[0] : undefined);
  const start = useAct('startRescueOfCar');
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const point = placeIn(text.place);
  const where = text.where.trim();
  const place = { kind: text.kind as Kind, ...(where === '' ? {} : { words: where }), ...point };
  const send = (): void => {
    if (chosen === undefined) return;
    start.mutate({ vehicleId: chosen.id, trouble: text.trouble as Trouble, place }, { onSuccess: (mission) => {
      say(e.sent(mission.number));
      done(mission);
    } });
  };
  return (
    <Form label={e.title} onSubmit={send}>
      <TextField label={e.caller} hint={e.callerHint} {...set('caller')} autoFocus />
      {asked.length > 1 && asked === text.caller.trim() && found.data !== undefined && !found.isFetching && callers.length === 0 ? <p className="k-muted">{e.noCaller}</p> : null}
      {callers.length < 2 ? chosen === undefined ? null : <p><strong>{chosen.plateNo ?? chosen.vinMasked}</strong> {chosen.ownerName} · {language === 'zh' ? chosen.modelName : chosen.modelNameEn}</p>
        : <Choice label={e.car} value={vehicleId} onValue={setVehicleId} options={callers.map((one) => ({ value: one.id, label: `${one.plateNo ?? one.vinMasked} ${one.ownerName}` }))} />}
      <SelectField label={e.trouble} {...set('trouble')} options={troublesForRescue.map((value) => ({ value, label: c.trouble[value] }))} />
      <SelectField label={e.kind} {...set('kind')} options={rescuePlaces.map((value) => ({ value, label: c.place[value] }))} />
      <TextField label={e.where} {...set('where')} maxLength={200} />
      <TextField label={e.place} hint={e.placeHint} {...set('place')} error={text.place.trim() !== '' && point === undefined ? e.placeWrong : undefined} />
      <RoadMap day={day} outletId={outletId} chosen={null} choose={() => undefined} pick={{ place: point, set: ({ lon, lat }) => setText({ ...text, place: `${lon}, ${lat}` }) }} />
      {point === undefined ? <Notice tone="info">{e.noPlace}</Notice> : null}
      <Stale error={start.error} />
      <div className="k-row"><Button type="submit" kind="danger" busy={start.isPending} disabled={chosen === undefined || (text.place.trim() !== '' && point === undefined)}>{e.send}</Button><Button onClick={() => done()}>{e.close}</Button></div>
    </Form>
  );
}
