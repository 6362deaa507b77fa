// Cars that drive while plugs are pulled: each sends its reports in turn, waits for the answer to each, and when the line
// breaks or no answer comes connects again (to the next gateway) and sends the same frame again, as terminals do.
import { createConnection, type Socket } from 'node:net';
import { createFrameFinder, flags } from '@careloop/gbt32960';
import { healthy, login, report } from '../../server/telemetry/testing.ts';

/** What a car was told is kept: the moments of its acknowledged reports. */
export type Driver = { vin: string; acknowledged: Date[]; sentAgain: number; done: Promise<void>; stop(): void };

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

export function drive(vin: string, ports: () => readonly number[], startsAt: Date, pauseMs: number): Driver {
  let stopped = false;
  const driver: Driver = { vin, acknowledged: [], sentAgain: 0, done: Promise.resolve(), stop: () => void (stopped = true) };
  async function run(): Promise<void> {
    let turn = Number.parseInt(vin.slice(-4), 10);
    let socket: Socket | undefined;
    for (let second = 0; !stopped; second++) {
      const at = new Date(startsAt.getTime() + second * 1000);
      const frame = second % 40 === 7 ? report(vin, at, { ...healthy, socPct: second % 100 }, { reissued: true }) : report(vin, at, { ...healthy, socPct: second % 100 });
      for (let sent = 0; ; sent++) {
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
