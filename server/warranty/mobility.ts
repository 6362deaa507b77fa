// From day 6 of a repair within the repair warranty the owner is owed a loaner car or travel money (art. 21): a duty of a
// named person from the moment it is raised. M1 a repair raises it once; M2 it ends when it was met, said how and by whom,
// or when the car went home, and then the money for the days passed is still owed; M3 while nobody meets it, it climbs: first
// to the managers of the outlet, then to the region, each once.
import { outletsById } from '#network';
import { colleaguesFor } from '#people';
import { actorId, actorName, holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { VisitOfCar } from '#workorders';
import type { api } from './api.ts';
import { mobilityClimbed, mobilityMet, mobilityOwed } from './guarantee-facts.ts';
import type { mobilityHows } from './judgement-api.ts';
import { dutiesAt, dutiesToClimb, insertDuty, lockDuty, openDutiesOfVehicle, saveDuty, writeClimbed } from './judgement-store.ts';
import { ruleOn } from './rule-book.ts';
import { ruleBook } from './store.ts';

export type MobilityDuty = {
  id: string; brandId: string; ownerId: string; outletId: string; vin: string; vehicleId: string; workOrderId: string; caseId: string; number: string; fromAt: Date; raisedAt: Date;
  holderId: string | null; holderName: string | null; heldAt: Date | null; metHow: (typeof mobilityHows)[number] | null; amountFen: number | null; words: string | null; metBy: string | null; metAt: Date | null; climbed: number; version: number;
};
const holders: readonly Role[] = ['adviser', 'warrantyOfficer', 'serviceManager'];
const lookers: readonly Role[] = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];

/** Raised by the round that counts the days; held at once by a manager of the outlet, where there is one. (M1) */
export async function raiseMobilityDuty(tx: Tx, visit: VisitOfCar, fromAt: Date): Promise<void> {
  const [manager] = await colleaguesFor(tx, { roles: ['serviceManager'], brandId: visit.brandId, outletIds: [visit.outletId], nearOutletId: visit.outletId, limit: 1 });
  const { brandId, ownerId, outletId, vin, vehicleId, caseId, number } = visit;
  const duty = await insertDuty(tx, { id: newId(), brandId, ownerId, outletId, vin, vehicleId, workOrderId: visit.id, caseId, number, fromAt, holderId: manager?.id ?? null, holderName: manager?.name ?? null, heldAt: manager === undefined ? null : tx.now });
  if (duty === undefined) return;
  tx.tell(mobilityOwed({ dutyId: duty.id, workOrderId: visit.id, caseId, vin, vehicleId, brandId, ownerId, outletId, number, fromAt: fromAt.toISOString(), holderId: duty.holderId, holderName: duty.holderName }));
  announced(tx, duty, 'warranty.raiseMobilityDuty');
}
function announced(tx: Tx, duty: MobilityDuty, action: `warranty.${string}`): void {
  tx.record({ action, subject: 'mobilityDuties', subjectId: duty.id, brandId: duty.brandId, version: duty.version, after: { number: duty.number, holderName: duty.holderName, metHow: duty.metHow, amountFen: duty.amountFen } });
  tx.announce({ topic: 'warranty', id: duty.vehicleId, brandId: duty.brandId, ownerId: duty.ownerId, outletId: duty.outletId });
}

async function shown(tx: Tx, duties: readonly MobilityDuty[]) {
  const outlets = await outletsById(tx, duties.map((one) => one.outletId));
  return duties.map((one) => ({ ...one, outletName: outlets.get(one.outletId)?.name ?? '', outletNameEn: outlets.get(one.outletId)?.nameEn ?? '', mine: one.holderId !== null && one.holderId === actorId(tx.actor) }));
}
export const listMobilityDuties = async (tx: Tx, input: Input<typeof api.listMobilityDuties>) => ({ duties: await shown(tx, await dutiesAt(tx, placesOf(tx.actor, lookers), input)) });

async function dutyToEdit(tx: Tx, id: string, version: number): Promise<MobilityDuty> {
  const duty = await lockDuty(tx, id);
  if (duty === undefined || !holds(tx.actor, holders, duty)) return refuse('dutyNotFound');
  if (duty.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'mobilityDuties', id, version) });
  if (duty.metAt !== null) refuse('dutyMet');
  return duty;
}
async function saved(tx: Tx, duty: MobilityDuty, action: `warranty.${string}`) {
  const written = await saveDuty(tx, duty);
  announced(tx, written, action);
  return (await shown(tx, [written]))[0] ?? refuse('dutyNotFound');
}

export async function takeMobilityDuty(tx: Tx, input: Input<typeof api.takeMobilityDuty>) {
  return saved(tx, { ...(await dutyToEdit(tx, input.dutyId, input.version)), holderId: actorId(tx.actor), holderName: actorName(tx.actor), heldAt: tx.now }, 'warranty.takeMobilityDuty');
}

async function met(tx: Tx, duty: MobilityDuty, how: (typeof mobilityHows)[number], amountFen: number | null, words: string) {
  tx.tell(mobilityMet({ dutyId: duty.id, workOrderId: duty.workOrderId, caseId: duty.caseId, brandId: duty.brandId, ownerId: duty.ownerId, outletId: duty.outletId, how, amountFen }));
  return saved(tx, { ...duty, metHow: how, amountFen, words, metBy: actorName(tx.actor), metAt: tx.now }, 'warranty.meetMobilityDuty');
}
/** (M2) */
export async function meetMobilityDuty(tx: Tx, input: Input<typeof api.meetMobilityDuty>) {
  const duty = await dutyToEdit(tx, input.dutyId, input.version);
  if (input.how === 'travelMoney' && input.amountFen === undefined) refuse('amountNeeded', { field: 'amountFen' });
  return met(tx, duty, input.how, input.how === 'travelMoney' ? (input.amountFen ?? null) : null, input.words.trim());
}
/** A loaner car was handed over for this car: what was owed is met. Who may lend was asked before. (M2) */
export async function loanerHandedOver(tx: Tx, vehicleId: string, loanNumber: string): Promise<void> {
  for (const duty of await openDutiesOfVehicle(tx, vehicleId)) await met(tx, duty, 'loanerCar', null, loanNumber);
}

/** A round: what nobody met in time goes one step up, by the hours of the rules of the day. (M3) */
export async function climbMobilityDuties(tx: Tx): Promise<void> {
  const book = await ruleBook(tx);
  const [first, second] = ['mobilityClimbHours', 'mobilityClimbRegionHours'].map((name) => ruleOn(book, name, beijingDay(tx.now))?.value);
  if (first === undefined || second === undefined) return;
  for (const duty of await dutiesToClimb(tx, [first, second])) {
    const hours = Math.floor((tx.now.getTime() - duty.raisedAt.getTime()) / 3_600_000);
    const level = hours >= second ? 2 : 1;
    const climbed = await writeClimbed(tx, duty.id, level);
    tx.tell(mobilityClimbed({ dutyId: duty.id, level, workOrderId: duty.workOrderId, caseId: duty.caseId, vehicleId: duty.vehicleId, brandId: duty.brandId, ownerId: duty.ownerId, outletId: duty.outletId, number: duty.number, holderName: duty.holderName, hours }));
    announced(tx, climbed, 'warranty.climbMobilityDuty');
  }
}
