// Bringing a sheet: choose, look at every row, bring it in, undo.
import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { callWithFile, type Out } from '#client/client';
import { useSays } from '#client/says';
import { sentenceOf } from '#client/sentences/index';
import { Stale } from '../cases/Stale.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './import-words.ts';

type Import = Out<'listImports'>['imports'][number];

function Rows({ one }: { one: Import }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const columns = one.columns.filter((column) => one.rows.some((row) => (row.cells[column] ?? '') !== '') || one.rows.some((row) => row.faults.some((fault) => fault.column === column)));
  const rows = [...one.rows].sort((a, b) => Number(b.faults.length > 0) - Number(a.faults.length > 0) || a.line - b.line).slice(0, 300);
  return (
    <Table label={one.fileName} columns={[w.line, ...columns, '']}>{rows.map((row) => (
      <tr key={row.line}><td>{row.line}</td>
        {columns.map((column) => <td key={column}>{row.cells[column] === '' ? '–' : row.cells[column]}{row.faults.filter((fault) => fault.column === column).map((fault) => <small key={fault.code}><Tag tone="danger">{w.faults[fault.code]}</Tag></small>)}</td>)}
        <td>{row.faults.filter((fault) => fault.column === '').map((fault) => <Tag key={fault.code} tone="danger">{fault.refusal === undefined ? w.faults[fault.code] : sentenceOf(fault.refusal, {}, language)}</Tag>)}</td></tr>
    ))}</Table>
  );
}

function Result({ one, onNew }: { one: Import; onNew(next: Import): void }) {
  const w = useWords(words);
  const [apply, undo] = [useAct('applyImport'), useAct('undoImport')];
  const at = { importId: one.id, version: one.version };
  return (
    <>
      <Notice tone={one.bad > 0 ? 'warn' : 'good'}>{one.state === 'checked' ? `${w.good(one.good)} · ${w.bad(one.bad)}` : one.state === 'applied' ? `${w.made(one.made)} · ${w.bad(one.bad)}` : w.undone}</Notice>
      <div className="c-filters">
        {one.state === 'checked' && one.good > 0 ? <Button kind="primary" busy={apply.isPending} onClick={() => apply.mutate(at, { onSuccess: onNew })}>{w.apply(one.good)}</Button> : null}
        {one.state === 'applied' && one.made > 0 ? <Button busy={undo.isPending} onClick={() => undo.mutate(at, { onSuccess: onNew })}>{w.undo}</Button> : null}
      </div>
      <Stale error={apply.error ?? undo.error} />
      <Rows one={one} />
    </>
  );
}

export function Imports({ outletId }: { outletId: string }) {
  const w = useWords(words);
  const says = useSays();
  const queries = useQueryClient();
  const [kind, setKind] = useState<Import['kind']>('certificates');
  const [file, setFile] = useState<File | undefined>(undefined);
  const [shown, setShown] = useState<Import | undefined>(undefined);
  const earlier = useAsk('listImports', { outletId }, { topics: ['network'] });
  const check = useMutation({ mutationFn: (chosen: File) => callWithFile('checkImport', { outletId, kind, fileName: chosen.name.slice(0, 120) }, chosen), onSuccess: (answer) => {
    setShown(answer);
    void queries.invalidateQueries({ queryKey: ['listImports'] });
  } });
  return (
    <>
      <Card title={w.title}>
        <p className="k-muted">{w.lead}</p>
        <Form label={w.title} onSubmit={() => file !== undefined && check.mutate(file)}>
          <div className="c-form">
            <SelectField label={w.kind} value={kind} onValue={(value) => setKind(value as Import['kind'])} options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} />
            <label className="k-field"><span className="k-label">{w.file}</span><input className="k-input" type="file" accept=".xlsx,.csv,.txt" onChange={(event) => setFile(event.target.files?.[0])} /></label>
          </div>
          <p className="k-muted">{w.columns(w.heads[kind])}</p>
          <Stale error={check.error} />
          <div><Button type="submit" kind="primary" busy={check.isPending} disabled={file === undefined}>{w.check}</Button></div>
        </Form>
      </Card>
      {shown === undefined ? null : <Result key={`${shown.id} ${shown.version}`} one={shown} onNew={setShown} />}
      <Card title={w.earlier}><Answered of={earlier} says={says}>{(data) => data.imports.length === 0 ? <Empty icon="file" title={w.none} /> : <ul className="k-list">{data.imports.map((one) => (
        <li key={one.id} className="k-between"><span><strong>{one.fileName}</strong> · {w.kinds[one.kind]} · {one.byName} · <When at={one.checkedAt} /></span><Button small onClick={() => setShown(one)}>{w.states[one.state]} · {one.state === 'checked' ? w.good(one.good) : w.made(one.made)}</Button></li>
      ))}</ul>}</Answered></Card>
    </>
  );
}
