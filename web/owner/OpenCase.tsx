// A service that is under way, on the first screen: what is wrong in plain words, how urgent, what to do, how it stands.
import { Link } from 'react-router';
import { Notice, Tag } from '#kit/card.tsx';
import { whenWords } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { alertTitles } from '#client/sentences/alerts';
import { Advice } from './cases/Advice.tsx';
import { links } from './links.ts';
import { StepBar } from './visit/StepBar.tsx';
import { words } from './words.ts';

export type MyCase = Out<'myCases'>['cases'][number];
type Order = Out<'myWorkOrders'>['workOrders'][number];
type Alert = Out<'myAlerts'>['alerts'][number];

export function useHolder(): (holder: MyCase['holder']) => string {
  const w = useWords(words);
  return (holder) => (holder.kind === 'person' ? (holder.name ?? '') : holder.desk === null ? '' : w.desk[holder.desk]);
}

export function OpenCase({ one, order, visit, alert }: { one: MyCase; order: Order | undefined; visit: string | undefined; alert: Alert | undefined }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const holder = useHolder();
  const estimate = order?.blocker === 'waitingOwner' && order.lines.some((line) => line.answer === 'sent' || line.answer === 'asked');
  const [waitsFor, press] = one.stage === 'awaitingConfirmation' ? [w.waits, w.do.confirm] : estimate ? [w.estimateWaits, w.do.estimate] : order?.blocker === 'payment' ? [w.paymentWaits, w.do.payment] : order?.blocker === 'pickUp' ? [w.pickUpWaits, w.open] : [null, w.open];
  const about = [
    one.stage === 'booked' && visit !== undefined ? w.visit(whenWords(visit, language)) : '', order === undefined || order.state === 'handedBack' ? '' : w.promised(whenWords(order.promisedAt, language)),
    one.stage === 'awaitingConfirmation' ? '' : w.hold(holder(one.holder)), one.nextNewsBy === null ? '' : w.next(whenWords(one.nextNewsBy, language)),
  ].filter((text) => text !== '');
  return (
    <section className="k-card o-alarm k-stack" data-urgency={one.stage === 'open' ? one.urgency : 4} aria-label={c.trouble[one.trouble]}>
      <div className="k-between"><h2>{c.trouble[one.trouble]}</h2>{one.stage === 'open' ? <Tag tone={one.urgency === 1 ? 'danger' : one.urgency === 2 ? 'warn' : 'info'}>{w.urgency[one.urgency as 1]}</Tag> : <Tag tone="accent">{one.stage === 'awaitingPayment' && order?.blocker === 'pickUp' ? w.pickUpWaits : w.stage[one.stage]}</Tag>}</div>
      {alert === undefined ? null : <p><span className="says">{alertTitles[alert.kind][language]}</span> <span className="k-muted">{w.carSays(whenWords(alert.raisedAt, language))}</span></p>}
      {one.stage === 'open' && one.advice.length > 0 ? <><strong>{w.now}</strong><Advice codes={one.advice} /></> : null}
      {order === undefined || order.state === 'handedBack' || order.state === 'cancelled' ? null : <StepBar state={order.state} />}
      {waitsFor === null ? null : <Notice tone="warn">{waitsFor}</Notice>}
      <div className="o-meta">{about.map((text) => <span key={text}>{text}</span>)}</div>
      <Link className="k-button" data-kind="primary" to={links.case(one.id)}>{press}</Link>
    </section>
  );
}
