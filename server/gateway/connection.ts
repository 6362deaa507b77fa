// One connection's life: bytes come in, frames are found, written and answered in their order, until either side leaves.
// G1 no answer before the journal has the frame; when the journal fails, the connection is closed without one;
// G2 nothing a peer sends makes us throw or take unbounded memory: beyond `pendingMost` frames we stop reading, and
// frames that come faster than a terminal's allowance wait in the peer; G3 a peer is kept or shown out by the stated
// rules (conduct.ts), and what is still to be answered is answered first; G4 a terminal speaks for its own car, a
// platform for those it is registered for, and nobody for many without a login; G5 a frame whose signature is wrong is kept
// apart and answered so: it reaches no journal, moves no state and raises no alert; one that cannot be opened is journalled.
import { hash } from 'node:crypto';
import type { Socket } from 'node:net';
import { answerTo, commands, createFrameFinder, flags, type Dialect, type Found, type FoundFrame } from '@careloop/gbt32960';
import { log } from '#platform/log';
import { afterDefect, afterFrame, allowanceAfter, farewell, newcomer, silenceOf, spent, type ConductRules } from './conduct.ts';
import { count } from './counters.ts';
import { fateOf, isVehicleData } from './frame-policy.ts';
import type { JournalWriter } from './journal-writer.ts';
import { speaksFor, type LoginRefused, type Platform } from './platform.ts';
import type { SecureAnswer } from './secure-link.ts';
import { isSealed, judge, type Judged, type Trust } from './trust.ts';

/** What a connection needs from the gateway it came to. */
export type Hall = {
  writer: JournalWriter; rules: ConductRules; clock: () => Date;
  /** How a car speaks now. */
  dialectOf(vin: string): Dialect;
  /** The heartbeat period of a car; undefined when it is not known. */
  heartbeatOf(vin: string): number | undefined;
  /** What is known of a car; undefined when its keys have to be looked up first. */
  trustOf(vin: string): Trust | undefined;
  lookUpTrust(vins: readonly string[]): Promise<void>;
  /** What an activation or an exchange of keys is answered with. */
  secure(frame: FoundFrame, trust: Trust, overTls: boolean): Promise<SecureAnswer>;
  /** The platform of a login, or why it is refused. */
  logIn(frame: FoundFrame, peer: string): Promise<Platform | LoginRefused>;
  /** The brand of a car, null for a car on no register; undefined when that has not been looked up. */
  brandOf(vin: string): string | null | undefined;
  lookUp(vins: readonly string[]): Promise<void>;
  /** A vehicle speaks on this connection. */
  arrived(frame: FoundFrame, connection: Connection): void;
  left(vin: string, connection: Connection): void;
  /** A car has answered what we asked of it. */
  answered(frame: FoundFrame): void;
  proven(connection: Connection): void;
  ended(connection: Connection, reason: string): void;
  /** Whether one more rejected frame may be kept now. */
  mayKeepRejected(): boolean;
};

export type Connection = {
  readonly id: string;
  readonly address: string;
  readonly vins: ReadonlySet<string>;
  /** Whether a valid frame has come in. */
  isProven(): boolean;
  /** The platform that speaks here for many vehicles, as it was when it logged in. */
  platform(): Platform | undefined;
  /** Sends a command; false when the line is closing or does not take it. */
  send(bytes: Uint8Array): boolean;
  /** Its terminal beats so often, as it has said itself. */
  beats(periodMs: number): void;
  /** Called every second: silence, frames whose rest does not come, and the allowance. */
  tick(nowMs: number): void;
  /** Answers what is written, then closes. Resolves when the socket is closed. */
  leave(reason: string): Promise<void>;
};

const pendingMost = 500;
const vinsMost = 50_000;
const goodbyeMs = 3_000;
const keptBytes = 4_096;
const unitFrom = 24;
const loggedMost = 20;

const printable = /^[\x20-\x7e]{1,17}$/;

/** The cars of those frames that matter. */
const vinsOf = (found: readonly Found[], matters: (frame: FoundFrame) => boolean): string[] => [...new Set(found.flatMap((each) => (each.kind === 'frame' && matters(each) ? [each.vin] : [])))];
const needsTrust = (frame: FoundFrame): boolean => frame.bccOk && frame.flag === flags.command && (frame.edition === 2025 || isSealed(frame.bytes));

let gathering: Socket[] = [];

/** Holds a line's answers back until the batch is settled, so that many answers to one line are one write. */
function gather(socket: Socket): void {
  if (socket.writableCorked > 0) return;
  if (gathering.length === 0) process.nextTick(() => {
    const lines = gathering;
    gathering = [];
    for (const line of lines) line.uncork();
  });
  socket.cork();
  gathering.push(socket);
}

/** `only`: the one VIN that the certificate of a terminal names. */
export function serveConnection(socket: Socket, id: string, hall: Hall, only?: string): Connection {
  const finder = createFrameFinder();
  const vins = new Set<string>();
  const address = socket.remoteAddress ?? '?';
  const peer = `${address}:${socket.remotePort ?? 0}`;
  let [rules, conduct] = [hall.rules, newcomer(Date.now(), hall.rules)];
  let heldSinceMs: number | undefined;
  let [pending, logged, waiting] = [0, 0, false];
  let platform: Platform | undefined;
  let backlog: readonly Found[] = [];
  let place = 0; // of the next one in the backlog
  let leaving: string | undefined;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));

  function leave(reason: string): Promise<void> {
    if (leaving === undefined) {
      leaving = reason;
      socket.pause();
      if (pending === 0) socket.end();
      setTimeout(() => socket.destroy(), goodbyeMs).unref();
    }
    return closed;
  }

  function resume(): void {
    if (leaving !== undefined || waiting || conduct.allowance < 0 || !socket.isPaused()) return;
    if (hall.writer.full()) hall.writer.whenRoom(resume);
    else if (pending <= pendingMost / 2) socket.resume();
  }

  /** Queues what is to be written, and answers when it is. (G1) */
  function put(entry: Omit<Parameters<JournalWriter['put']>[0], 'settle'>, answer: Uint8Array | undefined): void {
    pending++;
    hall.writer.put({
      ...entry,
      settle(written) {
        pending--;
        if (!written) {
          leaving ??= 'journalFailed';
          socket.destroy();
          return;
        }
        if (answer !== undefined && socket.writable) {
          gather(socket);
          socket.write(answer);
          count.answered();
        }
        if (leaving === undefined) resume();
        else if (pending === 0) socket.end();
      },
    });
  }

  function reject(reason: string, bytes: Uint8Array, vin: string | null, answer: Uint8Array | undefined): void {
    count.reject(reason);
    if (logged++ < loggedMost) log.warn({ connection: id, reason, bytes: bytes.length }, 'bytes from a vehicle were turned away');
    const rejected = { receivedAt: hall.clock(), connectionId: id, peer, vin, reason, bytes: bytes.subarray(0, keptBytes) };
    if (hall.mayKeepRejected()) put({ rejected }, answer);
    else if (answer !== undefined) put({}, answer);
  }

  /** Stops reading until `done`; frames behind it wait, so that answers keep their order. */
  function waitFor(done: Promise<void>): void {
    waiting = true;
    socket.pause();
    void done.catch((error: unknown) => {
      log.error({ err: error, connection: id }, 'a platform could not be checked; its connection is closed');
      leaving ??= 'checkFailed';
      socket.destroy();
    }).then(() => {
      waiting = false;
      pump();
      resume();
    });
  }

  async function platformLogin(frame: FoundFrame): Promise<void> {
    const found = await hall.logIn(frame, peer);
    if (typeof found === 'string') reject(found, frame.bytes.subarray(0, unitFrom), null, answerTo(frame.bytes, flags.error)); // the password stays out of the records
    else {
      platform = found;
      put({}, answerTo(frame.bytes, flags.success));
    }
    conduct = { ...conduct, logins: conduct.logins + 1 };
  }

  function platformLogout(): void {
    if (platform === undefined) return; // who has logged in speaks for nobody after this, until the next login (G4)
    platform = undefined;
    for (const vin of vins) hall.left(vin, connection);
    vins.clear();
  }

  /** Why this connection may not speak for a car. (G4) */
  function foreign(vin: string): string | undefined {
    if (only !== undefined && vin !== only) return 'notItsVehicle';
    if (platform === undefined) return vins.has(vin) || vins.size < hall.rules.vehiclesPerTerminal ? undefined : 'needsPlatformLogin';
    return speaksFor(platform, vin, hall.brandOf(vin) ?? null) ? undefined : 'notItsVehicle';
  }

  async function secured(frame: FoundFrame): Promise<void> {
    const { bytes, vin } = frame;
    const trust = hall.trustOf(vin);
    const wrong = foreign(vin);
    if (wrong !== undefined || trust === undefined) return reject(wrong ?? 'notItsVehicle', bytes.subarray(0, unitFrom), vin, answerTo(bytes, flags.vinUnknown));
    const said = await hall.secure(frame, trust, 'encrypted' in socket);
    const answer = 'send' in said ? said.send : answerTo(bytes, said.flag, { dialect: trust.dialect });
    if (said.reason === undefined) put({}, answer);
    else reject(said.reason, bytes.subarray(0, unitFrom), vin, answer); // keys stay out of the records
  }

  /** A frame whose data unit is sealed, or whose signature can be judged; undefined for all others, which costs nothing. */
  function judged(frame: FoundFrame): Judged | undefined {
    if (frame.edition !== 2025 && !isSealed(frame.bytes)) return undefined;
    const trust = hall.trustOf(frame.vin);
    const signed = frame.edition === 2025 && isVehicleData(frame.command) && trust !== undefined && trust.signatureKeys.length > 0;
    return trust !== undefined && (signed || isSealed(frame.bytes)) ? judge(frame.bytes, trust) : undefined;
  }

  /** A platform's line carries many cars: their periods are not its own. */
  function beatsEvery(periodMs: number | undefined): void {
    if (platform === undefined) rules = { ...hall.rules, silenceMs: silenceOf(periodMs, hall.rules) };
  }

  function journal(frame: FoundFrame): void {
    const { bytes, vin, edition, command } = frame;
    const wrong = foreign(vin);
    if (wrong !== undefined) return reject(wrong, bytes, vin, answerTo(bytes, edition === 2025 ? flags.vinUnknown : flags.error));
    const judgement = judged(frame);
    if (judgement?.signature === 'wrong') return reject('wrongSignature', bytes, vin, answerTo(bytes, flags.badSignature)); // G5
    if (judgement?.closed !== undefined) count.reject(judgement.closed);
    const flag = judgement?.closed === undefined ? flags.success : edition === 2025 ? flags.badDecryption : flags.error;
    const opened = judgement?.plain;
    if (command === commands.logout) {
      vins.delete(vin);
      hall.left(vin, connection);
    } else if (vins.has(vin) || vins.size < vinsMost) {
      if (!vins.has(vin)) beatsEvery(hall.heartbeatOf(vin));
      vins.add(vin);
      hall.arrived(frame, connection);
    }
    if (command === commands.login && platform === undefined) conduct = { ...conduct, logins: conduct.logins + 1 };
    const sha = hash('sha256', bytes, 'buffer').subarray(0, 16);
    put({ frame: { vin, edition, command, bytes, sha, receivedAt: hall.clock(), connectionId: id } }, answerTo(bytes, flag, { dialect: hall.dialectOf(vin), ...(opened === undefined || !isSealed(bytes) ? {} : { opened }) }));
  }

  function takeFrame(frame: FoundFrame): void {
    const fate = fateOf(frame);
    if (fate.does === 'reject' && fate.reason === 'badCheckCode') conduct = afterDefect(conduct, frame.bytes.length);
    else {
      if (conduct.framesSeen === 0) hall.proven(connection);
      conduct = afterFrame(conduct, frame.bytes.length, Date.now());
      count.frame(frame.command);
    }
    switch (fate.does) {
      case 'journal': return journal(frame);
      case 'answer':
        if (frame.command === commands.platformLogout) platformLogout();
        return put({}, answerTo(frame.bytes, fate.flag, { now: hall.clock().getTime(), dialect: hall.dialectOf(frame.vin) }));
      case 'checkPlatform': return waitFor(platformLogin(frame));
      case 'trust': return waitFor(secured(frame));
      case 'hear': return hall.answered(frame);
      case 'ignore': return count.reject('answerUnasked');
      case 'reject': {
        const answer = fate.flag === undefined ? undefined : answerTo(frame.bytes, fate.flag, { now: hall.clock().getTime() });
        return reject(fate.reason, frame.bytes, printable.test(frame.vin) ? frame.vin : null, answer);
      }
    }
  }

  /** Whether this is of a car of a platform whose brand is not known yet and matters. */
  const ofUnknown = ({ command, vin }: FoundFrame): boolean => platform !== undefined && platform.brandIds.length > 0 && isVehicleData(command) && hall.brandOf(vin) === undefined;

  /** Whether the car's keys have to be known before its frame is taken. */
  const ofUntrusted = (frame: FoundFrame): boolean => needsTrust(frame) && hall.trustOf(frame.vin) === undefined;

  function pump(): void {
    while (!waiting && leaving === undefined) {
      const next = backlog[place];
      if (next === undefined) {
        backlog = [];
        place = 0;
        return;
      }
      if (next.kind === 'frame' && ofUnknown(next)) return waitFor(hall.lookUp(vinsOf(backlog.slice(place), ofUnknown)));
      if (next.kind === 'frame' && ofUntrusted(next)) return waitFor(hall.lookUpTrust(vinsOf(backlog.slice(place), ofUntrusted)));
      place++;
      if (next.kind === 'frame') takeFrame(next);
      else {
        conduct = afterDefect(conduct, next.bytes.length);
        reject(next.reason, next.bytes, null, undefined);
      }
      review();
    }
  }

  function take(found: readonly Found[]): void {
    backlog = place < backlog.length ? [...backlog.slice(place), ...found] : found;
    place = 0;
    pump();
  }

  function review(): void {
    const reason = farewell(conduct, finder.held, socket.writableLength, Date.now(), rules);
    if (reason !== undefined && leaving === undefined) {
      log.warn({ connection: id, reason, frames: conduct.framesSeen, defects: conduct.defectsInRow }, 'a connection is closed');
      void leave(reason);
    }
  }

  const connection: Connection = {
    id, address, vins, platform: () => platform, isProven: () => conduct.framesSeen > 0, leave, beats: beatsEvery,
    send(bytes) {
      if (leaving !== undefined || !socket.writable || socket.writableLength > hall.rules.unsentBytes / 2) return false;
      socket.write(bytes);
      return true;
    },
    tick(nowMs) {
      if (leaving !== undefined) return;
      if (heldSinceMs !== undefined && nowMs - heldSinceMs > hall.rules.restOfFrameMs) {
        take(finder.giveUp());
        heldSinceMs = finder.held > 0 ? nowMs : undefined;
      }
      if (conduct.allowance < 0 || conduct.logins > 0) conduct = allowanceAfter(conduct, nowMs, hall.rules); // a line that only reports costs nothing here
      review();
      resume();
    },
  };

  function hear(chunk: Buffer): void {
    if (leaving !== undefined) return;
    count.bytes(chunk.length);
    const found = finder.push(chunk);
    heldSinceMs = finder.held === 0 ? undefined : found.length > 0 ? Date.now() : (heldSinceMs ?? Date.now());
    if (platform === undefined) conduct = spent(conduct, found.length, Date.now(), hall.rules);
    take(found);
    review();
    if (conduct.allowance < 0 && !socket.isPaused()) count.slowed();
    if (leaving === undefined && (waiting || conduct.allowance < 0 || pending > pendingMost || hall.writer.full())) {
      socket.pause();
      if (hall.writer.full()) hall.writer.whenRoom(resume);
    }
  }
  socket.on('data', hear);
  socket.on('error', () => undefined); // a broken line ends in 'close'
  socket.on('end', () => void leave('peerLeft'));
  socket.on('close', () => {
    leaving ??= 'peerLeft';
    count.ended(leaving);
    hall.ended(connection, leaving);
  });
  return connection;
}
