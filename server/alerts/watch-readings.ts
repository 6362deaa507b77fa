// Watches readings as they come in: an observer of telemetry. Runs inside the reader's transaction, so reading, memory of
// the engine and alert are committed together or not at all.
// W1 a killed process neither doubles nor loses an alert; W2 a vehicle of no register never gets here.
import type { Tx } from '#platform/tx';
import type { Reading } from '#telemetry';
import { carryOut, type Of } from './carry-out.ts';
import { evaluate, evaluateNews, noMemory, type AlertEvent, type Memory } from './engine.ts';
import { inMaintenance } from './maintenance-store.ts';
import type { News } from './quantities.ts';
import { rulesFor } from './rules-for.ts';
import type { Rule } from './rule.ts';
import { memoriesOf, writeMemories } from './store.ts';

async function carryOutAll(tx: Tx, of: Of, rules: readonly Rule[], events: readonly AlertEvent[]): Promise<void> {
  for (const event of events) {
    const rule = rules.find((each) => each.kind === event.kind);
    if (rule !== undefined) await carryOut(tx, of, event, rule);
  }
}

/** Judges new readings; each vehicle's come in the order of time. (W1) */
export async function watchReadings(tx: Tx, readings: readonly Reading[]): Promise<void> {
  const byVin = Map.groupBy(readings, (reading) => reading.vin);
  const memories = new Map((await memoriesOf(tx, [...byVin.keys()])).map((row) => [row.vin, row.memory]));
  const rules = await rulesFor(tx);
  const shop = await inMaintenance(tx, [...byVin.keys()]);
  for (const [vin, own] of byVin) {
    for (const reading of own) {
      const judged = evaluate(rules(reading.brandId), memories.get(vin) ?? noMemory, reading);
      memories.set(vin, judged.memory);
      await carryOutAll(tx, { vin, brandId: reading.brandId, ownerId: reading.ownerId, inMaintenance: shop.has(vin) }, rules(reading.brandId), judged.events);
    }
  }
  await writeMemories(tx, [...memories].map(([vin, memory]) => ({ vin, memory })));
}

/** Judges news of the clock about cars: silence, weather. What changed nothing is not written again. */
export async function watchNews(tx: Tx, cars: readonly { vin: string; brandId: string; ownerId: string; news: News }[]): Promise<void> {
  if (cars.length === 0) return;
  const memories = new Map((await memoriesOf(tx, cars.map((car) => car.vin))).map((row) => [row.vin, row.memory]));
  const rules = await rulesFor(tx);
  const shop = await inMaintenance(tx, cars.map((car) => car.vin));
  const changed = new Map<string, Memory>();
  for (const { vin, brandId, ownerId, news } of cars) {
    const judged = evaluateNews(rules(brandId), memories.get(vin) ?? noMemory, tx.now.getTime(), news);
    if (JSON.stringify(judged.memory) !== JSON.stringify(memories.get(vin) ?? noMemory)) changed.set(vin, judged.memory);
    await carryOutAll(tx, { vin, brandId, ownerId, inMaintenance: shop.has(vin) }, rules(brandId), judged.events);
  }
  if (changed.size > 0) await writeMemories(tx, [...changed].map(([vin, memory]) => ({ vin, memory })));
}
