// Keeps reading the journal: at once when this process has appended, twice a second otherwise.
// K1 a failing batch is tried again; when it keeps failing it is read frame by frame, and only the frame that cannot be
// read is put aside, with its bytes; K2 stopping lets the batch in hand finish.
import { log } from '#platform/log';
import { Counter, Gauge, registry } from '#platform/metrics';
import { onAppended } from '#platform/stream/journal';
import type { World } from '#platform/tx';
import { consumeOnce, setAside, type Observer } from './consume.ts';

const framesRead = new Counter({ name: 'careloop_telemetry_frames_total', help: 'Frames read from the journal', registers: [registry] });
const readingsKept = new Counter({ name: 'careloop_telemetry_readings_total', help: 'New readings kept', registers: [registry] });
const failures = new Counter({ name: 'careloop_telemetry_failed_batches_total', help: 'Batches that failed and were tried again', registers: [registry] });
const busyGauge = new Gauge({ name: 'careloop_telemetry_reader', help: '1 while this process is the one that reads', registers: [registry] });

const batchFrames = 500;
const triesBeforeNarrow = 3;

export type Consumer = { close(): Promise<void> };

/** Starts reading. `observers` see new readings inside the reader's transaction. */
export function startConsumer(world: World, options: { observers: readonly Observer[]; pollMs?: number }): Consumer {
  const pollMs = options.pollMs ?? 500;
  let stopped = false;
  let woken = false;
  let wake = (): void => undefined;
  const stopHearing = onAppended(() => {
    woken = true;
    wake();
  });
  const pause = (ms: number): Promise<void> => new Promise((resolve) => {
    if (stopped || woken) return resolve();
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

  async function run(): Promise<void> {
    let failed = 0;
    let narrow = 0; // frames still to be read one by one
    while (!stopped) {
      try {
        woken = false;
        const consumed = await consumeOnce(world, options.observers, narrow > 0 ? 1 : batchFrames);
        failed = 0;
        narrow = Math.max(0, narrow - consumed.frames);
        framesRead.inc(consumed.frames);
        readingsKept.inc(consumed.readings);
        busyGauge.set(consumed.busy ? 0 : 1);
        if (consumed.frames === 0) {
          narrow = 0;
          await pause(pollMs);
        }
      } catch (error) {
        failed++;
        failures.inc();
        log.error({ err: error, tries: failed, narrow: narrow > 0 }, 'a batch of vehicle data could not be read and will be tried again');
        if (failed >= triesBeforeNarrow) {
          if (narrow > 0) await setAside(world).catch((again: unknown) => log.error({ err: again }, 'a frame could not be put aside'));
          else narrow = batchFrames;
          failed = 0;
        }
        woken = false;
        await pause(Math.min(5_000, pollMs * 2 ** failed));
      }
    }
  }
  const running = run();
  return {
    async close() {
      stopped = true;
      stopHearing();
      wake();
      await running;
    },
  };
}
