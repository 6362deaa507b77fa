import { expect, test } from 'vitest';
import { decodeFrame } from '@careloop/gbt32960';
import { evaluate, noMemory, type Memory } from '../server/alerts/engine.ts';
import { shippedRules } from '../server/alerts/shipped-rules.test-data.ts';
import { understand } from '../server/telemetry/understand.ts';
import { breakDown, startCar, stepCar, faults, type Doing, type Fault } from './car.ts';
import { alarming, editionOf, loginFrame, reportFrame } from './frames.ts';
import { createRandom } from './random.ts';
import { makeWorld } from './world.ts';

const world = makeWorld({ seed: 7, today: '2026-11-24' });
const kindOf: Record<Fault, string> = { 'overheating-pack': 'overheatingPack', 'insulation-falling': 'insulationFalling', 'charging-fails': 'chargingFails', 'twelve-volt-dying': 'twelveVoltDying' };

/** Drives a car in its reports' rhythm through decoder and rules; answers the kinds that were raised, and when. */
function drive(index: number, seconds: number, fault: Fault | null, doing: Doing): Map<string, number> {
  const plan = world.cars[index] as (typeof world.cars)[number];
  const random = createRandom(7).fork(plan.vin);
  const state = startCar(plan, random);
  Object.assign(state, { doing, leftSeconds: 1_800 });
  if (fault !== null) breakDown(state, fault);
  let memory: Memory = noMemory;
  const raised = new Map<string, number>();
  const startMs = Date.parse('2026-11-24T02:00:00Z');
  for (let at = 0; at < seconds; ) {
    const step = alarming(plan, state) ? 1 : fault === null ? 10 : 5;
    at += step;
    stepCar(plan, state, step, random);
    const bytes = reportFrame(plan, state, startMs + at * 1000);
    const verdict = decodeFrame(bytes);
    expect(verdict.frame?.oddities).toEqual([]);
    const said = understand(bytes);
    if (said.does !== 'report' || said.saidAt === null || said.defects.length > 0) throw new Error(`not understood: ${JSON.stringify(said)}`);
    const result = evaluate(shippedRules, memory, { ...said.measured, vin: plan.vin, at: said.saidAt, receivedAt: said.saidAt, clock: 'good', reissued: false, brandId: plan.brandId, ownerId: 'o' });
    memory = result.memory;
    for (const event of result.events) if (event.does === 'raise' && !raised.has(event.kind)) raised.set(event.kind, at);
  }
  return raised;
}

for (const fault of faults) {
  test(`a planted ${fault} is seen by its own rule well within two minutes, on several cars`, () => {
    for (const [nth, index] of [0, 1, 2, 3, 4, 11].entries()) expect(drive(index, 240, fault, (['driving', 'charging', 'resting'] as const)[nth % 3] as Doing).get(kindOf[fault]) ?? Number.POSITIVE_INFINITY, `car ${index}`).toBeLessThanOrEqual(105);
  });
}

test('a car without a fault raises nothing in its day', () => {
  for (const index of [0, 1, 2, 5, 8, 13]) expect([...drive(index, 6 * 3600, null, 'driving').keys()]).toEqual([]);
});

test('cars of the newest model speak the 2025 edition, all others 2016', () => {
  const spoken = new Map(world.cars.map((plan) => [plan.model.id, { plan, edition: decodeFrame(reportFrame(plan, startCar(plan, createRandom(7).fork(plan.vin)), Date.parse('2026-11-24T02:00:00Z'))) }]));
  for (const [id, { plan, edition: verdict }] of spoken) {
    expect(verdict).toMatchObject({ ok: true, frame: { edition: id === 'xihe-h9' ? 2025 : 2016, oddities: [] } });
    expect(decodeFrame(loginFrame(plan.vin, Date.parse('2026-11-24T02:00:00Z'), 1, editionOf(plan)))).toMatchObject({ ok: true, frame: { edition: editionOf(plan), message: { kind: 'login', serial: 1 } } });
  }
  expect(spoken.has('xihe-h9')).toBe(true);
});
