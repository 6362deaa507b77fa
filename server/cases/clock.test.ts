// Clocks of a case, and the silence before its end, as arithmetic.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkingMinutes, beijingInstant, onWorkingDays, workingMinutesBetween, type Period } from '#platform/calendar';
import { moves } from './case.ts';
import { silenceStep } from './close-case.ts';
import { clockByRule, pausedClock, resumedClock, startedClock, stateOf, type ClockRule } from './clock.ts';
import { stages } from './codes.ts';
import { answers, deskAbove } from './holder.ts';

const office: Period[] = [{ opensAt: '09:00', closesAt: '18:00' }];
const safety: ClockRule = { clock: 'respond', calendar: 'always', minutes: 3, atRiskPct: 50 };
const desk: ClockRule = { clock: 'respond', calendar: 'office', minutes: 120, atRiskPct: 75 };
const friday = beijingInstant('2026-11-27', '17:00');
const ends = { metAt: null, endedAt: null };

describe('clocks', () => {
  test('a safety clock runs through the night, an office clock waits for Monday', () => {
    expect(startedClock(safety, beijingInstant('2026-11-28', '03:00'), office).dueAt).toEqual(beijingInstant('2026-11-28', '03:03'));
    expect(startedClock(desk, friday, office).dueAt).toEqual(beijingInstant('2026-11-30', '10:00'));
    expect(startedClock(desk, beijingInstant('2026-09-30', '17:30'), office).dueAt).toEqual(beijingInstant('2026-10-08', '10:30'));
  });
  test('a safety clock never pauses (L1)', () => expect(pausedClock(startedClock(safety, friday, office), friday, 'waitingForOwner', office)).toBeUndefined());
  test('its state says met, late, at risk, breached or paused (L4)', () => {
    const clock = startedClock(desk, friday, office);
    expect(stateOf({ ...clock, ...ends }, friday)).toBe('running');
    expect(stateOf({ ...clock, ...ends }, beijingInstant('2026-11-30', '09:30'))).toBe('atRisk');
    expect(stateOf({ ...clock, ...ends }, beijingInstant('2026-11-30', '10:01'))).toBe('breached');
    expect(stateOf({ ...clock, ...ends, metAt: clock.dueAt, endedAt: clock.dueAt }, friday)).toBe('met');
    expect(stateOf({ ...clock, ...ends, metAt: new Date(clock.dueAt.getTime() + 1), endedAt: null }, friday)).toBe('metLate');
    const paused = pausedClock(clock, friday, 'waitingForParts', office);
    expect(paused === undefined ? undefined : stateOf({ ...paused, ...ends }, beijingInstant('2027-01-04', '10:00'))).toBe('paused');
  });

  const moment = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-11-01T00:00:00Z') }).map((ms) => new Date(ms));
  const rule = fc.record({ clock: fc.constant<'respond'>('respond'), calendar: fc.constantFrom<'always' | 'office'>('always', 'office'), minutes: fc.integer({ min: 1, max: 3_000 }), atRiskPct: fc.integer({ min: 1, max: 99 }) });
  test('a pause costs exactly the working time it lasted (L2)', () => {
    fc.assert(fc.property(moment, fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 20_000 }), rule, (start, laterMin, pausedMin, one) => {
      const clock = startedClock({ ...one, calendar: 'office' }, start, office);
      const pauseAt = new Date(Math.min(start.getTime() + laterMin * 60_000, clock.dueAt.getTime()));
      fc.pre(workingMinutesBetween(pauseAt, clock.dueAt, office) > 0);
      const resumeAt = new Date(pauseAt.getTime() + pausedMin * 60_000);
      const paused = pausedClock(clock, pauseAt, 'waitingForOwner', office);
      const resumed = paused === undefined ? undefined : resumedClock(paused, resumeAt, office);
      const lost = workingMinutesBetween(pauseAt, resumeAt, office);
      expect(resumed?.dueAt.getTime()).toBeCloseTo(addWorkingMinutes(pauseAt, workingMinutesBetween(pauseAt, clock.dueAt, onWorkingDays(office)) + lost, office).getTime(), -3);
      expect(resumed?.usedMinutes).toBeNull();
    }));
  });
  test('a tighter rule never moves the due time back, a looser one never forward; at risk never comes after due (L3)', () => {
    fc.assert(fc.property(moment, fc.integer({ min: 0, max: 5_000 }), rule, rule, (start, laterMin, first, second) => {
      const at = new Date(start.getTime() + laterMin * 60_000);
      const clock = startedClock(first, start, office);
      const tighter = clockByRule(clock, second, at, true, office);
      expect(tighter.dueAt.getTime()).toBeLessThanOrEqual(clock.dueAt.getTime());
      for (const each of [clock, tighter, clockByRule(clock, second, at, false, office)]) expect(each.atRiskAt.getTime()).toBeLessThanOrEqual(each.dueAt.getTime());
    }));
  });
});

describe('total tables', () => {
  test('of stages: every pair has an answer; staying is staying; nothing closes a car in the workshop (S1)', () => {
    for (const from of stages) for (const to of stages) expect(['moves', 'stays', 'late', 'refused']).toContain(moves[from][to]);
    for (const stage of stages) if (stage !== 'closed') expect(moves[stage][stage]).toBe('stays');
    expect([moves.inService.closed, moves.awaitingPayment.closed, moves.closed.closed]).toEqual(['refused', 'refused', 'refused']);
    expect(stages.filter((stage) => moves.closed[stage] === 'moves')).toEqual(['open']);
  });
  test('of hand-overs: one answer only', () => {
    for (const [state, row] of Object.entries(answers)) for (const next of Object.values(row)) expect(next === undefined).toBe(state !== 'asked');
  });
  test('of desks: the way up ends at the region (H4)', () => {
    for (const start of ['brandDesk', 'outletDesk', 'managerDesk', 'regionalDesk', null] as const) {
      let at: typeof start | undefined = start;
      let steps = 0;
      for (let next = deskAbove(at); next !== undefined; next = deskAbove(next), steps++) at = next;
      expect(steps).toBeLessThanOrEqual(2);
      expect(at).toBe('regionalDesk');
    }
  });
});

describe('silence', () => {
  const days = { first: 2, second: 5, close: 7 };
  test('looked at whenever: two reminders come first, and the second leaves two days to answer (E4)', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 }), (hoursBetweenLooks) => {
      const askedAt = new Date('2026-11-01T00:00:00Z');
      let one = { confirmationAskedAt: askedAt, reminders: 0, remindedAt: null as Date | null };
      let now = askedAt.getTime();
      for (const hours of hoursBetweenLooks) {
        now += hours * 3_600_000;
        const step = silenceStep(one, new Date(now), days);
        const passed = (now - askedAt.getTime()) / 86_400_000;
        if (step === 'remind') one = { ...one, reminders: one.reminders + 1, remindedAt: new Date(now) };
        if (step === 'remind') expect(one.reminders).toBeLessThanOrEqual(2);
        if (step !== 'close') continue;
        expect(one.reminders).toBe(2);
        expect(passed).toBeGreaterThanOrEqual(7);
        expect((now - (one.remindedAt as Date | null ?? askedAt).getTime()) / 86_400_000).toBeGreaterThanOrEqual(2);
        return;
      }
    }));
  });
});
