// The writer of the history is killed (kill -9) again and again while frames come in. In the end every acknowledged frame
// is in the lake once: read through the front door, for a time that only the lake answers.
import { createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFrameFinder } from '@careloop/gbt32960';
import { createRandom } from '../../fleet/random.ts';
import { healthy, login, report } from '../../server/telemetry/testing.ts';
import { plugOf, until } from './plug.ts';
import { startProgram, type Program } from './program.ts';

const vin = 'LTEST4E11TA000001';
const password = 'Correct-Horse-9-Staple';
let program: Program;
beforeAll(async () => {
  program = await startProgram({ HISTORY_SECONDS: '1' });
}, 90_000);
afterAll(() => program.remove());
const { ok, signIn } = plugOf(() => program);

/** Sends frames on one connection until each is acknowledged. */
const send = (frames: readonly Uint8Array[]): Promise<void> => new Promise((resolve, reject) => {
  const finder = createFrameFinder();
  let acknowledged = 0;
  const socket = createConnection({ host: '127.0.0.1', port: program.gatewayPort }, () => {
    socket.write(login(vin, new Date()));
    for (const frame of frames) socket.write(frame);
  });
  socket.on('data', (chunk: Buffer) => {
    for (const found of finder.push(chunk)) if (found.kind === 'frame' && found.command === 2 && found.flag === 1) acknowledged++;
    if (acknowledged === frames.length) socket.destroy();
  });
  socket.on('error', reject);
  socket.on('close', () => (acknowledged === frames.length ? resolve() : reject(new Error('the line broke'))));
});

test('however often its writer is killed, the history has every acknowledged frame once', async () => {
  const chief = await signIn('/set-up/administrator', { userName: 'chief', name: '管理员', password });
  await ok(chief, 'POST', '/alliance', { name: '同程联盟', nameEn: 'Tongcheng' });
  await ok(chief, 'POST', '/brands', { id: 'xihe', name: '曦和', nameEn: 'Xihe', hotline: '400-010-1001' });
  await ok(chief, 'POST', '/models', { id: 'xihe-one', brandId: 'xihe', name: '一号', nameEn: 'One', chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 77, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 75 });
  const { id: ownerId } = await ok(chief, 'POST', '/owners', { brandId: 'xihe', name: '苏念慈', phone: '13800001111', kind: 'person' });
  await ok(chief, 'POST', '/vehicles', { vin, modelId: 'xihe-one', ownerId, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
  const start = Math.floor(Date.now() / 1000) * 1000 - 3 * 3_600_000; // frames tell whole seconds
  const random = createRandom(5);
  const batch = 150;
  for (let kill = 0; kill < 4; kill++) {
    await send(Array.from({ length: batch }, (_, index) => report(vin, new Date(start + (kill * batch + index) * 1000), healthy)));
    await new Promise((resolve) => setTimeout(resolve, random.int(0, 1_500)));
    await program.kill();
    await program.restart();
  }
  await until(async () => {
    const history = await ok(chief, 'GET', '/telemetry/history');
    return history.framesWaiting === 0 && history.brands[0]?.rows >= 4 * batch ? true : undefined;
  });
  await ok(chief, 'POST', '/staff', { userName: 'lead', name: '何主管', password, grants: [{ role: 'serviceManager', brandId: 'xihe', outletId: null }] });
  const manager = await signIn('/sign-in/staff', { userName: 'lead', password });
  await ok(manager, 'POST', `/vehicles/by-vin/${vin}/looks`, { scopes: ['history'], purpose: 'diagnosis', why: '核对历史', minutes: 60 });
  const stretch = `fromAt=${new Date(start).toISOString()}&toAt=${new Date(start + 4 * batch * 1000).toISOString()}`;
  const signals = await ok(manager, 'GET', `/telemetry/vehicles/${vin}/signals?${stretch}&signals=socPct&stretches=2000`);
  expect(signals.readings).toBe(4 * batch);
  expect(new Set(signals.series[0].points.map((point: number[]) => point[0])).size).toBe(4 * batch);
}, 240_000);

test('switched off, no history is written and nothing waits for it; switched on again, what the stream still has comes in', async () => {
  const chief = await signIn('/sign-in/staff', { userName: 'chief', password });
  const rows = async (): Promise<number> => (await ok(chief, 'GET', '/telemetry/history')).brands[0].rows;
  const before = await rows();
  await program.kill();
  await program.restart({ HISTORY_SECONDS: '0' });
  const start = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
  await send(Array.from({ length: 30 }, (_, index) => report(vin, new Date(start + index * 1000), healthy)));
  await until(async () => ((await ok(chief, 'GET', '/telemetry/state')).framesWaiting === 0 ? true : undefined));
  expect(await ok(chief, 'GET', '/telemetry/history')).toMatchObject({ on: false, framesWaiting: 0 });
  expect(await rows()).toBe(before);
  await program.kill();
  await program.restart({ HISTORY_SECONDS: '1' });
  await until(async () => ((await rows()) >= before + 30 ? true : undefined));
  expect((await ok(chief, 'GET', '/telemetry/history')).on).toBe(true);
}, 120_000);
