import { beforeAll, expect, test } from 'vitest';
import { wechatPay } from '#platform/outside/payment';
import { house } from '#platform/testing';
import { weigh } from '../server/cases/urgency.ts';
import { makeHistory, storiesOf } from './history.ts';
import { openWallet } from './outside/wallet.ts';
import { words } from './past/words.ts';
import { cities } from './places.ts';
import { replay } from './replay.ts';
import { settleWorld } from './settle-world.ts';
import { makeWorld } from './world.ts';

const now = new Date('2026-11-24T02:30:00Z'); // Tuesday 10:30 in Beijing

/** A house with the past of a small country, and what its records say. */
async function countryHouse(owners: number) {
  const wallet = await openWallet();
  const country = makeWorld({ seed: 7, today: '2026-11-24', owners });
  const home = await house({ startsAt: now.toISOString(), outside: { payment: wechatPay(wallet.merchant) } });
  await replay(home.world, home.operations, { seed: 7, outside: { ...home.world.outside, sms: { send: async () => undefined } } }, async (on) => {
    await makeHistory(on, country, await settleWorld(on, country, new Date(now.getTime() - 372 * 86_400_000)), now, wallet);
  });
  await wallet.close();
  const auditor = home.staff({ role: 'administrator' });
  const [{ cases }, { workOrders }, { invoices }] = [await auditor.call('listCases', { scope: 'all', limit: 100 }), await auditor.call('listWorkOrders', { limit: 200 }), await auditor.call('listInvoices', { limit: 200 })];
  const closed = (await auditor.call('listCases', { scope: 'all', stage: 'closed', limit: 100 })).cases;
  const { surveys } = await auditor.call('listSurveys', { limit: 100 });
  const { actions } = await auditor.call('listActions', { limit: 100 });
  return { home, country, cases: [...cases, ...closed], workOrders, invoices, surveys, actions };
}
type Made = Awaited<ReturnType<typeof countryHouse>>;
let made: Made;
beforeAll(async () => void (made = await countryHouse(40)), 300_000);
const statesOf = (list: readonly { state: string }[]): string[] => [...new Set(list.map((one) => one.state))].sort();

test('cases, work orders, invoices, surveys and actions are in every state', async () => {
  expect([...new Set(made.cases.map((one) => one.stage))].sort()).toEqual(['awaitingConfirmation', 'awaitingPayment', 'booked', 'closed', 'inService', 'open']);
  expect([...new Set(made.cases.flatMap((one) => one.closedHow ?? []))].sort()).toEqual(['cancelledByOwner', 'confirmed', 'silence']);
  expect(made.cases.some((one) => one.kind === 'recovery')).toBe(true);
  expect(statesOf(made.workOrders)).toEqual(['approved', 'checkedIn', 'diagnosed', 'handedBack', 'inProgress', 'inspection', 'quoted', 'ready']);
  expect(statesOf(made.invoices)).toEqual(['issued', 'paid', 'partlyRefunded', 'refunded', 'settledZero']);
  expect(statesOf(made.surveys)).toEqual(['answered', 'expired', 'planned', 'sent']);
  expect(statesOf(made.actions)).toEqual(['done', 'dropped', 'inProgress', 'measured', 'open']);
  expect(made.actions.some((one: { overdue: boolean }) => one.overdue)).toBe(true);
  const appointments = await made.home.inside((tx) => tx.db.query<{ state: string }>(made.home.sql`select distinct state from appointments.appointments`));
  expect(statesOf(appointments)).toEqual(['arrived', 'booked', 'cancelled', 'done', 'inWork', 'noShow']);
});

test('a case comes from the owner, from a call and from an alert; money adds up', async () => {
  const sources = await made.home.inside((tx) => tx.db.query<{ source: string }>(made.home.sql`select distinct source from cases.contacts order by 1`));
  expect(sources.map((one) => one.source)).toEqual(['alert', 'owner', 'phone', 'survey']);
  for (const one of made.invoices) expect(one.paidFen === 0 || one.paidFen === one.owedFen).toBe(true);
});

test('somebody is on call for every brand, now and in twenty weeks', async () => {
  const auditor = made.home.staff({ role: 'administrator' });
  const { unmannedBrandIds, shifts } = await auditor.call('listDuty', {});
  expect(unmannedBrandIds).toEqual([]);
  expect(shifts.filter((one: { turn: number; fromAt: string }) => one.turn === 1).length).toBeGreaterThanOrEqual(3 * 5);
  const [{ until }] = (await made.home.inside((tx) => tx.db.query<{ until: Date }>(made.home.sql`select min(last) as until from (select max(until_at) as last from duty.shifts group by brand_id) each`))) as [{ until: Date }];
  expect(until.getTime()).toBeGreaterThan(now.getTime() + 20 * 7 * 86_400_000);
});

test('each story is true: an alert, an estimate, an invoice, a repair, a case to confirm, a survey', async () => {
  const stories = storiesOf(made.country);
  expect(stories).toHaveLength(8);
  const stage = async (vin: string): Promise<string | undefined> =>
    (await made.home.inside((tx) => tx.db.query<{ stage: string }>(made.home.sql`select stage from cases.cases where vin = ${vin} order by opened_at desc limit 1`)))[0]?.stage;
  expect(await Promise.all(stories.slice(1, 7).map((one) => stage(one.vin)))).toEqual(['open', 'inService', 'awaitingPayment', 'inService', 'awaitingConfirmation', 'closed']);
});

test('the same seed and moment give the same records', async () => {
  const records = ({ cases, workOrders, invoices }: Made): string => JSON.stringify([cases, workOrders, invoices]);
  const again = await countryHouse(40);
  expect(records(again)).toBe(records(made));
});

test('owners of the past are heard: their words name the trouble they come for', () => {
  const none = { alerts: [], troubles: [], places: [], score: null };
  for (const [trouble, said] of Object.entries(words)) {
    expect(new Set(said).size).toBeGreaterThanOrEqual(20);
    for (const one of said) expect([one, weigh({ ...none, words: [one] }).trouble]).toEqual([one, trouble === 'battery' ? 'other' : trouble]);
  }
});

test('vans carry what real ones do: an empty battery and a flat tyre find a van of the house that comes', async () => {
  const { home, country } = made;
  const rescued = new Set((await home.inside((tx) => tx.db.query<{ vin: string }>(home.sql`select vin from rescue.missions where ended_at is null`))).map((row) => row.vin));
  const cars = country.cars.filter((car) => !rescued.has(car.vin)).slice(0, 3);
  const { lon, lat } = cities.find((city) => city.nameEn === 'Shanghai') as (typeof cities)[number];
  for (const [nth, trouble] of (['twelveVolt', 'tyre', 'outOfCharge'] as const).entries()) {
    const car = cars[nth] as (typeof cars)[number];
    const { vehicleId, ownerId } = (await home.inside((tx) => tx.db.query<{ vehicleId: string; ownerId: string }>(home.sql`select id as vehicle_id, owner_id from vehicles.vehicles where vin = ${car.vin}`)))[0] as { vehicleId: string; ownerId: string };
    const mission = await home.owner({ id: ownerId, brandIds: [car.brandId] }).call('requestRescue', { vehicleId, trouble, place: { kind: 'roadside', words: '路边', lon: lon + 0.01, lat: lat + 0.01 } });
    await home.settle();
    const jobs = await home.inside((tx) => tx.db.query<{ kind: string; needs: { tools?: string[] }; tools: string[] | null }>(home.sql`select j.kind, j.needs, v.tools from dispatch.jobs j left join dispatch.vans v on v.id = j.van_id where j.reference = ${mission.id}`));
    expect([trouble, jobs.length, jobs[0]?.tools ?? []]).toEqual([trouble, 1, expect.arrayContaining(jobs[0]?.needs.tools ?? ['none'])]);
  }
});

test('the service desk is alive: calls answered, called back, handed on and still owed; talks that helped, did not, and ended with a person', async () => {
  const { home } = made;
  const contacts = await home.inside((tx) => tx.db.query<{ state: string; outcome: string | null; tries: number; handed: string | null; late: boolean }>(home.sql`select state, outcome, call_back_tries as tries, handed_words as handed, call_back_due_at < ${now.toISOString()}::timestamptz as late from hotline.contacts`));
  expect([...new Set(contacts.map((one) => one.state))].sort()).toEqual(['callBack', 'done']);
  expect([...new Set(contacts.flatMap((one) => one.outcome ?? []))].sort()).toEqual(expect.arrayContaining(['calledBack', 'solved', 'wrongNumber']));
  expect(contacts.some((one) => one.tries > 0)).toBe(true);
  expect(contacts.some((one) => one.handed !== null)).toBe(true);
  const turns = await home.inside((tx) => tx.db.query<{ role: string; helped: boolean | null }>(home.sql`select role, helped from conversations.turns`));
  expect(statesOf(turns.map((one) => ({ state: one.role })))).toEqual(['agent', 'assistant', 'user']);
  expect([true, false].map((helped) => turns.some((one) => one.helped === helped))).toEqual([true, true]);
  const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
  expect((await manager.call('showGaps', { brandId: 'xihe' })).gaps.length).toBeGreaterThan(0);
  expect((await manager.call('showHotline', { brandId: 'xihe' })).agents.map((one: { state: string }) => one.state)).toEqual(['away']);
});

test('claims are alive: sent, settled, or taken back because nobody sent the old part; and goodwill was granted', async () => {
  const auditor = made.home.staff({ role: 'administrator' });
  const { claims, ageing } = await auditor.call('listClaims', { limit: 300 });
  for (const state of ['draft', 'sent', 'settled']) expect(statesOf(claims)).toContain(state);
  expect(claims.some((one: { partLate: boolean; state: string }) => one.partLate || one.state === 'reversed')).toBe(true);
  expect(ageing.some((one: { count: number }) => one.count > 0)).toBe(true);
  const { requests } = await auditor.call('listGoodwill', {});
  expect(statesOf(requests)).toContain('granted');
});

test('money is alive: packages sold, deposits kept and given back, coupons, tax invoices asked for, insured accidents in every stage; all of it sums to zero', async () => {
  const auditor = made.home.staff({ role: 'administrator' });
  const { plans } = await auditor.call('listPlans', {});
  expect(plans.length).toBe(made.country.brands.length * 2);
  expect((await auditor.call('listCoupons', { brandId: made.country.brands[0]?.id ?? '' })).coupons.length).toBeGreaterThan(3);
  expect((await auditor.call('listFapiao', {})).papers.length).toBeGreaterThan(0);
  const { accidents, openFen } = await auditor.call('listAccidents', {});
  expect(statesOf(accidents)).toEqual(['asked', 'billed', 'reported', 'settled']);
  expect(openFen).toBeGreaterThan(0);
  const { balances, sumFen } = await auditor.call('showBalances', {});
  expect(sumFen).toBe(0);
  const standing = new Set(balances.filter((one: { fen: number }) => one.fen !== 0).map((one: { account: string }) => one.account));
  for (const account of ['packages', 'deposits', 'insuranceReceivable', 'warrantyReceivable', 'internalCost', 'revenue', 'tax']) expect([...standing]).toContain(account);
});
