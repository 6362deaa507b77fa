// One service from the owner's side: what to do, who is on it, what happened, talk, the visit, and the last word.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextArea, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { useVisitWords } from '#client/visit-words';
import { Head } from '../Head.tsx';
import { links } from '../links.ts';
import { Advice } from './Advice.tsx';
import { Visits } from '../visit/Visit.tsx';
import { words } from './words.ts';

type Page = Out<'showMyCase'>;

function LastWord({ one }: { one: Page['case'] }) {
  const w = useWords(words);
  const says = useSays();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState('');
  const solved = useAct('confirmSolved');
  const notSolved = useAct('notSolved');
  const error = solved.error ?? notSolved.error;
  if (one.stage !== 'awaitingConfirmation' && !one.mayReopen) return null;
  return (
    <Card title={w.confirmAsk}>
      <div className="k-stack">
        <p className="k-muted">{w.confirmLead}</p>
        <div className="k-row">
          {one.stage === 'awaitingConfirmation' ? <Button kind="primary" busy={solved.isPending} onClick={() => solved.mutate({ caseId: one.id, version: one.version }, { onSuccess: () => say(w.thanks) })}>{w.solved}</Button> : null}
          <Button onClick={() => setAsking(!asking)}>{w.notSolved}</Button>
        </div>
        {asking ? <Form onSubmit={() => notSolved.mutate({ caseId: one.id, words: text, version: one.version }, { onSuccess: () => say(w.reopened) })}><TextArea label={w.tellUs} value={text} onValue={setText} /><Button type="submit" kind="primary" busy={notSolved.isPending} disabled={text.trim() === ''}>{w.notSolved}</Button></Form> : null}
        {error === null ? null : <Notice tone="danger">{says(error)}</Notice>}
      </div>
    </Card>
  );
}

function Visit({ one }: { one: Page['case'] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const [cancelling, setCancelling] = useState(false);
  const [why, setWhy] = useState('');
  const list = useAsk('myAppointments', {}, { topics: ['appointments'] });
  const cancel = useAct('cancelAppointment');
  const mine = (list.data?.appointments ?? []).filter((appointment) => appointment.caseId === one.id);
  const active = mine.find((appointment) => ['booked', 'arrived', 'inWork'].includes(appointment.state)) ?? mine[0];
  const bookable = one.stage === 'open' && !mine.some((appointment) => ['booked', 'arrived', 'inWork'].includes(appointment.state));
  if (active === undefined && !bookable) return null;
  return (
    <Card title={w.visit} aside={active === undefined ? undefined : <Tag tone="accent">{w.appointment[active.state]}</Tag>}>
      <div className="k-stack">
        {active === undefined ? null : (
          <>
            <strong><When at={active.startsAt} /></strong>
            <span>{language === 'zh' ? active.outletName : active.outletNameEn}<br /><span className="k-muted">{active.address} · <a href={`tel:${active.phone}`}>{active.phone}</a></span></span>
            <span className="k-muted">{active.operations.map((operation) => (language === 'zh' ? operation.name : operation.nameEn)).join('、')}</span>
            {active.state === 'booked' ? <div className="k-row"><Link className="k-button" to={`${links.book(one.vehicleId, one.id)}&move=${active.id}`}>{w.move}</Link><Button kind="danger" onClick={() => setCancelling(!cancelling)}>{w.cancel}</Button></div> : null}
            {cancelling ? <Form onSubmit={() => cancel.mutate({ appointmentId: active.id, why, version: active.version }, { onSuccess: () => setCancelling(false) })}><TextField label={w.cancelWhy} value={why} onValue={setWhy} /><Button type="submit" kind="danger" busy={cancel.isPending} disabled={why.trim() === ''}>{w.cancel}</Button></Form> : null}
            {cancel.error === null ? null : <Notice tone="danger">{says(cancel.error)}</Notice>}
          </>
        )}
        {bookable ? <Link className="k-button" data-kind="primary" to={links.book(one.vehicleId, one.id)}>{w.book}</Link> : null}
      </div>
    </Card>
  );
}

function Talk({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const [text, setText] = useState('');
  const send = useAct('messageDesk');
  const visit = useVisitWords();
  const told = (entry: Page['entries'][number]): string => {
    const data = (entry.data ?? {}) as Record<string, unknown>;
    return entry.kind === 'stageMoved' ? (c.stage[data['to'] as 'open'] ?? '') : visit(entry.kind, data).join(' · ');
  };
  return (
    <Card title={w.progress}>
      <div className="k-stack">
        {page.entries.map((entry) => (
          <div key={entry.id} className="o-bubble" data-mine={entry.byKind === 'owner'}>
            <div className="k-between"><strong>{w.entry[entry.kind] ?? (entry.byKind === 'staff' ? entry.byName : '')}</strong><span className="k-muted"><When at={entry.at} /></span></div>
            {told(entry) === '' ? null : <p>{told(entry)}</p>}{entry.text === null ? null : <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{entry.text}</p>}
            {entry.fileIds.length === 0 ? null : <div className="k-photos">{entry.fileIds.map((fileId) => <span key={fileId} className="k-photo"><img src={`/api/cases/${page.case.id}/files/${fileId}`} alt="" loading="lazy" /></span>)}</div>}
          </div>
        ))}
        {page.case.stage === 'closed' ? null : (
          <Form onSubmit={() => send.mutate({ caseId: page.case.id, text }, { onSuccess: () => setText('') })}>
            <TextArea label={w.messages} hint={w.messageHint} value={text} onValue={setText} rows={2} />
            {send.error === null ? null : <Notice tone="danger">{says(send.error)}</Notice>}
            <Button type="submit" busy={send.isPending} disabled={text.trim() === ''}>{w.send}</Button>
          </Form>
        )}
      </div>
    </Card>
  );
}

export function CasePage() {
  const { caseId = '' } = useParams();
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const page = useAsk('showMyCase', { caseId }, { topics: ['cases', 'appointments', 'workorders', 'invoices'] });
  return (
    <Answered of={page} says={says} lines={10}>
      {(data) => {
        const one = data.case;
        const holder = one.holder.kind === 'person' ? (one.holder.name ?? '') : one.holder.desk === null ? '' : c.desk[one.holder.desk];
        return (
          <>
            <Head title={`${c.trouble[one.trouble]} · ${one.number}`} />
            {one.urgency <= 2 && one.stage === 'open' ? <section className="k-card o-alarm k-stack" data-urgency={one.urgency}><h2>{w.now}</h2><Advice codes={one.advice} /></section> : null}
            <LastWord one={one} />
            <Card title={c.stage[one.stage]} aside={<Tag tone={one.urgency <= 2 ? 'danger' : 'info'}>{c.urgency[one.urgency as 1]}</Tag>}>
              <div className="k-between"><span className="k-muted">{w.holder}</span><strong>{holder}</strong></div>
              {one.nextNewsBy === null ? null : <div className="k-between"><span className="k-muted">{w.next}</span><strong><When at={one.nextNewsBy} /></strong></div>}
              {one.closedHow === null ? null : <p className="k-muted">{c.closedHow[one.closedHow]}</p>}
            </Card>
            <Visits caseId={one.id} />
            <Visit one={one} />
            {one.urgency > 2 && one.stage === 'open' ? <Card title={w.now}><Advice codes={one.advice} /></Card> : null}
            <Talk page={data} />
          </>
        );
      }}
    </Answered>
  );
}
