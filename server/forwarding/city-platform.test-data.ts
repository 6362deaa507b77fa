// For tests: a platform of a city, as a server of its own on real TCP: it checks logins, answers every record, and can
// be slow, refuse, keep silent, and be killed.
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { answerTo, commands, createFrameFinder, decodeFrame, flags, type FoundFrame } from '@careloop/gbt32960';

export type Got = { command: number; vin: string; hex: string; connection: number };
export type Manners = {
  user: string; password: string;
  /** Refuses this login, counted from 1, whatever it says. */
  refuseLogins?: number;
  /** Says nothing to logins. */
  silentLogins?: boolean;
  /** The flag for a record; undefined for no answer at all. */
  judge?: (got: Got) => number | undefined;
  slowMs?: number;
  tls?: { cert: string; key: string };
};

export async function cityPlatform(manners: Manners, port = 0) {
  const got: Got[] = [];
  const logins: { serial: number; at: number; code: string }[] = [];
  const logouts: number[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let beats = 0;

  function login(frame: FoundFrame): number | undefined {
    const message = decodeFrame(frame.bytes).frame?.message;
    if (message?.kind !== 'platformLogin') return flags.error;
    logins.push({ serial: message.serial, at: Date.now(), code: frame.vin });
    if (manners.silentLogins === true) return undefined;
    return logins.length > (manners.refuseLogins ?? 0) && message.user === manners.user && message.password === manners.password ? flags.success : flags.error;
  }

  function serve(socket: Socket): void {
    sockets.add(socket);
    const connection = ++connections;
    const finder = createFrameFinder();
    let let_in = false;
    const answer = (frame: FoundFrame, flag: number | undefined): void => {
      const bytes = flag === undefined ? undefined : answerTo(frame.bytes, flag);
      if (bytes === undefined) return;
      if (manners.slowMs === undefined) socket.write(bytes);
      else setTimeout(() => socket.writable && socket.write(bytes), manners.slowMs);
    };
    socket.on('data', (chunk: Buffer) => {
      for (const frame of finder.push(chunk)) {
        if (frame.kind !== 'frame') continue;
        if (frame.command === commands.platformLogin) {
          const flag = login(frame);
          let_in ||= flag === flags.success;
          answer(frame, flag);
        } else if (frame.command === commands.platformLogout) {
          logouts.push(connection);
        } else if (frame.command === commands.heartbeat) {
          beats++;
          answer(frame, flags.success);
        } else if (let_in) {
          const one = { command: frame.command, vin: frame.vin, hex: Buffer.from(frame.bytes).toString('hex'), connection };
          got.push(one);
          answer(frame, manners.judge === undefined ? flags.success : manners.judge(one));
        }
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  }

  const server = manners.tls === undefined ? createServer(serve) : createTlsServer(manners.tls, serve);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    got, logins, logouts, manners, port: (server.address() as { port: number }).port, beats: () => beats,
    /** As a machine dies: no goodbye. */
    async kill(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
