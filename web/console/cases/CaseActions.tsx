// What staff can do on a case: take, message, note, plan, change urgency, hand over, ask for confirmation, close.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { instantOf, When } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { caseWords } from '#client/case-words';
import { Refused, type Out } from '#client/client';
import { useSays } from '#client/says';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Page = Out<'showCase'>;
type Doing = 'message' | 'note' | 'plan' | 'urgency' | 'handOver' | 'confirm' | 'close' | null;

/** What somebody else did since this page was read; what was typed stays. */
export function Stale({ error }: { error: Error | null }) {
  const w = useWords(words);
  const says = useSays();
  if (error === null) return null;
  const changes = error instanceof Refused && error.code === 'staleEdit' ? (error.details['changes'] as { at: string; actorName: string; action: string }[] | undefined) : undefined;
  if (changes === undefined) return <Notice tone="danger">{says(error)}</Notice>;
  return <Notice tone="warn"><strong>{w.staleTitle}</strong><p>{w.staleLead}</p><ul>{changes.map((change) => <li key={`${change.at} ${change.action}`}>{change.actorName} · {change.action} · <When at={change.at} /></li>)}</ul></Notice>;
}

const workers = ['agent', 'adviser', 'serviceManager', 'regionalManager'];

export function CaseActions({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { may, id } = useMe();
  const [doing, setDoing] = useState<Doing>(null);
  const take = useAct('takeCase');
  if (!may(...workers)) return may('technician', 'dispatcher', 'partsPlanner', 'warrantyOfficer', 'administrator') ? <Card title={w.note}><NoteForm page={page} kind="note" done={() => undefined} /></Card> : null;
  const { case: one } = page;
  const mine = one.holder.kind === 'person' && one.holder.staffId === id;
  const done = (): void => {
    setDoing(null);
    say(w.done);
  };
  const button = (what: Exclude<Doing, null>, label: string) => <Button aria-pressed={doing === what} onClick={() => setDoing(doing === what ? null : what)}>{label}</Button>;
  return (
    <Card>
      <div className="k-row">
        {mine ? <Tag tone="good">{w.scope.mine}</Tag> : <Button kind="primary" busy={take.isPending} onClick={() => take.mutate({ caseId: one.id, version: one.version, ...(one.holder.kind === 'person' ? { why: w.take } : {}) })}>{w.take}</Button>}
        {button('message', w.message)}{button('note', w.note)}{button('plan', w.plan)}{button('urgency', w.changeUrgency)}{button('handOver', w.handOver)}
        {one.stage === 'open' ? button('confirm', w.askConfirm) : null}{button('close', w.close)}
      </div>
      <Stale error={take.error} />
      <div style={{ marginTop: doing === null ? 0 : 16 }}>
        {doing === 'message' || doing === 'note' ? <NoteForm page={page} kind={doing} done={done} /> : null}
        {doing === 'plan' ? <PlanForm page={page} done={done} /> : null}
        {doing === 'urgency' ? <UrgencyForm page={page} done={done} levels={c.urgency} /> : null}
        {doing === 'handOver' ? <HandOverForm page={page} done={done} /> : null}
        {doing === 'confirm' ? <ConfirmForm page={page} done={done} /> : null}
        {doing === 'close' ? <CloseForm page={page} done={done} /> : null}
      </div>
    </Card>
  );
}

type FormProps = { page: Page; done(): void };

function NoteForm({ page, kind, done }: FormProps & { kind: 'message' | 'note' }) {
  const w = useWords(words);
  const [text, setText] = useState('');
  const message = useAct('messageOwner');
  const note = useAct('addCaseNote');
  const act = kind === 'message' ? message : note;
  return (
    <Form onSubmit={() => act.mutate({ caseId: page.case.id, text }, { onSuccess: () => {
      setText('');
      done();
    } })}>
      <TextArea label={kind === 'message' ? w.message : w.note} {...(kind === 'message' ? { hint: w.messageHint } : {})} value={text} onValue={setText} />
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={text.trim() === ''}>{kind === 'message' ? w.send : w.save}</Button>
    </Form>
  );
}

function PlanForm({ page, done }: FormProps) {
  const w = useWords(words);
  const [text, setText] = useState('');
  const [by, setBy] = useState('');
  const act = useAct('planHelp');
  return (
    <Form onSubmit={() => act.mutate({ caseId: page.case.id, words: text, version: page.case.version, ...(by === '' ? {} : { byAt: instantOf(by) }) }, { onSuccess: done })}>
      <TextArea label={w.planWords} value={text} onValue={setText} />
      <TextField label={w.planBy} type="datetime-local" value={by} onValue={setBy} />
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={text.trim() === ''}>{w.save}</Button>
    </Form>
  );
}

function UrgencyForm({ page, done, levels }: FormProps & { levels: Record<1 | 2 | 3 | 4, string> }) {
  const w = useWords(words);
  const [urgency, setUrgency] = useState(String(page.case.urgency));
  const [why, setWhy] = useState('');
  const act = useAct('changeUrgency');
  return (
    <Form onSubmit={() => act.mutate({ caseId: page.case.id, urgency: Number(urgency), why, version: page.case.version }, { onSuccess: done })}>
      <SelectField label={w.urgency} value={urgency} onValue={setUrgency} options={([1, 2, 3, 4] as const).map((level) => ({ value: String(level), label: levels[level] }))} />
      <TextField label={w.reasonField} value={why} onValue={setWhy} />
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={why.trim() === ''}>{w.save}</Button>
    </Form>
  );
}

function HandOverForm({ page, done }: FormProps) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const [desk, setDesk] = useState<'brandDesk' | 'outletDesk' | 'managerDesk' | 'regionalDesk'>('managerDesk');
  const [text, setText] = useState('');
  const act = useAct('askHandOver');
  return (
    <Form onSubmit={() => act.mutate({ caseId: page.case.id, desk, words: text, version: page.case.version, ...(page.case.outletId === null || desk === 'brandDesk' ? {} : { outletId: page.case.outletId }) }, { onSuccess: done })}>
      <SelectField label={w.handOverTo} value={desk} onValue={(value) => setDesk(value as typeof desk)} options={Object.entries(c.desk).map(([value, label]) => ({ value, label }))} />
      <TextField label={w.handOverWords} value={text} onValue={setText} />
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={text.trim() === ''}>{w.handOver}</Button>
    </Form>
  );
}

function ConfirmForm({ page, done }: FormProps) {
  const w = useWords(words);
  const [text, setText] = useState('');
  const act = useAct('askConfirmation');
  return (
    <Form onSubmit={() => act.mutate({ caseId: page.case.id, words: text, version: page.case.version }, { onSuccess: done })}>
      <TextArea label={w.askConfirmWords} value={text} onValue={setText} />
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={text.trim() === ''}>{w.askConfirm}</Button>
    </Form>
  );
}

function CloseForm({ page, done }: FormProps) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const [how, setHow] = useState<'duplicate' | 'cancelledByOwner'>('cancelledByOwner');
  const [of, setOf] = useState(page.links[0]?.id ?? '');
  const [why, setWhy] = useState('');
  const act = useAct('closeCase');
  return (
    <Form onSubmit={() => act.mutate({ caseId: page.case.id, how, why, version: page.case.version, ...(how === 'duplicate' && of !== '' ? { ofCaseId: of } : {}) }, { onSuccess: done })}>
      <SelectField label={w.closeHow} value={how} onValue={(value) => setHow(value as typeof how)} options={[{ value: 'cancelledByOwner', label: c.closedHow.cancelledByOwner }, { value: 'duplicate', label: c.closedHow.duplicate }]} />
      {how === 'duplicate' ? <SelectField label={w.number} value={of} onValue={setOf} options={page.links.map((link) => ({ value: link.id, label: `${link.number} · ${c.trouble[link.trouble]}` }))} /> : null}
      <TextField label={w.reasonField} value={why} onValue={setWhy} />
      <Stale error={act.error} />
      <Button type="submit" kind="danger" busy={act.isPending} disabled={why.trim() === ''}>{w.close}</Button>
    </Form>
  );
}
