// The contractor's page without an account: one job behind a link. Accept with minutes, or not; then one large button after the
// other. What was pressed without a network is kept on the phone and told later with the time at which it was pressed; the page goes
// on as if it were sent, also after a reload.
import { useCallback, useEffect, useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, TextField } from '#kit/field.tsx';
import { clockTime, spanWords, useNow, yuan } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Slow } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { caseWords } from '#client/case-words';
import { call, Refused, Unreachable } from '#client/client';
import { navigationTo } from '#client/map-place';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { addDeed, fitsNot, forgetJob, jobAfter, keepJob, knownJob, sendDeeds, waitingDeeds, type Deed, type Job } from './told.ts';
import { words } from './words.ts';

const next: Partial<Record<Job['state'], readonly Deed['deed'][]>> = { accepted: ['setOut'], underWay: ['arrive'], arrived: ['load', 'solve'], loaded: ['deliver'] };
const everyMs = 10_000;

/** The job, asked again and again; what waits on the phone is told first, and shown as done. */
function useJob(token: string) {
  const [asked, setJob] = useState<Job | undefined>(() => knownJob(token));
  const [error, setError] = useState<Error | null>(null);
  const [waiting, setWaiting] = useState(waitingDeeds(token));
  const [full, setFull] = useState(false);
  const refresh = useCallback(async () => {
    try {
      const fresh = (await sendDeeds(token)) ?? (await call('showRescueJob', { token }));
      setJob(fresh);
      setFull(!keepJob(token, fresh));
      setError(null);
    } catch (failed) {
      setError(failed as Error);
      if (failed instanceof Refused && failed.code.startsWith('rescueLink')) forgetJob(token);
    }
    setWaiting(waitingDeeds(token));
  }, [token]);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), everyMs);
    const again = (): void => void refresh();
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [refresh]);
  const tell = (deed: Deed): void => {
    addDeed(token, deed);
    setWaiting(waitingDeeds(token));
    void refresh();
  };
  return { job: asked === undefined ? undefined : jobAfter(asked, waiting), error, waiting: waiting.length, full: full || fitsNot(token), tell, refresh };
}

/** Two presses: a job once given up is somebody else's. */
function GiveUp({ label, tell }: { label: string; tell(deed: Deed): void }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const [asking, setAsking] = useState(false);
  if (!asking) return <Button wide kind="quiet" onClick={() => setAsking(true)}>{label}</Button>;
  return <div className="r-flow"><Choice label={w.why} value={undefined} onValue={(why) => tell({ deed: 'decline', why })} options={(['busy', 'tooFar', 'cannotDo', 'other'] as const).map((value) => ({ value, label: r.decline[value] }))} /><Button wide kind="quiet" onClick={() => setAsking(false)}>{w.stay}</Button></div>;
}

function Accept({ job, tell }: { job: Job; tell(deed: Deed): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const now = useNow();
  const [minutes, setMinutes] = useState('');
  const [driver, setDriver] = useState('');
  const [plate, setPlate] = useState('');
  const left = job.answerByAt === null ? null : Date.parse(job.answerByAt) - now.getTime();
  const inMin = /^\d{1,3}$/.test(minutes) ? Number(minutes) : 0;
  return (
    <Card title={w.answer} aside={left === null ? undefined : <Tag tone={left < 60_000 ? 'danger' : 'warn'}>{left < 0 ? w.late : w.left(spanWords(left, language))}</Tag>}>
      <div className="r-flow">
      <div className="r-quick" role="group" aria-label={w.minutes}>{[15, 20, 30, 40, 60].map((one) => <Button key={one} aria-pressed={inMin === one} kind={inMin === one ? 'primary' : 'plain'} onClick={() => setMinutes(String(one))}>{one}</Button>)}</div>
      <TextField label={w.minutes} value={minutes} onValue={setMinutes} inputMode="numeric" maxLength={3} />
      <TextField label={w.driver} value={driver} onValue={setDriver} maxLength={20} /><TextField label={w.plate} value={plate} onValue={setPlate} maxLength={12} />
      <Button kind="primary" wide disabled={inMin < 1} onClick={() => tell({ deed: 'accept', arrivesInMin: inMin, ...(driver.trim() === '' ? {} : { driverName: driver.trim() }), ...(plate.trim() === '' ? {} : { truckPlate: plate.trim() }) })}>{w.accept}</Button>
      <GiveUp label={w.refuse} tell={tell} />
      </div>
    </Card>
  );
}

function Facts({ job }: { job: Job }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const zh = language === 'zh';
  const { place, meetAt, destination } = job;
  const at = meetAt !== null && meetAt.lon !== null ? meetAt : place;
  const carries = job.state === 'loaded' || job.endedAt !== null;
  const inWords = place.words ?? '';
  const said = [place.kind === null ? '' : (r.place[place.kind as 'home'] ?? ''), ...[place.road, place.direction, place.kmPost].map((one) => (one === null || inWords.includes(one) ? '' : one)), inWords, place.heightMm === null ? '' : `${w.height} ${place.heightMm} mm`].filter((one) => one !== '').join(' · ');
  const link = (lon: number | null, lat: number | null): React.ReactNode => (lon === null || lat === null ? null : <a className="k-button" href={navigationTo({ lon, lat })}><Icon name="pin" />{w.navigate}</a>);
  return (
    <>
      {job.keepAwayM === null ? null : <Notice tone="danger"><strong>{w.danger(job.keepAwayM)}</strong></Notice>}
      <Card title={`${job.plateNo ?? ''} ${zh ? job.modelName : job.modelNameEn}`} aside={<Tag tone={job.level === 1 ? 'danger' : 'warn'}>{c.trouble[job.trouble as 'other']}</Tag>}>
        <dl className="verify-facts"><dt>{meetAt === null ? w.where : w.meet}</dt><dd>{meetAt === null ? said : <><strong>{zh ? meetAt.name : meetAt.nameEn}</strong><br /><span className="k-muted">{w.carAt} {said}</span></>}</dd><dt>{w.how}</dt><dd><strong>{r.way[job.way]}</strong> · {job.needs.map((one) => r.means[one]).join(' + ')}</dd>
          {destination === null ? null : <><dt>{w.to}</dt><dd><strong>{zh ? destination.name : destination.nameEn}</strong><br /><span className="k-muted">{destination.address}</span></dd></>}{job.farKm === null ? null : <><dt>{w.far}</dt><dd>{job.farKm} km{job.baseFen === null ? '' : ` · ${w.base} ${yuan(job.baseFen)}`}</dd></>}</dl>
        {meetAt === null || carries ? null : <Notice tone="warn">{w.motorway}</Notice>}
        {job.way === 'tow' ? <ul className="r-how"><li>{w.transport.first}</li><li>{w.transport.second}</li><li>{w.transport.third}</li></ul> : null}
        <div className="k-row">{carries ? destination === null ? null : link(destination.lon, destination.lat) : link(at.lon, at.lat)}<a className="k-button" href={`tel:${job.hotline}`}><Icon name="phone" />{w.hotline} {job.hotline}</a></div>
      </Card>
    </>
  );
}

function Steps({ job, token, tell, refresh }: { job: Job; token: string; tell(deed: Deed): void; refresh(): void }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const says = useSays();
  const { language } = useLanguage();
  const [minutes, setMinutes] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const deeds = next[job.state] ?? [];
  const stamps = ['acceptedAt', 'underWayAt', 'arrivedAt', 'loadedAt', 'endedAt'] as const;
  const inMin = /^\d{1,3}$/.test(minutes) ? Number(minutes) : 0;
  const delay = (): void => void call('sayRescueDelay', { token, arrivesInMin: inMin }).then(() => {
    setMinutes('');
    setError(null);
    refresh();
  }, setError);
  return (
    <Card title={r.leg[job.state]} aside={job.arrivesAt === null || job.endedAt !== null ? undefined : <Tag>{w.said} {clockTime(job.arrivesAt, language)}</Tag>}>
      <div className="r-stamps">{stamps.map((name) => { const at = job[name]; return <span key={name} data-done={at !== null}>{r.stamp[name]}<b>{at === null ? '–' : clockTime(at, language)}</b></span>; })}</div>
      <div className="r-flow">
      {deeds.map((deed, index) => <Button key={deed} wide kind={index === 0 ? 'primary' : 'plain'} onClick={() => tell({ deed })}>{w.deeds[deed]}</Button>)}
      {!['accepted', 'underWay', 'loaded'].includes(job.state) ? null : <div className="k-row"><TextField label={w.later} value={minutes} onValue={setMinutes} inputMode="numeric" maxLength={3} /><Button disabled={inMin < 1} onClick={delay}>{w.sayLater}</Button></div>}
      {error === null ? null : <Notice tone="danger">{says(error)}</Notice>}
      {['accepted', 'underWay'].includes(job.state) ? <GiveUp label={w.giveUp} tell={tell} /> : null}
      </div>
    </Card>
  );
}

export function RescueJob() {
  const w = useWords(words);
  const { language, speak } = useLanguage();
  const says = useSays();
  const token = location.hash.slice(1);
  const { job, error, waiting, full, tell, refresh } = useJob(token);
  const gone = error instanceof Refused && job === undefined;
  const said = error instanceof Unreachable && job !== undefined ? (waiting === 0 ? w.noNetwork : null) : error === null ? null : says(error); // what waits is said by how much it is
  const over = error instanceof Refused && /^rescueLink/.test(error.code);
  return (
    <>
      <title>{`${w.title} · CareLoop`}</title>
      <main className="r-job">
        <header className="k-between"><h1>{w.title}{job === undefined ? '' : ` ${job.number}`}</h1><Button kind="quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{language === 'zh' ? 'English' : '中文'}</Button></header>
        {job === undefined ? null : <p className="k-muted">{language === 'zh' ? job.brandName : job.brandNameEn} → {job.name}</p>}
        {waiting === 0 ? null : <Notice tone="warn"><strong>{w.notSent(waiting)}</strong></Notice>}
        {full && error !== null ? <Notice tone="danger">{w.full}</Notice> : null}
        {said === null ? null : <Notice tone={gone || over ? 'danger' : 'warn'}>{said}</Notice>}
        {job === undefined ? (error === null ? <Slow lines={6} /> : null) : over ? null : <>{job.state === 'declined' ? <Notice tone="info">{w.declined}</Notice> : job.state === 'requested' ? <><Facts job={job} /><Accept job={job} tell={tell} /></> : <><Steps job={job} token={token} tell={tell} refresh={() => void refresh()} /><Facts job={job} /></>}</>}
      </main>
    </>
  );
}
