// What people state about a repair before the law, on its work order: proposals of the house, statements with who agreed,
// and a form for each kind of statement.
import { useState } from 'react';
import { assemblies, deductions, grounds, hazards } from '#api/warranty';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Form, SelectField, TextField } from '#kit/field.tsx';
import { inputTime, instantOf, When, whenWords } from '#kit/figures.tsx';
import { PhotoPicker } from '#kit/photo.tsx';
import { useLanguage, useMarks, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { claimWords } from '#client/claim-words';
import { upload, type Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { useMe } from '../shell/me.tsx';
import { judgeWords } from './judge-words.ts';

type Record_ = Out<'showRepairOnRecord'>;
type Statement = Record_['statements'][number];
type Kind = Statement['kind'];
type Deed = 'gradeFault' | 'nameReplaced' | 'judgeProblem' | 'deductTime' | 'excludeRepair';
const useState_ = <Name extends Deed>(name: Name) => useAct(name, (input) => ['showRepairOnRecord', { workOrderId: input.workOrderId }]);
const tones: Record<Statement['state'], Tone> = { stands: 'good', waits: 'warn', disagreed: 'plain', withdrawn: 'plain' };

/** A statement in one line of words. */
export function useStated(): (kind: Kind, body: Statement['body']) => string {
  const w = useWords(judgeWords);
  const c = useWords(claimWords);
  const { language } = useLanguage();
  const part = (name: string | null | undefined): string => (name === null || name === undefined ? '' : (c.partName[name] ?? name));
  return (kind, body) => {
    const assembly = body.assembly === null || body.assembly === undefined ? '' : c.assembly[body.assembly];
    const said: Record<Kind, (string | false)[]> = {
      fault: [body.safety === true && w.safety, body.hazard !== null && body.hazard !== undefined && c.hazard[body.hazard], body.undrivable === true && w.undrivable, body.stillThere === true && w.stillThere, assembly, part(body.part)],
      replaced: [assembly, body.whole === true ? w.whole : part(body.part)],
      problem: [body.sameAsNumber === null || body.sameAsNumber === undefined ? w.other : w.sameOf(body.sameAsNumber)],
      deduction: [body.time !== undefined && c.deduction[body.time], body.fromAt !== undefined && body.toAt !== undefined && `${whenWords(body.fromAt, language)} – ${whenWords(body.toAt, language)}`],
      exclusion: [body.ground !== undefined && c.ground[body.ground], body.causalLink ?? ''],
    };
    return said[kind].filter((one) => one !== false && one !== '').join(' · ');
  };
}

function Second({ one }: { one: Statement }) {
  const w = useWords(judgeWords);
  const [text, setText] = useState('');
  const [answer, appeal] = [useAct('answerStatement'), useAct('answerAppeal')];
  const waits = one.state === 'waits';
  if (!waits && !(one.appealWords !== null && one.appealUpheld === null && one.state === 'stands')) return null;
  const done = (yes: boolean): void => (waits ? answer.mutate({ statementId: one.id, agrees: yes, words: text.trim() }) : appeal.mutate({ statementId: one.id, lifted: !yes, words: text.trim() }));
  return (
    <Form label={waits ? w.second : w.answerAppeal} onSubmit={() => done(true)}>
      <TextField label={waits ? w.secondWords : w.saying} value={text} onValue={setText} />
      <Stale error={answer.error ?? appeal.error} />
      <div className="k-row"><Button small type="submit" kind="primary" disabled={text.trim() === ''} busy={answer.isPending}>{waits ? w.agree : w.uphold}</Button><Button small disabled={text.trim() === ''} onClick={() => done(false)}>{waits ? w.disagree : w.lift}</Button></div>
    </Form>
  );
}

function One({ one }: { one: Statement }) {
  const w = useWords(judgeWords);
  const c = useWords(claimWords);
  const { may } = useMe();
  const stated = useStated();
  const mark = useMarks();
  return (
    <li className="k-stack">
      <div className="k-between"><strong>{c.statement[one.kind]}</strong><Tag tone={tones[one.state]}>{c.statementState[one.state]}</Tag></div>
      <div>{stated(one.kind, one.body)}</div>
      <div className="k-muted">{one.words} · {w.by(one.byName)} · <When at={one.at} />{one.secondName === null ? '' : ` · ${w.and(one.secondName)}${one.secondWords === null ? '' : `${mark.colon}${one.secondWords}`}`}{one.withdrawnWhy === null ? '' : ` · ${w.withdraw} ${one.withdrawnBy ?? ''}${mark.colon}${one.withdrawnWhy}`}</div>
      {one.fileIds.length === 0 ? null : <div className="c-inline">{one.fileIds.map((id, index) => <a key={id} href={`/api/statements/${one.id}/files/${id}`} target="_blank" rel="noreferrer">{w.fileNo(index + 1)}</a>)}</div>}
      {one.appealWords === null ? null : <div><Tag tone="warn">{w.appealed}</Tag> “{one.appealWords}”{one.appealAnswer === null ? '' : ` → ${one.appealBy ?? ''} “${one.appealAnswer}”`}</div>}
      {may('technician', 'warrantyOfficer', 'serviceManager', 'regionalManager') ? <Second one={one} /> : null}
    </li>
  );
}

type Typed = { safety: boolean; undrivable: boolean; stillThere: boolean; hazard: string; assembly: string; part: string; same: string; time: (typeof deductions)[number]; from: string; to: string; ground: (typeof grounds)[number]; causalLink: string; words: string };
const check = (label: string, on: boolean, turn: (on: boolean) => void) => <label key={label} className="k-row"><input type="checkbox" checked={on} onChange={(event) => turn(event.target.checked)} />{label}</label>;

function StateForm({ record, kinds, done }: { record: Record_; kinds: readonly Kind[]; done(): void }) {
  const w = useWords(judgeWords);
  const c = useWords(claimWords);
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'fault');
  const [typed, setTyped] = useState<Typed>({ safety: false, undrivable: false, stillThere: false, hazard: '', assembly: kinds[0] === 'replaced' ? 'tractionBattery' : '', part: '', same: record.earlier.at(-1)?.workOrderId ?? '', time: 'batteryTransport', from: inputTime(new Date()), to: inputTime(new Date()), ground: 'notMaintained', causalLink: '', words: '' });
  const [fileIds, setFiles] = useState<string[]>([]);
  const deeds = { fault: useState_('gradeFault'), replaced: useState_('nameReplaced'), problem: useState_('judgeProblem'), deduction: useState_('deductTime'), exclusion: useState_('excludeRepair') };
  const set = (more: Partial<Typed>): void => setTyped({ ...typed, ...more });
  const send = (): void => {
    const base = { workOrderId: record.workOrderId, words: typed.words.trim(), ...(fileIds.length === 0 ? {} : { fileIds }) };
    const assembly = typed.assembly === '' ? {} : { assembly: typed.assembly as (typeof assemblies)[number] };
    const part = typed.part === '' ? {} : { part: typed.part };
    const after = { onSuccess: done };
    if (kind === 'fault') deeds.fault.mutate({ ...base, safety: typed.safety, undrivable: typed.undrivable, stillThere: typed.stillThere, ...(typed.hazard === '' ? {} : { hazard: typed.hazard as (typeof hazards)[number] }), ...assembly, ...part }, after);
    if (kind === 'replaced') deeds.replaced.mutate({ ...base, assembly: (typed.assembly || 'tractionBattery') as (typeof assemblies)[number], whole: typed.part === '', ...part }, after);
    if (kind === 'problem') deeds.problem.mutate({ ...base, ...(typed.same === '' ? {} : { sameAsWorkOrderId: typed.same }) }, after);
    if (kind === 'deduction') deeds.deduction.mutate({ ...base, time: typed.time, fromAt: instantOf(typed.from), toAt: instantOf(typed.to) }, after);
    if (kind === 'exclusion') deeds.exclusion.mutate({ ...base, ground: typed.ground, causalLink: typed.causalLink.trim() }, after);
  };
  const parts = record.mainParts.filter((one) => one.assembly === typed.assembly);
  const assemblyFields = (
    <div className="c-form">
      <SelectField label={w.assembly} value={typed.assembly} onValue={(assembly) => set({ assembly, part: '' })} options={[...(kind === 'replaced' ? [] : [{ value: '', label: w.noAssembly }]), ...assemblies.map((value) => ({ value, label: c.assembly[value] }))]} />
      {parts.length === 0 ? null : <SelectField label={w.part} value={typed.part} onValue={(part) => set({ part })} options={[{ value: '', label: kind === 'replaced' ? w.whole : w.noPart }, ...parts.map((one) => ({ value: one.part, label: c.partName[one.part] ?? one.part }))]} />}
    </div>
  );
  return (
    <Form label={w.add} onSubmit={send}>
      <SelectField label={w.kind} value={kind} onValue={(value) => { setKind(value as Kind); if (value === 'replaced' && typed.assembly === '') set({ assembly: 'tractionBattery' }); }} options={kinds.map((value) => ({ value, label: c.statement[value] }))} />
      {kind === 'fault' ? <>{check(w.safety, typed.safety, (safety) => set({ safety }))}{check(w.undrivable, typed.undrivable, (undrivable) => set({ undrivable }))}{check(w.stillThere, typed.stillThere, (stillThere) => set({ stillThere }))}<SelectField label={w.hazard} value={typed.hazard} onValue={(hazard) => set({ hazard })} options={[{ value: '', label: w.noHazard }, ...hazards.map((value) => ({ value, label: c.hazard[value] }))]} />{assemblyFields}</> : null}
      {kind === 'replaced' ? assemblyFields : null}
      {kind === 'problem' ? <SelectField label={w.same} value={typed.same} onValue={(same) => set({ same })} options={[{ value: '', label: w.other }, ...record.earlier.map((one) => ({ value: one.workOrderId, label: w.sameOf(one.number) }))]} /> : null}
      {kind === 'deduction' ? <div className="c-form"><SelectField label={w.time} value={typed.time} onValue={(time) => set({ time: time as Typed['time'] })} options={deductions.map((value) => ({ value, label: c.deduction[value] }))} /><TextField label={w.from} type="datetime-local" value={typed.from} onValue={(from) => set({ from })} /><TextField label={w.to} type="datetime-local" value={typed.to} onValue={(to) => set({ to })} /></div> : null}
      {kind === 'exclusion' ? <><SelectField label={w.ground} value={typed.ground} onValue={(ground) => set({ ground: ground as Typed['ground'] })} options={grounds.map((value) => ({ value, label: c.ground[value] }))} /><TextField label={w.causalLink} value={typed.causalLink} onValue={(causalLink) => set({ causalLink })} /></> : null}
      <TextField label={w.words} value={typed.words} onValue={(text) => set({ words: text })} />
      <div className="k-field"><span className="k-label">{w.files}</span><PhotoPicker label={w.addFile} removeLabel={w.removeFile} failedLabel={w.fileFailed} most={12} papers upload={upload} onFiles={setFiles} /></div>
      <Stale error={deeds[kind].error} />
      <Button type="submit" kind="primary" busy={deeds[kind].isPending} disabled={typed.words.trim() === '' || (kind === 'exclusion' && typed.causalLink.trim() === '')}>{w.save}</Button>
    </Form>
  );
}

export function RepairOnRecord({ workOrderId }: { workOrderId: string }) {
  const w = useWords(judgeWords);
  const c = useWords(claimWords);
  const { may } = useMe();
  const mark = useMarks();
  const [stating, setStating] = useState(false);
  const record = useAsk('showRepairOnRecord', { workOrderId }, { topics: ['warranty', 'workorders'] });
  const [replaced, problem] = [useState_('nameReplaced'), useState_('judgeProblem')];
  const kinds: Kind[] = [...(may('technician', 'warrantyOfficer', 'serviceManager') ? (['fault', 'replaced', 'problem'] as const) : may('adviser') ? (['replaced'] as const) : []), ...(may('warrantyOfficer', 'serviceManager') ? (['deduction', 'exclusion'] as const) : [])];
  const data = record.data;
  if (data === undefined || (!data.counts && data.statements.length === 0)) return null;
  const accept = (one: Record_['proposals'][number]): void => {
    const words_ = `${w.proposed}${mark.colon}${one.of}`;
    if (one.kind === 'replaced' && one.body.assembly) replaced.mutate({ workOrderId, assembly: one.body.assembly, whole: one.body.whole === true, ...(one.body.part ? { part: one.body.part } : {}), ...(one.body.partCode ? { partCode: one.body.partCode } : {}), words: words_ });
    if (one.kind === 'problem' && one.body.sameAsWorkOrderId) problem.mutate({ workOrderId, sameAsWorkOrderId: one.body.sameAsWorkOrderId, words: words_ });
  };
  return (
    <Card title={w.title} aside={<span className="c-inline"><Tag tone={data.counts ? 'info' : 'plain'}>{data.counts ? w.counts : w.countsNot}</Tag>{kinds.length === 0 ? null : <Button small onClick={() => setStating(!stating)}>{stating ? w.cancel : w.add}</Button>}</span>}>
      <ul className="k-list">
        {data.proposals.map((one) => <li key={one.kind + one.of} className="k-between"><span><Tag tone="accent">{w.proposed}</Tag> {one.kind === 'replaced' ? `${w.replacedBy(one.of)}${one.body.assembly ? c.assembly[one.body.assembly] : ''}${one.body.part ? ` · ${c.partName[one.body.part] ?? one.body.part}` : ''}` : w.sameAs(one.of)}</span>{kinds.includes(one.kind) ? <Button small onClick={() => accept(one)}>{w.accept}</Button> : null}</li>)}
        {data.statements.map((one) => <One key={one.id} one={one} />)}
        {data.statements.length === 0 && data.proposals.length === 0 ? <li className="k-muted">{w.none}</li> : null}
      </ul>
      <Stale error={replaced.error ?? problem.error} />
      {stating ? <StateForm record={data} kinds={kinds} done={() => setStating(false)} /> : null}
    </Card>
  );
}
