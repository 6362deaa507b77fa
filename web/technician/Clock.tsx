// The clock of a job on the phone: power off with a second person, begin, stop with the reason, hand the car over in a stated
// condition, drive it, inspect it. Each works without a network and carries the time at which it was done.
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { boltStates, drainedStates, energyStates, stopReasons } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { useWords } from '#kit/words.tsx';
import { workWords } from '#client/work-words';
import type { Colleague } from './day.ts';
import type { useDeed } from './deeds.ts';
import { useToday } from './Frame.tsx';
import { links } from './links.ts';
import { asIfSent, known, type Order } from './queue.ts';
import { begun, useTyped } from './typed.ts';
import { words } from './words.ts';

type Deed = ReturnType<typeof useDeed>;
type Of = { page: Order; me: string; deed: Deed; colleagues: readonly Colleague[] };
type Reason = Exclude<(typeof stopReasons)[number], 'finished'>;
const atOf = (page: Order) => ({ workOrderId: page.workOrder.id });

function Guardian({ colleagues, me, value, onValue }: { colleagues: readonly Colleague[]; me: string; value: string; onValue(value: string): void }) {
  const w = useWords(words);
  return <SelectField label={w.guardian} value={value} onValue={onValue} options={[{ value: '', label: '–' }, ...colleagues.filter((one) => one.mayWorkHv && !one.away && one.id !== me).map((one) => ({ value: one.id, label: one.name }))]} />;
}

function PowerOff({ page, me, deed, colleagues }: Of) {
  const w = useWords(words);
  const [said, setSaid, noted] = useTyped(`powerOff.${page.workOrder.id}`, { measuredV: '', meter: '', guardianId: '' });
  const live = said.measuredV !== '' && Number(said.measuredV) >= (page.hvSafeV ?? Infinity); // a packet kept from before knows no limit
  const whole = said.measuredV !== '' && !live && said.meter.trim() !== '' && said.guardianId !== '';
  if (colleagues.some((one) => one.id === me && !one.mayWorkHv)) return <Notice tone="danger">{w.notHv}</Notice>;
  return (
    <Form label={w.lockOut} onSubmit={() => void deed.act('recordLockOut', { ...atOf(page), measuredV: Number(said.measuredV), meter: said.meter.trim(), guardianId: said.guardianId }).then((kept) => kept && noted())}>
      <Notice tone="warn">{w.hvFirst}</Notice>
      <TextField label={w.volts} inputMode="decimal" error={live ? w.voltsTooHigh(page.hvSafeV) : undefined} value={said.measuredV} onValue={(value) => setSaid({ ...said, measuredV: value.replaceAll(/[^\d.]/g, '') })} /><TextField label={w.meter} value={said.meter} onValue={(meter) => setSaid({ ...said, meter })} />
      <Guardian colleagues={colleagues} me={me} value={said.guardianId} onValue={(guardianId) => setSaid({ ...said, guardianId })} />
      <Button type="submit" wide busy={deed.busy} disabled={!whole}>{w.lockOut}</Button>
    </Form>
  );
}

function PowerOn({ page, me, deed, colleagues }: Of) {
  const w = useWords(words);
  const [said, setSaid, noted] = useTyped(`powerOn.${page.workOrder.id}`, { mohm: '', why: '' });
  const open = page.lockOuts.find((one) => one.releasedAt === null);
  const own = open === undefined || colleagues.find((one) => one.id === me)?.name === open.byName;
  return (
    <Form label={w.release} onSubmit={() => void deed.act('releaseLockOut', { ...atOf(page), ...(said.why.trim() === '' ? {} : { why: said.why.trim() }), ...(said.mohm === '' ? {} : { insulationMohm: Number(said.mohm) }) }).then((kept) => kept && noted())}>
      {open === undefined ? null : <Notice tone="good">{w.lockedBy(open.byName, open.measuredV)}</Notice>}
      {own ? null : <TextField label={w.releaseWhy} value={said.why} maxLength={300} onValue={(why) => setSaid({ ...said, why })} />}
      <TextField label={w.insulation} inputMode="decimal" value={said.mohm} onValue={(value) => setSaid({ ...said, mohm: value.replaceAll(/[^\d.]/g, '') })} />
      <Button type="submit" wide busy={deed.busy} disabled={!own && said.why.trim() === ''}>{w.release}</Button>
    </Form>
  );
}

type Left = { reason?: Reason | undefined; note: string; car: { drained?: (typeof drainedStates)[number] | undefined; energy?: (typeof energyStates)[number] | undefined; bolts?: (typeof boltStates)[number] | undefined; toolsInside: string } };

function Stopping({ page, deed, onDone }: { page: Order; deed: Deed; onDone(): void }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const [{ reason, note, car }, say, noted] = useTyped<Left>(`stop.${page.workOrder.id}`, { note: '', car: { toolsInside: '' } });
  const setCar = (more: Left['car']): void => say({ reason, note, car: more });
  const { drained, energy, bolts } = car;
  const carState = drained === undefined || energy === undefined || bolts === undefined ? undefined : { drained, energy, bolts, toolsInside: car.toolsInside.trim() };
  const whole = reason !== undefined && (reason !== 'handOver' || (carState !== undefined && note.trim() !== '')) && (reason !== 'otherJob' || note.trim() !== '');
  const stop = (): void => void deed.act('stopWork', { ...atOf(page), reason: reason ?? 'break', ...(note.trim() === '' ? {} : { note: note.trim() }), ...(reason === 'handOver' && carState !== undefined ? { carState } : {}) }).then((kept) => kept && (noted(), onDone()));
  return (
    <Form label={w.stop} onSubmit={stop}>
      <Choice<Reason> label={w.why} value={reason} onValue={(value) => say({ reason: value, note, car })} options={stopReasons.filter((one): one is Reason => one !== 'finished').map((value) => ({ value, label: v.stop[value] }))} />
      {reason === 'handOver' ? <>
        <Choice label={w.drained} value={drained} onValue={(value) => setCar({ ...car, drained: value })} options={drainedStates.map((value) => ({ value, label: w.drainedNames[value] }))} /><Choice label={w.energy} value={energy} onValue={(value) => setCar({ ...car, energy: value })} options={energyStates.map((value) => ({ value, label: w.energyNames[value] }))} />
        <Choice label={w.bolts} value={bolts} onValue={(value) => setCar({ ...car, bolts: value })} options={boltStates.map((value) => ({ value, label: w.boltNames[value] }))} /><TextField label={w.toolsInside} value={car.toolsInside} maxLength={300} onValue={(toolsInside) => setCar({ ...car, toolsInside })} />
      </> : null}
      <TextField label={reason === 'handOver' ? `${w.handOverNote}${w.mustSay}` : reason === 'otherJob' ? `${w.note}${w.mustSay}` : w.note} value={note} onValue={(value) => say({ reason, note: value, car })} maxLength={1000} />
      <div className="k-row"><Button type="submit" kind="primary" busy={deed.busy} disabled={!whole}>{w.stop}</Button><Button onClick={onDone}>{w.back}</Button></div>
    </Form>
  );
}

function Start({ page, me, deed, colleagues, hv }: Of & { hv: boolean }) {
  const w = useWords(words);
  const { deeds } = useToday();
  const [chosen, setGuardian] = useState('');
  const open = page.lockOuts.find((one) => one.releasedAt === null);
  const locked = deeds.findLast((one) => one.name === 'recordLockOut' && one.of.id === page.workOrder.id);
  const stoodBy = open === undefined ? (locked?.input['guardianId'] as string | undefined) : colleagues.find((one) => one.name === open.guardianName)?.id;
  const guardianId = chosen !== '' ? chosen : stoodBy === undefined || stoodBy === me ? '' : stoodBy;
  return (
    <div className="k-stack">
      {hv ? <Guardian colleagues={colleagues} me={me} value={guardianId} onValue={setGuardian} /> : null}
      <Button wide kind="primary" busy={deed.busy} disabled={hv && guardianId === ''} onClick={() => void deed.act('startWork', { ...atOf(page), ...(guardianId === '' ? {} : { guardianId }) })}>{w.start}</Button>
    </div>
  );
}

function LeftBy({ page, deed }: { page: Order; deed: Deed }) {
  const w = useWords(words);
  const open = page.handOvers.find((one) => one.acceptedAt === null);
  if (open === undefined) return null;
  return (
    <>
      <Notice tone={open.energy === 'live' || open.bolts === 'someLoose' || open.drained === 'yes' ? 'danger' : 'warn'}><p><strong>{w.handedOver} {open.fromName}</strong></p><p>{open.note}</p><p>{w.drained} {w.drainedNames[open.drained]} · {w.energy} {w.energyNames[open.energy]} · {w.bolts} {w.boltNames[open.bolts]}{open.toolsInside === '' ? '' : ` · ${w.toolsInside} ${open.toolsInside}`}</p></Notice>
      <Button wide busy={deed.busy} onClick={() => void deed.act('acceptHandOver', atOf(page))}>{w.accept}</Button>
    </>
  );
}

/** Another car at which this person's clock runs, as the phone knows it. */
function useElsewhere(orderId: string, me: string): { id: string; label: string } | undefined {
  const { rows, deeds } = useToday();
  const [where, setWhere] = useState<{ id: string; label: string } | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    const others = rows.filter((row) => row.id !== orderId && (row.state === 'inProgress' || deeds.some((deed) => deed.of.id === row.id)));
    void Promise.all(others.map(async (row) => {
      const order = (await known<Order>(`order:${row.id}`).catch(() => undefined))?.value;
      return order !== undefined && asIfSent(order, deeds, me).working ? [{ id: row.id, label: row.plateNo ?? row.number }] : [];
    })).then((found) => !gone && setWhere(found.flat()[0]));
    return () => void (gone = true);
  }, [rows, deeds, orderId, me]);
  return where;
}

export function Clock(of: Of) {
  const w = useWords(words);
  const v = useWords(workWords);
  const { deeds } = useToday();
  const { page, me, deed } = of;
  const now = asIfSent(page, deeds, me);
  const [stopping, setStopping] = useState(() => begun(`stop.${page.workOrder.id}`));
  const elsewhere = useElsewhere(page.workOrder.id, me);
  const away = page.workOrder.awaySince !== null;
  const hv = page.lines.some((line) => line.answer === 'approved' && !line.done && line.hv);
  const open = ['approved', 'inProgress'].includes(now.state);
  const foreign = !now.accepted && page.handOvers.some((one) => one.acceptedAt === null && one.fromId !== me);
  return (
    <Card title={away ? w.atHome : v.state[now.state]} aside={now.waiting === 0 ? undefined : <Tag tone="warn">{w.notSent(now.waiting)}</Tag>}>
      <div className="k-stack">
        {page.spells.filter((one) => one.stoppedAt === null && one.technicianId !== me).map((one) => <p key={one.id} className="k-muted">{w.worksOnIt(one.technicianName)}</p>)}
        {foreign ? <LeftBy page={page} deed={deed} /> : null}
        {now.working && now.state === 'approved' ? <Notice tone="warn">{w.startAgain}</Notice> : null}
        {now.working ? (stopping ? <Stopping page={page} deed={deed} onDone={() => setStopping(false)} /> : <Button wide kind="danger" onClick={() => setStopping(true)}>{w.stop}</Button>)  : !open ? <p className="k-muted">{w.notNow[now.state]}</p> : away ? <Notice tone="warn">{w.carAway}</Notice> : elsewhere !== undefined ? <Notice tone="warn"><p>{w.workElsewhere(elsewhere.label)}</p><Link className="k-button" to={links.job(elsewhere.id)}>{w.toThere}</Link></Notice> : hv && !now.locked ? <PowerOff {...of} /> : <Start {...of} hv={hv} />}
        {now.locked && !now.working && open ? <PowerOn {...of} /> : null}
      </div>
    </Card>
  );
}

export function Drive({ page, deed }: { page: Order; deed: Deed }) {
  const w = useWords(words);
  const from = page.testDrives.at(-1)?.endKm ?? page.checkIn.odometerKm;
  const [said, setSaid, noted] = useTyped(`drive.${page.workOrder.id}.${page.testDrives.length}`, { startKm: String(from), endKm: '', words: '' });
  if (!['inProgress', 'inspection', 'ready'].includes(page.workOrder.state)) return null;
  const [start, end] = [Number(said.startKm), Number(said.endKm)];
  const whole = said.endKm !== '' && end >= start && said.words.trim() !== '';
  const keep = (good: boolean): void => void deed.act('recordTestDrive', { ...atOf(page), startKm: start, endKm: end, words: said.words.trim(), good }).then((kept) => kept && (setSaid({ startKm: said.endKm, endKm: '', words: '' }), noted()));
  const km = (field: 'startKm' | 'endKm', label: string) => <TextField label={label} inputMode="numeric" value={said[field]} onValue={(value) => setSaid({ ...said, [field]: value.replaceAll(/\D/g, '') })} />;
  return (
    <Card title={w.testDrive}><div className="k-stack">
      {page.testDrives.map((one) => <p key={one.at}>{one.startKm} → {one.endKm} km · {one.words} <Tag tone={one.good ? 'good' : 'danger'}>{one.good ? w.driveGood : w.driveBad}</Tag></p>)}
      {km('startKm', w.startKm)}{km('endKm', w.endKm)}<TextField label={w.driveWords} value={said.words} maxLength={500} onValue={(text) => setSaid({ ...said, words: text })} />
      <div className="k-row"><Button disabled={!whole} busy={deed.busy} onClick={() => keep(true)}>{w.driveGood}</Button><Button kind="danger" disabled={!whole} onClick={() => keep(false)}>{w.driveBad}</Button></div>
    </div></Card>
  );
}

/** Somebody else's safety work, looked at by a second person. */
export function Inspection({ page, me, deed }: { page: Order; me: string; deed: Deed }) {
  const w = useWords(words);
  const [text, setText, noted] = useTyped(`inspection.${page.workOrder.id}`, '');
  if (page.workOrder.state !== 'inspection' || page.spells.some((one) => one.technicianId === me)) return null;
  const judge = (passed: boolean): void => void deed.act('inspect', { ...atOf(page), passed, words: text.trim() }).then((kept) => kept && noted());
  return (
    <Card title={w.inspection}><div className="k-stack">
      <TextArea label={w.inspectWords} value={text} onValue={setText} maxLength={1000} />
      <div className="k-row"><Button kind="primary" busy={deed.busy} disabled={text.trim() === ''} onClick={() => judge(true)}>{w.pass}</Button><Button kind="danger" disabled={text.trim() === ''} onClick={() => judge(false)}>{w.redo}</Button></div>
    </div></Card>
  );
}
