// What batteries say, newest first: findings with place, interval, and what the workshop found.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { Table } from '../shell/Table.tsx';
import { BatteryTabs, TierTag, useFigure, useWhere, type Finding } from './BatteryTabs.tsx';
import './batteries.css';
import { words } from './words.ts';

function Rows({ findings }: { findings: readonly Finding[] }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const { language } = useLanguage();
  const where = useWhere();
  const said = useFigure();
  return (
    <Table label={w.tabs.findings} columns={[w.tier, w.what, w.car, w.value, w.found, w.outcome]}>{findings.map((one) => (
      <tr key={one.id}>
        <td><TierTag tier={one.state === 'open' ? one.tier : one.worstTier} /></td>
        <td><Link to={links.finding(one.id)}><strong>{b.rule[one.rule] ?? one.rule}</strong></Link><small>{where(one)} · {one.number}</small></td>
        <td><Link to={links.battery(one.vehicleId)}>{one.plateNo ?? one.vinMasked}</Link><small>{language === 'zh' ? one.modelName : one.modelNameEn}</small></td>
        <td className="c-said">{said(one)}</td>
        <td><When at={one.foundAt} />{one.clearedAt === null ? null : <small>{b.state['cleared']} <When at={one.clearedAt} /></small>}</td>
        <td>{one.outcome === null ? (one.worstTier === 'info' ? '–' : <Tag>{w.waiting}</Tag>) : <Tag tone={one.outcome === 'confirmed' ? 'good' : one.outcome === 'nothingFound' ? 'warn' : 'info'}>{b.outcome[one.outcome]}</Tag>}</td>
      </tr>
    ))}</Table>
  );
}

export function Batteries() {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const says = useSays();
  const [which, setWhich] = useState<'open' | 'due' | 'all'>('open');
  const [tier, setTier] = useState('');
  const [limit, setLimit] = useState(50);
  const found = useAsk('batteryOverview', { limit, ...(which === 'open' ? { state: 'open' as const } : which === 'due' ? { outcomeDue: true } : {}), ...(tier === '' ? {} : { tier: tier as Finding['tier'] }) }, { topics: ['batteries'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.tabs.findings} lead={w.lead} />
      <BatteryTabs />
      <div className="c-filters">
        <Choice<'open' | 'due' | 'all'> label={w.which} hidden value={which} onValue={setWhich} options={[{ value: 'open', label: w.open }, { value: 'due', label: w.due }, { value: 'all', label: w.all }]} />
        <select className="k-input" aria-label={w.tier} value={tier} onChange={(event) => setTier(event.target.value)}><option value="">{w.anyTier}</option>{(['stop', 'visit', 'info'] as const).map((value) => <option key={value} value={value}>{b.tier[value]}</option>)}</select>
        {found.data === undefined ? null : <span className="k-muted">{w.followed(found.data.followed)}{found.data.outdated > 0 ? ` · ${w.outdated(found.data.outdated)}` : ''}</span>}
      </div>
      <Answered of={found} says={says} lines={8}>
        {(data) => data.findings.length === 0 ? <Empty icon="battery" title={w.none}><p>{w.noneLead}</p></Empty> : <><Rows findings={data.findings} />{data.next !== null && limit < 200 ? <Button onClick={() => setLimit(Math.min(200, limit * 2))}>{w.more}</Button> : null}</>}
      </Answered>
    </div>
  );
}
