// A time line per vehicle. Jobs are dragged, or moved by keyboard; what a move would do is said before it is made.
import { useEffect, useRef, useState } from 'react';
import { Tag } from '#kit/card.tsx';
import { clockTime } from '#kit/figures.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { tintOf, type Day, type Job } from './RoadMap.tsx';
import { words } from './words.ts';

type Van = Day['vans'][number];
type Place = { vanId: string; at: number };
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

type Tool = { day: Day; chosen: string | null; choose(id: string): void; move(jobId: string, vanId: string, startsAt?: string): void; may: boolean };

function JobBlock({ job, tool, style, onKey }: { job: Job; tool: Tool; style?: React.CSSProperties; onKey(event: React.KeyboardEvent, job: Job): void }) {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const what = job.operations.map((one) => (language === 'zh' ? one.name : one.nameEn)).join(mark.comma) || w.kind[job.kind];
  const at = job.arrivesAt ?? job.plannedFrom;
  return (
    <button type="button" className="d-job" draggable={tool.may && movable(job)} data-state={job.state} data-late={job.lateMin > 0} aria-pressed={tool.chosen === job.id} onClick={() => tool.choose(job.id)} onKeyDown={(event) => onKey(event, job)}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', job.id)} onDragStartCapture={() => tool.choose(job.id)} style={{ '--tint': job.urgent ? '#c33' : tintOf(tool.day, job.vanId), ...style } as React.CSSProperties} title={`${job.number} ${what} ${job.place.address}`}>
      <strong>{at === null ? '' : `${clockTime(at, language)} `}{job.plateNo ?? job.number}</strong> {job.pinned ? '📌' : ''}{job.lateMin > 0 ? <Tag tone="danger">{w.late(job.lateMin)}</Tag> : null}<br />{w.state[job.state]} · {what}
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
      <div className="name"><strong>{van.name}</strong> <span className="k-muted">{w.van[van.kind]}</span><br /><span>{van.staffName || w.none}</span><br /><span className="k-muted">{van.km > 0 ? w.km(van.km.toFixed(0)) : ''} {van.overtimeMin > 0 ? <Tag tone="warn">{w.overtime(van.overtimeMin)}</Tag> : null}</span></div>
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
  const tried = useAsk('tryMove', { jobId: jobId ?? '', vanId: asked?.vanId ?? '', startsAt: new Date(asked?.at ?? 0).toISOString() }, { enabled: jobId !== null && asked !== null, keep: true });
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
  return <span>{startsAt === null ? '' : w.tried(clockTime(startsAt, language))} · {w.cost(costFen ?? 0)}{lateMin > 0 ? ` · ${w.late(lateMin)}` : ''}{overtimeMin > 0 ? ` · ${w.overtime(overtimeMin)}` : ''}{more > 0 ? ` · ${w.others(more)}` : ''}</span>;
}

export function TimeLines({ tool, onPin, onUndo }: { tool: Tool; onPin(job: Job): void; onUndo(): void }) {
  const w = useWords(words);
  const { day } = tool;
  const span = spanOf(day);
  const [over, setOver] = useState<Place | null>(null);
  const told = useTried(tool.chosen, over);
  const onKey = (event: React.KeyboardEvent, job: Job): void => {
    if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) onUndo();
    else if (!movable(job) || !tool.may) return;
    else if (event.key.toLowerCase() === 'p' && !event.altKey) onPin(job);
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const at = day.vans.findIndex((van) => van.id === job.vanId);
      const next = day.vans[(at + (event.key === 'ArrowUp' ? -1 : 1) + day.vans.length) % day.vans.length];
      if (next !== undefined) tool.move(job.id, next.id);
    } else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && job.vanId !== null && job.plannedFrom !== null) tool.move(job.id, job.vanId, new Date(Date.parse(job.plannedFrom) + (event.key === 'ArrowLeft' ? -900_000 : 900_000)).toISOString());
    else return;
    event.preventDefault();
  };
  const hours = Array.from({ length: (span.until - span.from) / hourMs }, (_, index) => new Date(span.from + index * hourMs).toISOString());
  const waiting = day.jobs.filter((job) => job.state === 'waiting');
  return (
    <>
      {waiting.length === 0 ? null : <div className="d-waiting" role="group" aria-label={w.waiting(waiting.length)}>{waiting.map((job) => <JobBlock key={job.id} job={job} tool={tool} onKey={onKey} />)}</div>}
      <div className="d-lines" role="region" aria-label={w.line} tabIndex={0} onDragLeave={(event) => (event.currentTarget.contains(event.relatedTarget as Node | null) ? undefined : setOver(null))}>
        <div className="d-lane"><div className="name k-muted">{w.line}</div><div className="hours" style={{ '--hour': `${100 / hours.length}%` } as React.CSSProperties}>{hours.map((hour) => <span key={hour}>{clockTime(hour, 'en')}</span>)}</div></div>
        {day.vans.map((van) => <Lane key={van.id} van={van} span={span} tool={tool} onKey={onKey} over={over} fits={told?.of?.vanId !== van.id || told.answer.fits} setOver={setOver} />)}
      </div>
      <p className="d-says k-muted" role="status" data-fits={told?.answer.fits} data-of={told?.of === null || told === undefined ? undefined : `${told.of.vanId} ${told.of.at}`}>{told === undefined || tool.chosen === null ? w.dragHint : <Tried told={told} jobId={tool.chosen} />}</p>
    </>
  );
}
