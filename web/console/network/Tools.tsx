// Special tools: until when each is calibrated, and entering the next calibration.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './place-words.ts';

type Tool = Out<'listTools'>['tools'][number];
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function AddTool({ outletId, done }: { outletId: string; done(): void }) {
  const w = useWords(words);
  const [kind, setKind] = useState<Tool['kind']>('insulationTester');
  const [text, setText] = useState({ name: '', serialNo: '', calibratedOn: '', calibrationDueOn: '', calibrationNo: '' });
  const act = useAct('addTool');
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  return (
    <Card title={w.addTool} aside={<Button small onClick={done}>{w.back}</Button>}>
      <Form label={w.addTool} onSubmit={() => act.mutate({ outletId, kind, name: text.name, serialNo: text.serialNo, calibratedOn: orNull(text.calibratedOn), calibrationDueOn: orNull(text.calibrationDueOn), calibrationNo: orNull(text.calibrationNo) }, { onSuccess: done })}>
        <div className="c-form">
          <SelectField label={w.kind} value={kind} onValue={(value) => setKind(value as Tool['kind'])} options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} />
          <TextField label={w.name} {...set('name')} /><TextField label={w.serial} {...set('serialNo')} />
          <TextField label={w.calibrated} type="date" {...set('calibratedOn')} /><TextField label={w.due} type="date" {...set('calibrationDueOn')} /><TextField label={w.certificateNo} {...set('calibrationNo')} />
        </div>
        <Stale error={act.error} />
        <div><Button type="submit" kind="primary" busy={act.isPending} disabled={text.name.trim() === '' || text.serialNo.trim() === ''}>{w.save}</Button></div>
      </Form>
    </Card>
  );
}

function Calibrate({ tool, done }: { tool: Tool; done(): void }) {
  const w = useWords(words);
  const [on, setOn] = useState(dayOf(new Date()));
  const [due, setDue] = useState('');
  const [number, setNumber] = useState('');
  const act = useAct('changeTool');
  return (
    <Form onSubmit={() => act.mutate({ id: tool.id, name: tool.name, inUse: tool.inUse, version: tool.version, calibratedOn: orNull(on), calibrationDueOn: orNull(due), calibrationNo: orNull(number) }, { onSuccess: done })}>
      <p className="k-muted">{tool.name} · {tool.serialNo}</p>
      <TextField label={w.calibrated} type="date" value={on} onValue={setOn} /><TextField label={w.due} type="date" value={due} onValue={setDue} /><TextField label={w.certificateNo} value={number} onValue={setNumber} />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={due === ''}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

export function Tools({ outletId, manages }: { outletId: string; manages: boolean }) {
  const w = useWords(words);
  const says = useSays();
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<Tool | undefined>(undefined);
  const tools = useAsk('listTools', { outletId }, { topics: ['network'] });
  const change = useAct('changeTool');
  const [today, soon] = [dayOf(new Date()), dayOf(new Date(Date.now() + 30 * 86_400_000))];
  const standing = (one: Tool) => !one.inUse ? <Tag>{w.unused}</Tag> : one.calibrationDueOn === null ? <Tag>{w.noCalibration}</Tag> : one.calibrationDueOn < today ? <Tag tone="danger">{w.out}</Tag> : one.calibrationDueOn <= soon ? <Tag tone="warn">{w.soon}</Tag> : <Tag tone="good">{w.fine}</Tag>;
  return (
    <>
      {manages ? <div className="c-filters"><Button kind="primary" onClick={() => setAdding(true)}>{w.addTool}</Button></div> : null}
      {adding ? <AddTool outletId={outletId} done={() => setAdding(false)} /> : null}
      <Answered of={tools} says={says}>{(data) => data.tools.length === 0 ? <Empty icon="wrench" title={w.noTools} /> : (
        <Table label={w.tabs.tools} columns={[w.tool, w.kind, w.serial, w.calibrated, w.due, w.standing, { label: w.actions, hidden: true }]}>{data.tools.map((one) => (
          <tr key={one.id}>
            <td><strong>{one.name}</strong></td><td>{w.kinds[one.kind]}</td><td>{one.serialNo}<small>{one.calibrationNo ?? ''}</small></td><td>{one.calibratedOn ?? '–'}</td><td>{one.calibrationDueOn ?? '–'}</td><td>{standing(one)}</td>
            <td>{manages ? <span className="c-inline"><Button small onClick={() => setChosen(one)}>{w.recalibrate}</Button><Button small kind="quiet" busy={change.isPending && change.variables.id === one.id} onClick={() => change.mutate({ id: one.id, name: one.name, calibratedOn: one.calibratedOn, calibrationDueOn: one.calibrationDueOn, calibrationNo: one.calibrationNo, inUse: !one.inUse, version: one.version })}>{one.inUse ? w.stop : w.use}</Button></span> : null}</td>
          </tr>
        ))}</Table>
      )}</Answered>
      <Dialog open={chosen !== undefined} onClose={() => setChosen(undefined)} title={w.recalibrate}>{chosen === undefined ? null : <Calibrate tool={chosen} done={() => setChosen(undefined)} />}</Dialog>
    </>
  );
}
