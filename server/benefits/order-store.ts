// Statements of owners' orders and their refunds.
import { many, maybe, one, run, sql, type Sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { OnlineChannel, Order, OrderRefund, OrderRefundState } from './order.ts';

const columns = sql`id, brand_id, owner_id, what, plan_id, vehicle_id, vin, outlet_id, why, amount_fen, out_trade_no, channel, state, code_url, transaction_id, asked_at, paid_at, bought_id`;
const refundColumns = sql`id, order_id, brand_id, owner_id, out_refund_no, amount_fen, state, why`;

/** The order of this owner that is open for the same, or a new one. */
export const insertOrder = async (tx: Tx, o: Omit<Order, 'state' | 'codeUrl' | 'transactionId' | 'askedAt' | 'paidAt' | 'boughtId'>): Promise<Order> =>
  (await maybe<Order>(tx, sql`insert into benefits.orders (id, brand_id, owner_id, what, plan_id, vehicle_id, vin, outlet_id, why, amount_fen, out_trade_no, channel, state, asked_at)
    values (${o.id}, ${o.brandId}, ${o.ownerId}, ${o.what}, ${o.planId}, ${o.vehicleId}, ${o.vin}, ${o.outletId}, ${o.why}, ${o.amountFen}, ${o.outTradeNo}, ${o.channel}, 'asked', ${tx.now})
    on conflict (owner_id, what, coalesce(plan_id, ''), vin, channel, amount_fen) where state in ('asked', 'created') do nothing returning ${columns}`))
  ?? one<Order>(tx, sql`select ${columns} from benefits.orders where owner_id = ${o.ownerId} and what = ${o.what} and coalesce(plan_id, '') = coalesce(${o.planId}::text, '') and vin = ${o.vin} and channel = ${o.channel} and amount_fen = ${o.amountFen} and state in ('asked', 'created')`);
export const orderById = (tx: Tx, id: string) => maybe<Order>(tx, sql`select ${columns} from benefits.orders where id = ${id}`);
export const lockOrderByNo = (tx: Tx, no: string) => maybe<Order>(tx, sql`select ${columns} from benefits.orders where out_trade_no = ${no} for update`);
export const orderOf = (tx: Tx, boughtId: string) => maybe<Order>(tx, sql`select ${columns} from benefits.orders where bought_id = ${boughtId}`);
export const writeOrderCode = (tx: Tx, id: string, codeUrl: string) => run(tx, sql`update benefits.orders set state = 'created', code_url = ${codeUrl} where id = ${id} and state = 'asked'`);
export const writeOrderPaid = (tx: Tx, id: string, transactionId: string, boughtId: string) =>
  run(tx, sql`update benefits.orders set state = 'paid', transaction_id = ${transactionId}, paid_at = ${tx.now}, bought_id = ${boughtId} where id = ${id}`);
export const writeOrderFailed = (tx: Tx, id: string) => run(tx, sql`update benefits.orders set state = 'failed' where id = ${id} and state in ('asked', 'created')`);
export const silentOrders = (tx: Tx, before: Date) =>
  many<Order>(tx, sql`update benefits.orders set checked_at = ${tx.now} where id in (select id from benefits.orders where state = 'created' and coalesce(checked_at, asked_at) < ${before} order by asked_at limit 20) returning ${columns}`);

export const insertOrderRefund = (tx: Tx, o: Order, r: { id: string; outRefundNo: string; amountFen: number; why: string; askedBy: string }) =>
  run(tx, sql`insert into benefits.order_refunds (id, order_id, brand_id, owner_id, out_refund_no, amount_fen, state, why, asked_by, asked_at) values (${r.id}, ${o.id}, ${o.brandId}, ${o.ownerId}, ${r.outRefundNo}, ${r.amountFen}, 'asked', ${r.why}, ${r.askedBy}, ${tx.now})`);
export const orderRefundById = (tx: Tx, id: string) => maybe<OrderRefund>(tx, sql`select ${refundColumns} from benefits.order_refunds where id = ${id}`);
export const lockOrderRefundByNo = (tx: Tx, no: string) => maybe<OrderRefund>(tx, sql`select ${refundColumns} from benefits.order_refunds where out_refund_no = ${no} for update`);
/** An end that was told meanwhile stays. */
export const writeOrderRefund = (tx: Tx, id: string, state: OrderRefundState) =>
  run(tx, sql`update benefits.order_refunds set state = ${state}, done_at = ${state === 'done' ? tx.now : null} where id = ${id} and state <> 'done' and (${state}::text <> 'processing' or state = 'asked')`);
export const silentOrderRefunds = (tx: Tx, before: Date) =>
  many<OrderRefund>(tx, sql`select ${refundColumns} from benefits.order_refunds where state in ('asked', 'processing') and asked_at < ${before} order by asked_at limit 20`);

/** What moved through a channel for packages and deposits, by the numbers the channel knows. */
export type OnlineMoved = { kind: 'payment' | 'refund'; no: string; amountFen: number; brandId: string; outletId: string };
const movements = (payments: Sql, refunds: Sql): Sql => sql`select 'payment' as kind, o.out_trade_no as no, o.amount_fen, o.brand_id, o.outlet_id from benefits.orders o where o.state = 'paid' and ${payments}
  union all select 'refund', r.out_refund_no, r.amount_fen, o.brand_id, o.outlet_id from benefits.order_refunds r join benefits.orders o on o.id = r.order_id where r.state = 'done' and ${refunds} order by 2`;
export const benefitsMovedThrough = (tx: Tx, channel: OnlineChannel, from: Date, until: Date) =>
  many<OnlineMoved>(tx, movements(sql`o.channel = ${channel} and o.paid_at >= ${from} and o.paid_at < ${until}`, sql`o.channel = ${channel} and r.done_at >= ${from} and r.done_at < ${until}`));
export const benefitMovementsByNo = (tx: Tx, channel: OnlineChannel, nos: readonly string[]) =>
  many<OnlineMoved>(tx, movements(sql`o.channel = ${channel} and o.out_trade_no = any(${[...nos]}::text[])`, sql`o.channel = ${channel} and r.out_refund_no = any(${[...nos]}::text[])`));
