// The platforms that are owed data, kept by administrators: of some brands by those of these brands, of all cars by
// administrators of the whole alliance. The password is written, sealed where the house has a key, and never shown.
import { findBrand, holdsEverywhere } from '#brands';
import { vehicleSecrets } from '#gateway';
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { dismiss, enrol } from '#platform/stream/cursors';
import type { Tx } from '#platform/tx';
import { linkFailures, type api } from './api.ts';
import { keptPassword } from './password.ts';
import { allTargets, countWaiting, insertTarget, targetById, updateTarget } from './store.ts';
import { readerOf, type Target } from './target.ts';

const maySee = (tx: Tx, target: Pick<Target, 'brandIds'>, roles: readonly ('administrator' | 'auditor')[] = ['administrator']): boolean =>
  holdsEverywhere(tx.actor, roles) || (target.brandIds.length > 0 && target.brandIds.every((brandId) => holds(tx.actor, roles, { brandId })));

/** A target that the actor keeps, or (`auditor`) may check; refuses alike when there is none. */
export async function findTarget(tx: Tx, id: string, roles: readonly ('administrator' | 'auditor')[] = ['administrator']): Promise<Target> {
  const target = await targetById(tx, id);
  return target !== undefined && maySee(tx, target, roles) ? target : refuse('forwardTargetNotFound', { id });
}

async function checked<T extends Pick<Target, 'brandIds' | 'platePrefixes'>>(tx: Tx, said: T): Promise<T> {
  for (const brandId of said.brandIds) await findBrand(tx, brandId);
  if (!maySee(tx, said)) refuse('notAllowed');
  return { ...said, brandIds: [...new Set(said.brandIds)], platePrefixes: [...new Set(said.platePrefixes)] };
}

const failureOf = (target: Target) => linkFailures.find((failure) => failure === target.lastFailure) ?? null;

async function shown(tx: Tx, targets: readonly Target[]) {
  const waiting = new Map((await countWaiting(tx)).map((row) => [row.targetId, row]));
  const unread = new Map<string, number>();
  for (const { id, enabled } of targets) unread.set(id, enabled ? await tx.stream.behind(tx, readerOf(id)) : 0);
  return targets.map(({ sinceAt: _, loginOn: _on, loginSerial: _serial, ...target }) =>
    ({ ...target, unread: unread.get(target.id) ?? 0, lastFailure: failureOf(target as Target), waiting: waiting.get(target.id)?.count ?? 0, oldestWaitingAt: waiting.get(target.id)?.oldestAt ?? null }));
}
const shownOne = async (tx: Tx, target: Target) => (await shown(tx, [target]))[0] ?? refuse('forwardTargetNotFound', { id: target.id });

export async function listForwardTargets(tx: Tx) {
  return { targets: await shown(tx, (await allTargets(tx)).filter((target) => maySee(tx, target))) };
}

const settings = ({ name, host, port, tls, code, userName, brandIds, platePrefixes, againSeconds, restMinutes, heartbeatSeconds, enabled }: Target) =>
  ({ name, host, port, tls, code, userName, brandIds, platePrefixes, againSeconds, restMinutes, heartbeatSeconds, enabled });

export async function addForwardTarget(tx: Tx, input: Input<typeof api.addForwardTarget>) {
  const said = await checked(tx, input);
  const target = await insertTarget(tx, { ...said, name: said.name.trim(), password: keptPassword(said.password, vehicleSecrets().sealing), sinceAt: tx.now });
  if (target.enabled) await enrol(tx, readerOf(target.id));
  tx.record({ action: 'forwarding.addTarget', subject: 'forwardTargets', subjectId: target.id, version: target.version, after: settings(target) });
  tx.announce({ topic: 'forwarding', id: target.id });
  return shownOne(tx, target);
}

export async function changeForwardTarget(tx: Tx, input: Input<typeof api.changeForwardTarget>) {
  const before = await findTarget(tx, input.targetId);
  const said = await checked(tx, input);
  const sinceAt = said.enabled && !before.enabled ? tx.now : null;
  const after = (await updateTarget(tx, before.id, input.version, { ...said, name: said.name.trim(), password: input.password === undefined ? null : keptPassword(input.password, vehicleSecrets().sealing), sinceAt }))
    ?? refuse('staleEdit', { changes: await changesSince(tx, 'forwardTargets', before.id, input.version) });
  await (after.enabled ? enrol : dismiss)(tx, readerOf(after.id));
  tx.record({ action: 'forwarding.changeTarget', subject: 'forwardTargets', subjectId: after.id, version: after.version, before: settings(before), after: { ...settings(after), newPassword: input.password !== undefined } });
  tx.announce({ topic: 'forwarding', id: after.id });
  return shownOne(tx, after);
}
