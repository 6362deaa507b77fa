// Cars that wait for parts, and what is kept for visits. W1 whoever waits is on one list, ranked by urgency; W2 what comes is
// divided by it, and the visit hears of its box, a kit when its last piece is here; W3 what is kept for somebody is there or on order, never more.
import { maskVin } from '#vehicles';
import { fact } from '#platform/facts';
import { actorName } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { kitsOf, supersessionsOf } from './catalogue-store.ts';
import { tellOfPart } from './counting.ts';
import { addReceived, everyWaiting, insertWaiting, lockWaiting, openLinesAt, serveWaiting, waitingFor, weighWaiting, withdrawWaiting, transfersTo, type Waiting } from './order-store.ts';
import { kitsIn, piecesOf, type Kits } from './kit.ts';
import { missingOn, type Counted } from './parts-on-day.ts';
import { keepers, placeFor } from './places.ts';
import { spareAt } from './spare.ts';
import { deleteHolds, holdsAt, holdsFor, insertHolds, labelHolds, lockStock, move, stockAt, type At, type Hold } from './store.ts';
import { serversOf } from './supersession.ts';
import { byUrgency, shareOut } from './vor.ts';

/** Boxes of a visit were filled; `served` is how many of each have come in all. */
export const boxesFilled = fact<{ forId: string; brandId: string; boxes: { id: string; served: number }[]; arrivalId: string }>('parts.boxesFilled');
/** When what a visit waits for is expected. */
export const boxesExpected = fact<{ forId: string; brandId: string; boxes: { id: string; expectedOn: string }[] }>('parts.boxesExpected');

export type Asked = Pick<Waiting, 'id' | 'brandId' | 'outletId' | 'code' | 'quantity' | 'forId' | 'label' | 'vin' | 'safety' | 'expectedOn'>;
/** A visit waits for a part. (W1) */
export async function waitForPart(tx: Tx, asked: Asked): Promise<void> {
  await insertWaiting(tx, { ...asked, askedBy: actorName(tx.actor) });
  tx.announce({ topic: 'parts', id: asked.code, brandId: asked.brandId, outletId: asked.outletId });
}
/** It waits no longer: handed back, or called off. */
export const waitNoLonger = (tx: Tx, forId: string): Promise<number> => withdrawWaiting(tx, forId);
export const waitingEverywhere = everyWaiting;
/** What the waiting of each car costs by now, as those know who count its days. */
export const weigh = (tx: Tx, rows: readonly { id: string; guaranteeDaysLeft: number | null; loanerFenPerDay: number }[]): Promise<number> => weighWaiting(tx, rows);

export type Box = { waitingId: string; label: string; vinMasked: string; code: string; quantity: number; complete: boolean };
/** What came of a part goes into the boxes of cars that wait here, and leaves the shelf with them. (W2) */
export async function fillBoxes(tx: Tx, at: At, came: readonly { code: string; quantity: number; orderedFor: string | null }[], answering?: ReadonlyMap<string, string>): Promise<Box[]> {
  if (at.placeId !== at.outletId) return [];
  const [chains, kits, today] = [await supersessionsOf(tx, at.brandId), await kitsOf(tx, at.brandId), beijingDay(tx.now)];
  const cars = await waitingFor(tx, at, [...new Set([...kits.keys(), ...came.flatMap((one) => [one.code, answering?.get(one.code) ?? one.code, ...chains.filter((link) => serversOf(chains, link.oldCode, today).includes(one.code)).map((link) => link.oldCode)])])]);
  const boxes: Box[] = [];
  for (const one of came) {
    const fitting = cars.filter((car) => car.served < car.quantity && serversOf(chains, car.code, today).includes(one.code));
    for (const { car, units } of shareOut(fitting, one.quantity, one.orderedFor)) {
      car.served += units;
      await serveWaiting(tx, car.id, car.served);
      await move(tx, [{ ...at, code: one.code, kind: 'pick', shelf: 'good', quantity: -units, refKind: 'workOrder', refId: car.forId, refLabel: car.label }]);
      boxes.push({ waitingId: car.id, label: car.label, vinMasked: maskVin(car.vin), code: one.code, quantity: units, complete: car.served === car.quantity });
    }
  }
  boxes.push(...(await fillKits(tx, at, cars.filter((car) => kits.has(car.code) && piecesOf(kits, [car]).some((piece) => came.some((one) => serversOf(chains, piece.code, today).includes(one.code)))), kits, (code) => serversOf(chains, code, today))));
  for (const [forId, of] of Map.groupBy(cars.filter((car) => boxes.some((box) => box.waitingId === car.id)), (car) => car.forId)) {
    tx.tell(boxesFilled({ forId, brandId: at.brandId, boxes: of.map((car) => ({ id: car.id, served: car.served })), arrivalId: boxes.map((box) => box.waitingId).join('.').slice(0, 60) + tx.now.getTime() }));
  }
  return boxes;
}

/** Kits go into boxes when all their pieces lie here and are nobody else's. (W2) */
async function fillKits(tx: Tx, at: At, cars: readonly Waiting[], kits: Kits, servers: (code: string) => string[]): Promise<Box[]> {
  const boxes: Box[] = [];
  for (const car of byUrgency(cars)) {
    const pieces = piecesOf(kits, [{ code: car.code, quantity: 1 }]);
    const best = new Map<string, { code: string; free: number }>(); // of each piece the number of which most lies here
    for (const piece of pieces) for (const code of servers(piece.code)) {
      const free = await spareAt(tx, at, code, (hold) => hold.forId === car.forId);
      if (free > (best.get(piece.code)?.free ?? 0)) best.set(piece.code, { code, free });
    }
    const units = Math.min(car.quantity - car.served, kitsIn(pieces, (code) => best.get(code)?.free ?? 0));
    if (units <= 0) continue;
    car.served += units;
    await serveWaiting(tx, car.id, car.served);
    await move(tx, pieces.map((piece) => ({ ...at, code: best.get(piece.code)?.code ?? piece.code, kind: 'pick' as const, shelf: 'good' as const, quantity: -units * piece.quantity, refKind: 'workOrder', refId: car.forId, refLabel: car.label })));
    boxes.push({ waitingId: car.id, label: car.label, vinMasked: maskVin(car.vin), code: car.code, quantity: units, complete: car.served === car.quantity });
  }
  return boxes;
}

/** The desk says itself that a box was filled: it came in and went out again, and what was ordered for it has come. */
export async function boxFilledByHand(tx: Tx, box: { id: string; brandId: string; outletId: string; code: string; quantity: number; label: string; forId: string }): Promise<void> {
  const at: At = { placeId: box.outletId, outletId: box.outletId, brandId: box.brandId };
  const ref = { refKind: 'workOrder', refId: box.forId, refLabel: box.label };
  await lockStock(tx, at, [box.code]);
  await move(tx, [{ ...at, code: box.code, kind: 'receive', shelf: 'good', quantity: box.quantity, ...ref }, { ...at, code: box.code, kind: 'pick', shelf: 'good', quantity: -box.quantity, ...ref }]);
  const car = await lockWaiting(tx, box.id);
  if (car !== undefined) await serveWaiting(tx, car.id, Math.min(car.quantity, car.served + box.quantity));
  const line = (await openLinesAt(tx, at)).find((one) => one.waitingId === box.id);
  if (line !== undefined) await addReceived(tx, line.id, Math.min(box.quantity, line.quantity - line.received));
}

/** The store keeper takes a part from the shelf for a car that waits. */
export async function fillBox(tx: Tx, input: Input<typeof api.fillBox>) {
  const car = await lockWaiting(tx, input.waitingPartId);
  if (car === undefined) return refuse('waitingPartNotFound', { id: input.waitingPartId });
  const at = await placeFor(tx, { outletId: car.outletId, brandId: car.brandId }, keepers).catch(() => refuse('waitingPartNotFound', { id: input.waitingPartId }));
  const code = input.code ?? car.code;
  const kit = (await kitsOf(tx, car.brandId)).get(code);
  if (kit !== undefined) {
    const box = (await fillBoxes(tx, at, kit.map((piece) => ({ ...piece, quantity: 0, orderedFor: null })))).find((one) => one.waitingId === car.id);
    return box ?? refuse('notThatMany', { field: 'quantity', most: 0, there: 0 });
  }
  if (!serversOf(await supersessionsOf(tx, car.brandId), car.code, beijingDay(tx.now)).includes(code)) refuse('doesNotServe', { field: 'code', code: car.code });
  const there = (await lockStock(tx, at, [code])).get(code)?.onHand ?? 0;
  const units = Math.min(input.quantity ?? car.quantity - car.served, car.quantity - car.served);
  const most = await spareAt(tx, at, code, (hold) => hold.forId === car.forId); // what others were promised stays theirs
  if (most < units) refuse('notThatMany', { field: 'quantity', most, there });
  const [box] = await fillBoxes(tx, at, [{ code, quantity: units, orderedFor: car.id }], new Map([[code, car.code]]));
  if (box === undefined || box.waitingId !== car.id) return refuse('waitingPartNotFound', { id: car.id });
  tellOfPart(tx, 'parts.fillBox', at, code, { after: box });
  return box;
}

/** What was counted of a brand's parts at an outlet, and what is expected, by code, with what may stand in for it; what should have come and did not is promised to nobody. */
export async function countedAt(tx: Tx, outletId: string, brandId: string): Promise<Map<string, Counted>> {
  const at: At = { placeId: outletId, outletId, brandId };
  const [stock, lines, moving, chains, kits] = await Promise.all([stockAt(tx, at), openLinesAt(tx, at), transfersTo(tx, at), supersessionsOf(tx, brandId), kitsOf(tx, brandId)]);
  const today = beijingDay(tx.now);
  const coming = [...lines.map((one) => ({ code: one.code, onDay: one.expectedOn, quantity: one.waitingId === null ? one.quantity - one.received : 0 })), ...moving.map((one) => ({ code: one.code, onDay: one.expectedOn, quantity: one.quantity }))];
  const expected = coming.flatMap((one) => (one.onDay !== null && one.onDay >= today && one.quantity > 0 ? [{ code: one.code, onDay: one.onDay, quantity: one.quantity }] : []));
  const counted = new Map<string, Counted>(stock.filter((one) => one.countedAt !== null).map(({ code, onHand }) => [code, { onHand, expected: expected.filter((one) => one.code === code).map(({ onDay, quantity }) => ({ onDay, quantity })) }]));
  for (const code of new Set(chains.flatMap((one) => [one.oldCode, one.newCode]))) {
    const servedBy = serversOf(chains, code, today).filter((one) => counted.has(one));
    if (servedBy.length > 0) counted.set(code, { ...(counted.get(code) ?? { onHand: 0, expected: [] }), servedBy: counted.has(code) ? servedBy : [...servedBy] });
  }
  for (const [code, kit] of kits) counted.set(code, { onHand: kitsIn(piecesOf(kits, [{ code, quantity: 1 }]), (piece) => counted.get(piece)?.onHand ?? 0), expected: [], kit });
  return counted;
}

/** Keeps parts for a visit; who books has asked before whether they are there. */
export const holdParts = async (tx: Tx, hold: Omit<Hold, 'code' | 'quantity'>, needs: readonly { code: string; quantity: number }[]): Promise<number> => insertHolds(tx, hold, piecesOf(await kitsOf(tx, hold.brandId), needs));
export const releaseParts = (tx: Tx, forKind: Hold['forKind'], forId: string): Promise<{ code: string; quantity: number }[]> => deleteHolds(tx, forKind, forId);
/** The car is in the shop: what was kept for its appointment is asked for by the number of its work. */
export const heldByWork = (tx: Tx, appointmentId: string, number: string): Promise<number> => labelHolds(tx, appointmentId, number);
export const heldForAppointment = (tx: Tx, appointmentId: string): Promise<Hold[]> => holdsFor(tx, appointmentId);
export const heldParts = async (tx: Tx, outletId: string, brandId: string, except: string): Promise<Hold[]> => (await holdsAt(tx, outletId, brandId)).filter((one) => one.forId !== except);

/** Keeps for work in the shop what is there or on order, in place of what was kept for it; answers what could not be kept. What was asked for already is a difference below zero. (W3) */
export async function keepForWork(tx: Tx, of: { id: string; number: string; outletId: string; brandId: string }, asked: readonly { code: string; quantity: number }[]): Promise<{ code: string; quantity: number }[]> {
  await deleteHolds(tx, 'workOrder', of.id);
  const needs = piecesOf(await kitsOf(tx, of.brandId), asked).filter((one) => one.quantity > 0);
  if (needs.length === 0) return [];
  const at: At = { placeId: of.outletId, outletId: of.outletId, brandId: of.brandId };
  await lockStock(tx, at, needs.map((one) => one.code));
  const [stock, claims, today] = [await countedAt(tx, of.outletId, of.brandId), await heldParts(tx, of.outletId, of.brandId, of.id), beijingDay(tx.now)];
  const last = [...stock.values()].flatMap((one) => one.expected.map((each) => each.onDay)).sort().at(-1) ?? today;
  const kept: { code: string; quantity: number }[] = [];
  const missing: { code: string; quantity: number }[] = [];
  for (const need of needs) {
    if (!stock.has(need.code)) continue;
    let units = need.quantity;
    while (units > 0 && missingOn(stock, claims, [{ code: need.code, quantity: units }], last) !== null) units -= 1;
    if (units > 0) kept.push({ code: need.code, quantity: units });
    if (units < need.quantity) missing.push({ code: need.code, quantity: need.quantity - units });
  }
  if (kept.length > 0) await insertHolds(tx, { forKind: 'workOrder', forId: of.id, label: of.number, outletId: of.outletId, brandId: of.brandId, onDay: today }, kept);
  return missing;
}
