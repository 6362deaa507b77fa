// The cashier's close: money comes in by several payers and channels, cash goes to the bank, the till is counted and closed by name, a difference
// to a bill is explained, a tax invoice goes out, and the owner sees what is theirs. Both widths, both languages, no barriers.
import { beforeAll, expect, test } from 'vitest';
import type { Caller } from '#platform/testing';
import { newCar, outletId, shop, visit, type Car } from '../../server/workorders/small-shop.test-data.ts';
import { barriers } from './browser.ts';
import { openHouse } from './walk.ts';

let car: Car;
let cashier: Caller;
let manager: Caller;
const ids = { invoice: '', second: '' };
const walk = await openHouse('2026-11-24T02:00:00Z', async (home) => {
  const people = await shop(home);
  cashier = home.staff({ role: 'cashier', brandId: 'xihe', outletId, name: '收银员小林' });
  manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId, name: '店长' });
  car = await newCar(home);
  const region = home.staff({ role: 'regionalManager', brandId: 'xihe' });
  const plan = await region.call('addPlan', { brandId: 'xihe', name: '三次保养', nameEn: 'Three maintenances', priceFen: 50_000, months: 24, transferable: true, items: [{ code: 'MAINTAIN', times: 3 }] });
  await cashier.call('sellPackage', { planId: plan.id, vehicleId: car.vehicleId, outletId, channel: 'card' });
  await cashier.call('takeDeposit', { ownerId: car.ownerId, brandId: 'xihe', outletId, amountFen: 5_000, channel: 'cash', why: '订配件' });
  await manager.call('addCoupon', { brandId: 'xihe', code: 'THANKS-20', ownerId: car.ownerId, name: '感谢券', nameEn: 'Thank you', fen: 2_000, validTo: '2026-12-31' });
  for (const name of ['invoice', 'second'] as const) {
    const mine = name === 'invoice' ? car : await newCar(home);
    await (await visit(home, people, mine)).ready(['BRAKE-PADS', 'MAINTAIN']);
    ids[name] = (await mine.owner.call('myInvoices', {})).invoices[0].id;
  }
  await home.inside((tx) => tx.db.query(home.sql`insert into cashier.differences (id, brand_id, outlet_id, channel, on_day, kind, moved, no, bill_fen, state, found_at) values ('difference', 'xihe', ${outletId}, 'wechat', '2026-11-23', 'missingHere', 'payment', 'CLSHOP1', 990, 'open', now())`));
});
beforeAll(() => walk.home.settle(), 120_000);

test('an invoice is paid by a company and in cash after a coupon, and its tax invoice is asked for in another title', async () => {
  const page = await walk.pageOf(cashier, `/console/invoices/${ids.invoice}`);
  await page.getByText('优惠券', { exact: true }).first().click();
  await page.getByLabel('券码').fill('THANKS-20');
  await page.getByRole('button', { name: '使用优惠券' }).click();
  await page.getByText('已优惠').first().waitFor();
  await page.getByText('单位代付').click();
  await page.getByLabel('单位名称').fill('同城快送');
  await page.getByLabel('纳税人识别号').fill('91310000MA1K00001A');
  await page.getByRole('form', { name: '单位代付' }).getByLabel('金额（元）').fill('160');
  await page.getByRole('button', { name: '分给单位付' }).click();
  await page.locator('main li', { hasText: '单位 同城快送' }).waitFor();
  await page.getByLabel('付款方').first().selectOption({ label: '单位 同城快送' });
  await page.getByText('对公转账', { exact: true }).click();
  await page.getByLabel('凭证号（可不填）').fill('回单 88');
  await page.getByRole('button', { name: '确认收款' }).click();
  await page.locator('header .k-tag', { hasText: '部分付款' }).waitFor();
  await page.getByText('现金', { exact: true }).click();
  expect(await page.getByRole('form', { name: '收款' }).getByLabel('金额（元）').inputValue()).toBe('300.00');
  await page.getByRole('button', { name: '确认收款' }).click();
  await page.locator('header .k-tag', { hasText: '已付清' }).waitFor();
  await page.getByLabel('抬头', { exact: true }).fill('王建国');
  await page.getByRole('button', { name: '申请开票' }).click();
  await page.getByText('开票中').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  expect((await manager.call('showInvoice', { invoiceId: ids.invoice })).invoice).toMatchObject({ state: 'paid', owedFen: 46_000, paidFen: 46_000, couponFen: 2_000 });
}, 120_000);

test('the cashier’s close: cash to the bank, a count that differs with its reason, closed by name; a bill’s difference is explained', async () => {
  const page = await walk.pageOf(cashier, '/console');
  await page.getByRole('heading', { name: '日结与对账' }).waitFor();
  await page.getByText('钱箱应有现金').waitFor();
  await page.getByRole('form', { name: '现金缴存银行' }).getByLabel('金额（元）').fill('200');
  await page.getByLabel('缴款单号').fill('缴款单 7');
  await page.getByRole('button', { name: '登记缴存' }).click();
  await page.getByRole('cell', { name: /缴存银行/ }).first().waitFor();
  await page.getByRole('textbox', { name: '情况说明' }).fill('门店扫码收款，已补录');
  await page.getByRole('button', { name: '说明并关闭' }).click();
  await page.getByText('没有未说明的差异').waitFor();
  await page.getByLabel('清点现金（元）').fill('149');
  await page.getByText('与账面相差').waitFor();
  expect(await page.getByRole('button', { name: '由我日结' }).isDisabled()).toBe(true);
  await page.getByLabel('差额原因').fill('找零少收一元');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: '由我日结' }).click();
  await page.getByText(/已由 收银员小林 日结/).waitFor();
  const till = await manager.call('showTill', { brandId: 'xihe', outletId, onDay: '2026-11-24' });
  expect(till.closed).toMatchObject({ countedCashFen: 14_900, bookedCashFen: 15_000, closedBy: '收银员小林', words: '找零少收一元' });
  expect((await manager.call('showTill', { brandId: 'xihe', outletId })).cashFen, 'the next day begins with what was counted').toBe(14_900);
}, 120_000);

test('a deposit goes back, a package is taken back with its reason, a coupon is given, and all of it stands in the ledger that sums to zero', async () => {
  const page = await walk.pageOf(manager, `/console/vehicles/${car.vehicleId}`);
  const card = page.locator('section, .k-card', { hasText: '套餐、定金与优惠券' }).last();
  await card.getByRole('button', { name: '退定金' }).click();
  await page.getByRole('form', { name: '退定金' }).getByRole('textbox', { name: '金额（元）' }).fill('20');
  await page.getByRole('form', { name: '退定金' }).getByRole('button', { name: '退定金' }).click();
  await page.locator('li', { hasText: '定金' }).getByText('¥30.00').first().waitFor();
  await card.getByRole('button', { name: '退套餐' }).click();
  await page.getByRole('form', { name: '退套餐' }).getByLabel('原因').fill('车主换车，不再需要');
  await page.getByRole('form', { name: '退套餐' }).getByRole('button', { name: '退套餐' }).click();
  await page.getByText('已退', { exact: true }).first().waitFor();
  expect(await barriers(page)).toEqual([]);
  const all = await manager.call('showBenefits', { vehicleId: car.vehicleId });
  expect([all.deposits[0].leftFen, all.packages[0].state]).toEqual([3_000, 'returned']);

  const plans = await walk.pageOf(manager, '/console/plans');
  await plans.getByText('三次保养').first().waitFor();
  await plans.getByText('发优惠券').first().click();
  const form = plans.getByRole('form', { name: '发优惠券' });
  await form.getByLabel('券码').fill('SPRING-30');
  await form.getByLabel('名称', { exact: true }).fill('春季券');
  await form.getByLabel('英文名称').fill('Spring');
  await form.getByLabel('减多少（元）').fill('30');
  await form.getByLabel('有效至').fill('2027-03-31');
  await form.getByRole('button', { name: '发券' }).click();
  await plans.getByRole('cell', { name: /春季券/ }).waitFor();
  expect(await barriers(plans)).toEqual([]);

  const ledger = await walk.pageOf(cashier, '/console/ledger');
  await ledger.getByRole('cell', { name: /退套餐/ }).first().waitFor();
  await ledger.getByRole('row', { name: /全部合计/ }).getByText('¥0.00').waitFor();
  await ledger.getByLabel('科目', { exact: true }).selectOption({ label: '预收定金押金' });
  await ledger.getByRole('cell', { name: /退定金/ }).first().waitFor();
  expect(await barriers(ledger)).toEqual([]);
}, 120_000);

test('the pages read well at both widths in both languages', async () => {
  for (const width of [390, 1440]) {
    for (const language of ['zh', 'en'] as const) {
      const look = { width, language };
      for (const [who, path, sign] of [[manager, '/console/till', language === 'zh' ? '日结与对账' : 'Daily close'], [manager, `/console/invoices/${ids.second}`, language === 'zh' ? '谁付多少' : 'Who pays how much'], [manager, '/console/plans', language === 'zh' ? '在售套餐' : 'Packages on sale'], [cashier, '/console/ledger', language === 'zh' ? '各科目余额' : 'What stands on each account'], [car.owner, '/owner/benefits', language === 'zh' ? '三次保养' : 'Three maintenances'], [car.owner, `/owner/invoices/${ids.invoice}`, language === 'zh' ? '发票' : 'Tax invoice']] as const) {
        const page = await walk.pageOf(who, path, look);
        await page.locator('main').getByText(sign).first().waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1), `${path} at ${width} in ${language} is not wider than its screen`).toBe(true);
        expect(await barriers(page)).toEqual([]);
      }
    }
  }
  expect(walk.trouble).toEqual([]);
}, 480_000);
