// Watches readings as they come in: an observer of telemetry. Runs inside the reader's transaction, so reading, memory of
// the engine and alert are committed together or not at all.
// W1 a killed process neither doubles nor loses an alert; W2 a vehicle of no register never gets here; W3 what the clock
// judges meanwhile (silence, weather) and what readings judge never overwrite each other.
import type { Tx } from '#platform/tx';
import { holdReading, remembered, type Reading, type Turn } from '#telemetry';
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

/** The memories of these cars; read where they are not known from the last turn. */
async function recall(tx: Tx, vins: Iterable<string>, known: ReadonlyMap<string, Memory>): Promise<Map<string, Memory>> {
  const memories = new Map<string, Memory>();
  const missing: string[] = [];
  for (const vin of vins) {
    const memory = known.get(vin);
    if (memory === undefined) missing.push(vin);
    else memories.set(vin, memory);
  }
  if (missing.length > 0) for (const { vin, memory } of await memoriesOf(tx, missing)) memories.set(vin, memory);
  return memories;
}

/** Judges new readings; each vehicle's come in the order of time. Without a turn they are not the reader's, as in a replay of the past. (W1, W3) */
export async function watchReadings(tx: Tx, readings: readonly Reading[], turn?: Turn): Promise<() => void> {
  const last = turn === undefined ? undefined : remembered<Memory>(tx.stream, 'alerts', turn);
  if (readings.length === 0) return () => last?.keep(new Map());
  const byVin = Map.groupBy(readings, (reading) => reading.vin);
  const changes = turn === undefined ? await holdReading(tx, [...byVin.keys()]) : undefined;
  const memories = await recall(tx, byVin.keys(), last?.known ?? new Map());
  const rules = await rulesFor(tx);
  const shop = await inMaintenance(tx, [...byVin.keys()]);
  for (const [vin, own] of byVin) {
    for (const reading of own) {
      const judged = evaluate(rules(reading.brandId), memories.get(vin) ?? noMemory, reading);
      memories.set(vin, judged.memory);
      await carryOutAll(tx, { vin, brandId: reading.brandId, ownerId: reading.ownerId, inMaintenance: shop.has(vin) }, rules(reading.brandId), judged.events);
    }
  }
  writeMemories(tx, memories);
  await changes?.();
  return () => last?.keep(memories);
}

/** Judges news of the clock about cars: silence, weather. What changed nothing is not written again. (W3) */
export async function watchNews(tx: Tx, cars: readonly { vin: string; brandId: string; ownerId: string; news: News }[]): Promise<void> {
  if (cars.length === 0) return;
  const changes = await holdReading(tx, cars.map((car) => car.vin));
  const memories = new Map((await memoriesOf(tx, cars.map((car) => car.vin))).map((row) => [row.vin, row.memory]));
  const rules = await rulesFor(tx);
  const shop = await inMaintenance(tx, cars.map((car) => car.vin));
  const changed = new Map<string, Memory>();
  for (const { vin, brandId, ownerId, news } of cars) {
    const judged = evaluateNews(rules(brandId), memories.get(vin) ?? noMemory, tx.now.getTime(), news);
    if (JSON.stringify(judged.memory) !== JSON.stringify(memories.get(vin) ?? noMemory)) changed.set(vin, judged.memory);
    await carryOutAll(tx, { vin, brandId, ownerId, inMaintenance: shop.has(vin) }, rules(brandId), judged.events);
  }
  if (changed.size === 0) return;
  writeMemories(tx, changed);
  await changes();
}
