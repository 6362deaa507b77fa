// From day 6 of a repair somebody holds the duty to keep the owner mobile: who, since when, and how it was met.
import { useState } from 'react';
import { mobilityHows } from '#api/warranty';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { Money, When } from '#kit/figures.tsx';
import { useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { claimWords } from '#client/claim-words';
import type { Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { fenOf } from '../claims/Deeds.tsx';
import { useMe } from '../shell/me.tsx';
import { judgeWords } from './judge-words.ts';

type Duty = Out<'listMobilityDuties'>['duties'][number];

function Meet({ duty }: { duty: Duty }) {
  const w = useWords(judgeWords);
  const c = useWords(claimWords);
  const [take, meet] = [useAct('takeMobilityDuty'), useAct('meetMobilityDuty')];
  const [how, setHow] = useState<(typeof mobilityHows)[number]>('loanerCar');
  const [amount, setAmount] = useState('');
  const [text, setText] = useState('');
  const at = { dutyId: duty.id, version: duty.version };
  const fen = fenOf(amount);
  return (
    <Form label={w.meet} onSubmit={() => meet.mutate({ ...at, how, ...(how === 'travelMoney' && fen !== undefined ? { amountFen: fen } : {}), words: text.trim() })}>
      <div className="c-form">
        <SelectField label={w.how} value={how} onValue={(value) => setHow(value as typeof how)} options={mobilityHows.map((value) => ({ value, label: c.mobility[value] }))} />
        {how === 'travelMoney' ? <TextField label={w.amount} inputMode="decimal" value={amount} onValue={setAmount} /> : null}
        <TextField label={w.ownersWords} value={text} onValue={setText} />
      </div>
      <Stale error={take.error ?? meet.error} />
      <div className="k-row">{duty.mine ? null : <Button busy={take.isPending} onClick={() => take.mutate(at)}>{w.take}</Button>}<Button type="submit" kind="primary" busy={meet.isPending} disabled={text.trim() === '' || (how === 'travelMoney' && fen === undefined)}>{w.meet}</Button></div>
    </Form>
  );
}

export function Mobility({ vehicleId, caseId }: { vehicleId: string; caseId?: string }) {
  const w = useWords(judgeWords);
  const c = useWords(claimWords);
  const { may } = useMe();
  const mark = useMarks();
  const list = useAsk('listMobilityDuties', { vehicleId }, { topics: ['warranty'] });
  const duties = (list.data?.duties ?? []).filter((one) => caseId === undefined || one.caseId === caseId);
  if (duties.length === 0) return null;
  return (
    <Card title={w.mobility}>
      <p className="k-muted">{w.mobilityLead}</p>
      <ul className="k-list">{duties.map((duty) => (
        <li key={duty.id} className="k-stack">
          <div className="k-between"><span><strong>{duty.number}</strong> · <When at={duty.fromAt} /></span>{duty.metHow === null ? <span className="c-inline"><Tag tone="danger">{w.holder}{mark.colon}{duty.holderName ?? w.nobody}</Tag>{duty.climbed === 0 ? null : <Tag tone="warn">{w.climbed(duty.climbed)}</Tag>}</span> : <Tag tone="good">{w.met}{mark.colon}{c.mobility[duty.metHow]}</Tag>}</div>
          {duty.metHow === null ? null : <span className="k-muted">{duty.amountFen === null ? null : <><Money fen={duty.amountFen} /> · </>}{duty.words} · {duty.metBy}</span>}
          {duty.metHow === null && may('adviser', 'warrantyOfficer', 'serviceManager') ? <Meet key={duty.version} duty={duty} /> : null}
        </li>
      ))}</ul>
    </Card>
  );
}
