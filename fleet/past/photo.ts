// Small pictures of the past, as PNG: a car's outline in the colour of the hour, a signature, and the drawing of fasteners in the
// order in which they are tightened.
import { crc32, deflateSync } from 'node:zlib';
import type { Random } from '../random.ts';

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'ascii'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function png(width: number, height: number, rows: Uint8Array): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** A stroke in ink as of a hurried hand, 240 by 80. */
export function signature(random: Random): Uint8Array {
  const [width, height] = [240, 80];
  const rows = Buffer.alloc(height * (width * 3 + 1), 255);
  for (let y = 0; y < height; y++) rows[y * (width * 3 + 1)] = 0;
  const [waves, tilt, lift] = [random.int(4, 8), random.int(-12, 12), random.int(14, 24)];
  for (let step = 0; step <= 2_000; step++) {
    const t = step / 2_000;
    const [x, y] = [20 + t * 195 + Math.sin(t * waves * 9) * 7, 40 + tilt * (t - 0.5) + Math.sin(t * waves * 6.28) * lift * (1 - t * 0.6)];
    for (let dy = 0; dy < 2; dy++) rows.set([24, 34, 66, 24, 34, 66], Math.round(y + dy) * (width * 3 + 1) + 1 + Math.round(x) * 3);
  }
  return png(width, height, rows);
}

/** Bytes of a PNG, 160 by 120. */
export function photo(random: Random): Uint8Array {
  const [width, height] = [160, 120];
  const paint = [random.int(120, 210), random.int(120, 210), random.int(130, 220)];
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const wheel = [45, 118].some((cx) => Math.hypot(x - cx, y - 86) < 14);
      const body = y > 58 && y < 88 && x > 14 && x < 148;
      const cabin = y > 34 && y <= 58 && x > 40 + (58 - y) * 0.5 && x < 124 - (58 - y) * 0.7;
      const glass = cabin && y > 39 && y < 56 && Math.abs(x - 82) > 3;
      const colour = wheel ? [35, 38, 40] : glass ? [70, 90, 100] : body || cabin ? paint : y > 98 ? [150, 152, 150] : [226 - y * 0.4, 232 - y * 0.3, 236 - y * 0.2];
      rows.set(colour.map((value) => Math.round(value as number)), y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  return png(width, height, rows);
}

/** Digits of three by five dots, row by row. */
const digits = ['111101101101111', '010110010010111', '111001111100111', '111001111001111', '101101111001001', '111100111001111', '111100111101111', '111001010010010', '111101111101111', '111101111001111'] as const;

/** Fasteners numbered in the order of tightening: crosswise in a ring, from the middle outwards along a tray. 480 by 360. */
export function fasteners({ bolts, shape }: { bolts: number; shape: 'ring' | 'tray' }): Uint8Array {
  const [width, height] = [480, 360];
  const rows = Buffer.alloc(height * (width * 3 + 1), 255);
  for (let y = 0; y < height; y++) rows[y * (width * 3 + 1)] = 0;
  const dot = (x: number, y: number, size: number, ink: readonly number[]): void => {
    for (let dy = 0; dy < size; dy++) for (let dx = 0; dx < size; dx++) if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) rows.set(ink, Math.round(y + dy) * (width * 3 + 1) + 1 + Math.round(x + dx) * 3);
  };
  const circle = (cx: number, cy: number, radius: number, ink: readonly number[]): void => {
    for (let step = 0; step < radius * 14; step++) dot(Math.round(cx + radius * Math.cos(step / (radius * 2.2))), Math.round(cy + radius * Math.sin(step / (radius * 2.2))), 2, ink);
  };
  const [dark, accent] = [[40, 52, 58], [16, 110, 92]];
  if (shape === 'ring') for (const radius of [140, 52]) circle(240, 180, radius, dark);
  else for (let step = 0; step <= 400; step++) for (const [x, y] of [[40 + step, 40], [40 + step, 318], [40, 40 + step * 0.695], [438, 40 + step * 0.695]] as const) dot(Math.round(x), Math.round(y), 2, dark);
  const place = (nth: number): readonly [number, number] => {
    if (shape === 'ring') {
      const turn = (((nth * (bolts % 2 === 1 ? 2 : 1)) % bolts) + (bolts % 2 === 0 && nth % 2 === 1 ? bolts / 2 : 0)) / bolts;
      return [240 + 98 * Math.sin(turn * 2 * Math.PI), 180 - 98 * Math.cos(turn * 2 * Math.PI)];
    }
    const column = Math.floor(nth / 2);
    const apart = 320 / Math.max(2, bolts / 2 - 1);
    const across = 240 + (column % 2 === 0 ? 1 : -1) * Math.ceil(column / 2) * apart + (bolts % 4 === 0 ? apart / 2 : 0); // an even number of columns lies around the middle
    return [across, nth % 2 === 0 ? 80 : 280];
  };
  for (let nth = 0; nth < bolts; nth++) {
    const [cx, cy] = place(nth);
    circle(cx, cy, 26, accent);
    const text = String(nth + 1);
    [...text].forEach((letter, at) => [...(digits[Number(letter)] ?? '')].forEach((lit, cell) => lit === '1' && dot(Math.round(cx - text.length * 8 + 2 + at * 16 + (cell % 3) * 4), Math.round(cy - 10 + Math.floor(cell / 3) * 4), 4, dark)));
  }
  return png(width, height, rows);
}
