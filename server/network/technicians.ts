// Technicians of an outlet: members of staff who hold a technician's grant at that very outlet, with their papers
// and absences. Only who runs the outlet where they work may change these.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findStaffMember, staffAt, type StaffMember } from '#people';
import type { api } from './api.ts';
import { certificatesOf } from './certificate-store.ts';
import type { Absence, Technician } from './outlet.ts';
import { mayWorkHv } from './paper.ts';
import { absenceById, absencesFrom, deleteAbsence, insertAbsence, outletById } from './store.ts';

/** Brands a person works for as technician at an outlet; null is all. */
function brandsOf(person: StaffMember, outletId: string): string[] | null {
  const here = person.grants.filter((grant) => grant.role === 'technician' && grant.outletId === outletId);
  return here.some((grant) => grant.brandId === null) ? null : here.flatMap((grant) => grant.brandId ?? []);
}

/** The technicians of an outlet with all their certificates, in order of names. */
export async function techniciansOf(tx: Tx, outletId: string): Promise<Technician[]> {
  const people = await staffAt(tx, outletId, ['technician']);
  const papers = Map.groupBy(await certificatesOf(tx, people.map((person) => person.id)), (certificate) => certificate.staffId);
  return people.map((person) => ({ staffId: person.id, name: person.name, brandIds: brandsOf(person, outletId), certificates: papers.get(person.id) ?? [] }));
}

export async function listTechnicians(tx: Tx, input: Input<typeof api.listTechnicians>) {
  if ((await outletById(tx, input.outletId)) === undefined) refuse('outletNotFound', { id: input.outletId });
  const today = beijingDay(tx.now);
  const technicians = await techniciansOf(tx, input.outletId);
  const away = Map.groupBy(await absencesFrom(tx, technicians.map((technician) => technician.staffId), today), (absence) => absence.staffId);
  return {
    technicians: technicians.map((technician) => ({ ...technician, absences: away.get(technician.staffId) ?? [], mayWorkHv: mayWorkHv(technician, today) })),
  };
}

/** The person, if the actor runs a place where they work as technician. */
export async function ownTechnician(tx: Tx, staffId: string): Promise<StaffMember> {
  const person = await findStaffMember(tx, staffId);
  const places = person.grants.filter((grant) => grant.role === 'technician' && grant.outletId !== null);
  if (places.length === 0) refuse('technicianNotFound', { id: staffId });
  return places.some((grant) => holds(tx.actor, ['serviceManager', 'regionalManager', 'administrator'], grant)) ? person : refuse('notAllowed');
}

export function tellOfTechnician(tx: Tx, action: `network.${string}`, person: StaffMember, more: { before?: unknown; after?: unknown; why?: string }): void {
  tx.record({ action, subject: 'technicians', subjectId: person.id, ...more });
  for (const outletId of new Set(person.grants.map((grant) => grant.outletId))) if (outletId !== null) tx.announce({ topic: 'network', id: outletId, outletId });
}

export async function addAbsence(tx: Tx, input: Input<typeof api.addAbsence>): Promise<Absence> {
  const person = await ownTechnician(tx, input.staffId);
  if (input.lastOn < input.firstOn) refuse('absenceNotValid', { field: 'lastOn', reason: 'order' });
  const absence = (await insertAbsence(tx, input)) ?? refuse('absenceNotValid', { field: 'firstOn', reason: 'overlaps' });
  tellOfTechnician(tx, 'network.addAbsence', person, { after: absence });
  return absence;
}

export async function dropAbsence(tx: Tx, input: Input<typeof api.dropAbsence>) {
  const absence = (await absenceById(tx, input.id)) ?? refuse('absenceNotFound', { id: input.id });
  const person = await ownTechnician(tx, absence.staffId);
  await deleteAbsence(tx, input.id);
  tellOfTechnician(tx, 'network.dropAbsence', person, { before: absence });
  return { ok: true as const };
}
