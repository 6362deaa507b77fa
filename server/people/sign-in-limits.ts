// How many times one may guess, and for how long a sign-in holds.
// L1 after five wrong passwords a name rests for a minute, then twice as long each time, at most a quarter of an hour;
// L2 a code is for five minutes and five tries; L3 a phone gets one code a minute, five an hour, ten a day.
export type Tries = { failed: number; lastFailedAt: Date | null; lockedUntil: Date | null };

const minuteMs = 60_000;
export const freeTries = 5;
export const codeLivesMs = 5 * minuteMs;
export const codeTries = 5;
export const sessionLivesMs = { staff: 12 * 60 * minuteMs, owner: 30 * 24 * 60 * minuteMs };

/** The tries on a name after one more wrong password; what is a day old is forgotten. (L1) */
export function afterWrongPassword(tries: Tries, now: Date): Tries {
  const old = tries.lastFailedAt === null || now.getTime() - tries.lastFailedAt.getTime() > 24 * 60 * minuteMs;
  const failed = (old ? 0 : tries.failed) + 1;
  const restMs = failed < freeTries ? 0 : Math.min(15, 2 ** (failed - freeTries)) * minuteMs;
  return { failed, lastFailedAt: now, lockedUntil: restMs === 0 ? null : new Date(now.getTime() + restMs) };
}

export const isResting = (tries: Tries, now: Date): boolean => tries.lockedUntil !== null && tries.lockedUntil > now;

/** When the phone may ask for another code, given when it asked before; undefined means now. (L3) */
export function nextAskAt(askedAt: readonly Date[], now: Date): Date | undefined {
  const rules = [{ withinMs: minuteMs, most: 1 }, { withinMs: 60 * minuteMs, most: 5 }, { withinMs: 24 * 60 * minuteMs, most: 10 }];
  let next: Date | undefined;
  for (const { withinMs, most } of rules) {
    const recent = askedAt.map((at) => at.getTime()).filter((at) => at > now.getTime() - withinMs).sort((a, b) => b - a);
    const blocking = recent[most - 1];
    if (blocking === undefined) continue;
    const free = new Date(blocking + withinMs);
    if (next === undefined || free > next) next = free;
  }
  return next;
}
