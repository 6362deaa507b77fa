// Coupons: made, used once for one invoice, given back when all of the invoice is refunded. N7 a coupon is used once, whoever
// is quicker; N8 it counts only for its owner, within its days and from its least sum on.
import { findBrand } from '#brands';
import { findOwner, ownersById } from '#people';
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { Coupon } from '#prices';
import type { api } from './api.ts';
import { couponsOfBrand, insertCoupon, lockCoupon, writeCouponUse } from './store.ts';

export async function addCoupon(tx: Tx, input: Input<typeof api.addCoupon>) {
  await findBrand(tx, input.brandId);
  if (!holds(tx.actor, ['serviceManager', 'regionalManager', 'administrator'], { brandId: input.brandId })) refuse('notAllowed');
  if (input.ownerId !== undefined && !(await findOwner(tx, input.ownerId)).brandIds.includes(input.brandId)) refuse('ownerNotFound', { id: input.ownerId });
  if ((input.fen === undefined) === (input.pct === undefined)) refuse('couponNeedsOne', { field: 'fen' });
  const coupon = await insertCoupon(tx, {
    id: newId(), code: input.code.toUpperCase(), brandId: input.brandId, forOwnerId: input.ownerId ?? null, name: input.name.trim(), nameEn: input.nameEn.trim(), fen: input.fen ?? null, pct: input.pct ?? null, mostFen: input.mostFen ?? null, minFen: input.minFen ?? 0,
    validFrom: beijingDay(tx.now), validTo: input.validTo, madeBy: actorName(tx.actor),
  });
  if (coupon === undefined) return refuse('couponCodeTaken', { field: 'code' });
  tx.record({ action: 'benefits.addCoupon', subject: 'coupons', subjectId: coupon.id, brandId: coupon.brandId, after: coupon });
  tx.announce({ topic: 'benefits', id: coupon.id, brandId: coupon.brandId });
  return coupon;
}

export async function listCoupons(tx: Tx, input: Input<typeof api.listCoupons>) {
  await findBrand(tx, input.brandId);
  if (!holds(tx.actor, ['adviser', 'cashier', 'serviceManager', 'regionalManager', 'administrator', 'auditor'], { brandId: input.brandId })) return refuse('brandNotFound', { id: input.brandId });
  const coupons = await couponsOfBrand(tx, input.brandId);
  const owners = await ownersById(tx, coupons.flatMap((one) => one.forOwnerId ?? []));
  return { coupons: coupons.map((one) => ({ ...one, ownerName: one.forOwnerId === null ? null : (owners.get(one.forOwnerId)?.name ?? '') })) };
}

/** Uses a coupon for something that its owner owes; refuses with the reason. (N7, N8) */
export async function takeCoupon(tx: Tx, use: { brandId: string; code: string; ownerId: string; owedFen: number; usedFor: string }): Promise<Coupon> {
  const one = await lockCoupon(tx, use.brandId, use.code.toUpperCase());
  const today = beijingDay(tx.now);
  const no = (why: string): never => refuse('couponNotValid', { field: 'code', why });
  if (one === undefined || (one.forOwnerId !== null && one.forOwnerId !== use.ownerId)) return no('unknown');
  if (one.usedFor !== null) return no('used');
  if (today < one.validFrom || today > one.validTo) return no('expired');
  if (use.owedFen < one.minFen) return no('tooSmall');
  await writeCouponUse(tx, one.id, use.usedFor);
  return one.fen === null ? { pct: one.pct ?? 0, mostFen: one.mostFen } : { fen: one.fen };
}
/** A coupon is its owner's again. */
export async function giveCouponBack(tx: Tx, brandId: string, code: string, usedFor: string): Promise<void> {
  const one = await lockCoupon(tx, brandId, code.toUpperCase());
  if (one !== undefined && one.usedFor === usedFor) await writeCouponUse(tx, one.id, null);
}
