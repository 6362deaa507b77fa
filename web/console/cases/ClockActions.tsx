// What can be done about a clock (pause, resume, explain), and answering a hand-over.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Notice, Tag } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useMe } from '../shell/me.tsx';
import { Stale } from './Stale.tsx';
import { running, useHolderName, type Clock } from './marks.tsx';
import { words } from './words.ts';

type Page = Out<'showCase'>;

const workers = ['agent', 'adviser', 'serviceManager', 'regionalManager'];

/** Pausing stops all clocks of working hours at once, so it stands once above them; safety clocks never pause. */
export function PauseClocks({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { may } = useMe();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<keyof typeof c.pause>('waitingForOwner');
  const [text, setText] = useState('');
  const pause = useAct('pauseClocks');
  const resume = useAct('resumeClocks');
  const { id: caseId, version } = page.case;
  const close = (): void => setAsking(false);
  if (!may(...workers) || page.case.stage === 'closed') return null;
  if (page.clocks.some((clock) => clock.state === 'paused')) return <Button small busy={resume.isPending} onClick={() => resume.mutate({ caseId, version })}>{w.resume}</Button>;
  if (!page.clocks.some((clock) => clock.calendar === 'office' && running(clock))) return null;
  return (
    <>
      <Button small onClick={() => setAsking(true)}>{w.pause}</Button>
      <Dialog open={asking} onClose={close} title={w.pause}>
        <Form onSubmit={() => pause.mutate({ caseId, reason, version, ...(text.trim() === '' ? {} : { words: text.trim() }) }, { onSuccess: close })}>
          <SelectField label={w.reasonField} value={reason} onValue={(value) => setReason(value as typeof reason)} options={Object.entries(c.pause).map(([value, label]) => ({ value, label }))} />
          <TextField label={w.handOverWords} value={text} onValue={setText} /><Stale error={pause.error} />
          <div className="k-row"><Button type="submit" kind="primary" busy={pause.isPending}>{w.pause}</Button><Button onClick={close}>{w.cancel}</Button></div>
        </Form>
      </Dialog>
    </>
  );
}

/** Why a clock was missed: asked once, then shown. */
export function Explain({ page, clock }: { page: Page; clock: Clock }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { may } = useMe();
  const [asking, setAsking] = useState(false);
  const [because, setBecause] = useState<keyof typeof c.breach>('tooManyCases');
  const [text, setText] = useState('');
  const explain = useAct('explainBreach');
  const close = (): void => setAsking(false);
  if (clock.breachReason !== null) return <Tag>{c.breach[clock.breachReason]}</Tag>;
  if (clock.breachedAt === null || !may(...workers)) return null;
  return (
    <>
      <Button small kind="danger" onClick={() => setAsking(true)}>{w.explain}</Button>
      <Dialog open={asking} onClose={close} title={w.explain}>
        <Form onSubmit={() => explain.mutate({ caseId: page.case.id, clockId: clock.id, reason: because, ...(text.trim() === '' ? {} : { words: text.trim() }) }, { onSuccess: close })}>
          <SelectField label={w.reasonField} value={because} onValue={(value) => setBecause(value as typeof because)} options={Object.entries(c.breach).map(([value, label]) => ({ value, label }))} />
          <TextField label={w.handOverWords} value={text} onValue={setText} /><Stale error={explain.error} />
          <div className="k-row"><Button type="submit" kind="primary" busy={explain.isPending}>{w.save}</Button><Button onClick={close}>{w.cancel}</Button></div>
        </Form>
      </Dialog>
    </>
  );
}

/** The open hand-over with the answers that this person may give; refusing says why. */
export function HandOverAnswer({ page }: { page: Page }) {
  const w = useWords(words);
  const holder = useHolderName();
  const answer = useAct('answerHandOver');
  const { may, id, name, sitsAt } = useMe();
  const [refusing, setRefusing] = useState(false);
  const [text, setText] = useState('');
  const open = page.handOvers.find((one) => one.state === 'asked');
  if (open === undefined) return null;
  const { case: one } = page;
  const asked = open.toKind === 'person' ? open.toStaffId === id : open.toDesk !== null && sitsAt(open.toDesk, one.brandId, open.toOutletId);
  const mine = may('agent', 'adviser', 'serviceManager', 'regionalManager') && (one.holder.staffId === id || open.askedByName === name || may('serviceManager', 'regionalManager'));
  const say = (what: 'accept' | 'refuse' | 'withdraw', words?: string): void => answer.mutate({ handOverId: open.id, answer: what, ...(words === undefined ? {} : { words }) });
  return (
    <Notice tone={asked ? 'warn' : 'info'}>
      <div className="k-stack">
        <p><strong>{w.asked}</strong> · {open.askedByName} → {holder({ kind: open.toKind, desk: open.toDesk, name: open.toName })}{open.words === null ? '' : ` · ${open.words}`}</p>
        <p className="k-muted">{w.answerBy} <When at={open.answerByAt} /> · {w.climbsElse}</p>
        {refusing ? (
          <Form onSubmit={() => say('refuse', text.trim())}>
            <TextField label={w.refuseWhy} value={text} onValue={setText} autoFocus />
            <div className="k-row"><Button type="submit" small kind="danger" busy={answer.isPending} disabled={text.trim() === ''}>{w.refuse}</Button><Button small onClick={() => setRefusing(false)}>{w.cancel}</Button></div>
          </Form>
        ) : asked || mine ? (
          <div className="k-row">
            {asked ? <><Button small kind="primary" busy={answer.isPending} onClick={() => say('accept')}>{w.accept}</Button><Button small onClick={() => setRefusing(true)}>{w.refuse}</Button></> : null}
            {mine ? <Button small kind="quiet" onClick={() => say('withdraw')}>{w.withdraw}</Button> : null}
          </div>
        ) : null}
        <Stale error={answer.error} />
      </div>
    </Notice>
  );
}

/** Hand-overs that are answered: who asked whom, and what was said. */
export function PastHandOvers({ page }: { page: Page }) {
  const w = useWords(words);
  const holder = useHolderName();
  const past = page.handOvers.filter((one) => one.state !== 'asked');
  if (past.length === 0) return null;
  return (
    <ul className="k-list c-past">{past.map((one) => (
      <li key={one.id}><div className="k-between"><span>{one.askedByName} → {holder({ kind: one.toKind, desk: one.toDesk, name: one.toName })}</span><span className="c-inline"><Tag tone={one.state === 'accepted' ? 'good' : one.state === 'withdrawn' ? 'plain' : 'warn'}>{w.handOverState[one.state]}</Tag><span className="k-muted"><When at={one.answeredAt ?? one.askedAt} /></span></span></div>
        {one.answerWords === null && one.words === null ? null : <p className="k-muted">{[one.words, one.answerWords].filter((said) => said !== null).join(' → ')}</p>}</li>
    ))}</ul>
  );
}
