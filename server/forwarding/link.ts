// The line to another platform as a client (GB/T 32960.3, clauses 4 and 5): connect, log in, send records, match answers.
// K1 a record is acknowledged only by the answer with its command, car and time; K2 what was under way when the line broke
// is `lost`: it may have arrived; K3 a platform that answers nothing any more is left.
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { commands, createFrameFinder, encodeFrame, flags, type FoundFrame } from '@careloop/gbt32960';
import type { ForwardRules } from './target.ts';

export type Outcome = 'acknowledged' | 'refused' | 'unanswered' | 'lost';
export type LinkFailure = 'unreachable' | 'loginRefused' | 'loginUnanswered' | 'closedAtLogin' | 'broken' | 'silent';
export class LinkFailed extends Error {
  readonly failure: LinkFailure;
  constructor(failure: LinkFailure) {
    super(failure);
    this.failure = failure;
  }
}
export type LinkTo = { host: string; port: number; tls: boolean; ca?: string; code: string; userName: string; password: string; serial: number; heartbeatSeconds: number };
export type Link = {
  send(bytes: Uint8Array): Promise<Outcome>;
  /** Why it ended, once it has. */
  ended(): LinkFailure | undefined;
  /** Logs out and closes. */
  close(): Promise<void>;
};

type UnderWay = { key: string; sentMs: number; place: number; settle(outcome: Outcome): void };

const keyOf = (bytes: Uint8Array): string => `${bytes[2]} ${Buffer.from(bytes.buffer, bytes.byteOffset + 4, 17).toString('latin1')} ${Buffer.from(bytes.subarray(24, 30)).toString('hex')}`;
const gracefulMs = 2_000;

function openSocket(to: LinkTo, rules: ForwardRules): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = to.tls ? connectTls({ host: to.host, port: to.port, ...(to.ca === undefined ? {} : { ca: to.ca }) }) : connect({ host: to.host, port: to.port, noDelay: true, keepAlive: true });
    const fail = (): void => {
      socket.destroy();
      reject(new LinkFailed('unreachable'));
    };
    const timer = setTimeout(fail, rules.connectMs);
    socket.once('error', fail);
    socket.once(to.tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}

/** Opens the line and logs in. Throws LinkFailed. */
export async function openLink(to: LinkTo, rules: ForwardRules, clock: () => Date): Promise<Link> {
  const socket = await openSocket(to, rules);
  const finder = createFrameFinder();
  let underWay: UnderWay[] = [];
  let places = 0;
  let answeredPlace = -1;
  let lastAnswerMs = Date.now();
  let ended: LinkFailure | undefined;
  let loginAnswer: ((flag: number | undefined) => void) | undefined;

  function end(why: LinkFailure): void {
    if (ended !== undefined) return;
    ended = why;
    clearInterval(watching);
    clearInterval(beating);
    socket.destroy();
    for (const one of underWay) one.settle('lost'); // K2
    underWay = [];
    loginAnswer?.(undefined);
  }

  function settle(one: UnderWay, outcome: Outcome): void {
    underWay = underWay.filter((other) => other !== one);
    one.settle(outcome);
  }

  function heard(frame: FoundFrame): void {
    if (!frame.bccOk || frame.flag === flags.command) return;
    if (frame.command === commands.platformLogin) return loginAnswer?.(frame.flag);
    const key = keyOf(frame.bytes);
    const one = underWay.find((each) => each.key === key); // K1
    if (one === undefined) return;
    lastAnswerMs = Date.now();
    answeredPlace = Math.max(answeredPlace, one.place);
    settle(one, frame.flag === flags.success ? 'acknowledged' : 'refused');
  }

  function watch(): void {
    const nowMs = Date.now();
    for (const one of underWay) if (one.place < answeredPlace && nowMs - one.sentMs > rules.passedOverMs) settle(one, 'unanswered');
    const oldest = underWay[0];
    if (oldest !== undefined && nowMs - Math.max(oldest.sentMs, lastAnswerMs) > rules.answerMs) end('silent'); // K3
  }

  socket.on('data', (chunk: Buffer) => {
    for (const found of finder.push(chunk)) if (found.kind === 'frame') heard(found);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => end('broken'));
  const watching = setInterval(watch, Math.min(500, rules.passedOverMs / 2));
  const beating = setInterval(() => {
    if (to.heartbeatSeconds > 0) socket.write(encodeFrame({ command: commands.heartbeat, vin: to.code, message: { kind: 'bare' } }));
  }, Math.max(1, to.heartbeatSeconds) * 1000);

  const answered = new Promise<number | undefined>((resolve) => {
    loginAnswer = resolve;
    setTimeout(() => resolve(undefined), rules.answerMs).unref();
  });
  socket.write(encodeFrame({ command: commands.platformLogin, vin: to.code, message: { kind: 'platformLogin', at: clock().getTime(), serial: to.serial, user: to.userName, password: to.password, encryptionRule: 1 } }));
  const flag = await answered;
  loginAnswer = undefined;
  if (flag !== flags.success) {
    const failure = flag !== undefined ? 'loginRefused' : ended === undefined ? 'loginUnanswered' : 'closedAtLogin';
    end(failure);
    throw new LinkFailed(failure);
  }
  return {
    send: (bytes) => new Promise((resolve) => {
      if (ended !== undefined) return resolve('lost');
      underWay.push({ key: keyOf(bytes), sentMs: Date.now(), place: places++, settle: resolve });
      socket.write(bytes);
    }),
    ended: () => ended,
    async close() {
      if (ended !== undefined) return;
      const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.end(encodeFrame({ command: commands.platformLogout, vin: to.code, message: { kind: 'logout', at: clock().getTime(), serial: to.serial } }));
      setTimeout(() => end('broken'), gracefulMs).unref();
      await gone;
    },
  };
}
