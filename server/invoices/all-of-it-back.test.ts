// Giving all of it back, by whatever way it came: cash with some fen left off, a deposit, a platform whose word got lost; and a deposit
// is used only where it was left.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { balanceOf } from '#ledger';
import { outletId, refusalOf, shop, visit, type Shop } from '../workorders/small-shop.test-data.ts';

/** A platform in memory that carries refunds out and whose call-backs all get lost. */
const orders = new Map<string, number>();
const refunds = new Map<string, number>();
const home = await house({
  startsAt: '2026-11-24T02:00:00Z',
  outside: {
    payment: {
      create: async ({ outTradeNo, amountFen }) => {
        orders.set(outTradeNo, amountFen);
        return { codeUrl: `weixin://${outTradeNo}` };
      },
      query: async (outTradeNo) => ({ state: 'SUCCESS', transactionId: `4${outTradeNo}`, amountFen: orders.get(outTradeNo) ?? -1 }),
      refund: async ({ outRefundNo, refundFen }) => {
        refunds.set(outRefundNo, refundFen);
        return { state: 'PROCESSING' };
      },
      queryRefund: async ({ outRefundNo }) => (refunds.has(outRefundNo) ? { state: 'SUCCESS', amountFen: refunds.get(outRefundNo) ?? -1 } : undefined),
      close: async () => undefined, bill: async () => undefined,
      readNotification: () => ({ ok: false, reason: 'badSignature' }),
    },
  },
});
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
const show = (id: string) => people.manager.call('showInvoice', { invoiceId: id });
const at = async (id: string, name: string, input: Record<string, unknown>, who = people.adviser): Promise<string> =>
  refusalOf(who.call(name, { invoiceId: id, version: (await show(id)).invoice.version, ...input }));
async function issued() {
  const one = await (await visit(home, people)).ready(['MAINTAIN']);
  const [{ id }] = (await one.car.owner.call('myInvoices', {})).invoices;
  const payer = (await show(id)).payers[0];
  return { id: id as string, ownerId: one.car.ownerId, owner: one.car.owner, payerId: payer.id as string };
}
const standing = (account: Parameters<typeof balanceOf>[1], party: string) => home.inside((tx) => balanceOf(tx, account, party));

test('a deposit that was left with one brand pays no invoice of another', async () => {
  const { id, ownerId } = await issued();
  const both = home.staff({ role: 'adviser', brandId: null, outletId });
  await home.inside((tx) => tx.db.query(home.sql`insert into benefits.deposits (id, number, brand_id, owner_id, outlet_id, why, amount_fen, channel, taken_by, taken_at) values ('of-yuanlan', 'D-OTHER', 'yuanlan', ${ownerId}, ${outletId}, '订配件', 25600, 'cash', 'x', now())`));
  expect(await at(id, 'payWithDeposit', { depositId: 'of-yuanlan', amountFen: 25_600 }, both)).toBe('depositNotFound');
});
