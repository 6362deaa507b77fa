import { decodeFrame, commands, type Report } from '@careloop/gbt32960';
import { expect, test } from 'vitest';
import { backlog } from './backlog.ts';
import { makeWorld } from './world.ts';

const until = Date.parse('2026-11-24T00:30:00Z');
const plan = makeWorld({ seed: 7, today: '2026-11-24', owners: 40 }).cars.find((car) => car.deliveredOn < '2026-06-01') as ReturnType<typeof makeWorld>['cars'][number];

test('weeks of a car are reissued in order, sound, and end at the odometer of today', () => {
  const sent = [...backlog(plan, 1, until - 14 * 86_400_000, until)];
  expect(sent.length).toBeGreaterThan(500);
  expect(sent.length).toBeLessThan(2_000);
  expect(sent.map((one) => one.atMs)).toEqual(sent.map((one) => one.atMs).toSorted((a, b) => a - b));
  const last = decodeFrame((sent.at(-1) as { frame: Uint8Array }).frame);
  expect(last.ok && last.frame.command).toBe(commands.reissue);
  const vehicles = sent.map((one) => (decodeFrame(one.frame) as { frame: { message: Report } }).frame.message.items.find((item) => item.kind === 'vehicle'));
  expect(vehicles.at(-1)?.odometerKm).toBeCloseTo(plan.odometerKm, 0);
  const did = new Set(vehicles.map((vehicle) => `${vehicle?.vehicleState} ${vehicle?.chargingState}`));
  expect([...did].sort()).toEqual(['off notCharging', 'off parkedCharging', 'started notCharging']);
});

test('the same seed stores the same bytes', () => {
  const bytes = (): string => Buffer.concat([...backlog(plan, 1, until - 2 * 86_400_000, until)].map((one) => one.frame)).toString('hex');
  expect(bytes()).toBe(bytes());
});
