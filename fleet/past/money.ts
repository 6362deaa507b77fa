// Money beside the visits of the year: packages on sale and sold, deposits, coupons, tax invoices, accidents that insurers pay in several
// states, and loaner cars that came back with charges.
import type { Actor } from '../../server/platform/actor.ts';
import type { OutletPlan } from '../places.ts';
import type { Replay } from '../replay.ts';
import { administrator, staffActor, type Known } from '../settle-world.ts';
import { createRandom } from '../random.ts';
import { signature } from './photo.ts';
import { storiesOf } from './today.ts';
import type { CarPlan, StaffPlan, World as Country } from '../world.ts';

const hour = 3_600_000;
type Ctx = { on: Replay; country: Country; known: Known; now: Date };
const before = (now: Date, hours: number): Date => new Date(now.getTime() - hours * hour);
const day = (at: Date): string => new Date(at.getTime() + 8 * hour).toISOString().slice(0, 10);
const named = ({ country, known }: Ctx, userName: string): Actor | undefined => {
  const plan = country.staff.find((one) => one.userName === userName);
  return plan === undefined ? undefined : staffActor(known, plan as StaffPlan);
};
const ownerOf = ({ country }: Ctx, car: CarPlan) => country.owners.find((one) => one.key === car.ownerKey);
/** Cars of a brand from the end of the list: stories and the day in the shops begin at its front. */
const lastCars = ({ country, now }: Ctx, brandId: string): CarPlan[] => country.cars.filter((car) => car.brandId === brandId && Date.parse(car.deliveredOn) < before(now, 24 * 60).getTime()).toReversed();

/** What each brand sells, who bought it, deposits at the till, coupons given and one that was used up by now. */
async function benefits(ctx: Ctx): Promise<void> {
  const { on, country, known, now } = ctx;
  for (const [nth, brand] of country.brands.entries()) {
    const at = before(now, 24 * 200);
    const three = await on.call(administrator, at, 'addPlan', { brandId: brand.id, name: '三次常规保养', nameEn: 'Three regular maintenances', priceFen: [118_000, 108_000, 98_000][nth] ?? 98_000, months: 36, transferable: true, items: [{ code: 'MNT-A', times: 3 }] });
    const care = await on.call(administrator, at, 'addPlan', { brandId: brand.id, name: '安心两年', nameEn: 'Two easy years', priceFen: [148_000, 128_000, 108_000][nth] ?? 108_000, months: 24, transferable: false, items: [{ code: 'MNT-B', times: 1 }, { code: 'TYRE-REPAIR', times: 2 }, { code: 'BAT-HEALTH', times: 1 }] });
    const outlet = country.outlets.find((one) => one.brandIds.includes(brand.id) && one.kind === 'serviceCentre') as OutletPlan;
    const adviser = named(ctx, `${outlet.id}-adviser`);
    if (adviser === undefined) continue;
    for (const [index, car] of lastCars(ctx, brand.id).slice(0, 5).entries()) {
      const ownerId = known.ownerId.get(car.ownerKey);
      const when = before(now, 3 + index * 31);
      if (index < 3) await on.call(adviser, when, 'sellPackage', { planId: index === 1 ? care.id : three.id, vehicleId: known.vehicleId.get(car.vin), outletId: outlet.id, channel: index === 2 ? 'cash' : 'card' });
      else {
        const deposit = await on.call(adviser, when, 'takeDeposit', { ownerId, brandId: brand.id, outletId: outlet.id, amountFen: index === 3 ? 50_000 : 20_000, channel: index === 3 ? 'card' : 'cash', why: index === 3 ? '预订充电口总成' : '预订四条轮胎' });
        if (index === 4) await on.call(adviser, before(now, 1), 'returnDeposit', { depositId: deposit.id, amountFen: 8_000, version: deposit.version });
      }
      await on.call(administrator, when, 'addCoupon', { brandId: brand.id, ownerId, code: `WINTER-${nth}${index}`, name: '冬季检测礼', nameEn: 'Winter check', ...(index % 2 === 0 ? { fen: 5_000 } : { pct: 10, mostFen: 20_000 }), minFen: 20_000, validTo: day(before(now, -24 * 60)) });
    }
    await on.call(administrator, at, 'addCoupon', { brandId: brand.id, code: `${brand.id.toUpperCase()}-88`, name: '周年优惠', nameEn: 'Anniversary', fen: 8_800, minFen: 50_000, validTo: day(before(now, -24 * 30)) });
  }
}

/** Tax invoices over what was paid: to owners and to companies. */
async function taxInvoices(ctx: Ctx): Promise<void> {
  const { invoices } = (await ctx.on.call(administrator, ctx.now, 'listInvoices', { state: 'paid', limit: 200 })) as { invoices: { id: string; brandId: string; outletId: string }[] };
  for (const [index, invoice] of invoices.filter((_, at) => at % 5 === 0).slice(0, 12).entries()) {
    const adviser = named(ctx, `${invoice.outletId}-adviser`);
    const buyer = index % 3 === 2 ? { buyerKind: 'company', title: '同城快送（上海）有限公司', taxNo: '91310000MA1K00001A' } : { buyerKind: 'person', title: '个人' };
    if (adviser !== undefined) await ctx.on.call(adviser, before(ctx.now, 0.5), 'askFapiao', { invoiceId: invoice.id, ...buyer });
  }
}

type Order = { workOrder: { id: string; version: number; state: string }; lines: { id: string; answer: string }[] };
type Insured = { accident: { id: string; version: number; assessments: { lines: { lineId: string; askedFen: number }[] }[]; billedFen: number | null } };
/** How far an accident has come; `hours` since the car came in. */
const accidents = [{ until: 'paid', hours: 24 * 12 }, { until: 'billed', hours: 24 * 3 }, { until: 'asked', hours: 5 }, { until: 'reported', hours: 1 }] as const;

async function insured(ctx: Ctx, outlet: OutletPlan, car: CarPlan, plan: (typeof accidents)[number]): Promise<void> {
  const { on, known, now } = ctx;
  const [adviser, manager, first] = [named(ctx, `${outlet.id}-adviser`), named(ctx, `${outlet.id}-manager`), named(ctx, `${outlet.id}-tech1`)] as [Actor, Actor, Actor];
  const owner = ownerOf(ctx, car);
  if (owner === undefined) return;
  let at = before(now, plan.hours);
  const later = (minutes: number): Date => (at = new Date(Math.min(now.getTime(), at.getTime() + minutes * 60_000)));
  const { caseId } = await on.call(adviser, at, 'openCase', { vehicleId: known.vehicleId.get(car.vin), words: '停车场出口右前刮到立柱，右前门和翼子板凹了，漆也掉了', outletId: outlet.id });
  const signatureFileId = await on.picture(adviser, later(4), signature(createRandom(plan.hours)));
  let order = (await on.call(adviser, later(2), 'checkIn', { caseId, outletId: outlet.id, odometerKm: car.odometerKm, confirmOdometer: true, socPct: 64, keys: 1, itemsLeft: '', warningLamps: [], photos: [], keyKinds: ['fob'], dashcamOff: true, statement: '右前门和翼子板刮伤', signerName: owner.name, signatureFileId, promisedAt: before(now, -72).toISOString() })) as Order;
  const act = async (actor: Actor, name: string, input: Record<string, unknown> = {}): Promise<void> => void (order = (await on.call(actor, later(9), name, { workOrderId: order.workOrder.id, version: order.workOrder.version, ...input })) as Order);
  const fresh = async (): Promise<void> => void (order = (await on.call(adviser, later(1), 'showWorkOrder', { workOrderId: order.workOrder.id })) as Order);
  let page = (await on.call(adviser, later(8), 'openAccident', { workOrderId: order.workOrder.id, insurer: '安联财险', reportNo: `RDAA${day(at).replaceAll('-', '')}${car.vin.slice(-4)}`, policyNo: `PDAA${car.vin.slice(-8)}`, fault: 'own', happenedAt: before(at, 3).toISOString(), words: '停车场出口右前刮到立柱，无人受伤' })) as Insured;
  const insurance = async (actor: Actor, name: string, input: Record<string, unknown> = {}): Promise<void> => void (page = (await on.call(actor, later(12), name, { insuranceId: page.accident.id, version: page.accident.version, ...input })) as Insured);
  await act(first, 'recordDiagnosis', { complaint: '右前门和翼子板刮伤凹陷', cause: '与立柱剐蹭，钣金变形，漆面破损', correction: '钣金整形一幅，喷漆两幅' });
  await act(adviser, 'saveEstimate', { operations: ['BODY-PANEL', 'PAINT-PANEL'], parts: [], payers: ['BODY-PANEL', 'PAINT-PANEL'].map((code) => ({ code, payType: 'insurance' })) });
  if (plan.until === 'reported') return;
  await insurance(adviser, 'recordAccidentSurvey', { surveyor: '查勘员李工', siteRisk: 1, batteryGrade: plan.until === 'asked' ? 2 : 1, words: '右前侧受损，动力电池箱体无变形', fileIds: [] });
  await insurance(adviser, 'askInsurer');
  if (plan.until === 'asked') return;
  await insurance(adviser, 'answerInsurer', { words: '定损单 2026-118', answers: page.accident.assessments[0]?.lines.map((line, nth) => ({ lineId: line.lineId, approvedFen: nth === 0 ? line.askedFen : Math.floor(line.askedFen * 0.9) })) ?? [] });
  await fresh();
  await act(adviser, 'sendEstimate');
  await act(adviser, 'recordAnswer', { answers: order.lines.filter((line) => line.answer === 'sent').map((line) => ({ lineId: line.id, answer: 'approved' })), channel: 'phone', words: '差额自己出，做吧' });
  await act(first, 'startWork');
  await act(first, 'finishWork', { note: '钣金喷漆完成，色差检查合格' });
  if (order.workOrder.state === 'inspection') await act(manager, 'inspect', { passed: true, words: '合格' });
  page = (await on.call(adviser, later(2), 'showAccident', { insuranceId: page.accident.id })) as Insured;
  if (plan.until === 'paid') await insurance(manager, 'settleAccident', { amountFen: (page.accident.billedFen ?? 0) - 3_000, reference: '赔款通知 88213', shortWords: '扣除残值' });
}
async function insurers(ctx: Ctx): Promise<void> {
  const outlet = ctx.country.outlets.find((one) => one.id === 'cd-wuhou');
  if (outlet === undefined) return;
  // a car of a story, or one that something is open for, has a day of its own
  const told = new Set(storiesOf(ctx.country).map((story) => story.vin));
  const free: CarPlan[] = [];
  for (const car of outlet.brandIds.flatMap((brandId) => lastCars(ctx, brandId).slice(6, 30))) {
    if (told.has(car.vin) || free.length === accidents.length) continue;
    const { cases } = (await ctx.on.call(administrator, ctx.now, 'listCases', { scope: 'all', vehicleId: ctx.known.vehicleId.get(car.vin), limit: 20 })) as { cases: { stage: string }[] };
    if (cases.every((one) => one.stage === 'closed')) free.push(car);
  }
  for (const [nth, plan] of accidents.entries()) {
    const car = free[nth];
    if (car !== undefined) await insured(ctx, outlet, car, plan);
  }
}

/** Loaners that should be back are: one with a scratch and missing charge, settled early; one with a fine that came later. */
async function loaners(ctx: Ctx): Promise<void> {
  const { on, now } = ctx;
  let nth = 0;
  for (const outlet of ctx.country.outlets.filter((one) => one.kind === 'serviceCentre')) {
    const adviser = named(ctx, `${outlet.id}-adviser`);
    if (adviser === undefined || nth >= 2) continue;
    const { loans } = (await on.call(adviser, now, 'listLoans', { outletId: outlet.id })) as { loans: { id: string; version: number; state: string; late: boolean; outRecord: { odometerKm: number; photoIds: string[] } | null }[] };
    const out = loans.find((one) => one.state === 'out' && one.late);
    if (out === undefined || out.outRecord === null) continue;
    const picture = await on.picture(adviser, now, Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'));
    const back = await on.call(adviser, before(now, 1), 'returnLoaner', { loanId: out.id, version: out.version, odometerKm: out.outRecord.odometerKm + 212, socPct: 61, photoIds: [picture], ...(nth === 0 ? { damage: '右后门划痕', damageFen: 60_000 } : {}) });
    const fined = nth === 1 ? await on.call(adviser, before(now, 0.6), 'chargeLoan', { loanId: out.id, version: back.version, kind: 'fine', what: '闯红灯', fen: 20_000, happenedAt: before(now, 4).toISOString() }) : back;
    if (nth === 0) await on.call(adviser, before(now, 0.4), 'settleLoan', { loanId: out.id, version: fined.version, early: '已查询，用车期间无违章' });
    nth += 1;
  }
}

export async function money(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  const ctx = { on, country, known, now };
  await benefits(ctx);
  await insurers(ctx);
  await loaners(ctx);
  await taxInvoices(ctx);
}
