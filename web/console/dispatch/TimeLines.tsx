// A time line per vehicle. Jobs are dragged, or moved by keyboard; what a move would do is said before it is made.
import { useEffect, useRef, useState } from 'react';
import { Tag } from '#kit/card.tsx';
import { composing } from '#kit/field.tsx';
import { clockTime } from '#kit/figures.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { tintOf, type Day, type Job } from './RoadMap.tsx';
import { words } from './words.ts';

type Van = Day['vans'][number];
/** Where a job hangs: over a vehicle, and about when; `free`: wherever in its day it costs least. */
type Place = { vanId: string; at: number; free?: boolean };
type Span = { from: number; until: number };
const hourMs = 3_600_000;

/** Full hours around all shifts and jobs. */
function spanOf(day: Day): Span {
  const all = [...day.vans.flatMap((van) => [van.shiftFrom, van.shiftUntil, van.returnsAt]), ...day.jobs.flatMap((job) => [job.plannedFrom, job.plannedUntil, job.arrivedAt, job.endedAt])].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  return { from: Math.floor(Math.min(...all) / hourMs) * hourMs, until: Math.ceil(Math.max(...all) / hourMs) * hourMs };
}

/** When a job takes its vehicle: as it was where it began, as planned where not. */
function timesOf(job: Job): { from: number; until: number } | undefined {
  const from = job.arrivedAt ?? job.startedAt ?? job.arrivesAt ?? job.plannedFrom;
  if (from === null || job.vanId === null) return undefined;
  const length = job.plannedFrom !== null && job.plannedUntil !== null ? Date.parse(job.plannedUntil) - Date.parse(job.plannedFrom) : job.serviceMin * 60_000;
  return { from: Date.parse(from), until: job.endedAt === null ? Date.parse(from) + length : Math.max(Date.parse(job.endedAt), Date.parse(from) + 300_000) };
}

export const movable = (job: Job): boolean => job.state === 'waiting' || job.state === 'planned';

type Tool = { day: Day; chosen: string | null; choose(id: string): void; move(jobId: string, vanId: string, startsAt?: string): void; may: boolean; /** Not what is looked for. */ dim(job: Job): boolean };

function JobBlock({ job, tool, style, onKey }: { job: Job; tool: Tool; style?: React.CSSProperties; onKey(event: React.KeyboardEvent, job: Job): void }) {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const what = job.operations.map((one) => (language === 'zh' ? one.name : one.nameEn)).join(mark.comma) || w.kind[job.kind];
  const at = job.arrivesAt ?? job.plannedFrom;
  return (
    <button type="button" className="d-job" draggable={tool.may && movable(job)} data-state={job.state} data-late={job.lateMin > 0} aria-pressed={tool.chosen === job.id} onClick={() => tool.choose(job.id)} onKeyDown={(event) => onKey(event, job)}
      data-job={job.id} data-dim={tool.dim(job)} onDragStart={(event) => event.dataTransfer.setData('text/plain', job.id)} onDragStartCapture={() => tool.choose(job.id)} style={{ '--tint': job.urgent ? '#c33' : tintOf(tool.day, job.vanId), ...style } as React.CSSProperties} title={`${job.number} ${what} ${job.place.address}`}>
      {at === null ? null : <strong>{clockTime(at, language)}{job.pinned ? ` ${w.kept}` : ''}</strong>}{job.lateMin > 0 ? <em>{w.late(job.lateMin)}</em> : null}<span>{job.plateNo ?? job.number}</span><span>{job.leftOut.length > 0 ? job.leftOut.map((one) => w.reason[one]).join(mark.comma) : `${w.state[job.state]} · ${what}`}</span>
    </button>
  );
}

function Lane({ van, span, tool, onKey, over, fits, setOver }: { van: Van; span: Span; tool: Tool; onKey(event: React.KeyboardEvent, job: Job): void; over: Place | null; fits: boolean; setOver(at: Place | null): void }) {
  const w = useWords(words);
  const lane = useRef<HTMLDivElement>(null);
  const share = (at: number): string => `${Math.max(0, Math.min(100, ((at - span.from) / (span.until - span.from)) * 100))}%`;
  const block = (from: number, until: number): React.CSSProperties => ({ left: share(from), width: `calc(${share(until)} - ${share(from)})` });
  const timeAt = (x: number): number => {
    const box = lane.current?.getBoundingClientRect();
    return box === undefined ? span.from : Math.round((span.from + ((x - box.left) / box.width) * (span.until - span.from)) / 300_000) * 300_000;
  };
  const now = Date.parse(tool.day.nowAt);
  return (
    <div className="d-lane">
      <div className="name"><i className="d-dot" style={{ background: tintOf(tool.day, van.id) }} aria-hidden="true" /><strong>{van.name}</strong><br /><span>{van.staffName || w.none}</span><br /><span className="k-muted">{[w.van[van.kind], van.km > 0 ? w.km(van.km.toFixed(0)) : ''].filter((one) => one !== '').join(' · ')} {van.overtimeMin > 0 ? <Tag tone="warn">{w.overtime(van.overtimeMin)}</Tag> : null}</span></div>
      <div className="time" role="group" aria-label={van.name} ref={lane} data-over={over?.vanId !== van.id ? undefined : fits ? 'yes' : 'no'} style={{ '--hour': `${100 / ((span.until - span.from) / hourMs)}%` } as React.CSSProperties}
        onDragOver={(event) => {
          event.preventDefault();
          const at = timeAt(event.clientX);
          if (over?.vanId !== van.id || over.at !== at) setOver({ vanId: van.id, at });
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(null);
          tool.move(event.dataTransfer.getData('text/plain'), van.id, new Date(timeAt(event.clientX)).toISOString());
        }}>
        {over?.vanId === van.id ? <i className="d-over" data-fits={fits} style={over.free === true ? { left: 0, right: 0 } : { left: share(over.at), width: 3 }} aria-hidden="true" /> : null}
        {now > span.from && now < span.until ? <i className="d-now" style={{ left: share(now) }} aria-hidden="true" /> : null}
        {van.off === null ? null : <div className="d-off">{w.off[van.off]}</div>}
        {tool.day.takenByOthers.filter((one) => one.vanId === van.id).map((one) => <div key={one.fromAt} className="d-job" data-other="true" style={block(Date.parse(one.fromAt), Date.parse(one.untilAt))}>{w.other}</div>)}
        {van.pauses.map((one) => <i key={one.fromAt} className="d-pause" style={block(Date.parse(one.fromAt), Date.parse(one.untilAt))} title={w[one.kind]} />)}
        {tool.day.jobs.filter((job) => job.vanId === van.id).map((job) => {
          const times = timesOf(job);
          return times === undefined ? null : <JobBlock key={job.id} job={job} tool={tool} onKey={onKey} style={block(times.from, times.until)} />;
        })}
      </div>
    </div>
  );
}

/** What the move to the place under the pointer would do. Asked at once; while an answer is on its way the newest place waits and the ones between are let go. */
function useTried(jobId: string | null, over: Place | null) {
  const [asked, setAsked] = useState(over);
  const tried = useAsk('tryMove', { jobId: jobId ?? '', vanId: asked?.vanId ?? '', ...(asked?.free === true ? {} : { startsAt: new Date(asked?.at ?? 0).toISOString() }) }, { enabled: jobId !== null && asked !== null, keep: true });
  useEffect(() => {
    if (!tried.isFetching || over === null) setAsked(over);
  }, [over, tried.isFetching]);
  return over === null || asked === null || tried.data === undefined ? undefined : { answer: tried.data, of: tried.isPlaceholderData ? null : asked };
}
type Told = NonNullable<ReturnType<typeof useTried>>;

function Tried({ told, jobId }: { told: Told; jobId: string }) {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const { fits, startsAt, lateMin, costFen, breaks, changes, othersMoved, overtimeMin } = told.answer;
  if (!fits) return <span>{w.noWay}{mark.colon}{breaks.map((one) => w.reason[one]).join(mark.comma)}</span>;
  const more = changes.filter((change) => change.jobId !== jobId).length + othersMoved;
  const tells = changes.filter((change) => change.tells).length;
  return <span>{startsAt === null ? '' : w.tried(clockTime(startsAt, language))} · {w.cost(costFen ?? 0)}{lateMin > 0 ? ` · ${w.late(lateMin)}` : ''}{overtimeMin > 0 ? ` · ${w.overtime(overtimeMin)}` : ''}{more > 0 ? ` · ${w.others(more)}` : ''}{tells > 0 ? ` · ${w.tellsOwners(tells)}` : ''}</span>;
}

/** A press that undoes, wherever one is on the page, but not in what is typed or in a dialog. */
function useUndoKey(undo: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typed = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog') !== null;
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey) || typed) return;
      event.preventDefault();
      undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

/** Which way an arrow leads: to another vehicle, or in time. */
const quarterMs = 900_000;
function placeAfter(key: string, day: Day, job: Job, from: Place | null): Place | undefined {
  const at = from?.at ?? Date.parse(job.arrivesAt ?? job.plannedFrom ?? job.windowFrom);
  const vanId = from?.vanId ?? job.vanId;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const here = day.vans.findIndex((van) => van.id === vanId);
    const next = day.vans[here < 0 ? 0 : (here + (key === 'ArrowUp' ? -1 : 1) + day.vans.length) % day.vans.length];
    return next === undefined ? undefined : { vanId: next.id, at, free: from?.free ?? true };
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const van = vanId ?? day.vans[0]?.id;
  return van === undefined ? undefined : { vanId: van, at: at + (key === 'ArrowLeft' ? -quarterMs : quarterMs), free: false };
}

export function TimeLines({ tool, onPin, onUndo }: { tool: Tool; onPin(job: Job): void; onUndo(): void }) {
  const w = useWords(words);
  const { day } = tool;
  const span = spanOf(day);
  const [over, setOver] = useState<Place | null>(null);
  const [byKeys, setByKeys] = useState(false);
  const told = useTried(tool.chosen, over);
  const lines = useRef<HTMLDivElement>(null);
  const held = useRef<string | null>(null);
  useUndoKey(onUndo);
  // a job that was moved by keyboard stands in another line: who moved it is still at it
  useEffect(() => {
    if (held.current !== null && (document.activeElement === document.body || document.activeElement === null)) document.querySelector<HTMLElement>(`[data-job="${held.current}"]`)?.focus({ preventScroll: true });
  }, [day]);
  useEffect(() => {
    const onPointer = (): void => void (held.current = null);
    window.addEventListener('pointerdown', onPointer, true);
    return () => window.removeEventListener('pointerdown', onPointer, true);
  }, []);
  // a narrow screen opens at what is going on
  const opensAt = (Date.parse(day.nowAt) - hourMs - span.from) / (span.until - span.from);
  useEffect(() => {
    const box = lines.current;
    if (box !== null && box.scrollWidth > box.clientWidth && opensAt > 0 && opensAt < 1) box.scrollLeft = opensAt * (box.scrollWidth - 150);
  }, [day.onDay]);
  const letGo = (): void => {
    setOver(null);
    setByKeys(false);
  };
  const onKey = (event: React.KeyboardEvent, job: Job): void => {
    if (composing(event) || !movable(job) || !tool.may) return;
    const next = event.altKey ? placeAfter(event.key, day, job, byKeys && tool.chosen === job.id ? over : null) : undefined;
    if (next !== undefined) {
      tool.choose(job.id);
      setOver(next);
      setByKeys(true);
    } else if (event.key === 'Enter' && byKeys && over !== null && tool.chosen === job.id) {
      event.preventDefault();
      if (told?.answer.fits === false) return; // what stands in the way is said already
      held.current = job.id;
      tool.move(job.id, over.vanId, over.free === true ? undefined : new Date(over.at).toISOString());
      letGo();
    } else if (event.key === 'Escape' && byKeys) letGo();
    else if (event.key.toLowerCase() === 'p' && !event.altKey && !event.ctrlKey && !event.metaKey) onPin(job);
    else return;
    event.preventDefault();
  };
  const hours = Array.from({ length: (span.until - span.from) / hourMs }, (_, index) => new Date(span.from + index * hourMs).toISOString());
  const waiting = day.jobs.filter((job) => job.state === 'waiting');
  const hangs = day.vans.find((van) => van.id === over?.vanId);
  return (
    <div role="group" aria-label={w.title} onFocus={(event) => (held.current = event.target.dataset['job'] ?? null)} onPointerDown={() => (byKeys ? letGo() : undefined)}>
      {waiting.length === 0 ? null : <div className="d-waiting" role="group" aria-label={w.waiting(waiting.length)}>{waiting.map((job) => <JobBlock key={job.id} job={job} tool={tool} onKey={onKey} />)}</div>}
      <div className="d-lines" role="region" aria-label={w.line} tabIndex={0} ref={lines} onDragLeave={(event) => (event.currentTarget.contains(event.relatedTarget as Node | null) ? undefined : setOver(null))}>
        <div className="d-lane"><div className="name k-muted">{w.line}</div><div className="hours" style={{ '--hour': `${100 / hours.length}%` } as React.CSSProperties}>{hours.map((hour) => <span key={hour}>{clockTime(hour, 'en')}</span>)}</div></div>
        {day.vans.map((van) => <Lane key={van.id} van={van} span={span} tool={tool} onKey={onKey} over={over} fits={told?.of?.vanId !== van.id || told.answer.fits} setOver={setOver} />)}
      </div>
      <p className="d-says k-muted" role="status" data-fits={told?.answer.fits} data-of={told?.of === null || told === undefined ? undefined : `${told.of.vanId} ${told.of.at}`}>{told === undefined || tool.chosen === null ? w.dragHint : <>{byKeys && hangs !== undefined ? <strong>{w.onKeys(hangs.name)}</strong> : null}<Tried told={told} jobId={tool.chosen} />{byKeys && told.answer.fits ? ` · ${w.keys}` : ''}</>}</p>
    </div>
  );
}
