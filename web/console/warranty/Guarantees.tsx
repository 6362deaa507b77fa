// The guarantees of a car for staff: periods, counters as bars with what is next, what is due by which article, the sum,
// and who was told.
import { Link } from 'react-router';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Meter, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { inOrder, leftOf, toneOf, useCounterName, type Counter } from '#client/guarantees';
import { guaranteeWords } from '#client/guarantee-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { words } from './words.ts';

type Page = Out<'showGuarantees'>;
const thousands = (value: number): string => value.toLocaleString('en-US');
const hours = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

function Periods({ page }: { page: Page }) {
  const g = useWords(guaranteeWords);
  return (
    <>{page.periods.filter((one) => one.open || ['threeGuarantees', 'repairWarranty'].includes(one.kind)).map((one) => (
      <li key={one.kind} className="k-between"><span><strong>{g.periods[one.kind]}</strong><br /><span className="k-muted">{g.until(one.lastOn, one.mostKm === null ? null : thousands(one.mostKm))}</span></span><Tag tone={one.open ? 'good' : 'plain'}>{one.open ? g.running : g.over}</Tag></li>
    ))}</>
  );
}

function CounterLine({ counter }: { counter: Counter }) {
  const g = useWords(guaranteeWords);
  const w = useWords(words);
  const name = useCounterName();
  const mark = useMarks();
  return (
    <li>
      <div className="k-between"><strong>{name(counter.kind, counter.key)}</strong><span className="k-number" style={{ whiteSpace: 'nowrap' }}>{g.ofMost(counter.value, counter.most)}</span></div>
      <Meter value={counter.value} most={counter.most} tone={toneOf(counter)} marks={counter.steps} />
      <div className="k-muted">{counter.state === 'due' ? g.dueNow : g.next[counter.kind](leftOf(counter))}</div>
      <details><summary>{w.sum}</summary>
        <ul className="k-muted">{counter.sum.map((part) => <li key={`${part.number}${part.onDay}`}>{w.visit(part.number, part.onDay)}{part.hours === 0 ? null : ` · ${w.days(part.days, hours(part.hours), part.excludedHours === 0 ? null : hours(part.excludedHours))}`}</li>)}</ul>
        <p className="k-muted">{g.by(counter.article, counter.validFrom)} · {w.source}{mark.colon}{counter.source}</p>
      </details>
    </li>
  );
}

function Due({ page }: { page: Page }) {
  const g = useWords(guaranteeWords);
  const due = page.due.filter((one) => one.rule !== 'W1');
  if (due.length === 0) return null;
  return (
    <Notice tone="warn">
      {due.map((one) => <p key={`${one.rule}${one.key}${one.repairs.join()}`}><strong>{g.remedy[one.remedy]}</strong> · {one.repairs.at(-1)} · {one.onDay}<br /><span className="k-muted">{one.sum.value === null ? '' : `${one.sum.value} > ${one.sum.most} · `}{g.by(one.article, one.validFrom)}{one.remedy === 'replaceOrReturn' ? ` · ${one.usageFee ? g.fee : g.noFee}` : ''}</span></p>)}
      <p className="k-muted">{g.advice}</p>
    </Notice>
  );
}

export function Guarantees({ vehicleId }: { vehicleId: string }) {
  const g = useWords(guaranteeWords);
  const w = useWords(words);
  const says = useSays();
  const name = useCounterName();
  const page = useAsk('showGuarantees', { vehicleId }, { topics: ['warranty', 'workorders', 'vehicles'] });
  return (
    <Card title={g.title} aside={page.data?.standing === 'household' && page.data.startOn !== null ? <span className="k-muted">{w.start(page.data.startOn)}</span> : undefined}>
      <Answered of={page} says={says} lines={5}>{(data) => data.standing !== 'household' ? <p className="k-muted">{g.standing[data.standing]} <Link to={links.certificate(vehicleId)}>{w.certificate}</Link></p> : (
        <>
          <Due page={data} />
          <ul className="k-list">
            <Periods page={data} />
            {inOrder(data.counters).map((one) => <CounterLine key={`${one.kind}${one.key}`} counter={one} />)}
            {data.counters.length === 0 ? <li className="k-muted"><strong>{g.none}</strong><br />{g.noneLead}</li> : null}
          </ul>
          <p className="k-row"><Link to={links.evidence(vehicleId)}>{w.evidence}</Link><Link to={links.certificate(vehicleId)}>{w.certificate}</Link></p>
          {data.visits.some((one) => one.provisional) ? <p className="k-muted">{w.provisional}</p> : null}
          {data.told.length === 0 ? null : (
            <details><summary>{w.told} ({data.told.length})</summary>
              <ul className="k-muted">{data.told.map((one) => <li key={`${one.counter}${one.key}${one.value}${one.at}`}><When at={one.at} /> · {w.toldTo(one.toldTo.map((to) => (to.desk === null ? (to.name ?? '') : (w.desks[to.desk] ?? to.desk))).join(', '), `${name(one.counter, one.key)} ${g.ofMost(one.value, one.most)}`)}</li>)}</ul>
            </details>
          )}
        </>
      )}</Answered>
    </Card>
  );
}
