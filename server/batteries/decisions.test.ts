// Decisions about batteries without a house: codes, custody, quarantine, tests, the warranty tree, how right, weather.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { custodyStates } from './file-api.ts';
import { life, type Said } from './finding.ts';
import { against, howRight, mostOf, shareOf, type Seen } from './how-right.ts';
import { readCode } from './pack-code.ts';
import { agrees, passes, ruleFor, sohOf, stepNow, steps, firstSteps } from './test-procedure.ts';
import { custody, ended, gapsOf, nextOf, traceOf, type Step, type Trace, type Unit } from './unit.ts';
import { decide, decisionMoves, type Inputs } from './warranty-tree.ts';
import { rises, whyNotOver } from './watch.ts';
import { riskOf } from './weather-risk.ts';
import { fileOf } from './trace-file.ts';
import { workingDayAfter } from './battery-file.ts';

test('the code of the reference reads as it should: tolerant, with letters in the serial told', () => {
  expect(readCode(' 03upe01000011C85A00FTY45 ')).toMatchObject({ ok: true, code: '03UPE01000011C85A00FTY45', parsed: { makerCode: '03U', productType: 'P', chemistry: 'E', specCode: '01', traceCode: '000011C', madeOn: '2018-05-10', serial: '00FTY45', strict: false, warnings: ['serialLetters'] } });
  expect(readCode('X12MCPM27KLPCLX2M2382320')).toMatchObject({ ok: true, parsed: { productType: 'M', chemistry: 'C', specCode: 'PM', madeOn: '2039-02-21', serial: '2382320' } });
});

test('what is no code says why, and a day that no calendar has is a warning', () => {
  expect(readCode('03UPE01000011C85A00FTY4')).toEqual({ ok: false, reason: 'length' });
  expect(readCode('03UPE01000011C85A00FTY455')).toEqual({ ok: false, reason: 'length' });
  expect(readCode('03UXE01000011C85A0012345')).toEqual({ ok: false, reason: 'productType' });
  expect(readCode('03UPE01000011C85A00１2＊45')).toEqual({ ok: false, reason: 'characters' });
  expect(readCode('03UPE01000011CF2Y0012345')).toMatchObject({ ok: true, parsed: { madeOn: null, warnings: ['impossibleDate'] } });
  expect(readCode('03UPH01000011CI2Y0012345')).toMatchObject({ ok: true, parsed: { warnings: ['chemistryUnknown', 'dateCharacters'] } });
});

test('a strict code is a tolerant code without warnings, and reading changes nothing in it (P1)', () => {
  const of = (letters: string) => fc.constantFrom(...letters);
  const code = fc.tuple(fc.string({ unit: of('0123456789ABCDEFGHJK'), minLength: 3, maxLength: 3 }), of('PMC'), of('ABCDEFGZ'), fc.string({ unit: of('0123456789AZ'), minLength: 9, maxLength: 9 }), of('23456789ABCDEF'), of('123456789ABC'), of('123456789ABCDEFGHJKLMNPR'), fc.string({ unit: of('0123456789'), minLength: 7, maxLength: 7 })).map((parts) => parts.join(''));
  fc.assert(fc.property(code, (text) => {
    const read = readCode(text);
    expect(read).toMatchObject({ ok: true, code: text, parsed: { strict: true, warnings: [] } });
  }));
});

test('the table of custody is total: what ended stays ended, what leaves a car cannot vanish, nobody is handed into a car (U1, U2)', () => {
  for (const from of custodyStates) {
    expect(Object.keys(custody[from]).sort()).toEqual([...custodyStates].sort());
    expect(custody[from][from]).toBe('no');
    for (const to of custodyStates) if (to === 'inCar' || to === 'inPack') expect(custody[from][to]).not.toBe('hand');
  }
  expect(nextOf('recycled')).toEqual([]);
  expect(nextOf('inCar')).toEqual([]);
  expect(custody.removed.secondLife).toBe('no');
  expect(custody.quarantined.inCar).toBe('no');
  // into quarantine no hand puts a unit without a watch
  for (const from of custodyStates) expect(custody[from].quarantined).not.toBe('hand');
  // from every state the chain can end
  for (const from of custodyStates) {
    const reached = new Set([from]);
    for (let more = true; more; ) {
      more = false;
      for (const state of [...reached]) for (const to of custodyStates) if (custody[state][to] !== 'no' && !reached.has(to)) more = reached.add(to).size > 0;
    }
    expect([...reached].some((state) => ended.includes(state)), from).toBe(true);
  }
});

test('the life of a finding is total: every word in every state', () => {
  const said: Said[] = ['raised', 'escalated', 'cleared', 'still'];
  expect(said.map((word) => [life.none[word], life.open[word], life.cleared[word]])).toEqual([['new', 'open', 'new'], ['new', 'open', 'new'], ['ignored', 'cleared', 'ignored'], ['new', 'open', 'new']]);
});

const unit = (more: Partial<Unit>): Unit => ({ id: 'u', code: '03UPE01000011C85A0012345', kind: 'pack', brandId: 'b', modelId: null, parsed: {} as never, state: 'removed', titleKind: 'carOwner', titleName: null, cascadeCode: null, weightKg: null, holder: null, outletId: null, stateSinceAt: new Date('2026-11-01T00:00:00Z'), version: 1, ...more });
test('gaps: a removed unit that goes nowhere, a road without arrival, a hand-over without weight, a late line, a car that says another code', () => {
  const now = new Date('2026-11-24T00:00:00Z');
  const stuck = { removedDays: 14, transitDays: 7 };
  const kinds = (one: Unit, steps: Step[] = [], traces: Trace[] = [], says: string | null = null) => gapsOf(one, steps, traces, says, now, stuck).map((gap) => gap.kind);
  expect(kinds(unit({}))).toEqual(['removedNowhere']);
  expect(kinds(unit({ stateSinceAt: new Date('2026-11-20T00:00:00Z') }))).toEqual([]);
  expect(kinds(unit({ state: 'inTransit' }))).toEqual(['stuck']);
  const handed = { id: 's', unitId: 'u', brandId: 'b', from: 'inTransit', to: 'atRecycler', at: now, byName: 'x', partyKind: null, partyName: 'r', weightKg: null, certificateNo: null, words: null } as Step;
  expect(kinds(unit({ state: 'atRecycler' }), [handed])).toEqual(['noWeight']);
  expect(kinds(unit({ state: 'recycled' }), [{ ...handed, to: 'recycled' }])).toEqual(['noCertificate']);
  const trace = { id: 't', unitId: 'u', code: 'c', kind: 'wasteIn', brandId: 'b', stepId: null, vin: null, occurredAt: now, dueOn: '2026-11-20', state: 'due', receiptNo: null, removedCode: null, partyName: null, weightKg: null, certificateNo: null, version: 1 } as Trace;
  expect(kinds(unit({ state: 'recycled' }), [], [trace])).toEqual(['traceLate']);
  expect(kinds(unit({ state: 'inCar' }), [], [], '03UPE01000011C85A0099999')).toEqual(['codeMismatch']);
});

test('days of the regulator are working days: a holiday between counts for nothing', () => {
  expect(workingDayAfter('2026-09-30', 1)).toBe('2026-10-08');
  expect(traceOf('inCar', 'removed')).toBe('wasteIn');
  expect(traceOf('atRecycler', 'recycled')).toBe('recycleDone');
  expect(traceOf('stored', 'tested')).toBeNull();
});

test('the regulator’s file holds no formula and no torn line', () => {
  const trace = { id: 't', kind: 'wasteOut', occurredAt: new Date('2026-11-24T00:00:00Z'), code: 'C', removedCode: null, vin: null, partyName: '=cmd|" /C calc"!A0', weightKg: 412.34, certificateNo: 'a,b', dueOn: '2026-12-01' } as Trace;
  const [, line] = fileOf([trace]).split('\r\n');
  expect(line).toBe('wasteOut,2026-11-24,C,,,"\'=cmd|"" /C calc""!A0",412.3,"a,b",2026-12-01,t');
});

const hour = 3_600_000;
test('a quarantine ends after the watch, with a log without gaps and calm at the end; a rise begins it anew (W1, W2)', () => {
  const rule = { clearanceM: 15, hours: 24, calmHours: 4, riseC: 3, logHours: 4, calmC: 45 };
  const fromAt = new Date('2026-11-24T00:00:00Z');
  const at = (hours: number): Date => new Date(fromAt.getTime() + hours * hour);
  const one = { fromAt, untilAt: at(24) };
  const log = (temps: number[], every = 4) => temps.map((tempC, index) => ({ at: at(index * every), tempC, smoke: false }));
  const calm = log([22, 22, 22, 21, 21, 21, 21]);
  expect(whyNotOver(one, calm, at(23), rule)).toBe('watchNotOver');
  expect(whyNotOver(one, calm, at(24.5), rule)).toBeNull();
  expect(whyNotOver(one, calm, at(29), rule)).toBe('noFreshReading');
  expect(whyNotOver(one, calm.filter((_, index) => index !== 3), at(24.5), rule)).toBe('logHasGaps');
  expect(whyNotOver(one, [...calm.slice(0, 6), { at: at(22), tempC: 21, smoke: false }, { at: at(24), tempC: 25, smoke: false }], at(24.5), rule)).toBe('notCalm');
  expect(whyNotOver(one, log([50, 50, 50, 50, 50, 50, 50]), at(24.5), rule)).toBe('tooWarm');
  expect(whyNotOver(one, [...calm.slice(0, 6), { at: at(24), tempC: 21, smoke: true }], at(24.5), rule)).toBe('tooWarm');
  expect(whyNotOver(one, [], at(24.5), rule)).toBe('noFreshReading');
  // a night without readings is healed by a whole day with them
  const nightly = [...log([22, 22]), ...Array.from({ length: 7 }, (_, n) => ({ at: at(20 + 4 * n), tempC: 22, smoke: false }))];
  expect(whyNotOver(one, nightly.slice(0, 5), at(32), rule)).toBe('logHasGaps');
  expect(whyNotOver(one, nightly, at(44.5), rule)).toBeNull();
  const read = (tempC: number, smoke = false) => ({ tempC, smoke });
  expect(rises([{ tempC: 22 }, { tempC: 24 }], read(25), 3)).toBe(true);
  expect(rises([{ tempC: 22 }], read(24.9), 3)).toBe(false);
  expect(rises([], read(90), 3)).toBe(false);
  expect(rises([], read(20, true), 3)).toBe(true);
});

test('the test keeps its order, and a model’s own limit counts before its chemistry’s before the general one', () => {
  expect(stepNow(firstSteps())).toBe(steps[0]);
  const rule = (chemistry: string, modelId: string, value: number) => ({ name: 'testRestSpreadMv', chemistry, modelId, value, unit: 'mV', validFrom: '2020-01-01', source: 's' });
  const rules = [rule('', '', 40), rule('NCM', '', 30), rule('', 'one', 12)];
  expect([ruleFor(rules, 'testRestSpreadMv', 'NCM', 'one')?.value, ruleFor(rules, 'testRestSpreadMv', 'NCM', 'two')?.value, ruleFor(rules, 'testRestSpreadMv', 'LFP', 'two')?.value]).toEqual([12, 30, 40]);
  const limit = (name: string): number => ({ testInsulationOhmPerV: 100, testTempLowC: 23, testTempHighC: 27, testRepeatPct: 2, testResistancePct: 150, testRestSpreadMv: 30, testCellHighMv: 4250, testCellLowMv: 2800 })[name] ?? Number.NaN;
  expect(passes('insulation', { insulationKohm: 39, packV: 400 }, limit)).toBe(false);
  expect(passes('insulation', { insulationKohm: 40, packV: 400 }, limit)).toBe(true);
  expect(passes('visual', { swelling: 0, leak: 0, deformation: 0, burn: 0, waterLine: 1 }, limit)).toBe(false);
  expect(passes('capacity', { firstAh: 140, secondAh: 138, tempC: 25, currentA: 50 }, limit)).toBe(true);
  expect(passes('capacity', { firstAh: 140, secondAh: 136, tempC: 25, currentA: 50 }, limit)).toBe(false);
  expect(sohOf(138, 150)).toBe(92);
  expect(agrees({ lowPct: 88, highPct: 92 }, 93, 0.8)).toBe(true);
  expect(agrees({ lowPct: 88, highPct: 92 }, 94, 0.8)).toBe(false);
});

const inputs: Inputs = { deliveredOn: '2023-05-01', onDay: '2026-11-24', odometerKm: 60_000, warrantyYears: 8, warrantyKm: 120_000, minSohPct: 70, damaged: false, modified: false, flooded: false, findingOutcome: null, findingRule: null, testSohPct: null, testSdPct: 0.8, estimateLowPct: 66, estimateHighPct: 74 };
test('the warranty tree: same inputs, same decision; an estimate that holds the guaranteed value decides nothing (W1, W3)', () => {
  const outcome = (more: Partial<Inputs>) => decide({ ...inputs, ...more }).outcome;
  expect(decide(inputs)).toEqual(decide(inputs));
  expect(outcome({})).toBe('testFirst');
  expect(outcome({ estimateLowPct: 50, estimateHighPct: 60 })).toBe('testFirst');
  expect(outcome({ estimateLowPct: 75, estimateHighPct: 80 })).toBe('notCovered');
  expect(outcome({ testSohPct: 69.9 })).toBe('covered');
  expect(outcome({ testSohPct: 70 })).toBe('notCovered');
  expect(outcome({ findingOutcome: 'confirmed', findingRule: 'leakage' })).toBe('covered');
  expect(outcome({ findingOutcome: 'nothingFound', findingRule: 'leakage', testSohPct: 90 })).toBe('notCovered');
  expect(outcome({ deliveredOn: '2018-11-24' })).toBe('notCovered');
  expect(outcome({ deliveredOn: '2018-11-25', testSohPct: 60 })).toBe('covered');
  expect(outcome({ odometerKm: 120_001 })).toBe('notCovered');
  expect(outcome({ odometerKm: null, testSohPct: 60 })).toBe('covered');
  for (const ground of ['damaged', 'flooded', 'modified'] as const) expect(decide({ ...inputs, [ground]: true }).path.at(-1)).toMatchObject({ ask: ground, answer: 'yes' });
  expect(decide({ ...inputs, testSohPct: 69 }).sentence).toContain('69%');
  expect(decide({ ...inputs, testSohPct: 69 }).sentenceEn).toContain('appeal');
});
test('a decision may be appealed once and answered once: the table is total', () => {
  expect(Object.values(decisionMoves).map((moves) => [moves.appeal, moves.answer])).toEqual([['appealed', 'refused'], ['refused', 'answered'], ['refused', 'refused'], ['refused', 'refused']]);
});

test('three hits of three are no certainty: shares come with their interval (H1)', () => {
  expect(shareOf(0, 0)).toBeNull();
  expect(shareOf(3, 3)).toMatchObject({ pct: 100, highPct: 100 });
  expect(shareOf(3, 3)?.lowPct).toBeLessThan(60);
  fc.assert(fc.property(fc.nat(200), fc.nat(200), (hits, more) => {
    const share = shareOf(hits, hits + more);
    if (share !== null) expect(share.lowPct <= share.pct && share.pct <= share.highPct && share.lowPct >= 0 && share.highPct <= 100).toBe(true);
  }));
});
test('no false alarm in eight vehicle-months is no proof of none: what it may be in truth stands beside it (H1)', () => {
  expect([mostOf(0), mostOf(1), mostOf(10)].map((n) => Math.round(10 * n) / 10)).toEqual([3, 4.7, 17]);
  expect(against([], 8)[0]).toMatchObject({ tier: 'stop', per1000Months: 0, mostPer1000Months: expect.any(Number) });
  expect(against([], 8)[0]?.mostPer1000Months).toBeGreaterThan(300);
  expect(against([], 0)[0]).toMatchObject({ per1000Months: null, mostPer1000Months: null });
});
test('precision and recall count what was looked at, lead time from the first call for a visit, money per true finding', () => {
  const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));
  const seen = (outcome: Seen['outcome'], more: Partial<Seen> = {}): Seen => ({ rule: 'leakage', modelId: 'one', worstTier: 'visit', outcome, foundAt: day(1), visitToldAt: day(5), outcomeAt: outcome === null ? null : day(25), costFen: 10_000, ...more });
  const [rule, model] = howRight([seen('confirmed'), seen('confirmed'), seen('nothingFound'), seen(null)], [{ rule: 'leakage', modelId: 'two' }]);
  expect(rule).toMatchObject({ modelId: null, told: 4, confirmed: 2, nothingFound: 1, waiting: 1, missed: 1, leadDays: 20, costFen: 40_000, costPerConfirmedFen: 20_000, precision: { pct: 66.7 }, recall: { pct: 66.7 } });
  expect(model).toMatchObject({ modelId: 'one', missed: 0, recall: { pct: 100 } });
});

test('weather advice is for batteries at risk: a healthy one hears nothing (W1)', () => {
  const well = { findings: [], sohPct: 95, chemistry: 'NCM' };
  for (const kind of ['heat', 'frost', 'flood', 'rainstorm']) expect(riskOf(kind, well)).toBeNull();
  expect(riskOf('heat', { ...well, findings: [{ rule: 'cooling' }] })).toBe('openFinding');
  expect(riskOf('frost', { ...well, chemistry: 'LFP' })).toBe('lfpInFrost');
  expect(riskOf('flood', { ...well, findings: [{ rule: 'insulation' }] })).toBe('insulation');
});
