// The owner's rescue page: one tap, then the safety script step by step, and one honest time. Stands alone, without the frame,
// so that it opens on a bad network; what was tapped is kept and sent when it can be.
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Choice, SelectField, TextField } from '#kit/field.tsx';
import { clockTime } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Slow } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk, useLive } from '#client/ask';
import { Refused, type In } from '#client/client';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Emergency } from '../Offline.tsx';
import { forgetRequest, keepCars, keepKnown, knownCars, lastKnown, placeOfPhone, sendRequest, waitingRequest, type Mission } from './request.ts';
import { Running } from './Running.tsx';
import './rescue.css';
import { words } from './words.ts';

const againEveryMs = 8_000;
type Trouble = NonNullable<In<'requestRescue'>['trouble']>;
type Kind = NonNullable<NonNullable<In<'requestRescue'>['place']>['kind']>;
const troubles: readonly Trouble[] = ['powerLoss', 'outOfCharge', 'twelveVolt', 'tyre', 'collision', 'smokeOrFire', 'batteryHot', 'flooded', 'brakes', 'other'];
const places: readonly Kind[] = ['motorway', 'roadside', 'garage', 'home', 'chargingStation', 'tunnel', 'elsewhere'];

export function Rescue() {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const go = useNavigate();
  const live = useLive(true);
  const asked = useAsk('myRescues', {}, { topics: ['rescue', 'cases'], everyMs: 15_000 });
  const [fresh, setFresh] = useState<Mission | undefined>(undefined);
  const [again, setAgain] = useState(false);
  useEffect(() => void (document.title = `CareLoop · ${w.title}`), [w]);
  const first = asked.data?.missions[0];
  useEffect(() => {
    if (first !== undefined) keepKnown(first);
  }, [first]);
  const known = lastKnown();
  const lost = asked.error !== null && (asked.data === undefined || live === 'lost');
  const mission = first ?? fresh ?? (lost ? known?.mission : undefined);
  const shows = mission !== undefined && !again && (mission.endedAt === null || Date.now() - Date.parse(mission.endedAt) < 12 * 3_600_000);
  return (
    <main className="r-page">
      <header className="r-head">
        <Button kind="quiet" aria-label={w.back} onClick={() => void go(links.home())}><Icon name="back" /></Button><h1>{w.title}</h1>
        <Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{w.other}</Button>
      </header>
      {lost && known !== undefined ? <Notice tone="warn">{w.asOf(clockTime(known.at, language))}</Notice> : null}
      {asked.data === undefined && asked.error === null ? <Slow lines={6} /> : shows ? (
        <><Running mission={mission} refresh={() => void asked.refetch()} />{mission.endedAt === null ? null : <Button wide onClick={() => setAgain(true)}>{w.again}</Button>}</>
      ) : asked.error instanceof Refused ? <Notice tone="warn">{w.signIn}</Notice> : <Start onSent={(one) => {
        keepKnown(one);
        setFresh(one);
        setAgain(false);
        void asked.refetch();
      }} />}
    </main>
  );
}

/** Before help was asked for: people first, then one large button. */
function Start({ onSent }: { onSent(mission: Mission): void }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const says = useSays();
  const vehicles = useAsk('listMyVehicles', {});
  const cars = vehicles.data?.vehicles ?? knownCars();
  useEffect(() => {
    if (vehicles.data !== undefined) keepCars(vehicles.data.vehicles);
  }, [vehicles.data]);
  const [asked] = useSearchParams();
  const [vehicleId, setVehicle] = useState('');
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  const [kind, setKind] = useState<Kind | undefined>(undefined);
  const [where, setWhere] = useState('');
  const [state, setState] = useState<'still' | 'sending' | 'waiting'>(waitingRequest() === undefined ? 'still' : 'waiting');
  const [error, setError] = useState<Error | null>(null);
  const car = (cars.find((one) => one.id === vehicleId) ?? cars.find((one) => one.id === asked.get('car')) ?? cars[0])?.id ?? ''; // the one that was looked at
  const send = async (): Promise<void> => {
    setState('sending');
    setError(null);
    try {
      const spot = waitingRequest() === undefined ? await placeOfPhone() : undefined;
      const place = { ...(kind === undefined ? {} : { kind }), ...(where.trim() === '' ? {} : { words: where.trim() }), ...(spot ?? {}) };
      const mission = await sendRequest({ vehicleId: car, ...(trouble === undefined ? {} : { trouble }), ...(Object.keys(place).length === 0 ? {} : { place }) });
      if (mission === undefined) return setState('waiting');
      onSent(mission);
    } catch (failed) {
      setError(failed as Error);
      setState('still');
    }
  };
  useEffect(() => {
    if (state !== 'waiting') return undefined;
    const timer = setInterval(() => void send(), againEveryMs);
    const online = (): void => void send();
    addEventListener('online', online);
    return () => {
      clearInterval(timer);
      removeEventListener('online', online);
    };
  });
  return (
    <>
      <Card title={w.safe}><ol className="r-safe"><li>{w.safeLead.first}</li><li>{w.safeLead.second}</li><li>{w.safeLead.third}</li></ol></Card>
      <button type="button" className="r-tap" disabled={state === 'sending' || car === ''} onClick={() => void send()}><Icon name="alert" size={44} /><strong>{state === 'sending' ? w.sending : state === 'waiting' ? w.tryNow : w.tap}</strong><small>{w.tapLead}</small></button>
      {state === 'waiting' ? <Notice tone="danger"><strong>{w.waiting}</strong><br />{w.waitingLead} <Button small onClick={() => {
        forgetRequest();
        setState('still');
      }}>{w.cancel}</Button></Notice> : null}
      {error === null ? null : <Notice tone="danger">{says(error)}</Notice>}
      {cars.length > 1 ? <SelectField label={w.car} value={car} onValue={setVehicle} options={cars.map((one) => ({ value: one.id, label: one.plateNo ?? (language === 'zh' ? one.modelName : one.modelNameEn) }))} /> : null}
      <Choice<Trouble> label={w.what} value={trouble} onValue={setTrouble} options={troubles.map((value) => ({ value, label: w.trouble[value] }))} />
      <Choice<Kind> label={w.where} value={kind} onValue={setKind} options={places.map((value) => ({ value, label: r.place[value] }))} />
      <TextField label={w.whereWords} value={where} onValue={setWhere} maxLength={200} />
      <Card title={w.call}><Emergency /></Card>
    </>
  );
}
