// Taking parts out, and what else happens at a shelf: what is to be picked stands as a list by work; each line, or a scan of the
// work and of the part, is one deed.
import { useState } from 'react';
import { shelfDeeds } from '#api/parts';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { say } from '#kit/dialog.tsx';
import { SelectField, TextField } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { codeOf, Scan, Stepper, type Place } from './scan.tsx';
import { words } from './words.ts';

export type Part = Out<'showStock'>['parts'][number];
type Deed = (typeof shelfDeeds)[number];
type ToPick = Out<'listPicks'>['picks'][number];

function PartHead({ part }: { part: Part }) {
  const w = useWords(words);
  const { language } = useLanguage();
  return <div className="k-between"><span><strong className="s-big">{language === 'zh' ? part.name : part.nameEn}</strong><br /><span className="k-muted">{part.code}{part.bin === null ? '' : ` · ${w.bin} ${part.bin}`}</span></span><span className="c-inline"><Tag tone={part.onHand === 0 ? 'danger' : 'good'}>{part.onHand === null ? w.never : w.pieces(part.onHand)}</Tag>{part.held > 0 ? <Tag tone="info">{w.kept(part.held)}</Tag> : null}{part.quarantined > 0 ? <Tag tone="warn">{w.quarantined} {part.quarantined}</Tag> : null}{part.cores > 0 ? <Tag>{w.cores(part.cores)}</Tag> : null}</span></div>;
}

/** What is kept for visits and work and not yet taken; with a work scanned only that one's. */
function ToBePicked({ picks, label, onPick, nameOf }: { picks: readonly ToPick[]; label: string; onPick(one: ToPick): void; nameOf(code: string): string }) {
  const w = useWords(words);
  const shown = label === '' ? picks : picks.filter((one) => label === one.label || label.startsWith(`${one.label}-`));
  if (shown.length === 0) return label === '' ? <Empty icon="check" title={w.noPicks} /> : <p className="k-muted">{w.noPicks}</p>;
  return (
    <Card title={w.toPick}>
      <p className="k-muted">{w.toPickLead}</p>
      {[...Map.groupBy(shown, (one) => one.label)].map(([work, lines]) => (
        <section key={work} className="s-line">
          <div className="k-between"><strong>{work}</strong><span className="k-muted">{w.needOn(lines[0]?.onDay ?? '')}</span></div>
          {lines.map((one) => <button key={one.code} type="button" className="s-pick" disabled={one.onHand === 0} onClick={() => onPick(one)}><span><strong>{nameOf(one.take)} × {one.quantity}</strong><br />{one.take}{one.take === one.code ? '' : ` · ${w.insteadOf(one.code)}`}</span><span className="c-inline"><Tag tone={one.bin === null ? 'plain' : 'accent'}>{one.bin ?? w.noBin}</Tag><Tag tone={one.onHand < one.quantity ? 'danger' : 'good'}>{w.shelfHas(one.onHand)}</Tag></span></button>)}
        </section>
      ))}
    </Card>
  );
}

export function Pick({ place, parts, nameOf }: { place: Place; parts: readonly Part[]; nameOf(code: string): string }) {
  const w = useWords(words);
  const says = useSays();
  const [code, setCode] = useState<string | undefined>(undefined);
  const [quantity, setQuantity] = useState(1);
  const [label, setLabel] = useState('');
  const [deed, setDeed] = useState<Deed>('pick');
  const [why, setWhy] = useState('');
  const [serial, setSerial] = useState('');
  const act = useAct('moveStock');
  const onShelf = place.placeId === undefined; // a van keeps for nobody
  const asked = useAsk('listPicks', { outletId: place.outletId, brandId: place.brandId }, { topics: ['parts', 'workorders', 'appointments'], enabled: onShelf });
  const part = parts.find((one) => one.code.toUpperCase() === code);
  const needsWhy = deed === 'quarantine' || deed === 'scrap';
  function take(next: string, units: number): void {
    setCode(next.toUpperCase());
    setQuantity(units);
    setSerial('');
  }
  function onScan(scanned: string): void {
    act.reset();
    if (/^[WA]\d{4}-/.test(scanned)) return setLabel(scanned);
    if (part?.serialised === true && scanned !== code && !parts.some((one) => one.code.toUpperCase() === scanned)) return setSerial(scanned);
    if (scanned === code) return part?.serialised === true ? undefined : setQuantity(quantity + 1);
    take(scanned, 1);
  }
  const done = (): void => {
    if (part === undefined) return;
    say(deed === 'pick' ? `${w.took(quantity, part.code)}${part.coreReturn ? ` · ${w.mindCore}` : ''}` : w.done);
    setSerial('');
    setCode(undefined);
    setDeed('pick');
    setWhy('');
  };
  return (
    <>
      <Scan hint={w.scanPick} onScan={onScan} />
      {code !== undefined && part === undefined ? <Notice tone="danger">{w.notKnown(code)}</Notice> : null}
      {part === undefined ? null : (
        <Card>
          <div className="k-stack">
            <PartHead part={part} />
            {part.softwareCoded || part.colour !== null ? <Notice tone="warn">{[part.colour === null ? '' : w.mindColour(part.colour), part.softwareCoded ? w.mindCoding : ''].filter((one) => one !== '').join(' ')}</Notice> : null}
            {part.unNumber === null ? null : <Notice tone="danger">{w.dangerous} {part.unNumber}</Notice>}
            {part.serialised ? <TextField label={w.serial} value={serial} autoComplete="off" onValue={(text) => setSerial(codeOf(text))} /> : <Stepper label={w.quantity} value={quantity} least={1} onValue={setQuantity} />}
            <TextField label={w.workOrder} value={label} autoComplete="off" onValue={(text) => setLabel(codeOf(text))} />
            <details><summary>{w.otherDeeds}</summary><div className="k-stack"><SelectField label={w.deed} value={deed} onValue={(value) => setDeed(value as Deed)} options={shelfDeeds.map((value) => ({ value, label: w.deeds[value] }))} /><TextField label={w.why} value={why} onValue={setWhy} /></div></details>
            <Stale error={act.error} />
            <Button kind="primary" wide busy={act.isPending} disabled={needsWhy && why.trim() === ''} onClick={() => act.mutate({ ...place, code: part.code, kind: deed, quantity, ...(serial === '' ? {} : { serial }), ...(label === '' ? {} : { label }), ...(why.trim() === '' ? {} : { why: why.trim() }) }, { onSuccess: done })}>{deed === 'pick' ? w.take : w.deeds[deed]} {quantity}</Button>
          </div>
        </Card>
      )}
      {label === '' || part !== undefined ? null : <div className="k-between"><strong>{label}</strong><Button small onClick={() => setLabel('')}>{w.clear}</Button></div>}
      {!onShelf || part !== undefined ? null : <Answered of={asked} says={says}>{({ picks }) => <ToBePicked picks={picks} label={label} nameOf={nameOf} onPick={(one) => { act.reset(); setLabel(one.label); take(one.take, Math.min(one.quantity, one.onHand)); }} />}</Answered>}
    </>
  );
}
