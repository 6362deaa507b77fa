// The agent's desk, by keyboard from the ring to the wrap-up: who calls, their cars and cases, what to say by urgency,
// handing on with words, the wrap-up in one key. Escape leaves a field, so that the keys are the desk's again.
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { composing, Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { inputTime, instantOf, spanWords, useNow, whenWords } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useKeys } from '../shell/keys.ts';
import { useMe } from '../shell/me.tsx';
import { Caller, LookUp } from './Caller.tsx';
import './desk.css';
import { TalkAtDesk } from './TalkAtDesk.tsx';
import { words } from './words.ts';

type DeskShown = Out<'showMyDesk'>;
export type ContactShown = NonNullable<DeskShown['mine']>;
const outcomes = ['solved', 'caseOpened', 'calledBack', 'notReached', 'wrongNumber'] as const;
const topics = ['hotline', 'conversations', 'cases'];

export function ContactLine({ one, children }: { one: ContactShown; children?: React.ReactNode }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const now = useNow(1000);
  const due = one.callBackDueAt ?? one.promisedAt;
  const late = due !== null && new Date(due) < now;
  return (
    <li data-late={late}>
      {one.urgency === 1 ? <Tag tone="danger">{w.urgency[1]}</Tag> : <Tag>{w.skill[one.skill]}</Tag>}
      <span><strong>{one.ownerName ?? one.phoneMasked ?? w.unknown}</strong> <small>{one.number} · {w.channel[one.channel]} · {spanWords(now.getTime() - new Date(one.arrivedAt).getTime(), language)}</small></span>
      {one.note === null && one.handedWords === null ? null : <small>{one.note ?? one.handedWords}</small>}
      {due === null ? null : <small>{late ? <Tag tone="danger">{w.late}</Tag> : null} {w.promised(whenWords(due, language))}{one.callBackTries > 0 ? ` · ${w.tries(one.callBackTries)}` : ''}</small>}
      {one.callBackTries >= 3 && one.state === 'callBack' ? <Tag tone="warn">{w.triedOut}</Tag> : null}
      <span className="end">{children}</span>
    </li>
  );
}

function useDeskActs(refetch: () => void) {
  const says = useSays();
  const w = useWords(words);
  const acts = { take: useAct('takeContact'), decline: useAct('declineContact'), end: useAct('endContact'), wrap: useAct('wrapUpContact'), state: useAct('setPhoneState'), miss: useAct('missContact'), leave: useAct('leaveConversation') };
  const on = { onSuccess: refetch, onError: (error: Error) => say(says(error), 'danger') };
  return {
    take: (contactId: string) => acts.take.mutate({ contactId }, on), decline: (contactId: string) => acts.decline.mutate({ contactId }, on), end: (contactId: string) => acts.end.mutate({ contactId }, on),
    wrap: (contactId: string, outcome: (typeof outcomes)[number], note: string) => acts.wrap.mutate({ contactId, outcome, ...(note.trim() === '' ? {} : { note: note.trim() }) }, { ...on, onSuccess: () => (outcome === 'notReached' && say(w.notReachedKept), refetch()) }),
    state: (brandId: string, state: 'ready' | 'away') => acts.state.mutate({ brandId, state }, on), miss: (contactId: string) => acts.miss.mutate({ contactId }, on), handBack: (conversationId: string) => acts.leave.mutate({ conversationId, how: 'handBack' }, on),
  };
}

function HandOn({ one, onDone }: { one: ContactShown; onDone(): void }) {
  const w = useWords(words);
  const says = useSays();
  const wall = useAsk('showHotline', { brandId: one.brandId }, { topics });
  const [to, setTo] = useState('skill:technical');
  const [text, setText] = useState('');
  const act = useAct('handOnContact');
  const people = (wall.data?.agents ?? []).filter((agent) => agent.state === 'ready' && agent.busyWith === null);
  const options = [...(['safety', 'complaint', 'technical', 'sales'] as const).map((skill) => ({ value: `skill:${skill}`, label: w.skill[skill] })), ...people.map((agent) => ({ value: `staff:${agent.staffId}`, label: agent.name }))];
  const [kind, id] = to.split(':') as [string, string];
  const send = (): void => { if (text.trim() !== '' && !act.isPending) act.mutate({ contactId: one.id, words: text, ...(kind === 'staff' ? { staffId: id } : { skill: id as ContactShown['skill'] }) }, { onSuccess: onDone, onError: (error) => say(says(error), 'danger') }); };
  return (
    <Form label={w.handOn} onSubmit={send}>
      <SelectField label={w.to} value={to} onValue={setTo} options={options} />
      <TextArea label={w.words} value={text} onValue={setText} maxLength={500} autoFocus onKeyDown={(event) => { if (event.key === 'Enter' && !event.shiftKey && !composing(event)) { event.preventDefault(); send(); } }} />
      <Button type="submit" kind="primary" disabled={text.trim() === ''} busy={act.isPending}>{w.handOn}</Button>
    </Form>
  );
}

function CallBack({ one, onDone }: { one: ContactShown; onDone(): void }) {
  const w = useWords(words);
  const says = useSays();
  const [at, setAt] = useState(() => inputTime(new Date(Date.now() + 3_600_000)));
  const [text, setText] = useState('');
  const act = useAct('promiseCallBack');
  return (
    <Form label={w.callBackAt} onSubmit={() => act.mutate({ contactId: one.id, dueAt: instantOf(at), ...(text.trim() === '' ? {} : { words: text.trim() }) }, { onSuccess: onDone, onError: (error) => say(says(error), 'danger') })}>
      <TextField label={w.whatFor} value={text} onValue={setText} maxLength={500} autoFocus />
      <TextField label={w.when} type="datetime-local" value={at} onValue={setAt} />
      <Button type="submit" kind="primary" busy={act.isPending}>{w.callBackAt}</Button>
    </Form>
  );
}

function Now({ desk, one, acts, refetch }: { desk: DeskShown; one: ContactShown; acts: ReturnType<typeof useDeskActs>; refetch(): void }) {
  const w = useWords(words);
  const [side, setSide] = useState<'none' | 'handOn' | 'callBack'>('none');
  const [note, setNote] = useState('');
  const now = useNow(1000);
  const go = useNavigate();
  const box = useRef<HTMLElement>(null);
  const car = desk.cars.find((each) => each.vehicleId === one.vehicleId) ?? (desk.cars.length === 1 ? desk.cars[0] : undefined);
  const caseId = one.caseId ?? (desk.cases.find((each) => each.vehicleId === car?.vehicleId) ?? desk.cases[0])?.id;
  const opening = links.openCaseFor(one.id, car?.plateNo ?? one.ownerName ?? '');
  const into = (what: string): void => box.current?.querySelector<HTMLElement>(`[data-${what}] textarea, [data-${what}] input`)?.focus();
  /** Whoever presses the outcome before the page knows that the call ended is not asked to press again. */
  const [ended, early] = [useRef(false), useRef<(typeof outcomes)[number] | undefined>(undefined)];
  const end = (): void => {
    ended.current = true;
    acts.end(one.id);
  };
  useEffect(() => {
    const outcome = early.current;
    if (one.state !== 'wrapUp' || outcome === undefined) return;
    early.current = undefined;
    acts.wrap(one.id, outcome, '');
  }, [one.state, one.id, acts]);
  useKeys({
    a: () => one.state === 'offered' && acts.take(one.id), d: () => one.state === 'offered' && acts.decline(one.id), e: () => one.state === 'talking' && end(), t: () => one.state === 'talking' && setSide(side === 'handOn' ? 'none' : 'handOn'), p: () => one.state === 'talking' && setSide(side === 'callBack' ? 'none' : 'callBack'),
    b: () => one.state === 'talking' && one.conversationId !== null && acts.handBack(one.conversationId), c: () => void go(opening), g: () => caseId !== undefined && void go(links.case(caseId)), m: () => into('write'), k: () => into('look'), f: () => into('find'),
    ...Object.fromEntries(outcomes.map((outcome, index) => [String(index + 1), () => (one.state === 'wrapUp' ? acts.wrap(one.id, outcome, note) : ended.current && (early.current = outcome))])),
  });
  const since = new Date(one.state === 'offered' ? (one.offeredAt ?? one.arrivedAt) : one.state === 'wrapUp' ? (one.endedAt ?? one.arrivedAt) : (one.answeredAt ?? one.arrivedAt));
  const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000));
  const written = one.channel === 'chat';
  const title = one.state === 'offered' ? (written ? w.talkRings : w.ringing) : one.state === 'wrapUp' ? w.wrapping : written ? w.inTalk : w.talking;
  return (
    <section ref={box} className="h-now" data-state={one.state} data-urgency={one.urgency} aria-live="assertive">
      <div className="h-line"><h2>{title} · {one.ownerName ?? one.phoneMasked ?? w.unknown}</h2><Tag tone={one.urgency === 1 ? 'danger' : 'plain'}>{w.urgency[one.urgency as 1]}</Tag><Tag>{w.skill[one.skill]}</Tag><Tag>{w.channel[one.channel]}</Tag><span className="end k-number">{one.state === 'wrapUp' ? w.left(Math.max(0, 20 - seconds)) : w.seconds(seconds)}</span></div>
      {one.handedWords === null ? null : <Notice>{w.handed(one.handedFrom ?? '')}{one.handedWords}</Notice>}
      {one.note === null || one.state === 'wrapUp' ? null : <Notice>{w.noted(one.note)}</Notice>}
      {one.state === 'offered' ? <div className="h-keys"><Button kind="primary" onClick={() => acts.take(one.id)}>{w.answer} <kbd>A</kbd></Button><Button onClick={() => acts.decline(one.id)}>{w.decline} <kbd>D</kbd></Button></div> : null}
      {one.state === 'talking' ? <div className="h-keys"><Button kind="primary" onClick={end}>{written ? w.endTalk : w.end} <kbd>E</kbd></Button><Button onClick={() => setSide(side === 'handOn' ? 'none' : 'handOn')}>{w.handOn} <kbd>T</kbd></Button><Button onClick={() => setSide(side === 'callBack' ? 'none' : 'callBack')}>{w.callBackAt} <kbd>P</kbd></Button>{one.conversationId === null ? null : <Button onClick={() => acts.handBack(one.conversationId as string)}>{w.handBack} <kbd>B</kbd></Button>}<Link className="k-button" to={opening}>{w.openCase} <kbd>C</kbd></Link>{caseId === undefined ? null : <Link className="k-button" to={links.case(caseId)}>{w.toCase} <kbd>G</kbd></Link>}</div> : null}
      {one.state === 'wrapUp' ? <><div data-write><Form label={w.wrapping} onSubmit={() => box.current?.querySelector<HTMLElement>('[data-write] input')?.blur()}><TextField label={w.note} value={note} onValue={setNote} maxLength={500} /></Form></div><div className="h-keys">{outcomes.map((outcome, index) => <Button key={outcome} onClick={() => acts.wrap(one.id, outcome, note)}>{w.outcome[outcome]} <kbd>{index + 1}</kbd></Button>)}</div></> : null}
      {side === 'handOn' ? <HandOn one={one} onDone={refetch} /> : side === 'callBack' ? <CallBack one={one} onDone={refetch} /> : null}
      <ol className="h-script">{w.script[one.urgency as 1].split('|').map((line) => <li key={line}>{line}</li>)}</ol>
      {one.conversationId === null ? null : <TalkAtDesk conversationId={one.conversationId} mine={one.state === 'talking'} />}
      {one.state === 'offered' ? null : <LookUp one={one} />}
      <Caller desk={desk} one={one} />
    </section>
  );
}

/** What somebody has beside what is in front: a talk that waits for an answer while a call is spoken, or the call. */
function Beside({ of, onTurn }: { of: readonly ContactShown[]; onTurn(contactId: string): void }) {
  const w = useWords(words);
  if (of.length === 0) return null;
  return <ul className="h-list h-beside" aria-label={w.beside}>{of.map((one, at) => <ContactLine key={one.id} one={one}><Button small onClick={() => onTurn(one.id)}>{w.turnTo} {at === 0 ? <kbd>X</kbd> : null}</Button></ContactLine>)}</ul>;
}

const nearMs = 15 * 60_000;
/** A queue's promise is a latest time and may be kept early; a time that somebody agreed on with the caller is that time. */
const isNear = (one: ContactShown, now: number): boolean => one.answeredAt === null || one.callBackDueAt === null || Date.parse(one.callBackDueAt) - now <= nearMs;

export function Desk() {
  const w = useWords(words);
  const says = useSays();
  const me = useMe();
  const [focus, setFocus] = useState('');
  const desk = useAsk('showMyDesk', focus === '' ? {} : { contactId: focus }, { topics, everyMs: 5000, keep: true });
  const refetch = (): void => void desk.refetch();
  const acts = useDeskActs(refetch);
  const brandIds = [...new Set([...(desk.data?.lines ?? []).map((line) => line.brandId), ...me.grants.flatMap((grant) => (grant.brand === null ? [] : [grant.brand.id]))])];
  const ready = desk.data?.me.some((agent) => agent.state === 'ready') === true;
  const turn = (): void => { for (const brandId of brandIds) acts.state(brandId, ready ? 'away' : 'ready'); };
  const held = desk.data === undefined ? [] : [desk.data.mine, ...desk.data.beside].flatMap((one) => one ?? []);
  /** Who waits first, else who is to be called back first, but not long before a time that was agreed on; beside a call, who waits in writing. */
  const next = (): ContactShown | undefined => held.length === 0 ? (desk.data?.waiting[0] ?? desk.data?.callBacks.find((one) => isNear(one, Date.now()))) : desk.data?.waiting.find((one) => one.channel === 'chat' && held.filter((each) => each.channel === 'chat').length < 3);
  const take = (contactId: string): void => (setFocus(contactId), acts.take(contactId));
  useKeys({ r: turn, n: () => { const one = next(); return one !== undefined && take(one.id); }, x: () => setFocus(desk.data?.beside[0]?.id ?? '') });
  return (
    <div className="c-page">
      <Heading title={w.desk}>
        {(desk.data?.lines ?? []).map((line) => <Tag key={line.brandId} tone={line.mode === 'open' ? 'good' : 'warn'}>{w.mode[line.mode]}</Tag>)}
        <Button kind={ready ? 'plain' : 'primary'} onClick={turn}>{ready ? w.goAway : w.goReady} <kbd>R</kbd></Button>
      </Heading>
      <p className="k-muted c-wide-only">{w.keys}</p>
      <Answered of={desk} says={says} lines={8}>{(data) => (
        <div className="h-cols">
          <div>{data.mine === null ? <Empty icon="phone" title={w.quiet}><p>{w.quietLead}</p></Empty> : <><Beside of={data.beside} onTurn={setFocus} /><Now key={data.mine.id} desk={data} one={data.mine} acts={acts} refetch={refetch} /></>}</div>
          <div className="h-stack">
            <Card title={`${w.waiting} ${data.waiting.length}`}>{data.waiting.length === 0 ? <p className="k-muted">{w.noWaiting}</p> : <ul className="h-list">{data.waiting.map((one) => <ContactLine key={one.id} one={one}><Button small onClick={() => take(one.id)}>{w.answer}</Button></ContactLine>)}</ul>}</Card>
            <Card title={`${w.callBacks} ${data.callBacks.length}`}>{data.callBacks.length === 0 ? <p className="k-muted">{w.noCallBacks}</p> : <ul className="h-list">{data.callBacks.map((one) => <ContactLine key={one.id} one={one}><Button small onClick={() => take(one.id)}>{w.call}</Button><Button kind="quiet" small onClick={() => acts.miss(one.id)}>{w.missed}</Button></ContactLine>)}</ul>}</Card>
          </div>
        </div>
      )}</Answered>
    </div>
  );
}
