// The daily proof of completeness: for every car and day what was due, acknowledged (of that late), refused, expired, and
// what still waits. Also the round that ends what is older than seven days.
// P1 due = acknowledged + refused + expired + waiting, at every moment.
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { counted } from './forward.ts';
import { findTarget } from './manage-targets.ts';
import { passOver } from './pass-over.ts';
import { addCounts, dayOf, daySums, forgetDays, takeExpired } from './store.ts';
import { forwardRules } from './target.ts';

const carsShown = 200;
const carsInFile = 200_000;
const daysKept = 400;

type Counts = { due: number; acknowledged: number; refused: number; expired: number };
const withWaiting = <T extends Counts>(counts: T): T & { waiting: number } => ({ ...counts, waiting: Math.max(0, counts.due - counts.acknowledged - counts.refused - counts.expired) }); // P1

export async function forwardDays(tx: Tx, input: Input<typeof api.forwardDays>) {
  const target = await findTarget(tx, input.targetId, ['administrator', 'auditor']);
  return { days: (await daySums(tx, target.id, addDays(beijingDay(tx.now), 1 - input.days))).map(withWaiting) };
}

export async function forwardProof(tx: Tx, input: Input<typeof api.forwardProof>) {
  const target = await findTarget(tx, input.targetId, ['administrator', 'auditor']);
  const cars = await dayOf(tx, target.id, input.onDay, carsShown + 1);
  return { vehicles: cars.slice(0, carsShown).map(withWaiting), more: cars.length > carsShown };
}

export async function forwardProofCsv(tx: Tx, input: Input<typeof api.forwardProofCsv>) {
  const target = await findTarget(tx, input.targetId, ['administrator', 'auditor']);
  const cars = (await dayOf(tx, target.id, input.onDay, carsInFile)).map(withWaiting);
  const head = ['vin', 'day', 'due', 'acknowledged', 'late', 'refused', 'expired', 'waiting', 'complete'];
  const lines = cars.map((car) => [car.vin, input.onDay, car.due, car.acknowledged, car.late, car.refused, car.expired, car.waiting, car.due === car.acknowledged ? 'yes' : 'no'].join(','));
  tx.record({ action: 'forwarding.takeProof', subject: 'forwardTargets', subjectId: target.id, after: { onDay: input.onDay, cars: cars.length } });
  return { bytes: new TextEncoder().encode(`\ufeff${[head.join(','), ...lines].join('\r\n')}\r\n`), mediaType: 'text/csv; charset=utf-8' };
}

/** A round: what waited for seven days, to be sent or to be read at all, is owed no more, and counts as missing. */
export async function expireForwards(tx: Tx): Promise<void> {
  const before = new Date(tx.now.getTime() - forwardRules.keptMs);
  await passOver(tx, before);
  const expired = await takeExpired(tx, before);
  for (const [targetId, frames] of Map.groupBy(expired, (frame) => frame.targetId)) await addCounts(tx, targetId, counted(frames.map((frame) => ({ ...frame, adds: { expired: 1 } }))));
  await forgetDays(tx, addDays(beijingDay(tx.now), -daysKept));
}
