// What lies in the packet of a car: what the owner said, the steps as the maker wants them with torque and drawings, parts, and
// what experts answered. Pictures were fetched ahead, so that they are there in the basement.
import { useEffect, useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, TextArea, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { faultWords, severityTone } from '#client/fault-words';
import { workWords } from '#client/work-words';
import { pictureKey, pictureUrl } from './day.ts';
import type { useDeed } from './deeds.ts';
import { useToday } from './Frame.tsx';
import { known, type Deed as Waiting, type DeedName, type Order } from './queue.ts';
import { begun, useTaken, useTyped } from './typed.ts';
import { words } from './words.ts';

type Deed = ReturnType<typeof useDeed>;
type Torque = NonNullable<Order['instructions'][number]['steps'][number]['torque']>;

/** What was done on this job and waits to be sent. */
export function useWaiting(orderId: string, name: DeedName): readonly Waiting[] {
  return useToday().deeds.filter((one) => one.of.id === orderId && one.name === name && one.stopped === null);
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

/** A picture from the phone where it is kept, from the house where it is not. */
function Kept({ orderId, fileId, label }: { orderId: string; fileId: string; label: string }) {
  const [url, setUrl] = useState<string | undefined>(undefined);
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void known<Blob>(pictureKey(fileId)).catch(() => undefined).then((found) => {
      if (gone) return;
      made = found === undefined ? undefined : URL.createObjectURL(found.value);
      setUrl(made ?? pictureUrl(orderId, fileId));
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [orderId, fileId]);
  return url === undefined ? null : <img className="t-drawing" src={url} alt={label} />;
}

/** The value at the wrench, with its limits from the step; the tool that was used last stands there already. */
function TorqueRecord({ page, torque, deed }: { page: Order; torque: Torque; deed: Deed }) {
  const w = useWords(words);
  const last = page.toolRecords.at(-1);
  const place = `torque.${page.workOrder.id}.${torque.what}`;
  const [open, setOpen] = useState(() => begun(place));
  const waiting = useWaiting(page.workOrder.id, 'recordTool').findLast((one) => one.input['what'] === torque.what);
  const [said, setSaid, noted] = useTyped(place, { value: '', toolNo: last?.toolNo ?? '', toolValidUntil: last?.toolValidUntil ?? '' });
  const measured = page.toolRecords.findLast((one) => one.kind === 'torque' && (one.what === torque.what || one.what === torque.whatEn));
  const whole = Number.isFinite(Number(said.value)) && said.value !== '' && said.toolNo.trim() !== '' && said.toolValidUntil !== '';
  const outside = said.value !== '' && (Number(said.value) < torque.lowNm || Number(said.value) > torque.highNm);
  const shut = (): void => {
    setSaid({ ...said, value: '' });
    noted();
    setOpen(false);
  };
  const keep = (): void => void deed.act('recordTool', { workOrderId: page.workOrder.id, kind: 'torque', what: torque.what, toolNo: said.toolNo.trim(), toolValidUntil: said.toolValidUntil, value: Number(said.value), unit: 'N·m', low: torque.lowNm, high: torque.highNm }).then((kept) => kept && shut());
  return (
    <>
      {waiting !== undefined ? <Tag tone="warn">{String(waiting.input['value'])} N·m · {w.unsent}</Tag> : measured === undefined ? null : <Tag tone={measured.within ? 'good' : 'danger'}>{measured.value} {measured.unit}</Tag>}
      {!open ? <Button onClick={() => setOpen(true)}>{w.recordTorque}</Button> : (
        <Form label={w.recordTorque} onSubmit={keep}>
          <TextField label={`${w.measured} N·m`} inputMode="decimal" error={outside ? w.outOfLimits(torque.lowNm, torque.highNm) : undefined} value={said.value} onValue={(value) => setSaid({ ...said, value: value.replaceAll(/[^\d.]/g, '') })} />
          <TextField label={w.toolNo} value={said.toolNo} onValue={(toolNo) => setSaid({ ...said, toolNo })} /><TextField label={w.toolValid} type="date" value={said.toolValidUntil} onValue={(toolValidUntil) => setSaid({ ...said, toolValidUntil })} />
          <div className="k-row"><Button type="submit" kind="primary" busy={deed.busy} disabled={!whole}>{w.save}</Button><Button onClick={shut}>{w.back}</Button></div>
        </Form>
      )}
    </>
  );
}

function HowItIsDone({ page, code, deed }: { page: Order; code: string; deed: Deed }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const zh = language === 'zh';
  const of = page.instructions.find((one) => one.code === code);
  if (of === undefined) return null;
  return (
    <details className="t-how"><summary>{w.how(of.steps.length)}</summary>
      <ol className="t-steps">{of.steps.map((step, nth) => (
        <li key={nth}><span>{step.caution === true ? <><Tag tone="danger">{w.caution}</Tag> </> : null}{zh ? step.words : step.wordsEn}</span>
          {step.torque === undefined ? null : <><span><strong>{step.torque.lowNm}–{step.torque.highNm} N·m</strong> {zh ? step.torque.what : step.torque.whatEn}</span>{['approved', 'inProgress', 'inspection'].includes(page.workOrder.state) ? <TorqueRecord page={page} torque={step.torque} deed={deed} /> : null}</>}
          {step.drawingFileId === undefined ? null : <Kept orderId={page.workOrder.id} fileId={step.drawingFileId} label={`${w.drawing} ${nth + 1}`} />}</li>
      ))}</ol><p className="k-muted">{of.source} · {w.edition(of.edition)}</p>
    </details>
  );
}

/** What is minded when this number is fitted; a packet kept on the phone from before knows nothing of it. */
function Mind({ page, code }: { page: Order; code: string }) {
  const w = useWords(words);
  const of = (page.fitting ?? []).find((one) => one.code === code);
  if (of === undefined) return null;
  return <span className="k-row">{of.colour === null ? null : <Tag tone="warn">{w.mindColour(of.colour)}</Tag>}{of.softwareCoded ? <Tag tone="warn">{w.mindCoding}</Tag> : null}{of.serialised ? <Tag>{w.mindSerial}</Tag> : null}{of.coreReturn ? <Tag tone="info">{w.mindCore}</Tag> : null}</span>;
}

/** Whether an ordered part is here, and in which box. */
function Came({ page, code }: { page: Order; code: string }) {
  const w = useWords(words);
  const of = page.partsWait?.ordered.find((one) => one.code === code);
  if (of === undefined) return null;
  return of.arrived >= of.quantity ? <Tag tone="good">{w.partCame(of.box)}</Tag> : <Tag tone="warn">{w.partWaits(of.arrived, of.quantity, of.expectedOn ?? '')}</Tag>;
}

/** The codes the car names, with what they mean; a packet kept on the phone from before knows nothing of it. */
function CarFaults({ page }: { page: Order }) {
  const w = useWords(faultWords);
  const mark = useMarks();
  const { language } = useLanguage();
  const zh = language === 'zh';
  const faults = page.carFaults ?? [];
  return faults.length === 0 ? null : (
    <Card title={`${w.title} ${faults.length}`}><ul className="k-list">{faults.map(({ part, hex, stands, lastAt, meaning }) => (
      <li key={`${part} ${hex}`}>
        <strong>{meaning === null ? w.parts[part] : `${meaning.name ?? ''} ${zh ? meaning.title : meaning.titleEn}`.trim()}</strong> <code>0x{hex}</code>
        <span className="k-row">{meaning === null ? null : <Tag tone={severityTone[meaning.severity]}>{w.severity[meaning.severity]}</Tag>}<Tag tone={stands ? 'danger' : 'plain'}>{stands ? w.stands : w.was}</Tag><span className="k-muted"><When at={lastAt} /></span></span>
        {meaning === null ? <p>{w.unknown}</p> : <p>{zh ? meaning.meaning : meaning.meaningEn}<br /><strong>{w.todo}{mark.colon}</strong>{zh ? meaning.advice : meaning.adviceEn}{meaning.operationCode === null ? null : <span className="k-muted"><br />{w.job} {meaning.operationCode}</span>}</p>}
      </li>
    ))}</ul></Card>
  );
}

export function Packet({ page, deed }: { page: Order; deed: Deed }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const { workOrder, checkIn, diagnosis } = page;
  const photosWaiting = useWaiting(workOrder.id, 'addLinePhotos');
  const unsent = (lineId: string): number => photosWaiting.filter((one) => one.input['lineId'] === lineId).reduce((sum, one) => sum + one.photoKeys.length, 0);
  const steps = page.lines.filter((line) => line.kind === 'labour' && line.answer !== 'declined');
  const parts = page.lines.filter((line) => line.kind === 'part' && line.answer !== 'declined');
  const name = (line: { name: string; nameEn: string }): string => (language === 'zh' ? line.name : line.nameEn);
  return (
    <>
      <Card title={w.car}><dl className="t-facts"><dt>{w.plate}</dt><dd><strong>{workOrder.plateNo ?? '–'}</strong> {language === 'zh' ? workOrder.modelName : workOrder.modelNameEn}</dd><dt>{w.promised}</dt><dd><When at={workOrder.promisedAt} /></dd><dt>{w.mileage}</dt><dd>{checkIn.odometerKm.toLocaleString('en-US')} km · {checkIn.socPct}%</dd><dt>{w.said}</dt><dd>{checkIn.statement}</dd>
        {diagnosis === null ? null : <><dt>{w.cause}</dt><dd>{diagnosis.cause}</dd><dt>{w.correction}</dt><dd>{diagnosis.correction}</dd>{(diagnosis.faultCodes ?? []).length === 0 ? null : <><dt>{w.codes}</dt><dd>{(diagnosis.faultCodes ?? []).join(' ')}</dd></>}</>}</dl></Card>
      <CarFaults page={page} />
      <Card title={`${w.steps} ${steps.length}`}>{steps.length === 0 ? <p className="k-muted">{w.noSteps}</p> : <ol className="t-steps">{steps.map((line) => (
        <li key={line.id}><span><strong>{name(line)}</strong> <span className="k-muted">{line.code}{line.labourCentihours === null || line.labourCentihours === 0 ? '' : ` · ${line.labourCentihours / 100} h`}</span></span>
          <span className="k-row">{line.hv ? <Tag tone="danger">{w.hv}</Tag> : null}{line.safety ? <Tag tone="warn">{w.safety}</Tag> : null}<Tag tone={line.answer === 'approved' ? 'good' : 'plain'}>{v.answer[line.answer]}</Tag>{line.photos.length === 0 ? null : <Tag>{w.photos(line.photos.length)}</Tag>}{unsent(line.id) === 0 ? null : <Tag tone="warn">{w.photos(unsent(line.id))} · {w.unsent}</Tag>}</span>
          <HowItIsDone page={page} code={line.code} deed={deed} />
          {line.done ? null : <PhotoButton label={w.photo} onPhoto={(picture) => void deed.act('addLinePhotos', { workOrderId: workOrder.id, lineId: line.id, fileIds: [] }, [picture])} />}</li>
      ))}</ol>}</Card>
      {parts.length === 0 ? null : <Card title={`${w.parts} ${parts.length}`}><ul className="k-list">{parts.map((line) => <li key={line.id} className="k-between"><span>{name(line)} <span className="k-muted">{line.code}</span><Mind page={page} code={line.code} /><span className="k-row"><Came page={page} code={line.code} /></span></span><strong>× {line.quantity}</strong></li>)}</ul></Card>}
    </>
  );
}

/** Asking an expert, with a photo where it says more; what was answered stands under the question. */
export function Experts({ page, deed }: { page: Order; deed: Deed }) {
  const w = useWords(words);
  const [text, setText, asked] = useTyped(`question.${page.workOrder.id}`, '');
  const [pictures, takePicture, sent] = useTaken(`question.${page.workOrder.id}`);
  const waiting = useWaiting(page.workOrder.id, 'askExpert');
  const ask = (): void => void deed.act('askExpert', { workOrderId: page.workOrder.id, words: text.trim() }, pictures).then((kept) => {
    if (!kept) return;
    setText('');
    asked();
    sent();
  });
  return (
    <Card title={w.experts}>
      {page.questions.length === 0 ? null : <ul className="k-list">{page.questions.map((one) => (
        <li key={one.id}><strong>{one.words}</strong><br /><span className="k-muted">{one.askedByName} · <When at={one.askedAt} /></span>{one.answer === null ? <p><Tag tone="warn">{w.waitsForAnswer}</Tag></p> : <Notice tone="good"><p>{one.answer}</p><span className="k-muted">{one.answeredByName}</span></Notice>}</li>
      ))}</ul>}
      {waiting.length === 0 ? null : <ul className="k-list">{waiting.map((one) => <li key={one.key}><strong>{String(one.input['words'])}</strong><br /><Tag tone="warn">{w.unsent}</Tag></li>)}</ul>}
      <Form label={w.experts} onSubmit={ask}>
        <TextArea label={w.question} value={text} onValue={setText} maxLength={1000} />
        <div className="k-row">{pictures.length >= 6 ? null : <PhotoButton label={w.photo} onPhoto={takePicture} />}{pictures.length === 0 ? null : <Tag>{w.photos(pictures.length)}</Tag>}</div>
        <Button type="submit" wide busy={deed.busy} disabled={text.trim() === ''}>{w.askIt}</Button>
      </Form>
    </Card>
  );
}
