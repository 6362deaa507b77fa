// From the bytes of one frame to what it says. Any bytes whatsoever get a verdict and never a throw; what was read before
// a defect is kept. Byte arrays in the result are views on the bytes given, not copies.
import { unitStart, type Source } from './cursor.ts';
import { editionRules } from './editions.ts';
import type { Frame, Message } from './frame.ts';
import { checkCode, commands, editionAt, emptyFrameBytes, encryptions, flags, maxUnitBytes, readHeader, type Header } from './frame-header.ts';
import { readMessage } from './messages.ts';
import type { Oddity, Problem, Verdict } from './verdict.ts';

export interface DecodeOptions {
  /** The data unit as the caller decrypted it; without it an encrypted frame decodes to a message of kind `sealed`. */
  opened?: Uint8Array;
  /** Read on although length or check code are wrong, for a person who wants to look; never for data to be kept. */
  readDamaged?: boolean;
}

const knownCommands = new Set<number>(Object.values(commands));
const knownFlags: Readonly<Record<2016 | 2025, ReadonlySet<number>>> = {
  2016: new Set([flags.success, flags.error, flags.vinDuplicate, flags.command]),
  2025: new Set(Object.values(flags)),
};

function headerOddities(header: Header, bytes: Uint8Array): Oddity[] {
  const oddities: Oddity[] = [];
  const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`;
  const { command, flag, encryption, edition } = header;
  const known = knownCommands.has(command) || (command >= 0xc0 && command <= 0xfe) || (edition === 2025 && command >= 0x09 && command <= 0x0b);
  if (!known) oddities.push({ code: 'unknownCommand', offset: 2, detail: `command ${hex(command)}` });
  if (!knownFlags[edition].has(flag)) oddities.push({ code: 'unknownFlag', offset: 3, detail: `flag ${hex(flag)}` });
  if (bytes.subarray(4, 4 + header.vin.length).some((byte) => byte < 0x20 || byte > 0x7e)) {
    oddities.push({ code: 'unreadableVin', offset: 4, detail: 'the identity is not printable ASCII' });
  }
  if (encryption < encryptions.none || encryption > (edition === 2016 ? encryptions.aes : encryptions.sm4)) {
    oddities.push({ code: 'unknownEncryption', offset: 21, detail: `encryption ${hex(encryption)}` });
  }
  return oddities;
}

/** What is wrong with the frame as a whole. */
function frameProblems(header: Header, bytes: Uint8Array): Problem[] {
  if (header.unitLength > maxUnitBytes) return [{ code: 'impossibleLength', offset: 22, detail: `a data unit of ${header.unitLength} bytes is announced` }];
  const length = emptyFrameBytes + header.unitLength;
  if (bytes.length !== length) return [{ code: 'lengthMismatch', offset: 22, detail: `${length} bytes are announced, ${bytes.length} are there` }];
  const code = checkCode(bytes);
  const sent = bytes[bytes.length - 1]!;
  if (code !== sent) return [{ code: 'badCheckCode', offset: bytes.length - 1, detail: `the check code is ${sent}, the bytes make ${code}` }];
  return [];
}

/**
 * Decodes exactly one frame: start symbol, header, data unit, check code. Reads edition 2016 whole, and of edition 2025
 * what did not change (logout, platform login and logout, heartbeat, time, queries, control, answers).
 * `{ ok: true, frame }` when every byte was understood; otherwise `{ ok: false, problems, frame? }`, where `frame` is there
 * unless length or check code are wrong. Clauses 6 and 7, Annex B; §2 to §8.
 */
export function decodeFrame(bytes: Uint8Array, options: DecodeOptions = {}): Verdict {
  const header = readHeader(bytes);
  if (header === undefined || bytes.length < emptyFrameBytes) {
    const symbol = bytes.length >= 2 && editionAt(bytes, 0) === undefined;
    return {
      ok: false,
      problems: [symbol ? { code: 'noStartSymbol', offset: 0, detail: 'the bytes begin with neither ## nor $$' }
        : { code: 'tooShort', offset: bytes.length, detail: `${bytes.length} byte(s) are no frame` }],
    };
  }
  const problems = frameProblems(header, bytes);
  if (problems.length > 0 && options.readDamaged !== true) return { ok: false, problems };

  const end = Math.min(unitStart + header.unitLength, bytes.length - 1);
  const sealed = header.encryption !== encryptions.none && end > unitStart && options.opened === undefined;
  const oddities = headerOddities(header, bytes);
  const unit = sealed ? bytes.subarray(unitStart, end) : (options.opened ?? bytes.subarray(unitStart, end));
  const source: Source = { bytes: unit, at: 0, oddities };
  const message: Message = sealed ? { kind: 'sealed', data: unit } : readMessage(header, source, editionRules[header.edition], problems);
  const { edition, command, flag, vin, encryption } = header;
  const frame: Frame = { edition, command, flag, vin, encryption, message, oddities };
  return problems.length === 0 ? { ok: true, frame } : { ok: false, problems, frame };
}
