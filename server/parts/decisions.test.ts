// The decisions of parts without a house: what will be there on a day, who gets the box, what a chain of numbers serves, what
// fits a car, what to keep where, and what to buy and move.
import { describe, expect, test } from 'vitest';
import { createRandom } from '#fleet/random';
import { dutyUntil, fits, modelYearOf } from './fit.ts';
import { foresee, targetsOf, beliefs, type PartPast, type Shelf } from './foresee.ts';
import { holdsItself, kitsIn, piecesOf, type Kits } from './kit.ts';
import { effects, mostOf, movementKinds, rowsOf, shelfDeeds, shelves } from './movement.ts';
import { missingOn, type Counted } from './parts-on-day.ts';
import { purchaseMoves } from './purchase.ts';
import { purchaseStates, transferStates } from './order-api.ts';
import { advise, type PartFacts, type Standing } from './suggest.ts';
import { chainOf, newestOf, serversOf, wouldLoop, type Supersession } from './supersession.ts';
import { transferMoves } from './transfer.ts';
import { byUrgency, shareOut } from './vor.ts';

const link = (oldCode: string, newCode: string, more: Partial<Supersession> = {}): Supersession => ({ oldCode, newCode, bothWays: false, useOldFirst: false, fromOn: '2026-01-01', ...more });

test('a kit is its pieces through kits in kits, never itself, and there are as many as its scarcest piece allows (T1–T3, D4)', () => {
  const kits: Kits = new Map([['whole', [{ code: 'seals', quantity: 2 }, { code: 'cap', quantity: 1 }]], ['seals', [{ code: 'ring', quantity: 3 }, { code: 'cap', quantity: 1 }]]]);
  expect(piecesOf(kits, [{ code: 'whole', quantity: 2 }, { code: 'cap', quantity: -1 }])).toEqual([{ code: 'ring', quantity: 12 }, { code: 'cap', quantity: 5 }]);
  expect([holdsItself(kits, 'ring', [{ code: 'whole', quantity: 1 }]), holdsItself(kits, 'seals', [{ code: 'whole', quantity: 1 }]), holdsItself(kits, 'other', [{ code: 'whole', quantity: 1 }])]).toEqual([true, true, false]);
  expect(kitsIn(piecesOf(kits, [{ code: 'seals', quantity: 1 }]), (code) => (code === 'ring' ? 8 : 5))).toBe(2);
  const stock = new Map<string, Counted>([['ring', { onHand: 5, expected: [{ onDay: '2026-12-03', quantity: 1 }] }], ['cap', { onHand: 9, expected: [] }], ['seals', { onHand: 1, expected: [], kit: kits.get('seals') ?? [] }]]);
  expect(missingOn(stock, [], [{ code: 'seals', quantity: 1 }], '2026-12-01')).toBeNull();
  expect(missingOn(stock, [], [{ code: 'seals', quantity: 2 }], '2026-12-01')).toEqual({ code: 'ring', arrives: '2026-12-03' });
  expect(missingOn(stock, [{ code: 'ring', quantity: 3, onDay: '2026-12-01' }], [{ code: 'seals', quantity: 1 }], '2026-12-01')).toEqual({ code: 'ring', arrives: '2026-12-03' });
});

describe('movements', () => {
  test('every kind says what it does to each shelf, and what people may say at the shelf is among them (M1)', () => {
    for (const kind of movementKinds) expect(rowsOf(kind, 3).every((row) => shelves.includes(row.shelf) && Math.abs(row.quantity) === 3), kind).toBe(true);
    expect(shelfDeeds.every((deed) => effects[deed] !== undefined)).toBe(true);
    expect(rowsOf('quarantine', 2)).toEqual([{ shelf: 'good', quantity: -2 }, { shelf: 'quarantine', quantity: 2 }]);
  });
  test('what leaves the good shelf leaves what is kept for others (M2, M3)', () => {
    const balance = { onHand: 5, quarantined: 2, cores: 1 };
    expect([mostOf('pick', balance, 3), mostOf('scrap', balance, 3), mostOf('coreOut', balance, 3), mostOf('return', balance, 3)]).toEqual([2, 2, 1, Number.POSITIVE_INFINITY]);
  });
  test('from each state of an order and of a transfer only where the table says; every pair is in it', () => {
    for (const from of purchaseStates) expect(purchaseStates.filter((to) => purchaseMoves[from].includes(to))).toEqual(from === 'draft' ? ['sent', 'cancelled'] : from === 'sent' || from === 'partly' ? purchaseStates.filter((to) => (from === 'sent' ? ['partly', 'received', 'cancelled'] : ['partly', 'received', 'cancelled']).includes(to)) : []);
    for (const from of transferStates) expect(transferStates.filter((to) => transferMoves[from].includes(to))).toEqual({ asked: ['sent', 'cancelled'], sent: ['received'], received: [], cancelled: [] }[from]);
  });
});

describe('numbers that replace numbers (U1–U3)', () => {
  test('old is served by new, new by old only where it goes both ways, and the old stock comes first where it is to be used up', () => {
    const all = [link('A', 'B', { useOldFirst: true }), link('B', 'C', { bothWays: true }), link('C', 'D', { fromOn: '2027-01-01' })];
    expect(serversOf(all, 'A', '2026-06-01')).toEqual(['A', 'B', 'C']);
    expect(serversOf(all, 'B', '2026-06-01')).toEqual(['B', 'C']);
    expect(serversOf(all, 'C', '2026-06-01')).toEqual(['C', 'B']);
    expect(serversOf(all, 'A', '2027-02-01')).toEqual(['A', 'B', 'C', 'D']);
    expect(chainOf(all, 'C')).toEqual(['A', 'B', 'C', 'D']);
    expect([newestOf(all, 'A', '2026-06-01'), newestOf(all, 'A', '2027-02-01'), newestOf([], 'X', '2026-06-01')]).toEqual(['C', 'D', 'X']);
  });
  test('links that are only taken when they do not loop never make a circle, in any order by seed', () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = createRandom(seed);
      const all: Supersession[] = [];
      for (let turn = 0; turn < 30; turn++) {
        const [a, b] = [`P${random.int(0, 8)}`, `P${random.int(0, 8)}`];
        if (!wouldLoop(all, a, b)) all.push(link(a, b, { bothWays: random.chance(0.3) }));
      }
      for (const { oldCode } of all) expect(serversOf(all.map((one) => ({ ...one, bothWays: false })), oldCode, '2026-06-01').slice(1)).not.toContain(oldCode);
      for (const { oldCode, newCode } of all) expect(chainOf(all, oldCode).indexOf(oldCode)).toBeLessThan(chainOf(all, oldCode).indexOf(newCode));
    }
  });
  test('a booking counts what stands in, and no unit is promised twice by way of two numbers (D3)', () => {
    const stock = new Map<string, Counted>([['OLD', { onHand: 1, expected: [], servedBy: ['OLD', 'NEW'] }], ['NEW', { onHand: 1, expected: [{ onDay: '2026-12-05', quantity: 1 }], servedBy: ['NEW'] }]]);
    const claims = [{ code: 'OLD', quantity: 1, onDay: '2026-12-01' }];
    expect(missingOn(stock, claims, [{ code: 'OLD', quantity: 1 }], '2026-12-01')).toBeNull();
    expect(missingOn(stock, claims, [{ code: 'NEW', quantity: 1 }], '2026-12-01')).toBeNull();
    const two = [...claims, { code: 'OLD', quantity: 1, onDay: '2026-12-01' }];
    expect(missingOn(stock, two, [{ code: 'NEW', quantity: 1 }], '2026-12-01')).toEqual({ code: 'NEW', arrives: '2026-12-05' });
    expect(missingOn(stock, [], [{ code: 'NEVER', quantity: 9 }], '2026-12-01')).toBeNull();
  });
});

describe('who gets the box (V1–V3)', () => {
  const car = (id: string, more: Partial<Parameters<typeof byUrgency>[0][number]> = {}, quantity = 1) => ({ id, quantity, served: 0, safety: false, guaranteeDaysLeft: null, loanerFenPerDay: 0, askedAt: new Date('2026-11-20T00:00:00Z'), ...more });
  test('safety, then a limit that comes near, then a paid loaner, then who asked first', () => {
    const cars = [car('later', { askedAt: new Date('2026-11-22T00:00:00Z') }), car('first'), car('loaner', { loanerFenPerDay: 20_000 }), car('limit', { guaranteeDaysLeft: 4 }), car('farLimit', { guaranteeDaysLeft: 28 }), car('safety', { safety: true })];
    expect(byUrgency(cars).map((one) => one.id)).toEqual(['safety', 'limit', 'loaner', 'farLimit', 'first', 'later']);
  });
  test('the car it was ordered for has it first; never more is given than came, nor than a car needs', () => {
    const cars = [car('a', {}, 3), car('b', { safety: true }, 2)];
    expect(shareOut(cars, 4, 'a').map((one) => [one.car.id, one.units])).toEqual([['a', 3], ['b', 1]]);
    expect(shareOut(cars, 1, null).map((one) => [one.car.id, one.units])).toEqual([['b', 1]]);
  });
});

describe('what fits (F1–F3)', () => {
  const rule = { modelIds: ['one'], builtFrom: '2025-03-01', builtTo: null, colour: null };
  const car = (vin: string, builtOn: string | null = null) => ({ vin, modelId: 'one', colour: '白', builtOn });
  test('the tenth character says the year; a year that lies in the span only in part is asked, a known day is answered', () => {
    expect([modelYearOf('LTEST4E11TA000001', 2026), modelYearOf('LTEST4E11SA000001', 2026), modelYearOf('LTEST4E11A', 2026)]).toEqual([2026, 2025, null]);
    expect([fits(rule, car('LTEST4E11TA000001'), 2026), fits(rule, car('LTEST4E11SA000001'), 2026), fits(rule, car('LTEST4E11RA000001'), 2026), fits(rule, car('LTEST4E11SA000001', '2025-04-02'), 2026)]).toEqual(['yes', 'ask', 'no', 'yes']);
    expect([fits({ ...rule, modelIds: ['two'] }, car('LTEST4E11TA000001'), 2026), fits({ ...rule, colour: '黑' }, car('LTEST4E11TA000001'), 2026)]).toEqual(['no', 'no']);
    expect(dutyUntil('2026-06-30')).toBe('2036-06-30');
  });
});

describe('what to keep and what to buy', () => {
  const shelves: Shelf[] = [{ placeId: 'a', warehouse: false, transportDays: 2 }, { placeId: 'b', warehouse: false, transportDays: 2 }, { placeId: 'w', warehouse: true, transportDays: 1 }];
  const part = (more: Partial<PartPast> = {}): PartPast => ({ code: 'P', class: 'wear', priceFen: 20_000, leadDays: 30, history: Array.from({ length: 36 }, (_, month) => [2, 0, 1, 3, 0, 1][month % 6] as number), shares: [12, 6, 0], ...more });
  const units = (of: ReturnType<typeof targetsOf>): number => of.reduce((sum, one) => sum + one.target, 0);
  test('a dear part is kept in fewer units, a slow supplier asks for more, and what is asked for nowhere is kept nowhere (N2)', () => {
    expect(units(targetsOf(part({ priceFen: 5_000_000 }), 1.2, shelves, beliefs))).toBeLessThan(units(targetsOf(part(), 1.2, shelves, beliefs)));
    expect(units(targetsOf(part({ leadDays: 60 }), 1.2, shelves, beliefs))).toBeGreaterThan(units(targetsOf(part(), 1.2, shelves, beliefs)));
    expect(targetsOf(part({ shares: [0, 0, 0] }), 1.2, shelves, beliefs)).toEqual([]);
    expect(targetsOf(part(), 1.2, shelves.slice(0, 2), beliefs).every((one) => one.fillRate > 0.9)).toBe(true);
  });
  test('the forecast has a band, an error against the last half year, and a verdict by class; nothing at all is no failure (N1, N3)', () => {
    const found = foresee([part(), part({ code: 'Q', history: [0, 0, 1], shares: [1, 0, 0] }), part({ code: 'Z', history: Array.from({ length: 30 }, () => 0) })], shelves);
    expect(found.parts[0]).toMatchObject({ code: 'P', backTest: { asked: 7 } });
    expect(found.parts[0]?.months).toHaveLength(6);
    for (const month of found.parts[0]?.months ?? []) expect(month.low).toBeLessThanOrEqual(month.high);
    expect(found.parts[1]?.backTest).toBeNull();
    expect(found.verdicts).toMatchObject([{ class: 'wear', parts: 2, asked: 7 }]);
    expect(foresee([], shelves)).toEqual({ parts: [], targets: [], verdicts: [] });
  });
  const facts: PartFacts = { code: 'P', priceFen: 20_000, leadDays: 30, lot: 4, supplierId: 's', shelfLifeDays: null, lastBuy: null };
  const at = (place: number, more: Partial<Standing> = {}): Standing => ({ code: 'P', place, target: 3, perMonth: 1, fillRate: 0.95, onHand: 3, held: 0, onOrder: 0, inTransit: 0, waiting: 0, ...more });
  test('what is on order counts; another place’s surplus moves before anything is bought, never below what it should keep (G1, G2)', () => {
    expect(advise(facts, [at(0, { onHand: 1, onOrder: 2 }), at(1)], [])).toEqual([]);
    const moved = advise(facts, [at(0, { onHand: 0, waiting: 1 }), at(1, { onHand: 5, held: 1 })], []);
    expect(moved).toMatchObject([{ kind: 'move', place: 0, from: 1, quantity: 1 }, { kind: 'buy', place: 0, quantity: 4, costFen: 80_000 }]);
    expect(moved.every((one) => one.savesFen >= 0 && one.why.target === 3)).toBe(true);
    expect(advise(facts, [at(0, { onHand: 0 }), at(1, { onHand: 0 }), at(2, { onHand: 2, target: 0, perMonth: 2 })], [2]).map((one) => [one.kind, one.place, one.quantity])).toEqual([['move', 0, 2], ['buy', 2, 4]]);
  });
  test('a warehouse gives what it keeps for the outlets, and is filled up again from the supplier', () => {
    const advice = advise({ ...facts, lot: 1 }, [at(0, { onHand: 1 }), at(1), at(2, { onHand: 5, target: 5, perMonth: 2 })], [2]);
    expect(advice).toMatchObject([{ kind: 'move', place: 0, from: 2, quantity: 2 }, { kind: 'buy', place: 2, quantity: 2 }]);
  });
  test('what spoils is not bought for longer than it lasts; what goes out of production is bought once for as long as it is owed (G4)', () => {
    expect(advise({ ...facts, lot: 1, shelfLifeDays: 30 }, [at(0, { onHand: 0, target: 9 })], [])).toMatchObject([{ kind: 'buy', quantity: 1 }]);
    const [once] = advise({ ...facts, lastBuy: { dutyMonths: 120, perMonth: 1 } }, [at(0, { onHand: 0 })], []);
    expect(once).toMatchObject({ kind: 'lastBuy', why: { months: 120 } });
    expect(once?.quantity).toBeGreaterThan(40);
    expect(once?.quantity).toBeLessThan(140);
    // money a month: over ten years no more is saved than every piece that would ever be missing costs
    expect(once?.savesFen).toBeGreaterThan(0);
    expect((once?.savesFen ?? 0) * 120).toBeLessThan(5 * 20_000 * 120 - (once?.costFen ?? 0));
    expect(advise({ ...facts, lastBuy: { dutyMonths: 120, perMonth: 1 } }, [at(0, { onHand: 200 })], [])).toEqual([]);
  });
});
