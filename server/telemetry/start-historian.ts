// Keeps the history up to date: writes what waits every two minutes or when much waits, merges, removes what merging left
// behind, and looks for strays once an hour. Processes that write at the same time share the parts.
// K1 what fails is logged and tried again by the clock; K2 stopping lets the turn in hand finish.
import { system } from '#platform/actor';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import { Counter, Gauge, registry } from '#platform/metrics';
import { leaveShare, takeShare } from '#platform/stream/cursors';
import { allParts } from '#platform/stream/stream';
import { rests } from '#platform/rests';
import { unitOfWork, type World } from '#platform/tx';
import { beginHistory } from './history-store.ts';
import type { Lake } from './lake.ts';
import { historyReader } from './readers.ts';
import { mergeHistory, removeGone, removeStrays } from './tend-history.ts';
import { writeHistory } from './write-history.ts';

const rowsWritten = new Counter({ name: 'careloop_history_rows_total', help: 'Rows written into the history', registers: [registry] });
const filesWritten = new Counter({ name: 'careloop_history_files_total', help: 'Files written into the history, before merging', registers: [registry] });
const failures = new Counter({ name: 'careloop_history_failures_total', help: 'Turns of the history that failed and come again', registers: [registry] });
const turnSeconds = new Gauge({ name: 'careloop_history_turn_seconds', help: 'How long the last turn took', registers: [registry] });

const framesAtOnce = 20_000;
const sweepMs = 3_600_000;

/** Starts writing. `everyMs`: how old the newest row of the lake may be. */
export function startHistorian(world: World, lake: Lake, options: { everyMs?: number } = {}): { close(): Promise<void> } {
  const worker = newId();
  const loop = rests();

  async function turn(): Promise<void> {
    const started = performance.now();
    for (let more = true; more && !loop.stopped(); ) {
      const parts = await takeShare(world.database, historyReader, worker);
      const done = await writeHistory(world, lake, framesAtOnce, parts);
      rowsWritten.inc(done.rows);
      filesWritten.inc(done.files);
      more = done.won && done.frames >= framesAtOnce;
    }
    for (const part of allParts) world.stream.letGo(historyReader, part);
    await leaveShare(world.database, historyReader, worker);
    while (!loop.stopped() && (await mergeHistory(world, lake)) > 0);
    turnSeconds.set((performance.now() - started) / 1000);
  }

  async function run(): Promise<void> {
    let begun = false;
    let sweptAt = 0;
    while (!loop.stopped()) {
      try {
        if (!begun) await unitOfWork(world, system('history'), beginHistory);
        begun = true;
        await turn();
        await removeGone(world, lake);
        if (Date.now() - sweptAt > sweepMs) {
          await removeStrays(world, lake);
          sweptAt = Date.now();
        }
      } catch (error) {
        failures.inc();
        log.error({ err: error }, 'the history could not be written and will be tried again');
      }
      await loop.rest(options.everyMs ?? 120_000);
    }
  }
  const running = run();
  return {
    async close() {
      loop.stop();
      await running;
    },
  };
}
