// Loaner cars in an adviser's words: the table of moves, who gets one, contract, hand-over, return, fines after return.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { balanced } from '../ledger/entry.ts';
import { house } from '#platform/testing';
import { ownerWithCar, sharedOutlet } from '../../tests/two-brands.ts';
import { chargeKinds, depositWays, loanStates } from './api.ts';
import { chargesOfReturn, groundOf, loanMoves, mustMove, settlement, type Loan } from './loan.ts';
import { ofCharge, ofDeposit, ofDepositBack, ofMoney, ofSettlement } from './postings.ts';

const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);

test('every move of a loan is in the table or refused: what is settled opens only for a charge that comes later (L1)', () => {
  const made = loanStates.flatMap((from) => loanStates.filter((to) => {
    try {
      mustMove({ state: from }, to);
      return true;
    } catch (error) {
      expect((error as { code: string }).code).toBe('loanNotNow');
      return false;
    }
  }).map((to) => `${from} → ${to}`));
  expect(made).toEqual(['reserved → contracted', 'reserved → cancelled', 'contracted → out', 'contracted → cancelled', 'out → returned', 'returned → settled', 'settled → returned']);
  expect(Object.keys(loanMoves)).toEqual([...loanStates]);
});

test('who is owed one by the guarantees gets one however short the stay; else the length decides, else goodwill (G1)', () => {
  expect([groundOf('第21条', 2, 24).ground, groundOf(undefined, 24, 24).ground, groundOf(undefined, 23.9, 24).ground]).toEqual(['owed', 'longStay', 'goodwill']);
});

test('a return is charged for missing charge beyond the tolerance and for each day begun too late (L2)', () => {
  const rules = { fenPerSocPct: 150, socTolerancePct: 5, lateFenPerDay: 20_000 };
  const loan = { untilAt: new Date('2026-11-26T10:00:00Z') };
  const cost = (socPct: number, at: string) => chargesOfReturn(loan, { socPct: 80 }, { at: new Date(at), socPct }, rules).map(({ kind, fen }) => [kind, fen]);
  expect(cost(75, '2026-11-26T10:00:00Z')).toEqual([]);
  expect(cost(70, '2026-11-26T09:00:00Z')).toEqual([['charging', 1500]]);
  expect(cost(95, '2026-11-27T10:00:01Z')).toEqual([['late', 40_000]]);
});

test('the deposit goes back less the charges, never below nothing, and what is missing is owed (L3)', () => {
  expect([settlement(200_000, 0), settlement(200_000, 50_000), settlement(200_000, 260_000), settlement(200_000, 30_000, 200_000)]).toEqual([
    { backFen: 200_000, takenFen: 0, stillOwedFen: 0 }, { backFen: 150_000, takenFen: 50_000, stillOwedFen: 0 }, { backFen: 0, takenFen: 200_000, stillOwedFen: 60_000 }, { backFen: 200_000, takenFen: 0, stillOwedFen: 30_000 }]);
});

test('the ledger of any loan sums to zero, and deposit, charges, what goes back and what is paid leave nothing standing (M1, M2, M3)', () => {
  const charge = fc.record({ kind: fc.constantFrom(...chargeKinds), fen: fc.integer({ min: 1, max: 500_000 }) });
  fc.assert(fc.property(fc.constantFrom(...depositWays), fc.integer({ min: 0, max: 300_000 }), fc.array(charge, { maxLength: 4 }), fc.array(charge, { maxLength: 2 }), (way, deposited, first, later) => {
    const depositFen = way === 'none' ? 0 : deposited;
    const loan = { id: 'l', ownerId: 'o', depositFen, contract: { depositWay: way } } as unknown as Loan;
    const sum = (list: readonly { fen: number }[]): number => list.reduce((total, one) => total + one.fen, 0);
    const one = settlement(depositFen, sum(first));
    const two = settlement(depositFen, sum([...first, ...later]), one.backFen);
    const all = [ofDeposit(loan), ...[...first, ...later].map((each) => ofCharge(loan, each.kind, each.fen, 1300)), ofSettlement(loan, one.takenFen, one.backFen), ofSettlement(loan, two.takenFen - one.takenFen, 0), ofMoney(loan, 'card', two.stillOwedFen)];
    for (const postings of all) balanced(postings); // throws when it is off by a fen
    const left = balanced(all.flat());
    expect(left.filter((posting) => posting.account === 'deposits' || posting.account === 'receivable')).toEqual([]);
    expect(sum(left.filter((posting) => posting.account === 'cash'))).toBe(sum([...first, ...later]));
    expect(balanced([...ofDeposit(loan), ...ofDepositBack(loan)])).toEqual([]);
  }));
});

const home = await house({ startsAt: '2026-11-24T01:00:00Z' });
const at = { brandId: 'xihe', outletId: 'shanghai-one' };
const adviser = home.staff({ role: 'adviser', ...at });
const manager = home.staff({ role: 'serviceManager', ...at });
let mine: Awaited<ReturnType<typeof ownerWithCar>>;
let loanerId = '';
const photo = async (): Promise<string> => (await adviser.call('uploadFile', { bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, Math.floor(Math.random() * 250)]), contentType: 'image/png' })).fileId;
let loan: { id: string; version: number; state: string; finesUntil: string };
const step = async (name: string, input: Record<string, unknown> = {}) => {
  loan = await adviser.call(name, { loanId: loan.id, version: loan.version, ...input });
  return loan;
};

beforeAll(async () => {
  await sharedOutlet(home);
  mine = await ownerWithCar(home, 'xihe');
  loanerId = (await manager.call('addLoaner', { ...at, plateNo: '沪AD90001', modelName: '曦和一号', modelNameEn: 'Xihe One', odometerKm: 1000, socPct: 90, insuredUntil: '2026-12-31' })).id;
});
const days = (from: string, to: string) => ({ vehicleId: mine.vehicleId, loanerId, fromAt: `2026-11-${from}:00.000Z`, untilAt: `2026-11-${to}:00.000Z` });

test('a short stay takes the manager’s goodwill with a reason; insurance must last; nothing is lent twice (G1, G4)', async () => {
  expect(await adviser.call('judgeLoan', { vehicleId: mine.vehicleId, fromAt: '2026-11-24T02:00:00.000Z', untilAt: '2026-11-24T08:00:00.000Z' })).toMatchObject({ ground: 'goodwill', depositFen: 200_000 });
  const stay = { vehicleId: mine.vehicleId, fromAt: '2026-11-24T02:00:00.000Z', untilAt: '2026-11-26T02:00:00.000Z' };
  expect(await mine.owner.call('judgeLoan', stay)).toMatchObject({ ground: 'longStay', depositFen: 200_000 }); // an owner reads the rule before asking
  expect(await refusalOf(home.owner({ id: 'another', brandIds: ['xihe'] }).call('judgeLoan', stay))).toBe('vehicleNotFound');
  expect(await refusalOf(adviser.call('reserveLoan', days('24T02:00', '24T08:00')))).toBe('noGroundForLoan');
  expect(await refusalOf(adviser.call('reserveLoan', { ...days('24T02:00', '24T08:00'), goodwill: '老客户' }))).toBe('noGroundForLoan');
  expect(await refusalOf(adviser.call('reserveLoan', { ...days('24T02:00', '24T08:00'), untilAt: '2027-01-20T02:00:00.000Z' }))).toBe('loanTimeNotValid');
  await manager.call('cancelLoan', { loanId: (await manager.call('reserveLoan', { ...days('24T02:00', '24T08:00'), goodwill: '老客户' })).id, version: 1, why: '车主改主意' });
  loan = await adviser.call('reserveLoan', days('24T02:00', '26T02:00'));
  expect(loan).toMatchObject({ state: 'reserved', ground: 'longStay', depositFen: 200_000, ownerName: '苏念慈', plateNo: '沪AD90001' });
  expect(await refusalOf(adviser.call('reserveLoan', days('25T02:00', '27T02:00')))).toBe('hasLoanAlready');
  await expect(home.inside((tx) => tx.db.query(home.sql`insert into loaners.loans select (jsonb_populate_record(l, '{"id": "twice", "number": "twice", "vehicle_id": "another"}')).* from loaners.loans l where id = ${loan.id}`))).rejects.toThrow(/no_double_loan/);
});

test('the licence must last as long as the loan, and nothing leaves without contract and photos (G2, G3)', async () => {
  await home.inside((tx) => tx.db.query(home.sql`insert into warranty.mobility_duties (id, brand_id, owner_id, outlet_id, vin, vehicle_id, work_order_id, case_id, number, from_at, raised_at)
    values ('duty-1', 'xihe', ${mine.ownerId}, 'shanghai-one', ${mine.vin}, ${mine.vehicleId}, 'order-1', 'case-1', 'W2611-00001', now(), now())`));
  const contract = { holder: '苏念慈', licenceNo: '310101199001011234', licenceClass: 'C1', licenceUntil: '2026-11-25', signatureFileId: await photo(), depositFen: 200_000, depositWay: 'wechatHold', depositRef: 'WX-1' };
  expect(await refusalOf(adviser.call('handOverLoaner', { loanId: loan.id, odometerKm: 1001, socPct: 88, photoIds: [await photo()], version: loan.version }))).toBe('loanNotNow');
  expect(await refusalOf(adviser.call('signLoan', { loanId: loan.id, ...contract, version: loan.version }))).toBe('licenceNotValid');
  expect(await step('signLoan', { ...contract, licenceUntil: '2030-01-01' })).toMatchObject({ state: 'contracted', contract: { licenceNo: '**************1234', depositWay: 'wechatHold' } });
  expect(await refusalOf(adviser.call('handOverLoaner', { loanId: loan.id, odometerKm: 999, socPct: 88, photoIds: [await photo()], version: loan.version }))).toBe('odometerBackwards');
  home.clock.set(new Date(home.clock.now().getTime() + 30_000).toISOString()); // within a minute, as it is in life
  expect(await step('handOverLoaner', { odometerKm: 1001, socPct: 88, photoIds: [await photo()] })).toMatchObject({ state: 'out', outRecord: { odometerKm: 1001, byName: 'A adviser' } });
  expect((await adviser.call('listLoaners', { outletId: 'shanghai-one' })).cars).toMatchObject([{ standing: 'out', odometerKm: 1001 }]);
  const { duties } = await adviser.call('listMobilityDuties', { vehicleId: mine.vehicleId });
  expect(duties).toMatchObject([{ metHow: 'loanerCar', words: (loan as unknown as { number: string }).number, metBy: 'A adviser' }]); // what day 6 owed is met by it
});

test('back with less charge and a scratch: both are charged with their photo, and the owner sees it all', async () => {
  home.clock.set('2026-11-26T01:00:00Z');
  const scratch = await photo();
  expect(await step('returnLoaner', { odometerKm: 1180, socPct: 60, photoIds: [scratch], damage: '右后门划痕', damageFen: 60_000 })).toMatchObject({ state: 'returned', chargedFen: 64_200, finesUntil: '2026-12-26' });
  const [seen] = (await mine.owner.call('myLoans', {})).loans;
  expect(seen.charges.map((one: { kind: string; fen: number }) => [one.kind, one.fen])).toEqual(expect.arrayContaining([['charging', 4200], ['damage', 60_000]]));
  expect((await mine.owner.call('loanFile', { loanId: loan.id, fileId: scratch })).length).toBeGreaterThan(0);
  expect(await refusalOf(home.owner({ id: 'another', brandIds: ['xihe'] }).call('loanFile', { loanId: loan.id, fileId: scratch }))).toBe('loanNotFound');
});

test('the deposit waits for fines or goes back early with a reason; a fine that comes after all opens the loan again (F1, F2, F3)', async () => {
  expect(await refusalOf(adviser.call('settleLoan', { loanId: loan.id, version: loan.version }))).toBe('finesMayCome');
  expect(await step('settleLoan', { early: '已查询无违章' })).toMatchObject({ state: 'settled', depositBackFen: 135_800, stillOwedFen: 0 });
  expect(await refusalOf(adviser.call('chargeLoan', { loanId: loan.id, kind: 'fine', what: '闯红灯', fen: 20_000, happenedAt: '2026-11-27T08:00:00.000Z', version: loan.version }))).toBe('chargeOutsideLoan');
  const minuteOut = `${(loan as unknown as { outRecord: { at: string } }).outRecord.at.slice(0, 16)}:00.000Z`; // a fine names the minute
  expect(await step('chargeLoan', { kind: 'fine', what: '闯红灯', fen: 20_000, happenedAt: minuteOut })).toMatchObject({ state: 'returned', stillOwedFen: 20_000 });
  home.clock.set('2026-12-27T01:00:00Z');
  expect(await step('settleLoan')).toMatchObject({ state: 'settled', depositBackFen: 135_800, stillOwedFen: 20_000 });
  expect(await refusalOf(adviser.call('receiveForLoan', { loanId: loan.id, amountFen: 20_001, channel: 'card', version: loan.version }))).toBe('loanOwesLess');
  expect(await step('receiveForLoan', { amountFen: 20_000, channel: 'card' })).toMatchObject({ stillOwedFen: 0, paidFen: 20_000 });
  const { entries } = await manager.call('listEntries', { subjectId: loan.id });
  expect(entries.map((one: { kind: string; postings: { account: string; fen: number }[] }) => [one.kind, one.postings.map((each) => [each.account, each.fen])]).toReversed(), 'blocked on the phone: only what is taken moves').toEqual([
    ['loanCharge', [['receivable', 4200], ['revenue', -3717], ['tax', -483]]], ['loanCharge', [['receivable', 60_000], ['recoveries', -60_000]]], ['loanSettled', [['receivable', -64_200], ['cash', 64_200]]],
    ['loanCharge', [['receivable', 20_000], ['passedOn', -20_000]]], ['loanPaid', [['cash', 20_000], ['receivable', -20_000]]]]);
});

test('who is owed a loaner pays no deposit, and nobody pays more than the rule (G1)', async () => {
  home.clock.set('2027-01-04T01:00:00Z');
  await manager.call('changeLoaner', { loanerId, modelName: '曦和一号', modelNameEn: 'Xihe One', odometerKm: 1180, socPct: 60, insuredUntil: '2027-01-12', inUse: true, version: (await adviser.call('listLoaners', { outletId: 'shanghai-one' })).cars[0].version });
  loan = await adviser.call('reserveLoan', { vehicleId: mine.vehicleId, loanerId, fromAt: '2027-01-04T02:00:00.000Z', untilAt: '2027-01-06T02:00:00.000Z' });
  const contract = { holder: '苏念慈', licenceNo: '310101199001011234', licenceClass: 'C1', licenceUntil: '2027-01-09', signatureFileId: await photo(), depositWay: 'cash' };
  expect(await refusalOf(adviser.call('signLoan', { loanId: loan.id, ...contract, depositFen: 200_001, version: loan.version }))).toBe('depositAboveRule');
  await home.inside((tx) => tx.db.query(home.sql`update loaners.loans set ground = 'owed', deposit_fen = 0 where id = ${loan.id}`));
  expect(await refusalOf(adviser.call('signLoan', { loanId: loan.id, ...contract, depositFen: 1, version: loan.version }))).toBe('depositAboveRule');
  await step('signLoan', { ...contract, depositFen: 0, depositWay: 'none' });
});

test('no loaner leaves while it is out of use or still with somebody else, nor stays beyond insurance and licence (G4, F4)', async () => {
  const seen = { odometerKm: 1181, socPct: 60, photoIds: [await photo()] };
  const stock = async (inUse: boolean) => manager.call('changeLoaner', { loanerId, modelName: '曦和一号', modelNameEn: 'Xihe One', odometerKm: 1180, socPct: 60, insuredUntil: '2027-01-12', inUse, version: (await adviser.call('listLoaners', { outletId: 'shanghai-one' })).cars[0].version });
  await stock(false);
  expect(await refusalOf(adviser.call('handOverLoaner', { loanId: loan.id, ...seen, version: loan.version }))).toBe('loanerTaken');
  await stock(true);
  await home.inside((tx) => tx.db.query(home.sql`insert into loaners.loans select (jsonb_populate_record(l, '{"id": "kept", "number": "kept", "vehicle_id": "another", "state": "out", "from_at": "2027-01-01T00:00:00Z", "until_at": "2027-01-03T00:00:00Z"}')).* from loaners.loans l where id = ${loan.id}`));
  expect(await refusalOf(adviser.call('handOverLoaner', { loanId: loan.id, ...seen, version: loan.version }))).toBe('loanerTaken');
  await home.inside((tx) => tx.db.query(home.sql`update loaners.loans set state = 'returned' where id = 'kept'`));
  await step('handOverLoaner', seen);
  expect(await refusalOf(adviser.call('extendLoan', { loanId: loan.id, untilAt: '2027-01-10T02:00:00.000Z', version: loan.version }))).toBe('licenceNotValid');
  expect(await refusalOf(adviser.call('extendLoan', { loanId: loan.id, untilAt: '2027-01-13T02:00:00.000Z', version: loan.version }))).toBe('loanerNotInsured');
  await step('extendLoan', { untilAt: '2027-01-08T02:00:00.000Z' });
});
