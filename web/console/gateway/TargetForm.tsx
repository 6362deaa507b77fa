// Adding a platform that is owed data, or changing one.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors } from '#client/says';
import { BrandBoxes, listOf } from './BrandBoxes.tsx';
import { words } from './words.ts';

type Target = Out<'listForwardTargets'>['targets'][number];
type Texts = Record<'name' | 'host' | 'port' | 'code' | 'userName' | 'password' | 'plates' | 'againSeconds' | 'restMinutes' | 'heartbeatSeconds', string>;

const textsOf = (before: Target | undefined): Texts => ({
  name: before?.name ?? '', host: before?.host ?? '', port: String(before?.port ?? 32960), code: before?.code ?? '', userName: before?.userName ?? '', password: '', plates: (before?.platePrefixes ?? []).join(' '),
  againSeconds: String(before?.againSeconds ?? 60), restMinutes: String(before?.restMinutes ?? 30), heartbeatSeconds: String(before?.heartbeatSeconds ?? 0),
});

export function TargetForm({ before, onDone }: { before: Target | undefined; onDone(): void }) {
  const w = useWords(words);
  const [texts, setTexts] = useState(() => textsOf(before));
  const [brandIds, setBrandIds] = useState<string[]>(before?.brandIds ?? []);
  const [tls, setTls] = useState<'on' | 'off'>(before?.tls === true ? 'on' : 'off');
  const [enabled, setEnabled] = useState<'on' | 'off'>(before?.enabled === false ? 'off' : 'on');
  const add = useAct('addForwardTarget');
  const change = useAct('changeForwardTarget');
  const error = useFieldErrors(add.error ?? change.error, Object.keys(texts));
  const done = (): void => {
    say(w.saved);
    onDone();
  };
  const said = {
    name: texts.name, host: texts.host.trim(), port: Number(texts.port), tls: tls === 'on', code: texts.code, userName: texts.userName, brandIds, platePrefixes: listOf(texts.plates),
    againSeconds: Number(texts.againSeconds), restMinutes: Number(texts.restMinutes), heartbeatSeconds: Number(texts.heartbeatSeconds), enabled: enabled === 'on',
  };
  const save = (): void => (before === undefined ? add.mutate({ ...said, password: texts.password }, { onSuccess: done })
    : change.mutate({ ...said, targetId: before.id, version: before.version, ...(texts.password === '' ? {} : { password: texts.password }) }, { onSuccess: done }));
  const field = (name: keyof Texts, label: string, more: Record<string, unknown> = {}) => <TextField label={label} value={texts[name]} onValue={(value) => setTexts({ ...texts, [name]: value })} error={error(name)} autoComplete="off" {...more} />;
  const onOff = [{ value: 'on' as const, label: w.on }, { value: 'off' as const, label: w.off }];
  return (
    <Form onSubmit={save}>
      {field('name', w.name)}{field('host', w.host)}{field('port', w.port, { inputMode: 'numeric' })}{field('code', w.code, { maxLength: 17 })}{field('userName', w.userName, { maxLength: 12 })}
      {field('password', before === undefined ? w.password : w.newPassword, { type: 'password', autoComplete: 'new-password', maxLength: 20 })}
      <BrandBoxes label={w.brands} chosen={brandIds} onChosen={setBrandIds} />
      {field('plates', w.plates)}
      <div className="c-form">{field('againSeconds', w.againSeconds, { inputMode: 'numeric' })}{field('restMinutes', w.restMinutes, { inputMode: 'numeric' })}{field('heartbeatSeconds', w.heartbeatSeconds, { inputMode: 'numeric' })}</div>
      <Choice<'on' | 'off'> label={w.tls} value={tls} onValue={setTls} options={onOff} />
      <Choice<'on' | 'off'> label={w.link} value={enabled} onValue={setEnabled} options={onOff} />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <div className="c-inline"><Button type="submit" kind="primary" busy={add.isPending || change.isPending} disabled={texts.name === '' || texts.host === '' || texts.code === '' || texts.userName === '' || (before === undefined && texts.password === '')}>{w.save}</Button><Button onClick={onDone}>{w.cancel}</Button></div>
    </Form>
  );
}
