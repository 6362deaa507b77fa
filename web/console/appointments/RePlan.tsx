// Booked visits that can no longer be kept as they stand, each with what could be done; and who waits for a time.
import { Link, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { When, clockTime, dayName } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Hit = Out<'hitAppointments'>['hit'][number];

function OneHit({ hit, may }: { hit: Hit; may: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const mark = useMarks();
  const { appointment: one, proposal } = hit;
  const [reassign, move] = [useAct('reassignAppointment'), useAct('moveAppointment')];
  return (
    <li className="c-entry">
      <div className="k-between"><span><Link to={links.case(one.caseId)}><strong>{one.plateNo ?? one.number}</strong></Link> · <When at={one.startsAt} /> · {one.operations.map((each) => (language === 'zh' ? each.name : each.nameEn)).join(mark.comma)}</span><Tag tone="danger">{w.hit[hit.why]}</Tag></div>
      <p className="k-muted">{one.ownerName} · {one.technicianName}{one.guardianName === null ? '' : mark.aside(`${w.guardianIs} ${one.guardianName}`)} · {one.bayName}</p>
      {proposal !== null ? (
        <div className="k-between"><span>{w.sameTime} <strong>{proposal.technicianName}</strong>{proposal.guardianName === null ? '' : ` · ${w.guardianIs} ${proposal.guardianName}`} · {proposal.bayName}</span>
          {may ? <Button small kind="primary" busy={reassign.isPending} onClick={() => reassign.mutate({ appointmentId: one.id, version: one.version }, { onSuccess: () => say(w.done2) })}>{w.take}</Button> : null}</div>
      ) : hit.alternatives.length === 0 ? <p>{w.noTimes}</p> : (
        <div><p>{w.nobody}</p><div className="c-inline">{hit.alternatives.map((slot) => <Button key={slot.startsAt} small disabled={!may} busy={move.isPending && move.variables.startsAt === slot.startsAt} onClick={() => move.mutate({ appointmentId: one.id, startsAt: slot.startsAt, version: one.version }, { onSuccess: () => say(w.moved) })}>{dayName(slot.startsAt, language)} {clockTime(slot.startsAt, language)}</Button>)}</div></div>
      )}
      <Stale error={reassign.error ?? move.error} />
    </li>
  );
}

function Line({ outletId }: { outletId: string }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const mark = useMarks();
  const waiting = useAsk('outletWaiting', { outletId }, { topics: ['appointments'] });
  return (
    <Card title={w.waiting}><Answered of={waiting} says={says}>{(data) => data.waiting.length === 0 ? <p className="k-muted">{w.waitingNone}</p> : <ul className="k-list">{data.waiting.map((one) => (
      <li key={one.id}><div className="k-between"><span><strong>{one.plateNo ?? one.ownerName}</strong> · {one.operations.map((each) => (language === 'zh' ? each.name : each.nameEn)).join(mark.comma)}</span>{one.place === null ? <Tag tone="info">{w.offered}</Tag> : <Tag>{w.place(one.place)}</Tag>}</div>
        <span className="k-muted">{w.waits} {one.fromOn}–{one.toOn}{one.offerStartsAt === null || one.offerUntil === null ? null : <> · <When at={one.offerStartsAt} /> · {w.until} <When at={one.offerUntil} /></>}</span></li>
    ))}</ul>}</Answered></Card>
  );
}

export function RePlan() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {});
  const list = (outlets.data?.outlets ?? []).filter(me.isMyOutlet);
  const outletId = params.get('outlet') ?? list[0]?.id ?? '';
  const days = Number(params.get('days') ?? 7);
  const set = (name: string, value: string): void => setParams((before) => {
    before.set(name, value);
    return before;
  }, { replace: true });
  const hit = useAsk('hitAppointments', { outletId, days }, { enabled: outletId !== '', topics: ['appointments', 'network', 'parts'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.rePlan} lead={w.rePlanLead}>
        <div className="c-filters">
          <select className="k-input" aria-label={w.chooseOutlet} value={outletId} onChange={(event) => set('outlet', event.target.value)}>{list.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select>
          <select className="k-input" aria-label={w.range} value={days} onChange={(event) => set('days', event.target.value)}>{[1, 3, 7, 14, 31].map((count) => <option key={count} value={count}>{w.days(count)}</option>)}</select>
        </div>
      </Heading>
      <div className="c-split">
        <Answered of={hit} says={says} lines={6}>{(data) => data.hit.length === 0 ? <Card><Empty icon="check" title={w.hitNone(data.looked)} /></Card> : (
          <Card><Notice tone="warn">{w.hitSome(data.hit.length, data.looked)}</Notice><ul className="k-list c-steps-after">{data.hit.map((one) => <OneHit key={one.appointment.id} hit={one} may={me.may('adviser', 'serviceManager')} />)}</ul></Card>
        )}</Answered>
        {outletId === '' ? null : <Line outletId={outletId} />}
      </div>
    </div>
  );
}
