// The agent's desk, by keyboard from the ring to the wrap-up: who calls, their cars and cases, what to say by urgency,
// handing on with words, the wrap-up in one key. Escape leaves a field, so that the keys are the desk's again.
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { inputTime, instantOf, spanWords, useNow, whenWords } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
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
      <span className="end">{children}</span>
    </li>
  );
}

function useDeskActs(refetch: () => void) {
  const says = useSays();
  const acts = { take: useAct('takeContact'), decline: useAct('declineContact'), end: useAct('endContact'), wrap: useAct('wrapUpContact'), state: useAct('setPhoneState'), miss: useAct('missContact'), leave: useAct('leaveConversation') };
  const on = { onSuccess: refetch, onError: (error: Error) => say(says(error), 'danger') };
  return {
    take: (contactId: string) => acts.take.mutate({ contactId }, on), decline: (contactId: string) => acts.decline.mutate({ contactId }, on), end: (contactId: string) => acts.end.mutate({ contactId }, on),
    wrap: (contactId: string, outcome: (typeof outcomes)[number], note: string) => acts.wrap.mutate({ contactId, outcome, ...(note.trim() === '' ? {} : { note: note.trim() }) }, on),
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
  return (
    <Form label={w.handOn} onSubmit={() => act.mutate({ contactId: one.id, words: text, ...(kind === 'staff' ? { staffId: id } : { skill: id as ContactShown['skill'] }) }, { onSuccess: onDone, onError: (error) => say(says(error), 'danger') })}>
      <SelectField label={w.to} value={to} onValue={setTo} options={options} />
      <TextArea label={w.words} value={text} onValue={setText} maxLength={500} autoFocus />
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

/** The number behind the mask, for who has the contact: to dial it from the telephone. */
function Dial({ one }: { one: ContactShown }) {
  const w = useWords(words);
  const says = useSays();
  const reveal = useAct('revealContactPhone');
  const ask = (): void => reveal.mutate({ contactId: one.id }, { onError: (error) => say(says(error), 'danger') });
  const held = one.state === 'talking' || one.state === 'wrapUp';
  useKeys({ v: () => held && reveal.data === undefined && ask() });
  if (reveal.data?.phone != null) return <a className="k-number" href={`tel:${reveal.data.phone}`}>{reveal.data.phone}</a>;
  return <>{one.phoneMasked} {one.phoneMasked !== null && held ? <Button small busy={reveal.isPending} onClick={ask}>{w.showNumber} <kbd>V</kbd></Button> : null}</>;
}

function Caller({ desk, one }: { desk: DeskShown; one: ContactShown }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const found = useAsk('findCaller', { text }, { enabled: text.trim().length >= 2 });
  const link = useAct('linkContact');
  return (
    <Card title={w.who} aside={<small className="k-muted">{w.masked}</small>}>
      <p><strong>{one.ownerName ?? w.unknown}</strong> <Dial one={one} /></p>
      <ul className="d-list">
        {desk.cars.map((car) => <li key={car.vehicleId}><Link to={links.vehicle(car.vehicleId)}>{car.plateNo ?? car.vinMasked}</Link><small>{language === 'zh' ? car.modelName : car.modelNameEn} · {car.vinMasked}</small><span className="end"><Link className="k-button" data-small to={`${links.openCase()}${car.plateNo === null ? '' : `?find=${encodeURIComponent(car.plateNo)}`}`}>{w.newCase}</Link></span></li>)}
        {desk.cases.map((each) => <li key={each.id}><Tag tone={each.urgency === 1 ? 'danger' : 'plain'}>{c.urgency[each.urgency as 1]}</Tag><Link to={links.case(each.id)}>{each.number}</Link><small>{c.trouble[each.trouble as keyof typeof c.trouble]} · {c.stage[each.stage as keyof typeof c.stage]}</small></li>)}
      </ul>
      <TextField label={w.find} value={text} onValue={setText} />
      <ul className="d-list">{(found.data?.callers ?? []).slice(0, 5).map((car) => <li key={car.vehicleId}><span>{car.plateNo ?? car.vinMasked} <small>{car.ownerName} · {language === 'zh' ? car.modelName : car.modelNameEn}</small></span><span className="end"><Button small onClick={() => link.mutate({ contactId: one.id, vehicleId: car.vehicleId }, { onSuccess: () => setText('') })}>{w.link}</Button></span></li>)}</ul>
    </Card>
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
  const opening = `${links.openCase()}${car?.plateNo == null ? '' : `?find=${encodeURIComponent(car.plateNo)}`}`;
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
    a: () => one.state === 'offered' && acts.take(one.id), d: () => one.state === 'offered' && acts.decline(one.id), e: () => one.state === 'talking' && end(), t: () => one.state === 'talking' && setSide('handOn'), p: () => one.state === 'talking' && setSide('callBack'),
    b: () => one.state === 'talking' && one.conversationId !== null && acts.handBack(one.conversationId), c: () => void go(opening), m: () => box.current?.querySelector<HTMLElement>('[data-write] textarea, [data-write] input')?.focus(),
    ...Object.fromEntries(outcomes.map((outcome, index) => [String(index + 1), () => (one.state === 'wrapUp' ? acts.wrap(one.id, outcome, note) : ended.current && (early.current = outcome))])),
  });
  const since = new Date(one.state === 'offered' ? (one.offeredAt ?? one.arrivedAt) : one.state === 'wrapUp' ? (one.endedAt ?? one.arrivedAt) : (one.answeredAt ?? one.arrivedAt));
  const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000));
  const title = one.state === 'offered' ? w.ringing : one.state === 'wrapUp' ? w.wrapping : w.talking;
  return (
    <section ref={box} className="d-now" data-state={one.state} data-urgency={one.urgency} aria-live="assertive">
      <div className="d-line"><h2>{title} · {one.ownerName ?? one.phoneMasked ?? w.unknown}</h2><Tag tone={one.urgency === 1 ? 'danger' : 'plain'}>{w.urgency[one.urgency as 1]}</Tag><Tag>{w.skill[one.skill]}</Tag><Tag>{w.channel[one.channel]}</Tag><span className="end k-number">{one.state === 'wrapUp' ? w.left(Math.max(0, 20 - seconds)) : w.seconds(seconds)}</span></div>
      {one.handedWords === null ? null : <Notice>{w.handed(one.handedFrom ?? '')}{one.handedWords}</Notice>}
      {one.note === null || one.state === 'wrapUp' ? null : <Notice>{w.noted(one.note)}</Notice>}
      {one.state === 'offered' ? <div className="d-keys"><Button kind="primary" onClick={() => acts.take(one.id)}>{w.answer} <kbd>A</kbd></Button><Button onClick={() => acts.decline(one.id)}>{w.decline} <kbd>D</kbd></Button></div> : null}
      {one.state === 'talking' ? <div className="d-keys"><Button kind="primary" onClick={end}>{w.end} <kbd>E</kbd></Button><Button onClick={() => setSide(side === 'handOn' ? 'none' : 'handOn')}>{w.handOn} <kbd>T</kbd></Button><Button onClick={() => setSide(side === 'callBack' ? 'none' : 'callBack')}>{w.callBackAt} <kbd>P</kbd></Button>{one.conversationId === null ? null : <Button onClick={() => acts.handBack(one.conversationId as string)}>{w.handBack} <kbd>B</kbd></Button>}<Link className="k-button" to={opening}>{w.openCase} <kbd>C</kbd></Link></div> : null}
      {one.state === 'wrapUp' ? <><div data-write><TextField label={w.note} value={note} onValue={setNote} maxLength={500} /></div><div className="d-keys">{outcomes.map((outcome, index) => <Button key={outcome} onClick={() => acts.wrap(one.id, outcome, note)}>{w.outcome[outcome]} <kbd>{index + 1}</kbd></Button>)}</div></> : null}
      {side === 'handOn' ? <HandOn one={one} onDone={refetch} /> : side === 'callBack' ? <CallBack one={one} onDone={refetch} /> : null}
      <ol className="d-script">{w.script[one.urgency as 1].split('|').map((line) => <li key={line}>{line}</li>)}</ol>
      {one.conversationId === null ? null : <TalkAtDesk conversationId={one.conversationId} mine={one.state === 'talking'} />}
      {desk === undefined ? null : <Caller desk={desk} one={one} />}
    </section>
  );
}

/** Keys of the desk; not while somebody types. */
function useKeys(keys: Record<string, () => unknown>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return event.key === 'Escape' && !event.isComposing ? event.target.blur() : undefined;
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const deed = keys[event.key.toLowerCase()];
      if (deed === undefined) return;
      event.preventDefault(); // the letter is not typed into the field that it opens
      deed();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  });
}

export function Desk() {
  const w = useWords(words);
  const says = useSays();
  const me = useMe();
  const desk = useAsk('showMyDesk', {}, { topics, everyMs: 5000 });
  const refetch = (): void => void desk.refetch();
  const acts = useDeskActs(refetch);
  const brandIds = [...new Set([...(desk.data?.lines ?? []).map((line) => line.brandId), ...me.grants.flatMap((grant) => (grant.brand === null ? [] : [grant.brand.id]))])];
  const ready = desk.data?.me.some((agent) => agent.state === 'ready') === true;
  const turn = (): void => { for (const brandId of brandIds) acts.state(brandId, ready ? 'away' : 'ready'); };
  /** Who waits first, else who is to be called back first. */
  const next = desk.data?.mine === null ? (desk.data.waiting[0] ?? desk.data.callBacks[0]) : undefined;
  useKeys({ r: turn, n: () => next !== undefined && acts.take(next.id) });
  return (
    <div className="c-page">
      <Heading title={w.desk}>
        {(desk.data?.lines ?? []).map((line) => <Tag key={line.brandId} tone={line.mode === 'open' ? 'good' : 'warn'}>{w.mode[line.mode]}</Tag>)}
        <Button kind={ready ? 'plain' : 'primary'} onClick={turn}>{ready ? w.goAway : w.goReady} <kbd>R</kbd></Button>
      </Heading>
      <p className="k-muted c-wide-only">{w.keys}</p>
      <Answered of={desk} says={says} lines={8}>{(data) => (
        <div className="d-cols">
          <div>{data.mine === null ? <Empty icon="phone" title={w.quiet}><p>{w.quietLead}</p></Empty> : <Now key={`${data.mine.id}`} desk={data} one={data.mine} acts={acts} refetch={refetch} />}</div>
          <div className="d-stack">
            <Card title={`${w.waiting} ${data.waiting.length}`}>{data.waiting.length === 0 ? <p className="k-muted">{w.noWaiting}</p> : <ul className="d-list">{data.waiting.map((one) => <ContactLine key={one.id} one={one}><Button small onClick={() => acts.take(one.id)}>{w.answer}</Button></ContactLine>)}</ul>}</Card>
            <Card title={`${w.callBacks} ${data.callBacks.length}`}>{data.callBacks.length === 0 ? <p className="k-muted">{w.noCallBacks}</p> : <ul className="d-list">{data.callBacks.map((one) => <ContactLine key={one.id} one={one}><Button small onClick={() => acts.take(one.id)}>{w.call}</Button><Button kind="quiet" small onClick={() => acts.miss(one.id)}>{w.missed}</Button></ContactLine>)}</ul>}</Card>
          </div>
        </div>
      )}</Answered>
    </div>
  );
}
