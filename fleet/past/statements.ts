// What the payment platforms billed for the last days, compared with the books: nearly all of it agrees; a payment that the bill
// forgot is explained by the shop's manager, another is still open, and the house hears of money that no invoice knows.
import { beijingDay } from '../../server/platform/calendar.ts';
import type { AlipayWallet } from '../outside/alipay-wallet.ts';
import type { Wallet } from '../outside/wallet.ts';
import type { Replay } from '../replay.ts';
import { staffActor, type Known } from '../settle-world.ts';
import type { StaffPlan, World as Country } from '../world.ts';

const dayMs = 86_400_000;
const lookBackDays = 30;
type Difference = { id: string; version: number; outletId: string; state: string; kind: string };

export async function statements(on: Replay, country: Country, known: Known, now: Date, { wallet, alipay }: { wallet: Wallet; alipay?: AlipayWallet | undefined }): Promise<void> {
  const last = Array.from({ length: lookBackDays }, (_, nth) => beijingDay(new Date(now.getTime() - (lookBackDays - nth) * dayMs)));
  // a platform writes no bill of a day on which nothing moved; the house asks for the last three in any case
  const days = last.filter((day, nth) => wallet.paidOn(day).length > 0 || nth >= lookBackDays - 3);
  const paid = days.flatMap((day) => wallet.paidOn(day));
  const forgotten = paid.filter((_, nth) => paid.length > 3 && nth % Math.ceil(paid.length / 2) === 1).slice(0, 2);
  for (const { no } of forgotten) wallet.leaveOut(no);
  const noon = new Date(`${days.at(-2) ?? beijingDay(now)}T12:20:00+08:00`);
  alipay?.addToBill({ no: 'STATIC-QR-0713', fen: 26_800, at: noon });
  const manager = (outletId: string): StaffPlan | undefined => country.staff.find((one) => one.userName === `${outletId}-manager`) as StaffPlan | undefined;
  const outlet = country.outlets.find((one) => one.kind === 'serviceCentre' && manager(one.id) !== undefined);
  const asker = outlet === undefined ? undefined : manager(outlet.id);
  if (outlet === undefined || asker === undefined) return;
  // bills come at ten in the morning of the day after
  for (const onDay of days) {
    const at = new Date(Math.min(now.getTime(), Date.parse(`${onDay}T10:20:00+08:00`) + dayMs));
    for (const channel of alipay === undefined ? ['wechat'] : ['wechat', 'alipay']) await on.call(staffActor(known, asker), at, 'askBill', { brandId: outlet.brandIds[0], channel, onDay });
  }
  let explained = 0;
  for (const place of country.outlets) {
    const plan = manager(place.id);
    if (plan === undefined || explained > 0) continue;
    const { differences } = (await on.call(staffActor(known, plan), now, 'listDifferences', { state: 'open' })) as { differences: Difference[] };
    const one = differences.find((each) => each.kind === 'missingInBill' && each.outletId === place.id);
    if (one === undefined) continue;
    explained++;
    await on.call(staffActor(known, plan), now, 'holdDifference', { differenceId: one.id, version: one.version, words: '已与微信支付客服核对：渠道漏单，款项在次日结算单补列', explained: true });
  }
}
