// Cars that drive while plugs are pulled: each sends its reports in turn, waits for the answer to each, and when the line
// breaks or no answer comes connects again (to the next gateway) and sends the same frame again, as terminals do.
import { createConnection, type Socket } from 'node:net';
import { commands, createFrameFinder, encodeFrame, flags } from '@careloop/gbt32960';
import { healthy, login, report } from '../../server/telemetry/testing.ts';

/** What a car was told is kept: the moments of its acknowledged reports. */
export type Driver = {
  vin: string; acknowledged: Date[]; sentAgain: number; done: Promise<void>;
  /** Whether the report of this moment carried an item that nobody knows. */
  broken(at: Date): boolean;
  stop(): void;
};

const answerWithinMs = 4_000;

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port, noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** One frame, one answer; rejects when the line breaks or nothing comes. */
function ask(socket: Socket, frame: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const finder = createFrameFinder();
    const end = (settle: () => void): void => {
      clearTimeout(late);
      socket.off('data', hear).off('close', broken);
      settle();
    };
    const broken = (): void => end(() => reject(new Error('the line broke')));
    const late = setTimeout(() => end(() => reject(new Error('no answer'))), answerWithinMs);
    const hear = (chunk: Buffer): void => {
      const answer = finder.push(chunk).find((found) => found.kind === 'frame' && found.flag === flags.success);
      if (answer !== undefined) end(resolve);
    };
    socket.on('data', hear).on('close', broken);
    socket.write(frame);
  });
}

/** The report of one second: some late, some with an item nobody knows behind the good ones. */
function reportOf(vin: string, at: Date, second: number, alarmed: boolean): Uint8Array {
  const said = { ...healthy, socPct: second % 100, ...(alarmed ? { tempMaxC: 75, alarmLevel: 3 } : {}) };
  const whole = report(vin, at, said, { reissued: second % 40 === 7 });
  if (second % 10 !== 3) return whole;
  return encodeFrame({ command: commands.realtime, vin, message: { kind: 'unread', data: Uint8Array.from([...whole.subarray(24, -1), 0x44, 1, 2, 3]) } });
}

/** `alarmed` cars report one lasting danger. */
export function drive(vin: string, ports: () => readonly number[], startsAt: Date, how: { pauseMs: number; alarmed: boolean }): Driver {
  const { pauseMs } = how;
  let stopped = false;
  const driver: Driver = { vin, acknowledged: [], sentAgain: 0, done: Promise.resolve(), broken: (at) => ((at.getTime() - startsAt.getTime()) / 1000) % 10 === 3, stop: () => void (stopped = true) };
  async function run(): Promise<void> {
    let turn = Number.parseInt(vin.slice(-4), 10);
    let socket: Socket | undefined;
    for (let second = 0; !stopped; second++) {
      const at = new Date(startsAt.getTime() + second * 1000);
      const frame = reportOf(vin, at, second, how.alarmed);
      for (;;) {
        try {
          if (socket === undefined || socket.destroyed) {
            const choice = ports();
            socket = await connected(choice[turn++ % choice.length] as number);
            socket.on('error', () => undefined);
            await ask(socket, login(vin, at));
          }
          await ask(socket, frame);
          driver.acknowledged.push(at);
          break;
        } catch {
          socket?.destroy();
          socket = undefined;
          driver.sentAgain++;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    socket?.destroy();
  }
  driver.done = run();
  return driver;
}
