// The draft of prices, changed line by line: hourly rates, operations, parts. What is typed wrong is said at its field.
import { useState } from 'react';
import { Button } from '#kit/button.tsx';
import { Card, Tag } from '#kit/card.tsx';
import { Dialog, say } from '#kit/dialog.tsx';
import { Form, SelectField, TextArea, TextField } from '#kit/field.tsx';
import { Money } from '#kit/figures.tsx';
import { Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct } from '#client/ask';
import type { In, Out } from '#client/client';
import { Stale } from '../cases/Stale.tsx';
import { Table } from '../shell/Table.tsx';
import { words } from './words.ts';

export type Draft = NonNullable<Out<'showPriceDraft'>['draft']>;
type Operation = Draft['content']['operations'][number];
type Part = Draft['content']['parts'][number];

const plain = (text: string): string => text.normalize('NFKC').trim();
const fenOf = (text: string): number | undefined => (/^\d{1,7}(\.\d{1,2})?$/.test(plain(text)) ? Math.round(Number(plain(text)) * 100) : undefined);
const yuanText = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
const centihoursOf = (text: string): number | undefined => {
  const hundredths = /^\d{1,3}(\.\d{1,2})?$/.test(plain(text)) ? Math.round(Number(plain(text)) * 100) : -1;
  return hundredths >= 0 && hundredths <= 10_000 && hundredths % 5 === 0 ? hundredths : undefined;
};
const listOf = (text: string): string[] => plain(text).split(/[\s,，、]+/).filter((one) => one !== '');
const codeOf = (text: string): string => plain(text).toUpperCase();
const soundCode = (code: string): boolean => /^[A-Z0-9][A-Z0-9-]{1,39}$/.test(code);

const useChange = () => useAct('changePriceDraft', (input) => ['showPriceDraft', { brandId: input.brandId }]);

export function Rates({ draft }: { draft: Draft }) {
  const w = useWords(words);
  const [rates, setRates] = useState(() => draft.content.ratesFenPerHour.map(yuanText));
  const act = useChange();
  const fens = rates.map(fenOf);
  const wrong = (index: number): string | undefined => ((fens[index] ?? 1_000_001) > 1_000_000 ? w.badMoney : undefined);
  const sound = fens.every((fen) => fen !== undefined && fen <= 1_000_000);
  return (
    <Card title={w.part.rates}>
      <Form onSubmit={() => sound && act.mutate({ brandId: draft.brandId, version: draft.version, ratesFenPerHour: fens as number[] }, { onSuccess: () => say(w.saved) })}>
        <p className="k-muted">{w.rateHint}</p>
        <div className="c-form">{rates.map((text, index) => <TextField key={w.tierName(index + 1)} label={`${w.tierName(index + 1)} · ${w.ratePerHour}`} inputMode="decimal" value={text} error={wrong(index)} onValue={(value) => setRates(rates.map((old, at) => (at === index ? value : old)))} />)}</div>
        <Stale error={act.error} />
        <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={!sound || fens.every((fen, index) => fen === draft.content.ratesFenPerHour[index])}>{w.save}</Button></div>
      </Form>
    </Card>
  );
}

const newOperation: Operation = { code: '', system: '', name: '', nameEn: '', what: '', whatEn: '', labourCentihours: 0, hv: false, safety: false, mobile: false, certificate: null, bayCapability: null, includes: [], parts: [], troubles: [], coverage: 'general', modelIds: null };
const newPart: Part = { code: '', name: '', nameEn: '', origin: 'originalPart', unitFen: 0, coverage: 'general', modelIds: null };

/** Saves lines of the draft, says so and closes their form. */
function useSaving(draft: Draft, close: () => void) {
  const w = useWords(words);
  const act = useChange();
  return {
    error: act.error, busy: act.isPending,
    save: (lines: Pick<In<'changePriceDraft'>, 'operations' | 'parts'>) => act.mutate({ brandId: draft.brandId, version: draft.version, ...lines }, { onSuccess: () => {
      say(w.saved);
      close();
    } }),
  };
}

function OperationForm({ draft, of, close }: { draft: Draft; of: Operation | undefined; close(): void }) {
  const w = useWords(words);
  const start = of ?? newOperation;
  const [text, setText] = useState({
    code: start.code, system: start.system, name: start.name, nameEn: start.nameEn, what: start.what, whatEn: start.whatEn, hours: of === undefined ? '' : String(start.labourCentihours / 100),
    includes: start.includes.join(', '), parts: start.parts.map((part) => `${part.code}*${part.quantity}`).join(', '),
  });
  const [marks, setMarks] = useState({ hv: start.hv, safety: start.safety, mobile: start.mobile });
  const [coverage, setCoverage] = useState(start.coverage);
  const [tried, setTried] = useState(false);
  const act = useSaving(draft, close);
  const [code, hours] = [codeOf(text.code), centihoursOf(text.hours)];
  const parts = listOf(text.parts).map((one) => /^([A-Za-z0-9][A-Za-z0-9-]+)(?:[*×xX](\d{1,4}))?$/.exec(one));
  const wrong: Partial<Record<keyof typeof text, string>> = {
    ...(of !== undefined ? {} : !soundCode(code) ? { code: w.badCode } : draft.content.operations.some((one) => one.code === code) ? { code: w.codeTaken } : {}),
    ...Object.fromEntries((['system', 'name', 'nameEn', 'what', 'whatEn'] as const).filter((key) => text[key].trim() === '').map((key) => [key, w.missing])),
    ...(hours === undefined ? { hours: w.badHours } : {}), ...(parts.some((part) => part === null) ? { parts: w.badParts } : {}),
  };
  const field = (key: keyof typeof text) => ({ value: text[key], onValue: (value: string) => setText({ ...text, [key]: value }), error: tried ? wrong[key] : undefined });
  const submit = (): void => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    const operation: Operation = {
      ...start, code, system: text.system.trim(), name: text.name.trim(), nameEn: text.nameEn.trim(), what: text.what.trim(), whatEn: text.whatEn.trim(), labourCentihours: hours ?? 0, ...marks, coverage,
      includes: listOf(text.includes).map(codeOf), parts: parts.map((part) => ({ code: codeOf(part?.[1] ?? ''), quantity: Number(part?.[2] ?? 1) })),
    };
    act.save({ operations: [operation] });
  };
  return (
    <Form onSubmit={submit}>
      <div className="c-form">
        {of === undefined ? <TextField label={w.code} hint={w.codeHint} maxLength={40} autoFocus {...field('code')} /> : null}
        <TextField label={w.system} maxLength={40} {...field('system')} /><TextField label={w.hoursField} inputMode="decimal" {...field('hours')} autoFocus={of !== undefined} />
        <TextField label={w.name} maxLength={60} {...field('name')} /><TextField label={w.nameEn} maxLength={100} {...field('nameEn')} />
        <SelectField label={w.coverage} value={coverage} onValue={(value) => setCoverage(value as typeof coverage)} options={Object.entries(w.coverages).map(([value, label]) => ({ value, label }))} />
      </div>
      <TextArea label={w.what} rows={2} maxLength={300} {...field('what')} /><TextArea label={w.whatEn} rows={2} maxLength={400} {...field('whatEn')} />
      <div className="c-form"><TextField label={w.needsParts} hint={w.needsPartsHint} {...field('parts')} /><TextField label={w.includes} hint={w.includesHint} {...field('includes')} /></div>
      <fieldset className="c-ticks"><legend className="k-label">{w.marks}</legend>{([['hv', w.needsHv], ['safety', w.needsSecond], ['mobile', w.isMobile]] as const).map(([key, label]) => <label key={key}><input type="checkbox" checked={marks[key]} onChange={(event) => setMarks({ ...marks, [key]: event.target.checked })} /> {label}</label>)}</fieldset>
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.busy}>{w.save}</Button><Button onClick={close}>{w.cancel}</Button></div>
    </Form>
  );
}

function PartForm({ draft, of, close }: { draft: Draft; of: Part | undefined; close(): void }) {
  const w = useWords(words);
  const start = of ?? newPart;
  const [text, setText] = useState({ code: start.code, name: start.name, nameEn: start.nameEn, unit: of === undefined ? '' : yuanText(start.unitFen) });
  const [origin, setOrigin] = useState(start.origin);
  const [coverage, setCoverage] = useState(start.coverage);
  const [tried, setTried] = useState(false);
  const act = useSaving(draft, close);
  const [code, unitFen] = [codeOf(text.code), fenOf(text.unit)];
  const wrong: Partial<Record<keyof typeof text, string>> = {
    ...(of !== undefined ? {} : !soundCode(code) ? { code: w.badCode } : draft.content.parts.some((one) => one.code === code) ? { code: w.codeTaken } : {}),
    ...Object.fromEntries((['name', 'nameEn'] as const).filter((key) => text[key].trim() === '').map((key) => [key, w.missing])), ...(unitFen === undefined ? { unit: w.badMoney } : {}),
  };
  const field = (key: keyof typeof text) => ({ value: text[key], onValue: (value: string) => setText({ ...text, [key]: value }), error: tried ? wrong[key] : undefined });
  const submit = (): void => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    act.save({ parts: [{ ...start, code, name: text.name.trim(), nameEn: text.nameEn.trim(), unitFen: unitFen ?? 0, origin, coverage }] });
  };
  return (
    <Form onSubmit={submit}>
      <div className="c-form">
        {of === undefined ? <TextField label={w.code} hint={w.codeHint} maxLength={40} autoFocus {...field('code')} /> : null}
        <TextField label={w.unit} inputMode="decimal" {...field('unit')} autoFocus={of !== undefined} /><TextField label={w.name} maxLength={60} {...field('name')} /><TextField label={w.nameEn} maxLength={100} {...field('nameEn')} />
        <SelectField label={w.origin} value={origin} onValue={(value) => setOrigin(value as typeof origin)} options={Object.entries(w.origins).map(([value, label]) => ({ value, label }))} />
        <SelectField label={w.coverage} value={coverage} onValue={(value) => setCoverage(value as typeof coverage)} options={Object.entries(w.coverages).map(([value, label]) => ({ value, label }))} />
      </div>
      <Stale error={act.error} />
      <div className="k-row"><Button type="submit" kind="primary" busy={act.busy}>{w.save}</Button><Button onClick={close}>{w.cancel}</Button></div>
    </Form>
  );
}

function useRemoving(draft: Draft, kind: 'removeOperations' | 'removeParts') {
  const w = useWords(words);
  const act = useChange();
  return { error: act.error, busy: act.isPending, remove: (code: string) => act.mutate({ brandId: draft.brandId, version: draft.version, [kind]: [code] }, { onSuccess: () => say(w.removed) }) };
}

const matches = (line: { code: string; name: string; nameEn: string }, find: string): boolean => `${line.code} ${line.name} ${line.nameEn}`.toLowerCase().includes(plain(find).toLowerCase());

export function Operations({ draft }: { draft: Draft }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [find, setFind] = useState('');
  const [editing, setEditing] = useState<string | undefined>();
  const removing = useRemoving(draft, 'removeOperations');
  const rows = draft.content.operations.filter((one) => matches(one, find));
  const of = draft.content.operations.find((one) => one.code === editing);
  const close = (): void => setEditing(undefined);
  return (
    <>
      <div className="c-filters"><input className="k-input" type="search" aria-label={w.find} placeholder={w.find} value={find} onChange={(event) => setFind(event.target.value)} /><Button onClick={() => setEditing('')}>{w.add}</Button></div>
      <Stale error={removing.error} />
      {rows.length === 0 ? <Empty icon="search" title={w.none} /> : (
        <Table label={w.part.operations} columns={[w.operation, w.code, { label: w.hours, num: true }, w.needsParts, { label: w.edit, hidden: true }]}>{rows.map((one) => (
          <tr key={one.code}>
            <td><span className="c-inline"><strong>{language === 'zh' ? one.name : one.nameEn}</strong>{one.hv ? <Tag tone="warn">{w.hv}</Tag> : null}{one.safety ? <Tag tone="info">{w.second}</Tag> : null}{one.mobile ? <Tag>{w.mobile}</Tag> : null}</span></td>
            <td className="k-mono">{one.code}</td><td className="num">{(one.labourCentihours / 100).toFixed(2)}</td><td>{one.parts.length === 0 ? '–' : one.parts.map((part) => `${part.code} × ${part.quantity}`).join(', ')}</td>
            <td><span className="c-inline"><Button small onClick={() => setEditing(one.code)}>{w.edit}</Button><Button small kind="quiet" busy={removing.busy} onClick={() => removing.remove(one.code)}>{w.remove}</Button></span></td>
          </tr>
        ))}</Table>
      )}
      <Dialog open={editing !== undefined} onClose={close} title={of === undefined ? w.add : `${of.code} · ${language === 'zh' ? of.name : of.nameEn}`}>{editing === undefined ? null : <OperationForm draft={draft} of={of} close={close} />}</Dialog>
    </>
  );
}

export function Parts({ draft }: { draft: Draft }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [find, setFind] = useState('');
  const [editing, setEditing] = useState<string | undefined>();
  const removing = useRemoving(draft, 'removeParts');
  const rows = draft.content.parts.filter((one) => matches(one, find)).slice(0, 300);
  const of = draft.content.parts.find((one) => one.code === editing);
  const close = (): void => setEditing(undefined);
  return (
    <>
      <div className="c-filters"><input className="k-input" type="search" aria-label={w.find} placeholder={w.find} value={find} onChange={(event) => setFind(event.target.value)} /><Button onClick={() => setEditing('')}>{w.add}</Button></div>
      <Stale error={removing.error} />
      {rows.length === 0 ? <Empty icon="search" title={w.none} /> : (
        <Table label={w.part.parts} columns={[w.name, w.code, w.origin, w.coverage, { label: w.unit, num: true }, { label: w.edit, hidden: true }]}>{rows.map((one) => (
          <tr key={one.code}>
            <td><strong>{language === 'zh' ? one.name : one.nameEn}</strong></td><td className="k-mono">{one.code}</td><td>{w.origins[one.origin]}</td><td>{w.coverages[one.coverage]}</td><td className="num"><Money fen={one.unitFen} /></td>
            <td><span className="c-inline"><Button small onClick={() => setEditing(one.code)}>{w.edit}</Button><Button small kind="quiet" busy={removing.busy} onClick={() => removing.remove(one.code)}>{w.remove}</Button></span></td>
          </tr>
        ))}</Table>
      )}
      <Dialog open={editing !== undefined} onClose={close} title={of === undefined ? w.add : `${of.code} · ${language === 'zh' ? of.name : of.nameEn}`}>{editing === undefined ? null : <PartForm draft={draft} of={of} close={close} />}</Dialog>
    </>
  );
}
