// The supervisor's wall: who waits and how long, promises that are late, clocks of cases that run out next, who is at the
// phones, the day by quarters of an hour, and the surge switch.
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { clockTime, spanWords, useNow, whenWords } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { ClockMark, UrgencyTag, useHolderName } from '../cases/marks.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { ContactLine } from './Desk.tsx';
import { Hours } from './Hours.tsx';
import { useBrand } from './useBrand.tsx';
import { words } from './words.ts';

type WallShown = Out<'showHotline'>;
const leads = ['serviceManager', 'regionalManager', 'administrator'];

function Tiles({ today }: { today: WallShown['today'] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const pct = today.answered === 0 ? '–' : `${Math.round((today.inPromise / today.answered) * 100)}%`;
  const tiles: [string, string | number, boolean][] = [[w.arrived, today.arrived, false], [w.answered, today.answered, false], [w.inPromise, pct, false], [w.meanWait, today.answered === 0 ? '–' : spanWords(today.meanWaitSeconds * 1000, language), false], [w.owed, today.owed, false], [w.lateCount, today.late, today.late > 0]];
  return <div className="h-tiles">{tiles.map(([name, value, bad]) => <div key={name} data-tone={bad ? 'danger' : 'plain'}><span>{name}</span><strong>{value}</strong></div>)}</div>;
}

function Quarters({ quarters }: { quarters: WallShown['quarters'] }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const most = Math.max(1, ...quarters.map((one) => one.arrived));
  return (
    <Card title={w.byQuarter}>
      {quarters.length === 0 ? <p className="k-muted">{w.noQuarters}</p> : <><div className="h-bars" role="img" aria-label={w.byQuarter}>{quarters.map((one) => {
        const rest = Math.max(0, one.arrived - one.answered - one.calledBack);
        return <div key={one.at} title={`${clockTime(one.at, language)} · ${w.arrived} ${one.arrived} · ${w.answered} ${one.answered} · ${w.callBacks} ${one.calledBack}`}><i style={{ height: `${(one.answered / most) * 100}%` }} /><i style={{ height: `${(one.calledBack / most) * 100}%` }} /><i style={{ height: `${(rest / most) * 100}%` }} /></div>;
      })}</div>
      <p className="k-muted h-key"><i />{w.answered} <i />{w.callBacks} <i />{w.waiting}</p></>}
    </Card>
  );
}

const mostClocks = 8;
/** Clocks by their own rule of "soon" (paused ones and those of closed cases do not run), the next to run out first; one press leads to the case. */
function ClocksAtRisk({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const says = useSays();
  const { language } = useLanguage();
  const { colon } = useMarks();
  const holderName = useHolderName();
  const cases = useAsk('listCases', { brandId, clocks: 'atRisk', limit: 100 }, { enabled: brandId !== '', topics: ['cases'], everyMs: 15_000 });
  const counted = useAsk('caseCounts', { brandId }, { enabled: brandId !== '', topics: ['cases'], everyMs: 15_000 });
  const over = counted.data?.breached ?? 0;
  const due = (cases.data?.cases ?? []).flatMap((one) => one.clocks.filter((clock) => clock.state === 'atRisk').map((clock) => ({ one, clock }))).sort((a, b) => a.clock.dueAt.localeCompare(b.clock.dueAt));
  return (
    <Card title={cases.data === undefined ? w.clocksAtRisk : `${w.clocksAtRisk} ${due.length}${cases.data.next === null ? '' : '+'}`} aside={over === 0 ? null : <Link to={links.inboxBy('breached')}><Tag tone="danger">{w.clocksOver(over)}</Tag></Link>}>
      <Answered of={cases} says={says} lines={3}>{() => due.length === 0 ? <p className="k-muted">{w.noClocksAtRisk}</p> : <>
        <ul className="h-list" aria-label={w.clocksAtRisk}>{due.slice(0, mostClocks).map(({ one, clock }) => (
          <li key={clock.id}>
            <UrgencyTag urgency={one.urgency} />
            <span><Link to={links.case(one.id)}><strong>{one.number}</strong></Link> <small>{c.trouble[one.trouble]} · {one.plateNo ?? one.vinMasked} · {one.ownerName}</small></span>
            <small>{w.heldBy}{colon}{holderName(one.holder)} · {w.dueBy(whenWords(clock.dueAt, language))}</small>
            <span className="end"><ClockMark clock={clock} /></span>
          </li>
        ))}</ul>
        {due.length > mostClocks ? <p><Link to={links.inboxBy('atRisk')}>{w.allClocks(due.length)}</Link></p> : null}
      </>}</Answered>
    </Card>
  );
}

/** Who is spoken to, by whom and for how long; who leads takes over what somebody has left. */
function AtPhones({ talking, mayTake }: { talking: WallShown['talking']; mayTake: boolean }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const go = useNavigate();
  const now = useNow(1000);
  const take = useAct('takeOverContact');
  const spanOf = (since: string | null): string => spanWords(now.getTime() - new Date(since ?? now).getTime(), language);
  return (
    <Card title={`${w.atPhones} ${talking.length}`}>
      {talking.length === 0 ? <p className="k-muted">{w.nobodyTalks}</p> : <ul className="h-list">{talking.map((one) => (
        <li key={one.id} data-late={one.state === 'wrapUp' && now.getTime() - new Date(one.endedAt ?? now).getTime() > 60_000}>
          {one.urgency === 1 ? <Tag tone="danger">{w.urgency[1]}</Tag> : <Tag>{w.skill[one.skill]}</Tag>}
          <span><strong>{one.ownerName ?? one.phoneMasked ?? w.unknown}</strong> <small>{one.number} · {w.channel[one.channel]} · {w.withWhom(one.agentName ?? '')} · {one.state === 'wrapUp' ? w.wrapsFor(spanOf(one.endedAt)) : spanOf(one.answeredAt)}</small></span>
          {mayTake ? <span className="end"><Button small busy={take.isPending} onClick={() => take.mutate({ contactId: one.id }, { onSuccess: () => void go(links.desk()), onError: (error) => say(says(error), 'danger') })}>{w.takeOver}</Button></span> : null}
        </li>
      ))}</ul>}
    </Card>
  );
}

/** A call-back; one that was tried three times is ended by whoever leads, with the reason. */
function CallBackLine({ one, mayClose }: { one: WallShown['callBacks'][number]; mayClose: boolean }) {
  const w = useWords(words);
  const says = useSays();
  const [why, setWhy] = useState<string | null>(null);
  const close = useAct('closeCallBack');
  if (!mayClose || one.callBackTries < 3) return <ContactLine one={one} />;
  return (
    <>
      <ContactLine one={one}><Button small onClick={() => setWhy(why === null ? '' : null)}>{w.closeBack}</Button></ContactLine>
      {why === null ? null : <li><Form label={w.closeBack} onSubmit={() => close.mutate({ contactId: one.id, why: why.trim() }, { onError: (error) => say(says(error), 'danger') })}><TextField label={w.closeWhy} value={why} onValue={setWhy} maxLength={300} autoFocus /><Button type="submit" kind="danger" busy={close.isPending} disabled={why.trim() === ''}>{w.closeBack}</Button></Form></li>}
    </>
  );
}

const mostBacks = 10;
export function Wall() {
  const w = useWords(words);
  const says = useSays();
  const { brandId, choice } = useBrand();
  const me = useMe();
  const mayLead = me.grants.some((grant) => leads.includes(grant.role));
  const [all, setAll] = useState(false);
  const mayTake = me.may('serviceManager', 'regionalManager');
  const wall = useAsk('showHotline', { brandId }, { enabled: brandId !== '', topics: ['hotline'], everyMs: 5000 });
  const surge = useAct('switchSurge');
  const ring = useAct('ringDemoCall');
  const demo = useAsk('demoState', {});
  const now = useNow(1000);
  const { language } = useLanguage();
  return (
    <div className="c-page">
      <Heading title={w.wall}>{choice}{wall.data === undefined ? null : <Tag tone={wall.data.line.mode === 'open' ? 'good' : 'warn'}>{w.mode[wall.data.line.mode]}</Tag>}{wall.data === undefined || !mayLead ? null : <Button kind={wall.data.line.surge ? 'plain' : 'danger'} small busy={surge.isPending} onClick={() => surge.mutate({ brandId, on: wall.data?.line.surge !== true }, { onError: (error) => say(says(error), 'danger') })}>{wall.data.line.surge ? w.surgeOff : w.surgeOn}</Button>}</Heading>
      <Answered of={wall} says={says} lines={8}>{(data) => (
        <>
          {data.line.surge ? <Notice tone="warn">{w.surgeLead} {data.line.surgeBy}</Notice> : null}
          <Tiles today={data.today} />
          <div className="h-cols">
            <div className="h-stack">
              <Card title={`${w.waiting} ${data.waiting.length}`}>{data.waiting.length === 0 ? <p className="k-muted">{w.noWaiting}</p> : <ul className="h-list">{data.waiting.map((one) => <ContactLine key={one.id} one={one}>{one.state === 'offered' ? <small>{w.ringsAt(data.agents.find((agent) => agent.staffId === one.offeredTo)?.name ?? '')}</small> : null}</ContactLine>)}</ul>}</Card>
              <AtPhones talking={data.talking} mayTake={mayTake} />
              <ClocksAtRisk brandId={brandId} />
              <Card title={`${w.callBacks} ${data.callBacks.length}`}>{data.callBacks.length === 0 ? <p className="k-muted">{w.noCallBacks}</p> : <ul className="h-list">{data.callBacks.slice(0, all ? undefined : mostBacks).map((one) => <CallBackLine key={one.id} one={one} mayClose={mayTake} />)}</ul>}{all || data.callBacks.length <= mostBacks ? null : <Button small kind="quiet" onClick={() => setAll(true)}>{w.allBacks(data.callBacks.length)}</Button>}</Card>
              <Quarters quarters={data.quarters} />
            </div>
            <div className="h-stack">
              <Card title={`${w.people} ${data.agents.length}`}>{data.agents.length === 0 ? <p className="k-muted">{w.nobody}</p> : <ul className="h-list">{data.agents.map((agent) => <li key={agent.staffId}><Tag tone={agent.state === 'ready' ? 'good' : 'plain'}>{agent.busyWith !== null ? w.busy : agent.state === 'ready' ? w.ready : w.away}</Tag><strong>{agent.name}</strong><small>{agent.busyWith ?? spanWords(now.getTime() - new Date(agent.since).getTime(), language)}</small><span className="end"><small>{agent.skills.map((skill) => w.skill[skill]).join(language === 'zh' ? '、' : ', ')}</small></span></li>)}</ul>}</Card>
              {mayLead ? <Hours key={data.line.version} line={data.line} /> : null}
              {demo.data?.demo !== true ? null : <div className="h-keys"><Button small busy={ring.isPending} onClick={() => ring.mutate({ brandId }, { onError: (error) => say(says(error), 'danger') })}>{w.demoCall}</Button><Button small onClick={() => ring.mutate({ brandId, danger: true }, { onError: (error) => say(says(error), 'danger') })}>{w.demoDanger}</Button></div>}
            </div>
          </div>
        </>
      )}</Answered>
    </div>
  );
}
