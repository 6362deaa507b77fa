// Statements of hand-overs between shifts, of what tools measured, and of the case library.
import { many, maybe, one, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { WorkOrder } from './work-order.ts';

export type CarState = { drained: 'yes' | 'no' | 'notOpened'; energy: 'deEnergised' | 'live' | 'notTouched'; bolts: 'torqued' | 'someLoose' | 'notTouched'; toolsInside: string };
export type HandOver = CarState & { id: string; fromId: string; fromName: string; at: Date; note: string; acceptedById: string | null; acceptedByName: string | null; acceptedAt: Date | null; acceptedWords: string | null };
const handOverColumns = sql`id, from_id, from_name, at, note, drained, energy, bolts, tools_inside, accepted_by_id, accepted_by_name, accepted_at, accepted_words`;
export const handOversOf = (tx: Tx, orderId: string) => many<HandOver>(tx, sql`select ${handOverColumns} from workorders.hand_overs where work_order_id = ${orderId} order by at, id`);
export const openHandOver = (tx: Tx, orderId: string) => maybe<HandOver>(tx, sql`select ${handOverColumns} from workorders.hand_overs where work_order_id = ${orderId} and accepted_at is null for update`);
export const insertHandOver = (tx: Tx, order: WorkOrder, h: CarState & { id: string; fromId: string; fromName: string; note: string }) =>
  one<HandOver>(tx, sql`insert into workorders.hand_overs (id, work_order_id, brand_id, from_id, from_name, at, note, drained, energy, bolts, tools_inside)
    values (${h.id}, ${order.id}, ${order.brandId}, ${h.fromId}, ${h.fromName}, ${tx.now}, ${h.note}, ${h.drained}, ${h.energy}, ${h.bolts}, ${h.toolsInside}) returning ${handOverColumns}`);
export const writeAccepted = (tx: Tx, id: string, by: { id: string; name: string; words: string | null }) =>
  run(tx, sql`update workorders.hand_overs set accepted_by_id = ${by.id}, accepted_by_name = ${by.name}, accepted_words = ${by.words}, accepted_at = ${tx.now} where id = ${id} returning 1`);

export type ToolRecord = { id: string; kind: 'torque' | 'calibration' | 'insulation' | 'alignment' | 'other'; what: string; toolNo: string; toolValidUntil: string; value: number; unit: string; low: number | null; high: number | null; within: boolean; byId: string; byName: string; at: Date };
const recordColumns = sql`id, kind, what, tool_no, tool_valid_until, value, unit, low, high, within, by_id, by_name, at`;
export const toolRecordsOf = (tx: Tx, orderId: string) => many<ToolRecord>(tx, sql`select ${recordColumns} from workorders.tool_records where work_order_id = ${orderId} order by at, id`);
export const insertToolRecord = (tx: Tx, order: WorkOrder, r: Omit<ToolRecord, 'at'>) =>
  run(tx, sql`insert into workorders.tool_records (id, work_order_id, brand_id, kind, what, tool_no, tool_valid_until, value, unit, low, high, within, by_id, by_name, at)
    values (${r.id}, ${order.id}, ${order.brandId}, ${r.kind}, ${r.what}, ${r.toolNo}, ${r.toolValidUntil}::date, ${r.value}, ${r.unit}, ${r.low}::double precision, ${r.high}::double precision, ${r.within}, ${r.byId}, ${r.byName}, ${tx.now}) returning 1`);

export type Coding = { id: string; code: string; tool: string; softwareVersion: string; doneAt: Date; byId: string; byName: string };
export const codingsOf = (tx: Tx, orderId: string) => many<Coding>(tx, sql`select id, code, tool, software_version, done_at, by_id, by_name from workorders.codings where work_order_id = ${orderId} order by done_at, id`);
export const insertCoding = (tx: Tx, order: WorkOrder, c: Coding) =>
  run(tx, sql`insert into workorders.codings (id, work_order_id, brand_id, code, tool, software_version, done_at, by_id, by_name, at)
    values (${c.id}, ${order.id}, ${order.brandId}, ${c.code}, ${c.tool}, ${c.softwareVersion}, ${c.doneAt}, ${c.byId}, ${c.byName}, ${tx.now}) returning 1`);

export const writeTestDrive = (tx: Tx, orderId: string, drive: WorkOrder['testDrives'][number]) =>
  run(tx, sql`update workorders.work_orders set test_drives = test_drives || ${JSON.stringify([drive])}::jsonb where id = ${orderId} returning 1`);

export type Fix = { number: string; finishedAt: Date; complaint: string; cause: string; correction: string; faultCodes: string[]; operations: { name: string; nameEn: string }[]; cameBack: boolean; codes: number; terms: number };
/** Finished visits of a model whose diagnosis names one of the codes or contains the words; the more of them the earlier, then the newest. */
export const fixesOf = (tx: Tx, order: WorkOrder, codes: readonly string[], terms: readonly string[]) =>
  many<Fix>(tx, sql`select * from (
      select o.number, o.finished_at, o.diagnosis ->> 'complaint' as complaint, o.diagnosis ->> 'cause' as cause, o.diagnosis ->> 'correction' as correction, coalesce(o.diagnosis -> 'faultCodes', '[]'::jsonb) as fault_codes,
        (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'nameEn', l.name_en) order by l.position), '[]'::jsonb) from workorders.lines l where l.work_order_id = o.id and l.kind = 'labour' and l.done) as operations,
        exists (select 1 from workorders.work_orders later where later.vin = o.vin and later.comeback ->> 'workOrderId' = o.id) as came_back,
        (select count(*)::int from unnest(${[...codes]}::text[]) code where coalesce(o.diagnosis -> 'faultCodes', '[]'::jsonb) @> to_jsonb(array[code])) as codes,
        (select count(*)::int from unnest(${[...terms]}::text[]) term where position(lower(term) in lower(concat_ws(' ', o.diagnosis ->> 'complaint', o.diagnosis ->> 'cause', o.diagnosis ->> 'correction', o.diagnosis ->> 'faultCodes'))) > 0) as terms
      from workorders.work_orders o where o.model_id = ${order.modelId} and o.brand_id = ${order.brandId} and o.id <> ${order.id} and o.state in ('ready', 'handedBack') and o.finished_at is not null and o.diagnosis is not null
        and exists (select 1 from workorders.lines l where l.work_order_id = o.id and l.done)
      order by o.finished_at desc limit 2000
    ) found where codes > 0 or terms > 0 or (${codes.length + terms.length} = 0) order by codes desc, terms desc, came_back, finished_at desc limit 20`);
