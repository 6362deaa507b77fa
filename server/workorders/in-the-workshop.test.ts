// From check-in to hand-back a car's alerts are kept and wake nobody, dangers to life excepted.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { appendFrames } from '#platform/stream/journal';
import { house } from '#platform/testing';
import { consumeAll, type Measured } from '#telemetry';
import { observers } from '../observers.ts';
import { healthy, report } from '../telemetry/testing.ts';
import { shop, visit } from './small-shop.test-data.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });

async function says(vin: string, measured: Partial<Measured>): Promise<void> {
  home.clock.advance({ seconds: 30 });
  const bytes = report(vin, home.clock.now(), { ...healthy, odometerKm: 12_000, ...measured });
  await home.inside((tx) => appendFrames(tx, [{ vin, edition: 2016, command: bytes[2] as number, bytes, receivedAt: home.clock.now(), sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1' }]));
  await consumeAll(home.world, observers);
  await home.settle();
}

test('a visit keeps the car quiet from check-in to hand-back, and what still stands then is told', async () => {
  const people = await shop(home);
  const one = await visit(home, people);
  await home.settle();
  const { vin, caseId } = one.car;
  const agent = home.staff({ role: 'agent', brandId: 'xihe' });
  const marks = async () => (await agent.call('listMaintenance', {})).maintenance;
  const contacts = async (): Promise<number> => (await agent.call('showCase', { caseId })).contacts.length;
  const known = async (): Promise<number> => (await home.inside((tx) => tx.db.query<{ count: number }>(home.sql`select count(*) as count from cases.contacts c join cases.cases o on o.id = c.case_id where o.vin = ${vin}`)))[0]!.count;
  expect(await marks()).toMatchObject([{ fromVisit: true, endedAt: null }]);
  expect(await contacts()).toBe(1);
  await says(vin, { alarmLevel: 3, alarmBits: 1 << 16 }); // the interlock is open: somebody works on it
  expect(await known()).toBe(1);
  expect((await agent.call('listAlerts', { vin, open: true })).alerts).toMatchObject([{ kind: 'makerAlarmLevel3', severity: 2, inMaintenance: true }]);
  home.clock.advance({ minutes: 10 });
  await home.runRounds('watch-silent-cars');
  expect((await agent.call('listAlerts', { vin, open: true })).alerts).toHaveLength(1); // switched off for the work: its silence is no news
  await says(vin, { alarmLevel: 3, alarmBits: 1 << 1, tempMaxC: 66 });
  expect(await known()).toBe(2);
  await one.ready(['MAINTAIN']);
  await one.by(people.manager, 'handBack', { toName: '车主', odometerKm: 12_010, socPct: 60, unpaidReason: '月结' });
  await home.settle();
  expect(await marks()).toMatchObject([{ endedAt: expect.any(String) }]);
  const open = (await agent.call('listAlerts', { vin, open: true })).alerts;
  expect(open.every((alert: { inMaintenance: boolean }) => !alert.inMaintenance)).toBe(true);
  expect(open.map((alert: { kind: string }) => alert.kind)).toContain('makerAlarmLevel3');
  expect(await known()).toBe(3);
});
