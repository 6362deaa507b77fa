// The plug is pulled at every hop: kill -9 in the middle of each step of the journey, start again, go on. No acknowledged
// frame, no fact, no money is lost, and nothing is doubled. The repeat of a step carries the same idempotency key, as
// the owner's app does.
import { createConnection } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFrameFinder } from '@careloop/gbt32960';
import { healthy, login, report } from '../../server/telemetry/testing.ts';
import { smallBook } from '../two-brands.ts';
import { startProgram, type Program } from './program.ts';

const vin = 'LTEST4E11TA000001';
let program: Program;
beforeAll(async () => {
  program = await startProgram();
}, 90_000);
afterAll(() => program.remove());

type Session = { cookie: string };
async function send(session: Session | undefined, method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Response> {
  return fetch(`${program.origin}/api${path}`, {
    method, headers: { ...(session === undefined ? {} : { cookie: session.cookie }), ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...(key === undefined ? {} : { 'idempotency-key': key }) },
    ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
  });
}
// biome-ignore lint/suspicious/noExplicitAny: answers of many operations
async function ok(session: Session | undefined, method: 'GET' | 'POST', path: string, body?: unknown): Promise<any> {
  const response = await send(session, method, path, body);
  const answer = (await response.json()) as unknown;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** Sends the step, pulls the plug somewhere in the middle of it, starts again, and sends the same step until it is done. */
// biome-ignore lint/suspicious/noExplicitAny: answers of many operations
async function killedDuring(session: Session, path: string, body: unknown, key: string, afterMs: number): Promise<any> {
  const first = send(session, 'POST', path, body, key).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await program.kill();
  await first;
  await program.restart();
  const response = await send(session, 'POST', path, body, key);
  const answer = (await response.json()) as unknown;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** A terminal that counts what was acknowledged; it sends again what was not. */
async function drive(frames: readonly Uint8Array[], killAfter: number | undefined): Promise<number> {
  let acknowledged = 0;
  for (let tries = 0; acknowledged < frames.length && tries < 20; tries++) {
    await new Promise<void>((resolve) => {
      const finder = createFrameFinder();
      const socket = createConnection({ host: '127.0.0.1', port: program.gatewayPort });
      socket.on('connect', () => {
        socket.write(login(vin, new Date()));
        for (const frame of frames.slice(acknowledged)) socket.write(frame);
        if (tries === 0 && killAfter !== undefined) setTimeout(() => void program.kill(), killAfter);
      });
      socket.on('data', (chunk: Buffer) => {
        for (const found of finder.push(chunk)) if (found.kind === 'frame' && found.command === 2 && found.flag === 1) acknowledged++;
        if (acknowledged === frames.length) socket.destroy();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });
    if (acknowledged < frames.length) await program.restart();
  }
  return acknowledged;
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('it did not happen within 20 seconds');
}

test('killed at each hop, the journey arrives whole and once', async () => {
  const opened = await send(undefined, 'POST', '/set-up/administrator', { userName: 'chief', name: '管理员', password: 'Correct-Horse-9-Staple' });
  const chief: Session = { cookie: (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  await ok(chief, 'POST', '/alliance', { name: '同程联盟', nameEn: 'Tongcheng' });
  await ok(chief, 'POST', '/brands', { id: 'xihe', name: '曦和', nameEn: 'Xihe', hotline: '400-010-1001' });
  await ok(chief, 'POST', '/models', { id: 'xihe-one', brandId: 'xihe', name: '一号', nameEn: 'One', chemistry: 'NCM', cellCount: 96, probeCount: 32, batteryKwh: 77, rangeKm: 600, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 75 });
  await ok(chief, 'POST', '/outlets', { id: 'one', name: '一号店', nameEn: 'One', city: '上海', cityEn: 'Shanghai', tier: 1, kind: 'serviceCentre', address: '申昆路 1 号', phone: '021-60000001', lon: 121.3, lat: 31.2, brandIds: ['xihe'], capabilities: ['lift', 'hvBay'], opensOnHolidays: true, weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })) });
  await ok(chief, 'POST', '/outlets/one/bays', { name: '1', capabilities: ['lift', 'hvBay'] });
  await ok(chief, 'POST', '/staff', { userName: 'tech', name: '周师傅', grants: [{ role: 'technician', brandId: 'xihe', outletId: 'one' }] });
  await ok(chief, 'POST', '/prices/books', { brandId: 'xihe', validFrom: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10), note: '首份', content: smallBook });
  await ok(chief, 'POST', '/staff', { userName: 'desk', name: '小林', password: 'Correct-Horse-9-Staple', grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
  const { id: ownerId } = await ok(chief, 'POST', '/owners', { brandId: 'xihe', name: '苏念慈', phone: '13800001111', kind: 'person' });
  const { vehicle } = await ok(chief, 'POST', '/vehicles', { vin, modelId: 'xihe-one', ownerId, plateNo: null, colour: '白', deliveredOn: '2025-06-01', usageNature: 'household' });
  const signedIn = await send(undefined, 'POST', '/sign-in/staff', { userName: 'desk', password: 'Correct-Horse-9-Staple' });
  const desk: Session = { cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };

  // hop 1: frames. Killed while they stream in; every one is acknowledged in the end.
  const start = Date.now() - 60_000;
  const frames = Array.from({ length: 40 }, (_, index) => report(vin, new Date(start + index * 1000), { ...healthy, tempMaxC: index < 20 ? 30 : 66, alarmLevel: index < 20 ? 0 : 3, alarmBits: index < 20 ? 0 : 2 }));
  expect(await drive(frames, 25)).toBe(40);
  // hop 2: the alert and its case, though the worker may die between them
  await program.kill();
  await program.restart();
  const theCase = await until(async () => (await ok(desk, 'GET', '/cases?scope=all')).cases[0] as { id: string; version: number } | undefined);
  const readings = await ok(desk, 'GET', `/telemetry/vehicles/${vin}/readings?hours=1&resolutionSeconds=1`);
  expect(readings.points.reduce((sum: number, point: { readings: number }) => sum + point.readings, 0)).toBe(40);
  expect((await ok(desk, 'GET', '/alerts')).alerts).toHaveLength(1);
  // hop 3: taking the case; hop 4: booking
  const { cases } = await ok(desk, 'GET', '/cases?scope=all');
  expect(cases).toHaveLength(1);
  await killedDuring(desk, `/cases/${theCase.id}/take`, { version: cases[0].version }, 'take-it', 4);
  const { days } = await ok(desk, 'GET', `/appointments/slots?vehicleId=${vehicle.id}&outletId=one&operations=MAINTAIN&days=2`);
  const startsAt = days.find((day: { slots: unknown[] }) => day.slots.length > 0).slots[0].startsAt as string;
  const booked = await killedDuring(desk, '/appointments', { vehicleId: vehicle.id, caseId: theCase.id, outletId: 'one', operations: ['MAINTAIN'], startsAt }, 'book-it', 6);
  const { appointments } = await ok(desk, 'GET', `/cases/${theCase.id}/appointments`);
  expect(appointments.map((one: { id: string }) => one.id)).toEqual([booked.id]);
  await until(async () => ((await ok(desk, 'GET', `/cases/${theCase.id}`)).case.stage === 'booked' ? true : undefined));
  const page = await ok(desk, 'GET', `/cases/${theCase.id}`);
  expect(page.entries.filter((entry: { kind: string }) => entry.kind === 'stageMoved')).toHaveLength(1);
  expect(page.holders.filter((holder: { untilAt: string | null }) => holder.untilAt === null)).toHaveLength(1);
}, 180_000);
