// Keeps following the stream for batteries, some seconds behind telemetry; processes share the parts between them.
// K1 what fails is logged and tried again by the clock; K2 stopping writes down what is in memory; K3 what waits for alerts
// goes before: batteries are a matter of days, and the stream keeps what they have not heard.
import { getHeapStatistics } from 'node:v8';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import { Counter, Gauge, registry } from '#platform/metrics';
import { rests } from '#platform/rests';
import { enrol, leaveShare, shareEveryMs, takeShare } from '#platform/stream/cursors';
import type { World } from '#platform/tx';
import { telemetryIsBehind } from '#telemetry';
import { batteryReader, followPart, forgetParts } from './follow-batteries.ts';

const framesHeard = new Counter({ name: 'careloop_battery_frames_total', help: 'Frames that the battery library heard of', registers: [registry] });
const failures = new Counter({ name: 'careloop_battery_failures_total', help: 'Turns of the battery reader that failed and come again', registers: [registry] });
const turnSeconds = new Gauge({ name: 'careloop_battery_turn_seconds', help: 'How long the last turn over all parts took', registers: [registry] });

/** A state in memory takes about so many bytes; a third of what this process may use is theirs. */
const stateBytes = 64_000;
const waitMs = 500;
const waitsMost = 10;
const carsThatFit = (): number => Math.floor(getHeapStatistics().heap_size_limit / 3 / stateBytes);

export function startBatteries(world: World, options: { everyMs?: number; saveEveryMs?: number } = {}): { close(): Promise<void> } {
  const worker = newId();
  const loop = rests();
  let parts: readonly number[] = [];

  let sharedAt = 0;
  async function share(): Promise<void> {
    if (Date.now() - sharedAt < shareEveryMs) return;
    sharedAt = Date.now();
    const now = await takeShare(world.database, batteryReader, worker);
    forgetParts(world.stream, parts.filter((part) => !now.includes(part)));
    parts = now;
  }

  /** Alerts come first: while telemetry is behind, a batch is heard every few seconds and no more. (K3) */
  async function yields(): Promise<void> {
    for (let waits = 0; waits < waitsMost && !loop.stopped() && (await telemetryIsBehind(world)); waits++) await loop.pause(waitMs);
  }

  async function turn(saveEveryMs = options.saveEveryMs): Promise<void> {
    const started = performance.now();
    await share();
    const ending = saveEveryMs === 0 && loop.stopped();
    for (const part of parts) {
      const how = { ...(saveEveryMs === undefined ? {} : { saveEveryMs }), carsMost: Math.max(50, Math.floor(carsThatFit() / parts.length)) };
      for (let more = true; more && parts.includes(part) && (ending || !loop.stopped()); ) {
        if (!ending) await yields();
        const followed = await followPart(world, part, how);
        framesHeard.inc(followed.frames);
        more = followed.more && !ending;
        await share();
      }
    }
    turnSeconds.set((performance.now() - started) / 1000);
  }

  async function run(): Promise<void> {
    let enrolled = false;
    while (!loop.stopped()) {
      try {
        if (!enrolled) await enrol({ db: world.database }, batteryReader);
        enrolled = true;
        await turn();
      } catch (error) {
        failures.inc();
        forgetParts(world.stream, parts);
        log.error({ err: error }, 'the stream could not be followed for batteries and will be tried again');
      }
      await loop.rest(options.everyMs ?? 5_000);
    }
    await turn(0).catch(() => undefined); // K2
    forgetParts(world.stream);
    await leaveShare(world.database, batteryReader, worker).catch(() => undefined);
  }
  const running = run();
  return {
    async close() {
      loop.stop();
      await running;
    },
  };
}
