// Frames of one car over a real TCP connection, each acknowledged, then read by the consumer and followed to the end.
import { createConnection } from 'node:net';
import { createFrameFinder } from '@careloop/gbt32960';
import { startGateway } from '#gateway';
import type { house } from '#platform/testing';
import { consumeAll } from '#telemetry';
import { observers } from '../server/observers.ts';
import { login } from '../server/telemetry/testing.ts';

/** Logs in and sends `frames`; resolves when all are acknowledged and everything that follows from them is done. */
export async function overTheWire(home: Awaited<ReturnType<typeof house>>, vin: string, frames: readonly Uint8Array[]): Promise<void> {
  const gateway = await startGateway(home.world, { host: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve, reject) => {
    const finder = createFrameFinder();
    let acknowledged = 0;
    const socket = createConnection({ host: '127.0.0.1', port: gateway.port }, () => {
      socket.write(login(vin, home.clock.now()));
      for (const frame of frames) socket.write(frame);
    });
    socket.on('data', (chunk: Buffer) => {
      for (const found of finder.push(chunk)) if (found.kind === 'frame' && found.command === 2 && found.flag === 1) acknowledged++;
      if (acknowledged === frames.length) socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
  await gateway.close();
  await consumeAll(home.world, observers);
  await home.settle();
}
