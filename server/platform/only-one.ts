// One program at a time works on a folder of data: PGlite would let two in, and each would spoil what the other wrote.
// The sign at the door is a socket that ends with its process, however it ends; a sign left by a killed one is taken down.
import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Addresses of sockets are short: where the folder's own name is too long, its sign hangs elsewhere. */
function signOf(dir: string): string {
  const beside = `${dir}.in-use.sock`;
  return Buffer.byteLength(beside) < 100 ? beside : join(tmpdir(), `careloop-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}.sock`);
}

const isAnswered = (path: string): Promise<boolean> => new Promise((resolve) => {
  const line = createConnection(path);
  const say = (answered: boolean) => (): void => {
    line.destroy();
    resolve(answered);
  };
  line.once('connect', say(true)).once('error', say(false));
});

const hang = (path: string): Promise<Server> => new Promise((resolve, reject) => {
  const sign = createServer((visitor) => visitor.destroy());
  sign.once('error', reject).listen(path, () => resolve(sign.unref()));
});

/** Keeps the folder for this process until the answer is called. Throws a sentence when another has it. */
export async function keepForUs(dir: string): Promise<() => Promise<void>> {
  const path = signOf(dir);
  const sign = await hang(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (await isAnswered(path)) throw new Error(`Another CareLoop is working on the data in ${dir}. Stop it first, or set DATA_DIR to another folder.`);
    unlinkSync(path);
    return hang(path);
  });
  return () => new Promise<void>((resolve) => sign.close(() => resolve()));
}
