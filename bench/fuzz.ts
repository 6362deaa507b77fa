// Five million broken frames, from a seed: in memory through the finder, the gateway's policy, the decoder and the reader's
// understanding, and over live sockets into a gateway process. It ends with figures, or with the first thing that is wrong:
// a throw, a process that died, memory that grew, an answer that breaks the standard.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerTo, createFrameFinder, decodeFrame, flags, type FoundFrame } from '@careloop/gbt32960';
import * as worked from '../libs/gbt32960/worked-frames.ts';
import { fateOf } from '../server/gateway/frame-policy.ts';
import { askTime, healthy, heartbeat, login, logout, report } from '../server/telemetry/testing.ts';
import { understand } from '../server/telemetry/understand.ts';

const root = join(import.meta.dirname, '..');
const seed = Number(process.env['FUZZ_SEED'] ?? 32960);
const total = Number(process.env['FUZZ_FRAMES'] ?? 5_000_000);
const live = Number(process.env['FUZZ_LIVE'] ?? 200_000);

export type Dice = { upTo(most: number): number; one<T>(of: readonly T[]): T };
export function dice(from: number): Dice {
  let state = from >>> 0;
  const upTo = (most: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * most);
  };
  return { upTo, one: (of) => of[upTo(of.length)] as (typeof of)[number] };
}

const vin = 'LTESTFUZZTA000001';
const at = new Date('2026-03-01T00:30:15Z');
const good: readonly Uint8Array[] = [
  login(vin, at), report(vin, at, { ...healthy, lon: 121.4, lat: 31.2, lvBatteryMv: 12_650 }), report(vin, at, healthy, { reissued: true }), heartbeat(vin), askTime(vin), logout(vin, at),
  ...Object.values(worked).filter((value): value is Uint8Array => value instanceof Uint8Array),
];

const interesting = [0x00, 0x01, 0x23, 0x24, 0x7f, 0x80, 0xfd, 0xfe, 0xff];
const headBytes = 24;

/** Puts the check code right: what is behind it is only reached so. */
function sealed(frame: Uint8Array): Uint8Array {
  if (frame.length < headBytes + 1) return frame;
  let check = 0;
  for (let i = 2; i < frame.length - 1; i++) check ^= frame[i] as number;
  frame[frame.length - 1] = check;
  return frame;
}

/** A frame with one to four things wrong; half of them with a good check code, most with an honest length. */
export function broken(roll: Dice): Uint8Array {
  let frame = Uint8Array.from(roll.one(good));
  for (let left = 1 + roll.upTo(4); left > 0; left--) {
    const place = roll.upTo(Math.max(1, frame.length));
    switch (roll.upTo(8)) {
      case 0: frame[place] = (frame[place] ?? 0) ^ (1 << roll.upTo(8)); break;
      case 1: frame[place] = roll.one(interesting); break;
      case 2: frame[place] = roll.upTo(256); break;
      case 3: frame = frame.slice(0, place); break;
      case 4: frame = Uint8Array.from([...frame.subarray(0, place), ...Array.from({ length: roll.upTo(12) }, () => roll.upTo(256)), ...frame.subarray(place)]); break;
      case 5: frame = Uint8Array.from([...frame.subarray(0, place), ...roll.one(good).subarray(roll.upTo(30))]); break;
      case 6: if (frame.length > 23) frame[22 + roll.upTo(2)] = roll.one(interesting); break; // a length that lies
      default: if (frame.length > 21) frame[roll.one([0, 1, 2, 3, 21])] = roll.one([...interesting, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  }
  if (frame.length > headBytes && roll.upTo(4) > 0) {
    const length = frame.length - headBytes - 1;
    frame[22] = (length >> 8) & 0xff;
    frame[23] = length & 0xff;
  }
  return roll.upTo(2) === 0 ? sealed(frame) : frame;
}

const answerFlags = new Set<number>(Object.values(flags).filter((flag) => flag !== flags.command));

/** What is wrong with an answer; undefined when it is as the standard has it. */
export function faultOf(bytes: Uint8Array, asked?: FoundFrame): string | undefined {
  const found = createFrameFinder().push(bytes);
  const first = found[0];
  if (first?.kind !== 'frame' || found.length > 1 || first.bytes.length !== bytes.length) return 'it is not one frame';
  if (!first.bccOk) return 'its check code is wrong';
  if (!answerFlags.has(first.flag)) return `its flag is ${first.flag}`;
  if (asked !== undefined && (first.command !== asked.command || first.edition !== asked.edition || first.vin !== asked.vin)) return 'it is no answer to what was asked';
  return undefined;
}

function wrong(what: string, bytes: Uint8Array): never {
  throw new Error(`${what}: ${Buffer.from(bytes).toString('hex')}`);
}

/** What the gateway and the reader do with one frame, without their sockets and tables. */
function judge(frame: FoundFrame, answers: { count: number }): void {
  const fate = fateOf(frame);
  understand(frame.bytes);
  decodeFrame(frame.bytes);
  const flag = fate.does === 'journal' ? flags.success : fate.does === 'answer' || fate.does === 'reject' ? fate.flag : undefined;
  if (flag === undefined) return;
  const answer = answerTo(frame.bytes, flag, { now: at.getTime() });
  if (answer === undefined) return;
  answers.count++;
  const fault = faultOf(answer, frame);
  if (fault !== undefined) wrong(`an answer breaks the standard: ${fault}`, frame.bytes);
}

async function inMemory(count: number): Promise<{ frames: number; found: number; answers: number; grownMb: number; seconds: number }> {
  const roll = dice(seed);
  const answers = { count: 0 };
  let found = 0;
  let finder = createFrameFinder();
  let settledMb = 0;
  const heapMb = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1_048_576;
  };
  const started = performance.now();
  for (let i = 0; i < count; i++) {
    if (i % 5 === 0) finder = createFrameFinder(); // another connection
    const bytes = broken(roll);
    const cut = roll.upTo(bytes.length + 1);
    for (const part of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
      for (const each of finder.push(part)) {
        if (each.kind !== 'frame') continue;
        found++;
        judge(each, answers);
      }
    }
    if (i === Math.floor(count / 5)) settledMb = heapMb();
    if (i % 20_000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { frames: count, found, answers: answers.count, grownMb: Math.round((heapMb() - settledMb) * 10) / 10, seconds: (performance.now() - started) / 1000 };
}

/** One connection: sends a burst, reads every answer, and ends when the gateway or the burst does. */
function attack(port: number, roll: Dice, burst: number, from: string): Promise<{ sent: number; answers: number }> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port, localAddress: from });
    const finder = createFrameFinder();
    let answers = 0;
    socket.on('connect', () => {
      for (let i = 0; i < burst; i++) socket.write(i % 5 === 0 ? roll.one(good) : broken(roll));
      socket.end();
    });
    socket.on('data', (chunk: Buffer) => {
      for (const each of finder.push(chunk)) {
        answers++;
        const fault = each.kind === 'frame' ? faultOf(each.bytes) : 'it is no frame';
        if (fault !== undefined) reject(new Error(`an answer on the wire breaks the standard: ${fault}: ${Buffer.from(each.bytes).toString('hex')}`));
      }
    });
    socket.on('error', () => undefined); // shown out in the middle of a burst
    socket.on('close', () => resolve({ sent: burst, answers }));
  });
}

/** Addresses of this machine in turn: one that sends so much that is broken is soon shut out, and would be read no more. */
let nth = 0;
const address = (): string => `127.${1 + (++nth >> 16)}.${(nth >> 8) & 255}.${nth & 255}`;

async function overSockets(count: number): Promise<{ sent: number; found: number; answers: number; settledMb: number; endMb: number; seconds: number }> {
  const dir = mkdtempSync(join(tmpdir(), 'careloop-fuzz-'));
  const child = spawn(process.execPath, [join(root, 'tools/careloop.ts'), 'serve', '--empty', '--roles', 'gateway'], {
    cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DATABASE_URL: '', NATS_URL: '', DATA_DIR: dir, PORT: '0', GATEWAY_PORT: '0', LOG_LEVEL: 'fatal' },
  });
  process.on('exit', () => void child.kill('SIGKILL')); // also when a fault is found
  let ended: number | null | undefined;
  let origin = '';
  child.once('exit', (code) => (ended = code));
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      origin = /open at (http:\S+)/.exec(said)?.[1] ?? '';
      const open = /vehicles connect at \S+:(\d+)/.exec(said)?.[1];
      if (open !== undefined) resolve(Number(open));
    });
    child.once('exit', () => reject(new Error(said)));
  });
  const rssMb = (): number => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 102.4) / 10;
  const roll = dice(seed + 1);
  const started = performance.now();
  let sent = 0;
  let answers = 0;
  let settledMb = 0;
  while (sent < count) {
    const done = await Promise.all(Array.from({ length: 20 }, () => attack(port, roll, 25, address())));
    if (ended !== undefined) throw new Error(`the gateway ended with ${ended}`);
    for (const each of done) {
      sent += each.sent;
      answers += each.answers;
    }
    if (settledMb === 0 && sent > count / 3) settledMb = rssMb();
  }
  const endMb = rssMb();
  const last = await attack(port, { upTo: () => 0, one: ([first]) => first as never }, 1, '127.0.0.1'); // a good login is still answered
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  if (last.answers !== 1) throw new Error(`after all that, a good frame is not answered:\n${metrics.match(/^careloop_gateway_(?:closed|conn).*$/gm)?.join('\n')}`);
  const found = [...metrics.matchAll(/^careloop_gateway_(?:frames|rejects)_total\{[^}]*\} (\d+)/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  rmSync(dir, { recursive: true, force: true });
  return { sent, found, answers, settledMb, endMb, seconds: (performance.now() - started) / 1000 };
}

export async function bench(): Promise<string> {
  const wire = await overSockets(live);
  const memory = await inMemory(total - live);
  if (memory.grownMb > 32) throw new Error(`memory grew by ${memory.grownMb} MB`);
  if (wire.endMb > wire.settledMb * 1.3 + 64) throw new Error(`the gateway grew from ${wire.settledMb} to ${wire.endMb} MB`);
  return `Seed ${seed}. No throw, no process that ended, no answer that breaks the standard (one frame, good check code, an answer's flag, the command, edition and VIN that was asked).

| where | frames sent | found whole or turned away | answers checked | memory a third or fifth of the way in | at the end | seconds |
|---|---:|---:|---:|---:|---:|---:|
| live sockets, 20 at a time, four of five frames broken | ${wire.sent} | ${wire.found} | ${wire.answers} | ${wire.settledMb} MB (process) | ${wire.endMb} MB | ${Math.round(wire.seconds)} |
| in memory | ${memory.frames} | ${memory.found} | ${memory.answers} | | ${memory.grownMb >= 0 ? '+' : ''}${memory.grownMb} MB (heap) | ${Math.round(memory.seconds)} |`;
}
