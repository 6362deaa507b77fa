// The platforms that may log in, and registering or changing one.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Table } from '../shell/Table.tsx';
import { BrandBoxes, listOf, useBrandName } from './BrandBoxes.tsx';
import { words } from './words.ts';

type Platform = Out<'listPlatforms'>['platforms'][number];

function PlatformForm({ before, onDone }: { before: Platform | undefined; onDone(): void }) {
  const w = useWords(words);
  const [name, setName] = useState(before?.name ?? '');
  const [userName, setUserName] = useState(before?.userName ?? '');
  const [password, setPassword] = useState('');
  const [brandIds, setBrandIds] = useState<string[]>(before?.brandIds ?? []);
  const [prefixes, setPrefixes] = useState((before?.vinPrefixes ?? []).join(' '));
  const [enabled, setEnabled] = useState<'on' | 'off'>(before?.disabledAt == null ? 'on' : 'off');
  const add = useAct('addPlatform');
  const change = useAct('changePlatform');
  const error = useFieldErrors(add.error ?? change.error, ['name', 'userName', 'password', 'vinPrefixes']);
  const done = (): void => {
    say(w.saved);
    onDone();
  };
  const said = { name, brandIds, vinPrefixes: listOf(prefixes) };
  const save = (): void => (before === undefined ? add.mutate({ ...said, userName, password }, { onSuccess: done })
    : change.mutate({ ...said, platformId: before.id, version: before.version, enabled: enabled === 'on', ...(password === '' ? {} : { password }) }, { onSuccess: done }));
  return (
    <Form onSubmit={save}>
      <TextField label={w.name} value={name} onValue={setName} error={error('name')} />
      {before === undefined ? <TextField label={w.userName} value={userName} onValue={setUserName} error={error('userName')} maxLength={12} autoComplete="off" /> : null}
      <TextField label={before === undefined ? w.password : w.newPassword} hint={w.passwordHint} type="password" autoComplete="new-password" value={password} onValue={setPassword} error={error('password')} maxLength={20} />
      <BrandBoxes label={w.brands} chosen={brandIds} onChosen={setBrandIds} />
      <TextField label={w.vinPrefixes} value={prefixes} onValue={setPrefixes} error={error('vinPrefixes')} autoCapitalize="characters" />
      {before === undefined ? null : <Choice<'on' | 'off'> label="" value={enabled} onValue={setEnabled} options={[{ value: 'on', label: w.on }, { value: 'off', label: w.off }]} />}
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <div className="c-inline"><Button type="submit" kind="primary" busy={add.isPending || change.isPending} disabled={name === '' || (before === undefined && (userName === '' || password === ''))}>{w.save}</Button><Button onClick={onDone}>{w.cancel}</Button></div>
    </Form>
  );
}

export function Platforms() {
  const w = useWords(words);
  const says = useSays();
  const platforms = useAsk('listPlatforms', {}, { topics: ['gateway'] });
  const [open, setOpen] = useState<Platform | 'new' | undefined>();
  const brandName = useBrandName();
  const cars = (one: Platform): string => [...one.brandIds.map(brandName), ...one.vinPrefixes.map((prefix) => `${prefix}…`)].join(' · ') || w.allCars;
  return (
    <Card title={w.platforms} aside={<Button small onClick={() => setOpen('new')}>{w.addPlatform}</Button>}>
      <p className="k-muted">{w.platformsLead}</p>
      <Answered of={platforms} says={says} lines={2}>{(data) => data.platforms.length === 0 ? <p className="k-muted">{w.noPlatforms}</p> : (
        <Table label={w.platforms} columns={[w.name, w.userName, w.cars, w.lastLogin, { label: w.loginsToday, num: true }, { label: w.refused, num: true }, { label: w.change, hidden: true }]}>{data.platforms.map((one) => (
          <tr key={one.id}><td><span><strong>{one.name}</strong> {one.disabledAt === null ? null : <Tag>{w.off}</Tag>}</span></td><td className="k-number">{one.userName}</td><td>{cars(one)}</td><td>{one.lastLoginAt === null ? w.never : <span><When at={one.lastLoginAt} /> <small className="k-number">{one.lastPeer}</small></span>}</td><td className="num">{one.loginsToday ?? '–'}</td><td className="num">{one.refusedCount}</td><td><Button small onClick={() => setOpen(one)}>{w.change}</Button></td></tr>
        ))}</Table>
      )}</Answered>
      <Dialog open={open !== undefined} onClose={() => setOpen(undefined)} title={open === 'new' || open === undefined ? w.addPlatform : open.name}><PlatformForm before={open === 'new' ? undefined : open} onDone={() => setOpen(undefined)} /></Dialog>
    </Card>
  );
}
