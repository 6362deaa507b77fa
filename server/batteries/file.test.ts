// The battery file through the house: packs in and out of cars, custody to the recycler, quarantine that closes bays, tests,
// decisions with appeal, certificates that strangers verify; two at once; the owner's side.
import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import { brandIds, ownerWithCar, smallBook, workshop } from '../../tests/two-brands.ts';
import { createPublicKey, verify } from 'node:crypto';
import { makeVin } from '#fleet/vin';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const { administrator } = await workshop(home);
const mine = await ownerWithCar(home, 'xihe');
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one' });
const keeper = home.staff({ role: 'partsPlanner', brandId: 'xihe' });
const technician = home.staff({ role: 'technician', brandId: 'xihe', outletId: 'shanghai-one' });
const officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', id: 'officer-1' });
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: { code: string }) => error.code);
const packCode = (serial: number): string => `03UPE01000011CG15${String(serial).padStart(7, '0')}`;
const moduleCode = (serial: number): string => `03UME01000011CG15${String(serial).padStart(7, '0')}`;
const add = (code: string, more: Record<string, unknown> = {}) => keeper.call('addBatteryUnit', { code, brandId: 'xihe', ...more });
/** One more car of the same owner. */
const anotherCar = async (serial: number): Promise<{ vin: string }> => {
  const vin = makeVin('LTE', 'ST4E1', 'T', 500 + serial);
  await home.staff({ role: 'adviser', brandId: 'xihe' }).call('addVehicle', { vin, modelId: 'xihe-one', ownerId: mine.ownerId, plateNo: `沪AD6${String(serial).padStart(4, '0')}`, colour: '月光白', deliveredOn: '2025-06-01', usageNature: 'household' });
  return { vin };
};
expect(brandIds).toContain('xihe');
expect(smallBook.operations.length).toBeGreaterThan(0);

test('a pack is entered once by its code; a wrong code says so at its field', async () => {
  expect(await keeper.call('readBatteryCode', { code: packCode(1) })).toMatchObject({ makerCode: '03U', madeOn: '2026-01-05' });
  await expect(add('03U')).rejects.toMatchObject({ code: 'badInput', details: { field: 'code' } });
  await expect(add('03UXE01000011CG150000001')).rejects.toMatchObject({ code: 'unitCodeNotValid', details: { field: 'code', reason: 'productType' } });
  const unit = await add(packCode(1), { titleKind: 'batteryCompany', titleName: '某电池租赁公司', weightKg: 431 });
  expect(unit).toMatchObject({ kind: 'pack', state: 'new', titleKind: 'batteryCompany' });
  await expect(add(packCode(1))).rejects.toMatchObject({ code: 'unitCodeTaken' });
});

test('what was installed on any past day can be read; a loan pack and a swap are told apart; a module moves from pack to pack', async () => {
  const [first, second, modul] = [(await keeper.call('listBatteryUnits', { code: packCode(1) })).units[0], await add(packCode(2)), await add(moduleCode(7))];
  await keeper.call('fitBatteryUnit', { unitId: modul.id, packId: first.id, at: '2026-11-01T00:00:00Z', why: '出厂装配', version: modul.version });
  const fitted = await keeper.call('fitBatteryUnit', { unitId: first.id, vin: mine.vin, at: '2026-11-02T00:00:00Z', why: '出厂装车', version: first.version });
  expect(fitted.state).toBe('inCar');
  await expect(keeper.call('fitBatteryUnit', { unitId: second.id, vin: mine.vin, why: '借用', version: second.version })).rejects.toMatchObject({ code: 'carHasPack' });
  await keeper.call('fitBatteryUnit', { unitId: second.id, vin: mine.vin, fit: 'loan', at: '2026-11-10T00:00:00Z', removedTo: 'removed', why: '原包送修，装借用包', version: second.version });
  const on = async (at: string) => (await manager.call('carBatteryUnits', { vin: mine.vin, at })).now?.code;
  expect([await on('2026-11-01T00:00:00Z'), await on('2026-11-05T00:00:00Z'), await on('2026-11-12T00:00:00Z')]).toEqual([undefined, packCode(1), packCode(2)]);
  expect((await manager.call('carBatteryUnits', { vin: mine.vin, at: '2026-11-05T00:00:00Z' })).modules.map((one: { code: string }) => one.code)).toEqual([moduleCode(7)]);
  expect(await manager.call('checkScrapping', { vin: mine.vin })).toMatchObject({ verdict: 'incomplete', why: expect.arrayContaining(['loanPack', `unproven ${packCode(1)}`]) });
});

test('two who hand on the same unit: one does, the other is told; the chain owes weights and certificates', async () => {
  const [unit] = (await keeper.call('listBatteryUnits', { code: packCode(1) })).units;
  const move = (to: string, more: Record<string, unknown> = {}, version = unit.version) => keeper.call('moveBatteryUnit', { unitId: unit.id, to, version, ...more });
  const both = await Promise.all([codeOf(move('tested', { words: '余能检测' })), codeOf(move('stored'))]);
  expect(both.sort()).toEqual(['done', 'staleEdit']);
  const now = async () => (await keeper.call('showBatteryUnit', { unitId: unit.id })).unit.version;
  await expect(move('recycled', {}, await now())).rejects.toMatchObject({ code: 'unitNotNow' });
  await expect(move('inTransit', {}, await now())).rejects.toMatchObject({ code: 'badInput', details: { field: 'partyName' } });
  await move('inTransit', { partyKind: 'carrier', partyName: '某危险品运输公司' }, await now());
  await expect(move('atRecycler', { partyName: '某再生企业' }, await now())).rejects.toMatchObject({ code: 'badInput', details: { field: 'weightKg' } });
  await move('atRecycler', { partyKind: 'recycler', partyName: '某再生企业', weightKg: 428.5 }, await now());
  await move('recycled', { certificateNo: 'RC-2026-0001' }, await now());
  const page = await keeper.call('showBatteryUnit', { unitId: unit.id });
  expect(page.steps.map((step: { to: string }) => step.to)).toEqual(expect.arrayContaining(['inCar', 'removed', 'inTransit', 'atRecycler', 'recycled']));
  expect(page.next).toEqual([]);
  expect(page.traces.map((trace: { kind: string }) => trace.kind)).toEqual(expect.arrayContaining(['wasteIn', 'wasteOut', 'recycleIn', 'recycleDone']));
  expect(page.traces.find((trace: { kind: string }) => trace.kind === 'wasteIn').dueOn).toBe('2026-12-22'); // 30 working days after 10 November
  await expect(keeper.call('fitBatteryUnit', { unitId: unit.id, vin: mine.vin, why: '装回', removedTo: 'removed', version: await now() })).rejects.toMatchObject({ code: 'unitNotNow' });
});

test('the regulator’s file has the lines that are whole, the same each time; a receipt closes a line once', async () => {
  const file = await keeper.call('exportTraceFile', { brandId: 'xihe' });
  expect(file.text.split('\r\n')[0]).toContain('电池编码');
  expect(file.rows).toBe(file.traces.filter((trace: { problems: string[] }) => trace.problems.length === 0).length);
  expect((await keeper.call('exportTraceFile', { brandId: 'xihe' })).sha256).toBe(file.sha256);
  const line = file.traces.find((trace: { kind: string }) => trace.kind === 'recycleDone');
  expect(await keeper.call('recordTraceReceipt', { traceId: line.id, accepted: true, receiptNo: 'R-1' })).toMatchObject({ state: 'accepted' });
  await expect(keeper.call('recordTraceReceipt', { traceId: line.id, accepted: false, receiptNo: 'R-2' })).rejects.toMatchObject({ code: 'receiptNotValid' });
});

test('the clock finds gaps: a removed pack that goes nowhere is called out and closed when it moves', async () => {
  const [other, spare] = [await add(packCode(3)), await add(packCode(4))];
  const [loan] = (await keeper.call('listBatteryUnits', { code: packCode(2) })).units;
  expect(loan.state).toBe('inCar');
  await keeper.call('fitBatteryUnit', { unitId: other.id, vin: mine.vin, at: '2026-11-20T00:00:00Z', removedTo: 'removed', why: '换回自有包', version: other.version });
  expect(spare.state).toBe('new');
  home.clock.advance({ days: 20 });
  await home.runRounds('watch-battery-chains');
  const gapsOf = async () => (await keeper.call('listBatteryUnits', {})).gaps.filter((gap: { code: string }) => gap.code === packCode(2)).map((gap: { kind: string }) => gap.kind);
  expect(await gapsOf()).toContain('removedNowhere');
  const { unit } = await keeper.call('showBatteryUnit', { unitId: loan.id });
  await keeper.call('moveBatteryUnit', { unitId: unit.id, to: 'stored', outletId: 'shanghai-one', version: unit.version });
  expect(await gapsOf()).not.toContain('removedNowhere');
  expect(await manager.call('checkScrapping', { vin: mine.vin })).toMatchObject({ verdict: 'replacedWithProof', packCode: packCode(3), proofs: [{ code: packCode(1), certificateNo: 'RC-2026-0001' }] });
});

test('a damaged battery closes its bays: no slot, with the reason and the day; it ends after a calm watch only', async () => {
  const { bays } = await administrator.call('listBays', { outletId: 'shanghai-one' });
  const slots = async () => (await mine.owner.call('findSlots', { vehicleId: mine.vehicleId, outletId: 'shanghai-one', operations: ['HV-INSPECT'], days: 7 })).days;
  expect((await slots()).some((day: { slots: unknown[] }) => day.slots.length > 0)).toBe(true);
  const start = { outletId: 'shanghai-one', vin: mine.vin, bayIds: bays.map((bay: { id: string }) => bay.id), place: '院内隔离区', why: '底部碰撞，电池包变形', tempC: 24 };
  const one = await technician.call('startQuarantine', start);
  expect(one).toMatchObject({ clearanceM: 15, untilAt: '2026-12-15T02:00:00.000Z', mayRelease: false, whyNot: 'watchNotOver' });
  await expect(technician.call('startQuarantine', start)).rejects.toMatchObject({ code: 'alreadyQuarantined' });
  const refused = (await slots()).filter((day: { onDay: string }) => day.onDay === '2026-12-14');
  expect(refused[0].slots).toEqual([]);
  expect((await slots())[0].refused).toMatchObject({ code: 'bayQuarantined', data: { until: expect.stringMatching(/^2026-12-1/) } });
  home.clock.advance({ hours: 2 });
  expect(await technician.call('logQuarantineTemperature', { quarantineId: one.id, tempC: 27.5 })).toMatchObject({ untilAt: '2026-12-15T04:00:00.000Z' }); // it rose: the watch begins anew
  for (let hours = 0; hours < 27; hours += 3) {
    home.clock.advance({ hours: 3 });
    await technician.call('logQuarantineTemperature', { quarantineId: one.id, tempC: 24 });
  }
  const now = (await manager.call('listQuarantines', {})).quarantines.find((each: { id: string }) => each.id === one.id);
  expect(now).toMatchObject({ mayRelease: true, whyNot: null });
  await expect(technician.call('releaseQuarantine', { quarantineId: one.id, words: '平稳', version: now.version })).rejects.toMatchObject({ code: 'notAllowed' });
  expect(await manager.call('releaseQuarantine', { quarantineId: one.id, words: '观察期满，温度平稳', version: now.version })).toMatchObject({ releasedAt: expect.any(String) });
  expect((await slots()).some((day: { slots: unknown[] }) => day.slots.length > 0)).toBe(true);
});

test('a unit that stands apart is in quarantine in its chain and goes nowhere before the watch is over; a pack taken out of a car that stands apart takes the watch along', async () => {
  const version = async (unitId: string) => (await keeper.call('showBatteryUnit', { unitId })).unit.version;
  const start = { outletId: 'shanghai-one', bayIds: [], place: '院内隔离区', why: '进水', tempC: 23 };
  const calmDay = async (quarantineId: string): Promise<void> => {
    for (let hours = 0; hours < 27; hours += 3) {
      home.clock.advance({ hours: 3 });
      await technician.call('logQuarantineTemperature', { quarantineId, tempC: 23 });
    }
  };
  const release = async (quarantineId: string) => manager.call('releaseQuarantine', { quarantineId, words: '平稳', version: (await manager.call('showQuarantine', { quarantineId })).version });
  await expect(technician.call('startQuarantine', start)).rejects.toMatchObject({ code: 'badInput', details: { field: 'vin' } });
  const [spare] = (await keeper.call('listBatteryUnits', { code: packCode(4) })).units;
  const twice = await Promise.all([1, 2].map(() => codeOf(technician.call('startQuarantine', { ...start, unitId: spare.id }))));
  expect(twice.sort()).toEqual(['alreadyQuarantined', 'done']);
  const lies = async () => (await keeper.call('showBatteryUnit', { unitId: spare.id })).unit.state;
  expect(await lies()).toBe('quarantined');
  const move = async (to: string) => keeper.call('moveBatteryUnit', { unitId: spare.id, to, partyName: '承运', version: await version(spare.id) });
  await expect(move('inTransit')).rejects.toMatchObject({ code: 'quarantineNotOver' });
  await expect(move('quarantined')).rejects.toMatchObject({ code: 'unitNotNow' });
  const one = (await manager.call('listQuarantines', {})).quarantines.find((each: { unitId: string | null }) => each.unitId === spare.id);
  await calmDay(one.id);
  await release(one.id);
  expect(await lies()).toBe('removed');
  expect(await codeOf(move('inTransit'))).toBe('done');

  // the car stands apart by the code of its pack; the pack leaves it, and so does the watch
  const inCar = (await manager.call('carBatteryUnits', { vin: mine.vin })).now;
  const car = await technician.call('startQuarantine', { ...start, unitId: inCar.unitId });
  expect(car).toMatchObject({ vin: mine.vin, unitId: null });
  await expect(technician.call('startQuarantine', { ...start, vin: mine.vin })).rejects.toMatchObject({ code: 'alreadyQuarantined' });
  const next = await add(packCode(8));
  await keeper.call('fitBatteryUnit', { unitId: next.id, vin: mine.vin, removedTo: 'removed', why: '进水更换', outletId: 'shanghai-one', version: next.version });
  expect(await manager.call('showQuarantine', { quarantineId: car.id })).toMatchObject({ vin: null, unitId: inCar.unitId });
  expect((await keeper.call('showBatteryUnit', { unitId: inCar.unitId })).unit.state).toBe('quarantined');
  await calmDay(car.id);
  await release(car.id);
});

const health = (sohPct: number) => home.inside((tx) => tx.db.query(home.sql`insert into batteries.states (vin, brand_id, model_id, library_version, written_at, first_at, last_at, frames, body, report)
  values (${mine.vin}, 'xihe', 'xihe-one', 1, now(), now() - interval '60 days', now(), 90000, '{}', ${JSON.stringify({ chemistry: 'ncm', cells: 96, days: 60, rests: 90, charges: 24, kmPerDay: 30, capacity: { capacityAh: 196, lowAh: 192, highAh: 200, sohPct, lowPct: sohPct - 2, highPct: sohPct + 2, measurements: 24, updatedAt: '2026-12-14T00:00:00Z' }, range: null, remainingLife: null, hygiene: {}, fullChargeDueAt: null })}::jsonb)
  on conflict (vin) do update set report = excluded.report`));
const stepValues: Record<string, Record<string, number>> = {
  documents: { codeMatches: 1 }, visual: { swelling: 0, leak: 0, deformation: 0, burn: 0, waterLine: 0 }, voltage: { packV: 355, cellMaxMv: 3705, cellMinMv: 3690 }, insulation: { insulationKohm: 900, packV: 355 }, codes: { openCodes: 0 },
  capacity: { firstAh: 191, secondAh: 190, tempC: 25, currentA: 70 }, resistance: { resistanceMohm: 80, newMohm: 70 }, spread: { restHours: 2, spreadMv: 18 }, result: {},
};

test('the standard test goes step by step with the limits of its day, and stands beside the estimate', async () => {
  await expect(officer.call('issueBatteryPaper', { vin: mine.vin })).rejects.toMatchObject({ code: 'noHealthYet' });
  await health(88);
  let one = await technician.call('startBatteryTest', { vin: mine.vin, outletId: 'shanghai-one' });
  await expect(technician.call('startBatteryTest', { vin: mine.vin })).rejects.toMatchObject({ code: 'testNotNow' });
  await expect(technician.call('recordTestStep', { testId: one.id, kind: 'capacity', values: stepValues['capacity'], version: one.version })).rejects.toMatchObject({ code: 'testStepNotNow', details: { next: 'documents' } });
  for (const [kind, values] of Object.entries(stepValues)) {
    if (kind === 'insulation') await expect(technician.call('recordTestStep', { testId: one.id, kind, values: { packV: 355 }, version: one.version })).rejects.toMatchObject({ code: 'badInput', details: { field: 'values.insulationKohm' } });
    one = await technician.call('recordTestStep', { testId: one.id, kind, values, version: one.version });
  }
  expect(one).toMatchObject({ state: 'done', capacityAh: 190, sohPct: expect.any(Number), estimate: { sohPct: 88, agrees: true } });
  expect(one.steps.find((step: { kind: string }) => step.kind === 'insulation').limits).toMatchObject([{ value: 100, unit: 'Ω/V', source: expect.stringContaining('GB 18384') }]);
});

test('two runs that disagree ask for a third, and a test that cannot go on is given up with its reason', async () => {
  const car = await anotherCar(5);
  let one = await technician.call('startBatteryTest', { vin: car.vin });
  const record = async (kind: string, values: Record<string, number>) => (one = await technician.call('recordTestStep', { testId: one.id, kind, values, version: one.version }));
  for (const [kind, values] of Object.entries(stepValues).slice(0, 5)) await record(kind, values);
  const capacity = stepValues['capacity'] as Record<string, number>;
  await record('capacity', { ...capacity, firstAh: 150, secondAh: 190 });
  expect(one).toMatchObject({ state: 'running', capacityAh: null });
  await record('resistance', stepValues['resistance'] as Record<string, number>);
  await record('capacity', { ...capacity, firstAh: 190, secondAh: 191 });
  expect(one).toMatchObject({ capacityAh: 191, steps: expect.arrayContaining([expect.objectContaining({ kind: 'capacity', state: 'passed' })]) });
  await expect(record('capacity', capacity)).rejects.toMatchObject({ code: 'testStepNotNow', details: { next: 'spread' } });
  await expect(technician.call('giveUpBatteryTest', { testId: one.id, why: '客户取车', version: one.version - 1 })).rejects.toMatchObject({ code: 'staleEdit' });
  expect(await technician.call('giveUpBatteryTest', { testId: one.id, why: '客户取车', version: one.version })).toMatchObject({ state: 'givenUp', whyGivenUp: '客户取车', sohPct: null });
  await expect(technician.call('giveUpBatteryTest', { testId: one.id, why: '再次', version: one.version + 1 })).rejects.toMatchObject({ code: 'testNotNow' });
  expect(await technician.call('startBatteryTest', { vin: car.vin })).toMatchObject({ state: 'running' });
});

test('a swollen battery stops its test: it is treated as damaged', async () => {
  let one = await technician.call('startBatteryTest', { vin: mine.vin });
  one = await technician.call('recordTestStep', { testId: one.id, kind: 'documents', values: { codeMatches: 1 }, version: one.version });
  one = await technician.call('recordTestStep', { testId: one.id, kind: 'visual', values: { ...stepValues['visual'], swelling: 1 }, version: one.version });
  expect(one.state).toBe('stopped');
});

test('a decision says every question and the sentence to the owner; the owner appeals once, another person answers', async () => {
  const one = await officer.call('decideBatteryWarranty', { vin: mine.vin, damaged: false, modified: false, flooded: false, odometerKm: 30_000 });
  expect(one).toMatchObject({ tree: expect.stringContaining('battery-warranty'), state: 'decided', path: expect.arrayContaining([expect.objectContaining({ ask: 'healthByTest' })]) });
  const [mineToo] = (await mine.owner.call('myBatteryPapers', { vehicleId: mine.vehicleId })).decisions;
  expect(mineToo.sentence).toBe(one.sentence);
  const appealed = await mine.owner.call('appealBatteryDecision', { decisionId: one.id, words: '续航少了很多', version: mineToo.version });
  await expect(mine.owner.call('appealBatteryDecision', { decisionId: one.id, words: '再次', version: appealed.version })).rejects.toMatchObject({ code: 'decisionNotNow' });
  await expect(officer.call('answerBatteryAppeal', { decisionId: one.id, outcome: null, words: '维持', version: appealed.version })).rejects.toMatchObject({ code: 'decisionNotNow' });
  const other = home.staff({ role: 'regionalManager', brandId: 'xihe', id: 'region-1' });
  expect(await other.call('answerBatteryAppeal', { decisionId: one.id, outcome: 'covered', words: '按善意承担', version: appealed.version })).toMatchObject({ state: 'changed', outcome: 'covered' });
});

test('a certificate is signed; anybody with it learns that it is true and what it says of the battery, nobody’s name; taken back it says so', async () => {
  const paper = await mine.owner.call('issueBatteryPaper', { vin: mine.vin });
  expect(paper.content).toMatchObject({ method: 'test', vinEnd: mine.vin.slice(-6), validUntil: expect.any(String) });
  const seen = await home.nobody.call('verifyBatteryPaper', { number: paper.number, code: paper.code });
  expect(seen).toMatchObject({ intact: true, state: 'valid', newer: false });
  expect(verify(null, Buffer.from(seen.hash), createPublicKey({ key: Buffer.from(seen.publicKey, 'base64'), format: 'der', type: 'spki' }), Buffer.from(seen.signature, 'base64'))).toBe(true);
  for (const secret of [mine.vin, mine.ownerId, paper.id]) expect(JSON.stringify(seen)).not.toContain(secret);
  expect(await codeOf(home.nobody.call('verifyBatteryPaper', { number: paper.number, code: '0'.repeat(16) }))).toBe('paperNotFound');
  await home.inside((tx) => tx.db.query(home.sql`update batteries.papers set content = jsonb_set(content, '{sohPct}', '99') where id = ${paper.id}`));
  expect(await home.nobody.call('verifyBatteryPaper', { number: paper.number, code: paper.code })).toMatchObject({ intact: false });
  const next = await officer.call('issueBatteryPaper', { vin: mine.vin });
  expect(await officer.call('revokeBatteryPaper', { batteryPaperId: next.id, why: '更换了电池包' })).toMatchObject({ state: 'revoked' });
  await expect(officer.call('revokeBatteryPaper', { batteryPaperId: next.id, why: '再次' })).rejects.toMatchObject({ code: 'paperNotNow' });
  expect(await home.nobody.call('verifyBatteryPaper', { number: next.number, code: next.code })).toMatchObject({ intact: true, state: 'revoked', revokedWhy: '更换了电池包' });
});

test('weather reaches the owner whose battery it is a risk to', async () => {
  await health(71);
  const { tellOfWeather } = await import('#notices');
  const body = { areaId: 'area-1', vin: mine.vin, brandId: 'xihe', ownerId: mine.ownerId, kind: 'heat', level: 3, name: '高温橙色', nameEn: 'Heat', toAt: '2026-12-20T00:00:00Z' };
  const codes = async () => (await mine.owner.call('myNotices', { limit: 50 })).notices.map((one: { code: string }) => one.code).filter((code: string) => code === 'batteryWeather');
  await home.inside((tx) => tellOfWeather(tx, body));
  await home.inside((tx) => tellOfWeather(tx, body));
  expect(await codes()).toEqual(['batteryWeather']);
  await health(96);
  await home.inside((tx) => tellOfWeather(tx, { ...body, areaId: 'area-2' }));
  expect(await codes()).toHaveLength(1);
});

test('a day told afterwards lies in no other time of the pack or the car; a pack comes out of a car with nothing in its place', async () => {
  const [one, car] = [await add(packCode(20)), await anotherCar(1)];
  const fitted = await keeper.call('fitBatteryUnit', { unitId: one.id, vin: car.vin, at: '2026-11-20T00:00:00Z', why: '随车', version: one.version });
  await expect(keeper.call('removeBatteryUnit', { unitId: one.id, at: '2026-11-19T00:00:00Z', why: '送修', version: fitted.version })).rejects.toMatchObject({ code: 'badInput', details: { field: 'at', reason: 'tooEarly' } });
  await expect(technician.call('removeBatteryUnit', { unitId: one.id, why: '送修', version: 0 })).rejects.toMatchObject({ code: 'staleEdit' });
  const out = await keeper.call('removeBatteryUnit', { unitId: one.id, why: '报废前拆下', outletId: 'shanghai-one', version: fitted.version });
  expect(out).toMatchObject({ state: 'removed', outletId: 'shanghai-one' });
  expect((await manager.call('carBatteryUnits', { vin: car.vin })).now).toBeNull();
  expect((await keeper.call('showBatteryUnit', { unitId: one.id })).traces.map((trace: { kind: string }) => trace.kind)).toEqual(['wasteIn']);
  expect(await manager.call('checkScrapping', { vin: car.vin })).toMatchObject({ verdict: 'incomplete', why: expect.arrayContaining(['noPack']) });
  await expect(keeper.call('removeBatteryUnit', { unitId: one.id, why: '再次', version: out.version })).rejects.toMatchObject({ code: 'unitNotNow' });
  // the same pack in another car on a day when it was still in the first: refused, whoever tells it
  const other = await anotherCar(2);
  const stored = await keeper.call('moveBatteryUnit', { unitId: one.id, to: 'stored', outletId: 'shanghai-one', version: out.version });
  const into = (at: string) => keeper.call('fitBatteryUnit', { unitId: one.id, vin: other.vin, at, why: '装入另一台车', version: stored.version });
  await expect(into('2026-11-25T00:00:00Z')).rejects.toMatchObject({ code: 'badInput', details: { field: 'at', reason: 'tooEarly' } });
  // and two cars that want it at the same moment: one gets it
  const both = await Promise.all([car, other].map(({ vin }) => codeOf(keeper.call('fitBatteryUnit', { unitId: one.id, vin, why: '抢装', version: stored.version }))));
  expect(both.sort()).toEqual(['done', 'staleEdit']);
});

test('a test takes no value that no battery has, and a battery that is not the one on file ends it', async () => {
  const car = await anotherCar(3);
  let one = await technician.call('startBatteryTest', { vin: car.vin });
  const record = (kind: string, values: Record<string, number>) => technician.call('recordTestStep', { testId: one.id, kind, values, version: one.version });
  await expect(record('documents', { codeMatches: 7 })).rejects.toMatchObject({ code: 'badInput', details: { field: 'values.codeMatches', reason: 'impossible' } });
  await expect(record('documents', { codeMatches: 1, sohPct: 100 })).rejects.toMatchObject({ code: 'badInput', details: { field: 'values.sohPct' } });
  one = await record('documents', { codeMatches: 1 });
  one = await record('visual', stepValues['visual'] as Record<string, number>);
  await expect(record('voltage', { packV: 355, cellMaxMv: 3600, cellMinMv: 3700 })).rejects.toMatchObject({ details: { field: 'values.cellMinMv' } });
  one = await record('voltage', stepValues['voltage'] as Record<string, number>);
  await expect(record('insulation', { insulationKohm: 900, packV: 0 })).rejects.toMatchObject({ details: { field: 'values.packV' } });
  one = await record('insulation', stepValues['insulation'] as Record<string, number>);
  one = await record('codes', { openCodes: 0 });
  for (const secondAh of [1e9, -4, 0.0001, 1.3 * one.ratedAh]) await expect(record('capacity', { firstAh: 191, secondAh, tempC: 25, currentA: 70 })).rejects.toMatchObject({ code: 'badInput', details: { field: 'values.secondAh', value: secondAh } });
  const strange = await anotherCar(4);
  one = await technician.call('startBatteryTest', { vin: strange.vin });
  expect(await record('documents', { codeMatches: 0 })).toMatchObject({ state: 'stopped', sohPct: null });
});
