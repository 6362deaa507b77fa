// Statements of parts that were ordered for a visit.
import { many, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { WorkOrder } from './work-order.ts';

export type OrderedPart = { id: string; workOrderId: string; code: string; name: string; nameEn: string; quantity: number; arrived: number; expectedOn: string | null; orderedBy: string; orderedAt: Date; arrivedAt: Date | null; box: number };
const columns = sql`id, work_order_id, code, name, name_en, quantity, arrived, expected_on, ordered_by, ordered_at, arrived_at, box`;

export const orderedOf = (tx: Tx, orderIds: readonly string[]) => many<OrderedPart>(tx, sql`select ${columns} from workorders.ordered_parts where work_order_id = any(${[...orderIds]}::text[]) order by work_order_id, box`);
export const insertOrdered = (tx: Tx, order: WorkOrder, p: Pick<OrderedPart, 'code' | 'name' | 'nameEn' | 'quantity' | 'expectedOn' | 'orderedBy'>) =>
  one<OrderedPart>(tx, sql`insert into workorders.ordered_parts (id, work_order_id, brand_id, owner_id, code, name, name_en, quantity, expected_on, ordered_by, ordered_at, box)
    select ${newId()}, ${order.id}, ${order.brandId}, ${order.ownerId}, ${p.code}, ${p.name}, ${p.nameEn}, ${p.quantity}::int, ${p.expectedOn}::date, ${p.orderedBy}, ${tx.now}::timestamptz, coalesce(max(box), 0) + 1 from workorders.ordered_parts where work_order_id = ${order.id} returning ${columns}`);
export const writeArrived = (tx: Tx, id: string, arrived: number) => run(tx, sql`update workorders.ordered_parts set arrived = ${arrived}, arrived_at = ${tx.now} where id = ${id}`);
export const writeExpected = (tx: Tx, orderId: string, id: string, on: string) => run(tx, sql`update workorders.ordered_parts set expected_on = ${on}::date where id = ${id} and work_order_id = ${orderId}`);
