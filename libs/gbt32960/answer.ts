// Answers: same command, same identity, same edition, another flag. Of the data unit only the time is kept, which all
// terminals and platforms take (clause 6.3.2; §4), unless a dialect wants the request echoed (2016 Annex B).
import { beijingBytes } from './beijing-time.ts';
import { createSink, unitStart } from './cursor.ts';
import { standardDialect, type Dialect } from './dialect.ts';
import { commands, encryptions, flags, readHeader, sealFrame, type Header } from './frame-header.ts';

export interface AnswerOptions {
  /** The platform's time, epoch ms: what a request for the time (0x08) is answered with. */
  now?: number;
  /** The request's data unit as the caller decrypted it. */
  opened?: Uint8Array;
  /** Encrypts the data unit of the answer to an encrypted request; without it the answer goes out plain. */
  seal?: (unit: Uint8Array) => Uint8Array;
  /** How the peer wants to be answered. */
  dialect?: Dialect;
}

const none = new Uint8Array(0);

/** The data unit of an answer; `asked` is that of the request, `now` six bytes of the platform's time, or none. */
function answerUnit(header: Header, asked: Uint8Array, now: Uint8Array, dialect: Dialect): Uint8Array {
  const { answers, keyExchangeAnswer, timeInAnswer } = dialect.settings;
  switch (header.command) {
    case commands.heartbeat: return none;
    case commands.timeCalibration: return timeInAnswer ? now : none;
    case commands.keyExchange: return keyExchangeAnswer === 'echo' ? asked.slice() : none;
  }
  if (asked.length < 6) return now;
  if (answers === 'short') return asked.slice(0, 6);
  const echo = asked.slice();
  echo.set(now);
  return echo;
}

/**
 * The answer to a request, whole frame in and whole frame out, with a flag of `flags`. The data unit is the six-byte time
 * of the request; empty for a heartbeat and an exchange of keys; `now` for a request for the time; the request with `now` as
 * its time where the dialect wants an echo. An encrypted request that nobody opened is answered with `now`, or with an empty
 * data unit. Undefined for bytes without a header and for what is itself an answer (flag other than 0xFE): an answer is
 * never answered. The check code of the request is not looked at. An activation is answered by a command of its own,
 * 0x0A (§14, 6), a query with its values (`encodeFrame`).
 */
export function answerTo(request: Uint8Array, flag: number, options: AnswerOptions = {}): Uint8Array | undefined {
  const header = readHeader(request);
  if (header === undefined || header.flag !== flags.command) return undefined;
  const { edition, command, vin } = header;
  const plain = header.encryption === encryptions.none;
  const asked = options.opened ?? (plain ? request.subarray(unitStart, Math.min(unitStart + header.unitLength, request.length - 1)) : none);
  const unit = answerUnit(header, asked, options.now === undefined ? none : beijingBytes(options.now), options.dialect ?? standardDialect);
  const sealed = !plain && options.seal !== undefined && unit.length > 0;
  return sealFrame(createSink(), { edition, command, flag, vin, encryption: sealed ? header.encryption : encryptions.none }, sealed ? options.seal!(unit) : unit);
}
