import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameFinder, type Found, type FoundFrame } from './gbt32960.ts';
import { bytesOf, heartbeat2016, login2016, realtime2016, realtime2025, workedVin } from './worked-frames.ts';

const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const framesOf = (found: Found[]): FoundFrame[] => found.filter((one) => one.kind === 'frame');
const rubbishOf = (found: Found[]): string[] => found.flatMap((one) => (one.kind === 'garbage' ? [one.reason] : []));
const all = (bytes: Uint8Array): Found[] => createFrameFinder().push(bytes);
const bent = (frame: Uint8Array, at: number): Uint8Array => frame.map((byte, index) => (index === at ? byte ^ 1 : byte));

test('frames back to back are found one by one, of both editions', () => {
  const found = all(join(login2016, realtime2016, realtime2025, heartbeat2016));
  expect(found).toMatchObject([
    { kind: 'frame', edition: 2016, command: 1, flag: 0xfe, vin: workedVin, encryption: 1, bccOk: true, dataUnit: { start: 24, end: 78 }, bytes: login2016, streamOffset: 0 },
    { kind: 'frame', edition: 2016, command: 2, bytes: realtime2016, streamOffset: 79 },
    { kind: 'frame', edition: 2025, command: 2, bytes: realtime2025 },
    { kind: 'frame', edition: 2016, command: 7, bytes: heartbeat2016, dataUnit: { start: 24, end: 24 } },
  ]);
});

test('a stream read one byte at a time gives the same frames', () => {
  const finder = createFrameFinder();
  const stream = join(login2016, realtime2016, heartbeat2016);
  const found = [...stream].flatMap((byte) => finder.push(Uint8Array.of(byte)));
  expect(found.map((one) => one.bytes)).toEqual([login2016, realtime2016, heartbeat2016]);
  expect(finder.held).toBe(0);
});

test('rubbish between frames is handed out as rubbish and costs no frame', () => {
  const found = all(join(bytesOf('00 FF 23 11'), heartbeat2016, bytesOf('24 23 23 80'), login2016));
  expect(found).toMatchObject([{ kind: 'garbage', reason: 'noStart', bytes: bytesOf('00 FF 23 11') }, { bytes: heartbeat2016 }, { kind: 'garbage', bytes: bytesOf('24 23 23 80') }, { bytes: login2016 }]);
});

test('a start symbol inside the data of a sound frame is data', () => {
  const inside = join(bytesOf('23 23 02 FE'), new Uint8Array(30).fill(0x30));
  const frame = join(bytesOf('23 23 C0 FE'), new Uint8Array(17).fill(0x41), bytesOf('01 00 22'), inside);
  const code = frame.subarray(2).reduce((xor, byte) => xor ^ byte, 0);
  expect(framesOf(all(join(frame, Uint8Array.of(code), heartbeat2016))).map((one) => [one.command, one.bccOk])).toEqual([[0xc0, true], [7, true]]);
});

test('### finds the frame behind the extra #', () => {
  const found = all(join(Uint8Array.of(0x23), login2016, heartbeat2016));
  expect(framesOf(found).map((one) => one.bytes)).toEqual([login2016, heartbeat2016]);
});

test('### finds the frame also where the extra # makes a header that could be one', () => {
  const frame = heartbeat2016.slice();
  frame[3] = 0x40;
  frame[24]! ^= 0xfe ^ 0x40;
  const found = all(join(Uint8Array.of(0x23), frame, new Uint8Array(400).fill(0x30)));
  expect(framesOf(found).map((one) => one.bytes)).toEqual([frame]);
});

test('a length that runs into the next frames costs only the frame that lied', () => {
  const liar = login2016.slice();
  liar[23] = 0xf0;
  const found = all(join(liar, realtime2016, realtime2016));
  expect(found).toMatchObject([{ kind: 'garbage', reason: 'badCheckCode', bytes: liar }, { bytes: realtime2016, bccOk: true }, { bytes: realtime2016, bccOk: true }]);
});

test('a length that is one byte too long does not swallow half of the next start symbol', () => {
  const liar = login2016.slice();
  liar[23]! += 1;
  expect(framesOf(all(join(liar, realtime2016))).map((one) => one.bytes)).toEqual([realtime2016]);
});

test('a length that is too short leaves rubbish and loses nothing else', () => {
  const liar = login2016.slice();
  liar[23]! -= 10;
  const found = all(join(liar, heartbeat2016));
  expect(found).toMatchObject([{ kind: 'frame', bccOk: false }, { kind: 'garbage', reason: 'noStart' }, { kind: 'frame', bccOk: true, bytes: heartbeat2016 }]);
});

test('a frame with a bent byte and nothing inside is handed out as such', () => {
  expect(all(join(bent(login2016, 40), heartbeat2016))).toMatchObject([{ kind: 'frame', bccOk: false, vin: workedVin }, { kind: 'frame', bccOk: true }]);
});

test('a length above the cap is rubbish at once, not something to wait for', () => {
  const finder = createFrameFinder({ maxFrameBytes: 100 });
  const found = finder.push(join(realtime2016.subarray(0, 24), heartbeat2016));
  expect(rubbishOf(found)).toEqual(['impossibleLength']);
  expect(framesOf(found)).toHaveLength(1);
  expect(() => createFrameFinder({ maxFrameBytes: 24 })).toThrow(RangeError);
});

test('a caller whose patience ends gets the frames behind the one that never came', () => {
  const finder = createFrameFinder();
  const liar = heartbeat2016.slice();
  liar.set([0xff, 0x00], 22);
  expect(finder.push(join(liar, login2016, heartbeat2016))).toEqual([]);
  expect(finder.held).toBe(129);
  expect(finder.giveUp()).toMatchObject([{ kind: 'garbage', reason: 'gaveUp', bytes: liar }, { bytes: login2016 }, { bytes: heartbeat2016 }]);
  expect(finder.giveUp()).toEqual([]);
});

test('at the end of the stream half a frame is rubbish, and a whole one inside it is found', () => {
  const finder = createFrameFinder();
  const liar = heartbeat2016.slice();
  liar.set([0xff, 0x00], 22);
  finder.push(join(liar, login2016, realtime2016.subarray(0, 50)));
  const found = finder.end();
  expect(found).toMatchObject([{ kind: 'garbage', reason: 'ended' }, { bytes: login2016 }, { kind: 'garbage', reason: 'ended', bytes: realtime2016.subarray(0, 50) }]);
  expect(finder.held).toBe(0);
});

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(login2016, realtime2016, realtime2025, heartbeat2016) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(0x23, 0x24, 0x30), { maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(login2016, realtime2016), fc.nat(255), fc.nat(255)).map(([frame, at, value]) => frame.map((byte, index) => (index === at ? value : byte))) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(login2016, realtime2016), fc.nat(140)).map(([frame, length]) => frame.subarray(0, length)) },
);

test('however a stream is cut, the same frames are found and no byte is lost', () => {
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 30 }), (pieces, cuts) => {
    const stream = join(...pieces);
    const whole = createFrameFinder();
    const one = [...whole.push(stream), ...whole.end()];
    const finder = createFrameFinder();
    const other: Found[] = [];
    for (let at = 0, turn = 0; at < stream.length; turn++) {
      const length = cuts[turn % cuts.length]!;
      other.push(...finder.push(stream.subarray(at, at + length)));
      at += length;
    }
    other.push(...finder.end());
    expect(framesOf(other)).toEqual(framesOf(one));
    expect(join(...one.map((found) => found.bytes))).toEqual(stream);
    expect(join(...other.map((found) => found.bytes))).toEqual(stream);
    let offset = 0;
    for (const found of other) {
      expect(found.streamOffset).toBe(offset);
      offset += found.bytes.length;
    }
  }), { numRuns: 300 });
});

test('sound frames after any rubbish are found, at the latest when patience ends', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (rubbish) => {
    const finder = createFrameFinder();
    const found = finder.push(join(rubbish, realtime2016, realtime2016));
    while (finder.held > 0) found.push(...finder.giveUp());
    expect(framesOf(found).filter((one) => one.bccOk).at(-1)?.bytes).toEqual(realtime2016);
  }), { numRuns: 300 });
});

test('a stream of nothing but start symbols costs little time and little memory', () => {
  const finder = createFrameFinder();
  const chunk = new Uint8Array(65536).fill(0x23);
  const start = performance.now();
  for (let i = 0; i < 16; i++) {
    finder.push(chunk);
    expect(finder.held).toBeLessThanOrEqual(65556);
  }
  expect(performance.now() - start).toBeLessThan(4000);
});

test('the bytes of a found frame do not change when the chunk is written over', () => {
  const chunk = login2016.slice();
  const [frame] = all(chunk);
  chunk.fill(0);
  expect(frame!.bytes).toEqual(login2016);
});
