// Receiving at the dock: the order is scanned or chosen, each piece that is scanned counts one, and the answer says into whose box it goes.
import { useState } from 'react';
import { receiptFaults } from '#api/parts';
import { Button } from '#kit/button.tsx';
import { Card, Notice, Tag } from '#kit/card.tsx';
import { SelectField, TextArea, TextField } from '#kit/field.tsx';
import { Answered, Empty } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { In, Out } from '#client/client';
import { useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { Labels, Scan, Stepper, type Place } from './scan.tsx';
import { words } from './words.ts';

type Purchase = Out<'listPurchases'>['purchases'][number];
type Line = Purchase['lines'][number];
type Fault = (typeof receiptFaults)[number];
type Came = { good: number; broken: number; fault: Fault | ''; packing: boolean; soc: string; serials: string };
const nothing: Came = { good: 0, broken: 0, fault: '', packing: false, soc: '', serials: '' };
const listed = (text: string): string[] => [...new Set(text.split(/[\s,，、]+/).filter((one) => one !== ''))];

function LineCard({ line, came, on, set, nameOf }: { line: Line; came: Came; on: boolean; set(more: Partial<Came>): void; nameOf(code: string): string }) {
  const w = useWords(words);
  return (
    <div className="s-line" data-on={on}>
      <div className="k-between"><span><strong>{nameOf(line.code)}</strong><br /><span className="k-muted">{line.code}</span></span><span className="c-inline"><Tag>{w.came(line.received, line.quantity)}</Tag>{line.waitingFor === null ? null : <Tag tone="info">{w.forCar(line.waitingFor)}</Tag>}</span></div>
      <Stepper label={`${w.good} ${line.code}`} value={came.good} most={line.quantity - line.received} onValue={(good) => set({ good })} />
      {line.serialised && came.good > 0 ? <TextArea label={w.serialsOf} value={came.serials} onValue={(serials) => set({ serials })} /> : null}
      {line.unNumber !== null && came.good > 0 ? <label className="s-check"><input type="checkbox" checked={came.packing} onChange={(event) => set({ packing: event.target.checked })} /><span><Tag tone="danger">{line.unNumber}</Tag> {w.packing}</span></label> : null}
      {line.socMaxPct !== null && came.good > 0 ? <TextField label={`${w.socPct} (≤ ${line.socMaxPct})`} inputMode="numeric" value={came.soc} onValue={(soc) => set({ soc: soc.replaceAll(/\D/g, '') })} /> : null}
      <details open={came.broken > 0}><summary>{w.broken}</summary><div className="k-stack"><Stepper label={`${w.broken} ${line.code}`} value={came.broken} onValue={(broken) => set({ broken })} />{came.broken > 0 ? <SelectField label={w.fault} value={came.fault} onValue={(fault) => set({ fault: fault as Fault })} options={[{ value: '', label: '–' }, ...receiptFaults.map((value) => ({ value, label: w.faultWords[value] }))]} /> : null}</div></details>
    </div>
  );
}

type Received = Out<'receivePurchase'>;
function Taking({ purchase, nameOf, isPart, scanned, done }: { purchase: Purchase; nameOf(code: string): string; isPart(code: string): boolean; scanned: { code: string; nth: number } | undefined; done(answer: Received): void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const open = purchase.lines.filter((line) => line.open);
  const [came, setCame] = useState<Record<string, Came>>({});
  const [seen, see] = useState(0);
  const [serials, heard] = useState<readonly number[]>([]);
  // counted against the order as it stood when the counting began: a colleague who brought the same boxes in meanwhile is named first
  const [since, setSince] = useState<number | undefined>(purchase.version);
  const act = useAct('receivePurchase');
  // a serialised piece is scanned with its number after it
  const counting = open.find((line) => line.serialised && (came[line.id]?.good ?? 0) > listed(came[line.id]?.serials ?? '').length);
  const serial = scanned !== undefined && counting !== undefined && !isPart(scanned.code) ? counting : undefined;
  const hit = serial ?? (scanned === undefined ? undefined : (open.find((line) => line.code === scanned.code && (came[line.id]?.good ?? 0) < line.quantity - line.received) ?? open.find((line) => line.code === scanned.code)));
  const set = (id: string, more: Partial<Came>): void => setCame((before) => ({ ...before, [id]: { ...nothing, ...before[id], ...more } }));
  if (scanned !== undefined && scanned.nth !== seen) {
    see(scanned.nth);
    if (serial !== undefined) heard([...serials, scanned.nth]);
    if (serial !== undefined) set(serial.id, { serials: [...listed(came[serial.id]?.serials ?? ''), scanned.code].join(' ') });
    else if (hit !== undefined) set(hit.id, { good: Math.min(hit.quantity - hit.received, (came[hit.id]?.good ?? 0) + 1) });
  }
  const rows = open.flatMap((line): In<'receivePurchase'>['came'] => {
    const one = came[line.id];
    if (one === undefined || one.good + one.broken === 0) return [];
    return [{ purchaseLineId: line.id, quantity: one.good, ...(one.broken > 0 ? { rejected: one.broken, ...(one.fault === '' ? {} : { fault: one.fault }) } : {}), ...(line.serialised ? { serials: listed(one.serials) } : {}), ...(line.unNumber !== null ? { packingSound: one.packing } : {}), ...(line.socMaxPct !== null && one.soc !== '' ? { socPct: Number(one.soc) } : {}) }];
  });
  return (
    <Card title={purchase.number} aside={<span className="k-muted">{(language === 'zh' ? purchase.supplierName : purchase.supplierNameEn) ?? ''}</span>}>
      {scanned !== undefined && hit === undefined && !serials.includes(scanned.nth) ? <Notice tone="danger">{isPart(scanned.code) ? w.notOnOrder(scanned.code) : w.notKnown(scanned.code)}</Notice> : null}
      {open.map((line) => <LineCard key={line.id} line={line} came={came[line.id] ?? nothing} on={hit?.id === line.id} set={(more) => set(line.id, more)} nameOf={nameOf} />)}
      <Stale error={act.error} />
      <Button kind="primary" wide busy={act.isPending} disabled={rows.length === 0} onClick={() => act.mutate({ purchaseId: purchase.id, version: since ?? purchase.version, came: rows }, { onSuccess: done, onError: () => setSince(undefined) })}>{w.receiveNow} {rows.reduce((sum, row) => sum + row.quantity, 0)}</Button>
    </Card>
  );
}

/** What went to no box is put away: its bin is said, and where it has none or another, the bin is scanned. */
function PutAway({ place, shelf, nameOf }: { place: Place; shelf: Received['shelf']; nameOf(code: string): string }) {
  const w = useWords(words);
  const [chosen, choose] = useState(shelf[0]?.code ?? '');
  const [bins, setBins] = useState<Record<string, string>>({});
  const act = useAct('setBin');
  function onScan(scanned: string): void {
    if (shelf.some((one) => one.code.toUpperCase() === scanned)) return choose(shelf.find((one) => one.code.toUpperCase() === scanned)?.code ?? '');
    act.mutate({ ...place, code: chosen, bin: scanned.slice(0, 20) }, { onSuccess: () => setBins((before) => ({ ...before, [chosen]: scanned.slice(0, 20) })) });
  }
  return (
    <>
      <h3>{w.toShelf}</h3>
      <Scan hint={w.scanBin(chosen)} onScan={onScan} />
      {shelf.map((one) => <button key={one.code} type="button" className="s-put" aria-pressed={chosen === one.code} onClick={() => choose(one.code)}><span><strong>{nameOf(one.code)} × {one.quantity}</strong><br />{one.code}</span><Tag tone={(bins[one.code] ?? one.bin) === null ? 'warn' : 'good'}>{(bins[one.code] ?? one.bin) === null ? w.noBin : `${w.bin} ${bins[one.code] ?? one.bin}`}</Tag></button>)}
      <Stale error={act.error} />
    </>
  );
}

export function Receive({ place, nameOf, isPart }: { place: Place; nameOf(code: string): string; isPart(code: string): boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const asked = useAsk('listPurchases', { brandId: place.brandId, outletId: place.outletId }, { topics: ['parts'] });
  const [chosen, choose] = useState<string | undefined>(undefined);
  const [scanned, scan] = useState<{ code: string; nth: number } | undefined>(undefined);
  const [got, setGot] = useState<Received | undefined>(undefined);
  const ready = (asked.data?.purchases ?? []).filter((one) => (one.state === 'sent' || one.state === 'partly') && one.placeId === (place.placeId ?? place.outletId));
  const purchase = ready.find((one) => one.id === chosen);
  function onScan(code: string): void {
    const order = ready.find((one) => one.number.toUpperCase() === code);
    const holder = purchase ?? ready.find((one) => one.lines.some((line) => line.open && line.code === code));
    if (order !== undefined) { choose(order.id); scan(undefined); return; }
    if (holder !== undefined) choose(holder.id);
    scan({ code, nth: (scanned?.nth ?? 0) + 1 });
  }
  if (got !== undefined) {
    return (
      <Card title={w.gotAll}>
        <div className="k-stack">{got.boxes.length === 0 ? null : <><h3>{w.boxes}</h3><Labels boxes={got.boxes} /></>}
        {got.shelf.length === 0 ? null : <PutAway place={place} shelf={got.shelf} nameOf={nameOf} />}
        <div className="k-row"><Button kind="primary" onClick={() => { setGot(undefined); choose(undefined); scan(undefined); }}>{w.next}</Button>{got.boxes.length === 0 ? null : <Button onClick={() => print()}>{w.print}</Button>}</div></div>
      </Card>
    );
  }
  return (
    <>
      <Scan hint={w.scanReceive} onScan={onScan} />
      {purchase !== undefined ? <><Taking key={purchase.id} purchase={purchase} nameOf={nameOf} isPart={isPart} scanned={scanned} done={setGot} /><Button onClick={() => { choose(undefined); scan(undefined); }}>{w.back}</Button></> : (
        <Answered of={asked} says={says}>{() => (ready.length === 0 ? <Empty icon="store" title={w.noneOpen} /> : (
          <Card title={w.chooseOrder}>{scanned === undefined ? null : <Notice tone="danger">{isPart(scanned.code) ? w.onNoOrder(scanned.code) : w.notKnown(scanned.code)}</Notice>}<ul className="k-list">{ready.map((one) => <li key={one.id}><Button wide onClick={() => choose(one.id)}>{one.number} · {(language === 'zh' ? one.supplierName : one.supplierNameEn) ?? w.noSupplier} · {w.pieces(one.lines.reduce((sum, line) => sum + (line.open ? line.quantity - line.received : 0), 0))}</Button></li>)}</ul></Card>
        ))}</Answered>
      )}
    </>
  );
}
