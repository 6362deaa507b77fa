// Differences between our books and the payment platforms' bills: who looks into them, what is known, and fetching a bill again.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { useMarks, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { words as ledgerWords } from '../ledger/words.ts';
import { links } from '../links.ts';
import type { Place } from './Till.tsx';
import { words } from './words.ts';

type Difference = Out<'showTill'>['differences'][number];

function Hold({ one }: { one: Difference }) {
  const w = useWords(words);
  const [reason, setReason] = useState(one.words ?? '');
  const act = useAct('holdDifference');
  const error = useFieldErrors(act.error, ['words']);
  const send = (explained: boolean): void => act.mutate({ differenceId: one.id, version: one.version, words: reason.trim(), explained });
  return (
    <Form label={w.reason} onSubmit={() => send(false)}>
      <TextField label={w.reason} value={reason} onValue={setReason} error={error('words')} />
      {error('') === undefined ? null : <Stale error={act.error} />}
      <div className="k-between"><Button type="submit" small busy={act.isPending} disabled={reason.trim() === ''}>{w.hold}</Button><Button small kind="primary" busy={act.isPending} disabled={reason.trim() === ''} onClick={() => send(true)}>{w.explain}</Button></div>
    </Form>
  );
}

function AskBill({ place, onDay }: { place: Place; onDay: string }) {
  const w = useWords(words);
  const says = useSays();
  const [channel, setChannel] = useState<'wechat' | 'alipay'>('wechat');
  const [day, setDay] = useState(onDay);
  const act = useAct('askBill');
  return (
    <details><summary>{w.ask}</summary>
      <Form label={w.ask} onSubmit={() => act.mutate({ brandId: place.brandId, channel, onDay: day })}>
        <SelectField label={w.channel} value={channel} onValue={(value) => setChannel(value as 'wechat')} options={[{ value: 'wechat', label: w.bills.wechat }, { value: 'alipay', label: w.bills.alipay }]} />
        <TextField label={w.billDay} type="date" value={day} onValue={setDay} error={act.error === null ? undefined : says(act.error)} />
        {act.isSuccess ? <Notice tone="good">{w.asked}</Notice> : null}
        <Button type="submit" busy={act.isPending} disabled={day === ''}>{w.ask}</Button>
      </Form>
    </details>
  );
}

export function Differences({ place, till, works }: { place: Place; till: Out<'showTill'>; works: boolean }) {
  const w = useWords(words);
  const l = useWords(ledgerWords);
  const mark = useMarks();
  return (
    <Card title={w.differences} aside={till.differences.length === 0 ? undefined : <Tag tone="warn">{till.differences.length}</Tag>}>
      <p className="k-muted">{till.differences.length === 0 ? `${w.differencesNone} · ` : ''}{w.differencesLead}</p>
      <ul className="k-list">{till.differences.map((one) => (
        <li key={one.id}>
          <div className="k-between"><span><strong>{w.difference[one.kind]}</strong> <small className="c-ref">{one.no}</small><br /><span className="k-muted">{w.bills[one.channel]} · {one.onDay} · {w.holder}{mark.colon}{one.holder ?? w.open}</span></span>
            <span className="c-sum">{one.ourFen === null ? null : <span>{w.ours} <Money fen={one.ourFen} /></span>}{one.billFen === null ? null : <span>{w.theirs} <Money fen={one.billFen} /></span>}{one.invoiceId === null ? null : <Link to={links.invoice(one.invoiceId)}>{l.kind['paid']}</Link>}</span></div>
          {works ? <Hold key={one.version} one={one} /> : <p className="k-muted">{one.words}</p>}
        </li>
      ))}</ul>
      <p className="k-muted">{till.bills.length === 0 ? w.fetchedNone : <>{w.fetched}{mark.colon}{till.bills.slice(0, 4).map((one, at) => <span key={`${one.channel} ${one.onDay}`}>{at === 0 ? '' : ' · '}{w.bills[one.channel]} {one.onDay} ({w.lines(one.lines)}, <When at={one.fetchedAt} />)</span>)}</>}</p>
      {works ? <AskBill place={place} onDay={till.onDay} /> : null}
    </Card>
  );
}
