// For tests: a terminal on a real TCP connection that collects the answers it gets.
import { connect, type Socket } from 'node:net';
import { createFrameFinder, type FoundFrame } from '@careloop/gbt32960';

export type Terminal = {
  socket: Socket;
  answers: FoundFrame[];
  closed: Promise<void>;
  isClosed(): boolean;
  send(...bytes: readonly Uint8Array[]): void;
  /** Waits until so many answers have come in all. */
  untilAnswers(count: number): Promise<FoundFrame[]>;
  end(): void;
};

export const until = async (holds: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> => {
  for (const start = Date.now(); !(await holds()); ) {
    if (Date.now() - start > ms) throw new Error('it did not come to be in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

export async function terminal(port: number): Promise<Terminal> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const finder = createFrameFinder();
  const answers: FoundFrame[] = [];
  let gone = false;
  socket.on('data', (chunk: Buffer) => {
    for (const found of finder.push(chunk)) if (found.kind === 'frame') answers.push(found);
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => {
    gone = true;
    resolve();
  }));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    socket, answers, closed, isClosed: () => gone,
    send: (...bytes) => void socket.write(Buffer.concat(bytes)),
    async untilAnswers(count) {
      await until(() => answers.length >= count);
      return answers;
    },
    end: () => void socket.end(),
  };
}

/** Cuts bytes at these places, whatever they are. */
export const cutAt = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const cuts = [0, ...[...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end)).filter((part) => part.length > 0);
};
