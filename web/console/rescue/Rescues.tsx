// The board of rescues: those under way by danger, each with its clock and what is not known; figures; the last ended.
import { useState } from 'react';
import { Link } from 'react-router';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { clockTime, spanWords, useNow, When } from '#kit/figures.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import './rescue.css';
import { words } from './words.ts';

type Row = Out<'listRescues'>['missions'][number];
export const levelTones: Record<number, Tone> = { 1: 'danger', 2: 'warn', 3: 'info', 4: 'plain' };
const stages = ['helpSought', 'helpComing', 'helpThere', 'moving'] as const;

/** Where it is, in one line. */
export function usePlaceWords(): (place: Row['place']) => string {
  const r = useWords(rescueWords);
  return (place) => [place.kind === null ? '' : (r.place[place.kind as 'home'] ?? ''), place.road ?? '', place.direction ?? '', place.kmPost ?? '', place.words ?? ''].filter((one, index, all) => one !== '' && !(index < 4 && index > 0 && (all[4] ?? '').includes(one))).join(' · ');
}

/** The clock that matters now: until the next is asked, or until help is there. */
function RowClock({ row }: { row: Row }) {
  const mark = useMarks();
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const now = useNow();
  if (row.answerByAt !== null) {
    const left = Date.parse(row.answerByAt) - now.getTime();
    return <Tag tone={left < 30_000 ? 'danger' : 'warn'}>{left < 0 ? w.overdue : w.answerIn(spanWords(left, language))}</Tag>;
  }
  if (row.arrival === null) return null;
  if (row.arrival.at !== null) return <Tag tone="good">{r.arrivalOf[row.arrival.of]} {clockTime(row.arrival.at, language)}</Tag>;
  return <Tag tone={row.arrival.unknown.some((one) => one === 'overdue' || one === 'nobodyFound') ? 'danger' : 'warn'}>{row.arrival.unknown[0] === undefined ? w.noTime : `${w.unknown}${mark.colon}${r.unknown[row.arrival.unknown[0]]}`}</Tag>;
}

function Mission({ row }: { row: Row }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const now = useNow(5_000);
  const place = usePlaceWords();
  return (
    <li className="c-mission" data-level={row.level}>
      <Link to={links.rescue(row.id)}>
        <span className="k-between"><strong>{row.plateNo ?? row.number}</strong><span className="k-number">{spanWords(now.getTime() - Date.parse(row.begunAt), language)}</span></span>
        <span className="c-inline"><Tag tone={levelTones[row.level] ?? 'plain'}>{w.level(row.level)}</Tag><span>{c.trouble[row.trouble as 'other']} · {language === 'zh' ? row.modelName : row.modelNameEn}</span></span>
        <span className="k-muted">{place(row.place)}</span>
        <span className="c-inline"><RowClock row={row} />{row.tried > 1 ? <Tag>{w.tried(row.tried)}</Tag> : null}</span>
        <span className="k-between k-muted"><span>{row.helper === null ? w.noHelper : `${row.helper} · ${row.helperState === null ? '' : r.leg[row.helperState]}`}</span>{row.nextStep === null ? null : <Tag tone="warn">{w.script}</Tag>}</span>
      </Link>
    </li>
  );
}

function Ended({ rows }: { rows: readonly Row[] }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  if (rows.length === 0) return <Empty icon="check" title={w.noneEnded} />;
  return (
    <ul className="k-list">{rows.map((row) => (
      <li key={row.id}><Link className="c-plain" to={links.rescue(row.id)}><span className="k-between"><span><strong>{row.plateNo ?? row.number}</strong> {c.trouble[row.trouble as 'other']} <span className="k-muted">{row.helper ?? ''}{row.destinationName === null ? '' : ` → ${language === 'zh' ? row.destinationName : row.destinationNameEn}`}</span></span>
        <span className="c-inline">{row.arrivedAt === null ? null : <span className="k-muted">{w.took} {spanWords(Date.parse(row.arrivedAt) - Date.parse(row.begunAt), language)}</span>}<Tag tone={row.state === 'cancelled' ? 'plain' : 'good'}>{r.state[row.state]}</Tag><When at={row.begunAt} /></span></span></Link></li>
    ))}</ul>
  );
}

export function Rescues() {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const says = useSays();
  const [which, setWhich] = useState<'open' | 'ended'>('open');
  const list = useAsk('listRescues', { open: which === 'open' }, { topics: ['rescue'], everyMs: 15_000, keep: true });
  const minutes = (value: number | null): string => (value === null ? '–' : w.minutes(Math.round(value)));
  return (
    <div className="c-page">
      <Heading title={w.title} lead={w.lead}><Choice<'open' | 'ended'> label={w.state} hidden value={which} onValue={setWhich} options={(['open', 'ended'] as const).map((value) => ({ value, label: w[value] }))} /><Link className="k-button" to={links.contractors()}>{w.contractors}</Link></Heading>
      <Answered of={list} says={says} lines={8}>{({ missions, figures }) => (
        <>
          <div className="c-boardnumbers" role="group" aria-label={w.numbers}>
            <div><b>{figures.open}</b><span>{w.figures.open}</span></div><div data-alarm={figures.unanswered > 0}><b>{figures.unanswered}</b><span>{w.figures.unanswered}</span></div>
            <div><b>{minutes(figures.toAcceptMin)}</b><span>{w.figures.toAccept}</span></div><div><b>{minutes(figures.toArriveMin)}</b><span>{w.figures.toArrive}</span></div><div><b>{figures.ended30}</b><span>{w.figures.ended30}</span></div>
          </div>
          {which === 'ended' ? <Card><Ended rows={missions.filter((row) => row.endedAt !== null)} /></Card> : missions.every((row) => row.endedAt !== null) ? <Empty icon="check" title={w.none} /> : (
            <div className="c-missions">{stages.map((state) => {
              const rows = missions.filter((row) => row.state === state);
              return <section key={state} aria-label={r.state[state]}><h2>{r.state[state]} <span className="k-muted">{rows.length}</span></h2><ul>{rows.map((row) => <Mission key={row.id} row={row} />)}</ul></section>;
            })}</div>
          )}
        </>
      )}</Answered>
    </div>
  );
}
