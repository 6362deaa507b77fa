import { afterEach, expect, test } from 'vitest';
import fc from 'fast-check';
import { commands, decodeFrame, encodeFrame, flags, readBeijing } from '@careloop/gbt32960';
import { readFrames } from '#platform/stream/journal';
import { allParts } from '#platform/stream/stream';
import { house } from '#platform/testing';
import type { World } from '#platform/tx';
import { askTime, healthy, heartbeat, login, logout, report, vins } from '../telemetry/testing.ts';
import { conductRules } from './conduct.ts';
import { gatewayCounters } from './counters.ts';
import { startGateway, type Gateway, type GatewayOptions } from './start-gateway.ts';
import { cutAt, terminal, until } from './testing.ts';

const home = await house();
const [vin, other] = vins;
const now = new Date('2026-03-01T00:30:15Z');
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
let gateways: Gateway[] = [];
let gates: (() => void)[] = [];
const open = async (options: Partial<GatewayOptions> = {}, world: World = home.world): Promise<Gateway> => {
  const gateway = await startGateway(world, { host: '127.0.0.1', port: 0, ...options });
  gateways.push(gateway);
  return gateway;
};
afterEach(async () => {
  for (const release of gates) release();
  gates = [];
  for (const gateway of gateways) await gateway.close();
  gateways = [];
});

type Row = { vin: string; command: number; edition: number; bytes: Uint8Array };
const journal = (): Promise<Row[]> => home.inside(async (tx) => (await Promise.all(allParts.map((part) => readFrames(tx, part, 0, 100_000)))).flat().sort((a, b) => a.id - b.id));
const rejected = (): Promise<{ reason: string; vin: string | null }[]> => home.inside((tx) => tx.db.query(home.sql`select reason, vin from gateway.rejected_frames order by id`));
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));

/** A world whose database can be stopped and slowed. */
function gatedWorld(): { world: World; hold(): void; release(): void; break(): void; mend(): void } {
  let gate: Promise<void> | undefined;
  let open = (): void => undefined;
  let broken = false;
  return {
    world: {
      ...home.world,
      database: {
        ...home.world.database,
        async transaction(settings, work) {
          await gate;
          return home.world.database.transaction(settings, async (db, written) => {
            const result = await work(db, written);
            if (broken) throw new Error('the machine died before the commit');
            return result;
          });
        },
      },
    },
    hold: () => {
      gate = new Promise((resolve) => {
        open = resolve;
        gates.push(resolve);
      });
    },
    release: () => {
      open();
      gate = undefined;
    },
    break: () => {
      broken = true;
    },
    mend: () => {
      broken = false;
    },
  };
}

test('a login of the printed kind gets the printed answer, and stands in the journal as it came', async () => {
  const request = hex(`23 23 01 FE 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 36 1A 03 01 08 1E 0F 00 07 38 39 38 36 30 30 31 32 33 34 35 36 37 38 39 30 31 32 33 34 01 18
    30 54 45 53 54 50 41 43 4B 30 30 30 30 30 30 30 30 30 30 30 30 30 30 31 9B`);
  const car = await terminal((await open()).port);
  car.send(request);
  const [answer] = await car.untilAnswers(1);
  expect(Buffer.from(answer!.bytes).toString('hex')).toBe('232301014c544553544556303030303030303030310100061a0301081e0f4e');
  expect((await journal()).map((row) => Buffer.from(row.bytes).toString('hex'))).toEqual([Buffer.from(request).toString('hex')]);
});

test('login, report, reissue, heartbeat, time and logout are answered in order with success', async () => {
  const car = await terminal((await open()).port);
  car.send(login(vin, at(0)), report(vin, at(10), healthy), report(vin, at(5), healthy, { reissued: true }), heartbeat(vin), askTime(vin), logout(vin, at(20)));
  const answers = await car.untilAnswers(6);
  expect(answers.map((answer) => [answer.command, answer.flag])).toEqual([[1, 1], [2, 1], [3, 1], [7, 1], [8, 1], [4, 1]]);
  expect(answers.map((answer) => answer.bytes.length)).toEqual([31, 31, 31, 25, 31, 31]);
  expect(Math.abs(readBeijing(answers[4]!.bytes, 24)! - home.clock.now().getTime())).toBeLessThan(5_000);
  expect((await journal()).filter((row) => row.vin === vin).map((row) => row.command)).toEqual([1, 2, 3, 4]);
});

test('no frame is acknowledged before the journal has it (G1)', async () => {
  const gated = gatedWorld();
  const gateway = await open({}, gated.world);
  gated.hold();
  const car = await terminal(gateway.port);
  car.send(report(vin, at(100), healthy));
  await until(() => gatewayCounters.waitingFrames > 0 || gatewayCounters.framesTotal > 0);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(car.answers).toEqual([]);
  gated.release();
  await car.untilAnswers(1);
});

test('when the journal fails there is no answer and the connection is closed; the same frame sent again is kept once', async () => {
  const gated = gatedWorld();
  const gateway = await open({}, gated.world);
  gated.break();
  const car = await terminal(gateway.port);
  const frame = report(vin, at(200), healthy);
  car.send(frame);
  await car.closed;
  expect(car.answers).toEqual([]);
  gated.mend();
  const before = (await journal()).length;
  const again = await terminal(gateway.port);
  again.send(frame, frame);
  await again.untilAnswers(2);
  const third = await terminal(gateway.port);
  third.send(frame);
  await third.untilAnswers(1);
  expect((await journal()).length).toBe(before + 1);
});

test('a wrong check code is answered with an error, counted and kept; the frames around it are good', async () => {
  const bad = report(vin, at(300), healthy);
  bad[40]! ^= 0x55;
  const before = gatewayCounters.rejects['badCheckCode'] ?? 0;
  const car = await terminal((await open()).port);
  car.send(report(vin, at(299), healthy), bad, report(vin, at(301), healthy));
  const answers = await car.untilAnswers(3);
  expect(answers.map((answer) => answer.flag)).toEqual([flags.success, flags.error, flags.success]);
  expect(gatewayCounters.rejects['badCheckCode']).toBe(before + 1);
  expect(await rejected()).toContainEqual({ reason: 'badCheckCode', vin });
});

test('frames that cannot be kept are refused with their reason: no VIN, unknown command, too short; one that is encrypted and has no key is answered so and kept closed', async () => {
  const car = await terminal((await open()).port);
  const sealed = encodeFrame({ command: commands.realtime, vin, encryption: 3, message: { kind: 'sealed', data: new Uint8Array(32).fill(9) } });
  const noVin = report('NOT A VIN AT ALL', at(0), healthy);
  const unknown = encodeFrame({ command: 0x0c, vin, message: { kind: 'unread', data: new Uint8Array(3) } });
  const short = encodeFrame({ command: commands.realtime, vin, message: { kind: 'unread', data: new Uint8Array(3) } });
  const answer = encodeFrame({ command: commands.heartbeat, vin, flag: flags.success, message: { kind: 'answer' } });
  const before = (await journal()).length;
  car.send(sealed, noVin, unknown, short, answer, heartbeat(vin));
  const answers = await car.untilAnswers(5);
  expect(answers.map((each) => each.flag)).toEqual([2, 2, 2, 2, 1]);
  expect((await rejected()).slice(-3).map((row) => row.reason)).toEqual(['badVin', 'unknownCommand', 'truncated']);
  expect((await rejected()).some((row) => row.reason === 'encrypted')).toBe(false);
  expect((await journal()).slice(before).map((row) => Buffer.from(row.bytes).equals(Buffer.from(sealed)))).toEqual([true]);
  expect(gatewayCounters.rejects['sealedNoKey']).toBe(1);
});

test('a frame of the 2025 edition is journalled and answered in its own', async () => {
  const request = hex(`24 24 01 FE 4C 54 45 53 54 45 56 30 30 30 30 30 30 30 30 30 31 01 00 4F 1A 03 01 08 1E 0F 00 07 38 39 38 36 30 30 31 32 33 34 35 36 37 38 39 30 31 32 33 34 02 01 01
    30 54 45 53 54 50 41 43 4B 30 30 30 30 30 30 30 30 30 30 30 30 30 30 31 30 54 45 53 54 50 41 43 4B 30 30 30 30 30 30 30 30 30 30 30 30 30 30 32 F4`);
  const car = await terminal((await open()).port);
  car.send(request);
  const [answer] = await car.untilAnswers(1);
  expect(answer).toMatchObject({ edition: 2025, command: 1, flag: 1, bccOk: true });
  expect((await journal()).at(-1)).toMatchObject({ edition: 2025 });
});

test('a car that logs in on a new connection takes the place of its old one (E2)', async () => {
  const gateway = await open();
  const first = await terminal(gateway.port);
  first.send(login(vin, at(500), 1));
  await first.untilAnswers(1);
  const second = await terminal(gateway.port);
  second.send(login(vin, at(501), 2));
  await second.untilAnswers(1);
  await first.closed;
  expect(second.isClosed()).toBe(false);
});

test('however the bytes are cut, the same frames arrive', async () => {
  const gateway = await open();
  let second = 10_000;
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (cuts) => {
    const frames = [login(vin, at(second++)), report(vin, at(second++), healthy), report(vin, at(second++), { socPct: 35 }), heartbeat(vin)];
    const car = await terminal(gateway.port);
    for (const part of cutAt(Buffer.concat(frames), cuts)) {
      car.send(part);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await car.untilAnswers(4)).map((answer) => answer.flag)).toEqual([1, 1, 1, 1]);
    const stored = new Set((await journal()).map((row) => Buffer.from(row.bytes).toString('hex')));
    expect(frames.slice(0, 3).every((frame) => stored.has(Buffer.from(frame).toString('hex')))).toBe(true);
    car.end();
    await car.closed;
  }), { numRuns: 15, seed: 7 });
});

test('someone who speaks another protocol is shown out within a few kilobytes (B1)', async () => {
  const car = await terminal((await open()).port);
  const before = gatewayCounters.closed['notATerminal'] ?? 0;
  car.send(Buffer.from(`GET / HTTP/1.1\r\nHost: example\r\n${'x'.repeat(conductRules.bytesBeforeFirstFrame)}`));
  await car.closed;
  await until(() => gatewayCounters.closed['notATerminal'] === before + 1);
});

test('ten defects in a row end a connection, good frames in between keep it (B2)', async () => {
  const gateway = await open();
  const bad = (second: number): Uint8Array => {
    const frame = report(vin, at(second), healthy);
    // A last byte that looks like a start symbol would be taken for the beginning of the next frame.
    frame[frame.length - 1]! ^= [0x22, 0x23, 0x24, 0x25].includes(frame.at(-1)!) ? 0x40 : 1;
    return frame;
  };
  const patient = await terminal(gateway.port);
  for (let i = 0; i < 30; i++) patient.send(bad(600 + i), heartbeat(vin));
  await patient.untilAnswers(60);
  expect(patient.isClosed()).toBe(false);
  const lost = await terminal(gateway.port);
  lost.send(heartbeat(vin));
  await lost.untilAnswers(1);
  for (let i = 0; i < conductRules.defectsInRow; i++) lost.send(bad(700 + i));
  await lost.closed;
  expect(lost.answers.length).toBe(1 + conductRules.defectsInRow); // each was answered before the door closed
});

test('whatever bytes come, the gateway lives, and honest cars beside are served', async () => {
  const gateway = await open();
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.constant(new Uint8Array([0x23, 0x23])), fc.constant(new Uint8Array([0x24, 0x24, 0x02, 0xfe])),
    fc.uint8Array({ minLength: 6, maxLength: 60 }).map((data) => encodeFrame({ command: commands.realtime, vin, message: { kind: 'unread', data } })),
    fc.nat(2_000).map((second) => report(vin, at(20_000 + second), healthy).subarray(0, 50)),
  ), { maxLength: 20 }), async (storm) => {
    const rude = await terminal(gateway.port);
    rude.send(...storm);
    const honest = await terminal(gateway.port);
    honest.send(heartbeat(other));
    expect((await honest.untilAnswers(1))[0]!.flag).toBe(flags.success);
    rude.socket.destroy();
    honest.end();
  }), { numRuns: 25, seed: 11 });
});

test('a frame whose length is a lie holds the line up for a few seconds only', async () => {
  const car = await terminal((await open({ rules: { restOfFrameMs: 50 } })).port);
  const liar = report(vin, at(800), healthy).subarray(0, 60);
  liar.set([0xf0, 0x00], 22);
  car.send(heartbeat(vin), liar, heartbeat(vin));
  await car.untilAnswers(2);
  expect(car.isClosed()).toBe(false);
});

test('silence ends a connection (B3), and so does a crowd beyond the limit (E1)', async () => {
  const quiet = await terminal((await open({ rules: { firstFrameMs: 50 } })).port);
  await quiet.closed;
  const small = await open({ connectionsMost: 1 });
  const first = await terminal(small.port);
  first.send(heartbeat(vin));
  await first.untilAnswers(1);
  const second = await terminal(small.port);
  await second.closed;
  expect(first.isClosed()).toBe(false);
});

test('a stop writes and answers what came before it closes (E3)', async () => {
  const gateway = await open();
  const car = await terminal(gateway.port);
  const frames = Array.from({ length: 800 }, (_, i) => report(vin, at(30_000 + i), { socPct: i % 100 }));
  car.send(...frames);
  await until(() => car.answers.length > 0);
  await gateway.close();
  gateways = [];
  await car.closed;
  const stored = new Set((await journal()).map((row) => Buffer.from(row.bytes).toString('hex')));
  const acknowledged = car.answers.map((answer) => readBeijing(answer.bytes, 24));
  const written = new Set(frames.filter((frame) => stored.has(Buffer.from(frame).toString('hex'))).map((frame) => readBeijing(frame, 24)));
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(acknowledged.every((moment) => written.has(moment))).toBe(true);
});

test('a thousand frames at once are written in few batches', async () => {
  const gateway = await open();
  const before = gatewayCounters.batchesTotal;
  const links = await Promise.all([1, 2, 3, 4].map(() => terminal(gateway.port)));
  links.forEach((link, index) => link.send(...Array.from({ length: 250 }, (_, i) => report(vin, at(40_000 + index * 250 + i), healthy))));
  for (const link of links) await link.untilAnswers(250);
  expect(gatewayCounters.batchesTotal - before).toBeLessThan(100);
});

test('the administrator sees the gateways, what was turned away and why; nobody else does', async () => {
  await open();
  const state = await home.staff({ role: 'administrator' }).call('gatewayState');
  expect(state.gateways[0]).toMatchObject({ connections: expect.any(Number), framesPerSecond: expect.any(Number) });
  expect(state.rejected.some((row: { reason: string; vinMasked: string | null }) => row.reason === 'badCheckCode' && row.vinMasked === 'LTE********000001')).toBe(true);
  await expect(home.staff({ role: 'agent' }).call('gatewayState')).rejects.toMatchObject({ code: 'notAllowed' });
  await home.runRounds('tidy-gateway');
});

test('the answers decode', async () => {
  const car = await terminal((await open()).port);
  car.send(login(other, at(900)));
  const [answer] = await car.untilAnswers(1);
  expect(decodeFrame(answer!.bytes)).toMatchObject({ ok: true, frame: { vin: other, message: { kind: 'answer', at: at(900).getTime() } } });
});
