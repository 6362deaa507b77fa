// Today: stops outside in driving order, then cars in the workshop; big rows for gloves.
import { Link } from 'react-router';
import { Notice, Tag, type Tone } from '#kit/card.tsx';
import { clockTime, When } from '#kit/figures.tsx';
import { Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { workWords } from '#client/work-words';
import { useToday } from './Frame.tsx';
import type { Row, Stop } from './day.ts';
import { links } from './links.ts';
import { words } from './words.ts';

const tones: Partial<Record<Row['state'], Tone>> = { inProgress: 'accent', inspection: 'info', approved: 'good' };
const ended: readonly Stop['state'][] = ['finished', 'failed', 'cancelled'];

export function Jobs() {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const day = useToday();
  const marks = useMarks();
  const waits = (id: string): number => day.deeds.filter((deed) => deed.of.id === id).length;
  const mark = (id: string): React.ReactNode => (waits(id) === 0 ? null : <Tag tone="warn">{w.notSent(waits(id))}</Tag>);
  const own = (row: Row): boolean => waits(row.id) > 0 || row.about?.planned === true || row.about?.atIt.some((one) => one.id === day.me?.id) === true;
  const mine = day.rows.filter(own);
  const rowOf = (row: Row): React.ReactNode => (
    <li key={row.id}><Link to={links.job(row.id)}>
      <span className="k-between"><strong>{row.plateNo ?? row.number}</strong>{row.awaySince === null ? <Tag tone={tones[row.state] ?? 'plain'}>{v.state[row.state]}</Tag> : <Tag>{w.atHome}</Tag>}</span>
      <span>{language === 'zh' ? row.modelName : row.modelNameEn} · {row.number}</span>
      {(row.about?.tasks.length ?? 0) === 0 ? null : <span>{row.about?.tasks.map((task) => (language === 'zh' ? task.name : task.nameEn)).join(marks.comma)}</span>}
      <span className="k-muted">{w.promised} <When at={row.promisedAt} />{row.about === undefined || row.about.atIt.length === 0 ? '' : ` · ${w.atWork(row.about.atIt.map((one) => one.name).join(marks.comma))}`}</span>
      {row.about?.leftHere === true ? <Tag tone="warn">{w.leftHere}</Tag> : null}{mark(row.id)}
    </Link></li>
  );
  return (
    <>
      <h1>{w.today}</h1>
      {day.online || day.asOf === undefined ? null : <p className="k-muted">{w.asOf(clockTime(day.asOf, language))}</p>}
      {day.stops.length === 0 ? null : day.roads.map((road) => (road.endedAt === null ? <Notice key={road.id} tone="warn"><strong>{w.roadClosed}</strong> {road.words} · {w.roundAbout(road.delayMin)}</Notice>
        : <Notice key={road.id} tone="good"><strong>{w.roadOpen}</strong> {road.words} · {clockTime(road.endedAt, language)} {road.endedWhy}</Notice>))}
      {day.stops.length === 0 ? null : <section aria-label={w.outside}><h2>{w.outside}</h2><ul className="t-jobs">{day.stops.map((stop) => (
        <li key={stop.jobId} data-ended={ended.includes(stop.state)}><Link to={links.stop(stop.jobId)}>
          <span className="k-between"><strong>{stop.plannedFrom === null ? '' : `${clockTime(stop.plannedFrom, language)} `}{stop.car.plateNo ?? stop.number}</strong><Tag tone={stop.urgent ? 'danger' : 'info'}>{w.stopState[stop.state]}</Tag></span>
          <span>{w.kind[stop.kind]} · {language === 'zh' ? stop.car.modelName : stop.car.modelNameEn}</span><span className="k-muted">{stop.place.address}</span>{mark(stop.jobId)}
        </Link></li>
      ))}</ul></section>}
      {mine.length === 0 ? null : <section aria-label={w.mine}><h2>{w.mine}</h2><ul className="t-jobs">{mine.map(rowOf)}</ul></section>}
      <section aria-label={mine.length === 0 ? w.inShop : w.others}><h2>{mine.length === 0 ? w.inShop : w.others}</h2>
        {day.rows.length === 0 ? <Empty icon="wrench" title={w.none} /> : <ul className="t-jobs">{day.rows.filter((row) => !mine.includes(row)).map(rowOf)}</ul>}
      </section>
    </>
  );
}
