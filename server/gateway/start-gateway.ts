// The edge where vehicles connect: a TCP server, and a TLS server beside it where there is a certificate, for terminals
// and platforms that speak GB/T 32960.3.
// E1 at most so many connections in all and from one address (doorkeeper.ts), and none from an address that is shut out;
// E2 a vehicle that logs in on a new connection takes the place of its old one, in this process and in every other;
// E3 a platform that was changed or switched off is logged out, and speaks again by a new login under what holds now;
// E4 stopping takes no new frames, writes and answers those that came, then closes.
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { commands, type Edition, type FoundFrame } from '@careloop/gbt32960';
import { system } from '#platform/actor';
import { newId } from '#platform/ids';
import { log } from '#platform/log';
import { unitOfWork, type World } from '#platform/tx';
import { brandsByVin } from './brands-by-vin.ts';
import { conductRules, type ConductRules } from './conduct.ts';
import { serveConnection, type Connection, type Hall } from './connection.ts';
import { count, gatewayStateNow } from './counters.ts';
import { startDelivery, type Place } from './deliver.ts';
import type { Motion } from './dispatch.ts';
import type { DoorRules } from './doorkeeper.ts';
import { createGate } from './gate.ts';
import { createJournalWriter } from './journal-writer.ts';
import { drivingIn } from './motion.ts';
import { secureAnswer } from './secure-link.ts';
import { trustsByVin } from './trust-of.ts';
import { checkPlatformLogin } from './platform-login.ts';
import { allPlatforms, forgetGateway, tellArrivals, writeGateway } from './store.ts';

/** PEM texts; `ca` demands a certificate of every terminal, signed by one of these. */
export type GatewayTls = { port: number; cert: string; key: string; ca?: string };
export type GatewayOptions = { host: string; port: number; tls?: GatewayTls; connectionsMost?: number; rules?: Partial<ConductRules>; doorRules?: Partial<DoorRules> };
export type Gateway = { port: number; tlsPort: number | undefined; close(): Promise<void> };

const tickMs = 1_000;
const reportMs = 5_000;
const rejectedPerSecond = 50;
const arrivalsPerNews = 300;
const handshakeMs = 10_000;

type Car = { connection: Connection; edition: Edition; motion: Motion; sinceMs: number };

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as { port: number }).port);
    });
  });

/** The cars that are connected to this process, and whose place a newcomer takes. */
function carPark() {
  const cars = new Map<string, Car>();
  let arrivals: string[] = [];
  const aside = (car: Car | undefined, newcomer: Connection | undefined): void => {
    if (car !== undefined && car.connection !== newcomer && car.connection.platform() === undefined && car.connection.vins.size === 1) void car.connection.leave('replaced'); // E2
  };
  return {
    cars,
    arrived(frame: FoundFrame, connection: Connection): { fresh: boolean; car: Car } {
      const before = cars.get(frame.vin);
      const fresh = before?.connection !== connection;
      const car = fresh ? { connection, edition: frame.edition, motion: { driving: undefined, atMs: 0 }, sinceMs: Date.now() } : before;
      if (fresh) cars.set(frame.vin, car);
      car.edition = frame.edition;
      const driving = drivingIn(frame);
      if (driving !== undefined) car.motion = { driving, atMs: Date.now() };
      if (frame.command === commands.login) {
        aside(before, connection);
        arrivals.push(frame.vin);
      }
      return { fresh, car };
    },
    left(vin: string, connection: Connection): void {
      if (cars.get(vin)?.connection === connection) cars.delete(vin);
    },
    /** Cars that logged in at another process meanwhile. */
    elsewhere(vins: readonly string[]): void {
      for (const vin of vins) if (Date.now() - (cars.get(vin)?.sinceMs ?? 0) > 2 * tickMs) aside(cars.get(vin), undefined);
    },
    takeArrivals(): string[] {
      const taken = arrivals;
      arrivals = [];
      return taken;
    },
  };
}

const quietly = (work: Promise<unknown>, what: string): Promise<unknown> => work.catch((error: unknown) => log.warn({ err: error }, what));

/** Ends the lines of platforms that are not any more what they were at their login. (E3) */
async function endChangedPlatforms(world: World, connections: ReadonlySet<Connection>): Promise<void> {
  const lines = [...connections].filter((line) => line.platform() !== undefined);
  if (lines.length === 0) return;
  const versions = new Map((await unitOfWork(world, system('gateway'), allPlatforms)).map((platform) => [platform.id, platform.version]));
  for (const line of lines) {
    const platform = line.platform();
    if (platform !== undefined && versions.get(platform.id) !== platform.version) void line.leave('platformChanged');
  }
}

/** A certificate may name the one car that it was made for. */
const onlyVin = (socket: TLSSocket): string | undefined => {
  const name = String(socket.getPeerCertificate()?.subject?.CN ?? '');
  return /^[A-HJ-NPR-Z0-9]{17}$/.test(name) ? name : undefined;
};

export async function startGateway(world: World, options: GatewayOptions): Promise<Gateway> {
  const id = newId();
  const startedAt = world.clock();
  const writer = createJournalWriter(world);
  const connections = new Set<Connection>();
  const park = carPark();
  const brands = brandsByVin(world);
  const { door, ban, refresh } = createGate(world, { ...options.doorRules, ...(options.connectionsMost === undefined ? {} : { connectionsMost: options.connectionsMost }) });
  const trusts = trustsByVin(world);
  const look = async (): Promise<void> => {
    await refresh();
    await trusts.refresh();
    await endChangedPlatforms(world, connections);
  };
  const placeOf = (vin: string): Place | undefined => {
    const car = park.cars.get(vin);
    return car === undefined ? undefined : { edition: car.edition, motion: car.motion, dialect: trusts.dialectOf(vin), send: car.connection.send, beats: car.connection.beats };
  };
  const delivery = startDelivery(world, id, placeOf);
  let keptThisSecond = 0;
  let banning: Promise<unknown> = Promise.resolve();
  const shutOut = (address: string, reason: string): void => {
    banning = Promise.all([banning, ban(address, reason)]);
  };

  const hall: Hall = {
    writer, clock: world.clock, rules: { ...conductRules, ...options.rules }, dialectOf: trusts.dialectOf, heartbeatOf: trusts.heartbeatOf, trustOf: trusts.trustOf, lookUpTrust: trusts.lookUp,
    secure: (frame, trust, overTls) => secureAnswer(world, frame, trust, overTls), brandOf: brands.brandOf, lookUp: brands.lookUp, left: park.left, answered: delivery.answered,
    async logIn(frame, peer) {
      const platform = await checkPlatformLogin(world, frame, peer);
      const address = peer.slice(0, peer.lastIndexOf(':'));
      if (typeof platform === 'string' && door.strikes(address, Date.now())) await ban(address, 'platformRefused');
      return platform;
    },
    arrived(frame, connection) {
      const { fresh, car } = park.arrived(frame, connection);
      if (delivery.waitsFor(frame.vin) && (fresh || car.motion.driving === false)) delivery.look();
    },
    proven: (connection) => door.proves(connection.address),
    ended(connection, reason) {
      connections.delete(connection);
      for (const vin of connection.vins) park.left(vin, connection);
      if (door.goes(connection.address, connection.isProven(), reason, Date.now())) shutOut(connection.address, reason);
    },
    mayKeepRejected: () => keptThisSecond++ < rejectedPerSecond,
  };

  const enters = (socket: Socket): boolean => {
    const turnedAway = door.comes(socket.remoteAddress ?? '?', Date.now());
    if (turnedAway === undefined) return true;
    count.turnedAway(turnedAway); // E1
    socket.destroy();
    return false;
  };
  const servers = openServers(options, enters, (socket, only) => {
    count.opened();
    connections.add(serveConnection(socket, newId(), hall, only));
  }, (address) => {
    count.turnedAway('badHandshake');
    if (door.goes(address, false, 'badHandshake', Date.now())) shutOut(address, 'badHandshake');
  });
  await look();
  const ports: number[] = [];
  for (const { server, port } of servers) ports.push(await listen(server, port, options.host));

  const report = (): Promise<unknown> => quietly(unitOfWork(world, system('gateway'), (tx) =>
    writeGateway(tx, { id, startedAt, seenAt: tx.now, state: gatewayStateNow(park.cars.size) })).then(look), 'the gateway could not report how it is');
  await report();
  const stopListening = await world.database.listen('careloop_gateway', (payload) => {
    if (payload === 'dispatch') return delivery.look();
    if (payload === 'keys') return trusts.forget();
    if (payload === 'platforms') return void quietly(endChangedPlatforms(world, connections), 'the gateway could not look at the platforms');
    if (payload === 'dialects') return void quietly(trusts.refresh(), 'the gateway could not look at the dialects');
    const news = JSON.parse(payload) as { gatewayId: string; vins: string[] };
    if (news.gatewayId !== id) park.elsewhere(news.vins);
  });
  async function spread(): Promise<void> {
    const vins = park.takeArrivals();
    for (let from = 0; from < vins.length; from += arrivalsPerNews) {
      await quietly(unitOfWork(world, system('gateway'), (tx) => tellArrivals(tx, id, vins.slice(from, from + arrivalsPerNews))), 'arrivals could not be told to other gateways');
    }
  }
  let working = Promise.resolve<unknown>(undefined);
  let ticks = 0;
  function tick(): void {
    keptThisSecond = 0;
    const nowMs = Date.now();
    for (const connection of connections) connection.tick(nowMs);
    if (++ticks % 60 === 0) door.minute(nowMs);
    delivery.look();
    working = working.then(spread).then(() => (ticks % (reportMs / tickMs) === 0 ? report() : undefined));
  }
  const ticking = setInterval(tick, tickMs);
  log.info({ ports }, 'the gateway is open to vehicles');

  async function close(): Promise<void> {
    clearInterval(ticking);
    const stopped = servers.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve())));
    const leaving = [...connections].map((connection) => connection.leave('stopping'));
    await writer.close();
    await Promise.all(leaving);
    await Promise.all(stopped);
    await working;
    await banning;
    await delivery.close();
    await stopListening();
    await unitOfWork(world, system('gateway'), (tx) => forgetGateway(tx, id)).catch(() => undefined);
  }
  return { port: ports[0] as number, tlsPort: ports[1], close };
}

/** The plain server, and the one with TLS where there is a certificate. Who is turned away gets no handshake. */
function openServers(options: GatewayOptions, enters: (socket: Socket) => boolean, serve: (socket: Socket, only: string | undefined) => void, failed: (address: string) => void): { server: Server; port: number }[] {
  const plain = createServer({ noDelay: true, keepAlive: true, allowHalfOpen: true }, (socket) => {
    if (enters(socket)) serve(socket, undefined);
  });
  const servers: { server: Server; port: number }[] = [{ server: plain, port: options.port }];
  if (options.tls !== undefined) {
    const { port, cert, key, ca } = options.tls;
    const sealed = createTlsServer({ cert, key, ...(ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: true }), minVersion: 'TLSv1.2', handshakeTimeout: handshakeMs, noDelay: true, keepAlive: true, allowHalfOpen: true });
    const shaking = new Set<string>();
    const nameOf = (socket: Socket): string => `${socket.remoteAddress ?? '?'} ${socket.remotePort ?? 0}`;
    sealed.on('connection', (socket: Socket) => {
      if (!enters(socket)) return;
      const [name, address] = [nameOf(socket), socket.remoteAddress ?? '?'];
      shaking.add(name);
      socket.once('close', () => void (shaking.delete(name) && failed(address)));
    });
    sealed.on('secureConnection', (socket) => {
      shaking.delete(nameOf(socket));
      serve(socket, ca === undefined ? undefined : onlyVin(socket));
    });
    sealed.on('tlsClientError', (_error: Error, socket) => void socket.destroy());
    servers.push({ server: sealed, port });
  }
  for (const { server } of servers) server.on('error', (error) => log.error({ err: error }, 'the gateway reports an error'));
  return servers;
}
