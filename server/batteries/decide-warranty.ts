// Warranty decisions about a battery: gathered evidence, the tree in force, the sentence to the owner, and the appeal.
// D1 what the decision was made from stands in it; D2 an owner appeals once, against a decision about their own car; D3 another
// person answers than the one who decided; D4 two who answer: the second is told.
import { actorId, actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findModel } from '#brands';
import { latestState } from '#telemetry';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { myVehicle } from './my-battery.ts';
import { decisionById, decisionsOf, insertDecision, papersOf, testsOf, updateDecision, type Decision } from './paper-store.ts';
import { stretchesOfPack, within } from './pack-in-car.ts';
import { paperShown, testThatCounts } from './papers.ts';
import { findingsOf, rulesOn, stateHead } from './store.ts';
import { testShown } from './test-battery.ts';
import { ruleFor } from './test-procedure.ts';
import { decide, decisionMoves, treeVersion, type Inputs } from './warranty-tree.ts';

/** (D1) */
export async function decideBatteryWarranty(tx: Tx, input: Input<typeof api.decideBatteryWarranty>): Promise<Decision> {
  const vehicle = await findVehicle(tx, input.vin);
  if (!holds(tx.actor, ['warrantyOfficer', 'serviceManager'], { brandId: vehicle.brandId })) refuse('notAllowed');
  const model = await findModel(tx, vehicle.modelId);
  // the rules of the day the car was delivered are those it was sold with
  const rules = await rulesOn(tx, vehicle.deliveredOn ?? beijingDay(tx.now));
  const limit = (name: string): number => ruleFor(rules, name, model.chemistry, model.id)?.value ?? refuse('internal', { rule: name });
  const capacity = (await stateHead(tx, vehicle.vin))?.report.capacity ?? null;
  const test = await testThatCounts(tx, vehicle.vin);
  const stretches = await stretchesOfPack(tx, vehicle.vin);
  const judged = (await findingsOf(tx, vehicle.vin)).filter((one) => one.outcome !== null && within(stretches, one.foundAt)).sort((a, b) => Number(b.outcome === 'confirmed') - Number(a.outcome === 'confirmed'))[0];
  const inputs: Inputs = {
    deliveredOn: vehicle.deliveredOn, onDay: beijingDay(tx.now), odometerKm: input.odometerKm ?? roundedKm((await latestState(tx, vehicle.vin))?.odometerKm), warrantyYears: limit('warrantyYears'), warrantyKm: limit('warrantyKm'), minSohPct: model.repairWarrantyMinSohPct,
    damaged: input.damaged, modified: input.modified, flooded: input.flooded, findingOutcome: judged?.outcome ?? null, findingRule: judged === undefined ? null : (judged.foundKind ?? judged.rule), testSohPct: test?.sohPct ?? null, testSdPct: test?.sohSdPct ?? 0.8,
    estimateLowPct: capacity?.lowPct ?? null, estimateHighPct: capacity?.highPct ?? null,
  };
  const one = await insertDecision(tx, {
    id: newId(), number: await nextNumber(tx, 'BW'), vin: vehicle.vin, brandId: vehicle.brandId, ownerId: vehicle.ownerId, tree: treeVersion, inputs, ...decide(inputs), state: 'decided', decidedAt: tx.now, byId: actorId(tx.actor) ?? '', byName: actorName(tx.actor),
    appealWords: null, appealedAt: null, answerWords: null, answeredAt: null, answeredBy: null, version: 1,
  });
  tellOf(tx, 'batteries.decide', one, { after: { outcome: one.outcome, tree: one.tree } });
  return one;
}
const roundedKm = (km: number | null | undefined): number | null => (km == null ? null : Math.round(km));

function tellOf(tx: Tx, action: `batteries.${string}`, one: Decision, more: { after?: unknown; why?: string }): void {
  tx.record({ action, subject: 'batteryDecisions', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'batteries', id: one.vin, brandId: one.brandId, ownerId: one.ownerId });
}

async function decisionToMove(tx: Tx, id: string, move: 'appeal' | 'answer', version: number): Promise<Decision> {
  const one = (await decisionById(tx, id)) ?? refuse('decisionNotFound', { id });
  if (tx.actor.kind === 'owner' && one.ownerId !== actorId(tx.actor)) refuse('decisionNotFound', { id });
  if (tx.actor.kind === 'staff' && !holds(tx.actor, ['warrantyOfficer', 'regionalManager'], { brandId: one.brandId })) refuse('notAllowed');
  if (decisionMoves[one.state][move] === 'refused') refuse('decisionNotNow', { state: one.state });
  if (one.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'batteryDecisions', one.id, version) });
  return one;
}

/** (D2) */
export async function appealBatteryDecision(tx: Tx, input: Input<typeof api.appealBatteryDecision>): Promise<Decision> {
  const one = await decisionToMove(tx, input.decisionId, 'appeal', input.version);
  const saved = (await updateDecision(tx, { ...one, state: 'appealed', appealWords: input.words, appealedAt: tx.now }, input.version)) ?? refuse('staleEdit', { changes: [] });
  tellOf(tx, 'batteries.appeal', saved, { why: input.words });
  return saved;
}

/** (D3, D4) */
export async function answerBatteryAppeal(tx: Tx, input: Input<typeof api.answerBatteryAppeal>): Promise<Decision> {
  const one = await decisionToMove(tx, input.decisionId, 'answer', input.version);
  if (one.byId === actorId(tx.actor)) refuse('decisionNotNow', { state: 'samePerson' });
  const changed = input.outcome !== null && input.outcome !== one.outcome;
  const saved = (await updateDecision(tx, { ...one, state: changed ? 'changed' : 'upheld', outcome: input.outcome ?? one.outcome, answerWords: input.words, answeredAt: tx.now, answeredBy: actorName(tx.actor) }, input.version)) ?? refuse('staleEdit', { changes: [] });
  tellOf(tx, 'batteries.answerAppeal', saved, { after: { state: saved.state, outcome: saved.outcome }, why: input.words });
  return saved;
}

export async function myBatteryPapers(tx: Tx, input: Input<typeof api.myBatteryPapers>) {
  const vehicle = await myVehicle(tx, input.vehicleId);
  const tests = [];
  for (const test of await testsOf(tx, vehicle.vin)) tests.push(await testShown(tx, test, vehicle.modelId));
  return { tests, decisions: (await decisionsOf(tx, vehicle.vin)).filter((one) => one.ownerId === vehicle.ownerId), papers: (await papersOf(tx, vehicle.vin)).filter((one) => one.ownerId === vehicle.ownerId).map((one) => paperShown(one, tx.now)) };
}
