// Days on which an outlet has hours of its own, or is closed.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { dayName, dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { periodsOf } from './periods.ts';
import { words } from './place-words.ts';

export function Days({ outletId, manages }: { outletId: string; manages: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [onDay, setDay] = useState(dayOf(new Date()));
  const [hours, setHours] = useState('');
  const [why, setWhy] = useState('');
  const outlet = useAsk('showOutlet', { id: outletId }, { topics: ['network'] });
  const [set, drop] = [useAct('setDayException'), useAct('dropDayException')];
  const periods = periodsOf(hours);
  return (
    <div className="c-split">
      <Card title={w.tabs.days}><Answered of={outlet} says={says}>{(data) => data.exceptions.length === 0 ? <Empty icon="calendar" title={w.noExceptions} /> : (
        <ul className="k-list">{data.exceptions.map((one) => (
          <li key={one.onDay} className="k-between"><span><strong>{dayName(one.onDay, language)}</strong> {one.periods.length === 0 ? w.closedDay : one.periods.map((period) => `${period.opens}–${period.closes}`).join(language === 'zh' ? '、' : ', ')}<br /><span className="k-muted">{one.why}</span></span>
            {manages ? <Button small kind="quiet" busy={drop.isPending} onClick={() => drop.mutate({ id: outletId, onDay: one.onDay })}>{w.drop}</Button> : null}</li>
        ))}</ul>
      )}</Answered></Card>
      {manages ? <Card title={w.exception}>
        <p className="k-muted">{w.exceptionLead}</p>
        <Form label={w.exception} onSubmit={() => set.mutate({ id: outletId, onDay, periods: periods ?? [], why }, { onSuccess: () => setWhy('') })}>
          <TextField label={w.onDay} type="date" value={onDay} onValue={setDay} /><TextField label={w.periods} value={hours} onValue={setHours} error={periods === undefined ? w.periodsWrong : undefined} /><TextField label={w.why} value={why} onValue={setWhy} maxLength={200} />
          <Stale error={set.error} />
          <div><Button type="submit" kind="primary" busy={set.isPending} disabled={why.trim().length < 2 || periods === undefined || onDay === ''}>{w.save}</Button></div>
        </Form>
      </Card> : null}
    </div>
  );
}
