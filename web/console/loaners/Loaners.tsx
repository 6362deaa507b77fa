// The loaner desk of an outlet: cars, and loans with the next step of each.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Money, When, inputTime, instantOf } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { loanerWords } from '#client/loaner-words';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { deedsNow, LoanDeed, type Deed, type Loan } from './LoanDeeds.tsx';
import { words } from './words.ts';

type Car = Out<'listLoaners'>['cars'][number];
type Outlet = Out<'listOutlets'>['outlets'][number];
const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : -1);

function AddCar({ outlet, done }: { outlet: Outlet; done(): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const brands = me.brands.filter((one) => outlet.brandIds.includes(one.id));
  const [brandId, setBrand] = useState(brands[0]?.id ?? '');
  const [text, setText] = useState({ plateNo: '', modelName: '', modelNameEn: '', km: '', soc: '100', insuredUntil: '' });
  const act = useAct('addLoaner');
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  return (
    <Form label={w.add} onSubmit={() => act.mutate({ outletId: outlet.id, brandId, plateNo: text.plateNo, modelName: text.modelName, modelNameEn: text.modelNameEn, odometerKm: numberOf(text.km), socPct: numberOf(text.soc), insuredUntil: text.insuredUntil }, { onSuccess: done })}>
      <SelectField label={w.brand} value={brandId} onValue={setBrand} options={brands.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))} />
      <TextField label={w.plate} {...set('plateNo')} /><TextField label={w.model} {...set('modelName')} /><TextField label={w.modelEn} {...set('modelNameEn')} /><TextField label={w.km} inputMode="numeric" {...set('km')} /><TextField label={w.soc} inputMode="numeric" {...set('soc')} /><TextField label={w.insured} type="date" {...set('insuredUntil')} />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={text.plateNo === '' || text.modelName === '' || text.modelNameEn === '' || numberOf(text.km) < 0 || numberOf(text.soc) < 0 || text.insuredUntil === ''}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

function Lend({ car, done }: { car: Car; done(): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const now = new Date();
  const [find, setFind] = useState('');
  const [fromAt, setFrom] = useState(inputTime(now));
  const [untilAt, setUntil] = useState(inputTime(new Date(now.getTime() + 2 * 86_400_000)));
  const [goodwill, setGoodwill] = useState('');
  const found = useAsk('search', { text: find.trim() }, { enabled: find.trim().length >= 4 });
  const vehicle = found.data?.hits.find((one) => one.kind === 'vehicle');
  const at = { vehicleId: vehicle?.id ?? '', fromAt: instantOf(fromAt === '' ? inputTime(now) : fromAt), untilAt: instantOf(untilAt === '' ? inputTime(now) : untilAt) };
  const judged = useAsk('judgeLoan', at, { enabled: vehicle !== undefined && fromAt !== '' && untilAt !== '' });
  const act = useAct('reserveLoan');
  return (
    <Form label={w.lend} onSubmit={() => act.mutate({ ...at, loanerId: car.id, ...(goodwill.trim() === '' ? {} : { goodwill }) }, { onSuccess: done })}>
      <TextField label={w.forPlate} value={find} onValue={setFind} hint={vehicle === undefined ? (found.data === undefined ? undefined : w.notFound) : `${vehicle.label} · ${language === 'zh' ? vehicle.detail : vehicle.detailEn}`} />
      <TextField label={w.from} type="datetime-local" value={fromAt} onValue={setFrom} /><TextField label={w.to} type="datetime-local" value={untilAt} onValue={setUntil} />
      {judged.data === undefined ? null : <Notice tone={judged.data.ground === 'goodwill' ? 'warn' : 'good'}>{w.judged[judged.data.ground]}{judged.data.ground === 'owed' ? <><br /><span className="k-muted">{judged.data.rule}</span></> : null}</Notice>}
      {judged.data?.ground === 'goodwill' && me.may('serviceManager') ? <TextField label={w.goodwill} value={goodwill} onValue={setGoodwill} /> : null}
      <Stale error={judged.error ?? act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={vehicle === undefined || judged.data === undefined}>{w.reserve}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

function Cars({ outlet }: { outlet: Outlet }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const [lending, setLending] = useState<Car | undefined>(undefined);
  const cars = useAsk('listLoaners', { outletId: outlet.id }, { topics: ['loaners'] });
  const tone = { free: 'good', reserved: 'info', out: 'warn', notInUse: 'plain' } as const;
  return (
    <Card title={w.stock} aside={me.may('serviceManager', 'regionalManager', 'administrator') ? <Button small onClick={() => setAdding(true)}>{w.add}</Button> : undefined}>
      <Answered of={cars} says={says}>{(data) => data.cars.length === 0 ? <Empty icon="car" title={w.noCars} /> : <ul className="k-list">{data.cars.map((one) => (
        <li key={one.id} className="k-between"><span><strong>{one.plateNo}</strong> {language === 'zh' ? one.modelName : one.modelNameEn}<br /><span className="k-muted">{one.odometerKm.toLocaleString('en-US')} km · {one.socPct}% · {w.insured} {one.insuredUntil}</span></span>
          <span className="c-inline"><Tag tone={tone[one.standing]}>{w.standing[one.standing]}{one.withUntil === null ? null : <> {w.until} <When at={one.withUntil} /></>}</Tag>{one.inUse && me.may('adviser', 'serviceManager') ? <Button small onClick={() => setLending(one)}>{w.lend}</Button> : null}</span></li>
      ))}</ul>}</Answered>
      <Dialog open={adding} onClose={() => setAdding(false)} title={w.add}><AddCar outlet={outlet} done={() => setAdding(false)} /></Dialog>
      <Dialog open={lending !== undefined} onClose={() => setLending(undefined)} title={`${w.lend} · ${lending?.plateNo ?? ''}`}>{lending === undefined ? null : <Lend car={lending} done={() => setLending(undefined)} />}</Dialog>
    </Card>
  );
}

function LoanTable({ outletId }: { outletId: string }) {
  const w = useWords(words);
  const l = useWords(loanerWords);
  const says = useSays();
  const me = useMe();
  const [chosen, setChosen] = useState<{ loan: Loan; deed: Deed } | undefined>(undefined);
  const loans = useAsk('listLoans', { outletId }, { topics: ['loaners'] });
  const names: Record<Deed, string> = { signLoan: w.sign, handOverLoaner: w.handOver, returnLoaner: w.giveBack, extendLoan: w.extend, chargeLoan: w.charge, settleLoan: w.settle, receiveForLoan: w.receive, cancelLoan: w.cancel };
  return (
    <>
      <Answered of={loans} says={says}>{(data) => data.loans.length === 0 ? <Empty icon="file" title={w.noLoans} /> : (
        <Table label={w.loans} columns={[w.car, w.borrower, l.until, w.charged, { label: w.actions, hidden: true }]}>{data.loans.map((one) => (
          <tr key={one.id}>
            <td><strong>{one.plateNo}</strong> <Tag tone={one.late ? 'warn' : 'info'}>{one.late ? l.late : l.state[one.state]}</Tag><small>{one.number}</small></td>
            <td>{one.caseId === null ? one.ownerName : <Link to={links.case(one.caseId)}>{one.ownerName}</Link>}<small>{one.forPlateNo ?? ''} · {l.ground[one.ground]}</small>{one.contract === null ? null : <small>{w.licenceSeen(one.contract.licenceNo, one.contract.licenceUntil)}</small>}</td>
            <td><When at={one.untilAt} />{one.outRecord === null ? null : <small>{l.km(one.outRecord.odometerKm, one.backRecord?.odometerKm ?? null)} · {l.soc(one.outRecord.socPct, one.backRecord?.socPct ?? null)}</small>}
              {one.outRecord === null ? null : <small>{[...one.outRecord.photoIds, ...(one.backRecord?.photoIds ?? [])].map((id, nth) => <a key={id} href={`/api/loans/${encodeURIComponent(one.id)}/files/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">{l.photos} {nth + 1} </a>)}</small>}</td>
            <td>{one.charges.length === 0 ? '–' : one.charges.map((charge) => <div key={charge.id}>{l.charge[charge.kind]} <Money fen={charge.fen} /></div>)}<small>{l.deposit} <Money fen={one.depositFen} />{one.depositBackFen === null ? null : <> · {l.back} <Money fen={one.depositBackFen} /></>}{one.stillOwedFen === 0 ? null : <> · {l.owed} <Money fen={one.stillOwedFen} /></>}</small></td>
            <td>{me.may('adviser', 'serviceManager') ? <span className="c-inline">{deedsNow(one).map((deed, nth) => <Button key={deed} small kind={nth === 0 ? 'primary' : 'quiet'} onClick={() => setChosen({ loan: one, deed })}>{names[deed]}</Button>)}</span> : null}</td>
          </tr>
        ))}</Table>
      )}</Answered>
      <Dialog open={chosen !== undefined} onClose={() => setChosen(undefined)} title={chosen === undefined ? '' : names[chosen.deed]}>{chosen === undefined ? null : <LoanDeed {...chosen} done={() => setChosen(undefined)} />}</Dialog>
    </>
  );
}

export function Loaners() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [chosen, setChosen] = useState('');
  const outlets = useAsk('listOutlets', {});
  return (
    <Answered of={outlets} says={says} lines={8}>{(data) => {
      const list = data.outlets.filter(me.isMyOutlet);
      const outlet = list.find((one) => one.id === chosen) ?? list[0];
      return (
        <div className="c-page">
          <Heading title={w.title} lead={w.lead}><div className="c-filters"><select className="k-input" aria-label={w.outlet} value={outlet?.id ?? ''} onChange={(event) => setChosen(event.target.value)}>{list.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select></div></Heading>
          {outlet === undefined ? null : <><LoanTable key={`loans ${outlet.id}`} outletId={outlet.id} /><Cars key={outlet.id} outlet={outlet} /></>}
        </div>
      );
    }}</Answered>
  );
}
