// Follows one part on JetStream from a position on, fetching ahead so that a reader's transaction need not wait.
// F1 what is given is without a gap: positions of a part are consecutive, and where one is missing the part is followed
// anew from there; F2 at most `aheadMost` frames are held; F3 frames stay held until a later position is asked for, so a
// transaction that was undone gets them again.
import { AckPolicy, DeliverPolicy, type ConsumerMessages, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { log } from '../log.ts';
import { unpackFrames } from './segment.ts';
import type { JournalFrame } from './stream.ts';

export type Follower = {
  /** Whether frames after this position can be had here. */
  covers(after: number): boolean;
  alive(): boolean;
  waiting(): boolean;
  take(after: number, limit: number): Promise<JournalFrame[]>;
  close(): void;
};

const aheadMost = 4_000;
const firstWaitMs = 400;
const lost = new Set(['consumer_not_found', 'consumer_deleted', 'stream_not_found', 'heartbeats_missed', 'no_responders']);

export async function follow(plan: { js: JetStreamClient; jsm: JetStreamManager; stream: string; after: number; arrived(): void }): Promise<Follower> {
  const { js, jsm, stream, after: start } = plan;
  const held: JournalFrame[] = [];
  let newest: number | undefined;
  /** Up to here, frames were let go of. */
  let gone = start;
  /** So many more were waiting when the newest was sent. */
  let pending = 0;
  let alive = true;
  let closed = false;
  let wake = (): void => undefined;
  let room = (): void => undefined;
  const made = await jsm.consumers.add(stream, {
    ack_policy: AckPolicy.None, deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: start + 1, inactive_threshold: nanos(30_000), mem_storage: true, num_replicas: 1,
  });
  const messages: ConsumerMessages = await (await js.consumers.get(stream, made.name)).consume({ max_messages: aheadMost / 2, idle_heartbeat: 2_000 });

  async function fetchAhead(): Promise<void> {
    for await (const message of messages) {
      if (newest !== undefined && message.seq !== newest + 1) break; // F1
      newest = message.seq;
      pending = message.info.pending;
      const [frame] = unpackFrames(message.data);
      if (frame !== undefined) held.push({ ...frame, id: message.seq });
      wake();
      plan.arrived();
      if (held.length >= aheadMost) await new Promise<void>((resolve) => (room = resolve)); // F2
      if (closed) break;
    }
    alive = false;
  }
  async function watch(): Promise<void> {
    for await (const status of messages.status()) {
      if (!lost.has(status.type)) continue;
      if (!closed) log.warn({ stream, status: status.type }, 'a part of the vehicle stream is followed anew');
      alive = false;
      void messages.close();
      wake();
      return;
    }
  }
  fetchAhead().catch((error: unknown) => {
    alive = false;
    log.warn({ err: error, stream }, 'a part of the vehicle stream is followed anew');
  });
  watch().catch(() => undefined);

  /** Lets go of what was read. */
  function upTo(after: number): void {
    let read = 0;
    while (read < held.length && (held[read] as JournalFrame).id <= after) read++;
    if (read > 0) gone = (held.splice(0, read).at(-1) as JournalFrame).id;
    if (held.length < aheadMost / 2) room();
  }

  return {
    covers(after) {
      if (after < gone) return false;
      upTo(after);
      const first = held[0];
      if (first !== undefined) return first.id === after + 1 || after === start;
      return alive;
    },
    alive: () => alive,
    waiting: () => held.length > 0,
    async take(after, limit) {
      upTo(after);
      if (held.length === 0 && alive && (newest === undefined || pending > 0)) {
        await new Promise<void>((resolve) => {
          const late = setTimeout(resolve, firstWaitMs);
          wake = () => {
            clearTimeout(late);
            resolve();
          };
        });
      }
      upTo(after);
      return held.slice(0, limit);
    },
    close() {
      closed = true;
      alive = false;
      room();
      wake();
      void messages.close();
      jsm.consumers.delete(stream, made.name).catch(() => undefined); // it ends by itself when nobody asks
    },
  };
}
