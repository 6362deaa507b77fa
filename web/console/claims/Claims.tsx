// Claims of my places: what is late first, the ageing of what is outstanding, and overdue parts.
import { Link, useSearchParams } from 'react-router';
import { ages } from '#api/claims';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Money, yuan } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAskPages } from '#client/ask';
import { claimWords } from '#client/claim-words';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

export type ClaimRow = Out<'listClaims'>['claims'][number];
const tones: Record<ClaimRow['state'], Tone> = { draft: 'plain', checked: 'info', sent: 'accent', accepted: 'good', partlyAccepted: 'warn', refused: 'danger', appealed: 'warn', held: 'warn', settled: 'good', reversed: 'danger', withdrawn: 'plain' };
export const ClaimTag = ({ state }: { state: ClaimRow['state'] }) => <Tag tone={tones[state]}>{useWords(claimWords).state[state]}</Tag>;

export function ClaimTable({ claims, label }: { claims: readonly ClaimRow[]; label: string }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const { language } = useLanguage();
  return (
    <Table label={label} columns={[w.number, w.car, w.order, w.partner, w.state, { label: w.claimed, num: true }, { label: w.accepted, num: true }, { label: w.age, num: true }, w.due]}>{claims.map((one) => (
      <tr key={one.id}>
        <td className="c-nowrap"><Link to={links.claim(one.id)}><strong>{one.number}</strong></Link><small>{one.kind === 'supplier' ? w.supplier : c.payType[one.payType]}</small></td>
        <td className="c-nowrap">{one.plateNo ?? one.vin.slice(-6)}<small>{language === 'zh' ? one.modelName : one.modelNameEn}</small></td>
        <td><Link to={links.workOrder(one.workOrderId)}>{one.orderNumber}</Link><small>{language === 'zh' ? one.outletName : one.outletNameEn}</small></td>
        <td>{(language === 'zh' ? one.partnerName : one.partnerNameEn) || '–'}</td>
        <td><span className="c-inline"><ClaimTag state={one.state} />{one.errors > 0 && one.state === 'draft' ? <Tag tone="danger">{w.errors(one.errors)}</Tag> : null}</span></td>
        <td className="num"><Money fen={one.claimedFen} /></td><td className="num">{one.acceptedFen === null ? '–' : <Money fen={one.acceptedFen} />}</td><td className="num">{one.ageDays === null ? '–' : w.days(one.ageDays)}</td>
        <td>{one.late || one.partLate || one.answerDueOn !== null || one.partDueOn !== null || one.appealDueOn !== null ? null : '–'}<span className="c-inline">{one.late ? <Tag tone="danger">{w.late}</Tag> : null}{one.partLate ? <Tag tone="danger">{w.partLate}</Tag> : null}</span><small>{one.answerDueOn === null ? '' : w.answerBy(one.answerDueOn)}{one.partDueOn === null ? '' : `${one.answerDueOn === null ? '' : ' · '}${w.partBy(one.partDueOn)}`}{one.appealDueOn === null ? '' : ` ${w.appealBy(one.appealDueOn)}`}</small></td>
      </tr>
    ))}</Table>
  );
}

export function Claims() {
  const w = useWords(words);
  const c = useWords(claimWords);
  const says = useSays();
  const [params, setParams] = useSearchParams();
  const state = params.get('state') ?? '';
  const late = params.get('late') === 'true';
  const age = ages.find((one) => one === params.get('age'));
  const find = params.get('find') ?? '';
  const list = useAskPages('listClaims', { ...(find === '' ? {} : { find }), ...(state === '' ? {} : { state: state as NonNullable<In<'listClaims'>['state']> }), ...(late ? { late: true } : {}), ...(age === undefined ? {} : { age }), limit: 100 }, { topics: ['claims'] });
  const set = (next: { state?: string; late?: boolean; find?: string; age?: string }): void => {
    const now = { state, late, find, age: age ?? '', ...next };
    setParams({ ...(now.state === '' ? {} : { state: now.state }), ...(now.late ? { late: 'true' } : {}), ...(now.find === '' ? {} : { find: now.find }), ...(now.age === '' ? {} : { age: now.age }) }, { replace: true });
  };
  const claims = (list.data ?? []).flatMap((part) => part.claims);
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>
        <div className="c-filters">
          <input className="k-input" type="search" maxLength={40} aria-label={w.find} placeholder={w.find} defaultValue={find} onChange={(event) => set({ find: event.target.value.trim() })} />
          <label className="k-row"><input type="checkbox" checked={late} onChange={(event) => set({ late: event.target.checked })} />{w.lateOnly}</label>
          <select className="k-input" aria-label={w.state} value={state} onChange={(event) => set({ state: event.target.value })}><option value="">{w.anyState}</option>{Object.entries(c.state).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select>
          <Link className="k-button" data-small="true" to={links.claimRules()}>{w.rules}</Link>
        </div>
      </Heading>
      <Answered of={list} says={says} lines={10}>{([data]) => data === undefined ? null : (
        <>
          <Card title={w.ageing}>
            <div className="c-boardnumbers" role="group" aria-label={w.ageing}>
              {data.ageing.map((one) => <button key={one.age} type="button" aria-pressed={age === one.age} onClick={() => set({ age: age === one.age ? '' : one.age })}><b>{yuan(one.fen)}</b><span>{c.age[one.age]} · {w.claims(one.count)}</span></button>)}
              <div data-alarm={data.partsLate > 0}><b>{data.partsLate}</b><span>{w.partsLate}</span></div>
            </div>
          </Card>
          {claims.length === 0 ? <Empty icon="wallet" title={w.none}><p className="k-muted">{w.noneLead}</p></Empty> : <><ClaimTable claims={claims} label={w.title} /><More of={list} shown={claims.length} /></>}
        </>
      )}</Answered>
    </div>
  );
}
