import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendFrames } from '#platform/stream/journal';
import { house } from '#platform/testing';
import type { World } from '#platform/tx';
import { consumeAll, consumeOnce, type Measured } from '#telemetry';
import { observers } from '../observers.ts';
import { cars, healthy, report, vins } from '../telemetry/testing.ts';

const home = await house({ startsAt: '2026-03-01T06:00:00Z' });
const fleet = await cars(home);
const [vin, other, unknown] = vins;
await fleet.register(vin);
await fleet.register(other, 'langtu');
const start = Date.parse('2026-03-01T00:00:00Z');
const at = (seconds: number): Date => new Date(start + seconds * 1000);

const arrive = (...frames: Uint8Array[]): Promise<number> => home.inside((tx) => appendFrames(tx, frames.map((bytes) => ({
  vin: Buffer.from(bytes.subarray(4, 21)).toString('latin1'), edition: 2016, command: bytes[2] as number, bytes, receivedAt: home.clock.now(),
  sha: createHash('sha256').update(bytes).digest().subarray(0, 16), connectionId: 'c1',
}))));
/** Sends reports and reads them. */
async function drive(of: string, ...said: [number, Partial<Measured>][]): Promise<void> {
  await arrive(...said.map(([second, measured]) => report(of, at(second), { ...healthy, ...measured })));
  await consumeAll(home.world, observers);
}
const calm = (from: number, to: number, every = 30): [number, Partial<Measured>][] =>
  Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => [from + i * every, {}]);

type Row = { id: string; vin: string; kind: string; severity: number; clearedAt: Date | null; occurrences: number; reopened: number; late: boolean; ownerId: string };
const alerts = (of: string = vin): Promise<Row[]> => home.inside((tx) => tx.db.query(home.sql`select * from alerts.alerts where vin = ${of} order by raised_at, id`));
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const manager = home.staff({ role: 'serviceManager' });

test('a hot pack in the journal is one alert, with its evidence and the signals before it, and up to now while it is open', async () => {
  await drive(vin, ...calm(0, 120), [130, { tempMaxC: 62 }], [140, { tempMaxC: 64 }], [150, { tempMaxC: 66 }]);
  expect(await alerts()).toMatchObject([{ kind: 'overheatingPack', severity: 1, clearedAt: null, occurrences: 1, ownerId: fleet.ownerOf('xihe') }]);
  const list = await agent.call('listAlerts', { open: true });
  expect(list.alerts).toMatchObject([{ kind: 'overheatingPack', vinMasked: 'LTE********000001', modelName: '一号', evidence: { quantity: 'tempMaxC', value: 62, unit: '°C', threshold: 60, is: 'atLeast' } }]);
  expect(list.open).toEqual([{ kind: 'overheatingPack', severity: 1, count: 1 }]);
  const alert = await agent.call('showAlert', { alertId: list.alerts[0].id });
  expect(alert).toMatchObject({ vin, sinceAt: at(130).toISOString(), raisedAt: at(130).toISOString(), late: false, number: expect.stringMatching(/^A2603-\d{5}$/) });
  expect(alert.surroundings.map((each: { tempMaxC: number }) => each.tempMaxC)).toEqual([30, 30, 30, 30, 30, 62, 64, 66]);
});

test('another brand, another owner and a stranger see nothing of it; the owner sees their own', async () => {
  const [row] = await alerts();
  expect((await home.staff({ role: 'agent', brandId: 'langtu' }).call('listAlerts', {})).alerts).toEqual([]);
  await expect(home.staff({ role: 'agent', brandId: 'langtu' }).call('showAlert', { alertId: row!.id })).rejects.toMatchObject({ code: 'alertNotFound' });
  await expect(fleet.owner('langtu').call('showAlert', { alertId: row!.id })).rejects.toMatchObject({ code: 'alertNotFound' });
  await expect(home.owner({ id: 'neighbour', brandIds: ['xihe'] }).call('showAlert', { alertId: row!.id })).rejects.toMatchObject({ code: 'alertNotFound' });
  expect((await fleet.owner('xihe').call('myAlerts')).alerts).toMatchObject([{ id: row!.id, kind: 'overheatingPack' }]);
  expect((await fleet.owner('langtu').call('myAlerts')).alerts).toEqual([]);
  expect((await fleet.owner('xihe').call('showAlert', { alertId: row!.id })).id).toBe(row!.id);
});

test('it is over after the calm, back within ten minutes it is the same, later a new one', async () => {
  await drive(vin, ...calm(160, 480));
  expect(await alerts()).toMatchObject([{ occurrences: 1, clearedAt: expect.any(Date) }]);
  await drive(vin, [600, { tempMaxC: 61 }]);
  expect(await alerts()).toMatchObject([{ clearedAt: null, occurrences: 2, reopened: 1 }]);
  await drive(vin, ...calm(610, 940), [2400, { tempMaxC: 61 }], ...calm(2430, 2760));
  expect(await alerts()).toMatchObject([{ reopened: 1, clearedAt: expect.any(Date) }, { occurrences: 1, clearedAt: expect.any(Date) }]);
});

test('what happens to an alert is told as facts, each once', async () => {
  const told: string[] = [];
  const listening: World = { ...home.world, queueFacts: async (_db, facts) => void told.push(...facts.map((fact) => fact.name)) };
  await arrive(...[[0, { tempMaxC: 56 }], [30, { tempMaxC: 57 }], [60, { tempMaxC: 62 }], [90, { tempMaxC: 63 }]].map(([second, measured]) =>
    report(other, at(second as number), { ...healthy, ...(measured as Partial<Measured>) })));
  await consumeAll(listening, observers);
  await arrive(...calm(120, 450).map(([second]) => report(other, at(second), healthy)));
  await consumeAll(listening, observers);
  expect(told.filter((name) => name.startsWith('alerts.'))).toEqual(['alerts.raised', 'alerts.escalated', 'alerts.cleared']);
  expect(told.filter((name) => name.startsWith('telemetry.'))).toEqual(['telemetry.vehicleObserved']);
});

test('a process killed after the alert was made and before the commit leaves neither; the next makes it once (W1)', async () => {
  const before = await alerts();
  await arrive(report(vin, at(4_000), { ...healthy, insulationKohm: 20 }), report(vin, at(4_030), { ...healthy, insulationKohm: 20 }));
  const killed = async (): Promise<never> => {
    throw new Error('killed');
  };
  await expect(consumeOnce(home.world, [...observers, killed])).rejects.toThrow('killed');
  expect(await alerts()).toEqual(before);
  await consumeAll(home.world, observers);
  await consumeAll(home.world, observers);
  expect((await alerts()).filter((alert) => alert.kind === 'insulationFalling')).toMatchObject([{ severity: 2, occurrences: 1 }]);
});

test('a car of no register never has an alert (W2)', async () => {
  await drive(unknown, [0, { tempMaxC: 80 }]);
  expect(await alerts(unknown)).toEqual([]);
});

test('a danger that reaches us late is told, and marked', async () => {
  await drive(other, ...calm(5_000, 5_300));
  await arrive(report(other, at(5_105), { ...healthy, alarmLevel: 3, alarmBits: 2 }, { reissued: true }));
  await consumeAll(home.world, observers);
  expect((await alerts(other)).at(-1)).toMatchObject({ kind: 'overheatingPack', severity: 1, late: true });
});

test('rules are shown to all who watch, changed with a reason, and a stale edit is refused with what changed', async () => {
  const { rules } = await agent.call('listAlertRules');
  const rule = rules.find((each: { kind: string }) => each.kind === 'cellSpread');
  expect(rule).toMatchObject({ brandId: '*', version: 1, conditions: expect.arrayContaining([expect.objectContaining({ quantity: 'cellSpreadMv', unit: 'mV' })]) });
  const draft = { kind: 'cellSpread', version: 1, enabled: true, clearHoldSeconds: 60, conditions: [{ quantity: 'cellSpreadMv', is: 'atLeast', threshold: 80, clearAt: 60, holdSeconds: 0, severity: 3 }] };
  await expect(agent.call('changeAlertRule', { ...draft, why: '试一试' })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(home.staff({ role: 'serviceManager', brandId: 'xihe' }).call('changeAlertRule', { ...draft, why: '试一试' })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(manager.call('changeAlertRule', { ...draft, conditions: [{ ...draft.conditions[0], clearAt: 90 }], why: '试' })).rejects.toMatchObject({ code: 'ruleCannotWork', details: { field: 'conditions.0.clearAt' } });
  expect(await manager.call('changeAlertRule', { ...draft, why: '冬季单体差异偏大' })).toMatchObject({ version: 2, clearHoldSeconds: 60 });
  await expect(manager.call('changeAlertRule', { ...draft, why: '再改' })).rejects.toMatchObject({ code: 'staleEdit', details: { changes: [expect.objectContaining({ why: '冬季单体差异偏大' })] } });
  const { versions } = await agent.call('listRuleVersions', { kind: 'cellSpread' });
  expect(versions).toMatchObject([{ version: 2, why: '冬季单体差异偏大', conditions: [{ threshold: 80 }] }, { version: 1, conditions: expect.arrayContaining([expect.objectContaining({ threshold: 300 })]) }]);
  await drive(other, [6_000, { cellMinMv: 3_700, currentA: 0 }]);
  expect((await alerts(other)).at(-1)).toMatchObject({ kind: 'cellSpread', severity: 3 });
});

test('a brand may have its own version of a rule, which counts for its cars only', async () => {
  const mine = home.staff({ role: 'serviceManager', brandId: 'xihe' });
  const draft = { kind: 'lowSocStranded', brandId: 'xihe', version: 1, enabled: false, clearHoldSeconds: 60, conditions: [{ quantity: 'strandedSocPct', is: 'atMost', threshold: 3, clearAt: 8, holdSeconds: 0, severity: 2 }], why: '由充电团队处理' };
  await expect(home.staff({ role: 'serviceManager', brandId: 'langtu' }).call('changeAlertRule', draft)).rejects.toMatchObject({ code: 'notAllowed' });
  expect(await mine.call('changeAlertRule', draft)).toMatchObject({ brandId: 'xihe', version: 2, enabled: false });
  await expect(mine.call('changeAlertRule', draft)).rejects.toMatchObject({ code: 'staleEdit' });
  expect((await home.staff({ role: 'agent', brandId: 'langtu' }).call('listAlertRules')).rules.some((rule: { brandId: string }) => rule.brandId === 'xihe')).toBe(false);
  const empty: [number, Partial<Measured>][] = [[7_000, { socPct: 1, speedKmh: 0 }], [7_100, { socPct: 1, speedKmh: 0 }]];
  await drive(vin, ...empty);
  await drive(other, ...empty);
  expect((await alerts(vin)).some((alert) => alert.kind === 'lowSocStranded')).toBe(false);
  expect((await alerts(other)).some((alert) => alert.kind === 'lowSocStranded')).toBe(true);
});

test('a rule can be tried out on stored readings before it is switched on', async () => {
  const draft = { kind: 'overheatingPack', vin, hours: 24, clearHoldSeconds: 120, conditions: [{ quantity: 'tempMaxC', is: 'atLeast', threshold: 61, clearAt: 50, holdSeconds: 0, severity: 1 }] };
  const before = await alerts();
  const tried = await manager.call('backtestAlertRule', draft);
  expect(tried.alerts).toMatchObject([{ severity: 1, raisedAt: at(130).toISOString(), reopened: 1, vinMasked: 'LTE********000001' }, { raisedAt: at(2_400).toISOString() }]);
  expect(tried.readings).toBeGreaterThan(20);
  expect(tried).toMatchObject({ carsRead: 1, carsLeftOut: 0, draft: { alerts: 2, cars: 1, bySeverity: [2, 0, 0, 0], days: [{ onDay: '2026-03-01', alerts: 2 }] }, present: { alerts: expect.any(Number) }, cars: [{ draft: 2 }] });
  expect((await manager.call('backtestAlertRule', { ...draft, conditions: [{ ...draft.conditions[0], threshold: 90 }] })).alerts).toEqual([]);
  expect(await alerts()).toEqual(before);
  await expect(home.staff({ role: 'serviceManager', brandId: 'langtu' }).call('backtestAlertRule', draft)).rejects.toMatchObject({ code: 'vehicleNotFound' });
  const { vin: _one, ...many } = draft;
  const fleetWide = await manager.call('backtestAlertRule', many);
  expect(fleetWide).toMatchObject({ carsRead: 2, draft: { cars: 2 } });
  const theirs = await home.staff({ role: 'serviceManager', brandId: 'langtu' }).call('backtestAlertRule', { ...many, brandId: 'langtu' });
  expect(theirs).toMatchObject({ carsRead: 1, cars: [{ vinMasked: 'LTE********000002' }] });
  await expect(home.staff({ role: 'serviceManager', brandId: 'langtu' }).call('backtestAlertRule', { ...many, brandId: 'xihe' })).rejects.toMatchObject({ code: 'notAllowed' });
  expect(await manager.call('backtestAlertRule', { ...many, cars: 1 })).toMatchObject({ carsRead: 1, carsLeftOut: 1 });
});

test('lists page without a gap or a double in either order, and filter by kind and severity', async () => {
  const severitiesIn = async (order: 'newest' | 'worst'): Promise<number[]> => {
    const all = (await manager.call('listAlerts', { limit: 200, order })).alerts as { id: string; severity: number }[];
    const paged: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await manager.call('listAlerts', { limit: 2, order, ...(after === undefined ? {} : { after }) });
      paged.push(...page.alerts.map((alert: { id: string }) => alert.id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(paged).toEqual(all.map((alert) => alert.id));
    return all.map((alert) => alert.severity);
  };
  const [newest, worst] = [await severitiesIn('newest'), await severitiesIn('worst')];
  expect(new Set(worst).size).toBeGreaterThan(1);
  expect(worst).toEqual(newest.toSorted((a, b) => a - b));
  const gravest = Math.max(...worst);
  expect((await manager.call('listAlerts', { severity: gravest, limit: 200 })).alerts).toHaveLength(worst.filter((severity) => severity === gravest).length);
  expect(worst.length).toBeGreaterThan(4);
  const hot = (await manager.call('listAlerts', { kind: 'overheatingPack', severityAtMost: 1 })).alerts;
  expect(hot.length).toBeGreaterThan(0);
  expect(hot.every((alert: { kind: string; severity: number }) => alert.kind === 'overheatingPack' && alert.severity === 1)).toBe(true);
});

test('whatever a car sends, in whatever batches, cut off by whatever failures, there is never more than one open alert of a kind, and the same alerts as without failures', async () => {
  let base = 100_000;
  const reading = fc.record({ second: fc.nat(2_000), tempMaxC: fc.constantFrom(30, 45, 56, 61, 70), insulationKohm: fc.constantFrom(20, 150, 4_000), alarmBits: fc.constantFrom(0, 2, 1 << 13) });
  await fc.assert(fc.asyncProperty(fc.array(reading, { minLength: 1, maxLength: 25 }), fc.array(fc.nat(3), { maxLength: 25 }), async (said, failures) => {
    base += 50_000;
    home.clock.set(at(base + 10_000).toISOString());
    const summary = (rows: readonly Row[]) => rows.map(({ kind, severity, clearedAt, occurrences, reopened }) => ({ kind, severity, clearedAt, occurrences, reopened }));
    const frames = said.map(({ second, ...measured }) => [base + second, measured] as const);
    const already = { [vin]: (await alerts(vin)).length, [other]: (await alerts(other)).length };
    await home.inside((tx) => tx.db.query(home.sql`delete from alerts.memory`));
    await home.inside((tx) => tx.db.query(home.sql`update platform.cursors set turn = turn + 1`)); // so that no reader remembers what was deleted
    await home.inside((tx) => tx.db.query(home.sql`update alerts.alerts set cleared_at = raised_at where cleared_at is null`));
    for (const [index, [second, measured]] of frames.entries()) {
      await arrive(report(vin, at(second), { ...healthy, ...measured }));
      if ((failures[index] ?? 0) === 1) await consumeOnce(home.world, [...observers, async () => { throw new Error('killed'); }]).catch(() => undefined);
      await consumeOnce(home.world, observers);
      const open = await home.inside((tx) => tx.db.query<{ count: number }>(home.sql`select count(*) as count from alerts.alerts where cleared_at is null and vin = ${vin} group by kind`));
      expect(open.every((row) => row.count === 1)).toBe(true);
    }
    for (const [second, measured] of frames) {
      await arrive(report(other, at(second), { ...healthy, ...measured }));
      await consumeOnce(home.world, observers);
    }
    expect(summary((await alerts(vin)).slice(already[vin]))).toEqual(summary((await alerts(other)).slice(already[other])));
  }), { numRuns: 8, seed: 3 });
});
