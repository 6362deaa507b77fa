// What was appended lately, by vehicle and content: a terminal that sends a frame again because an answer was late does
// not fill the journal. Bounded, and only a saving: what was forgotten here is told apart by the reader.
import type { IncomingFrame } from './stream.ts';

const keptMost = 50_000;

export type Recent = {
  /** Those that are not known, each once. */
  unknown(frames: readonly IncomingFrame[]): IncomingFrame[];
  /** To be called once they are kept for good. */
  remember(frames: readonly IncomingFrame[]): void;
};

export function createRecent(): Recent {
  let newer = new Set<string>();
  let older = new Set<string>();
  const nameOf = (frame: IncomingFrame): string => frame.vin + Buffer.from(frame.sha.buffer, frame.sha.byteOffset, frame.sha.length).toString('latin1');
  return {
    unknown(frames) {
      const here = new Set<string>();
      return frames.filter((frame) => {
        const name = nameOf(frame);
        if (newer.has(name) || older.has(name) || here.has(name)) return false;
        here.add(name);
        return true;
      });
    },
    remember(frames) {
      for (const frame of frames) newer.add(nameOf(frame));
      if (newer.size < keptMost) return;
      older = newer;
      newer = new Set();
    },
  };
}
