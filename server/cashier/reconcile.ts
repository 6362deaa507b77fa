// Our books beside the payment platforms' bills. R3 bills are fetched as the system, after the day, and again when asked; R4 every
// difference has its place, a holder or an explanation; R5 fees stand in the ledger once for a bill's day.
import { findBrand } from '#brands';
import { benefitMovementsByNo, benefitsMovedThrough } from '#benefits';
import { movedThrough, movementsByNo } from '#invoices';
import { post } from '#ledger';
import { actorId, actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { addDays, beijingDay, beijingInstant, beijingTime } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import type { BillRow } from '#platform/outside/bills';
import { portOf } from '#platform/outside/payment';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { billChannels, type api } from './api.ts';
import { billAsked, compare, differenceMoves, type BillChannel, type Difference } from './difference.ts';
import { billDays, billed, differencesWithin, keepBill, lockDifference, openDifferencesOf, resolve, saveDifference, writeDifference } from './store.ts';

export const lookers = ['cashier', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
/** What no brand knows is the house's own, for those who see every brand. */
const ofTheHouse = { brandId: 'house', outletId: 'house', invoiceId: null };
const announce = (tx: Tx, one: Pick<Difference, 'id' | 'brandId' | 'outletId'>): void => tx.announce({ topic: 'till', id: one.id, brandId: one.brandId, outletId: one.outletId });

type Moved = { kind: 'payment' | 'refund'; no: string; amountFen: number; brandId: string; outletId: string; invoiceId?: string };
/** What our books have under these numbers: of invoices, packages and deposits. */
const everyMovement = async (tx: Tx, channel: BillChannel, nos: readonly string[]): Promise<Moved[]> => [...(await movementsByNo(tx, channel, nos)), ...(await benefitMovementsByNo(tx, channel, nos))];

/** A reaction: fetches the bill of a day and compares; a platform that is down throws, and is asked again. */
export async function compareBill(tx: Tx, body: { channel: BillChannel; onDay: string }): Promise<void> {
  const bill = await portOf(tx, body.channel).bill(body.onDay);
  if (bill === undefined) return;
  await keepBill(tx, body.channel, body.onDay, bill);
  const day = [beijingInstant(body.onDay, '00:00'), beijingInstant(addDays(body.onDay, 1), '00:00')] as const;
  const ofDay: Moved[] = [...(await movedThrough(tx, body.channel, ...day)), ...(await benefitsMovedThrough(tx, body.channel, ...day))];
  const named = await everyMovement(tx, body.channel, bill.map((row) => row.no));
  const ours = new Map([...ofDay, ...named].map((one) => [`${one.kind} ${one.no}`, one]));
  const found = compare(bill, [...ours.values()], await billed(tx, body.channel, [...ours.values()].map((one) => one.no)));
  for (const each of found) {
    const mine = ours.get(`${each.moved} ${each.no}`);
    const written = await writeDifference(tx, { id: newId(), ...each, channel: body.channel, onDay: body.onDay, ...(mine === undefined ? ofTheHouse : { brandId: mine.brandId, outletId: mine.outletId, invoiceId: mine.invoiceId ?? null }) });
    if (written !== undefined) announce(tx, written);
  }
  await resolveRight(tx, body.channel, bill);
  await postFees(tx, body, bill, ours);
}

/** Differences that the books and the bills no longer have. (R2) */
async function resolveRight(tx: Tx, channel: BillChannel, bill: readonly BillRow[]): Promise<void> {
  const open = await openDifferencesOf(tx, channel);
  const now = new Map((await everyMovement(tx, channel, open.map((one) => one.no))).map((one) => [`${one.kind} ${one.no}`, one]));
  const onBills = await billed(tx, channel, open.map((one) => one.no));
  const onThis = new Map(bill.map((row) => [`${row.kind} ${row.no}`, row]));
  for (const one of open) {
    const key = `${one.moved} ${one.no}`;
    const billFen = onThis.get(key)?.amountFen ?? one.billFen;
    if (!onBills.has(key) || now.get(key) === undefined || (billFen !== null && now.get(key)?.amountFen !== billFen)) continue;
    await resolve(tx, one.id);
    announce(tx, one);
  }
}

/** (R5) */
async function postFees(tx: Tx, body: { channel: BillChannel; onDay: string }, bill: readonly BillRow[], ours: ReadonlyMap<string, Moved>): Promise<void> {
  const fees = new Map<string, { brandId: string; outletId: string; fen: number }>();
  for (const row of bill) {
    const mine = ours.get(`${row.kind} ${row.no}`);
    if (mine === undefined || row.feeFen === 0) continue;
    const key = `${mine.brandId} ${mine.outletId}`;
    fees.set(key, { brandId: mine.brandId, outletId: mine.outletId, fen: (fees.get(key)?.fen ?? 0) + (row.kind === 'refund' ? -row.feeFen : row.feeFen) });
  }
  for (const [key, { brandId, outletId, fen }] of fees) await post(tx, { kind: 'channelFee', reference: `${body.channel} ${body.onDay} ${key}`, brandId, outletId, ownerId: null, subject: 'till', subjectId: `${body.channel} ${body.onDay}`, amountFen: fen, words: body.onDay, postings: [{ account: 'channelFees', party: body.channel, fen }, { account: 'cash', party: body.channel, fen: -fen }] });
}

/** A round: from ten in the morning on, the bills of the last three days that are not there yet. (R3) */
export async function fetchBills(tx: Tx): Promise<void> {
  if (beijingTime(tx.now) < '10:00') return;
  const today = beijingDay(tx.now);
  const have = new Set((await billDays(tx, addDays(today, -3))).map((one) => `${one.channel} ${one.onDay}`));
  for (const channel of billChannels) {
    if (channel === 'alipay' && tx.outside.alipay === undefined) continue;
    for (const back of [1, 2, 3]) {
      const onDay = addDays(today, -back);
      if (have.has(`${channel} ${onDay}`)) continue;
      await compareBill(tx, { channel, onDay }).catch((error: unknown) => log.warn({ channel, onDay, reason: (error as Error).message }, 'a bill could not be fetched'));
    }
  }
}

export async function askBill(tx: Tx, input: Input<typeof api.askBill>) {
  await findBrand(tx, input.brandId);
  if (!holds(tx.actor, ['cashier', 'serviceManager'], { brandId: input.brandId })) refuse('notAllowed');
  if (input.onDay > beijingDay(tx.now)) refuse('dayNotCome', { field: 'onDay' });
  tx.tell(billAsked({ channel: input.channel, onDay: input.onDay, asked: newId() }));
  tx.record({ action: 'till.askBill', subject: 'till', subjectId: `${input.channel} ${input.onDay}`, brandId: input.brandId });
  return { ok: true as const };
}

export const listDifferences = async (tx: Tx, input: Input<typeof api.listDifferences>) => ({ differences: await differencesWithin(tx, placesOf(tx.actor, lookers), { state: input.state, limit: input.limit ?? 100 }) });
/** (R4) */
export async function holdDifference(tx: Tx, input: Input<typeof api.holdDifference>) {
  const one = (await lockDifference(tx, input.differenceId)) ?? refuse('differenceNotFound', { id: input.differenceId });
  if (!holds(tx.actor, ['cashier', 'serviceManager'], one)) refuse('differenceNotFound', { id: one.id });
  if (one.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'differences', one.id, input.version) });
  const state = input.explained ? 'explained' : 'open';
  if (one.state !== 'open' || (state !== one.state && !differenceMoves[one.state].includes(state))) refuse('differenceEnded');
  const saved = await saveDifference(tx, { ...one, state, holderId: actorId(tx.actor), holder: actorName(tx.actor), words: input.words.trim() });
  tx.record({ action: 'till.holdDifference', subject: 'differences', subjectId: saved.id, brandId: saved.brandId, version: saved.version, after: { state, words: saved.words } });
  announce(tx, saved);
  return saved;
}
