// What is on its way: purchases with their lines, transfers, and what suppliers promise and keep.
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Tag, type Tone } from '#kit/card.tsx';
import { Dialog } from '#kit/dialog.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { When, yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { Stale } from '../cases/Stale.tsx';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { Table } from '../shell/Table.tsx';
import { NewDay, NewOrder } from './Ordering.tsx';
import { Places } from './Places.tsx';
import { usePlaces } from './places.ts';
import { words } from './words.ts';

type Purchase = Out<'listPurchases'>['purchases'][number];
const tones: Record<Purchase['state'], Tone> = { draft: 'plain', sent: 'info', partly: 'warn', received: 'good', cancelled: 'plain' };

function Why({ title, doing, busy, error, done }: { title: string; doing(why: string): void; busy: boolean; error: Error | null; done(): void }) {
  const w = useWords(words);
  const [why, setWhy] = useState('');
  return <Form label={title} onSubmit={() => doing(why.trim())}><TextField label={w.why} value={why} onValue={setWhy} /><Stale error={error} /><div className="k-row"><Button type="submit" kind="primary" busy={busy} disabled={why.trim() === ''}>{title}</Button><Button onClick={done}>{w.back}</Button></div></Form>;
}

function PurchaseRow({ brandId, one }: { brandId: string; one: Purchase }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { may } = useMe();
  const nameOf = usePlaces(brandId);
  const [asks, ask] = useState<'cancel' | 'day' | undefined>(undefined);
  const [send, cancel] = [useAct('sendPurchase'), useAct('cancelPurchase')];
  const plans = may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator');
  return (
    <tr>
      <td><strong>{one.number}</strong><small><When at={one.madeAt} /> · {one.madeBy}</small></td>
      <td>{nameOf(one.placeId)}<small>{(language === 'zh' ? one.supplierName : one.supplierNameEn) ?? w.noSupplier}</small></td>
      <td>{one.lines.map((line) => <div key={line.id}><span className="c-inline"><Link to={links.part(brandId, line.code)}>{line.code}</Link> <span className="k-number">{w.came(line.received, line.quantity)}</span>{line.expectedOn === null ? null : <span className="k-muted">{line.expectedOn}</span>}{line.late ? <Tag tone="danger">{w.late}</Tag> : null}{line.waitingFor === null ? null : <Tag tone="info">{w.forCar(line.waitingFor)}</Tag>}</span></div>)}</td>
      <td><Tag tone={tones[one.state]}>{w.states[one.state]}</Tag>{one.lines.every((line) => line.unitFen !== null) ? <small>{yuan(one.lines.reduce((sum, line) => sum + line.quantity * (line.unitFen ?? 0), 0))}</small> : null}</td>
      <td>{plans ? <span className="c-inline">{one.state === 'draft' ? <Button small kind="primary" busy={send.isPending} onClick={() => send.mutate({ purchaseId: one.id, version: one.version })}>{w.send}</Button> : null}{one.state === 'sent' || one.state === 'partly' ? <Button small onClick={() => ask('day')}>{w.newDay}</Button> : null}{one.state === 'received' || one.state === 'cancelled' ? null : <Button small onClick={() => ask('cancel')}>{w.cancel}</Button>}</span> : null}<Stale error={send.error} />
        <Dialog open={asks !== undefined} onClose={() => ask(undefined)} title={`${asks === 'day' ? w.newDay : w.cancel} · ${one.number}`}>{asks === 'day' ? <NewDay one={one} done={() => ask(undefined)} /> : asks === 'cancel' ? <Why title={w.cancel} busy={cancel.isPending} error={cancel.error} done={() => ask(undefined)} doing={(why) => cancel.mutate({ purchaseId: one.id, version: one.version, why }, { onSuccess: () => ask(undefined) })} /> : null}</Dialog></td>
    </tr>
  );
}

function AddSupplier({ brandId, done }: { brandId: string; done(): void }) {
  const w = useWords(words);
  const [text, setText] = useState({ name: '', nameEn: '', days: '' });
  const act = useAct('addSupplier');
  const error = useFieldErrors(act.error, ['name', 'nameEn', 'promisedDays']);
  const set = (key: keyof typeof text) => ({ value: text[key], onValue: (value: string) => setText({ ...text, [key]: value }) });
  return (
    <Form label={w.addSupplier} onSubmit={() => act.mutate({ brandId, name: text.name.trim(), nameEn: text.nameEn.trim(), promisedDays: Number(text.days) }, { onSuccess: done })}>
      <TextField label={w.name} {...set('name')} error={error('name')} /><TextField label={w.nameEn} {...set('nameEn')} error={error('nameEn')} /><TextField label={w.promisedDays} inputMode="numeric" {...set('days')} error={error('promisedDays')} />
      {error('') === undefined ? null : <Stale error={act.error} />}
      <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={text.name.trim() === '' || text.nameEn.trim() === '' || !/^\d{1,3}$/.test(text.days)}>{w.save}</Button><Button onClick={done}>{w.back}</Button></div>
    </Form>
  );
}

function Suppliers({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const says = useSays();
  const { language } = useLanguage();
  const { may } = useMe();
  const [adding, add] = useState(false);
  const asked = useAsk('listSuppliers', { brandId }, { topics: ['parts'] });
  const days = (value: number | null): string => (value === null ? '–' : w.days(value));
  return (
    <Card title={w.suppliers} aside={may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator') ? <Button small onClick={() => add(true)}>{w.addSupplier}</Button> : undefined}>
      <Answered of={asked} says={says}>{({ suppliers }) => (suppliers.length === 0 ? <p className="k-muted">{w.none}</p> : (
        <Table label={w.suppliers} columns={[w.supplier, { label: w.promised, num: true }, { label: w.real, num: true }, { label: w.long, num: true }, { label: w.inTime, num: true }, { label: w.rejected, num: true }, { label: w.receipts, num: true }]}>{suppliers.map((one) => (
          <tr key={one.id}><td><strong>{language === 'zh' ? one.name : one.nameEn}</strong></td><td className="num">{w.days(one.promisedDays)}</td><td className="num" style={one.meanDays !== null && one.meanDays > one.promisedDays * 1.2 ? { color: 'var(--danger)' } : undefined}>{days(one.meanDays)}</td><td className="num">{days(one.longDays)}</td><td className="num">{one.inTimePct === null ? '–' : `${one.inTimePct} %`}</td><td className="num">{one.rejectedPct === null ? '–' : `${one.rejectedPct} %`}</td><td className="num">{one.receipts}</td></tr>
        ))}</Table>
      ))}</Answered>
      <Dialog open={adding} onClose={() => add(false)} title={w.addSupplier}>{adding ? <AddSupplier brandId={brandId} done={() => add(false)} /> : null}</Dialog>
    </Card>
  );
}

function TransferRow({ brandId, one }: { brandId: string; one: Out<'listTransfers'>['transfers'][number] }) {
  const w = useWords(words);
  const { may } = useMe();
  const nameOf = usePlaces(brandId);
  const [asks, ask] = useState(false);
  const act = useAct('cancelTransfer');
  const moves = may('storeKeeper', 'partsPlanner', 'serviceManager', 'regionalManager', 'administrator');
  return (
    <tr>
      <td><strong>{one.number}</strong> <Tag tone={one.state === 'sent' ? 'info' : one.state === 'asked' ? 'warn' : one.state === 'received' ? 'good' : 'plain'}>{w.transferStates[one.state]}</Tag><small>{one.askedBy}{one.why === null ? '' : ` · ${one.why}`}</small></td><td><Link to={links.part(brandId, one.code)}>{one.code}</Link> <b className="k-number">× {one.quantity}</b></td><td>{nameOf(one.fromPlaceId)}</td><td>{nameOf(one.toPlaceId)}</td><td>{one.expectedOn ?? '–'}</td>
      <td>{moves && one.state === 'asked' ? <Button small onClick={() => ask(true)}>{w.cancel}</Button> : null}<Dialog open={asks} onClose={() => ask(false)} title={`${w.cancelTransfer} · ${one.number}`}>{asks ? <Why title={w.cancelTransfer} busy={act.isPending} error={act.error} done={() => ask(false)} doing={(why) => act.mutate({ transferId: one.id, version: one.version, why }, { onSuccess: () => ask(false) })} /> : null}</Dialog></td>
    </tr>
  );
}

export function Orders({ brandId }: { brandId: string }) {
  const w = useWords(words);
  const { may } = useMe();
  const [writing, write] = useState(false);
  const says = useSays();
  const [over, showOver] = useState(false);
  const [purchases, transfers] = [useAsk('listPurchases', { brandId, open: !over }, { topics: ['parts'], keep: true }), useAsk('listTransfers', { brandId, open: !over }, { topics: ['parts'], keep: true })];
  return (
    <>
      <div className="c-filters">{may('partsPlanner', 'serviceManager', 'regionalManager', 'administrator') ? <Button small kind="primary" onClick={() => write(true)}>{w.newOrder}</Button> : null}<Button small aria-pressed={over} onClick={() => showOver(!over)}>{over ? w.onlyOpen : w.alsoOver}</Button></div>
      <Dialog open={writing} onClose={() => write(false)} title={w.newOrder}>{writing ? <NewOrder brandId={brandId} done={() => write(false)} /> : null}</Dialog>
      <Answered of={purchases} says={says} lines={6}>{(data) => (data.purchases.length === 0 ? <Card><p className="k-muted">{w.noOrders}</p></Card> : <Table label={w.purchases} columns={[w.purchases, w.supplier, w.part, w.state, { label: w.cancel, hidden: true }]}>{data.purchases.map((one) => <PurchaseRow key={one.id} brandId={brandId} one={one} />)}</Table>)}</Answered>
      <Answered of={transfers} says={says}>{(data) => (data.transfers.length === 0 ? null : (
        <Table label={w.transfers} columns={[w.transfers, w.part, w.from, w.to, w.expected, { label: w.cancel, hidden: true }]}>{data.transfers.map((one) => <TransferRow key={one.id} brandId={brandId} one={one} />)}</Table>
      ))}</Answered>
      <Places brandId={brandId} />
      <Suppliers brandId={brandId} />
    </>
  );
}
