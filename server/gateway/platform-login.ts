// The login of another platform (0x05): user name, password and serial number, checked against those registered.
// An unknown user costs as long as a wrong password, and both look the same from outside.
import { decodeFrame, type FoundFrame } from '@careloop/gbt32960';
import { secretMatches } from '#people';
import { system } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { log } from '#platform/log';
import { unitOfWork, type World } from '#platform/tx';
import { serialHolds, type LoginRefused, type Platform } from './platform.ts';
import { noteLogin, noteRefusal, platformByUser } from './store.ts';

export async function checkPlatformLogin(world: World, frame: FoundFrame, peer: string): Promise<Platform | LoginRefused> {
  const message = decodeFrame(frame.bytes).frame?.message;
  if (message?.kind !== 'platformLogin') return 'truncated';
  const found = await unitOfWork(world, system('gateway'), (tx) => platformByUser(tx, message.user));
  const matches = await secretMatches(message.password, found?.passwordHash);
  const refused: LoginRefused | undefined = found === undefined ? 'platformUnknown' : !matches ? 'platformPassword' : found.disabledAt !== null ? 'platformOff' : serialHolds(message.serial) ? undefined : 'platformSerial';
  if (found === undefined || refused !== undefined) {
    log.warn({ reason: refused, peer }, 'a platform was not let in');
    if (found !== undefined) await unitOfWork(world, system('gateway'), (tx) => noteRefusal(tx, message.user));
    return refused ?? 'platformUnknown';
  }
  await unitOfWork(world, system('gateway'), async (tx) => {
    await noteLogin(tx, found.id, { on: beijingDay(tx.now), serial: message.serial, peer });
    tx.announce({ topic: 'gateway', id: found.id });
  });
  const { passwordHash: _, ...platform } = found;
  return platform;
}
