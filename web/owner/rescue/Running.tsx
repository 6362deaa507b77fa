// A rescue under way, as its owner sees it: the one time and what is not known, the next step for their safety, who is coming,
// where the car goes and how they travel on.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Choice, TextField } from '#kit/field.tsx';
import { clockTime, useNow, yuan } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { In } from '#client/client';
import { rescueWords } from '#client/rescue-words';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { placeOfPhone, type Mission } from './request.ts';
import { words } from './words.ts';

type Step = Mission['script']['steps'][number];
const answersTo: Record<string, readonly string[]> = { lane: ['emergencyLane', 'trafficLane', 'serviceArea', 'offRoad', 'unknown'], height: ['under2m', 'under2m4', 'higher', 'unknown'] };

/** The one time there is. */
function Clock({ mission }: { mission: Mission }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const now = useNow(15_000);
  const { arrival } = mission;
  if (arrival === null) return <section className="r-clock" data-state={mission.state}><h2>{r.state[mission.state]}</h2><p>{mission.endedWhy === null ? '' : (r.cancel[mission.endedWhy as 'droveOn'] ?? '')}</p></section>;
  const minutes = arrival.at === null ? null : Math.max(0, Math.round((Date.parse(arrival.at) - now.getTime()) / 60_000));
  return (
    <section className="r-clock" data-state={mission.state} aria-live="polite">
      <h2>{r.state[mission.state]}</h2>
      <p className="what">{r.arrivalOf[arrival.of]}</p>
      {arrival.at === null ? <p className="time none">{w.noTime}</p> : <p className="time"><small>{w.about}</small> {clockTime(arrival.at, language)} <small>{w.inMin(minutes ?? 0)}{r.basis[arrival.basis] === '' ? '' : ` · ${r.basis[arrival.basis]}`}</small></p>}
      {arrival.unknown.length === 0 ? null : <div className="unknown"><strong>{w.notKnown}</strong><ul>{arrival.unknown.map((one) => <li key={one}>{r.unknown[one]}</li>)}</ul></div>}
    </section>
  );
}

/** What holds whatever else is asked or said. */
function Keep({ mission }: { mission: Mission }) {
  const mark = useMarks();
  const { language } = useLanguage();
  const w = useWords(words);
  return (
    <>
      {mission.script.keepAwayM === null || mission.endedAt !== null ? null : <Notice tone="danger"><strong>{w.keepAway(mission.script.keepAwayM)}</strong></Notice>}
      {mission.response.trafficRescueFirst && mission.endedAt === null ? <Notice tone="warn">{w.motorway}{mission.handOver === null ? null : <> <strong>{w.exit}{mark.colon}{language === 'zh' ? mission.handOver.name : mission.handOver.nameEn}</strong></>}</Notice> : null}
    </>
  );
}

/** One step at a time, large enough for shaking hands; what was answered may be answered anew, and a danger that comes later is said with one press. */
function Script({ mission, act }: { mission: Mission; act: ReturnType<typeof useAct<'answerMyScript'>> }) {
  const mark = useMarks();
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { script } = mission;
  const [again, setAgain] = useState<Step | 'list' | undefined>(undefined);
  const answered = (step: Step): string | undefined => script.answers.findLast((one) => one.step === step)?.answer;
  const tell = (step: Step, answer: string): void => act.mutate({ missionId: mission.id, step, answer: answer as 'yes' }, { onSuccess: () => setAgain(undefined) });
  const step = again !== undefined && again !== 'list' ? again : script.next;
  if (mission.endedAt !== null) return null;
  if (again === 'list') {
    return (
      <Card title={w.answers} aside={<Button small kind="quiet" onClick={() => setAgain(undefined)}>{w.back}</Button>}>
        <ul className="k-list">{script.steps.filter((one) => answered(one) !== undefined).map((one) => <li key={one} className="k-between"><span>{r.step[one]}<br /><strong>{r.answer[answered(one) as 'yes']}</strong></span><Button small onClick={() => setAgain(one)}>{w.change}</Button></li>)}</ul>
      </Card>
    );
  }
  return (
    <>
      {step === null ? null : (
        <Card title={`${w.script} ${script.steps.indexOf(step) + 1}/${script.steps.length}`}>
          <p className="r-question">{r.step[step]}</p><p className="k-muted">{r.stepDo[step]}</p>
          <div className="r-answers">{(answersTo[step] ?? ['yes', 'no', 'unknown']).map((answer) => <Button key={answer} disabled={act.isPending} onClick={() => tell(step, answer)}>{r.answer[answer as 'yes']}</Button>)}</div>
        </Card>
      )}
      {script.answers.length === 0 ? null : (
        <div className="r-now" role="group" aria-label={w.now}>
          <span>{w.now}{mark.colon}</span>
          {(['smoke', 'injured'] as const).map((one) => answered(one) === undefined || answered(one) === 'yes' ? null : <Button key={one} small kind="danger" disabled={act.isPending} onClick={() => tell(one, 'yes')}>{w.nowIs[one]}</Button>)}
          <Button small kind="quiet" onClick={() => setAgain('list')}>{w.answers}</Button>
        </div>
      )}
    </>
  );
}

function Chain({ mission }: { mission: Mission }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  if (mission.legs.length === 0) return null;
  const stamps = ['acceptedAt', 'underWayAt', 'arrivedAt', 'loadedAt', 'endedAt'] as const;
  return (
    <Card title={w.chain}>
      <ul className="r-chain">{mission.legs.map((leg) => (
        <li key={leg.id} data-state={leg.state}>
          <div className="k-between"><strong>{leg.kind === 'trafficRescue' ? `12122 ${r.number['12122']}` : leg.name}</strong><span className="k-muted">{r.leg[leg.state]}</span></div>
          <div className="times">{stamps.flatMap((name) => { const at = leg[name]; return at === null ? [] : [<span key={name}>{r.stamp[name]} <b>{clockTime(at, language)}</b></span>]; })}</div>
          {leg.driverName === null ? null : <div className="k-muted">{w.driver} {leg.driverName} {leg.truckPlate ?? ''}</div>}
        </li>
      ))}</ul>
    </Card>
  );
}

function Onward({ mission }: { mission: Mission }) {
  const mark = useMarks();
  const w = useWords(words);
  const r = useWords(rescueWords);
  const says = useSays();
  const [kind, setKind] = useState<In<'askOnward'>['kind'] | undefined>(undefined);
  const [people, setPeople] = useState('1');
  const [toWords, setTo] = useState('');
  const [changing, setChanging] = useState(false);
  const act = useAct('askOnward');
  if (mission.onward !== null && !changing) {
    const { onward } = mission;
    const change = (): void => {
      setKind(onward.kind);
      setPeople(String(onward.people));
      setTo(onward.toWords);
      setChanging(true);
    };
    return <Card title={w.onward} aside={onward.arrangedAt === null ? <Button small onClick={change}>{w.change}</Button> : undefined}><p><strong>{r.onward[onward.kind]}</strong> · {onward.people} · {onward.toWords}</p><Notice tone={onward.arrangedAt === null ? 'info' : 'good'}>{onward.arrangedAt === null ? w.asked : `${w.arranged}${mark.colon}${onward.arrangedWords ?? ''}`}</Notice></Card>;
  }
  const most = mission.onwardMost.find((one) => one.kind === kind)?.fen ?? null;
  const many = /^[1-9]$/.test(people) ? Number(people) : 0;
  return (
    <Card title={w.onward}>
      <p className="k-muted">{w.onwardLead}</p>
      <Choice<In<'askOnward'>['kind']> label={w.onward} hidden value={kind} onValue={setKind} options={(['taxi', 'hotel', 'train', 'loaner'] as const).map((value) => ({ value, label: r.onward[value] }))} />
      {kind === undefined ? null : <>
        <TextField label={w.people} value={people} onValue={setPeople} inputMode="numeric" /><TextField label={w.to} value={toWords} onValue={setTo} maxLength={100} />
        {kind === 'loaner' ? null : <p className="k-muted">{most === null ? w.own : w.most(yuan(most))}</p>}
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
        <Button kind="primary" wide busy={act.isPending} disabled={many === 0 || toWords.trim() === ''} onClick={() => act.mutate({ missionId: mission.id, kind, people: many, toWords }, { onSuccess: () => setChanging(false) })}>{w.ask}</Button>
      </>}
    </Card>
  );
}

/** Where the car stands: from the phone, or in words where the phone does not say. */
function Whereabouts({ mission, act, unknown = false }: { mission: Mission; act: ReturnType<typeof useAct<'answerMyScript'>>; unknown?: boolean }) {
  const w = useWords(words);
  const [said, setSaid] = useState(mission.place.words ?? '');
  const [looking, setLooking] = useState(false);
  const tell = (place: In<'answerMyScript'>['place']): void => act.mutate({ missionId: mission.id, place }, { onSuccess: () => say(w.shared) });
  const share = async (): Promise<void> => {
    setLooking(true);
    const spot = await placeOfPhone();
    setLooking(false);
    if (spot === undefined) return say(w.noPlace, 'danger');
    tell(spot);
  };
  return (
    <Card title={unknown ? w.placeAsked : w.place}>
      <div className="r-whereabouts">
        <Button wide kind={unknown ? 'primary' : 'plain'} busy={looking || act.isPending} onClick={() => void share()}><Icon name="pin" />{w.share}</Button>
        <TextField label={w.whereWords} value={said} onValue={setSaid} maxLength={200} />
        <Button wide disabled={said.trim() === '' || said.trim() === mission.place.words || act.isPending} onClick={() => tell({ words: said.trim() })}>{w.sendWords}</Button>
      </div>
    </Card>
  );
}

export function Running({ mission, refresh }: { mission: Mission; refresh(): void }) {
  const w = useWords(words);
  const r = useWords(rescueWords);
  const { language } = useLanguage();
  const says = useSays();
  const [leaving, setLeaving] = useState(false);
  const answer = useAct('answerMyScript');
  const cancel = useAct('cancelMyRescue');
  const over = mission.endedAt !== null;
  const numbers = [...mission.response.numbers.map((number) => [r.number[number], number] as const), [w.hotline, mission.hotline] as const];
  const { destination } = mission;
  const asks = !over && mission.script.next !== null;
  return (
    <>
      <Keep mission={mission} />
      {asks ? <Script mission={mission} act={answer} /> : null}
      {answer.error === null ? null : <Notice tone="danger">{says(answer.error)}</Notice>}
      <Clock mission={mission} />
      {over || !mission.arrival?.unknown.includes('place') ? null : <Whereabouts mission={mission} act={answer} unknown />}
      {over ? null : <div className="r-phones">{numbers.map(([name, number]) => <a key={number} className="k-button" data-kind="primary" href={`tel:${number}`}><Icon name="phone" />{name} {number}</a>)}</div>}
      {asks ? null : <Script mission={mission} act={answer} />}
      <Chain mission={mission} />
      {destination === null ? null : <Card title={w.destination}><p><strong>{language === 'zh' ? destination.name : destination.nameEn}</strong><br /><span className="k-muted">{destination.address}{destination.farKm === null ? '' : ` · ${destination.farKm} km`}</span></p>
        {destination.quarantinePlace === null || !mission.response.quarantine ? null : <p>{w.quarantine(destination.quarantinePlace)}</p>}{destination.missing.length === 0 ? null : <p className="k-muted">{w.missing} {destination.missing.map((one) => r.missing[one]).join(language === 'zh' ? '、' : ', ')}</p>}</Card>}
      {mission.state === 'cancelled' || mission.state === 'solved' ? null : <Onward mission={mission} />}
      <Card title={w.pays}><p><strong>{r.payer[mission.payer]}</strong> <span className="k-muted">{r.payerRule[mission.payerRule as 'wear'] ?? mission.payerRule}</span></p></Card>
      {over ? <Link className="k-button" data-kind="primary" to={links.case(mission.caseId)}>{w.toCase}</Link> : <>{mission.arrival?.unknown.includes('place') ? null : <Whereabouts mission={mission} act={answer} />}<Button wide kind="quiet" onClick={() => setLeaving(true)}>{w.cancel}</Button></>}
      <Dialog open={leaving} onClose={() => setLeaving(false)} title={w.cancelWhy}>
        {cancel.error === null ? null : <Notice tone="danger">{says(cancel.error)}</Notice>}
        <div className="r-answers">{(['solvedByOwner', 'droveOn', 'otherHelp', 'falseAlarm', 'ownerWish'] as const).map((why) => <Button key={why} busy={cancel.isPending} onClick={() => cancel.mutate({ missionId: mission.id, why }, { onSuccess: () => {
          setLeaving(false);
          refresh();
        } })}>{r.cancel[why]}</Button>)}</div>
        <Button wide onClick={() => setLeaving(false)}>{w.keep}</Button>
      </Dialog>
    </>
  );
}
