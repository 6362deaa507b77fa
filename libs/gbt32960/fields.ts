// One number of an information body: how wide it is, what range is printed, how it scales, and whether the standard
// gives it the two sentinels. A raw integer is tested before it is scaled (§6.1), so "abnormal", "invalid", "out of range"
// and "a code nobody defined" stay four different things and never become a number.
import { note, putUint, uintAt, type Sink, type Source } from './cursor.ts';

/** Why a field has no value. */
export type Mark = 'abnormal' | 'invalid' | 'outOfRange' | 'unknownCode';

type Size = 1 | 2 | 4;

/** value = (raw − zero) / per, for raw from min to max. */
export interface Quantity { kind: 'quantity'; size: Size; min: number; max: number; zero: number; per: number; sentinels: boolean }
/** A number that stands for a word. */
export interface Code { kind: 'code'; size: 1; words: ReadonlyMap<number, string>; numbers: ReadonlyMap<string, number> }
/** A packed byte; only its raw integer is kept here, its body takes it apart. */
export interface Packed { kind: 'packed'; size: 1 }
export type Field = Quantity | Code | Packed;

/** What was read: every raw integer, and why a value is missing. The values themselves sit beside these two. */
export interface Reading<Name extends string = string> {
  raw: { [K in Name]?: number };
  marks: { [K in Name]?: Mark };
}

export interface Layout { readonly entries: readonly { readonly name: string; readonly at: number; readonly field: Field }[]; readonly size: number }

export function quantity(size: Size, max: number, more: { min?: number; zero?: number; per?: number; sentinels?: boolean } = {}): Quantity {
  return { kind: 'quantity', size, max, min: more.min ?? 0, zero: more.zero ?? 0, per: more.per ?? 1, sentinels: more.sentinels ?? true };
}

export function code(words: Readonly<Record<number, string>>): Code {
  const pairs = Object.entries(words).map(([number, word]): [number, string] => [Number(number), word]);
  return { kind: 'code', size: 1, words: new Map(pairs), numbers: new Map(pairs.map(([number, word]) => [word, number])) };
}

export const packed: Packed = { kind: 'packed', size: 1 };

/** Fields in the order they are sent; the keys are the names of the values. */
export function layout<Values>(fields: { [K in keyof Values]?: Field }): Layout {
  let size = 0;
  const entries = Object.entries(fields as Record<string, Field>).map(([name, field]) => {
    const at = size;
    size += field.size;
    return { name, at, field };
  });
  return { entries, size };
}

const allOnes = (size: Size): number => (size === 1 ? 0xff : size === 2 ? 0xffff : 0xffffffff);

/** The sentinel a raw integer of this size is, if it is one. */
export function sentinelOf(raw: number, size: Size): 'abnormal' | 'invalid' | undefined {
  const top = allOnes(size);
  return raw === top ? 'invalid' : raw === top - 1 ? 'abnormal' : undefined;
}

export const sentinelFor = (mark: Mark | undefined, size: Size): number => allOnes(size) - (mark === 'abnormal' ? 1 : 0);

/** Reads all fields of a layout into `into`; the caller has made sure `layout.size` bytes are there. */
export function readFields(how: Layout, source: Source, into: Reading): void {
  const values = into as unknown as Record<string, unknown>;
  for (const { name, at, field } of how.entries) {
    const raw = uintAt(source.bytes, source.at + at, field.size);
    into.raw[name] = raw;
    if (field.kind === 'packed') continue;
    const sentinel = sentinelOf(raw, field.size);
    if (sentinel !== undefined) {
      into.marks[name] = sentinel;
      if (field.kind === 'quantity' && !field.sentinels) note(source, 'sentinelNotDefined', source.at + at, `${name} is ${sentinel}`);
    } else if (field.kind === 'code') {
      const word = field.words.get(raw);
      if (word === undefined) into.marks[name] = 'unknownCode';
      else values[name] = word;
    } else if (raw < field.min || raw > field.max) into.marks[name] = 'outOfRange';
    else values[name] = (raw - field.zero) / field.per;
  }
  source.at += how.size;
}

/** What a body to be written may have: values, and for a missing value the reason or the raw integer. */
export interface Writable { raw?: Record<string, number | undefined>; marks?: Record<string, Mark | undefined> }

/**
 * The raw integer to send for a field: from its value; without one, the sentinel its mark names (`invalid` without a mark),
 * or the kept raw integer where the mark says that it stands for no value.
 * Throws a RangeError for a value outside the printed range, and for a word nobody defined.
 */
function rawOf(name: string, field: Quantity | Code, body: Writable): number {
  const value = (body as Record<string, unknown>)[name];
  const mark = body.marks?.[name];
  if (value === undefined || value === null) {
    if (mark !== 'outOfRange' && mark !== 'unknownCode') return sentinelFor(mark, field.size);
    const kept = body.raw?.[name];
    if (kept === undefined) throw new RangeError(`${name} is marked ${mark} without its raw integer`);
    return kept;
  }
  if (field.kind === 'code') {
    const number = field.numbers.get(String(value));
    if (number === undefined) throw new RangeError(`${name}: "${String(value)}" is not one of ${[...field.numbers.keys()].join(', ')}`);
    return number;
  }
  const raw = Math.round(Number(value) * field.per) + field.zero;
  if (!(raw >= field.min && raw <= field.max)) {
    throw new RangeError(`${name}: ${String(value)} is outside ${(field.min - field.zero) / field.per} to ${(field.max - field.zero) / field.per}`);
  }
  return raw;
}

/** Writes all fields of a layout; `packedBytes` gives the packed ones. */
export function writeFields(how: Layout, sink: Sink, body: object, packedBytes: Readonly<Record<string, number>> = {}): void {
  for (const { name, field } of how.entries) {
    putUint(sink, field.size, field.kind === 'packed' ? packedBytes[name]! : rawOf(name, field, body as Writable), name);
  }
}

/**
 * Reads how many elements follow. A sentinel has no list behind it; a count outside min…max is obeyed and noted.
 * The caller has made sure `size` bytes are there.
 */
export function readCount(source: Source, size: 1 | 2, name: string, into: Reading, min: number, max: number): number {
  const at = source.at;
  const raw = uintAt(source.bytes, at, size);
  source.at += size;
  into.raw[name] = raw;
  const sentinel = sentinelOf(raw, size);
  if (sentinel !== undefined) {
    into.marks[name] = sentinel;
    return 0;
  }
  if (raw < min || raw > max) {
    into.marks[name] = 'outOfRange';
    note(source, 'numberOutOfRange', at, `${name} is ${raw}`);
  }
  return raw;
}

/** Writes how many elements follow; the sentinel instead, where there are none and the mark says why. */
export function writeCount(sink: Sink, size: 1 | 2, name: string, count: number, body: object): void {
  const mark = (body as Writable).marks?.[name];
  const told = count > 0 || (mark !== 'abnormal' && mark !== 'invalid');
  if (count >= allOnes(size) - 1) throw new RangeError(`${name}: ${count} are more than one item can hold`);
  putUint(sink, size, told ? count : sentinelFor(mark, size), name);
}
