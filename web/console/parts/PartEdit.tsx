// A part is added or changed: what it is, where it is bought, which cars it fits, what is minded when it is fitted, and what a kit
// holds. What is typed stays until it is saved; only what was changed is laid over the part as it stands, and where somebody else
// changed the same meanwhile, the two stand side by side until one is chosen.
import { Link, useNavigate, useSearchParams } from 'react-router';
import { origins, partClasses } from '#api/parts';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { Choice, Form, SelectField, Switch, TextField } from '#kit/field.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { In, Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { fenOf } from '../invoices/Invoices.tsx';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useDraft } from '../shell/draft.ts';
import { useMe } from '../shell/me.tsx';
import { partWords } from './part-words.ts';
import { codeOf } from './scan.tsx';
import { words } from './words.ts';

type Part = Out<'showPart'>;
const blank = {
  code: '', name: '', nameEn: '', class: 'general', origin: 'originalPart', supplierId: '', cost: '', lot: '1', shelfLifeDays: '', endedOn: '', all: true, modelIds: [] as string[], builtFrom: '', builtTo: '', side: 'none', pairCode: '', colour: '',
  softwareCoded: false, serialised: false, coreReturn: false, unNumber: '', packing: '', socMaxPct: '', kit: [] as { code: string; quantity: string }[],
};
type Said = typeof blank;
type Fields = { said: Said; set(more: Partial<Said>): void; error(field: string): string | undefined };
const text = (value: string | number | null): string => (value === null ? '' : String(value));
const digits = (value: string): string => value.replaceAll(/\D/g, '').slice(0, 5);

/** What a number is, as it is typed; a cost that was only reckoned from the selling price stays open. */
const saidOf = (part: Part): Said => ({
  code: part.code, name: part.name, nameEn: part.nameEn, class: part.class, origin: part.origin, supplierId: text(part.supplierId), cost: part.version === 0 || part.costFen === null ? '' : (part.costFen / 100).toFixed(2), lot: text(part.lot), shelfLifeDays: text(part.shelfLifeDays), endedOn: text(part.endedOn),
  all: part.modelIds === null, modelIds: [...(part.modelIds ?? [])], builtFrom: text(part.builtFrom), builtTo: text(part.builtTo), side: part.side ?? 'none', pairCode: text(part.pairCode), colour: text(part.colour), softwareCoded: part.softwareCoded, serialised: part.serialised, coreReturn: part.coreReturn,
  unNumber: text(part.unNumber), packing: text(part.packing), socMaxPct: text(part.socMaxPct), kit: part.kit.map((one) => ({ code: one.code, quantity: String(one.quantity) })),
});

/** What is empty is not sent: it is so no longer. */
function inputOf(brandId: string, said: Said, version: number): In<'savePart'> {
  const cost = said.cost.trim() === '' ? undefined : fenOf(said.cost);
  const words = Object.fromEntries((['supplierId', 'endedOn', 'builtFrom', 'builtTo', 'pairCode', 'colour', 'unNumber', 'packing'] as const).flatMap((key) => (said[key].trim() === '' ? [] : [[key, said[key].trim()]])));
  const counts = Object.fromEntries((['lot', 'shelfLifeDays', 'socMaxPct'] as const).flatMap((key) => (said[key] === '' ? [] : [[key, Number(said[key])]])));
  return {
    brandId, code: said.code, name: said.name.trim(), nameEn: said.nameEn.trim(), class: said.class as 'general', origin: said.origin as 'originalPart', version, softwareCoded: said.softwareCoded, serialised: said.serialised, coreReturn: said.coreReturn, ...words, ...counts,
    ...(cost === undefined ? {} : { costFen: cost }), ...(said.side === 'none' ? {} : { side: said.side as 'left' }), ...(said.all ? {} : { modelIds: said.modelIds }), kit: said.kit.filter((one) => one.code !== '' && Number(one.quantity) > 0).map((one) => ({ code: one.code, quantity: Number(one.quantity) })),
  };
}

function What({ said, set, error, isNew }: Fields & { isNew: boolean }) {
  const w = useWords(partWords);
  const v = useWords(words);
  return (
    <Card title={w.what}><div className="c-form">
      <TextField label={w.code} value={said.code} autoComplete="off" disabled={!isNew} maxLength={40} error={error('code')} onValue={(value) => set({ code: codeOf(value) })} />
      <TextField label={w.name} value={said.name} maxLength={60} error={error('name')} onValue={(name) => set({ name })} /><TextField label={w.nameEn} value={said.nameEn} maxLength={100} error={error('nameEn')} onValue={(nameEn) => set({ nameEn })} />
      <SelectField label={w.class} value={said.class} onValue={(value) => set({ class: value })} options={partClasses.map((value) => ({ value, label: v.classes[value] }))} />
      <SelectField label={w.origin} value={said.origin} onValue={(origin) => set({ origin })} options={origins.map((value) => ({ value, label: w.origins[value] }))} />
    </div></Card>
  );
}

function Buying({ said, set, error, brandId }: Fields & { brandId: string }) {
  const w = useWords(partWords);
  const { language } = useLanguage();
  const suppliers = useAsk('listSuppliers', { brandId }).data?.suppliers ?? [];
  return (
    <Card title={w.buying}><div className="c-form">
      <SelectField label={w.supplier} value={said.supplierId} error={error('supplierId')} onValue={(supplierId) => set({ supplierId })} options={[{ value: '', label: w.noSupplier }, ...suppliers.map((one) => ({ value: one.id, label: language === 'zh' ? one.name : one.nameEn }))]} />
      <TextField label={w.cost} inputMode="decimal" value={said.cost} hint={w.costHint} error={said.cost.trim() !== '' && fenOf(said.cost) === undefined ? w.notMoney : error('costFen')} onValue={(cost) => set({ cost })} />
      <TextField label={w.lot} inputMode="numeric" value={said.lot} error={error('lot')} onValue={(value) => set({ lot: digits(value) })} /><TextField label={w.shelfLife} inputMode="numeric" value={said.shelfLifeDays} error={error('shelfLifeDays')} onValue={(value) => set({ shelfLifeDays: digits(value) })} />
      <TextField label={w.endedOn} type="date" value={said.endedOn} hint={w.endedHint} error={error('endedOn')} onValue={(endedOn) => set({ endedOn })} />
    </div></Card>
  );
}

function Fit({ said, set, error, brandId }: Fields & { brandId: string }) {
  const w = useWords(partWords);
  const { language } = useLanguage();
  const models = useAsk('listModels', { brandId }).data?.models ?? [];
  return (
    <Card title={w.fit}><div className="k-stack">
      <Choice label={w.fit} hidden value={said.all ? 'all' : 'some'} onValue={(value) => set({ all: value === 'all' })} options={[{ value: 'all', label: w.allModels }, { value: 'some', label: w.someModels }]} />
      {said.all ? null : <div className="k-choice" role="group" aria-label={w.someModels}>{models.map((one) => <label key={one.id}><input type="checkbox" checked={said.modelIds.includes(one.id)} onChange={(event) => set({ modelIds: event.target.checked ? [...said.modelIds, one.id] : said.modelIds.filter((id) => id !== one.id) })} />{language === 'zh' ? one.name : one.nameEn}</label>)}</div>}
      {error('modelIds') === undefined ? null : <Notice tone="danger">{error('modelIds')}</Notice>}
      <div className="c-form"><TextField label={w.builtFrom} type="date" value={said.builtFrom} error={error('builtFrom')} onValue={(builtFrom) => set({ builtFrom })} /><TextField label={w.builtTo} type="date" value={said.builtTo} error={error('builtTo')} onValue={(builtTo) => set({ builtTo })} /></div>
      <Choice label={w.side} value={said.side as 'none'} onValue={(side: string) => set({ side, ...(side === 'none' ? { pairCode: '' } : {}) })} options={(['none', 'left', 'right'] as const).map((value) => ({ value, label: w.sides[value] }))} />
      <div className="c-form">{said.side === 'none' ? null : <TextField label={w.pair} value={said.pairCode} autoComplete="off" error={error('pairCode') ?? error('side')} onValue={(value) => set({ pairCode: codeOf(value) })} />}<TextField label={w.colour} value={said.colour} maxLength={20} error={error('colour')} onValue={(colour) => set({ colour })} /></div>
    </div></Card>
  );
}

function Minded({ said, set, error }: Fields) {
  const w = useWords(partWords);
  return (
    <>
      <Card title={w.minded}><div className="k-stack"><Switch label={w.coded} on={said.softwareCoded} onTurn={(softwareCoded) => set({ softwareCoded })} /><Switch label={w.serials} on={said.serialised} onTurn={(serialised) => set({ serialised })} /><Switch label={w.core} on={said.coreReturn} onTurn={(coreReturn) => set({ coreReturn })} /></div></Card>
      <Card title={w.danger}><div className="c-form">
        <TextField label={w.un} value={said.unNumber} autoComplete="off" hint={w.unHint} error={said.unNumber === '' || /^UN\d{4}$/.test(said.unNumber) ? error('unNumber') : w.unHint} onValue={(value) => set({ unNumber: codeOf(value) })} />
        <TextField label={w.packing} value={said.packing} maxLength={80} error={error('packing')} onValue={(packing) => set({ packing })} /><TextField label={w.soc} inputMode="numeric" value={said.socMaxPct} error={error('socMaxPct')} onValue={(value) => set({ socMaxPct: digits(value).slice(0, 3) })} />
      </div></Card>
    </>
  );
}

function Kit({ said, set, error }: Fields) {
  const w = useWords(partWords);
  const change = (nth: number, more: Partial<Said['kit'][number]>): void => set({ kit: said.kit.map((one, at) => (at === nth ? { ...one, ...more } : one)) });
  return (
    <Card title={w.kit}><div className="k-stack">
      <p className="k-muted">{w.kitLead}</p>
      {said.kit.map((one, nth) => (
        <div className="c-form" key={nth}>
          <TextField label={`${w.code} ${nth + 1}`} value={one.code} autoComplete="off" onValue={(value) => change(nth, { code: codeOf(value) })} /><TextField label={`${w.quantity} ${nth + 1}`} inputMode="numeric" value={one.quantity} onValue={(value) => change(nth, { quantity: digits(value) })} />
          <div><Button small aria-label={`${w.remove} ${one.code}`} onClick={() => set({ kit: said.kit.filter((_, at) => at !== nth) })}>{w.remove}</Button></div>
        </div>
      ))}
      {error('kit') === undefined ? null : <Notice tone="danger">{error('kit')}</Notice>}
      {said.kit.length >= 30 ? null : <div><Button small onClick={() => set({ kit: [...said.kit, { code: '', quantity: '1' }] })}>{w.more}</Button></div>}
    </div></Card>
  );
}

/** Each field that was changed: what stood there then, and what is typed now. */
type Changed = Partial<Record<keyof Said, { was: unknown; to: unknown }>>;
const fieldsOf = (of: object): (keyof Said)[] => Object.keys(of) as (keyof Said)[];
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const shown = (value: unknown): string => (Array.isArray(value) ? value.map((one: string | { code: string; quantity: string }) => (typeof one === 'string' ? one : `${one.code} × ${one.quantity}`)).join(', ') : value === true ? '✓' : value === false || value === '' ? '–' : String(value));

function Editor({ brandId, part, again }: { brandId: string; part: Part | undefined; again?: () => void }) {
  const w = useWords(partWords);
  const navigate = useNavigate();
  const [draft, keep, forget] = useDraft(`part.${brandId}.${part?.code ?? ''}`);
  const stands = part === undefined ? blank : saidOf(part);
  const changed: Changed = draft === '' ? {} : (JSON.parse(draft) as Changed);
  const said: Said = { ...stands, ...Object.fromEntries(Object.entries(changed).map(([key, one]) => [key, one.to])) };
  const act = useAct('savePart');
  const blamed = ['code', 'name', 'nameEn', 'costFen', 'supplierId', 'lot', 'shelfLifeDays', 'endedOn', 'modelIds', 'builtFrom', 'builtTo', 'side', 'pairCode', 'colour', 'unNumber', 'packing', 'socMaxPct', 'kit'];
  const error = useFieldErrors(act.error, blamed);
  const set = (more: Partial<Said>): void => keep(JSON.stringify({ ...changed, ...Object.fromEntries(fieldsOf(more).map((key) => [key, { was: changed[key]?.was ?? stands[key], to: more[key] }])) }));
  const fields = { said, set, error };
  const both = fieldsOf(changed).filter((key) => !same(changed[key]?.was, stands[key]) && !same(changed[key]?.to, stands[key]));
  const decide = (key: keyof Said, mine: boolean): void => keep(JSON.stringify(Object.fromEntries(Object.entries({ ...changed, [key]: { was: stands[key], to: changed[key]?.to } }).filter(([one]) => mine || one !== key))));
  const whole = said.code.length >= 2 && said.name.trim() !== '' && said.nameEn.trim() !== '' && (said.cost.trim() === '' || fenOf(said.cost) !== undefined) && (said.unNumber === '' || /^UN\d{4}$/.test(said.unNumber));
  const save = (): void => act.mutate(inputOf(brandId, said, part?.version ?? 0), { onSuccess: (saved) => {
    forget();
    say(w.saved);
    void navigate(links.part(brandId, saved.code));
  }, onError: () => again?.() });
  return (
    <Form label={part === undefined ? w.add : w.edit} onSubmit={save}>
      {both.map((key) => <Notice key={key} tone="warn"><div className="k-between"><span>{w.both(w.names[key], shown(stands[key]), shown(changed[key]?.to))}</span><span className="k-row"><Button small onClick={() => decide(key, true)}>{w.mine}</Button><Button small onClick={() => decide(key, false)}>{w.theirs}</Button></span></div></Notice>)}
      {draft === '' || part === undefined || both.length > 0 ? null : <Notice tone="info"><div className="k-between"><span>{w.otherDraft}</span><Button small onClick={forget}>{w.discard}</Button></div></Notice>}
      <What {...fields} isNew={part === undefined} /><Buying {...fields} brandId={brandId} /><Fit {...fields} brandId={brandId} /><Minded {...fields} /><Kit {...fields} />
      {act.error === null || error('') === undefined ? null : <Stale error={act.error} />}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={!whole || both.length > 0}>{w.save}</Button></div>
    </Form>
  );
}

export function PartEdit() {
  const w = useWords(partWords);
  const says = useSays();
  const me = useMe();
  const [params] = useSearchParams();
  const [brandId, code] = [params.get('brand') ?? me.brands[0]?.id ?? '', params.get('code') ?? ''];
  const part = useAsk('showPart', { brandId, code }, { topics: ['parts'], enabled: brandId !== '' && code !== '' });
  return (
    <div className="c-page c-narrow">
      <Heading title={code === '' ? w.add : `${w.edit} · ${code}`} lead={w.lead}><Link className="k-button" to={code === '' ? `${links.parts()}?${new URLSearchParams({ brand: brandId })}` : links.part(brandId, code)}>{w.back}</Link></Heading>
      {code === '' ? <Editor brandId={brandId} part={undefined} /> : <Answered of={part} says={says} lines={10}>{(data) => <Editor key={data.code} brandId={brandId} part={data} again={() => void part.refetch()} />}</Answered>}
    </div>
  );
}
