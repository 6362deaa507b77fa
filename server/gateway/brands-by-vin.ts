// Which brand a car is of, remembered for some minutes: asked before a platform may speak for it.
import { system } from '#platform/actor';
import { unitOfWork, type World } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';

const keptMs = 300_000;
const keptMost = 200_000;

export function brandsByVin(world: World) {
  const known = new Map<string, { brandId: string | null; untilMs: number }>();
  return {
    /** null: on no register; undefined: not looked up, or too long ago. */
    brandOf(vin: string): string | null | undefined {
      const found = known.get(vin);
      return found === undefined || found.untilMs < Date.now() ? undefined : found.brandId;
    },
    async lookUp(vins: readonly string[]): Promise<void> {
      const vehicles = await unitOfWork(world, system('gateway'), (tx) => vehiclesByVin(tx, vins));
      if (known.size > keptMost) known.clear();
      for (const vin of vins) known.set(vin, { brandId: vehicles.get(vin)?.brandId ?? null, untilMs: Date.now() + keptMs });
    },
  };
}
