// The stream of vehicle data: one interface, two engines (a journal in the database, NATS JetStream), and nobody above
// can tell which. Vehicles are shared out over a fixed number of parts; within a part, order is kept.
// S1 `append` resolves when every frame is kept for good (committed, or acknowledged by the stream), and never before;
// S2 a reader of a part gets every frame after its position, in order, each at a rising position;
// S3 the same content may be in the stream twice (a gateway died before it could answer): what has an effect is the
// reader's promise, by (vehicle, collection time, item), in the transaction that moves its cursor (cursors.ts).
import { hash } from 'node:crypto';
import type { Tx, World } from '../tx.ts';

export type Edition = 2016 | 2025;

/** A frame as it came from a vehicle. */
export type IncomingFrame = {
  vin: string; edition: Edition; command: number;
  /** The first 16 bytes of the SHA-256 of `bytes`: its content's name. */
  sha: Uint8Array;
  bytes: Uint8Array; receivedAt: Date; connectionId: string;
};
/** A frame as a reader gets it; `id` is its position in its part. */
export type JournalFrame = IncomingFrame & { id: number };

export type VehicleStream = {
  readonly engine: 'database' | 'nats';
  /** Keeps frames in their order. (S1) */
  append(world: Pick<World, 'database'>, frames: readonly IncomingFrame[]): Promise<void>;
  /** Of these parts, those in which something may wait for this reader. */
  waiting(tx: Pick<Tx, 'db'>, reader: string, parts: readonly number[]): Promise<number[]>;
  /** Frames of a part after a position, oldest first. (S2) */
  read(tx: Pick<Tx, 'db'>, reader: string, part: number, after: number, limit: number): Promise<JournalFrame[]>;
  /** The newest frames of a part, about so many, oldest first; for looking at what no reader has written down yet. */
  newest(tx: Pick<Tx, 'db'>, part: number, count: number): Promise<JournalFrame[]>;
  /** How many frames wait for this reader in all parts. */
  behind(tx: Pick<Tx, 'db'>, reader: string): Promise<number>;
  /** Forgets frames of a part up to a position that came before a moment; about `limit` of them at most. */
  forget(tx: Pick<Tx, 'db'>, part: number, upTo: number, receivedBefore: Date, limit: number): Promise<number>;
  /** This process reads the part no more: what was fetched ahead is let go. */
  letGo(reader: string, part: number): void;
  /** Calls `heard` when something may have come; readers also look by the clock. */
  onArrival(heard: () => void): () => void;
  close(): Promise<void>;
};

/** So many parts; a power of two that one hexadecimal digit can name. It is also the most workers that can share the load. */
export const partsCount = 16;
export const allParts: readonly number[] = Array.from({ length: partsCount }, (_, part) => part);

const known = new Map<string, number>();

/** The part of a vehicle: the first hexadecimal digit of the MD5 of its VIN, so SQL can say it too. */
export function partOf(vin: string): number {
  let part = known.get(vin);
  if (part === undefined) {
    part = Number.parseInt(hash('md5', vin).charAt(0), 16);
    if (known.size >= 200_000) known.clear();
    known.set(vin, part);
  }
  return part;
}
