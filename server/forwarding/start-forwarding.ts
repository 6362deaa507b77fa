// Keeps passing on to every target that is switched on. A target is held by one process at a time, which says so again
// and again; when it dies, another takes over within half a minute. S1 what an administrator changes holds within seconds.
import { system } from '#platform/actor';
import { newId } from '#platform/ids';
import { vehicleSecrets } from '#gateway';
import { log } from '#platform/log';
import { unitOfWork, type World } from '#platform/tx';
import { openedPassword } from './password.ts';
import { startForward, type Forward } from './forward.ts';
import { freeTargets, holdTargets, restTargets } from './store.ts';
import { forwardRules, type ForwardRules } from './target.ts';

/** `ca`: who signs the certificates of targets, where the machine's own list does not say. */
export type ForwardingOptions = { rules?: Partial<ForwardRules>; ca?: string; lookMs?: number };
export type Forwarding = { close(): Promise<void> };

export function startForwarding(world: World, options: ForwardingOptions = {}): Forwarding {
  const holder = newId();
  const rules = { ...forwardRules, ...options.rules };
  const forwards = new Map<string, Forward>();
  let stopped = false;

  async function look(): Promise<void> {
    const held = await unitOfWork(world, system('forwarding'), async (tx) => {
      await restTargets(tx);
      return holdTargets(tx, holder, new Date(tx.now.getTime() + rules.leaseMs));
    });
    for (const [id, forward] of forwards) {
      if (held.some((target) => target.id === id && target.version === forward.version) && !forward.ended()) continue;
      forwards.delete(id);
      await forward.stop();
    }
    if (stopped) return;
    // Stopping may have moved a target on: what begins again is read once more.
    const fresh = held.some((target) => !forwards.has(target.id)) ? await unitOfWork(world, system('forwarding'), (tx) => holdTargets(tx, holder, new Date(tx.now.getTime() + rules.leaseMs))) : [];
    for (const target of fresh) if (!forwards.has(target.id)) forwards.set(target.id, startForward(world, holder, { ...target, password: openedPassword(target.password, vehicleSecrets().sealing) }, rules, options.ca));
  }

  let looking = Promise.resolve();
  const again = (): void => {
    looking = looking.then(look).catch((error: unknown) => log.warn({ err: error }, 'targets could not be looked at'));
  };
  again();
  const timer = setInterval(again, options.lookMs ?? 3_000);
  const stopHearing = world.stream.onArrival(() => {
    for (const forward of forwards.values()) forward.wake();
  });
  return {
    async close() {
      stopped = true;
      clearInterval(timer);
      stopHearing();
      await looking;
      await Promise.all([...forwards.values()].map((forward) => forward.stop()));
      await unitOfWork(world, system('forwarding'), (tx) => freeTargets(tx, holder)).catch(() => undefined);
    },
  };
}
