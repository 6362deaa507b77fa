// How voices come in: written down, a sheet that is checked, brought and taken back, a signed hook.
import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { voiceChannels } from '#api/voices';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { callWithFile, type Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

type Sheet = Out<'checkVoices'>;
type Channel = (typeof voiceChannels)[number];

function Add({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const go = useNavigate();
  const [channel, setChannel] = useState<Channel>('letter');
  const [said, setSaid] = useState({ words: '', author: '', car: '' });
  const add = useAct('addVoice');
  const given = (name: 'author' | 'car') => (said[name].trim() === '' ? {} : { [name]: said[name].trim() });
  return (
    <Card title={w.add}>
      <p className="k-muted">{w.addLead}</p>
      <Form label={w.add} onSubmit={() => add.mutate({ brandId, channel, words: said.words, ...given('author'), ...given('car') }, { onSuccess: (voice) => void go(links.voice(voice.id)) })}>
        <TextArea label={w.addWords} value={said.words} onValue={(value) => setSaid({ ...said, words: value })} rows={3} />
        <div className="c-form"><SelectField label={w.channel} value={channel} onValue={(value) => setChannel(value as Channel)} options={voiceChannels.map((value) => ({ value, label: w.channels[value] }))} /><TextField label={w.addAuthor} value={said.author} onValue={(author) => setSaid({ ...said, author })} /><TextField label={w.addCar} value={said.car} onValue={(car) => setSaid({ ...said, car })} /></div>
        <Stale error={add.error} />
        <div><Button type="submit" kind="primary" busy={add.isPending} disabled={said.words.trim() === ''}>{w.save2}</Button></div>
      </Form>
    </Card>
  );
}

function Result({ one, onNew }: { one: Sheet; onNew(next: Sheet): void }) {
  const w = useWords(words);
  const [apply, undo] = [useAct('applyVoices'), useAct('undoVoices')];
  const at = { sheetId: one.id, version: one.version };
  const columns = one.columns.filter((column) => one.rows.some((row) => (row.cells[column] ?? '') !== '' || [...row.faults, ...row.notes].some((fault) => fault.column === column)));
  const all = one.good + one.bad;
  return (
    <Card title={one.fileName}>
      <Notice tone={one.bad > 0 ? 'warn' : 'good'}>{one.state === 'checked' ? [w.good(one.good), w.bad(one.bad), ...(one.noted === 0 ? [] : [w.noted(one.noted)])].join(' · ') : one.state === 'applying' ? w.applying(one.done, all) : one.state === 'applied' ? w.made(one.made, one.twins) : w.undone(one.made)}</Notice>
      {one.state === 'applying' ? <progress className="w-progress" max={all} value={one.done} aria-label={w.applying(one.done, all)} /> : null}
      <div className="c-filters">
        {one.state === 'checked' && one.good > 0 ? <Button kind="primary" busy={apply.isPending} onClick={() => apply.mutate(at, { onSuccess: onNew })}>{w.apply(one.good)}</Button> : null}
        {one.state === 'applied' && one.made > 0 ? <Button busy={undo.isPending} onClick={() => undo.mutate(at, { onSuccess: onNew })}>{w.undo}</Button> : null}
      </div>
      <Stale error={apply.error ?? undo.error} />
      <Table label={one.fileName} columns={[w.line, ...columns]}>{one.rows.map((row) => (
        <tr key={row.line}><td>{row.line}</td>{columns.map((column) => <td key={column}>{(row.cells[column] ?? '') === '' ? '–' : row.cells[column]}{row.faults.filter((fault) => fault.column === column).map((fault) => <small key={fault.code}><Tag tone="danger">{w.faults[fault.code]}</Tag></small>)}{row.notes.filter((note) => note.column === column).map((note) => <small key={note.code}><Tag tone="warn">{w.faults[note.code]}</Tag></small>)}</td>)}</tr>
      ))}</Table>
      {all > one.rows.length ? <p className="k-muted">{w.notAll(one.rows.length, all)}</p> : null}
    </Card>
  );
}

function Sheets({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | undefined>(undefined);
  const [channel, setChannel] = useState<string>('');
  const [sheetId, setSheetId] = useState('');
  const [applying, setApplying] = useState(false);
  const sheet = useAsk('showVoiceSheet', { sheetId }, { enabled: sheetId !== '', topics: ['voices'], ...(applying ? { everyMs: 1500 } : {}) });
  if (sheet.data !== undefined && (sheet.data.state === 'applying') !== applying) setApplying(sheet.data.state === 'applying');
  const show = (one: Sheet): void => {
    queries.setQueryData(['showVoiceSheet', { sheetId: one.id }], one);
    setSheetId(one.id);
  };
  const earlier = useAsk('listVoiceSheets', { brandId }, { topics: ['voices'] });
  const check = useMutation({ mutationFn: (chosen: File) => callWithFile('checkVoices', { brandId, fileName: chosen.name.slice(0, 120), ...(channel === '' ? {} : { channel: channel as Channel }) }, chosen), onSuccess: (answer) => {
    show(answer);
    void queries.invalidateQueries({ queryKey: ['listVoiceSheets'] });
  } });
  return (
    <>
      <Card title={w.tabs.bring}>
        <Form label={w.tabs.bring} onSubmit={() => file !== undefined && check.mutate(file)}>
          <div className="c-form">
            <label className="k-field"><span className="k-label">{w.file}</span><input className="k-input" type="file" accept=".xlsx,.csv,.txt" onChange={(event) => setFile(event.target.files?.[0])} /></label>
            <SelectField label={w.whole} value={channel} onValue={setChannel} options={[{ value: '', label: w.asInSheet }, ...voiceChannels.map((value) => ({ value, label: w.channels[value] }))]} />
          </div>
          <p className="k-muted">{w.columns}</p>
          <Stale error={check.error} />
          <div><Button type="submit" kind="primary" busy={check.isPending} disabled={file === undefined}>{w.check}</Button></div>
        </Form>
      </Card>
      {sheetId === '' || sheet.data === undefined ? null : <Result key={sheet.data.id} one={sheet.data} onNew={show} />}
      <Card title={w.earlier}><Answered of={earlier} says={says}>{(data) => data.sheets.length === 0 ? <Empty icon="file" title={w.noSheets} /> : <ul className="k-list">{data.sheets.map((one) => (
        <li key={one.id} className="k-between"><span><strong>{one.fileName}</strong> · {one.byName} · <When at={one.at} /></span><Button small onClick={() => setSheetId(one.id)}>{one.state === 'checked' ? w.good(one.good) : one.state === 'applying' ? w.applying(one.done, one.good + one.bad) : one.state === 'applied' ? w.made(one.made, one.twins) : w.undone(one.made)}</Button></li>
      ))}</ul>}</Answered></Card>
    </>
  );
}

function Hook({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const hook = useAsk('showVoiceHook', { brandId }, { topics: ['voices'] });
  const renew = useAct('renewVoiceHook');
  return (
    <Card title={w.hook}>
      <p className="k-muted">{w.hookLead}</p>
      <Answered of={hook} says={says}>{(data) => data.path === null ? <p>{w.noHook}</p> : <p className="w-code"><code>{renew.data?.path ?? data.path}</code> · {w.heard(data.heard)}{data.lastAt === null ? null : <> · <When at={data.lastAt} /></>}</p>}</Answered>
      {renew.data === undefined ? null : <Notice tone="warn">{w.secret}: <code className="w-code">{renew.data.secret}</code></Notice>}
      <div><Button busy={renew.isPending} onClick={() => renew.mutate({ brandId })}>{w.renew}</Button></div>
    </Card>
  );
}

export function Bring({ brandId }: { brandId: string }) {
  const { may } = useMe();
  if (brandId === '') return null;
  const leads = may('serviceManager', 'regionalManager', 'administrator');
  return <>{may('agent', 'adviser', 'serviceManager', 'regionalManager') ? <Add brandId={brandId} /> : null}{leads ? <Sheets brandId={brandId} /> : null}{leads ? <Hook brandId={brandId} /> : null}</>;
}
