// Set-up forms for people and names: administrator, alliance, brand, staff.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useFieldErrors } from '#client/says';
import { words } from '../words.ts';

export function AdministratorStep() {
  const w = useWords(words);
  const [userName, setUserName] = useState('admin');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const act = useAct('setUpFirstAdministrator');
  const error = useFieldErrors(act.error, ['userName', 'name', 'password']);
  return (
    <Form onSubmit={() => act.mutate({ userName, name, password })}>
      <TextField label={w.userName} value={userName} onValue={setUserName} error={error('userName')} autoComplete="username" />
      <TextField label={w.personName} value={name} onValue={setName} error={error('name')} />
      <TextField label={w.password} type="password" hint={w.passwordHint} value={password} onValue={setPassword} error={error('password')} autoComplete="new-password" />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending}>{w.save}</Button>
    </Form>
  );
}

export function AllianceStep() {
  const w = useWords(words);
  const [name, setName] = useState('');
  const [nameEn, setNameEn] = useState('');
  const act = useAct('setUpAlliance');
  const error = useFieldErrors(act.error, ['name', 'nameEn']);
  return (
    <Form onSubmit={() => act.mutate({ name, nameEn })}>
      <TextField label={w.name} value={name} onValue={setName} error={error('name')} />
      <TextField label={w.nameEn} value={nameEn} onValue={setNameEn} error={error('nameEn')} />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending}>{w.save}</Button>
    </Form>
  );
}

export function BrandStep() {
  const w = useWords(words);
  const [brand, setBrand] = useState({ id: '', name: '', nameEn: '', hotline: '' });
  const act = useAct('addBrand');
  const error = useFieldErrors(act.error, ['id', 'name', 'nameEn', 'hotline']);
  const field = (key: keyof typeof brand) => ({ value: brand[key], onValue: (value: string) => setBrand({ ...brand, [key]: value }), error: error(key) });
  return (
    <Form onSubmit={() => act.mutate(brand)}>
      <TextField label={w.name} {...field('name')} />
      <TextField label={w.nameEn} {...field('nameEn')} />
      <TextField label={w.code} hint={w.codeHint} {...field('id')} autoCapitalize="none" />
      <TextField label={w.hotline} {...field('hotline')} inputMode="tel" />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending}>{w.save}</Button>
    </Form>
  );
}

export function StaffStep() {
  const w = useWords(words);
  const brands = useAsk('listBrands', {});
  const outlets = useAsk('listOutlets', {});
  const [userName, setUserName] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<'serviceManager' | 'agent' | 'adviser' | 'technician'>('serviceManager');
  const act = useAct('addStaff');
  const error = useFieldErrors(act.error, ['userName', 'name', 'password']);
  const brandId = brands.data?.brands[0]?.id ?? null;
  const outletId = role === 'agent' ? null : (outlets.data?.outlets[0]?.id ?? null);
  return (
    <Form onSubmit={() => act.mutate({ userName, name, password, grants: [{ role, brandId, outletId }] })}>
      <TextField label={w.personName} value={name} onValue={setName} error={error('name')} />
      <TextField label={w.userName} value={userName} onValue={setUserName} error={error('userName')} autoCapitalize="none" />
      <TextField label={w.password} type="password" hint={w.passwordHint} value={password} onValue={setPassword} error={error('password')} autoComplete="new-password" />
      <SelectField label={w.role} value={role} onValue={(value) => setRole(value as typeof role)} options={[
        { value: 'serviceManager', label: w.roles.serviceManager }, { value: 'agent', label: w.roles.agent }, { value: 'adviser', label: w.roles.adviser }, { value: 'technician', label: w.roles.technician },
      ]} />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending}>{w.save}</Button>
    </Form>
  );
}
