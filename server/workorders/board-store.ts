// Statements of the day of a service centre.
import { many, sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import { orderColumns } from './store.ts';
import type { WorkOrder } from './work-order.ts';

/** What stands in the shop, and what left it since. */
export const boardOrders = (tx: Tx, places: readonly Place[], outletId: string, since: Date) =>
  many<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where ${withinPlaces(places, sql`brand_id`, sql`outlet_id`)} and outlet_id = ${outletId} and state <> 'cancelled'
    and (state <> 'handedBack' or handed_back_at >= ${since}) order by promised_at, number limit 300`);
export type SpellOf = { workOrderId: string; technicianId: string; technicianName: string; startedAt: Date; stoppedAt: Date | null; stopReason: string | null };
export const spellsOfOrders = (tx: Tx, orderIds: readonly string[]) =>
  many<SpellOf>(tx, sql`select work_order_id, technician_id, technician_name, started_at, stopped_at, stop_reason from workorders.spells where work_order_id = any(${[...orderIds]}::text[]) order by started_at, id`);
export const runningSpells = (tx: Tx, staffIds: readonly string[]) =>
  many<{ technicianId: string; workOrderId: string; startedAt: Date }>(tx, sql`select technician_id, work_order_id, started_at from workorders.spells where technician_id = any(${[...staffIds]}::text[]) and stopped_at is null`);
export const openHandOversOf = (tx: Tx, orderIds: readonly string[]) =>
  many<{ workOrderId: string }>(tx, sql`select work_order_id from workorders.hand_overs where work_order_id = any(${[...orderIds]}::text[]) and accepted_at is null`);
