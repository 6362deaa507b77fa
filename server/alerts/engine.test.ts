import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingMeasured, type Measured, type Reading } from '../telemetry/reading.ts';
import { evaluate, noMemory, type AlertEvent, type Memory } from './engine.ts';
import { quantityNames } from './api.ts';
import { ruleFlaw, type Condition, type Rule } from './rule.ts';
import { shippedRules } from './shipped-rules.test-data.ts';

const start = Date.parse('2026-03-01T00:30:00Z');
const calmCar: Measured = {
  ...nothingMeasured, vehicleState: 'started', chargingState: 'notCharging', speedKmh: 60, odometerKm: 12_000, socPct: 60, totalVoltageV: 400, currentA: 12,
  insulationKohm: 4000, cellMaxMv: 3_800, cellMinMv: 3_790, tempMaxC: 30, tempMinC: 27, alarmLevel: 0, alarmBits: 0,
};
const at = (seconds: number, measured: Partial<Measured> = {}): Reading => ({
  ...calmCar, ...measured, vin: 'LTEST4E11TA000001', at: new Date(start + seconds * 1000), receivedAt: new Date(start + seconds * 1000),
  clock: 'good', reissued: false, brandId: 'xihe', ownerId: 'o1',
});

function play(readings: readonly Reading[], rules: readonly Rule[] = shippedRules, from: Memory = noMemory): { events: AlertEvent[]; memory: Memory } {
  let memory = from;
  const events = readings.flatMap((reading) => {
    const judged = evaluate(rules, memory, reading);
    memory = judged.memory;
    return judged.events;
  });
  return { events, memory };
}
const told = (events: readonly AlertEvent[]): string[] =>
  events.map((event) => `${event.does} ${event.kind}${'severity' in event ? ` ${event.severity}` : 'to' in event ? ` ${event.to}` : ''}`);
const every = (seconds: number, from: number, to: number, measured: (second: number) => Partial<Measured>): Reading[] =>
  Array.from({ length: Math.floor((to - from) / seconds) + 1 }, (_, i) => at(from + i * seconds, measured(from + i * seconds)));

test('a healthy car on the road raises nothing', () => {
  expect(play(every(10, 0, 3600, (s) => ({ socPct: 60 - s / 600, tempMaxC: 30 + (s % 30 === 0 ? 1 : 0) }))).events).toEqual([]);
});

test('a pack at 60 °C is an alert of severity 1 at once', () => {
  const { events } = play([at(0), at(10, { tempMaxC: 60 })]);
  expect(told(events)).toEqual(['raise overheatingPack 1']);
  expect(events[0]).toMatchObject({ evidence: { quantity: 'tempMaxC', value: 60, threshold: 60, sinceMs: start + 10_000 }, late: false });
});

test('a pack that warms by a degree in ten seconds is an alert of severity 1 long before it is hot', () => {
  const { events } = play(every(10, 0, 120, (s) => ({ tempMaxC: 30 + s / 10 })));
  expect(told(events).slice(0, 1)).toEqual(['raise overheatingPack 1']);
  expect(events[0]).toMatchObject({ evidence: { quantity: 'tempRiseCPerMin' } });
  expect(events[0]!.atMs).toBeLessThan(start + 60_000);
});

test('one degree between two reports is a matter of rounding, not of rising', () => {
  expect(play([at(0, { tempMaxC: 30 }), at(10, { tempMaxC: 31 }), at(20, { tempMaxC: 31 }), at(60, { tempMaxC: 31 })]).events).toEqual([]);
});

test('a pack that stays warm for half a minute is severity 2, and escalates to 1 when it gets hot (N2)', () => {
  const { events } = play([...every(10, 0, 60, () => ({ tempMaxC: 56 })), at(70, { tempMaxC: 61 }), at(80, { tempMaxC: 57 })]);
  expect(told(events)).toEqual(['raise overheatingPack 2', 'escalate overheatingPack 1']);
});

test('an alert ends after five minutes of calm, and not in the band between threshold and clearing point (N3)', () => {
  const hot = play([at(0, { tempMaxC: 62 })]);
  const band = play(every(10, 10, 900, () => ({ tempMaxC: 53 })), shippedRules, hot.memory);
  expect(band.events).toEqual([]);
  const calm = play(every(10, 910, 1300, () => ({ tempMaxC: 32 })), shippedRules, band.memory);
  expect(told(calm.events)).toEqual(['clear overheatingPack']);
  expect(calm.events[0]!.atMs).toBe(start + 1_210_000);
});

test('trouble back within ten minutes re-opens the same alert, later it is a new one (N4)', () => {
  const over = play([at(0, { tempMaxC: 62 }), ...every(10, 10, 320, () => ({ tempMaxC: 32 }))]);
  expect(told(over.events)).toEqual(['raise overheatingPack 1', 'clear overheatingPack']);
  expect(told(play([at(700, { tempMaxC: 61 })], shippedRules, over.memory).events)).toEqual(['reopen overheatingPack 1']);
  expect(told(play([at(1000, { tempMaxC: 61 })], shippedRules, over.memory).events)).toEqual(['raise overheatingPack 1']);
});

test('insulation below 500 Ω/V for a minute is severity 3, below 100 Ω/V severity 2, and a sleeping car is not judged', () => {
  const ohms = (perVolt: number) => ({ insulationKohm: (perVolt * 400) / 1000 });
  const { events } = play([...every(10, 0, 100, () => ohms(400)), ...every(10, 110, 200, () => ohms(90))]);
  expect(told(events)).toEqual(['raise insulationFalling 3', 'escalate insulationFalling 2']);
  expect(play(every(30, 0, 600, () => ({ ...ohms(0), vehicleState: 'off' }))).events).toEqual([]);
});

test('three charges that break off within half an hour are one alert', () => {
  const plug = (s: number): Partial<Measured> => ({ vehicleState: 'off', speedKmh: 0, socPct: 40, chargingState: s % 120 < 60 ? 'parkedCharging' : 'notCharging', currentA: s % 120 < 60 ? -60 : 0 });
  expect(told(play(every(10, 0, 900, plug)).events)).toEqual(['raise chargingFails 3']);
});

test('a charge without current for five minutes is an alert; a full battery at rest is none', () => {
  const idle = (socPct: number) => every(30, 0, 600, () => ({ vehicleState: 'off', speedKmh: 0, chargingState: 'parkedCharging', currentA: 0, socPct }));
  expect(told(play(idle(50)).events)).toEqual(['raise chargingFails 3']);
  expect(play(idle(99)).events).toEqual([]);
});

test('a 12 V battery is judged while the car is parked only', () => {
  const low = (vehicleState: 'off' | 'started') => every(60, 0, 600, () => ({ vehicleState, speedKmh: 0, lvBatteryMv: 11_500 }));
  expect(told(play(low('off')).events)).toEqual(['raise twelveVoltDying 3']);
  expect(play(low('started')).events).toEqual([]);
});

test('cells that lie apart under load are normal, at rest they are not', () => {
  const apart = (currentA: number) => every(30, 0, 900, () => ({ cellMinMv: 3_600, currentA }));
  expect(play(apart(120)).events).toEqual([]);
  expect(told(play(apart(2)).events)).toEqual(['raise cellSpread 3']);
});

test('the maker\'s level 3 is an alert of its own only when no other rule explains it', () => {
  expect(told(play([at(0, { alarmLevel: 3, alarmBits: 1 << 16 })]).events)).toEqual(['raise makerAlarmLevel3 2']);
  expect(told(play([at(0, { alarmLevel: 3, alarmBits: 0 })]).events)).toEqual(['raise makerAlarmLevel3 2']);
  expect(told(play([at(0, { alarmLevel: 3, alarmBits: 1 << 1 })]).events)).toEqual(['raise overheatingPack 1']);
  expect(told(play([at(0, { alarmLevel: 1, alarmBits: 1 << 13 })]).events)).toEqual(['raise makerAlarmLevel3 2']);
});

test('an empty car that stands is stranded, one that drives or charges is not', () => {
  expect(told(play(every(30, 0, 120, () => ({ socPct: 2, speedKmh: 0 }))).events)).toEqual(['raise lowSocStranded 2']);
  expect(play(every(30, 0, 120, () => ({ socPct: 2, speedKmh: 20 }))).events).toEqual([]);
  expect(play(every(30, 0, 120, () => ({ socPct: 2, speedKmh: 0, chargingState: 'parkedCharging', currentA: -30 }))).events).toEqual([]);
});

test('a danger that arrives late is still told, and ends by the car\'s present calm (N6)', () => {
  const live = play(every(10, 0, 600, () => ({})));
  const late = play([at(300, { tempMaxC: 65 })], shippedRules, live.memory);
  expect(late.events).toMatchObject([{ does: 'raise', kind: 'overheatingPack', severity: 1, late: true, atMs: start + 300_000 }]);
  const after = play(every(10, 610, 950, () => ({})), shippedRules, late.memory);
  expect(told(after.events)).toEqual(['clear overheatingPack']);
});

test('a warm pack that arrives late is history, not an alarm', () => {
  const live = play(every(10, 0, 600, () => ({})));
  expect(play(every(10, 5, 595, () => ({ tempMaxC: 57 })), shippedRules, live.memory).events).toEqual([]);
});

test('turning a rule off ends its alert', () => {
  const hot = play([at(0, { tempMaxC: 62 })]);
  const off = shippedRules.map((rule) => ({ ...rule, enabled: false }));
  expect(play([at(10, { tempMaxC: 62 })], off, hot.memory).events).toMatchObject([{ does: 'clear', because: 'ruleOff' }]);
});

test('what a car does not say neither begins nor ends an alert (N7)', () => {
  const hot = play([at(0, { tempMaxC: 62 })]);
  expect(play(every(10, 10, 2000, () => ({ ...nothingMeasured })), shippedRules, hot.memory).events).toEqual([]);
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 8, nil: null });
const anyMeasured: fc.Arbitrary<Partial<Measured>> = fc.record({
  vehicleState: fc.constantFrom('started', 'off', null), chargingState: fc.constantFrom('parkedCharging', 'notCharging', 'chargeComplete', null),
  speedKmh: maybe(fc.constantFrom(0, 40)), socPct: maybe(fc.integer({ min: 0, max: 100 })), totalVoltageV: maybe(fc.constantFrom(0, 350, 400)),
  currentA: maybe(fc.integer({ min: -200, max: 300 })), insulationKohm: maybe(fc.integer({ min: 0, max: 400 })),
  cellMaxMv: maybe(fc.constant(3_900)), cellMinMv: maybe(fc.integer({ min: 3_500, max: 3_900 })),
  tempMaxC: maybe(fc.integer({ min: -20, max: 80 })), tempMinC: maybe(fc.constantFrom(20, 30)), alarmLevel: maybe(fc.integer({ min: 0, max: 4 })),
  alarmBits: maybe(fc.constantFrom(0, 1 << 1, 1 << 11, 1 << 13, 1 << 16, (1 << 1) + (1 << 11), 1 << 23)), lvBatteryMv: maybe(fc.integer({ min: 9_000, max: 14_500 })),
}) as fc.Arbitrary<Partial<Measured>>;
/** Readings in any order, each moment once. */
const anyReadings = fc.uniqueArray(fc.record({ second: fc.integer({ min: 0, max: 4_000 }), measured: anyMeasured }), { selector: (each) => each.second, maxLength: 60 })
  .map((list) => list.map(({ second, measured }) => at(second, measured)));

test('whatever comes in whatever order, each kind has at most one alert open, and never gets less urgent (N1, N2)', () => {
  fc.assert(fc.property(anyReadings, (readings) => {
    const open = new Map<string, number>();
    for (const event of play(readings).events) {
      const severity = open.get(event.kind);
      if (event.does === 'raise' || event.does === 'reopen') {
        expect(severity).toBeUndefined();
        open.set(event.kind, event.severity);
      } else {
        expect(severity).toBeDefined();
        if (event.does === 'clear') open.delete(event.kind);
        if (event.does === 'escalate') {
          expect(event.from).toBe(severity);
          expect(event.to).toBeLessThan(event.from);
          open.set(event.kind, event.to);
        }
      }
    }
  }), { numRuns: 300, seed: 20260401 });
});

test('playing the same readings again changes nothing (N5)', () => {
  fc.assert(fc.property(anyReadings, (readings) => {
    const first = play(readings);
    const again = play(readings, shippedRules, first.memory);
    expect(again.events).toEqual([]);
  }), { numRuns: 300, seed: 20260401 });
});

test('the memory of a vehicle stays small, however long it talks', () => {
  const { memory } = play(every(1, 0, 4_000, (s) => ({ chargingState: s % 2 === 0 ? 'parkedCharging' : 'notCharging', socPct: 50, speedKmh: 0 })));
  expect(JSON.stringify(memory).length).toBeLessThan(6_000);
});

test('a rule that cannot work is named by its field (U1)', () => {
  const good: Condition = { quantity: 'tempMaxC', is: 'atLeast', threshold: 60, clearAt: 50, holdSeconds: 0, severity: 1 };
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [good] })).toBeUndefined();
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [{ ...good, clearAt: 61 }] })).toEqual({ field: 'conditions.0.clearAt', reason: 'clearsBeyondThreshold' });
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [{ ...good, is: 'atMost', clearAt: 59 }] })).toMatchObject({ reason: 'clearsBeyondThreshold' });
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [good, good] })).toMatchObject({ reason: 'sameTwice' });
  expect(ruleFlaw({ clearHoldSeconds: -1, conditions: [good] })).toMatchObject({ reason: 'outOfRange' });
});

test('every shipped rule can work, and every quantity is asked for by one', () => {
  expect(shippedRules.map((rule) => ruleFlaw(rule))).toEqual(shippedRules.map(() => undefined));
  const asked = new Set(shippedRules.flatMap((rule) => rule.conditions.map((condition) => condition.quantity)));
  expect(quantityNames.filter((name) => !asked.has(name))).toEqual([]);
});
