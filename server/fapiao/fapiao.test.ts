// Tax invoices through a tax platform spoken to over HTTP: asked after settlement, in another title than the owner's, numbered there, tried again
// while it is down, refused with its words, and undone by red ones that follow refunds to the fen.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { taxPlatform } from '#platform/outside/tax';
import { openTaxOffice } from '../../fleet/outside/tax-office.ts';
import { newCar, refusalOf, shop, visit, type Shop } from '../workorders/small-shop.test-data.ts';
import { paperStates } from './api.ts';
import { linesOver, paperMoves } from './paper.ts';

const office = await openTaxOffice();
const home = await house({ startsAt: '2026-11-24T02:00:00Z', outside: { tax: taxPlatform(office.account) } });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
afterAll(() => office.close());

const show = (id: string) => people.manager.call('showInvoice', { invoiceId: id });
async function issued() {
  const one = await (await visit(home, people)).ready(['BRAKE-PADS', 'MAINTAIN']);
  const [{ id }] = (await one.car.owner.call('myInvoices', {})).invoices;
  return { id: id as string, owner: one.car.owner };
}
async function pay(id: string, kind = 'owner'): Promise<void> {
  const { invoice, payers } = await show(id);
  const payer = payers.find((each: { kind: string }) => each.kind === kind);
  await people.adviser.call('receiveMoney', { invoiceId: id, version: invoice.version, payerId: payer.id, channel: 'card', amountFen: payer.owedFen - payer.paidFen });
}
const back = async (id: string, amountFen: number) => {
  await people.manager.call('refundInvoice', { invoiceId: id, amountFen, why: '多收', version: (await show(id)).invoice.version });
  await home.settle();
};
const papersOf = async (id: string) => (await people.manager.call('listFapiao', { invoiceId: id })).papers as { id: string; kind: string; state: string; number: string | null; grossFen: number; taxFen: number; error: string | null; version: number }[];
const person = { buyerKind: 'person', title: '王建国' };

test('is asked for only when all is paid, once, and comes with number and file to the owner and to nobody else', async () => {
  const { id, owner } = await issued();
  expect(await refusalOf(owner.call('askFapiao', { invoiceId: id, ...person }))).toBe('fapiaoNotSettled');
  await pay(id);
  expect(await refusalOf(owner.call('askFapiao', { invoiceId: id, buyerKind: 'company', title: '同城快送' }))).toBe('fapiaoTaxNoNeeded');
  expect(await owner.call('askFapiao', { invoiceId: id, buyerKind: 'company', title: '同城快送', taxNo: '91310000MA1K00001A' })).toMatchObject({ state: 'asked', number: null, grossFen: 48_000, taxFen: 5_522 });
  expect(await refusalOf(people.adviser.call('askFapiao', { invoiceId: id, ...person }))).toBe('fapiaoAskedAlready');
  await home.settle();
  const [paper] = (await owner.call('myFapiao', { invoiceId: id })).papers;
  expect(paper).toMatchObject({ state: 'issued', buyerTitle: '同城快送' });
  expect(paper.number).toMatch(/^\d{20}$/);
  expect((await owner.call('fapiaoFile', { paperId: paper.id })).subarray(0, 5).toString()).toBe('%PDF-');
  const stranger = (await newCar(home)).owner;
  expect(await refusalOf(stranger.call('fapiaoFile', { paperId: paper.id }))).toBe('fapiaoNotFound');
  expect((await stranger.call('myFapiao', {})).papers).toEqual([]);
});

test('asked for while money goes back says, with its red one, what was kept', async () => {
  for (let time = 0; time < 3; time++) {
    const { id, owner } = await issued();
    await pay(id);
    const { invoice } = await show(id);
    await Promise.all([owner.call('askFapiao', { invoiceId: id, ...person }), people.manager.call('refundInvoice', { invoiceId: id, version: invoice.version, amountFen: 10_000, why: '多收' })]);
    await home.settle();
    expect((await papersOf(id)).reduce((sum, paper) => sum + paper.grossFen, 0)).toBe(38_000);
  }
});

test('of several payers is one each, over their own parts, and together they are the invoice', async () => {
  const { id, owner } = await issued();
  await people.adviser.call('splitInvoice', { invoiceId: id, version: (await show(id)).invoice.version, companies: [{ name: '同城快送', taxNo: '91310000MA1K00001A', amountFen: 12_345 }] });
  await pay(id, 'company');
  const company = (await show(id)).payers.find((each: { kind: string }) => each.kind === 'company');
  await people.adviser.call('askFapiao', { invoiceId: id, payerId: company.id, buyerKind: 'company', title: company.name, taxNo: company.taxNo });
  expect(await refusalOf(owner.call('askFapiao', { invoiceId: id, payerId: company.id, ...person }))).toBe('payerNotFound');
  expect(await refusalOf(owner.call('askFapiao', { invoiceId: id, ...person }))).toBe('fapiaoNotSettled');
  await pay(id);
  await owner.call('askFapiao', { invoiceId: id, ...person });
  await home.settle();
  expect((await papersOf(id)).map((one) => [one.state, one.grossFen]).sort()).toEqual([['issued', 12_345], ['issued', 35_655]]);
});

test('waits while the tax platform is down and is issued once when it is back', async () => {
  const { id, owner } = await issued();
  await pay(id);
  office.shut(true);
  await owner.call('askFapiao', { invoiceId: id, ...person });
  await home.settle();
  expect(await papersOf(id)).toMatchObject([{ state: 'asked', error: 'the tax platform answers 503' }]);
  await home.runRounds('send-waiting-fapiao');
  expect(await papersOf(id)).toMatchObject([{ state: 'asked' }]);
  office.shut(false);
  home.clock.advance({ minutes: 3 });
  const before = office.papers.size;
  await home.runRounds('send-waiting-fapiao');
  await home.runRounds('send-waiting-fapiao');
  expect(await papersOf(id)).toMatchObject([{ state: 'issued', error: null }]);
  expect(office.papers.size).toBe(before + 1);
});

test('that the tax platform refuses says why, and is asked for again with the title corrected', async () => {
  const { id, owner } = await issued();
  await pay(id);
  await owner.call('askFapiao', { invoiceId: id, buyerKind: 'company', title: '已注销公司', taxNo: '91310000MA1K00001A' });
  await home.settle();
  const [failed] = await papersOf(id);
  expect(failed).toMatchObject({ state: 'failed', error: '购买方已注销', number: null });
  const again = { paperId: failed?.id, version: failed?.version, buyerKind: 'company', title: '新公司', taxNo: '91310000MA1K00002B' };
  expect(await refusalOf(people.adviser.call('retryFapiao', { ...again, version: 1 }))).toBe('staleEdit');
  await people.adviser.call('retryFapiao', again);
  await home.settle();
  const [paper] = await papersOf(id);
  expect(paper).toMatchObject({ state: 'issued', buyerTitle: '新公司' });
  expect(await refusalOf(people.adviser.call('retryFapiao', { ...again, version: paper?.version }))).toBe('fapiaoNotFailed');
});

test('that comes with the number of another paper waits for people instead of being asked for again without end', async () => {
  const [first, second] = [await issued(), await issued()];
  for (const one of [first, second]) await pay(one.id);
  await first.owner.call('askFapiao', { invoiceId: first.id, ...person });
  await home.settle();
  const number = (await papersOf(first.id))[0]?.number ?? '';
  office.papers.delete(number); // the office forgets it, and gives its number once more
  await second.owner.call('askFapiao', { invoiceId: second.id, ...person });
  await home.settle();
  expect(await papersOf(second.id)).toMatchObject([{ state: 'failed', number: null, error: expect.stringContaining(number) }]);
  expect(await papersOf(first.id)).toMatchObject([{ state: 'issued', number }]);
});

test('is undone in parts by red ones that follow every refund, and at the end gross and tax are nothing to the fen', async () => {
  const { id, owner } = await issued();
  await pay(id);
  await owner.call('askFapiao', { invoiceId: id, ...person });
  await home.settle();
  for (const fen of [1, 333, 20_000, 48_000 - 20_334]) await back(id, fen);
  const papers = await papersOf(id);
  expect(papers.filter((one) => one.kind === 'red').map((one) => [one.state, one.grossFen]).sort((a, b) => Number(b[1]) - Number(a[1]))).toEqual([['issued', -1], ['issued', -333], ['issued', -20_000], ['issued', -27_666]]);
  expect(papers.reduce((sum, one) => sum + one.grossFen, 0)).toBe(0);
  expect(papers.reduce((sum, one) => sum + one.taxFen, 0)).toBe(0);
  expect(new Set(papers.map((one) => one.number)).size).toBe(5);
});

test('whose buyer has deducted the tax is undone only when they agree, and one they refuse waits for people', async () => {
  for (const agrees of [true, false]) {
    const { id, owner } = await issued();
    await pay(id);
    await owner.call('askFapiao', { invoiceId: id, buyerKind: 'company', title: '同城快送', taxNo: '91310000MA1K00001A' });
    await home.settle();
    const [blue] = await papersOf(id);
    office.deduct(blue?.number ?? '');
    await back(id, 1_000);
    const red = async () => (await papersOf(id)).find((one) => one.kind === 'red');
    expect(await red()).toMatchObject({ state: 'waitsForBuyer' });
    const redId = (await red())?.id;
    const [row] = await home.inside((tx) => tx.db.query<{ confirmationNo: string }>(home.sql`select confirmation_no from fapiao.papers where id = ${redId}`));
    office.answerRed(row?.confirmationNo ?? '', agrees);
    home.clock.advance({ hours: 2 });
    await home.runRounds('send-waiting-fapiao');
    expect(await red()).toMatchObject(agrees ? { state: 'issued', grossFen: -1_000 } : { state: 'failed', number: null });
  }
});

test('goes from state to state only where its table says: the database refuses the rest, and an issued one is never changed', async () => {
  expect(Object.keys(paperMoves).sort()).toEqual([...paperStates].sort());
  for (const from of paperStates) for (const to of paperStates) {
    const id = `paper-${from}-${to}`;
    const number = (state: string) => (state === 'issued' ? `N-${id}` : null);
    await home.inside((tx) => tx.db.query(home.sql`insert into fapiao.papers (id, brand_id, owner_id, outlet_id, invoice_id, payer_id, kind, state, serial, number, buyer_kind, buyer_title, gross_fen, tax_fen, tax_basis_points, lines, asked_by, asked_at) values (${id}, 'none', 'x', 'x', ${id}, ${id}, 'blue', ${from}, ${id}, ${number(from)}, 'person', 'x', 1, 0, 1300, '[]', 'x', now())`));
    const said = await home.inside((tx) => tx.db.query(home.sql`update fapiao.papers set state = ${to}, number = ${number(to)} where id = ${id}`)).then(() => 'moved', () => 'refused');
    expect(`${from} ${to} ${said}`).toBe(`${from} ${to} ${from === to || paperMoves[from].includes(to) ? 'moved' : 'refused'}`);
  }
  await expect(home.inside((tx) => tx.db.query(home.sql`update fapiao.papers set gross_fen = 2 where id = 'paper-issued-issued'`))).rejects.toThrow('not changed');
});

test('has lines that sum to it to the fen, each with the tax in it', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000_000 }), fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 }).filter((parts) => parts.some((part) => part > 0)), (grossFen, parts) => {
    const lines = linesOver(grossFen, 1300, parts.map((partFen) => ({ name: 'x', quantity: 1, partFen })));
    expect(lines.reduce((sum, line) => sum + line.grossFen, 0)).toBe(grossFen);
    for (const line of lines) expect(Math.abs(line.taxFen - (line.grossFen * 13) / 113)).toBeLessThanOrEqual(0.51);
  }));
});
