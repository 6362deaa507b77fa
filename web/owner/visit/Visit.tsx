// What happens to the car at the outlet, from the owner's side: where it stands, when it is promised, what to decide,
// what to pay. Put on the page of the service it belongs to.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, TextField } from '#kit/field.tsx';
import { Pictures } from '#kit/photo.tsx';
import { Money, useNow, When, whenWords, yuan } from '#kit/figures.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { workWords } from '#client/work-words';
import { links } from '../links.ts';
import { MyDocuments } from './MyDocuments.tsx';
import { PartsWait } from './PartsWait.tsx';
import { StepBar } from './StepBar.tsx';
import { myLeftFen } from './my-part.ts';
import { words } from './words.ts';

type Order = Out<'myWorkOrders'>['workOrders'][number];
type Line = Order['lines'][number];
type Answer = 'approved' | 'declined' | 'asked';

function LineOf({ workOrderId, line, answer, onAnswer, question, onQuestion }: { workOrderId: string; line: Line; answer: Answer | undefined; onAnswer(answer: Answer): void; question: string; onQuestion(text: string): void }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const name = language === 'zh' ? line.name : line.nameEn;
  const why = line.payReason === 'chosen' ? '' : language === 'zh' ? `（${v.payReason[line.payReason]}）` : ` (${v.payReason[line.payReason]})`;
  const paidHow = `${line.wasFen === null ? '' : ` · ${w.was(yuan(line.wasFen))}`}${line.ownerFen === line.totalFen ? '' : ` · ${w.of(yuan(line.totalFen))}`} · ${w.payers[line.payType]}${why}`;
  return (
    <li className="k-stack o-line">
      <div className="k-between"><strong>{name}{line.quantity > 1 ? ` × ${line.quantity}` : ''}</strong><span>{line.ownerFen === 0 ? <Tag tone="good">{line.totalFen === 0 ? w.included : w.free}</Tag> : <strong><Money fen={line.ownerFen} /></strong>}</span></div>
      <span className="o-payer">{v.kind[line.kind]}{line.origin === null ? '' : ` · ${v.origin[line.origin]}`}{line.totalFen === 0 ? '' : paidHow}</span>
      <Pictures urls={line.photos.map((id) => `/api/work-orders/${workOrderId}/files/${id}`)} label={w.photoOf(name)} closeLabel={w.close} />
      <Choice label={name} hidden value={answer} onValue={onAnswer} options={[{ value: 'approved', label: w.approve }, { value: 'declined', label: w.decline }, { value: 'asked', label: w.ask }]} />
      {line.answer === 'asked' ? <span className="o-payer">{w.askedBefore}{line.answerWords === null ? '' : `“${line.answerWords}”`}</span> : null}
      {answer === 'asked' ? <TextField label={w.askWords} value={question} onValue={onQuestion} /> : null}
    </li>
  );
}

const toAnswer = (order: Order): Line[] => order.lines.filter((line) => line.answer === 'sent' || line.answer === 'asked');
/** What the owner is asked, as a word: another one when a line or its price is another. */
const askedOf = (order: Order): string => toAnswer(order).map((line) => `${line.id} ${line.ownerFen}`).join(' ');

type Chosen = { answers: Record<string, Answer>; questions: Record<string, string> };
/** What was chosen and not yet sent stays through a reload, as long as the same is asked. */
function useChosen(asked: string): [Chosen, (next: Chosen) => void, () => void] {
  const place = `careloop.answers.${asked}`;
  const [chosen, setChosen] = useState<Chosen>(() => {
    try {
      return { answers: {}, questions: {}, ...(JSON.parse(sessionStorage.getItem(place) ?? '{}') as object) };
    } catch {
      return { answers: {}, questions: {} };
    }
  });
  const choose = (next: Chosen): void => {
    setChosen(next);
    sessionStorage.setItem(place, JSON.stringify(next));
  };
  return [chosen, choose, () => sessionStorage.removeItem(place)];
}

/** Lines that wait for the owner's answer; sent together. Other lines or prices start afresh, and it is said; what the desk still
 * writes on does not disturb. */
function AnswerEstimate({ order, changed }: { order: Order; changed: boolean }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const expired = order.estimateValidUntil !== null && new Date(order.estimateValidUntil) < now;
  const [{ answers, questions }, choose, answered] = useChosen(`${order.id} ${askedOf(order)}`);
  const act = useAct('answerEstimate');
  const open = toAnswer(order);
  if (open.length === 0) return null;
  const given = open.filter((line) => answers[line.id] !== undefined);
  const sumFen = open.filter((line) => answers[line.id] === 'approved').reduce((sum, line) => sum + line.ownerFen, 0);
  const send = (): void => act.mutate({
    workOrderId: order.id, version: order.version,
    answers: given.map((line) => ({ lineId: line.id, answer: answers[line.id] as Answer, ...(answers[line.id] === 'asked' && (questions[line.id] ?? '').trim() !== '' ? { words: (questions[line.id] ?? '').trim() } : {}) })),
  }, { onSuccess: () => {
    answered();
    say(w.thanks);
  } });
  const stale = act.error instanceof Refused && (act.error.code === 'staleEdit' || act.error.code === 'lineNotFound');
  return (
    <Card title={w.answerAsk} aside={<Button kind="quiet" onClick={() => choose({ questions, answers: Object.fromEntries(open.map((line) => [line.id, 'approved'])) })}>{w.all}</Button>}>
      {changed ? <Notice tone="warn">{w.changed}</Notice> : null}
      <p className="k-muted">{w.answerLead}</p>
      {order.estimateValidUntil === null ? null : expired ? <Notice tone="warn">{w.expired}</Notice> : <p className="k-muted">{w.validUntil(whenWords(order.estimateValidUntil, language))}</p>}
      {order.diagnosis === null ? null : <Notice><strong>{w.found}</strong> {order.diagnosis.cause}<br /><strong>{w.willDo}</strong> {order.diagnosis.correction}</Notice>}
      <ul className="k-list" style={{ marginTop: 12 }}>{open.map((line) => <LineOf key={line.id} workOrderId={order.id} line={line} answer={answers[line.id]} onAnswer={(answer) => choose({ questions, answers: { ...answers, [line.id]: answer } })} question={questions[line.id] ?? ''} onQuestion={(text) => choose({ answers, questions: { ...questions, [line.id]: text } })} />)}</ul>
      <div className="k-stack" style={{ marginTop: 12 }}>
        <div className="k-between"><strong>{w.total}</strong><strong className="o-sum"><Money fen={sumFen} /></strong></div>
        {act.error === null ? null : <Notice tone={stale ? 'warn' : 'danger'}>{stale ? w.changed : says(act.error)}</Notice>}
        <Button kind="primary" wide busy={act.isPending} disabled={given.length < open.length} onClick={send}>{given.length < open.length ? w.left(open.length - given.length) : w.send}</Button>
      </div>
    </Card>
  );
}

function Progress({ order }: { order: Order }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const mark = useMarks();
  const now = useNow(30_000);
  const [last, before] = [order.promises.at(-1), order.promises.at(-2)];
  const untouched = ['ready', 'handedBack'].includes(order.state) && order.lines.length > 0 && order.lines.every((line) => line.answer === 'declined');
  const late = !['ready', 'handedBack', 'cancelled'].includes(order.state) && new Date(order.promisedAt) < now;
  return (
    <Card title={w.progress} aside={<Tag tone="accent">{w.state[order.state]}</Tag>}>
      <div className="k-stack">
        {untouched ? <Notice>{w.untouched}</Notice> : <StepBar state={order.state} />}
        {order.state === 'handedBack' ? null : <div className="k-between"><span className="k-muted">{w.promised}</span><strong><When at={order.promisedAt} /></strong></div>}
        {order.state === 'handedBack' ? null : <div className="k-between"><span className="k-muted">{w.where}</span><strong>{language === 'zh' ? order.outletName : order.outletNameEn}</strong></div>}
        {before === undefined || last?.reason == null ? null : <p className="k-muted">{w.was(whenWords(before.promisedAt, language))} · {w.why}{mark.colon}{last.reason}</p>}
        {late ? <Notice tone="warn">{w.passed}</Notice> : null}
        {order.blocker === null ? null : <div className="k-between"><span className="k-muted">{w.waits}</span><strong>{w.waiting[order.blocker] ?? ''}</strong></div>}
      </div>
    </Card>
  );
}

function Lines({ order }: { order: Order }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const decided = order.lines.filter((line) => line.answer === 'approved' || line.answer === 'declined');
  if (decided.length === 0) return null;
  return (
    <Card title={w.estimate} aside={<Tag tone="good">{w.answered}</Tag>}>
      <ul className="k-list">{decided.map((line) => <li key={line.id} className="k-between"><span>{language === 'zh' ? line.name : line.nameEn} <Tag tone={line.answer === 'approved' ? 'good' : 'plain'}>{w.answers[line.answer as 'approved']}</Tag>{line.answer === 'declined' ? <><br /><span className="k-muted">{w.keptForNext}</span></> : null}</span>{line.answer === 'declined' ? null : line.ownerFen === 0 ? <span className="k-muted">{line.totalFen === 0 ? w.included : w.free}</span> : <Money fen={line.ownerFen} />}</li>)}</ul>
    </Card>
  );
}

const useOrders = (caseId: string) => useAsk('myWorkOrders', { caseId }, { topics: ['workorders', 'invoices'] }).data?.workOrders ?? [];

/** What waits for the owner: the invoice to pay, the estimate to answer. Paid invoices stay at hand below. */
function Invoices({ caseId, due }: { caseId: string; due: boolean }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const invoices = useAsk('myInvoices', { caseId }, { topics: ['invoices'] });
  return (invoices.data?.invoices ?? []).filter((one) => (myLeftFen(one) > 0) === due).map((one) => (
    <Card key={one.id} title={w.invoice} aside={<Tag tone={due ? 'warn' : 'good'}>{v.invoice[one.state]}</Tag>}>
      <div className="k-stack">
        <div className="k-between"><span className="k-muted">{one.number}</span><strong className="o-sum"><Money fen={due ? myLeftFen(one) : one.myOwedFen} /></strong></div>
        <Link className="k-button" data-kind={due ? 'primary' : 'plain'} to={links.invoice(one.id)}>{due ? w.toPaying : w.receipt}</Link>
      </div>
    </Card>
  ));
}

export function ToDecide({ caseId }: { caseId: string }) {
  const orders = useOrders(caseId);
  const [seen, see] = useState<Record<string, string>>({}); // what was asked when it was first looked at
  const news = orders.filter((order) => seen[order.id] === undefined || (seen[order.id] === '' && askedOf(order) !== ''));
  if (news.length > 0 && news.some((order) => seen[order.id] !== askedOf(order))) see({ ...seen, ...Object.fromEntries(news.map((order) => [order.id, askedOf(order)])) });
  return <><Invoices caseId={caseId} due />{orders.map((order) => [<AnswerEstimate key={`${order.id} ${askedOf(order)}`} order={order} changed={(seen[order.id] ?? '') !== '' && seen[order.id] !== askedOf(order)} />, <PartsWait key={`${order.id} parts`} order={order} />])}</>;
}

/** How the visits of one service stand: progress, what was agreed, receipts. */
export function HowItGoes({ caseId }: { caseId: string }) {
  return <>{useOrders(caseId).map((order) => [<Progress key={order.id} order={order} />, <Lines key={`${order.id} lines`} order={order} />, <MyDocuments key={`${order.id} papers`} workOrderId={order.id} vehicleId={order.vehicleId} />])}<Invoices caseId={caseId} due={false} /></>;
}
