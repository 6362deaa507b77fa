// Passing on to one target: the stream is read on; what is due goes out as it came while it is fresh, and is kept and
// sent as a reissue in idle time when the line was down.
// W1 reading on, what waits and what is counted move in one transaction, and only while this process holds the target:
// a killed process repeats at most one window, and nothing that is due is forgotten; W2 what waits does not hold up what
// is fresh; W3 every frame that was due is counted once as due and once as acknowledged, refused or expired.
import { system } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { log } from '#platform/log';
import { holdCursor, moveCursor } from '#platform/stream/cursors';
import { allParts, partsCount, type JournalFrame } from '#platform/stream/stream';
import { rests } from '#platform/rests';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import { nextSerial } from '#gateway';
import { vehiclesByVin } from '#vehicles';
import { LinkFailed, openLink, type Link, type Outcome } from './link.ts';
import { addCounts, dropWaiting, dueWaiting, keepWaiting, noteLink, noteLoginSerial, stillHeld, targetById, type Count, type Waiting } from './store.ts';
import { asReissue, readerOf, selects, waitAfter, type ForwardRules, type Target } from './target.ts';

export type Held = Target & { password: string };
export type Forward = { readonly version: number; ended(): boolean; wake(): void; stop(): Promise<void> };

class NotOurs extends Error {}

const nothing = { due: 0, acknowledged: 0, late: 0, refused: 0, expired: 0 };
type Due = JournalFrame & { brandId: string };
type Move = { part: number; from: number; to: number };

/** Adds up what became of frames, per car and day. */
export function counted(what: readonly { vin: string; brandId: string; receivedAt: Date; adds: Partial<typeof nothing> }[]): Count[] {
  const counts = new Map<string, Count>();
  for (const { vin, brandId, receivedAt, adds } of what) {
    const onDay = beijingDay(receivedAt);
    const count = counts.get(`${onDay} ${vin}`) ?? { vin, brandId, onDay, ...nothing };
    for (const [name, value] of Object.entries(adds) as [keyof typeof nothing, number][]) count[name] += value;
    counts.set(`${onDay} ${vin}`, count);
  }
  return [...counts.values()];
}

/** Those of the frames that the target is owed. */
export async function dueOf(tx: Tx, target: Target, frames: readonly JournalFrame[]): Promise<Due[]> {
  const owed = frames.filter((frame) => frame.receivedAt >= target.sinceAt);
  const vehicles = await vehiclesByVin(tx, [...new Set(owed.map((frame) => frame.vin))]);
  return owed.flatMap((frame): Due[] => {
    const vehicle = vehicles.get(frame.vin);
    return vehicle !== undefined && selects(target, vehicle) ? [{ ...frame, brandId: vehicle.brandId }] : [];
  });
}

/** The next frames of the target's stream, those of them that it is due, and how far they reach in each part. */
async function nextWindow(tx: Tx, target: Target, most: number): Promise<{ due: Due[]; moves: Move[]; more: boolean }> {
  const reader = readerOf(target.id);
  const frames: JournalFrame[] = [];
  const moves: Move[] = [];
  for (const part of await tx.stream.waiting(tx, reader, allParts)) {
    if (frames.length >= most) break;
    const cursor = await holdCursor(tx, reader, part);
    const read = cursor === undefined ? [] : await tx.stream.read(tx, reader, part, cursor.position, most - frames.length);
    const last = read.at(-1);
    if (cursor === undefined || last === undefined) continue;
    moves.push({ part, from: cursor.position, to: last.id });
    frames.push(...read.map((frame) => ({ ...frame, id: frame.id * partsCount + part }))); // a place in the whole stream
  }
  return { due: await dueOf(tx, target, frames), moves, more: frames.length >= most };
}

/** What is to be kept of a fresh frame after its first try; undefined when it has arrived. */
function leftOver(frame: Due, outcome: Outcome | 'notSent', now: Date, againMs: number): Waiting | undefined {
  if (outcome === 'acknowledged') return undefined;
  const tried = outcome === 'refused' || outcome === 'unanswered';
  return { id: frame.id, vin: frame.vin, brandId: frame.brandId, command: frame.command, bytes: frame.bytes, receivedAt: frame.receivedAt, reissue: !tried, tries: tried ? 1 : 0, nextAt: new Date(now.getTime() + (tried ? againMs : 0)) };
}

/** Keeps the line: opens it when it is time, and says how it is. */
function lineOf(world: World, holder: string, target: Held, rules: ForwardRules, ca: string | undefined) {
  let link: Link | undefined;
  let failures = target.failures;
  let tryAtMs = target.nextTryAt?.getTime() ?? 0;
  let stopped = false;

  const say = (is: Parameters<typeof noteLink>[3]): Promise<void> => unitOfWork(world, system('forwarding'), async (tx) => {
    if (!(await noteLink(tx, target.id, holder, is))) throw new NotOurs();
    tx.announce({ topic: 'forwarding', id: target.id });
  });

  async function fail(failure: string): Promise<void> {
    failures++;
    const waitMs = waitAfter(failures, target, rules);
    tryAtMs = Date.now() + waitMs;
    log.warn({ target: target.id, failure, failures }, 'another platform does not take our data');
    await say({ link: 'down', failure, failures, nextTryAt: new Date(world.clock().getTime() + waitMs) });
  }

  async function open(): Promise<void> {
    await say({ link: 'loggingIn' });
    const serial = await unitOfWork(world, system('forwarding'), async (tx) => {
      const today = beijingDay(tx.now);
      const next = nextSerial((await targetById(tx, target.id)) ?? target, today);
      await noteLoginSerial(tx, target.id, holder, today, next);
      return next;
    });
    try {
      const opened = await openLink({ ...target, serial, ...(ca === undefined ? {} : { ca }) }, rules, world.clock);
      if (stopped) return await opened.close();
      link = opened;
      failures = 0;
      await say({ link: 'up', failures: 0 });
    } catch (error) {
      if (!(error instanceof LinkFailed)) throw error;
      await fail(error.failure);
    }
  }

  let opening: Promise<void> | undefined;
  return {
    /** The line if it is up; begins to open it when it is time. */
    async up(): Promise<Link | undefined> {
      const ended = link?.ended();
      if (ended !== undefined) {
        link = undefined;
        tryAtMs = Date.now() + rules.reopenMs;
        await say({ link: 'down', failure: ended });
      }
      if (link === undefined && opening === undefined && !stopped && Date.now() >= tryAtMs) {
        opening = open().catch((error: unknown) => log.warn({ err: error, target: target.id }, 'a line to another platform could not be opened')).finally(() => {
          opening = undefined;
        });
      }
      return link;
    },
    /** Whether it is about to be up: what is fresh can wait for it. */
    soon: (): boolean => link === undefined && (opening !== undefined || tryAtMs - Date.now() <= rules.reopenMs),
    async close(): Promise<void> {
      stopped = true;
      await link?.close();
      await opening;
    },
  };
}

export function startForward(world: World, holder: string, target: Held, rules: ForwardRules, ca: string | undefined): Forward {
  const line = lineOf(world, holder, target, rules, ca);
  const againMs = target.againSeconds * 1000;
  const reader = readerOf(target.id);
  let over = false;
  const loop = rests();

  /** Reads the stream on by one window; answers whether there may be more. */
  async function goOn(): Promise<boolean> {
    const link = await line.up();
    if (line.soon()) return false;
    const { due, moves, more } = await unitOfWork(world, system('forwarding'), (tx) => nextWindow(tx, target, rules.windowFrames));
    if (moves.length === 0) return false;
    const freshSince = world.clock().getTime() - rules.liveMs;
    const outcomes = await Promise.all(due.map((frame) => (link !== undefined && frame.receivedAt.getTime() >= freshSince ? link.send(frame.bytes) : Promise.resolve('notSent' as const))));
    await unitOfWork(world, system('forwarding'), async (tx) => {
      if (!(await stillHeld(tx, target.id, holder))) throw new NotOurs(); // W1
      for (const { part, from, to } of moves) {
        if ((await holdCursor(tx, reader, part))?.position !== from) throw new NotOurs();
        await moveCursor(tx, reader, part, to);
      }
      await keepWaiting(tx, target.id, due.flatMap((frame, index) => leftOver(frame, outcomes[index] ?? 'notSent', tx.now, againMs) ?? []));
      await addCounts(tx, target.id, counted(due.map((frame, index) => ({ ...frame, adds: { due: 1, acknowledged: outcomes[index] === 'acknowledged' ? 1 : 0 } })))); // W3
      if (due.length > 0) tx.announce({ topic: 'forwarding', id: target.id });
    });
    return more;
  }

  /** Sends one window of what waits; answers whether there may be more. (W2) */
  async function catchUp(): Promise<boolean> {
    const link = await line.up();
    if (link === undefined) return false;
    const waiting = await unitOfWork(world, system('forwarding'), (tx) => dueWaiting(tx, target.id, rules.windowFrames));
    if (waiting.length === 0) return false;
    const outcomes = await Promise.all(waiting.map((frame) => link.send(frame.reissue ? asReissue(frame.bytes) : frame.bytes)));
    await unitOfWork(world, system('forwarding'), async (tx) => {
      if (!(await stillHeld(tx, target.id, holder))) throw new NotOurs();
      const pairs = waiting.map((frame, index) => ({ frame, outcome: outcomes[index] as Outcome, tries: frame.tries + (outcomes[index] === 'lost' ? 0 : 1) }));
      const ended = pairs.filter(({ outcome, tries }) => outcome === 'acknowledged' || tries > rules.resendsMost);
      await dropWaiting(tx, target.id, ended.map(({ frame }) => frame.id));
      await keepWaiting(tx, target.id, pairs.filter((pair) => !ended.includes(pair)).map(({ frame, tries, outcome }) => ({ ...frame, tries, nextAt: new Date(tx.now.getTime() + (outcome === 'lost' ? 0 : againMs)) })));
      await addCounts(tx, target.id, counted(ended.map(({ frame, outcome }) => ({ ...frame, adds: outcome === 'acknowledged' ? { acknowledged: 1, late: 1 } : { refused: 1 } }))));
      tx.announce({ topic: 'forwarding', id: target.id });
    });
    return waiting.length === rules.windowFrames && outcomes.includes('acknowledged');
  }

  async function run(): Promise<void> {
    while (!loop.stopped()) {
      try {
        loop.looks();
        if (await goOn()) continue;
        if (!(await catchUp())) await loop.rest(rules.pollMs);
      } catch (error) {
        if (error instanceof NotOurs) break; // another process holds the target now
        log.error({ err: error, target: target.id }, 'passing on failed and will be tried again');
        loop.looks();
        await loop.rest(rules.pollMs * 4);
      }
    }
    over = true;
    await line.close();
  }
  const running = run();
  return {
    version: target.version, ended: () => over,
    wake: loop.wake,
    async stop() {
      loop.stop();
      await running;
    },
  };
}
