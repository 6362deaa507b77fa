// For the demo world: frames of a car's past, heard as the reader of the stream hears them, with what follows from them.
import { flush, observe, type BatteryFrame } from '@careloop/battery';
import type { Tx } from '#platform/tx';
import { carryOut } from './carry-out.ts';
import { keptFor, saveKept } from './keep-state.ts';
import { judgeByFleet } from './learn-limits.ts';

/** Hears frames of one car in their order and writes its state; `last`: works on what still waits. */
export async function hearPast(tx: Tx, vin: string, frames: readonly BatteryFrame[], last = false): Promise<void> {
  const kept = (await keptFor(tx, [vin])).get(vin);
  if (kept === undefined) return;
  await judgeByFleet(tx, [kept]);
  const found = frames.flatMap((frame) => observe(kept.state, frame));
  if (last) found.push(...flush(kept.state));
  kept.frames += frames.length;
  if (found.length > 0) await carryOut(tx, kept.car, kept.state, found);
  await saveKept(tx, [kept]);
}
