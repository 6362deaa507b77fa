// Who did what to which record and why, newest first.
import { useState } from 'react';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';

const words = defineWords({
  zh: { title: '审计', day: '日期', action: '动作', subjectId: '记录编号', who: '谁', what: '做了什么', record: '记录', why: '理由', change: '变化', when: '时间', empty: '没有记录', before: '之前', after: '之后' },
  en: { title: 'Audit', day: 'Day', action: 'Action', subjectId: 'Record id', who: 'Who', what: 'What', record: 'Record', why: 'Why', change: 'Change', when: 'When', empty: 'No records', before: 'Before', after: 'After' },
});
const brief = (value: unknown): string => (value === null || value === undefined ? '' : JSON.stringify(value).slice(0, 400));

export function Audit() {
  const w = useWords(words);
  const says = useSays();
  const [on, setOn] = useState('');
  const [action, setAction] = useState('');
  const [subjectId, setSubjectId] = useState('');
  const rows = useAsk('listAudit', { limit: 100, ...(on === '' ? {} : { on }), ...(action === '' ? {} : { action }), ...(subjectId === '' ? {} : { subjectId }) }, { keep: true });
  return (
    <div className="c-page">
      <header><h1>{w.title}</h1></header>
      <div className="c-filters">
        <input className="k-input" type="date" aria-label={w.day} value={on} onChange={(event) => setOn(event.target.value)} />
        <input className="k-input" aria-label={w.action} placeholder={w.action} value={action} onChange={(event) => setAction(event.target.value)} />
        <input className="k-input" aria-label={w.subjectId} placeholder={w.subjectId} value={subjectId} onChange={(event) => setSubjectId(event.target.value)} />
      </div>
      <Answered of={rows} says={says} lines={10}>
        {(data) => data.rows.length === 0 ? <Empty icon="shield" title={w.empty} /> : (
          <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.title}>
            <table className="c-table">
              <thead><tr><th>{w.when}</th><th>{w.who}</th><th>{w.what}</th><th>{w.record}</th><th>{w.why}</th><th>{w.change}</th></tr></thead>
              <tbody>{data.rows.map((row) => (
                <tr key={row.id}><td><When at={row.at} /></td><td>{row.actorName}<small>{row.actorKind}</small></td><td>{row.action}</td><td>{row.subject}<small>{row.subjectId}</small></td><td>{row.why ?? ''}</td>
                  <td><details><summary>{w.change}</summary><small>{w.before}: {brief(row.before)}</small><small>{w.after}: {brief(row.after)}</small></details></td></tr>
              ))}</tbody>
            </table>
          </div>
        )}
      </Answered>
    </div>
  );
}
