// Finds frames in a stream that may be cut at any byte, carry rubbish between frames, and lie about lengths.
// It looks at start symbol, identity, length and check code only; what a frame means is not its business. The frames it
// finds do not depend on how the stream was cut. It never holds more than one frame and one chunk, and however many frames
// rubbish claims to hold, the work grows only as the bytes do.
import { uintAt, unitStart } from './cursor.ts';
import { emptyFrameBytes, maxUnitBytes, readHeader, xorOf, type Edition } from './frame-header.ts';

export interface FoundFrame {
  kind: 'frame';
  /** The whole frame: a copy that nobody writes to again. Frames that came together lie in one copy. */
  bytes: Uint8Array;
  edition: Edition;
  command: number;
  flag: number;
  vin: string;
  encryption: number;
  /** False: length and identity look right, the check code does not, and no other frame begins inside. */
  bccOk: boolean;
  /** Where the data unit lies in `bytes`: from `start` up to, not including, `end`. */
  dataUnit: { start: number; end: number };
  /** Bytes of the stream before this one. */
  streamOffset: number;
}

export type GarbageReason =
  /** Bytes outside any frame. */
  | 'noStart'
  /** A start symbol whose identity is not printable ASCII. */
  | 'implausibleHeader'
  /** A length that is reserved, or above `maxFrameBytes`. */
  | 'impossibleLength'
  /** The check code was wrong and another frame seems to begin inside. */
  | 'badCheckCode'
  /** The caller gave up waiting for the rest. */
  | 'gaveUp'
  /** The stream ended in the middle. */
  | 'ended';

/** Bytes that are no frame. A run of them may come in pieces; the reason is that of the first byte. */
export interface Garbage { kind: 'garbage'; bytes: Uint8Array; reason: GarbageReason; streamOffset: number }

export type Found = FoundFrame | Garbage;

export interface FrameFinder {
  /** Takes the next bytes of the stream, of any length; answers what they completed, in order. */
  push(chunk: Uint8Array): Found[];
  /** The caller's clock says the rest of the frame being waited for will not come: drops its start and looks inside. */
  giveUp(): Found[];
  /** The stream is over: answers whatever is left. */
  end(): Found[];
  /** Bytes waiting for the rest of their frame. */
  readonly held: number;
}

const smallBuffer = 8192;

/**
 * The bytes not yet spoken for. Sound frames are checked one by one. Where a check code was wrong, the XOR of all bytes before
 * each is kept (`sums`, good up to `summedTo`), so that the frames that may begin inside cost nothing more however many
 * they claim to be.
 */
interface Window { bytes: Uint8Array; start: number; end: number; sums: Uint8Array; summedTo: number }

const empty = (): Window => ({ bytes: new Uint8Array(0), start: 0, end: 0, sums: new Uint8Array(0), summedTo: 0 });

function widen(window: Window, more: number): void {
  const { start, end } = window;
  const live = end - start;
  if (end + more <= window.bytes.length) return;
  let { bytes } = window;
  if (live + more > bytes.length) {
    let capacity = 256;
    while (capacity < live + more) capacity *= 2;
    bytes = new Uint8Array(capacity);
  }
  bytes.set(window.bytes.subarray(start, end));
  const summed = window.summedTo > start;
  const sums = summed ? new Uint8Array(bytes.length + 1) : window.sums.subarray(0, 0);
  if (summed) sums.set(window.sums.subarray(start, window.summedTo + 1));
  Object.assign(window, { bytes, start: 0, end: live, sums, summedTo: summed ? window.summedTo - start : 0 });
}

function append(window: Window, chunk: Uint8Array): void {
  widen(window, chunk.length);
  window.bytes.set(chunk, window.end);
  window.end += chunk.length;
}

/** Sums up to the end of the window, from where the sums end or from its start. */
function sum(window: Window): void {
  if (window.sums.length <= window.bytes.length) window.sums = new Uint8Array(window.bytes.length + 1);
  const { bytes, sums, end } = window;
  let at = window.summedTo;
  if (at <= window.start) {
    at = window.start;
    sums[at] = 0;
  }
  for (let running = sums[at]!; at < end; at++) sums[at + 1] = running ^= bytes[at]!;
  window.summedTo = end;
}

/** Whether the check code of the frame from `start` up to `stop` is right. Every byte is looked at twice at most. */
function isSound(window: Window, start: number, stop: number): boolean {
  const sent = window.bytes[stop - 1]!;
  if (start >= window.summedTo) {
    if (xorOf(window.bytes, start + 2, stop - 1) === sent) return true;
    sum(window);
    return false;
  }
  if (stop > window.summedTo) sum(window);
  return (window.sums[stop - 1]! ^ window.sums[start + 2]!) === sent;
}

/** Gives memory back that one long frame or chunk had taken. */
function slim(window: Window): void {
  const live = window.end - window.start;
  if (window.bytes.length <= smallBuffer || live * 4 > window.bytes.length) return;
  const wide = { ...window };
  Object.assign(window, empty());
  append(window, wide.bytes.subarray(wide.start, wide.end));
}

const printable = (byte: number): boolean => (byte >= 0x20 && byte <= 0x7e) || byte === 0;

/**
 * Why no frame can begin at `at`, looking only at bytes before `limit`; undefined when one can, as far as can be seen.
 */
function objection(bytes: Uint8Array, at: number, limit: number, maxFrameBytes: number): GarbageReason | undefined {
  const first = bytes[at]!;
  if (first !== 0x23 && first !== 0x24) return 'noStart';
  if (at + 1 < limit && bytes[at + 1] !== first) return 'noStart';
  for (let i = at + 4; i < at + 21 && i < limit; i++) if (!printable(bytes[i]!)) return 'implausibleHeader';
  if (at + unitStart > limit) return undefined;
  const length = uintAt(bytes, at + 22, 2);
  return length > maxUnitBytes || emptyFrameBytes + length > maxFrameBytes ? 'impossibleLength' : undefined;
}

/** Collects what was found; neighbouring garbage becomes one piece. `all` gives everything its bytes, in one copy. */
function createHarvest(window: Window, streamStart: number) {
  const found: Found[] = [];
  const from = window.start;
  let dirtFrom = -1;
  let reason: GarbageReason = 'noStart';
  const swept = (): void => {
    if (dirtFrom < 0) return;
    found.push({ kind: 'garbage', bytes: window.bytes.subarray(dirtFrom, window.start), reason, streamOffset: streamStart + dirtFrom - from });
    dirtFrom = -1;
  };
  return {
    drop(length: number, why: GarbageReason): void {
      if (dirtFrom < 0) {
        dirtFrom = window.start;
        reason = why;
      }
      window.start += length;
    },
    keep(length: number, bccOk: boolean): void {
      swept();
      const { edition, command, flag, vin, encryption, unitLength } = readHeader(window.bytes, window.start)!;
      found.push({
        kind: 'frame', edition, command, flag, vin, encryption, bccOk, bytes: window.bytes.subarray(window.start, window.start + length),
        dataUnit: { start: unitStart, end: unitStart + unitLength }, streamOffset: streamStart + window.start - from,
      });
      window.start += length;
    },
    all(): Found[] {
      swept();
      if (found.length === 0) return found;
      const copy = window.bytes.slice(from, window.start);
      for (const one of found) {
        const at = one.streamOffset - streamStart;
        one.bytes = copy.subarray(at, at + one.bytes.length);
      }
      return found;
    },
  };
}
type Harvest = ReturnType<typeof createHarvest>;

/** Looks at the bytes from the start of the window; true when something was taken, false when more bytes are needed. */
function step(window: Window, harvest: Harvest, maxFrameBytes: number): boolean {
  const { bytes, start, end } = window;
  if (start >= end) return false;
  const why = objection(bytes, start, end, maxFrameBytes);
  if (why !== undefined) {
    harvest.drop(1, why);
    return true;
  }
  if (end - start < unitStart) return false;
  const length = emptyFrameBytes + uintAt(bytes, start + 22, 2);
  if (end - start < length) return false;
  const stop = start + length;
  if (isSound(window, start, stop)) {
    harvest.keep(length, true);
    return true;
  }
  let inner = start + 1;
  while (inner < stop && objection(bytes, inner, stop, maxFrameBytes) !== undefined) inner++;
  if (inner < stop) harvest.drop(inner - start, 'badCheckCode');
  else harvest.keep(length, false);
  return true;
}

/**
 * A finder for one connection. `maxFrameBytes` (25 to 65556, the default) is how long a frame may claim to be; a longer one
 * is garbage. A frame whose length claims more than ever comes is waited for until `giveUp` says otherwise: the caller has
 * the clock. Throws a RangeError for a `maxFrameBytes` below 25. §2, §13.
 */
export function createFrameFinder(options: { maxFrameBytes?: number } = {}): FrameFinder {
  const maxFrameBytes = options.maxFrameBytes ?? emptyFrameBytes + maxUnitBytes;
  if (!(maxFrameBytes >= emptyFrameBytes)) throw new RangeError(`maxFrameBytes: no frame is shorter than ${emptyFrameBytes} bytes`);
  const window = empty();
  let streamOffset = 0;

  function scan(firstDrop?: GarbageReason, untilEmpty = false): Found[] {
    const before = window.start;
    const harvest = createHarvest(window, streamOffset);
    if (firstDrop !== undefined && window.start < window.end) harvest.drop(1, firstDrop);
    for (;;) {
      if (step(window, harvest, maxFrameBytes)) continue;
      if (!untilEmpty || firstDrop === undefined || window.start >= window.end) break;
      harvest.drop(1, firstDrop);
    }
    const found = harvest.all();
    streamOffset += window.start - before;
    slim(window);
    return found;
  }

  return {
    push(chunk) {
      append(window, chunk);
      return scan();
    },
    giveUp: () => scan('gaveUp'),
    end: () => scan('ended', true),
    get held() {
      return window.end - window.start;
    },
  };
}
