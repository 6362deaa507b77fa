// The store keeper's handheld: receive, pick, count, boxes of waiting cars, transfers. Big targets, everything by scan.
import { useState } from 'react';
import { Link } from 'react-router';
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
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { usePlaces } from './places.ts';
import { Receive } from './Receive.tsx';
import { codeOf, Labels, Scan, Stepper, type Box } from './scan.tsx';
import './store.css';
import { words } from './words.ts';

const modes = ['receive', 'pick', 'count', 'boxes', 'moves'] as const;
type Mode = (typeof modes)[number];
type Place = { outletId: string; brandId: string };
type Part = Out<'showStock'>['parts'][number];
type Deed = (typeof shelfDeeds)[number];

function PartHead({ part }: { part: Part }) {
  const w = useWords(words);
  const { language } = useLanguage();
  return <div className="k-between"><span><strong className="s-big">{language === 'zh' ? part.name : part.nameEn}</strong><br /><span className="k-muted">{part.code}{part.bin === null ? '' : ` · ${w.bin} ${part.bin}`}</span></span><span className="c-inline"><Tag tone={part.onHand === 0 ? 'danger' : 'good'}>{part.onHand === null ? w.never : w.pieces(part.onHand)}</Tag>{part.held > 0 ? <Tag tone="info">{w.kept(part.held)}</Tag> : null}{part.quarantined > 0 ? <Tag tone="warn">{w.quarantined} {part.quarantined}</Tag> : null}</span></div>;
}

/** Taking out, and what else happens at a shelf. */
function Pick({ place, parts }: { place: Place; parts: readonly Part[] }) {
  const w = useWords(words);
  const [code, setCode] = useState<string | undefined>(undefined);
  const [quantity, setQuantity] = useState(1);
  const [label, setLabel] = useState('');
  const [deed, setDeed] = useState<Deed>('pick');
  const [why, setWhy] = useState('');
  const [serial, setSerial] = useState('');
  const act = useAct('moveStock');
  const part = parts.find((one) => one.code.toUpperCase() === code);
  function onScan(scanned: string): void {
    act.reset();
    if (/^W\d{4}-/.test(scanned)) return setLabel(scanned);
    if (part?.serialised === true && scanned !== code && !parts.some((one) => one.code.toUpperCase() === scanned)) return setSerial(scanned);
    if (scanned === code) return part?.serialised === true ? undefined : setQuantity(quantity + 1);
    setCode(scanned);
    setQuantity(1);
    setSerial('');
  }
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
            <Button kind="primary" wide busy={act.isPending} onClick={() => act.mutate({ ...place, code: part.code, kind: deed, quantity, ...(serial === '' ? {} : { serial }), ...(label === '' ? {} : { label }), ...(why.trim() === '' ? {} : { why: why.trim() }) }, { onSuccess: () => { say(deed === 'pick' ? `${w.took(quantity, part.code)}${part.coreReturn ? ` · ${w.mindCore}` : ''}` : w.done); setSerial(''); setCode(undefined); setDeed('pick'); setWhy(''); } })}>{deed === 'pick' ? w.take : w.deeds[deed]} {quantity}</Button>
          </div>
        </Card>
      )}
    </>
  );
}

/** Each scan adds one; the book's own number is shown only after the count, so that nobody counts by it. */
function Count({ place, parts }: { place: Place; parts: readonly Part[] }) {
  const w = useWords(words);
  const [code, setCode] = useState<string | undefined>(undefined);
  const [units, setUnits] = useState(0);
  const [bin, setBin] = useState('');
  const act = useAct('countPart');
  const part = parts.find((one) => one.code.toUpperCase() === code);
  function onScan(scanned: string): void {
    act.reset();
    if (scanned === code) return setUnits(units + 1);
    setCode(scanned);
    setUnits(1);
    setBin(parts.find((one) => one.code.toUpperCase() === scanned)?.bin ?? '');
  }
  return (
    <>
      <Scan hint={w.scanCount} onScan={onScan} />
      {code !== undefined && part === undefined ? <Notice tone="danger">{w.notKnown(code)}</Notice> : null}
      {act.data === undefined || part?.code !== act.data.code ? null : <Notice tone={act.data.difference === 0 ? 'good' : 'warn'}>{w.counted(act.data.difference)}</Notice>}
      {part === undefined || act.data?.code === part.code ? null : (
        <Card>
          <div className="k-stack">
            <strong className="s-big">{part.code}</strong>
            <Stepper label={w.quantity} value={units} onValue={setUnits} />
            <TextField label={w.bin} value={bin} autoComplete="off" onValue={(text) => setBin(codeOf(text))} />
            <Stale error={act.error} />
            <Button kind="primary" wide busy={act.isPending} onClick={() => act.mutate({ ...place, code: part.code, onHand: units, ...(bin === '' ? {} : { bin }) })}>{w.saveCount} {units}</Button>
          </div>
        </Card>
      )}
    </>
  );
}

function Boxes({ place }: { place: Place }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const asked = useAsk('listShortages', place, { topics: ['parts'] });
  const fill = useAct('fillBox');
  const [filled, setFilled] = useState<readonly Box[]>([]);
  return (
    <>
      {filled.length === 0 ? null : <Card title={w.boxes} aside={<Button small onClick={() => print()}>{w.print}</Button>}><Labels boxes={filled} /></Card>}
      <Answered of={asked} says={says}>{({ waiting }) => (waiting.length === 0 ? <Empty icon="check" title={w.noWaiting} /> : (
        <Card title={w.tabs.shortages}><ul className="k-list">{waiting.map((car) => (
          <li key={car.id} className="k-stack">
            <div className="k-between"><span><Link to={links.workOrder(car.forId)}><strong>{car.label}</strong></Link><br />{language === 'zh' ? car.name : car.nameEn} <span className="k-muted">{car.code}</span></span><span className="c-inline"><Tag tone="warn">{w.missing(car.missing)}</Tag>{car.safety ? <Tag tone="danger">{w.safety}</Tag> : null}<span className="k-muted">{car.expectedOn ?? ''}</span></span></div>
            {car.onShelf > 0 ? <Button kind="primary" wide busy={fill.isPending} onClick={() => fill.mutate({ waitingPartId: car.id, quantity: Math.min(car.onShelf, car.missing) }, { onSuccess: (box) => setFilled([...filled, box]) })}>{w.fill} {Math.min(car.onShelf, car.missing)}</Button> : null}
          </li>
        ))}</ul><Stale error={fill.error} /></Card>
      ))}</Answered>
    </>
  );
}

function Arriving({ one, done }: { one: Out<'listTransfers'>['transfers'][number]; done(boxes: readonly Box[]): void }) {
  const w = useWords(words);
  const [units, setUnits] = useState(one.quantity);
  const [why, setWhy] = useState('');
  const act = useAct('receiveTransfer');
  return <div className="k-stack"><Stepper label={`${w.quantity} ${one.number}`} value={units} most={one.quantity} onValue={setUnits} />{units < one.quantity ? <TextField label={w.lessWhy} value={why} onValue={setWhy} /> : null}<Stale error={act.error} /><Button kind="primary" wide busy={act.isPending} disabled={units < one.quantity && why.trim() === ''} onClick={() => act.mutate({ transferId: one.id, version: one.version, quantity: units, ...(why.trim() === '' ? {} : { why: why.trim() }) }, { onSuccess: (answer) => done(answer.boxes) })}>{w.receiveIt} {units}</Button></div>;
}

function Moves({ place }: { place: Place }) {
  const w = useWords(words);
  const says = useSays();
  const nameOf = usePlaces(place.brandId);
  const asked = useAsk('listTransfers', { brandId: place.brandId, outletId: place.outletId }, { topics: ['parts'] });
  const send = useAct('sendTransfer');
  const [filled, setFilled] = useState<readonly Box[]>([]);
  return (
    <>
      {filled.length === 0 ? null : <Card title={w.boxes}><Labels boxes={filled} /></Card>}
      <Answered of={asked} says={says}>{({ transfers }) => (transfers.length === 0 ? <Empty icon="out" title={w.noMoves} /> : (
        <Card title={w.transfers}><ul className="k-list">{transfers.map((one) => (
          <li key={one.id} className="k-stack">
            <div className="k-between"><span><strong>{one.code} × {one.quantity}</strong><br /><span className="k-muted">{one.number} · {nameOf(one.fromPlaceId)} → {nameOf(one.toPlaceId)}</span></span><Tag tone={one.state === 'sent' ? 'info' : 'warn'}>{w.transferStates[one.state]}</Tag></div>
            {one.state === 'asked' && one.fromOutletId === place.outletId ? <Button kind="primary" wide busy={send.isPending} onClick={() => send.mutate({ transferId: one.id, version: one.version })}>{w.sendIt}</Button> : null}
            {one.state === 'sent' && one.toOutletId === place.outletId ? <Arriving one={one} done={(boxes) => setFilled([...filled, ...boxes])} /> : null}
          </li>
        ))}</ul><Stale error={send.error} /></Card>
      ))}</Answered>
    </>
  );
}

export function Store() {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const me = useMe();
  const [mode, setMode] = useState<Mode>('receive');
  const [outletId, setOutlet] = useState('');
  const [brand, setBrand] = useState('');
  const outlets = useAsk('listOutlets', {});
  const mine = (outlets.data?.outlets ?? []).filter(me.isMyOutlet);
  const outlet = mine.find((one) => one.id === outletId) ?? mine[0];
  const brands = me.brands.filter((one) => outlet?.brandIds.includes(one.id));
  const brandId = brands.find((one) => one.id === brand)?.id ?? brands[0]?.id ?? '';
  const place = { outletId: outlet?.id ?? '', brandId };
  const stock = useAsk('showStock', place, { topics: ['parts'], enabled: place.outletId !== '' && brandId !== '' });
  const nameOf = (code: string): string => { const part = stock.data?.parts.find((one) => one.code === code); return part === undefined ? code : language === 'zh' ? part.name : part.nameEn; };
  return (
    <div className="c-page s-page c-narrow">
      <Heading title={w.store} lead={w.storeLead}>
        {mine.length > 1 ? <select className="k-input" aria-label={w.outlet} value={place.outletId} onChange={(event) => setOutlet(event.target.value)}>{mine.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select> : null}
        {brands.length > 1 ? <select className="k-input" aria-label={w.brand} value={brandId} onChange={(event) => setBrand(event.target.value)}>{brands.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select> : null}
      </Heading>
      <div className="s-modes" role="group" aria-label={w.store}>{modes.map((one) => <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>{w.modes[one]}</button>)}</div>
      <Answered of={stock} says={says} lines={4}>{({ parts }) => (mode === 'receive' ? <Receive key={place.outletId + brandId} place={place} nameOf={nameOf} /> : mode === 'pick' ? <Pick place={place} parts={parts} /> : mode === 'count' ? <Count place={place} parts={parts} /> : mode === 'boxes' ? <Boxes place={place} /> : <Moves place={place} />)}</Answered>
    </div>
  );
}
