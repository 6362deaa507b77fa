// The bays of an outlet: what stands in each decides which work may be booked there.
// Y1 a bay has a name of its own at its outlet; Y2 a bay out of use is not offered.
import type { Input } from '#platform/contract';
import { changesSince } from '#platform/audit';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { runsOutlet } from './add-outlet.ts';
import type { api } from './api.ts';
import type { Bay } from './outlet.ts';
import { allBaysOf, bayById, bayNamed, insertBay, outletById, updateBay } from './store.ts';

function tellOf(tx: Tx, action: `network.${string}`, bay: Bay, more: { before?: unknown; after?: unknown }): void {
  tx.record({ action, subject: 'bays', subjectId: bay.id, version: bay.version, ...more });
  tx.announce({ topic: 'network', id: bay.outletId, outletId: bay.outletId });
}

async function runsPlace(tx: Tx, outletId: string): Promise<void> {
  const outlet = (await outletById(tx, outletId)) ?? refuse('outletNotFound', { id: outletId });
  if (!runsOutlet(tx, outlet)) refuse('notAllowed');
}

export async function listBays(tx: Tx, input: Input<typeof api.listBays>) {
  if ((await outletById(tx, input.outletId)) === undefined) refuse('outletNotFound', { id: input.outletId });
  return { bays: await allBaysOf(tx, input.outletId) };
}

export async function addBay(tx: Tx, input: Input<typeof api.addBay>): Promise<Bay> {
  await runsPlace(tx, input.outletId);
  const bay = (await insertBay(tx, { ...input, name: input.name.trim() })) ?? refuse('bayNameTaken', { field: 'name', name: input.name });
  tellOf(tx, 'network.addBay', bay, { after: bay });
  return bay;
}

export async function changeBay(tx: Tx, input: Input<typeof api.changeBay>): Promise<Bay> {
  const before = (await bayById(tx, input.id)) ?? refuse('bayNotFound', { id: input.id });
  await runsPlace(tx, before.outletId);
  const name = input.name.trim();
  const namesake = await bayNamed(tx, before.outletId, name);
  if (namesake !== undefined && namesake.id !== input.id) refuse('bayNameTaken', { field: 'name', name });
  const bay = (await updateBay(tx, { ...input, name })) ?? refuse('staleEdit', { changes: await changesSince(tx, 'bays', input.id, input.version) });
  tellOf(tx, 'network.changeBay', bay, { before, after: bay });
  return bay;
}
