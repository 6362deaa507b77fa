// The chain of helpers: each with the times of what it did, what can be recorded for it, and whom else to ask.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { TextField } from '#kit/field.tsx';
import { clockTime, exactTime, spanWords, useNow, yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { In } from '#client/client';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import type { Page } from './RescuePage.tsx';
import { words } from './words.ts';

type Leg = Page['legs'][number];
type Deed = In<'recordLeg'>['deed'];
const gone: readonly Leg['state'][] = ['declined', 'unanswered', 'replaced', 'cancelled'];
const tones: Partial<Record<Leg['state'], Tone>> = { requested: 'warn', accepted: 'info', underWay: 'info', arrived: 'accent', loaded: 'accent', delivered: 'good', solved: 'good' };
const stamps = ['requestedAt', 'acceptedAt', 'underWayAt', 'arrivedAt', 'loadedAt', 'endedAt'] as const;
export const deedsOf: Partial<Record<Leg['state'], readonly Deed[]>> = { requested: ['accept', 'decline'], accepted: ['setOut', 'arrive', 'delay', 'decline', 'takeBack'], underWay: ['arrive', 'delay', 'decline', 'takeBack'], arrived: ['load', 'solve', 'decline', 'takeBack'], loaded: ['deliver', 'delay', 'takeBack'] };
/** Where a helper says when. */
const timed: readonly string[] = ['accept', 'delay', 'request'];
/** The number that was sent is not sent again; what is typed meanwhile stays. */
const without = (sent: string) => (typed: string): string => (typed === sent ? '' : typed);
const quiet: readonly string[] = ['decline', 'takeBack'];

function LegTimes({ leg }: { leg: Leg }) {
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  return <dl className="c-legtimes">{stamps.map((name) => { const at = leg[name]; return <div key={name} data-done={at !== null}><dt>{r.stamp[name]}</dt><dd title={at === null ? undefined : exactTime(at, language)}>{at === null ? '–' : clockTime(at, language)}</dd></div>; })}</dl>;
}

function LegRow({ page, leg, may }: { page: Page; leg: Leg; may: boolean }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const now = useNow();
  const [minutes, setMinutes] = useState('');
  const act = useAct('recordLeg', ({ missionId }) => ['showRescue', { missionId }]);
  const left = leg.answerByAt === null ? null : Date.parse(leg.answerByAt) - now.getTime();
  const inMin = /^\d{1,3}$/.test(minutes) ? Number(minutes) : undefined;
  const { link } = leg;
  return (
    <li data-gone={gone.includes(leg.state)}>
      <div className="k-between"><span><strong>{leg.kind === 'trafficRescue' ? `12122 ${r.number['12122']}` : leg.name}</strong> <a href={`tel:${leg.phone}`}>{leg.phone}</a> <span className="k-muted">{[leg.farKm === null ? '' : w.far(leg.farKm), leg.driverName ?? '', leg.truckPlate ?? '', leg.costFen === null ? '' : yuan(leg.costFen)].filter((one) => one !== '').join(' · ')}</span></span>
        <span className="c-inline">{leg.own ? <Tag tone="info">{w.own}</Tag> : null}{leg.state === 'requested' && left !== null ? <Tag tone={left < 30_000 ? 'danger' : 'warn'}>{left < 0 ? w.overdue : w.answerIn(spanWords(left, language))}</Tag> : null}{leg.lastError === null ? null : <Tag tone="danger">{w.notSent}</Tag>}<Tag tone={tones[leg.state] ?? 'plain'}>{r.leg[leg.state]}</Tag></span></div>
      <LegTimes leg={leg} />
      {leg.why === null ? null : <span className="k-muted">{r.decline[leg.why as 'busy'] ?? leg.why}</span>}
      {!may || leg.own || leg.kind !== 'contractor' || deedsOf[leg.state] === undefined ? null : (
        <span className="c-answers">
          {deedsOf[leg.state]?.some((deed) => timed.includes(deed)) === true ? <input className="k-input c-small" style={{ width: 110 }} inputMode="numeric" aria-label={w.inMin} placeholder={w.inMin} value={minutes} onChange={(event) => setMinutes(event.target.value)} /> : null}
          {(deedsOf[leg.state] ?? []).map((deed) => <Button key={deed} small kind={quiet.includes(deed) ? 'quiet' : 'plain'} busy={act.isPending} disabled={deed === 'delay' && inMin === undefined} onClick={() => act.mutate({ missionId: page.id, version: page.version, legId: leg.id, legVersion: leg.version, deed, ...(timed.includes(deed) && inMin !== undefined ? { arrivesInMin: inMin } : {}) }, { onSuccess: () => timed.includes(deed) && setMinutes(without(minutes)) })}>{w.recordAs[deed]}</Button>)}
          {link === null ? null : <Button small kind="quiet" onClick={() => void navigator.clipboard.writeText(`${location.origin}${link}`).then(() => say(w.copied), () => say(`${location.origin}${link}`))}>{w.link}</Button>}
        </span>
      )}
      <Stale error={act.error} />
    </li>
  );
}

/** Nobody sends a truck further than this; where it is not known how far, all are shown. */
const reachKm = 400;
function Others({ page, done }: { page: Page; done(): void }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const says = useSays();
  const list = useAsk('listRescueContractors', { missionId: page.id }, { topics: ['rescue'] });
  const act = useAct('askContractor', ({ missionId }) => ['showRescue', { missionId }]);
  const held = page.legs.findLast((leg) => leg.kind === 'contractor' && !gone.includes(leg.state))?.contractorId;
  return (
    <>
      <Stale error={act.error} />
      {held === undefined ? null : <p className="k-muted">{w.replaceAsk}</p>}
      <Answered of={list} says={says} lines={3}>{({ contractors }) => <ul className="k-list">{contractors.filter((one) => one.farKm === null || one.farKm <= reachKm).slice(0, 12).map((one) => (
        <li key={one.id} className="k-between"><span><strong>{language === 'zh' ? one.name : one.nameEn}</strong> <span className="k-muted">{one.phone}{one.farKm === null ? '' : ` · ${w.far(one.farKm)}`}{one.minutes === null ? '' : ` · ${w.minutes(one.minutes)}`}</span></span>
          <span className="c-inline">{one.id === held ? <Tag tone="info">{w.now}</Tag> : one.asked ? <Tag>{w.asked}</Tag> : null}{one.lacks.map((lack) => <Tag key={lack} tone="warn">{r.lacks[lack as 'flatbed'] ?? lack}</Tag>)}{one.id === held ? null : <Button small disabled={one.lacks.some((lack) => lack !== 'outOfReach')} busy={act.isPending} onClick={() => act.mutate({ missionId: page.id, version: page.version, contractorId: one.id }, { onSuccess: done })}>{w.askThis}</Button>}</span></li>
      ))}</ul>}</Answered>
    </>
  );
}

export function Chain({ page, may }: { page: Page; may: boolean }) {
  const w = useWords(words);
  const [asking, setAsking] = useState(false);
  const carried = page.legs.some((leg) => leg.kind === 'contractor' && ['loaded', 'delivered', 'solved'].includes(leg.state));
  return (
    <Card title={w.chain} aside={page.arrival?.unknown.includes('place') === true ? undefined : <span className="k-muted">{w.inReach(page.inReach)}</span>}>
      {page.legs.length === 0 ? <p className="k-muted">{page.arrival?.unknown.includes('place') === true ? w.noPlaceYet : w.noHelper}</p> : <ul className="c-legs">{[...page.legs].toReversed().map((leg) => <LegRow key={leg.id} page={page} leg={leg} may={may} />)}</ul>}
      {!may || page.endedAt !== null || carried ? null : <p><Button small aria-expanded={asking} onClick={() => setAsking(!asking)}>{w.askOther}</Button></p>}
      {asking ? <Others page={page} done={() => setAsking(false)} /> : null}
    </Card>
  );
}

/** What 12122 said, recorded by the desk. */
export function Said({ page, leg }: { page: Page; leg: Leg | undefined }) {
  const w = useWords(words);
  const [minutes, setMinutes] = useState('');
  const act = useAct('noteTrafficRescue', ({ missionId }) => ['showRescue', { missionId }]);
  const inMin = /^\d{1,3}$/.test(minutes) ? Number(minutes) : undefined;
  const tell = (deed: In<'noteTrafficRescue'>['deed']): void => act.mutate({ missionId: page.id, version: page.version, legId: leg?.id ?? null, legVersion: leg?.version ?? 0, deed, ...(inMin === undefined || !timed.includes(deed) ? {} : { arrivesInMin: inMin }) }, { onSuccess: () => timed.includes(deed) && setMinutes(without(minutes)) });
  const open = leg === undefined ? [] : (deedsOf[leg.state] ?? []).filter((deed) => deed !== 'solve');
  return (
    <>
      <Stale error={act.error} />
      {leg !== undefined && !gone.includes(leg.state) && !open.some((deed) => timed.includes(deed)) ? null : <TextField label={w.inMin} value={minutes} onValue={setMinutes} inputMode="numeric" />}
      <span className="c-answers">{leg === undefined || gone.includes(leg.state) ? <Button kind="primary" busy={act.isPending} onClick={() => tell('request')}>{w.call12122}</Button> : open.map((deed) => <Button key={deed} small kind={quiet.includes(deed) ? 'quiet' : 'plain'} busy={act.isPending} disabled={deed === 'delay' && inMin === undefined} onClick={() => tell(deed)}>{w.recordAs[deed]}</Button>)}</span>
    </>
  );
}
