// One service from the owner's side: what to do, who is on it, what happened, talk, the visit, and the last word.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextArea, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Pictures } from '#kit/photo.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { useVisitWords } from '#client/visit-words';
import { Head } from '../Head.tsx';
import { ComplaintsOf } from '../feedback/Complaints.tsx';
import { BatteryDoor } from '../battery/BatteryDoor.tsx';
import { links } from '../links.ts';
import { AskLoaner } from '../loaners/AskLoaner.tsx';
import { Advice } from './Advice.tsx';
import { useHolder } from '../OpenCase.tsx';
import { Decisions } from '../warranty/Decisions.tsx';
import { HowItGoes, ToDecide } from '../visit/Visit.tsx';
import { words as ownWords } from '../words.ts';
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

/** Where the car goes and when; booking, moving, cancelling. */
function Appointment({ one }: { one: Page['case'] }) {
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
    <Card title={w.visit} aside={active === undefined ? undefined : <Tag tone={active.state === 'cancelled' || active.state === 'noShow' ? 'plain' : 'accent'}>{w.appointment[active.state]}</Tag>}>
      <div className="k-stack">
        {active === undefined ? null : (
          <>
            <strong className="o-sum"><When at={active.startsAt} /></strong>
            <span><strong>{language === 'zh' ? active.outletName : active.outletNameEn}</strong><br /><span className="k-muted">{active.address}</span></span>
            <a className="k-button" href={`tel:${active.phone}`}><Icon name="phone" size={18} />{active.phone}</a>
            <span className="k-muted">{active.operations.map((operation) => (language === 'zh' ? operation.name : operation.nameEn)).join(language === 'zh' ? '、' : ', ')}</span>
            {active.state === 'booked' ? <div className="o-two"><Link className="k-button" to={`${links.book(one.vehicleId, one.id)}&move=${active.id}`}>{w.move}</Link><Button kind="danger" aria-expanded={cancelling} onClick={() => setCancelling(!cancelling)}>{w.cancel}</Button></div> : null}
            {cancelling && active.state === 'booked' ? <Form onSubmit={() => cancel.mutate({ appointmentId: active.id, why, version: active.version }, { onSuccess: () => setCancelling(false) })}><TextField label={w.cancelWhy} value={why} onValue={setWhy} maxLength={300} /><Button type="submit" kind="danger" busy={cancel.isPending} disabled={why.trim() === ''}>{w.cancel}</Button></Form> : null}
            {cancel.error === null ? null : <Notice tone="danger">{says(cancel.error)}</Notice>}
          </>
        )}
        {bookable ? <Link className="k-button" data-kind={one.urgency === 1 ? 'plain' : 'primary'} to={links.book(one.vehicleId, one.id)}>{w.book}</Link> : null}
      </div>
    </Card>
  );
}

/** What happened and was said, the newest first; the steps of the stage are seen elsewhere. */
function Talk({ page }: { page: Page }) {
  const w = useWords(words);
  const says = useSays();
  const [text, setText] = useState('');
  const send = useAct('messageDesk');
  const visit = useVisitWords('owner');
  const entries = page.entries.filter((entry) => entry.kind !== 'stageMoved').toReversed();
  const began = { owner: w.entry['opened'], staff: w.byPhone, system: page.case.kind === 'recovery' ? w.bySurvey : w.byCar };
  const titleOf = (entry: Page['entries'][number]): string => {
    if (entry.kind === 'opened') return began[entry.byKind] ?? '';
    if (entry.kind === 'contact' && entry.byKind === 'system') return w.carAgain;
    return entry.kind === 'deskMessage' && entry.byName !== '' ? entry.byName : (w.entry[entry.kind] ?? (entry.byKind === 'staff' ? entry.byName : w.entry['contact'] ?? ''));
  };
  return (
    <Card title={w.progress}>
      <div className="k-stack">
        {page.case.stage === 'closed' ? null : (
          <Form onSubmit={() => send.mutate({ caseId: page.case.id, text }, { onSuccess: () => setText('') })}>
            <TextArea label={w.messages} hint={w.messageHint} value={text} onValue={setText} rows={2} maxLength={2000} style={{ minHeight: 72 }} />
            {send.error === null ? null : <Notice tone="danger">{says(send.error)}</Notice>}
            <Button type="submit" busy={send.isPending} disabled={text.trim() === ''}>{w.sendMessage}</Button>
          </Form>
        )}
        <ol className="o-said">{entries.map((entry) => {
          const told = visit(entry.kind, (entry.data ?? {}) as Record<string, unknown>).join(' · ');
          return (
            <li key={entry.id} data-mine={entry.byKind === 'owner'}>
              <div className="k-between"><strong>{titleOf(entry)}</strong><span className="k-muted"><When at={entry.at} /></span></div>
              {told === '' ? null : <p>{told}</p>}
              {entry.text === null ? null : <p className="bubble">{entry.text}</p>}
              <Pictures urls={entry.fileIds.map((fileId) => `/api/cases/${page.case.id}/files/${fileId}`)} label={w.picture} closeLabel={w.shut} />
            </li>
          );
        })}</ol>
      </div>
    </Card>
  );
}

function Standing({ one }: { one: Page['case'] }) {
  const w = useWords(words);
  const o = useWords(ownWords);
  const { language } = useLanguage();
  const holder = useHolder();
  const orders = useAsk('myWorkOrders', { caseId: one.id }, { topics: ['workorders', 'invoices'] });
  const pickUp = one.stage === 'awaitingPayment' && orders.data?.workOrders.some((order) => order.blocker === 'pickUp') === true; // paid, and not yet taken
  const hotline = useAsk('listBrands', {}).data?.brands.find((brand) => brand.id === one.brandId)?.hotline;
  return (
    <Card title={pickUp ? o.pickUpWaits : o.stage[one.stage]} aside={one.stage !== 'open' && one.stage !== 'booked' ? undefined : <Tag tone={one.urgency === 1 ? 'danger' : one.urgency === 2 ? 'warn' : 'info'}>{o.urgency[one.urgency as 1]}</Tag>}>
      <dl className="o-pairs">
        {one.stage === 'closed' ? null : <div><dt>{w.holder}</dt><dd>{holder(one.holder)}</dd></div>}
        {one.nextNewsBy === null ? null : <div><dt>{w.next}</dt><dd><When at={one.nextNewsBy} /></dd></div>}
        <div><dt>{w.car2}</dt><dd>{one.plateNo ?? one.vin.slice(-6)} · {language === 'zh' ? one.modelName : one.modelNameEn}</dd></div>
        <div><dt>{w.since}</dt><dd><When at={one.openedAt} /></dd></div>
      </dl>
      {one.stage === 'closed' || hotline === undefined ? null : <a className="k-button" data-wide="true" style={{ marginTop: 12 }} href={`tel:${hotline}`}><Icon name="phone" size={18} />{o.hotline} {hotline}</a>}
      <Link className="k-button" data-kind="quiet" data-wide="true" style={{ marginTop: 8 }} to={links.talk(one.vehicleId)} state={{ say: w.complaintAbout(one.number) }}>{w.complain}</Link>
      {one.closedHow === null ? null : <p style={{ marginTop: 8 }}>{o.closedHow[one.closedHow]}</p>}
    </Card>
  );
}

/** While the car is to be here or is here: from its arrival to the promised time, or for the day of its visit. */
function Loaner({ page }: { page: Page }) {
  const orders = useAsk('myWorkOrders', { caseId: page.case.id }, { topics: ['workorders', 'invoices'] });
  const visits = useAsk('myAppointments', {}, { topics: ['appointments'] });
  const order = orders.data?.workOrders.find((one) => !['ready', 'handedBack', 'cancelled'].includes(one.state));
  const visit = visits.data?.appointments.find((one) => one.caseId === page.case.id && one.state === 'booked');
  if (page.case.stage === 'closed') return null;
  if (order !== undefined && order.promisedAt > order.checkedInAt) return <AskLoaner page={page} fromAt={order.checkedInAt} untilAt={order.promisedAt} />;
  return visit === undefined ? null : <AskLoaner page={page} fromAt={visit.startsAt} untilAt={visit.endsAt} />;
}

export function CasePage() {
  const { caseId = '' } = useParams();
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const page = useAsk('showMyCase', { caseId }, { topics: ['cases', 'appointments', 'workorders', 'invoices'] });
  if (page.data === undefined) return <><Head title={w.progress} /><Answered of={page} says={says} lines={10}>{() => null}</Answered></>;
  const one = page.data.case;
  return (
    <>
      <Head title={c.trouble[one.trouble]} small={one.number} />
      <div className="o-cols">
        <div>
          {one.stage === 'open' && one.advice.length > 0 ? <section className="k-card o-alarm k-stack" data-urgency={one.urgency}><h2>{w.now}</h2><Advice codes={one.advice} /></section> : null}
          <ComplaintsOf caseId={one.id} />
          <LastWord one={one} />
          <ToDecide caseId={one.id} />
          <Decisions vehicleId={one.vehicleId} caseId={one.id} />
        </div>
        <aside><Standing one={one} /><Appointment one={one} /><Loaner page={page.data} />{['batteryCells', 'insulation', 'batteryHot'].includes(one.trouble) ? <BatteryDoor vehicleId={one.vehicleId} /> : null}</aside>
        <div><HowItGoes caseId={one.id} /><Talk page={page.data} /></div>
      </div>
    </>
  );
}
