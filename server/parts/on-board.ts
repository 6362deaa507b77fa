// What lies on board of the vans that drive to people: each is a place of the book. N1 a van's place is called by the van, one of each
// brand; N2 what is loaded leaves the outlet's shelf in the same stroke, and is nothing that is kept for others; N3 what is fitted on the
// road is taken from board as far as the book has it there, the rest from the shelf as its work ends; N4 what is not found on board is none.
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { kitsOf, supersessionsOf } from './catalogue-store.ts';
import { writeCount } from './counting.ts';
import { kitsIn, piecesOf } from './kit.ts';
import { knownPart } from './places.ts';
import { keptFor, spareAt } from './spare.ts';
import { lockStock, move, pickHeld, stockAt, stockOfPlaces, takenFor, writeVanPlaces, type At } from './store.ts';
import { serversOf } from './supersession.ts';
import { transferNow } from './transfer.ts';

type Van = { id: string; outletId: string };
type Parts = readonly { code: string; quantity: number }[];
const boardOf = (van: Van, brandId: string): At => ({ placeId: van.id, outletId: van.outletId, brandId });

/** (N1) */
export const keepVanPlaces = (tx: Tx, van: Van & { name: string }, brandIds: readonly string[]): Promise<number> => writeVanPlaces(tx, van, brandIds);

/** What lies at places, vans or outlets' own shelves; of a kit as many as its pieces make. */
export async function onHandAt(tx: Tx, placeIds: readonly string[]): Promise<{ placeId: string; brandId: string; code: string; onHand: number }[]> {
  const rows = (await stockOfPlaces(tx, placeIds)).map(({ placeId, brandId, code, onHand }) => ({ placeId, brandId, code, onHand }));
  const made: typeof rows = [];
  for (const [brandId, there] of Map.groupBy(rows, (row) => row.brandId)) {
    const kits = await kitsOf(tx, brandId);
    for (const [placeId, lies] of Map.groupBy(there, (row) => row.placeId)) {
      for (const code of kits.keys()) made.push({ placeId, brandId, code, onHand: kitsIn(piecesOf(kits, [{ code, quantity: 1 }]), (piece) => lies.find((row) => row.code === piece)?.onHand ?? 0) });
    }
  }
  return [...rows, ...made].filter((row) => row.onHand > 0);
}

/** Of each number how many an outlet's shelf can give that are kept for nobody. */
export async function freeOnShelf(tx: Tx, outletId: string, brandId: string, codes: readonly string[]): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map();
  const at: At = { placeId: outletId, outletId, brandId };
  const [kits, stock, free] = [await kitsOf(tx, brandId), new Map((await stockAt(tx, at)).map((one) => [one.code, one.onHand])), new Map<string, number>()];
  for (const { code } of piecesOf(kits, codes.map((one) => ({ code: one, quantity: 1 })))) free.set(code, Math.max(0, (stock.get(code) ?? 0) - (await keptFor(tx, at, code, stock.get(code) ?? 0, () => false))));
  return new Map(codes.map((code) => [code, kitsIn(piecesOf(kits, [{ code, quantity: 1 }]), (piece) => free.get(piece) ?? 0)]));
}

/** From the outlet's shelf on board, by whoever saw so many there: of two who load the same the second is told. (N2) */
export async function loadParts(tx: Tx, van: Van & { name: string }, a: { brandId: string; code: string; quantity: number; onBoard: number }): Promise<void> {
  await knownPart(tx, a.brandId, a.code);
  await keepVanPlaces(tx, van, [a.brandId]);
  const [board, shelf] = [boardOf(van, a.brandId), boardOf({ ...van, id: van.outletId }, a.brandId)];
  const pieces = piecesOf(await kitsOf(tx, a.brandId), [a]);
  const there = await lockStock(tx, board, pieces.map((one) => one.code));
  const seen = kitsIn(pieces.map((one) => ({ ...one, quantity: one.quantity / a.quantity })), (code) => there.get(code)?.onHand ?? 0);
  if (seen !== a.onBoard) refuse('staleEdit', { changes: (await changesSince(tx, 'vans', van.id, 0)).slice(0, 3) });
  for (const piece of pieces) {
    const spare = await spareAt(tx, shelf, piece.code);
    if (spare < piece.quantity) refuse('notThatMany', { field: 'quantity', most: spare, there: spare });
    await transferNow(tx, { from: shelf, to: board, ...piece, why: null });
  }
}

export async function countOnBoard(tx: Tx, van: Van & { name: string }, a: { brandId: string; code: string; onHand: number }): Promise<void> {
  await knownPart(tx, a.brandId, a.code);
  await keepVanPlaces(tx, van, [a.brandId]);
  await writeCount(tx, boardOf(van, a.brandId), a.code, { onHand: a.onHand });
}

/** (N4) */
export async function noneOnBoard(tx: Tx, van: Van, brandId: string, parts: Parts, why: string): Promise<void> {
  const there = await lockStock(tx, boardOf(van, brandId), piecesOf(await kitsOf(tx, brandId), parts).map((one) => one.code));
  for (const one of there.values()) if (one.onHand > 0) await writeCount(tx, one, one.code, { onHand: 0, why });
}

/** Taken for a work once, however often it is told. (N3) */
export async function takeFromBoard(tx: Tx, van: Van, brandId: string, parts: Parts, label: string): Promise<void> {
  const [at, wanted, chains, today] = [boardOf(van, brandId), piecesOf(await kitsOf(tx, brandId), parts), await supersessionsOf(tx, brandId), beijingDay(tx.now)];
  const there = await lockStock(tx, at, wanted.map((one) => one.code));
  for (const { code, quantity } of wanted) {
    const units = Math.min(there.get(code)?.onHand ?? 0, quantity - (await takenFor(tx, at, serversOf(chains, code, today), label)));
    if (units <= 0) continue;
    await move(tx, [{ ...at, code, kind: 'pick', shelf: 'good', quantity: -units, refKind: 'workOrder', refLabel: label }]);
    await pickHeld(tx, at, [code], label, units);
    tx.announce({ topic: 'parts', id: code, brandId, outletId: van.outletId });
  }
}
