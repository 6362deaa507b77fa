// The insured accident of a work order, or entering one, beside the order.
import { useState } from 'react';
import { Link } from 'react-router';
import { faults } from '#api/insurance';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { Money, inputTime, instantOf } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { insuranceWords } from '#client/insurance-words';
import { useFieldErrors } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { AccidentTag } from './Accidents.tsx';
import { words } from './words.ts';

function Enter({ workOrderId, done }: { workOrderId: string; done(): void }) {
  const w = useWords(words);
  const i = useWords(insuranceWords);
  const [text, setText] = useState({ insurer: '', reportNo: '', policyNo: '', happened: inputTime(new Date(Date.now() - 3_600_000)), words: '' });
  const [fault, setFault] = useState<(typeof faults)[number]>('own');
  const act = useAct('openAccident');
  const error = useFieldErrors(act.error, ['reportNo', 'policyNo', 'happenedAt', 'insurer']);
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  return (
    <Form label={w.add} onSubmit={() => act.mutate({ workOrderId, insurer: text.insurer.trim(), reportNo: text.reportNo.trim(), ...(text.policyNo.trim() === '' ? {} : { policyNo: text.policyNo.trim() }), fault, happenedAt: instantOf(text.happened), words: text.words.trim() }, { onSuccess: done })}>
      <TextField label={i.insurer} {...set('insurer')} error={error('insurer')} /><TextField label={i.reportNo} {...set('reportNo')} error={error('reportNo')} /><TextField label={w.policyNo} {...set('policyNo')} error={error('policyNo')} />
      <SelectField label={w.fault} value={fault} onValue={(value) => setFault(value as 'own')} options={faults.map((value) => ({ value, label: i.fault[value] }))} />
      <TextField label={w.happened} type="datetime-local" {...set('happened')} error={error('happenedAt')} /><TextArea label={w.what} rows={2} {...set('words')} />
      {error('') === undefined ? null : <Stale error={act.error} />}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={text.insurer.trim() === '' || text.reportNo.trim().length < 4 || text.happened === '' || text.words.trim() === ''}>{w.doOpen}</Button>
    </Form>
  );
}

export function InsuranceOf({ workOrderId, state }: { workOrderId: string; state: string }) {
  const w = useWords(words);
  const { may } = useMe();
  const [entering, setEntering] = useState(false);
  const list = useAsk('listAccidents', { workOrderId }, { topics: ['insurance'] });
  const accidents = list.data?.accidents ?? [];
  const enters = may('adviser', 'serviceManager') && !['handedBack', 'cancelled'].includes(state) && accidents.every((one) => ['refused', 'totalLoss', 'withdrawn'].includes(one.state));
  if (accidents.length === 0 && !enters) return null;
  return (
    <Card title={w.card} aside={enters ? <Button small aria-expanded={entering} onClick={() => setEntering(!entering)}>{w.add}</Button> : undefined}>
      {accidents.length === 0 ? <p className="k-muted">{w.noneHere}</p> : <ul className="k-list">{accidents.map((one) => <li key={one.id} className="k-between"><span className="c-inline"><Link to={links.accident(one.id)}>{one.number}</Link><AccidentTag state={one.state} /><span className="k-muted">{one.insurer}</span></span><Money fen={one.approvedFen} /></li>)}</ul>}
      {entering && enters ? <Enter workOrderId={workOrderId} done={() => setEntering(false)} /> : null}
    </Card>
  );
}
