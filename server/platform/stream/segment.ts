// How frames lie in a segment: one after another, each with what the gateway knew of it. Both engines keep frames so.
// G1 what was packed comes back the same; G2 the layout is fixed: migration 0012 writes it in SQL.
import type { Edition, IncomingFrame } from './stream.ts';

/** received (8, ms), edition (2), command (2), sha (16), then VIN (2+n), connection (2+n), bytes (4+n). */
const fixedBytes = 8 + 2 + 2 + 16 + 2 + 2 + 4;

export function packFrames(frames: readonly IncomingFrame[]): Buffer {
  let size = 0;
  for (const frame of frames) size += fixedBytes + Buffer.byteLength(frame.vin) + Buffer.byteLength(frame.connectionId) + frame.bytes.length;
  const body = Buffer.allocUnsafe(size);
  let at = 0;
  for (const frame of frames) {
    at = body.writeBigInt64BE(BigInt(frame.receivedAt.getTime()), at);
    at = body.writeInt16BE(frame.edition, at);
    at = body.writeInt16BE(frame.command, at);
    body.set(frame.sha, at);
    at += 16;
    const vinLength = body.write(frame.vin, at + 2);
    body.writeInt16BE(vinLength, at);
    at += 2 + vinLength;
    const connectionLength = body.write(frame.connectionId, at + 2);
    body.writeInt16BE(connectionLength, at);
    at += 2 + connectionLength;
    at = body.writeInt32BE(frame.bytes.length, at);
    body.set(frame.bytes, at);
    at += frame.bytes.length;
  }
  return body;
}

export function unpackFrames(packed: Uint8Array): IncomingFrame[] {
  const body = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const frames: IncomingFrame[] = [];
  for (let at = 0; at < body.length; ) {
    const receivedAt = new Date(Number(body.readBigInt64BE(at)));
    const edition = body.readInt16BE(at + 8) as Edition;
    const command = body.readInt16BE(at + 10);
    const sha = body.subarray(at + 12, at + 28);
    const vinEnd = at + 30 + body.readInt16BE(at + 28);
    const vin = body.toString('utf8', at + 30, vinEnd);
    const connectionEnd = vinEnd + 2 + body.readInt16BE(vinEnd);
    const connectionId = body.toString('utf8', vinEnd + 2, connectionEnd);
    const end = connectionEnd + 4 + body.readInt32BE(connectionEnd);
    frames.push({ vin, edition, command, sha, bytes: body.subarray(connectionEnd + 4, end), receivedAt, connectionId });
    at = end;
  }
  return frames;
}
