// What the signals of cars say is wrong, newest first; storms above, each as one.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { UrgencyTag } from '../cases/marks.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { AlertTable, type Line } from './AlertTable.tsx';
import { AlertTabs } from './AlertTabs.tsx';
import { OpenCalls } from './Calls.tsx';
import { words } from './words.ts';

type Storm = Out<'listStorms'>['storms'][number];

export function StormFacts({ storm }: { storm: Storm }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const model = language === 'zh' ? storm.modelName : storm.modelNameEn;
  return (
    <span className="c-inline">
      <Tag tone={storm.endedAt === null ? 'warn' : 'plain'}>{storm.endedAt === null ? w.goesOn : w.ended}</Tag><Tag>{w.stormCars(storm.cars)}</Tag><Tag>{w.stormOpen(storm.open)}</Tag>
      {storm.dangers > 0 ? <Tag tone="danger">{w.dangers(storm.dangers)}</Tag> : null}<Tag>{w.sharedBy[storm.sharedBy]}{model === null ? '' : ` · ${model}`}</Tag>
      <span className="k-muted">{w.from} <When at={storm.beganAt} /></span>
    </span>
  );
}

function Storms() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const storms = useAsk('listStorms', { open: true }, { topics: ['alerts'], keep: true });
  if (storms.data === undefined || storms.data.storms.length === 0) return null;
  return (
    <Card title={w.storms}>
      <p className="k-muted">{w.stormLead}</p>
      <ul className="k-list">{storms.data.storms.map((storm) => <li key={storm.id}><Link to={links.storm(storm.id)}><strong>{c.alert[storm.kind as Line['kind']]}</strong></Link> <span className="k-muted">{storm.number}</span><div><StormFacts storm={storm} /></div></li>)}</ul>
    </Card>
  );
}

/** How many are open, by kind and urgency. */
function Counts({ open }: { open: Out<'listAlerts'>['open'] }) {
  const c = useWords(caseWords);
  return <div className="c-inline">{open.map((one) => <span key={`${one.kind} ${one.severity}`} className="c-inline"><UrgencyTag urgency={one.severity} />{c.alert[one.kind]} {one.count}</span>)}</div>;
}

export function Alerts() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const { may } = useMe();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const [kind, setKind] = useState('');
  const [limit, setLimit] = useState(50);
  const alerts = useAsk('listAlerts', { limit, withoutStorms: true, ...(which === 'open' ? { open: true } : {}), ...(kind === '' ? {} : { kind: kind as Line['kind'] }) }, { topics: ['alerts'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.alerts} />
      <AlertTabs />
      {may('agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator') ? <OpenCalls /> : null}
      <Storms />
      <div className="c-filters">
        <Choice<'open' | 'all'> label={w.which} hidden value={which} onValue={setWhich} options={[{ value: 'open', label: w.open }, { value: 'all', label: w.all }]} />
        <select className="k-input" aria-label={w.kind} value={kind} onChange={(event) => setKind(event.target.value)}><option value="">{w.anyKind}</option>{Object.entries(c.alert).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select>
      </div>
      <Answered of={alerts} says={says} lines={8}>
        {(data) => (
          <>
            {data.open.length === 0 ? null : <Counts open={data.open} />}
            {data.alerts.length === 0 ? <Empty icon="check" title={w.empty} /> : <AlertTable alerts={data.alerts} label={w.alerts} />}
            {data.next !== null && limit < 200 ? <Button onClick={() => setLimit(Math.min(200, limit * 2))}>{w.more}</Button> : null}
          </>
        )}
      </Answered>
    </div>
  );
}

export const StormLead = () => <Notice>{useWords(words).stormLead}</Notice>;
