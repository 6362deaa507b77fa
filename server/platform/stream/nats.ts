// The stream on NATS JetStream: one stream per part of the vehicles, so that the parts have leaders of their own in a cluster.
// N1 a frame is kept when its stream has acknowledged it (on as many servers as it has replicas); what is not
// acknowledged is sent again under the same name (VIN and content) until `giveUpMs`, and then refused;
// N2 a reader's cursor lives in the database: JetStream is asked for what follows a position, and a gap is asked again;
// N3 a frame that was not read yet is never deleted: the streams have no limit of their own.
import { connect, headers, nanos, type NatsConnection } from '@nats-io/transport-node';
import { AckPolicy, DeliverPolicy, DiscardPolicy, jetstream, jetstreamManager, RetentionPolicy, StorageType, type JetStreamManager } from '@nats-io/jetstream';
import { many, sql } from '../database.ts';
import { log } from '../log.ts';
import { follow, type Follower } from './nats-follow.ts';
import { createPublisher } from './nats-publish.ts';
import { packFrames } from './segment.ts';
import { allParts, partOf, type IncomingFrame, type JournalFrame, type VehicleStream } from './stream.ts';

export type NatsPlan = {
  /** One address or several, by commas; `nats://user:password@host:port`, `tls://…`. */
  url: string;
  /** PEM text, where the address is `tls://…`: the authority that signed the server's certificate, and this house's own certificate and key where the server asks for one. */
  tls?: { ca?: string; cert?: string; key?: string } | undefined;
  /** Copies of each frame; by default three in a cluster of three or more, one on a single server. */
  replicas?: number | undefined;
  /** The first word of the streams' names: houses that share a NATS have different ones. */
  prefix?: string | undefined;
};

/** Within this time the stream itself keeps a frame that is sent again from counting twice; beyond it the reader does. */
const duplicateWindowMs = 120_000;

function optionsOf({ url, tls }: NatsPlan) {
  const addresses = url.split(',').map((each) => new URL(each.trim().includes('://') ? each.trim() : `nats://${each.trim()}`));
  const first = addresses[0] as URL;
  return {
    servers: addresses.map((each) => each.host), name: 'careloop', timeout: 5_000, maxReconnectAttempts: -1, reconnectTimeWait: 200, pingInterval: 5_000, maxPingOut: 2,
    ...(first.username === '' ? {} : { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) }),
    ...(first.protocol === 'tls:' ? { tls: tls ?? {} } : {}),
  };
}

async function patiently<T>(what: string, ms: number, work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + ms; ; ) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Makes sure every part has its stream, with as many copies as asked for. */
async function prepare(nc: NatsConnection, jsm: JetStreamManager, prefix: string, wanted: number | undefined): Promise<void> {
  const replicas = wanted ?? (nc.info?.cluster !== undefined && (nc.info.connect_urls?.length ?? 0) >= 3 ? 3 : 1);
  for (const part of allParts) {
    const name = nameOf(prefix, part);
    const config = { num_replicas: replicas, duplicate_window: nanos(duplicateWindowMs) };
    await patiently(`the stream ${name} could not be made`, 30_000, async () => {
      const known = await jsm.streams.info(name).catch(() => undefined);
      if (known === undefined) {
        await jsm.streams.add({ name, subjects: [subjectOf(prefix, part)], storage: StorageType.File, retention: RetentionPolicy.Limits, discard: DiscardPolicy.New, ...config });
      } else if (wanted !== undefined && known.config.num_replicas !== wanted) await jsm.streams.update(name, config);
    });
  }
}

const nameOf = (prefix: string, part: number): string => `${prefix}-vehicles-${part.toString(16)}`;
const subjectOf = (prefix: string, part: number): string => `${prefix}.vehicles.${part.toString(16)}`;

/** The newest position of a part's frames that came before a moment, as JetStream finds it. */
async function lastBefore(jsm: JetStreamManager, stream: string, moment: Date): Promise<number> {
  const probe = await jsm.consumers.add(stream, {
    ack_policy: AckPolicy.None, deliver_policy: DeliverPolicy.StartTime, opt_start_time: moment.toISOString(), inactive_threshold: nanos(10_000), mem_storage: true, num_replicas: 1,
  });
  await jsm.consumers.delete(stream, probe.name);
  return probe.delivered.stream_seq;
}

const positionsOf = (tx: Parameters<VehicleStream['behind']>[0], reader: string): Promise<{ part: number; position: number }[]> =>
  many(tx, sql`select part, position from platform.cursors where reader = ${reader} order by part`);

/** Connects, and waits up to half a minute for the server, as long again for the streams. */
export async function openNats(plan: NatsPlan, withinMs = 30_000): Promise<VehicleStream> {
  const prefix = plan.prefix ?? 'careloop';
  const nc = await patiently('NATS could not be reached', withinMs, () => connect(optionsOf(plan)));
  const jsm = await patiently('JetStream does not answer', 30_000, () => jetstreamManager(nc, { timeout: 5_000 }));
  await prepare(nc, jsm, prefix, plan.replicas);
  const publisher = createPublisher(nc);
  const followers = new Map<string, Follower>();
  const listeners = new Set<() => void>();
  const arrived = (): void => {
    for (const heard of listeners) heard();
  };
  const lastOf = async (part: number): Promise<{ first: number; last: number }> => {
    const { state } = await jsm.streams.info(nameOf(prefix, part));
    return { first: state.first_seq, last: state.last_seq };
  };

  async function followed(reader: string, part: number, after: number): Promise<Follower> {
    const key = `${reader} ${part}`;
    const known = followers.get(key);
    if (known?.covers(after) === true) return known;
    known?.close();
    const fresh = await follow({ js: jetstream(nc), jsm, stream: nameOf(prefix, part), after, arrived });
    followers.set(key, fresh);
    return fresh;
  }

  return {
    engine: 'nats',
    append: (_world, frames) => publisher.publish(frames.map((frame: IncomingFrame) => {
      const named = headers();
      named.set('Nats-Msg-Id', `${frame.vin}${Buffer.from(frame.sha).toString('base64url')}`);
      return { subject: subjectOf(prefix, partOf(frame.vin)), headers: named, body: packFrames([frame]) };
    })),
    async waiting(tx, reader, parts) {
      const silent = parts.filter((part) => followers.get(`${reader} ${part}`)?.alive() !== true);
      const ready = parts.filter((part) => !silent.includes(part) && followers.get(`${reader} ${part}`)?.waiting() === true);
      if (silent.length === 0) return ready;
      const positions = new Map((await positionsOf(tx, reader)).map((cursor) => [cursor.part, cursor.position]));
      const more = await Promise.all(silent.map(async (part) => ((await lastOf(part)).last > (positions.get(part) ?? 0) ? [part] : [])));
      return [...ready, ...more.flat()];
    },
    read: async (_tx, reader, part, after, limit) => (await followed(reader, part, after)).take(after, limit),
    async newest(_tx, part, count) {
      const { first, last } = await lastOf(part);
      const frames: JournalFrame[] = [];
      let after = Math.max(first - 1, last - count, 0);
      if (after >= last) return frames;
      const follower = await follow({ js: jetstream(nc), jsm, stream: nameOf(prefix, part), after, arrived: () => undefined });
      while (after < last) {
        const next = await follower.take(after, count);
        if (next.length === 0) break;
        frames.push(...next);
        after = (next.at(-1) as JournalFrame).id;
      }
      follower.close();
      return frames;
    },
    async behind(tx, reader) {
      const waits = await Promise.all((await positionsOf(tx, reader)).map(async ({ part, position }) => {
        const { first, last } = await lastOf(part);
        return Math.max(0, last - Math.max(position, first - 1));
      }));
      return waits.reduce((sum, count) => sum + count, 0);
    },
    async forget(_tx, part, upTo, receivedBefore) {
      const { first, last } = await lastOf(part);
      const seq = Math.min(upTo, last < first ? 0 : await lastBefore(jsm, nameOf(prefix, part), receivedBefore)) + 1;
      return seq > first ? (await jsm.streams.purge(nameOf(prefix, part), { seq })).purged : 0;
    },
    letGo(reader, part) {
      followers.get(`${reader} ${part}`)?.close();
      followers.delete(`${reader} ${part}`);
    },
    onArrival(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    async close() {
      for (const each of followers.values()) each.close();
      await nc.drain().catch((error: unknown) => log.warn({ err: error }, 'NATS could not be left in order'));
    },
  };
}
