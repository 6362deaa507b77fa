// How a connection must behave to be kept. Pure: from what it has done so far and what it does now to keep or close.
// B1 a stranger who speaks another protocol is shown out within a few kilobytes; B2 a terminal with a bad line is borne
// as long as good frames come in between; B3 silence ends a connection, so half-open ones do not pile up.
export const conductRules = {
  /** Without one valid frame in so many bytes, this is no terminal: a web browser, a port scanner. */
  bytesBeforeFirstFrame: 4_096,
  /** So many defects with no valid frame between them: the stream is lost, a new connection starts clean. */
  defectsInRow: 10,
  /** So much that is no frame, in a row: the largest frame twice. */
  garbageBytesInRow: 131_072,
  /** A heartbeat is due at least every 240 s (parameter 0x09); so long without a valid frame is silence. */
  silenceMs: 300_000,
  /** The first valid frame, the login, is due at once. */
  firstFrameMs: 60_000,
  /** A frame that was begun and whose rest does not come: its start was no start, or its length a lie. */
  restOfFrameMs: 10_000,
  /** Answers the peer does not collect. */
  unsentBytes: 262_144,
};
export type ConductRules = typeof conductRules;

export type Conduct = { bytesSeen: number; framesSeen: number; defectsInRow: number; garbageInRow: number; lastFrameMs: number };
export type Farewell = 'notATerminal' | 'tooManyDefects' | 'silent' | 'doesNotRead';

export const newcomer = (nowMs: number): Conduct => ({ bytesSeen: 0, framesSeen: 0, defectsInRow: 0, garbageInRow: 0, lastFrameMs: nowMs });

export const afterFrame = (conduct: Conduct, bytes: number, nowMs: number): Conduct =>
  ({ bytesSeen: conduct.bytesSeen + bytes, framesSeen: conduct.framesSeen + 1, defectsInRow: 0, garbageInRow: 0, lastFrameMs: nowMs });

export const afterDefect = (conduct: Conduct, bytes: number): Conduct =>
  ({ ...conduct, bytesSeen: conduct.bytesSeen + bytes, defectsInRow: conduct.defectsInRow + 1, garbageInRow: conduct.garbageInRow + bytes });

/** Why to close now; undefined to keep. `waitingBytes` came in and are not a whole frame yet. */
export function farewell(conduct: Conduct, waitingBytes: number, unsentBytes: number, nowMs: number, rules: ConductRules = conductRules): Farewell | undefined {
  if (conduct.framesSeen === 0 && conduct.bytesSeen + waitingBytes > rules.bytesBeforeFirstFrame) return 'notATerminal'; // B1
  if (conduct.defectsInRow >= rules.defectsInRow || conduct.garbageInRow > rules.garbageBytesInRow) return 'tooManyDefects'; // B2
  if (nowMs - conduct.lastFrameMs > (conduct.framesSeen === 0 ? rules.firstFrameMs : rules.silenceMs)) return 'silent'; // B3
  if (unsentBytes > rules.unsentBytes) return 'doesNotRead';
  return undefined;
}
