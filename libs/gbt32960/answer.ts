// Answers, in the short form all terminals and platforms take: same command, same identity, same edition, another flag,
// and of the data unit only the time (clause 6.3.2; §4).
import { beijingBytes } from './beijing-time.ts';
import { createSink, unitStart } from './cursor.ts';
import { commands, encryptions, flags, readHeader, sealFrame } from './frame-header.ts';

export interface AnswerOptions {
  /** The platform's time, epoch ms: what a request for the time (0x08) is answered with. */
  now?: number;
  /** The request's data unit as the caller decrypted it. */
  opened?: Uint8Array;
  /** Encrypts the data unit of the answer to an encrypted request; without it the answer goes out plain. */
  seal?: (unit: Uint8Array) => Uint8Array;
}

const none = new Uint8Array(0);

/**
 * The answer to a request, whole frame in and whole frame out, with a flag of `flags`. The data unit is the six-byte time
 * of the request; empty for a heartbeat; `now` for a request for the time. An encrypted request that nobody opened is
 * answered with `now`, or with an empty data unit. Undefined for bytes without a header and for what is itself an answer
 * (flag other than 0xFE): an answer is never answered. The check code of the request is not looked at.
 */
export function answerTo(request: Uint8Array, flag: number, options: AnswerOptions = {}): Uint8Array | undefined {
  const header = readHeader(request);
  if (header === undefined || header.flag !== flags.command) return undefined;
  const { edition, command, vin } = header;
  const plain = header.encryption === encryptions.none;
  const asked = options.opened ?? (plain ? request.subarray(unitStart, Math.min(unitStart + header.unitLength, request.length - 1)) : none);
  const now = options.now === undefined ? none : beijingBytes(options.now);
  const unit = command === commands.heartbeat ? none
    : command === commands.timeCalibration ? now
    : asked.length >= 6 ? asked.slice(0, 6) : now;
  if (plain || options.seal === undefined || unit.length === 0) return sealFrame(createSink(), { edition, command, flag, vin, encryption: encryptions.none }, unit);
  return sealFrame(createSink(), { edition, command, flag, vin, encryption: header.encryption }, options.seal(unit));
}
