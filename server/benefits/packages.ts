// Packages: sold, held for a work order, used up by its invoice, passed on with the car by rule, taken back. N4 a time is held or
// used once, also by two work orders at once; N5 what was paid and not used is owed: after the last day it is paid out, not lost.
import { balanceOf, post, type Posting } from '#ledger';
import { findOutlet } from '#network';
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBrand } from '#brands';
import { findBook, operationsFor, priceLines } from '#prices';
import { vehicleByIdOrVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { coverOf, itemValues, timeValue, type Item, type Package, type Plan } from './benefit.ts';
import { couponsOfOwner, depositsOfOwner, endPlanNow, entitlementsOf, insertEntitlement, insertHold, insertPackage, insertPlan, lockPackage, lockPackagesOfCar, packagesOfCar, packagesOfOwner, planById, planOfPackages, plansOf, releaseHeld, savePackage, takeHeld, unspend, usedBy } from './store.ts';
import { askBenefitBack } from './buy-online.ts';
import { shownDeposit } from './deposits.ts';
import { isOnline } from './order.ts';
import { orderOf } from './order-store.ts';

export const till = ['adviser', 'cashier', 'serviceManager'] as const;
export const atPlace = async (tx: Tx, brandId: string, outletId: string): Promise<void> => {
  if (!holds(tx.actor, till, { brandId, outletId })) refuse('notAllowed');
  if (!(await findOutlet(tx, outletId)).brandIds.includes(brandId)) refuse('outletNotFound', { id: outletId });
};

export const listPlans = async (tx: Tx, input: Input<typeof api.listPlans>) => ({ plans: await plansOf(tx, input.brandId) });

export async function addPlan(tx: Tx, input: Input<typeof api.addPlan>): Promise<Plan> {
  await findBrand(tx, input.brandId);
  if (!holds(tx.actor, ['regionalManager', 'administrator'], { brandId: input.brandId })) refuse('notAllowed');
  if (new Set(input.items.map((item) => item.code)).size !== input.items.length) refuse('planEmpty', { field: 'items' });
  const { content } = await findBook(tx, input.brandId);
  const items = input.items.map((item): Item => {
    const operation = operationsFor(content, {}).find((one) => one.code === item.code) ?? refuse('operationNotFound', { code: item.code });
    return { code: item.code, times: item.times, name: operation.name, nameEn: operation.nameEn, worthFen: priceLines(content, { tier: 1, operations: [item.code] }).totalFen };
  });
  const plan = await insertPlan(tx, { ...input, id: newId(), name: input.name.trim(), nameEn: input.nameEn.trim(), items, madeBy: actorName(tx.actor) });
  tx.record({ action: 'benefits.addPlan', subject: 'benefits', subjectId: plan.id, brandId: plan.brandId, after: plan });
  tx.announce({ topic: 'benefits', id: plan.id, brandId: plan.brandId });
  return plan;
}
export async function endPlan(tx: Tx, input: Input<typeof api.endPlan>) {
  const plan = await planById(tx, input.planId);
  if (plan === undefined || !holds(tx.actor, ['regionalManager', 'administrator'], { brandId: plan.brandId })) return refuse('planNotFound', { id: input.planId });
  await endPlanNow(tx, plan.id);
  tx.record({ action: 'benefits.endPlan', subject: 'benefits', subjectId: plan.id, brandId: plan.brandId });
  tx.announce({ topic: 'benefits', id: plan.id, brandId: plan.brandId });
  return { ok: true as const };
}

const lastDay = (onDay: string, months: number): string => {
  const [year, month, day] = onDay.split('-').map(Number) as [number, number, number];
  const end = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, end))).toISOString().slice(0, 10);
};

export async function sellPackage(tx: Tx, input: Input<typeof api.sellPackage>) {
  const vehicle = (await vehicleByIdOrVin(tx, input.vehicleId)) ?? refuse('vehicleNotFound', { id: input.vehicleId });
  await atPlace(tx, vehicle.brandId, input.outletId);
  const plan = await planById(tx, input.planId);
  if (plan === undefined || plan.brandId !== vehicle.brandId) return refuse('planNotFound', { id: input.planId });
  const one = await packageOpened(tx, plan, { ownerId: vehicle.ownerId, vin: vehicle.vin, outletId: input.outletId, channel: input.channel, reference: input.reference });
  return (await shownPackages(tx, [one]))[0] ?? refuse('packageNotFound');
}
/** A package that was paid for: what it cost is owed in service. */
export async function packageOpened(tx: Tx, plan: Plan, of: Pick<Package, 'ownerId' | 'vin' | 'outletId' | 'channel'> & { reference?: string | undefined }): Promise<Package> {
  const { reference, ...whose } = of;
  const one = await insertPackage(tx, {
    ...whose, id: newId(), number: await nextNumber(tx, 'P'), brandId: plan.brandId, planId: plan.id, name: plan.name, nameEn: plan.nameEn, priceFen: plan.priceFen,
    transferable: plan.transferable, validTo: lastDay(beijingDay(tx.now), plan.months), soldBy: actorName(tx.actor),
  });
  const values = itemValues(plan.priceFen, plan.items);
  for (const [at, item] of plan.items.entries()) await insertEntitlement(tx, plan.brandId, { id: newId(), packageId: one.id, code: item.code, times: item.times, valueFen: values[at] as number });
  await post(tx, {
    kind: 'packageSold', reference: one.id, brandId: one.brandId, outletId: one.outletId, ownerId: one.ownerId, subject: 'packages', subjectId: one.id, amountFen: one.priceFen, words: `${one.number} ${one.name}${reference === undefined ? '' : ` ${reference}`}`,
    postings: [{ account: 'cash', party: one.channel, fen: one.priceFen }, { account: 'packages', party: one.id, fen: -one.priceFen }],
  });
  tellOf(tx, one, 'benefits.sellPackage', { after: { priceFen: one.priceFen, channel: one.channel } });
  return one;
}
const tellOf = (tx: Tx, one: Package, action: `benefits.${string}`, more: { after?: unknown; why?: string } = {}): void => {
  tx.record({ action, subject: 'packages', subjectId: one.id, brandId: one.brandId, version: one.version, ...more });
  tx.announce({ topic: 'benefits', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
};

async function shownPackages(tx: Tx, packages: readonly Package[]) {
  const entitlements = await entitlementsOf(tx, packages.map((one) => one.id));
  const plans = await planOfPackages(tx, packages.map((one) => one.planId));
  return packages.map((one) => {
    const own = entitlements.filter((each) => each.packageId === one.id);
    const items = plans.find((plan) => plan.id === one.planId)?.items ?? [];
    return {
      ...one, leftFen: one.state === 'returned' ? 0 : own.reduce((sum, each) => sum + each.valueFen - each.usedFen, 0),
      entitlements: own.map(({ code, times, used, held }) => ({ code, name: items.find((item) => item.code === code)?.name ?? code, nameEn: items.find((item) => item.code === code)?.nameEn ?? code, times, used, held, left: times - used - held })),
    };
  });
}

const shownCoupons = async (tx: Tx, ownerId: string) => couponsOfOwner(tx, ownerId);
export async function showBenefits(tx: Tx, input: Input<typeof api.showBenefits>) {
  const vehicle = (await vehicleByIdOrVin(tx, input.vehicleId)) ?? refuse('vehicleNotFound', { id: input.vehicleId });
  const ofBrand = <T extends { brandId: string }>(list: T[]): T[] => list.filter((one) => one.brandId === vehicle.brandId);
  return { packages: await shownPackages(tx, await packagesOfCar(tx, vehicle.vin)), deposits: ofBrand(await depositsOfOwner(tx, vehicle.ownerId)).map(shownDeposit), coupons: ofBrand(await shownCoupons(tx, vehicle.ownerId)) };
}
export async function myBenefits(tx: Tx) {
  if (tx.actor.kind !== 'owner') return { packages: [], deposits: [], coupons: [] };
  return { packages: await shownPackages(tx, await packagesOfOwner(tx, tx.actor.id)), deposits: (await depositsOfOwner(tx, tx.actor.id)).map(shownDeposit), coupons: await shownCoupons(tx, tx.actor.id) };
}

async function coverFor(tx: Tx, vehicle: Vehicle, code: string, packages: readonly Package[]) {
  return coverOf(packages, await entitlementsOf(tx, packages.map((one) => one.id)), code, vehicle.ownerId, beijingDay(tx.now));
}
export async function checkEntitlement(tx: Tx, input: Input<typeof api.checkEntitlement>) {
  const vehicle = (await vehicleByIdOrVin(tx, input.vehicleId)) ?? refuse('vehicleNotFound', { id: input.vehicleId });
  const verdict = await coverFor(tx, vehicle, input.code, await packagesOfCar(tx, vehicle.vin));
  if (!verdict.ok) return { covered: false, why: verdict.why, packageNumber: null, left: 0 };
  const { package: one, entitlement } = verdict.held;
  return { covered: true, why: null, packageNumber: one.number, left: entitlement.times - entitlement.used - entitlement.held };
}

/** Holds one time of each operation for a work order, in place of what it held before; refuses what no package covers. (N4) */
export async function holdFor(tx: Tx, vehicle: Vehicle, workOrderId: string, codes: readonly string[]): Promise<void> {
  const released = await releaseHeld(tx, workOrderId);
  if (codes.length === 0 && released === 0) return;
  const packages = await lockPackagesOfCar(tx, vehicle.vin);
  for (const code of [...new Set(codes)]) {
    const verdict = await coverFor(tx, vehicle, code, packages);
    if (!verdict.ok) return refuse('notInPackage', { field: 'payers', code, why: verdict.why });
    const { entitlement, package: one } = verdict.held;
    const nth = Array.from({ length: entitlement.times }, (_, at) => at).find((at) => !entitlement.takenNths.includes(at)) as number;
    await insertHold(tx, one.brandId, { id: newId(), entitlementId: entitlement.id, nth, workOrderId, valueFen: timeValue(entitlement.valueFen, entitlement.times, nth), byName: actorName(tx.actor) });
  }
}
/** What a work order held for these operations is used up, the rest of its holds given free. */
export async function spendHeld(tx: Tx, workOrderId: string, codes: readonly string[]): Promise<{ packageId: string; code: string; valueFen: number }[]> {
  const used = codes.length === 0 ? [] : await takeHeld(tx, workOrderId, codes);
  await releaseHeld(tx, workOrderId);
  return used;
}
/** Times that a work order used up are there again, of packages that were not taken back; answers what they were worth. The caller posts it. */
export async function giveTimesBack(tx: Tx, workOrderId: string): Promise<{ packageId: string; code: string; valueFen: number }[]> {
  const used = await usedBy(tx, workOrderId);
  const packages = await Promise.all([...new Set(used.map((one) => one.packageId))].map((id) => lockPackage(tx, id)));
  if (packages.some((one) => one?.state === 'returned')) refuse('packageReturned');
  const back = await unspend(tx, workOrderId);
  for (const one of packages) if (one !== undefined) tellOf(tx, await savePackage(tx, one), 'benefits.giveTimesBack', { after: back.filter((each) => each.packageId === one.id) });
  return back;
}
export const releaseHolds = async (tx: Tx, body: { workOrderId: string }): Promise<void> => void (await releaseHeld(tx, body.workOrderId));

/** A reaction to a sale: what may go with the car goes, the rest stays with who paid for it and can be paid out. */
export async function passOnPackages(tx: Tx, body: { vin: string; fromOwnerId: string; toOwnerId: string }): Promise<void> {
  for (const one of await lockPackagesOfCar(tx, body.vin)) {
    if (one.state !== 'active' || !one.transferable || one.ownerId !== body.fromOwnerId) continue;
    tellOf(tx, await savePackage(tx, { ...one, ownerId: body.toOwnerId }), 'benefits.passOn', { after: { ownerId: body.toOwnerId } });
  }
}

/** What is left of a package goes back; `cash` says by which way it went. */
export const entryOfReturn = (one: Package, leftFen: number, words: string, cash: Posting) => ({
  kind: 'packageReturned', reference: one.id, brandId: one.brandId, outletId: one.outletId, ownerId: one.ownerId, subject: 'packages', subjectId: one.id, amountFen: leftFen, words: `${one.number} ${words}`,
  postings: [{ account: 'packages' as const, party: one.id, fen: leftFen }, cash],
});
async function packageToReturn(tx: Tx, input: { packageId: string; version: number }, may: (one: Package) => boolean): Promise<Package> {
  const one = await lockPackage(tx, input.packageId);
  if (one === undefined || !may(one)) return refuse('packageNotFound', { id: input.packageId });
  if (one.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'packages', one.id, input.version) });
  if (one.state === 'returned') refuse('packageReturned');
  if ((await entitlementsOf(tx, [one.id])).some((each) => each.held > 0)) refuse('packageInUse');
  return one;
}
/** (N5) What was paid at the till is paid out there; what came over a platform goes back over it. */
async function takenBack(tx: Tx, one: Package, why: string): Promise<void> {
  const leftFen = -(await balanceOf(tx, 'packages', one.id));
  const saved = await savePackage(tx, { ...one, state: 'returned' });
  if (!isOnline(one.channel)) await post(tx, entryOfReturn(one, leftFen, why, { account: 'cash', party: one.channel, fen: -leftFen }));
  else if (leftFen > 0) await askBenefitBack(tx, one.id, leftFen, why);
  tellOf(tx, saved, 'benefits.returnPackage', { after: { leftFen }, why });
}
export async function returnPackage(tx: Tx, input: Input<typeof api.returnPackage>) {
  const one = await packageToReturn(tx, input, (each) => holds(tx.actor, ['serviceManager'], each) || refuse('notAllowed'));
  await takenBack(tx, one, input.why.trim());
  return { ok: true as const };
}
export async function giveUpPackage(tx: Tx, input: Input<typeof api.giveUpPackage>) {
  const one = await packageToReturn(tx, input, (each) => tx.actor.kind === 'owner' && each.ownerId === tx.actor.id);
  if (!isOnline(one.channel) || (await orderOf(tx, one.id))?.ownerId !== one.ownerId) refuse('boughtAtOutlet'); // who bought the car did not pay for it
  await takenBack(tx, one, '车主在应用中退回 / given back in the app');
  return { ok: true as const };
}
