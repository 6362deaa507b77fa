// Showing what can be booked: slots of an outlet, outlets that could do it, and what the visit would be for.
import { greatCircle } from '@careloop/routing';
import { jobForCar } from '#batteries';
import { findCase } from '#cases';
import { outletsById, outletsFor, type Outlet } from '#network';
import { holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBook, operationsFor, priceLines } from '#prices';
import { vehicleByIdOrVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { answers, atMinute, operationsOf, planDays, type WaitsFor } from './plan-days.ts';
import { appointmentById, lastOutletOf } from './store.ts';

/** A car that this actor may book for: an owner's own, or one of the brand of a desk. */
export async function bookableVehicle(tx: Tx, id: string): Promise<Vehicle> {
  const vehicle = await vehicleByIdOrVin(tx, id);
  const mine = vehicle !== undefined && (tx.actor.kind === 'owner' ? vehicle.ownerId === tx.actor.id : holds(tx.actor, ['agent', 'adviser', 'serviceManager'], { brandId: vehicle.brandId }));
  return vehicle !== undefined && mine ? vehicle : refuse('vehicleNotFound', { id });
}

/** The outlet, if there is one and it serves the car's brand. */
export function serving(outlet: Outlet | undefined, outletId: string, vehicle: Vehicle): Outlet {
  if (outlet === undefined) return refuse('outletNotFound', { id: outletId });
  return outlet.brandIds.includes(vehicle.brandId) ? outlet : refuse('outletDoesNotServe', { field: 'outletId' });
}
export const servingOutlet = async (tx: Tx, outletId: string, vehicle: Vehicle): Promise<Outlet> => serving((await outletsById(tx, [outletId])).get(outletId), outletId, vehicle);

export const slotOf = (onDay: string, slot: { fromMin: number; toMin: number }) => ({ startsAt: atMinute(onDay, slot.fromMin), endsAt: atMinute(onDay, slot.toMin) });

export async function findSlots(tx: Tx, input: Input<typeof api.findSlots>) {
  const vehicle = await bookableVehicle(tx, input.vehicleId);
  const outlet = await servingOutlet(tx, input.outletId, vehicle);
  const operations = await operationsOf(tx, vehicle, input.operations);
  const today = beijingDay(tx.now);
  const moving = input.moving === undefined ? undefined : await appointmentById(tx, input.moving);
  const waits = moving === undefined || moving.vehicleId !== vehicle.id || moving.waitsFor === null ? {} : { waitsFor: moving.waitsFor };
  const plan = await planDays(tx, { outlet, vehicle, operations, fromOn: input.fromOn ?? today, days: input.days ?? 14, ...(input.moving === undefined ? {} : { except: input.moving }), ...waits });
  return {
    durationMin: plan.job.durationMin,
    days: answers(plan, today).map(({ onDay, answer }) => ({ onDay, slots: answer.slots.map((slot) => slotOf(onDay, slot)), refused: answer.refused })),
  };
}

/** The nearest slots around a time that is gone: for the one who came second. */
export async function alternatives(tx: Tx, at: { outlet: Outlet; vehicle: Vehicle; codes: readonly string[]; around: Date; except?: string; waitsFor?: WaitsFor }): Promise<{ startsAt: Date; endsAt: Date }[]> {
  const operations = await operationsOf(tx, at.vehicle, at.codes);
  const today = beijingDay(tx.now);
  const onDay = beijingDay(at.around);
  const plan = await planDays(tx, { outlet: at.outlet, vehicle: at.vehicle, operations, fromOn: onDay < today ? today : onDay, days: 7, ...(at.except === undefined ? {} : { except: at.except }), ...(at.waitsFor === undefined ? {} : { waitsFor: at.waitsFor }) });
  return answers(plan, today).flatMap((day) => day.answer.slots.map((slot) => slotOf(day.onDay, slot)))
    .sort((a, b) => Math.abs(a.startsAt.getTime() - at.around.getTime()) - Math.abs(b.startsAt.getTime() - at.around.getTime())).slice(0, 6);
}

export async function suggestOutlets(tx: Tx, input: Input<typeof api.suggestOutlets>) {
  const vehicle = await bookableVehicle(tx, input.vehicleId);
  const operations = await operationsOf(tx, vehicle, input.operations);
  const today = beijingDay(tx.now);
  const all = await outletsFor(tx, { brandId: vehicle.brandId });
  const here = input.lon === undefined || input.lat === undefined ? undefined : { lon: input.lon, lat: input.lat };
  // Who books by telephone says no place: the outlet that the car was at last comes first, then those near to it.
  const usualId = here === undefined ? await lastOutletOf(tx, vehicle.id) : undefined;
  const around = here ?? all.find((outlet) => outlet.id === usualId);
  const far = (outlet: Outlet): number => (around === undefined ? 0 : greatCircle(around, outlet));
  const outlets = all.sort((a, b) => far(a) - far(b)).slice(0, 12).map((outlet) => ({ outlet, kmAway: here === undefined ? null : Math.round(far(outlet) / 100) / 10 }));
  const suggested = [];
  for (const { outlet, kmAway } of outlets) {
    const days = answers(await planDays(tx, { outlet, vehicle, operations, fromOn: today, days: 14 }), today);
    const first = days.find((day) => day.answer.slots.length > 0);
    const slot = first?.answer.slots[0];
    suggested.push({
      id: outlet.id, name: outlet.name, nameEn: outlet.nameEn, city: outlet.city, cityEn: outlet.cityEn, address: outlet.address, phone: outlet.phone, kmAway,
      firstSlot: first === undefined || slot === undefined ? null : slotOf(first.onDay, slot),
      refused: slot === undefined ? (days.find((day) => day.answer.refused !== null && !day.answer.refused.code.startsWith('closed'))?.answer.refused ?? days[0]?.answer.refused ?? null) : null,
    });
  }
  return { outlets: suggested.sort((a, b) => Number(a.firstSlot === null) - Number(b.firstSlot === null)) };
}

export async function suggestOperations(tx: Tx, input: Input<typeof api.suggestOperations>) {
  const vehicle = await bookableVehicle(tx, input.vehicleId);
  const trouble = input.caseId === undefined ? 'maintenance' : (await findCase(tx, input.caseId)).trouble;
  const { content } = await findBook(tx, vehicle.brandId);
  const job = trouble === 'maintenance' ? null : await jobForCar(tx, vehicle); // what a finding of the battery asks for comes first
  const answering = operationsFor(content, { modelId: vehicle.modelId, trouble });
  const likely = job === null ? answering : [...operationsFor(content, { modelId: vehicle.modelId }).filter((one) => job.operations.includes(one.code)), ...answering.filter((one) => !job.operations.includes(one.code))];
  const others = operationsFor(content, { modelId: vehicle.modelId }).filter((one) => !likely.includes(one));
  return {
    operations: [...likely, ...others].map((one) => ({
      code: one.code, name: one.name, nameEn: one.nameEn, what: one.what, whatEn: one.whatEn, likely: likely.includes(one),
      totalFen: priceLines(content, { tier: 1, modelId: vehicle.modelId, operations: [one.code] }).totalFen,
    })),
  };
}
