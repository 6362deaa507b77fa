// The table of a model's fault codes: to look something up, for whoever answers for it to change it from a day on, and to bring
// a maker's sheet.
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { faultSeverities } from '#api/telemetry';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { faultWords, severityTone } from '#client/fault-words';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useBrand } from '../desk/useBrand.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { Bring } from './Bring.tsx';
import { FaultCode } from './FaultCode.tsx';
import { words } from './words.ts';

type Code = Out<'listFaultCodes'>['codes'][number];
type Place = { brandId: string; modelId: string };
const texts = ['name', 'component', 'componentEn', 'title', 'titleEn', 'articleId', 'source'] as const;
const long = ['meaning', 'meaningEn', 'advice', 'adviceEn'] as const;
type Draft = Record<(typeof texts)[number] | (typeof long)[number] | 'code' | 'validFrom' | 'operationCode', string> & { severity: Code['severity'] };

const blank = (today: string): Draft => ({ code: '', name: '', component: '', componentEn: '', title: '', titleEn: '', meaning: '', meaningEn: '', severity: 'book', advice: '', adviceEn: '', operationCode: '', articleId: '', source: '', validFrom: today });
const draftOf = (one: Code, today: string): Draft => ({ ...blank(today), ...one, name: one.name ?? '', operationCode: one.operationCode ?? '', articleId: one.articleId ?? '', validFrom: one.validFrom > today ? one.validFrom : today });
const needed = ['component', 'title', 'meaning', 'advice', 'source'] as const;

/** A code anew, or a better edition of one: of the same day the edition that is there, else a new one. */
function Editor({ place, of, onDone }: { place: Place; of: Code | undefined; onDone(): void }) {
  const w = useWords(words);
  const f = useWords(faultWords);
  const { language } = useLanguage();
  const today = dayOf(new Date());
  const [draft, setDraft] = useState<Draft>(of === undefined ? blank(today) : draftOf(of, today));
  const prices = useAsk('showPriceList', { brandId: place.brandId });
  const act = useAct('setFaultCode');
  const error = useFieldErrors(act.error, ['code', 'validFrom', 'operationCode']);
  const labels: Record<(typeof texts)[number] | (typeof long)[number], string> = { name: w.name, component: w.component, componentEn: w.componentEn, title: w.titleHead, titleEn: w.titleEn, articleId: w.article, source: w.source, meaning: w.meaning, meaningEn: w.meaningEn, advice: w.advice, adviceEn: w.adviceEn };
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const given = (name: 'name' | 'componentEn' | 'titleEn' | 'meaningEn' | 'adviceEn' | 'operationCode' | 'articleId') => (draft[name].trim() === '' ? {} : { [name]: draft[name].trim() });
  const whole = /^(0x)?[0-9a-f]{8}$/i.test(draft.code.trim()) && needed.every((name) => draft[name].trim() !== '') && draft.validFrom !== '';
  const save = (): void => act.mutate({
    ...place, code: draft.code.trim(), validFrom: draft.validFrom, severity: draft.severity, component: draft.component.trim(), title: draft.title.trim(), meaning: draft.meaning.trim(), advice: draft.advice.trim(), source: draft.source.trim(),
    ...given('name'), ...given('componentEn'), ...given('titleEn'), ...given('meaningEn'), ...given('adviceEn'), ...given('operationCode'), ...given('articleId'), ...(of !== undefined && of.validFrom === draft.validFrom ? { version: of.version } : {}),
  }, { onSuccess: () => { say(w.saved); onDone(); } });
  const operations = (prices.data?.operations ?? []).map((one) => ({ value: one.code, label: `${one.code} · ${language === 'zh' ? one.name : one.nameEn}` }));
  return (
    <Form label={of === undefined ? w.add : w.edit} onSubmit={save}>
      <p className="k-muted">{w.rule}</p>
      <div className="c-form">
        {of === undefined ? <TextField label={w.hex} value={draft.code} maxLength={10} autoCapitalize="characters" onValue={(code) => set({ code })} error={error('code')} /> : null}
        <TextField label={w.validFrom} type="date" value={draft.validFrom} min={of === undefined ? undefined : today} onValue={(validFrom) => set({ validFrom })} error={error('validFrom')} />
        <SelectField label={w.severity} value={draft.severity} onValue={(severity) => set({ severity: severity as Code['severity'] })} options={faultSeverities.map((value) => ({ value, label: f.severity[value] }))} />
        <SelectField label={w.job} value={draft.operationCode} onValue={(operationCode) => set({ operationCode })} error={error('operationCode')} options={[{ value: '', label: w.noJob }, ...(draft.operationCode === '' || operations.some((one) => one.value === draft.operationCode) ? [] : [{ value: draft.operationCode, label: draft.operationCode }]), ...operations]} />
        {texts.map((name) => <TextField key={name} label={labels[name]} value={draft[name]} maxLength={name === 'source' ? 200 : 80} onValue={(value) => set({ [name]: value })} />)}
      </div>
      {long.map((name) => <TextArea key={name} label={labels[name]} rows={2} maxLength={500} value={draft[name]} onValue={(value) => set({ [name]: value })} />)}
      {error('') === undefined ? null : <Stale error={act.error} />}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={!whole}>{w.save}</Button><Button onClick={onDone}>{w.cancel}</Button></div>
    </Form>
  );
}

/** One code whole, with every edition it had. */
function Whole({ one, onClose }: { one: Code; onClose(): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const [editing, setEditing] = useState(false);
  const all = useAsk('listFaultCodes', { brandId: one.brandId, modelId: one.modelId, code: one.code }, { topics: ['faultCodes'] });
  const editions = (all.data?.codes ?? []).toReversed();
  const place = { brandId: one.brandId, modelId: one.modelId };
  const today = dayOf(new Date());
  return (
    <Card title={`${one.name ?? ''} ${language === 'zh' ? one.title : one.titleEn}`.trim()} aside={<span className="c-inline">{may('warrantyOfficer', 'administrator') && !editing ? <Button small onClick={() => setEditing(true)}>{w.edit}</Button> : null}<Button small onClick={onClose}>{w.close}</Button></span>}>
      {editing ? <Editor place={place} of={one} onDone={() => setEditing(false)} /> : <dl className="d-codes"><div><FaultCode of={{ part: 'other', hex: one.code, meaning: one }} /></div></dl>}
      <p className="k-muted">{w.source} {one.source} · {w.by} {one.byName}</p>
      {editions.length < 2 ? null : <><h3>{w.editions}</h3><ul className="k-list">{editions.map((each) => <li key={each.id} className="k-between"><span>{language === 'zh' ? each.title : each.titleEn} <span className="k-muted">{each.source}</span></span><span className="c-inline">{each.validFrom > today ? <Tag tone="info">{w.coming}</Tag> : null}<span className="k-number">{each.validFrom}</span></span></li>)}</ul></>}
    </Card>
  );
}

function Codes({ place }: { place: Place }) {
  const w = useWords(words);
  const f = useWords(faultWords);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const [text, setText] = useState('');
  const [open, setOpen] = useState('');
  const asked = useAsk('listFaultCodes', { ...place, ...(text.trim() === '' ? {} : { text: text.trim() }) }, { topics: ['faultCodes'], keep: true });
  const keeps = may('warrantyOfficer', 'administrator');
  const today = dayOf(new Date());
  return (
    <>
      <div className="c-filters"><input className="k-input c-find" aria-label={w.find} placeholder={w.find} value={text} maxLength={60} onChange={(event) => setText(event.target.value)} />{keeps ? <Button small onClick={() => setOpen('new')}>{w.add}</Button> : null}</div>
      {open === 'new' ? <Card title={w.add}><Editor place={place} of={undefined} onDone={() => setOpen('')} /></Card> : null}
      <Answered of={asked} says={says} lines={10}>{({ codes }) => {
        const chosen = codes.find((one) => one.id === open);
        return codes.length === 0 ? <Empty icon="list" title={text.trim() === '' ? w.empty : w.none}>{text.trim() === '' ? <p>{w.emptyLead}</p> : null}</Empty> : (
          <>
            {chosen === undefined ? null : <Whole key={chosen.id} one={chosen} onClose={() => setOpen('')} />}
            <Table label={w.title} columns={[w.code, w.titleHead, w.component, w.severity, w.job, w.from, { label: w.open, hidden: true }]}>{codes.map((one) => (
              <tr key={one.id}>
                <td className="k-number"><code>0x{one.code}</code>{one.name === null ? null : <small>{one.name}</small>}</td><td>{language === 'zh' ? one.title : one.titleEn}</td><td>{language === 'zh' ? one.component : one.componentEn}</td><td><Tag tone={severityTone[one.severity]}>{f.severity[one.severity]}</Tag></td>
                <td>{one.operationCode ?? '–'}</td><td className="k-number">{one.validFrom}{one.validFrom > today ? <small>{w.coming}</small> : null}</td><td><Button small aria-pressed={open === one.id} onClick={() => { setOpen(open === one.id ? '' : one.id); scrollTo({ top: 0 }); }}>{w.open}</Button></td>
              </tr>
            ))}</Table>
          </>
        );
      }}</Answered>
    </>
  );
}

export function FaultCodes() {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const { brandId, choice } = useBrand();
  const [at, setAt] = useSearchParams();
  const models = useAsk('listModels', { brandId }, { enabled: brandId !== '' });
  const all = models.data?.models ?? [];
  const modelId = all.find((one) => one.id === at.get('model'))?.id ?? all[0]?.id ?? '';
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}><div className="c-filters">{choice}{all.length === 0 ? null : <select className="k-input" aria-label={w.model} value={modelId} onChange={(event) => setAt({ model: event.target.value }, { replace: true })}>{all.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select>}</div></Heading>
      {modelId === '' ? null : <Codes key={modelId} place={{ brandId, modelId }} />}
      {brandId !== '' && may('warrantyOfficer', 'administrator') ? <Bring key={brandId} brandId={brandId} /> : null}
    </div>
  );
}
