// Outlets: what they can do, their bays, their technicians with certificates that count today, expire soon, or are over.
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';

const words = defineWords({
  zh: { title: '网点', tier: (tier: number) => `${tier} 线`, bays: '工位', technicians: '技师', hv: '可做高压', until: '至', expired: '已过期', soon: '即将到期', details: '详情', back: '返回', addBay: '新增工位', newBay: '新工位名称', canDo: '能做什么', lead: '服务能力、工位、技师与证书。', none: '还没有网点', name: '名称', save: '保存', addCertificate: '登记证书', kind: '证书', number: '编号', from: '自', to: '至', kinds: { lvElectrician: '低压电工证', makerHv: '厂家高压课程', makerGeneral: '厂家课程', inspector: '检验', calibration: '标定' }, caps: { lift: '举升机', hvBay: '高压工位', batteryLift: '电池举升', calibration: '标定', paint: '喷漆', bodyRepair: '钣金', mobile: '移动服务', towAccess: '拖车通道' }, withdrawn: '已撤销', away: '休假' },
  en: { title: 'Outlets', tier: (tier: number) => `Tier ${tier}`, bays: 'Bays', technicians: 'Technicians', hv: 'may work on HV', until: 'until', expired: 'expired', soon: 'expires soon', details: 'Details', back: 'Back', addBay: 'Add a bay', newBay: 'Name of a new bay', canDo: 'What it can do', lead: 'What each can do, its bays, its technicians and their certificates.', none: 'No outlets yet', name: 'Name', save: 'Save', addCertificate: 'Add a certificate', kind: 'Certificate', number: 'Number', from: 'From', to: 'To', kinds: { lvElectrician: 'Low-voltage electrician', makerHv: 'Maker’s HV course', makerGeneral: 'Maker’s course', inspector: 'Inspector', calibration: 'Calibration' }, caps: { lift: 'Lift', hvBay: 'HV bay', batteryLift: 'Battery lift', calibration: 'Calibration', paint: 'Paint', bodyRepair: 'Body repair', mobile: 'Mobile service', towAccess: 'Tow access' }, withdrawn: 'withdrawn', away: 'away' },
});
type Capability = 'lift' | 'hvBay' | 'batteryLift' | 'calibration' | 'paint' | 'bodyRepair' | 'mobile' | 'towAccess';
type Kind = 'lvElectrician' | 'makerHv' | 'makerGeneral' | 'inspector' | 'calibration';

function AddCertificate({ staffId, done }: { staffId: string; done(): void }) {
  const w = useWords(words);
  const [kind, setKind] = useState<Kind>('makerHv');
  const [number, setNumber] = useState('');
  const [validFrom, setFrom] = useState(dayOf(new Date()));
  const [validTo, setTo] = useState('');
  const act = useAct('addCertificate');
  return (
    <Form onSubmit={() => act.mutate({ staffId, kind, brandId: null, number, validFrom, validTo }, { onSuccess: done })}>
      <SelectField label={w.kind} value={kind} onValue={(value) => setKind(value as Kind)} options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} />
      <TextField label={w.number} value={number} onValue={setNumber} /><TextField label={w.from} type="date" value={validFrom} onValue={setFrom} /><TextField label={w.to} type="date" value={validTo} onValue={setTo} />
      <Stale error={act.error} />
      <Button type="submit" small kind="primary" busy={act.isPending} disabled={number === '' || validTo === ''}>{w.save}</Button>
    </Form>
  );
}

function Inside({ outletId }: { outletId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { may } = useMe();
  const [adding, setAdding] = useState('');
  const [name, setName] = useState('');
  const [can, setCan] = useState<Capability[]>(['lift']);
  const bays = useAsk('listBays', { outletId }, { topics: ['network'] });
  const technicians = useAsk('listTechnicians', { outletId }, { topics: ['network'] });
  const addBay = useAct('addBay');
  const today = dayOf(new Date());
  const soon = dayOf(new Date(Date.now() + 45 * 86_400_000));
  const { grants } = useMe();
  const manages = may('administrator') || grants.some((grant) => grant.role === 'regionalManager' || (grant.role === 'serviceManager' && (grant.outlet === null || grant.outlet.id === outletId)));
  return (
    <div className="k-stack">
      <Answered of={bays} says={says} lines={2}>{(data) => <div><strong>{w.bays}</strong><ul className="k-list">{data.bays.map((bay) => <li key={bay.id} className="k-between"><span>{bay.name}</span><span className="c-inline">{bay.capabilities.map((one) => <Tag key={one}>{w.caps[one]}</Tag>)}</span></li>)}</ul>
        {manages ? (
          <Form label={w.addBay} onSubmit={() => addBay.mutate({ outletId, name: name.trim(), capabilities: can }, { onSuccess: () => setName('') })}>
            <TextField label={w.newBay} value={name} onValue={setName} />
            {name.trim() === '' ? null : <><div className="k-choice" role="group" aria-label={w.canDo}>{(Object.keys(w.caps) as Capability[]).filter((one) => one !== 'mobile' && one !== 'towAccess').map((one) => <label key={one}><input type="checkbox" checked={can.includes(one)} onChange={(event) => setCan(event.target.checked ? [...can, one] : can.filter((other) => other !== one))} />{w.caps[one]}</label>)}</div>
              <Stale error={addBay.error} /><div><Button type="submit" small busy={addBay.isPending}>{w.addBay}</Button></div></>}
          </Form>
        ) : null}</div>}</Answered>
      <Answered of={technicians} says={says} lines={4}>{(data) => <div><strong>{w.technicians}</strong><ul className="k-list">{data.technicians.map((one) => (
        <li key={one.staffId}>
          <div className="k-between"><span className="c-inline"><strong>{one.name}</strong>{one.mayWorkHv ? <Tag tone="info">{w.hv}</Tag> : null}{one.absences.some((absence) => absence.firstOn <= today && today <= absence.lastOn) ? <Tag tone="warn">{w.away}</Tag> : null}</span>{manages ? <Button small onClick={() => setAdding(adding === one.staffId ? '' : one.staffId)}>{w.addCertificate}</Button> : null}</div>
          <div className="c-inline">{one.certificates.map((paper) => <Tag key={paper.id} tone={paper.withdrawnAt !== null || paper.validTo < today ? 'danger' : paper.validTo < soon ? 'warn' : 'good'}>{w.kinds[paper.kind]} {paper.withdrawnAt !== null ? w.withdrawn : paper.validTo < today ? w.expired : paper.validTo < soon ? `${w.soon} ${paper.validTo}` : `${w.until} ${paper.validTo}`}</Tag>)}</div>
          {adding === one.staffId ? <AddCertificate staffId={one.staffId} done={() => setAdding('')} /> : null}
        </li>
      ))}</ul></div>}</Answered>
    </div>
  );
}

export function Outlets() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const open = search.get('open') ?? '';
  const setOpen = (id: string): void => setSearch(id === '' ? {} : { open: id }, { replace: true });
  const outlets = useAsk('listOutlets', {}, { topics: ['network'] });
  const known = outlets.data !== undefined;
  useEffect(() => {
    if (known && open !== '') document.getElementById(`outlet-${open}`)?.scrollIntoView({ block: 'nearest' });
  }, [known, open]);
  const own = me.outletIds;
  const sees = me.may('agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator');
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead} />
      <Answered of={outlets} says={says} lines={8}>
        {(data) => data.outlets.length === 0 ? <Empty icon="store" title={w.none} /> : <div className="c-grid">{[...data.outlets].sort((a, b) => Number(own.includes(b.id)) - Number(own.includes(a.id))).map((one) => (
          <div key={one.id} id={`outlet-${one.id}`} className="c-spot"><Card title={language === 'zh' ? one.name : one.nameEn} aside={sees ? <Button small aria-expanded={open === one.id} onClick={() => setOpen(open === one.id ? '' : one.id)}>{open === one.id ? w.back : w.details}</Button> : undefined}>
            <p className="k-muted">{language === 'zh' ? one.city : one.cityEn} · {w.tier(one.tier)} · {one.address} · {one.phone}</p>
            <div className="c-inline c-gap">{one.capabilities.map((capability) => <Tag key={capability}>{w.caps[capability]}</Tag>)}</div>
            {open === one.id ? <Inside outletId={one.id} /> : null}
          </Card></div>
        ))}</div>}
      </Answered>
    </div>
  );
}
