// How a connection must behave to be kept. Pure: from what it has done so far and what it does now to keep or close.
// B1 a stranger who speaks another protocol is shown out within a few kilobytes; B2 a terminal with a bad line is borne
// as long as good frames come in between; B3 silence ends a connection, so half-open ones do not pile up; B4 logging in
// over and over ends a connection, sending faster than a terminal can makes it wait.
export const conductRules = {
  /** Without one valid frame in so many bytes, this is no terminal: a web browser, a port scanner. */
  bytesBeforeFirstFrame: 4_096,
  /** So many defects with no valid frame between them: the stream is lost, a new connection starts clean. */
  defectsInRow: 10,
  /** So much that is no frame, in a row: the largest frame twice. */
  garbageBytesInRow: 131_072,
  /** A heartbeat is due at least every 240 s (parameter 0x09); so long without a valid frame is silence, where the period is not known. */
  silenceMs: 300_000,
  /** Where it is known: so many periods without report or heartbeat … */
  silentPeriods: 3,
  /** … and no less: a carrier's cell change takes half a minute. */
  silenceLeastMs: 30_000,
  /** The first valid frame, the login, is due at once. */
  firstFrameMs: 60_000,
  /** A frame that was begun and whose rest does not come: its start was no start, or its length a lie. */
  restOfFrameMs: 10_000,
  /** Answers the peer does not collect. */
  unsentBytes: 262_144,
  /** Logins on one connection within a minute: a terminal logs in once per drive, and again after a minute without an answer. */
  loginsPerMinute: 20,
  /** Cars that speak on one connection without a platform login: a terminal has one; a test bench a few. */
  vehiclesPerTerminal: 8,
  /** Frames a terminal may send at once: a day of reports every 10 s, sent again after an outage. */
  framesAtOnce: 10_000,
  /** Frames per second a terminal may keep up: an alarm is sampled once a second, a reissue beside it is sent in idle time. */
  framesPerSecond: 200,
};
export type ConductRules = typeof conductRules;

export type Conduct = { bytesSeen: number; framesSeen: number; defectsInRow: number; garbageInRow: number; lastFrameMs: number; logins: number; minuteMs: number; allowance: number; filledMs: number };
export type Farewell = 'notATerminal' | 'tooManyDefects' | 'silent' | 'doesNotRead' | 'loginFlood';

export const newcomer = (nowMs: number, rules: ConductRules = conductRules): Conduct =>
  ({ bytesSeen: 0, framesSeen: 0, defectsInRow: 0, garbageInRow: 0, lastFrameMs: nowMs, logins: 0, minuteMs: nowMs, allowance: rules.framesAtOnce, filledMs: nowMs });

export const afterFrame = (conduct: Conduct, bytes: number, nowMs: number): Conduct =>
  ({ ...conduct, bytesSeen: conduct.bytesSeen + bytes, framesSeen: conduct.framesSeen + 1, defectsInRow: 0, garbageInRow: 0, lastFrameMs: nowMs });

export const afterDefect = (conduct: Conduct, bytes: number): Conduct =>
  ({ ...conduct, bytesSeen: conduct.bytesSeen + bytes, defectsInRow: conduct.defectsInRow + 1, garbageInRow: conduct.garbageInRow + bytes });

/** What time gives back: frames that may be sent, and a new minute of logins. (B4) */
export function allowanceAfter(conduct: Conduct, nowMs: number, rules: ConductRules = conductRules): Conduct {
  const allowance = Math.min(rules.framesAtOnce, conduct.allowance + ((nowMs - conduct.filledMs) / 1000) * rules.framesPerSecond);
  const newMinute = nowMs - conduct.minuteMs >= 60_000;
  return { ...conduct, allowance, filledMs: nowMs, logins: newMinute ? 0 : conduct.logins, minuteMs: newMinute ? nowMs : conduct.minuteMs };
}

/** So many frames more; what time has given back meanwhile is counted first, once a second at the most. (B4) */
export function spent(conduct: Conduct, frames: number, nowMs: number, rules: ConductRules = conductRules): Conduct {
  const filled = nowMs - conduct.filledMs < 1000 ? conduct : allowanceAfter(conduct, nowMs, rules);
  return { ...filled, allowance: filled.allowance - frames };
}

/** How long a terminal may say nothing, by its heartbeat period where that is known. (B3) */
export const silenceOf = (heartbeatMs: number | undefined, rules: ConductRules = conductRules): number =>
  (heartbeatMs === undefined ? rules.silenceMs : Math.max(rules.silenceLeastMs, rules.silentPeriods * heartbeatMs));

/** Why to close now; undefined to keep. `waitingBytes` came in and are not a whole frame yet. */
export function farewell(conduct: Conduct, waitingBytes: number, unsentBytes: number, nowMs: number, rules: ConductRules = conductRules): Farewell | undefined {
  if (conduct.framesSeen === 0 && conduct.bytesSeen + waitingBytes > rules.bytesBeforeFirstFrame) return 'notATerminal'; // B1
  if (conduct.defectsInRow >= rules.defectsInRow || conduct.garbageInRow > rules.garbageBytesInRow) return 'tooManyDefects'; // B2
  if (nowMs - conduct.lastFrameMs > (conduct.framesSeen === 0 ? rules.firstFrameMs : rules.silenceMs)) return 'silent'; // B3
  if (unsentBytes > rules.unsentBytes) return 'doesNotRead';
  if (conduct.logins > rules.loginsPerMinute) return 'loginFlood'; // B4
  return undefined;
}
