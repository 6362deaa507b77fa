// A maker's fault code as people read it: its name and bytes, how serious, what it means, what to do, and the job for it; and
// the codes that a car names, as a card.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { faultWords, severityTone } from '#client/fault-words';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { mayVisit } from '../shell/pages.ts';
import '../diagnosis/diagnosis.css';

export type CarFault = Out<'vehicleFaults'>['faults'][number];
type Named = Pick<CarFault, 'part' | 'hex' | 'meaning'>;

export function FaultCode({ of: { part, hex, meaning }, children }: { of: Named; children?: ReactNode }) {
  const w = useWords(faultWords);
  const mark = useMarks();
  const { language } = useLanguage();
  const { grants } = useMe();
  const zh = language === 'zh';
  const reads = mayVisit(links.knowledge(), grants.map((grant) => grant.role));
  return (
    <>
      <dt>{meaning === null ? null : <>{meaning.name === null ? '' : `${meaning.name} `}{zh ? meaning.title : meaning.titleEn} </>}<code>0x{hex}</code> <Tag>{meaning === null ? w.parts[part] : zh ? meaning.component : meaning.componentEn}</Tag> {meaning === null ? null : <Tag tone={severityTone[meaning.severity]}>{w.severity[meaning.severity]}</Tag>} {children}</dt>
      <dd>{meaning === null ? w.unknown : (
        <>
          {zh ? meaning.meaning : meaning.meaningEn}<br /><strong>{w.todo}{mark.colon}</strong>{zh ? meaning.advice : meaning.adviceEn}
          {meaning.operationCode === null && meaning.articleId === null ? null : <span className="k-muted"><br />{[meaning.operationCode === null ? null : `${w.job} ${meaning.operationCode}`].filter((one) => one !== null).join('')}{meaning.operationCode !== null && meaning.articleId !== null ? ' · ' : ''}{meaning.articleId === null ? null : <>{w.article} {reads ? <Link to={links.article(meaning.articleId)}>{meaning.articleId}</Link> : meaning.articleId}</>}</span>}
        </>
      )}</dd>
    </>
  );
}

/** The codes as a list: those that stand first. */
export function FaultList({ faults }: { faults: readonly CarFault[] }) {
  const w = useWords(faultWords);
  return (
    <dl className="d-codes">{faults.map((one) => (
      <div key={`${one.part} ${one.hex}`}><FaultCode of={one}><Tag tone={one.stands ? 'danger' : 'plain'}>{one.stands ? w.stands : w.was}</Tag> <small className="k-muted">{w.last} <When at={one.lastAt} /></small></FaultCode></div>
    ))}</dl>
  );
}

/** Beside a case or a car: nothing at all while the car names none. */
export function CarFaults({ vehicleId }: { vehicleId: string }) {
  const w = useWords(faultWords);
  const { may } = useMe();
  const sees = may('agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'administrator');
  const asked = useAsk('vehicleFaults', { vehicleId }, { enabled: sees, everyMs: 30_000 });
  const faults = asked.data?.faults ?? [];
  return faults.length === 0 ? null : <Card title={w.title}><FaultList faults={faults} /></Card>;
}
