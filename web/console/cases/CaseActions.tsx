// What staff can do on a case: take, message, note, plan, change urgency, hand over, ask for confirmation, close.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { inputTime, instantOf } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useDraft } from '../shell/draft.ts';
import { useMe } from '../shell/me.tsx';
import { HandOver } from './HandOver.tsx';
import { Stale } from './Stale.tsx';
import { words } from './words.ts';

type Page = Out<'showCase'>;
type Doing = 'message' | 'note' | 'plan' | 'urgency' | 'handOver' | 'confirm' | 'close' | null;

const workers = ['agent', 'adviser', 'serviceManager', 'regionalManager'];

export function CaseActions({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { may, id } = useMe();
  const [doing, setDoing] = useState<Doing>(null);
  if (!may(...workers)) return may('technician', 'dispatcher', 'partsPlanner', 'warrantyOfficer', 'administrator', 'auditor') ? <Card title={w.note}><NoteForm page={page} kind="note" done={() => say(w.done)} /></Card> : null;
  const { case: one } = page;
  const mine = one.holder.kind === 'person' && one.holder.staffId === id;
  const done = (): void => {
    setDoing(null);
    say(w.done);
  };
  const button = (what: Exclude<Doing, null>, label: string) => <Button aria-expanded={doing === what} onClick={() => setDoing(doing === what ? null : what)}>{label}</Button>;
  return (
    <Card>
      <div className="k-row c-acts">
        {mine ? <Tag tone="good">{w.heldByMe}</Tag> : <Take page={page} />}
        {button('message', w.message)}{button('note', w.note)}{button('plan', w.plan)}{button('urgency', w.changeUrgency)}{button('handOver', w.handOver)}
        {one.stage === 'open' ? button('confirm', w.askConfirm) : null}{button('close', w.close)}
      </div>
      <div style={{ marginTop: doing === null ? 0 : 16 }}>
        {doing === 'message' || doing === 'note' ? <NoteForm key={doing} page={page} kind={doing} done={done} /> : null}
        {doing === 'plan' ? <PlanForm page={page} done={done} /> : null}
        {doing === 'urgency' ? <UrgencyForm page={page} done={done} levels={c.urgency} /> : null}
        {doing === 'handOver' ? <HandOver page={page} done={done} /> : null}
        {doing === 'confirm' ? <ConfirmForm page={page} done={done} /> : null}
        {doing === 'close' ? <CloseForm page={page} done={done} /> : null}
      </div>
    </Card>
  );
}

type FormProps = { page: Page; done(): void };

/** From a desk at once; out of somebody's hands only by a manager, who says why. */
function Take({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const { case: one } = page;
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const take = useAct('takeCase');
  const held = one.holder.kind === 'person';
  if (held && !may('serviceManager', 'regionalManager')) return null;
  if (!held) return <><Button kind="primary" busy={take.isPending} onClick={() => take.mutate({ caseId: one.id, version: one.version }, { onSuccess: () => say(w.done) })}>{w.take}</Button>{take.error === null ? null : <div className="c-wide"><Stale error={take.error} /></div>}</>;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{w.takeFrom(one.holder.name ?? '')}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.takeFrom(one.holder.name ?? '')}>
        <Form onSubmit={() => take.mutate({ caseId: one.id, version: one.version, why: why.trim() }, { onSuccess: () => setAsking(false) })}>
          <TextField label={w.reasonField} value={why} onValue={setWhy} autoFocus />
          <Stale error={take.error} />
          <div className="k-row"><Button type="submit" kind="primary" busy={take.isPending} disabled={why.trim() === ''}>{w.take}</Button><Button onClick={() => setAsking(false)}>{w.cancel}</Button></div>
        </Form>
      </Dialog>
    </>
  );
}

function NoteForm({ page, kind, done }: FormProps & { kind: 'message' | 'note' }) {
  const w = useWords(words);
  const [text, setText, forget] = useDraft(`${kind}.${page.case.id}`);
  const message = useAct('messageOwner');
  const note = useAct('addCaseNote');
  const act = kind === 'message' ? message : note;
  return (
    <Form onSubmit={() => act.mutate({ caseId: page.case.id, text }, { onSuccess: () => {
      forget();
      done();
    } })}>
      <TextArea autoFocus={kind === 'message'} label={kind === 'message' ? w.message : w.note} {...(kind === 'message' ? { hint: w.messageHint } : {})} value={text} onValue={setText} />
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
      <TextArea label={w.planWords} hint={w.planHint} value={text} onValue={setText} autoFocus />
      <TextField label={w.planBy} type="datetime-local" min={inputTime(new Date())} value={by} onValue={setBy} />
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
  const doubles = page.links.length > 0;
  const [how, setHow] = useState<'duplicate' | 'cancelledByOwner'>('cancelledByOwner');
  const [of, setOf] = useState(page.links[0]?.id ?? '');
  const [why, setWhy] = useState('');
  const act = useAct('closeCase');
  return (
    <Form onSubmit={() => act.mutate({ caseId: page.case.id, how, why, version: page.case.version, ...(how === 'duplicate' && of !== '' ? { ofCaseId: of } : {}) }, { onSuccess: done })}>
      <SelectField label={w.closeHow} value={how} onValue={(value) => setHow(value as typeof how)} options={(doubles ? ['cancelledByOwner', 'duplicate'] as const : ['cancelledByOwner'] as const).map((value) => ({ value, label: c.closedHow[value] }))} hint={w.closeHint} />
      {how === 'duplicate' ? <SelectField label={w.sameAs} value={of} onValue={setOf} options={page.links.map((link) => ({ value: link.id, label: `${link.number} · ${c.trouble[link.trouble]}` }))} /> : null}
      <TextField label={w.reasonField} value={why} onValue={setWhy} />
      <Stale error={act.error} />
      <Button type="submit" kind="danger" busy={act.isPending} disabled={why.trim() === ''}>{w.close}</Button>
    </Form>
  );
}
