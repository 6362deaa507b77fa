// Opening a look into a car: what for, what, how long.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { In } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { words } from './words.ts';

type Asked = In<'openLook'>;
const spans = ['30', '60', '240', '1440'] as const;

type Props = { vin: string; scopes: readonly Asked['scopes'][number][]; /** What is ticked at first. */ ticked?: Asked['scopes']; onDone(): void; onCancel?(): void };

export function LookForm({ vin, scopes, ticked, onDone, onCancel }: Props) {
  const w = useWords(words);
  const [purpose, setPurpose] = useState<Asked['purpose']>('diagnosis');
  const [chosen, setChosen] = useState<Asked['scopes']>(ticked ?? []);
  const [why, setWhy] = useState('');
  const [minutes, setMinutes] = useState<(typeof spans)[number]>('60');
  const open = useAct('openLook');
  return (
    <Form onSubmit={() => open.mutate({ vin, scopes: chosen, purpose, why, minutes: Number(minutes) }, { onSuccess: onDone })}>
      <p className="k-muted">{w.lookLead}</p>
      <SelectField label={w.purpose} value={purpose} onValue={(value) => setPurpose(value as Asked['purpose'])} options={Object.entries(w.purposes).map(([value, label]) => ({ value, label }))} />
      <fieldset className="k-field" style={{ border: 0, margin: 0, padding: 0 }}><legend className="k-label" style={{ padding: 0, marginBottom: 6 }}>{w.scopesLabel}</legend>
        <div className="k-choice">{scopes.map((scope) => <label key={scope}><input type="checkbox" checked={chosen.includes(scope)} onChange={(event) => setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))} />{w.scopes[scope]}</label>)}</div></fieldset>
      <TextField label={w.why} value={why} onValue={setWhy} maxLength={200} />
      <Choice<(typeof spans)[number]> label={w.minutes} value={minutes} onValue={setMinutes} options={spans.map((value) => ({ value, label: w.minutesOf(Number(value)) }))} />
      <Stale error={open.error} />
      <div className="c-inline"><Button type="submit" kind="primary" busy={open.isPending} disabled={why.trim().length < 2 || chosen.length === 0}>{w.begin}</Button>{onCancel === undefined ? null : <Button onClick={onCancel}>{w.cancel}</Button>}</div>
    </Form>
  );
}
