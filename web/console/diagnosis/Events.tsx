// What the car did in a stretch of time, and the codes it named, in plain words.
import { activeAlarms } from '@careloop/gbt32960';
import { Card, Tag } from '#kit/card.tsx';
import { dayOf, spanWords, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { FaultCode } from '../faults/FaultCode.tsx';
import { alarmWords, type AlarmKey } from './alarm-words.ts';
import type { Range } from './range.ts';
import type { softwareOf } from './software.ts';
import { words } from './words.ts';

type Events = Out<'vehicleEvents'>;
type Event = Events['events'][number];
type Question = { data: Events | undefined; error: Error | null; isPending: boolean; refetch(): unknown };
const tones = { charge: 'good', trip: 'info', alarm: 'danger' } as const;
const namesOf = (bits: number | null) => activeAlarms((bits ?? 0) >>> 0, 2025);

function Detail({ event }: { event: Event }) {
  const w = useWords(words);
  const { language } = useLanguage();
  if (event.kind === 'alarm') return <>{event.alarmLevel === null || event.alarmLevel === 0 ? null : <strong>{w.level(event.alarmLevel)} </strong>}{namesOf(event.alarmBits).map((alarm) => alarm[language]).join(language === 'zh' ? '、' : ', ')}</>;
  const soc = event.socFromPct === null || event.socToPct === null ? null : `${event.socFromPct} → ${event.socToPct} %`;
  return <>{[soc, event.kind === 'trip' && event.km !== null ? `${event.km} km` : null].filter((part) => part !== null).join(' · ')}</>;
}

export function EventList({ of, software, range }: { of: Question; software: ReturnType<typeof softwareOf> | undefined; range: Range }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const changes = (software?.changes ?? []).filter((change) => change.atMs >= range.from && change.atMs <= range.to);
  const version = software === undefined ? null : software.now === undefined ? w.softwareUnknown : w.softwareOn(software.now.version, dayOf(new Date(software.now.atMs)));
  return (
    <Card title={w.events} aside={<span className="k-muted">{version}</span>}>
      <Answered of={of} says={says} lines={6}>
        {(data) => data.events.length + changes.length === 0 ? <Empty icon="clock" title={w.noEvents} /> : (
          <div className="c-tablebox d-aside" tabIndex={0} role="region" aria-label={w.events}>
            <table className="c-table"><thead><tr><th>{w.events}</th><th>{w.from}</th><th>{w.lasted}</th><th>{w.detail}</th></tr></thead>
              <tbody>
                {changes.map((change) => <tr key={`software ${change.atMs}`}><td><Tag>{w.software}</Tag></td><td><When at={new Date(change.atMs).toISOString()} /></td><td /><td>{w.changedTo(change.version)}</td></tr>)}
                {data.events.map((event) => (
                  <tr key={`${event.kind} ${event.fromAt}`}><td><Tag tone={tones[event.kind]}>{w.kinds[event.kind]}</Tag></td><td><When at={event.fromAt} /></td><td>{spanWords(Date.parse(event.toAt) - Date.parse(event.fromAt), language)}</td><td><Detail event={event} /></td></tr>
                ))}
              </tbody></table>
          </div>
        )}
      </Answered>
    </Card>
  );
}

export function Codes({ of }: { of: Question }) {
  const w = useWords(words);
  const a = useWords(alarmWords);
  const says = useSays();
  const { language } = useLanguage();
  return (
    <Card title={w.codes} aside={<span className="k-muted">{w.codesLead}</span>}>
      <Answered of={of} says={says} lines={6}>
        {(data) => {
          const bits = data.events.reduce((sum, event) => sum | (event.alarmBits ?? 0), 0);
          const alarms = namesOf(bits);
          if (alarms.length === 0 && data.faults.length === 0) return <Empty icon="check" title={w.noCodes} />;
          const counted = (bit: number): number => data.events.filter((event) => (((event.alarmBits ?? 0) >>> bit) & 1) === 1).length;
          return (
            <dl className="d-codes d-aside" tabIndex={0} aria-label={w.codes}>
              {alarms.map((alarm) => (
                <div key={alarm.key}><dt>{alarm[language]} <Tag>bit {alarm.bit}</Tag> <Tag tone="danger">{w.times(counted(alarm.bit))}</Tag></dt>
                  <dd>{a[alarm.key as AlarmKey].means}<br /><strong>{w.todo}:</strong> {a[alarm.key as AlarmKey].first}</dd></div>
              ))}
              {data.faults.map((fault) => (
                <div key={`${fault.part} ${fault.hex}`}><FaultCode of={fault}><Tag tone="warn">{w.times(fault.times)}</Tag> <small className="k-muted"><When at={fault.firstAt} /> – <When at={fault.lastAt} /></small></FaultCode></div>
              ))}
            </dl>
          );
        }}
      </Answered>
    </Card>
  );
}
