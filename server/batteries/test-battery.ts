// Doing the standard test: steps in their order, limits of the day, and the estimate beside the result.
// T5 one test of a car runs at a time; T6 a test keeps the estimate of the day it began, so that both can be compared later.
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findModel } from '#brands';
import { findOutlet } from '#network';
import { findVehicle } from '#vehicles';
import type { api } from './api.ts';
import { packOf } from './frames.ts';
import { decisionsOf, insertTest, papersOf, testById, testsOf, updateTest, type BatteryTest } from './paper-store.ts';
import { paperShown } from './papers.ts';
import { rulesOn, stateHead } from './store.ts';
import { agrees, asks, firstSteps, impossible, limitsFor, mayRepeat, passes, procedure, ruleFor, sohOf, stepNow, stopping, untold } from './test-procedure.ts';

/** A test as it is shown: with the limits of the day it began, and whether the estimate agrees. */
export async function testShown(tx: Tx, one: BatteryTest, modelId: string) {
  const rules = await rulesOn(tx, beijingDay(one.begunAt));
  const { estimate } = one;
  return {
    ...one, estimate: estimate === null ? null : { ...estimate, agrees: one.sohPct === null ? null : agrees(estimate, one.sohPct, one.sohSdPct ?? 0) },
    steps: one.steps.map((step) => ({ ...step, limits: limitsFor(rules, step.kind, one.chemistry, modelId).map(({ name, value, unit, source, validFrom }) => ({ name, value, unit, source, validFrom })), asks: [...asks[step.kind]] })),
  };
}

export async function batteryPapersOf(tx: Tx, input: Input<typeof api.batteryPapersOf>) {
  const vehicle = await findVehicle(tx, input.vin);
  const tests = [];
  for (const test of await testsOf(tx, vehicle.vin)) tests.push(await testShown(tx, test, vehicle.modelId));
  return { tests, decisions: await decisionsOf(tx, vehicle.vin), papers: (await papersOf(tx, vehicle.vin)).map((paper) => paperShown(paper, tx.now)) };
}

/** (T5, T6) */
export async function startBatteryTest(tx: Tx, input: Input<typeof api.startBatteryTest>) {
  const vehicle = await findVehicle(tx, input.vin);
  const outlet = input.outletId === undefined ? undefined : await findOutlet(tx, input.outletId);
  if (outlet !== undefined && !outlet.brandIds.includes(vehicle.brandId)) refuse('outletNotFound', { id: input.outletId });
  if (!holds(tx.actor, ['technician', 'serviceManager'], { brandId: vehicle.brandId })) refuse('notAllowed');
  const model = await findModel(tx, vehicle.modelId);
  const health = (await stateHead(tx, vehicle.vin))?.report.capacity;
  const estimate = health?.sohPct == null || health.lowPct === null || health.highPct === null ? null : { sohPct: health.sohPct, lowPct: health.lowPct, highPct: health.highPct };
  const made = await insertTest(tx, {
    id: newId(), number: await nextNumber(tx, 'BT'), vin: vehicle.vin, brandId: vehicle.brandId, outletId: outlet?.id ?? null, chemistry: model.chemistry, ratedAh: packOf(model).ratedAh ?? 0, procedure, state: 'running', whyGivenUp: null, steps: firstSteps(), capacityAh: null, sohPct: null, sohSdPct: null,
    estimate, begunAt: tx.now, doneAt: null, byName: actorName(tx.actor), version: 1,
  });
  if (made === undefined) return refuse('testNotNow', { vin: vehicle.vin });
  tellOf(tx, 'batteries.startTest', made, {});
  return testShown(tx, made, vehicle.modelId);
}

function tellOf(tx: Tx, action: `batteries.${string}`, one: BatteryTest, after: unknown): void {
  tx.record({ action, subject: 'batteryTests', subjectId: one.id, brandId: one.brandId, version: one.version, after });
  tx.announce({ topic: 'batteries', id: one.vin, brandId: one.brandId });
}

export async function recordTestStep(tx: Tx, input: Input<typeof api.recordTestStep>) {
  const one = (await testById(tx, input.testId)) ?? refuse('batteryTestNotFound', { id: input.testId });
  if (!holds(tx.actor, ['technician', 'serviceManager'], { brandId: one.brandId })) refuse('notAllowed');
  if (one.state !== 'running') refuse('testNotNow', { state: one.state });
  if (one.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'batteryTests', one.id, input.version) });
  const due = stepNow(one.steps);
  if (due !== input.kind && !mayRepeat(one.steps, input.kind)) refuse('testStepNotNow', { field: 'kind', next: due });
  const missing = untold(input.kind, input.values);
  if (missing !== undefined) refuse('badInput', { field: `values.${missing}`, reason: 'required' });
  const wrong = impossible(input.kind, input.values, one.ratedAh);
  if (wrong !== undefined) refuse('badInput', { field: `values.${wrong}`, reason: 'impossible', value: input.values[wrong] });
  const vehicle = await findVehicle(tx, one.vin);
  const rules = await rulesOn(tx, beijingDay(one.begunAt));
  const limit = (name: string): number => ruleFor(rules, name, one.chemistry, vehicle.modelId)?.value ?? refuse('internal', { rule: name });
  const passed = passes(input.kind, input.values, limit);
  const steps = one.steps.map((step) => (step.kind === input.kind ? { ...step, state: passed ? 'passed' as const : 'failed' as const, values: { ...input.values }, words: input.words ?? null, at: tx.now.toISOString(), byName: actorName(tx.actor) } : step));
  const stopped = !passed && stopping.includes(input.kind);
  const done = input.kind === 'result' || stopped;
  const capacityAh = input.kind === 'capacity' && passed ? (input.values['secondAh'] as number) : one.capacityAh;
  const saved = await updateTest(tx, { ...one, steps, state: stopped ? 'stopped' : done ? 'done' : 'running', capacityAh, sohPct: capacityAh === null ? null : sohOf(capacityAh, one.ratedAh), sohSdPct: capacityAh === null ? null : limit('testSdPct'), doneAt: done ? tx.now : null }, input.version);
  if (saved === undefined) return refuse('staleEdit', { changes: [] });
  tellOf(tx, 'batteries.testStep', saved, { kind: input.kind, passed, state: saved.state });
  return testShown(tx, saved, vehicle.modelId);
}

/** A test that cannot go on leaves the car free for another one. (T5) */
export async function giveUpBatteryTest(tx: Tx, input: Input<typeof api.giveUpBatteryTest>) {
  const one = (await testById(tx, input.testId)) ?? refuse('batteryTestNotFound', { id: input.testId });
  if (!holds(tx.actor, ['technician', 'serviceManager'], { brandId: one.brandId })) refuse('notAllowed');
  if (one.state !== 'running') refuse('testNotNow', { state: one.state });
  if (one.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'batteryTests', one.id, input.version) });
  const saved = (await updateTest(tx, { ...one, state: 'givenUp', whyGivenUp: input.why, capacityAh: null, sohPct: null, sohSdPct: null, doneAt: tx.now }, input.version)) ?? refuse('staleEdit', { changes: [] });
  tellOf(tx, 'batteries.giveUpTest', saved, { why: input.why });
  return testShown(tx, saved, (await findVehicle(tx, one.vin)).modelId);
}
