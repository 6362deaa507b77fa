// The experts' page: questions that wait, oldest first, and the maker's instructions of every operation, to read and to revise.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { PhotoPicker } from '#kit/photo.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { upload, type Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useBrand } from '../desk/useBrand.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Answer, Asked, Steps } from './Packet.tsx';
import { packetWords } from './packet-words.ts';

type Instructions = Out<'listInstructions'>['instructions'][number];
type Operation = Out<'showPriceList'>['operations'][number];

const mostPast = 12;
function Waiting() {
  const w = useWords(packetWords);
  const me = useMe();
  const { language } = useLanguage();
  const says = useSays();
  const asked = useAsk('listQuestions', {}, { topics: ['workorders'] });
  const row = (one: Out<'listQuestions'>['questions'][number]) => (
    <Asked key={one.id} of={one} workOrderId={one.workOrderId}>
      <p className="k-muted"><Link to={links.workOrder(one.workOrderId)}>{one.number}</Link> · {one.plateNo ?? ''} {language === 'zh' ? one.modelName : one.modelNameEn} · {language === 'zh' ? one.outletName : one.outletNameEn}{one.faultCodes.length === 0 ? '' : ` · ${one.faultCodes.join(' ')}`}</p>
      {one.answeredAt === null && one.askedById !== me.id && me.may('technician', 'warrantyOfficer', 'serviceManager', 'regionalManager') ? <Answer workOrderId={one.workOrderId} questionId={one.id} /> : null}
    </Asked>
  );
  return (
    <Answered of={asked} says={says} lines={4}>
      {({ questions }) => {
        const [open, past] = [questions.filter((one) => one.answeredAt === null), questions.filter((one) => one.answeredAt !== null)];
        return (
          <>
            <Card title={`${w.questions} ${open.length}`}>{open.length === 0 ? <Empty icon="check" title={w.noQuestions} /> : <ul className="k-list">{open.map(row)}</ul>}</Card>
            {past.length === 0 ? null : <Card title={`${w.past} ${past.length}`}><ul className="k-list">{past.slice(0, mostPast).map(row)}</ul></Card>}
          </>
        );
      }}
    </Answered>
  );
}

type Draft = { words: string; wordsEn: string; caution: boolean; part: string; partEn: string; low: string; high: string; drawingFileId: string | undefined };
const blank: Draft = { words: '', wordsEn: '', caution: false, part: '', partEn: '', low: '', high: '', drawingFileId: undefined };
const draftOf = (step: Instructions['steps'][number]): Draft => ({ words: step.words, wordsEn: step.wordsEn, caution: step.caution === true, part: step.torque?.what ?? '', partEn: step.torque?.whatEn ?? '', low: step.torque === undefined ? '' : String(step.torque.lowNm), high: step.torque === undefined ? '' : String(step.torque.highNm), drawingFileId: step.drawingFileId });
const turned = (draft: Draft): boolean => [draft.part, draft.partEn, draft.low, draft.high].some((text) => text.trim() !== '');
const whole = (draft: Draft): boolean => draft.words.trim() !== '' && draft.wordsEn.trim() !== '' && (!turned(draft) || (draft.part.trim() !== '' && draft.partEn.trim() !== '' && Number(draft.low) > 0 && Number(draft.high) > 0));
const stepOf = (draft: Draft) => ({
  words: draft.words.trim(), wordsEn: draft.wordsEn.trim(), ...(draft.caution ? { caution: true } : {}), ...(draft.drawingFileId === undefined ? {} : { drawingFileId: draft.drawingFileId }),
  ...(turned(draft) ? { torque: { what: draft.part.trim(), whatEn: draft.partEn.trim(), lowNm: Number(draft.low), highNm: Number(draft.high) } } : {}),
});

function StepFields({ nth, step, onStep, onRemove }: { nth: number; step: Draft; onStep(step: Draft): void; onRemove: (() => void) | undefined }) {
  const w = useWords(packetWords);
  const text = (field: 'part' | 'partEn' | 'low' | 'high', label: string) => <TextField label={label} inputMode={field === 'low' || field === 'high' ? 'decimal' : 'text'} value={step[field]} onValue={(value) => onStep({ ...step, [field]: value })} />;
  return (
    <fieldset className="k-stack c-part"><legend className="k-label">{w.step(nth + 1)}</legend>
      <TextArea label={w.words} rows={2} maxLength={300} value={step.words} onValue={(value) => onStep({ ...step, words: value })} /><TextArea label={w.wordsEn} rows={2} maxLength={400} value={step.wordsEn} onValue={(value) => onStep({ ...step, wordsEn: value })} />
      <label className="k-row"><input type="checkbox" checked={step.caution} onChange={(event) => onStep({ ...step, caution: event.target.checked })} />{w.isCaution}</label>
      <div className="c-form">{text('part', w.part)}{text('partEn', w.partEn)}{text('low', w.low)}{text('high', w.high)}</div>
      <div className="k-row">{step.drawingFileId === undefined ? <PhotoPicker label={w.drawing} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={1} upload={upload} onFiles={(ids) => ids[0] === undefined || onStep({ ...step, drawingFileId: ids[0] })} /> : <><span className="k-muted">{w.drawn}</span><Button small onClick={() => onStep({ ...step, drawingFileId: undefined })}>{w.removePhoto}</Button></>}
        {onRemove === undefined ? null : <Button small kind="quiet" onClick={onRemove}>{w.removeStep}</Button>}</div>
    </fieldset>
  );
}

function Publish({ brandId, operations, of, onDone }: { brandId: string; operations: readonly Operation[]; of: Instructions | undefined; onDone(): void }) {
  const w = useWords(packetWords);
  const { language } = useLanguage();
  const [code, setCode] = useState(of?.code ?? '');
  const [steps, setSteps] = useState<Draft[]>(of === undefined ? [blank] : of.steps.map(draftOf));
  const [source, setSource] = useState(of?.source ?? '');
  const act = useAct('publishInstructions');
  const error = useFieldErrors(act.error, ['code', 'steps', 'source']);
  return (
    <Form label={w.publish} onSubmit={() => act.mutate({ brandId, code, steps: steps.map(stepOf), source: source.trim() }, { onSuccess: onDone })}>
      {of === undefined ? <SelectField label={w.code} value={code} onValue={setCode} error={error('code')} options={[{ value: '', label: w.chooseCode }, ...operations.map((one) => ({ value: one.code, label: `${language === 'zh' ? one.name : one.nameEn} · ${one.code}` }))]} /> : null}
      {steps.map((step, nth) => <StepFields key={nth} nth={nth} step={step} onStep={(next) => setSteps((all) => all.map((other, index) => (index === nth ? next : other)))} onRemove={steps.length === 1 ? undefined : () => setSteps((all) => all.filter((_, index) => index !== nth))} />)}
      <Button onClick={() => setSteps([...steps, blank])} disabled={steps.length >= 60}>{w.addStep}</Button>
      <TextField label={w.source} value={source} maxLength={200} onValue={setSource} error={error('source')} />{error('steps') === undefined && error('') === undefined ? null : <Stale error={act.error} />}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={code === '' || source.trim() === '' || !steps.every(whole)}>{w.publishIt}</Button><Button onClick={onDone}>{w.cancel}</Button></div>
    </Form>
  );
}

function Book({ brandId }: { brandId: string }) {
  const w = useWords(packetWords);
  const { may } = useMe();
  const { language } = useLanguage();
  const says = useSays();
  const [text, setText] = useState('');
  const [writing, setWriting] = useState<string | undefined>(undefined);
  const list = useAsk('listInstructions', { brandId }, { topics: ['instructions'] });
  const prices = useAsk('showPriceList', { brandId });
  const names = new Map((prices.data?.operations ?? []).map((one) => [one.code, language === 'zh' ? one.name : one.nameEn]));
  const publishes = may('warrantyOfficer', 'administrator');
  return (
    <Card title={w.list} aside={publishes && writing === undefined ? <Button small onClick={() => setWriting('')}>{w.publish}</Button> : undefined}>
      {writing === '' ? <Publish brandId={brandId} operations={(prices.data?.operations ?? []).filter((one) => !(list.data?.instructions ?? []).some((other) => other.code === one.code))} of={undefined} onDone={() => setWriting(undefined)} /> : null}
      <Answered of={list} says={says} lines={5}>
        {({ instructions }) => (instructions.length === 0 ? <Empty icon="file" title={w.noneYet} /> : (
          <>
            <TextField label={w.find} type="search" value={text} onValue={setText} />
            {instructions.filter((one) => `${one.code} ${names.get(one.code) ?? ''}`.toLowerCase().includes(text.trim().toLowerCase())).map((one) => (
              <details key={one.id} className="k-details">
                <summary><strong>{names.get(one.code) ?? one.code}</strong> <span className="k-muted">{one.code} · {w.steps(one.steps.length)} · {w.edition(one.edition)}</span></summary>
                {writing === one.id ? <Publish brandId={brandId} operations={[]} of={one} onDone={() => setWriting(undefined)} /> : <>
                  <Steps of={one} drawing={(fileId) => `/api/instructions/${one.id}/files/${fileId}`} />
                  <p className="k-muted">{w.source} {one.source} · {one.publishedBy} · <When at={one.publishedAt} /></p>{publishes ? <Button small onClick={() => setWriting(one.id)}>{w.change}</Button> : null}
                </>}
              </details>
            ))}
          </>
        ))}
      </Answered>
    </Card>
  );
}

export function Technical() {
  const w = useWords(packetWords);
  const { may } = useMe();
  const { brandId, choice } = useBrand();
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}>{choice}</Heading>
      {may('technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor') ? <Waiting /> : null}
      {brandId === '' ? null : <Book key={brandId} brandId={brandId} />}
    </div>
  );
}
