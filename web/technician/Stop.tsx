// A stop outside: where, how to get there, who, what to do and what to bring; then one large button after the other.
import { useState } from 'react';
import { useParams } from 'react-router';
import { failReasons } from '#api/dispatch';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, TextField } from '#kit/field.tsx';
import { clockTime } from '#kit/figures.tsx';
import { Icon } from '#kit/icon.tsx';
import { Empty } from '#kit/states.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import type { In } from '#client/client';
import { navigationTo } from '#client/map-place';
import type { Stop as StopShape } from './day.ts';
import { useDeed } from './deeds.ts';
import { endNow, HandOver } from './HandOver.tsx';
import { useToday } from './Frame.tsx';
import { begun, useTyped } from './typed.ts';
import { words } from './words.ts';

type Move = In<'moveStop'>['move'];
const after: Partial<Record<Move, StopShape['state']>> = { depart: 'departed', arrive: 'arrived', start: 'working', carry: 'carrying', finish: 'finished', fail: 'failed' };
const next = (state: StopShape['state'], carried: boolean): Move | undefined =>
  (({ planned: 'depart', departed: 'arrive', arrived: carried ? 'carry' : 'start', working: 'finish', carrying: 'finish' }) as Partial<Record<StopShape['state'], Move>>)[state];

type Reason = (typeof failReasons)[number];
/** Why it cannot be done: chosen, told in words, and said on purpose, since the visit ends with it. What was begun survives a reload. */
function NotPossible({ jobId, busy, tell, done }: { jobId: string; busy: boolean; tell(said: { reason: Reason; words?: string }): Promise<boolean>; done(): void }) {
  const w = useWords(words);
  const [said, say, noted] = useTyped<{ reason?: Reason; note: string }>(`fail.${jobId}`, { note: '' });
  const { reason, note } = said;
  const leave = (): void => {
    noted();
    done();
  };
  return (
    <Form label={w.moves.fail} onSubmit={() => void (reason !== undefined && tell({ reason, ...(note.trim() === '' ? {} : { words: note.trim() }) }).then((kept) => kept && leave()))}>
      <Choice<Reason> label={w.why} value={reason} onValue={(value) => say({ ...said, reason: value })} options={failReasons.map((value) => ({ value, label: w.fail[value] }))} />
      <TextField label={w.note} value={note} onValue={(value) => say({ ...said, note: value })} maxLength={400} />
      <div className="k-row"><Button type="submit" kind="danger" busy={busy} disabled={reason === undefined}>{w.failNow}</Button><Button onClick={leave}>{w.back}</Button></div>
    </Form>
  );
}

export function Stop() {
  const w = useWords(words);
  const { language } = useLanguage();
  const marks = useMarks();
  const { jobId = '' } = useParams();
  const { stops, deeds } = useToday();
  const stop = stops.find((one) => one.jobId === jobId);
  const deed = useDeed({ kind: 'stop', id: jobId, label: stop?.car.plateNo ?? stop?.number ?? '' });
  const [failing, setFailing] = useState(() => begun(`fail.${jobId}`));
  const [{ km, soc }, setRead, read] = useTyped(`begin.${jobId}`, { km: '', soc: '' });
  if (stop === undefined) return <Empty icon="file" title={w.notOnPhone} />;
  const own = deeds.filter((one) => one.of.id === jobId && one.stopped === null);
  const state = own.reduce((now, one) => after[one.input['move'] as Move] ?? now, stop.state);
  const handed = own.some((one) => one.name === 'recordHandOver'); // said already, not yet heard
  const end = handed ? undefined : endNow(stop, state);
  const move = end === undefined ? next(state, stop.toPlace !== null) : undefined;
  const zh = language === 'zh';
  const reads = move === 'start' && stop.kind === 'homeVisit';
  const [odometerKm, socPct] = [/^\d{1,7}$/.test(km) ? Number(km) : undefined, /^(?:\d{1,2}|100)$/.test(soc) ? Number(soc) : undefined];
  const tell = (to: Move, more: object = {}): void => void deed.act('moveStop', { jobId, move: to, ...more } as Omit<In<'moveStop'>, 'version'>).then((kept) => kept && to === 'start' && read());
  const goal = state === 'carrying' && stop.toPlace !== null ? stop.toPlace : stop.place;
  return (
    <>
      <h1>{stop.car.plateNo ?? stop.number} <small>{w.kind[stop.kind]}</small></h1>
      {deed.failed === undefined ? null : <Notice tone="danger">{deed.failed}</Notice>}
      <Card title={w.stopState[state]} aside={own.length === 0 ? undefined : <Tag tone="warn">{w.notSent(own.length)}</Tag>}>
        <div className="k-stack">
          {reads ? <div className="t-two"><TextField label={w.odometer} value={km} onValue={(value) => setRead({ km: value, soc })} inputMode="numeric" maxLength={7} /><TextField label={w.charge} value={soc} onValue={(value) => setRead({ km, soc: value })} inputMode="numeric" maxLength={3} /></div> : null}
          {move === undefined ? null : <Button wide kind="primary" busy={deed.busy} disabled={reads && odometerKm === undefined} onClick={() => tell(move, reads ? { odometerKm, ...(socPct === undefined ? {} : { socPct }) } : {})}>{w.moves[move]}</Button>}
          {['planned', 'departed', 'arrived', 'working', 'carrying'].includes(state) ? (failing ? <NotPossible jobId={jobId} busy={deed.busy} tell={(said) => deed.act('moveStop', { jobId, move: 'fail', ...said } as Omit<In<'moveStop'>, 'version'>)} done={() => setFailing(false)} /> : <Button wide kind="quiet" onClick={() => setFailing(true)}>{w.moves.fail}</Button>) : null}
        </div>
      </Card>
      {end === undefined ? null : <HandOver key={end} stop={stop} end={end} deed={deed} waiting={deeds.filter((one) => one.of.id === jobId)} />}
      <Card title={w.where}><div className="k-stack">
        <p><strong>{goal.address}</strong></p>{stop.readiness.gate === undefined ? null : <p>{stop.readiness.gate}</p>}{stop.readiness.notes === undefined ? null : <p>{stop.readiness.notes}</p>}
        {stop.readiness.heightCm === undefined && (stop.readiness.items ?? []).length === 0 ? null : <p className="k-row">{stop.readiness.heightCm === undefined ? null : <Tag tone="warn">{w.heightMost(stop.readiness.heightCm)}</Tag>}{(stop.readiness.items ?? []).map((item) => <Tag key={item}>{w.ready[item]}</Tag>)}</p>}
        <div className="k-row"><a className="k-button" data-kind="primary" href={navigationTo(goal)}><Icon name="pin" />{w.navigate}</a>{stop.ownerPhone.includes('*') ? <span className="k-muted">{stop.ownerName} {stop.ownerPhone}</span> : <a className="k-button" href={`tel:${stop.ownerPhone}`}><Icon name="phone" />{stop.ownerName}</a>}</div>
        {stop.plannedFrom === null ? null : <p className="k-muted">{w.planned} {clockTime(stop.plannedFrom, language)}{stop.toldFrom === null || stop.toldUntil === null ? '' : ` · ${w.told} ${clockTime(stop.toldFrom, language)}–${clockTime(stop.toldUntil, language)}`}</p>}
      </div></Card>
      <Card title={w.car}><p><strong>{zh ? stop.car.modelName : stop.car.modelNameEn}</strong> · {stop.car.colour}</p>{stop.words === null ? null : <p>{w.ownerSays}{marks.colon}{stop.words}</p>}</Card>
      {stop.tasks.length === 0 ? null : <Card title={`${w.steps} ${stop.tasks.length}`}><ol className="t-steps">{stop.tasks.map((task) => <li key={task.code}><span><strong>{zh ? task.name : task.nameEn}</strong> <span className="k-muted">{task.code}</span></span><span className="k-muted">{zh ? task.what : task.whatEn}</span></li>)}</ol></Card>}
      {stop.parts.length === 0 ? null : <Card title={`${w.parts} ${stop.parts.length}`}><ul className="k-list">{stop.parts.map((part) => <li key={part.code} className="k-between"><span>{zh ? part.name : part.nameEn} <span className="k-muted">{part.code}</span></span><span><strong>× {part.quantity}</strong> {part.onBoard >= part.quantity ? <Tag tone="good">{w.onBoard(part.onBoard)}</Tag> : <Tag tone="danger">{w.short(part.onBoard)}</Tag>}</span></li>)}</ul></Card>}
    </>
  );
}
