// A day as the solver reads it: what is known without asking the solver is what the solver would say; why others were left out is
// not looked into again for every try.
import { explain } from '@careloop/routing';
import { expect, test } from 'vitest';
import { emptyPlan, lacks, neverFits, problemOf, solutionOf, type Day, type DayJob, type DayVan } from './day.ts';
import type { GatheredDay } from './gather-day.ts';
import { planOneMore, planWhole, retimed } from './plan-day.ts';

const hour = 3600;
const depot = { lon: 121.3, lat: 31.18 };
const rules = new Map(Object.entries({
  roadFactorPct: 135, cityKmPerHour: 32, longKmPerHour: 70, peakPct: 145, dayPct: 112, truckPct: 125, latePricePerMin: 500, latestMin: 150, balancePricePerMin: 30, travelPricePerMin: 100, kmPrice: 120, overtimePricePerMin: 150, leaveOutPrice: 80_000, urgentPricePerMin: 3000, otherVanPrice: 1500, movedTimePricePerMin: 40,
}));
const van = (id: string, more: Partial<DayVan> = {}): DayVan => ({ id, kind: 'serviceVan', heightCm: 200, start: depot, end: depot, from: 8 * hour, until: 18 * hour, overtimeUntil: 19 * hour, pause: null, brandIds: null, tools: [], parts: {}, ...more });
const job = (id: string, more: Partial<DayJob> = {}): DayJob => ({
  id, kind: 'homeVisit', brandId: 'xihe', place: { lon: 121.32, lat: 31.2 }, toPlace: null, service: hour, handOver: 900, from: 9 * hour, until: 11 * hour, urgent: false, needs: {}, parts: {}, crew: 1, papers: null, pinned: null, running: null, ...more,
});
const gathered = (vans: DayVan[], jobs: DayJob[]): GatheredDay => {
  const day: Day = { vans, jobs, depot, shelves: {}, closures: [], rules, now: 0 };
  return { day, jobs: [], vans: [], onDay: '2026-11-25', outlet: {} as never };
};

test('what a vehicle may never have is said without the solver, in the same words', () => {
  const at = gathered(
    [van('plain'), van('other brand', { brandIds: ['yuanlan'] }), van('tools', { tools: ['jumpStarter'] }), van('driver', { kind: 'driver' }), van('high', { kind: 'flatbed', heightCm: 320 })],
    [job('plain'), job('papers', { papers: ['tools'] }), job('tool', { needs: { tools: ['jumpStarter'] } }), job('low', { kind: 'rescue', needs: { mostHeightCm: 200 }, toPlace: depot }), job('fetch', { kind: 'pickUp', toPlace: depot }), job('both', { papers: [], needs: { tools: ['torqueWrench'] } })],
  );
  const problem = problemOf(at.day);
  for (const one of at.day.jobs) {
    const said = explain(problem, solutionOf(emptyPlan), one.toPlace === null ? one.id : `${one.id}:a`).vehicles;
    for (const car of at.day.vans) {
      const breaks = said.find((each) => each.vehicle === car.id)?.breaks ?? [];
      const never = breaks.filter((each) => each === 'skill' || each === 'tool').map((each) => (each === 'skill' ? lacks(car, one) : each));
      expect([one.id, car.id, neverFits(at.day, car.id, one.id)]).toEqual([one.id, car.id, never]);
    }
  }
  expect(neverFits(at.day, 'plain', 'both')).toEqual(['papers', 'tool']);
  expect(neverFits(at.day, 'nobody', 'plain')).toEqual(['off']);
});

test('why a job was left out stays as it was said while another is tried, and is looked into anew when the day is shown', () => {
  const jobs = [job('a'), job('b', { from: 9 * hour, until: 10 * hour }), job('never', { papers: [] }), job('c', { from: 14 * hour, until: 16 * hour }), job('way', { kind: 'pickUp', toPlace: depot })];
  const at = gathered([van('one')], jobs);
  const plan = planWhole(at, undefined);
  expect(plan.leftOut).toEqual(expect.arrayContaining([{ jobId: 'never', reasons: ['skill'] }, { jobId: 'way', reasons: ['skill'] }]));
  const old = { ...plan, leftOut: plan.leftOut.map((one) => ({ ...one, reasons: ['noVehicle' as const] })), routes: plan.routes.map((route) => ({ ...route, stops: route.stops.filter((stop) => stop.kind !== 'job' || stop.jobId !== 'c') })) };
  const tried = planOneMore(at, old, 'c');
  expect(tried.leftOut.map((one) => one.reasons)).toEqual(tried.leftOut.map(() => ['noVehicle']));
  expect(tried.routes.flatMap((route) => route.stops).some((stop) => stop.kind === 'job' && stop.jobId === 'c')).toBe(true);
  expect(retimed(at, tried).leftOut).toEqual(expect.arrayContaining([{ jobId: 'never', reasons: ['skill'] }]));
});
