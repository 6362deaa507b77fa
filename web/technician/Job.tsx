// A car in the workshop: the packet (car, what the owner said, codes, steps, parts), and what a technician does: begin, stop with
// the reason, photos, cause and correction, done. All of it works without a network.
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { stopReasons } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, TextArea, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { workWords } from '#client/work-words';
import { useDeed } from './deeds.ts';
import { useToday } from './Frame.tsx';
import { asIfSent, known, onChange, type Order } from './queue.ts';
import { words } from './words.ts';

function useOrder(id: string): Order | null | undefined {
  const [order, setOrder] = useState<Order | null | undefined>(undefined);
  useEffect(() => {
    const read = (): void => void known<Order>(`order:${id}`).then((kept) => setOrder(kept?.value ?? null), () => setOrder(null));
    read();
    return onChange(read);
  }, [id]);
  return order;
}

/** A photo taken or chosen, kept on the phone at once. */
export function PhotoButton({ label, onPhoto }: { label: string; onPhoto(picture: Blob): void }) {
  return (
    <label className="k-button t-photo"><Icon name="camera" />{label}
      <input className="sr" type="file" accept="image/*" capture="environment" onChange={(event) => {
        const picture = event.target.files?.[0];
        if (picture !== undefined) onPhoto(picture);
        event.target.value = '';
      }} />
    </label>
  );
}

function Clock({ page, me, deed }: { page: Order; me: string; deed: ReturnType<typeof useDeed> }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { deeds } = useToday();
  const now = asIfSent(page, deeds, me);
  const [stopping, setStopping] = useState(false);
  const [reason, setReason] = useState<(typeof stopReasons)[number] | undefined>(undefined);
  const [note, setNote] = useState('');
  const at = { workOrderId: page.workOrder.id };
  const stop = (): void => void deed.act('stopWork', { ...at, reason: reason ?? 'break', ...(note.trim() === '' ? {} : { note: note.trim() }) }).then((kept) => {
    if (kept) setStopping(false);
  });
  return (
    <Card title={v.state[now.state]} aside={now.waiting === 0 ? undefined : <Tag tone="warn">{w.notSent(now.waiting)}</Tag>}>
      {page.handOvers.some((one) => one.acceptedAt === null && one.fromId !== me) ? <><Notice tone="warn">{w.handedOver} {page.handOvers.find((one) => one.acceptedAt === null)?.note}</Notice><Button wide busy={deed.busy} onClick={() => void deed.act('acceptHandOver', at)}>{w.accept}</Button></> : null}
      {now.working ? (stopping ? (
        <Form label={w.stop} onSubmit={stop}>
          <Choice<(typeof stopReasons)[number]> label={w.why} value={reason} onValue={setReason} options={stopReasons.filter((one) => one !== 'handOver').map((value) => ({ value, label: v.stop[value] }))} />
          <TextField label={w.note} value={note} onValue={setNote} maxLength={1000} />
          <div className="k-row"><Button type="submit" kind="primary" busy={deed.busy} disabled={reason === undefined}>{w.stop}</Button><Button onClick={() => setStopping(false)}>{w.back}</Button></div>
        </Form>
      ) : <Button wide kind="danger" onClick={() => setStopping(true)}>{w.stop}</Button>) : ['approved', 'inProgress'].includes(now.state) ? <Button wide kind="primary" busy={deed.busy} onClick={() => void deed.act('startWork', at)}>{w.start}</Button> : <p className="k-muted">{w.notNow}</p>}
    </Card>
  );
}

function Packet({ page, deed }: { page: Order; deed: ReturnType<typeof useDeed> }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const { workOrder, checkIn, diagnosis } = page;
  const steps = page.lines.filter((line) => line.kind === 'labour' && line.answer !== 'declined');
  const parts = page.lines.filter((line) => line.kind === 'part' && line.answer !== 'declined');
  const name = (line: { name: string; nameEn: string }): string => (language === 'zh' ? line.name : line.nameEn);
  return (
    <>
      <Card title={w.car}><dl className="t-facts"><dt>{w.plate}</dt><dd><strong>{workOrder.plateNo ?? '–'}</strong> {language === 'zh' ? workOrder.modelName : workOrder.modelNameEn}</dd><dt>{w.promised}</dt><dd><When at={workOrder.promisedAt} /></dd><dt>{w.mileage}</dt><dd>{checkIn.odometerKm.toLocaleString('en-US')} km · {checkIn.socPct}%</dd><dt>{w.said}</dt><dd>{checkIn.statement}</dd>
        {diagnosis === null ? null : <><dt>{w.cause}</dt><dd>{diagnosis.cause}</dd><dt>{w.correction}</dt><dd>{diagnosis.correction}</dd>{(diagnosis.faultCodes ?? []).length === 0 ? null : <><dt>{w.codes}</dt><dd>{(diagnosis.faultCodes ?? []).join(' ')}</dd></>}</>}</dl></Card>
      <Card title={`${w.steps} ${steps.length}`}>{steps.length === 0 ? <p className="k-muted">{w.noSteps}</p> : <ol className="t-steps">{steps.map((line) => (
        <li key={line.id}><span><strong>{name(line)}</strong> <span className="k-muted">{line.code}{line.labourCentihours === null ? '' : ` · ${line.labourCentihours / 100} h`}</span></span>
          <span className="k-row">{line.hv ? <Tag tone="danger">{w.hv}</Tag> : null}{line.safety ? <Tag tone="warn">{w.safety}</Tag> : null}<Tag tone={line.answer === 'approved' ? 'good' : 'plain'}>{v.answer[line.answer]}</Tag>{line.photos.length === 0 ? null : <Tag>{w.photos(line.photos.length)}</Tag>}</span>
          <PhotoButton label={w.photo} onPhoto={(picture) => void deed.act('addLinePhotos', { workOrderId: workOrder.id, lineId: line.id, fileIds: [] }, [picture])} /></li>
      ))}</ol>}</Card>
      {parts.length === 0 ? null : <Card title={`${w.parts} ${parts.length}`}><ul className="k-list">{parts.map((line) => <li key={line.id} className="k-between"><span>{name(line)} <span className="k-muted">{line.code}</span></span><strong>× {line.quantity}</strong></li>)}</ul></Card>}
    </>
  );
}

function Findings({ page, deed }: { page: Order; deed: ReturnType<typeof useDeed> }) {
  const w = useWords(words);
  const [text, setText] = useState({ complaint: page.diagnosis?.complaint ?? page.checkIn.statement, cause: page.diagnosis?.cause ?? '', correction: page.diagnosis?.correction ?? '' });
  const [done, setDone] = useState('');
  const at = { workOrderId: page.workOrder.id };
  const whole = Object.values(text).every((one) => one.trim() !== '');
  return (
    <>
      <Card title={w.findings}><Form label={w.findings} onSubmit={() => void deed.act('recordDiagnosis', { ...at, ...text })}>
        <TextArea label={w.complaint} value={text.complaint} onValue={(complaint) => setText({ ...text, complaint })} maxLength={1000} /><TextArea label={w.cause} value={text.cause} onValue={(cause) => setText({ ...text, cause })} maxLength={1000} /><TextArea label={w.correction} value={text.correction} onValue={(correction) => setText({ ...text, correction })} maxLength={1000} />
        <Button type="submit" wide busy={deed.busy} disabled={!whole}>{w.saveFindings}</Button>
      </Form></Card>
      {page.workOrder.state === 'approved' || page.workOrder.state === 'inProgress' ? <Card title={w.finish}><Form label={w.finish} onSubmit={() => void deed.act('finishWork', { ...at, note: done }).then((kept) => kept && setDone(''))}>
        <TextArea label={w.doneNote} value={done} onValue={setDone} maxLength={1000} /><Button type="submit" kind="primary" wide busy={deed.busy} disabled={done.trim() === ''}>{w.finish}</Button>
      </Form></Card> : null}
    </>
  );
}

export function Job() {
  const w = useWords(words);
  const { workOrderId = '' } = useParams();
  const page = useOrder(workOrderId);
  const { me } = useToday();
  const deed = useDeed({ kind: 'order', id: workOrderId, label: page?.workOrder.plateNo ?? page?.workOrder.number ?? '' });
  if (page === undefined) return null;
  if (page === null) return <Empty icon="file" title={w.notOnPhone} />;
  return (
    <>
      <h1>{page.workOrder.plateNo ?? page.workOrder.number} <small>{page.workOrder.number}</small></h1>
      {deed.failed === undefined ? null : <Notice tone="danger">{deed.failed}</Notice>}
      <Clock page={page} me={me?.id ?? ''} deed={deed} />
      <Packet page={page} deed={deed} />
      <Findings key={page.workOrder.id} page={page} deed={deed} />
    </>
  );
}
