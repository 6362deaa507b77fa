// One job: what it is, when somebody is there, and why this vehicle; every other vehicle with its price or the rule that breaks.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { clockTime } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { HandOvers } from './HandOvers.tsx';
import { NewWindow } from './NewWindow.tsx';
import { tintOf, type Day, type Job } from './RoadMap.tsx';
import { movable } from './TimeLines.tsx';
import { words } from './words.ts';

type Deeds = { move(jobId: string, vanId: string | null): void; pin(job: Job): void; close(): void; may: boolean };

function Why({ job, day, deeds }: { job: Job; day: Day; deeds: Deeds }) {
  const mark = useMarks();
  const w = useWords(words);
  const says = useSays();
  const why = useAsk('explainJob', { jobId: job.id }, { topics: ['dispatch'], keep: true });
  return (
    <Answered of={why} says={says}>{(data) => (
      <table className="d-table"><caption className="k-muted">{w.why}</caption><tbody>{data.vans.map((one) => {
        const van = day.vans.find((other) => other.id === one.vanId);
        return (
          <tr key={one.vanId}>
            <td><span style={{ color: tintOf(day, one.vanId) }}>●</span> {van?.name} <span className="k-muted">{van?.staffName}</span></td>
            <td>{one.serves ? <Tag tone="good">{w.serves}</Tag> : one.costFen === null ? one.breaks.map((reason) => w.reason[reason]).join(mark.comma) : w.cost(one.costFen)}</td>
            <td>{one.serves || one.costFen === null ? null : <Button small onClick={() => deeds.move(job.id, one.vanId)}>{w.to}</Button>}</td>
          </tr>
        );
      })}</tbody></table>
    )}</Answered>
  );
}

export function JobPanel({ job, day, deeds }: { job: Job; day: Day; deeds: Deeds }) {
  const mark = useMarks();
  const w = useWords(words);
  const { language } = useLanguage();
  const [moving, setMoving] = useState(false);
  const mayAgree = useMe().may('agent', 'adviser', 'dispatcher', 'serviceManager');
  const span = (from: string | null, until: string | null): string => (from === null || until === null ? '–' : `${clockTime(from, language)}–${clockTime(until, language)}`);
  const { readiness } = job;
  const about = [readiness.gate, readiness.heightCm === undefined ? undefined : w.heightLimit(readiness.heightCm), readiness.notes, ...(readiness.items ?? []).map((item) => w.ready[item])].filter((one) => one !== undefined);
  const handedOver = (job.kind === 'pickUp' || job.kind === 'return') && mayAgree;
  return (
    <Card title={<>{w.kind[job.kind]} · {job.number}</>} aside={<Tag tone={job.lateMin > 0 ? 'danger' : job.urgent ? 'warn' : 'info'}>{job.lateMin > 0 ? w.late(job.lateMin) : w.state[job.state]}</Tag>}>
      <div className="k-stack">
        <p><strong>{job.ownerName}</strong> {job.plateNo} · {language === 'zh' ? job.modelName : job.modelNameEn}<br />{job.place.address}{job.toPlace === null ? '' : ` → ${job.toPlace.address}`}<br /><span className="k-muted">{[job.operations.map((one) => (language === 'zh' ? one.name : one.nameEn)).join(mark.comma), w.minutes(job.serviceMin)].filter((one) => one !== '').join(' · ')}</span></p>
        <table className="d-table"><tbody>
          <tr><td>{w.window}</td><td>{span(job.windowFrom, job.windowUntil)}</td></tr><tr><td>{w.told}</td><td>{span(job.toldFrom, job.toldUntil)}</td></tr><tr><td>{w.arrives}</td><td>{job.arrivesAt === null ? '–' : clockTime(job.arrivesAt, language)}</td></tr>
          {about.length === 0 ? null : <tr><td>{w.readiness}</td><td>{about.join(' · ')}</td></tr>}
          {job.words === null ? null : <tr><td>{w.ownerSays}</td><td>{job.words}</td></tr>}
        </tbody></table>
        {job.leftOut.length > 0 ? <p>{w.noWay}{mark.colon}{job.leftOut.map((one) => w.reason[one]).join(mark.comma)}</p> : null}
        {handedOver ? <HandOvers key={job.id} jobId={job.id} /> : null}
        {deeds.may && movable(job) ? <Why job={job} day={day} deeds={deeds} /> : null}
        {moving ? <NewWindow job={job} done={() => setMoving(false)} /> : null}
        <div className="k-row">
          {mayAgree && !moving && job.kind !== 'rescue' && (movable(job) || job.state === 'failed') ? <Button small onClick={() => setMoving(true)}>{w.newWindow}</Button> : null}
          {deeds.may && movable(job) && job.vanId !== null ? <><Button small onClick={() => deeds.pin(job)}>{job.pinned ? w.unpin : w.pin}</Button><Button small onClick={() => deeds.move(job.id, null)}>{w.takeOut}</Button></> : null}
          {job.caseId === null ? null : <Link className="k-button" data-small="true" to={links.case(job.caseId)}>{w.case}</Link>}
          <Button small kind="quiet" onClick={deeds.close}>{w.close}</Button>
        </div>
      </div>
    </Card>
  );
}
