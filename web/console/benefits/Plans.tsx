// What a brand sells and gives away: packages on sale, and coupons with whether they were used.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, Switch, TextField } from '#kit/field.tsx';
import { Money, yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { fenOf } from '../invoices/Invoices.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

const planners = ['regionalManager', 'administrator'];
type Item = { code: string; times: string };
const noItem: Item = { code: '', times: '1' };
/** Undefined while a row is not whole or an operation stands twice. */
function itemsOf(rows: readonly Item[]): { code: string; times: number }[] | undefined {
  const items = rows.filter((row) => row.code !== '').map((row) => ({ code: row.code, times: /^\d{1,2}$/.test(row.times) ? Number(row.times) : 0 }));
  return items.length === 0 || items.some((one) => one.times < 1) || new Set(items.map((one) => one.code)).size < items.length ? undefined : items;
}

/** What a package holds: operations of the price list by name, each so many times. */
function Items({ brandId, rows, onRows }: { brandId: string; rows: readonly Item[]; onRows(rows: readonly Item[]): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const prices = useAsk('showPriceList', { brandId });
  const options = [{ value: '', label: '–' }, ...(prices.data?.operations ?? []).map((one) => ({ value: one.code, label: language === 'zh' ? one.name : one.nameEn }))];
  const change = (nth: number, more: Partial<Item>): void => onRows(rows.map((row, index) => (index === nth ? { ...row, ...more } : row)));
  return (
    <>
      {rows.map((row, nth) => <div key={nth} className="c-form"><SelectField label={`${w.items} ${nth + 1}`} value={row.code} onValue={(code) => change(nth, { code })} options={options} /><TextField label={w.howOften} inputMode="numeric" value={row.times} onValue={(times) => change(nth, { times: times.replaceAll(/\D/g, '') })} /></div>)}
      <div><Button small onClick={() => onRows([...rows, noItem])} disabled={rows.length >= 10}>{w.moreItems}</Button></div>
    </>
  );
}

function AddPlan({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const empty = { name: '', nameEn: '', price: '', months: '24' };
  const [text, setText] = useState(empty);
  const [rows, setRows] = useState<readonly Item[]>([noItem]);
  const [transferable, setTransferable] = useState(true);
  const act = useAct('addPlan');
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const [priceFen, items, months] = [fenOf(text.price), itemsOf(rows), /^\d{1,3}$/.test(text.months) ? Number(text.months) : 0];
  return (
    <details><summary>{w.addPlan}</summary>
      <Form label={w.addPlan} onSubmit={() => priceFen !== undefined && items !== undefined && act.mutate({ brandId, name: text.name.trim(), nameEn: text.nameEn.trim(), priceFen, months, transferable, items }, { onSuccess: () => (setText(empty), setRows([noItem])) })}>
        <TextField label={w.name} {...set('name')} /><TextField label={w.nameEn} {...set('nameEn')} /><TextField label={w.price} inputMode="decimal" {...set('price')} error={text.price !== '' && priceFen === undefined ? w.notNumber : undefined} /><TextField label={w.validMonths} inputMode="numeric" {...set('months')} />
        <Items brandId={brandId} rows={rows} onRows={setRows} />
        <Switch label={w.transferable} on={transferable} onTurn={setTransferable} />
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={text.name.trim() === '' || text.nameEn.trim() === '' || priceFen === undefined || items === undefined || months < 1}>{w.doAdd}</Button>
      </Form>
    </details>
  );
}

function PlanList({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const plans = useAsk('listPlans', { brandId }, { topics: ['benefits'] });
  const end = useAct('endPlan');
  const named = (one: { name: string; nameEn: string }): string => (language === 'zh' ? one.name : one.nameEn);
  return (
    <Card title={w.plans}>
      <Answered of={plans} says={says} lines={4}>{(data) => data.plans.length === 0 ? <p className="k-muted">{w.noPlans}</p> : <ul className="k-list">{data.plans.map((one) => (
        <li key={one.id}><div className="k-between"><span><strong>{named(one)}</strong> <Tag>{one.transferable ? w.goes : w.stays}</Tag></span><strong><Money fen={one.priceFen} /></strong></div>
          <div className="k-between"><span className="k-muted">{one.items.map((item) => `${named(item)} ${w.times(item.times)}`).join(' · ')} · {w.months(one.months)} · {w.worth(yuan(one.items.reduce((sum, item) => sum + item.worthFen * item.times, 0)))}</span>{may(...planners) ? <Button small busy={end.isPending} title={w.ended} onClick={() => end.mutate({ planId: one.id })}>{w.end}</Button> : null}</div></li>
      ))}</ul>}</Answered>
      {end.error === null ? null : <Notice tone="danger">{says(end.error)}</Notice>}
      {may(...planners) ? <AddPlan brandId={brandId} /> : null}
    </Card>
  );
}

function AddCoupon({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const empty = { code: '', name: '', nameEn: '', value: '', most: '', least: '', until: '', phone: '' };
  const [text, setText] = useState(empty);
  const [kind, setKind] = useState<'fen' | 'pct'>('fen');
  const found = useAsk('search', { text: text.phone.trim() }, { enabled: /^\d{11}$/.test(text.phone.trim()) });
  const owner = found.data?.hits.find((one) => one.kind === 'owner');
  const act = useAct('addCoupon');
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const pct = /^\d{1,3}$/.test(text.value) ? Number(text.value) : 0;
  const [fen, mostFen, minFen] = [fenOf(text.value), fenOf(text.most), fenOf(text.least)];
  const worth = kind === 'fen' ? { fen: fen ?? 0 } : { pct, ...(mostFen === undefined ? {} : { mostFen }) };
  const ready = (kind === 'fen' ? (fen ?? 0) > 0 : pct >= 1 && pct <= 100) && text.code.trim().length >= 4 && text.name.trim() !== '' && text.nameEn.trim() !== '' && text.until !== '' && (text.phone.trim() === '' || owner !== undefined);
  return (
    <details><summary>{w.addCoupon}</summary>
      <Form label={w.addCoupon} onSubmit={() => act.mutate({ brandId, code: text.code.trim(), name: text.name.trim(), nameEn: text.nameEn.trim(), ...worth, ...(minFen === undefined ? {} : { minFen }), validTo: text.until, ...(owner === undefined ? {} : { ownerId: owner.id }) }, { onSuccess: () => setText(empty) })}>
        <TextField label={w.code} {...set('code')} /><TextField label={w.name} {...set('name')} /><TextField label={w.nameEn} {...set('nameEn')} />
        <Choice<'fen' | 'pct'> label={w.kind} value={kind} onValue={setKind} options={[{ value: 'fen', label: w.fen }, { value: 'pct', label: w.pct }]} />
        <TextField label={kind === 'fen' ? w.fenValue : w.pctValue} inputMode="decimal" {...set('value')} />{kind === 'pct' ? <TextField label={w.mostValue} inputMode="decimal" {...set('most')} /> : null}
        <TextField label={w.leastValue} inputMode="decimal" {...set('least')} /><TextField label={w.until} type="date" {...set('until')} />
        <TextField label={w.phone} inputMode="tel" {...set('phone')} hint={owner === undefined ? undefined : `${owner.label} ${owner.detail}`} error={found.data !== undefined && owner === undefined ? w.nobody : undefined} />
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={!ready}>{w.doCoupon}</Button>
      </Form>
    </details>
  );
}

type CouponRow = Out<'listCoupons'>['coupons'][number];
function CouponList({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const coupons = useAsk('listCoupons', { brandId }, { topics: ['benefits', 'invoices'] });
  const worth = (one: CouponRow): string => (one.fen === null ? w.off(one.pct ?? 0) : `−${yuan(one.fen)}`);
  return (
    <Card title={w.coupons}>
      <Answered of={coupons} says={says} lines={4}>{(data) => data.coupons.length === 0 ? <p className="k-muted">{w.noCoupons}</p> : (
        <Table label={w.coupons} columns={[w.code, w.forOwner, w.value, w.until, w.used]}>{data.coupons.map((one) => (
          <tr key={one.id}><td><strong>{language === 'zh' ? one.name : one.nameEn}</strong><small className="c-ref">{one.code}</small></td><td>{one.ownerName ?? w.anybody}</td><td>{worth(one)}{one.minFen === 0 ? null : <small>{w.from(yuan(one.minFen))}</small>}</td><td>{one.validTo}</td><td>{one.usedAt === null ? w.notUsed : <Tag tone="good">{w.used}</Tag>}</td></tr>
        ))}</Table>
      )}</Answered>
      {may('serviceManager', ...planners) ? <AddCoupon brandId={brandId} /> : null}
    </Card>
  );
}

export function Plans() {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const [chosen, setChosen] = useState('');
  const brandId = me.brands.find((one) => one.id === chosen)?.id ?? me.brands[0]?.id ?? '';
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>{me.brands.length < 2 ? null : <div className="c-filters"><SelectField label={w.brand} value={brandId} onValue={setChosen} options={me.brands.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))} /></div>}</Heading>
      {brandId === '' ? null : <div className="c-split"><div className="c-col"><CouponList key={`c ${brandId}`} brandId={brandId} /></div><div className="c-col"><PlanList key={`p ${brandId}`} brandId={brandId} /></div></div>}
    </div>
  );
}
