// What a planner writes by hand: an order of their own, another day that a supplier names, and a number that replaces another.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { Refused, type Out } from '#client/client';
import { useFieldErrors } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { codeOf } from './scan.tsx';
import { words } from './words.ts';

type Purchase = Out<'listPurchases'>['purchases'][number];
const digits = (text: string): string => text.replaceAll(/\D/g, '').slice(0, 5);

export function NewOrder({ brandId, done }: { brandId: string; done(): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const outlets = (useAsk('listOutlets', {}).data?.outlets ?? []).filter((one) => me.isMyOutlet(one) && one.brandIds.includes(brandId));
  const suppliers = useAsk('listSuppliers', { brandId }).data?.suppliers ?? [];
  const [text, setText] = useState({ outletId: '', supplierId: '', expectedOn: '' });
  const [lines, setLines] = useState([{ code: '', quantity: '1' }]);
  const act = useAct('orderFromSupplier');
  const error = useFieldErrors(act.error, ['code', 'supplierId', 'expectedOn']);
  /** The number of which the refusal speaks: the other lines are right. */
  const unknown = act.error instanceof Refused ? act.error.details['code'] : undefined;
  const zh = language === 'zh';
  const outletId = text.outletId === '' ? (outlets[0]?.id ?? '') : text.outletId;
  const asked = lines.filter((one) => one.code !== '' && Number(one.quantity) > 0);
  const order = (sent: boolean): void => act.mutate({
    outletId, brandId, sent, ...(text.supplierId === '' ? {} : { supplierId: text.supplierId }), lines: asked.map((one) => ({ code: one.code, quantity: Number(one.quantity), ...(text.expectedOn === '' ? {} : { expectedOn: text.expectedOn }) })),
  }, { onSuccess: () => { say(sent ? w.orderedNow : w.draftKept); done(); } });
  return (
    <Form label={w.newOrder} onSubmit={() => order(true)}>
      <SelectField label={w.outlet} value={outletId} onValue={(value) => setText({ ...text, outletId: value })} options={outlets.map((one) => ({ value: one.id, label: zh ? one.name : one.nameEn }))} />
      <SelectField label={w.supplier} value={text.supplierId} onValue={(supplierId) => setText({ ...text, supplierId })} options={[{ value: '', label: w.noSupplier }, ...suppliers.map((one) => ({ value: one.id, label: zh ? one.name : one.nameEn }))]} />
      {lines.map((line, nth) => (
        <div className="c-form" key={nth}>
          <TextField label={w.code} value={line.code} autoComplete="off" error={unknown === undefined || unknown === line.code ? error('code') : undefined} onValue={(value) => setLines(lines.map((one, at) => (at === nth ? { ...one, code: codeOf(value) } : one)))} />
          <TextField label={w.quantity} inputMode="numeric" value={line.quantity} onValue={(value) => setLines(lines.map((one, at) => (at === nth ? { ...one, quantity: digits(value) } : one)))} />
        </div>
      ))}
      <Button small onClick={() => setLines([...lines, { code: '', quantity: '1' }])}>{w.oneMoreLine}</Button>
      <TextField label={w.expectedOnMaybe} type="date" value={text.expectedOn} error={error('expectedOn')} onValue={(expectedOn) => setText({ ...text, expectedOn })} />
      {error('') === undefined ? null : <Stale error={act.error} />}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={asked.length === 0 || outletId === ''}>{w.send}</Button><Button busy={act.isPending} disabled={asked.length === 0 || outletId === ''} onClick={() => order(false)}>{w.keepDraft}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

/** The supplier names another day: the cars that wait hear of it. */
export function NewDay({ one, done }: { one: Purchase; done(): void }) {
  const w = useWords(words);
  const [text, setText] = useState({ on: '', why: '', line: '' });
  const act = useAct('expectPurchase');
  const open = one.lines.filter((line) => line.open);
  return (
    <Form label={w.newDay} onSubmit={() => act.mutate({ purchaseId: one.id, version: one.version, expectedOn: text.on, why: text.why.trim(), ...(text.line === '' ? {} : { purchaseLineId: text.line }) }, { onSuccess: done })}>
      {open.length < 2 ? null : <SelectField label={w.part} value={text.line} onValue={(line) => setText({ ...text, line })} options={[{ value: '', label: w.allOpen }, ...open.map((line) => ({ value: line.id, label: line.code }))]} />}
      <TextField label={w.expectedOn} type="date" value={text.on} onValue={(on) => setText({ ...text, on })} /><TextField label={w.why} value={text.why} onValue={(why) => setText({ ...text, why })} />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={text.on === '' || text.why.trim() === ''}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

export function Replace({ brandId, code, done }: { brandId: string; code: string; done(): void }) {
  const w = useWords(words);
  const [text, setText] = useState({ newCode: '', fromOn: '', why: '' });
  const [ways, setWays] = useState({ bothWays: false, useOldFirst: true });
  const act = useAct('supersede');
  const error = useFieldErrors(act.error, ['newCode', 'code', 'fromOn']);
  return (
    <Form label={w.replace} onSubmit={() => act.mutate({ brandId, oldCode: code, newCode: text.newCode, ...ways, why: text.why.trim(), ...(text.fromOn === '' ? {} : { fromOn: text.fromOn }) }, { onSuccess: done })}>
      <TextField label={w.newCode} value={text.newCode} autoComplete="off" error={error('newCode') ?? error('code')} onValue={(value) => setText({ ...text, newCode: codeOf(value) })} />
      <label className="k-row"><input type="checkbox" checked={ways.useOldFirst} onChange={(event) => setWays({ ...ways, useOldFirst: event.target.checked })} /> {w.useOldFirst}</label>
      <label className="k-row"><input type="checkbox" checked={ways.bothWays} onChange={(event) => setWays({ ...ways, bothWays: event.target.checked })} /> {w.bothWays}</label>
      <TextField label={w.fromOn} type="date" value={text.fromOn} error={error('fromOn')} onValue={(fromOn) => setText({ ...text, fromOn })} /><TextField label={w.why} value={text.why} onValue={(why) => setText({ ...text, why })} />
      {error('') === undefined ? null : <Stale error={act.error} />}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={text.newCode === '' || text.why.trim() === ''}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}
