// Booking on a case: operations, outlet, then only times that can be confirmed; each refused day says why.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { TextField } from '#kit/field.tsx';
import { clockTime, dayName, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { refusedDayOf } from '#client/refused-day';
import { links } from '../links.ts';
import { useKeys } from '../shell/keys.ts';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Appointment = Out<'showAppointment'>;
type Slot = { startsAt: string; endsAt: string };

/** Days and times of an outlet; `onChoose` hears the start. */
export function Slots({ vehicleId, outletId, operations, moving, focus, onChoose }: { vehicleId: string; outletId: string; operations: string[]; moving?: string; focus?: boolean; onChoose(startsAt: string): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const slots = useAsk('findSlots', { vehicleId, outletId, operations, days: 10, ...(moving === undefined ? {} : { moving }) }, { topics: ['appointments'] });
  const box = useRef<HTMLDivElement>(null);
  const ready = slots.data !== undefined;
  useEffect(() => void (ready && focus === true && box.current?.querySelector('button')?.focus()), [ready, focus]);
  return (
    <Answered of={slots} says={says}>
      {(data) => (
        <div className="k-stack" ref={box}>
          <p className="k-muted">{w.duration(data.durationMin)}</p>
          {data.days.map((day) => (
            <div key={day.onDay}>
              <strong>{dayName(day.onDay, language)}</strong>
              {day.refused === null ? <div className="k-row" style={{ gap: 6, marginTop: 4 }}>{day.slots.map((slot) => <Button key={slot.startsAt} small onClick={() => onChoose(slot.startsAt)}>{clockTime(slot.startsAt, language)}</Button>)}</div>
                : <span className="k-muted"> · {refusedDayOf(day.refused, language)}</span>}
            </div>
          ))}
        </div>
      )}
    </Answered>
  );
}

/** What the refusal of a taken slot offers instead. */
export function Alternatives({ error, onChoose }: { error: Error | null; onChoose(startsAt: string): void }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  if (error === null) return null;
  const offered = error instanceof Refused && error.code === 'slotTaken' ? (error.details['alternatives'] as Slot[] | undefined) : undefined;
  if (offered === undefined || offered.length === 0) return <Notice tone="danger">{says(error)}</Notice>;
  return <Notice tone="warn"><p>{w.slotGone}</p><div className="k-row">{offered.map((slot) => <Button key={slot.startsAt} small onClick={() => onChoose(slot.startsAt)}>{dayName(slot.startsAt, language)} {clockTime(slot.startsAt, language)}</Button>)}</div></Notice>;
}

function NewBooking({ caseId, vehicleId, done }: { caseId: string; vehicleId: string; done(): void }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<string[]>([]);
  const [outletId, setOutletId] = useState('');
  const operations = useAsk('suggestOperations', { vehicleId, caseId });
  const outlets = useAsk('suggestOutlets', { vehicleId, operations: chosen }, { enabled: chosen.length > 0 });
  const book = useAct('bookAppointment');
  const confirm = (startsAt: string): void => book.mutate({ vehicleId, caseId, outletId, operations: chosen, startsAt }, { onSuccess: done });
  const box = useRef<HTMLDivElement>(null);
  const into = (where: string): boolean => (box.current?.querySelector<HTMLElement>(where)?.focus(), box.current?.querySelector(where) != null);
  const ready = operations.data !== undefined;
  useEffect(() => void (ready && into('[data-operations] input')), [ready]);
  /** Arrows go through the list, Enter goes on to the outlets: nobody tabs through every kind of work. */
  const walk = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') return void (into('[data-outlets] li button') && event.preventDefault());
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-operations] input') ?? [])];
    all[Math.min(all.length - 1, Math.max(0, all.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  };
  return (
    <div className="k-stack" ref={box}>
      <Answered of={operations} says={says}>
        {(data) => <div className="k-field"><span className="k-label">{w.operations}</span><div className="k-choice" role="group" aria-label={w.operations} data-operations onKeyDown={walk} style={{ maxHeight: 180, overflow: 'auto' }}>{data.operations.map((one) => (
          <label key={one.code}><input type="checkbox" checked={chosen.includes(one.code)} onChange={(event) => setChosen(event.target.checked ? [...chosen, one.code] : chosen.filter((code) => code !== one.code))} />{language === 'zh' ? one.name : one.nameEn}{one.likely ? ` · ${w.likely}` : ''}</label>
        ))}</div></div>}
      </Answered>
      {chosen.length === 0 ? null : <Answered of={outlets} says={says}>{(data) => (
        <div className="k-field" data-outlets><div className="k-between"><span className="k-label">{w.outlet}</span>{outletId === '' ? null : <Button small kind="quiet" onClick={() => setOutletId('')}>{w.otherOutlet}</Button>}</div><ul className="k-list">{data.outlets.filter((one) => outletId === '' || one.id === outletId).map((one) => (
          <li key={one.id} className="k-between">
            <span><strong>{language === 'zh' ? one.name : one.nameEn}</strong> <span className="k-muted">{one.firstSlot === null ? `${w.cannot}${one.refused === null ? '' : refusedDayOf(one.refused, language)}` : <>{w.first} <When at={one.firstSlot.startsAt} /></>}</span></span>
            {one.firstSlot === null || outletId === one.id ? null : <Button small onClick={() => setOutletId(one.id)}>{w.choose}</Button>}
          </li>
        ))}</ul></div>
      )}</Answered>}
      {outletId === '' || chosen.length === 0 ? null : <Slots focus vehicleId={vehicleId} outletId={outletId} operations={chosen} onChoose={confirm} />}
      <Alternatives error={book.error} onChoose={confirm} />
    </div>
  );
}

export function AppointmentFacts({ one, edits }: { one: Appointment; edits: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const mark = useMarks();
  const [doing, setDoing] = useState<'move' | 'cancel' | null>(null);
  const [why, setWhy] = useState('');
  const move = useAct('moveAppointment');
  const cancel = useAct('cancelAppointment');
  const arrive = useAct('markArrived');
  const moveTo = (startsAt: string): void => move.mutate({ appointmentId: one.id, startsAt, version: one.version }, { onSuccess: () => setDoing(null) });
  return (
    <div className="k-stack">
      <div className="k-between"><strong><When at={one.startsAt} /> – {clockTime(one.endsAt, language)}</strong><Tag tone={one.state === 'noShow' ? 'warn' : one.state === 'cancelled' ? 'plain' : 'accent'}>{w.state[one.state]}</Tag></div>
      <dl className="c-facts">
        <dt>{w.outlet}</dt><dd>{language === 'zh' ? one.outletName : one.outletNameEn} · {one.bayName}</dd>
        <dt>{w.operations}</dt><dd>{one.operations.map((operation) => (language === 'zh' ? operation.name : operation.nameEn)).join(mark.comma)}</dd>
        <dt>{w.technician}</dt><dd>{one.technicianName}{one.guardianName === null ? '' : ` · ${w.guardian} ${one.guardianName}`}</dd>
      </dl>
      {may('adviser', 'serviceManager') && ['booked', 'arrived', 'noShow'].includes(one.state) ? <div className="k-row"><Link className="k-button" data-kind="primary" data-small="true" to={links.checkIn({ appointment: one.id })}>{w.checkIn}</Link></div> : null}
      {edits && (one.state === 'booked' || one.state === 'noShow') ? (
        <div className="k-row">
          {may('adviser', 'serviceManager') ? <Button small busy={arrive.isPending} onClick={() => arrive.mutate({ appointmentId: one.id, version: one.version })}>{w.arrived}</Button> : null}
          {one.state === 'booked' ? <><Button small onClick={() => setDoing(doing === 'move' ? null : 'move')}>{w.move}</Button><Button small kind="danger" onClick={() => setDoing(doing === 'cancel' ? null : 'cancel')}>{w.cancelIt}</Button></> : null}
        </div>
      ) : null}
      <Alternatives error={arrive.error ?? cancel.error} onChoose={moveTo} />
      {doing === 'move' ? <><Slots vehicleId={one.vehicleId} outletId={one.outletId} operations={one.operations.map((operation) => operation.code)} moving={one.id} onChoose={moveTo} /><Alternatives error={move.error} onChoose={moveTo} /></> : null}
      {doing === 'cancel' ? <><TextField label={w.why} value={why} onValue={setWhy} /><Button kind="danger" busy={cancel.isPending} disabled={why.trim() === ''} onClick={() => cancel.mutate({ appointmentId: one.id, why, version: one.version }, { onSuccess: () => setDoing(null) })}>{w.cancelIt}</Button></> : null}
    </div>
  );
}

export function Booking({ caseId, vehicleId, open }: { caseId: string; vehicleId: string; open: boolean }) {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const [booking, setBooking] = useState(false);
  const list = useAsk('appointmentsOfCase', { caseId }, { topics: ['appointments'] });
  const edits = may('agent', 'adviser', 'serviceManager');
  const mayNow = (): boolean => open && edits && !active;
  useKeys({ b: () => mayNow() && setBooking(true) });
  const active = list.data?.appointments.some((one) => ['booked', 'arrived', 'inWork'].includes(one.state)) === true;
  return (
    <Card title={w.title} aside={open && edits && !active ? <Button small kind={booking ? 'plain' : 'primary'} onClick={() => setBooking(!booking)}>{booking ? w.back : <>{w.book} <kbd>B</kbd></>}</Button> : undefined}>
      {booking ? <NewBooking caseId={caseId} vehicleId={vehicleId} done={() => setBooking(false)} /> : (
        <Answered of={list} says={says} lines={2}>{(data) => data.appointments.length === 0 ? <p className="k-muted">{w.none}</p> : <ul className="k-list">{data.appointments.map((one) => <li key={one.id}><AppointmentFacts one={one} edits={edits} /></li>)}</ul>}</Answered>
      )}
    </Card>
  );
}
