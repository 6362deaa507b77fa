// The shop's part of a work order: diagnosis, who works with which papers, lock-out, finishing, inspection.
import { useState } from 'react';
import { stopReasons } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useFieldErrors } from '#client/says';
import { workWords } from '#client/work-words';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import type { Page } from './Estimate.tsx';
import { Accept, CarStateFields, Coding, JobClock, TestDrive, Tools, untouched } from './Bench.tsx';
import { benchWords } from './bench-words.ts';
import { packetWords } from './packet-words.ts';
import { useWork } from './work.ts';
import { words } from './words.ts';

const atOf = (page: Page) => ({ workOrderId: page.workOrder.id, version: page.workOrder.version });

export function Diagnosis({ page }: { page: Page }) {
  const w = useWords(words);
  const { may } = useMe();
  const [editing, setEditing] = useState(false);
  const [said, setSaid] = useState({ complaint: page.diagnosis?.complaint ?? page.checkIn.statement.slice(0, 1000), cause: page.diagnosis?.cause ?? '', correction: page.diagnosis?.correction ?? '' });
  const b = useWords(benchWords);
  const [codes, setCodes] = useState((page.diagnosis?.faultCodes ?? []).join(' '));
  const faultCodes = [...new Set(codes.toUpperCase().split(/[\s,，、]+/).filter((code) => /^[A-Z0-9-]{2,20}$/.test(code)))];
  const p = useWords(packetWords);
  const [spent, setSpent] = useState(page.diagnosis?.spentCentihours === undefined ? '' : String(page.diagnosis.spentCentihours / 100));
  const centihours = Math.round(Number(spent) * 100);
  const wrongSpan = spent.trim() !== '' && (!Number.isFinite(centihours) || centihours < 5 || centihours > 2_000 || centihours % 5 !== 0);
  const act = useWork('recordDiagnosis');
  const open = ['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'].includes(page.workOrder.state) && may('adviser', 'technician', 'serviceManager');
  const writing = editing || (open && page.diagnosis === null);
  return (
    <Card title={w.diagnosis} aside={open && page.diagnosis !== null ? <Button small aria-expanded={editing} onClick={() => {
      if (!editing) setSaid({ complaint: page.diagnosis?.complaint ?? '', cause: page.diagnosis?.cause ?? '', correction: page.diagnosis?.correction ?? '' });
      setEditing(!editing);
    }}>{editing ? w.cancel : w.edit}</Button> : undefined}>
      {writing ? (
        <Form label={w.diagnosis} onSubmit={() => act.mutate({ ...atOf(page), complaint: said.complaint.trim(), cause: said.cause.trim(), correction: said.correction.trim(), ...(faultCodes.length === 0 ? {} : { faultCodes }), ...(spent.trim() === '' ? {} : { spentCentihours: centihours }) }, { onSuccess: () => setEditing(false) })}>
          {(['complaint', 'cause', 'correction'] as const).map((field) => <TextArea key={field} label={w[field]} rows={2} value={said[field]} onValue={(value) => setSaid({ ...said, [field]: value })} />)}
          <TextField label={b.faultCodes} value={codes} autoCapitalize="characters" onValue={setCodes} />
          <TextField label={p.spent} inputMode="decimal" value={spent} onValue={setSpent} hint={p.spentHint} error={wrongSpan ? p.spentHint : undefined} />
          <Stale error={act.error} />
          <Button type="submit" kind="primary" busy={act.isPending} disabled={wrongSpan || Object.values(said).some((value) => value.trim() === '')}>{w.save}</Button>
        </Form>
      ) : page.diagnosis === null ? <p className="k-muted">{w.noDiagnosis}</p> : (
        <dl className="c-facts c-long"><dt>{w.complaint}</dt><dd>{page.diagnosis.complaint}</dd><dt>{w.cause}</dt><dd>{page.diagnosis.cause}</dd><dt>{w.correction}</dt><dd>{page.diagnosis.correction}</dd>{(page.diagnosis.faultCodes ?? []).length === 0 ? null : <><dt>{b.faultCodes}</dt><dd>{(page.diagnosis.faultCodes ?? []).join(' ')}</dd></>}{page.diagnosis.spentCentihours === undefined ? null : <><dt>{p.spent}</dt><dd>{(page.diagnosis.spentCentihours / 100).toFixed(2)}</dd></>}<dt /><dd className="k-muted">{w.by(page.diagnosis.byName)}</dd></dl>
      )}
    </Card>
  );
}

function Start({ page, hv }: { page: Page; hv: boolean }) {
  const w = useWords(words);
  const me = useMe();
  const [guardianId, setGuardian] = useState('');
  const [technicianId, setTechnician] = useState('');
  const board = useAsk('dayBoard', { outletId: page.workOrder.outletId });
  const act = useWork('startWork');
  const error = useFieldErrors(act.error, ['technicianId', 'guardianId']);
  const people = (board.data?.technicians ?? []).filter((one) => !one.away);
  const manager = me.may('serviceManager');
  return (
    <div className="k-stack">
      <div className="c-form">
        {manager ? <SelectField label={w.technician} value={technicianId} onValue={setTechnician} error={error('technicianId')} options={[{ value: '', label: '–' }, ...people.map((one) => ({ value: one.id, label: one.name }))]} /> : null}
        {hv ? <SelectField label={w.guardian} value={guardianId} onValue={setGuardian} error={error('guardianId')} options={[{ value: '', label: '–' }, ...people.filter((one) => one.mayWorkHv && one.id !== me.id && one.id !== technicianId).map((one) => ({ value: one.id, label: one.name }))]} /> : null}
      </div>
      {act.error !== null && error('technicianId') === undefined && error('guardianId') === undefined ? <Stale error={act.error} /> : !manager && error('technicianId') !== undefined ? <Notice tone="danger">{error('technicianId')}</Notice> : null}
      <Button kind="primary" wide busy={act.isPending} disabled={manager && technicianId === ''} onClick={() => act.mutate({ ...atOf(page), ...(technicianId === '' ? {} : { technicianId }), ...(guardianId === '' ? {} : { guardianId }) })}>{w.start}</Button>
    </div>
  );
}

function Stop({ page }: { page: Page }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const [reason, setReason] = useState<Exclude<(typeof stopReasons)[number], 'finished'>>('break');
  const [note, setNote] = useState('');
  const [carState, setCarState] = useState(untouched);
  const act = useWork('stopWork');
  return (
    <Form label={w.stop} onSubmit={() => act.mutate({ ...atOf(page), reason, ...(reason === 'handOver' ? { carState: { ...carState, toolsInside: carState.toolsInside.trim() } } : {}), ...(note.trim() === '' ? {} : { note: note.trim() }) })}>
      <SelectField label={w.stopReason} value={reason} onValue={(value) => setReason(value as typeof reason)} options={stopReasons.filter((one) => one !== 'finished').map((value) => ({ value, label: v.stop[value] }))} />
      {reason === 'handOver' ? <CarStateFields state={carState} onState={setCarState} /> : null}
      <TextArea label={w.note} rows={2} value={note} onValue={setNote} />
      <Stale error={act.error} />
      <Button type="submit" busy={act.isPending}>{w.stop}</Button>
    </Form>
  );
}

function Release({ page, open }: { page: Page; open: Page['lockOuts'][number] }) {
  const w = useWords(words);
  const b = useWords(benchWords);
  const me = useMe();
  const [insulation, setInsulation] = useState('');
  const [why, setWhy] = useState('');
  const act = useWork('releaseLockOut');
  const error = useFieldErrors(act.error, ['why']);
  const mine = open.byName === me.name;
  return (
    <div className="k-stack">
      {mine ? null : <><Notice tone="warn">{b.notMyLock(open.byName)}</Notice><TextField label={b.releaseWhy} value={why} onValue={setWhy} error={error('why')} /></>}
      <TextField label={b.insulation} inputMode="decimal" value={insulation} onValue={(value) => setInsulation(value.replaceAll(/[^\d.]/g, ''))} />
      {error('') === undefined ? null : <Stale error={act.error} />}
      <Button busy={act.isPending} onClick={() => act.mutate({ ...atOf(page), ...(why.trim() === '' ? {} : { why: why.trim() }), ...(insulation === '' ? {} : { insulationMohm: Number(insulation) }) })}>{w.release}</Button>
    </div>
  );
}

function LockOut({ page }: { page: Page }) {
  const w = useWords(words);
  const b = useWords(benchWords);
  const me = useMe();
  const [measured, setMeasured] = useState('');
  const [meter, setMeter] = useState('');
  const [guardianId, setGuardian] = useState('');
  const board = useAsk('dayBoard', { outletId: page.workOrder.outletId });
  const lock = useWork('recordLockOut');
  const error = useFieldErrors(lock.error, ['measuredV', 'meter', 'guardianId']);
  const open = page.lockOuts.find((one) => one.releasedAt === null);
  const beside = (board.data?.technicians ?? []).filter((one) => !one.away && one.mayWorkHv && one.id !== me.id);
  return (
    <div className="k-stack">
      <Notice tone={open === undefined ? 'warn' : 'good'}>{open === undefined ? w.hvWork : <>{w.locked} · {open.measuredV} V · {open.byName}{open.guardianName === null ? '' : ` · ${b.guardian} ${open.guardianName}`} · <When at={open.at} /></>}</Notice>
      {open === undefined ? (
        <Form label={w.lockOut} onSubmit={() => lock.mutate({ ...atOf(page), measuredV: Number(measured), meter: meter.trim(), ...(guardianId === '' ? {} : { guardianId }) })}>
          <div className="c-form"><TextField label={w.measured} inputMode="decimal" value={measured} onValue={(value) => setMeasured(value.replaceAll(/[^\d.]/g, ''))} error={error('measuredV')} /><TextField label={w.meter} value={meter} onValue={setMeter} error={error('meter')} /><SelectField label={w.lockGuardian} value={guardianId} onValue={setGuardian} error={error('guardianId')} options={[{ value: '', label: '–' }, ...beside.map((one) => ({ value: one.id, label: one.name }))]} /></div>
          {error('') === undefined ? null : <Stale error={lock.error} />}
          <Button type="submit" busy={lock.isPending} disabled={measured === '' || meter.trim() === ''}>{w.lockIt}</Button>
        </Form>
      ) : <Release key={open.id} page={page} open={open} />}
    </div>
  );
}

function WordsAct({ label, children }: { label: string; children(text: string): React.ReactNode }) {
  const [text, setText] = useState('');
  return <div className="k-stack"><TextArea label={label} rows={2} value={text} onValue={setText} />{children(text.trim())}</div>;
}

function Doing({ page }: { page: Page }) {
  const w = useWords(words);
  const me = useMe();
  const finish = useWork('finishWork');
  const inspect = useWork('inspect');
  const { state } = page.workOrder;
  const running = page.spells.filter((one) => one.stoppedAt === null);
  const mine = running.some((one) => one.technicianId === me.id) || (running.length > 0 && me.may('serviceManager'));
  const todo = page.lines.filter((line) => line.answer === 'approved' && !line.done);
  const hv = todo.some((line) => line.hv);
  if (!me.may('technician', 'serviceManager')) return null;
  if (state === 'inspection') {
    return (
      <WordsAct label={w.inspectWords}>{(text) => (
        <><Stale error={inspect.error} /><div className="k-row">
          <Button kind="primary" busy={inspect.isPending} disabled={text === ''} onClick={() => inspect.mutate({ ...atOf(page), passed: true, words: text })}>{w.pass}</Button>
          <Button kind="danger" disabled={text === '' || inspect.isPending} onClick={() => inspect.mutate({ ...atOf(page), passed: false, words: text })}>{w.fail}</Button>
        </div></>
      )}</WordsAct>
    );
  }
  if (state !== 'approved' && state !== 'inProgress') return null;
  return (
    <div className="k-stack">
      {hv ? <LockOut page={page} /> : null}
      {todo.length > 0 && !running.some((one) => one.technicianId === me.id) ? <fieldset className="c-set"><legend>{w.start}</legend><Start page={page} hv={hv} /></fieldset> : null}
      {mine ? <fieldset className="c-set"><legend>{w.stop}</legend><Stop page={page} /></fieldset> : null}
      {state === 'inProgress' ? <fieldset className="c-set"><legend>{w.finish}</legend><WordsAct label={w.finishNote}>{(text) => <><Stale error={finish.error} /><Button kind="primary" busy={finish.isPending} disabled={text === ''} onClick={() => finish.mutate({ ...atOf(page), note: text })}>{w.finish}</Button></>}</WordsAct></fieldset> : null}
    </div>
  );
}

export function Shop({ page }: { page: Page }) {
  const w = useWords(words);
  const b = useWords(benchWords);
  const v = useWords(workWords);
  const running = page.spells.filter((one) => one.stoppedAt === null);
  return (
    <>
    <Accept page={page} />
    <Card title={w.shop} aside={running.length === 0 ? <span className="k-muted">{w.nobody}</span> : <span className="c-inline">{running.map((one) => <Tag key={one.id} tone="accent">{one.technicianName}</Tag>)}</span>}>
      <div className="k-stack">
        <JobClock page={page} />
        <Doing page={page} />
        {page.inspection === null ? null : <Notice tone={page.inspection.passed ? 'good' : 'danger'}>{page.inspection.passed ? w.passed : w.failed} · {page.inspection.byName} · <When at={page.inspection.at} /><p>{page.inspection.words}</p></Notice>}
        {page.spells.length === 0 ? null : (
          <div><strong>{w.log}</strong><ul className="k-list">{page.spells.map((one) => (
            <li key={one.id}><div className="k-between"><span>{one.technicianName}{one.guardianName === null ? '' : ` · ${w.guardian} ${one.guardianName}`}{one.hv ? <> <Tag tone="warn">{w.hv}</Tag></> : null}</span><span className="k-muted"><When at={one.startedAt} /> – {one.stoppedAt === null ? w.working : <When at={one.stoppedAt} />}</span></div>
              {one.stopReason === null ? null : <p className="k-muted">{v.stop[one.stopReason as 'break'] ?? ''}{one.note === null ? '' : ` · ${one.note}`}</p>}</li>
          ))}</ul></div>
        )}
        {page.handOvers.filter((one) => one.acceptedAt !== null).map((one) => <p key={one.id} className="k-muted">{b.handedOver(one.fromName)} <When at={one.at} /> · {one.note} · {b.drainedNames[one.drained]} · {b.energyNames[one.energy]} · {b.boltNames[one.bolts]}{one.toolsInside === '' ? '' : ` · ${one.toolsInside}`} → {one.acceptedByName} <When at={one.acceptedAt as string} />{one.acceptedWords === null ? '' : ` · ${one.acceptedWords}`}</p>)}
        {page.lockOuts.filter((one) => one.releasedAt !== null).map((one) => <p key={one.id} className="k-muted">{w.lockOut} {one.measuredV} V · {one.meter} · {one.byName}{one.guardianName === null ? '' : ` · ${b.guardian} ${one.guardianName}`} <When at={one.at} /> → {w.released} {one.releasedByName} <When at={one.releasedAt as string} />{one.releaseWhy === null ? '' : ` · ${one.releaseWhy}`}{one.insulationMohm === null ? '' : ` · ${one.insulationMohm} MΩ`}</p>)}
      </div>
    </Card>
    <Coding page={page} />
    <Tools page={page} key={`t${page.toolRecords.length}`} />
    <TestDrive page={page} key={`d${page.testDrives.length}`} />
    </>
  );
}
