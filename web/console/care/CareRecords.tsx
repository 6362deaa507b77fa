// An indicator of the scorecard: its formula, its period, its thirteen months beside its partner's, and the records of numerator and
// denominator, each a press from the record itself.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { careMeasures } from '#api/insight';
import { Card, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When, whenWords } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { Table } from '../shell/Table.tsx';
import { Filters, useChosen } from './Care.tsx';
import { isLowGood, Months, percent } from './figures.tsx';
import { words } from './words.ts';

type Row = Out<'careRecords'>['records'][number];
const wayTo: Record<Row['link'], ((id: string) => string) | undefined> = { workOrder: links.workOrder, invoice: links.invoice, case: links.case, vehicle: links.vehicle, finding: links.finding, complaint: links.voice, none: undefined };

export function CareRecords() {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { measure = '' } = useParams();
  const chosen = useChosen();
  const [which, setWhich] = useState<'all' | 'counts' | 'countsNot'>('all');
  const known = careMeasures.find((one) => one === measure);
  const page = useAsk('careRecords', { ...chosen.asked, measure: known ?? 'satisfied' }, { enabled: known !== undefined, keep: true });
  const back = <Link className="k-button" to={`${links.care()}?${chosen.searchFor({})}`}>{w.back}</Link>;
  if (known === undefined) return <div className="c-page"><Heading title={w.title} /><Empty icon="search" title={w.empty}>{back}</Empty></div>;
  const { name, formula } = w.names[known];
  return (
    <div className="c-page">
      <Heading title={name} lead={isLowGood(known) ? w.low : w.high}><Filters of={chosen} />{back}</Heading>
      <Answered of={page} says={says} lines={10}>{(data) => {
        const shown = data.records.filter((row) => which === 'all' || row.counts === (which === 'counts'));
        return (
          <>
            <Card title={w.formula}>
              <p className="v-formula">{formula}</p>
              <div className="v-sums"><span><strong>{percent(data.figure)}</strong>{name}</span><span><strong>{data.figure.counted}</strong>{w.numerator}</span><span><strong>{data.figure.records}</strong>{w.denominator}</span><span><strong>{data.month}</strong>{w.period} · {data.frozenAt === null ? w.live : w.frozen(whenWords(data.frozenAt, language))}</span></div>
            </Card>
            <div className="c-grid v-big">
              <Card title={`${name} · ${w.thirteen}`}><Months one={data.figure} label={`${name} · ${w.thirteen}`} /></Card>
              <Card title={<Link to={`${links.careRecords(data.partner.measure)}?${chosen.searchFor({})}`}>{`${isLowGood(known) ? '' : `${w.guard} · `}${w.names[data.partner.measure].name} ${percent(data.partner)}`}</Link>}><Months one={data.partner} label={`${w.names[data.partner.measure].name} · ${w.thirteen}`} /></Card>
            </div>
            <Card title={w.all} aside={<Choice<'all' | 'counts' | 'countsNot'> label={w.showing} hidden value={which} onValue={setWhich} options={[{ value: 'all', label: w.all }, { value: 'counts', label: w.counts }, { value: 'countsNot', label: w.countsNot }]} />}>
              {shown.length === 0 ? <p className="k-muted">{w.empty}</p> : (
                <Table label={name} columns={[w.number, w.plate, w.at, w.showing]}>{shown.map((row, index) => {
                  const way = wayTo[row.link];
                  return <tr key={`${row.id} ${index}`}><td>{way === undefined ? row.number : <Link to={way(row.id)}>{row.number}</Link>}</td><td>{row.plateNo ?? '–'}</td><td><When at={row.at} /></td><td><Tag tone={row.counts ? 'info' : 'plain'}>{row.counts ? w.counts : w.countsNot}</Tag></td></tr>;
                })}</Table>
              )}
            </Card>
          </>
        );
      }}</Answered>
    </div>
  );
}
