// When the line is open: periods by weekday, days with hours of their own, holidays; and the longest wait before a call-back.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, Switch, TextField } from '#kit/field.tsx';
import { dayName, dayOf } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { periodsOf, periodsText } from '../network/periods.ts';
import { words } from './words.ts';

type Line = Out<'showHotline'>['line'];
type Special = Line['exceptions'][number];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

function SpecialDays({ days, onDays }: { days: Special[]; onDays(days: Special[]): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [onDay, setDay] = useState(dayOf(new Date()));
  const [text, setText] = useState('');
  const [why, setWhy] = useState('');
  const periods = periodsOf(text);
  const add = (): void => {
    onDays([...days.filter((one) => one.onDay !== onDay), { onDay, periods: periods ?? [], why: why.trim() }].sort((a, b) => (a.onDay < b.onDay ? -1 : 1)));
    setText('');
    setWhy('');
  };
  return (
    <fieldset className="h-days">
      <legend>{w.specialDays}</legend>
      {days.length === 0 ? <p className="k-muted">{w.noSpecialDays}</p> : <ul className="k-list">{days.map((one) => (
        <li key={one.onDay} className="k-between"><span><strong>{dayName(one.onDay, language)}</strong> {one.periods.length === 0 ? w.closedDay : periodsText(one.periods)} <span className="k-muted">{one.why}</span></span>
          <Button small kind="quiet" onClick={() => onDays(days.filter((other) => other.onDay !== one.onDay))}>{w.dropDay}</Button></li>
      ))}</ul>}
      <div className="h-week">
        <TextField label={w.onDay} type="date" value={onDay} onValue={setDay} /><TextField label={w.periods} value={text} onValue={setText} error={periods === undefined ? w.periodsWrong : undefined} /><TextField label={w.whyDay} value={why} onValue={setWhy} maxLength={100} />
      </div>
      <Button small disabled={periods === undefined || onDay === '' || why.trim() === ''} onClick={add}>{w.addDay}</Button>
    </fieldset>
  );
}

/** Where the exchange tells its events; who has read it can be shut out. */
function Address({ brandId, path, onRenewed }: { brandId: string; path: string; onRenewed(): void }) {
  const w = useWords(words);
  const says = useSays();
  const [sure, setSure] = useState(false);
  const renew = useAct('renewEventAddress');
  const go = (): void => (sure ? renew.mutate({ brandId }, { onSuccess: () => (setSure(false), onRenewed()), onError: (error) => say(says(error), 'danger') }) : setSure(true));
  return <div className="k-muted">{w.eventAddress}<br /><code>{path}</code><div className="h-keys"><Button small kind={sure ? 'danger' : 'plain'} busy={renew.isPending} onClick={go}>{sure ? w.newAddressSure : w.newAddress}</Button>{sure ? <small>{w.newAddressLead}</small> : null}</div></div>;
}

export function Hours({ line }: { line: Line }) {
  const w = useWords(words);
  const says = useSays();
  const [week, setWeek] = useState(weekdays.map((weekday) => periodsText(line.weeklyHours.filter((one) => one.weekday === weekday))));
  const [days, setDays] = useState(line.exceptions);
  const [holidays, setHolidays] = useState(line.opensOnHolidays);
  const [most, setMost] = useState(String(line.mostWaitSeconds));
  const save = useAct('saveLine');
  const address = useAsk('showEventAddress', { brandId: line.brandId });
  const read = week.map(periodsOf);
  const send = (): void => save.mutate({
    brandId: line.brandId, weeklyHours: read.flatMap((periods, at) => (periods ?? []).map((period) => ({ weekday: at + 1, ...period }))), exceptions: days, opensOnHolidays: holidays, mostWaitSeconds: Number(most), version: line.version,
  }, { onSuccess: () => say(w.saved), onError: (error) => say(says(error), 'danger') });
  return (
    <Card title={w.hours}>
      <Form label={w.hours} onSubmit={send}>
        <p className="k-muted">{w.hoursLead}</p>
        <div className="h-week">{weekdays.map((weekday, at) => <TextField key={weekday} label={w.weekday[weekday]} value={week[at] ?? ''} placeholder={w.closedDay} onValue={(text) => setWeek(week.map((before, nth) => (nth === at ? text : before)))} error={read[at] === undefined ? w.periodsWrong : undefined} />)}</div>
        <SpecialDays days={days} onDays={setDays} />
        <Switch label={w.holidays} on={holidays} onTurn={setHolidays} />
        <TextField label={w.most} type="number" value={most} onValue={setMost} />
        <Button type="submit" busy={save.isPending} disabled={read.includes(undefined) || most === ''}>{w.save}</Button>
      </Form>
      {address.data === undefined ? null : <Address brandId={line.brandId} path={address.data.path} onRenewed={() => void address.refetch()} />}
    </Card>
  );
}
