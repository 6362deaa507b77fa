// The inbox: most urgent and next due first, reasons and clocks beside each case; works by keyboard.
import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { spanWords } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAskPages } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { In } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';
import { ClockMark, nextClock, UrgencyTag, useHolderName, useReasons, type CaseRow } from './marks.tsx';
import { words } from './words.ts';

function Row({ one, on, moved }: { one: CaseRow; on: boolean; moved: boolean }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const holder = useHolderName();
  const reasons = useReasons();
  const clock = nextClock(one.clocks);
  const go = useNavigate();
  return (
    <tr data-on={on} className="c-click" ref={(row) => {
      if (on && moved) row?.scrollIntoView({ block: 'nearest' });
    }} onClick={() => void go(links.case(one.id))}>
      <td><UrgencyTag urgency={one.urgency} /><small title={reasons(one.urgencyReasons).join(' · ')}>{reasons(one.urgencyReasons)[0]}</small></td>
      <td className="c-nowrap"><Link to={links.case(one.id)} onClick={(event) => event.stopPropagation()}><strong>{one.number}</strong></Link><small>{spanWords(Date.now() - new Date(one.openedAt).getTime(), language)}</small></td>
      <td>{c.trouble[one.trouble]}<small className="c-inline">{one.kind === 'recovery' ? <Tag tone="warn">{w.recovery}</Tag> : null}{one.comebackOf === null ? null : <Tag tone="warn">{w.comeback}</Tag>}{one.ownerWaitsForAnswer ? <Tag tone="info">{w.waits}</Tag> : null}</small></td>
      <td className="c-nowrap">{one.plateNo ?? one.vinMasked}<small>{language === 'zh' ? one.modelName : one.modelNameEn}</small></td>
      <td>{one.ownerName}<small>{one.ownerPhone}</small></td>
      <td>{clock === undefined ? '–' : <ClockMark clock={clock} />}</td>
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
  const [clears, setClears] = useState(0);
  return { input, set, clears, any: params.size > 0, clear: () => {
    setClears(clears + 1);
    setParams({}, { replace: true });
  } };
}

export function Inbox() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const go = useNavigate();
  const { input, set, clear, clears, any } = useFilters();
  const cases = useAskPages('listCases', input, { topics: ['cases'] });
  const list = (cases.data ?? []).flatMap((part) => part.cases);
  const [on, setOn] = useState(0);
  const [moved, setMoved] = useState(false);
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test(event.target.tagName)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'j' || event.key === 'k') {
        setMoved(true);
        setOn((at) => (event.key === 'j' ? Math.min(at + 1, list.length - 1) : Math.max(at - 1, 0)));
      }
      const one = list[on];
      if (event.key === 'Enter' && one !== undefined) void go(links.case(one.id));
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [list, on, go]);
  return (
    <div className="c-page">
      <Heading title={w.inbox}><span className="k-muted c-wide-only">{w.keys}</span></Heading>
      <div className="c-filters">
        <Choice label={w.whose} value={input.scope} onValue={(value) => set('scope', value)} options={(['mine', 'desk', 'all'] as const).map((value) => ({ value, label: w.scope[value] }))} />
        <select className="k-input" aria-label={w.urgency} value={String(input.urgency ?? '')} onChange={(event) => set('urgency', event.target.value)}><option value="">{w.anyUrgency}</option>{([1, 2, 3, 4] as const).map((level) => <option key={level} value={level}>{c.urgency[level]}</option>)}</select>
        <select className="k-input" aria-label={w.stage} value={input.stage ?? ''} onChange={(event) => set('stage', event.target.value)}><option value="">{w.anyStage}</option>{Object.entries(c.stage).map(([stage, label]) => <option key={stage} value={stage}>{label}</option>)}</select>
        <select className="k-input" aria-label={w.clocks} value={input.clocks ?? ''} onChange={(event) => set('clocks', event.target.value)}><option value="">{w.anyClock}</option><option value="atRisk">{w.atRisk}</option><option value="breached">{w.breached}</option><option value="unexplained">{w.unexplained}</option></select>
        <input key={clears} className="k-input" type="search" aria-label={w.text} placeholder={w.text} defaultValue={input.text ?? ''} onChange={(event) => set('text', event.target.value.trim())} />
        {any ? <Button kind="quiet" small onClick={clear}>{w.clear}</Button> : null}
      </div>
      <Answered of={cases} says={says} lines={10}>
        {() => list.length === 0 ? (any ? <Empty icon="search" title={w.emptyFiltered}><Button onClick={clear}>{w.clear}</Button></Empty> : <Empty icon="check" title={w.empty}><p>{w.emptyLead}</p></Empty>) : (
          <>
            <Table label={w.inbox} columns={[w.urgency, w.number, w.what, w.car, w.owner, w.due, w.holder, w.stage]}>{list.map((one, index) => <Row key={one.id} one={one} on={index === on} moved={moved} />)}</Table>
            <More of={cases} shown={list.length} />
          </>
        )}
      </Answered>
    </div>
  );
}
