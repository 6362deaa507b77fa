// Contractors of my brands: what they can do, how far they come, what they cost; managers add and change them.
import { useState } from 'react';
import { means as allMeans } from '#api/rescue';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, SelectField, Switch, TextField } from '#kit/field.tsx';
import { yuan } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

type One = Out<'listContractors'>['contractors'][number];
type Means = One['means'][number];
const whole = (text: string): number => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : -1);
const degrees = (text: string): number => (/^-?\d{1,3}(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN);

function Edit({ one, done }: { one: One | undefined; done(): void }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const me = useMe();
  const [brandId, setBrand] = useState(one?.brandId ?? me.brands[0]?.id ?? '');
  const [text, setText] = useState({
    name: one?.name ?? '', nameEn: one?.nameEn ?? '', phone: one?.phone ?? '', city: one?.city ?? '', lon: one === undefined ? '' : String(one.lon), lat: one === undefined ? '' : String(one.lat), radius: String(one?.radiusKm ?? 60),
    height: one?.truckHeightMm == null ? '' : String(one.truckHeightMm), base: String(one?.baseFen ?? 40_000), included: String(one?.includedKm ?? 10), perKm: String(one?.fenPerKm ?? 1_200),
  });
  const [can, setCan] = useState<readonly Means[]>(one?.means ?? ['flatbed']);
  const [inUse, setInUse] = useState(one?.inUse ?? true);
  const add = useAct('addContractor');
  const change = useAct('changeContractor');
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const fields = {
    name: text.name.trim(), nameEn: text.nameEn.trim(), phone: text.phone.trim(), city: text.city.trim(), lon: degrees(text.lon), lat: degrees(text.lat), radiusKm: whole(text.radius), means: [...can], truckHeightMm: text.height.trim() === '' ? null : whole(text.height), baseFen: whole(text.base), includedKm: whole(text.included), fenPerKm: whole(text.perKm),
  };
  const complete = fields.name !== '' && fields.nameEn !== '' && fields.phone.length >= 5 && fields.city !== '' && can.length > 0 && ![fields.lon, fields.lat].some(Number.isNaN) && ![fields.radiusKm, fields.baseFen, fields.includedKm, fields.fenPerKm].includes(-1);
  const save = (): void => (one === undefined ? add.mutate({ brandId, ...fields }, { onSuccess: done }) : change.mutate({ contractorId: one.id, ...fields, inUse, version: one.version }, { onSuccess: done }));
  return (
    <Form label={one === undefined ? w.add : w.edit} onSubmit={save}>
      {one !== undefined || me.brands.length < 2 ? null : <SelectField label={w.brand} value={brandId} onValue={setBrand} options={me.brands.map((brand) => ({ value: brand.id, label: language === 'zh' ? brand.name : brand.nameEn }))} />}
      <TextField label={w.name} {...set('name')} /><TextField label={w.nameEn} {...set('nameEn')} /><TextField label={w.phone} {...set('phone')} inputMode="tel" /><TextField label={w.city} {...set('city')} />
      <TextField label={w.lon} {...set('lon')} inputMode="decimal" /><TextField label={w.lat} {...set('lat')} inputMode="decimal" /><TextField label={w.radius} {...set('radius')} inputMode="numeric" /><TextField label={w.truckHeight} {...set('height')} inputMode="numeric" />
      <div className="k-field"><span className="k-label">{w.means}</span>{allMeans.map((each) => <Switch key={each} label={r.means[each]} on={can.includes(each)} onTurn={(on) => setCan(on ? [...can, each] : can.filter((other) => other !== each))} />)}</div>
      <TextField label={w.base} {...set('base')} inputMode="numeric" /><TextField label={w.included} {...set('included')} inputMode="numeric" /><TextField label={w.perKm} {...set('perKm')} inputMode="numeric" />
      {one === undefined ? null : <Switch label={w.inUse} on={inUse} onTurn={setInUse} />}
      <Stale error={add.error ?? change.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={add.isPending || change.isPending} disabled={!complete}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

export function Contractors() {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [editing, setEditing] = useState<One | 'new' | undefined>(undefined);
  const list = useAsk('listContractors', {}, { topics: ['rescue'] });
  const mayPlan = me.may('serviceManager', 'regionalManager', 'administrator');
  return (
    <div className="c-page">
      <Heading title={w.contractors}>{mayPlan ? <Button onClick={() => setEditing('new')}>{w.add}</Button> : null}</Heading>
      <Answered of={list} says={says} lines={8}>{({ contractors }) => contractors.length === 0 ? <Empty icon="car" title={w.noContractors} /> : (
        <Card><Table label={w.contractors} columns={[w.name, w.city, w.means, { label: w.radius, num: true }, { label: w.tariff, num: true }, w.inUse, { label: w.edit, hidden: true }]}>{contractors.map((one) => (
          <tr key={one.id}><td><strong>{language === 'zh' ? one.name : one.nameEn}</strong><br /><a href={`tel:${one.phone}`}>{one.phone}</a></td><td style={{ whiteSpace: 'nowrap' }}>{one.city}</td><td><span className="c-inline">{one.means.map((each) => <Tag key={each}>{r.means[each]}</Tag>)}</span></td><td className="num">{one.radiusKm}</td>
            <td className="num">{yuan(one.baseFen)} + {yuan(one.fenPerKm)}/km</td><td><Tag tone={one.inUse ? 'good' : 'plain'}>{one.inUse ? w.inUse : w.notInUse}</Tag></td><td>{mayPlan ? <Button small onClick={() => setEditing(one)}>{w.edit}</Button> : null}</td></tr>
        ))}</Table></Card>
      )}</Answered>
      <Dialog open={editing !== undefined} onClose={() => setEditing(undefined)} title={editing === 'new' ? w.add : w.edit}>{editing === undefined ? null : <Edit one={editing === 'new' ? undefined : editing} done={() => setEditing(undefined)} />}</Dialog>
    </div>
  );
}
