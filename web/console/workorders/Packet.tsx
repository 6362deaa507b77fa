// On a work order: how the maker wants each operation done, with torque and drawings, and questions to an expert about this car.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, TextArea } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { PhotoPicker, Pictures } from '#kit/photo.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { upload, type Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import type { Page } from './Estimate.tsx';
import { packetWords } from './packet-words.ts';
import { useWork } from './work.ts';

type Instructions = Out<'listInstructions'>['instructions'][number];
type Question = Page['questions'][number];

export function Steps({ of, drawing, records = [] }: { of: Instructions; drawing(fileId: string): string; records?: Page['toolRecords'] }) {
  const w = useWords(packetWords);
  const { language } = useLanguage();
  const zh = language === 'zh';
  return (
    <ol className="c-steps">{of.steps.map((step, nth) => {
      const { torque } = step;
      const measured = torque === undefined ? undefined : records.findLast((one) => one.kind === 'torque' && (one.what === torque.what || one.what === torque.whatEn));
      return (
        <li key={nth}>
          <span>{step.caution === true ? <><Tag tone="danger">{w.caution}</Tag> </> : null}{zh ? step.words : step.wordsEn}</span>
          {torque === undefined ? null : <p><Tag tone="info">{w.torque}</Tag> {zh ? torque.what : torque.whatEn} <strong className="k-number">{torque.lowNm}–{torque.highNm} N·m</strong>{measured === undefined ? null : <> <Tag tone={measured.within ? 'good' : 'danger'}>{w.measured} {measured.value} {measured.unit}</Tag></>}</p>}
          {step.drawingFileId === undefined ? null : <Pictures urls={[drawing(step.drawingFileId)]} label={`${w.drawing} ${nth + 1}`} closeLabel={w.cancel} />}
        </li>
      );
    })}</ol>
  );
}

export function HowItIsDone({ page }: { page: Page }) {
  const w = useWords(packetWords);
  const { language } = useLanguage();
  if (page.instructions.length === 0) return null;
  const name = (code: string): string => {
    const line = page.lines.find((one) => one.kind === 'labour' && one.code === code);
    return line === undefined ? code : language === 'zh' ? line.name : line.nameEn;
  };
  return (
    <Card title={w.instructions}>
      {page.instructions.map((one) => (
        <details key={one.id} className="k-details">
          <summary><strong>{name(one.code)}</strong> <span className="k-muted">{w.steps(one.steps.length)} · {w.edition(one.edition)}</span></summary>
          <Steps of={one} drawing={(fileId) => `/api/work-orders/${page.workOrder.id}/files/${fileId}`} records={page.toolRecords} /><p className="k-muted">{w.source} {one.source}</p>
        </details>
      ))}
    </Card>
  );
}

/** A question with its photos and, when there is one, its answer; `workOrderId` says where its photos are. */
export function Asked({ of, workOrderId, children }: { of: Question; workOrderId: string; children?: React.ReactNode }) {
  const w = useWords(packetWords);
  return (
    <li>
      <div className="k-between"><strong>{of.words}</strong><Tag tone={of.answeredAt === null ? 'warn' : 'good'}>{of.answeredAt === null ? w.waiting : w.answered}</Tag></div>
      <span className="k-muted">{of.askedByName} · <When at={of.askedAt} /></span>
      <Pictures urls={of.photos.map((id) => `/api/work-orders/${workOrderId}/files/${id}`)} label={w.photos} closeLabel={w.cancel} />
      {of.answer === null ? null : <Notice tone="good"><p>{of.answer}</p><span className="k-muted">{of.answeredByName} · {of.answeredAt === null ? null : <When at={of.answeredAt} />}</span></Notice>}
      {children}
    </li>
  );
}

export function Answer({ workOrderId, questionId }: { workOrderId: string; questionId: string }) {
  const w = useWords(packetWords);
  const [said, setSaid] = useState('');
  const act = useAct('answerQuestion', (input) => ['showWorkOrder', { workOrderId: input.workOrderId }]);
  return (
    <Form label={w.answer} onSubmit={() => act.mutate({ workOrderId, questionId, words: said.trim() })}>
      <TextArea label={w.answer} rows={2} maxLength={1000} value={said} onValue={setSaid} /><Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={said.trim() === ''}>{w.send}</Button></div>
    </Form>
  );
}

export function Questions({ page }: { page: Page }) {
  const w = useWords(packetWords);
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const [fileIds, setFileIds] = useState<string[]>([]);
  const act = useWork('askExpert');
  const open = !['handedBack', 'cancelled'].includes(page.workOrder.state) && me.may('adviser', 'technician', 'serviceManager');
  const expert = me.may('technician', 'warrantyOfficer', 'serviceManager', 'regionalManager');
  if (page.questions.length === 0 && !open) return null;
  return (
    <Card title={w.questions} aside={open ? <Button small aria-expanded={asking} onClick={() => setAsking(!asking)}>{asking ? w.cancel : w.ask}</Button> : undefined}>
      {asking ? (
        <Form label={w.questions} onSubmit={() => act.mutate({ workOrderId: page.workOrder.id, version: page.workOrder.version, words: said.trim(), fileIds }, { onSuccess: () => {
          setSaid('');
          setAsking(false);
        } })}>
          <TextArea label={w.what} rows={3} maxLength={1000} value={said} onValue={setSaid} /><PhotoPicker label={w.photos} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={6} upload={upload} onFiles={setFileIds} /><Stale error={act.error} />
          <Button type="submit" kind="primary" busy={act.isPending} disabled={said.trim() === ''}>{w.send}</Button>
        </Form>
      ) : null}
      <ul className="k-list">{page.questions.map((one) => <Asked key={one.id} of={one} workOrderId={page.workOrder.id}>{one.answeredAt === null && expert && one.askedById !== me.id ? <Answer workOrderId={page.workOrder.id} questionId={one.id} /> : null}</Asked>)}</ul>
    </Card>
  );
}
