// One car's line to the platform: real TCP, login, reports until each is acknowledged. What was not acknowledged is sent
// again as reissue after the line comes back, in order and bounded. L1 nothing that happened on the road is dropped
// before 500 reports wait.
import { createConnection, type Socket } from 'node:net';
import { answerTo, commands, createFrameFinder, decodeFrame, encodeFrame, flags, type Edition, type FoundFrame } from '@careloop/gbt32960';
import { loginFrame, logoutFrame } from './frames.ts';

const keptMost = 500;

export type Link = { report(make: (reissued: boolean) => Uint8Array, atMs: number): void; close(): void; readonly waiting: number };

const settings = new Map<number, number | string>([[0x07, 'H1.00'], [0x08, 'F2.10'], [0x01, 1000], [0x02, 10], [0x03, 1000], [0x06, 32_960], [0x09, 30], [0x0a, 60], [0x0b, 60], [0x0c, 30], [0x0f, 32_960], [0x10, 2]]);

/** What the car's terminal answers to a command: its settings when asked for them, else that it was done. */
function answerOf(frame: FoundFrame): Uint8Array | undefined {
  const message = decodeFrame(frame.bytes).frame?.message;
  if (message?.kind !== 'parameterQuery' || message.at === undefined) return answerTo(frame.bytes, flags.success);
  const parameters = message.ids.flatMap((id) => (settings.has(id) ? [{ id, value: settings.get(id) }] : []));
  return encodeFrame({ edition: frame.edition, command: frame.command, flag: flags.success, vin: frame.vin, message: { kind: 'parameters', at: message.at, parameters } });
}

/** Opens the line and keeps it; reconnects with growing pauses. */
export function openLink(to: { host: string; port: number }, vin: string, serial: number, now: () => number, edition: Edition = 2016): Link {
  let socket: Socket | undefined;
  let ready = false;
  let closing = false;
  let pauseMs = 500;
  const waiting: ((reissued: boolean) => Uint8Array)[] = [];
  let sentCount = 0;

  function connect(): void {
    const finder = createFrameFinder();
    ready = false;
    sentCount = 0;
    const line = createConnection({ host: to.host, port: to.port });
    socket = line;
    line.setNoDelay(true);
    line.on('connect', () => line.write(loginFrame(vin, now(), serial, edition)));
    line.on('data', (chunk: Buffer) => {
      for (const found of finder.push(chunk)) {
        if (found.kind !== 'frame') continue;
        if (found.flag === flags.command) {
          const answer = answerOf(found);
          if (answer !== undefined) line.write(answer);
          continue;
        }
        if (found.command === commands.login && !ready) {
          ready = true;
          pauseMs = 500;
          for (const make of waiting.slice(0, keptMost)) line.write(make(true));
          sentCount = waiting.length;
        } else if ((found.command === commands.realtime || found.command === commands.reissue) && sentCount > 0) {
          waiting.shift();
          sentCount--;
        }
      }
    });
    line.on('error', () => undefined);
    line.on('close', () => {
      ready = false;
      if (closing || socket !== line) return;
      setTimeout(connect, pauseMs).unref();
      pauseMs = Math.min(15_000, pauseMs * 2);
    });
  }
  connect();
  return {
    report(make) {
      waiting.push(make);
      if (waiting.length > keptMost) {
        waiting.shift();
        sentCount = Math.max(0, sentCount - 1);
      }
      if (!ready || socket === undefined) return;
      socket.write(make(false));
      sentCount++;
    },
    close() {
      closing = true;
      if (ready) socket?.end(logoutFrame(vin, now(), serial, edition));
      else socket?.destroy();
    },
    get waiting() {
      return waiting.length;
    },
  };
}
