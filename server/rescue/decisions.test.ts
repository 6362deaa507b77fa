// The decisions of rescue, as tables: response, script, chain, arrival, whom to ask, where to go, who pays.
import { describe, expect, test } from 'vitest';
import { legDeeds, legStates, missionStates } from './api.ts';
import { arrivalOf, roadKm } from './arrival.ts';
import { costOf, mayGoTo, nextToAsk, payerOf, rankContractors, rankOutlets, type Contractor, type Outlet } from './choose.ts';
import { counts, isOpenLeg, legMoves, missionMoves, stateByLegs, type Leg, type LegState } from './mission.ts';
import { responseTo, type Situation } from './response.ts';
import { keepAwayM, nextStep, stepsFor, type Answer } from './script.ts';

const situation = (more: Partial<Situation>): Situation => ({ urgency: 2, trouble: 'powerLoss', alerts: [], places: [], answers: [], ...more });
const said = (step: Answer['step'], answer: Answer['answer']): Answer => ({ step, answer, byName: '', at: '2026-11-24T00:00:00Z' });
const leg = (kind: Leg['kind'], state: LegState) => ({ kind, state });

describe('graded response from signal, words and place', () => {
  test.each<[string, Partial<Situation>, Record<string, unknown>]>([
    ['a car without power at the roadside is carried, when asked', { places: ['roadside'] }, { level: 2, starts: 'offered', way: 'tow', needs: ['flatbed'], trafficRescueFirst: false, quarantine: false, callPersonWithinSeconds: null }],
    ['on a motorway its own rescue comes first, and a person is called', { urgency: 1, places: ['motorway'] }, { level: 1, starts: 'byItself', trafficRescueFirst: true, numbers: ['12122'], callPersonWithinSeconds: 60 }],
    ['an empty battery at home is charged on the spot', { trouble: 'outOfCharge', urgency: 3, places: ['home'] }, { level: 3, starts: 'offered', way: 'charge', needs: ['mobileCharger'] }],
    ['an empty battery on a motorway is carried', { trouble: 'outOfCharge', urgency: 1, places: ['motorway'] }, { way: 'tow', needs: ['flatbed'], trafficRescueFirst: true }],
    ['a dead 12 V battery in a garage is started there', { trouble: 'twelveVolt', urgency: 3, places: ['garage'] }, { way: 'jumpStart', needs: ['jumpStarter'] }],
    ['a burst tyre at the roadside gets a tyre', { trouble: 'tyre', places: ['roadside'] }, { way: 'tyre', needs: ['tyreService'] }],
    ['smoke seen makes it level 1, for trained hands, to quarantine, with 119', { answers: [said('smoke', 'yes')], places: ['roadside'] }, { level: 1, starts: 'byItself', quarantine: true, needs: ['flatbed', 'hvTrained'], numbers: ['119'] }],
    ['an overheating pack signalled by the car goes to quarantine', { trouble: 'batteryHot', alerts: [{ kind: 'overheatingPack', severity: 1 }], urgency: 1 }, { quarantine: true, starts: 'byItself', needs: ['flatbed', 'hvTrained'] }],
    ['standing in the lane is level 1 whatever was thought before', { trouble: 'tyre', urgency: 3, answers: [said('lane', 'trafficLane')] }, { level: 1, way: 'tow', starts: 'byItself' }],
    ['in a service area nobody waits for the motorway’s rescue', { places: ['motorway'], answers: [said('lane', 'serviceArea')] }, { trafficRescueFirst: false }],
    ['a low garage takes a low truck', { places: ['garage'], heightMm: 2100 }, { way: 'tow', needs: ['lowGarage'] }],
    ['a high garage takes a flatbed', { places: ['garage'], heightMm: 3200 }, { needs: ['flatbed'] }],
    ['a garage of unknown height is taken for low', { places: ['garage'] }, { needs: ['lowGarage'] }],
    ['somebody hurt adds 120 and makes it level 1', { trouble: 'collision', answers: [said('injured', 'yes')] }, { level: 1, numbers: ['120', '122'] }],
    ['a rattling window needs no rescue', { trouble: 'noise', urgency: 3 }, { starts: 'notNeeded' }],
    ['a car at an outlet needs none', { places: ['outlet'] }, { starts: 'notNeeded' }],
  ])('%s', (_name, given, expected) => expect(responseTo(situation(given))).toMatchObject(expected));

  test('an answer of danger never makes the level less, and every response says why', () => {
    for (const urgency of [1, 2, 3, 4] as const) {
      for (const answers of [[], [said('smoke', 'yes')], [said('smoke', 'yes'), said('injured', 'yes')], [said('lane', 'trafficLane')]]) {
        const response = responseTo(situation({ urgency, answers }));
        expect(response.level).toBeLessThanOrEqual(urgency);
        expect(response.reasons.length).toBeGreaterThan(1);
        expect(response.callPersonWithinSeconds === 60).toBe(response.level === 1);
      }
    }
  });
});

test('the safety script asks for people first, for lane and triangle only in traffic, for the height only under ground', () => {
  expect(stepsFor(['motorway'])).toEqual(['people', 'injured', 'smoke', 'lane', 'warned', 'battery']);
  expect(stepsFor(['garage'])).toEqual(['people', 'injured', 'smoke', 'battery', 'height']);
  expect(stepsFor([])).toContain('lane'); // not knowing where is treated as traffic
  expect(nextStep(['home'], [])).toBe('people');
  expect(nextStep(['home'], [said('people', 'yes'), said('injured', 'no')])).toBe('smoke');
  expect(nextStep(['home'], stepsFor(['home']).map((step) => said(step, 'no')))).toBeNull();
  expect(keepAwayM([said('smoke', 'unknown')], false, 15)).toBe(15);
  expect(keepAwayM([said('smoke', 'yes'), said('smoke', 'no')], false, 15)).toBeNull(); // the last answer counts
});

test('the table of helpers is total, forward only, and what is over stays over', () => {
  for (const state of legStates) for (const deed of legDeeds) expect(Object.hasOwn(legMoves[state], deed), `${state} ${deed}`).toBe(true);
  const order: readonly string[] = ['requested', 'accepted', 'underWay', 'arrived', 'loaded', 'delivered'];
  for (const state of legStates) {
    for (const deed of legDeeds) {
      const to = legMoves[state][deed];
      if (to === undefined || to === 'same') continue;
      expect(isOpenLeg({ state }), `${state} → ${to}`).toBe(true);
      if (order.includes(to)) expect(order.indexOf(to)).toBeGreaterThan(order.indexOf(state));
    }
  }
  for (const deed of ['accept', 'setOut', 'arrive', 'load', 'deliver'] as const) expect(legMoves.delivered[deed]).toBe('same'); // told late or twice
});

test('the table of missions is total; every state that helpers can make of it is reached by a move that is allowed', () => {
  for (const from of missionStates) for (const to of missionStates) expect(['moves', 'stays', 'refused']).toContain(missionMoves[from][to]);
  for (const state of missionStates) expect(missionMoves[state][state]).toBe('stays');
  const states: (LegState | null)[] = [null, ...legStates];
  for (const own of states) {
    for (const traffic of states) {
      const legs = [...(traffic === null ? [] : [leg('trafficRescue', traffic)]), ...(own === null ? [] : [leg('contractor', own)])];
      const before = stateByLegs(legs);
      if (['delivered', 'solved'].includes(before)) continue;
      for (const [index, one] of legs.entries()) {
        for (const deed of legDeeds) {
          const to = legMoves[one.state][deed];
          if (to === undefined || to === 'same') continue;
          const after = stateByLegs(legs.map((each, nth) => (nth === index ? { ...each, state: to } : each)));
          if (missionMoves[before][after] === 'refused') expect([before, deed], `${before} → ${after}`).toEqual(['moving', 'solve']); // what is on a truck is not solved beside it
        }
      }
    }
  }
});

test('while the motorway’s rescue has the car, the mission’s state is theirs', () => {
  expect(stateByLegs([])).toBe('helpSought');
  expect(stateByLegs([leg('contractor', 'requested')])).toBe('helpSought');
  expect(stateByLegs([leg('contractor', 'accepted')])).toBe('helpComing');
  expect(stateByLegs([leg('trafficRescue', 'requested'), leg('contractor', 'arrived')])).toBe('helpComing'); // waits at the exit
  expect(stateByLegs([leg('trafficRescue', 'arrived'), leg('contractor', 'accepted')])).toBe('helpThere');
  expect(stateByLegs([leg('trafficRescue', 'loaded'), leg('contractor', 'arrived')])).toBe('moving');
  expect(stateByLegs([leg('trafficRescue', 'delivered'), leg('contractor', 'accepted')])).toBe('helpComing');
  expect(stateByLegs([leg('trafficRescue', 'delivered'), leg('contractor', 'loaded')])).toBe('moving');
  expect(stateByLegs([leg('contractor', 'unanswered'), leg('contractor', 'accepted')])).toBe('helpComing');
  expect(stateByLegs([leg('contractor', 'declined')])).toBe('helpSought');
  expect(counts({ state: 'replaced' })).toBe(false);
});

describe('one honest time of arrival', () => {
  const now = new Date('2026-11-24T17:00:00Z');
  const known = { state: 'helpSought', place: { kind: 'motorway' as const, road: 'G42' }, handOver: { name: '花桥', nameEn: 'Huaqiao', lon: 121, lat: 31.3 }, response: { trafficRescueFirst: true }, legs: [], unanswered: false };
  const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
  const helper = (kind: Leg['kind'], state: LegState, minutes: number | null) => ({ kind, state, arrivesAt: minutes === null ? null : at(minutes), arrivesBasis: minutes === null ? ('none' as const) : ('helperSaid' as const) });
  test('no time before anybody said one', () => {
    expect(arrivalOf(known, now)).toEqual({ of: 'helpAtCar', at: null, basis: 'none', unknown: ['nobodyAcceptedYet', 'trafficRescueTime'] });
    expect(arrivalOf({ ...known, response: { trafficRescueFirst: false }, place: {}, unanswered: true }, now)).toEqual({ of: 'helpAtCar', at: null, basis: 'none', unknown: ['place', 'nobodyFound'] });
  });
  test('a contractor at the exit is no arrival at the car: the motorway’s rescue is', () => {
    expect(arrivalOf({ ...known, legs: [helper('contractor', 'accepted', 30)] }, now)).toMatchObject({ of: 'helpAtCar', at: null, unknown: ['trafficRescueTime'] });
    expect(arrivalOf({ ...known, legs: [helper('contractor', 'accepted', 30), helper('trafficRescue', 'accepted', 20)] }, now)).toEqual({ of: 'helpAtCar', at: at(20), basis: 'helperSaid', unknown: [] });
    expect(arrivalOf({ ...known, legs: [helper('contractor', 'accepted', 30), helper('trafficRescue', 'loaded', 0)] }, now)).toMatchObject({ of: 'helpAtHandOver', at: at(30) });
  });
  test('a time that has passed is not said', () => expect(arrivalOf({ ...known, response: { trafficRescueFirst: false }, legs: [helper('contractor', 'underWay', -2)] }, now)).toMatchObject({ at: null, basis: 'none', unknown: ['overdue'] }));
  test('on the flatbed, what matters is when the car is there', () => expect(arrivalOf({ ...known, state: 'moving', legs: [helper('trafficRescue', 'delivered', null), helper('contractor', 'loaded', 40)] }, now)).toMatchObject({ of: 'carAtDestination', at: at(40) }));
  test('nothing is awaited of what is over', () => expect(arrivalOf({ ...known, state: 'delivered' }, now)).toBeNull());
});

test('kilometres are those of the road, and unknown without a place', () => {
  expect(roadKm({ lon: 121.47, lat: 31.23 }, { lon: 121.3, lat: 31.18 }, 135)).toBeCloseTo(23.1, 0);
  expect(roadKm({ lon: null, lat: null }, { lon: 121.3, lat: 31.18 }, 135)).toBeNull();
});

describe('whom to ask', () => {
  const rules = { speedKmh: 36, roadFactorPct: 135, readyMin: 10 };
  const contractor = (id: string, more: Partial<Contractor> = {}): Contractor => ({ id, brandId: 'xihe', name: id, nameEn: id, phone: '1', city: '上海', lon: 121.4, lat: 31.2, radiusKm: 60, means: ['flatbed'], truckHeightMm: 2900, baseFen: 30_000, includedKm: 10, fenPerKm: 1_000, inUse: true, version: 1, ...more });
  const of = { meetAt: { lon: 121.3, lat: 31.2 }, needs: ['flatbed'] as const };
  test('the nearest who can, each once; who lacks something is last and says what', () => {
    const ranked = rankContractors([contractor('far', { lon: 121.8 }), contractor('near'), contractor('away', { lon: 118 }), contractor('noTruck', { means: ['tyreService'], lon: 121.3 }), contractor('gone', { inUse: false })], of, rules);
    expect(ranked.map((one) => [one.contractor.id, one.lacks])).toEqual([['near', []], ['noTruck', ['flatbed']], ['far', ['outOfReach']], ['away', ['outOfReach']]]);
    expect(ranked[0]?.minutes).toBeGreaterThan(10);
    expect(nextToAsk(ranked, new Set())?.contractor.id).toBe('near');
    expect(nextToAsk(ranked, new Set(['near']))).toBeUndefined();
  });
  test('a truck too high for the garage, or of unknown height, does not go under ground', () => {
    const low = { meetAt: of.meetAt, needs: ['lowGarage'] as const, heightMm: 2_000 };
    const able = contractor('x', { means: ['lowGarage'] });
    expect(rankContractors([{ ...able, truckHeightMm: 1_950 }], low, rules)[0]?.lacks).toEqual([]);
    expect(rankContractors([{ ...able, truckHeightMm: 2_050 }], low, rules)[0]?.lacks).toEqual(['truckTooHigh']);
    expect(rankContractors([{ ...able, truckHeightMm: null }], low, rules)[0]?.lacks).toEqual(['truckTooHigh']);
  });
  test('a price is the base and every kilometre begun beyond what is included', () => {
    expect([costOf(contractor('x'), 8), costOf(contractor('x'), 10), costOf(contractor('x'), 10.2), costOf(contractor('x'), 42)]).toEqual([30_000, 30_000, 31_000, 62_000]);
  });
});

describe('where the car goes', () => {
  const outlet = (id: string, more: Partial<Outlet> = {}): Outlet => ({ id, name: id, nameEn: id, address: '', lon: 121.3, lat: 31.2, towAccess: true, hvBay: true, certified: 2, partsMissing: false, quarantinePlace: null, openOnArrival: true, ...more });
  const of = { from: { lon: 121.3, lat: 31.2 }, hv: true, quarantine: false };
  const first = (outlets: Outlet[], more: Partial<typeof of> = {}) => rankOutlets(outlets, { ...of, ...more }, 135)[0];
  test('not to the nearest door, but to hands, bay and part', () => {
    expect(first([outlet('door', { hvBay: false }), outlet('bay', { lon: 121.5 })])?.outlet.id).toBe('bay');
    expect(first([outlet('alone', { certified: 1 }), outlet('pair', { lon: 121.5 })])?.outlet.id).toBe('pair');
    expect(first([outlet('bare', { partsMissing: true }), outlet('stocked', { lon: 121.6 })])?.outlet.id).toBe('stocked');
    expect(first([outlet('shut', { openOnArrival: false }), outlet('open', { lon: 123 })])?.outlet.id).toBe('shut'); // a closed gate is worth some kilometres, not two hundred
    expect(first([outlet('door', { hvBay: false }), outlet('bay', { lon: 121.5 })], { hv: false })?.outlet.id).toBe('door');
  });
  test('a battery that may burn goes only where a place is free, and where it may not go is said', () => {
    const [best, other] = rankOutlets([outlet('near'), outlet('yard', { lon: 122, quarantinePlace: '北侧空地' })], { ...of, quarantine: true }, 135);
    expect([best?.outlet.id, other?.missing]).toEqual(['yard', ['quarantine']]);
    expect(mayGoTo(other ?? { missing: [] })).toBe(false);
  });
});

test('who pays follows the cause, until a diagnosis says otherwise', () => {
  expect(payerOf({ trouble: 'powerLoss', inGuarantee: true })).toEqual({ payer: 'maker', rule: 'R43-15' });
  expect(payerOf({ trouble: 'powerLoss', inGuarantee: false })).toEqual({ payer: 'owner', rule: 'outOfGuarantee' });
  expect(payerOf({ trouble: 'outOfCharge', inGuarantee: true }).payer).toBe('owner'); // an empty battery is no defect
  expect(payerOf({ trouble: 'collision', inGuarantee: true }).payer).toBe('insurer');
});
