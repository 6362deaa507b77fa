// Who did what to which record and why, newest first; what a change was, field by field.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { useAskPages } from '#client/ask';
import { call, type Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';
import { auditWords } from './audit-words.ts';

const words = defineWords({
  zh: { title: '审计', lead: '谁在什么时候对哪条记录做了什么、为什么。只能查看，不能修改。', takeOut: '导出（带校验）', takenOut: (rows: number, hash: string) => `已导出 ${rows} 条，每行与上一行链式校验。文件 SHA-256：${hash}，已记入审计。`, day: '日期', anyAction: '全部动作', action: '动作', anySubject: '全部记录', subject: '记录类型', who: '谁', what: '做了什么', record: '记录', why: '理由', change: '变化', when: '时间', empty: '没有符合的记录', clear: '清除筛选', only: '只看这条记录', nothing: '–', open: '打开', system: '系统自动', showChange: '查看' },
  en: { title: 'Audit', lead: 'Who did what to which record, when and why. It can be read, never changed.', takeOut: 'Export with hash', takenOut: (rows: number, hash: string) => `${rows === 1 ? '1 row' : `${rows} rows`} exported, each chained to the one before. SHA-256 of the file: ${hash}; this export stands in the audit.`, day: 'Day', anyAction: 'Any action', action: 'Action', anySubject: 'Any record', subject: 'Kind of record', who: 'Who', what: 'What', record: 'Record', why: 'Why', change: 'Change', when: 'When', empty: 'No such records', clear: 'Clear filters', only: 'Only this record', nothing: '–', open: 'Open', system: 'by itself', showChange: 'Show' },
});
type Row = Out<'listAudit'>['rows'][number];
type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const brief = (value: unknown): string => (value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 240);

/** The fields that are not the same before and after. */
function changed(row: Row): [field: string, before: unknown, after: unknown][] {
  const [before, after] = [isFields(row.before) ? row.before : {}, isFields(row.after) ? row.after : {}];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).map((field) => [field, before[field], after[field]]);
}

const pageOf: Record<string, (id: string) => string> = { cases: links.case, invoices: links.invoice, workorders: links.workOrder, vehicles: links.vehicle, owners: links.owner };

function Change({ row }: { row: Row }) {
  const w = useWords(words);
  const fields = changed(row);
  if (fields.length === 0) return <span className="k-muted">{w.nothing}</span>;
  return <details><summary>{w.showChange} ({fields.length})</summary><dl className="c-diff">{fields.map(([field, before, after]) => <div key={field}><dt>{field}</dt><dd>{before === undefined ? null : <><del>{brief(before)}</del> → </>}<ins>{brief(after)}</ins></dd></div>)}</dl></details>;
}

export function Audit() {
  const w = useWords(words);
  const a = useWords(auditWords);
  const says = useSays();
  const [filter, setFilter] = useState({ on: '', action: '', subject: '', subjectId: '' });
  const any = Object.values(filter).some((value) => value !== '');
  const rows = useAskPages('listAudit', { limit: 100, ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')) });
  const list = (rows.data ?? []).flatMap((part) => part.rows);
  const [taking, setTaking] = useState(false);
  const [taken, setTaken] = useState<{ ok: boolean; text: string }>();
  const take = async (): Promise<void> => {
    setTaking(true);
    await call('exportAudit', Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))).then((file) => {
      const url = URL.createObjectURL(new Blob([file.text], { type: 'text/csv' }));
      Object.assign(document.createElement('a'), { href: url, download: file.fileName }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
      setTaken({ ok: true, text: w.takenOut(file.rows, file.sha256) });
    }, (error: Error) => setTaken({ ok: false, text: says(error) }));
    setTaking(false);
  };
  const clear = (): void => setFilter({ on: '', action: '', subject: '', subjectId: '' });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}><Button small busy={taking} onClick={() => void take()}>{w.takeOut}</Button></Heading>
      {taken === undefined ? null : <Notice tone={taken.ok ? 'good' : 'danger'}><span className="c-wrap">{taken.text}</span></Notice>}
      <div className="c-filters">
        <input className="k-input" type="date" aria-label={w.day} value={filter.on} onChange={(event) => setFilter({ ...filter, on: event.target.value })} />
        <select className="k-input" aria-label={w.subject} value={filter.subject} onChange={(event) => setFilter({ ...filter, subject: event.target.value })}><option value="">{w.anySubject}</option>{Object.entries(a.subject).map(([code, label]) => <option key={code} value={code}>{label}</option>)}</select>
        <select className="k-input" aria-label={w.action} value={filter.action} onChange={(event) => setFilter({ ...filter, action: event.target.value })}><option value="">{w.anyAction}</option>{Object.entries(a.action).map(([code, label]) => <option key={code} value={code}>{label}</option>)}</select>
        {any ? <Button kind="quiet" small onClick={clear}>{w.clear}</Button> : null}
      </div>
      <Answered of={rows} says={says} lines={10}>
        {() => list.length === 0 ? <Empty icon="shield" title={w.empty}>{any ? <Button onClick={clear}>{w.clear}</Button> : null}</Empty> : (
          <>
            <Table label={w.title} columns={[w.when, w.who, w.what, w.record, w.why, w.change]}>{list.map((row) => (
              <tr key={row.id}>
                <td><When at={row.at} /></td>
                <td>{row.actorKind === 'system' ? <span className="k-muted">{w.system}</span> : row.actorKind === 'nobody' ? a.actor['nobody'] : <>{row.actorName}<small>{a.actor[row.actorKind] ?? ''}</small></>}</td>
                <td>{a.action[row.action] ?? row.action}</td>
                <td><span className="c-inline">{a.subject[row.subject] ?? row.subject}{pageOf[row.subject] === undefined ? null : <Link to={pageOf[row.subject]?.(row.subjectId) ?? ''}>{w.open}</Link>}{filter.subjectId === '' ? <Button small kind="quiet" onClick={() => setFilter({ ...filter, subject: row.subject, subjectId: row.subjectId })}>{w.only}</Button> : null}</span></td>
                <td>{row.why ?? '–'}</td><td><Change row={row} /></td>
              </tr>
            ))}</Table>
            <More of={rows} shown={list.length} />
          </>
        )}
      </Answered>
    </div>
  );
}
