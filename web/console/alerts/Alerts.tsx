// What the signals of cars say is wrong, newest first.
import { useState } from 'react';
import { Link } from 'react-router';
import { Tag } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import { useSays } from '#client/says';
import { UrgencyTag } from '../cases/marks.tsx';
import { links } from '../links.ts';
import { words } from './words.ts';

export function Alerts() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const says = useSays();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const alerts = useAsk('listAlerts', { limit: 100, ...(which === 'open' ? { open: true } : {}) }, { topics: ['alerts'], keep: true });
  return (
    <div className="c-page">
      <header><h1>{w.alerts}</h1><Choice<'open' | 'all'> label="" value={which} onValue={setWhich} options={[{ value: 'open', label: w.open }, { value: 'all', label: w.all }]} /></header>
      <Answered of={alerts} says={says} lines={8}>
        {(data) => data.alerts.length === 0 ? <Empty icon="check" title={w.empty} /> : (
          <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.alerts}>
            <table className="c-table">
              <thead><tr><th>{w.severity}</th><th>{w.kind}</th><th>{w.car}</th><th>{w.evidence}</th><th>{w.since}</th><th className="num">{w.occurrences}</th></tr></thead>
              <tbody>{data.alerts.map((one) => (
                <tr key={one.id}>
                  <td><UrgencyTag urgency={one.severity} /></td><td><strong>{c.alert[one.kind]}</strong><small>{one.number}</small></td>
                  <td>{one.vehicleId === null ? one.vinMasked : <Link to={links.vehicle(one.vehicleId)}>{one.plateNo ?? one.vinMasked}</Link>}<small>{language === 'zh' ? one.modelName : one.modelNameEn}</small></td>
                  <td>{one.evidence === null ? '–' : `${w.quantity[one.evidence.quantity]} ${Math.round(one.evidence.value * 10) / 10} ${one.evidence.unit} (${w[one.evidence.is]} ${one.evidence.threshold})`}</td>
                  <td><When at={one.raisedAt} /><small>{one.clearedAt === null ? <Tag tone="warn">{w.open}</Tag> : <>{w.cleared} <When at={one.clearedAt} /></>}{one.late ? ` · ${w.late}` : ''}</small></td><td className="num">{one.occurrences}</td>
                </tr>
              ))}</tbody>
            </table>
          </div>
        )}
      </Answered>
    </div>
  );
}
