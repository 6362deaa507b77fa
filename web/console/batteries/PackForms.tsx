// What is done with a pack at the car: putting one in (an exchange, a loan, a swap), taking one out, and telling of a fault that
// the workshop found and nothing had announced.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { useMe } from '../shell/me.tsx';
import { formWords } from './form-words.ts';
import { words } from './words.ts';

type Unit = Out<'listBatteryUnits'>['units'][number];
type Fit = NonNullable<In<'fitBatteryUnit'>['fit']>;
const free: readonly Unit['state'][] = ['new', 'stored', 'tested'];
export const keepers = ['technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager'] as const;

/** Puts a pack into the car; the one that is there comes out. */
export function FitPack({ vin, brandId, carried }: { vin: string; brandId: string; carried: boolean }) {
  const f = useWords(formWords);
  const b = useWords(batteryWords);
  const says = useSays();
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  const [unitId, setUnit] = useState('');
  const [fit, setFit] = useState<Fit>('own');
  const [why, setWhy] = useState('');
  const units = useAsk('listBatteryUnits', { kind: 'pack', limit: 100 }, { topics: ['batteries'], enabled: open });
  const act = useAct('fitBatteryUnit');
  if (!may(...keepers)) return null;
  if (!open) return <Button small onClick={() => setOpen(true)}>{carried ? f.change : f.fit}</Button>;
  const choices = (units.data?.units ?? []).filter((one) => one.brandId === brandId && free.includes(one.state));
  const chosen = choices.find((one) => one.id === unitId);
  const put = (): void => {
    if (chosen === undefined) return;
    act.mutate({ unitId: chosen.id, vin, fit, why: why.trim(), version: chosen.version, ...(carried ? { removedTo: 'removed' as const } : {}) }, { onSuccess: () => { setOpen(false); setUnit(''); setWhy(''); } });
  };
  return (
    <Form label={f.fit} onSubmit={put}>
      <p className="k-muted">{f.fitLead}</p>
      {units.data !== undefined && choices.length === 0 ? <p className="k-muted">{f.noneFree}</p> : <SelectField label={f.which} value={unitId} onValue={setUnit} options={[{ value: '', label: f.choose }, ...choices.map((one) => ({ value: one.id, label: `${one.code} · ${b.custody[one.state] ?? ''}` }))]} />}
      <Choice<Fit> label={f.as} value={fit} onValue={setFit} options={(['own', 'loan', 'swap'] as const).map((value) => ({ value, label: b.fit[value] ?? value }))} />
      <TextField label={f.why} value={why} onValue={setWhy} maxLength={300} />
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={chosen === undefined || why.trim() === ''}>{carried ? f.exchange : f.fitIt}</Button>
    </Form>
  );
}

/** Takes a pack out of its car, or a module out of its pack. */
export function TakeOut({ unit }: { unit: Unit }) {
  const f = useWords(formWords);
  const says = useSays();
  const { may } = useMe();
  const [why, setWhy] = useState('');
  const act = useAct('removeBatteryUnit');
  if ((unit.state !== 'inCar' && unit.state !== 'inPack') || !may(...keepers)) return null;
  return (
    <Card title={f.takeOut}>
      <Form label={f.takeOut} onSubmit={() => act.mutate({ unitId: unit.id, why: why.trim(), version: unit.version })}>
        <p className="k-muted">{f.takeOutLead}</p>
        <TextField label={f.why} value={why} onValue={setWhy} maxLength={300} />
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" busy={act.isPending} disabled={why.trim() === ''}>{unit.state === 'inCar' ? f.takeItOut : f.takeItOutOfPack}</Button>
      </Form>
    </Card>
  );
}

/** Puts a free module into a pack. */
export function IntoPack({ unit }: { unit: Unit }) {
  const f = useWords(formWords);
  const b = useWords(batteryWords);
  const says = useSays();
  const { may } = useMe();
  const [packId, setPack] = useState('');
  const [why, setWhy] = useState('');
  const fits = unit.kind !== 'pack' && free.includes(unit.state) && may(...keepers);
  const packs = useAsk('listBatteryUnits', { kind: 'pack', limit: 100 }, { enabled: fits });
  const act = useAct('fitBatteryUnit');
  if (!fits) return null;
  const choices = (packs.data?.units ?? []).filter((one) => one.brandId === unit.brandId && one.state !== 'recycled');
  return (
    <Card title={f.putInPack}>
      <Form label={f.putInPack} onSubmit={() => act.mutate({ unitId: unit.id, packId, why: why.trim(), version: unit.version })}>
        <SelectField label={f.which} value={packId} onValue={setPack} options={[{ value: '', label: f.choose }, ...choices.map((one) => ({ value: one.id, label: `${one.code} · ${b.custody[one.state] ?? ''}` }))]} />
        <TextField label={f.why} value={why} onValue={setWhy} maxLength={300} />
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" busy={act.isPending} disabled={packId === '' || why.trim() === ''}>{f.fitIt}</Button>
      </Form>
    </Card>
  );
}

/** A fault of the battery that nothing had announced: without it nobody knows how much is missed. */
export function Miss({ vin }: { vin: string }) {
  const w = useWords(words);
  const f = useWords(formWords);
  const b = useWords(batteryWords);
  const says = useSays();
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  const [rule, setRule] = useState('');
  const [text, setText] = useState('');
  const act = useAct('recordBatteryMiss');
  if (!may('technician', 'adviser', 'serviceManager', 'warrantyOfficer')) return null;
  if (!open) return <Button small onClick={() => setOpen(true)}>{w.miss}</Button>;
  const done = (): void => { setOpen(false); setRule(''); setText(''); say(f.missSaved); };
  return (
    <Form label={w.miss} onSubmit={() => act.mutate({ vin, rule, words: text.trim() }, { onSuccess: done })}>
      <SelectField label={w.missRule} value={rule} onValue={setRule} options={[{ value: '', label: f.choose }, ...Object.entries(b.rule).map(([value, label]) => ({ value, label }))]} />
      <TextField label={w.missWords} value={text} onValue={setText} maxLength={500} />
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={rule === '' || text.trim() === ''}>{w.miss}</Button>
    </Form>
  );
}
