import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeSlots, type Job, type PlanDay, type Span, type Worker } from './free-slots.ts';

const worker = (id: string, more: Partial<Worker> = {}): Worker => ({ id, may: true, hv: false, away: false, busy: [], ...more });
const day = (more: Partial<PlanDay> = {}): PlanDay => ({
  open: [[510, 720], [780, 1080]], closed: null, closedWhy: null, workers: [worker('t1')], bays: [{ id: 'b1', fits: true, busy: [] }],
  earliestMin: 0, reservePct: 0, reserveUntilMin: 0, rasterMin: 30, ...more,
});
const job = (more: Partial<Job> = {}): Job => ({ durationMin: 60, hv: false, needs: {}, ...more });

test('slots lie on the half hour, inside the open periods and never over lunch', () => {
  const { slots } = freeSlots(day(), job({ durationMin: 120 }));
  expect(slots.map((slot) => slot.fromMin)).toEqual([510, 540, 570, 600, 780, 810, 840, 870, 900, 930, 960]);
});

test('every refused day says why (S2)', () => {
  const why = (more: Partial<PlanDay>, what: Partial<Job> = {}) => freeSlots(day(more), job(what)).refused?.code;
  expect(why({ open: [], closed: 'closedHoliday', closedWhy: '国庆节' })).toBe('closedHoliday');
  expect(why({ bays: [{ id: 'b1', fits: false, busy: [] }] })).toBe('noBay');
  expect(why({ workers: [worker('t1', { may: false })] })).toBe('noTechnician');
  expect(why({ workers: [worker('t1', { hv: true })] }, { hv: true })).toBe('noGuardian');
  expect(why({ workers: [worker('t1', { away: true })] })).toBe('techniciansAway');
  expect(why({ workers: [worker('t1', { hv: true }), worker('t2', { hv: true, away: true })] }, { hv: true })).toBe('techniciansAway');
  expect(why({ earliestMin: 1070 })).toBe('tooLate');
  expect(why({ workers: [worker('t1', { busy: [[0, 1440]] })] })).toBe('full');
  expect(why({ bays: [{ id: 'b1', fits: true, busy: [[510, 720], [780, 990]] }], reservePct: 20 })).toBe('reserved');
});

test('a bay beside a damaged battery takes nobody, and a day on which all stand so says until when', () => {
  const beside = { id: 'b1', fits: true, busy: [], closed: [0, 840] as Span, closedUntil: '2026-11-25' };
  expect(freeSlots(day({ bays: [beside] }), job()).slots.map((slot) => slot.fromMin)[0]).toBe(840);
  expect(freeSlots(day({ bays: [{ ...beside, closed: [-400, 2000] }] }), job()).refused).toEqual({ code: 'bayQuarantined', data: { until: '2026-11-25' } });
  expect(freeSlots(day({ bays: [{ ...beside, closed: [-400, 2000] }, { id: 'b2', fits: true, busy: [] }] }), job()).slots.every((slot) => slot.bayId === 'b2')).toBe(true);
});

test('high voltage takes two certified people, both free (S1)', () => {
  const { slots } = freeSlots(day({ workers: [worker('t1', { hv: true }), worker('t2', { hv: true, may: false, busy: [[510, 720]] })] }), job({ hv: true }));
  expect(slots.every((slot) => slot.technicianId === 't1' && slot.guardianId === 't2' && slot.fromMin >= 780)).toBe(true);
  expect(slots.length).toBeGreaterThan(0);
});

test('the reserve is given away two hours before (S4)', () => {
  const nearlyFull = { bays: [{ id: 'b1', fits: true, busy: [[510, 720], [780, 960]] as Span[] }], reservePct: 20 };
  expect(freeSlots(day({ ...nearlyFull, reserveUntilMin: 0 }), job()).refused?.code).toBe('reserved');
  expect(freeSlots(day({ ...nearlyFull, reserveUntilMin: 1000 }), job()).slots.map((slot) => slot.fromMin)).toEqual([960, 990]);
});

test('work longer than the day starts with the longest period: the car stays', () => {
  expect(freeSlots(day(), job({ durationMin: 3000 })).slots).toMatchObject([{ fromMin: 780, toMin: 1080 }]);
});

const spans = fc.array(fc.tuple(fc.integer({ min: 400, max: 1100 }), fc.integer({ min: 10, max: 200 })).map(([from, length]): Span => [from, from + length]), { maxLength: 4 });
const workers = fc.array(fc.record({ may: fc.boolean(), hv: fc.boolean(), away: fc.boolean(), busy: spans }), { minLength: 1, maxLength: 4 }).map((all) => all.map((one, index) => ({ id: `t${index}`, ...one })));
const bays = fc.array(fc.record({ fits: fc.boolean(), busy: spans }), { minLength: 1, maxLength: 3 }).map((all) => all.map((one, index) => ({ id: `b${index}`, ...one })));
const overlaps = (busy: readonly Span[], from: number, to: number): boolean => busy.some(([start, end]) => start < to && from < end);

test('no slot overlaps what its people and its bay already do, and all have what it takes (S1)', () => {
  fc.assert(fc.property(workers, bays, fc.boolean(), fc.integer({ min: 30, max: 300 }), (people, places, hv, durationMin) => {
    for (const slot of freeSlots(day({ workers: people, bays: places }), job({ hv, durationMin })).slots) {
      const technician = people.find((one) => one.id === slot.technicianId);
      const guardian = people.find((one) => one.id === slot.guardianId);
      const bay = places.find((one) => one.id === slot.bayId);
      expect(technician?.may && !technician.away && !overlaps(technician.busy, slot.fromMin, slot.toMin)).toBe(true);
      expect(bay?.fits && !overlaps(bay.busy, slot.fromMin, slot.toMin)).toBe(true);
      if (hv) expect(technician?.hv && guardian?.hv && !guardian.away && guardian.id !== technician.id && !overlaps(guardian.busy, slot.fromMin, slot.toMin)).toBe(true);
      expect(day().open.some(([from, to]) => from <= slot.fromMin && slot.toMin <= to)).toBe(true);
    }
  }));
});

test('adding a busy interval, or taking a certificate away, never adds a slot (S3)', () => {
  fc.assert(fc.property(workers, bays, fc.boolean(), fc.integer({ min: 0, max: 3 }), spans, (people, places, hv, index, more) => {
    const starts = (all: Worker[]): number[] => freeSlots(day({ workers: all, bays: places }), job({ hv })).slots.map((slot) => slot.fromMin);
    const before = starts(people);
    const busier = people.map((one, at) => (at === index ? { ...one, busy: [...one.busy, ...more] } : one));
    const without = people.map((one, at) => (at === index ? { ...one, may: false, hv: false } : one));
    for (const after of [starts(busier), starts(without)]) expect(after.every((start) => before.includes(start))).toBe(true);
  }));
});
