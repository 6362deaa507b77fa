// While parts of my car are missing: what came, whether it stays or I take it home, and when the work goes on.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { ResumeTimes } from '../appointments/ResumeTimes.tsx';
import { words } from './words.ts';

type Order = Out<'myWorkOrders'>['workOrders'][number];

function Stay({ order }: { order: Order }) {
  const w = useWords(words).parts;
  const says = useSays();
  const [text, setText] = useState('');
  const act = useAct('answerPartsWait');
  const answer = (choice: 'stays' | 'goesHome'): void => act.mutate({ workOrderId: order.id, version: order.version, choice, ...(text.trim() === '' ? {} : { words: text.trim() }) }, { onSuccess: () => say(w.thanks) });
  return (
    <>
      <p>{w.ask}</p>
      <TextField label={w.words} value={text} onValue={setText} />
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      <div className="k-row"><Button busy={act.isPending} onClick={() => answer('stays')}>{w.stays}</Button><Button busy={act.isPending} onClick={() => answer('goesHome')}>{w.goesHome}</Button></div>
    </>
  );
}

export function PartsWait({ order }: { order: Order }) {
  const w = useWords(words).parts;
  const { language } = useLanguage();
  const [booking, setBooking] = useState(false);
  const wait = order.partsWait;
  if (wait === null || !['approved', 'inProgress'].includes(order.state)) return null;
  const away = wait.awaySince !== null;
  return (
    <Card title={w.title} aside={wait.complete ? <Tag tone="good">{w.complete}</Tag> : undefined}>
      <div className="k-stack">
        <ul className="k-list">{wait.ordered.map((one) => <li key={one.id} className="k-between"><span>{language === 'zh' ? one.name : one.nameEn}{one.quantity > 1 ? ` × ${one.quantity}` : ''}</span><span className="k-muted">{one.arrived === one.quantity ? w.here : one.arrived > 0 ? w.some(one.arrived, one.quantity) : one.expectedOn === null ? w.onTheWay : w.expected(one.expectedOn)}</span></li>)}</ul>
        {wait.complete || away ? null : wait.choice === null ? <Stay key={order.version} order={order} /> : <p><Tag tone="info">{w.said[wait.choice.choice]}</Tag>{wait.choice.choice === 'goesHome' ? <> {w.collect}</> : null}</p>}
        {away ? <p>{w.away}</p> : null}
        {wait.resume === null || ['cancelled', 'noShow'].includes(wait.resume.state) ? null : <div className="k-between"><span className="k-muted">{w.resume}</span><strong><When at={wait.resume.startsAt} /></strong></div>}
        {away ? <Button kind={wait.resume === null ? 'primary' : 'plain'} aria-expanded={booking} onClick={() => setBooking(!booking)}>{wait.resume === null ? w.book : w.otherTime}</Button> : null}
        {booking && away ? <ResumeTimes order={order} done={() => setBooking(false)} /> : null}
      </div>
    </Card>
  );
}
