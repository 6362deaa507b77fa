// The six bytes of time at the head of a message; kept as sent when they name no moment.
import { beijingBytes, readBeijing } from './beijing-time.ts';
import { putBytes, takeBytes, type Sink, type Source } from './cursor.ts';
import type { Timed } from './frame.ts';

/** The caller has made sure six bytes are there. */
export function takeTime(source: Source): Timed {
  const at = readBeijing(source.bytes, source.at);
  if (at === undefined) return { at, rawAt: takeBytes(source, 6) };
  source.at += 6;
  return { at, rawAt: undefined };
}

/** Writes `at`; without it the bytes as they were read. Throws a RangeError when there is neither. */
export function putTime(sink: Sink, timed: Partial<Timed>): void {
  const bytes = timed.at === undefined ? timed.rawAt : beijingBytes(timed.at);
  if (bytes?.length !== 6) throw new RangeError('a message needs its time: at, or six bytes rawAt');
  putBytes(sink, bytes);
}
