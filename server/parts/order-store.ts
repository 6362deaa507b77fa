// Statements of what is ordered and what came: suppliers, purchases with their lines, receipts, transfers, and the cars that wait.
import { many, maybe, one, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { At } from './store.ts';

export type PurchaseState = 'draft' | 'sent' | 'partly' | 'received' | 'cancelled';
export type Purchase = At & { id: string; number: string; supplierId: string | null; state: PurchaseState; note: string | null; madeBy: string; madeAt: Date; sentAt: Date | null; version: number };
export type Line = At & { id: string; purchaseId: string; code: string; quantity: number; received: number; unitFen: number | null; expectedOn: string | null; note: string | null; waitingId: string | null; endedAt: Date | null };
export type Supplier = { id: string; brandId: string; name: string; nameEn: string; promisedDays: number; version: number };
export type Waiting = { id: string; brandId: string; outletId: string; code: string; quantity: number; served: number; forId: string; label: string; vin: string; safety: boolean; guaranteeDaysLeft: number | null; loanerFenPerDay: number; askedAt: Date; askedBy: string; expectedOn: string | null };
export type TransferState = 'asked' | 'sent' | 'received' | 'cancelled';
export type Transfer = { id: string; number: string; brandId: string; code: string; quantity: number; came: number | null; fromPlaceId: string; fromOutletId: string; toPlaceId: string; toOutletId: string; state: TransferState; why: string | null; askedBy: string; askedAt: Date; sentAt: Date | null; receivedAt: Date | null; expectedOn: string | null; version: number };

const supplierColumns = sql`id, brand_id, name, name_en, promised_days, version`;
export const suppliersOf = (tx: Tx, brandId: string) => many<Supplier>(tx, sql`select ${supplierColumns} from parts.suppliers where brand_id = ${brandId} order by name`);
export const supplierById = (tx: Tx, id: string) => maybe<Supplier>(tx, sql`select ${supplierColumns} from parts.suppliers where id = ${id}`);
export const insertSupplier = (tx: Tx, s: Omit<Supplier, 'version'>) =>
  maybe<Supplier>(tx, sql`insert into parts.suppliers (id, brand_id, name, name_en, promised_days) values (${s.id}, ${s.brandId}, ${s.name}, ${s.nameEn}, ${s.promisedDays}) on conflict (brand_id, name) do nothing returning ${supplierColumns}`);

const purchaseColumns = sql`id, number, brand_id, outlet_id, place_id, supplier_id, state, note, made_by, made_at, sent_at, version`;
export const purchaseById = (tx: Tx, id: string) => maybe<Purchase>(tx, sql`select ${purchaseColumns} from parts.purchases where id = ${id}`);
export const lockPurchase = (tx: Tx, id: string) => maybe<Purchase>(tx, sql`select ${purchaseColumns} from parts.purchases where id = ${id} for update`);
export const purchasesOf = (tx: Tx, brandId: string, open: boolean, outletId: string | null) =>
  many<Purchase>(tx, sql`select ${purchaseColumns} from parts.purchases where brand_id = ${brandId} and (not ${open}::boolean or state in ('draft', 'sent', 'partly')) and (${outletId}::text is null or outlet_id = ${outletId}::text) order by made_at desc, id limit 200`);
export const insertPurchase = (tx: Tx, p: Pick<Purchase, 'id' | 'number' | 'brandId' | 'outletId' | 'placeId' | 'supplierId' | 'state' | 'note' | 'madeBy'>) =>
  one<Purchase>(tx, sql`insert into parts.purchases (id, number, brand_id, outlet_id, place_id, supplier_id, state, note, made_by, made_at, sent_at)
    values (${p.id}, ${p.number}, ${p.brandId}, ${p.outletId}, ${p.placeId}, ${p.supplierId}::text, ${p.state}, ${p.note}::text, ${p.madeBy}, ${tx.now}, case when ${p.state} = 'sent' then ${tx.now}::timestamptz end) returning ${purchaseColumns}`);
export const savePurchase = (tx: Tx, p: Purchase) =>
  one<Purchase>(tx, sql`update parts.purchases set state = ${p.state}, sent_at = ${p.sentAt}::timestamptz, ended_at = case when ${p.state} in ('received', 'cancelled') then ${tx.now}::timestamptz end, version = version + 1 where id = ${p.id} returning ${purchaseColumns}`);

const lineColumns = sql`id, purchase_id, brand_id, outlet_id, place_id, code, quantity, received, unit_fen, expected_on, note, waiting_id, ended_at`;
export const linesOf = (tx: Tx, purchaseIds: readonly string[]) => many<Line>(tx, sql`select ${lineColumns} from parts.purchase_lines where purchase_id = any(${[...purchaseIds]}::text[]) order by purchase_id, id`);
/** A draft is not on order. */
const notDraft = sql`exists (select 1 from parts.purchases p where p.id = purchase_id and p.state <> 'draft')`;
export const openLinesAt = (tx: Tx, at: At) => many<Line>(tx, sql`select ${lineColumns} from parts.purchase_lines where place_id = ${at.placeId} and brand_id = ${at.brandId} and ended_at is null and ${notDraft} order by expected_on nulls last, id`);
export const openLinesOfCodes = (tx: Tx, brandId: string, codes: readonly string[]) => many<Line>(tx, sql`select ${lineColumns} from parts.purchase_lines where brand_id = ${brandId} and code = any(${[...codes]}::text[]) and ended_at is null and ${notDraft} order by expected_on nulls last, id`);
export const openLine = (tx: Tx, id: string) => maybe<Line>(tx, sql`select ${lineColumns} from parts.purchase_lines where id = ${id} and ended_at is null and ${notDraft}`);
export const insertLines = (tx: Tx, p: Purchase, lines: readonly { id: string; code: string; quantity: number; unitFen: number | null; expectedOn: string | null; note: string | null; waitingId: string | null }[]) =>
  many<Line>(tx, sql`insert into parts.purchase_lines (id, purchase_id, brand_id, outlet_id, place_id, code, quantity, unit_fen, expected_on, note, waiting_id)
    select r.id, ${p.id}, ${p.brandId}, ${p.outletId}, ${p.placeId}, r.code, r.quantity, r."unitFen", r."expectedOn", r.note, r."waitingId"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(id text, code text, quantity int, "unitFen" int, "expectedOn" date, note text, "waitingId" text) returning ${lineColumns}`);
export const addReceived = (tx: Tx, id: string, came: number) => run(tx, sql`update parts.purchase_lines set received = received + ${came}, ended_at = case when received + ${came} >= quantity then ${tx.now}::timestamptz end, ended_how = case when received + ${came} >= quantity then 'received' end where id = ${id}`);
export const dropLine = (tx: Tx, id: string) => run(tx, sql`update parts.purchase_lines set ended_at = ${tx.now}, ended_how = 'dropped' where id = ${id} and ended_at is null`);
export const expectLine = (tx: Tx, id: string, on: string) => run(tx, sql`update parts.purchase_lines set expected_on = ${on}::date where id = ${id}`);
export const insertReceipt = (tx: Tx, r: { id: string; line: Line; supplierId: string | null; quantity: number; rejected: number; fault: string | null; by: string; orderedAt: Date }) =>
  run(tx, sql`insert into parts.receipts (id, purchase_line_id, purchase_id, supplier_id, brand_id, outlet_id, code, quantity, rejected, fault, at, by_name, ordered_at, expected_on)
    values (${r.id}, ${r.line.id}, ${r.line.purchaseId}, ${r.supplierId}::text, ${r.line.brandId}, ${r.line.outletId}, ${r.line.code}, ${r.quantity}, ${r.rejected}, ${r.fault}::text, ${tx.now}, ${r.by}, ${r.orderedAt}, ${r.line.expectedOn}::date)`);

export type Kept = { supplierId: string; receipts: number; units: number; rejected: number; meanDays: number; longDays: number; inTime: number; dated: number };
/** What suppliers keep, from the receipts of a year. */
export const keptBySuppliers = (tx: Tx, brandId: string, since: Date) =>
  many<Kept>(tx, sql`select supplier_id, count(*)::int as receipts, sum(quantity)::int as units, sum(rejected)::int as rejected, avg(extract(epoch from at - ordered_at) / 86400)::float8 as mean_days,
    percentile_cont(0.9) within group (order by extract(epoch from at - ordered_at) / 86400)::float8 as long_days, count(*) filter (where (at at time zone 'Asia/Shanghai')::date <= expected_on)::int as in_time, count(expected_on)::int as dated
    from parts.receipts where brand_id = ${brandId} and supplier_id is not null and at >= ${since} group by supplier_id`);

const waitingColumns = sql`id, brand_id, outlet_id, code, quantity, served, for_id, label, vin, safety, guarantee_days_left, loaner_fen_per_day, asked_at, asked_by, expected_on`;
export const openWaiting = (tx: Tx, brandId: string) => many<Waiting>(tx, sql`select ${waitingColumns} from parts.waiting where brand_id = ${brandId} and ended_at is null order by asked_at, id limit 2000`);
export const everyWaiting = (tx: Tx) => many<Waiting>(tx, sql`select ${waitingColumns} from parts.waiting where ended_at is null order by asked_at, id limit 20000`);
export const waitingFor = (tx: Tx, at: { outletId: string; brandId: string }, codes: readonly string[]) => many<Waiting>(tx, sql`select ${waitingColumns} from parts.waiting where outlet_id = ${at.outletId} and brand_id = ${at.brandId} and code = any(${[...codes]}::text[]) and ended_at is null order by asked_at, id for update`);
export const waitingAt = (tx: Tx, outletId: string, brandId: string) => many<Waiting>(tx, sql`select ${waitingColumns} from parts.waiting where outlet_id = ${outletId} and brand_id = ${brandId} and ended_at is null order by asked_at, id`);
export const lockWaiting = (tx: Tx, id: string) => maybe<Waiting>(tx, sql`select ${waitingColumns} from parts.waiting where id = ${id} and ended_at is null for update`);
export const insertWaiting = (tx: Tx, w: Omit<Waiting, 'served' | 'guaranteeDaysLeft' | 'loanerFenPerDay' | 'askedAt'>) =>
  run(tx, sql`insert into parts.waiting (id, brand_id, outlet_id, code, quantity, for_id, label, vin, safety, asked_at, asked_by, expected_on)
    values (${w.id}, ${w.brandId}, ${w.outletId}, ${w.code}, ${w.quantity}, ${w.forId}, ${w.label}, ${w.vin}, ${w.safety}, ${tx.now}, ${w.askedBy}, ${w.expectedOn}::date) on conflict (id) do nothing`);
export const serveWaiting = (tx: Tx, id: string, served: number) =>
  run(tx, sql`update parts.waiting set served = ${served}, ended_at = case when ${served}::int >= quantity then greatest(asked_at, ${tx.now}::timestamptz) end, ended_how = case when ${served}::int >= quantity then 'served' end where id = ${id}`);
export const expectWaiting = (tx: Tx, id: string, on: string) => run(tx, sql`update parts.waiting set expected_on = ${on}::date where id = ${id}`);
export const withdrawWaiting = (tx: Tx, forId: string) => run(tx, sql`update parts.waiting set ended_at = greatest(asked_at, ${tx.now}::timestamptz), ended_how = 'withdrawn' where for_id = ${forId} and ended_at is null`);
export const weighWaiting = (tx: Tx, rows: readonly { id: string; guaranteeDaysLeft: number | null; loanerFenPerDay: number }[]) =>
  run(tx, sql`update parts.waiting w set guarantee_days_left = r."guaranteeDaysLeft", loaner_fen_per_day = r."loanerFenPerDay"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "guaranteeDaysLeft" int, "loanerFenPerDay" int) where w.id = r.id and (w.guarantee_days_left is distinct from r."guaranteeDaysLeft" or w.loaner_fen_per_day <> r."loanerFenPerDay")`);

const transferColumns = sql`id, number, brand_id, code, quantity, came, from_place_id, from_outlet_id, to_place_id, to_outlet_id, state, why, asked_by, asked_at, sent_at, received_at, expected_on, version`;
export const lockTransfer = (tx: Tx, id: string) => maybe<Transfer>(tx, sql`select ${transferColumns} from parts.transfers where id = ${id} for update`);
export const transfersOf = (tx: Tx, brandId: string, open: boolean) => many<Transfer>(tx, sql`select ${transferColumns} from parts.transfers where brand_id = ${brandId} and (not ${open}::boolean or state in ('asked', 'sent')) order by asked_at desc, id limit 200`);
export const transfersTo = (tx: Tx, at: At) => many<Transfer>(tx, sql`select ${transferColumns} from parts.transfers where to_place_id = ${at.placeId} and brand_id = ${at.brandId} and state in ('asked', 'sent') order by expected_on nulls last, id`);
export const insertTransfer = (tx: Tx, t: Omit<Transfer, 'came' | 'state' | 'askedAt' | 'sentAt' | 'receivedAt' | 'version'>) =>
  one<Transfer>(tx, sql`insert into parts.transfers (id, number, brand_id, code, quantity, from_place_id, from_outlet_id, to_place_id, to_outlet_id, state, why, asked_by, asked_at, expected_on)
    values (${t.id}, ${t.number}, ${t.brandId}, ${t.code}, ${t.quantity}, ${t.fromPlaceId}, ${t.fromOutletId}, ${t.toPlaceId}, ${t.toOutletId}, 'asked', ${t.why}::text, ${t.askedBy}, ${tx.now}, ${t.expectedOn}::date) returning ${transferColumns}`);
export const saveTransfer = (tx: Tx, t: Transfer) =>
  one<Transfer>(tx, sql`update parts.transfers set state = ${t.state}, came = ${t.came}::int, sent_at = ${t.sentAt}::timestamptz, received_at = ${t.receivedAt}::timestamptz, version = version + 1 where id = ${t.id} returning ${transferColumns}`);
