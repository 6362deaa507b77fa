// Damaged batteries that stand apart, each with its watch, and beginning one.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { BatteryTabs } from './BatteryTabs.tsx';
import { Watch } from './Watch.tsx';
import './batteries.css';
import { words } from './words.ts';

function Begin({ outlets }: { outlets: readonly { value: string; label: string }[] }) {
  const w = useWords(words);
  const says = useSays();
  const [outletId, setOutlet] = useState(outlets[0]?.value ?? '');
  const [vin, setVin] = useState('');
  const [said, setSaid] = useState({ place: '', why: '', temp: '' });
  const [chosen, choose] = useState<string[]>([]);
  const bays = useAsk('listBays', { outletId }, { enabled: outletId !== '' });
  const act = useAct('startQuarantine');
  // a car by its VIN, or a pack that is in none by its code
  const key = vin.trim().toUpperCase();
  const units = useAsk('listBatteryUnits', { code: key }, { enabled: key.length === 24 });
  const unit = units.data?.units.find((one) => one.code === key);
  const begin = (): void => act.mutate({ outletId, ...(unit === undefined ? { vin: key } : { unitId: unit.id }), bayIds: chosen, place: said.place.trim(), why: said.why.trim(), tempC: Number(said.temp) }, { onSuccess: () => setVin('') });
  return (
    <Card title={w.qStart}>
      <Form label={w.qStart} onSubmit={begin}>
        <SelectField label={w.outlet} value={outletId} onValue={(value) => { setOutlet(value); choose([]); }} options={outlets} />
        <TextField label={w.vinOrCode} value={vin} onValue={setVin} autoCapitalize="characters" maxLength={24} {...(key.length === 24 && units.data !== undefined && unit === undefined ? { error: w.noSuchUnit } : {})} /><TextField label={w.qPlace} value={said.place} onValue={(place) => setSaid({ ...said, place })} /><TextField label={w.why} value={said.why} onValue={(why) => setSaid({ ...said, why })} /><TextField label={w.tempC} value={said.temp} onValue={(temp) => setSaid({ ...said, temp })} inputMode="decimal" />
        <fieldset className="c-ticks"><legend>{w.qBays}</legend>{(bays.data?.bays ?? []).map((bay) => <label key={bay.id} className="k-row"><input type="checkbox" checked={chosen.includes(bay.id)} onChange={(event) => choose(event.target.checked ? [...chosen, bay.id] : chosen.filter((id) => id !== bay.id))} />{bay.name}</label>)}</fieldset>
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" kind="danger" busy={act.isPending} disabled={(key.length !== 17 && unit === undefined) || said.place.trim() === '' || said.why.trim() === '' || said.temp.trim() === ''}>{w.qStart}</Button>
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
        <div className="c-col"><Answered of={asked} says={says} lines={8}>{(data) => data.quarantines.length === 0 ? <Empty icon="shield" title={w.noQ} /> : <>{data.quarantines.map((one) => <Watch key={one.id} one={one} outlet={names.find((name) => name.value === one.outletId)?.label ?? one.outletId} />)}</>}</Answered></div>
        <div className="c-col">{names.length > 0 && may('technician', 'adviser', 'serviceManager') ? <Begin outlets={names} /> : null}</div>
      </div>
    </div>
  );
}
