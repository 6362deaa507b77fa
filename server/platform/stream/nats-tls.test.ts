// The stream over TLS, to a real server that has a private authority and asks its clients for a certificate.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import { certificateFor } from '../../gateway/certificates.test-data.ts';
import { natsBinary, startNats, withoutNats } from '../../../tests/nats.ts';
import { enrol } from './cursors.ts';
import { openNats } from './nats.ts';
import { partOf, type IncomingFrame } from './stream.ts';

test.skipIf(natsBinary === undefined)(`frames travel over TLS with a certificate of the house; without one, or to a server of somebody else, the house does not start${withoutNats}`, async () => {
  const home = await house();
  const [authority, stranger] = [certificateFor('NATS authority'), certificateFor('Somebody else')];
  const [server, own] = [certificateFor('nats', authority), certificateFor('careloop', authority)];
  const nats = await startNats(1, { cert: server.cert, key: server.key, ca: authority.cert });
  try {
    const stream = await openNats({ url: nats.url, tls: { ca: authority.cert, cert: own.cert, key: own.key } });
    const bytes = Buffer.from('a frame');
    const frame: IncomingFrame = { vin: 'LSTREAM00TA000001', edition: 2016, command: 2, bytes, sha: createHash('sha256').update(bytes).digest().subarray(0, 16), receivedAt: new Date(), connectionId: 'c' };
    await enrol({ db: home.database }, 'tls');
    await stream.append(home.world, [frame]);
    await expect.poll(async () => (await stream.read({ db: home.database }, 'tls', partOf(frame.vin), 0, 7)).map((one) => Buffer.from(one.bytes).toString())).toEqual(['a frame']);
    await stream.close();
    const within = 1_000;
    await expect(openNats({ url: nats.url, tls: { ca: authority.cert } }, within)).rejects.toThrow(/NATS could not be reached/);
    await expect(openNats({ url: nats.url, tls: { ca: stranger.cert, cert: own.cert, key: own.key } }, within)).rejects.toThrow(/NATS could not be reached/);
  } finally {
    await nats.stop();
  }
});
