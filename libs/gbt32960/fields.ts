// One number of an information body: how wide it is, what range is printed, how it scales, and whether the standard
// gives it the two sentinels. A raw integer is tested before it is scaled (§6.1), so "abnormal", "invalid", "out of range"
// and "a code nobody defined" stay four different things and never become a number.
import { note, putUint, uintAt, type Sink, type Source } from './cursor.ts';

/** Why a field has no value. */
export type Mark = 'abnormal' | 'invalid' | 'outOfRange' | 'unknownCode';

type Size = 1 | 2 | 4;

/** value = (raw − zero) / per. */
export interface Scale { per: number; zero: number }
/** A scaled number, for raw from min to max. The sentinels lie above max, always. */
export interface Quantity extends Scale { kind: 'quantity'; size: Size; min: number; max: number; sentinels: boolean }
/** A number that stands for a word. */
export interface Code<Word extends string = string> { kind: 'code'; size: 1; words: readonly (Word | undefined)[] }
/** A packed byte; only its raw integer is kept here, its body takes it apart. */
export interface Packed { kind: 'packed'; size: 1 }
export type Field = Quantity | Code | Packed;

/** What was read: every raw integer, and why a value is missing. The values themselves sit beside these two. */
export interface Reading<Name extends string = string> {
  raw: { [K in Name]?: number };
  marks: { readonly [K in Name]?: Mark };
}

/** The marks of a body that has all its values. */
export const noMarks: Readonly<Record<string, never>> = Object.freeze({});

export interface Layout<Fields extends Readonly<Record<string, Field>> = Readonly<Record<string, Field>>> {
  readonly fields: Fields;
  readonly entries: readonly { readonly name: string; readonly at: number; readonly field: Field }[];
  readonly size: number;
}

export function quantity(size: Size, max: number, more: { min?: number; zero?: number; per?: number; sentinels?: boolean } = {}): Quantity {
  return { kind: 'quantity', size, min: more.min ?? 0, max, zero: more.zero ?? 0, per: more.per ?? 1, sentinels: more.sentinels ?? true };
}

/** Words by the number that stands for them, from 1 on. */
export const code = <const Word extends string>(...words: readonly Word[]): Code<Word> => ({ kind: 'code', size: 1, words: [undefined, ...words] });

export const packed: Packed = { kind: 'packed', size: 1 };

/** Fields in the order they are sent; the keys are the names of the values. */
export function layout<const Fields extends Readonly<Record<string, Field>>>(fields: Fields): Layout<Fields> {
  let size = 0;
  const entries = Object.entries(fields).map(([name, field]) => {
    const at = size;
    size += field.size;
    return { name, at, field };
  });
  return { fields, entries, size };
}

/** The same layout with other scales for some of its quantities. */
export function layoutWith<L extends Layout>(how: L, scales: Readonly<Record<string, Scale>>): L {
  return layout(Object.fromEntries(how.entries.map(({ name, field }) => {
    const scale = scales[name];
    return [name, scale === undefined ? field : { ...field, ...scale }];
  }))) as unknown as L;
}

const allOnes = (size: Size): number => (size === 1 ? 0xff : size === 2 ? 0xffff : 0xffffffff);

/** The sentinel a raw integer of this size is, if it is one. */
export function sentinelOf(raw: number, size: Size): 'abnormal' | 'invalid' | undefined {
  const top = allOnes(size);
  return raw === top ? 'invalid' : raw === top - 1 ? 'abnormal' : undefined;
}

export const sentinelFor = (mark: Mark | undefined, size: Size): number => allOnes(size) - (mark === 'abnormal' ? 1 : 0);

/** A raw integer as a value; without one the source is `flawed`, and `marksOf` will say why. */
export function scaled(source: Source, field: Quantity, raw: number): number | undefined {
  if (raw >= field.min && raw <= field.max) return field.per === 1 ? raw - field.zero : (raw - field.zero) / field.per;
  source.flawed = true;
  return undefined;
}

/** A raw integer as a word; without one the source is `flawed`. */
export function worded<Word extends string>(source: Source, field: Code<Word>, raw: number): Word | undefined {
  const word = raw < field.words.length ? field.words[raw] : undefined;
  if (word === undefined) source.flawed = true;
  return word;
}

function markOf(field: Quantity | Code, raw: number): Mark | undefined {
  const sentinel = sentinelOf(raw, field.size);
  if (sentinel !== undefined) return sentinel;
  if (field.kind === 'code') return field.words[raw] === undefined ? 'unknownCode' : undefined;
  return raw < field.min || raw > field.max ? 'outOfRange' : undefined;
}

/** Why values of a body are missing, from its raw integers. `start` is where the layout began. */
export function marksOf(how: Layout, source: Source, start: number, raw: object): Record<string, Mark> {
  const marks: Record<string, Mark> = {};
  for (const { name, at, field } of how.entries) {
    const number = (raw as Record<string, number | undefined>)[name];
    if (field.kind === 'packed' || number === undefined) continue;
    const mark = markOf(field, number);
    if (mark === undefined) continue;
    marks[name] = mark;
    if (field.kind === 'quantity' && !field.sentinels && mark !== 'outOfRange') note(source, 'sentinelNotDefined', start + at, `${name} is ${mark}`);
  }
  return marks;
}

/** A body while it is read. */
export interface Body { raw: Record<string, number>; marks: Readonly<Record<string, Mark>> }

/** Gives a body a mark. */
export function setMark(body: { marks: object }, name: string, mark: Mark): void {
  (body as Body).marks = { ...(body as Body).marks, [name]: mark };
}

/** Reads all fields of a layout into `into`, for bodies that are rare; the caller has made sure `layout.size` bytes are there. */
export function readFields(how: Layout, source: Source, into: Reading): void {
  const values = into as unknown as Record<string, unknown>;
  const body = into as unknown as Body;
  source.flawed = false;
  for (const { name, at, field } of how.entries) {
    const raw = uintAt(source.bytes, source.at + at, field.size);
    body.raw[name] = raw;
    if (field.kind === 'packed') continue;
    const value = field.kind === 'code' ? worded(source, field, raw) : scaled(source, field, raw);
    if (value !== undefined) values[name] = value;
  }
  if (source.flawed) body.marks = { ...body.marks, ...marksOf(how, source, source.at, body.raw) };
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
    const number = field.words.indexOf(String(value));
    if (number < 1) throw new RangeError(`${name}: "${String(value)}" is not one of ${field.words.slice(1).join(', ')}`);
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
 * How many elements a count that was read at `at` says to follow. A sentinel has no list behind it; a count outside min…max
 * is obeyed and noted.
 */
export function countOf(source: Source, size: 1 | 2, at: number, name: string, into: Reading, raw: number, min: number, max: number): number {
  if (raw >= min && raw <= max) return raw;
  const sentinel = sentinelOf(raw, size);
  setMark(into, name, sentinel ?? 'outOfRange');
  if (sentinel !== undefined) return 0;
  note(source, 'numberOutOfRange', at, `${name} is ${raw}`);
  return raw;
}

/** Reads how many elements follow; the caller has made sure `size` bytes are there. */
export function readCount(source: Source, size: 1 | 2, name: string, into: Reading, min: number, max: number): number {
  const at = source.at;
  const raw = size === 1 ? source.bytes[at]! : source.view.getUint16(at);
  source.at += size;
  (into.raw as Record<string, number>)[name] = raw;
  return countOf(source, size, at, name, into, raw, min, max);
}

/** Writes how many elements follow; the sentinel instead, where there are none and the mark says why. */
export function writeCount(sink: Sink, size: 1 | 2, name: string, count: number, body: object): void {
  const mark = (body as Writable).marks?.[name];
  const told = count > 0 || (mark !== 'abnormal' && mark !== 'invalid');
  if (count >= allOnes(size) - 1) throw new RangeError(`${name}: ${count} are more than one item can hold`);
  putUint(sink, size, told ? count : sentinelFor(mark, size), name);
}
