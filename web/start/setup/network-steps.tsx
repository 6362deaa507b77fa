// Set-up forms for things: the first model and the first outlet.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useFieldErrors } from '#client/says';
import { words } from '../words.ts';

/** What was typed as a number; nothing is no number, not nought. */
const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const numbers = ['cellCount', 'probeCount', 'batteryKwh', 'rangeKm', 'threeGuaranteesMinSohPct', 'repairWarrantyMinSohPct'] as const;

export function ModelStep() {
  const w = useWords(words);
  const brands = useAsk('listBrands', {});
  const [model, setModel] = useState({ id: '', name: '', nameEn: '', chemistry: 'NCM', cellCount: '108', probeCount: '32', batteryKwh: '77', rangeKm: '600', threeGuaranteesMinSohPct: '80', repairWarrantyMinSohPct: '75' });
  const act = useAct('addModel');
  const error = useFieldErrors(act.error, Object.keys(model));
  const field = (key: keyof typeof model) => ({ value: model[key], onValue: (value: string) => setModel({ ...model, [key]: value }), error: error(key) });
  const labels = { cellCount: w.cells, probeCount: w.probes, batteryKwh: w.kwh, rangeKm: w.range, threeGuaranteesMinSohPct: w.soh3, repairWarrantyMinSohPct: w.sohWarranty };
  const submit = (): void => act.mutate({
    id: model.id, brandId: brands.data?.brands[0]?.id ?? '', name: model.name, nameEn: model.nameEn, chemistry: model.chemistry as 'NCM' | 'LFP',
    cellCount: numberIn(model.cellCount), probeCount: numberIn(model.probeCount), batteryKwh: numberIn(model.batteryKwh), rangeKm: numberIn(model.rangeKm),
    threeGuaranteesMinSohPct: numberIn(model.threeGuaranteesMinSohPct), repairWarrantyMinSohPct: numberIn(model.repairWarrantyMinSohPct),
  });
  return (
    <Form onSubmit={submit}>
      <TextField label={w.name} {...field('name')} />
      <TextField label={w.nameEn} {...field('nameEn')} />
      <TextField label={w.code} hint={w.codeHint} {...field('id')} autoCapitalize="none" />
      <SelectField label={w.chemistry} {...field('chemistry')} options={(['NCM', 'LFP'] as const).map((value) => ({ value, label: w.chemistries[value] }))} />
      <div className="pairs">{numbers.map((name) => <TextField key={name} label={labels[name]} {...field(name)} inputMode="decimal" />)}</div>
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={brands.data === undefined}>{w.save}</Button>
    </Form>
  );
}

const capabilities = ['lift', 'hvBay', 'batteryLift', 'calibration', 'paint', 'bodyRepair', 'mobile', 'towAccess'] as const;
type Capability = (typeof capabilities)[number];

export function OutletStep() {
  const w = useWords(words);
  const brands = useAsk('listBrands', {});
  const [outlet, setOutlet] = useState({ name: '', nameEn: '', city: '', cityEn: '', tier: '1', kind: 'serviceCentre', address: '', phone: '', lon: '', lat: '' });
  const [can, setCan] = useState<readonly Capability[]>(['lift']);
  const act = useAct('addOutlet');
  const error = useFieldErrors(act.error, Object.keys(outlet));
  const field = (key: keyof typeof outlet) => ({ value: outlet[key], onValue: (value: string) => setOutlet({ ...outlet, [key]: value }), error: error(key) });
  const submit = (): void => act.mutate({
    name: outlet.name, nameEn: outlet.nameEn, city: outlet.city, cityEn: outlet.cityEn, address: outlet.address, phone: outlet.phone,
    tier: Number(outlet.tier), kind: outlet.kind as 'serviceCentre', lon: numberIn(outlet.lon), lat: numberIn(outlet.lat),
    brandIds: (brands.data?.brands ?? []).map((brand) => brand.id), capabilities: [...can], opensOnHolidays: false,
    weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '08:30', closes: '18:00' })),
  });
  return (
    <Form onSubmit={submit}>
      <TextField label={w.name} {...field('name')} />
      <TextField label={w.nameEn} {...field('nameEn')} />
      <SelectField label={w.kind} {...field('kind')} options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} />
      <div className="pairs"><TextField label={w.city} {...field('city')} /><TextField label={w.cityEn} {...field('cityEn')} /></div>
      <SelectField label={w.tier} {...field('tier')} options={([1, 2, 3, 4] as const).map((tier) => ({ value: String(tier), label: w.tiers[tier] }))} />
      <TextField label={w.address} {...field('address')} />
      <TextField label={w.phone} {...field('phone')} inputMode="tel" />
      <div className="pairs"><TextField label={w.lon} hint={w.lonHint} {...field('lon')} inputMode="decimal" /><TextField label={w.lat} hint={w.latHint} {...field('lat')} inputMode="decimal" /></div>
      <fieldset className="k-field" style={{ border: 0, padding: 0, margin: 0 }}>
        <legend className="k-label">{w.capability}</legend>
        <div className="k-choice">
          {capabilities.map((one) => <label key={one}><input type="checkbox" checked={can.includes(one)} onChange={(event) => setCan(event.target.checked ? [...can, one] : can.filter((other) => other !== one))} />{w.capabilities[one]}</label>)}
        </div>
      </fieldset>
      <p className="k-muted">{w.hours}</p>
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending}>{w.save}</Button>
    </Form>
  );
}
