// The estimate: lines by operation and part, who pays each and why, the owner's answers; edited as a whole, then sent.
import { useState } from 'react';
import { answerChannels } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag, type Tone } from '#kit/card.tsx';
import { SelectField, TextField } from '#kit/field.tsx';
import { Money, useNow, When } from '#kit/figures.tsx';
import { PhotoPicker, Pictures } from '#kit/photo.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { upload, type Out } from '#client/client';
import { workWords } from '#client/work-words';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { DiagnosisTime, OtherPrice, payerOf, PayerOf, PriceNote, Shares, type Payer } from './WhoPays.tsx';
import { useWork } from './work.ts';
import { packetWords } from './packet-words.ts';
import { words } from './words.ts';

export type Page = Out<'showWorkOrder'>;
type Line = Page['lines'][number];
type Found = Out<'findOperations'>;
export const answerTones: Record<Line['answer'], Tone> = { draft: 'plain', sent: 'warn', approved: 'good', declined: 'plain', asked: 'danger' };

const diagnosisCode = 'DIAGNOSIS-TIME';
/** Lines that can be taken out on their own: operations, and parts that were added without one. */
const operationsOf = (page: Page): string[] => [...new Set(page.lines.filter((line) => line.kind === 'labour' && line.code !== diagnosisCode).map((line) => line.code))];
const ownParts = (page: Page) => page.lines.filter((line) => line.kind === 'part' && line.forOperation === null).map((line) => ({ code: line.code, quantity: line.quantity }));

function AddLine({ page, busy, onOperation, onPart }: { page: Page; busy: boolean; onOperation(code: string): void; onPart(code: string): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const there = new Set(operationsOf(page));
  const [text, setText] = useState('');
  const usual = useAsk('suggestOperations', { vehicleId: page.workOrder.vehicleId, caseId: page.workOrder.caseId });
  const found = useAsk('findOperations', { brandId: page.workOrder.brandId, text: text.trim() }, { enabled: text.trim() !== '', keep: true });
  const calledFor = new Set(page.campaigns.flatMap((one) => one.operations));
  const shown: { code: string; name: string; part: boolean; totalFen: number; why?: 'usual' | 'campaign' }[] = text.trim() === ''
    ? (usual.data?.operations ?? []).filter((one) => one.likely || calledFor.has(one.code)).sort((a, b) => Number(calledFor.has(b.code)) - Number(calledFor.has(a.code)))
      .map((one) => ({ code: one.code, name: language === 'zh' ? one.name : one.nameEn, part: false, totalFen: one.totalFen, why: calledFor.has(one.code) ? 'campaign' : 'usual' }))
    : [...(found.data?.operations ?? []).map((one: Found['operations'][number]) => ({ code: one.code, name: language === 'zh' ? one.name : one.nameEn, part: false, totalFen: one.totalFen })),
      ...(found.data?.parts ?? []).map((one: Found['parts'][number]) => ({ code: one.code, name: language === 'zh' ? one.name : one.nameEn, part: true, totalFen: one.unitFen }))].slice(0, 12);
  return (
    <div className="k-stack">
      <TextField label={w.find} type="search" value={text} onValue={setText} />
      <ul className="k-list">{shown.filter((one) => one.part || !there.has(one.code)).map((one) => (
        <li key={one.code} className="k-between"><span><strong>{one.name}</strong> <span className="k-muted">{one.code} · <Money fen={one.totalFen} /></span>{one.why === undefined ? null : <> <Tag tone={one.why === 'campaign' ? 'danger' : 'info'}>{one.why === 'campaign' ? w.ofCampaign : w.suggested}</Tag></>}</span>
          <Button small disabled={busy} onClick={() => (one.part ? onPart(one.code) : onOperation(one.code))}>{w.add}</Button></li>
      ))}</ul>
      {text.trim() !== '' && found.data !== undefined && shown.length === 0 ? <p className="k-muted" role="status">{w.nothingFound}</p> : null}
    </div>
  );
}

function Lines({ page, edits, payers, onPayer, onRemove }: { page: Page; edits: boolean; payers: ReadonlyMap<string, Payer>; onPayer(code: string, payer: Payer): void; onRemove(line: Line): void }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  return (
    <Table label={w.estimate} columns={[w.line, { label: w.quantity, num: true }, { label: w.sum, num: true }, w.payer, { label: w.ownerPays, num: true }, w.answer, ...(edits ? [{ label: w.remove, hidden: true }] : [])]}
      foot={<tr><td colSpan={2}><strong>{w.total}</strong></td><td className="num" data-label={w.sum}><strong><Money fen={page.totalFen} /></strong></td><td /><td className="num" data-label={w.ownerPays}><strong><Money fen={page.ownerFen} /></strong></td><td colSpan={edits ? 2 : 1} /></tr>}>
      {page.lines.map((line) => (
        <tr key={line.id}>
          <td><span className="c-inline"><strong>{language === 'zh' ? line.name : line.nameEn}</strong>{line.hv ? <Tag tone="warn">{w.hv}</Tag> : null}{line.safety ? <Tag tone="info">{w.safety}</Tag> : null}{line.done ? <Tag tone="good">{w.done}</Tag> : null}</span><small>{v.kind[line.kind]}{line.origin === null ? '' : ` · ${v.origin[line.origin]}`} · {line.code}{line.kind === 'labour' && line.totalFen === 0 && page.lines.some((other) => other.kind === 'labour' && other.totalFen > 0) ? ` · ${w.includedElsewhere}` : ''}{line.answerWords === null ? '' : ` · “${line.answerWords}”`}</small><LinePhotos page={page} line={line} /></td>
          <td className="num">{line.quantity}</td><td className="num"><Money fen={line.totalFen} /><PriceNote line={line} />{edits ? <div className="c-under"><OtherPrice key={line.totalFen} page={page} line={line} /></div> : null}</td>
          <td>{edits && !line.done ? <PayerOf line={line} payer={payers.get(line.code) ?? payerOf(line)} onPayer={(payer) => onPayer(line.code, payer)} /> : v.payType[line.payType]}<small>{v.payReason[line.payReason]}{line.goodwillWaits ? ` · ${w.goodwillWaits}` : ''}</small></td>
          <td className="num"><Money fen={line.ownerFen} /></td><td><Tag tone={answerTones[line.answer]}>{v.answer[line.answer]}</Tag></td>
          {edits ? <td>{line.done || (line.kind === 'part' && line.forOperation !== null) ? null : <Button small kind="quiet" aria-label={`${w.remove} ${line.name}`} onClick={() => onRemove(line)}>×</Button>}</td> : null}
        </tr>
      ))}
    </Table>
  );
}

/** Photos that show the owner what a line is about. */
function LinePhotos({ page, line }: { page: Page; line: Line }) {
  const w = useWords(words);
  const { may } = useMe();
  const [adding, setAdding] = useState(false);
  const [fileIds, setFileIds] = useState<string[]>([]);
  const act = useWork('addLinePhotos');
  const open = !line.done && ['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'].includes(page.workOrder.state) && may('adviser', 'serviceManager', 'technician');
  return (
    <>
      <Pictures urls={line.photos.map((id) => `/api/work-orders/${page.workOrder.id}/files/${id}`)} label={`${w.linePhoto} ${line.name}`} closeLabel={w.cancel} />
      {open && !adding ? <Button small kind="quiet" aria-label={`${w.linePhoto} ${line.name}`} onClick={() => setAdding(true)}>+ {w.linePhoto}</Button> : null}
      {adding ? <div className="k-stack"><PhotoPicker label={`${w.addPhoto} · ${line.name}`} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={6} upload={upload} onFiles={setFileIds} /><Stale error={act.error} /><div className="k-row"><Button small kind="primary" busy={act.isPending} disabled={fileIds.length === 0} onClick={() => act.mutate({ workOrderId: page.workOrder.id, version: page.workOrder.version, lineId: line.id, fileIds }, { onSuccess: () => setAdding(false) })}>{w.save}</Button><Button small onClick={() => setAdding(false)}>{w.cancel}</Button></div></div> : null}
    </>
  );
}

/** Every answer that was given, newest first: who, through what, to which amount, with what proof. */
function Answers({ page }: { page: Page }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  if (page.answers.length === 0) return null;
  return (
    <details>
      <summary>{w.answersGiven(page.answers.length)}</summary>
      <ul className="k-list">{[...page.answers].reverse().map((one) => (
        <li key={one.id}>
          <div className="k-between"><span>{language === 'zh' ? one.name : one.nameEn} <Tag tone={answerTones[one.answer]}>{v.answer[one.answer]}</Tag></span><Money fen={one.ownerFen} /></div>
          <span className="k-muted">{one.byName} · {w.channels[one.channel]} · <When at={one.at} />{one.words === null ? '' : ` · “${one.words}”`} · {one.proof.slice(0, 8)}</span>
          {one.fileId === null ? null : <Pictures urls={[`/api/work-orders/${page.workOrder.id}/files/${one.fileId}`]} label={w.proof} closeLabel={w.cancel} />}
        </li>
      ))}</ul>
    </details>
  );
}

function RecordAnswer({ page }: { page: Page }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [answers, setAnswers] = useState<Record<string, 'approved' | 'declined'>>({});
  const [text, setText] = useState('');
  const [channel, setChannel] = useState<'phone' | 'counter' | 'wechat' | 'sms' | 'paper'>('phone');
  const [fileIds, setFileIds] = useState<string[]>([]);
  const act = useWork('recordAnswer');
  const asked = page.lines.filter((line) => line.answer === 'sent' || line.answer === 'asked');
  const given = asked.flatMap((line) => (answers[line.id] === undefined ? [] : [{ lineId: line.id, answer: answers[line.id] as 'approved' }]));
  return (
    <div className="k-stack">
      <ul className="k-list">{asked.map((line) => (
        <li key={line.id} className="k-between"><span>{language === 'zh' ? line.name : line.nameEn} · <Money fen={line.ownerFen} /></span><span className="k-row">
          {(['approved', 'declined'] as const).map((answer) => <Button key={answer} small aria-pressed={answers[line.id] === answer} kind={answers[line.id] === answer ? 'primary' : 'plain'} onClick={() => setAnswers({ ...answers, [line.id]: answer })}>{answer === 'approved' ? w.approve : w.decline}</Button>)}
        </span></li>
      ))}</ul>
      <SelectField label={w.channel} value={channel} onValue={(value) => setChannel(value as 'phone')} options={answerChannels.filter((one) => one !== 'app' && one !== 'staff').map((value) => ({ value, label: w.channels[value] }))} />
      <TextField label={w.recordWords} value={text} onValue={setText} />
      <div className="k-field"><span className="k-label">{w.proof}</span><PhotoPicker label={w.proof} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={1} upload={upload} onFiles={setFileIds} /></div>
      <Stale error={act.error} />
      <Button kind="primary" busy={act.isPending} disabled={given.length === 0 || text.trim() === ''} onClick={() => act.mutate({ workOrderId: page.workOrder.id, version: page.workOrder.version, answers: given, words: text.trim(), channel, ...(fileIds[0] === undefined ? {} : { fileId: fileIds[0] }) })}>{w.recordIt}</Button>
    </div>
  );
}

export function Estimate({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const p = useWords(packetWords);
  const at = { workOrderId: page.workOrder.id, version: page.workOrder.version };
  const [payers, setPayers] = useState<ReadonlyMap<string, Payer>>(new Map());
  const [recording, setRecording] = useState(false);
  const save = useWork('saveEstimate');
  const send = useWork('sendEstimate');
  const agree = useWork('approveGoodwill');
  const open = ['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'].includes(page.workOrder.state);
  const edits = open && may('adviser', 'serviceManager');
  const kept = (): ({ code: string } & Payer)[] => {
    const chosen = new Map<string, Payer>(page.lines.filter((line) => line.payReason === 'chosen').map((line) => [line.code, payerOf(line)]));
    for (const [code, payer] of payers) chosen.set(code, payer);
    return [...chosen].map(([code, payer]) => ({ code, ...payer }));
  };
  const diagnosis = page.lines.find((line) => line.code === diagnosisCode)?.labourCentihours ?? undefined;
  const write = (operations: string[], parts: { code: string; quantity: number }[], hundredths = diagnosis): void =>
    save.mutate({ ...at, operations, parts, ...(hundredths === undefined || hundredths === 0 ? {} : { diagnosisCentihours: hundredths }), payers: kept().filter((payer) => operations.length + parts.length > 0 && payer.code !== '') },
      { onSuccess: () => setPayers((now) => new Map([...now].filter(([code, payer]) => payers.get(code) !== payer))) }); // what was chosen meanwhile stays chosen
  const [drafts, sent, waits] = [page.lines.some((line) => line.answer === 'draft'), page.lines.some((line) => line.answer === 'sent' || line.answer === 'asked'), page.lines.some((line) => line.goodwillWaits)];
  const parts = ownParts(page);
  const now = useNow(60_000);
  const until = page.workOrder.estimateValidUntil;
  const expired = until !== null && new Date(until) < now && sent;
  return (
    <Card title={w.estimate} aside={save.isPending ? <span className="k-muted">…</span> : undefined}>
      <div className="k-stack">
        {page.lines.length === 0 ? <p className="k-muted">{w.noEstimate}</p> : (
          <Lines page={page} edits={edits} payers={payers} onPayer={(code, payer) => setPayers(new Map([...payers, [code, payer]]))}
            onRemove={(line) => (line.code === diagnosisCode ? write(operationsOf(page), parts, 0) : line.kind === 'labour' ? write(operationsOf(page).filter((code) => code !== line.code), parts) : write(operationsOf(page), parts.filter((part) => part.code !== line.code)))} />
        )}
        <Shares lines={page.lines} />
        {until === null || !sent ? null : expired ? <Notice tone="warn">{w.expired} <When at={until} /></Notice> : <p className="k-muted">{w.validUntil} <When at={until} /></p>}
        <Answers page={page} />
        {payers.size === 0 ? null : <div className="k-row"><Button kind="primary" busy={save.isPending} onClick={() => write(operationsOf(page), parts)}>{w.saveEstimate}</Button><span className="k-muted">{w.unsaved}</span></div>}
        <Stale error={save.error ?? send.error ?? agree.error} />
        {waits ? <Notice tone="warn"><div className="k-between"><span>{w.goodwillWaits}</span>{may('serviceManager', 'regionalManager') ? <Button small busy={agree.isPending} onClick={() => agree.mutate(at)}>{w.approveGoodwill}</Button> : null}</div></Notice> : null}
        {edits ? (
          <div className="k-row">
            {expired && !drafts ? <Button kind="primary" busy={send.isPending} onClick={() => send.mutate(at)}>{w.renew}</Button> : null}
            {drafts ? <Button kind="primary" busy={send.isPending} disabled={waits || payers.size > 0} onClick={() => send.mutate(at)}>{page.lines.some((line) => line.answer === 'approved' || line.answer === 'declined') ? w.resend : w.sendIt}</Button> : null}
            {sent ? <Button aria-expanded={recording} onClick={() => setRecording(!recording)}>{w.record}</Button> : null}
          </div>
        ) : null}
        {recording && sent ? <RecordAnswer page={page} /> : null}
        {edits && page.diagnosis?.spentCentihours !== undefined && diagnosis === undefined ? <div className="k-between"><span>{p.spentWas((page.diagnosis.spentCentihours / 100).toFixed(2))}</span><Button small busy={save.isPending} onClick={() => write(operationsOf(page), parts, page.diagnosis?.spentCentihours ?? 0)}>{p.take}</Button></div> : null}
        {edits ? <DiagnosisTime key={diagnosis ?? 0} hundredths={diagnosis} onSet={(hundredths) => write(operationsOf(page), parts, hundredths ?? 0)} /> : null}
        {edits ? <AddLine page={page} busy={save.isPending} onOperation={(code) => write([...new Set([...operationsOf(page), code])], parts)} onPart={(code) => write(operationsOf(page), parts.some((part) => part.code === code) ? parts.map((part) => (part.code === code ? { ...part, quantity: part.quantity + 1 } : part)) : [...parts, { code, quantity: 1 }])} /> : null}
      </div>
    </Card>
  );
}
