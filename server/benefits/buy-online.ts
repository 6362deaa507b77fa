// An owner buys a package or leaves a deposit by a payment platform. B1 an outside call never sits inside a person's transaction:
// the order is committed, the call follows and may be repeated; B2 a package or a deposit exists from the platform's signed word on,
// once, and only for the amount that was asked; B3 what is not used goes back by the way it came, and is owed until it is there.
import { post, type Posting } from '#ledger';
import { findOutlet } from '#network';
import { actorName } from '#platform/actor';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import { portOf } from '#platform/outside/payment';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { vehicleByIdOrVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import type { Deposit, Package } from './benefit.ts';
import { depositOpened, entryOfDeposit } from './deposits.ts';
import { benefitOrdered, benefitRefundAsked, type OnlineChannel, type Order, type OrderRefund } from './order.ts';
import { insertOrder, insertOrderRefund, lockOrderByNo, lockOrderRefundByNo, orderById, orderOf, orderRefundById, silentOrderRefunds, silentOrders, writeOrderCode, writeOrderFailed, writeOrderPaid, writeOrderRefund } from './order-store.ts';
import { entryOfReturn, packageOpened } from './packages.ts';
import { lockDeposit, lockPackage, planById, planOfPackages, saveDeposit, savePackage } from './store.ts';

const announce = (tx: Tx, one: Order): void => tx.announce({ topic: 'benefits', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
const shown = ({ id, what, planId, outletId, amountFen, outTradeNo, channel, state, codeUrl, boughtId }: Order) => ({ id, what, planId, outletId, amountFen, outTradeNo, channel, state, codeUrl, boughtId });

async function mine(tx: Tx, vehicleId: string, outletId: string): Promise<Vehicle> {
  const vehicle = await vehicleByIdOrVin(tx, vehicleId);
  if (vehicle === undefined || tx.actor.kind !== 'owner' || vehicle.ownerId !== tx.actor.id) return refuse('vehicleNotFound', { id: vehicleId });
  return (await findOutlet(tx, outletId)).brandIds.includes(vehicle.brandId) ? vehicle : refuse('outletNotFound', { id: outletId });
}
async function order(tx: Tx, vehicle: Vehicle, of: Pick<Order, 'what' | 'planId' | 'outletId' | 'why' | 'amountFen' | 'channel'>) {
  const id = newId();
  const placed = await insertOrder(tx, { ...of, id, brandId: vehicle.brandId, ownerId: vehicle.ownerId, vehicleId: vehicle.id, vin: vehicle.vin, outTradeNo: `CB${id.toUpperCase()}` });
  if (placed.state === 'asked') tx.tell(benefitOrdered({ orderId: placed.id })); // it may have been given up: placing it again is the same order
  if (placed.id === id) tx.record({ action: 'benefits.order', subject: 'benefits', subjectId: id, brandId: placed.brandId, after: { what: of.what, amountFen: of.amountFen, channel: of.channel } });
  announce(tx, placed);
  return shown(placed);
}

/** (B1) */
export async function buyPackage(tx: Tx, input: Input<typeof api.buyPackage>) {
  const vehicle = await mine(tx, input.vehicleId, input.outletId);
  const plan = await planById(tx, input.planId);
  if (plan === undefined || plan.brandId !== vehicle.brandId || plan.priceFen === 0) return refuse('planNotFound', { id: input.planId });
  return order(tx, vehicle, { what: 'package', planId: plan.id, outletId: input.outletId, why: plan.name, amountFen: plan.priceFen, channel: input.channel });
}
export async function leaveDeposit(tx: Tx, input: Input<typeof api.leaveDeposit>) {
  const vehicle = await mine(tx, input.vehicleId, input.outletId);
  return order(tx, vehicle, { what: 'deposit', planId: null, outletId: input.outletId, why: input.why.trim(), amountFen: input.amountFen, channel: input.channel });
}
export async function showMyOrder(tx: Tx, input: Input<typeof api.showMyOrder>) {
  const one = await orderById(tx, input.orderId);
  return one !== undefined && tx.actor.kind === 'owner' && one.ownerId === tx.actor.id ? shown(one) : refuse('orderNotFound', { id: input.orderId });
}

/** A reaction: places the order with the platform. The same number again is the same order. */
export async function placeBenefitOrder(tx: Tx, body: { orderId: string }): Promise<void> {
  const one = await orderById(tx, body.orderId);
  if (one === undefined || one.state !== 'asked') return;
  const { codeUrl } = await portOf(tx, one.channel).create({ outTradeNo: one.outTradeNo, amountFen: one.amountFen, description: one.what === 'package' ? `套餐 ${one.why}`.slice(0, 40) : '维修定金' });
  await writeOrderCode(tx, one.id, codeUrl);
  announce(tx, one);
}

/** The platform's word that an order was paid; answers whether the order is one of these. (B2) */
export async function benefitPaid(tx: Tx, said: { outTradeNo: string; transactionId: string; amountFen: number }): Promise<boolean> {
  const one = await lockOrderByNo(tx, said.outTradeNo);
  if (one === undefined) return false;
  if (said.amountFen !== one.amountFen) log.error({ outTradeNo: said.outTradeNo, saidFen: said.amountFen, askedFen: one.amountFen }, 'a payment of another amount than was asked');
  else if (one.state !== 'paid') {
    await writeOrderPaid(tx, one.id, said.transactionId, await bought(tx, one));
    announce(tx, one);
  }
  return true;
}
async function bought(tx: Tx, one: Order): Promise<string> {
  if (one.what === 'deposit') return (await depositOpened(tx, { ownerId: one.ownerId, brandId: one.brandId, outletId: one.outletId, amountFen: one.amountFen, channel: one.channel, why: one.why })).id;
  const [plan] = await planOfPackages(tx, [one.planId ?? '']);
  return plan === undefined ? refuse('planNotFound') : (await packageOpened(tx, { ...plan, priceFen: one.amountFen }, { ownerId: one.ownerId, vin: one.vin, outletId: one.outletId, channel: one.channel })).id;
}

/** Asks for money of a package or deposit to go back by the way it came. (B3) */
export async function askBenefitBack(tx: Tx, boughtId: string, amountFen: number, why: string): Promise<void> {
  const one = (await orderOf(tx, boughtId)) ?? refuse('orderNotFound', { id: boughtId });
  const id = newId();
  await insertOrderRefund(tx, one, { id, outRefundNo: `CS${id.toUpperCase()}`, amountFen, why, askedBy: actorName(tx.actor) });
  tx.tell(benefitRefundAsked({ refundId: id }));
}
/** A reaction: asks the platform for the refund; the same number again is the same refund. */
export async function placeBenefitRefund(tx: Tx, body: { refundId: string }): Promise<void> {
  const refund = await orderRefundById(tx, body.refundId);
  const one = refund === undefined ? undefined : await orderById(tx, refund.orderId);
  if (refund === undefined || one === undefined || refund.state !== 'asked') return;
  const { state } = await portOf(tx, one.channel).refund({ outRefundNo: refund.outRefundNo, outTradeNo: one.outTradeNo, refundFen: refund.amountFen, totalFen: one.amountFen, why: refund.why });
  if (state === 'CLOSED') return void (await benefitRefunded(tx, { outRefundNo: refund.outRefundNo, state, amountFen: refund.amountFen }));
  await writeOrderRefund(tx, refund.id, 'processing');
  if (one.channel === 'alipay' && state === 'SUCCESS') await benefitRefunded(tx, { outRefundNo: refund.outRefundNo, state, amountFen: refund.amountFen }); // Alipay answers at once
}

/** What the platform said became of a refund; answers whether it is one of these. */
export async function benefitRefunded(tx: Tx, said: { outRefundNo: string; state: string; amountFen: number }): Promise<boolean> {
  const refund = await lockOrderRefundByNo(tx, said.outRefundNo);
  const one = refund === undefined ? undefined : await orderById(tx, refund.orderId);
  if (refund === undefined || one === undefined) return false;
  if (refund.state === 'done') return true;
  if (said.state === 'SUCCESS' && said.amountFen !== refund.amountFen) log.error({ outRefundNo: said.outRefundNo, saidFen: said.amountFen, askedFen: refund.amountFen }, 'a refund of another amount than was asked');
  else if (said.state === 'SUCCESS') await wentBack(tx, one, refund);
  else if (refund.state !== 'failed') await stayedHere(tx, one, refund);
  announce(tx, one);
  return true;
}
async function wentBack(tx: Tx, one: Order, refund: OrderRefund): Promise<void> {
  const cash: Posting = { account: 'cash', party: one.channel, fen: -refund.amountFen };
  const entry = one.what === 'package' ? entryOfReturn(await theirs(lockPackage(tx, one.boughtId ?? '')), refund.amountFen, refund.why, cash) : entryOfDeposit(await theirs(lockDeposit(tx, one.boughtId ?? '')), 'depositReturned', refund.amountFen, refund.why, [{ account: 'deposits', party: one.boughtId ?? '', fen: refund.amountFen }, cash]);
  await post(tx, { ...entry, reference: refund.outRefundNo });
  await writeOrderRefund(tx, refund.id, 'done');
}
/** The money could not go back: what it stood for is the owner's again. */
async function stayedHere(tx: Tx, one: Order, refund: OrderRefund): Promise<void> {
  await writeOrderRefund(tx, refund.id, 'failed');
  if (one.what === 'package') await savePackage(tx, { ...(await theirs(lockPackage(tx, one.boughtId ?? ''))), state: 'active' });
  else {
    const deposit = await theirs(lockDeposit(tx, one.boughtId ?? ''));
    await saveDeposit(tx, { ...deposit, returnedFen: deposit.returnedFen - refund.amountFen });
  }
  tx.record({ action: 'benefits.refundFailed', subject: one.what === 'package' ? 'packages' : 'deposits', subjectId: one.boughtId ?? '', brandId: one.brandId, after: { amountFen: refund.amountFen } });
}
const theirs = async <T extends Package | Deposit>(found: Promise<T | undefined>): Promise<T> => (await found) ?? refuse('orderNotFound');

/** A round: asks about orders and refunds without news, as a call-back may be lost. */
export async function askAboutBenefits(tx: Tx): Promise<void> {
  const silent = new Set<OnlineChannel>(); // a platform that is not there is not waited for again and again
  const asked = async <T>(channel: OnlineChannel, question: () => Promise<T>): Promise<T | undefined> => silent.has(channel) ? undefined : question().catch(() => void silent.add(channel));
  for (const one of await silentOrders(tx, new Date(tx.now.getTime() - 60_000))) {
    const state = await asked(one.channel, () => portOf(tx, one.channel).query(one.outTradeNo));
    if (state?.state === 'SUCCESS') await benefitPaid(tx, { outTradeNo: one.outTradeNo, transactionId: state.transactionId ?? '', amountFen: state.amountFen ?? -1 });
    if (state !== undefined && ['CLOSED', 'PAYERROR', 'REVOKED'].includes(state.state)) await writeOrderFailed(tx, one.id);
  }
  for (const refund of await silentOrderRefunds(tx, new Date(tx.now.getTime() - 5 * 60_000))) {
    const one = await orderById(tx, refund.orderId);
    if (one === undefined || silent.has(one.channel)) continue;
    const said = await asked(one.channel, () => portOf(tx, one.channel).queryRefund({ outRefundNo: refund.outRefundNo, outTradeNo: one.outTradeNo }));
    if (said === undefined && !silent.has(one.channel) && refund.state === 'asked') tx.tell(benefitRefundAsked({ refundId: refund.id }));
    else if (said !== undefined && said.state !== 'PROCESSING') await benefitRefunded(tx, { outRefundNo: refund.outRefundNo, ...said });
  }
}
