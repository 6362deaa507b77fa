// One pack or module: every hand it went through as a chain, where it was fitted, what the regulator is owed, and the next hand.
import { useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { batteryWords } from '#client/battery-words';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { BatteryTabs } from './BatteryTabs.tsx';
import './batteries.css';
import { formWords } from './form-words.ts';
import { IntoPack, TakeOut } from './PackForms.tsx';
import { words } from './words.ts';

type Page = Out<'showBatteryUnit'>;

function Hands({ page }: { page: Page }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const ends: readonly string[] = ['recycled', 'secondLife', 'returnedToMaker'];
  return (
    <Card title={w.chain}>
      <ol className="b-chain">{page.steps.map((step) => (
        <li key={step.id} data-end={ends.includes(step.to)}>
          <div className="k-between"><strong>{b.custody[step.to]}</strong><span className="k-muted">{dayOf(step.at)}</span></div>
          <span className="k-muted">{[step.partyName === null ? null : `${step.partyKind === null ? '' : `${b.party[step.partyKind]} `}${step.partyName}`, step.weightKg === null ? null : `${Math.round(step.weightKg * 10) / 10} kg`, step.certificateNo, step.words, step.byName].filter((one) => one !== null).join(' · ')}</span>
        </li>
      ))}{page.gaps.map((gap) => <li key={gap.kind} data-gap="true"><strong>{b.gap[gap.kind]}</strong> <span className="k-muted"><When at={gap.sinceAt} /></span></li>)}</ol>
    </Card>
  );
}

function Next({ page }: { page: Page }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const says = useSays();
  const [to, setTo] = useState(page.next[0] ?? 'stored');
  const [partyKind, setPartyKind] = useState<NonNullable<In<'moveBatteryUnit'>['partyKind']>>('carrier');
  const [party, setParty] = useState('');
  const [weight, setWeight] = useState('');
  const [certificate, setCertificate] = useState('');
  const act = useAct('moveBatteryUnit');
  const named = ['inTransit', 'secondLife', 'atRecycler', 'returnedToMaker'].includes(to);
  const move = (): void => act.mutate({ unitId: page.unit.id, to, version: page.unit.version, ...(named && party.trim() !== '' ? { partyKind, partyName: party.trim() } : {}), ...(weight.trim() === '' ? {} : { weightKg: Number(weight) }), ...(certificate.trim() === '' ? {} : { certificateNo: certificate.trim() }) });
  return (
    <Card title={w.moveTo}>
      <Form label={w.moveTo} onSubmit={move}>
        <SelectField label={w.moveTo} value={to} onValue={(value) => setTo(value as typeof to)} options={page.next.map((value) => ({ value, label: b.custody[value] ?? value }))} />
        {named ? <><SelectField label={w.partyKind} value={partyKind} onValue={(value) => setPartyKind(value as typeof partyKind)} options={Object.entries(b.party).map(([value, label]) => ({ value, label }))} /><TextField label={w.party} value={party} onValue={setParty} /></> : null}
        {['secondLife', 'atRecycler', 'inTransit'].includes(to) ? <TextField label={w.weight} value={weight} onValue={setWeight} inputMode="decimal" /> : null}
        {to === 'recycled' ? <TextField label={w.certificate} value={certificate} onValue={setCertificate} /> : null}
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button type="submit" kind="primary" busy={act.isPending}>{w.move}</Button>
      </Form>
    </Card>
  );
}

function Traces({ traces }: { traces: Page['traces'] }) {
  const w = useWords(words);
  const b = useWords(batteryWords);
  const { may } = useMe();
  const says = useSays();
  const [receipt, setReceipt] = useState('');
  const f = useWords(formWords);
  const act = useAct('recordTraceReceipt');
  const answer = (traceId: string, accepted: boolean): void => act.mutate({ traceId, accepted, receiptNo: receipt.trim() }, { onSuccess: () => setReceipt('') });
  const records = may('partsPlanner', 'warrantyOfficer', 'serviceManager', 'administrator');
  const due = traces.find((one) => one.state !== 'accepted' && one.problems.length === 0);
  return (
    <Card title={w.regulator}>
      <ul className="k-list">{traces.map((one) => <li key={one.id}><div className="k-between"><span>{b.trace[one.kind]}</span><Tag tone={one.state === 'accepted' ? 'good' : one.state === 'rejected' ? 'danger' : 'plain'}>{b.traceState[one.state]}</Tag></div><span className="k-muted">{dayOf(one.occurredAt)} · {w.dueOn} {one.dueOn}{one.receiptNo === null ? '' : ` · ${one.receiptNo}`}{one.problems.map((problem) => ` · ${b.problem[problem] ?? problem}`).join('')}</span></li>)}</ul>
      {due === undefined || !records ? null : <div className="c-form c-gap"><TextField label={`${b.trace[due.kind]} · ${w.receipt}`} value={receipt} onValue={setReceipt} /><div className="c-inline"><Button busy={act.isPending} disabled={receipt.trim() === ''} onClick={() => answer(due.id, true)}>{w.accepted}</Button><Button kind="quiet" busy={act.isPending} disabled={receipt.trim() === ''} onClick={() => answer(due.id, false)}>{f.reject}</Button></div></div>}
      {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
    </Card>
  );
}

export function UnitPage() {
  const { unitId = '' } = useParams();
  const w = useWords(words);
  const b = useWords(batteryWords);
  const f = useWords(formWords);
  const says = useSays();
  const { may } = useMe();
  const asked = useAsk('showBatteryUnit', { unitId }, { topics: ['batteries'] });
  return (
    <div className="c-page">
      <Answered of={asked} says={says} lines={12}>{(page) => (
        <>
          <Heading title={`${b.unit[page.unit.kind]} ${page.unit.code}`} lead={`${w.maker} ${page.unit.parsed.makerCode} · ${w.madeOn} ${page.unit.parsed.madeOn ?? '–'} · ${page.unit.titleName ?? b.title[page.unit.titleKind]}`}><Tag tone={page.gaps.length > 0 ? 'danger' : 'info'}>{b.custody[page.unit.state]}</Tag></Heading>
          <BatteryTabs />
          <div className="c-split">
            <div className="c-col"><Hands page={page} /></div>
            <div className="c-col">
              {page.next.length > 0 && may('technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager') ? <Next key={page.unit.version} page={page} /> : null}
              <TakeOut key={`out ${page.unit.version}`} unit={page.unit} /><IntoPack key={`in ${page.unit.version}`} unit={page.unit} />
              {page.traces.length === 0 ? null : <Traces traces={page.traces} />}
              {page.fittings.length === 0 ? null : <Card title={w.fittings}><ul className="k-list">{page.fittings.map((one) => <li key={one.id}><div className="k-between"><span className="b-code">{one.inKey}</span><Tag>{b.fit[one.fit]}</Tag></div><span className="k-muted">{f.span(dayOf(one.fromAt), one.toAt === null ? null : dayOf(one.toAt))} · {one.why}</span></li>)}</ul></Card>}
              {page.modules.length === 0 ? null : <Card title={w.modules}><ul className="k-list">{page.modules.map((one) => <li key={one.id} className="k-between"><span className="b-code">{one.code}</span><span className="k-muted">{f.span(dayOf(one.fromAt), one.toAt === null ? null : dayOf(one.toAt))}</span></li>)}</ul></Card>}
            </div>
          </div>
        </>
      )}</Answered>
    </div>
  );
}
