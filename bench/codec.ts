// The codec alone, on one thread: frames as cars send them, told apart so that nothing is read from a cache of one frame.
// Every figure is the middle of seven rounds, by the clock and by the time this process had the processor; the second
// holds on a machine that has other things to do.
import { checkCode, commands, createFrameFinder, decodeFrame, encodeFrame, readHeader, type Draft, type Frame, type Item } from '@careloop/gbt32960';
import { createRandom } from '../fleet/random.ts';

const different = 512;
const roundMs = 700;
const rounds = 7;
const random = createRandom(20260401);
const vinOf = (index: number): string => `LTEST4E11TA${String(index).padStart(6, '0')}`;
const atOf = (index: number): number => Date.UTC(2026, 2, 1, 0, 30, index);
const cells = (count: number): Uint16Array => Uint16Array.from({ length: count }, () => random.int(3600, 4100));
const probes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => random.int(50, 80));

/** A parked or driving car of 2016: every item of the standard that an electric car has; 346 bytes. */
function frame2016(index: number): Uint8Array {
  const cellMv = cells(108);
  const items: Draft<Item>[] = [
    { kind: 'vehicle', vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: random.int(0, 1200) / 10, odometerKm: random.int(0, 9_000_000) / 10, totalVoltageV: 385.2,
      totalCurrentA: random.int(-2000, 3000) / 10, socPct: random.int(5, 100), dcdcState: 'working', gear: 'drive', drivingForce: true, insulationKohm: 2500, acceleratorPct: 18, brakePct: 0 },
    { kind: 'motors', motors: [{ number: 1, state: 'consuming', controllerTempC: 55, speedRpm: random.int(0, 9000), torqueNm: 185, tempC: 48, controllerVoltageV: 385, controllerCurrentA: 12.5 }] },
    { kind: 'position', fixed: true, longitudeDeg: 121.473701, latitudeDeg: 31.230416 },
    { kind: 'extremes', cellMaxSubsystem: 1, cellMaxNumber: 3, cellMaxMv: 4012, cellMinSubsystem: 1, cellMinNumber: 2, cellMinMv: 3991, tempMaxSubsystem: 1, tempMaxProbe: 1, tempMaxC: 28, tempMinSubsystem: 1, tempMinProbe: 2, tempMinC: 25 },
    { kind: 'alarms', level: 0, flags: 0, batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [] },
    { kind: 'cellVoltages', subsystems: [{ number: 1, voltageV: 385.2, currentA: 12.5, cellCount: 108, firstCell: 1, cellMv }] },
    { kind: 'temperatures', subsystems: [{ number: 1, probes: probes(12) }] },
  ];
  return encodeFrame({ command: commands.realtime, vin: vinOf(index), message: { kind: 'report', at: atOf(index), items } });
}

/** The same in 2025, with two motors, 180 parallel units and an RSA signature; 828 bytes. */
function frame2025(index: number): Uint8Array {
  const motor = (number: number) => ({ number, state: 'consuming' as const, controllerTempC: 55, speedRpm: random.int(0, 9000), torqueNm: 185, tempC: 48 });
  const items: Draft<Item>[] = [
    { kind: 'vehicle', vehicleState: 'started', chargingState: 'notCharging', runningMode: 'electric', speedKmh: random.int(0, 1200) / 10, odometerKm: random.int(0, 9_000_000) / 10, totalVoltageV: 720.4,
      totalCurrentA: random.int(-2000, 3000) / 10, socPct: random.int(5, 100), dcdcState: 'working', gear: 'drive', drivingForce: true, insulationKohm: 2500 },
    { kind: 'motors', motors: [motor(1), motor(2)] },
    { kind: 'position', fixed: true, coordinates: 'wgs84', longitudeDeg: 121.473701, latitudeDeg: 31.230416 },
    { kind: 'alarms', level: 0, flags: 0, batteryFaults: [], motorFaults: [], engineFaults: [], otherFaults: [], graded: [] },
    { kind: 'cellVoltages', subsystems: [{ number: 1, voltageV: 720.4, currentA: 12.5, cellMv: cells(180) }] },
    { kind: 'temperatures', subsystems: [{ number: 1, probes: probes(48) }] },
    { kind: 'custom', typeId: 0x80, data: probes(47) },
    { kind: 'signature', type: 2, r: Uint8Array.from({ length: 256 }, () => random.int(0, 255)), s: new Uint8Array(0) },
  ];
  return encodeFrame({ edition: 2025, command: commands.realtime, vin: vinOf(index), message: { kind: 'report', at: atOf(index), items } });
}

type Row = { name: string; bytes: number; perSecond: number; perCpuSecond: number };
const middle = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;

/** How often `one` is done to a frame in a second; `one` answers a number so that nothing it does can be left out. */
function measure(name: string, frames: readonly Uint8Array[], one: (bytes: Uint8Array) => number): Row {
  let sum = 0;
  const round = (ms: number): { wall: number; cpu: number } => {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    let done = 0;
    do {
      for (const bytes of frames) sum += one(bytes);
      done += frames.length;
    } while (performance.now() - began < ms);
    const used = process.cpuUsage(cpu);
    return { wall: done / ((performance.now() - began) / 1000), cpu: done / ((used.user + used.system) / 1e6) };
  };
  round(roundMs);
  const taken = Array.from({ length: rounds }, () => round(roundMs));
  if (!Number.isFinite(sum)) throw new Error(`${name}: something was not read`);
  return { name, bytes: frames[0]!.length, perSecond: middle(taken.map((one) => one.wall)), perCpuSecond: middle(taken.map((one) => one.cpu)) };
}

/** Touches what a reader of telemetry touches, so that every value has to be there. */
function worth(frame: Frame): number {
  if (frame.message.kind !== 'report') throw new Error(frame.message.kind);
  let sum = frame.message.at! + frame.vin.length;
  for (const item of frame.message.items) {
    switch (item.kind) {
      case 'vehicle': sum += item.speedKmh! + item.odometerKm! + item.totalCurrentA! + item.socPct!; break;
      case 'motors': sum += item.motors[0]!.speedRpm! + item.motors[0]!.torqueNm!; break;
      case 'position': sum += item.longitudeDeg! + item.latitudeDeg!; break;
      case 'alarms': sum += item.level! + item.flags! + item.batteryFaults.length; break;
      case 'cellVoltages': sum += item.subsystems[0]!.cellMv[item.subsystems[0]!.cellMv.length - 1]!; break;
      case 'temperatures': sum += item.subsystems[0]!.probes[0]!; break;
    }
  }
  return sum;
}
function decoded(bytes: Uint8Array): number {
  const verdict = decodeFrame(bytes);
  if (!verdict.ok) throw new Error(verdict.problems[0]!.code);
  return worth(verdict.frame);
}
function routed(bytes: Uint8Array): number {
  const header = readHeader(bytes)!;
  if (checkCode(bytes) !== bytes[bytes.length - 1]) throw new Error('badCheckCode');
  return header.command + header.vin.length;
}

/** Finds the frames of one long stream again, in chunks as a socket gives them. */
function found(frames: readonly Uint8Array[]): Row {
  const stream = Uint8Array.from(frames.flatMap((bytes) => [...bytes]));
  const chunks = Array.from({ length: Math.ceil(stream.length / 16384) }, (_, index) => stream.subarray(index * 16384, (index + 1) * 16384));
  const row = measure('', [stream], () => {
    const finder = createFrameFinder();
    return chunks.reduce((sum, chunk) => sum + finder.push(chunk).length, 0);
  });
  return { name: 'frames found in a stream, check code verified', bytes: frames[0]!.length, perSecond: row.perSecond * frames.length, perCpuSecond: row.perCpuSecond * frames.length };
}

const thousands = (number: number): string => Math.round(number).toLocaleString('en-US');

export async function bench(): Promise<string> {
  const old = Array.from({ length: different }, (_, index) => frame2016(index));
  const young = Array.from({ length: different }, (_, index) => frame2025(index));
  const rows = [
    measure('2016: whole frame decoded, 108 cells, check code verified', old, decoded),
    measure('2025: whole frame decoded, 180 units, signature block, check code verified', young, decoded),
    measure('2016: header read, check code verified, nothing decoded', old, routed),
    measure('2025: header read, check code verified, nothing decoded', young, routed),
    measure('2016: header read', old, (bytes) => readHeader(bytes)!.vin.length),
    found(old), found(young),
    measure('2016: decoded and encoded again', old.slice(0, 64), (bytes) => encodeFrame(decodeFrame(bytes).frame!).length),
  ];
  return [
    `One thread, ${different} different frames of each edition in turn, middle of ${rounds} rounds of ${roundMs} ms. Aim: ≥ 500,000 frames/s (2016), ≥ 350,000 (2025), headers ≥ 3,000,000.`,
    '', '| what | bytes | frames/s | frames per CPU second |', '|---|---:|---:|---:|',
    ...rows.map((row) => `| ${row.name} | ${row.bytes} | ${thousands(row.perSecond)} | ${thousands(row.perCpuSecond)} |`),
  ].join('\n');
}
