// A maker's table of fault codes in Excel or CSV: checked row by row, brought in, taken back.
import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { callWithFile, type Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

type Sheet = Out<'checkFaultSheet'>;

function Result({ one, onNew }: { one: Sheet; onNew(next: Sheet): void }) {
  const w = useWords(words);
  const [apply, undo] = [useAct('applyFaultSheet'), useAct('undoFaultSheet')];
  const at = { faultSheetId: one.id, version: one.version };
  const columns = one.columns.filter((column) => one.rows.some((row) => (row.cells[column] ?? '') !== '' || row.faults.some((fault) => fault.column === column)));
  return (
    <Card title={one.fileName}>
      <Notice tone={one.bad > 0 ? 'warn' : 'good'}>{one.state === 'checked' ? w.counts(one.good, one.bad) : one.state === 'applied' ? w.applied(one.made) : w.undone}</Notice>
      <div className="c-filters">
        {one.state === 'checked' && one.good > 0 ? <Button kind="primary" busy={apply.isPending} onClick={() => apply.mutate(at, { onSuccess: onNew })}>{w.apply(one.good)}</Button> : null}
        {one.state === 'applied' && one.made > 0 ? <Button busy={undo.isPending} onClick={() => undo.mutate(at, { onSuccess: onNew })}>{w.undo}</Button> : null}
      </div>
      <Stale error={apply.error ?? undo.error} />
      <Table label={one.fileName} columns={[w.line, ...columns]}>{one.rows.map((row) => (
        <tr key={row.line}><td>{row.line}</td>{columns.map((column) => <td key={column}>{(row.cells[column] ?? '') === '' ? '–' : row.cells[column]}{row.faults.filter((fault) => fault.column === column).map((fault) => <small key={fault.code}><Tag tone="danger">{w.faults[fault.code]}</Tag></small>)}</td>)}</tr>
      ))}</Table>
    </Card>
  );
}

export function Bring({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | undefined>(undefined);
  const [shown, setShown] = useState<Sheet | undefined>(undefined);
  const earlier = useAsk('listFaultSheets', { brandId }, { topics: ['faultCodes'] });
  const check = useMutation({ mutationFn: (chosen: File) => callWithFile('checkFaultSheet', { brandId, fileName: chosen.name.slice(0, 120) }, chosen), onSuccess: (answer) => {
    setShown(answer);
    void queries.invalidateQueries({ queryKey: ['listFaultSheets'] });
  } });
  return (
    <>
      <Card title={w.bring}>
        <Form label={w.bring} onSubmit={() => file !== undefined && check.mutate(file)}>
          <p className="k-muted">{w.bringLead}</p>
          <label className="k-field"><span className="k-label">{w.file}</span><input className="k-input" type="file" accept=".xlsx,.csv,.txt" onChange={(event) => setFile(event.target.files?.[0])} /></label>
          <Stale error={check.error} />
          <div><Button type="submit" kind="primary" busy={check.isPending} disabled={file === undefined}>{w.check}</Button></div>
        </Form>
      </Card>
      {shown === undefined ? null : <Result key={`${shown.id} ${shown.version}`} one={shown} onNew={setShown} />}
      <Card title={w.earlier}><Answered of={earlier} says={says} lines={2}>{({ sheets }) => sheets.length === 0 ? <p className="k-muted">{w.noSheets}</p> : <ul className="k-list">{sheets.map((one) => (
        <li key={one.id} className="k-between"><span><strong>{one.fileName}</strong> · {one.byName} · <When at={one.checkedAt} /></span><Button small onClick={() => setShown(one)}>{one.state === 'checked' ? w.counts(one.good, one.bad) : one.state === 'applied' ? w.applied(one.made) : w.undone}</Button></li>
      ))}</ul>}</Answered></Card>
    </>
  );
}
