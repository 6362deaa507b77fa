// The dispatcher's board: map, time lines and list of a day; every deed carries the version it saw.
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { clockTime, dayName, dayOf } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { Refused } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Disturbances, ReportForm } from './Disturbances.tsx';
import { Emergency } from './Emergency.tsx';
import { JobPanel } from './JobPanel.tsx';
import { RoadMap, type Day, type Job } from './RoadMap.tsx';
import { TimeLines } from './TimeLines.tsx';
import { Vans } from './Vans.tsx';
import './dispatch.css';
import { words } from './words.ts';

function JobList({ day, choose }: { day: Day; choose(id: string): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  if (day.jobs.length === 0) return <Empty icon="calendar" title={w.noJobs} />;
  return (
    <div className="d-scroll"><table className="d-table">
      <thead><tr><th>{w.job}</th><th>{w.window}</th><th>{w.arrives}</th><th /></tr></thead>
      <tbody>{day.jobs.map((job) => (
        <tr key={job.id}>
          <td><button type="button" className="d-link" onClick={() => choose(job.id)}>{job.number}</button> {w.kind[job.kind]}<br /><span className="k-muted">{job.ownerName} {job.plateNo} · {job.place.address}</span></td>
          <td>{clockTime(job.windowFrom, language)}–{clockTime(job.windowUntil, language)}</td><td>{job.arrivesAt === null ? '–' : clockTime(job.arrivesAt, language)}{job.lateMin > 0 ? <> <Tag tone="danger">{w.late(job.lateMin)}</Tag></> : null}</td>
          <td><Tag tone={job.state === 'failed' ? 'danger' : job.state === 'waiting' ? 'warn' : 'plain'}>{w.state[job.state]}</Tag><br /><span className="k-muted">{day.vans.find((van) => van.id === job.vanId)?.name}</span></td>
        </tr>
      ))}</tbody>
    </table></div>
  );
}

function Loads({ day }: { day: Day }) {
  const w = useWords(words);
  const { language } = useLanguage();
  return (
    <Card title={w.loads}>{day.loads.length === 0 ? <p className="k-muted">{w.noLoads}</p> : (
      <div className="d-scroll"><table className="d-table"><thead><tr><th>{w.vehicle}</th><th>{w.part}</th><th>{w.needed}</th><th>{w.onBoard}</th><th>{w.toLoad}</th></tr></thead>
        <tbody>{day.loads.map((one) => <tr key={`${one.vanId} ${one.brandId} ${one.code}`}><td>{day.vans.find((van) => van.id === one.vanId)?.name}</td><td>{language === 'zh' ? one.name : one.nameEn}<br /><span className="k-muted">{one.code}</span></td><td>{one.needed}</td><td>{one.onBoard}</td><td><strong>{one.load}</strong></td></tr>)}</tbody></table></div>
    )}</Card>
  );
}

function Board({ day, outletId }: { day: Day; outletId: string }) {
  const mark = useMarks();
  const w = useWords(words);
  const says = useSays();
  const me = useMe();
  const plans = me.may('dispatcher', 'serviceManager', 'regionalManager', 'administrator');
  const may = plans && day.onDay >= dayOf(new Date(day.nowAt)); // a day that is over is looked at
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState<'report' | 'emergency' | null>(null);
  const [refused, setRefused] = useState<Error | null>(null);
  const acts = { move: useAct('moveJob'), pin: useAct('pinJob'), plan: useAct('planDispatch'), undo: useAct('undoPlan') };
  const base = { version: day.version };
  const after = (words: string) => ({ onSuccess: () => {
    setRefused(null);
    say(words);
  }, onError: setRefused });
  const move = (jobId: string, vanId: string | null, startsAt?: string): void => acts.move.mutate({ jobId, vanId, ...(startsAt === undefined ? {} : { startsAt }), ...base }, after(w.moved));
  const pin = (job: Job): void => acts.pin.mutate({ jobId: job.id, pinned: !job.pinned, ...base }, after(w.pinnedNow));
  const undo = (): void => (day.mayUndo ? acts.undo.mutate({ outletId, on: day.onDay, ...base }, after(w.undone)) : undefined);
  const job = day.jobs.find((one) => one.id === chosen);
  const breaks = refused instanceof Refused && refused.code === 'doesNotFit' ? ((refused.details['breaks'] ?? []) as (keyof typeof w.reason)[]) : [];
  const waiting = day.jobs.filter((one) => one.state === 'waiting').length;
  return (
    <>
      <div className="k-row">
        <span className="k-muted">{w.version(day.version)}</span>{waiting > 0 ? <Tag tone="warn">{w.waiting(waiting)}</Tag> : null}
        {may ? <><Button small kind="primary" busy={acts.plan.isPending} onClick={() => acts.plan.mutate({ outletId, on: day.onDay, ...base }, after(w.planDone))}>{w.plan}</Button><Button small disabled={!day.mayUndo} busy={acts.undo.isPending} onClick={undo}>{w.undo}</Button><Button small onClick={() => setAsking('report')}>{w.report}</Button>{me.may('dispatcher', 'serviceManager', 'regionalManager') ? <Button small kind="danger" onClick={() => setAsking('emergency')}>{w.emergency}</Button> : null}</> : null}
      </div>
      {refused === null ? null : breaks.length > 0 ? <Notice tone="danger">{says(refused)} {breaks.map((one) => w.reason[one]).join(mark.comma)}</Notice> : <Stale error={refused} />}
      {day.vans.length === 0 ? <><Empty icon="car" title={w.noVans}>{w.noVansLead}</Empty><Vans day={day} outletId={outletId} may={plans} /></> : (
        <div className="d-grid">
          <div className="wide"><TimeLines tool={{ day, chosen, choose: setChosen, move, may }} onPin={pin} onUndo={undo} /></div>
          <div className="k-stack"><RoadMap day={day} outletId={outletId} chosen={chosen} choose={setChosen} /><Card title={w.list}><JobList day={day} choose={setChosen} /></Card></div>
          <div className="k-stack">
            {job === undefined ? null : <JobPanel key={job.id} job={job} day={day} deeds={{ move, pin, close: () => setChosen(null), may }} />}<Disturbances day={day} may={may} /><Loads day={day} />
            <Card title={w.steps}><ul>{day.steps.map((step) => <li key={step.version}>{w.version(step.version)} · {w.what[step.what]} · <span className="k-muted">{step.by === '' ? w.itself : step.by}</span></li>)}</ul></Card>
          </div>
          <div className="wide"><Vans day={day} outletId={outletId} may={plans} /></div>
        </div>
      )}
      <Dialog open={asking === 'report'} onClose={() => setAsking(null)} title={w.report}><ReportForm day={day} outletId={outletId} done={() => setAsking(null)} /></Dialog>
      <Dialog open={asking === 'emergency'} onClose={() => setAsking(null)} title={w.emergency}><Emergency day={day} outletId={outletId} done={() => setAsking(null)} /></Dialog>
    </>
  );
}

export function Dispatch() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {});
  const list = (outlets.data?.outlets ?? []).filter(me.isMyOutlet).sort((a, b) => Number(b.capabilities.includes('mobile')) - Number(a.capabilities.includes('mobile')));
  const outletId = params.get('outlet') ?? list[0]?.id ?? '';
  const on = params.get('on') ?? dayOf(new Date());
  const set = (name: string, value: string): void => setParams((before) => {
    before.set(name, value);
    return before;
  }, { replace: true });
  const shift = (days: number): void => set('on', dayOf(new Date(Date.parse(`${on}T12:00:00+08:00`) + days * 86_400_000)));
  const day = useAsk('showDispatch', { outletId, on }, { enabled: outletId !== '', topics: ['dispatch'], keep: true, everyMs: 60_000 });
  return (
    <div className="c-page">
      <Heading title={w.title} lead={dayName(on, language)}>
        <div className="c-filters">
          <select className="k-input" aria-label={w.chooseOutlet} value={outletId} onChange={(event) => set('outlet', event.target.value)}>{list.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select>
          <span className="c-inline"><Button small aria-label={w.dayBefore} onClick={() => shift(-1)}><Icon name="back" size={16} /></Button><Button small onClick={() => set('on', dayOf(new Date()))}>{w.today}</Button><Button small aria-label={w.dayAfter} onClick={() => shift(1)}><Icon name="next" size={16} /></Button></span>
        </div>
      </Heading>
      {outletId === '' ? null : <Answered of={day} says={says} lines={8}>{(data) => <Board day={data} outletId={outletId} />}</Answered>}
    </div>
  );
}
