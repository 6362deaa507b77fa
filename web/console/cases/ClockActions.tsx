// What can be done about a clock (pause, resume, explain), and answering a hand-over.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Notice, Tag } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useMe } from '../shell/me.tsx';
import { Stale } from './CaseActions.tsx';
import { running, useHolderName, type Clock } from './marks.tsx';
import { words } from './words.ts';

type Page = Out<'showCase'>;

export function ClockActions({ page, clock }: { page: Page; clock: Clock }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { may } = useMe();
  const [asking, setAsking] = useState<'pause' | 'explain' | null>(null);
  const [pauseFor, setPauseFor] = useState<keyof typeof c.pause>('waitingForOwner');
  const [because, setBecause] = useState<keyof typeof c.breach>('tooManyCases');
  const [text, setText] = useState('');
  const pause = useAct('pauseClocks');
  const resume = useAct('resumeClocks');
  const explain = useAct('explainBreach');
  if (!may('agent', 'adviser', 'serviceManager', 'regionalManager')) return null;
  const { id: caseId, version } = page.case;
  const close = (): void => setAsking(null);
  return (
    <>
      {clock.breachedAt !== null && clock.breachReason === null ? <Button small kind="danger" onClick={() => setAsking('explain')}>{w.explain}</Button>
        : clock.breachReason !== null ? <Tag>{c.breach[clock.breachReason]}</Tag>
          : clock.state === 'paused' ? <Button small busy={resume.isPending} onClick={() => resume.mutate({ caseId, version })}>{w.resume}</Button>
            : clock.calendar === 'office' && running(clock) ? <Button small onClick={() => setAsking('pause')}>{w.pause}</Button> : null}
      <Dialog open={asking === 'pause'} onClose={close} title={w.pause}>
        <Form onSubmit={() => pause.mutate({ caseId, reason: pauseFor, version, ...(text === '' ? {} : { words: text }) }, { onSuccess: close })}>
          <SelectField label={w.reasonField} value={pauseFor} onValue={(value) => setPauseFor(value as typeof pauseFor)} options={Object.entries(c.pause).map(([value, label]) => ({ value, label }))} />
          <TextField label={w.handOverWords} value={text} onValue={setText} /><Stale error={pause.error} />
          <div className="k-row"><Button type="submit" kind="primary" busy={pause.isPending}>{w.pause}</Button><Button onClick={close}>{w.cancel}</Button></div>
        </Form>
      </Dialog>
      <Dialog open={asking === 'explain'} onClose={close} title={w.explain}>
        <Form onSubmit={() => explain.mutate({ caseId, clockId: clock.id, reason: because, ...(text === '' ? {} : { words: text }) }, { onSuccess: close })}>
          <SelectField label={w.reasonField} value={because} onValue={(value) => setBecause(value as typeof because)} options={Object.entries(c.breach).map(([value, label]) => ({ value, label }))} />
          <TextField label={w.handOverWords} value={text} onValue={setText} /><Stale error={explain.error} />
          <div className="k-row"><Button type="submit" kind="primary" busy={explain.isPending}>{w.save}</Button><Button onClick={close}>{w.cancel}</Button></div>
        </Form>
      </Dialog>
    </>
  );
}

/** The open hand-over with the answers that this person may give. */
export function HandOverAnswer({ page }: { page: Page }) {
  const w = useWords(words);
  const holder = useHolderName();
  const answer = useAct('answerHandOver');
  const { may } = useMe();
  const open = page.handOvers.find((one) => one.state === 'asked');
  if (open === undefined || !may('agent', 'adviser', 'serviceManager', 'regionalManager')) return null;
  const say = (what: 'accept' | 'refuse' | 'withdraw'): void => answer.mutate({ handOverId: open.id, answer: what, ...(what === 'refuse' ? { words: w.refuse } : {}) });
  return (
    <Notice>
      <p>{w.asked}: {open.askedByName} → {holder({ kind: open.toKind, desk: open.toDesk, name: open.toName })}{open.words === null ? '' : ` · ${open.words}`}</p>
      <div className="k-row"><Button small kind="primary" onClick={() => say('accept')}>{w.accept}</Button><Button small onClick={() => say('refuse')}>{w.refuse}</Button><Button small kind="quiet" onClick={() => say('withdraw')}>{w.withdraw}</Button></div>
      <Stale error={answer.error} />
    </Notice>
  );
}
