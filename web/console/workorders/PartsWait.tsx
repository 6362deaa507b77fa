// Parts a visit waits for: ordering, what came into which box, the owner's word on where the car stays, letting it go home, the
// time at which the work goes on, and taking the car back.
import { useState } from 'react';
import { waitChoices } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { clockTime, dayName, spanWords, useNow, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { refusedDayOf } from '#client/refused-day';
import { useFieldErrors, useSays } from '#client/says';
import type { Out } from '#client/client';
import { Alternatives } from '../appointments/Booking.tsx';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { CarStateFields, untouched } from './Bench.tsx';
import type { Page } from './Estimate.tsx';
import { partsWords } from './parts-words.ts';
import { useWork } from './work.ts';
import { words } from './words.ts';

const atOf = (page: Page) => ({ workOrderId: page.workOrder.id, version: page.workOrder.version });
type Wait = NonNullable<Page['partsWait']>;
const digits = (text: string): string => text.replaceAll(/\D/g, '');

/** What of the approved parts is not ordered yet. */
function left(page: Page): { code: string; name: string; nameEn: string; quantity: number }[] {
  const wanted = new Map<string, { code: string; name: string; nameEn: string; quantity: number }>();
  for (const line of page.lines.filter((one) => one.kind === 'part' && one.answer === 'approved' && !one.done)) wanted.set(line.code, { code: line.code, name: line.name, nameEn: line.nameEn, quantity: (wanted.get(line.code)?.quantity ?? 0) + line.quantity });
  for (const one of page.partsWait?.ordered ?? []) {
    const want = wanted.get(one.code);
    if (want !== undefined) wanted.set(one.code, { ...want, quantity: want.quantity - one.quantity });
  }
  return [...wanted.values()].filter((one) => one.quantity > 0);
}

function Order({ page, done }: { page: Page; done(): void }) {
  const w = useWords(partsWords);
  const { language } = useLanguage();
  const open = left(page);
  const [chosen, choose] = useState<Record<string, boolean>>({});
  const [expectedOn, setExpected] = useState('');
  const act = useWork('orderParts');
  const parts = open.filter((one) => chosen[one.code] === true).map((one) => ({ code: one.code, quantity: one.quantity, ...(expectedOn === '' ? {} : { expectedOn }) }));
  return (
    <Form label={w.order} onSubmit={() => act.mutate({ ...atOf(page), parts }, { onSuccess: done })}>
      <div className="k-choice">{open.map((one) => <label key={one.code}><input type="checkbox" checked={chosen[one.code] === true} onChange={(event) => choose({ ...chosen, [one.code]: event.target.checked })} />{language === 'zh' ? one.name : one.nameEn} × {one.quantity}</label>)}</div>
      <TextField label={w.expectedOn} type="date" value={expectedOn} onValue={setExpected} />
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={parts.length === 0}>{w.orderIt}</Button>
    </Form>
  );
}

function Boxes({ page, wait, edits }: { page: Page; wait: Wait; edits: boolean }) {
  const w = useWords(partsWords);
  const { language } = useLanguage();
  const [came, setCame] = useState<Record<string, string>>({});
  const act = useWork('receiveOrderedParts');
  const rows = wait.ordered.flatMap((one) => (Number(came[one.id] ?? '') > 0 ? [{ orderedId: one.id, quantity: Number(came[one.id]) }] : []));
  return (
    <>
      <ul className="k-list">{wait.ordered.map((one) => {
        const name = language === 'zh' ? one.name : one.nameEn;
        const missing = one.quantity - one.arrived;
        return (
          <li key={one.id} className="k-between">
            <span><strong>{name}</strong> <span className="k-number">{one.arrived} / {one.quantity}</span><br /><span className="k-muted">{w.box} {one.box} · {one.expectedOn === null ? w.noDay : w.expected(one.expectedOn)}</span></span>
            <span className="c-inline">{missing === 0 ? <Tag tone="good">{w.here}</Tag> : <Tag tone={one.late ? 'danger' : 'warn'}>{one.late ? w.late : w.missing(missing)}</Tag>}{missing > 0 && edits ? <input className="k-input c-count" inputMode="numeric" aria-label={w.cameOf(name)} placeholder={w.cameShort} value={came[one.id] ?? ''} onChange={(event) => setCame({ ...came, [one.id]: digits(event.target.value) })} /> : null}</span>
          </li>
        );
      })}</ul>
      {rows.length === 0 ? null : <Button kind="primary" busy={act.isPending} onClick={() => act.mutate({ ...atOf(page), came: rows }, { onSuccess: () => setCame({}) })}>{w.came}</Button>}
      <Stale error={act.error} />
    </>
  );
}

function OwnersWord({ page, wait }: { page: Page; wait: Wait }) {
  const w = useWords(partsWords);
  const [choice, choose] = useState<(typeof waitChoices)[number]>('stays');
  const [channel, setChannel] = useState<'phone' | 'counter' | 'wechat'>('phone');
  const [text, setText] = useState('');
  const act = useWork('recordPartsAnswer');
  const names = useWords(words).channels;
  if (wait.choice !== null) return <p><Tag tone="info">{w.choices[wait.choice.choice]}</Tag> <span className="k-muted">{wait.choice.byName} · {names[wait.choice.channel as 'app'] ?? ''} · <When at={wait.choice.at} />{wait.choice.words === null ? '' : ` · ${wait.choice.words}`}</span></p>;
  return (
    <Form label={w.ownersWord} onSubmit={() => act.mutate({ ...atOf(page), choice, channel, ...(text.trim() === '' ? {} : { words: text.trim() }) })}>
      <Choice label={w.ownersWord} value={choice} onValue={(value) => choose(value)} options={waitChoices.map((value) => ({ value, label: w.choices[value] }))} />
      <div className="c-form"><SelectField label={w.through} value={channel} onValue={(value) => setChannel(value as typeof channel)} options={(['phone', 'counter', 'wechat'] as const).map((value) => ({ value, label: names[value] }))} /><TextField label={w.words} value={text} onValue={setText} /></div>
      <Stale error={act.error} />
      <Button type="submit" busy={act.isPending}>{w.recordWord}</Button>
    </Form>
  );
}

function Moves({ page, away }: { page: Page; away: boolean }) {
  const w = useWords(partsWords);
  const v = useWords(words);
  const [odometer, setOdometer] = useState('');
  const [soc, setSoc] = useState('');
  const [carState, setCarState] = useState({ ...untouched });
  const [home, back] = [useWork('letCarHome'), useWork('takeCarBack')];
  const act = away ? back : home;
  const error = useFieldErrors(act.error, ['odometerKm', 'socPct']);
  const figures = { ...atOf(page), odometerKm: Number(odometer), socPct: Number(soc) };
  return (
    <Form label={away ? w.takeBack : w.letHome} onSubmit={() => (away ? back.mutate(figures) : home.mutate({ ...figures, carState: { ...carState, toolsInside: carState.toolsInside.trim() } }))}>
      <div className="c-form"><TextField label={v.odometer} inputMode="numeric" value={odometer} onValue={(value) => setOdometer(digits(value))} error={error('odometerKm')} /><TextField label={v.soc} inputMode="numeric" value={soc} onValue={(value) => setSoc(digits(value))} error={error('socPct')} /></div>
      {away ? null : <CarStateFields state={carState} onState={setCarState} />}
      {error('') === undefined ? null : <Stale error={act.error} />}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={odometer === '' || soc === ''}>{away ? w.takeBack : w.letHome}</Button>
    </Form>
  );
}

type Refusal = NonNullable<Out<'findSlots'>['days'][number]['refused']>;
function Resume({ page, done }: { page: Page; done(): void }) {
  const w = useWords(partsWords);
  const says = useSays();
  const { language } = useLanguage();
  const slots = useAsk('findResumeSlots', { workOrderId: page.workOrder.id, days: 10 }, { topics: ['appointments', 'workorders'] });
  const act = useAct('bookResume');
  const book = (startsAt: string): void => act.mutate({ ...atOf(page), startsAt }, { onSuccess: done });
  return (
    <Answered of={slots} says={says}>{(data) => (
      <div className="k-stack">
        <p className="k-muted">{w.resumeLead(data.durationMin)}</p>
        {data.days.map((day) => <div key={day.onDay}><strong>{dayName(day.onDay, language)}</strong>{day.refused === null ? <div className="k-row" style={{ gap: 6, marginTop: 4 }}>{day.slots.map((slot) => <Button key={slot.startsAt} small onClick={() => book(slot.startsAt)}>{clockTime(slot.startsAt, language)}</Button>)}</div> : <span className="k-muted"> · {refusedDayOf(day.refused as Refusal, language)}</span>}</div>)}
        <Alternatives error={act.error} onChoose={book} />
      </div>
    )}</Answered>
  );
}

function Waiting({ page, wait, edits }: { page: Page; wait: Wait; edits: boolean }) {
  const w = useWords(partsWords);
  const { language } = useLanguage();
  const now = useNow(30_000);
  const { may } = useMe();
  const [booking, setBooking] = useState(false);
  const counter = may('adviser', 'serviceManager');
  const away = wait.awaySince !== null;
  return (
    <div className="k-stack">
      {wait.waitingSince === null ? <Notice tone="good">{w.complete}</Notice> : <Notice tone="warn">{w.waits(spanWords(now.getTime() - new Date(wait.waitingSince).getTime(), language))}</Notice>}
      <Boxes page={page} wait={wait} edits={edits} />
      {away ? <p><Tag tone="info">{w.away}</Tag> <When at={wait.awaySince as string} /></p> : wait.complete || !counter ? null : <OwnersWord key={page.workOrder.version} page={page} wait={wait} />}
      {counter && (away || wait.choice?.choice === 'goesHome') ? <details><summary>{away ? w.takeBack : w.letHome}</summary><Moves key={String(away)} page={page} away={away} /></details> : null}
      {wait.resume === null ? null : <p>{w.resume} <strong><When at={wait.resume.startsAt} /></strong> <Tag tone={['cancelled', 'noShow'].includes(wait.resume.state) ? 'warn' : 'accent'}>{w.states[wait.resume.state as 'booked'] ?? ''}</Tag></p>}
      {counter && (away || !wait.complete) ? <><Button small aria-expanded={booking} onClick={() => setBooking(!booking)}>{wait.resume === null ? w.bookResume : w.otherTime}</Button>{booking ? <Resume page={page} done={() => setBooking(false)} /> : null}</> : null}
    </div>
  );
}

export function PartsWait({ page }: { page: Page }) {
  const w = useWords(partsWords);
  const { may } = useMe();
  const [ordering, setOrdering] = useState(false);
  const edits = may('adviser', 'serviceManager', 'partsPlanner') && ['approved', 'inProgress'].includes(page.workOrder.state);
  const orders = edits && left(page).length > 0;
  if (page.partsWait === null && !orders) return null;
  return (
    <Card title={w.title} aside={orders ? <Button small aria-expanded={ordering} onClick={() => setOrdering(!ordering)}>{w.order}</Button> : undefined}>
      <div className="k-stack">
        {ordering && orders ? <Order page={page} done={() => setOrdering(false)} /> : page.partsWait === null ? <p className="k-muted">{w.lead}</p> : null}
        {page.partsWait === null ? null : <Waiting page={page} wait={page.partsWait} edits={edits} />}
      </div>
    </Card>
  );
}
