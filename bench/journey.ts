// The loop under load, on both engines. Ingest: cars over TCP as fast as each is answered. Signal: from the first byte of
// danger to a case that staff can see. Loop: owners and managers walk whole visits by HTTP, from a report to the owner's
// confirmation; a step that waits for a reaction (invoice, order, call-back, hand-back) is timed with its waiting.
import { createConnection } from 'node:net';
import { commands, createFrameFinder, encodeFrame } from '@careloop/gbt32960';
import { startCar } from '../fleet/car.ts';
import { loginFrame, reportFrame } from '../fleet/frames.ts';
import { createRandom } from '../fleet/random.ts';
import { makeWorld, type CarPlan } from '../fleet/world.ts';
import { act, ask, signIn, startServer, type Server } from './server.ts';

const seed = 20260401;
const visitors = 8;
const seconds = 30;
type Headers = { cookie: string };
type Taken = Map<string, number[]>;

const share = (sorted: readonly number[], part: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
function rows(taken: Taken): string {
  return ['| step | times | p50 ms | p90 ms | p99 ms | max ms |', '|---|---:|---:|---:|---:|---:|',
    ...[...taken].map(([name, list]) => {
      const sorted = list.toSorted((a, b) => a - b);
      return `| ${name} | ${list.length} | ${share(sorted, 0.5)} | ${share(sorted, 0.9)} | ${share(sorted, 0.99)} | ${(sorted.at(-1) ?? 0).toFixed(1)} |`;
    })].join('\n');
}
async function timed<T>(taken: Taken, name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const answer = await work();
  const list = taken.get(name) ?? [];
  list.push(performance.now() - started);
  taken.set(name, list);
  return answer;
}
/** Asks until `ready`, every 10 ms, for at most 20 s. */
async function until<T>(look: () => Promise<T>, ready: (answer: T) => boolean): Promise<T> {
  const end = performance.now() + 20_000;
  for (;;) {
    const answer = await look();
    if (ready(answer)) return answer;
    if (performance.now() > end) throw new Error('waited for 20 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** One car: logs in, then reports as soon as the one before is answered; answers how many in `forMs`. */
function ingestOne(server: Server, plan: CarPlan, forMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const state = startCar(plan, createRandom(seed).fork(plan.vin));
    const finder = createFrameFinder();
    let [answered, atMs] = [0, Date.now() - 3_600_000];
    const end = performance.now() + forMs;
    const socket = createConnection({ host: '127.0.0.1', port: server.gatewayPort }, () => socket.write(loginFrame(plan.vin, Date.now(), 1)));
    socket.on('data', (chunk: Buffer) => {
      for (const found of finder.push(chunk)) {
        if (found.kind !== 'frame') continue;
        if (found.command === commands.realtime) answered++;
        if (performance.now() > end) return void socket.end();
        socket.write(reportFrame(plan, state, (atMs += 1000)));
      }
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answered));
  });
}

/** One car's danger on the wire until a case of its own stands in the inbox. */
async function signalOne(server: Server, plan: CarPlan, desk: Headers, taken: Taken): Promise<void> {
  const { vehicle } = await ask<{ vehicle: { id: string } }>(server.origin, `/vehicles/${plan.vin}`, desk);
  const socket = createConnection({ host: '127.0.0.1', port: server.gatewayPort });
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(loginFrame(plan.vin, Date.now(), 2));
  const now = Date.now();
  const hot = (atMs: number) => encodeFrame({ command: commands.realtime, vin: plan.vin, message: { kind: 'report', at: atMs, items: [{ kind: 'extremes', cellMaxSubsystem: 1, cellMaxNumber: 1, cellMaxMv: 3900, cellMinSubsystem: 1, cellMinNumber: 2, cellMinMv: 3890, tempMaxSubsystem: 1, tempMaxProbe: 1, tempMaxC: 68, tempMinSubsystem: 1, tempMinProbe: 2, tempMinC: 40 }, { kind: 'alarms', level: 3, flags: 2, batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [] }] } });
  await timed(taken, 'danger on the wire → case in the inbox', () => {
    for (let index = 0; index < 6; index++) socket.write(hot(now - (5 - index) * 1000));
    return until(() => ask<{ cases: unknown[] }>(server.origin, `/cases?scope=all&vehicleId=${vehicle.id}`, desk), (answer) => answer.cases.length > 0);
  });
  socket.end();
}

type Outlet = { id: string; brandIds: string[]; manager: Headers; technicians: string[] };
type Visitor = { owner: Headers; vehicleId: string; outlet: Outlet };
type Order = { workOrder: { id: string; version: number }; lines: { id: string }[] };

/** A whole visit: maintenance, no lock-out, no second pair of eyes, so that what is timed is the house and not the rules. */
async function visit(server: Server, { owner, vehicleId, outlet }: Visitor, technicianId: string, taken: Taken): Promise<void> {
  const { origin } = server;
  const step = <T>(name: string, work: () => Promise<T>): Promise<T> => timed(taken, name, work);
  const operations = 'LV-SWAP';
  const { caseId } = await step('report', () => act<{ caseId: string }>(origin, '/my/cases', owner, { vehicleId, words: '12V 亏电，车辆无法解锁' }));
  const { days } = await step('find slots', () => ask<{ days: { slots: { startsAt: string }[] }[] }>(origin, `/appointments/slots?vehicleId=${vehicleId}&outletId=${outlet.id}&operations=${operations}&days=30`, owner));
  const slots = days.flatMap((day) => day.slots);
  let appointmentId = '';
  for (const slot of slots.slice(Math.floor(Math.random() * slots.length * 0.7))) {
    const booked = await step('book', () => act<{ id: string }>(origin, '/appointments', owner, { vehicleId, caseId, outletId: outlet.id, operations: [operations], startsAt: slot.startsAt }).catch(() => undefined));
    if (booked !== undefined) {
      appointmentId = booked.id;
      break;
    }
  }
  let order = await step('check in', () => act<Order>(origin, '/work-orders', outlet.manager, { appointmentId, odometerKm: 20_000, confirmOdometer: true, socPct: 60, keys: 1, itemsLeft: '', warningLamps: [], photos: [], statement: '12V 亏电', signerName: '车主', unsignedWhy: '测量', promisedAt: new Date(Date.now() + 86_400_000).toISOString() }));
  const path = `/work-orders/${order.workOrder.id}`;
  const deed = async (name: string, verb: string, body: object): Promise<void> => {
    order = await step(name, () => act<Order>(origin, `${path}/${verb}`, outlet.manager, { version: order.workOrder.version, ...body }));
  };
  await deed('diagnose', 'diagnosis', { complaint: '亏电', cause: '电池老化', correction: '更换' });
  await deed('estimate', 'estimate', { operations: [operations], parts: [], payers: [{ code: operations, payType: 'owner' }, { code: 'P-12V', payType: 'owner' }] });
  await deed('send estimate', 'send', {});
  await step('owner answers', () => act(origin, `/my${path}/answer`, owner, { version: order.workOrder.version, answers: order.lines.map((line) => ({ lineId: line.id, answer: 'approved' })) }));
  order = await ask<Order>(origin, path, outlet.manager);
  await deed('start work', 'start', { technicianId });
  await deed('stop work', 'stop', { reason: 'break' });
  await deed('finish work', 'finish', { note: '完成' });
  const { invoices } = await step('finished → invoice', () => until(() => ask<{ invoices: { id: string }[] }>(origin, `/my/invoices?caseId=${caseId}`, owner), (answer) => answer.invoices.length > 0));
  const invoiceId = invoices[0]?.id ?? '';
  const { outTradeNo } = await step('pay', () => act<{ outTradeNo: string }>(origin, `/my/invoices/${invoiceId}/pay`, owner, {}));
  const payment = (): Promise<{ payment: { state: string }; invoiceState: string }> => ask(origin, `/my/invoices/${invoiceId}/payment`, owner);
  await step('pay → order placed', () => until(payment, (answer) => answer.payment.state === 'created'));
  await act(origin, '/demo/wallet/pay', owner, { outTradeNo });
  await step('wallet pays → invoice paid', () => until(payment, (answer) => answer.invoiceState === 'paid'));
  order = await step('paid → settled', () => until(() => ask<Order & { workOrder: { settled: boolean } }>(origin, path, outlet.manager), (answer) => answer.workOrder.settled));
  await deed('hand back', 'hand-back', { toName: '车主', odometerKm: 20_001, socPct: 60 });
  const asked = await step('handed back → owner is asked', () => until(() => ask<{ case: { stage: string; version: number } }>(origin, `/my/cases/${caseId}`, owner), (answer) => answer.case.stage === 'awaitingConfirmation'));
  await step('confirm', () => act(origin, `/my/cases/${caseId}/solved`, owner, { version: asked.case.version }));
}

async function outletsOf(server: Server, admin: Headers): Promise<Outlet[]> {
  const { outlets } = await ask<{ outlets: { id: string; brandIds: string[] }[] }>(server.origin, '/outlets', admin);
  type Member = { id: string; grants: { role: string; outlet: { id: string } | null; outletId?: string | null }[] };
  const at = (one: Member, role: string, outletId: string): boolean => one.grants.some((grant) => grant.role === role && (grant.outlet?.id ?? grant.outletId) === outletId);
  const [managers, technicians] = await Promise.all(['serviceManager', 'technician'].map(async (role) => (await ask<{ staff: Member[] }>(server.origin, `/staff?role=${role}&limit=200`, admin)).staff));
  const found: Outlet[] = [];
  for (const outlet of outlets) {
    const manager = managers?.find((one) => at(one, 'serviceManager', outlet.id) && one.grants.length === outlet.brandIds.length);
    const staff = (technicians ?? []).filter((one) => at(one, 'technician', outlet.id)).map((one) => one.id);
    if (manager !== undefined && staff.length > 0) found.push({ ...outlet, manager: await signIn(server.origin, 'staff', manager.id), technicians: staff });
  }
  return found;
}

async function loops(server: Server, cars: readonly CarPlan[], admin: Headers, taken: Taken): Promise<{ done: number; failed: string[]; tookS: number }> {
  const outlets = await outletsOf(server, admin);
  const free = outlets.flatMap((outlet) => outlet.technicians.map((technicianId) => ({ outlet, technicianId })));
  const waiting = [...cars];
  const failed: string[] = [];
  let done = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(Array.from({ length: visitors }, async () => {
    for (let plan = waiting.shift(); plan !== undefined && performance.now() < end; plan = waiting.shift()) {
      const index = free.findIndex((one) => one.outlet.brandIds.includes(plan?.brandId ?? ''));
      const place = index < 0 ? undefined : free.splice(index, 1)[0];
      if (place === undefined) continue;
      const { vehicle, owner } = await ask<{ vehicle: { id: string }; owner: { id: string } }>(server.origin, `/vehicles/${plan.vin}`, admin);
      await visit(server, { owner: await signIn(server.origin, 'owner', owner.id), vehicleId: vehicle.id, outlet: place.outlet }, place.technicianId, taken).then(() => {
        done++;
        free.push(place);
      }, (error: Error) => failed.push(error.message)); // who is busy with a car of the demo is not asked again
    }
  }));
  return { done, failed, tookS: (performance.now() - started) / 1000 };
}

async function measure(engine: 'postgres' | 'pglite'): Promise<string> {
  const server = await startServer(engine);
  if (server === undefined) return `## ${engine}\n\nnot on this machine\n`;
  const { staff } = await ask<{ staff: { id: string; role: string; brand: unknown }[] }>(server.origin, '/demo/people');
  const admin = await signIn(server.origin, 'staff', staff.find((one) => one.role === 'administrator' && one.brand === null)?.id ?? '');
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const { cars } = makeWorld({ seed, today: day });
  const counts = await Promise.all(cars.slice(0, 100).map((plan) => ingestOne(server, plan, 10_000)));
  const ingested = counts.reduce((sum, count) => sum + count, 0);
  const signal: Taken = new Map();
  for (const plan of cars.slice(100, 125)) await signalOne(server, plan, admin, signal);
  const taken: Taken = new Map();
  const { done, failed, tookS } = await loops(server, cars.slice(130), admin, taken);
  await server.stop();
  return `## ${engine}\n\nIngest: 100 cars, each frame of every cell answered before the next, 10 s: **${(ingested / 10).toFixed(0)} frames/s** journaled and answered.\n\n${rows(signal)}\n\nLoop: ${visitors} visits at a time: **${((done / tookS) * 60).toFixed(0)} whole visits a minute** (${done} in ${tookS.toFixed(0)} s, ${failed.length} failed${failed[0] === undefined ? '' : `: ${failed[0]}`}).\n\n${rows(taken)}\n`;
}

export const bench = async (): Promise<string> => `From the car’s bytes to the owner’s confirmation.\n\n${await measure('postgres')}\n${await measure('pglite')}`;
