// Keeps reading the vehicle stream: at once when something comes after a rest, twice a second otherwise. Several processes
// share the parts between them (platform/stream/cursors.ts).
// K1 a failing batch is tried again; when it keeps failing it is read frame by frame, and only the frame that cannot be
// read is put aside, with its bytes; the other parts go on; K2 stopping lets the batches in hand finish; K3 what comes after
// a look gathers for a moment, so that a car costs no more where few speak; who is behind reads on without a pause.
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import { Counter, Gauge, registry } from '#platform/metrics';
import { enrol, leaveShare, shareEveryMs, takeShare } from '#platform/stream/cursors';
import { rests } from '#platform/rests';
import type { World } from '#platform/tx';
import { consumePart, setAside, waitingParts, type Observer } from './consume.ts';
import { reader } from './readers.ts';

const framesRead = new Counter({ name: 'careloop_telemetry_frames_total', help: 'Frames read from the stream', registers: [registry] });
const readingsKept = new Counter({ name: 'careloop_telemetry_readings_total', help: 'New readings kept', registers: [registry] });
const failures = new Counter({ name: 'careloop_telemetry_failed_batches_total', help: 'Batches that failed and were tried again', registers: [registry] });
const partsGauge = new Gauge({ name: 'careloop_telemetry_parts', help: 'Parts of the stream that this process reads', registers: [registry] });

/** A large batch moves a vehicle's state once for several of its reports: the further behind, the cheaper each. */
const batchFrames = 3_000;
/** After a look that found something and left nothing behind, so long is rested: a batch costs as much as many frames in it. */
const gatherMs = 300;
const triesBeforeNarrow = 3;
const waitMostMs = 5_000;

export type Consumer = { close(): Promise<void> };
/** How reading a part has gone lately; `narrow`: so many frames are still read one by one. */
type Luck = { failed: number; narrow: number; notBefore: number };

/** Starts reading. `observers` see new readings inside the reader's transaction. */
export function startConsumer(world: World, options: { observers: readonly Observer[]; pollMs?: number }): Consumer {
  const pollMs = options.pollMs ?? 500;
  const worker = newId();
  const luck = new Map<number, Luck>();
  let parts: readonly number[] = [];
  let sharedAt = 0;
  const loop = rests();
  const stopHearing = world.stream.onArrival(loop.wake);

  async function share(): Promise<void> {
    if (Date.now() - sharedAt < shareEveryMs) return;
    sharedAt = Date.now();
    const now = await takeShare(world.database, reader, worker);
    for (const part of parts) if (!now.includes(part)) world.stream.letGo(reader, part);
    parts = now;
    partsGauge.set(parts.length);
  }

  /** Reads a batch of a part; answers whether more of it may wait. */
  async function readOn(part: number): Promise<boolean> {
    const own = luck.get(part) ?? { failed: 0, narrow: 0, notBefore: 0 };
    luck.set(part, own);
    try {
      const limit = own.narrow > 0 ? 1 : batchFrames;
      const consumed = await consumePart(world, options.observers, part, limit);
      own.failed = 0;
      own.narrow = consumed.frames === 0 ? 0 : Math.max(0, own.narrow - consumed.frames);
      framesRead.inc(consumed.frames);
      readingsKept.inc(consumed.readings);
      if (consumed.busy) own.notBefore = Date.now() + Math.min(pollMs, 50);
      return consumed.busy || consumed.frames >= limit;
    } catch (error) {
      own.failed++;
      failures.inc();
      log.error({ err: error, part, tries: own.failed, narrow: own.narrow > 0 }, 'a batch of vehicle data could not be read and will be tried again');
      if (own.failed >= triesBeforeNarrow) {
        if (own.narrow > 0) await setAside(world, part).catch((again: unknown) => log.error({ err: again }, 'a frame could not be put aside'));
        else own.narrow = batchFrames;
        own.failed = 0;
      }
      own.notBefore = Date.now() + Math.min(waitMostMs, pollMs * 2 ** own.failed);
      return true;
    }
  }

  /** One look at all parts of ours: reads a batch of each in which something waits. Answers for how long to rest, or be woken. */
  async function lookOnce(): Promise<'goOn' | 'gather' | 'rest'> {
    await share();
    const now = Date.now();
    const ready = (await waitingParts(world, parts)).filter((part) => (luck.get(part)?.notBefore ?? 0) <= now);
    if (ready.length === 0) return 'rest';
    let behind = false;
    const lanes = world.database.engine === 'postgres' ? 2 : 1; // while one part's transaction is at the database, the other's frames are decoded
    await Promise.all(Array.from({ length: lanes }, async () => {
      for (let part = ready.shift(); part !== undefined && !loop.stopped(); part = ready.shift()) {
        await share();
        if (await readOn(part)) behind = true;
      }
    }));
    return behind ? 'goOn' : 'gather';
  }

  async function run(): Promise<void> {
    await enrol({ db: world.database }, reader).catch(() => undefined);
    while (!loop.stopped()) {
      loop.looks();
      const next = await lookOnce().catch(async (error: unknown) => {
        log.error({ err: error }, 'the vehicle stream could not be looked at and will be tried again');
        loop.looks();
        await loop.rest(Math.min(waitMostMs, pollMs * 2));
        return 'goOn' as const;
      });
      if (next === 'rest') await loop.rest(pollMs);
      else if (next === 'gather') await loop.pause(Math.min(gatherMs, pollMs)); // K3
    }
    await leaveShare(world.database, reader, worker).catch(() => undefined); // a lease ends by itself
  }
  const running = run();
  return {
    async close() {
      stopHearing();
      loop.stop();
      await running;
    },
  };
}
