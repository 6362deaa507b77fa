// Appointments as staff and owners see them, and the day board of an outlet.
import { findCase } from '#cases';
import { absentOn, baysOf, findOutlet, mayWorkHv, outletsById, techniciansOf, workingDays, type Outlet } from '#network';
import { namesOf, ownersById } from '#people';
import { holds, type Role } from '#platform/actor';
import { addDays, beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBook } from '#prices';
import { vehiclesByVin } from '#vehicles';
import type { api } from './api.ts';
import type { Appointment } from './appointment.ts';
import { appointmentById, appointmentsAt, appointmentsFor, appointmentsOfOwner, reservationsAt } from './store.ts';

export const lookers: readonly Role[] = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'serviceManager', 'regionalManager', 'administrator'];

export const maySee = (tx: Tx, one: Appointment): boolean =>
  tx.actor.kind === 'owner' ? one.ownerId === tx.actor.id : holds(tx.actor, lookers, one);

/** (the same no for what is not there and for what may not be seen) */
export async function findAppointment(tx: Tx, id: string): Promise<Appointment> {
  const one = await appointmentById(tx, id);
  return one !== undefined && maySee(tx, one) ? one : refuse('appointmentNotFound', { id });
}

export async function namesOfOperations(tx: Tx, brandIds: readonly string[]): Promise<(brandId: string, code: string) => { code: string; name: string; nameEn: string }> {
  const names = new Map<string, { name: string; nameEn: string }>();
  for (const brandId of new Set(brandIds)) {
    for (const one of (await findBook(tx, brandId)).content.operations) names.set(`${brandId} ${one.code}`, { name: one.name, nameEn: one.nameEn });
  }
  return (brandId, code) => ({ code, ...(names.get(`${brandId} ${code}`) ?? { name: code, nameEn: code }) });
}

/** With the names that staff read. */
export async function forStaff(tx: Tx, list: readonly Appointment[]) {
  if (list.length === 0) return [];
  const vehicles = await vehiclesByVin(tx, list.map((one) => one.vin));
  const owners = await ownersById(tx, list.map((one) => one.ownerId));
  const outlets = await outletsById(tx, list.map((one) => one.outletId));
  const people = await acrossWalls(tx, 'names of colleagues at a shared outlet', () => namesOf(tx, list.flatMap((one) => [one.technicianId, ...(one.guardianId === null ? [] : [one.guardianId])])));
  const bays = new Map((await Promise.all([...new Set(list.map((one) => one.outletId))].map((id) => baysOf(tx, id)))).flat().map((bay) => [bay.id, bay.name]));
  const named = await namesOfOperations(tx, list.map((one) => one.brandId));
  return list.map((one) => {
    const vehicle = vehicles.get(one.vin);
    const outlet = outlets.get(one.outletId);
    return {
      ...one, outletName: outlet?.name ?? '', outletNameEn: outlet?.nameEn ?? '', operations: one.operations.map((code) => named(one.brandId, code)),
      plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '', ownerName: owners.get(one.ownerId)?.name ?? '',
      technicianName: people.get(one.technicianId) ?? '', guardianName: one.guardianId === null ? null : (people.get(one.guardianId) ?? ''), bayName: bays.get(one.bayId) ?? '',
    };
  });
}

/** As owners see them; `known` are outlets that the caller has read already. */
export async function forOwner(tx: Tx, list: readonly Appointment[], known?: ReadonlyMap<string, Outlet>) {
  const [outlets, named] = await Promise.all([known ?? outletsById(tx, list.map((one) => one.outletId)), namesOfOperations(tx, list.map((one) => one.brandId))]);
  return list.map((one) => {
    const outlet = outlets.get(one.outletId);
    return {
      ...one, outletName: outlet?.name ?? '', outletNameEn: outlet?.nameEn ?? '', address: outlet?.address ?? '', phone: outlet?.phone ?? '', lon: outlet?.lon ?? 0, lat: outlet?.lat ?? 0,
      operations: one.operations.map((code) => named(one.brandId, code)),
    };
  });
}

export const only = <T>(list: readonly T[]): T => list[0] ?? refuse('appointmentNotFound');

export const showAppointment = async (tx: Tx, input: Input<typeof api.showAppointment>) => only(await forStaff(tx, [await findAppointment(tx, input.appointmentId)]));

export async function appointmentsOfCase(tx: Tx, input: Input<typeof api.appointmentsOfCase>) {
  await findCase(tx, input.caseId);
  return { appointments: await forStaff(tx, (await appointmentsFor(tx, input.caseId)).filter((one) => maySee(tx, one))) };
}

export async function myAppointments(tx: Tx) {
  return { appointments: tx.actor.kind === 'owner' ? await forOwner(tx, await appointmentsOfOwner(tx, tx.actor.id)) : [] };
}

export async function dayBoard(tx: Tx, input: Input<typeof api.dayBoard>) {
  const outlet = await findOutlet(tx, input.outletId);
  if (!outlet.brandIds.some((brandId) => holds(tx.actor, lookers, { brandId, outletId: outlet.id }))) refuse('outletNotFound', { id: input.outletId });
  const onDay = input.on ?? beijingDay(tx.now);
  const [from, to] = [beijingInstant(onDay, '00:00'), beijingInstant(addDays(onDay, 1), '00:00')];
  const [day] = await workingDays(tx, outlet, onDay, 1);
  const technicians = await acrossWalls(tx, 'people and time of an outlet are shared between its brands', () => techniciansOf(tx, outlet.id));
  const [away, bays, booked, taken] = await Promise.all([
    absentOn(tx, technicians.map((one) => one.staffId), onDay), baysOf(tx, outlet.id), appointmentsAt(tx, outlet.id, from, to), reservationsAt(tx, outlet.id, from, to),
  ]);
  const own = booked.filter((one) => maySee(tx, one));
  const ids = new Set(own.map((one) => one.id));
  const minutes = (list: readonly { startsAt: Date; endsAt: Date }[]): number => Math.round(list.reduce((sum, one) => sum + one.endsAt.getTime() - one.startsAt.getTime(), 0) / 60_000);
  return {
    onDay, outletName: outlet.name, outletNameEn: outlet.nameEn, hours: day?.hours ?? [], closedWhy: day?.closedBy === null ? null : (day?.why ?? day?.closedBy ?? null), bays,
    technicians: technicians.map((one) => ({ id: one.staffId, name: one.name, mayWorkHv: mayWorkHv(one, onDay), away: away.has(one.staffId) })),
    appointments: await forStaff(tx, own), takenByOthers: taken.flatMap((one) => (one.resourceKind === 'tool' || ids.has(one.appointmentId) ? [] : [{ ...one, resourceKind: one.resourceKind }])),
    bookedBayMin: minutes(taken.filter((one) => one.resourceKind === 'bay')),
    openBayMin: bays.length * minutes((day?.hours ?? []).map(({ opensAt, closesAt }) => ({ startsAt: opensAt, endsAt: closesAt }))),
  };
}
