// What a workshop found when it looked, fed back; and what it found that nothing had announced.
// O1 an outcome is recorded once per look and may be corrected by whoever may record one, with both in the audit; O2 two who
// record at the same time: the second is told; O3 whoever found another cause says which.
import { kinds } from '@careloop/battery';
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { outcomeRecorded } from './finding.ts';
import { against, howRight } from './how-right.ts';
import { carsPerModel, insertMiss, judgedSince, lockFinding, missesSince, writeOutcome } from './store.ts';

const workshop = ['technician', 'adviser', 'serviceManager', 'warrantyOfficer'] as const;

export async function recordBatteryOutcome(tx: Tx, input: Input<typeof api.recordBatteryOutcome>) {
  const before = await lockFinding(tx, input.findingId);
  if (before === undefined) return refuse('findingNotFound', { id: input.findingId });
  if (!holds(tx.actor, workshop, { brandId: before.brandId })) refuse('notAllowed');
  if (input.outcome === 'otherCause' && input.foundKind === undefined) refuse('badInput', { field: 'foundKind', reason: 'required' }); // O3
  const saved = await writeOutcome(tx, before.id, input.version, {
    outcome: input.outcome, outcomeWords: input.words, outcomeBy: actorName(tx.actor), foundKind: input.foundKind ?? (input.outcome === 'confirmed' ? before.rule : null), workOrderId: before.workOrderId, costFen: input.costFen ?? before.costFen,
  });
  if (saved === undefined) return refuse('staleEdit', { changes: await changesSince(tx, 'batteryFindings', before.id, input.version) }); // O2
  tx.record({ action: 'batteries.outcome', subject: 'batteryFindings', subjectId: saved.id, brandId: saved.brandId, version: saved.version, before: { outcome: before.outcome }, after: { outcome: saved.outcome, foundKind: saved.foundKind, costFen: saved.costFen }, why: input.words });
  tx.tell(outcomeRecorded({ findingId: saved.id, thread: saved.thread, vin: saved.vin, brandId: saved.brandId, ownerId: saved.ownerId, rule: saved.rule, tier: saved.worstTier, outcome: input.outcome }));
  tx.announce({ topic: 'batteries', id: saved.vin, brandId: saved.brandId, ownerId: saved.ownerId });
  return saved;
}

export async function recordBatteryMiss(tx: Tx, input: Input<typeof api.recordBatteryMiss>) {
  const vehicle = await findVehicle(tx, input.vin);
  if (!holds(tx.actor, workshop, { brandId: vehicle.brandId })) refuse('notAllowed');
  if (!kinds.some((kind) => kind === input.rule)) refuse('badInput', { field: 'rule', reason: 'enum' });
  const miss = { id: newId(), brandId: vehicle.brandId, modelId: vehicle.modelId, vin: vehicle.vin, rule: input.rule, words: input.words, at: tx.now, byName: actorName(tx.actor), workOrderId: null };
  await insertMiss(tx, miss);
  tx.record({ action: 'batteries.miss', subject: 'vehicles', subjectId: vehicle.vin, brandId: vehicle.brandId, after: { rule: miss.rule }, why: miss.words });
  return { ok: true as const };
}

export async function batteryAccuracy(tx: Tx, input: Input<typeof api.batteryAccuracy>) {
  const since = new Date(tx.now.getTime() - (input.days ?? 365) * 86_400_000);
  const seen = await judgedSince(tx, since);
  const vehicleMonths = (await carsPerModel(tx)).reduce((sum, one) => sum + Math.min(one.days, one.cars * (input.days ?? 365)), 0) / 30.44;
  return { since, vehicleMonths, rows: howRight(seen, await missesSince(tx, since)), budgets: against(seen, vehicleMonths) };
}
