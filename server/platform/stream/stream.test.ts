import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { house } from '#platform/testing';
import { until } from '../../gateway/testing.ts';
import { natsBinary, startNats, withoutNats, type Nats } from '../../../tests/nats.ts';
import { cursorsOf, enrol, holdCursor, leaveShare, moveCursor, takeShare } from './cursors.ts';
import { databaseStream } from './journal.ts';
import { openNats } from './nats.ts';
import { packFrames, unpackFrames } from './segment.ts';
import { allParts, partOf, type IncomingFrame, type JournalFrame, type VehicleStream } from './stream.ts';

const home = await house();
const at = { db: home.database };
const start = Date.now() - 3_600_000;
let made = 0;
const frameOf = (vin: string, receivedAt = new Date(start + made)): IncomingFrame => {
  const bytes = Buffer.from(`frame ${++made} of ${vin}`);
  return { vin, edition: made % 2 === 0 ? 2016 : 2025, command: 2, bytes, sha: createHash('sha256').update(bytes).digest().subarray(0, 16), receivedAt, connectionId: 'c' };
};
const plain = (frames: readonly IncomingFrame[]) =>
  frames.map(({ vin, edition, command, sha, bytes, receivedAt, connectionId }) => ({ vin, edition, command, sha: Buffer.from(sha).toString('hex'), text: Buffer.from(bytes).toString(), receivedAt, connectionId }));

test('what is packed comes back the same (G1)', () => {
  fc.assert(fc.property(fc.array(fc.record({
    vin: fc.string({ maxLength: 20 }), edition: fc.constantFrom(2016 as const, 2025 as const), command: fc.nat(255), sha: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    bytes: fc.uint8Array({ maxLength: 300 }), receivedAt: fc.date({ noInvalidDate: true }), connectionId: fc.string({ maxLength: 30 }),
  }), { maxLength: 20 }), (frames) => {
    const sound = frames.filter((frame) => frame.vin.isWellFormed() && frame.connectionId.isWellFormed());
    expect(plain(unpackFrames(packFrames(sound)))).toEqual(plain(sound));
  }), { seed: 3 });
});

let nats: Nats | undefined;
beforeAll(async () => {
  if (natsBinary !== undefined) nats = await startNats();
});
afterAll(() => nats?.stop());

const vins = Array.from({ length: 40 }, (_, i) => `LSTREAM00TA${String(i).padStart(6, '0')}`);

describe.each(['database', 'nats'] as const)('on %s', (engine) => {
  const can = engine === 'database' || natsBinary !== undefined;
  const why = engine === 'nats' ? withoutNats : '';
  const open = (): Promise<VehicleStream> => (engine === 'database' ? Promise.resolve(databaseStream()) : openNats({ url: (nats as Nats).url, prefix: `t${engine}` }));
  const reader = `reader-${engine}`;
  /** All of a part; what was appended a moment ago may take a moment. */
  const all = async (stream: VehicleStream, part: number, after = 0, as = reader): Promise<JournalFrame[]> => {
    const got: JournalFrame[] = [];
    for (let quiet = 0; quiet < (engine === 'nats' ? 3 : 1); ) {
      const next = await stream.read(at, as, part, got.at(-1)?.id ?? after, 7);
      got.push(...next);
      quiet = next.length > 0 ? 0 : quiet + 1;
      if (quiet > 0 && engine === 'nats') await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return got;
  };

  test.skipIf(!can)(`frames come out in their order, in the part of their vehicle, from any position on${why}`, async () => {
    const stream = await open();
    await enrol(at, reader);
    const batches = Array.from({ length: 6 }, () => vins.flatMap((vin) => [frameOf(vin), frameOf(vin)]));
    for (const batch of batches) await stream.append(home.world, batch);
    const sent = batches.flat();
    expect(await stream.behind(at, reader)).toBe(sent.length);
    for (const part of allParts) {
      const own = sent.filter((frame) => partOf(frame.vin) === part);
      const got = await all(stream, part);
      expect(plain(got)).toEqual(plain(own));
      expect(await stream.newest(at, part, 1_000)).toEqual(got);
      expect((await stream.newest(at, part, 2)).slice(-2)).toEqual(got.slice(-2));
      const middle = got[Math.floor(got.length / 2)];
      if (middle !== undefined) expect(plain(await all(stream, part, middle.id))).toEqual(plain(own.slice(Math.floor(got.length / 2) + 1)));
      expect(await all(stream, part, 0, `another ${reader}`)).toHaveLength(own.length);
    }
    await stream.close();
  });

  test.skipIf(!can)(`the same content sent again is kept once, and what was read is forgotten when it is old${why}`, async () => {
    const stream = await open();
    const vin = 'LSTREAM00TB000001';
    const part = partOf(vin);
    const before = (await all(stream, part)).length;
    const frames = [frameOf(vin), frameOf(vin), frameOf(vin)];
    await stream.append(home.world, [...frames, frames[0] as IncomingFrame]);
    await stream.append(home.world, frames);
    const kept = await all(stream, part);
    expect(kept).toHaveLength(before + 3);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const later = new Date();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await stream.append(home.world, [frameOf(vin, new Date())]);
    const youngest = (await all(stream, part)).at(-1) as JournalFrame;
    await stream.forget(at, part, youngest.id, later, 1_000);
    const left = await stream.read(at, `third ${reader}`, part, 0, 1_000);
    expect(left.map((frame) => frame.id)).toEqual([youngest.id]);
    await stream.forget(at, part, kept.at(-1)!.id, new Date(Date.now() + 60_000), 1_000);
    expect((await stream.read(at, `fourth ${reader}`, part, 0, 1_000)).map((frame) => frame.id)).toEqual([youngest.id]); // not read: not forgotten
    await stream.close();
  });

  test.skipIf(!can)(`a transaction that was undone gets the same frames again; what another worker has read is not read twice${why}`, async () => {
    const stream = await open();
    const other = await open();
    const vin = 'LSTREAM00TC000001';
    const part = partOf(vin);
    const behind = (await all(stream, part)).at(-1)?.id ?? 0;
    await home.inside((tx) => moveCursor(tx, reader, part, behind));
    await stream.append(home.world, [frameOf(vin), frameOf(vin)]);
    await until(async () => (await stream.waiting(at, reader, [part])).length > 0);
    const readOnce = (from: VehicleStream, dies: boolean): Promise<string[]> => home.inside(async (tx) => {
      const { position } = (await holdCursor(tx, reader, part))!;
      const got = await from.read(tx, reader, part, position, 100);
      if (got.length > 0) await moveCursor(tx, reader, part, got.at(-1)!.id);
      if (dies) throw new Error('killed');
      return plain(got).map((frame) => frame.text);
    });
    await expect(readOnce(stream, true)).rejects.toThrow('killed');
    const first = await readOnce(stream, false);
    expect(first).toHaveLength(2);
    await stream.append(home.world, [frameOf(vin)]);
    const second = await readOnce(other, false);
    await stream.append(home.world, [frameOf(vin)]);
    const third: string[] = [];
    await until(async () => third.push(...(await readOnce(stream, false))) > 0);
    expect(new Set([...first, ...second, ...third]).size).toBe(4);
    expect([...first, ...second, ...third]).toHaveLength(4);
    expect(await stream.behind(at, reader)).toBe(await other.behind(at, reader));
    await stream.close();
    await other.close();
  });
});

test('workers share the parts evenly, a newcomer is given its share, and the parts of one that left are taken over (C2)', async () => {
  await enrol(at, 'shared');
  const take = (worker: string): Promise<number[]> => takeShare(home.database, 'shared', worker);
  expect(await take('a')).toEqual(allParts);
  expect(await take('b')).toEqual([]); // all are held; the first gives up what is beyond its share when it next looks
  const a = await take('a');
  const b = await take('b');
  expect(a).toHaveLength(8);
  expect([...a, ...b].sort((x, y) => x - y)).toEqual(allParts);
  await take('c');
  await take('a');
  await take('b');
  expect((await take('c')).length).toBe(5);
  await leaveShare(home.database, 'shared', 'a');
  const [b2, c2] = [await take('b'), await take('c')];
  expect([...b2, ...c2].sort((x, y) => x - y)).toEqual(allParts);
  // one that was killed says nothing more: after its lease its parts are free
  await home.database.exec("update platform.stream_leases set held_until = now() - interval '1 second' where held_by = 'b'; update platform.stream_workers set seen_at = now() - interval '1 minute' where worker = 'b'");
  expect(await take('c')).toEqual(allParts);
});

test('two transactions cannot hold the same part (C1)', async () => {
  await enrol(at, 'held');
  if (home.database.engine === 'pglite') return expect((await home.inside((tx) => holdCursor(tx, 'held', 3)))?.position).toBe(0); // one connection: transactions wait for one another
  const seen: unknown[] = [];
  await home.inside(async (tx) => {
    seen.push(await holdCursor(tx, 'held', 3));
    seen.push(await home.inside((other) => holdCursor(other, 'held', 3)));
    seen.push(await home.inside((other) => holdCursor(other, 'held', 4)));
    await moveCursor(tx, 'held', 3, 77);
  });
  expect(seen).toEqual([{ position: 0, turn: 0 }, undefined, { position: 0, turn: 0 }]);
  expect((await home.inside((tx) => cursorsOf(tx, 'held')))[3]).toMatchObject({ part: 3, position: 77 });
});
