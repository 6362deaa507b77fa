// The table of moves over all pairs, the phone's clock, and the reckoned roads. Pure.
import { expect, test } from 'vitest';
import { jobStates, phoneMoves } from './api.ts';
import { moves, moveTo, mustMove, plannable, underWay, type JobState } from './job.ts';
import { timeOf } from './move-stop.ts';
import { tilesFrom } from './show-map.ts';
import { hourFactors, roadKm, travelOf } from './travel.ts';

const may: Record<JobState, string> = {
  waiting: 'planned cancelled', planned: 'waiting departed arrived working failed cancelled', departed: 'planned waiting arrived working failed cancelled', arrived: 'working carrying waiting failed cancelled',
  working: 'carrying finished failed', carrying: 'finished failed', finished: '', failed: 'waiting cancelled', cancelled: '',
};
for (const from of jobStates) {
  test(`from ${from} a job goes to ${may[from] || 'nothing'} and nowhere else`, () => {
    for (const to of jobStates) {
      if (may[from].split(' ').includes(to)) expect(() => mustMove({ state: from }, to)).not.toThrow();
      else expect(() => mustMove({ state: from }, to)).toThrow('jobNotNow');
    }
  });
}
test('every state is known to the table, every button of the phone leads to one, and a plan touches none that is under way', () => {
  expect(Object.keys(moves).sort()).toEqual([...jobStates].sort());
  for (const move of phoneMoves) expect(jobStates).toContain(moveTo[move]);
  expect(underWay.filter((state) => plannable.includes(state))).toEqual([]);
});

const at = (text: string): Date => new Date(`2026-11-26T${text}:00Z`);
const job = { departedAt: at('01:00'), arrivedAt: null, startedAt: null, carriedAt: null };
test('the phone’s time counts when it can be true: not in the future, not a day old, not before the step before', () => {
  expect(timeOf(at('01:20'), at('05:00'), job)).toEqual(at('01:20'));
  expect(timeOf(at('05:10'), at('05:00'), job)).toEqual(at('05:00'));
  expect(timeOf(at('00:30'), at('05:00'), job)).toEqual(at('05:00'));
  expect(timeOf(new Date('2026-11-20T01:00:00Z'), at('05:00'), { ...job, departedAt: null })).toEqual(at('05:00'));
});

const rules = new Map([['roadFactorPct', 135], ['cityKmPerHour', 32], ['longKmPerHour', 70], ['peakPct', 145], ['dayPct', 112], ['truckPct', 125]]);
const [hongqiao, pudong] = [{ lon: 121.34, lat: 31.2 }, { lon: 121.7, lat: 31.19 }];
test('roads are longer than the line, trucks are slower than cars, the peak is slower than the night', () => {
  expect(roadKm(rules, hongqiao, pudong)).toBeGreaterThan(34);
  const { car, truck } = travelOf(rules, [hongqiao, pudong]);
  expect(truck.duration?.[1]).toBeCloseTo((car.duration?.[1] ?? 0) * 1.25, -1);
  expect(hourFactors(rules).map((factor) => Math.round(factor * 100)).slice(6, 10)).toEqual([100, 145, 145, 112]);
});
test('a closed road costs those who drive through it, and nobody else', () => {
  const places = [hongqiao, pudong, { lon: 121.34, lat: 31.4 }];
  const open = travelOf(rules, places).car;
  const closed = travelOf(rules, places, [{ lon: 121.5, lat: 31.196, radiusM: 1500, delayMin: 20 }]).car;
  expect((closed.duration?.[1] ?? 0) - (open.duration?.[1] ?? 0)).toBe(1200);
  expect(closed.duration?.[2]).toBe(open.duration?.[2]);
});

test('tiles are asked for only of an approved source that the operator named', () => {
  expect(tilesFrom({})).toBeNull();
  expect(tilesFrom({ DISPATCH_TILES: 'amap', DISPATCH_TILES_URL: 'https://tiles.example/{z}/{x}/{y}' })).toMatchObject({ source: 'amap', datum: 'gcj02' });
  expect(() => tilesFrom({ DISPATCH_TILES: 'elsewhere', DISPATCH_TILES_URL: 'https://tiles.example/{z}/{x}/{y}' })).toThrow('approved');
  expect(() => tilesFrom({ DISPATCH_TILES: 'tianditu', DISPATCH_TILES_URL: 'http://tiles.example/{z}' })).toThrow('https');
});
