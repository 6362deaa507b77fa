// The roster: who is on call for a brand, or for one outlet of it, from when to when, by which phone.
// P1 only people who work for the brand are put on call; P2 nobody is on call twice for one place at one time; P3 the
// numbers of people on call are shown to those who plan and to themselves, to others only their ends.
import { actorId, actorName, holds, visibleBrands, type Actor } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { alertForHouse } from '#alerts';
import { allBrands, findBrand } from '#brands';
import { casesByIds } from '#cases';
import { findOutlet } from '#network';
import { findStaffMember, maskPhone, normalPhone, staffFor } from '#people';
import { vehiclesByVin } from '#vehicles';
import type { api } from './api.ts';
import type { Shift } from './call.ts';
import { callsLately, dropShiftRow, insertShift, overlapping, shiftById, shiftsAhead } from './store.ts';

const planners = ['serviceManager', 'regionalManager', 'administrator'] as const;
const onCall = ['agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager'] as const;
const weekMs = 7 * 86_400_000;
const longestMs = 7 * 86_400_000;
const aheadMs = 5 * weekMs;
const callDays = 7;

/** Whoever plans for one outlet does not plan for the brand. */
const mayPlan = (actor: Actor, brandId: string, outletId: string | null): boolean =>
  actor.kind === 'staff' && actor.grants.some((grant) => (planners as readonly string[]).includes(grant.role) && (grant.brandId === null || grant.brandId === brandId) && (grant.outletId === null || grant.outletId === outletId));

/** (P3) */
const shown = (tx: Tx, shift: Shift) =>
  (holds(tx.actor, planners, { brandId: shift.brandId }) || actorId(tx.actor) === shift.staffId ? shift : { ...shift, phone: maskPhone(shift.phone) });

async function callsShown(tx: Tx, brandId: string | undefined) {
  const calls = await callsLately(tx, brandId, new Date(tx.now.getTime() - callDays * 86_400_000));
  const alerts = new Map<string, Awaited<ReturnType<typeof alertForHouse>>>();
  for (const { alertId } of calls) if (alertId !== null && !alerts.has(alertId)) alerts.set(alertId, await alertForHouse(tx, alertId));
  const cases = await casesByIds(tx, calls.flatMap((call) => (call.caseId === null ? [] : [call.caseId])));
  const vehicles = await vehiclesByVin(tx, [...[...alerts.values()].flatMap((alert) => (alert === undefined ? [] : [alert.vin])), ...cases.map((one) => one.vin)]);
  return calls.map((call) => {
    const alert = call.alertId === null ? undefined : alerts.get(call.alertId);
    const one = cases.find((each) => each.id === call.caseId);
    const vehicle = vehicles.get(alert?.vin ?? one?.vin ?? '');
    return { ...call, alertNumber: alert?.number ?? one?.number ?? call.contactNumber ?? '', alertKind: alert?.kind ?? one?.trouble ?? (call.contactId === null ? '' : 'caller'), plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '' };
  });
}

export async function listDuty(tx: Tx, input: Input<typeof api.listDuty>) {
  const shifts = await shiftsAhead(tx, input.brandId, new Date(tx.now.getTime() + aheadMs));
  const now = shifts.filter((shift) => shift.fromAt <= tx.now && shift.untilAt > tx.now);
  const brands = visibleBrands(tx.actor);
  const own = (await allBrands(tx)).filter((brand) => (brands === '*' || brands.split(',').includes(brand.id)) && (input.brandId === undefined || input.brandId === brand.id));
  return {
    shifts: shifts.map((shift) => shown(tx, shift)), onDutyNow: now.map((shift) => shift.id),
    unmannedBrandIds: own.map((brand) => brand.id).filter((id) => !now.some((shift) => shift.brandId === id && shift.outletId === null)), calls: await callsShown(tx, input.brandId),
  };
}

export async function listOnCallStaff(tx: Tx, input: Input<typeof api.listOnCallStaff>) {
  if (!holds(tx.actor, planners, { brandId: input.brandId })) refuse('notAllowed');
  return { staff: (await staffFor(tx, { roles: onCall, brandId: input.brandId })).map(({ id, name }) => ({ id, name })) };
}

export async function addShift(tx: Tx, input: Input<typeof api.addShift>) {
  const { brandId } = input;
  const outletId = input.outletId ?? null;
  if (!mayPlan(tx.actor, brandId, outletId)) refuse('notAllowed');
  await findBrand(tx, brandId);
  if (outletId !== null && !(await findOutlet(tx, outletId)).brandIds.includes(brandId)) refuse('outletNotFound', { id: outletId });
  const person = await findStaffMember(tx, input.staffId);
  if (person.disabledAt !== null || !person.grants.some((grant) => grant.brandId === null || grant.brandId === brandId)) refuse('staffNotFound', { id: input.staffId }); // P1
  const phone = normalPhone(input.phone) ?? refuse('phoneNotValid', { field: 'phone' });
  const [from, until] = [new Date(input.fromAt).getTime(), new Date(input.untilAt).getTime()];
  if (until <= from || until - from > longestMs || until <= tx.now.getTime()) refuse('shiftCannotBe', { field: 'untilAt' });
  const shifts: Shift[] = [];
  for (let week = 0; week < (input.weeks ?? 1); week++) {
    const shift = { brandId, outletId, staffId: person.id, staffName: person.name, phone, turn: input.turn as Shift['turn'], fromAt: new Date(from + week * weekMs), untilAt: new Date(until + week * weekMs), byName: actorName(tx.actor) };
    if ((await overlapping(tx, shift)) !== undefined) refuse('shiftTaken', { field: 'fromAt' }); // P2
    shifts.push(await insertShift(tx, shift));
  }
  const [first] = shifts;
  tx.record({ action: 'duty.addShift', subject: 'shifts', subjectId: first?.id ?? '', brandId, after: { outletId, staffId: person.id, turn: input.turn, fromAt: input.fromAt, untilAt: input.untilAt, weeks: shifts.length } });
  tx.announce({ topic: 'duty', id: brandId, brandId });
  return { shifts: shifts.map((shift) => shown(tx, shift)) };
}

export async function dropShift(tx: Tx, input: Input<typeof api.dropShift>) {
  const shift = (await shiftById(tx, input.shiftId)) ?? refuse('shiftNotFound', { id: input.shiftId });
  if (!mayPlan(tx.actor, shift.brandId, shift.outletId)) refuse('notAllowed');
  await dropShiftRow(tx, shift.id);
  tx.record({ action: 'duty.dropShift', subject: 'shifts', subjectId: shift.id, brandId: shift.brandId, before: { staffId: shift.staffId, fromAt: shift.fromAt, untilAt: shift.untilAt } });
  tx.announce({ topic: 'duty', id: shift.brandId, brandId: shift.brandId });
  return { ok: true as const };
}
