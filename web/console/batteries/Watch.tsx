// The watch over one damaged battery: until when, which bays are closed, the temperature log, and ending it. Shown among all
// quarantines and on the rescue that brought the car.
import { useState } from 'react';
import { Link } from 'react-router';
import { BandChart } from '#kit/band-chart.tsx';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Switch, TextField } from '#kit/field.tsx';
import { clockTime, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import './batteries.css';
import { words } from './words.ts';

type Quarantine = Out<'listQuarantines'>['quarantines'][number];

export function Watch({ one, outlet }: { one: Quarantine; outlet: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const [temp, setTemp] = useState('');
  const [smoke, setSmoke] = useState(false);
  const [text, setText] = useState('');
  const bays = useAsk('listBays', { outletId: one.outletId });
  const log = useAct('logQuarantineTemperature');
  const release = useAct('releaseQuarantine');
  const open = one.releasedAt === null;
  const closed = one.bayIds.map((id) => bays.data?.bays.find((bay) => bay.id === id)?.name ?? id);
  return (
    <Card title={`${outlet} · ${one.place}`} aside={<Tag tone={open ? 'danger' : 'good'}>{open ? w.metres(one.clearanceM) : w.qWhyNot['released']}</Tag>}>
      <p><strong>{one.unitId === null || one.unitCode === null ? (one.vin === null ? '' : <Link className="b-code" to={links.battery(one.vin)}>{one.vin}</Link>) : <Link className="b-code" to={links.unit(one.unitId)}>{one.unitCode}</Link>}</strong></p>
      <p>{one.why}</p>
      <dl className="c-facts"><dt>{w.qUntil}</dt><dd><When at={one.untilAt} /> {open && one.whyNot !== null ? <span className="k-muted">{w.qWhyNot[one.whyNot]}</span> : null}</dd><dt>{w.qBays}</dt><dd>{closed.join(', ') || '–'}</dd></dl>
      {one.temperatures.some((entry) => entry.smoke) ? <Notice tone="danger">{w.smokeSeen}</Notice> : null}
      {one.temperatures.length < 2 ? null : <BandChart label={w.qTemp} unit="°C" height={150} points={one.temperatures.map((entry) => ({ at: Date.parse(entry.at), value: entry.tempC, low: null, high: null }))} day={(at) => clockTime(new Date(at), language)} />}
      {open && may('technician', 'adviser', 'serviceManager') ? <div className="c-form"><TextField label={w.tempC} value={temp} onValue={setTemp} inputMode="decimal" /><Switch label={w.smoke} on={smoke} onTurn={setSmoke} /><Button disabled={temp.trim() === '' || Number.isNaN(Number(temp))} busy={log.isPending} onClick={() => log.mutate({ quarantineId: one.id, tempC: Number(temp), smoke }, { onSuccess: () => { setTemp(''); setSmoke(false); } })}>{w.qLog}</Button></div> : null}
      {open && one.mayRelease && may('serviceManager') ? <div className="c-form"><TextField label={w.words} value={text} onValue={setText} /><Button kind="primary" disabled={text.trim() === ''} busy={release.isPending} onClick={() => release.mutate({ quarantineId: one.id, words: text.trim(), version: one.version })}>{w.qRelease}</Button></div> : null}
      {log.error === null ? null : <Notice tone="danger">{says(log.error)}</Notice>}{release.error === null ? null : <Notice tone="danger">{says(release.error)}</Notice>}
    </Card>
  );
}

/** The same where only its id is known. */
export function WatchOf({ quarantineId }: { quarantineId: string }) {
  const says = useSays();
  const { language } = useLanguage();
  const asked = useAsk('showQuarantine', { quarantineId }, { topics: ['batteries'], everyMs: 60_000 });
  const outlets = useAsk('listOutlets', {});
  return <Answered of={asked} says={says} lines={5}>{(one) => {
    const outlet = outlets.data?.outlets.find((each) => each.id === one.outletId);
    return <Watch one={one} outlet={outlet === undefined ? '' : language === 'zh' ? outlet.name : outlet.nameEn} />;
  }}</Answered>;
}
