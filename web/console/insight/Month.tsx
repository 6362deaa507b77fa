// A service manager's month to date: indicators in pairs with their guards; one press leads to the records of a figure, the next
// to the record itself.
import { Link, useParams, useSearchParams } from 'react-router';
import { measures } from '#api/insight';
import { Card, Tag } from '#kit/card.tsx';
import { dayOf, whenWords, When, yuan } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { monthWords } from './month-words.ts';

type Figure = Out<'monthToDate'>['pairs'][number]['indicator'];
type Row = Out<'monthRecords'>['records'][number];

function said(one: Pick<Figure, 'measure' | 'kind'>, value: number | null): string {
  if (value === null) return '–';
  if (one.measure.endsWith('Fen')) return yuan(value);
  return one.kind === 'share' ? `${(value * 100).toFixed(1)} %` : one.kind === 'mean' ? value.toFixed(1) : String(value);
}

/** Which outlet and month, kept in the address. */
function useChosen() {
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {});
  const choices = (outlets.data?.outlets ?? []).filter(me.isMyOutlet);
  const outletId = params.get('outlet') ?? choices[0]?.id ?? '';
  const month = params.get('month') ?? dayOf(new Date()).slice(0, 7);
  return { choices, outletId, month, asked: { outletId, month }, search: new URLSearchParams({ outlet: outletId, month }).toString(), set: (more: Record<string, string>): void => setParams({ outlet: outletId, month, ...more }, { replace: true }) };
}

function lastMonths(): string[] {
  const [year, nth] = dayOf(new Date()).split('-').map(Number) as [number, number];
  return Array.from({ length: 13 }, (_, back) => new Date(Date.UTC(year, nth - 1 - back, 1)).toISOString().slice(0, 7));
}

function FigureLink({ one, label, search }: { one: Figure; label: string; search: string }) {
  const w = useWords(monthWords);
  return (
    <Link className="c-figure" to={`${links.monthRecords(one.measure)}?${search}`}>
      <small>{label}</small><span>{w.names[one.measure]}</span><b>{said(one, one.value)}</b><small>{one.value === null ? w.none : `${w.before} ${said(one, one.before)}`} · {w.records(one.records)}</small>
    </Link>
  );
}

export function Month() {
  const w = useWords(monthWords);
  const says = useSays();
  const { language } = useLanguage();
  const { choices, outletId, month, asked, search, set } = useChosen();
  const page = useAsk('monthToDate', asked, { enabled: outletId !== '', topics: ['workorders', 'invoices'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>
        <div className="c-filters">
          {choices.length > 1 ? <select className="k-input" aria-label={w.outlet} value={outletId} onChange={(event) => set({ outlet: event.target.value })}>{choices.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select> : null}
          <select className="k-input" aria-label={w.month} value={month} onChange={(event) => set({ month: event.target.value })}>{lastMonths().map((one) => <option key={one} value={one}>{one}</option>)}</select>
        </div>
      </Heading>
      <Answered of={page} says={says} lines={10}>{(data) => (
        <>
          <p className="k-muted">{w.until(whenWords(data.untilAt, language))}</p>
          <div className="c-pairs">{data.pairs.map(({ indicator, guard }) => (
            <section key={indicator.measure} className="k-card c-pair" aria-label={w.names[indicator.measure]}><FigureLink one={indicator} label={w.indicator} search={search} /><FigureLink one={guard} label={w.guard} search={search} /></section>
          ))}</div>
        </>
      )}</Answered>
    </div>
  );
}

const wayTo = (row: Row): string => (row.link === 'invoice' ? links.invoice(row.id) : row.link === 'case' ? links.case(row.id) : links.workOrder(row.id));

export function MonthRecords() {
  const w = useWords(monthWords);
  const says = useSays();
  const { measure = '' } = useParams();
  const { outletId, asked, search } = useChosen();
  const known = measures.find((one) => one === measure);
  const page = useAsk('monthRecords', { ...asked, measure: known ?? 'carsHandedBack' }, { enabled: outletId !== '' && known !== undefined, topics: ['workorders', 'invoices'] });
  if (known === undefined) return <div className="c-page"><Empty icon="search" title={w.empty}><Link to={`${links.month()}?${search}`}>{w.back}</Link></Empty></div>;
  return (
    <div className="c-page">
      <Heading title={w.names[known]}><Link className="k-button" to={`${links.month()}?${search}`}>{w.back}</Link></Heading>
      <Answered of={page} says={says} lines={10}>{(data) => (
        <Card title={`${said(data.figure, data.figure.value)} · ${w.records(data.records.length)}`}>
          {data.records.length === 0 ? <p className="k-muted">{w.empty}</p> : (
            <Table label={w.names[known]} columns={[w.number, w.plate, w.at, { label: w.value, num: true }]}>{data.records.map((row, index) => (
              <tr key={`${row.id} ${index}`}>
                <td><Link to={wayTo(row)}>{row.number}</Link></td><td>{row.plateNo ?? '–'}</td><td><When at={row.at} /></td>
                <td className="num"><span className="c-inline">{known.endsWith('Fen') || known === 'linesApproved' ? yuan(row.value) : (w.rowValue[known]?.(row.value) ?? '')}{data.figure.kind === 'share' ? <Tag tone={row.counts ? 'info' : 'plain'}>{row.counts ? w.counts : w.countsNot}</Tag> : null}</span></td>
              </tr>
            ))}</Table>
          )}
        </Card>
      )}</Answered>
    </div>
  );
}
