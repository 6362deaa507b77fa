// One connection's life: bytes come in, frames are found, written and answered in their order, until either side leaves.
// G1 no answer before the journal has the frame; when the journal fails, the connection is closed without one;
// G2 nothing a peer sends makes us throw or take unbounded memory: beyond `pendingMost` frames we stop reading;
// G3 a peer is kept or shown out by the stated rules (conduct.ts), and what is still to be answered is answered first.
import { hash } from 'node:crypto';
import type { Socket } from 'node:net';
import { answerTo, createFrameFinder, decodeFrame, flags, type Found, type FoundFrame } from '@careloop/gbt32960';
import { log } from '#platform/log';
import { afterDefect, afterFrame, farewell, newcomer, type ConductRules } from './conduct.ts';
import { count } from './counters.ts';
import { fateOf } from './frame-policy.ts';
import type { JournalWriter } from './journal-writer.ts';

export type PlatformCheck = (user: string, password: string) => boolean;

/** What a connection needs from the gateway it came to. */
export type Hall = {
  writer: JournalWriter; rules: ConductRules; clock: () => Date; platforms: PlatformCheck;
  /** A vehicle speaks on this connection; `login` when it says so itself. */
  arrived(vin: string, connection: Connection, login: boolean): void;
  left(vin: string, connection: Connection): void;
  ended(connection: Connection): void;
  /** Whether one more rejected frame may be kept now. */
  mayKeepRejected(): boolean;
};

export type Connection = {
  readonly id: string;
  readonly vins: ReadonlySet<string>;
  /** Whether another platform speaks here, for many vehicles. */
  isPlatform(): boolean;
  /** Called every second: silence, and frames whose rest does not come. */
  tick(nowMs: number): void;
  /** Answers what is written, then closes. Resolves when the socket is closed. */
  leave(reason: string): Promise<void>;
};

const pendingMost = 500;
const vinsMost = 50_000;
const goodbyeMs = 3_000;
const keptBytes = 2_048;
const loggedMost = 20;

const printable = /^[\x20-\x7e]{1,17}$/;

export function serveConnection(socket: Socket, id: string, hall: Hall): Connection {
  const finder = createFrameFinder();
  const vins = new Set<string>();
  const peer = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
  let conduct = newcomer(Date.now());
  let heldSinceMs: number | undefined;
  let pending = 0;
  let logged = 0;
  let platform = false;
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
    if (leaving !== undefined || !socket.isPaused()) return;
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

  function platformLogin(frame: FoundFrame): void {
    const verdict = decodeFrame(frame.bytes);
    const message = verdict.ok ? verdict.frame.message : undefined;
    if (message?.kind === 'platformLogin' && hall.platforms(message.user, message.password)) {
      platform = true;
      put({}, answerTo(frame.bytes, flags.success));
    } else reject('platformRefused', frame.bytes.subarray(0, 24), null, answerTo(frame.bytes, flags.error)); // the password stays out of the records
  }

  function journal(frame: FoundFrame): void {
    const { bytes, vin, edition, command } = frame;
    if (command === 0x04) {
      vins.delete(vin);
      hall.left(vin, connection);
    } else if (vins.has(vin) || vins.size < vinsMost) {
      vins.add(vin);
      hall.arrived(vin, connection, command === 0x01);
    }
    const sha = hash('sha256', bytes, 'buffer').subarray(0, 16);
    put({ frame: { vin, edition, command, bytes, sha, receivedAt: hall.clock(), connectionId: id } }, answerTo(bytes, flags.success));
  }

  function takeFrame(frame: FoundFrame): void {
    const fate = fateOf(frame);
    if (fate.does === 'reject' && fate.reason === 'badCheckCode') conduct = afterDefect(conduct, frame.bytes.length);
    else {
      conduct = afterFrame(conduct, frame.bytes.length, Date.now());
      count.frame(frame.command);
    }
    switch (fate.does) {
      case 'journal': return journal(frame);
      case 'answer': return put({}, answerTo(frame.bytes, fate.flag, { now: hall.clock().getTime() }));
      case 'checkPlatform': return platformLogin(frame);
      case 'ignore': return count.reject('answerUnasked');
      case 'reject': {
        const answer = fate.flag === undefined ? undefined : answerTo(frame.bytes, fate.flag, { now: hall.clock().getTime() });
        return reject(fate.reason, frame.bytes, printable.test(frame.vin) ? frame.vin : null, answer);
      }
    }
  }

  function take(found: readonly Found[]): void {
    for (const each of found) {
      if (leaving !== undefined) return;
      if (each.kind === 'frame') takeFrame(each);
      else {
        conduct = afterDefect(conduct, each.bytes.length);
        reject(each.reason, each.bytes, null, undefined);
      }
      review();
    }
  }

  function review(): void {
    const reason = farewell(conduct, finder.held, socket.writableLength, Date.now(), hall.rules);
    if (reason !== undefined && leaving === undefined) {
      log.warn({ connection: id, reason, frames: conduct.framesSeen, defects: conduct.defectsInRow }, 'a connection is closed');
      void leave(reason);
    }
  }

  const connection: Connection = {
    id, vins, isPlatform: () => platform, leave,
    tick(nowMs) {
      if (leaving !== undefined) return;
      if (heldSinceMs !== undefined && nowMs - heldSinceMs > hall.rules.restOfFrameMs) {
        take(finder.giveUp());
        heldSinceMs = finder.held > 0 ? nowMs : undefined;
      }
      review();
    },
  };

  socket.on('data', (chunk: Buffer) => {
    if (leaving !== undefined) return;
    count.bytes(chunk.length);
    const found = finder.push(chunk);
    heldSinceMs = finder.held === 0 ? undefined : found.length > 0 ? Date.now() : (heldSinceMs ?? Date.now());
    take(found);
    review();
    if (leaving === undefined && (pending > pendingMost || hall.writer.full())) {
      socket.pause();
      if (hall.writer.full()) hall.writer.whenRoom(resume);
    }
  });
  socket.on('error', () => undefined); // a broken line ends in 'close'
  socket.on('end', () => void leave('peerLeft'));
  socket.on('close', () => {
    leaving ??= 'peerLeft';
    count.ended(leaving);
    hall.ended(connection);
  });
  return connection;
}
