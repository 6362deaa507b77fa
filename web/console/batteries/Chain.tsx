// Packs and modules with their way: what lacks something first, then all by state; entering a new one; the regulator's file.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { BatteryTabs } from './BatteryTabs.tsx';
import './batteries.css';
import { formWords } from './form-words.ts';
import { words } from './words.ts';

type Units = Out<'listBatteryUnits'>;

function Gaps({ gaps }: { gaps: Units['gaps'] }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  return (
    <Card title={w.gaps}>{gaps.length === 0 ? <p className="k-muted">{w.noGaps}</p> : <ul className="k-list">{gaps.map((gap) => (
      <li key={`${gap.kind} ${gap.unitId}`} className="k-between"><span className="c-inline"><Tag tone="danger">{b.gap[gap.kind]}</Tag><Link className="b-code" to={links.unit(gap.unitId)}>{gap.code}</Link></span><span className="k-muted"><When at={gap.sinceAt} /></span></li>
    ))}</ul>}</Card>
  );
}

function brandsOf(grants: readonly { brand: { id: string } | null }[], all: Out<'listBrands'>['brands']) {
  return grants.some((grant) => grant.brand === null) ? all : all.filter((brand) => grants.some((grant) => grant.brand?.id === brand.id));
}

function TraceFile({ brands }: { brands: readonly { id: string; label: string }[] }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const says = useSays();
  const [brandId, setBrand] = useState(brands[0]?.id ?? '');
  const [made, make] = useState('');
  const file = useAsk('exportTraceFile', { brandId: made }, { enabled: made !== '' });
  const keep = (data: Out<'exportTraceFile'>): void => {
    const url = URL.createObjectURL(new Blob([`\uFEFF${data.text}`], { type: 'text/csv' }));
    Object.assign(document.createElement('a'), { href: url, download: data.fileName }).click();
    URL.revokeObjectURL(url);
  };
  return (
    <Card title={w.traceFile}>
      <div className="c-form"><SelectField label={w.brand} value={brandId} onValue={setBrand} options={brands.map(({ id, label }) => ({ value: id, label }))} /><Button onClick={() => make(brandId)} disabled={brandId === ''}>{w.makeFile}</Button></div>
      {file.error === null ? null : <Notice tone="danger">{says(file.error)}</Notice>}
      {file.data === undefined ? null : (
        <>
          <p className="c-inline c-gap"><Tag tone="good">{w.dueLines(file.data.rows)}</Tag>{file.data.traces.length > file.data.rows ? <Tag tone="warn">{w.bad(file.data.traces.length - file.data.rows)}</Tag> : null}<Button small disabled={file.data.rows === 0} onClick={() => file.data !== undefined && keep(file.data)}>{w.download}</Button></p>
          <p className="k-muted b-code">{w.hash} {file.data.sha256.slice(0, 16)}…</p>
          <ul className="k-list">{file.data.traces.slice(0, 12).map((trace) => <li key={trace.id}><span className="k-between"><Link to={links.unit(trace.unitId)}>{b.trace[trace.kind]}</Link><span className="k-muted">{w.dueOn} {trace.dueOn}</span></span>{trace.problems.length === 0 ? null : <span className="c-inline">{trace.problems.map((one) => <Tag key={one} tone="warn">{b.problem[one] ?? one}</Tag>)}</span>}</li>)}</ul>
        </>
      )}
    </Card>
  );
}

function AddUnit({ brands }: { brands: readonly { id: string; label: string }[] }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const says = useSays();
  const [code, setCode] = useState('');
  const [brandId, setBrand] = useState(brands[0]?.id ?? '');
  const f = useWords(formWords);
  const [company, setCompany] = useState('');
  const [title, setTitle] = useState<NonNullable<In<'addBatteryUnit'>['titleKind']>>('carOwner');
  const plain = code.trim().toUpperCase();
  const read = useAsk('readBatteryCode', { code: plain }, { enabled: plain.length === 24 });
  const act = useAct('addBatteryUnit');
  return (
    <Card title={w.addUnit}>
      <Form label={w.addUnit} onSubmit={() => act.mutate({ code: plain, brandId, titleKind: title, ...(title === 'batteryCompany' && company.trim() !== '' ? { titleName: company.trim() } : {}) }, { onSuccess: () => setCode('') })}>
        <TextField label={w.code} value={code} onValue={setCode} autoComplete="off" autoCapitalize="characters" maxLength={40} />
        {read.data === undefined ? null : <p className="k-muted">{w.maker} {read.data.makerCode} · {b.unit[{ P: 'pack', M: 'module', C: 'cell' }[read.data.productType] ?? ''] ?? ''} · {w.madeOn} {read.data.madeOn ?? '–'}{read.data.warnings.map((one) => ` · ${b.warning[one] ?? one}`).join('')}</p>}
        <div className="c-form"><SelectField label={w.brand} value={brandId} onValue={setBrand} options={brands.map(({ id, label }) => ({ value: id, label }))} /><SelectField label={w.titleOf} value={title} onValue={(value) => setTitle(value as typeof title)} options={(['carOwner', 'batteryCompany', 'maker'] as const).map((value) => ({ value, label: b.title[value] ?? value }))} />{title === 'batteryCompany' ? <TextField label={f.company} value={company} onValue={setCompany} maxLength={80} /> : null}</div>
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={plain.length < 4 || brandId === ''}>{w.add}</Button>
      </Form>
    </Card>
  );
}

function UnitRows({ units }: { units: Units['units'] }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  return (
    <Table label={w.units} columns={[w.code, w.kind, w.state, w.place, w.titleOf]}>{units.map((one) => (
      <tr key={one.id}><td><Link className="b-code" to={links.unit(one.id)}>{one.code}</Link><small>{w.madeOn} {one.parsed.madeOn ?? '–'}</small></td><td>{b.unit[one.kind]}</td><td><Tag tone={one.state === 'recycled' || one.state === 'secondLife' ? 'good' : one.state === 'quarantined' ? 'danger' : 'plain'}>{b.custody[one.state]}</Tag><small><When at={one.stateSinceAt} /></small></td><td>{one.holder ?? '–'}</td><td>{one.titleName ?? b.title[one.titleKind]}</td></tr>
    ))}</Table>
  );
}

export function Chain() {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const says = useSays();
  const { language } = useLanguage();
  const { may, grants } = useMe();
  const [state, setState] = useState('');
  const [code, setCode] = useState('');
  const all = useAsk('listBrands', {});
  const brands = brandsOf(grants, all.data?.brands ?? []).map((brand) => ({ id: brand.id, label: language === 'zh' ? brand.name : brand.nameEn }));
  const units = useAsk('listBatteryUnits', { limit: 100, ...(state === '' ? {} : { state: state as Units['units'][number]['state'] }), ...(code.trim() === '' ? {} : { code: code.trim() }) }, { topics: ['batteries'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.tabs.chain} lead={w.chainLead} />
      <BatteryTabs />
      <div className="c-split">
        <div className="c-col">
          <div className="c-filters"><select className="k-input" aria-label={w.state} value={state} onChange={(event) => setState(event.target.value)}><option value="">{w.anyState}</option>{Object.entries(b.custody).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select><input className="k-input" aria-label={w.find} placeholder={w.find} value={code} onChange={(event) => setCode(event.target.value)} /></div>
          <Answered of={units} says={says} lines={8}>{(data) => data.units.length === 0 ? <Empty icon="battery" title={w.emptyUnits} /> : <UnitRows units={data.units} />}</Answered>
        </div>
        <div className="c-col">
          {units.data === undefined ? null : <Gaps gaps={units.data.gaps} />}
          {brands.length > 0 && may('partsPlanner', 'warrantyOfficer', 'serviceManager', 'auditor', 'administrator') ? <TraceFile brands={brands} /> : null}
          {brands.length > 0 && may('technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'administrator') ? <AddUnit brands={brands} /> : null}
        </div>
      </div>
    </div>
  );
}
