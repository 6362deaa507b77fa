// Asking something of a car: the kind, what it needs, and its content.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { In } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { words } from './words.ts';

type Asked = In<'askCommand'>;
const readable = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16];
const named = new Set([5, 14]);
const settable = readable.filter((id) => id !== 7 && id !== 8);
const spans = ['60', '1440', '10080'] as const;

export function AskForm({ vin, kinds, onDone }: { vin: string; kinds: readonly Asked['kind'][]; onDone(): void }) {
  const w = useWords(words);
  const [kind, setKind] = useState<Asked['kind']>(kinds[0] ?? 'readParameters');
  const [ids, setIds] = useState<number[]>([2, 9]);
  const [parameter, setParameter] = useState('2');
  const [value, setValue] = useState('');
  const [level, setLevel] = useState<'1' | '2' | '3'>('2');
  const [text, setText] = useState('');
  const [upgrade, setUpgrade] = useState({ url: '', firmware: '', hardware: '' });
  const [minutes, setMinutes] = useState<(typeof spans)[number]>('1440');
  const ask = useAct('askCommand');
  const content = (): Partial<Asked> => {
    switch (kind) {
      case 'readParameters': return { parameterIds: ids };
      case 'setParameters': return { parameters: [{ parameter: Number(parameter), value: named.has(Number(parameter)) ? value : Number(value) }] };
      case 'warnDriver': return { warning: { level: Number(level), text } };
      case 'remoteUpgrade': return { upgrade: Object.fromEntries(Object.entries(upgrade).filter(([, said]) => said !== '')) as { url: string } };
      default: return {};
    }
  };
  const ready = kind === 'readParameters' ? ids.length > 0 : kind === 'setParameters' ? value !== '' : kind === 'warnDriver' ? text.trim() !== '' : kind === 'remoteUpgrade' ? upgrade.url !== '' : true;
  return (
    <Form onSubmit={() => ask.mutate({ vin, kind, validMinutes: Number(minutes), ...content() }, { onSuccess: onDone })}>
      <SelectField label={w.kind} value={kind} onValue={(next) => setKind(next as Asked['kind'])} options={kinds.map((one) => ({ value: one, label: w.kinds[one] }))} />
      <Notice>{w.needs[kind]}</Notice>
      {kind === 'readParameters' ? <fieldset className="k-field" style={{ border: 0, margin: 0, padding: 0 }}><legend className="k-label" style={{ padding: 0, marginBottom: 6 }}>{w.parameter}</legend><div className="k-choice">{readable.map((id) => <label key={id}><input type="checkbox" checked={ids.includes(id)} onChange={(event) => setIds(event.target.checked ? [...ids, id] : ids.filter((one) => one !== id))} />{w.parameters[id]}</label>)}</div></fieldset> : null}
      {kind === 'setParameters' ? <><SelectField label={w.parameter} value={parameter} onValue={setParameter} options={settable.map((id) => ({ value: String(id), label: w.parameters[id] ?? '' }))} /><TextField label={w.value} value={value} onValue={setValue} /></> : null}
      {kind === 'warnDriver' ? <><Choice<'1' | '2' | '3'> label={w.level} value={level} onValue={setLevel} options={(['1', '2', '3'] as const).map((one) => ({ value: one, label: one }))} /><TextField label={w.text} value={text} onValue={setText} maxLength={100} /></> : null}
      {kind === 'remoteUpgrade' ? <><TextField label={w.url} value={upgrade.url} onValue={(url) => setUpgrade({ ...upgrade, url })} /><TextField label={w.firmware} value={upgrade.firmware} maxLength={5} onValue={(firmware) => setUpgrade({ ...upgrade, firmware })} /><TextField label={w.hardware} value={upgrade.hardware} maxLength={5} onValue={(hardware) => setUpgrade({ ...upgrade, hardware })} /></> : null}
      <Choice<(typeof spans)[number]> label={w.valid} value={minutes} onValue={setMinutes} options={spans.map((one) => ({ value: one, label: w.minutesOf(Number(one)) }))} />
      <Stale error={ask.error} />
      <div className="c-inline"><Button type="submit" kind="primary" busy={ask.isPending} disabled={!ready}>{w.send}</Button><Button onClick={onDone}>{w.cancel}</Button></div>
    </Form>
  );
}
