// Small pictures for check-ins of the past, as PNG: a car's outline in the colour of the hour, and a signature.
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
