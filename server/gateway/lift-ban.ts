// The addresses that are shut out now, and letting one in again before its time.
import type { Input } from '#platform/contract';
import { holdsEverywhere } from '#brands';
import { actorName } from '#platform/actor';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { bansNow, liftBanOf } from './store.ts';

export async function listBans(tx: Tx) {
  return { bans: await bansNow(tx) };
}

/** Gateways look again within seconds. */
export async function liftBan(tx: Tx, input: Input<typeof api.liftBan>) {
  if (!holdsEverywhere(tx.actor, ['administrator'])) refuse('notAllowed');
  const ban = (await liftBanOf(tx, input.address, actorName(tx.actor))) ?? refuse('banNotFound', { address: input.address });
  tx.record({ action: 'gateway.liftBan', subject: 'bans', subjectId: ban.address, before: { reason: ban.reason, until: ban.until } });
  tx.announce({ topic: 'gateway', id: ban.address });
  return { ok: true as const };
}
