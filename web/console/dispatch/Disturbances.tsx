// What broke the day, and the plan that is proposed for it: who gets whom and when instead, and which owners are told. A closed road is
// opened again here, with the reason.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { When, clockTime } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { placeIn } from './Emergency.tsx';
import { NewWindow } from './NewWindow.tsx';
import { RoadMap, type Day } from './RoadMap.tsx';
import { words } from './words.ts';

type Kind = In<'reportDisturbance'>['kind'];
const reportable: readonly Kind[] = ['ill', 'vanBroken', 'overrun', 'partMissing', 'roadClosed'];

export function ReportForm({ day, outletId, done, show }: { day: Day; outletId: string; done(): void; /** The plan that is proposed for it. */ show(id: string): void }) {
  const w = useWords(words);
  const act = useAct('reportDisturbance');
  const [kind, setKind] = useState<string>('ill');
  const [text, setText] = useState({ vanId: day.vans[0]?.id ?? '', jobId: '', moreMin: '30', radiusM: '800', delayMin: '20', place: '', words: '' });
  const set = (name: keyof typeof text) => ({ value: text[name], onValue: (value: string) => setText({ ...text, [name]: value }) });
  const jobs = day.jobs.filter((job) => (kind === 'overrun' ? ['departed', 'arrived', 'working', 'carrying'].includes(job.state) : job.endedAt === null && job.vanId !== null && job.parts.length > 0));
  const jobId = jobs.some((job) => job.id === text.jobId) ? text.jobId : (jobs[0]?.id ?? '');
  const byVan = kind === 'ill' || kind === 'vanBroken';
  const byJob = kind === 'overrun' || kind === 'partMissing';
  const point = placeIn(text.place);
  const number = (name: 'moreMin' | 'radiusM' | 'delayMin', least: number, most: number): number | undefined => (/^\d{1,5}$/.test(text[name].trim()) && Number(text[name]) >= least && Number(text[name]) <= most ? Number(text[name]) : undefined);
  const [moreMin, radiusM, delayMin] = [number('moreMin', 5, 480), number('radiusM', 50, 20_000), number('delayMin', 1, 240)];
  const complete = byVan ? text.vanId !== '' : byJob ? jobId !== '' && (kind !== 'overrun' || moreMin !== undefined) : point !== undefined && text.words.trim() !== '' && radiusM !== undefined && delayMin !== undefined;
  const about = { ...(byVan ? { vanId: text.vanId } : {}), ...(byJob ? { jobId } : {}), ...(kind === 'overrun' && moreMin !== undefined ? { moreMin } : {}), ...(kind === 'roadClosed' ? { ...point, ...(radiusM === undefined ? {} : { radiusM }), ...(delayMin === undefined ? {} : { delayMin }) } : {}), ...(text.words.trim() === '' ? {} : { words: text.words }) };
  return (
    <Form label={w.report} onSubmit={() => act.mutate({ outletId, kind: kind as Kind, ...about }, { onSuccess: (one) => {
      say(w.reported);
      done();
      show(one.id);
    } })}>
      <SelectField label={w.chooseKind} value={kind} onValue={setKind} options={reportable.map((value) => ({ value, label: w.disturbance[value] }))} />
      {byVan ? <SelectField label={w.chooseVan} {...set('vanId')} options={day.vans.map((van) => ({ value: van.id, label: `${van.name} ${van.staffName}` }))} /> : null}
      {byJob && jobs.length === 0 ? <Notice tone="info">{kind === 'overrun' ? w.noJobUnderWay : w.noJobWithParts}</Notice> : null}
      {byJob && jobs.length > 0 ? <SelectField label={w.chooseJob} value={jobId} onValue={(value) => setText({ ...text, jobId: value })} options={jobs.map((job) => ({ value: job.id, label: `${job.number} ${job.plateNo ?? ''}` }))} /> : null}
      {kind === 'overrun' ? <TextField label={w.moreMin} inputMode="numeric" {...set('moreMin')} error={moreMin === undefined ? w.moreWrong : undefined} /> : null}
      {kind === 'roadClosed' ? <><TextField label={w.place} hint={w.placeHint} {...set('place')} /><RoadMap day={day} outletId={outletId} chosen={null} choose={() => undefined} pick={{ place: point, set: (at) => setText({ ...text, place: `${at.lon}, ${at.lat}` }), ...(radiusM === undefined ? {} : { radiusM }) }} />
        <TextField label={w.radius} inputMode="numeric" {...set('radiusM')} error={radiusM === undefined ? w.radiusWrong : undefined} /><TextField label={w.delay} inputMode="numeric" {...set('delayMin')} error={delayMin === undefined ? w.delayWrong : undefined} /></> : null}
      <TextField label={w.words} {...set('words')} />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={!complete}>{w.send}</Button><Button onClick={done}>{w.close}</Button></div>
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
      <thead><tr><th>{w.job}</th><th>{w.from}</th><th>{w.becomes}</th><th /></tr></thead>
      <tbody>{changes.map((one) => <tr key={one.jobId}><td>{one.number}<br /><span className="k-muted">{w.kind[one.kind]} {one.ownerName}</span></td><td>{name(one.vanFrom)} {at(one.fromAt)}</td><td>{one.vanTo === null ? <strong>{w.nobody}</strong> : name(one.vanTo)} {at(one.toAt)} {one.leftOut.map((reason) => w.reason[reason]).join(mark.comma)}</td><td>{one.tells ? <Tag tone="info">{w.tells}</Tag> : null}</td></tr>)}</tbody>
    </table></div>
  );
}

/** The visit that broke is in no plan until its owner has another window; that is agreed here. */
function Broken({ job, moved }: { job: Day['jobs'][number]; /** What is proposed knows nothing of it yet. */ moved(): void }) {
  const w = useWords(words);
  const [moving, setMoving] = useState(false);
  const mayAgree = useMe().may('agent', 'adviser', 'dispatcher', 'serviceManager');
  return (
    <Notice tone="warn"><div className="k-stack">
      <p><strong>{w.notDone(`${job.number} ${job.plateNo ?? ''}`.trim())}</strong> {w.notDoneNext}</p>
      {!mayAgree ? null : moving ? <NewWindow job={job} done={(agreed) => {
        setMoving(false);
        if (agreed) moved();
      }} /> : <div><Button small onClick={() => setMoving(true)}>{w.newWindow}</Button></div>}
    </div></Notice>
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
      const broken = day.jobs.find((one) => one.id === data.disturbance.jobId && one.state === 'failed' && one.kind !== 'rescue');
      return (
        <div className="k-stack">
          {broken === undefined ? null : <Broken job={broken} moved={() => answer('again')} />}
          <p>{w.beforeAfter(data.leftOutBefore, data.leftOutAfter, data.lateMinBefore, data.lateMinAfter)}{data.othersMoved > 0 ? ` · ${w.othersOf(data.othersMoved)}` : ''}</p>
          <Changes changes={data.changes} day={day} />
          {data.outdated ? <Notice tone="warn">{w.outdated}</Notice> : null}
          <Stale error={act.error} />
          {data.disturbance.state !== 'open' ? null : data.changes.length + data.othersMoved === 0 && !data.outdated ? <div className="k-row"><Button kind="primary" busy={act.isPending} onClick={() => answer('dismiss')}>{w.seen}</Button></div>
            : <div className="k-row"><Button kind="primary" busy={act.isPending} disabled={data.outdated} onClick={() => answer('accept')}>{w.accept}</Button><Button onClick={() => answer('again')}>{w.again}</Button><Button kind="quiet" onClick={() => answer('dismiss')}>{w.dismiss}</Button></div>}
        </div>
      );
    }}</Answered>
  );
}

function Reopen({ road, outletId, done, show }: { road: Day['closures'][number]; outletId: string; done(): void; show(id: string): void }) {
  const w = useWords(words);
  const [why, setWhy] = useState('');
  const act = useAct('reopenRoad');
  return (
    <Form label={w.reopen} onSubmit={() => act.mutate({ outletId, closureId: road.id, why }, { onSuccess: (one) => {
      say(w.reopened);
      done();
      show(one.id);
    } })}>
      <p><strong>{road.words}</strong> <span className="k-muted">{w.closedFor(road.radiusM, road.delayMin)}</span></p>
      <TextField label={w.reopenWhy} value={why} onValue={setWhy} maxLength={200} autoFocus />
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={why.trim() === ''}>{w.reopen}</Button><Button onClick={done}>{w.close}</Button></div>
    </Form>
  );
}

export function Disturbances({ day, outletId, may, shown, show }: { day: Day; outletId: string; may: boolean; /** The proposal that is looked at. */ shown: string | null; show(id: string | null): void }) {
  const w = useWords(words);
  const [opening, setOpening] = useState<string | null>(null);
  const van = (id: string | null): string => day.vans.find((one) => one.id === id)?.name ?? '';
  const job = (id: string | null): string => day.jobs.find((one) => one.id === id)?.number ?? '';
  const road = day.closures.find((one) => one.id === opening);
  const ended = day.disturbances.filter((one) => one.state !== 'open');
  const rowOf = (one: Day['disturbances'][number]): React.ReactNode => (
    <li key={one.id} className="k-row">
      <Tag tone={one.state === 'open' ? 'danger' : 'plain'}>{w.disturbance[one.kind]}</Tag><span>{van(one.vanId)} {job(one.jobId)} {one.words ?? ''} <span className="k-muted"><When at={one.at} /> {one.reportedBy === '' ? w.itself : one.reportedBy}</span></span>
      {one.state !== 'open' ? <span className="k-muted">{one.state === 'accepted' ? w.accepted : w.dismissed} {one.endedBy}</span> : may ? <Button small onClick={() => show(one.id)}>{w.showProposal}</Button> : null}
    </li>
  );
  return (
    <Card title={w.disturbances}>
      {day.closures.length === 0 ? null : <ul className="d-events k-stack" aria-label={w.closedRoads}>{day.closures.map((closed) => (
        <li key={closed.id} className="k-row"><Tag tone="warn">{w.closedNow}</Tag><span><strong>{closed.words}</strong> <span className="k-muted">{w.closedFor(closed.radiusM, closed.delayMin)} · <When at={closed.at} /></span></span>{may ? <Button small onClick={() => setOpening(closed.id)}>{w.reopen}</Button> : null}</li>
      ))}</ul>}
      {day.disturbances.length === 0 ? <p className="k-muted">{w.noDisturbances}</p> : <ul className="d-events k-stack">{day.disturbances.filter((one) => one.state === 'open').map(rowOf)}</ul>}
      {ended.length === 0 ? null : <details><summary className="k-muted">{w.counted(w.dealtWith, ended.length)}</summary><ul className="d-events k-stack">{ended.map(rowOf)}</ul></details>}
      <Dialog open={shown !== null} onClose={() => show(null)} title={w.proposal}>{shown === null ? null : <Proposal id={shown} day={day} done={() => show(null)} />}</Dialog>
      <Dialog open={road !== undefined} onClose={() => setOpening(null)} title={w.reopen}>{road === undefined ? null : <Reopen road={road} outletId={outletId} done={() => setOpening(null)} show={show} />}</Dialog>
    </Card>
  );
}
