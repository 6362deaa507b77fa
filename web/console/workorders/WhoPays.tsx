// Who pays a line of the estimate and how much of it: goodwill by owner, maker and outlet, insurance with the owner's part; and setting
// another price than the list's, with the reason.
import { useState } from 'react';
import { payTypes } from '#api/workorders';
import { Button } from '#kit/button.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { Money, yuan } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import type { Out } from '#client/client';
import { workWords } from '#client/work-words';
import { Stale } from '../cases/Stale.tsx';
import { fenOf } from '../invoices/Invoices.tsx';
import { useMe } from '../shell/me.tsx';
import { useWork } from './work.ts';
import { words } from './words.ts';

type Page = Out<'showWorkOrder'>;
type Line = Page['lines'][number];
export type Payer = { payType: (typeof payTypes)[number]; ownerPct?: number; makerPct?: number };
const pct = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part * 100) / whole));
const within = (text: string): number => Math.max(0, Math.min(100, Number(text) || 0));

/** The shares as a line has them. */
export const payerOf = (line: Line): Payer => ({
  payType: line.payType, ...(line.payType === 'goodwill' ? { ownerPct: pct(line.ownerFen, line.totalFen), makerPct: pct(line.makerFen, line.totalFen) } : line.payType === 'insurance' && line.ownerFen > 0 ? { ownerPct: pct(line.ownerFen, line.totalFen) } : {}),
});

export function PayerOf({ line, payer, onPayer }: { line: Line; payer: Payer; onPayer(payer: Payer): void }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const [ownerPct, makerPct] = [payer.ownerPct ?? 0, payer.makerPct ?? 100 - (payer.ownerPct ?? 0)];
  const share = (label: string, value: number, on: (value: number) => void) => <label className="c-inline"><span className="k-muted">{label}</span><input className="k-input c-small c-pct" aria-label={`${label} · ${line.name}`} type="number" min={0} max={100} value={value} onChange={(event) => on(within(event.target.value))} /></label>;
  return (
    <span className="c-inline">
      <select className="k-input c-small" aria-label={`${w.payer} · ${line.name}`} value={payer.payType} onChange={(event) => onPayer({ payType: event.target.value as Payer['payType'], ...(event.target.value === 'goodwill' ? { ownerPct: 50 } : {}) })}>
        {payTypes.map((type) => <option key={type} value={type}>{v.payType[type]}</option>)}
      </select>
      {payer.payType !== 'goodwill' && payer.payType !== 'insurance' ? null : share(w.ownerPct, ownerPct, (value) => onPayer(payer.payType === 'goodwill' ? { ...payer, ownerPct: value, makerPct: Math.min(makerPct, 100 - value) } : { ...payer, ownerPct: value }))}
      {payer.payType !== 'goodwill' ? null : <>{share(w.makerPct, makerPct, (value) => onPayer({ ...payer, ownerPct: Math.min(ownerPct, 100 - value), makerPct: value }))}<span className="k-muted">{w.outletPct(100 - ownerPct - makerPct)}</span></>}
      {payer.payType !== 'insurance' ? null : <span className="k-muted">{w.insurerPct(100 - ownerPct)}</span>}
    </span>
  );
}

/** What a line's price is beside the list's or what it was before. */
export function PriceNote({ line }: { line: Line }) {
  const w = useWords(words);
  if (line.listFen !== null) return <small>{w.listPrice(yuan(line.listFen))} · {line.overrideWhy === 'agreedBefore' ? w.agreedBefore : `${line.overrideWhy ?? ''} · ${line.overrideBy ?? ''}`}</small>;
  return line.wasFen === null ? null : <small>{w.was(yuan(line.wasFen))}</small>;
}

export function OtherPrice({ page, line }: { page: Page; line: Line }) {
  const w = useWords(words);
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  const [price, setPrice] = useState((line.unitFen / 100).toFixed(2));
  const [why, setWhy] = useState('');
  const act = useWork('overridePrice');
  if (line.done || !may('serviceManager', 'regionalManager') || !['checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress'].includes(page.workOrder.state)) return null;
  const fen = fenOf(price);
  if (!open) return <Button small kind="quiet" aria-label={`${w.otherPrice} ${line.name}`} onClick={() => setOpen(true)}>{w.otherPrice}</Button>;
  return (
    <Form label={w.otherPrice} onSubmit={() => fen !== undefined && act.mutate({ workOrderId: page.workOrder.id, version: page.workOrder.version, lineId: line.id, unitFen: fen, why: why.trim() }, { onSuccess: () => setOpen(false) })}>
      <TextField label={w.unitYuan} inputMode="decimal" value={price} onValue={setPrice} /><TextField label={w.priceWhy} value={why} onValue={setWhy} /><Stale error={act.error} />
      <div className="k-row"><Button type="submit" small kind="primary" busy={act.isPending} disabled={fen === undefined || why.trim() === ''}>{w.save}</Button><Button small onClick={() => setOpen(false)}>{w.cancel}</Button></div>
    </Form>
  );
}

/** Diagnosis that takes time of its own, in hours; none takes it out. */
export function DiagnosisTime({ hundredths, onSet }: { hundredths: number | undefined; onSet(hundredths: number | undefined): void }) {
  const w = useWords(words);
  const [text, setText] = useState(hundredths === undefined ? '' : String(hundredths / 100));
  const wanted = text.trim() === '' ? undefined : Math.round(Number(text) * 100);
  const wrong = wanted !== undefined && (!Number.isFinite(wanted) || wanted < 5 || wanted > 2_000 || wanted % 5 !== 0);
  return (
    <Form label={w.diagnosisTime} onSubmit={() => wrong || onSet(wanted)}>
      <div className="c-inline"><TextField label={w.diagnosisTime} inputMode="decimal" value={text} onValue={setText} hint={w.diagnosisHint} error={wrong ? w.diagnosisStep : undefined} /><Button type="submit" disabled={wrong || wanted === hundredths}>{w.save}</Button></div>
    </Form>
  );
}

/** What each side pays of the estimate. */
export function Shares({ lines }: { lines: readonly Line[] }) {
  const w = useWords(words);
  const v = useWords(workWords);
  const sums = new Map<string, number>();
  const add = (who: string, fen: number): void => void (fen !== 0 && sums.set(who, (sums.get(who) ?? 0) + fen));
  for (const line of lines.filter((one) => one.answer !== 'declined')) {
    add(v.payer.owner, line.ownerFen);
    const rest = line.totalFen - line.ownerFen - line.makerFen;
    if (line.payType === 'goodwill') {
      add(v.payer.maker, line.makerFen);
      add(w.outlet, rest);
    } else if (line.payType !== 'owner') add(['warranty', 'threeGuarantees', 'recall'].includes(line.payType) ? v.payer.maker : line.payType === 'insurance' ? v.payer.insurer : v.payType[line.payType], rest);
  }
  return sums.size < 2 ? null : <p className="k-muted">{[...sums].map(([who, fen], nth) => <span key={who}>{nth === 0 ? '' : ' · '}{who} <Money fen={fen} /></span>)}</p>;
}
