// At the bench: accepting the car as the last one left it, what tools measured, the test drive, and how others fixed the same.
// Big fields for gloves; the tool that was used last stands there already.
import { useState } from 'react';
import { boltStates, drainedStates, energyStates, toolKinds } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { Choice, Form, SelectField, TextField } from '#kit/field.tsx';
import { dayOf, spanWords, useNow, When } from '#kit/figures.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useFieldErrors } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import type { Page } from './Estimate.tsx';
import { benchWords } from './bench-words.ts';
import { useWork } from './work.ts';

const atOf = (page: Page) => ({ workOrderId: page.workOrder.id, version: page.workOrder.version });
export type CarState = { drained: (typeof drainedStates)[number]; energy: (typeof energyStates)[number]; bolts: (typeof boltStates)[number]; toolsInside: string };
export const untouched: CarState = { drained: 'notOpened', energy: 'notTouched', bolts: 'notTouched', toolsInside: '' };

export function CarStateFields({ state, onState }: { state: CarState; onState(state: CarState): void }) {
  const w = useWords(benchWords);
  return (
    <div className="k-stack">
      <Choice label={w.drained} value={state.drained} onValue={(drained) => onState({ ...state, drained })} options={drainedStates.map((value) => ({ value, label: w.drainedNames[value] }))} />
      <Choice label={w.energy} value={state.energy} onValue={(energy) => onState({ ...state, energy })} options={energyStates.map((value) => ({ value, label: w.energyNames[value] }))} />
      <Choice label={w.bolts} value={state.bolts} onValue={(bolts) => onState({ ...state, bolts })} options={boltStates.map((value) => ({ value, label: w.boltNames[value] }))} />
      <TextField label={w.toolsInside} value={state.toolsInside} onValue={(toolsInside) => onState({ ...state, toolsInside })} />
    </div>
  );
}

const risky = (one: Page['handOvers'][number]): boolean => one.drained === 'yes' || one.energy === 'live' || one.bolts === 'someLoose' || one.toolsInside !== '';

/** The state the car was left in; the next person looks at it and accepts. */
export function Accept({ page }: { page: Page }) {
  const w = useWords(benchWords);
  const me = useMe();
  const [text, setText] = useState('');
  const mark = useMarks();
  const act = useWork('acceptHandOver');
  const open = page.handOvers.find((one) => one.acceptedAt === null);
  if (open === undefined) return null;
  return (
    <Card title={w.handedOver(open.fromName)} aside={<When at={open.at} />}>
      <div className="k-stack">
        <Notice tone={risky(open) ? 'danger' : 'info'}>
          <p><strong>{open.note}</strong></p>
          <ul className="k-list"><li>{w.drained}{mark.colon}<strong>{w.drainedNames[open.drained]}</strong></li><li>{w.energy}{mark.colon}<strong>{w.energyNames[open.energy]}</strong></li><li>{w.bolts}{mark.colon}<strong>{w.boltNames[open.bolts]}</strong></li><li>{w.toolsInside}{mark.colon}<strong>{open.toolsInside === '' ? w.none : open.toolsInside}</strong></li></ul>
        </Notice>
        {open.fromId === me.id || !me.may('technician', 'serviceManager') ? <p className="k-muted">{w.waitsAccept}</p> : (
          <><TextField label={w.acceptWords} value={text} onValue={setText} /><Stale error={act.error} /><Button kind="primary" wide busy={act.isPending} onClick={() => act.mutate({ ...atOf(page), ...(text.trim() === '' ? {} : { words: text.trim() }) })}>{w.accept}</Button></>
        )}
      </div>
    </Card>
  );
}

/** Hours on the job, running while somebody works. */
export function JobClock({ page }: { page: Page }) {
  const w = useWords(benchWords);
  const { language } = useLanguage();
  const now = useNow(10_000);
  if (page.spells.length === 0) return null;
  const span = (one: Page['spells'][number]): number => new Date(one.stoppedAt ?? now).getTime() - new Date(one.startedAt).getTime();
  const worked = page.spells.reduce((sum, one) => sum + span(one), 0);
  return <p className="k-between"><span className="k-muted">{w.clock}</span><strong>{spanWords(worked, language)}</strong><span className="k-muted">{w.interruptions(page.spells.filter((one) => one.stopReason !== null && one.stopReason !== 'finished').length)}</span></p>;
}

const numberOf = (text: string): number => Number(text.replace('，', '.').replace(',', '.'));
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(numberOf(text));
const units: Record<(typeof toolKinds)[number], string> = { torque: 'N·m', calibration: '°', insulation: 'MΩ', alignment: '′', other: '' };

export function Tools({ page }: { page: Page }) {
  const w = useWords(benchWords);
  const { may } = useMe();
  const last = page.toolRecords.at(-1);
  const blank = { kind: 'torque' as (typeof toolKinds)[number], what: '', toolNo: last?.toolNo ?? '', toolValidUntil: last?.toolValidUntil ?? '', value: '', unit: units.torque, low: '', high: '' };
  const [said, setSaid] = useState(blank);
  const act = useWork('recordTool');
  const error = useFieldErrors(act.error, ['toolValidUntil', 'what', 'toolNo', 'value']);
  const open = ['approved', 'inProgress', 'inspection'].includes(page.workOrder.state) && may('technician', 'serviceManager');
  if (!open && page.toolRecords.length === 0) return null;
  const text = (field: 'what' | 'toolNo' | 'value' | 'unit' | 'low' | 'high', label: string) => <TextField label={label} inputMode={['value', 'low', 'high'].includes(field) ? 'decimal' : 'text'} value={said[field]} onValue={(value) => setSaid({ ...said, [field]: value })} error={error(field)} />;
  const whole = said.what.trim() !== '' && said.toolNo.trim() !== '' && said.toolValidUntil !== '' && isNumber(said.value) && said.unit.trim() !== '' && [said.low, said.high].every((bound) => bound === '' || isNumber(bound));
  return (
    <Card title={w.tools}>
      <ul className="k-list">{page.toolRecords.map((one) => <li key={one.id}><div className="k-between"><span>{w.toolKinds[one.kind]} · {one.what}</span><span><strong>{one.value} {one.unit}</strong> {one.low === null && one.high === null ? null : <span className="k-muted">{one.low ?? ''}–{one.high ?? ''}</span>} <Tag tone={one.within ? 'good' : 'danger'}>{one.within ? w.within : w.outside}</Tag></span></div><span className="k-muted">{one.toolNo} · {w.validUntil} {one.toolValidUntil} · {one.byName} · <When at={one.at} /></span></li>)}</ul>
      {open ? (
        <Form label={w.tools} onSubmit={() => act.mutate({ ...atOf(page), kind: said.kind, what: said.what.trim(), toolNo: said.toolNo.trim(), toolValidUntil: said.toolValidUntil, value: numberOf(said.value), unit: said.unit.trim(), ...(said.low === '' ? {} : { low: numberOf(said.low) }), ...(said.high === '' ? {} : { high: numberOf(said.high) }) }, { onSuccess: () => setSaid({ ...blank, kind: said.kind, unit: said.unit, toolNo: said.toolNo, toolValidUntil: said.toolValidUntil }) })}>
          <div className="c-form">
            <SelectField label={w.kind} value={said.kind} onValue={(value) => setSaid({ ...said, kind: value as 'torque', unit: units[value as 'torque'] })} options={toolKinds.map((value) => ({ value, label: w.toolKinds[value] }))} />
            {text('what', w.what)}{text('toolNo', w.toolNo)}
            <TextField label={w.toolValid} type="date" min={dayOf(new Date())} value={said.toolValidUntil} onValue={(value) => setSaid({ ...said, toolValidUntil: value })} error={error('toolValidUntil')} />
            {text('value', w.value)}{text('unit', w.unit)}{text('low', w.low)}{text('high', w.high)}
          </div>
          {error('') === undefined ? null : <Stale error={act.error} />}
          <Button type="submit" busy={act.isPending} disabled={!whole}>{w.record}</Button>
        </Form>
      ) : null}
    </Card>
  );
}

/** What is coded to the car by software after it was fitted; without it the work is not finished and the car not handed back. */
export function Coding({ page }: { page: Page }) {
  const w = useWords(benchWords);
  const { language } = useLanguage();
  const { may } = useMe();
  const act = useWork('recordCoding');
  const [said, setSaid] = useState({ code: '', tool: '', softwareVersion: '' });
  const needed = page.fitting.filter((one) => one.softwareCoded);
  const missing = needed.filter((one) => !page.codings.some((each) => each.code === one.code));
  const code = missing.find((one) => one.code === said.code)?.code ?? missing[0]?.code;
  const open = ['approved', 'inProgress', 'inspection', 'ready'].includes(page.workOrder.state) && may('technician', 'serviceManager');
  const nameOf = (one: { code: string; name: string; nameEn: string }): string => `${language === 'zh' ? one.name : one.nameEn} ${one.code}`;
  if (needed.length === 0) return null;
  return (
    <Card title={w.coding}>
      <ul className="k-list">{needed.map((one) => {
        const done = page.codings.findLast((each) => each.code === one.code);
        return <li key={one.code}><div className="k-between"><span>{nameOf(one)}</span><Tag tone={done === undefined ? 'warn' : 'good'}>{done === undefined ? w.notYetCoded : done.softwareVersion}</Tag></div>{done === undefined ? null : <span className="k-muted">{done.tool} · {done.byName} · <When at={done.doneAt} /></span>}</li>;
      })}</ul>
      {open && code !== undefined ? (
        <Form label={w.coding} onSubmit={() => act.mutate({ ...atOf(page), code, tool: said.tool.trim(), softwareVersion: said.softwareVersion.trim() }, { onSuccess: () => setSaid({ ...said, code: '', softwareVersion: '' }) })}>
          <div className="c-form">
            {missing.length < 2 ? null : <SelectField label={w.codedPart} value={code} onValue={(value) => setSaid({ ...said, code: value })} options={missing.map((one) => ({ value: one.code, label: nameOf(one) }))} />}
            <TextField label={w.codingTool} value={said.tool} maxLength={60} onValue={(tool) => setSaid({ ...said, tool })} /><TextField label={w.softwareVersion} value={said.softwareVersion} maxLength={60} autoComplete="off" onValue={(softwareVersion) => setSaid({ ...said, softwareVersion })} />
          </div>
          <Stale error={act.error} />
          <Button type="submit" busy={act.isPending} disabled={said.tool.trim() === '' || said.softwareVersion.trim() === ''}>{w.record}</Button>
        </Form>
      ) : null}
    </Card>
  );
}

export function TestDrive({ page }: { page: Page }) {
  const w = useWords(benchWords);
  const { may } = useMe();
  const from = page.testDrives.at(-1)?.endKm ?? page.checkIn.odometerKm;
  const [said, setSaid] = useState({ startKm: String(from), endKm: '', words: '' });
  const act = useWork('recordTestDrive');
  const error = useFieldErrors(act.error, ['startKm', 'endKm']);
  const open = ['inProgress', 'inspection', 'ready'].includes(page.workOrder.state) && may('technician', 'serviceManager');
  if (!open && page.testDrives.length === 0) return null;
  const km = (field: 'startKm' | 'endKm', label: string) => <TextField label={label} inputMode="numeric" value={said[field]} onValue={(value) => setSaid({ ...said, [field]: value.replaceAll(/\D/g, '') })} error={error(field)} />;
  const send = (good: boolean): void => act.mutate({ ...atOf(page), startKm: Number(said.startKm), endKm: Number(said.endKm), words: said.words.trim(), good }, { onSuccess: () => setSaid({ startKm: said.endKm, endKm: '', words: '' }) });
  const whole = said.startKm !== '' && said.endKm !== '' && said.words.trim() !== '';
  return (
    <Card title={w.testDrive}>
      <ul className="k-list">{page.testDrives.map((one) => <li key={one.at}><div className="k-between"><span>{one.startKm} → {one.endKm} km · {one.words}</span><Tag tone={one.good ? 'good' : 'danger'}>{one.good ? w.driveGood : w.driveBad}</Tag></div><span className="k-muted">{one.byName} · <When at={one.at} /></span></li>)}</ul>
      {open ? (
        <div className="k-stack"><div className="c-form">{km('startKm', w.startKm)}{km('endKm', w.endKm)}</div><TextField label={w.driveWords} value={said.words} onValue={(value) => setSaid({ ...said, words: value })} />{error('') === undefined ? null : <Stale error={act.error} />}
          <div className="k-row"><Button disabled={!whole} busy={act.isPending} onClick={() => send(true)}>{w.driveGood}</Button><Button kind="danger" disabled={!whole || act.isPending} onClick={() => send(false)}>{w.driveBad}</Button></div></div>
      ) : null}
    </Card>
  );
}

/** How the same was fixed on this model before: by the codes of the diagnosis, or by words. */
export function CaseLibrary({ page }: { page: Page }) {
  const w = useWords(benchWords);
  const { language } = useLanguage();
  const { may } = useMe();
  const [text, setText] = useState('');
  const codes = page.diagnosis?.faultCodes ?? [];
  const asks = text.trim() !== '' || codes.length > 0;
  const found = useAsk('findFixes', { workOrderId: page.workOrder.id, ...(text.trim() === '' ? {} : { text: text.trim() }) }, { enabled: asks && may('adviser', 'technician', 'serviceManager', 'warrantyOfficer'), keep: true });
  if (!may('adviser', 'technician', 'serviceManager', 'warrantyOfficer')) return null;
  return (
    <Card title={w.library}>
      <div className="k-stack">
        <TextField label={w.librarySearch} type="search" value={text} onValue={setText} hint={codes.length === 0 ? w.libraryHint : `${w.byCodes} ${codes.join(' ')}`} />
        {asks && found.data?.fixes.length === 0 ? <p className="k-muted">{w.noFix}</p> : null}
        <ul className="k-list">{(asks ? (found.data?.fixes ?? []) : []).map((one) => <li key={one.number}><div className="k-between"><strong>{one.cause}</strong>{one.cameBack ? <Tag tone="warn">{w.cameBack}</Tag> : <Tag tone="good">{w.held}</Tag>}</div><p>{one.correction}</p><span className="k-muted">{one.faultCodes.join(' ')} · {one.operations.map((operation) => (language === 'zh' ? operation.name : operation.nameEn)).join(language === 'zh' ? '、' : ', ')} · {one.number} · <When at={one.finishedAt} /></span></li>)}</ul>
      </div>
    </Card>
  );
}
