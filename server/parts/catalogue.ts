// The catalogue: what a number is, which cars it fits, what replaces it. K1 a number of the price list is known without an entry;
// K2 a kit, a pair and a chain name only known numbers, and no chain closes on itself; K3 who looks by a car sees what fits it,
// and what must be asked; K4 what goes by the law of dangerous goods says its UN number, packing and charge.
import { modelsOf } from '#brands';
import { findOutlet } from '#network';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import { catalogueOf, insertSupersession, kitsOf, lockChains, lockEntry, saveEntry, supersessionsOf, type Entry } from './catalogue-store.ts';
import { entryFaults } from './entry-faults.ts';
import { dutyUntil, fits } from './fit.ts';
import { suppliersOf } from './order-store.ts';
import { brandFor, costShare, knownPart, planners, readers } from './places.ts';
import { stockOfCodes } from './store.ts';
import { chainOf, newestOf, serversOf, wouldLoop } from './supersession.ts';

export const bare = (brandId: string, part: { code: string; name: string; nameEn: string; origin: Entry['origin']; unitFen: number; coverage: string; modelIds: readonly string[] | null }): Entry => ({
  brandId, code: part.code, name: part.name, nameEn: part.nameEn, class: part.coverage === 'wear' ? 'wear' : part.coverage === 'evCore' ? 'evCore' : 'general', origin: part.origin, costFen: Math.round(part.unitFen * costShare), supplierId: null, lot: 1, side: null, pairCode: null, colour: null,
  softwareCoded: false, serialised: false, coreReturn: false, unNumber: null, packing: null, socMaxPct: null, kit: [], modelIds: part.modelIds === null ? null : [...part.modelIds], builtFrom: null, builtTo: null, shelfLifeDays: null, endedOn: null, version: 0,
});

/** Every number of a brand: the catalogue's own, and those that only the price list knows. (K1) */
export async function everyEntry(tx: Tx, brandId: string): Promise<Map<string, Entry>> {
  const [own, { content }] = [await catalogueOf(tx, brandId), await findBook(tx, brandId)];
  const entries = new Map(content.parts.map((part) => [part.code, bare(brandId, part)]));
  for (const one of own) entries.set(one.code, { ...one, costFen: one.costFen ?? entries.get(one.code)?.costFen ?? null });
  return entries;
}

const shown = (one: Entry) => {
  const { brandId: _brand, ...entry } = one;
  return { ...entry, dutyUntil: one.endedOn === null ? null : dutyUntil(one.endedOn) };
};

/** (K3) */
export async function findParts(tx: Tx, input: Input<typeof api.findParts>) {
  brandFor(tx, input.brandId, readers);
  const vehicle = input.vehicleId === undefined ? undefined : await vehicleByIdOrVin(tx, input.vehicleId);
  if (input.vehicleId !== undefined && vehicle?.brandId !== input.brandId) refuse('vehicleNotFound', { id: input.vehicleId });
  const [entries, chains, today] = [await everyEntry(tx, input.brandId), await supersessionsOf(tx, input.brandId), beijingDay(tx.now)];
  const text = (input.text ?? '').trim().normalize('NFKC').toLowerCase();
  const car = vehicle === undefined ? undefined : { ...vehicle, builtOn: input.builtOn ?? null };
  const found = [...entries.values()].flatMap((one) => {
    const fit = car === undefined ? null : fits(one, car, tx.now.getUTCFullYear());
    const named = text === '' || `${one.code} ${one.name} ${one.nameEn}`.toLowerCase().includes(text);
    return named && fit !== 'no' ? [{ ...shown(one), fits: fit, chain: chainOf(chains, one.code), newest: newestOf(chains, one.code, today), servedBy: serversOf(chains, one.code, today) }] : [];
  }).slice(0, input.limit ?? 50);
  const stock = await stockOfCodes(tx, input.brandId, [...new Set(found.flatMap((one) => one.servedBy))]);
  return { parts: found.map((one) => ({ ...one, onHandEverywhere: stock.filter((each) => each.code === one.code).reduce((sum, each) => sum + each.onHand, 0) })) };
}

export async function savePart(tx: Tx, input: Input<typeof api.savePart>) {
  brandFor(tx, input.brandId, planners);
  const entry = await checked(tx, { ...input, costFen: input.costFen ?? null, supplierId: input.supplierId ?? null, lot: input.lot ?? 1, side: input.side ?? null, pairCode: input.pairCode ?? null, colour: input.colour ?? null, softwareCoded: input.softwareCoded ?? false, serialised: input.serialised ?? false,
    coreReturn: input.coreReturn ?? false, unNumber: input.unNumber ?? null, packing: input.packing ?? null, socMaxPct: input.socMaxPct ?? null, kit: (input.kit ?? []).map((one) => ({ ...one })), modelIds: input.modelIds ?? null, builtFrom: input.builtFrom ?? null, builtTo: input.builtTo ?? null, shelfLifeDays: input.shelfLifeDays ?? null, endedOn: input.endedOn ?? null });
  const before = await lockEntry(tx, input.brandId, input.code);
  if ((before?.version ?? 0) !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'catalogue', `${input.brandId} ${input.code}`, input.version) });
  const after = await saveEntry(tx, entry);
  tx.record({ action: 'parts.savePart', subject: 'catalogue', subjectId: `${input.brandId} ${input.code}`, brandId: input.brandId, version: after.version, before, after });
  tx.announce({ topic: 'parts', id: input.code, brandId: input.brandId });
  return shown(after);
}

/** (K2, K4) */
async function checked(tx: Tx, entry: Omit<Entry, 'version'>): Promise<Omit<Entry, 'version'>> {
  const known = { codes: new Set((await everyEntry(tx, entry.brandId)).keys()), kits: await kitsOf(tx, entry.brandId), supplierIds: new Set((await suppliersOf(tx, entry.brandId)).map((one) => one.id)), modelIds: new Set((await modelsOf(tx, entry.brandId)).map((one) => one.id)) };
  const [first] = entryFaults(entry, known);
  if (first !== undefined) refuse(first.code, { field: first.field, ...first.details });
  return entry;
}

export async function supersede(tx: Tx, input: Input<typeof api.supersede>) {
  brandFor(tx, input.brandId, planners);
  await lockChains(tx, input.brandId);
  await knownPart(tx, input.brandId, input.oldCode);
  await knownPart(tx, input.brandId, input.newCode);
  const all = await supersessionsOf(tx, input.brandId);
  if (wouldLoop(all, input.oldCode, input.newCode)) refuse('chainLoops', { field: 'newCode' });
  await insertSupersession(tx, { ...input, fromOn: input.fromOn ?? beijingDay(tx.now), why: input.why.trim() });
  tx.record({ action: 'parts.supersede', subject: 'catalogue', subjectId: `${input.brandId} ${input.oldCode}`, brandId: input.brandId, after: input, why: input.why });
  tx.announce({ topic: 'parts', id: input.oldCode, brandId: input.brandId });
  return { chain: chainOf(await supersessionsOf(tx, input.brandId), input.oldCode) };
}

/** Where else a part lies, nearest to be named first by how much there is; for those who cannot have it here. */
export async function elsewhere(tx: Tx, brandId: string, code: string, exceptOutletId: string): Promise<{ outletId: string; name: string; nameEn: string } | null> {
  const chains = await supersessionsOf(tx, brandId);
  const there = (await stockOfCodes(tx, brandId, serversOf(chains, code, beijingDay(tx.now)))).filter((one) => one.placeId === one.outletId && one.outletId !== exceptOutletId && one.onHand > 0 && one.countedAt !== null).toSorted((a, b) => b.onHand - a.onHand);
  const first = there[0];
  if (first === undefined) return null;
  const outlet = await findOutlet(tx, first.outletId);
  return { outletId: outlet.id, name: outlet.name, nameEn: outlet.nameEn };
}
