// The edge where vehicles connect: a TCP server for terminals and platforms that speak GB/T 32960.3.
// E1 at most `connectionsMost` connections; E2 a vehicle that logs in on a new connection takes the place of its old one;
// E3 stopping takes no new frames, writes and answers those that came, then closes.
import { createServer, type Server } from 'node:net';
import { system } from '#platform/actor';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import { unitOfWork, type World } from '#platform/tx';
import { conductRules, type ConductRules } from './conduct.ts';
import { serveConnection, type Connection, type Hall, type PlatformCheck } from './connection.ts';
import { count, gatewayStateNow } from './counters.ts';
import { createJournalWriter } from './journal-writer.ts';
import { forgetGateway, writeGateway } from './store.ts';

export type GatewayOptions = {
  host: string; port: number; connectionsMost?: number; rules?: Partial<ConductRules>;
  /** Who may come as a platform; left out, every platform may, as every terminal may. */
  platforms?: PlatformCheck;
};
export type Gateway = { port: number; close(): Promise<void> };

const tickMs = 1_000;
const reportMs = 5_000;
const rejectedPerSecond = 50;

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as { port: number }).port);
    });
  });

export async function startGateway(world: World, options: GatewayOptions): Promise<Gateway> {
  const id = newId();
  const startedAt = world.clock();
  const writer = createJournalWriter(world);
  const connections = new Set<Connection>();
  const vehicles = new Map<string, Connection>();
  let keptThisSecond = 0;

  const hall: Hall = {
    writer, clock: world.clock, rules: { ...conductRules, ...options.rules }, platforms: options.platforms ?? (() => true),
    arrived(vin, connection, login) {
      const before = vehicles.get(vin);
      vehicles.set(vin, connection);
      if (login && before !== undefined && before !== connection && !before.isPlatform() && before.vins.size === 1) void before.leave('replaced'); // E2
    },
    left(vin, connection) {
      if (vehicles.get(vin) === connection) vehicles.delete(vin);
    },
    ended(connection) {
      connections.delete(connection);
      for (const vin of connection.vins) hall.left(vin, connection);
    },
    mayKeepRejected: () => keptThisSecond++ < rejectedPerSecond,
  };

  const connectionsMost = options.connectionsMost ?? 20_000;
  const server = createServer({ noDelay: true, keepAlive: true, allowHalfOpen: true }, (socket) => {
    if (connections.size >= connectionsMost) {
      count.turnedAway('tooManyConnections'); // E1
      socket.destroy();
      return;
    }
    count.opened();
    connections.add(serveConnection(socket, newId(), hall));
  });
  server.on('error', (error) => log.error({ err: error }, 'the gateway reports an error'));
  const port = await listen(server, options.port, options.host);

  const report = (): Promise<unknown> => unitOfWork(world, system('gateway'), (tx) =>
    writeGateway(tx, { id, startedAt, seenAt: tx.now, state: gatewayStateNow(vehicles.size) })).catch((error: unknown) => log.warn({ err: error }, 'the gateway could not report how it is'));
  await report();
  let reporting = Promise.resolve<unknown>(undefined);
  const ticking = setInterval(() => {
    keptThisSecond = 0;
    const nowMs = Date.now();
    for (const connection of connections) connection.tick(nowMs);
  }, tickMs);
  const reports = setInterval(() => {
    reporting = reporting.then(report);
  }, reportMs);
  log.info({ port }, 'the gateway is open to vehicles');

  return {
    port,
    async close() {
      clearInterval(ticking);
      clearInterval(reports);
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      const leaving = [...connections].map((connection) => connection.leave('stopping'));
      await writer.close();
      await Promise.all(leaving);
      await stopped;
      await reporting;
      await unitOfWork(world, system('gateway'), (tx) => forgetGateway(tx, id)).catch(() => undefined);
    },
  };
}
