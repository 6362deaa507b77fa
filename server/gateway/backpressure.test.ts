// A stream that does not take frames makes cars wait; it makes the gateway neither answer nor take up memory.
import { afterAll, expect, test } from 'vitest';
import { flags } from '@careloop/gbt32960';
import { openNats } from '#platform/stream/nats';
import { house } from '#platform/testing';
import { natsBinary, startNats, withoutNats } from '../../tests/nats.ts';
import { healthy, report, vins } from '../telemetry/testing.ts';
import { gatewayCounters } from './counters.ts';
import { startGateway } from './start-gateway.ts';
import { terminal, until } from './testing.ts';

const home = await house();
const endings: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of endings.reverse()) await end();
});

test.skipIf(natsBinary === undefined)(`while NATS does not answer, the gateway reads no more than one line may have under way, answers nothing, and goes on where it stopped${withoutNats}`, async () => {
  const nats = await startNats();
  endings.push(() => nats.stop());
  const stream = await openNats({ url: nats.url, prefix: 'slow' });
  endings.push(() => stream.close());
  const gateway = await startGateway({ ...home.world, stream }, { host: '127.0.0.1', port: 0, rules: { framesAtOnce: 100_000 } });
  endings.push(() => gateway.close());
  const line = await terminal(gateway.port);
  const at = Date.now();
  const frames = Array.from({ length: 20_000 }, (_, index) => report(vins[0], new Date(at + 1000 * index), healthy));
  line.send(frames[0]!);
  await line.untilAnswers(1);
  const [{ framesTotal, bytesTotal }, node] = [{ ...gatewayCounters }, nats.nodes[0]!];
  process.kill(node.pid(), 'SIGSTOP'); // there, and deaf
  try {
    line.send(...frames.slice(1));
    await until(() => gatewayCounters.framesTotal - framesTotal >= 500);
    let most = 0;
    for (let looks = 0; looks < 40; looks++) {
      most = Math.max(most, gatewayCounters.framesTotal - framesTotal);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(most).toBeLessThan(2_000); // 500 under way, and what one read of the socket brought
    expect(gatewayCounters.bytesTotal - bytesTotal).toBeLessThan(400_000); // the rest of some three megabytes waits at the car
    expect(line.answers.length).toBe(1);
  } finally {
    process.kill(node.pid(), 'SIGCONT');
  }
  await until(() => line.answers.length === frames.length, 120_000);
  expect(line.answers.every((answer) => answer.flag === flags.success)).toBe(true);
}, 180_000);
