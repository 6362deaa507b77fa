// Clocks of a case, and the silence before its end, as arithmetic.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkingMinutes, beijingInstant, onWorkingDays, workingMinutesBetween, type Hours, type Period } from '#platform/calendar';
import { moves } from './case.ts';
import { silenceStep } from './close-case.ts';
import { clockByRule, pausedClock, resumedClock, startedClock, stateOf, type ClockRule } from './clock.ts';
import { stages } from './codes.ts';
import { answers, deskAbove } from './holder.ts';
import { withOwnDays } from './office.ts';

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
  test('what was missed does not pause away (L5)', () => {
    const clock = startedClock(desk, friday, office);
    expect(pausedClock(clock, new Date(clock.dueAt.getTime() + 1), 'waitingForOwner', office)).toBeUndefined();
    expect(pausedClock(clock, clock.dueAt, 'waitingForOwner', office)?.usedMinutes).toBe(120);
  });

  // Several periods a day, weekends worked in exchange, and days that an outlet arranged for itself.
  const split: Period[] = [{ opensAt: '08:30', closesAt: '12:00' }, { opensAt: '13:30', closesAt: '17:30' }, { opensAt: '18:00', closesAt: '20:15' }];
  const ownDays = [{ onDay: '2026-09-27', periods: [{ opens: '09:00', closes: '10:00' }, { opens: '11:00', closes: '11:30' }], why: '周日加班' }, { onDay: '2026-09-29', periods: [], why: '盘点' }, { onDay: '2026-10-01', periods: [{ opens: '10:00', closes: '12:00' }], why: '国庆值班' }];
  const calendars: Record<string, Hours> = { office, split, own: withOwnDays(split, ownDays) };
  const openMinutes = (from: Date, until: Date, hours: Hours): number => { // minute by minute, by another way than the calendar's
    let count = 0;
    for (let at = from.getTime(); at < until.getTime(); at += 60_000) count += workingMinutesBetween(new Date(at), new Date(at + 60_000), hours) > 0 ? 1 : 0;
    return count;
  };
  test('an outlet’s own day wins over the calendar: shut for stocktaking, open on a Sunday and in a holiday; a weekend worked in exchange counts', () => {
    const at = (onDay: string, time: string): Date => beijingInstant(onDay, time);
    const due = (from: Date, hours: Hours): Date => startedClock({ ...desk, minutes: 60 }, from, hours).dueAt;
    expect(due(at('2026-09-26', '21:00'), calendars['own'] as Hours)).toEqual(at('2026-09-27', '10:00'));
    expect(due(at('2026-09-27', '09:30'), calendars['own'] as Hours)).toEqual(at('2026-09-27', '11:30'));
    expect(due(at('2026-09-28', '20:00'), calendars['own'] as Hours)).toEqual(at('2026-09-30', '09:15')); // the 29th is shut
    expect(due(at('2026-09-28', '20:00'), split)).toEqual(at('2026-09-29', '09:15'));
    expect(due(at('2026-09-30', '20:15'), calendars['own'] as Hours)).toEqual(at('2026-10-01', '11:00'));
    expect(due(at('2026-10-09', '20:00'), split)).toEqual(at('2026-10-10', '09:15')); // a Saturday worked in exchange
    expect(due(at('2026-11-27', '11:45'), split)).toEqual(at('2026-11-27', '14:15'));
  });
  const start = fc.integer({ min: Date.parse('2026-09-24T00:00:00Z') / 60_000, max: Date.parse('2026-10-12T00:00:00Z') / 60_000 }).map((minute) => new Date(minute * 60_000));
  const hoursOf = fc.constantFrom('office', 'split', 'own');
  test('a closed minute is never counted and no minute twice: from start to due exactly its minutes are open', () => {
    fc.assert(fc.property(start, fc.integer({ min: 1, max: 900 }), hoursOf, (from, minutes, kind) => {
      const hours = calendars[kind] as Hours;
      const clock = startedClock({ ...desk, minutes }, from, hours);
      expect(openMinutes(from, clock.dueAt, hours)).toBe(minutes);
      expect(workingMinutesBetween(clock.dueAt, new Date(clock.dueAt.getTime() - 60_000), hours)).toBe(0);
    }), { numRuns: 60 });
  });
  test('a clock never runs backwards: whoever starts later, pauses or resumes is never due earlier', () => {
    fc.assert(fc.property(start, fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 900 }), hoursOf, (from, laterMin, pausedMin, minutes, kind) => {
      const hours = calendars[kind] as Hours;
      const rule = { ...desk, minutes };
      const clock = startedClock(rule, from, hours);
      const later = new Date(from.getTime() + laterMin * 60_000);
      expect(startedClock(rule, later, hours).dueAt.getTime()).toBeGreaterThanOrEqual(clock.dueAt.getTime());
      const paused = pausedClock(clock, later, 'waitingForParts', hours);
      if (paused === undefined) expect(later.getTime()).toBeGreaterThan(clock.dueAt.getTime());
      if (paused === undefined) return;
      const resumeAt = new Date(later.getTime() + pausedMin * 60_000);
      const resumed = resumedClock(paused, resumeAt, hours);
      expect(resumed?.dueAt.getTime()).toBeGreaterThanOrEqual(Math.min(clock.dueAt.getTime(), resumeAt.getTime()));
      if (workingMinutesBetween(later, clock.dueAt, hours) > 0) expect(openMinutes(from, later, hours) + openMinutes(resumeAt, resumed?.dueAt ?? resumeAt, hours)).toBe(minutes);
    }), { numRuns: 80 });
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
