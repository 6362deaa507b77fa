// Booking: what for, where, when, then one look at all of it and a press that books. Moving: only when.
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { TextArea } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { refusedDayOf } from '#client/refused-day';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';
import { Gone, Times } from './Times.tsx';
import { words } from './words.ts';

type Operation = Out<'suggestOperations'>['operations'][number];

function Move({ appointment }: { appointment: Out<'myAppointments'>['appointments'][number] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const go = useNavigate();
  const [startsAt, setStartsAt] = useState('');
  const move = useAct('moveAppointment');
  const choose = (at: string): void => {
    setStartsAt(at);
    move.reset();
  };
  const confirm = (): void => move.mutate({ appointmentId: appointment.id, startsAt, version: appointment.version }, { onSuccess: () => {
    say(w.moved);
    void go(links.case(appointment.caseId), { replace: true });
  } });
  return (
    <div className="o-cols">
      <div><Times vehicleId={appointment.vehicleId} outletId={appointment.outletId} operations={appointment.operations.map((one) => one.code)} moving={appointment.id} chosen={startsAt} onChoose={choose} /></div>
      <aside><Card title={w.sum}><div className="k-stack">
        <dl className="o-pairs"><div><dt>{w.place}</dt><dd>{language === 'zh' ? appointment.outletName : appointment.outletNameEn}</dd></div><div><dt>{w.now}</dt><dd><When at={appointment.startsAt} /></dd></div>{startsAt === '' ? null : <div><dt>{w.time}</dt><dd><When at={startsAt} /></dd></div>}</dl>
        <Gone error={move.error} onChoose={choose} />
        <Button kind="primary" wide busy={move.isPending} disabled={startsAt === ''} onClick={confirm}>{startsAt === '' ? w.chooseTime : w.moveTo}</Button>
      </div></Card></aside>
    </div>
  );
}

function WhatFor({ operations, chosen, onChosen }: { operations: readonly Operation[]; chosen: readonly string[]; onChosen(codes: string[]): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [all, setAll] = useState(false);
  const shown = all || operations.every((one) => !one.likely) ? operations : operations.filter((one) => one.likely || chosen.includes(one.code));
  return (
    <Card title={w.what}>
      <div className="k-stack">
        {shown.map((one) => (
          <label key={one.code} className="o-pick">
            <input type="checkbox" checked={chosen.includes(one.code)} onChange={(event) => onChosen(event.target.checked ? [...chosen, one.code] : chosen.filter((code) => code !== one.code))} />
            <span><strong>{language === 'zh' ? one.name : one.nameEn}</strong>{one.likely ? <> <Tag tone="accent">{w.likely}</Tag></> : null}<br /><span className="k-muted">{language === 'zh' ? one.what : one.whatEn}</span></span>
            <span className="price"><span className="sr">{w.from} </span><Money fen={one.totalFen} /></span>
          </label>
        ))}
        {shown.length === operations.length ? null : <Button kind="quiet" onClick={() => setAll(true)}>{w.more}</Button>}
      </div>
    </Card>
  );
}

/** Outlets that can do the work, the nearest to the car first. */
function Where({ vehicleId, operations, chosen, onChosen }: { vehicleId: string; operations: string[]; chosen: string; onChosen(outlet: { id: string; name: string; nameEn: string }): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [all, setAll] = useState(false);
  const vehicles = useAsk('listMyVehicles', {});
  const vin = vehicles.data?.vehicles.find((one) => one.id === vehicleId)?.vin;
  const car = useAsk('showVehicleState', { vin: vin ?? '' }, { enabled: vin !== undefined });
  const known = car.data !== undefined || car.error !== null || vehicles.error !== null;
  const at = car.data === undefined || car.data.lon === null || car.data.lat === null ? {} : { lon: Math.round(car.data.lon * 100) / 100, lat: Math.round(car.data.lat * 100) / 100 };
  const outlets = useAsk('suggestOutlets', { vehicleId, operations, ...at }, { enabled: known, keep: true });
  return (
    <Card title={w.where}>
      <Answered of={outlets} says={says}>
        {(data) => {
          const shown = all ? data.outlets : data.outlets.filter((one, index) => index < 4 || one.id === chosen);
          return (
            <div className="k-stack">
              {shown.map((one) => (
                <label key={one.id} className="o-pick" data-off={one.firstSlot === null}>
                  <input type="radio" name="outlet" checked={chosen === one.id} disabled={one.firstSlot === null} onChange={() => onChosen(one)} />
                  <span><strong>{language === 'zh' ? one.name : one.nameEn}</strong><br /><span className="k-muted">{one.address}<br />{one.firstSlot === null ? `${w.cannot}${one.refused === null ? '' : `${language === 'zh' ? '：' : ': '}${refusedDayOf(one.refused, language)}`}` : <>{w.first} <When at={one.firstSlot.startsAt} /></>}</span></span>
                  <span className="k-muted">{one.kmAway === null ? one[language === 'zh' ? 'city' : 'cityEn'] : w.away(one.kmAway < 10 ? one.kmAway.toFixed(1) : Math.round(one.kmAway).toLocaleString('en-US'))}</span>
                </label>
              ))}
              {shown.length === data.outlets.length ? null : <Button kind="quiet" onClick={() => setAll(true)}>{w.moreOutlets(data.outlets.length - shown.length)}</Button>}
            </div>
          );
        }}
      </Answered>
    </Card>
  );
}

function NewVisit({ vehicleId, caseId }: { vehicleId: string; caseId: string | null }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const go = useNavigate();
  const [chosen, setChosen] = useState<string[]>([]);
  const [outlet, setOutlet] = useState<{ id: string; name: string; nameEn: string } | undefined>(undefined);
  const [startsAt, setStartsAt] = useState('');
  const [note, setNote] = useState('');
  const operations = useAsk('suggestOperations', { vehicleId, ...(caseId === null ? {} : { caseId }) });
  const book = useAct('bookAppointment');
  const choose = (at: string): void => {
    setStartsAt(at);
    book.reset();
  };
  const confirm = (): void => book.mutate({ vehicleId, outletId: outlet?.id ?? '', operations: chosen, startsAt, ...(caseId === null ? {} : { caseId }), ...(note.trim() === '' ? {} : { words: note }) }, { onSuccess: (booked) => {
    say(w.done);
    void go(links.case(booked.caseId), { replace: true });
  } });
  const picked = (operations.data?.operations ?? []).filter((one) => chosen.includes(one.code));
  const missing = chosen.length === 0 ? w.chooseOn : outlet === undefined ? w.chooseOutlet : startsAt === '' ? w.chooseTime : undefined;
  return (
    <div className="o-cols">
      <div>
        <Answered of={operations} says={says}>{(data) => <WhatFor operations={data.operations} chosen={chosen} onChosen={(codes) => {
          setChosen(codes);
          choose('');
        }} />}</Answered>
        {chosen.length === 0 ? null : <Where vehicleId={vehicleId} operations={chosen} chosen={outlet?.id ?? ''} onChosen={(one) => {
          setOutlet(one);
          choose('');
        }} />}
        {outlet === undefined || chosen.length === 0 ? null : <Times vehicleId={vehicleId} outletId={outlet.id} operations={chosen} caseId={caseId ?? undefined} chosen={startsAt} onChoose={choose} />}
      </div>
      <aside><div className="o-sticky"><Card title={w.sum}><div className="k-stack">
        {picked.length === 0 ? null : <dl className="o-pairs">
          {picked.map((one) => <div key={one.code}><dt>{language === 'zh' ? one.name : one.nameEn}</dt><dd><Money fen={one.totalFen} /></dd></div>)}
          {picked.length > 1 ? <div><dt>{w.total}</dt><dd><Money fen={picked.reduce((sum, one) => sum + one.totalFen, 0)} /></dd></div> : null}
          {outlet === undefined ? null : <div><dt>{w.place}</dt><dd>{language === 'zh' ? outlet.name : outlet.nameEn}</dd></div>}
          {startsAt === '' ? null : <div><dt>{w.time}</dt><dd><When at={startsAt} /></dd></div>}
        </dl>}
        {startsAt === '' ? null : <TextArea label={w.note} value={note} onValue={setNote} rows={2} maxLength={500} style={{ minHeight: 72 }} />}
        <Gone error={book.error} onChoose={choose} />
        <Button kind="primary" wide busy={book.isPending} disabled={missing !== undefined} onClick={confirm}>{missing ?? w.book}</Button>
        <p className="k-muted">{w.promise}</p>
      </div></Card></div></aside>
    </div>
  );
}

export function Book() {
  const w = useWords(words);
  const says = useSays();
  const { vehicleId = '' } = useParams();
  const [params] = useSearchParams();
  const moving = params.get('move');
  const mine = useAsk('myAppointments', {}, { enabled: moving !== null });
  const appointment = mine.data?.appointments.find((one) => one.id === moving);
  return <><Head title={moving === null ? w.title : w.move} />{moving === null ? <NewVisit vehicleId={vehicleId} caseId={params.get('case')} /> : appointment === undefined ? <Answered of={mine} says={says}>{() => null}</Answered> : <Move appointment={appointment} />}</>;
}
