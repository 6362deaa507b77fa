// Vehicles that send data and are on no register: shown to those who can register them, and read once they are.
import { hexOfTurnedAway } from '#gateway';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { vehicleByVin } from '#vehicles';
import type { api } from './api.ts';
import { knownVehicles } from './known-vehicles.ts';
import { adoptStrangers, strangersCount, strangersOf, waitingStrangers } from './store.ts';

const bytesShown = 256;

export async function listUnknownVehicles(tx: Tx, input: Input<typeof api.listUnknownVehicles>) {
  const strangers = await waitingStrangers(tx, input.after ?? '', input.limit ?? 50);
  const known = await knownVehicles(tx, strangers.map((stranger) => stranger.vin));
  return {
    unknownVehicles: strangers.map(({ lastBytes, adoptedAt: _, ...stranger }) =>
      ({ ...stranger, lastFrameHex: hexOfTurnedAway(lastBytes, true, bytesShown), onRegister: known.has(stranger.vin) })),
    total: await strangersCount(tx),
  };
}

/** Marks a registered stranger as one of ours: the reader takes its kept frames next, as if they came now. */
export async function adoptUnknownVehicle(tx: Tx, input: Input<typeof api.adoptUnknownVehicle>) {
  const [stranger] = await strangersOf(tx, [input.vin]);
  if (stranger === undefined) refuse('unknownVehicleNotFound', { vin: input.vin });
  const vehicle = (await vehicleByVin(tx, input.vin)) ?? refuse('vehicleNotRegistered', { vin: input.vin });
  await adoptStrangers(tx, [input.vin]);
  tx.record({ action: 'telemetry.adopt', subject: 'vehicles', subjectId: input.vin, brandId: vehicle.brandId, after: { frames: stranger.framesKept } });
  return { vin: input.vin, frames: stranger.framesKept };
}

/** A round: whoever was registered meanwhile is a stranger no more. */
export async function adoptRegistered(tx: Tx): Promise<void> {
  for (let after = ''; ; ) {
    const strangers = await waitingStrangers(tx, after, 500);
    const known = await knownVehicles(tx, strangers.map((stranger) => stranger.vin));
    if (known.size > 0) await adoptStrangers(tx, [...known.keys()]);
    const last = strangers.at(-1);
    if (last === undefined || strangers.length < 500) return;
    after = last.vin;
  }
}
