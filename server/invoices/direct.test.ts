// What the maker owes of an invoice, in a warranty officer's words: it is receivable until its claim is paid, refused, taken back or
// given up; what does not come is borne by the outlet; whatever happens, the ledger sums to zero and nothing stays receivable for ever.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { outletId, newCar, refusalOf, shop, visit, type Shop, type Visit } from '../workorders/small-shop.test-data.ts';

const home = await house({ startsAt: '2026-06-02T01:00:00Z' });
let people: Shop;
let officer: Caller;
let cashier: Caller;
const terms = { validFrom: '2026-01-01', sendWithinDays: 300, answerWithinDays: 20, appealWithinDays: 15, partsBackWithinDays: 10 };
beforeAll(async () => {
  people = await shop(home);
  officer = home.staff({ role: 'warrantyOfficer', brandId: 'xihe', outletId, name: '索赔员' });
  cashier = home.staff({ role: 'cashier', brandId: 'xihe', outletId, name: '收银员' });
  await officer.call('addPartner', { brandId: 'xihe', kind: 'maker', name: '曦和汽车', nameEn: 'Xihe Motors', contact: 'claims@maker', ...terms });
});
type Claim = { claim: { id: string; version: number; state: string; claimedFen: number }; lines: { lineId: string; claimedFen: number }[]; parts: { id: string; version: number; state: string }[] };

/** A charge port in warranty, finished, with its claim as it is drafted: 38,400 + 86,000 fen that the maker owes. */
async function claimed(): Promise<{ one: Visit; page: Claim; invoiceId: string }> {
  const one = await visit(home, people, await newCar(home));
  await one.by(people.worker, 'recordDiagnosis', { complaint: '充不进电', cause: '充电口端子烧蚀', correction: '更换充电口总成并复测' });
  await one.ready(['CHARGE-PORT']);
  const [{ id }] = (await officer.call('listClaims', { workOrderId: one.id })).claims;
  const [invoice] = (await cashier.call('listInvoices', { workOrderId: one.id })).invoices;
  return { one, page: await officer.call('showClaim', { claimId: id }), invoiceId: invoice.id };
}
const step = async (page: Claim, name: string, more: Record<string, unknown> = {}, who = officer): Promise<Claim> => {
  const answer = await who.call(name, { claimId: page.claim.id, version: page.claim.version, ...more });
  await home.settle();
  return answer as Claim;
};
async function sent(page: Claim): Promise<Claim> {
  for (const part of page.parts) await officer.call('movePart', { partId: part.id, version: part.version, step: 'labelled', words: '装袋' });
  return step(page, 'sendClaim');
}
const answered = (page: Claim, share: number): Promise<Claim> =>
  step(page, 'answerClaim', { words: '审核', answers: page.lines.map((line) => ({ lineId: line.lineId, acceptedFen: Math.floor(line.claimedFen * share), ...(share < 1 ? { reason: 'notCovered' } : {}) })) });
/** What stands on each account of an invoice, and the sum of all. */
async function standing(invoiceId: string): Promise<Record<string, number>> {
  const { entries } = (await cashier.call('listEntries', { subjectId: invoiceId })) as { entries: { postings: { account: string; fen: number }[] }[] };
  const sums: Record<string, number> = { all: 0 };
  for (const { account, fen } of entries.flatMap((entry) => entry.postings)) {
    sums[account] = (sums[account] ?? 0) + fen;
    sums['all'] = (sums['all'] ?? 0) + fen;
  }
  return sums;
}
const makerOf = async (invoiceId: string) => (await cashier.call('showInvoice', { invoiceId })).payers.find((one: { kind: string }) => one.kind === 'maker');

describe('what the maker owes', () => {
  test('is receivable from the day of the invoice, and comes by the claim, once: nobody takes it at the till', async () => {
    const { page, invoiceId } = await claimed();
    expect(await standing(invoiceId)).toMatchObject({ all: 0, warrantyReceivable: page.claim.claimedFen });
    const payer = await makerOf(invoiceId);
    const { invoice } = await cashier.call('showInvoice', { invoiceId });
    expect(await refusalOf(cashier.call('receiveMoney', { invoiceId, version: invoice.version, payerId: payer.id, channel: 'bankTransfer', amountFen: 100 }))).toBe('payerSettlesDirectly');
    await step(await answered(await sent(page), 1), 'settleClaim', { reference: '结算 2026-06' });
    expect(await standing(invoiceId)).toMatchObject({ all: 0, warrantyReceivable: 0, cash: page.claim.claimedFen });
    expect(await makerOf(invoiceId)).toMatchObject({ owedFen: page.claim.claimedFen, paidFen: page.claim.claimedFen, borneFen: 0 });
    expect((await cashier.call('showInvoice', { invoiceId })).payments).toMatchObject([{ channel: 'bankTransfer', amountFen: page.claim.claimedFen, receivedBy: '索赔员' }]);
  });
  test('and is not accepted is borne by the outlet when the rest is settled', async () => {
    const { page, invoiceId } = await claimed();
    const part = await answered(await sent(page), 0.5);
    expect(await standing(invoiceId), 'it is still being argued about').toMatchObject({ warrantyReceivable: page.claim.claimedFen });
    await step(part, 'settleClaim', { reference: '结算' });
    expect(await standing(invoiceId)).toMatchObject({ all: 0, warrantyReceivable: 0, cash: page.claim.claimedFen / 2, internalCost: page.claim.claimedFen / 2 });
    expect(await makerOf(invoiceId)).toMatchObject({ paidFen: page.claim.claimedFen / 2, borneFen: page.claim.claimedFen / 2 });
  });
  test('and is refused is borne by the outlet when nobody appeals within the days; claimed again, it is receivable again', async () => {
    const { one, page, invoiceId } = await claimed();
    await answered(await sent(page), 0);
    home.clock.advance({ days: 9 });
    await home.runRounds('watch-claims');
    await home.settle();
    expect((await officer.call('showClaim', { claimId: page.claim.id })).claim.state).toBe('refused');
    home.clock.advance({ days: 8 });
    await home.runRounds('watch-claims');
    await home.settle();
    expect((await officer.call('showClaim', { claimId: page.claim.id })).claim.state).toBe('withdrawn');
    expect(await standing(invoiceId)).toMatchObject({ all: 0, warrantyReceivable: 0, internalCost: page.claim.claimedFen });
    await officer.call('buildClaims', { workOrderId: one.id });
    await home.settle();
    expect(await standing(invoiceId)).toMatchObject({ all: 0, warrantyReceivable: page.claim.claimedFen, internalCost: 0 });
    expect(await makerOf(invoiceId)).toMatchObject({ paidFen: 0, borneFen: 0 });
  });
  test('goes back with a claim that was settled and is taken back, whole and once', async () => {
    const { page, invoiceId } = await claimed();
    const settled = await step(await answered(await sent(page), 0.5), 'settleClaim', { reference: '结算' });
    await step(settled, 'reverseClaim', { words: '旧件检查不合格' }, people.manager);
    expect(await standing(invoiceId)).toMatchObject({ all: 0, warrantyReceivable: 0, cash: 0, internalCost: page.claim.claimedFen });
    expect(await makerOf(invoiceId)).toMatchObject({ paidFen: 0, borneFen: page.claim.claimedFen });
  });
});

describe('an old part that is not on its way by its day', () => {
  const late = async (page: Claim): Promise<Claim> => {
    home.clock.advance({ days: 11 });
    await home.runRounds('watch-claims');
    await home.settle();
    return officer.call('showClaim', { claimId: page.claim.id });
  };
  test('holds a claim that nobody answered yet: no answer, no money, until the part is on its way', async () => {
    const { page } = await claimed();
    const held = await late(await sent(page));
    expect(held).toMatchObject({ claim: { state: 'held', answerDueOn: null, heldUntil: expect.any(String) }, parts: [{ state: 'missing' }] });
    expect(await refusalOf(answered(held, 1))).toBe('claimNotNow');
    const part = held.parts[0] as Claim['parts'][number];
    const again = await officer.call('movePart', { partId: part.id, version: part.version, step: 'shipped', words: '找到了', waybill: 'SF1' });
    expect(again).toMatchObject({ claim: { state: 'sent', heldUntil: null, answerDueOn: expect.any(String) } });
    expect((await answered(again, 1)).claim.state).toBe('accepted');
  });
  test('takes the claim back when as many days have passed again, and the outlet bears it', async () => {
    const { page, invoiceId } = await claimed();
    const held = await late(await sent(page));
    expect((await late(held)).claim).toMatchObject({ state: 'reversed', reversedWhy: 'partNotReturned', heldUntil: null });
    expect(await standing(invoiceId)).toMatchObject({ all: 0, warrantyReceivable: 0, internalCost: page.claim.claimedFen });
  });
});

test('whatever happens to a claim, the ledger sums to zero, and what was claimed is receivable, paid or borne, to the fen', async () => {
  const deed = fc.constantFrom('send', 'all', 'half', 'none', 'appeal', 'settle', 'reverse', 'withdraw', 'build', 'wait') as fc.Arbitrary<string>;
  await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 8 }), async (deeds) => {
    const { one, page, invoiceId } = await claimed();
    for (const each of ['send', ...deeds]) {
      const [latest] = (await officer.call('listClaims', { workOrderId: one.id })).claims.filter((claim: { state: string }) => claim.state !== 'withdrawn');
      const now = latest === undefined ? undefined : ((await officer.call('showClaim', { claimId: latest.id })) as Claim);
      if (each === 'build') await officer.call('buildClaims', { workOrderId: one.id }).catch(() => undefined);
      if (each === 'wait') {
        home.clock.advance({ days: 12 });
        await home.runRounds('watch-claims');
      }
      const does: Record<string, () => Promise<unknown>> = {
        send: () => sent(now as Claim), all: () => answered(now as Claim, 1), half: () => answered(now as Claim, 0.5), none: () => answered(now as Claim, 0), appeal: () => step(now as Claim, 'appealClaim', { words: '再议' }),
        settle: () => step(now as Claim, 'settleClaim', { reference: 'x' }), reverse: () => step(now as Claim, 'reverseClaim', { words: 'x' }, people.manager), withdraw: () => step(now as Claim, 'withdrawClaim', { words: 'x' }),
      };
      if (now !== undefined) expect(['done', 'claimNotNow', 'claimHasErrors', 'appealTooLate', 'appealedAlready', 'partNotNow']).toContain(await refusalOf(does[each]?.() ?? Promise.resolve()));
      await home.settle();
      const sums = await standing(invoiceId);
      expect(sums['all']).toBe(0);
      expect((sums['warrantyReceivable'] ?? 0) + (sums['cash'] ?? 0) + (sums['internalCost'] ?? 0)).toBe(page.claim.claimedFen);
      const payer = await makerOf(invoiceId);
      expect([payer.paidFen, payer.borneFen]).toEqual([sums['cash'] ?? 0, sums['internalCost'] ?? 0]);
    }
  }), { numRuns: 8 });
}, 120_000);
