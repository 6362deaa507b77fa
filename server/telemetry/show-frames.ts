// The frames of a car as they came: a list, and one of them byte by byte with its meaning. What is not in the lake yet is
// shown from the stream, so a frame can be looked at the moment it is acknowledged.
// M1 the middle of the VIN, the SIM card and the place are never shown, in the bytes as little as in the words.
import { describeFrame } from '@careloop/gbt32960';
import { hiddenIn, hexShown, isSealed, judge, trustNobody, trustOfCars, type Trust } from '#gateway';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { partOf } from '#platform/stream/stream';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { windowOf, type Window } from './car-window.ts';
import { rowsOf as historyRows } from './history-row.ts';
import { hexOf, meaningsOf } from './fault-codes.ts';
import { historyPosition } from './history-store.ts';
import { lakeOf, writtenTo } from './past.ts';
import { faultsIn } from './understand.ts';

type Row = { ms: number; receivedMs: number; kind: 'report' | 'login' | 'logout' | 'other'; edition: number; command: number; reissued: boolean; frames: Uint8Array[]; defects: string[] };
const rowsOf = (more: string, limit: number) => (from: string, where: string): string =>
  `select epoch_ms(collected_at)::double as ms, epoch_ms(received_at)::double as "receivedMs", kind, edition, command, reissued, frames, defects
   from ${from} where ${where} and ${more} order by collected_at desc, kind limit ${limit}`;

/** So much of a part's end is looked through for one car: some minutes of a busy house. */
const waitingMost = 20_000;

/** What the car said in this window that is not in the lake yet. */
async function waitingRows(tx: Tx, { vehicle: { vin }, fromAt, toAt }: Window): Promise<Row[]> {
  const part = partOf(vin);
  const written = tx.outside.lake === undefined ? undefined : await historyPosition(tx, part);
  const own = (await tx.stream.newest(tx, part, waitingMost)).filter((frame) => frame.vin === vin && frame.id > (written ?? -1));
  const once = [...new Map(own.toReversed().map((frame) => [Buffer.from(frame.sha).toString('hex'), frame])).values()].toReversed(); // of the same content twice, the first counts
  if (once.length === 0) return [];
  return historyRows(once, await trustOfCars(tx, [vin])).filter((row) => row.collectedAt >= fromAt && row.collectedAt <= toAt).map(({ collectedAt, receivedAt, kind, edition, command, reissued, frames, defects }) =>
    ({ ms: collectedAt.getTime(), receivedMs: receivedAt.getTime(), kind, edition, command, reissued, frames, defects }));
}

/** Each frame once, in the order the lake keeps them in. */
const distinct = (frames: readonly Uint8Array[]): Uint8Array[] => frames.toSorted(Buffer.compare).filter((frame, index, all) => index === 0 || Buffer.compare(frame, all[index - 1] as Uint8Array) !== 0);

/** Rows of one moment and kind are one row, as in the lake: what came first tells, the bytes of all are kept. */
function joined(rows: readonly Row[]): Row[] {
  const byName = Map.groupBy(rows, (row) => `${row.ms} ${row.kind}`);
  return [...byName.values()].map((same) => ({ ...(same[0] as Row), frames: distinct(same.flatMap((row) => row.frames)), defects: [...new Set(same.flatMap((row) => row.defects))] }))
    .sort((a, b) => b.ms - a.ms || (a.kind < b.kind ? -1 : 1));
}

/** A frame for people: bytes in hex (`··` where hidden) and what they mean, in both languages. */
export function frameForPeople(bytes: Uint8Array, trust: Trust = trustNobody) {
  const { frame } = judge(bytes, trust).verdict;
  const sealed = isSealed(bytes); // its bytes have no places of their own to hide
  const hidden = hiddenIn(sealed ? undefined : frame, bytes.length);
  return {
    hex: hexShown(bytes, hidden),
    textZh: frame === undefined ? null : describeFrame(frame, 'zh', { masked: true }), textEn: frame === undefined ? null : describeFrame(frame, 'en', { masked: true }),
    items: frame?.message.kind === 'report' && !sealed ? frame.message.items.map((item) => ({ kind: item.kind, offset: item.offset, length: item.length })) : [],
    named: frame?.message.kind === 'report' && !sealed ? (faultsIn(frame.message.items) ?? []).map(({ part, code }) => ({ part, hex: hexOf(code) })) : [],
  };
}

export async function listVehicleFrames(tx: Tx, input: Input<typeof api.listVehicleFrames>) {
  const window = await windowOf(tx, input, 'frames');
  const limit = input.limit ?? 50;
  const rows = joined([...(await (await lakeOf(tx, window))<Row>(rowsOf('true', limit))), ...(await waitingRows(tx, window))]).slice(0, limit);
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
  const waiting = (await waitingRows(tx, window)).filter((each) => each.ms === window.fromAt.getTime() && each.kind === input.kind);
  const [row] = joined([...(await (await lakeOf(tx, window))<Row>(rowsOf(`kind = '${input.kind}'`, 1))), ...waiting]);
  if (row === undefined) refuse('frameNotFound');
  const trust = (await trustOfCars(tx, [input.vin]))(input.vin, new Date(row.receivedMs));
  const frames = row.frames.map((bytes) => frameForPeople(bytes, trust));
  const meaning = await meaningsOf(tx, window.vehicle, frames.flatMap((frame) => frame.named.map((one) => one.hex)));
  return {
    at: new Date(row.ms), receivedAt: new Date(row.receivedMs), kind: row.kind, defects: row.defects,
    frames: frames.map(({ named, ...frame }) => ({ ...frame, faults: named.map((one) => ({ ...one, meaning: meaning(one.hex, new Date(row.ms)) })) })),
  };
}
