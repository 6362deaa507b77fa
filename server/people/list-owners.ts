// Finding owners by phone, its last four digits, or name. The wall decides whom one finds.
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { ownerRow } from './add-owner.ts';
import { consentsNow } from './consents.ts';
import { normalPhone, type Owner } from './person.ts';
import { driversOf, listedOwners, ownerById } from './store.ts';
import { driverRow } from './drivers.ts';

const asTyped = (text: string): string => normalPhone(text) ?? text.normalize('NFKC').trim();

/** Owners that match what somebody typed into the one search box; unmasked, for other modules. */
export async function searchOwners(tx: Tx, text: string, limit = 20): Promise<Owner[]> {
  const typed = asTyped(text);
  return typed === '' ? [] : listedOwners(tx, { text: typed, limit });
}

export async function listOwners(tx: Tx, input: Input<typeof api.listOwners>) {
  const limit = input.limit ?? 50;
  const found = await listedOwners(tx, {
    limit: limit + 1,
    ...(input.text === undefined ? {} : { text: asTyped(input.text) }),
    ...(input.brandId === undefined ? {} : { brandId: input.brandId }),
    ...(input.after === undefined ? {} : { after: input.after }),
  });
  const owners = found.slice(0, limit);
  return { owners: owners.map(ownerRow), next: found.length > limit ? (owners.at(-1)?.id ?? null) : null };
}

export async function showOwner(tx: Tx, input: Input<typeof api.showOwner>) {
  const owner = (await ownerById(tx, input.id)) ?? refuse('ownerNotFound', { id: input.id });
  const drivers = await driversOf(tx, owner.id);
  return { owner: ownerRow(owner), drivers: drivers.map(driverRow), consents: await consentsNow(tx, owner.id) };
}
