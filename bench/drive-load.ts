// The load generator, in a process of its own: so many cars connect, log in, and send reports with full cell lists; the
// next report of a car goes out when its turn comes, in step with the rate asked for. Sends what it counted to its parent.
import { createConnection, type Socket } from 'node:net';
import { commands, encodeFrame, type Draft, type Report } from '@careloop/gbt32960';

type Order = { ports: number[]; from: number; cars: number; source: number; seconds: number; warmSeconds: number; perSecond: number };
export type Tally = { connected: number; sent: number; acknowledged: number; refused: number; closed: number; p50Ms: number; p99Ms: number; maxMs: number; seconds: number; cpuSeconds: number };

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
const vinOf = (number: number): string => `LTESTLD0XTA${String(number).padStart(6, '0')}`;

/** A 2016 report of every body an electric car sends, with 108 cells and 36 probes: 346 bytes or so. */
function template(vin: string, at: Date, number: number): Buffer {
  const items: Draft<Report['items']> = [
    { kind: 'vehicle', vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: 60, odometerKm: 12_000 + number % 1000, totalVoltageV: 400, totalCurrentA: 12.5, socPct: 60, dcdcState: 'working', gear: 'drive', insulationKohm: 4000 },
    { kind: 'position', fixed: true, longitudeDeg: 121.47, latitudeDeg: 31.23 },
    { kind: 'extremes', cellMaxSubsystem: 1, cellMaxNumber: 3, cellMaxMv: 3812, cellMinSubsystem: 1, cellMinNumber: 7, cellMinMv: 3788, tempMaxSubsystem: 1, tempMaxProbe: 1, tempMaxC: 30, tempMinSubsystem: 1, tempMinProbe: 2, tempMinC: 27 },
    { kind: 'alarms', level: 0, flags: 0, batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [] },
    { kind: 'cellVoltages', subsystems: [{ number: 1, voltageV: 400, currentA: 12.5, cellCount: 108, firstCell: 1, cellMv: Uint16Array.from({ length: 108 }, (_, i) => 3790 + ((i * 7 + number) % 20)) }] },
  ] as Draft<Report['items']>;
  return Buffer.from(encodeFrame({ command: commands.realtime, vin, message: { kind: 'report', at: at.getTime(), items } }));
}

/** Writes the moment (Beijing time, to the second) into a report and puts its check code right. */
function setMoment(frame: Buffer, atMs: number): void {
  const beijing = new Date(atMs + 8 * 3_600_000);
  const fields = [beijing.getUTCFullYear() - 2000, beijing.getUTCMonth() + 1, beijing.getUTCDate(), beijing.getUTCHours(), beijing.getUTCMinutes(), beijing.getUTCSeconds()];
  let check = frame[frame.length - 1] as number;
  for (let i = 0; i < 6; i++) {
    check ^= (frame[24 + i] as number) ^ (fields[i] as number);
    frame[24 + i] = fields[i] as number;
  }
  frame[frame.length - 1] = check;
}

type Car = { socket: Socket; vin: string; frame: Buffer; atMs: number; sentAt: number[]; lastByte: number };
const tally = { connected: 0, sent: 0, acknowledged: 0, refused: 0, closed: 0 };
const waited: number[] = [];
let measuring = false;
const answerBytes = 31;

function hear(car: Car, chunk: Buffer): void {
  // Answers are 31 bytes each and come in order; only whole ones count.
  let bytes = car.lastByte + chunk.length;
  for (; bytes >= answerBytes; bytes -= answerBytes) {
    const sentAt = car.sentAt.shift();
    if (sentAt === undefined) continue;
    tally.acknowledged++;
    if (measuring) waited.push(performance.now() - sentAt);
  }
  if (chunk.length >= 4 && car.lastByte === 0 && chunk[3] !== 1) tally.refused++;
  car.lastByte = bytes;
}

function connect(number: number): Promise<Car> {
  return new Promise((resolve, reject) => {
    const port = order.ports[number % order.ports.length] as number;
    const socket = createConnection({ host: '127.0.0.1', port, localAddress: `127.0.0.${order.source + Math.floor((number - order.from) / 5_000)}`, noDelay: true });
    const vin = vinOf(number);
    const car: Car = { socket, vin, frame: template(vin, new Date(), number), atMs: Date.now() - 86_400_000 * 6 + number, sentAt: [], lastByte: 0 };
    socket.on('data', (chunk: Buffer) => hear(car, chunk));
    socket.once('connect', () => {
      tally.connected++;
      resolve(car);
    });
    socket.on('error', reject);
    socket.on('close', () => tally.closed++);
  });
}

function send(car: Car): void {
  car.atMs += 1000; // each report of a car is of a moment of its own
  setMoment(car.frame, car.atMs);
  car.sentAt.push(performance.now());
  car.socket.write(Buffer.from(car.frame));
  tally.sent++;
}

/** All that was sent is answered; the cars of a wave that are not answered within a minute are lost, and it ends here. */
async function answered(): Promise<void> {
  for (const end = Date.now() + 60_000; tally.acknowledged < tally.sent; ) {
    if (tally.closed > 0 || Date.now() > end) throw new Error(`${tally.sent - tally.acknowledged} first reports were not answered, ${tally.closed} lines closed`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const cars: Car[] = [];
// Every car is known and has its memory before anything is measured. It speaks as soon as it is connected: a gateway keeps
// few lines of one address that have said nothing.
for (let number = order.from; number < order.from + order.cars; number += 200) {
  const wave = await Promise.all(Array.from({ length: Math.min(200, order.from + order.cars - number) }, (_, i) => connect(number + i)));
  for (const car of wave) send(car);
  await answered();
  cars.push(...wave);
}
process.send?.('ready');
await new Promise<void>((resolve) => process.once('message', () => resolve()));

let next = 0;
let due = 0;
/** A car with an answer outstanding waits: what is asked for beyond what is answered is not sent, as cars would not. */
async function sendFor(seconds: number): Promise<number> {
  const started = performance.now();
  let last = started;
  while (performance.now() - started < seconds * 1000) {
    const now = performance.now();
    due = Math.min(due + ((now - last) / 1000) * order.perSecond, order.perSecond);
    last = now;
    for (let looked = 0; due >= 1 && looked < cars.length; looked++) {
      const car = cars[next++ % cars.length] as Car;
      if (car.sentAt.length >= 4) continue;
      send(car);
      due--;
    }
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  return (performance.now() - started) / 1000;
}
await sendFor(order.warmSeconds);
measuring = true;
const before = { ...tally };
const cpuBefore = process.cpuUsage();
const seconds = await sendFor(order.seconds);
measuring = false;
const after = { ...tally };
const cpu = process.cpuUsage(cpuBefore);
const sorted = Float64Array.from(waited).sort();
const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
const result: Tally = {
  connected: tally.connected, sent: after.sent - before.sent, acknowledged: after.acknowledged - before.acknowledged, refused: tally.refused, closed: tally.closed,
  p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6,
};
process.send?.(result);
await new Promise((resolve) => setTimeout(resolve, 60_000)); // the parent ends it: open connections are measured after the load
