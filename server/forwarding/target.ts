// A target: another platform that is owed the data of some cars, and the rules of speaking to it. Pure.
// T1 a car is passed on when it is of the target's brands and its plate begins as asked; cars on no register never are;
// T2 a failed login is tried again every minute, after three failures after half an hour (both settable per target);
// T3 a refused or unanswered record is sent again every minute, three times more at most; T4 seven days are kept.
import { checkCode, commands } from '@careloop/gbt32960';

export type LinkState = 'down' | 'loggingIn' | 'up';
export type Target = {
  id: string; name: string; host: string; port: number; tls: boolean; code: string; userName: string; brandIds: string[]; platePrefixes: string[];
  againSeconds: number; restMinutes: number; heartbeatSeconds: number; enabled: boolean; sinceAt: Date;
  link: LinkState; linkSince: Date | null; lastFailure: string | null; failures: number; nextTryAt: Date | null; loginOn: string | null; loginSerial: number | null;
  addedAt: Date; version: number;
};

export const forwardRules = {
  failuresBeforeRest: 3,
  resendsMost: 3,
  keptMs: 7 * 86_400_000,
  /** A report older than this when its turn comes is no realtime report any more. */
  liveMs: 120_000,
  /** Frames under way at once: enough for a slow line, little enough to be repeated after a crash. */
  windowFrames: 200,
  connectMs: 10_000,
  /** No answer at all for so long: the link is taken for dead. */
  answerMs: 60_000,
  /** Later records are answered, this one is not: it was passed over. */
  passedOverMs: 5_000,
  /** An established link that broke is opened again after so long. */
  reopenMs: 1_000,
  leaseMs: 30_000,
  pollMs: 500,
};
export type ForwardRules = typeof forwardRules;

/** (T1) */
export const selects = (target: Pick<Target, 'brandIds' | 'platePrefixes'>, vehicle: { brandId: string; plateNo: string | null }): boolean =>
  (target.brandIds.length === 0 || target.brandIds.includes(vehicle.brandId)) &&
  (target.platePrefixes.length === 0 || target.platePrefixes.some((prefix) => vehicle.plateNo?.startsWith(prefix) === true));

/** How long to wait after so many failures in a row. (T2) */
export const waitAfter = (failures: number, target: Pick<Target, 'againSeconds' | 'restMinutes'>, rules: Pick<ForwardRules, 'failuresBeforeRest'> = forwardRules): number =>
  (failures > 0 && failures % rules.failuresBeforeRest === 0 ? target.restMinutes * 60_000 : target.againSeconds * 1000);

/** A realtime report as a reissue: another command and check code, every other byte as it came. Other frames are left alone. */
export function asReissue(bytes: Uint8Array): Uint8Array {
  if (bytes[2] !== commands.realtime) return bytes;
  const copy = bytes.slice();
  copy[2] = commands.reissue;
  copy[copy.length - 1] = checkCode(copy);
  return copy;
}

/** What a target is called among the readers of the stream. */
export const readerOf = (targetId: string): string => `forward ${targetId}`;
