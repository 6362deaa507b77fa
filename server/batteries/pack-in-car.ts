// Which part of a car's past is that of the pack it carries now. What was measured, tested or found in the time of another pack
// says nothing of this one: health, certificates and warranty look at these stretches only.
// P1 a car that has carried one pack only has one past; P2 a pack that comes back (after a loan) gets its own past again.
import type { Tx } from '#platform/tx';
import { fittingsIn } from './file-store.ts';

export type Stretch = { from: Date; to: Date | null };

/** The stretches of the pack that is in the car, oldest first; undefined when the car is known with no other. (P1, P2) */
export async function stretchesOfPack(tx: Tx, vin: string): Promise<Stretch[] | undefined> {
  const all = (await fittingsIn(tx, vin)).filter((one) => one.inKind === 'car').toSorted((a, b) => a.fromAt.getTime() - b.fromAt.getTime());
  const now = all.find((one) => one.toAt === null);
  if (now === undefined || all.every((one) => one.unitId === now.unitId)) return undefined;
  // the first pack on record was in the car before anybody wrote it down
  return all.flatMap((one, index) => (one.unitId === now.unitId ? [{ from: index === 0 ? new Date(0) : one.fromAt, to: one.toAt }] : []));
}

export const within = (stretches: readonly Stretch[] | undefined, at: Date): boolean => stretches === undefined || stretches.some(({ from, to }) => at >= from && (to === null || at < to));
