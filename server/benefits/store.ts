// Statements of plans, packages with their entitlements and uses, deposits and coupons.
import { many, maybe, one, run, sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { CouponRow, Deposit, Entitlement, Package, Plan } from './benefit.ts';

const planColumns = sql`id, brand_id, name, name_en, price_fen, months, transferable, items`;
const packageColumns = sql`id, number, brand_id, owner_id, plan_id, vin, outlet_id, name, name_en, price_fen, channel, transferable, valid_to, state, sold_at, version`;
const depositColumns = sql`id, number, brand_id, owner_id, outlet_id, why, amount_fen, used_fen, returned_fen, forfeited_fen, channel, taken_at, version`;
const couponColumns = sql`id, code, brand_id, for_owner_id, name, name_en, fen, pct, most_fen, min_fen, valid_from, valid_to, used_for, used_at`;

export const plansOf = (tx: Tx, brandId?: string) => many<Plan>(tx, sql`select ${planColumns} from benefits.plans where ended_at is null and (${brandId ?? null}::text is null or brand_id = ${brandId ?? null}) order by name, id`);
export const planById = (tx: Tx, id: string) => maybe<Plan>(tx, sql`select ${planColumns} from benefits.plans where id = ${id} and ended_at is null`);
export const insertPlan = (tx: Tx, p: Plan & { madeBy: string }) =>
  one<Plan>(tx, sql`insert into benefits.plans (id, brand_id, name, name_en, price_fen, months, transferable, items, made_by, made_at) values (${p.id}, ${p.brandId}, ${p.name}, ${p.nameEn}, ${p.priceFen}, ${p.months}, ${p.transferable}, ${JSON.stringify(p.items)}::jsonb, ${p.madeBy}, ${tx.now}) returning ${planColumns}`);

export const endPlanNow = (tx: Tx, id: string) => run(tx, sql`update benefits.plans set ended_at = ${tx.now} where id = ${id} and ended_at is null`);

export const insertPackage = (tx: Tx, p: Omit<Package, 'state' | 'soldAt' | 'version'> & { soldBy: string }) =>
  one<Package>(tx, sql`insert into benefits.packages (id, number, brand_id, owner_id, bought_by_id, plan_id, vin, outlet_id, name, name_en, price_fen, channel, transferable, valid_to, state, sold_by, sold_at)
    values (${p.id}, ${p.number}, ${p.brandId}, ${p.ownerId}, ${p.ownerId}, ${p.planId}, ${p.vin}, ${p.outletId}, ${p.name}, ${p.nameEn}, ${p.priceFen}, ${p.channel}, ${p.transferable}, ${p.validTo}::date, 'active', ${p.soldBy}, ${tx.now}) returning ${packageColumns}`);
export const insertEntitlement = (tx: Tx, brandId: string, e: { id: string; packageId: string; code: string; times: number; valueFen: number }) =>
  run(tx, sql`insert into benefits.entitlements (id, package_id, brand_id, code, times, value_fen) values (${e.id}, ${e.packageId}, ${brandId}, ${e.code}, ${e.times}, ${e.valueFen})`);
export const packagesOfCar = (tx: Tx, vin: string) => many<Package>(tx, sql`select ${packageColumns} from benefits.packages where vin = ${vin} order by sold_at`);
/** The packages of a car, kept from others until the transaction ends. */
export const lockPackagesOfCar = (tx: Tx, vin: string) => many<Package>(tx, sql`select ${packageColumns} from benefits.packages where vin = ${vin} order by id for update`);
export const packagesOfOwner = (tx: Tx, ownerId: string) => many<Package>(tx, sql`select ${packageColumns} from benefits.packages where owner_id = ${ownerId} order by sold_at desc limit 50`);
export const lockPackage = (tx: Tx, id: string) => maybe<Package>(tx, sql`select ${packageColumns} from benefits.packages where id = ${id} for update`);
export const savePackage = (tx: Tx, p: Package) => one<Package>(tx, sql`update benefits.packages set owner_id = ${p.ownerId}, state = ${p.state}, version = version + 1 where id = ${p.id} returning ${packageColumns}`);
export const planOfPackages = (tx: Tx, planIds: readonly string[]) => many<Plan>(tx, sql`select ${planColumns} from benefits.plans where id = any(${[...planIds]}::text[])`);
export const entitlementsOf = (tx: Tx, packageIds: readonly string[]) => many<Entitlement>(tx, sql`select e.id, e.package_id, e.code, e.times, e.value_fen,
    (select count(*)::int from benefits.uses u where u.entitlement_id = e.id and u.state = 'used') as used, (select count(*)::int from benefits.uses u where u.entitlement_id = e.id and u.state = 'held') as held,
    (select coalesce(sum(u.value_fen), 0)::int from benefits.uses u where u.entitlement_id = e.id and u.state = 'used') as used_fen,
    (select coalesce(jsonb_agg(u.nth), '[]') from benefits.uses u where u.entitlement_id = e.id and u.state <> 'released') as taken_nths
  from benefits.entitlements e where e.package_id = any(${[...packageIds]}::text[]) order by e.code`);
export const insertHold = (tx: Tx, brandId: string, u: { id: string; entitlementId: string; nth: number; workOrderId: string; valueFen: number; byName: string }) =>
  run(tx, sql`insert into benefits.uses (id, entitlement_id, brand_id, nth, work_order_id, state, value_fen, at, by_name) values (${u.id}, ${u.entitlementId}, ${brandId}, ${u.nth}, ${u.workOrderId}, 'held', ${u.valueFen}, ${tx.now}, ${u.byName})`);
export const releaseHeld = (tx: Tx, workOrderId: string) => run(tx, sql`update benefits.uses set state = 'released' where work_order_id = ${workOrderId} and state = 'held'`);
/** Holds of a work order for these operations are used up; answers what they were worth. */
export const takeHeld = (tx: Tx, workOrderId: string, codes: readonly string[]) =>
  many<{ packageId: string; code: string; valueFen: number }>(tx, sql`update benefits.uses u set state = 'used', at = ${tx.now} from benefits.entitlements e where e.id = u.entitlement_id and u.work_order_id = ${workOrderId} and u.state = 'held' and e.code = any(${[...codes]}::text[])
    returning e.package_id, e.code, u.value_fen`);

type Spent = { packageId: string; code: string; valueFen: number };
export const usedBy = (tx: Tx, workOrderId: string) =>
  many<Spent>(tx, sql`select e.package_id, e.code, u.value_fen from benefits.uses u join benefits.entitlements e on e.id = u.entitlement_id where u.work_order_id = ${workOrderId} and u.state = 'used' order by e.package_id`);
export const unspend = (tx: Tx, workOrderId: string) =>
  many<Spent>(tx, sql`update benefits.uses u set state = 'released' from benefits.entitlements e where e.id = u.entitlement_id and u.work_order_id = ${workOrderId} and u.state = 'used' returning e.package_id, e.code, u.value_fen`);

export const insertDeposit = (tx: Tx, d: Omit<Deposit, 'usedFen' | 'returnedFen' | 'forfeitedFen' | 'takenAt' | 'version'> & { takenBy: string }) =>
  one<Deposit>(tx, sql`insert into benefits.deposits (id, number, brand_id, owner_id, outlet_id, why, amount_fen, channel, taken_by, taken_at) values (${d.id}, ${d.number}, ${d.brandId}, ${d.ownerId}, ${d.outletId}, ${d.why}, ${d.amountFen}, ${d.channel}, ${d.takenBy}, ${tx.now}) returning ${depositColumns}`);
export const lockDeposit = (tx: Tx, id: string) => maybe<Deposit>(tx, sql`select ${depositColumns} from benefits.deposits where id = ${id} for update`);
/** Through what money came that a deposit of this number holds. */
export const depositChannel = async (tx: Tx, number: string) => (await one<{ channel: Deposit['channel'] }>(tx, sql`select channel from benefits.deposits where number = ${number}`)).channel;
export const lockDepositByNumber = (tx: Tx, number: string) => maybe<Deposit>(tx, sql`select ${depositColumns} from benefits.deposits where number = ${number} for update`);
export const depositsOfOwner = (tx: Tx, ownerId: string) => many<Deposit>(tx, sql`select ${depositColumns} from benefits.deposits where owner_id = ${ownerId} order by taken_at desc limit 50`);
export const saveDeposit = (tx: Tx, d: Deposit) => one<Deposit>(tx, sql`update benefits.deposits set used_fen = ${d.usedFen}, returned_fen = ${d.returnedFen}, forfeited_fen = ${d.forfeitedFen}, version = version + 1 where id = ${d.id} returning ${depositColumns}`);

/** Undefined when the brand has a coupon of this code already. */
export const insertCoupon = (tx: Tx, c: Omit<CouponRow, 'usedFor' | 'usedAt'> & { madeBy: string }) =>
  maybe<CouponRow>(tx, sql`insert into benefits.coupons (id, code, brand_id, for_owner_id, name, name_en, fen, pct, most_fen, min_fen, valid_from, valid_to, made_by, made_at)
    values (${c.id}, ${c.code}, ${c.brandId}, ${c.forOwnerId}, ${c.name}, ${c.nameEn}, ${c.fen}, ${c.pct}, ${c.mostFen}, ${c.minFen}, ${c.validFrom}::date, ${c.validTo}::date, ${c.madeBy}, ${tx.now}) on conflict (brand_id, code) do nothing returning ${couponColumns}`);
export const lockCoupon = (tx: Tx, brandId: string, code: string) => maybe<CouponRow>(tx, sql`select ${couponColumns} from benefits.coupons where brand_id = ${brandId} and code = ${code} for update`);
export const couponsOfBrand = (tx: Tx, brandId: string) => many<CouponRow>(tx, sql`select ${couponColumns} from benefits.coupons where brand_id = ${brandId} order by (used_at is not null), valid_to desc, code limit 200`);
export const couponsOfOwner = (tx: Tx, ownerId: string) => many<CouponRow>(tx, sql`select ${couponColumns} from benefits.coupons where for_owner_id = ${ownerId} order by valid_to desc limit 50`);
export const writeCouponUse = (tx: Tx, id: string, usedFor: string | null) => run(tx, sql`update benefits.coupons set used_for = ${usedFor}, used_at = ${usedFor === null ? null : tx.now} where id = ${id}`);
