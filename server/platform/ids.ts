// Identifiers: time-ordered and unguessable, so that new rows lie together and links cannot be counted up.
// While the demo world is being made they come from its seed instead, so that the same seed gives the same world.
import { randomBytes, randomInt } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export type IdSource = { nowMs: () => number; bytes: (count: number) => Uint8Array };
const trueSource: IdSource = { nowMs: Date.now, bytes: (count) => randomBytes(count) };
let source = trueSource;

/** Takes ids from `seeded` until called with undefined again; for making a world before the doors open. */
export function seedIds(seeded: IdSource | undefined): void {
  source = seeded ?? trueSource;
}

const copied = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** A code that people copy by hand: of signs that are not taken for one another, five bits each. */
export const letterCode = (length: number): string => [...randomBytes(length)].map((byte) => copied[byte & 31]).join('');
/** A code that people read out: six digits. */
export const digitCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

let last = { ms: 0, count: 0 };
/** A new id, base 32: 10 characters of time, 2 that count within the millisecond, so that what a process writes later stands later, and 14 of chance (70 bits). */
export function newId(): string {
  let time = source.nowMs();
  last = { ms: time, count: time === last.ms ? Math.min(1023, last.count + 1) : 0 };
  let head = '';
  for (let i = 0; i < 10; i++) {
    head = alphabet[time % 32] + head;
    time = Math.floor(time / 32);
  }
  let tail = `${alphabet[last.count >> 5]}${alphabet[last.count & 31]}`;
  for (const byte of source.bytes(14)) tail += alphabet[byte & 31];
  return head + tail;
}
