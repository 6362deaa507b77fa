// The dispatcher's board: map, time lines and list of a day; every deed carries the version it saw.
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Choice } from '#kit/field.tsx';
import { clockTime, dayName, dayOf } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { Refused } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { Disturbances, ReportForm } from './Disturbances.tsx';
import { Emergency, type Begun } from './Emergency.tsx';
import { JobPanel } from './JobPanel.tsx';
import { RoadMap, type Day, type Job } from './RoadMap.tsx';
import { TimeLines } from './TimeLines.tsx';
import { Vans } from './Vans.tsx';
import './dispatch.css';
import { words } from './words.ts';

const states = { all: () => true, late: (job) => job.lateMin > 0, waiting: (job) => job.state === 'waiting', underWay: (job) => ['departed', 'arrived', 'working', 'carrying'].includes(job.state), ended: (job) => job.endedAt !== null } satisfies Record<string, (job: Job) => boolean>;
type Only = keyof typeof states;
const matches = (job: Job, only: Only, text: string): boolean => states[only](job) && `${job.number} ${job.plateNo ?? ''} ${job.ownerName} ${job.place.address} ${job.toPlace?.address ?? ''}`.toLowerCase().includes(text.trim().toLowerCase());

/** What is to be placed leads, then as the day goes. */
function JobList({ day, jobs, choose }: { day: Day; jobs: readonly Job[]; choose(id: string): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  if (day.jobs.length === 0) return <Empty icon="calendar" title={w.noJobs} />;
  if (jobs.length === 0) return <p className="k-muted">{w.noneFound}</p>;
  const listed = [...jobs].sort((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting') || Date.parse(a.arrivesAt ?? a.windowFrom) - Date.parse(b.arrivesAt ?? b.windowFrom));
  return (
    <Table label={w.list} columns={[w.job, w.window, w.arrives, { label: w.progress, hidden: true }]}>{listed.map((job) => (
      <tr key={job.id} data-late={job.lateMin > 0}>
        <td><button type="button" className="d-link" onClick={() => choose(job.id)}>{job.number}</button> {w.kind[job.kind]}<br /><span className="k-muted">{job.ownerName} {job.plateNo} · {job.place.address}</span></td>
        <td>{clockTime(job.windowFrom, language)}–{clockTime(job.windowUntil, language)}</td><td>{job.arrivesAt === null ? '–' : clockTime(job.arrivesAt, language)}{job.lateMin > 0 ? <> <Tag tone="danger">{w.late(job.lateMin)}</Tag></> : null}</td>
        <td><Tag tone={job.state === 'failed' ? 'danger' : job.state === 'waiting' ? 'warn' : 'plain'}>{w.state[job.state]}</Tag><br /><span className="k-muted">{day.vans.find((van) => van.id === job.vanId)?.name}</span></td>
      </tr>
    ))}</Table>
  );
}

/** What is not on board yet; who has loaded it says so here, and it leaves the shelf. */
function Loads({ day, may }: { day: Day; may: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const me = useMe();
  const act = useAct('loadVan');
  const brand = (id: string): string => {
    const one = me.brands.find((other) => other.id === id);
    return one === undefined ? id : language === 'zh' ? one.name : one.nameEn;
  };
  return (
    <Card title={w.loads}>{day.loads.length === 0 ? <p className="k-muted">{w.noLoads}</p> : (
      <Table label={w.loads} columns={[w.vehicle, w.part, { label: w.needed, num: true }, { label: w.onBoard, num: true }, { label: w.toLoad, num: true }, { label: w.onShelf, num: true }, ...(may ? [{ label: w.loadIt, hidden: true }] : [])]}>{day.loads.map((one) => <tr key={`${one.vanId} ${one.brandId} ${one.code}`}><td>{day.vans.find((van) => van.id === one.vanId)?.name}</td><td>{language === 'zh' ? one.name : one.nameEn}<br /><span className="k-muted">{day.brandIds.length > 1 ? `${brand(one.brandId)} · ` : ''}{one.code}</span></td><td className="num">{one.needed}</td><td className="num">{one.onBoard}</td><td className="num"><strong>{one.load}</strong></td><td className="num">{one.onShelf}</td>{may ? <td>{one.onShelf === 0 ? <span className="k-muted">{w.shelfEmpty}</span> : <Button small busy={act.isPending && act.variables?.vanId === one.vanId && act.variables.code === one.code && act.variables.brandId === one.brandId} onClick={() => act.mutate({ vanId: one.vanId, brandId: one.brandId, code: one.code, quantity: Math.min(one.load, one.onShelf), onBoard: one.onBoard }, { onSuccess: () => say(w.loadedNow) })}>{one.onShelf < one.load ? w.loadSome(one.onShelf) : w.loadIt}</Button>}</td> : null}</tr>)}</Table>
    )}<Stale error={act.error} /></Card>
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
  const [proposal, setProposal] = useState<string | null>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [only, setOnly] = useState<Only>('all');
  const [text, setText] = useState('');
  const panel = useRef<HTMLDivElement>(null);
  const acts = { move: useAct('moveJob'), pin: useAct('pinJob'), plan: useAct('planDispatch'), propose: useAct('proposePlan'), undo: useAct('undoPlan') };
  const base = { version: day.version };
  const after = (words: string) => ({ onSuccess: () => {
    setRefused(null);
    say(words);
  }, onError: setRefused });
  const move = (jobId: string, vanId: string | null, startsAt?: string): void => acts.move.mutate({ jobId, vanId, ...(startsAt === undefined ? {} : { startsAt }), ...base }, after(w.moved));
  const pin = (job: Job): void => acts.pin.mutate({ jobId: job.id, pinned: !job.pinned, ...base }, after(w.pinnedNow));
  const undo = (): void => (may && day.mayUndo ? acts.undo.mutate({ outletId, on: day.onDay, ...base }, after(w.undone)) : undefined);
  const job = day.jobs.find((one) => one.id === chosen);
  // one column: what was chosen opens below, and comes into sight
  useEffect(() => {
    if (chosen !== null && window.matchMedia('(max-width: 1179px)').matches) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const dim = (one: Job): boolean => !matches(one, only, text);
  // a day that has a plan moves nobody before somebody has seen who would be moved
  const plan = (): void => (day.version === 0 ? acts.plan.mutate({ outletId, on: day.onDay, ...base }, after(w.planDone)) : acts.propose.mutate({ outletId, on: day.onDay }, { onSuccess: (one) => {
    setRefused(null);
    setProposal(one.id);
  }, onError: setRefused }));
  const last = day.steps[0];
  const breaks = refused instanceof Refused && refused.code === 'doesNotFit' ? ((refused.details['breaks'] ?? []) as (keyof typeof w.reason)[]) : [];
  const [waiting, late] = [day.jobs.filter(states.waiting).length, day.jobs.filter(states.late).length];
  return (
    <>
      <div className="k-row">
        <span className="k-muted">{w.version(day.version)}</span>{waiting > 0 ? <Tag tone="warn">{w.waiting(waiting)}</Tag> : null}{late > 0 ? <Tag tone="danger">{w.counted(w.only.late, late)}</Tag> : null}
        {may ? <><Button small kind="primary" busy={acts.plan.isPending || acts.propose.isPending} onClick={plan}>{w.plan}</Button><Button small disabled={!day.mayUndo} busy={acts.undo.isPending} onClick={undo}>{day.mayUndo && last !== undefined && last.what !== 'undone' ? w.undoOf([w.what[last.what], last.by].filter((one) => one !== '').join(' · ')) : w.undo}</Button><Button small onClick={() => setAsking('report')}>{w.report}</Button>{me.may('dispatcher', 'serviceManager', 'regionalManager') ? <Button small kind="danger" onClick={() => setAsking('emergency')}>{w.emergency}</Button> : null}</> : null}
      </div>
      {begun === null ? null : <Notice tone="good">{w.helpSought(begun.number)} <Link to={links.rescue(begun.id)}>{w.seeRescue}</Link></Notice>}
      {refused === null ? null : breaks.length > 0 ? <Notice tone="danger">{says(refused)} {w.noWay}{mark.colon}{breaks.map((one) => w.reason[one]).join(mark.comma)}</Notice> : <Stale error={refused} />}
      {day.vans.length === 0 ? <><Empty icon="car" title={w.noVans}>{w.noVansLead}</Empty><Vans day={day} outletId={outletId} may={plans} /></> : (
        <>
        {day.jobs.length === 0 ? null : (
          <div className="d-find"><Choice<Only> label={w.show} hidden value={only} onValue={setOnly} options={(Object.keys(states) as Only[]).map((value) => ({ value, label: w.counted(w.only[value], day.jobs.filter(states[value]).length) }))} />
            <input className="k-input" type="search" aria-label={w.find} placeholder={w.find} value={text} onChange={(event) => setText(event.target.value)} /></div>
        )}
        <div className="d-grid">
          <div className="wide"><TimeLines tool={{ day, chosen, choose: setChosen, move, may, dim }} onPin={pin} onUndo={undo} /></div>
          <div className="k-stack"><RoadMap day={day} outletId={outletId} chosen={chosen} choose={setChosen} dim={dim} /><Card title={w.list}><JobList day={day} jobs={day.jobs.filter((one) => !dim(one))} choose={setChosen} /></Card></div>
          <div className="k-stack">
            {job === undefined ? null : <div ref={panel}><JobPanel key={job.id} job={job} day={day} deeds={{ move, pin, close: () => setChosen(null), may }} /></div>}<Disturbances day={day} outletId={outletId} may={may} shown={proposal} show={setProposal} /><Loads day={day} may={may} />
            <Card title={w.steps}><ul className="d-steps">{day.steps.map((step) => <li key={step.version}>{w.version(step.version)} · {w.what[step.what]} · <span className="k-muted">{step.by === '' ? w.itself : step.by}</span></li>)}</ul></Card>
          </div>
          <div className="wide"><Vans day={day} outletId={outletId} may={plans} /></div>
        </div>
        </>
      )}
      <Dialog open={asking === 'report'} onClose={() => setAsking(null)} title={w.report}><ReportForm day={day} outletId={outletId} done={() => setAsking(null)} show={setProposal} /></Dialog>
      <Dialog open={asking === 'emergency'} onClose={() => setAsking(null)} title={w.emergency}><Emergency day={day} outletId={outletId} done={(mission) => {
        setAsking(null);
        if (mission !== undefined) setBegun(mission);
      }} /></Dialog>
    </>
  );
}

/** The outlet that was looked at last on this machine. */
const lastOutlet = { name: 'careloop.dispatch.outlet', get: (): string | null => localStorage.getItem(lastOutlet.name), set: (id: string): void => localStorage.setItem(lastOutlet.name, id) };
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T12:00:00+08:00`));

export function Dispatch() {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const outlets = useAsk('listOutlets', {});
  const list = (outlets.data?.outlets ?? []).filter(me.isMyOutlet).sort((a, b) => Number(b.capabilities.includes('mobile')) - Number(a.capabilities.includes('mobile')));
  const outletId = [params.get('outlet'), lastOutlet.get(), list[0]?.id].find((id) => list.some((one) => one.id === id)) ?? '';
  const asked = params.get('on');
  const on = isDay(asked) ? asked : dayOf(new Date());
  useEffect(() => (outletId === '' ? undefined : lastOutlet.set(outletId)), [outletId]);
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
      {outletId === '' ? outlets.data === undefined ? <Answered of={outlets} says={says} lines={8}>{() => null}</Answered> : <Empty icon="calendar" title={w.noOutlet} /> : <Answered of={day} says={says} lines={8}>{(data) => <Board day={data} outletId={outletId} />}</Answered>}
    </div>
  );
}
