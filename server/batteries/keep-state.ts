// What a car's state is between two readings of the stream: the library's memory, where it stands, and how it is written down.
import { monthsReached, newState, report, restore, serialise, type Evidence, type State } from '@careloop/battery';
import { findModel, type Model } from '#brands';
import { beijingDay } from '#platform/calendar';
import { log } from '#platform/log';
import type { Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { agree, type Car } from './carry-out.ts';
import { libraryVersion, packOf } from './frames.ts';
import { statesOf, writeHealthDays, writeStatesOf, type HealthDay, type ReachedMonth, type StateRow, type Summary } from './store.ts';

/** A car's battery in memory; `unwrittenFrom`: the first frame heard that is not written; `outdated`: written by another version of the library, it waits to be rebuilt and hears nothing. */
export type Kept = { car: Car; state: State; fedTo: number; frames: number; unwrittenFrom: number | undefined; outdated: boolean; rebuiltAt: Date | null; rebuiltRows: number | null };

const when = (ms: number | undefined): string | null => (ms === undefined || !(ms > 0) || !Number.isFinite(ms) ? null : new Date(ms).toISOString());

export function summaryOf(state: State): { summary: Summary; evidence: Evidence[]; firstAt: Date | null; lastAt: Date | null } {
  const told = report(state);
  const { capacity, range, remainingLife } = told;
  const q = remainingLife?.at;
  return {
    evidence: told.evidence, firstAt: told.firstAt > 0 ? new Date(told.firstAt) : null, lastAt: told.lastAt > 0 ? new Date(told.lastAt) : null,
    summary: {
      chemistry: told.chemistry ?? null, cells: told.cells, days: told.days, rests: told.rests, charges: told.charges, kmPerDay: Number.isFinite(told.kmPerDay) ? told.kmPerDay : 0, fullChargeDueAt: when(told.fullCharge.dueAt),
      capacity: capacity === undefined ? null : { capacityAh: capacity.capacityAh, lowAh: capacity.lowAh, highAh: capacity.highAh, sohPct: capacity.sohPct ?? null, lowPct: capacity.lowPct ?? null, highPct: capacity.highPct ?? null, measurements: capacity.measurements, updatedAt: when(capacity.updatedAt) ?? new Date(0).toISOString() },
      range: range === undefined ? null : { rangeKm: range.rangeKm, batteryPart: range.batteryPart, consumptionPart: range.consumptionPart, whPerKm: range.whPerKm },
      remainingLife: remainingLife === undefined || q === undefined ? null : { endPct: remainingLife.endPct, q10: when(q.q10) ?? '', q50: when(q.q50) ?? '', q90: when(q.q90) ?? '', fadePctPerYear: remainingLife.fadePctPerYear, ...(remainingLife.furtherKm === undefined ? {} : { km: remainingLife.furtherKm }) },
      hygiene: Object.fromEntries(Object.entries(told.hygiene).map(([name, value]) => [name, Number(value)])),
    },
  };
}

export const freshKept = (car: Car, model: Model | undefined): Kept => ({ car, state: newState(packOf(model)), fedTo: 0, frames: 0, unwrittenFrom: undefined, outdated: false, rebuiltAt: null, rebuiltRows: null });

function restored(row: StateRow, car: Car): Kept {
  const base = { car, fedTo: row.fedTo, frames: row.frames, unwrittenFrom: undefined, rebuiltAt: row.rebuiltAt, rebuiltRows: row.rebuiltRows };
  if (row.libraryVersion !== libraryVersion) return { ...base, state: newState(), outdated: true };
  try {
    return { ...base, state: restore(row.body), outdated: false };
  } catch (error) {
    log.warn({ err: error, vin: row.vin }, 'the state of a battery could not be read and waits to be rebuilt');
    return { ...base, state: newState(), outdated: true };
  }
}

/** The batteries of these cars as they were written; new ones for cars that have none. Cars that are on no register are left out. */
export async function keptFor(tx: Tx, vins: readonly string[]): Promise<Map<string, Kept>> {
  if (vins.length === 0) return new Map();
  const vehicles = await vehiclesByVin(tx, vins);
  const rows = new Map((await statesOf(tx, vins)).map((row) => [row.vin, row]));
  const models = new Map<string, Model | undefined>();
  const kept = new Map<string, Kept>();
  for (const { vin, brandId, ownerId, modelId } of vehicles.values()) {
    const car = { vin, brandId, ownerId, modelId };
    const row = rows.get(vin);
    if (!models.has(modelId)) models.set(modelId, await findModel(tx, modelId).catch(() => undefined));
    kept.set(vin, row === undefined ? freshKept(car, models.get(modelId)) : restored(row, car));
  }
  return kept;
}

/** Writes states down, with what the library believes now and the day's estimate of health. */
export async function saveKept(tx: Tx, all: readonly Kept[], rebuilt = false): Promise<void> {
  if (all.length === 0) return;
  const rows: (StateRow & { reached: ReachedMonth[] })[] = [];
  const days: HealthDay[] = [];
  for (const one of all) {
    const { summary, evidence, firstAt, lastAt } = summaryOf(one.state);
    const { vin, brandId, modelId } = one.car;
    rows.push({ vin, brandId, modelId, libraryVersion, fedTo: one.fedTo, firstAt, lastAt, writtenAt: tx.now, rebuiltAt: one.rebuiltAt, rebuiltRows: one.rebuiltRows, frames: one.frames, body: serialise(one.state), report: summary, reached: monthsReached(one.state.evidences) });
    if (summary.capacity !== null && lastAt !== null) days.push({ vin, onDay: beijingDay(lastAt), brandId, ...summary.capacity });
    await agree(tx, one.car, one.state, evidence, lastAt ?? tx.now, rebuilt);
  }
  await writeStatesOf(tx, rows);
  if (days.length > 0) await writeHealthDays(tx, days);
}
