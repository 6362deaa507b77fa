// Registering owners and cars by hand.
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useFieldErrors, useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Chosen = { id: string; name: string; brandId: string };

function NewOwner({ onDone }: { onDone(owner: Chosen): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { brands } = useMe();
  const [brandId, setBrandId] = useState(brands[0]?.id ?? '');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [kind, setKind] = useState<'person' | 'family' | 'company'>('person');
  const act = useAct('addOwner');
  const error = useFieldErrors(act.error, ['name', 'phone']);
  return (
    <Form onSubmit={() => act.mutate({ brandId, name, phone, kind }, { onSuccess: (owner) => {
      say(w.saved);
      onDone({ id: owner.id, name: owner.name, brandId });
    } })}>
      <SelectField label={w.brand} value={brandId} onValue={setBrandId} options={brands.map((brand) => ({ value: brand.id, label: language === 'zh' ? brand.name : brand.nameEn }))} />
      <TextField label={w.name} value={name} onValue={setName} error={error('name')} />
      <TextField label={w.phone} value={phone} onValue={setPhone} error={error('phone')} inputMode="tel" />
      <SelectField label={w.kind} value={kind} onValue={(value) => setKind(value as typeof kind)} options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={name === '' || phone === ''}>{w.save}</Button>
    </Form>
  );
}

function NewCar({ owner }: { owner: Chosen }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const models = useAsk('listModels', { brandId: owner.brandId });
  const [modelId, setModelId] = useState('');
  const [vin, setVin] = useState('');
  const [plateNo, setPlateNo] = useState('');
  const [colour, setColour] = useState('');
  const [deliveredOn, setDeliveredOn] = useState('');
  const [usageNature, setUsage] = useState<'household' | 'commercial'>('household');
  const act = useAct('addVehicle');
  const error = useFieldErrors(act.error, ['vin', 'plateNo', 'colour', 'deliveredOn', 'modelId']);
  const model = modelId === '' ? (models.data?.models[0]?.id ?? '') : modelId;
  return (
    <Form onSubmit={() => act.mutate({ vin, modelId: model, ownerId: owner.id, plateNo: plateNo === '' ? null : plateNo, colour, deliveredOn: deliveredOn === '' ? null : deliveredOn, usageNature }, { onSuccess: () => say(w.saved) })}>
      <p><strong>{w.ownerChosen(owner.name)}</strong></p>
      <SelectField label={w.model} value={model} onValue={setModelId} options={(models.data?.models ?? []).map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))} error={error('modelId')} />
      <TextField label={w.vin} value={vin} onValue={setVin} error={error('vin')} autoCapitalize="characters" />
      <TextField label={w.plate} value={plateNo} onValue={setPlateNo} error={error('plateNo')} />
      <TextField label={w.colour} value={colour} onValue={setColour} error={error('colour')} />
      <TextField label={w.delivered} type="date" value={deliveredOn} onValue={setDeliveredOn} error={error('deliveredOn')} />
      <SelectField label={w.use} value={usageNature} onValue={(value) => setUsage(value as typeof usageNature)} options={Object.entries(w.uses).map(([value, label]) => ({ value, label }))} />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      {act.data === undefined ? null : <Notice tone="good"><Link to={links.vehicle(act.data.vehicle.id)}>{act.data.vehicle.vin}</Link>{act.data.warnings.map((warning) => <p key={warning}>{w.warnings[warning]}</p>)}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={vin === '' || colour === ''}>{w.save}</Button>
    </Form>
  );
}

/** `?owner=…` comes from an owner's page and begins with that owner. */
export function Register() {
  const w = useWords(words);
  const says = useSays();
  const [params] = useSearchParams();
  const [text, setText] = useState('');
  const [owner, setOwner] = useState<Chosen | undefined>();
  const given = params.get('owner') ?? '';
  const known = useAsk('showOwner', { id: given }, { enabled: given !== '' });
  const chosen = owner ?? (known.data === undefined ? undefined : { id: known.data.owner.id, name: known.data.owner.name, brandId: known.data.owner.brandIds[0] ?? '' });
  const found = useAsk('listOwners', { text: text.trim(), limit: 10 }, { enabled: text.trim().length > 1, keep: true });
  const none = text.trim().length > 1 && found.data?.owners.length === 0;
  return (
    <div className="c-page">
      <Heading title={w.register} lead={w.registerLead} />
      <div className="c-grid">
        <Card title={w.stepOwner}>
          <div className="k-stack">
            <TextField label={w.find} type="search" value={text} onValue={setText} />
            {found.error === null ? null : <Notice tone="danger">{says(found.error)}</Notice>}
            {none ? <p className="k-muted">{w.nobody}</p> : null}
            <ul className="k-list">{text.trim().length < 2 ? null : (found.data?.owners ?? []).map((one) => <li key={one.id} className="k-between"><span><Link to={links.owner(one.id)}>{one.name}</Link> <span className="k-muted k-number">{one.phone}</span></span><Button small kind={chosen?.id === one.id ? 'primary' : 'plain'} onClick={() => setOwner({ id: one.id, name: one.name, brandId: one.brandIds[0] ?? '' })}>{w.choose}</Button></li>)}</ul>
          </div>
        </Card>
        <Card title={w.newOwner}><NewOwner onDone={setOwner} /></Card>
        <Card title={w.newCar}>{chosen === undefined ? <p className="k-muted">{w.chooseOwner}</p> : <NewCar key={chosen.id} owner={chosen} />}</Card>
      </div>
    </div>
  );
}
