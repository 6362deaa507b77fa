// What an owner agreed to, purpose by purpose. Repair, three guarantees, recall and safety need no consent and are not
// here. C1 unset means no; C2 nothing is overwritten: taking consent back is a new row; C3 being asked how a service was is part of it
// and on until the owner says no.
import type { Input, Output } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import { purposes, type api } from './api.ts';
import { refuseDrivers } from './drivers.ts';
import { consentsOf, insertConsent } from './store.ts';

export type Purpose = (typeof purposes)[number];
type Consents = Output<typeof api.listMyConsents>['consents'];

/** Every purpose with what holds now. (C1, C3) */
export async function consentsNow(tx: Tx, ownerId: string) {
  const set = new Map((await consentsOf(tx, ownerId)).map((row) => [row.purpose, row]));
  return purposes.map((purpose) => ({ purpose, granted: set.get(purpose)?.granted ?? purpose === 'surveys', at: set.get(purpose)?.at ?? null })) satisfies readonly { purpose: Consents[number]['purpose'] }[];
}

/** Whether the owner agreed to this purpose. */
export async function allows(tx: Tx, ownerId: string, purpose: Purpose): Promise<boolean> {
  return (await consentsNow(tx, ownerId)).some((consent) => consent.purpose === purpose && consent.granted);
}

const me = (tx: Tx): string => (tx.actor.kind === 'owner' ? tx.actor.id : refuse('notAllowed'));

export async function listMyConsents(tx: Tx) {
  return { consents: await consentsNow(tx, me(tx)) };
}

export async function setMyConsent(tx: Tx, input: Input<typeof api.setMyConsent>, call: Call) {
  const ownerId = me(tx);
  await refuseDrivers(tx, call);
  const before = (await consentsNow(tx, ownerId)).find((consent) => consent.purpose === input.purpose);
  if (before?.granted !== input.granted || before.at === null) {
    await insertConsent(tx, ownerId, input.purpose, input.granted);
    tx.record({ action: 'people.setConsent', subject: 'owners', subjectId: ownerId, before: { [input.purpose]: before?.granted }, after: { [input.purpose]: input.granted } });
    tx.announce({ topic: 'people', id: ownerId, ownerId });
  }
  return { consents: await consentsNow(tx, ownerId) };
}
