// Recalls and service actions: what there is and how far it has come; one of them with its cars; opening another.
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { campaignKinds } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { dayOf, Meter, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { campaignWords } from './campaign-words.ts';

const vinsOf = (text: string): string[] => [...new Set(text.toUpperCase().split(/[\s,，;；、]+/).filter((vin) => vin !== ''))];
const blank = { code: '', kind: 'recall' as (typeof campaignKinds)[number], name: '', nameEn: '', what: '', whatEn: '', openedOn: dayOf(new Date()), vins: '' };

function Open({ done }: { done(id: string): void }) {
  const w = useWords(campaignWords);
  const { language } = useLanguage();
  const { brands } = useMe();
  const [brand, setBrand] = useState('');
  const [draft, setDraft] = useState(blank);
  const [operations, setOperations] = useState<string[]>([]);
  const [find, setFind] = useState('');
  const brandId = brand === '' ? (brands[0]?.id ?? '') : brand;
  const found = useAsk('findOperations', { brandId, ...(find.trim() === '' ? {} : { text: find.trim() }) }, { enabled: brandId !== '', keep: true });
  const act = useAct('openCampaign');
  const error = useFieldErrors(act.error, ['code', 'vins', 'operations', 'openedOn']);
  const change = (more: Partial<typeof blank>): void => setDraft({ ...draft, ...more });
  const vins = vinsOf(draft.vins);
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  const whole = draft.code.trim() !== '' && [draft.name, draft.nameEn, draft.what, draft.whatEn].every((text) => text.trim() !== '') && operations.length > 0 && vins.length > 0;
  return (
    <Card title={w.open}>
      <Form label={w.open} onSubmit={() => act.mutate({ brandId, code: draft.code.trim(), kind: draft.kind, name: draft.name.trim(), nameEn: draft.nameEn.trim(), what: draft.what.trim(), whatEn: draft.whatEn.trim(), openedOn: draft.openedOn, operations, vins }, { onSuccess: (made) => done(made.id) })}>
        <div className="c-form">
          {brands.length > 1 ? <SelectField label={w.brand} value={brandId} onValue={setBrand} options={brands.map((one) => ({ value: one.id, label: named(one) }))} /> : null}
          <TextField label={w.code} value={draft.code} onValue={(code) => change({ code })} error={error('code')} />
          <SelectField label={w.kind} value={draft.kind} onValue={(kind) => change({ kind: kind as typeof draft.kind })} options={campaignKinds.map((value) => ({ value, label: w.kinds[value] }))} />
          <TextField label={w.openedOn} type="date" value={draft.openedOn} onValue={(openedOn) => change({ openedOn })} error={error('openedOn')} />
          <TextField label={w.name} value={draft.name} onValue={(name) => change({ name })} /><TextField label={w.nameEn} value={draft.nameEn} onValue={(nameEn) => change({ nameEn })} />
        </div>
        <TextArea label={w.what} rows={2} value={draft.what} onValue={(what) => change({ what })} /><TextArea label={w.whatEn} rows={2} value={draft.whatEn} onValue={(whatEn) => change({ whatEn })} />
        <div className="k-field"><span className="k-label">{w.remedy}</span><div className="c-inline">{operations.map((code) => <Tag key={code} tone="accent">{code}</Tag>)}</div><input className="k-input" type="search" aria-label={w.find} placeholder={w.find} value={find} onChange={(event) => setFind(event.target.value)} />
          <div className="k-choice" style={{ maxHeight: 180, overflow: 'auto' }}>{(found.data?.operations ?? []).slice(0, 40).map((one) => <label key={one.code}><input type="checkbox" checked={operations.includes(one.code)} onChange={(event) => setOperations(event.target.checked ? [...operations, one.code] : operations.filter((code) => code !== one.code))} />{named(one)} · {one.code}</label>)}</div></div>
        <TextArea label={w.vins} rows={4} value={draft.vins} onValue={(text) => change({ vins: text })} error={error('vins')} hint={w.vinCount(vins.length)} />
        {error('') === undefined ? null : <Notice tone="danger">{error('')}</Notice>}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={!whole}>{w.openIt}</Button>
      </Form>
    </Card>
  );
}

export function Campaigns() {
  const w = useWords(campaignWords);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const go = useNavigate();
  const [opening, setOpening] = useState(false);
  const list = useAsk('listCampaigns', {}, { topics: ['campaigns', 'workorders'] });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>{may('warrantyOfficer', 'administrator') ? <Button kind={opening ? 'plain' : 'primary'} aria-expanded={opening} onClick={() => setOpening(!opening)}>{opening ? w.cancel : w.open}</Button> : null}</Heading>
      {opening ? <Open done={(id) => void go(links.campaign(id))} /> : null}
      <Answered of={list} says={says} lines={6}>{(data) => (data.campaigns.length === 0 ? <Empty icon="check" title={w.none}><p>{w.noneLead}</p></Empty> : (
        <Table label={w.title} columns={[w.code, w.called, w.openedOn, { label: w.reach, num: true }]}>{data.campaigns.map((one) => (
          <tr key={one.id}>
            <td><Link to={links.campaign(one.id)}>{one.code}</Link><small>{w.kinds[one.kind]}</small></td><td>{language === 'zh' ? one.name : one.nameEn}<small>{language === 'zh' ? one.what : one.whatEn}</small></td>
            <td>{one.openedOn}{one.closedOn === null ? null : <small>{w.closed(one.closedOn)}</small>}</td><td className="num">{w.doneOf(one.done, one.cars)}<Meter value={one.done} most={Math.max(1, one.cars)} /></td>
          </tr>
        ))}</Table>
      ))}</Answered>
    </div>
  );
}

type Page = Out<'showCampaign'>;
function Edit({ page }: { page: Page }) {
  const w = useWords(campaignWords);
  const says = useSays();
  const [text, setText] = useState('');
  const [why, setWhy] = useState('');
  const [add, close] = [useAct('addCampaignCars'), useAct('closeCampaign')];
  const vins = vinsOf(text);
  const error = add.error ?? close.error;
  return (
    <Card title={w.edit}>
      <div className="k-stack">
        <Form label={w.addCars} onSubmit={() => add.mutate({ campaignId: page.campaign.id, vins }, { onSuccess: () => setText('') })}><TextArea label={w.addCars} rows={3} value={text} onValue={setText} hint={w.vinCount(vins.length)} /><Button type="submit" busy={add.isPending} disabled={vins.length === 0}>{w.addThem}</Button></Form>
        <Form label={w.close} onSubmit={() => close.mutate({ campaignId: page.campaign.id, why: why.trim() })}><TextField label={w.why} value={why} onValue={setWhy} /><Button type="submit" kind="danger" busy={close.isPending} disabled={why.trim() === ''}>{w.close}</Button></Form>
        {error === null ? null : <Notice tone="danger">{says(error)}</Notice>}
      </div>
    </Card>
  );
}

export function CampaignPage() {
  const { campaignId = '' } = useParams();
  const w = useWords(campaignWords);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const page = useAsk('showCampaign', { campaignId }, { topics: ['campaigns', 'workorders', 'appointments'] });
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={10}>{(data) => (
        <>
          <Heading title={`${data.campaign.code} · ${language === 'zh' ? data.campaign.name : data.campaign.nameEn}`} lead={language === 'zh' ? data.campaign.what : data.campaign.whatEn}><Link className="k-button" to={links.campaigns()}>{w.back}</Link></Heading>
          <p className="c-inline"><Tag tone={data.campaign.kind === 'recall' ? 'danger' : 'info'}>{w.kinds[data.campaign.kind]}</Tag>{data.campaign.operations.map((code) => <Tag key={code}>{code}</Tag>)}<span className="k-muted">{w.openedOn} {data.campaign.openedOn}{data.campaign.closedOn === null ? '' : ` · ${w.closed(data.campaign.closedOn)}`}</span></p>
          <div className="c-boardnumbers" role="group" aria-label={w.reach}>{(['cars', 'told', 'booked', 'done'] as const).map((name) => <div key={name}><b>{data.reach[name]}</b><span>{w.reached[name]}</span></div>)}</div>
          <Table label={w.cars} columns={[w.plate, w.model, w.told, w.standing]}>{data.cars.map((car) => (
            <tr key={car.vinMasked + car.vehicleId}>
              <td><Link to={links.vehicle(car.vehicleId)}>{car.plateNo ?? car.vinMasked}</Link><small className="k-number">{car.vinMasked}</small></td><td>{language === 'zh' ? car.modelName : car.modelNameEn}</td><td>{car.toldAt === null ? '–' : <When at={car.toldAt} />}</td>
              <td>{car.doneAt !== null ? <span className="c-inline"><Tag tone="good">{w.reached.done}</Tag>{car.workOrderId === null ? null : <Link to={links.workOrder(car.workOrderId)}><When at={car.doneAt} /></Link>}</span> : car.bookedAt === null ? <Tag tone="warn">{w.open_}</Tag> : <span className="c-inline"><Tag tone="accent">{w.reached.booked}</Tag><When at={car.bookedAt} /></span>}</td>
            </tr>
          ))}</Table>
          {data.campaign.closedOn === null && may('warrantyOfficer', 'administrator') ? <Edit page={data} /> : null}
        </>
      )}</Answered>
    </div>
  );
}
