// What broke the day, and the plan that is proposed for it: who gets whom and when instead, and which owners are told.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { When, clockTime } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { placeIn } from './Emergency.tsx';
import { RoadMap, type Day } from './RoadMap.tsx';
import { words } from './words.ts';

type Kind = Day['disturbances'][number]['kind'];
const reportable: readonly Kind[] = ['ill', 'vanBroken', 'overrun', 'partMissing', 'roadClosed'];

export function ReportForm({ day, outletId, done }: { day: Day; outletId: string; done(): void }) {
  const w = useWords(words);
  const act = useAct('reportDisturbance');
  const [kind, setKind] = useState<string>('ill');
  const [text, setText] = useState({ vanId: day.vans[0]?.id ?? '', jobId: '', moreMin: '30', place: '', words: '' });
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const jobs = day.jobs.filter((job) => (kind === 'overrun' ? ['departed', 'arrived', 'working', 'carrying'].includes(job.state) : job.endedAt === null && job.vanId !== null && job.parts.length > 0));
  const jobId = jobs.some((job) => job.id === text.jobId) ? text.jobId : (jobs[0]?.id ?? '');
  const byVan = kind === 'ill' || kind === 'vanBroken';
  const byJob = kind === 'overrun' || kind === 'partMissing';
  const point = placeIn(text.place);
  const about = { ...(byVan ? { vanId: text.vanId } : {}), ...(byJob ? { jobId } : {}), ...(kind === 'overrun' ? { moreMin: Number(text.moreMin) || 30 } : {}), ...(kind === 'roadClosed' ? { ...point } : {}), ...(text.words.trim() === '' ? {} : { words: text.words }) };
  return (
    <Form label={w.report} onSubmit={() => act.mutate({ outletId, kind: kind as Kind, ...about }, { onSuccess: () => {
      say(w.reported);
      done();
    } })}>
      <SelectField label={w.chooseKind} value={kind} onValue={setKind} options={reportable.map((value) => ({ value, label: w.disturbance[value] }))} />
      {byVan ? <SelectField label={w.chooseVan} {...set('vanId')} options={day.vans.map((van) => ({ value: van.id, label: `${van.name} ${van.staffName}` }))} /> : null}
      {byJob ? <SelectField label={w.chooseJob} value={jobId} onValue={(value) => setText({ ...text, jobId: value })} options={jobs.map((job) => ({ value: job.id, label: `${job.number} ${job.plateNo ?? ''}` }))} /> : null}
      {kind === 'overrun' ? <TextField label={w.moreMin} inputMode="numeric" {...set('moreMin')} /> : null}
      {kind === 'roadClosed' ? <><TextField label={w.place} hint={w.placeHint} {...set('place')} /><RoadMap day={day} outletId={outletId} chosen={null} choose={() => undefined} pick={{ place: point, set: (at) => setText({ ...text, place: `${at.lon}, ${at.lat}` }) }} /></> : null}
      <TextField label={w.words} {...set('words')} />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={(byVan && text.vanId === '') || (byJob && jobId === '') || (kind === 'roadClosed' && (point === undefined || text.words.trim() === ''))}>{w.send}</Button><Button onClick={done}>{w.close}</Button></div>
    </Form>
  );
}

function Changes({ changes, day }: { changes: Out<'showProposal'>['changes']; day: Day }) {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const name = (vanId: string | null): string => (vanId === null ? w.nobody : (day.vans.find((van) => van.id === vanId)?.name ?? '–'));
  const at = (time: string | null): string => (time === null ? '' : clockTime(time, language));
  if (changes.length === 0) return <p>{w.noChange}</p>;
  return (
    <div className="d-scroll"><table className="d-table">
      <thead><tr><th>{w.list}</th><th>{w.from}</th><th>{w.becomes}</th><th /></tr></thead>
      <tbody>{changes.map((one) => <tr key={one.jobId}><td>{one.number}<br /><span className="k-muted">{w.kind[one.kind]} {one.ownerName}</span></td><td>{name(one.vanFrom)} {at(one.fromAt)}</td><td>{name(one.vanTo)} {at(one.toAt)} {one.leftOut.map((reason) => w.reason[reason]).join(mark.comma)}</td><td>{one.tells ? <Tag tone="info">{w.tells}</Tag> : null}</td></tr>)}</tbody>
    </table></div>
  );
}

function Proposal({ id, day, done }: { id: string; day: Day; done(): void }) {
  const w = useWords(words);
  const says = useSays();
  const proposal = useAsk('showProposal', { disturbanceId: id }, { topics: ['dispatch'] });
  const act = useAct('answerProposal');
  return (
    <Answered of={proposal} says={says}>{(data) => {
      const answer = (what: 'accept' | 'again' | 'dismiss') => act.mutate({ disturbanceId: id, answer: what, version: data.version }, what === 'again' ? {} : { onSuccess: done });
      return (
        <div className="k-stack">
          <p>{w.beforeAfter(data.leftOutBefore, data.leftOutAfter, data.lateMinBefore, data.lateMinAfter)}{data.othersMoved > 0 ? ` · ${w.others(data.othersMoved)}` : ''}</p>
          <Changes changes={data.changes} day={day} />
          {data.outdated ? <Notice tone="warn">{w.outdated}</Notice> : null}
          <Stale error={act.error} />
          {data.disturbance.state === 'open' ? <div className="k-row"><Button kind="primary" busy={act.isPending} disabled={data.outdated} onClick={() => answer('accept')}>{w.accept}</Button><Button onClick={() => answer('again')}>{w.again}</Button><Button kind="quiet" onClick={() => answer('dismiss')}>{w.dismiss}</Button></div> : null}
        </div>
      );
    }}</Answered>
  );
}

export function Disturbances({ day, may }: { day: Day; may: boolean }) {
  const w = useWords(words);
  const [open, setOpen] = useState<string | null>(null);
  const van = (id: string | null): string => day.vans.find((one) => one.id === id)?.name ?? '';
  const job = (id: string | null): string => day.jobs.find((one) => one.id === id)?.number ?? '';
  return (
    <Card title={w.disturbances}>
      {day.disturbances.length === 0 ? <Empty title={w.noDisturbances} /> : (
        <ul className="k-stack">{day.disturbances.map((one) => (
          <li key={one.id} className="k-row">
            <Tag tone={one.state === 'open' ? 'danger' : 'plain'}>{w.disturbance[one.kind]}</Tag><span>{van(one.vanId)} {job(one.jobId)} {one.words ?? ''} <span className="k-muted"><When at={one.at} /> {one.reportedBy === '' ? w.itself : one.reportedBy}</span></span>
            {one.state !== 'open' ? <span className="k-muted">{one.state === 'accepted' ? w.accepted : w.dismissed} {one.endedBy}</span> : may ? <Button small onClick={() => setOpen(one.id)}>{w.showProposal}</Button> : null}
          </li>
        ))}</ul>
      )}
      <Dialog open={open !== null} onClose={() => setOpen(null)} title={w.proposal}>{open === null ? null : <Proposal id={open} day={day} done={() => setOpen(null)} />}</Dialog>
    </Card>
  );
}
