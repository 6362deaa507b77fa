// What can be done with an insured accident in its state: enter the survey, ask the insurer, enter its answer, its payment, its end.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { yuan } from '#kit/figures.tsx';
import { PhotoPicker } from '#kit/photo.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { upload, type Out } from '#client/client';
import { insuranceWords } from '#client/insurance-words';
import { useFieldErrors } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { fenOf } from '../invoices/Invoices.tsx';
import { useMe } from '../shell/me.tsx';
import { words } from './words.ts';

type Page = Out<'showAccident'>;
type Deed = 'recordAccidentSurvey' | 'askInsurer' | 'answerInsurer' | 'declareTotalLoss' | 'refuseAccident' | 'withdrawAccident' | 'settleAccident';
const useDeed = <Name extends Deed>(name: Name) => useAct(name, (input) => ['showAccident', { insuranceId: input.insuranceId }]);
const atOf = (page: Page) => ({ insuranceId: page.accident.id, version: page.accident.version });
const yuanOf = (fen: number): string => (fen / 100).toFixed(2);

export function Survey({ page }: { page: Page }) {
  const w = useWords(words);
  const i = useWords(insuranceWords);
  const { may } = useMe();
  const [surveyor, setSurveyor] = useState('');
  const [risk, setRisk] = useState('1');
  const [grade, setGrade] = useState('1');
  const [text, setText] = useState('');
  const [fileIds, setFileIds] = useState<string[]>([]);
  const act = useDeed('recordAccidentSurvey');
  if (page.accident.state !== 'reported' || !may('adviser', 'serviceManager', 'technician')) return null;
  return (
    <Card title={w.survey}>
      <Form label={w.survey} onSubmit={() => act.mutate({ ...atOf(page), surveyor: surveyor.trim(), siteRisk: Number(risk), batteryGrade: grade === '' ? null : Number(grade), words: text.trim(), fileIds })}>
        <TextField label={w.surveyor} value={surveyor} onValue={setSurveyor} />
        <SelectField label={w.siteRisk} value={risk} onValue={setRisk} options={[1, 2, 3].map((each) => ({ value: String(each), label: i.siteRisk(each) }))} />
        <SelectField label={w.batteryGrade} value={grade} onValue={setGrade} options={[{ value: '', label: w.notTraction }, ...[1, 2, 3, 4].map((each) => ({ value: String(each), label: i.batteryGrade(each) }))]} />
        <TextArea label={w.surveyWords} rows={2} value={text} onValue={setText} />
        <div className="k-field"><span className="k-label">{w.photos}</span><PhotoPicker label={w.addPhoto} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={12} upload={upload} onFiles={setFileIds} /></div>
        <Stale error={act.error} />
        <Button type="submit" kind="primary" busy={act.isPending} disabled={surveyor.trim() === '' || text.trim() === ''}>{w.doSurvey}</Button>
      </Form>
    </Card>
  );
}

export function Ask({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const act = useDeed('askInsurer');
  if (!['surveyed', 'approved'].includes(page.accident.state) || !may('adviser', 'serviceManager')) return null;
  const first = page.accident.assessments.length === 0;
  return (
    <Card title={first ? w.ask : w.supplement}>
      <div className="k-stack">
        <div className="k-between"><span>{page.toAsk === 0 ? w.nothing : w.toAsk(page.toAsk, yuan(page.toAskFen))}</span><Button kind="primary" busy={act.isPending} disabled={page.toAsk === 0} onClick={() => act.mutate(atOf(page))}>{first ? w.ask : w.supplement}</Button></div>
        <Stale error={act.error} />
      </div>
    </Card>
  );
}

export function Answer({ page }: { page: Page }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const last = page.accident.assessments.at(-1);
  const [said, setSaid] = useState<Record<string, string>>(() => Object.fromEntries((last?.lines ?? []).map((line) => [line.lineId, yuanOf(line.askedFen)])));
  const [theirs, setTheirs] = useState('');
  const act = useDeed('answerInsurer');
  if (last === undefined || !['asked', 'supplementAsked'].includes(page.accident.state) || !may('adviser', 'serviceManager')) return null;
  const answers = last.lines.map((line) => ({ lineId: line.lineId, approvedFen: fenOf(said[line.lineId] ?? '') ?? -1 }));
  return (
    <Card title={w.answer} aside={<Button small onClick={() => setSaid(Object.fromEntries(last.lines.map((line) => [line.lineId, yuanOf(line.askedFen)])))}>{w.all}</Button>}>
      <Form label={w.answer} onSubmit={() => act.mutate({ ...atOf(page), answers, words: theirs.trim() })}>
        {last.lines.map((line) => <TextField key={line.lineId} label={`${language === 'zh' ? line.name : line.nameEn} · ${w.asked} ${yuan(line.askedFen)}`} inputMode="decimal" value={said[line.lineId] ?? ''} onValue={(value) => setSaid({ ...said, [line.lineId]: value })} />)}
        <TextField label={w.theirs} value={theirs} onValue={setTheirs} />
        <Stale error={act.error} />
        <Button type="submit" kind="primary" busy={act.isPending} disabled={theirs.trim() === '' || answers.some((one) => one.approvedFen < 0)}>{w.doAnswer}</Button>
      </Form>
    </Card>
  );
}

export function Settle({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const billedFen = page.accident.billedFen ?? 0;
  const [amount, setAmount] = useState(yuanOf(billedFen));
  const [reference, setReference] = useState('');
  const [short, setShort] = useState('');
  const act = useDeed('settleAccident');
  const error = useFieldErrors(act.error, ['amountFen', 'shortWords']);
  if (page.accident.state !== 'billed' || !may('cashier', 'warrantyOfficer', 'serviceManager')) return null;
  const fen = fenOf(amount);
  return (
    <Card title={w.settle}>
      <Form label={w.settle} onSubmit={() => fen !== undefined && act.mutate({ ...atOf(page), amountFen: fen, reference: reference.trim(), ...(short.trim() === '' ? {} : { shortWords: short.trim() }) })}>
        <TextField label={w.amount} inputMode="decimal" value={amount} onValue={setAmount} hint={`${w.billed} ${yuan(billedFen)}`} error={error('amountFen')} />
        <TextField label={w.reference} value={reference} onValue={setReference} />
        {fen !== undefined && fen < billedFen ? <TextField label={w.short} value={short} onValue={setShort} error={error('shortWords')} /> : null}
        {error('') === undefined ? null : <Stale error={act.error} />}
        <Button type="submit" kind="primary" busy={act.isPending} disabled={fen === undefined || reference.trim() === '' || (fen < billedFen && short.trim() === '')}>{w.doSettle}</Button>
      </Form>
    </Card>
  );
}

/** Ends that are not the payment: they are said in words, and rarely. */
export function Endings({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const [why, setWhy] = useState('');
  const [refuse, withdraw, lose] = [useDeed('refuseAccident'), useDeed('withdrawAccident'), useDeed('declareTotalLoss')];
  const { state } = page.accident;
  const ends = [
    ...(['reported', 'surveyed', 'asked'].includes(state) ? [{ label: w.refuse, act: refuse }] : []),
    ...(['surveyed', 'asked', 'approved', 'supplementAsked'].includes(state) ? [{ label: w.totalLoss, act: lose }] : []),
    ...(['reported', 'surveyed', 'asked', 'approved'].includes(state) ? [{ label: w.withdraw, act: withdraw }] : []),
  ];
  if (ends.length === 0 || !may('adviser', 'serviceManager')) return null;
  return (
    <Card>
      <details><summary>{w.other}</summary>
        <div className="k-stack"><TextField label={w.why} value={why} onValue={setWhy} /><Stale error={refuse.error ?? withdraw.error ?? lose.error} />
          <div className="k-row">{ends.map((one) => <Button key={one.label} kind="danger" busy={one.act.isPending} disabled={why.trim() === ''} onClick={() => one.act.mutate({ ...atOf(page), words: why.trim() })}>{one.label}</Button>)}</div></div>
      </details>
    </Card>
  );
}
