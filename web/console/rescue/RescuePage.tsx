// A mission: the time the owner is told, the safety script, the chain of helpers with its clocks, where the car goes and why.
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { clockTime, spanWords, useNow, When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Chain } from './Chain.tsx';
import { Destination, Onward, Pays, Quarantine } from './After.tsx';
import { levelTones, usePlaceWords } from './Rescues.tsx';
import { Where, Traffic } from './Where.tsx';
import './rescue.css';
import { words } from './words.ts';

export type Page = Out<'showRescue'>;
const answersTo: Record<string, readonly string[]> = { lane: ['emergencyLane', 'trafficLane', 'serviceArea', 'offRoad', 'unknown'], height: ['under2m', 'under2m4', 'higher', 'unknown'] };

function Script({ page, may }: { page: Page; may: boolean }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const act = useAct('answerScript', ({ missionId }) => ['showRescue', { missionId }]);
  const said = (step: string) => page.script.answers.findLast((one) => one.step === step);
  return (
    <Card title={w.script} aside={page.script.next === null ? <Tag tone="good">{w.done}</Tag> : <Tag tone="danger">{w.ask}</Tag>}>
      <p className="k-muted">{w.scriptLead}</p>
      {page.script.keepAwayM === null ? null : <Notice tone="danger">{page.script.numbers.join(' · ')} · ≥ {page.script.keepAwayM} m</Notice>}
      <Stale error={act.error} />
      <ol className="c-script">{page.script.steps.map((step) => {
        const answer = said(step);
        return (
          <li key={step} data-now={page.script.next === step} data-done={answer !== undefined}>
            <span className="q">{r.step[step]}</span><span className="k-muted">{r.stepDo[step]}</span>
            {answer === undefined ? null : <span className="c-inline"><Tag tone={step === 'smoke' && answer.answer === 'yes' ? 'danger' : 'accent'}>{r.answer[answer.answer]}</Tag><span className="k-muted">{w.answered(answer.byName)} <When at={answer.at} /></span></span>}
            {!may || page.endedAt !== null ? null : <span className="c-answers">{(answersTo[step] ?? ['yes', 'no', 'unknown']).map((one) => <Button key={one} small kind={page.script.next === step ? 'plain' : 'quiet'} disabled={act.isPending} onClick={() => act.mutate({ missionId: page.id, version: page.version, step, answer: one as 'yes' })}>{r.answer[one as 'yes']}</Button>)}</span>}
          </li>
        );
      })}</ol>
    </Card>
  );
}

function Told({ page }: { page: Page }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const now = useNow(5_000);
  const { arrival } = page;
  return (
    <Card title={w.arrival} aside={<Tag tone={page.state === 'helpSought' ? 'danger' : 'accent'}>{r.state[page.state]}</Tag>}>
      {arrival === null ? <p>{page.endedAt === null ? '' : <When at={page.endedAt} />} {page.endedWhy === null ? '' : (r.cancel[page.endedWhy as 'droveOn'] ?? page.endedWhy)}</p> : (
        <>
          <p className="c-bigtime">{arrival.at === null ? w.noTime : clockTime(arrival.at, language)} {arrival.at === null ? null : <small className="k-muted">{spanWords(Date.parse(arrival.at) - now.getTime(), language)}</small>}</p>
          <p className="k-muted">{r.arrivalOf[arrival.of]}{r.basis[arrival.basis] === '' ? '' : ` · ${r.basis[arrival.basis]}`}</p>
          {arrival.unknown.length === 0 ? null : <p><strong>{w.unknown}</strong>: {arrival.unknown.map((one) => r.unknown[one]).join('; ')}</p>}
        </>
      )}
    </Card>
  );
}

function Response({ page }: { page: Page }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { response } = page;
  return (
    <Card title={w.response} aside={<Tag tone={levelTones[page.level] ?? 'plain'}>{w.level(page.level)}</Tag>}>
      <dl className="c-facts"><dt>{w.way}</dt><dd>{r.way[response.way]}</dd><dt>{w.needs}</dt><dd>{response.needs.map((one) => r.means[one]).join(' + ')}</dd></dl>
      <ul className="k-list">{response.reasons.map((reason) => <li key={`${reason.code} ${reason.detail}`} className="k-muted">{w.reason[reason.code] ?? reason.code}</li>)}{response.callPersonWithinSeconds === null ? null : <li className="k-muted">{w.callPerson}</li>}</ul>
    </Card>
  );
}

/** Two presses: what is called off does not come back. */
function CallOff({ page }: { page: Page }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const [asking, setAsking] = useState(false);
  const cancel = useAct('cancelRescue', ({ missionId }) => ['showRescue', { missionId }]);
  if (!asking) return <p><Button small kind="quiet" onClick={() => setAsking(true)}>{w.cancel}</Button></p>;
  return <Card title={w.cancel} aside={<Button small onClick={() => setAsking(false)}>{w.keep}</Button>}><p className="k-muted">{w.cancelWhy}</p><Stale error={cancel.error} /><span className="c-answers">{(['droveOn', 'solvedByOwner', 'otherHelp', 'falseAlarm', 'ownerWish'] as const).map((why) => <Button key={why} small busy={cancel.isPending} onClick={() => cancel.mutate({ missionId: page.id, version: page.version, why })}>{r.cancel[why]}</Button>)}</span></Card>;
}

export function RescuePage() {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const says = useSays();
  const me = useMe();
  const place = usePlaceWords();
  const { missionId = '' } = useParams();
  const asked = useAsk('showRescue', { missionId }, { topics: ['rescue'], everyMs: 15_000 });
  const may = me.may('agent', 'dispatcher', 'serviceManager', 'regionalManager');
  return (
    <Answered of={asked} says={says} lines={10}>{(page) => (
      <div className="c-page">
        <Heading title={`${page.plateNo ?? page.modelName} · ${page.number}`} lead={<>{c.trouble[page.trouble as 'other']} · {language === 'zh' ? page.modelName : page.modelNameEn} · {w.owner} {page.ownerName} · {w.began} <When at={page.begunAt} /><br />{place(page.place)}</>}><Link className="k-button" to={links.case(page.caseId)}>{w.openCase} {page.caseNumber}</Link></Heading>
        <div className="c-split c-rescue">
          <div className="c-col">
            <Chain page={page} may={may} />
            {page.response.trafficRescueFirst ? <Traffic page={page} may={may} /> : null}
            <Destination page={page} may={may} />
            {page.quarantine === null ? null : <Quarantine quarantine={page.quarantine} />}
            <Onward page={page} may={may} />
          </div>
          <div className="c-col">
            <div className="c-col" data-first={page.endedAt === null}><Told page={page} /><Script page={page} may={may} /></div>
            <Where page={page} may={may} />
            <Response page={page} />
            <Pays page={page} />
            {!may || page.endedAt !== null || page.state === 'moving' ? null : <CallOff page={page} />}
          </div>
        </div>
      </div>
    )}</Answered>
  );
}
