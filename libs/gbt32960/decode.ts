// From the bytes of one frame to what it says. Any bytes whatsoever get a verdict and never a throw; what was read before
// a defect is kept. Byte arrays in the result are views on the bytes given, not copies.
import { openedSource, unitSource, unitStart, viewOf } from './cursor.ts';
import { standardDialect, type Dialect } from './dialect.ts';
import type { Frame, Message } from './frame.ts';
import { checkCode, editionAt, emptyFrameBytes, encryptions, flags, maxUnitBytes, readHeader, type Edition, type Header } from './frame-header.ts';
import { readMessage } from './messages.ts';
import type { Oddity, Problem, Verdict } from './verdict.ts';

export interface DecodeOptions {
  /** The data unit as the caller decrypted it; without it an encrypted frame decodes to a message of kind `sealed`. */
  opened?: Uint8Array;
  /** Opens an encrypted data unit; undefined where it cannot be opened, which is the problem `badDecryption`. It must not throw. */
  open?: (sealed: Uint8Array, header: Header) => Uint8Array | undefined;
  /** How the peer speaks where the standard leaves a choice. */
  dialect?: Dialect;
  /** Read on although length or check code are wrong, for a person who wants to look; never for data to be kept. */
  readDamaged?: boolean;
}

function isKnownCommand(command: number, edition: Edition): boolean {
  if (command >= 0xc0) return command <= 0xfe;
  if (command >= 0x80) return command <= 0x82;
  return command >= 0x01 && command <= (edition === 2025 ? 0x0b : 0x08);
}
const isKnownFlag = (flag: number, edition: Edition): boolean => flag === flags.command || (flag >= 0x01 && flag <= (edition === 2025 ? 0x07 : 0x03));

function hasReadableVin(bytes: Uint8Array, length: number): boolean {
  for (let i = 4; i < 4 + length; i++) if (bytes[i]! < 0x20 || bytes[i]! > 0x7e) return false;
  return true;
}

function headerOddities(header: Header, bytes: Uint8Array): Oddity[] {
  const oddities: Oddity[] = [];
  const { command, flag, encryption, edition } = header;
  if (!isKnownCommand(command, edition)) oddities.push({ code: 'unknownCommand', offset: 2, detail: `command ${hex(command)}` });
  if (!isKnownFlag(flag, edition)) oddities.push({ code: 'unknownFlag', offset: 3, detail: `flag ${hex(flag)}` });
  if (!hasReadableVin(bytes, header.vin.length)) oddities.push({ code: 'unreadableVin', offset: 4, detail: 'the identity is not printable ASCII' });
  if (encryption < encryptions.none || encryption > (edition === 2016 ? encryptions.aes : encryptions.sm4)) {
    oddities.push({ code: 'unknownEncryption', offset: 21, detail: `encryption ${hex(encryption)}` });
  }
  return oddities;
}
const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`;

/** What is wrong with the frame as a whole. */
function frameProblems(header: Header, bytes: Uint8Array, view: DataView): Problem[] {
  if (header.unitLength > maxUnitBytes) return [{ code: 'impossibleLength', offset: 22, detail: `a data unit of ${header.unitLength} bytes is announced` }];
  const length = emptyFrameBytes + header.unitLength;
  if (bytes.length !== length) return [{ code: 'lengthMismatch', offset: 22, detail: `${length} bytes are announced, ${bytes.length} are there` }];
  const code = checkCode(bytes, view);
  const sent = bytes[bytes.length - 1]!;
  if (code !== sent) return [{ code: 'badCheckCode', offset: bytes.length - 1, detail: `the check code is ${sent}, the bytes make ${code}` }];
  return [];
}

/** What bytes that have no header are. */
function noHeader(bytes: Uint8Array): Verdict {
  const symbol = bytes.length >= 2 && editionAt(bytes, 0) === undefined;
  return {
    ok: false,
    problems: [symbol ? { code: 'noStartSymbol', offset: 0, detail: 'the bytes begin with neither ## nor $$' }
      : { code: 'tooShort', offset: bytes.length, detail: `${bytes.length} byte(s) are no frame` }],
  };
}

/** The message of a frame whose data unit lies in front of `end`, opened first if it is encrypted and can be. */
function messageOf(header: Header, bytes: Uint8Array, view: DataView, end: number, oddities: Oddity[], options: DecodeOptions, problems: Problem[]): Message {
  const dialect = options.dialect ?? standardDialect;
  let { opened } = options;
  if (opened === undefined) {
    if (header.encryption === encryptions.none || end === unitStart) return readMessage(header, unitSource(bytes, view, end, oddities, dialect), problems);
    const sealed = bytes.subarray(unitStart, end);
    opened = options.open?.(sealed, header);
    if (opened === undefined) {
      if (options.open !== undefined) problems.push({ code: 'badDecryption', offset: unitStart, detail: 'the data unit could not be opened' });
      return { kind: 'sealed', data: sealed };
    }
  }
  return readMessage(header, openedSource(opened, oddities, dialect), problems);
}

const standard: DecodeOptions = {};

/**
 * Decodes exactly one frame of either edition: start symbol, header, data unit, check code.
 * `{ ok: true, frame }` when every byte was understood; otherwise `{ ok: false, problems, frame? }`, where `frame` is there
 * unless length or check code are wrong. Clauses 6 and 7, Annex B; §2 to §9.
 */
export function decodeFrame(bytes: Uint8Array, options: DecodeOptions = standard): Verdict {
  const header = readHeader(bytes);
  if (header === undefined || bytes.length < emptyFrameBytes) return noHeader(bytes);
  const view = viewOf(bytes);
  const problems = frameProblems(header, bytes, view);
  if (problems.length > 0 && options.readDamaged !== true) return { ok: false, problems };

  const oddities = headerOddities(header, bytes);
  const message = messageOf(header, bytes, view, Math.min(unitStart + header.unitLength, bytes.length - 1), oddities, options, problems);
  const { edition, command, flag, vin, encryption } = header;
  const frame: Frame = { edition, command, flag, vin, encryption, message, oddities };
  return problems.length === 0 ? { ok: true, frame } : { ok: false, problems, frame };
}
