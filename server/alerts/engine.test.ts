import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingMeasured, type Measured, type Reading } from '../telemetry/reading.ts';
import { evaluate, evaluateNews, noMemory, type AlertEvent, type Memory } from './engine.ts';
import { life, type AlertState } from './life.ts';
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

test('an alert gets less urgent only when all that made it so was calm for the rule\'s time, hysteresis included, and something lesser holds (N2)', () => {
  const hot = play([at(0, { tempMaxC: 62 })]);
  const band = play(every(10, 10, 1_000, () => ({ tempMaxC: 57 })), shippedRules, hot.memory); // below 60, above the clearing point 52
  expect(band.events).toEqual([]);
  const spread = play(every(10, 1_010, 1_300, () => ({ tempMaxC: 51, tempMinC: 30 })), shippedRules, band.memory); // 21 °C apart, severity 2, for 60 s
  expect(spread.events).toEqual([]);
  const eased = play(every(10, 1_310, 1_400, () => ({ tempMaxC: 51, tempMinC: 30 })), shippedRules, spread.memory);
  expect(eased.events).toEqual([{ does: 'deEscalate', kind: 'overheatingPack', atMs: start + 1_310_000, from: 1, to: 2 }]);
  expect(told(play([at(1_410, { tempMaxC: 61, tempMinC: 40 })], shippedRules, eased.memory).events)).toEqual(['escalate overheatingPack 1']);
});

test('a look back above the threshold begins the time of easing anew', () => {
  const hot = play([at(0, { tempMaxC: 62 }), ...every(10, 10, 290, () => ({ tempMaxC: 51, tempMinC: 30 })), at(300, { tempMaxC: 60, tempMinC: 40 })]);
  const after = play(every(10, 310, 600, () => ({ tempMaxC: 51, tempMinC: 30 })), shippedRules, hot.memory);
  expect(after.events).toEqual([]);
  expect(told(play(every(10, 610, 620, () => ({ tempMaxC: 51, tempMinC: 30 })), shippedRules, after.memory).events)).toEqual(['deEscalate overheatingPack 2']);
});

test('a danger that arrives late is told also while something lesser is open, and after something lesser was over (N6)', () => {
  const warm = every(10, 0, 200, () => ({ tempMaxC: 56 }));
  const open = play(warm);
  expect(told(open.events)).toEqual(['raise overheatingPack 2']);
  expect(told(play([at(105, { tempMaxC: 66 })], shippedRules, open.memory).events)).toEqual(['escalate overheatingPack 1']);
  const over = play(every(10, 210, 600, () => ({})), shippedRules, open.memory);
  expect(told(over.events)).toEqual(['clear overheatingPack']);
  expect(told(play([at(105, { tempMaxC: 66 })], shippedRules, over.memory).events)).toEqual(['raise overheatingPack 1']);
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

test('whatever comes in whatever order, each kind has at most one alert open, and urgency moves only by what is said (N1, N2)', () => {
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
        if (event.does === 'escalate' || event.does === 'deEscalate') {
          expect(event.from).toBe(severity);
          expect(Math.sign(event.to - event.from)).toBe(event.does === 'escalate' ? -1 : 1);
          open.set(event.kind, event.to);
        }
      }
    }
  }), { numRuns: 300, seed: 20260401 });
});

test('where a car tells the level of every flag, each trouble is judged by its own and not by the worst', () => {
  const graded = (alarmLevel: number, flags: Record<number, number>): Partial<Measured> => {
    const from = (least: number) => Object.entries(flags).reduce((bits, [bit, level]) => (level >= least ? bits + 2 ** Number(bit) : bits), 0);
    return { alarmLevel, alarmBits: from(0), alarmBits2: from(2), alarmBits3: from(3), alarmBits4: from(4) };
  };
  expect(told(play([at(0, graded(3, { 1: 1, 5: 3 }))]).events)).toEqual(['raise overheatingPack 2', 'raise makerAlarmLevel3 2']); // the low charge is the worst, not the warm pack
  expect(told(play([at(0, graded(3, { 1: 3, 5: 1 }))]).events)).toEqual(['raise overheatingPack 1']);
  expect(told(play([at(0, graded(4, { 23: 4, 5: 1 }))]).events)).toEqual(['raise overheatingPack 1']);
  expect(told(play([at(0, graded(3, { 5: 1 }))]).events)).toEqual(['raise makerAlarmLevel3 2']); // the worst is none of the flags
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
  const all = shippedRules.map((rule) => ({ ...rule, enabled: true }));
  const busy = play(every(1, 0, 4_000, (s) => ({ socPct: 80 - s / 100, tempMaxC: s % 70, alarmBits: s % 8, alarmLevel: s % 4 })), all);
  expect(JSON.stringify(busy.memory).length).toBeLessThan(9_000);
});

const dangers = (readings: readonly Reading[]): string[] => {
  const worst = new Map<string, number>();
  for (const event of play(readings).events) {
    if (event.does === 'raise' || event.does === 'reopen') worst.set(event.kind, Math.min(event.severity, worst.get(event.kind) ?? 4));
    if (event.does === 'escalate') worst.set(event.kind, Math.min(event.to, worst.get(event.kind) ?? 4));
  }
  return [...worst].filter(([, severity]) => severity === 1).map(([kind]) => kind).sort();
};

test('within a day no order of arrival loses a danger that one reading shows (N6)', () => {
  const instant = shippedRules.flatMap((rule) => rule.conditions.filter((condition) => condition.severity === 1 && condition.holdSeconds === 0).map((condition) => condition.quantity));
  expect(instant).toContain('tempMaxC');
  fc.assert(fc.property(anyReadings, fc.array(fc.nat(1_000), { minLength: 60, maxLength: 60 }), (readings, keys) => {
    const shuffled = readings.map((reading, index) => ({ reading, key: keys[index] as number })).sort((a, b) => a.key - b.key).map((each) => each.reading);
    const shown = (reading: Reading): boolean => (reading.tempMaxC ?? 0) >= 60 || ((reading.alarmLevel ?? 0) >= 3 && [1 << 1, (1 << 1) + (1 << 11), 1 << 23].includes(reading.alarmBits ?? 0));
    if (readings.some(shown)) expect(dangers(shuffled)).toContain('overheatingPack');
  }), { numRuns: 300, seed: 20260401 });
});

test('what the engine says always fits the life of an alert', () => {
  fc.assert(fc.property(anyReadings, (readings) => {
    const states = new Map<string, AlertState>();
    for (const event of play(readings).events) {
      const outcome = life[states.get(event.kind) ?? 'none'][event.does];
      expect(outcome).not.toBe('ignored');
      states.set(event.kind, outcome === 'new' ? 'raised' : (outcome as AlertState));
    }
  }), { numRuns: 300, seed: 20260401 });
});

const only = (kind: string): Rule[] => shippedRules.filter((rule) => rule.kind === kind).map((rule) => ({ ...rule, enabled: true }));

test('a part that reports an alarm is one alert, explained, and not another of the maker\'s level 3', () => {
  expect(told(play([at(0, { alarmLevel: 3, alarmBits: 1 << 15 })]).events)).toEqual(['raise makerFlags 2']);
  expect(told(play(every(10, 0, 60, () => ({ alarmLevel: 1, alarmBits: 1 << 12 }))).events)).toEqual(['raise makerFlags 3']);
  expect(told(play([at(0, { alarmLevel: 3, alarmBits: (1 << 15) + (1 << 5) })]).events)).toEqual(['raise makerAlarmLevel3 2', 'raise makerFlags 2']);
});

test('a battery that drains while parked is seen by its rate over an hour, and driving is no drain', () => {
  const parked = (perHour: number, more: Partial<Measured> = {}) => every(60, 0, 7_200, (s) => ({ vehicleState: 'off', speedKmh: 0, socPct: Math.round(80 - (perHour * s) / 3600), ...more }));
  expect(told(play(parked(3), only('standingDrain')).events)).toContain('raise standingDrain 3');
  expect(play(parked(0.5), only('standingDrain')).events).toEqual([]);
  expect(play(parked(20, { vehicleState: 'started', speedKmh: 50 }), only('standingDrain')).events).toEqual([]);
});

test('a signal that a car stops saying while it is on is an alert; one it never said, or says again, is none', () => {
  const lost = play([...every(10, 0, 100, () => ({})), ...every(10, 110, 1_200, () => ({ tempMaxC: null, tempMinC: null }))]);
  expect(told(lost.events)).toEqual(['raise sensorGone 3']);
  expect(lost.events[0]!.atMs).toBe(start + 1_000_000);
  expect(told(play(every(10, 1_210, 1_300, () => ({})), shippedRules, lost.memory).events)).toEqual(['clear sensorGone']);
  expect(play(every(10, 0, 4_000, () => ({ tempMaxC: null, tempMinC: null }))).events).toEqual([]);
  expect(play([...every(10, 0, 100, () => ({})), ...every(60, 110, 4_000, () => ({ ...nothingMeasured, vehicleState: 'off', chargingState: 'notCharging' }))]).events).toEqual([]);
});

const clock = (memory: Memory, seconds: number, news: Parameters<typeof evaluateNews>[3]) => evaluateNews(shippedRules, memory, start + seconds * 1000, news);

test('silence is told after its time, once, and is over when the car speaks; silence in danger is a danger to life', () => {
  const live = play(every(10, 0, 100, () => ({})));
  expect(clock(live.memory, 400, { silentSeconds: 300 }).events).toEqual([]);
  const silent = clock(live.memory, 3_800, { silentSeconds: 3_700 });
  expect(told(silent.events)).toEqual(['raise wentSilent 4']);
  expect(clock(silent.memory, 3_900, { silentSeconds: 3_800 }).events).toEqual([]);
  expect(told(play([at(3_950)], shippedRules, silent.memory).events)).toEqual(['clear wentSilent']);
  const burning = play([at(0, { tempMaxC: 66 })]);
  expect(told(clock(burning.memory, 130, { silentSeconds: 130 }).events)).toEqual(['raise wentSilent 1']);
});

test('weather is told to the car inside, ends when it is out, and readings in between change nothing', () => {
  const live = play([at(0)]);
  const inside = clock(live.memory, 10, { weather: [{ kind: 'rainstorm', level: 4 }] });
  expect(told(inside.events)).toEqual(['raise badWeather 3']);
  const driving = play(every(10, 20, 200, () => ({})), shippedRules, inside.memory);
  expect(driving.events).toEqual([]);
  expect(told(clock(driving.memory, 210, { weather: [{ kind: 'heat', level: 2 }] }).events)).toEqual(['deEscalate badWeather 4']);
  expect(told(clock(driving.memory, 210, { weather: [] }).events)).toEqual(['clear badWeather']);
});

test('a condition may count only in some weather', () => {
  const rule: Rule = { kind: 'overheatingPack', enabled: true, clearHoldSeconds: 0, version: 1, conditions: [{ quantity: 'tempMaxC', is: 'atLeast', threshold: 45, clearAt: 40, holdSeconds: 0, severity: 3, onlyIn: 'heat' }] };
  expect(play([at(0, { tempMaxC: 47 })], [rule]).events).toEqual([]);
  const inside = evaluateNews([rule], noMemory, start, { weather: [{ kind: 'heat', level: 3 }] });
  expect(told(play([at(10, { tempMaxC: 47 })], [rule], inside.memory).events)).toEqual(['raise overheatingPack 3']);
});

test('memory as an earlier version of the program kept it is taken up as it stands', () => {
  const old = { atMs: start, observed: { temps: [], chargeSinceMs: null, abortsMs: [] }, kinds: { overheatingPack: { held: { 'tempMaxC.1': start }, open: { severity: 1, sinceMs: start, calmSinceMs: null, rested: false }, ended: null } } } as unknown as Memory;
  expect(told(play(every(10, 10, 400, () => ({})), shippedRules, old).events)).toEqual(['clear overheatingPack']);
});

test('a rule that cannot work is named by its field (U1)', () => {
  const good: Condition = { quantity: 'tempMaxC', is: 'atLeast', threshold: 60, clearAt: 50, holdSeconds: 0, severity: 1 };
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [good] })).toBeUndefined();
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [{ ...good, clearAt: 61 }] })).toEqual({ field: 'conditions.0.clearAt', reason: 'clearsBeyondThreshold' });
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [{ ...good, is: 'atMost', clearAt: 59 }] })).toMatchObject({ reason: 'clearsBeyondThreshold' });
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [good, good] })).toMatchObject({ reason: 'sameTwice' });
  expect(ruleFlaw({ clearHoldSeconds: -1, conditions: [good] })).toMatchObject({ reason: 'outOfRange' });
  const asks: [Partial<Condition>, string | undefined][] = [
    [{ quantity: 'flagLevel' }, 'flags'], [{ quantity: 'flagLevel', flags: [] }, 'flags'], [{ quantity: 'flagLevel', flags: [3] }, undefined], [{ quantity: 'changePerMin', signal: 'socPct' }, 'windowSeconds'],
    [{ quantity: 'changePerMin', windowSeconds: 60 }, 'signal'], [{ quantity: 'changePerMin', windowSeconds: 60, signal: 'place' }, 'signal'], [{ quantity: 'missingSeconds' }, 'signal'], [{ quantity: 'weatherLevel', weather: [] }, 'weather'],
  ];
  for (const [more, field] of asks) expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [{ ...good, ...more }] })).toEqual(field === undefined ? undefined : { field: `conditions.0.${field}`, reason: 'asksNothing' });
  expect(ruleFlaw({ clearHoldSeconds: 60, conditions: [{ ...good, quantity: 'flagLevel', flags: [3] }, { ...good, quantity: 'flagLevel', flags: [4] }] })).toBeUndefined();
});

test('every shipped rule can work, and every quantity is asked for by one', () => {
  expect(shippedRules.map((rule) => ruleFlaw(rule))).toEqual(shippedRules.map(() => undefined));
  const asked = new Set(shippedRules.flatMap((rule) => rule.conditions.map((condition) => condition.quantity)));
  expect(quantityNames.filter((name) => !asked.has(name))).toEqual([]);
});
