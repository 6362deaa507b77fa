// What rescue can draw on: contractors with means, reach and tariff; the exits of motorways; quarantine places of outlets.
// S1 only who runs the brand changes its contractors; S2 a quarantine place is far enough from all else, or is none.
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBrand, holdsEverywhere } from '#brands';
import { findOutlet, runsOutlet } from '#network';
import type { api } from './api.ts';
import type { Contractor } from './choose.ts';
import { contractorById, contractorsSeen, exitsOf, insertContractor, insertExit, insertQuarantinePlace, rulesOn, updateContractor } from './store.ts';

const planners = ['serviceManager', 'regionalManager', 'administrator'] as const;

export const listContractors = async (tx: Tx) => ({ contractors: await contractorsSeen(tx, ['auditor', 'dispatcher', 'agent', ...planners]) });

function tellOf(tx: Tx, action: `rescue.${string}`, one: Contractor, before?: Contractor): void {
  tx.record({ action, subject: 'contractors', subjectId: one.id, brandId: one.brandId, version: one.version, before, after: one });
  tx.announce({ topic: 'rescue', id: one.id, brandId: one.brandId });
}

export async function addContractor(tx: Tx, input: Input<typeof api.addContractor>): Promise<Contractor> {
  await findBrand(tx, input.brandId);
  if (!holds(tx.actor, planners, { brandId: input.brandId })) refuse('notAllowed'); // (S1)
  const one = await insertContractor(tx, input);
  tellOf(tx, 'rescue.addContractor', one);
  return one;
}

export async function changeContractor(tx: Tx, input: Input<typeof api.changeContractor>): Promise<Contractor> {
  const before = await contractorById(tx, input.contractorId);
  if (before === undefined) return refuse('contractorNotFound', { id: input.contractorId });
  if (!holds(tx.actor, planners, { brandId: before.brandId })) refuse('notAllowed');
  const one = (await updateContractor(tx, { ...input, id: before.id })) ?? refuse('staleEdit', { changes: await changesSince(tx, 'contractors', before.id, input.version) });
  tellOf(tx, 'rescue.changeContractor', one, before);
  return one;
}

export const listHandOverPoints = async (tx: Tx, input: Input<typeof api.listHandOverPoints>) => ({ points: await exitsOf(tx, input.road?.trim()) });

export async function addHandOverPoint(tx: Tx, input: Input<typeof api.addHandOverPoint>) {
  if (!holdsEverywhere(tx.actor, ['regionalManager', 'administrator'])) refuse('notAllowed');
  const { id } = await insertExit(tx, input);
  tx.record({ action: 'rescue.addExit', subject: 'exits', subjectId: id, after: input });
  return { id };
}

/** (S2) */
export async function addQuarantinePlace(tx: Tx, input: Input<typeof api.addQuarantinePlace>) {
  if (!runsOutlet(tx, await findOutlet(tx, input.outletId))) refuse('notAllowed');
  const leastM = (await rulesOn(tx, beijingDay(tx.now))).get('quarantineDistanceM') ?? 15;
  if (input.distanceM < leastM || !input.outdoors) refuse('quarantinePlaceTooNear', { field: input.outdoors ? 'distanceM' : 'outdoors', leastM });
  const { id } = await insertQuarantinePlace(tx, input);
  tx.record({ action: 'rescue.addQuarantinePlace', subject: 'quarantinePlaces', subjectId: id, after: input });
  tx.announce({ topic: 'rescue', id, outletId: input.outletId });
  return { id };
}
