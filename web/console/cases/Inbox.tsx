// The inbox: most urgent and next due first, reasons and clocks beside each case; works by keyboard.
import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { spanWords } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { In } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { ClockMark, nextClock, UrgencyTag, useHolderName, useReasons, type CaseRow } from './marks.tsx';
import { words } from './words.ts';

function Row({ one, on }: { one: CaseRow; on: boolean }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const holder = useHolderName();
  const reasons = useReasons();
  const clock = nextClock(one.clocks);
  const go = useNavigate();
  return (
    <tr data-on={on} style={{ cursor: 'pointer' }} onClick={() => void go(links.case(one.id))}>
      <td><UrgencyTag urgency={one.urgency} /><small>{reasons(one.urgencyReasons)[0]}</small></td>
      <td><Link to={links.case(one.id)} onClick={(event) => event.stopPropagation()}><strong>{one.number}</strong></Link><small>{spanWords(Date.now() - new Date(one.openedAt).getTime(), language)}</small></td>
      <td>{c.trouble[one.trouble]}<small className="c-inline">{one.kind === 'recovery' ? <Tag tone="warn">{w.recovery}</Tag> : null}{one.comebackOf === null ? null : <Tag tone="warn">{w.comeback}</Tag>}{one.ownerWaitsForAnswer ? <Tag tone="info">{w.waits}</Tag> : null}</small></td>
      <td>{one.plateNo ?? one.vinMasked}<small>{language === 'zh' ? one.modelName : one.modelNameEn}</small></td>
      <td>{one.ownerName}<small>{one.ownerPhone}</small></td>
      <td>{clock === undefined ? <span className="k-muted">{w.noClock}</span> : <ClockMark clock={clock} />}</td>
      <td>{holder(one.holder)}{one.handOver === null ? null : <small><Tag tone="info">{w.asked}</Tag></small>}</td>
      <td>{c.stage[one.stage]}</td>
    </tr>
  );
}

function useFilters() {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined): void => setParams((before) => {
    if (value === undefined || value === '') before.delete(name);
    else before.set(name, value);
    return before;
  }, { replace: true });
  const urgency = params.get('urgency');
  const input: In<'listCases'> = {
    scope: (params.get('scope') as 'mine' | 'desk' | 'all' | null) ?? 'all', limit: 100,
    ...(urgency === null ? {} : { urgency: Number(urgency) }), ...(params.get('stage') === null ? {} : { stage: params.get('stage') as CaseRow['stage'] }),
    ...(params.get('clocks') === null ? {} : { clocks: params.get('clocks') as 'atRisk' }), ...(params.get('text') === null ? {} : { text: params.get('text') as string }),
  };
  return { input, set, clear: () => setParams({}), any: params.size > 0 };
}

export function Inbox() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const go = useNavigate();
  const { input, set, clear, any } = useFilters();
  const cases = useAsk('listCases', input, { topics: ['cases'], keep: true });
  const list = cases.data?.cases ?? [];
  const [on, setOn] = useState(0);
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test(event.target.tagName)) return;
      if (event.key === 'j') setOn((at) => Math.min(at + 1, list.length - 1));
      if (event.key === 'k') setOn((at) => Math.max(at - 1, 0));
      const one = list[on];
      if (event.key === 'Enter' && one !== undefined) void go(links.case(one.id));
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [list, on, go]);
  return (
    <div className="c-page">
      <header><h1>{w.inbox}</h1><span className="k-muted">{w.keys}</span></header>
      <div className="c-filters">
        <Choice label="" value={input.scope} onValue={(value) => set('scope', value)} options={(['mine', 'desk', 'all'] as const).map((value) => ({ value, label: w.scope[value] }))} />
        <select className="k-input" aria-label={w.urgency} value={String(input.urgency ?? '')} onChange={(event) => set('urgency', event.target.value)}><option value="">{w.anyUrgency}</option>{([1, 2, 3, 4] as const).map((level) => <option key={level} value={level}>{c.urgency[level]}</option>)}</select>
        <select className="k-input" aria-label={w.stage} value={input.stage ?? ''} onChange={(event) => set('stage', event.target.value)}><option value="">{w.anyStage}</option>{Object.entries(c.stage).map(([stage, label]) => <option key={stage} value={stage}>{label}</option>)}</select>
        <select className="k-input" aria-label={w.clocks} value={input.clocks ?? ''} onChange={(event) => set('clocks', event.target.value)}><option value="">{w.anyClock}</option><option value="atRisk">{w.atRisk}</option><option value="breached">{w.breached}</option><option value="unexplained">{w.unexplained}</option></select>
        <input className="k-input" type="search" aria-label={w.text} placeholder={w.text} defaultValue={input.text ?? ''} onChange={(event) => set('text', event.target.value.trim())} />
        {any ? <Button kind="quiet" small onClick={clear}>{w.clear}</Button> : null}
      </div>
      <Answered of={cases} says={says} lines={10}>
        {(data) => data.cases.length === 0 ? <Empty icon="check" title={w.empty}><p>{w.emptyLead}</p></Empty> : (
          <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.inbox}>
            <table className="c-table">
              <thead><tr><th>{w.urgency}</th><th>{w.number}</th><th>{w.what}</th><th>{w.car}</th><th>{w.owner}</th><th>{w.due}</th><th>{w.holder}</th><th>{w.stage}</th></tr></thead>
              <tbody>{data.cases.map((one, index) => <Row key={one.id} one={one} on={index === on} />)}</tbody>
            </table>
          </div>
        )}
      </Answered>
    </div>
  );
}
