// Certificates of the technicians at the places one runs: what runs out first on top, with what can be done about it.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf } from '#kit/figures.tsx';
import { PhotoPicker } from '#kit/photo.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { upload, type Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './paper-words.ts';

type Listed = Out<'listCertificates'>;
type Row = Listed['certificates'][number];
type Kind = Row['kind'];
type Deed = { of: Row; what: 'review' | 'practice' | 'withdraw' };

const listOf = (text: string): string[] | null => {
  const items = text.split(/[,，、\s]+/).filter((one) => one !== '');
  return items.length === 0 ? null : items;
};

function AddCertificate({ people, done }: { people: Listed['people']; done(): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const [staffId, setStaff] = useState(people[0]?.staffId ?? '');
  const [kind, setKind] = useState<Kind>('lvElectrician');
  const [brandId, setBrand] = useState('');
  const [level, setLevel] = useState('1');
  const [text, setText] = useState({ number: '', issuer: '', validFrom: dayOf(new Date()), validTo: '', systems: '', models: '' });
  const [proof, setProof] = useState<string | undefined>(undefined);
  const act = useAct('addCertificate');
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const makers = kind !== 'lvElectrician';
  const submit = (): void => act.mutate({
    staffId, kind, brandId: makers && brandId !== '' ? brandId : null, number: text.number, validFrom: text.validFrom, validTo: text.validTo, issuer: text.issuer.trim() === '' ? null : text.issuer,
    ...(makers ? { systems: listOf(text.systems), modelIds: listOf(text.models), level: Number(level) } : {}), proofFileId: proof ?? null,
  }, { onSuccess: () => {
    say(w.saved);
    done();
  } });
  return (
    <Card title={w.add} aside={<Button small onClick={done}>{w.back}</Button>}>
      <p className="k-muted">{w.addLead}</p>
      <Form label={w.add} onSubmit={submit}>
        <div className="c-form">
          <SelectField label={w.person} value={staffId} onValue={setStaff} options={people.map((one) => ({ value: one.staffId, label: one.name }))} />
          <SelectField label={w.kind} value={kind} onValue={(value) => setKind(value as Kind)} options={Object.entries(w.kinds).map(([value, label]) => ({ value, label }))} />
          <TextField label={w.number} {...set('number')} /><TextField label={w.issuer} {...set('issuer')} />
          <TextField label={w.from} type="date" {...set('validFrom')} /><TextField label={w.to} type="date" {...set('validTo')} />
          {makers ? <>
            <SelectField label={w.brand} value={brandId} onValue={setBrand} options={[{ value: '', label: w.allBrands }, ...me.brands.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))]} />
            <SelectField label={w.level} value={level} onValue={setLevel} options={Object.entries(w.levels).map(([value, label]) => ({ value, label }))} />
            <TextField label={w.systems} {...set('systems')} /><TextField label={w.models} {...set('models')} />
          </> : null}
        </div>
        <div className="k-field"><span className="k-label">{w.photo}</span><PhotoPicker label={w.addPhoto} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={1} upload={upload} onFiles={(ids) => setProof(ids[0])} /></div>
        <Stale error={act.error} />
        <div><Button type="submit" kind="primary" busy={act.isPending} disabled={staffId === '' || text.number.trim() === '' || text.validTo === ''}>{w.save}</Button></div>
      </Form>
    </Card>
  );
}

function DeedForm({ deed, done }: { deed: Deed; done(): void }) {
  const w = useWords(words);
  const [onDay, setDay] = useState(dayOf(new Date()));
  const [why, setWhy] = useState('');
  const [review, practice, withdraw] = [useAct('reviewCertificate'), useAct('recordPractice'), useAct('withdrawCertificate')];
  const act = { review, practice, withdraw }[deed.what];
  const submit = (): void => {
    if (deed.what === 'review') review.mutate({ id: deed.of.id, reviewedOn: onDay }, { onSuccess: done });
    else if (deed.what === 'practice') practice.mutate({ staffId: deed.of.staffId, kind: deed.of.kind, onDay, why }, { onSuccess: done });
    else withdraw.mutate({ id: deed.of.id, why }, { onSuccess: done });
  };
  return (
    <Form onSubmit={submit}>
      <p className="k-muted">{deed.of.staffName} · {w.kinds[deed.of.kind]} {deed.of.number}</p>
      {deed.what === 'withdraw' ? null : <TextField label={deed.what === 'review' ? w.reviewedOn : w.practisedOn} type="date" value={onDay} onValue={setDay} />}
      {deed.what === 'review' ? null : <TextField label={deed.what === 'practice' ? w.why : w.withdrawWhy} value={why} onValue={setWhy} maxLength={200} />}
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind={deed.what === 'withdraw' ? 'danger' : 'primary'} busy={act.isPending} disabled={deed.what !== 'review' && why.trim().length < 2}>{w.confirm}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

function Line({ one, onDeed }: { one: Row; onDeed(deed: Deed): void }) {
  const w = useWords(words);
  const mark = useMarks();
  const tone = one.standing !== 'counts' ? 'danger' : one.soon ? 'warn' : 'good';
  const state = one.kind === 'lvElectrician';
  return (
    <tr>
      <td><strong>{one.staffName}</strong></td>
      <td>{w.kinds[one.kind]}<small>{one.issuer ?? ''}</small></td>
      <td>{state ? w.everyLevel : [one.systems?.join(mark.comma) ?? w.allSystems, one.modelIds?.join(mark.comma) ?? w.allModels, w.levels[one.level]].join(' · ')}</td>
      <td>{one.number}<small>{one.proofFileId === null ? `${w.proof}${mark.colon}${w.noProof}` : <a href={`/api/certificates/${encodeURIComponent(one.id)}/proof`} target="_blank" rel="noreferrer">{w.proof}</a>}</small></td>
      <td className="c-nowrap">{one.validTo}{one.reviewDueOn === null ? null : <small>{w.review(one.reviewDueOn)}</small>}{one.freshUntil === null ? null : <small>{w.fresh(one.freshUntil)}</small>}{one.lastJobOn === null ? null : <small>{w.last(one.lastJobOn)}</small>}</td>
      <td><Tag tone={tone}>{one.standing === 'counts' && one.soon ? w.soon : w.standings[one.standing]}</Tag></td>
      <td>{one.standing === 'withdrawn' ? null : <span className="c-inline">
        {state ? <Button small onClick={() => onDeed({ of: one, what: 'review' })}>{w.reviewed}</Button> : null}
        {one.freshUntil === null ? null : <Button small onClick={() => onDeed({ of: one, what: 'practice' })}>{w.practised}</Button>}
        <Button small kind="quiet" onClick={() => onDeed({ of: one, what: 'withdraw' })}>{w.withdraw}</Button>
      </span>}</td>
    </tr>
  );
}

function Papers({ data }: { data: Listed }) {
  const w = useWords(words);
  const [show, setShow] = useState('attention');
  const [adding, setAdding] = useState(false);
  const [deed, setDeed] = useState<Deed | undefined>(undefined);
  const attention = data.certificates.filter((one) => one.standing !== 'withdrawn' && (one.standing !== 'counts' || one.soon));
  const rows = show === 'all' ? data.certificates : attention;
  const titles = { review: w.reviewed, practice: w.practised, withdraw: w.withdraw };
  return (
    <>
      <div className="c-filters">
        <Choice label={w.filter} hidden value={show} onValue={setShow} options={[{ value: 'attention', label: w.attention(attention.length) }, { value: 'all', label: w.everything }]} />
        <Button kind="primary" onClick={() => setAdding(true)} disabled={data.people.length === 0}>{w.add}</Button>
      </div>
      <Notice tone={data.people.filter((one) => one.mayWorkHv).length < 2 ? 'warn' : 'info'}>{w.hvPeople(data.people.filter((one) => one.mayWorkHv).length, data.people.length)}</Notice>
      {adding ? <AddCertificate people={data.people} done={() => setAdding(false)} /> : null}
      {rows.length === 0 ? <Empty icon="check" title={show === 'all' ? w.none : w.fine} /> : (
        <Table label={w.title} columns={[w.person, w.kind, w.scope, w.number, w.until, w.standing, { label: w.actions, hidden: true }]}>{rows.map((one) => <Line key={one.id} one={one} onDeed={setDeed} />)}</Table>
      )}
      <Dialog open={deed !== undefined} onClose={() => setDeed(undefined)} title={deed === undefined ? '' : titles[deed.what]}>{deed === undefined ? null : <DeedForm deed={deed} done={() => setDeed(undefined)} />}</Dialog>
    </>
  );
}

export function Certificates() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const own = me.outletIds;
  const [outletId, setOutlet] = useState(own[0] ?? '');
  const outlets = useAsk('listOutlets', {});
  const listed = useAsk('listCertificates', outletId === '' ? {} : { outletId }, { topics: ['network'], keep: true });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead(listed.data?.soonDays ?? 45)}>
        <div className="c-filters"><select className="k-input" aria-label={w.outlet} value={outletId} onChange={(event) => setOutlet(event.target.value)}>
          {own.length === 0 ? <option value="">{w.all}</option> : null}
          {(outlets.data?.outlets ?? []).filter((one) => own.length === 0 || own.includes(one.id)).map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}
        </select></div>
      </Heading>
      <Answered of={listed} says={says} lines={8}>{(data) => <Papers data={data} />}</Answered>
    </div>
  );
}
