// The adjudicator's cases of the reference as a shop meets them: visits with their statements, certificates and dates, asked
// of the house and not of the engine alone.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '#platform/contract';
import { house, type Caller } from '#platform/testing';
import { arrival, newCar, outletId, refusalOf, shop, Visit, type Car, type Shop } from '../workorders/small-shop.test-data.ts';
import type { api } from './api.ts';

const home = await house({ startsAt: '2026-06-02T01:00:00Z' }); // Tuesday, 09:00 in Beijing
let people: Shop;
let officer: Caller;
beforeAll(async () => {
  people = await shop(home);
  officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', outletId, name: '索赔员' });
});
type Guarantees = Output<typeof api.showGuarantees>;
const today = (): string => new Date(home.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
const seen = (car: Car): Promise<Guarantees> => people.adviser.call('showGuarantees', { vehicleId: car.vehicleId });
const said = async (car: Car): Promise<string[]> => [...new Set((await seen(car)).due.map((one) => one.rule))].sort();
const fresh = (more: Record<string, unknown> = {}): Promise<Car> => newCar(home, 'xihe', { deliveredOn: today(), ...more });

let troubles = 0;
/** A repair for quality from check-in to hand-back; each of its own trouble unless said. */
async function repaired(car: Car, odometerKm: number, of: { hours?: number; sameCase?: string; operations?: string[]; unpaidReason?: string } = {}): Promise<Visit> {
  const { caseId } = of.sameCase === undefined ? await people.adviser.call('openCase', { vehicleId: car.vehicleId, words: `第 ${++troubles} 种说不清的情况`, outletId }) : { caseId: of.sameCase };
  const one = new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId, odometerKm, confirmOdometer: true })));
  await one.estimate(of.operations ?? ['CHARGE-PORT']);
  await one.by(people.adviser, 'sendEstimate');
  await one.answer();
  home.clock.advance({ hours: of.hours ?? 2 });
  await one.by(people.worker, 'startWork');
  await one.by(people.worker, 'finishWork', { note: '完成' });
  await home.settle();
  await one.fresh();
  await one.by(people.manager, 'handBack', { toName: '车主', odometerKm, confirmOdometer: true, socPct: 50, ...(of.unpaidReason === undefined ? {} : { unpaidReason: of.unpaidReason }) });
  await home.settle();
  const mine = ((await car.owner.call('myCases', {})).cases as { id: string; version: number }[]).find((other) => other.id === one.page.workOrder.caseId);
  await car.owner.call('confirmSolved', { caseId: one.page.workOrder.caseId, version: mine?.version });
  await home.settle();
  return one;
}
const grade = (one: Visit, more: Record<string, unknown>, who = people.worker) => who.call('gradeFault', { workOrderId: one.id, safety: false, undrivable: false, stillThere: false, words: '技师判定', ...more });
const replaced = (one: Visit, more: Record<string, unknown>) => people.worker.call('nameReplaced', { workOrderId: one.id, whole: true, assembly: 'tractionBattery', words: '更换', ...more });
const agreed = async (page: { statements: { id: string; state: string }[] }, who: Caller = people.manager) => {
  for (const waiting of page.statements.filter((one) => one.state === 'waits')) await who.call('answerStatement', { statementId: waiting.id, agrees: true, words: '复核属实' });
};
const later = (days: number): void => void home.clock.advance({ days });

describe('the cases of the reference, through the house', () => {
  test('2: 200 hours with 72 hours on the way of the battery are 9 days for the loaner car and 6 for the thirty', async () => {
    const car = await fresh();
    const one = await repaired(car, 100, { hours: 200 });
    const from = new Date(one.page.workOrder.checkedInAt).getTime() + 3_600_000;
    const asked = { workOrderId: one.id, time: 'batteryTransport', fromAt: new Date(from).toISOString(), toAt: new Date(from + 72 * 3_600_000).toISOString(), words: '运单 SF123，电池往返工厂' };
    expect(await refusalOf(officer.call('deductTime', { ...asked, toAt: new Date(from + 900 * 3_600_000).toISOString() }))).toBe('timeOutsideRepair');
    expect(await refusalOf(people.worker.call('deductTime', asked))).toBe('notAllowed');
    const page = await officer.call('deductTime', asked);
    const days = async () => (await seen(car)).counters.find((counter) => counter.kind === 'totalRepairDays')?.value;
    expect(await days()).toBe(9);
    await agreed(page);
    expect(await days()).toBe(6);
    expect((await seen(car)).due).toContainEqual(expect.objectContaining({ rule: 'W3', sum: expect.objectContaining({ value: 9 }) }));
  });
  test('5 and 6: a faulty cell within 60 days and 3,000 km gives another battery; at 3,001 km a repair only', async () => {
    const [near, far] = [await fresh(), await fresh()];
    await grade(await repaired(near, 2_999), { assembly: 'tractionBattery', part: 'cell' });
    expect(await said(near)).toEqual(['A1', 'W1']);
    await grade(await repaired(far, 3_001), { assembly: 'tractionBattery', part: 'cell' });
    expect(await said(far)).toEqual(['W1']);
  });
  test('7: a battery replaced on day 7 gives another car at any mileage, on day 8 it does not', async () => {
    const [seven, eight] = [await fresh(), await fresh()];
    later(7);
    await replaced(await repaired(seven, 9_000), {});
    expect(await said(seven)).toEqual(['V1', 'W1']);
    later(1);
    await replaced(await repaired(eight, 9_000), {});
    expect(await said(eight)).toEqual(['W1']);
  });
  test('8: a battery fire counts once a second person agreed that it was one', async () => {
    const car = await fresh();
    const one = await repaired(car, 2_500);
    const page = await grade(one, { safety: true, hazard: 'batteryFire' });
    expect(await said(car)).toEqual(['W1']);
    expect(await refusalOf(agreed(page, people.worker))).toBe('statementOwn');
    await agreed(page, people.second);
    expect(await said(car)).toEqual(['V2', 'W1']);
  });
  test('9 and 10: batteries replaced twice and failing again give another car; a cell and a battery are not counted twice', async () => {
    const [twice, mixed] = [await fresh(), await fresh()];
    later(10);
    await replaced(await repaired(twice, 4_000), {});
    await replaced(await repaired(mixed, 4_000), { whole: false, part: 'cell' });
    later(70);
    for (const car of [twice, mixed]) await replaced(await repaired(car, 6_000), {});
    expect(await said(twice)).toEqual(['W1']);
    for (const car of [twice, mixed]) await grade(await repaired(car, 8_000), { assembly: 'tractionBattery', part: 'cell' });
    expect([await said(twice), await said(mixed)]).toEqual([['V4', 'W1'], ['W1']]);
    expect(await refusalOf(replaced(await repaired(mixed, 8_100), { whole: false, part: 'rotor' }))).toBe('mainPartUnknown');
  });
  test('11 and 12: after two safety repairs a third safety fault gives another car with a fee; at 50,001 km it does not', async () => {
    const [within, beyond] = [await fresh(), await fresh()];
    for (const car of [within, beyond]) for (const km of [8_000, 16_000]) await agreed(await grade(await repaired(car, km), { safety: true }));
    await agreed(await grade(await repaired(within, 40_000), { safety: true }));
    await agreed(await grade(await repaired(beyond, 50_001), { safety: true }));
    expect(await said(within)).toEqual(['V3', 'W1']);
    expect((await seen(within)).due.find((one) => one.rule === 'V3')).toMatchObject({ usageFee: true, article: '24(1)' });
    expect(await said(beyond)).toEqual(['W1']);
  });
  test('a car that cannot be driven is helped where it stands', async () => {
    const car = await fresh();
    await grade(await repaired(car, 4_000), { undrivable: true });
    expect(await said(car)).toEqual(['W1', 'W2']);
  });
  test('13: serviced elsewhere is no reason; one of the five with evidence is, once a second person agrees, and the owner may appeal to others', async () => {
    const car = await fresh();
    const one = await repaired(car, 4_000);
    const ask = { workOrderId: one.id, ground: 'modified', causalLink: '改装线束短路烧坏充电口', words: '改装照片三张' };
    expect(await refusalOf(officer.call('excludeRepair', { ...ask, ground: 'servicedElsewhere' }))).toBe('servicedElsewhere');
    const page = await officer.call('excludeRepair', ask);
    expect(await said(car)).toEqual(['W1']);
    expect(await refusalOf(agreed(page, people.second))).toBe('notAllowed');
    await agreed(page);
    expect(await said(car)).toEqual([]);
    const mine = (await car.owner.call('showGuarantees', { vehicleId: car.vehicleId })) as Guarantees;
    expect(mine.refused).toMatchObject([{ article: '32', number: one.page.workOrder.number, statement: { body: { ground: 'modified', causalLink: '改装线束短路烧坏充电口' }, words: '改装照片三张', secondName: '店长' } }]);
    const statementId = mine.refused[0]?.statement.id ?? '';
    expect(await refusalOf((await fresh()).owner.call('appealExclusion', { statementId, words: '不是我的' }))).toBe('statementNotFound');
    await car.owner.call('appealExclusion', { statementId, words: '线束是原厂的' });
    expect(await refusalOf(people.manager.call('answerAppeal', { statementId, lifted: false, words: '维持' }))).toBe('statementOwn');
    await people.region.call('answerAppeal', { statementId, lifted: true, words: '核对后是原厂线束' });
    expect(await said(car)).toEqual(['W1']);
  });
  test('14 and 15: the day of delivery begins the periods, and a replacement car begins them anew', async () => {
    const car = await fresh();
    const sale = { vehicleId: car.vehicleId, number: 'SB-1', invoicedOn: '2026-05-01', priceFen: 21_980_000, coefficientPpm: 5_000, sellerName: '上海一号店', sellerAddress: '申昆路 1 号', sellerPhone: '021-60000001', makerName: '曦和汽车', makerAddress: '一号路', makerPhone: '400-000-0001' };
    expect(await refusalOf(people.adviser.call('registerCertificate', { ...sale, coefficientPpm: 6_000, version: 0 }))).toBe('coefficientTooHigh');
    await people.adviser.call('registerCertificate', { ...sale, taxPaidFen: 1_000_000, taxPaidOn: '2024-01-10', version: 0 });
    expect((await seen(car)).startOn).toBe(today());
    // 16 and 18
    expect(await car.owner.call('showReturnSum', { vehicleId: car.vehicleId, odometerKm: 8_200 })).toMatchObject({ feeFen: 901_180, article: '27', taxBackFen: 800_000 });
    expect(await car.owner.call('showReturnSum', { vehicleId: car.vehicleId })).toMatchObject({ odometerKm: 0, feeFen: 0 });
    await repaired(car, 8_200);
    expect(await car.owner.call('showReturnSum', { vehicleId: car.vehicleId })).toMatchObject({ odometerKm: 8_200, feeFen: 901_180 });
    expect(await refusalOf(people.adviser.call('registerCertificate', { ...sale, version: 0 }))).toBe('staleEdit');
    await people.adviser.call('registerCertificate', { ...sale, replacedOn: '2027-02-01', version: 1 });
    expect((await seen(car)).periods.map((one) => one.firstOn)).toEqual(['2027-02-01', '2027-02-01', '2027-02-01', '2027-02-01']);
  });
  test('17: a car of ride-hailing has no findings whatever is stated', async () => {
    const car = await fresh({ usageNature: 'commercial' });
    await agreed(await grade(await repaired(car, 100, { unpaidReason: '月结' }), { safety: true, hazard: 'batteryFire' }));
    expect(await seen(car)).toMatchObject({ standing: 'contractOnly', due: [], counters: [] });
  });
});

describe('which problem it was', () => {
  test('the house proposes an earlier repair by the same operation; who judges joins them, and they count together', async () => {
    const car = await fresh();
    const [first, second] = [await repaired(car, 1_000), await repaired(car, 2_000)];
    const page = await officer.call('showRepairOnRecord', { workOrderId: second.id });
    expect(page).toMatchObject({ counts: true, earlier: [{ workOrderId: first.id, sameProblem: false }], proposals: [{ kind: 'problem', why: 'sameOperation', of: first.page.workOrder.number, body: { sameAsWorkOrderId: first.id } }] });
    const times = async () => (await seen(car)).counters.filter((one) => one.kind === 'sameProblemRepairs').map((one) => one.value).sort();
    expect(await times()).toEqual([1, 1]);
    expect(await refusalOf(officer.call('judgeProblem', { workOrderId: first.id, sameAsWorkOrderId: second.id, words: '同一' }))).toBe('notEarlier');
    const joined = await officer.call('judgeProblem', { workOrderId: second.id, sameAsWorkOrderId: first.id, words: '都是充电口接触不良' });
    expect(joined).toMatchObject({ proposals: [], earlier: [{ sameProblem: true }] });
    expect(await times()).toEqual([2]);
    await officer.call('withdrawStatement', { statementId: joined.statements[0].id, words: '核对后不是同一处' });
    expect(await times()).toEqual([1, 1]);
  });
  test('nobody of another brand reads or states anything', async () => {
    const one = await repaired(await fresh(), 500);
    const stranger = home.staff({ role: 'warrantyOfficer', brandId: 'yuanlan' });
    expect(await refusalOf(stranger.call('showRepairOnRecord', { workOrderId: one.id }))).toBe('workOrderNotFound');
    expect(await refusalOf(grade(one, {}, home.staff({ role: 'serviceManager', brandId: 'yuanlan' })))).toBe('workOrderNotFound');
  });
});

describe('what was replaced', () => {
  test('a part that the maker’s list calls an assembly is proposed when it was fitted, and counts once a person named it', async () => {
    await officer.call('mapPart', { brandId: 'xihe', partCode: 'P-PORT', assembly: 'tractionBattery', part: 'enclosure', whole: false, validFrom: '2026-01-01', source: '厂家零件清单 2026 版' });
    const car = await fresh();
    const one = await repaired(car, 1_000);
    const page = await people.worker.call('showRepairOnRecord', { workOrderId: one.id });
    expect(page.proposals).toMatchObject([{ kind: 'replaced', why: 'partsList', body: { assembly: 'tractionBattery', part: 'enclosure', whole: false, partCode: 'P-PORT' } }]);
    expect((await seen(car)).counters.some((counter) => counter.kind === 'partReplacements')).toBe(false);
    const named = await people.worker.call('nameReplaced', { workOrderId: one.id, ...page.proposals[0].body, words: '按零件清单' });
    expect(named.proposals).toEqual([]);
    expect((await seen(car)).counters).toContainEqual(expect.objectContaining({ kind: 'partReplacements', key: 'tractionBattery.enclosure', value: 1 }));
  });
});

describe('the evidence pack', () => {
  test('is kept as it was issued, with a hash of exactly that; anybody who holds the paper may check its code', async () => {
    const car = await fresh();
    const one = await repaired(car, 1_000, { hours: 30 });
    const issued = await people.adviser.call('issueEvidencePack', { vehicleId: car.vehicleId });
    const { pack, issued: asIssued } = await people.adviser.call('showEvidencePack', { vehicleId: car.vehicleId, code: issued.code });
    expect(asIssued).toMatchObject({ code: issued.code, hash: issued.hash });
    expect(pack.visits).toMatchObject([{ number: one.page.workOrder.number, counts: true, statement: '充不进电', lines: [{ code: 'CHARGE-PORT', payType: 'warranty' }, { code: 'P-PORT' }] }]);
    expect(pack.counters).toContainEqual(expect.objectContaining({ kind: 'totalRepairDays', value: 2, article: '24(4)', sum: [expect.objectContaining({ days: 2 })] }));
    await repaired(car, 2_000, { hours: 30 });
    expect((await people.adviser.call('showEvidencePack', { vehicleId: car.vehicleId, code: issued.code })).pack).toEqual(pack);
    expect(await home.nobody.call('verifyEvidence', { code: issued.code })).toMatchObject({ hash: issued.hash, intact: true, vinEnd: car.vin.slice(-6), visits: 1, days: 2 });
    expect(JSON.stringify(await home.nobody.call('verifyEvidence', { code: issued.code }))).not.toContain(car.vin);
    expect(await refusalOf(home.nobody.call('verifyEvidence', { code: 'AAAAAAAAAAAA' }))).toBe('evidenceNotFound');
    await home.inside((tx) => tx.db.query(home.sql`update warranty.evidence_packs set body = jsonb_set(body, '{visits,0,odometerKm}', '9') where code = ${issued.code}`));
    expect(await home.nobody.call('verifyEvidence', { code: issued.code })).toMatchObject({ intact: false });
  });
  test('an owner issues and reads their own, and no other car’s', async () => {
    const [car, other] = [await fresh(), await fresh()];
    const issued = await car.owner.call('issueEvidencePack', { vehicleId: car.vehicleId });
    expect((await car.owner.call('showEvidencePack', { vehicleId: car.vehicleId })).earlier).toMatchObject([{ code: issued.code }]);
    expect(await refusalOf(other.owner.call('showEvidencePack', { vehicleId: car.vehicleId, code: issued.code }))).toBe('vehicleNotFound');
    expect(await refusalOf(other.owner.call('showEvidencePack', { vehicleId: other.vehicleId, code: issued.code }))).toBe('evidenceNotFound');
  });
});

describe('day 6', () => {
  test('a manager of the outlet holds the duty from then on, once; it ends when it was met, with the amount', async () => {
    const manager = await people.administrator.call('addStaff', { userName: 'manager1', name: '严店长', grants: [{ role: 'serviceManager', brandId: 'xihe', outletId }] });
    const car = await fresh();
    const one = new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId, odometerKm: 500 })));
    home.clock.advance({ hours: 119 });
    await home.runRounds('watch-guarantees');
    const duties = async (who: Caller = people.adviser) => (await who.call('listMobilityDuties', { vehicleId: car.vehicleId })).duties;
    expect(await duties()).toEqual([]);
    home.clock.advance({ hours: 2 });
    await home.runRounds('watch-guarantees');
    await home.runRounds('watch-guarantees');
    const [duty] = await duties();
    expect(await duties()).toHaveLength(1);
    expect(duty).toMatchObject({ number: one.page.workOrder.number, holderName: '严店长', mine: false, metHow: null });
    expect((await duties(home.staff({ role: 'serviceManager', brandId: 'xihe', outletId, id: manager.id })))[0].mine).toBe(true);
    expect(await duties(home.staff({ role: 'adviser', brandId: 'yuanlan' }))).toEqual([]);
    const taken = await people.adviser.call('takeMobilityDuty', { dutyId: duty.id, version: duty.version });
    expect(taken).toMatchObject({ holderName: '顾问甲', mine: true });
    expect(await refusalOf(people.adviser.call('meetMobilityDuty', { dutyId: duty.id, version: duty.version, how: 'loanerCar', words: '代步车' }))).toBe('staleEdit');
    expect(await refusalOf(people.adviser.call('meetMobilityDuty', { dutyId: duty.id, version: taken.version, how: 'travelMoney', words: '补偿' }))).toBe('amountNeeded');
    expect(await people.adviser.call('meetMobilityDuty', { dutyId: duty.id, version: taken.version, how: 'travelMoney', amountFen: 12_000, words: '每天 120 元，车主同意' })).toMatchObject({ metHow: 'travelMoney', amountFen: 12_000, metBy: '顾问甲' });
    expect(await refusalOf(people.adviser.call('takeMobilityDuty', { dutyId: duty.id, version: taken.version + 1 }))).toBe('dutyMet');
  });

  test('a duty nobody meets climbs to the managers of the outlet after 4 hours and to the region after 24, each once, until it is met (M3)', async () => {
    const car = await fresh();
    new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId, odometerKm: 500 })));
    home.clock.advance({ hours: 121 });
    await home.runRounds('watch-guarantees');
    const [duty] = (await people.adviser.call('listMobilityDuties', { vehicleId: car.vehicleId })).duties;
    const heard = async (who: Caller) => (await who.call('staffNotices', { limit: 200 })).notices.filter((one: { code: string; caseId: string }) => one.code === 'mobilityUnmet' && one.caseId === car.caseId).length;
    const climb = async (hours: number): Promise<[manager: number, region: number]> => {
      home.clock.advance({ hours });
      await home.runRounds('climb-mobility-duties');
      await home.runRounds('climb-mobility-duties');
      await home.settle();
      return [await heard(people.manager), await heard(people.region)];
    };
    expect(await climb(3)).toEqual([0, 0]);
    expect(await climb(1.1)).toEqual([1, 0]);
    expect(await climb(20)).toEqual([1, 1]);
    expect(await climb(48)).toEqual([1, 1]);
    const [now] = (await people.adviser.call('listMobilityDuties', { vehicleId: car.vehicleId })).duties;
    expect(now.climbed).toBe(2);
    await people.adviser.call('meetMobilityDuty', { dutyId: duty.id, version: now.version, how: 'agreedOtherwise', words: '车主出差，不需要' });
    const other = await fresh();
    new Visit(home, people, other, await people.adviser.call('checkIn', arrival(home, { caseId: other.caseId, odometerKm: 500 })));
    home.clock.advance({ hours: 121 });
    await home.runRounds('watch-guarantees');
    const [met] = (await people.adviser.call('listMobilityDuties', { vehicleId: other.vehicleId })).duties;
    await people.adviser.call('meetMobilityDuty', { dutyId: met.id, version: met.version, how: 'loanerCar', words: '代步车' });
    home.clock.advance({ hours: 30 });
    await home.runRounds('climb-mobility-duties');
    expect((await people.adviser.call('listMobilityDuties', { vehicleId: other.vehicleId })).duties[0].climbed).toBe(0);
  });
});

test('photos and papers stand behind an exclusion: one’s own uploads only, shown to the owner once it stands, and with their fingerprint in the pack', async () => {
  const car = await fresh();
  const one = new Visit(home, people, car, await people.adviser.call('checkIn', arrival(home, { caseId: car.caseId, odometerKm: 500 })));
  const officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', name: '质保员' });
  const upload = async (who: Caller, bytes: Buffer): Promise<string> => (await who.call('uploadFile', { bytes, contentType: 'application/octet-stream' })).fileId;
  const [photo, paper] = [await upload(officer, Buffer.from([0x89, 0x50, 0x4e, 0x47, 7])), await upload(officer, Buffer.from('%PDF-1.7 检测报告'))];
  const foreign = await upload(people.adviser, Buffer.from([0x89, 0x50, 0x4e, 0x47, 8]));
  const claim = { workOrderId: one.id, ground: 'modified', causalLink: '改装线束短路', words: '加装灯带' };
  expect(await refusalOf(officer.call('excludeRepair', { ...claim, fileIds: [photo, foreign] }))).toBe('fileNotYours');
  const { statements } = await officer.call('excludeRepair', { ...claim, fileIds: [photo, paper] });
  const { id: statementId } = statements[0];
  const read = (who: Caller, fileId: string) => refusalOf(who.call('statementFile', { statementId, fileId }));
  expect(await read(car.owner, paper)).toBe('statementNotFound'); // nobody agreed yet
  expect([await read(people.manager, paper), await read(people.manager, foreign), await read(home.staff({ role: 'warrantyOfficer', brandId: 'yuanlan' }), paper)]).toEqual(['done', 'notFound', 'statementNotFound']);
  await people.manager.call('answerStatement', { statementId, agrees: true, words: '属实' });
  expect([await read(car.owner, paper), await read((await fresh()).owner, paper)]).toEqual(['done', 'statementNotFound']);
  expect(await refusalOf(people.adviser.call('checkIn', arrival(home, { caseId: (await fresh()).caseId, photos: [{ position: 'front', fileId: await upload(people.adviser, Buffer.from('%PDF-1.7')) }] })))).toBe('fileNotYours'); // a paper is no photo
  const { pack } = await officer.call('showEvidencePack', { vehicleId: car.vehicleId });
  expect(pack.visits[0].stated[0].files).toMatchObject([{ mediaType: 'image/png' }, { mediaType: 'application/pdf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
});
