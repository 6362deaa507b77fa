// What can be done with a loan in each of its states, as one form.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { inputTime, instantOf } from '#kit/figures.tsx';
import { PhotoPicker } from '#kit/photo.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { upload, type Out } from '#client/client';
import { loanerWords } from '#client/loaner-words';
import { Stale } from '../cases/Stale.tsx';
import { words } from './words.ts';

export type Loan = Out<'listLoans'>['loans'][number];
export type Deed = 'signLoan' | 'handOverLoaner' | 'returnLoaner' | 'extendLoan' | 'chargeLoan' | 'settleLoan' | 'receiveForLoan' | 'cancelLoan';
/** What each state allows, the next step first. */
const deedsOf: Record<Loan['state'], readonly Deed[]> = { reserved: ['signLoan', 'cancelLoan'], contracted: ['handOverLoaner', 'cancelLoan'], out: ['returnLoaner', 'extendLoan'], returned: ['settleLoan', 'chargeLoan'], settled: ['receiveForLoan', 'chargeLoan'], cancelled: [] };
export const deedsNow = (loan: Loan): readonly Deed[] => deedsOf[loan.state].filter((deed) => deed !== 'receiveForLoan' || loan.stillOwedFen > 0);

const fenOf = (yuan: string): number | undefined => (/^\d+(\.\d{1,2})?$/.test(yuan) ? Math.round(Number(yuan) * 100) : undefined);
const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : -1);

export function LoanDeed({ loan, deed, done }: { loan: Loan; deed: Deed; done(): void }) {
  const w = useWords(words);
  const l = useWords(loanerWords);
  const [text, setText] = useState({ holder: loan.ownerName, licenceNo: '', licenceUntil: '', depositRef: '', deposit: String(loan.depositFen / 100), km: '', soc: '', damage: '', damageYuan: '', untilAt: inputTime(new Date(loan.untilAt)), what: '', yuan: loan.state === 'settled' && loan.stillOwedFen > 0 ? String(loan.stillOwedFen / 100) : '', happened: loan.outRecord === null ? '' : inputTime(new Date(loan.outRecord.at)), early: '', why: '' });
  const [choice, setChoice] = useState({ licenceClass: 'C1', depositWay: loan.depositFen === 0 ? 'none' : 'wechatHold', kind: 'fine', channel: 'card' });
  const [files, setFiles] = useState<string[]>([]);
  const acts = { signLoan: useAct('signLoan'), handOverLoaner: useAct('handOverLoaner'), returnLoaner: useAct('returnLoaner'), extendLoan: useAct('extendLoan'), chargeLoan: useAct('chargeLoan'), settleLoan: useAct('settleLoan'), receiveForLoan: useAct('receiveForLoan'), cancelLoan: useAct('cancelLoan') };
  const act = acts[deed];
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const base = { loanId: loan.id, version: loan.version };
  const after = { onSuccess: () => {
    say(w.done);
    done();
  } };
  const looked = { odometerKm: numberOf(text.km), socPct: numberOf(text.soc), photoIds: files, ...(text.damage.trim() === '' ? {} : { damage: text.damage }) };
  const submit = (): void => {
    const damageFen = fenOf(text.damageYuan);
    if (deed === 'signLoan') acts.signLoan.mutate({ ...base, holder: text.holder, licenceNo: text.licenceNo, licenceClass: choice.licenceClass as 'C1', licenceUntil: text.licenceUntil, signatureFileId: files[0] ?? '', depositFen: fenOf(text.deposit) ?? 0, depositWay: choice.depositWay as 'cash', ...(text.depositRef.trim() === '' ? {} : { depositRef: text.depositRef }) }, after);
    else if (deed === 'handOverLoaner') acts.handOverLoaner.mutate({ ...base, ...looked }, after);
    else if (deed === 'returnLoaner') acts.returnLoaner.mutate({ ...base, ...looked, ...(damageFen === undefined || damageFen === 0 ? {} : { damageFen }) }, after);
    else if (deed === 'extendLoan') acts.extendLoan.mutate({ ...base, untilAt: instantOf(text.untilAt) }, after);
    else if (deed === 'chargeLoan') acts.chargeLoan.mutate({ ...base, kind: choice.kind as 'fine', what: text.what, fen: fenOf(text.yuan) ?? 0, happenedAt: instantOf(text.happened), ...(files[0] === undefined ? {} : { proofFileId: files[0] }) }, after);
    else if (deed === 'settleLoan') acts.settleLoan.mutate({ ...base, ...(text.early.trim() === '' ? {} : { early: text.early }) }, after);
    else if (deed === 'receiveForLoan') acts.receiveForLoan.mutate({ ...base, amountFen: fenOf(text.yuan) ?? 0, channel: choice.channel as 'card' }, after);
    else acts.cancelLoan.mutate({ ...base, why: text.why }, after);
  };
  const missing = { signLoan: text.licenceNo === '' || text.licenceUntil === '' || files.length === 0, handOverLoaner: files.length === 0 || looked.odometerKm < 0 || looked.socPct < 0, returnLoaner: files.length === 0 || looked.odometerKm < 0 || looked.socPct < 0, extendLoan: text.untilAt === '', chargeLoan: text.what.trim() === '' || fenOf(text.yuan) === undefined || text.happened === '', settleLoan: false, receiveForLoan: (fenOf(text.yuan) ?? 0) === 0, cancelLoan: text.why.trim() === '' }[deed];
  const pictures = (label: string, most: number) => <div className="k-field"><span className="k-label">{label}</span><PhotoPicker label={w.addPhoto} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={most} upload={upload} onFiles={setFiles} /></div>;
  return (
    <Form onSubmit={submit}>
      <p className="k-muted">{loan.number} · {loan.plateNo} · {loan.ownerName}</p>
      {deed === 'signLoan' ? <>
        <TextField label={w.holder} {...set('holder')} /><TextField label={w.licence} {...set('licenceNo')} />
        <SelectField label={w.licenceClass} value={choice.licenceClass} onValue={(licenceClass) => setChoice({ ...choice, licenceClass })} options={['C1', 'C2', 'B1', 'B2', 'A1', 'A2', 'A3'].map((value) => ({ value, label: value }))} />
        <TextField label={w.licenceUntil} type="date" {...set('licenceUntil')} /><TextField label={w.depositYuan} inputMode="decimal" {...set('deposit')} />
        <SelectField label={w.depositWay} value={choice.depositWay} onValue={(depositWay) => setChoice({ ...choice, depositWay })} options={Object.entries(w.ways).map(([value, label]) => ({ value, label }))} /><TextField label={w.depositRef} {...set('depositRef')} />
        {pictures(w.signature, 1)}
      </> : null}
      {deed === 'handOverLoaner' || deed === 'returnLoaner' ? <>
        <TextField label={w.km} inputMode="numeric" {...set('km')} /><TextField label={w.soc} inputMode="numeric" {...set('soc')} /><TextField label={w.damage} {...set('damage')} />
        {deed === 'returnLoaner' && text.damage.trim() !== '' ? <TextField label={w.damageYuan} inputMode="decimal" {...set('damageYuan')} /> : null}{pictures(w.photos, 12)}
      </> : null}
      {deed === 'extendLoan' ? <TextField label={w.to} type="datetime-local" {...set('untilAt')} /> : null}
      {deed === 'chargeLoan' ? <>
        <SelectField label={w.chargeKind} value={choice.kind} onValue={(kind) => setChoice({ ...choice, kind })} options={Object.entries(l.charge).map(([value, label]) => ({ value, label }))} />
        <TextField label={w.what} {...set('what')} /><TextField label={w.yuan} inputMode="decimal" {...set('yuan')} /><TextField label={w.happened} type="datetime-local" {...set('happened')} />{pictures(w.photos, 1)}
      </> : null}
      {deed === 'settleLoan' ? <TextField label={w.early} hint={loan.finesUntil === null ? undefined : l.fines(loan.finesUntil)} {...set('early')} /> : null}
      {deed === 'receiveForLoan' ? <><TextField label={w.yuan} inputMode="decimal" {...set('yuan')} /><SelectField label={w.channel} value={choice.channel} onValue={(channel) => setChoice({ ...choice, channel })} options={Object.entries(w.channels).map(([value, label]) => ({ value, label }))} /></> : null}
      {deed === 'cancelLoan' ? <TextField label={w.why} {...set('why')} /> : null}
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind={deed === 'cancelLoan' ? 'danger' : 'primary'} busy={act.isPending} disabled={missing}>{w.confirm}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}
