// The store keeper's handheld: receive, pick, count, boxes of waiting cars, transfers. Big targets, everything by scan.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
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
import { Pick, type Part } from './Pick.tsx';
import { Receive } from './Receive.tsx';
import { codeOf, Labels, Scan, Stepper, type Box, type Place } from './scan.tsx';
import './store.css';
import { words } from './words.ts';

const modes = ['receive', 'pick', 'count', 'boxes', 'moves'] as const;
type Mode = (typeof modes)[number];

/** Each scan adds one; the book's own number is shown only after the count, so that nobody counts by it. */
function Count({ place, parts }: { place: Place; parts: readonly Part[] }) {
  const w = useWords(words);
  const [code, setCode] = useState<string | undefined>(undefined);
  const [units, setUnits] = useState(0);
  const [bin, setBin] = useState('');
  const act = useAct('countPart');
  const [sure, setSure] = useState<number | undefined>(undefined);
  const part = parts.find((one) => one.code.toUpperCase() === code);
  const book = part?.onHand ?? null;
  const far = book !== null && Math.abs(units - book) > Math.max(5, book / 2);
  const save = (): void => {
    if (part === undefined) return;
    if (far && sure !== units) return setSure(units); // a slip of the thumb is no count
    act.mutate({ ...place, code: part.code, onHand: units, ...(bin === '' ? {} : { bin }) });
  };
  function onScan(scanned: string): void {
    act.reset();
    if (scanned === code && act.data === undefined) return setUnits(units + 1);
    setSure(undefined);
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
            {far && sure === units ? <Notice tone="warn">{w.recount(units)}</Notice> : null}
            <Button kind="primary" wide busy={act.isPending} onClick={save}>{w.saveCount} {units}</Button>
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
  const asked = useAsk('listShortages', { outletId: place.outletId, brandId: place.brandId }, { topics: ['parts', 'workorders'] });
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

/** Between the shelf of an outlet and its vans; other outlets are asked by the planner. */
function AskMove({ place, spots, isPart, done }: { place: Place; spots: readonly { id: string; name: string }[]; isPart(code: string): boolean; done(): void }) {
  const w = useWords(words);
  const here = place.placeId ?? place.outletId;
  const [ways, setWays] = useState({ from: here, to: spots.find((one) => one.id !== here)?.id ?? '' });
  const [code, setCode] = useState('');
  const [units, setUnits] = useState(1);
  const act = useAct('askTransfer');
  const choices = spots.map((one) => ({ value: one.id, label: one.name }));
  function onScan(scanned: string): void {
    act.reset();
    if (scanned === code) return setUnits(units + 1);
    setCode(scanned);
    setUnits(1);
  }
  return (
    <Card title={w.askMove} aside={<Button small onClick={done}>{w.back}</Button>}>
      <div className="k-stack">
        <Scan hint={w.scanMove} onScan={onScan} />
        <SelectField label={w.fromPlace} value={ways.from} onValue={(from) => setWays({ from, to: ways.to === from ? (spots.find((one) => one.id !== from)?.id ?? '') : ways.to })} options={choices} />
        <SelectField label={w.toPlace} value={ways.to} onValue={(to) => setWays({ ...ways, to })} options={choices.filter((one) => one.value !== ways.from)} />
        {code === '' ? null : isPart(code) ? <><strong className="s-big">{code}</strong><Stepper label={w.quantity} value={units} least={1} onValue={setUnits} /></> : <Notice tone="danger">{w.notKnown(code)}</Notice>}
        <Stale error={act.error} />
        <Button kind="primary" wide busy={act.isPending} disabled={!isPart(code) || ways.to === ''} onClick={() => act.mutate({ brandId: place.brandId, fromPlaceId: ways.from, toPlaceId: ways.to, code, quantity: units }, { onSuccess: done })}>{w.askIt} {units}</Button>
      </div>
    </Card>
  );
}

function Moves({ place, spots, isPart }: { place: Place; spots: readonly { id: string; name: string }[]; isPart(code: string): boolean }) {
  const w = useWords(words);
  const says = useSays();
  const nameOf = usePlaces(place.brandId);
  const asked = useAsk('listTransfers', { brandId: place.brandId, outletId: place.outletId }, { topics: ['parts'] });
  const send = useAct('sendTransfer');
  const [asks, ask] = useState(false);
  const [filled, setFilled] = useState<readonly Box[]>([]);
  return (
    <>
      {filled.length === 0 ? null : <Card title={w.boxes}><Labels boxes={filled} /></Card>}
      {asks ? <AskMove place={place} spots={spots} isPart={isPart} done={() => ask(false)} /> : spots.length > 1 ? <Button wide onClick={() => ask(true)}>{w.askMove}</Button> : null}
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
  const shelf = { outletId: outlet?.id ?? '', brandId };
  const vans = (useAsk('listPlaces', shelf, { topics: ['parts'], enabled: shelf.outletId !== '' && brandId !== '' }).data?.places ?? []);
  const [spot, setSpot] = useState('');
  const van = vans.find((one) => one.id === spot);
  const place: Place = van === undefined ? shelf : { ...shelf, placeId: van.id };
  const spots = outlet === undefined ? [] : [{ id: outlet.id, name: w.shelfOf(language === 'zh' ? outlet.name : outlet.nameEn) }, ...vans.map((one) => ({ id: one.id, name: language === 'zh' ? one.name : one.nameEn }))];
  const stock = useAsk('showStock', place, { topics: ['parts'], enabled: place.outletId !== '' && brandId !== '' });
  const isPart = (code: string): boolean => stock.data?.parts.some((one) => one.code.toUpperCase() === code) === true;
  const nameOf = (code: string): string => { const part = stock.data?.parts.find((one) => one.code === code); return part === undefined ? code : language === 'zh' ? part.name : part.nameEn; };
  return (
    <div className="c-page s-page c-narrow">
      <Heading title={w.store} lead={w.storeLead}>
        {mine.length > 1 ? <select className="k-input" aria-label={w.outlet} value={place.outletId} onChange={(event) => setOutlet(event.target.value)}>{mine.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select> : null}
        {brands.length > 1 ? <select className="k-input" aria-label={w.brand} value={brandId} onChange={(event) => setBrand(event.target.value)}>{brands.map((one) => <option key={one.id} value={one.id}>{language === 'zh' ? one.name : one.nameEn}</option>)}</select> : null}
        {spots.length > 1 ? <select className="k-input" aria-label={w.place} value={place.placeId ?? place.outletId} onChange={(event) => setSpot(event.target.value)}>{spots.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select> : null}
      </Heading>
      <div className="s-modes" role="group" aria-label={w.store}>{modes.map((one) => <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>{w.modes[one]}</button>)}</div>
      <Answered of={stock} says={says} lines={4}>{({ parts }) => (mode === 'receive' ? <Receive key={JSON.stringify(place)} place={place} nameOf={nameOf} isPart={isPart} /> : mode === 'pick' ? <Pick key={JSON.stringify(place)} place={place} parts={parts} nameOf={nameOf} /> : mode === 'count' ? <Count key={JSON.stringify(place)} place={place} parts={parts} /> : mode === 'boxes' ? <Boxes place={place} /> : <Moves place={place} spots={spots} isPart={isPart} />)}</Answered>
    </div>
  );
}
