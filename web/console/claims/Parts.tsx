// The old parts of a claim: where each is, by when it must be on its way, and the next step with its waybill or proof.
import { useState } from 'react';
import type { partSteps } from '#api/claims';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { PhotoPicker, Pictures } from '#kit/photo.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import { claimWords } from '#client/claim-words';
import { upload, type Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import type { Page } from './Deeds.tsx';
import { words } from './words.ts';

type Part = Out<'showClaim'>['parts'][number];
type Step = (typeof partSteps)[number];
const next: Record<Part['state'], readonly Step[]> = { kept: ['labelled'], labelled: ['shipped', 'scrapped'], shipped: ['received'], missing: ['shipped'], received: [], scrapped: [] };

function Move({ part }: { part: Part }) {
  const w = useWords(words);
  const act = useAct('movePart');
  const steps = next[part.state];
  const [step, setStep] = useState<Step>(steps[0] ?? 'labelled');
  const [text, setText] = useState('');
  const [waybill, setWaybill] = useState('');
  const [fileIds, setFileIds] = useState<string[]>([]);
  const chosen = steps.includes(step) ? step : (steps[0] as Step);
  return (
    <Form label={`${w.step[chosen]} ${part.name}`} onSubmit={() => act.mutate({ partId: part.id, version: part.version, step: chosen, words: text.trim(), ...(waybill.trim() === '' ? {} : { waybill: waybill.trim() }), ...(fileIds.length === 0 ? {} : { fileIds }) }, { onSuccess: () => { setText(''); setWaybill(''); } })}>
      <div className="c-form">
        {steps.length > 1 ? <SelectField label={w.next} value={chosen} onValue={(value) => setStep(value as Step)} options={steps.map((value) => ({ value, label: w.step[value] ?? value }))} /> : null}
        {chosen === 'shipped' ? <TextField label={w.waybill} value={waybill} onValue={setWaybill} /> : null}
        <TextField label={w.partWords} value={text} onValue={setText} />
      </div>
      {chosen === 'scrapped' || chosen === 'labelled' ? <div className="k-field"><span className="k-label">{w.proof}</span><PhotoPicker label={w.addPhoto} removeLabel={w.removePhoto} failedLabel={w.photoFailed} most={3} upload={upload} onFiles={setFileIds} /></div> : null}
      <Stale error={act.error} />
      <Button type="submit" kind="primary" busy={act.isPending} disabled={text.trim() === ''}>{w.step[chosen]}</Button>
    </Form>
  );
}

export function Parts({ page }: { page: Page }) {
  const w = useWords(words);
  const c = useWords(claimWords);
  const { language } = useLanguage();
  const { may } = useMe();
  const moves = may('partsPlanner', 'warrantyOfficer', 'serviceManager', 'technician');
  return (
    <Card title={w.parts}>
      {page.parts.length === 0 ? <p className="k-muted">{w.noParts}</p> : (
        <ul className="k-list">{page.parts.map((part) => (
          <li key={part.id} className="k-stack">
            <div className="k-between"><span><strong>{language === 'zh' ? part.name : part.nameEn}</strong>{part.quantity > 1 ? ` × ${part.quantity}` : ''} <span className="k-muted">{part.code}{part.label === null ? '' : ` · ${w.label} ${part.label}`}</span></span><Tag tone={part.late ? 'danger' : part.state === 'received' || part.state === 'scrapped' ? 'good' : 'plain'}>{c.part[part.state]}</Tag></div>
            {part.dueOn === null || ['received', 'scrapped', 'shipped'].includes(part.state) ? null : <span className="k-muted">{w.dueOn} {part.dueOn}</span>}
            <ul className="k-muted">{part.steps.map((step) => <li key={step.at + step.step}>{c.part[step.step]} · <When at={step.at} />{step.byName === '' ? '' : ` · ${step.byName}`}{step.waybill === null ? '' : ` · ${step.waybill}`}{step.words === '' ? '' : ` · ${step.words}`}<Pictures urls={step.fileIds.map((id) => `/api/claim-parts/${part.id}/files/${id}`)} label={w.proof} closeLabel={w.cancel} /></li>)}</ul>
            {moves && next[part.state].length > 0 ? <Move key={part.state} part={part} /> : null}
          </li>
        ))}</ul>
      )}
    </Card>
  );
}
