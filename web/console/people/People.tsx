// Staff with their roles by brand and place: add, grant, close and open the door.
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk, useAskPages } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { More } from '../shell/More.tsx';
import { Table } from '../shell/Table.tsx';
import { roleWords } from '#client/role-words';

const words = defineWords({
  zh: { title: '人员与角色', add: '新增员工', name: '姓名', userName: '用户名', password: '初始密码', role: '角色', brand: '品牌', outlet: '网点', everyBrand: '全部品牌', everyOutlet: '全部网点', save: '保存', find: '按姓名、拼音或用户名查找', none: '没有符合的人员', disabled: '已停用', disable: '停用', enable: '启用', why: '理由', added: '已新增', grant: '增加角色', noPassword: '未设密码', manage: '管理', grants: '现有角色', remove: '移除', removeGrant: (role: string) => `移除角色：${role}`, newPassword: '重设密码', passwordHint: '临时密码；对方所有设备会退出，下次登录须自行更改。', door: '登录权限', close: '关闭', saved: '已保存', noRoles: '没有角色' },
  en: { title: 'People and roles', add: 'Add a member of staff', name: 'Name', userName: 'User name', password: 'First password', role: 'Role', brand: 'Brand', outlet: 'Outlet', everyBrand: 'Every brand', everyOutlet: 'Every outlet', save: 'Save', find: 'Find by name, pinyin or user name', none: 'Nobody found', disabled: 'Disabled', disable: 'Disable', enable: 'Enable', why: 'Reason', added: 'Added', grant: 'Add a role', noPassword: 'no password', manage: 'Manage', grants: 'Roles held', remove: 'Remove', removeGrant: (role: string) => `Remove the role ${role}`, newPassword: 'New password', passwordHint: 'For the time being; all their devices are signed out, and they choose their own at the next sign-in.', door: 'Signing in', close: 'Close', saved: 'Saved', noRoles: 'No roles' },
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

type Wanted = { role: Role; brandId: string; outletId: string };

/** Roles and places that this person may give: an administrator theirs, a service manager those of their own outlets. */
function useGivable() {
  const { may, grants, brands } = useMe();
  const all = may('administrator');
  const outletIds = all ? null : grants.filter((grant) => grant.role === 'serviceManager' && grant.outlet !== null).map((grant) => grant.outlet?.id ?? '');
  const everyBrand = grants.some((grant) => grant.role === 'administrator' && grant.brand === null);
  const first: Wanted = { role: 'adviser', brandId: everyBrand ? '' : (brands[0]?.id ?? ''), outletId: outletIds === null ? '' : (outletIds[0] ?? '') };
  return { all, outletIds, everyBrand, brandIds: brands.map((brand) => brand.id), first };
}

function GrantFields({ wanted, onWanted }: { wanted: Wanted; onWanted(wanted: Wanted): void }) {
  const w = useWords(words);
  const roles = useWords(roleWords);
  const names = useNames();
  const givable = useGivable();
  const options = Object.entries(roles).filter(([role]) => givable.all || role === 'adviser' || role === 'technician');
  const outlets = names.outlets.filter((one) => (givable.outletIds === null || givable.outletIds.includes(one.id)) && (wanted.brandId === '' || one.brandIds.includes(wanted.brandId)));
  return (
    <>
      <SelectField label={w.role} value={wanted.role} onValue={(value) => onWanted({ ...wanted, role: value as Role })} options={options.map(([value, label]) => ({ value, label }))} />
      <SelectField label={w.brand} value={wanted.brandId} onValue={(brandId) => onWanted({ ...wanted, brandId, outletId: givable.first.outletId })} options={[...(givable.everyBrand ? [{ value: '', label: w.everyBrand }] : []), ...names.brands.filter((one) => givable.brandIds.includes(one.id)).map((one) => ({ value: one.id, label: names.brand(one.id) }))]} />
      <SelectField label={w.outlet} value={wanted.outletId} onValue={(outletId) => onWanted({ ...wanted, outletId })} options={[...(givable.outletIds === null ? [{ value: '', label: w.everyOutlet }] : []), ...outlets.map((one) => ({ value: one.id, label: names.outlet(one.id) }))]} />
    </>
  );
}

const grantOf = (wanted: Wanted) => ({ role: wanted.role, brandId: wanted.brandId === '' ? null : wanted.brandId, outletId: wanted.outletId === '' ? null : wanted.outletId });

function AddMember() {
  const w = useWords(words);
  const { first } = useGivable();
  const [member, setMember] = useState({ name: '', userName: '', password: '' });
  const [wanted, setWanted] = useState(first);
  const act = useAct('addStaff');
  const error = useFieldErrors(act.error, ['name', 'userName', 'password']);
  const field = (key: keyof typeof member) => ({ value: member[key], onValue: (value: string) => setMember({ ...member, [key]: value }), error: error(key) });
  return (
    <Form onSubmit={() => act.mutate({ name: member.name.trim(), userName: member.userName.trim(), ...(member.password === '' ? {} : { password: member.password }), grants: [grantOf(wanted)] }, { onSuccess: () => {
      say(w.added);
      setMember({ name: '', userName: '', password: '' });
    } })}>
      <TextField label={w.name} {...field('name')} /><TextField label={w.userName} {...field('userName')} autoCapitalize="none" spellCheck={false} /><TextField label={w.password} type="password" autoComplete="new-password" {...field('password')} />
      <GrantFields wanted={wanted} onWanted={setWanted} />
      {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
      <Button type="submit" kind="primary" busy={act.isPending} disabled={member.name.trim() === '' || member.userName.trim() === ''}>{w.save}</Button>
    </Form>
  );
}

function Roles({ one }: { one: Member }) {
  const w = useWords(words);
  const roles = useWords(roleWords);
  const names = useNames();
  const { first } = useGivable();
  const [wanted, setWanted] = useState(first);
  const change = useAct('changeGrants');
  const set = (grants: Member['grants']): void => change.mutate({ id: one.id, version: one.version, grants }, { onSuccess: () => say(w.saved) });
  return (
    <div className="k-stack">
      <strong>{w.grants}</strong>
      {one.grants.length === 0 ? <p className="k-muted">{w.noRoles}</p> : <ul className="k-list">{one.grants.map((grant, index) => <li key={`${grant.role} ${grant.brandId} ${grant.outletId}`} className="k-between"><span>{roles[grant.role]} <span className="k-muted">{names.brand(grant.brandId)} · {names.outlet(grant.outletId)}</span></span><Button small kind="quiet" aria-label={w.removeGrant(roles[grant.role])} busy={change.isPending} onClick={() => set(one.grants.filter((_, at) => at !== index))}>{w.remove}</Button></li>)}</ul>}
      <Form label={w.grant} onSubmit={() => set([...one.grants, grantOf(wanted)])}><div className="c-form"><GrantFields wanted={wanted} onWanted={setWanted} /></div><Stale error={change.error} /><Button type="submit" busy={change.isPending}>{w.grant}</Button></Form>
    </div>
  );
}

function Door({ one }: { one: Member }) {
  const w = useWords(words);
  const [why, setWhy] = useState('');
  const [password, setPassword] = useState('');
  const disable = useAct('disableStaff');
  const enable = useAct('enableStaff');
  const reset = useAct('resetPassword');
  const door = one.disabledAt === null ? disable : enable;
  return (
    <>
      <Form label={w.newPassword} onSubmit={() => reset.mutate({ id: one.id, password }, { onSuccess: () => {
        say(w.saved);
        setPassword('');
      } })}><TextField label={w.newPassword} hint={w.passwordHint} type="password" autoComplete="new-password" value={password} onValue={setPassword} /><Stale error={reset.error} /><Button type="submit" busy={reset.isPending} disabled={password === ''}>{w.newPassword}</Button></Form>
      <Form label={w.door} onSubmit={() => door.mutate({ id: one.id, why: why.trim() }, { onSuccess: () => {
        say(w.saved);
        setWhy('');
      } })}><TextField label={`${one.disabledAt === null ? w.disable : w.enable} · ${w.why}`} value={why} onValue={setWhy} /><Stale error={door.error} /><Button type="submit" kind={one.disabledAt === null ? 'danger' : 'plain'} disabled={why.trim().length < 2} busy={door.isPending}>{one.disabledAt === null ? w.disable : w.enable}</Button></Form>
    </>
  );
}

function MemberRow({ one, onManage }: { one: Member; onManage: (() => void) | undefined }) {
  const w = useWords(words);
  const roles = useWords(roleWords);
  const names = useNames();
  return (
    <tr>
      <td><span className="c-inline"><strong>{one.name}</strong>{one.disabledAt === null ? null : <Tag tone="warn">{w.disabled}</Tag>}</span><small>{one.userName}{one.hasPassword ? '' : ` · ${w.noPassword}`}</small></td>
      <td>{one.grants.length === 0 ? w.noRoles : one.grants.map((grant) => <div key={`${grant.role} ${grant.brandId} ${grant.outletId}`}>{roles[grant.role]} <span className="k-muted">{names.brand(grant.brandId)} · {names.outlet(grant.outletId)}</span></div>)}</td>
      {onManage === undefined ? null : <td className="num"><Button small onClick={onManage}>{w.manage}</Button></td>}
    </tr>
  );
}

export function People() {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const [search, setSearch] = useSearchParams();
  const text = search.get('find') ?? '';
  const setText = (find: string): void => setSearch(find === '' ? {} : { find }, { replace: true });
  const [managing, setManaging] = useState('');
  const staff = useAskPages('listStaff', { limit: 50, ...(text.trim() === '' ? {} : { text: text.trim() }) });
  const list = (staff.data ?? []).flatMap((part) => part.staff);
  const manages = may('administrator', 'serviceManager');
  const one = list.find((member) => member.id === managing);
  return (
    <div className="c-page">
      <Heading title={w.title}><input className="k-input c-find" type="search" aria-label={w.find} placeholder={w.find} value={text} onChange={(event) => setText(event.target.value)} /></Heading>
      <div className={manages ? 'c-split' : undefined}>
        <Answered of={staff} says={says} lines={8}>
          {() => list.length === 0 ? <Empty icon="people" title={w.none} /> : (
            <div className="k-stack">
              <Table label={w.title} columns={[w.name, w.role, ...(manages ? [{ label: w.manage, hidden: true }] : [])]}>{list.map((member) => <MemberRow key={member.id} one={member} onManage={manages ? () => setManaging(member.id) : undefined} />)}</Table>
              <More of={staff} shown={list.length} />
            </div>
          )}
        </Answered>
        {manages ? <Card title={w.add}><AddMember /></Card> : null}
      </div>
      <Dialog open={one !== undefined} onClose={() => setManaging('')} title={one?.name ?? ''}>{one === undefined ? null : <><Roles one={one} /><Door one={one} /><Button onClick={() => setManaging('')}>{w.close}</Button></>}</Dialog>
    </div>
  );
}
