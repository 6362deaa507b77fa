// What reading can say about bytes: a frame, or what is wrong with it and how far it could be read all the same.
// A problem is a defect of the frame; an oddity is tolerated by custom, and only noted. Neither is ever thrown.
import type { Frame } from './frame.ts';

export type ProblemCode =
  /** Fewer than the 25 bytes of an empty frame. */
  | 'tooShort'
  /** Neither "##" nor "$$" at the start. */
  | 'noStartSymbol'
  /** The length field does not agree with the number of bytes given. */
  | 'lengthMismatch'
  /** The length field announces more than 65531 bytes; those numbers are reserved. */
  | 'impossibleLength'
  /** The check code (BCC) is not the XOR of the bytes before it. */
  | 'badCheckCode'
  /** A message, or an information item, runs past the end of the data unit. */
  | 'truncated'
  /** An information item whose layout nobody defines; nothing after it can be cut. */
  | 'unknownItem'
  /** A parameter whose size only its maker knows; nothing after it can be cut. */
  | 'unknownParameter'
  /** The six bytes of the time are no moment. */
  | 'impossibleTime'
  /** An encrypted data unit that the given way to open it could not open. */
  | 'badDecryption';

/** A defect. `offset` counts from the first byte of the frame (of the opened data unit plus 24, when it came encrypted). */
export interface Problem { code: ProblemCode; offset: number; detail: string }

export type OddityCode =
  /** The 17 bytes of the identity hold something other than printable ASCII. */
  | 'unreadableVin'
  | 'unknownCommand'
  | 'unknownFlag'
  | 'unknownEncryption'
  /** All ones, or all ones minus one, where the standard defines neither (§6.1). */
  | 'sentinelNotDefined'
  /** A bit is set that the edition reserves. */
  | 'reservedBits'
  /** A count or a serial number outside its printed range, obeyed all the same. */
  | 'numberOutOfRange'
  /** A general alarm in a list that the edition gives no name; kept as it is. */
  | 'unknownAlarm'
  /** Bytes after the end of a message that has a fixed end, or behind a signature, which does not cover them; kept as `rest`. */
  | 'trailingBytes';

/** Something tolerated. */
export interface Oddity { code: OddityCode; offset: number; detail: string }

/**
 * `ok: true` — every byte was understood. `ok: false` — `problems` is not empty; `frame`, when there, holds everything that
 * was read before the first defect, and the bytes after it as `message.rest`.
 */
export type Verdict =
  | { ok: true; frame: Frame }
  | { ok: false; problems: Problem[]; frame?: Frame };
