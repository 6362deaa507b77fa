// What a piece of work really had fitted, and what whoever fits it must mind. F1 a number that was taken for it in place of the one
// that was asked for counts in its place; F2 what the book does not know of was fitted as it was asked for; F3 of a kit its pieces.
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { entriesMinded, kitsOf, supersessionsOf, type Minded } from './catalogue-store.ts';
import { piecesOf, type Pieces } from './kit.ts';
import { takenByCode } from './store.ts';
import { serversOf } from './supersession.ts';

export type Work = { brandId: string; outletId: string; number: string };

/** Coding by software, colour, a number of its own, an old part that goes back. (F1, F2, F3) */
export async function mindedWhenFitted(tx: Tx, work: Work, asked: Pieces): Promise<Minded[]> {
  if (asked.length === 0) return [];
  const [kits, chains, today] = [await kitsOf(tx, work.brandId), await supersessionsOf(tx, work.brandId), beijingDay(tx.now)];
  const pieces = piecesOf(kits, asked).map((one) => ({ ...one, servers: serversOf(chains, one.code, today) }));
  const taken = await takenByCode(tx, work, [...new Set(pieces.flatMap((one) => one.servers))]);
  const fitted = pieces.flatMap(({ code, quantity, servers }) => {
    const instead = servers.filter((one) => one !== code && (taken.get(one) ?? 0) > 0);
    const units = instead.reduce((sum, one) => sum + (taken.get(one) ?? 0), 0);
    return units >= quantity && (taken.get(code) ?? 0) === 0 ? instead : [code, ...instead];
  });
  return entriesMinded(tx, work.brandId, [...new Set([...asked.map((one) => one.code).filter((code) => kits.has(code)), ...fitted])]);
}
