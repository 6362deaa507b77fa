// The open rules of the pre-check, and partners with their terms by version.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

type Partner = Out<'listPartners'>['partners'][number];
const fresh = () => ({ validFrom: dayOf(new Date()), sendWithinDays: '30', answerWithinDays: '20', appealWithinDays: '15', partsBackWithinDays: '15' });
type Typed = ReturnType<typeof fresh>;
const termsOf = (typed: Typed) => ({ validFrom: typed.validFrom, sendWithinDays: Number(typed.sendWithinDays), answerWithinDays: Number(typed.answerWithinDays), appealWithinDays: Number(typed.appealWithinDays), partsBackWithinDays: Number(typed.partsBackWithinDays) });

function TermFields({ typed, onTyped }: { typed: Typed; onTyped(typed: Typed): void }) {
  const w = useWords(words);
  const labels = { sendWithinDays: w.sendWithin, answerWithinDays: w.answerWithin, appealWithinDays: w.appealWithin, partsBackWithinDays: w.partsWithin } as const;
  return (
    <div className="c-form">
      <TextField label={w.validFrom} type="date" value={typed.validFrom} onValue={(validFrom) => onTyped({ ...typed, validFrom })} />
      {(Object.keys(labels) as (keyof typeof labels)[]).map((name) => <TextField key={name} label={labels[name]} inputMode="numeric" value={typed[name]} onValue={(value) => onTyped({ ...typed, [name]: value.replaceAll(/\D/g, '') })} />)}
    </div>
  );
}

function PartnerCard({ partner, keeps }: { partner: Partner; keeps: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(fresh);
  const act = useAct('setPartnerTerms');
  return (
    <Card title={language === 'zh' ? partner.name : partner.nameEn} aside={<span className="c-inline"><Tag>{partner.kind === 'maker' ? w.maker : w.supplier}</Tag>{keeps ? <Button small onClick={() => setOpen(!open)}>{open ? w.cancel : w.newTerms}</Button> : null}</span>}>
      <p className="k-muted">{partner.contact}</p>
      <ul className="k-list">{partner.terms.map((one) => <li key={one.version}><strong>{w.terms(one.version, one.validFrom)}</strong><div className="k-muted">{w.termLine(one.sendWithinDays, one.answerWithinDays, one.appealWithinDays, one.partsBackWithinDays)} · {one.byName}</div></li>)}</ul>
      {open ? <Form label={w.newTerms} onSubmit={() => act.mutate({ partnerId: partner.id, version: partner.version, ...termsOf(typed) }, { onSuccess: () => setOpen(false) })}><TermFields typed={typed} onTyped={setTyped} /><Stale error={act.error} /><Button type="submit" kind="primary" busy={act.isPending}>{w.save}</Button></Form> : null}
    </Card>
  );
}

function AddPartner() {
  const w = useWords(words);
  const { language } = useLanguage();
  const brands = useAsk('listBrands', {});
  const { grants } = useMe();
  const mine = (brands.data?.brands ?? []).filter((one) => grants.some((grant) => grant.brand === null || grant.brand.id === one.id));
  const [brandId, setBrandId] = useState('');
  const [kind, setKind] = useState<'maker' | 'supplier'>('supplier');
  const [text, setText] = useState({ name: '', nameEn: '', contact: '' });
  const [typed, setTyped] = useState(fresh);
  const act = useAct('addPartner');
  const brand = brandId === '' ? (mine[0]?.id ?? '') : brandId;
  return (
    <Card title={w.addPartner}>
      <Form label={w.addPartner} onSubmit={() => act.mutate({ brandId: brand, kind, ...text, ...termsOf(typed) }, { onSuccess: () => setText({ name: '', nameEn: '', contact: '' }) })}>
        <div className="c-form">
          <SelectField label={w.brand} value={brand} onValue={setBrandId} options={mine.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))} />
          <SelectField label={w.kind} value={kind} onValue={(value) => setKind(value as 'maker')} options={[{ value: 'supplier', label: w.supplier }, { value: 'maker', label: w.maker }]} />
          {(['name', 'nameEn', 'contact'] as const).map((name) => <TextField key={name} label={w[name]} value={text[name]} onValue={(value) => setText({ ...text, [name]: value })} />)}
        </div>
        <TermFields typed={typed} onTyped={setTyped} />
        <Stale error={act.error} />
        <Button type="submit" kind="primary" busy={act.isPending} disabled={brand === '' || Object.values(text).some((value) => value.trim() === '')}>{w.add}</Button>
      </Form>
    </Card>
  );
}

export function ClaimRules() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { may } = useMe();
  const keeps = may('warrantyOfficer', 'regionalManager', 'administrator');
  const rules = useAsk('listCheckRules', {});
  const partners = useAsk('listPartners', {}, { topics: ['claims'] });
  return (
    <div className="c-page">
      <Heading title={w.rulesTitle} lead={w.rulesLead} />
      <Answered of={partners} says={says} lines={4}>{(data) => <div className="c-grid c-broad">{data.partners.length === 0 ? <Card><p className="k-muted">{w.noPartners}</p></Card> : data.partners.map((one) => <PartnerCard key={one.id} partner={one} keeps={keeps} />)}{keeps ? <AddPartner /> : null}</div>}</Answered>
      <Answered of={rules} says={says} lines={8}>{(data) => (
        <Table label={w.rulesTitle} columns={[w.rule, w.severity, w.params, w.since, w.source]}>{data.rules.map((one) => (
          <tr key={`${one.id} ${one.version}`}><td><strong>{language === 'zh' ? one.text : one.textEn}</strong><small>{one.id} · {w.ruleVersion(one.version)}</small></td><td><Tag tone={one.severity === 'error' ? 'danger' : 'warn'}>{one.severity === 'error' ? w.error : w.warning}</Tag></td>
            <td>{Object.entries(one.params).map(([name, value]) => w.param[name]?.(Number(value)) ?? `${name} ${value}`).join(' · ') || '–'}</td><td className="c-nowrap">{one.validFrom}{one.validTo === null ? '' : ` – ${one.validTo}`}</td><td>{one.source}</td></tr>
        ))}</Table>
      )}</Answered>
    </div>
  );
}
