// Cell voltages as typed arrays. A row of its own would cost more than reading the whole frame, so short rows are cut
// from blocks of 4096 numbers: each row has its place for itself and is never written again. Who keeps a row for long
// and wants to let go of its block copies it (`row.slice()`).
import { left, takeBytes, type Source } from './cursor.ts';

const blockNumbers = 4096;
const longRow = 1024;
let buffer = new ArrayBuffer(2 * blockNumbers);
let block = new Uint16Array(buffer);
let pairs = new Int32Array(buffer);
let used = 0;

/** Whether this machine puts the low byte of a number first, as all that run JavaScript today do. */
const lowByteFirst = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const none = new Uint16Array(0);

function ownRow(source: Source, count: number): Uint16Array {
  const row = new Uint16Array(count);
  for (let i = 0, at = source.at; i < count; i++, at += 2) row[i] = source.view.getUint16(at);
  source.at += 2 * count;
  return row;
}

/** The next `count` big-endian words; undefined when they are not all there. */
export function takeCellRow(source: Source, count: number): Uint16Array | undefined {
  if (left(source) < 2 * count) return undefined;
  if (count === 0) return none;
  if (count > longRow || !lowByteFirst) return ownRow(source, count);
  if (used + count > blockNumbers) {
    buffer = new ArrayBuffer(2 * blockNumbers);
    block = new Uint16Array(buffer);
    pairs = new Int32Array(buffer);
    used = 0;
  }
  const { view } = source;
  const start = used;
  const halves = count >> 1;
  let at = source.at;
  for (let i = start >> 1, end = i + halves; i < end; i++, at += 4) {
    const two = view.getInt32(at);
    pairs[i] = (two << 16) | (two >>> 16);
  }
  if ((count & 1) === 1) block[start + count - 1] = view.getUint16(at);
  used = (start + count + 1) & ~1;
  source.at += 2 * count;
  return new Uint16Array(buffer, 2 * start, count);
}

export const noProbes = new Uint8Array(0);

/** The next `count` probe bytes, a view; undefined when they are not all there. */
export const takeProbes = (source: Source, count: number): Uint8Array | undefined =>
  (left(source) < count ? undefined : count === 0 ? noProbes : takeBytes(source, count));
