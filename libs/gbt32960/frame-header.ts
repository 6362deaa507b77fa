// The 24 bytes in front of every data unit and the check code behind it: which edition, which command, whose, how long.
// Reading a header decodes nothing of what the frame carries. §2; § is a section of the reference, see README.md.
import { identityAt, putText, putUint, unitStart, viewOf, type Sink } from './cursor.ts';

export type Edition = 2016 | 2025;

/** Command ids (§3). 0x09 to 0x0B exist since 2025; 0x0A, and from 0x80 on, go down to the vehicle. */
export const commands = {
  login: 0x01, realtime: 0x02, reissue: 0x03, logout: 0x04, platformLogin: 0x05, platformLogout: 0x06,
  heartbeat: 0x07, timeCalibration: 0x08, activation: 0x09, activationResult: 0x0a, keyExchange: 0x0b, parameterQuery: 0x80, parameterSetting: 0x81, control: 0x82,
} as const;

/** Response flags (§4). 0x04 to 0x07 exist since 2025. Every flag but `command` makes the frame an answer. */
export const flags = {
  success: 0x01, error: 0x02, vinDuplicate: 0x03, vinUnknown: 0x04, badSignature: 0x05, badStructure: 0x06, badDecryption: 0x07,
  command: 0xfe,
} as const;

/** Ways a data unit may be encrypted (§2). SM2 and SM4 exist since 2025. */
export const encryptions = { none: 0x01, rsa: 0x02, aes: 0x03, sm2: 0x04, sm4: 0x05 } as const;

/** An empty frame: header and check code. */
export const emptyFrameBytes = 25;
/** The longest data unit that may be announced; the numbers above are reserved. */
export const maxUnitBytes = 65531;

export interface Header {
  edition: Edition;
  command: number;
  flag: number;
  /** The VIN, or the id of a platform; zeros that pad it are cut. */
  vin: string;
  encryption: number;
  /** Bytes of the data unit as sent. */
  unitLength: number;
}

/** The edition a start symbol at `at` stands for: "##" is 2016, "$$" is 2025; undefined for anything else. */
export function editionAt(bytes: Uint8Array, at: number): Edition | undefined {
  const first = bytes[at];
  if (first !== bytes[at + 1]) return undefined;
  return first === 0x23 ? 2016 : first === 0x24 ? 2025 : undefined;
}

/** The header at `at`; undefined when fewer than 24 bytes are there or they do not begin with a start symbol. */
export function readHeader(bytes: Uint8Array, at = 0): Header | undefined {
  if (bytes.length < at + unitStart) return undefined;
  const edition = editionAt(bytes, at);
  if (edition === undefined) return undefined;
  return {
    edition,
    command: bytes[at + 2]!,
    flag: bytes[at + 3]!,
    vin: identityAt(bytes, at + 4),
    encryption: bytes[at + 21]!,
    unitLength: (bytes[at + 22]! << 8) | bytes[at + 23]!,
  };
}

export function putHeader(sink: Sink, header: Header): void {
  const symbol = header.edition === 2016 ? 0x23 : 0x24;
  putUint(sink, 1, symbol, 'start symbol');
  putUint(sink, 1, symbol, 'start symbol');
  putUint(sink, 1, header.command, 'command');
  putUint(sink, 1, header.flag, 'flag');
  putText(sink, header.vin, 17, 'vin');
  putUint(sink, 1, header.encryption, 'encryption');
  if (header.unitLength > maxUnitBytes) throw new RangeError(`data unit: ${header.unitLength} bytes are more than ${maxUnitBytes}`);
  putUint(sink, 2, header.unitLength, 'data unit length');
}

/**
 * XOR of the bytes from `from` up to, not including, `to`: thirty-two at a time, so that a check code costs less than its frame.
 * `view` is one on the same bytes, for who has it already.
 */
export function xorOf(bytes: Uint8Array, from: number, to: number, view: DataView = viewOf(bytes)): number {
  let at = from;
  let one = 0;
  let other = 0;
  for (; at + 32 <= to; at += 32) {
    one ^= view.getInt32(at, true) ^ view.getInt32(at + 4, true) ^ view.getInt32(at + 16, true) ^ view.getInt32(at + 20, true);
    other ^= view.getInt32(at + 8, true) ^ view.getInt32(at + 12, true) ^ view.getInt32(at + 24, true) ^ view.getInt32(at + 28, true);
  }
  one ^= other;
  for (; at + 4 <= to; at += 4) one ^= view.getInt32(at, true);
  one ^= one >>> 16;
  one ^= one >>> 8;
  for (; at < to; at++) one ^= bytes[at]!;
  return one & 0xff;
}

/** The BCC of a whole frame: XOR of everything between the start symbol and the last byte, which is the BCC itself. */
export const checkCode = (frame: Uint8Array, view?: DataView): number => xorOf(frame, 2, frame.length - 1, view);

/** Joins header, data unit and check code. Throws a RangeError when a part does not fit. */
export function sealFrame(sink: Sink, header: Omit<Header, 'unitLength'>, unit: Uint8Array): Uint8Array {
  putHeader(sink, { ...header, unitLength: unit.length });
  const frame = new Uint8Array(emptyFrameBytes + unit.length);
  frame.set(sink.bytes.subarray(0, unitStart));
  frame.set(unit, unitStart);
  frame[frame.length - 1] = checkCode(frame);
  return frame;
}
