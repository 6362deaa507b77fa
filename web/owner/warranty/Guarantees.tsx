// The guarantees of my car in plain words: how long they run, what was counted, and what is next.
import { Link } from 'react-router';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Meter } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { inOrder, leftOf, toneOf, useCounterName } from '#client/guarantees';
import { guaranteeWords } from '#client/guarantee-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';

export function Guarantees({ vehicleId }: { vehicleId: string }) {
  const g = useWords(guaranteeWords);
  const says = useSays();
  const name = useCounterName();
  const page = useAsk('showGuarantees', { vehicleId }, { topics: ['warranty', 'workorders', 'vehicles'] });
  return (
    <Card title={g.title}>
      <Answered of={page} says={says} lines={4}>{(data) => data.standing !== 'household' ? <p className="k-muted">{g.standing[data.standing]}</p> : (
        <>
          {data.due.filter((one) => one.rule !== 'W1').map((one) => <Notice key={`${one.rule}${one.key}${one.onDay}`} tone="warn"><strong>{g.remedy[one.remedy]}</strong><br /><span className="k-muted">{one.onDay} · {g.by(one.article, one.validFrom)}</span></Notice>)}
          <ul className="k-list">
            {data.periods.filter((one) => one.open || one.kind === 'threeGuarantees' || one.kind === 'repairWarranty').map((one) => (
              <li key={one.kind} className="k-between"><span><strong>{g.periods[one.kind]}</strong><br /><span className="k-muted">{g.until(one.lastOn, one.mostKm === null ? null : one.mostKm.toLocaleString('en-US'))}</span></span><Tag tone={one.open ? 'good' : 'plain'}>{one.open ? g.running : g.over}</Tag></li>
            ))}
            {inOrder(data.counters).map((one) => (
              <li key={`${one.kind}${one.key}`}>
                <div className="k-between"><strong>{name(one.kind, one.key)}</strong><span className="k-number" style={{ whiteSpace: 'nowrap' }}>{g.ofMost(one.value, one.most)}</span></div>
                <Meter value={one.value} most={one.most} tone={toneOf(one)} marks={one.steps} />
                <div className="k-muted">{one.state === 'due' ? g.dueNow : g.next[one.kind](leftOf(one))}</div>
              </li>
            ))}
          </ul>
          <p className="k-row o-papers"><Link to={links.evidence(vehicleId)}>{g.evidence}</Link><Link to={links.certificate(vehicleId)}>{g.certificate}</Link></p>
          {data.counters.length === 0 ? <p className="k-muted">{g.none}</p> : null}
        </>
      )}</Answered>
    </Card>
  );
}
