// Insured accidents of my places, open ones first, and what insurers owe.
import { Link, useSearchParams } from 'react-router';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Money, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { In, Out } from '#client/client';
import { insuranceWords } from '#client/insurance-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

type Row = Out<'listAccidents'>['accidents'][number];
const tones: Record<Row['state'], Tone> = { reported: 'plain', surveyed: 'info', asked: 'warn', approved: 'good', supplementAsked: 'warn', billed: 'accent', settled: 'good', refused: 'danger', totalLoss: 'danger', withdrawn: 'plain' };
export const AccidentTag = ({ state }: { state: Row['state'] }) => <Tag tone={tones[state]}>{useWords(insuranceWords).state[state]}</Tag>;

export function Accidents() {
  const w = useWords(words);
  const i = useWords(insuranceWords);
  const { language } = useLanguage();
  const says = useSays();
  const [params, setParams] = useSearchParams();
  const state = params.get('state') ?? '';
  const list = useAsk('listAccidents', { ...(state === '' ? {} : { state: state as NonNullable<In<'listAccidents'>['state']> }), limit: 200 }, { topics: ['insurance', 'invoices'] });
  return (
    <div className="c-page">
      <Heading title={i.title} lead={w.lead}><div className="c-filters"><select className="k-input" aria-label={w.state} value={state} onChange={(event) => setParams(event.target.value === '' ? {} : { state: event.target.value }, { replace: true })}><option value="">{w.any}</option>{Object.entries(i.state).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select></div></Heading>
      <Answered of={list} says={says} lines={8}>{({ accidents, openFen }) => accidents.length === 0 ? <Empty icon="shield" title={w.none}><p className="k-muted">{w.noneLead}</p></Empty> : (
        <>
          {openFen === 0 ? null : <Card><dl className="c-figures"><div><dt>{w.open}</dt><dd><Money fen={openFen} /></dd></div></dl></Card>}
          <Table label={i.title} columns={[w.number, w.car, w.order, i.insurer, w.state, { label: i.approved, num: true }, { label: i.paid, num: true }]}>{accidents.map((one) => (
            <tr key={one.id}><td><Link to={links.accident(one.id)}><strong>{one.number}</strong></Link><small>{one.reportNo}</small></td><td><Link to={links.vehicle(one.vehicleId)}>{one.plateNo ?? one.vin.slice(-6)}</Link></td><td><Link to={links.workOrder(one.workOrderId)}>{one.orderNumber}</Link><small>{language === 'zh' ? one.outletName : one.outletNameEn}</small></td><td>{one.insurer}</td>
              <td><AccidentTag state={one.state} /><small>{w.since} <When at={one.stateSince} /></small></td><td className="num"><Money fen={one.approvedFen} /></td><td className="num">{one.state === 'settled' ? <Money fen={one.paidFen} /> : '–'}</td></tr>
          ))}</Table>
        </>
      )}</Answered>
    </div>
  );
}
