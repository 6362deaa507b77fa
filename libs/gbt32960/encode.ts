// From what is to be said to the bytes of one frame. A decoded frame gives back its bytes exactly, damaged parts included.
// Writing nonsense is a bug of the caller and throws; reading nonsense is daily bread and does not.
import { createSink, written } from './cursor.ts';
import { standardDialect, type Dialect } from './dialect.ts';
import type { FrameDraft } from './frame.ts';
import { encryptions, flags, sealFrame } from './frame-header.ts';
import { writeMessage } from './messages.ts';

export interface EncodeOptions {
  /** Encrypts a plain data unit; needed for every `encryption` but none, unless the message is already `sealed`. */
  seal?: (unit: Uint8Array) => Uint8Array;
  /** How the peer speaks; the same one that read a frame writes it. */
  dialect?: Dialect;
}

/**
 * Encodes one frame, 25 to 65556 bytes. A field without a value is sent as its mark says, as invalid (all ones) without a
 * mark. Throws a RangeError that names the field for a value outside the printed range, text that does not fit, a data
 * unit above 65531 bytes, an encryption without `seal`. Clauses 6 and 7, Annex B; §2 to §8.
 */
export function encodeFrame(frame: FrameDraft, options: EncodeOptions = {}): Uint8Array {
  const { edition = 2016, flag = flags.command, encryption = encryptions.none, command, vin, message } = frame;
  const sink = createSink();
  writeMessage(sink, message, edition, options.dialect ?? standardDialect);
  let unit = written(sink);
  if (encryption !== encryptions.none && message.kind !== 'sealed' && unit.length > 0) {
    if (options.seal === undefined) throw new RangeError(`encryption ${encryption} needs a way to seal the data unit`);
    unit = options.seal(unit);
  }
  return sealFrame(createSink(), { edition, command, flag, vin, encryption }, unit);
}
