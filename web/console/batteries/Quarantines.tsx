// Damaged batteries that stand apart: how long the watch lasts, which bays are closed, the temperature log, and ending it.
import { useState } from 'react';
import { BandChart } from '#kit/band-chart.tsx';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { clockTime, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { BatteryTabs } from './BatteryTabs.tsx';
import './batteries.css';
import { words } from './words.ts';

type Quarantine = Out<'listQuarantines'>['quarantines'][number];

function One({ one, outlet }: { one: Quarantine; outlet: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const [temp, setTemp] = useState('');
  const [text, setText] = useState('');
  const bays = useAsk('listBays', { outletId: one.outletId });
  const log = useAct('logQuarantineTemperature');
  const release = useAct('releaseQuarantine');
  const open = one.releasedAt === null;
  const closed = one.bayIds.map((id) => bays.data?.bays.find((bay) => bay.id === id)?.name ?? id);
  return (
    <Card title={`${outlet} · ${one.place}`} aside={<Tag tone={open ? 'danger' : 'good'}>{open ? w.metres(one.clearanceM) : w.qWhyNot['released']}</Tag>}>
      <p>{one.why}</p>
      <dl className="c-facts"><dt>{w.qUntil}</dt><dd><When at={one.untilAt} /> {open && one.whyNot !== null ? <span className="k-muted">{w.qWhyNot[one.whyNot]}</span> : null}</dd><dt>{w.qBays}</dt><dd>{closed.join(', ') || '–'}</dd></dl>
      {one.temperatures.length < 2 ? null : <BandChart label={w.qTemp} unit="°C" height={150} points={one.temperatures.map((entry) => ({ at: Date.parse(entry.at), value: entry.tempC, low: null, high: null }))} day={(at) => clockTime(new Date(at), language)} />}
      {open && may('technician', 'adviser', 'serviceManager') ? <div className="c-form"><TextField label={w.tempC} value={temp} onValue={setTemp} inputMode="decimal" /><Button disabled={temp.trim() === '' || Number.isNaN(Number(temp))} busy={log.isPending} onClick={() => log.mutate({ quarantineId: one.id, tempC: Number(temp) }, { onSuccess: () => setTemp('') })}>{w.qLog}</Button></div> : null}
      {open && one.mayRelease && may('serviceManager') ? <div className="c-form"><TextField label={w.words} value={text} onValue={setText} /><Button kind="primary" disabled={text.trim() === ''} busy={release.isPending} onClick={() => release.mutate({ quarantineId: one.id, words: text.trim(), version: one.version })}>{w.qRelease}</Button></div> : null}
      {log.error === null ? null : <Notice tone="danger">{says(log.error)}</Notice>}{release.error === null ? null : <Notice tone="danger">{says(release.error)}</Notice>}
    </Card>
  );
}

function Begin({ outlets }: { outlets: readonly { value: string; label: string }[] }) {
  const w = useWords(words);
  const says = useSays();
  const [outletId, setOutlet] = useState(outlets[0]?.value ?? '');
  const [vin, setVin] = useState('');
  const [said, setSaid] = useState({ place: '', why: '', temp: '' });
  const [chosen, choose] = useState<string[]>([]);
  const bays = useAsk('listBays', { outletId }, { enabled: outletId !== '' });
  const act = useAct('startQuarantine');
  const begin = (): void => act.mutate({ outletId, vin: vin.trim().toUpperCase(), bayIds: chosen, place: said.place.trim(), why: said.why.trim(), tempC: Number(said.temp) }, { onSuccess: () => setVin('') });
  return (
    <Card title={w.qStart}>
      <Form label={w.qStart} onSubmit={begin}>
        <SelectField label={w.outlet} value={outletId} onValue={(value) => { setOutlet(value); choose([]); }} options={outlets} />
        <TextField label="VIN" value={vin} onValue={setVin} autoCapitalize="characters" maxLength={17} /><TextField label={w.qPlace} value={said.place} onValue={(place) => setSaid({ ...said, place })} /><TextField label={w.why} value={said.why} onValue={(why) => setSaid({ ...said, why })} /><TextField label={w.tempC} value={said.temp} onValue={(temp) => setSaid({ ...said, temp })} inputMode="decimal" />
        <fieldset className="c-ticks"><legend>{w.qBays}</legend>{(bays.data?.bays ?? []).map((bay) => <label key={bay.id} className="k-row"><input type="checkbox" checked={chosen.includes(bay.id)} onChange={(event) => choose(event.target.checked ? [...chosen, bay.id] : chosen.filter((id) => id !== bay.id))} />{bay.name}</label>)}</fieldset>
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" kind="danger" busy={act.isPending} disabled={vin.trim().length !== 17 || said.place.trim() === '' || said.why.trim() === '' || said.temp.trim() === ''}>{w.qStart}</Button>
      </Form>
    </Card>
  );
}

export function Quarantines() {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const asked = useAsk('listQuarantines', {}, { topics: ['batteries'], everyMs: 60_000 });
  const outlets = useAsk('listOutlets', {});
  const names = (outlets.data?.outlets ?? []).map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }));
  return (
    <div className="c-page">
      <Heading title={w.tabs.quarantine} lead={w.qLead} />
      <BatteryTabs />
      <div className="c-split">
        <div className="c-col"><Answered of={asked} says={says} lines={8}>{(data) => data.quarantines.length === 0 ? <Empty icon="shield" title={w.noQ} /> : <>{data.quarantines.map((one) => <One key={one.id} one={one} outlet={names.find((name) => name.value === one.outletId)?.label ?? one.outletId} />)}</>}</Answered></div>
        <div className="c-col">{names.length > 0 && may('technician', 'adviser', 'serviceManager') ? <Begin outlets={names} /> : null}</div>
      </div>
    </div>
  );
}
