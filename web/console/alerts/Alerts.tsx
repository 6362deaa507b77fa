// What the signals of cars say is wrong, newest first.
import { useState } from 'react';
import { Link } from 'react-router';
import { Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAskPages } from '#client/ask';
import { caseWords } from '#client/case-words';
import { useSays } from '#client/says';
import { UrgencyTag } from '../cases/marks.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

export function Alerts() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const says = useSays();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const alerts = useAskPages('listAlerts', { limit: 100, ...(which === 'open' ? { open: true } : {}) }, { topics: ['alerts'] });
  const list = (alerts.data ?? []).flatMap((part) => part.alerts);
  const unitOf = (name: string): string => (w.units as Record<string, string>)[name] ?? name;
  const { may } = useMe();
  const opensCars = may('agent', 'adviser', 'technician', 'dispatcher', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator');
  return (
    <div className="c-page">
      <Heading title={w.alerts}><Choice<'open' | 'all'> label={w.which} value={which} onValue={setWhich} options={[{ value: 'open', label: w.open }, { value: 'all', label: w.all }]} /></Heading>
      <Answered of={alerts} says={says} lines={8}>
        {() => list.length === 0 ? <Empty icon="check" title={which === 'open' ? w.noneOpen : w.empty}><p>{w.emptyLead}</p></Empty> : (
          <>
            <Table label={w.alerts} columns={[w.severity, w.kind, w.car, w.evidence, w.since, w.state, { label: w.occurrences, num: true }]}>{list.map((one) => (
              <tr key={one.id}>
                <td><UrgencyTag urgency={one.severity} /></td><td><strong>{c.alert[one.kind]}</strong><small>{one.number}</small></td>
                <td>{one.vehicleId === null || !opensCars ? (one.plateNo ?? one.vinMasked) : <Link to={links.vehicle(one.vehicleId)}>{one.plateNo ?? one.vinMasked}</Link>}<small>{language === 'zh' ? one.modelName : one.modelNameEn}</small></td>
                <td>{one.evidence === null ? '–' : <><span className="k-number">{w.quantity[one.evidence.quantity]} {Math.round(one.evidence.value * 10) / 10} {unitOf(one.evidence.unit)}</span><small>{w.limit(`${w[one.evidence.is]} ${one.evidence.threshold} ${unitOf(one.evidence.unit)}`.trim())}</small></>}</td>
                <td><When at={one.raisedAt} />{one.late ? <small>{w.late}</small> : null}</td>
                <td>{one.clearedAt === null ? <Tag tone="warn">{w.open}</Tag> : <>{w.cleared}<small><When at={one.clearedAt} /></small></>}</td><td className="num">{one.occurrences}</td>
              </tr>
            ))}</Table>
            <More of={alerts} shown={list.length} />
          </>
        )}
      </Answered>
    </div>
  );
}
