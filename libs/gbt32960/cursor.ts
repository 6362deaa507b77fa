// A place in the bytes of a data unit: reading moves it forward, writing makes room as it goes.
// Readers look how much is left before they read; nothing here reads past the end on its own.
import type { Dialect } from './dialect.ts';
import type { Oddity, OddityCode } from './verdict.ts';

/** Where the data unit begins in a frame (§2): offsets in problems count from the frame's first byte. */
export const unitStart = 24;

export interface Source {
  readonly bytes: Uint8Array;
  /** The same bytes, for integers of several bytes. */
  readonly view: DataView;
  at: number;
  /** Where the data unit ends. */
  readonly end: number;
  /** What to add to a place to count from the first byte of the frame: 24 for a data unit that came encrypted. */
  readonly base: number;
  /** Set by a field that has no value, so that its body looks for the reason. */
  flawed: boolean;
  readonly oddities: Oddity[];
  readonly dialect: Dialect;
}

/** The data unit of a frame, read where it lies. */
export const unitSource = (frame: Uint8Array, view: DataView, end: number, oddities: Oddity[], dialect: Dialect): Source =>
  ({ bytes: frame, view, at: unitStart, end, base: 0, flawed: false, oddities, dialect });

/** A data unit that was opened. */
export const openedSource = (unit: Uint8Array, oddities: Oddity[], dialect: Dialect): Source =>
  ({ bytes: unit, view: viewOf(unit), at: 0, end: unit.length, base: unitStart, flawed: false, oddities, dialect });

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const left = (source: Source): number => source.end - source.at;

export function note(source: Source, code: OddityCode, at: number, detail: string): void {
  source.oddities.push({ code, offset: source.base + at, detail });
}

/** An unsigned big-endian integer of 1, 2 or 4 bytes; the caller has made sure the bytes are there. */
export function uintAt(bytes: Uint8Array, at: number, size: 1 | 2 | 4): number {
  if (size === 1) return bytes[at]!;
  if (size === 2) return (bytes[at]! << 8) | bytes[at + 1]!;
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

export function takeUint(source: Source, size: 1 | 2 | 4): number {
  const value = uintAt(source.bytes, source.at, size);
  source.at += size;
  return value;
}

/** A view on the next bytes, not a copy; a plain Uint8Array, whatever the frame came in. */
export function takeBytes(source: Source, length: number): Uint8Array {
  const taken = new Uint8Array(source.bytes.buffer, source.bytes.byteOffset + source.at, length);
  source.at += length;
  return taken;
}

/** One character per byte (ISO 8859-1, so any bytes survive a round trip), without the zeros that pad the end. */
export function textOf(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  let text = '';
  for (let i = 0; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

/** The 17 bytes of an identity at `at`, as `textOf` reads them; the caller has made sure they are there. */
export function identityAt(b: Uint8Array, at: number): string {
  if (b[at + 16] === 0) return textOf(b.subarray(at, at + 17));
  return String.fromCharCode(
    b[at]!, b[at + 1]!, b[at + 2]!, b[at + 3]!, b[at + 4]!, b[at + 5]!, b[at + 6]!, b[at + 7]!, b[at + 8]!,
    b[at + 9]!, b[at + 10]!, b[at + 11]!, b[at + 12]!, b[at + 13]!, b[at + 14]!, b[at + 15]!, b[at + 16]!,
  );
}

export interface Sink { bytes: Uint8Array; at: number }

export const createSink = (): Sink => ({ bytes: new Uint8Array(256), at: 0 });

function makeRoom(sink: Sink, more: number): void {
  if (sink.at + more <= sink.bytes.length) return;
  const wider = new Uint8Array(Math.max(sink.bytes.length * 2, sink.at + more));
  wider.set(sink.bytes.subarray(0, sink.at));
  sink.bytes = wider;
}

/** Writes an unsigned big-endian integer; throws a RangeError that names `what` when it does not fit. */
export function putUint(sink: Sink, size: 1 | 2 | 4, value: number, what: string): void {
  if (!Number.isInteger(value) || value < 0 || value > 2 ** (8 * size) - 1) throw new RangeError(`${what}: ${value} does not fit in ${size} byte(s)`);
  makeRoom(sink, size);
  for (let i = size - 1; i >= 0; i--) sink.bytes[sink.at++] = (value >>> (8 * i)) & 0xff;
}

export function putBytes(sink: Sink, bytes: Uint8Array): void {
  makeRoom(sink, bytes.length);
  sink.bytes.set(bytes, sink.at);
  sink.at += bytes.length;
}

/** Writes a row of 16-bit numbers. */
export function putRow(sink: Sink, row: Uint16Array): void {
  makeRoom(sink, 2 * row.length);
  for (const number of row) {
    sink.bytes[sink.at++] = number >> 8;
    sink.bytes[sink.at++] = number & 0xff;
  }
}

/** Writes one byte per character, padded with zeros; throws a RangeError that names `what` when it does not fit. */
export function putText(sink: Sink, text: string, length: number, what: string): void {
  if (text.length > length) throw new RangeError(`${what}: "${text}" is longer than ${length} bytes`);
  makeRoom(sink, length);
  for (let i = 0; i < length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0;
    if (unit > 0xff) throw new RangeError(`${what}: "${text}" has a character that is no single byte`);
    sink.bytes[sink.at++] = unit;
  }
}

/** What was written, as bytes of their own. */
export const written = (sink: Sink): Uint8Array => sink.bytes.slice(0, sink.at);
