// Deeds at the shelf: picked, come back, set aside, sent back, thrown away, old parts that go to the maker. H1 each is a movement
// with its reason; H2 nobody takes what is not there or is kept for another, and of two who reach for the last one the second is
// told so; H3 only what was taken comes back, and not more of it.
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { beijingDay } from '#platform/calendar';
import type { api } from './api.ts';
import { catalogueCode, kitsOf, supersessionsOf } from './catalogue-store.ts';
import { tellOfPart } from './counting.ts';
import { piecesOf } from './kit.ts';
import { mostOf, rowsOf } from './movement.ts';
import { keepers, knownPart, placeFor, readers } from './places.ts';
import { keptFor } from './spare.ts';
import { holdsAt, lockStock, move, movementsAt, pickHeld, serialAt, stockAt, takenFor, writeBin, type At, type MovementRow } from './store.ts';
import { chainOf, serversOf } from './supersession.ts';

/** A box is called by its work and its place in it: who scans a box reaches for the same work. */
const isFor = (work: string, label: string | undefined): boolean => label !== undefined && (label === work || label.startsWith(`${work}-`));

export async function moveStock(tx: Tx, input: Input<typeof api.moveStock>) {
  const at = await placeFor(tx, input, keepers);
  await knownPart(tx, at.brandId, input.code);
  const entry = await catalogueCode(tx, at.brandId, input.code);
  if (entry !== undefined && entry.kit.length > 0) refuse('kitIsPieces', { field: 'code', pieces: entry.kit.map((one) => `${one.code} × ${one.quantity}`).join('、') });
  if (entry?.serialised === true && ['pick', 'return', 'supplierReturn'].includes(input.kind) && (input.serial === undefined || input.quantity !== 1)) refuse('serialNeeded', { field: 'serial' }); // one piece, one number
  const stock = (await lockStock(tx, at, [input.code])).get(input.code);
  if (stock === undefined) return refuse('partNotFound', { field: 'code', code: input.code });
  const most = mostOf(input.kind, stock, await keptFor(tx, at, input.code, stock.onHand, (hold) => isFor(hold.label, input.label))); // (H2)
  if (input.quantity > most && ['release', 'scrap', 'supplierReturn'].includes(input.kind)) refuse('notThatManyAside', { field: 'quantity', most });
  if (input.quantity > most) refuse('notThatMany', { field: 'quantity', most, there: input.kind === 'pick' || input.kind === 'quarantine' ? stock.onHand : most });
  if ((input.kind === 'quarantine' || input.kind === 'scrap') && input.why === undefined) refuse('reasonNeeded', { field: 'why' }); // (H1)
  if (input.kind === 'return' && input.quantity > (await takenFor(tx, at, [input.code], input.label ?? ''))) refuse('nothingTaken', { field: 'label' }); // (H3)
  if (input.kind === 'pick' && input.serial !== undefined && (await serialAt(tx, at, input.code, input.serial)) === 'elsewhere') refuse('serialNotHere', { field: 'serial', serial: input.serial });
  await move(tx, rowsOf(input.kind, input.quantity).map((row) => ({ ...at, code: input.code, kind: input.kind, ...row, serial: input.serial ?? null, ...(input.label === undefined ? {} : { refLabel: input.label }), why: input.why ?? null })));
  if (input.kind === 'pick' && input.label !== undefined) await pickHeld(tx, at, await servedBy(tx, at.brandId, input.code), input.label, input.quantity);
  tellOfPart(tx, `parts.${input.kind}`, at, input.code, { after: { quantity: input.quantity, label: input.label ?? null }, ...(input.why === undefined ? {} : { why: input.why }) });
  const after = rowsOf(input.kind, input.quantity).find((row) => row.shelf === 'good');
  return { code: input.code, onHand: stock.onHand + (after?.quantity ?? 0) };
}

/** The numbers for which this one may be taken, itself first. */
async function servedBy(tx: Tx, brandId: string, code: string): Promise<string[]> {
  const [chains, today] = [await supersessionsOf(tx, brandId), beijingDay(tx.now)];
  return [code, ...chainOf(chains, code).filter((one) => one !== code && serversOf(chains, one, today).includes(code))];
}

/** What is kept for visits and work, in the order of the days on which it is needed, with the number to take now and where it lies. */
export async function listPicks(tx: Tx, input: Input<typeof api.listPicks>) {
  const at = await placeFor(tx, input, readers);
  const [holds, stock, chains, today] = [await holdsAt(tx, at.outletId, at.brandId), new Map((await stockAt(tx, at)).map((one) => [one.code, one])), await supersessionsOf(tx, at.brandId), beijingDay(tx.now)];
  return { picks: holds.map(({ label, forKind, code, quantity, onDay }) => {
    const servers = serversOf(chains, code, today);
    const take = servers.find((one) => (stock.get(one)?.onHand ?? 0) >= quantity) ?? servers.find((one) => (stock.get(one)?.onHand ?? 0) > 0) ?? code;
    return { label, forKind, code, take, quantity, onDay, onHand: stock.get(take)?.onHand ?? 0, bin: stock.get(take)?.bin ?? null };
  }) };
}

export async function setBin(tx: Tx, input: Input<typeof api.setBin>) {
  const at = await placeFor(tx, input, keepers);
  await knownPart(tx, at.brandId, input.code);
  await lockStock(tx, at, [input.code]);
  await writeBin(tx, at, input.code, input.bin);
  tellOfPart(tx, 'parts.setBin', at, input.code, { after: { bin: input.bin } });
  return { ok: true as const };
}

export async function listMovements(tx: Tx, input: Input<typeof api.listMovements>) {
  const at = await placeFor(tx, input, readers);
  return { movements: await movementsAt(tx, at, input.code ?? null, input.limit ?? 50) };
}

/** Parts went into a car: the shelf loses what was not picked for it before, also what it did not know of (then that is a difference that was found). */
export async function takeParts(tx: Tx, outletId: string, brandId: string, parts: readonly { code: string; quantity: number }[], label?: string): Promise<void> {
  const wanted = new Map<string, number>();
  if (parts.length === 0) return;
  for (const { code, quantity } of piecesOf(await kitsOf(tx, brandId), parts)) wanted.set(code, quantity);
  const at: At = { placeId: outletId, outletId, brandId };
  const [stock, chains] = [await lockStock(tx, at, [...wanted.keys()]), await supersessionsOf(tx, brandId)];
  const rows: MovementRow[] = [];
  const ref = label === undefined ? {} : { refKind: 'workOrder', refLabel: label };
  for (const [code, quantity] of wanted) {
    const left = quantity - (label === undefined ? 0 : await takenFor(tx, at, serversOf(chains, code, beijingDay(tx.now)), label));
    if (left <= 0) continue;
    rows.push({ ...at, code, kind: 'count', shelf: 'good', quantity: Math.max(0, left - (stock.get(code)?.onHand ?? 0)), ...ref, why: '用了账上没有的 / used more than the book had' }, { ...at, code, kind: 'pick', shelf: 'good', quantity: -left, ...ref });
    tx.announce({ topic: 'parts', id: code, brandId, outletId });
  }
  await move(tx, rows);
}
