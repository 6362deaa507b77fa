// Writes frames into the vehicle stream in small batches and says of each whether it is there: one batch at a time, begun
// after 20 ms or with 500 frames, and at once with all that waits when the one before has ended.
// W1 an entry is settled with `true` only after the stream has it for good; W2 entries are settled in their order;
// W3 what waits is bounded: beyond `waitingMost` bytes it says so, and readers stop reading.
import { system } from '#platform/actor';
import { log } from '#platform/log';
import type { IncomingFrame } from '#platform/stream/stream';
import { unitOfWork, type World } from '#platform/tx';
import { count } from './counters.ts';
import { keepRejected, type Rejected } from './store.ts';

/** Something to be written, or (with neither) only to be answered in its turn. */
export type Entry = { frame?: IncomingFrame; rejected?: Rejected; settle(written: boolean): void };

export type JournalWriter = {
  put(entry: Entry): void;
  /** Whether so much waits that no more should be read. */
  full(): boolean;
  /** Calls back once there is room again. */
  whenRoom(resume: () => void): void;
  /** Writes what waits, then takes no more. */
  close(): Promise<void>;
};

const waitMs = 20;
const batchFrames = 500;
const batchFramesMost = 4_000;
const batchBytes = 4 * 1_048_576;
const waitingMost = 64 * 1_048_576;

const weight = (entry: Entry): number => 64 + (entry.frame?.bytes.length ?? 0) + (entry.rejected?.bytes.length ?? 0);

export function createJournalWriter(world: World): JournalWriter {
  let queue: Entry[] = [];
  let waitingBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let idle: (() => void)[] = [];
  let wantRoom: (() => void)[] = [];

  function takeBatch(): Entry[] {
    let bytes = 0;
    let length = 0;
    while (length < queue.length && length < batchFramesMost && bytes < batchBytes) bytes += weight(queue[length++] as Entry);
    const batch = queue.slice(0, length);
    queue = queue.slice(length);
    return batch;
  }

  async function write(batch: readonly Entry[]): Promise<boolean> {
    const frames = batch.flatMap((entry) => (entry.frame === undefined ? [] : [entry.frame]));
    const rejected = batch.flatMap((entry) => (entry.rejected === undefined ? [] : [entry.rejected]));
    if (frames.length === 0 && rejected.length === 0) return true;
    try {
      if (frames.length > 0) await world.stream.append(world, frames);
      if (rejected.length > 0) await unitOfWork(world, system('gateway'), (tx) => keepRejected(tx, rejected));
      count.batch(true);
      return true;
    } catch (error) {
      count.batch(false);
      log.error({ err: error, frames: frames.length }, 'frames could not be written; their connections are closed without an answer');
      return false;
    }
  }

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    clearTimeout(timer);
    timer = undefined;
    while (queue.length > 0) {
      const batch = takeBatch();
      const written = await write(batch);
      for (const entry of batch) {
        waitingBytes -= weight(entry);
        entry.settle(written);
      }
      count.waiting(queue.length);
      if (wantRoom.length > 0 && waitingBytes < waitingMost / 2) {
        const resumes = wantRoom;
        wantRoom = [];
        for (const resume of resumes) resume();
      }
    }
    busy = false;
    const waiters = idle;
    idle = [];
    for (const waiter of waiters) waiter();
  }

  return {
    put(entry) {
      queue.push(entry);
      waitingBytes += weight(entry);
      count.waiting(queue.length);
      if (queue.length >= batchFrames) void drain();
      else if (!busy) timer ??= setTimeout(() => void drain(), waitMs);
    },
    full: () => waitingBytes > waitingMost,
    whenRoom: (resume) => void wantRoom.push(resume),
    async close() {
      if (queue.length === 0 && !busy) return;
      const done = new Promise<void>((resolve) => idle.push(resolve));
      void drain();
      await done;
    },
  };
}
