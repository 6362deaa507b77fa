// What the library said becomes findings: one row per trouble, every word of it kept, one thread per car and cause.
// C1 the same word twice changes nothing more; C2 what calls for somebody is told once per tier, information tells nobody;
// C3 a finding keeps the curve of what it is about as it was seen, so that whoever reads a case needs no look into the car.
import { cellHistory, type Evidence, type State } from '@careloop/battery';
import { beijingDay } from '#platform/calendar';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { batteryCalm, batteryFound, life, rank, worseOf, type Finding, type Said, type Series } from './finding.ts';
import { libraryVersion } from './frames.ts';
import { insertEvidence, insertFinding, openFindings, updateFinding, writeFindingDays } from './store.ts';

export type Car = { vin: string; brandId: string; ownerId: string; modelId: string };

const pointsMost = 60;
const rounded = (value: number): number | null => (Number.isFinite(value) ? Math.round(value * 10) / 10 : null);

/** How the named cell stood against the middle cell at rest, beside the band of all others; null for what is not about cells. (C3) */
export function seriesOf(state: State, evidence: Pick<Evidence, 'cells'>): Series | null {
  const cell = evidence.cells?.[0];
  if (cell === undefined) return null;
  const { rests, deviationsMv } = cellHistory(state);
  if (rests.length === 0) return null;
  const step = Math.max(1, (rests.length - 1) / (pointsMost - 1));
  const picked = Array.from({ length: Math.min(rests.length, pointsMost) }, (_, i) => Math.round(i * step));
  const named = new Set((evidence.cells ?? []).map((no) => no - 1));
  const band = (index: number): number[] => Array.from(deviationsMv[index] ?? []).filter((mv, other) => !named.has(other) && Number.isFinite(mv)).sort((a, b) => a - b);
  const part = (sorted: readonly number[], share: number): number | null => (sorted.length === 0 ? null : rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number));
  return {
    at: picked.map((index) => new Date(rests[index]?.at ?? 0).toISOString()), own: picked.map((index) => rounded(deviationsMv[index]?.[cell - 1] ?? Number.NaN)),
    low: picked.map((index) => part(band(index), 0.05)), high: picked.map((index) => part(band(index), 0.95)), unit: 'mV',
  };
}

const moment = (ms: number | undefined): Date | null => (ms === undefined || !Number.isFinite(ms) ? null : new Date(ms));

function fresh(tx: Tx, car: Car, evidence: Evidence, number: string, thread: string | undefined, series: Series | null): Finding {
  const id = newId();
  const at = new Date(evidence.at);
  return {
    id, number, thread: thread ?? id, ...car, key: evidence.key, rule: evidence.kind, cause: evidence.cause, tier: evidence.tier, worstTier: evidence.tier, state: 'open', cells: evidence.cells ?? null, probes: evidence.probes ?? null,
    quantity: evidence.quantity, value: evidence.value, unit: evidence.unit, low: evidence.low, high: evidence.high, score: evidence.score, onsetAt: moment(evidence.onsetAt), daysOfData: evidence.daysOfData, ruledOut: evidence.ruledOut,
    nextTest: evidence.nextTest, also: evidence.also, libraryVersion, foundAt: at, toldAt: tx.now, visitToldAt: rank[evidence.tier] >= rank.visit ? at : null, lastAt: at, clearedAt: null, clearedBecause: null, series,
    outcome: null, outcomeWords: null, outcomeAt: null, outcomeBy: null, foundKind: null, workOrderId: null, costFen: null, version: 1,
  };
}

const after = (known: Finding, evidence: Evidence, series: Series | null): Finding => ({
  ...known, tier: evidence.tier, worstTier: worseOf(known.worstTier, evidence.tier), cause: evidence.cause, cells: evidence.cells ?? null, probes: evidence.probes ?? null, value: evidence.value, low: evidence.low, high: evidence.high, score: evidence.score,
  onsetAt: moment(evidence.onsetAt) ?? known.onsetAt, daysOfData: evidence.daysOfData, ruledOut: evidence.ruledOut, nextTest: evidence.nextTest, also: evidence.also, libraryVersion,
  visitToldAt: known.visitToldAt ?? (rank[evidence.tier] >= rank.visit ? new Date(evidence.at) : null), lastAt: new Date(Math.max(evidence.at, known.lastAt.getTime())), series: series ?? known.series,
});

function tell(tx: Tx, one: Finding, before: Finding | undefined): void {
  tx.announce({ topic: 'batteries', id: one.vin, brandId: one.brandId, ownerId: one.ownerId });
  if (rank[one.tier] < rank.visit || (before !== undefined && rank[one.tier] <= rank[before.worstTier])) return; // C2
  tx.tell(batteryFound({ findingId: one.id, thread: one.thread, vin: one.vin, brandId: one.brandId, ownerId: one.ownerId, rule: one.rule, tier: one.tier, at: one.lastAt.toISOString() }));
}

const keep = (tx: Tx, one: Finding, evidence: Evidence, said: Said): Promise<number> => insertEvidence(tx, {
  id: newId(), findingId: one.id, brandId: one.brandId, at: new Date(evidence.at), keptAt: tx.now, state: said, tier: evidence.tier, value: evidence.value, low: evidence.low, high: evidence.high, score: evidence.score, daysOfData: evidence.daysOfData,
});

async function clear(tx: Tx, known: Finding, at: Date, because: string): Promise<Finding> {
  const one = await updateFinding(tx, { ...known, state: 'cleared', clearedAt: at, clearedBecause: because, lastAt: new Date(Math.max(at.getTime(), known.lastAt.getTime())) });
  tx.tell(batteryCalm({ findingId: one.id, thread: one.thread, vin: one.vin, brandId: one.brandId, ownerId: one.ownerId, rule: one.rule, tier: one.worstTier }));
  tx.announce({ topic: 'batteries', id: one.vin, brandId: one.brandId, ownerId: one.ownerId });
  return one;
}

/** Carries out what was said of a car, in its order. (C1) */
export async function carryOut(tx: Tx, car: Car, state: State, evidence: readonly Evidence[], saidAs?: Said): Promise<void> {
  const open = new Map((await openFindings(tx, car.vin)).map((one) => [one.key, one]));
  for (const one of evidence) {
    const said = saidAs ?? one.state;
    const known = open.get(one.key);
    const move = life[known?.state ?? 'none'][said];
    if (move === 'ignored') continue;
    if (move === 'new') {
      const thread = [...open.values()].find((other) => other.cause === one.cause)?.thread;
      const made = await insertFinding(tx, fresh(tx, car, one, await nextNumber(tx, 'B'), thread, seriesOf(state, one)));
      if (made === undefined) continue;
      open.set(one.key, made);
      await keep(tx, made, one, said);
      tell(tx, made, undefined);
    } else if (known !== undefined && move === 'cleared') {
      await keep(tx, known, one, said);
      await clear(tx, known, new Date(one.at), 'signals');
      open.delete(one.key);
    } else if (known !== undefined) {
      const moved = await updateFinding(tx, after(known, one, seriesOf(state, one)));
      open.set(one.key, moved);
      if (said !== 'still') await keep(tx, moved, one, said);
      tell(tx, moved, known);
    }
  }
}

/** Makes the open findings those that the library believes now, and notes the day's value of each. */
export async function agree(tx: Tx, car: Car, state: State, believed: readonly Evidence[], at: Date, rebuilt = false): Promise<void> {
  const keys = new Set(believed.map((one) => one.key));
  const known = await openFindings(tx, car.vin);
  if (known.length === 0 && believed.length === 0) return;
  for (const one of known) if (!keys.has(one.key)) await clear(tx, one, at, rebuilt ? 'recalculated' : 'signals');
  await carryOut(tx, car, state, believed, 'still');
  const open = await openFindings(tx, car.vin);
  if (open.length > 0) await writeFindingDays(tx, open.map((one) => ({ findingId: one.id, onDay: beijingDay(at), brandId: one.brandId, value: one.value, low: one.low, high: one.high, score: one.score })));
}
