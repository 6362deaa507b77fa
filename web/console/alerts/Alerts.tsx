// What the signals of cars say is wrong, the most urgent or the newest first; storms above, each as one.
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

type Chosen = { kind: Line['kind'] | ''; severity: '' | '1' | '2' | '3' | '4' };
const severities = ['1', '2', '3', '4'] as const;

/** How many are open, by kind and urgency; pressing one shows those, pressing it again shows all. */
function Counts({ open, chosen, onChoose }: { open: Out<'listAlerts'>['open']; chosen: Chosen; onChoose(chosen: Chosen): void }) {
  const c = useWords(caseWords);
  return (
    <div className="c-inline">{open.map(({ kind, severity, count }) => {
      const pressed = chosen.kind === kind && chosen.severity === String(severity);
      return (
        <button type="button" key={`${kind} ${severity}`} className="c-chip" aria-pressed={pressed} onClick={() => onChoose(pressed ? { kind: '', severity: '' } : { kind, severity: String(severity) as Chosen['severity'] })}>
          <UrgencyTag urgency={severity} />{c.alert[kind]} {count}
        </button>
      );
    })}</div>
  );
}

function Filters({ chosen, onChoose }: { chosen: Chosen; onChoose(chosen: Chosen): void }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  return (
    <>
      <select className="k-input" aria-label={w.severity} value={chosen.severity} onChange={(event) => onChoose({ ...chosen, severity: event.target.value as Chosen['severity'] })}>
        <option value="">{w.anySeverity}</option>{severities.map((severity) => <option key={severity} value={severity}>{w.severityIs(severity)}</option>)}
      </select>
      <select className="k-input" aria-label={w.kind} value={chosen.kind} onChange={(event) => onChoose({ ...chosen, kind: event.target.value as Chosen['kind'] })}>
        <option value="">{w.anyKind}</option>{Object.entries(c.alert).map(([value, label]) => <option key={value} value={value}>{label}</option>)}
      </select>
    </>
  );
}

export function Alerts() {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const [order, setOrder] = useState<'worst' | 'newest'>('worst');
  const [chosen, choose] = useState<Chosen>({ kind: '', severity: '' });
  const [limit, setLimit] = useState(50);
  const alerts = useAsk('listAlerts', {
    limit, order, withoutStorms: true, ...(which === 'open' ? { open: true } : {}), ...(chosen.kind === '' ? {} : { kind: chosen.kind }),
    ...(chosen.severity === '' ? {} : { severity: Number(chosen.severity) as Line['severity'] }),
  }, { topics: ['alerts'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.alerts} />
      <AlertTabs />
      {may('agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator') ? <OpenCalls /> : null}
      <Storms />
      <div className="c-filters">
        <Choice<'open' | 'all'> label={w.which} hidden value={which} onValue={setWhich} options={[{ value: 'open', label: w.open }, { value: 'all', label: w.all }]} />
        <Choice<'worst' | 'newest'> label={w.order} hidden value={order} onValue={setOrder} options={[{ value: 'worst', label: w.worstFirst }, { value: 'newest', label: w.newestFirst }]} />
        <Filters chosen={chosen} onChoose={choose} />
      </div>
      <Answered of={alerts} says={says} lines={8}>
        {(data) => (
          <>
            {data.open.length === 0 ? null : <Counts open={data.open} chosen={chosen} onChoose={choose} />}
            {data.alerts.length === 0 ? <Empty icon="check" title={w.empty} /> : <AlertTable alerts={data.alerts} label={w.alerts} />}
            {data.next !== null && limit < 200 ? <Button onClick={() => setLimit(Math.min(200, limit * 2))}>{w.more}</Button> : null}
          </>
        )}
      </Answered>
    </div>
  );
}

export const StormLead = () => <Notice>{useWords(words).stormLead}</Notice>;
