// Staff with their roles by brand and place: add, grant, close and open the door.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/CaseActions.tsx';
import { useMe } from '../shell/me.tsx';
import { roleWords } from '#client/role-words';

const words = defineWords({
  zh: { title: '人员与角色', add: '新增员工', name: '姓名', userName: '用户名', password: '初始密码', role: '角色', brand: '品牌', outlet: '网点', everyBrand: '全部品牌', everyOutlet: '全部网点', save: '保存', find: '按姓名或用户名查找', none: '没有符合的人员', disabled: '已停用', disable: '停用', enable: '启用', why: '理由', added: '已新增', grant: '增加角色', noPassword: '未设密码' },
  en: { title: 'People and roles', add: 'Add a member of staff', name: 'Name', userName: 'User name', password: 'First password', role: 'Role', brand: 'Brand', outlet: 'Outlet', everyBrand: 'Every brand', everyOutlet: 'Every outlet', save: 'Save', find: 'Find by name or user name', none: 'Nobody found', disabled: 'Disabled', disable: 'Disable', enable: 'Enable', why: 'Reason', added: 'Added', grant: 'Add a role', noPassword: 'no password' },
});
type Member = Out<'listStaff'>['staff'][number];
type Role = Member['grants'][number]['role'];

function useNames() {
  const { language } = useLanguage();
  const w = useWords(words);
  const brands = useAsk('listBrands', {});
  const outlets = useAsk('listOutlets', {});
  const pick = (one: { name: string; nameEn: string } | undefined, all: string): string => (one === undefined ? all : language === 'zh' ? one.name : one.nameEn);
  return {
    brands: brands.data?.brands ?? [], outlets: outlets.data?.outlets ?? [],
    brand: (id: string | null) => (id === null ? w.everyBrand : pick(brands.data?.brands.find((one) => one.id === id), id)),
    outlet: (id: string | null) => (id === null ? w.everyOutlet : pick(outlets.data?.outlets.find((one) => one.id === id), id)),
  };
}

function GrantFields({ role, setRole, brandId, setBrandId, outletId, setOutletId }: { role: Role; setRole(role: Role): void; brandId: string; setBrandId(id: string): void; outletId: string; setOutletId(id: string): void }) {
  const w = useWords(words);
  const roles = useWords(roleWords);
  const names = useNames();
  return (
    <>
      <SelectField label={w.role} value={role} onValue={(value) => setRole(value as Role)} options={Object.entries(roles).map(([value, label]) => ({ value, label }))} />
      <SelectField label={w.brand} value={brandId} onValue={setBrandId} options={[{ value: '', label: w.everyBrand }, ...names.brands.map((one) => ({ value: one.id, label: names.brand(one.id) }))]} />
      <SelectField label={w.outlet} value={outletId} onValue={setOutletId} options={[{ value: '', label: w.everyOutlet }, ...names.outlets.map((one) => ({ value: one.id, label: names.outlet(one.id) }))]} />
    </>
  );
}

function AddMember() {
  const w = useWords(words);
  const { brands } = useMe();
  const [member, setMember] = useState({ name: '', userName: '', password: '' });
  const [role, setRole] = useState<Role>('adviser');
  const [brandId, setBrandId] = useState(brands.length === 1 ? (brands[0]?.id ?? '') : '');
  const [outletId, setOutletId] = useState('');
  const act = useAct('addStaff');
  const error = useFieldErrors(act.error, ['name', 'userName', 'password']);
  const field = (key: keyof typeof member) => ({ value: member[key], onValue: (value: string) => setMember({ ...member, [key]: value }), error: error(key) });
  return (
    <Form onSubmit={() => act.mutate({ name: member.name, userName: member.userName, ...(member.password === '' ? {} : { password: member.password }), grants: [{ role, brandId: brandId === '' ? null : brandId, outletId: outletId === '' ? null : outletId }] }, { onSuccess: () => {
      say(w.added);
      setMember({ name: '', userName: '', password: '' });
    } })}>
      <TextField label={w.name} {...field('name')} /><TextField label={w.userName} {...field('userName')} autoCapitalize="none" /><TextField label={w.password} type="password" autoComplete="new-password" {...field('password')} />
      <GrantFields {...{ role, setRole, brandId, setBrandId, outletId, setOutletId }} />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={member.name === '' || member.userName === ''}>{w.save}</Button>
    </Form>
  );
}

function MemberRow({ one }: { one: Member }) {
  const w = useWords(words);
  const roles = useWords(roleWords);
  const names = useNames();
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const [role, setRole] = useState<Role>('adviser');
  const [brandId, setBrandId] = useState('');
  const [outletId, setOutletId] = useState('');
  const disable = useAct('disableStaff');
  const enable = useAct('enableStaff');
  const change = useAct('changeGrants');
  const door = one.disabledAt === null ? disable : enable;
  return (
    <tr>
      <td><strong>{one.name}</strong>{one.disabledAt === null ? null : <Tag tone="warn">{w.disabled}</Tag>}<small>{one.userName}{one.hasPassword ? '' : ` · ${w.noPassword}`}</small></td>
      <td>{one.grants.map((grant) => <div key={`${grant.role} ${grant.brandId} ${grant.outletId}`}>{roles[grant.role]} <span className="k-muted">{names.brand(grant.brandId)} · {names.outlet(grant.outletId)}</span></div>)}
        {open ? <Form onSubmit={() => change.mutate({ id: one.id, version: one.version, grants: [...one.grants, { role, brandId: brandId === '' ? null : brandId, outletId: outletId === '' ? null : outletId }] }, { onSuccess: () => setOpen(false) })}><GrantFields {...{ role, setRole, brandId, setBrandId, outletId, setOutletId }} /><Stale error={change.error} /><Button type="submit" small kind="primary" busy={change.isPending}>{w.save}</Button></Form> : null}
      </td>
      <td>{may('administrator', 'serviceManager') ? (
        <div className="k-row">
          <Button small onClick={() => setOpen(!open)}>{w.grant}</Button>
          <input className="k-input" style={{ width: 120 }} aria-label={w.why} placeholder={w.why} value={why} onChange={(event) => setWhy(event.target.value)} />
          <Button small kind={one.disabledAt === null ? 'danger' : 'plain'} disabled={why.trim().length < 2} busy={door.isPending} onClick={() => door.mutate({ id: one.id, why }, { onSuccess: () => setWhy('') })}>{one.disabledAt === null ? w.disable : w.enable}</Button>
          <Stale error={door.error} />
        </div>
      ) : null}</td>
    </tr>
  );
}

export function People() {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const [text, setText] = useState('');
  const staff = useAsk('listStaff', { limit: 100, ...(text.trim() === '' ? {} : { text: text.trim() }) }, { keep: true });
  return (
    <div className="c-page">
      <header><h1>{w.title}</h1><input className="k-input" style={{ width: 240 }} type="search" aria-label={w.find} placeholder={w.find} value={text} onChange={(event) => setText(event.target.value)} /></header>
      <div className="c-split">
        <Answered of={staff} says={says} lines={8}>
          {(data) => data.staff.length === 0 ? <Empty icon="people" title={w.none} /> : <div className="c-tablebox" tabIndex={0} role="region" aria-label={w.title}><table className="c-table"><thead><tr><th>{w.name}</th><th>{w.role}</th><th /></tr></thead><tbody>{data.staff.map((one) => <MemberRow key={one.id} one={one} />)}</tbody></table></div>}
        </Answered>
        {may('administrator', 'serviceManager') ? <Card title={w.add}><AddMember /></Card> : <span />}
      </div>
    </div>
  );
}
