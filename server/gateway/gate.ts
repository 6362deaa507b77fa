// The addresses that are shut out: by this process at once, and by every process from what the database says.
// G1 who is shut out here is shut out from that moment on, before it is written down; G2 writing and looking take turns, so
// that a look begun before a ban was written never lets its address in again; G3 a ban that could not be written ends with
// the next look.
import { system } from '#platform/actor';
import { log } from '#platform/log';
import { unitOfWork, type World } from '#platform/tx';
import { banMs } from './bans.ts';
import { createDoorkeeper, doorRules, type Doorkeeper, type DoorRules } from './doorkeeper.ts';
import { banOf, bansNow, writeBan } from './store.ts';

export type Gate = {
  door: Doorkeeper;
  /** Looks who is shut out now by any process. */
  refresh(): Promise<void>;
  ban(address: string, reason: string): Promise<void>;
};

export function createGate(world: World, rules: Partial<DoorRules> = {}): Gate {
  const door = createDoorkeeper({ ...doorRules, ...rules });
  const unwritten = new Set<string>();
  let written: readonly string[] = [];
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  const tellDoor = (): void => door.bans([...written, ...unwritten]);
  async function look(): Promise<void> {
    written = (await unitOfWork(world, system('gateway'), (tx) => bansNow(tx))).map((ban) => ban.address);
    tellDoor();
  }
  const write = (address: string, reason: string): Promise<void> => unitOfWork(world, system('gateway'), async (tx) => {
    const times = ((await banOf(tx, address))?.times ?? 0) + 1;
    await writeBan(tx, { address, reason, times, until: new Date(tx.now.getTime() + banMs(times)) });
    tx.announce({ topic: 'gateway', id: address });
  });
  return {
    door,
    refresh: () => inTurn(look), // G2
    async ban(address, reason) {
      unwritten.add(address);
      tellDoor(); // G1
      log.warn({ reason }, 'an address is shut out for a while');
      await inTurn(async () => {
        await write(address, reason).catch((error: unknown) => log.warn({ err: error }, 'a ban could not be written'));
        unwritten.delete(address); // G3
        await look();
      }).catch((error: unknown) => log.warn({ err: error }, 'who is shut out could not be looked up'));
    },
  };
}
