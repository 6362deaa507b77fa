// Booking under load, on both engines: 64 clients at the desks of 32 outlets confirm visits, each for a car of its own, into
// times that exist; and searching the slots of an outlet with 40 technicians over 30 days.
import { Agent } from 'node:http';
import { loadavg } from 'node:os';
import { makeVin } from '../fleet/vin.ts';
import { fire, load, table, type Shot } from './load.ts';
import { act, ask, signIn, startServer } from './server.ts';

const brandId = 'yuanlan';
const [outlets, bays, technicians, cars, clients] = [32, 12, 14, Number(process.env['BOOKING_CARS'] ?? 3000), 64];
type People = { staff: { id: string; role: string; brand: { id: string } | null; outlet: { id: string } | null }[] };
type Headers = { cookie: string };

/** Does `work` for 0..count-1, sixteen at a time. */
async function each(count: number, work: (nth: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (next < count) await work(next++);
  }));
}

async function addOutlet(origin: URL, head: Headers, id: string, people: number): Promise<void> {
  await act(origin, '/outlets', head, {
    id, name: id, nameEn: id, city: '上海', cityEn: 'Shanghai', tier: 1, kind: 'serviceCentre', address: '申昆路 1 号', phone: '021-60000001', lon: 121.3, lat: 31.18, brandIds: [brandId], capabilities: ['lift'], opensOnHolidays: true,
    weeklyHours: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [{ weekday, opens: '08:30', closes: '12:00' }, { weekday, opens: '13:00', closes: '19:00' }]),
  });
  await each(bays, (nth) => act(origin, `/outlets/${id}/bays`, head, { name: `${nth}`, capabilities: ['lift'] }));
  await each(people, async (nth) => {
    const { id: staffId } = await act<{ id: string }>(origin, '/staff', head, { userName: `${id}-${nth}`, name: `技师${nth}`, grants: [{ role: 'technician', brandId, outletId: id }] });
    await act(origin, `/technicians/${staffId}/certificates`, head, { kind: 'makerGeneral', brandId: null, number: `${id}-${nth}`, validFrom: '2026-01-01', validTo: '2029-12-31' });
  });
}

const dayAfter = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
/** Every time that fits: six a day in each bay, ten of the twelve bays, over the outlets in turn. */
function* times(): Generator<{ outletId: string; startsAt: string }> {
  for (let day = 2; day < 30; day++) {
    for (const start of ['08:30', '10:00', '13:00', '14:30', '16:00', '17:30']) {
      for (let bay = 0; bay < 10; bay++) for (let outlet = 0; outlet < outlets; outlet++) yield { outletId: `bench-${outlet}`, startsAt: new Date(`${dayAfter(day)}T${start}:00+08:00`).toISOString() };
    }
  }
}

async function measure(engine: 'postgres' | 'pglite'): Promise<string> {
  const server = await startServer(engine);
  if (server === undefined) return `## ${engine}\n\nnot on this machine\n`;
  const { origin } = server;
  const people = await ask<People>(origin, '/demo/people');
  const head = await signIn(origin, 'staff', people.staff.find((one) => one.role === 'administrator')?.id ?? '');
  const desk = await signIn(origin, 'staff', people.staff.find((one) => one.role === 'agent' && one.brand?.id === brandId)?.id ?? '');
  await each(outlets, (nth) => addOutlet(origin, head, `bench-${nth}`, technicians));
  await addOutlet(origin, head, 'bench-large', 40);
  const { id: ownerId } = await act<{ id: string }>(origin, '/owners', head, { brandId, name: '车队', phone: '13100000001', kind: 'company' });
  const models = await ask<{ models: { id: string; brandId: string }[] }>(origin, `/models?brandId=${brandId}`, head);
  const modelId = models.models.find((one) => one.brandId === brandId)?.id ?? '';
  const vehicles: string[] = [];
  await each(cars, async (nth) => {
    const { vehicle } = await act<{ vehicle: { id: string } }>(origin, '/vehicles', head, { vin: makeVin('LTT', 'EST4E', 'T', 400_000 + nth), modelId, ownerId, plateNo: null, colour: '白', deliveredOn: null, usageNature: 'commercial' });
    vehicles.push(vehicle.id);
  });
  const at = times();
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const outcomes: { ms: number; status: number }[] = [];
  const before = loadavg()[0] ?? 0;
  const [started, computed] = [performance.now(), server.cpuMs()];
  await Promise.all(Array.from({ length: clients }, async () => {
    for (let vehicleId = vehicles.pop(); vehicleId !== undefined; vehicleId = vehicles.pop()) {
      const place = at.next().value;
      if (place === undefined) return;
      const began = performance.now();
      const { status } = await fire(agent, origin, { name: 'book', method: 'POST', path: '/api/appointments', headers: desk, body: { vehicleId, operations: ['MNT-A'], ...place } });
      outcomes.push({ ms: performance.now() - began, status });
    }
  }));
  const seconds = (performance.now() - started) / 1000;
  const cpuMs = server.cpuMs() - computed;
  agent.destroy();
  const sorted = outcomes.map((one) => one.ms).sort((a, b) => a - b);
  const part = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const confirmed = outcomes.filter((one) => one.status === 200).length;
  const example = await ask<{ vehicles: { id: string }[] }>(origin, `/vehicles?limit=1`, head).then((answer) => answer.vehicles[0]?.id ?? '', () => '');
  const search: Shot = { name: 'findSlots', method: 'GET', path: `/api/appointments/slots?vehicleId=${example === '' ? makeVin('LTT', 'EST4E', 'T', 400_000) : example}&outletId=bench-large&operations=MNT-A&days=30`, headers: desk };
  await load(origin, { clients: 1, seconds: 2, next: () => search });
  const found = await load(origin, { clients: 1, seconds: 10, next: () => search });
  await server.stop();
  return `## ${engine}\n\nConfirmed ${confirmed} of ${outcomes.length} bookings in ${seconds.toFixed(1)} s: **${(confirmed / seconds).toFixed(0)} bookings/s**; p50 ${part(0.5)} ms, p90 ${part(0.9)} ms, p99 ${part(0.99)} ms. The server computed ${(cpuMs / Math.max(1, confirmed)).toFixed(1)} ms per booking, with the reactions that fell into that time. Load average before ${before.toFixed(1)}, after ${(loadavg()[0] ?? 0).toFixed(1)}.\n\nSlots of 30 days, 40 technicians, ${bays} bays:\n\n${table(found)}\n`;
}

export async function bench(): Promise<string> {
  const wanted = process.env['BOOKING_ENGINE'];
  const engines = (['postgres', 'pglite'] as const).filter((engine) => wanted === undefined || wanted === engine);
  const parts: string[] = [];
  for (const engine of engines) parts.push(await measure(engine));
  return `${clients} clients at ${outlets} outlets with ${bays} bays and ${technicians} technicians each; every booking opens its case, for a car of its own. Aim on PostgreSQL: ≥ 300 bookings/s; slot search p99 ≤ 50 ms.\n\n${parts.join('\n')}`;
}
