// Who works when over two weeks; planning days, absences, and swaps that wait for the colleague.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf, dayParts } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { words } from './place-words.ts';

type Data = Out<'showRoster'>;
const plus = (day: string, days: number): string => dayOf(new Date(Date.parse(`${day}T12:00:00+08:00`) + days * 86_400_000));

function Grid({ data }: { data: Data }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const shifts = new Map(data.shifts.map((one) => [`${one.staffId} ${one.onDay}`, one]));
  const cell = (staffId: string, day: Data['hours'][number]) => {
    const absence = data.absences.find((one) => one.staffId === staffId && one.firstOn <= day.onDay && day.onDay <= one.lastOn);
    if (absence !== undefined) return <Tag tone="warn">{w.absences[absence.kind]}</Tag>;
    const shift = shifts.get(`${staffId} ${day.onDay}`);
    if (!day.open) return <span className="k-muted">{w.closed}</span>;
    if (shift === undefined) return <span className="k-muted">{w.asOpen}</span>;
    return shift.starts === null ? <Tag>{w.off}</Tag> : <span>{shift.starts}<br />{shift.ends}</span>;
  };
  return (
    <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.tabs.roster}>
      <table className="c-table">
        <thead><tr><th scope="col">{w.person}</th>{data.hours.map((day) => {
          const parts = dayParts(day.onDay, language);
          return <th key={day.onDay} scope="col">{parts.weekday}<br />{day.onDay.slice(5)}</th>;
        })}</tr></thead>
        <tbody>{data.people.map((person) => <tr key={person.staffId}><th scope="row">{person.name}</th>{data.hours.map((day) => <td key={day.onDay}>{cell(person.staffId, day)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

function Plan({ outletId, data }: { outletId: string; data: Data }) {
  const w = useWords(words);
  const [staffId, setStaff] = useState(data.people[0]?.staffId ?? '');
  const [text, setText] = useState({ fromOn: data.fromOn, toOn: plus(data.fromOn, 13), starts: '08:30', ends: '17:30' });
  const [kind, setKind] = useState<'shift' | 'off' | 'asOpen'>('shift');
  const [weekdays, setWeekdays] = useState([1, 2, 3, 4, 5]);
  const act = useAct('planShifts');
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  return (
    <Card title={w.plan}>
      <p className="k-muted">{w.planLead}</p>
      <Form label={w.plan} onSubmit={() => act.mutate({ outletId, staffId, fromOn: text.fromOn, toOn: text.toOn, weekdays, kind, ...(kind === 'shift' ? { starts: text.starts, ends: text.ends } : {}) }, { onSuccess: ({ days }) => say(w.planned(days)) })}>
        <div className="c-form">
          <SelectField label={w.person} value={staffId} onValue={setStaff} options={data.people.map((one) => ({ value: one.staffId, label: one.name }))} />
          <SelectField label={w.shiftKind} value={kind} onValue={(value) => setKind(value as typeof kind)} options={Object.entries(w.shiftKinds).map(([value, label]) => ({ value, label }))} />
          <TextField label={w.from} type="date" {...set('fromOn')} /><TextField label={w.to} type="date" {...set('toOn')} />
          {kind === 'shift' ? <><TextField label={w.starts} type="time" {...set('starts')} /><TextField label={w.ends} type="time" {...set('ends')} /></> : null}
        </div>
        <div className="k-choice" role="group" aria-label={w.weekdays}>{[1, 2, 3, 4, 5, 6, 7].map((nth) => <label key={nth}><input type="checkbox" checked={weekdays.includes(nth)} onChange={(event) => setWeekdays(event.target.checked ? [...weekdays, nth] : weekdays.filter((one) => one !== nth))} />{w.days7[nth - 1]}</label>)}</div>
        <Stale error={act.error} />
        <div><Button type="submit" kind="primary" busy={act.isPending} disabled={weekdays.length === 0 || staffId === ''}>{w.save}</Button></div>
      </Form>
    </Card>
  );
}

function Absences({ outletId, data, manages }: { outletId: string; data: Data; manages: boolean }) {
  const w = useWords(words);
  const [staffId, setStaff] = useState(data.people[0]?.staffId ?? '');
  const [kind, setKind] = useState('sick');
  const [firstOn, setFirst] = useState(dayOf(new Date()));
  const [lastOn, setLast] = useState(dayOf(new Date()));
  const [add, drop] = [useAct('addAbsence'), useAct('dropAbsence')];
  const name = (id: string): string => data.people.find((one) => one.staffId === id)?.name ?? '';
  return (
    <Card title={w.absenceList} aside={<Link className="k-button" data-small="true" to={links.rePlan(outletId)}>{w.seeHit}</Link>}>
      <ul className="k-list">{data.absences.map((one) => <li key={one.id} className="k-between"><span><strong>{name(one.staffId)}</strong> {one.firstOn}–{one.lastOn} <Tag tone="warn">{w.absences[one.kind]}</Tag></span>{manages ? <Button small kind="quiet" onClick={() => drop.mutate({ id: one.id })}>{w.drop}</Button> : null}</li>)}</ul>
      {data.absences.length === 0 ? <p className="k-muted">{w.none}</p> : null}
      {manages ? <Form label={w.absence} onSubmit={() => add.mutate({ staffId, kind: kind as 'sick', firstOn, lastOn })}>
        <div className="c-form">
          <SelectField label={w.person} value={staffId} onValue={setStaff} options={data.people.map((one) => ({ value: one.staffId, label: one.name }))} />
          <SelectField label={w.absenceKind} value={kind} onValue={setKind} options={Object.entries(w.absences).map(([value, label]) => ({ value, label }))} />
          <TextField label={w.from} type="date" value={firstOn} onValue={setFirst} /><TextField label={w.to} type="date" value={lastOn} onValue={setLast} />
        </div>
        <Stale error={add.error} />
        <div><Button type="submit" busy={add.isPending} disabled={staffId === ''}>{w.absence}</Button></div>
      </Form> : null}
    </Card>
  );
}

function Swaps({ outletId, data }: { outletId: string; data: Data }) {
  const w = useWords(words);
  const me = useMe();
  const [withStaffId, setWith] = useState('');
  const [myDay, setMine] = useState(data.fromOn);
  const [theirDay, setTheirs] = useState(data.fromOn);
  const [ask, answer, withdraw] = [useAct('askSwap'), useAct('answerSwap'), useAct('withdrawSwap')];
  const works = data.people.some((one) => one.staffId === me.id);
  return (
    <Card title={w.swaps}>
      {data.swaps.length === 0 ? <p className="k-muted">{w.noSwaps}</p> : <ul className="k-list">{data.swaps.map((one) => (
        <li key={one.id} className="k-between"><span>{w.swap(one.askerName, one.askerDay, one.otherName, one.otherDay)}</span>
          {one.otherId === me.id ? <span className="c-inline"><Button small kind="primary" onClick={() => answer.mutate({ id: one.id, accept: true, version: one.version })}>{w.accept}</Button><Button small onClick={() => answer.mutate({ id: one.id, accept: false, version: one.version })}>{w.refuse}</Button></span> : one.askerId === me.id ? <Button small onClick={() => withdraw.mutate({ id: one.id, version: one.version })}>{w.withdraw}</Button> : null}
        </li>
      ))}</ul>}
      <Stale error={answer.error} />
      {works ? <Form label={w.askSwap} onSubmit={() => ask.mutate({ outletId, withStaffId, myDay, theirDay })}>
        <div className="c-form">
          <SelectField label={w.withWhom} value={withStaffId} onValue={setWith} options={[{ value: '', label: '–' }, ...data.people.filter((one) => one.staffId !== me.id).map((one) => ({ value: one.staffId, label: one.name }))]} />
          <TextField label={w.myDay} type="date" value={myDay} onValue={setMine} /><TextField label={w.theirDay} type="date" value={theirDay} onValue={setTheirs} />
        </div>
        <Stale error={ask.error} />
        <div><Button type="submit" busy={ask.isPending} disabled={withStaffId === ''}>{w.askSwap}</Button></div>
      </Form> : null}
    </Card>
  );
}

export function Roster({ outletId, manages }: { outletId: string; manages: boolean }) {
  const w = useWords(words);
  const says = useSays();
  const [fromOn, setFrom] = useState(dayOf(new Date()));
  const roster = useAsk('showRoster', { outletId, fromOn, days: 14 }, { topics: ['network'], keep: true });
  return (
    <Answered of={roster} says={says} lines={8}>{(data) => (
      <>
        <div className="c-filters"><Button small onClick={() => setFrom(plus(fromOn, -14))}>{w.earlier}</Button><input className="k-input" type="date" aria-label={w.week} value={fromOn} onChange={(event) => setFrom(event.target.value || fromOn)} /><Button small onClick={() => setFrom(plus(fromOn, 14))}>{w.later}</Button></div>
        <Grid data={data} />
        <div className="c-split"><div className="k-stack">{manages ? <Plan outletId={outletId} data={data} /> : null}<Swaps outletId={outletId} data={data} /></div><Absences outletId={outletId} data={data} manages={manages} /></div>
      </>
    )}</Answered>
  );
}
