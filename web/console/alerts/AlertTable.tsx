// Alerts as a table: how urgent, what, which car, by what evidence, and where its life stands.
import { Link } from 'react-router';
import { Tag, type Tone } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { UrgencyTag } from '../cases/marks.tsx';
import { links } from '../links.ts';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

export type Line = Out<'listAlerts'>['alerts'][number];
type Found = { quantity: keyof (typeof words)['zh']['quantity']; value: number; unit: string; is: 'atLeast' | 'atMost'; threshold: number };
const tones: Record<Line['state'], Tone> = { raised: 'warn', escalated: 'danger', deEscalated: 'info', cleared: 'good' };

export function useEvidence(): (found: Found) => string {
  const w = useWords(words);
  const { language } = useLanguage();
  const unit = (text: string): string => (text === 'level' || text === 'count' ? '' : text === 's' ? ` ${w.seconds}` : ` ${text}`);
  return (found) => {
    const against = `${w[found.is]} ${found.threshold}`;
    return `${w.quantity[found.quantity]} ${Math.round(found.value * 100) / 100}${unit(found.unit)}${language === 'zh' ? `（${against}）` : ` (${against})`}`;
  };
}

export function Standing({ one }: { one: Pick<Line, 'state' | 'severity' | 'worstSeverity' | 'inMaintenance' | 'late' | 'followsId'> }) {
  const w = useWords(words);
  return (
    <span className="c-inline">
      <Tag tone={tones[one.state]}>{w.state[one.state]}</Tag>
      {one.worstSeverity < one.severity ? <Tag>{w.worst(one.worstSeverity)}</Tag> : null}
      {one.inMaintenance ? <Tag tone="info">{w.workshop}</Tag> : null}{one.followsId === null ? null : <Tag>{w.follows}</Tag>}{one.late ? <Tag>{w.late}</Tag> : null}
    </span>
  );
}

export function CarName({ one }: { one: Pick<Line, 'vehicleId' | 'plateNo' | 'vinMasked' | 'modelName' | 'modelNameEn'> }) {
  const { language } = useLanguage();
  return <>{one.vehicleId === null ? one.vinMasked : <Link to={links.vehicle(one.vehicleId)}>{one.plateNo ?? one.vinMasked}</Link>}<small>{language === 'zh' ? one.modelName : one.modelNameEn}</small></>;
}

export function AlertTable({ alerts, label }: { alerts: readonly Line[]; label: string }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const evidence = useEvidence();
  return (
    <Table label={label} columns={[w.severity, w.kind, w.car, w.stateHead, w.evidence, w.since, { label: w.occurrences, num: true }]}>{alerts.map((one) => (
      <tr key={one.id}>
        <td><UrgencyTag urgency={one.severity} /></td><td><Link to={links.alert(one.id)}><strong>{c.alert[one.kind]}</strong></Link><small>{one.number}</small></td>
        <td><CarName one={one} /></td><td><Standing one={one} /></td><td className="c-said">{one.evidence === null ? '–' : evidence(one.evidence)}</td>
        <td><When at={one.raisedAt} />{one.clearedAt === null ? null : <small>{w.cleared} <When at={one.clearedAt} /></small>}</td><td className="num">{one.occurrences}</td>
      </tr>
    ))}</Table>
  );
}
