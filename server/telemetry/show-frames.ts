// The frames of a car as they came: a list, and one of them byte by byte with its meaning.
// M1 the middle of the VIN, the SIM card and the place are never shown, in the bytes as little as in the words; where no
// place could be read, bytes that nobody could read are hidden too, since it may be among them.
import { describeFrame, type Frame } from '@careloop/gbt32960';
import { isSealed, judge, trustNobody, trustOfCars, type Trust } from '#gateway';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { windowOf } from './car-window.ts';
import { lakeOf, writtenTo } from './past.ts';

type Row = { ms: number; receivedMs: number; kind: 'report' | 'login' | 'logout' | 'other'; edition: number; command: number; reissued: boolean; frames: Uint8Array[]; defects: string[] };
const rowsOf = (more: string, limit: number) => (from: string, where: string): string =>
  `select epoch_ms(collected_at)::double as ms, epoch_ms(received_at)::double as "receivedMs", kind, edition, command, reissued, frames, defects
   from ${from} where ${where} and ${more} order by collected_at desc, kind limit ${limit}`;

const headBytes = 24;
const vinAt = 4;
/** Time and serial stand before the SIM card's number in a login. */
const simAt = headBytes + 8;
const simBytes = 20;

/** Which bytes are not to be shown. (M1) */
export function hiddenIn(frame: Frame | undefined, length: number): (index: number) => boolean {
  const stretches: [from: number, to: number][] = [[vinAt + 3, vinAt + 13]];
  const message = frame?.message;
  if (message === undefined || message.kind === 'sealed' || message.kind === 'unread') stretches.push([headBytes, length - 1]);
  else if (message.kind === 'login') stretches.push([simAt, simAt + simBytes]);
  else if (message.kind === 'report') {
    const places = message.items.filter((item) => item.kind === 'position');
    for (const item of places) stretches.push([item.offset + 2, item.offset + item.length]);
    if (message.rest !== undefined && places.length === 0) stretches.push([length - 1 - message.rest.length, length - 1]);
  }
  return (index) => stretches.some(([from, to]) => index >= from && index < to);
}

/** A frame for people: bytes in hex (`··` where hidden) and what they mean, in both languages. */
export function frameForPeople(bytes: Uint8Array, trust: Trust = trustNobody) {
  const { frame } = judge(bytes, trust).verdict;
  const sealed = isSealed(bytes); // its bytes have no places of their own to hide
  const hidden = hiddenIn(sealed ? undefined : frame, bytes.length);
  return {
    hex: Array.from(bytes, (byte, index) => (hidden(index) ? '··' : byte.toString(16).toUpperCase().padStart(2, '0'))),
    textZh: frame === undefined ? null : describeFrame(frame, 'zh', { masked: true }), textEn: frame === undefined ? null : describeFrame(frame, 'en', { masked: true }),
    items: frame?.message.kind === 'report' && !sealed ? frame.message.items.map((item) => ({ kind: item.kind, offset: item.offset, length: item.length })) : [],
  };
}

export async function listVehicleFrames(tx: Tx, input: Input<typeof api.listVehicleFrames>) {
  const window = await windowOf(tx, input, 'frames');
  const limit = input.limit ?? 50;
  const rows = await (await lakeOf(tx, window))<Row>(rowsOf('true', limit));
  return {
    writtenTo: await writtenTo(tx),
    frames: rows.map((row) => ({
      at: new Date(row.ms), receivedAt: new Date(row.receivedMs), kind: row.kind, edition: row.edition, command: row.command, reissued: row.reissued,
      bytes: row.frames.reduce((sum, frame) => sum + frame.length, 0), count: row.frames.length, defects: row.defects,
    })),
  };
}

export async function showVehicleFrame(tx: Tx, input: Input<typeof api.showVehicleFrame>) {
  const window = await windowOf(tx, { vin: input.vin, fromAt: input.at, toAt: new Date(Date.parse(input.at) + 1).toISOString() }, 'frames');
  if (window.fromAt.getTime() !== Date.parse(input.at)) refuse('frameNotFound');
  const [row] = await (await lakeOf(tx, window))<Row>(rowsOf(`kind = '${input.kind}'`, 1));
  if (row === undefined) refuse('frameNotFound');
  const trust = (await trustOfCars(tx, [input.vin]))(input.vin, new Date(row.receivedMs));
  return { at: new Date(row.ms), receivedAt: new Date(row.receivedMs), kind: row.kind, defects: row.defects, frames: row.frames.map((bytes) => frameForPeople(bytes, trust)) };
}
