// Vehicles on no register: their frames are kept until someone registers them, within bounds, and counted beyond.
// S1 at most `framesMost` frames of one vehicle and `strangersMost` vehicles; what goes beyond is counted, not kept; S2 the same
// content that comes again is neither.
import { Counter, registry } from '#platform/metrics';
import type { JournalFrame } from '#platform/stream/journal';
import type { Tx } from '#platform/tx';
import { keepStrangerFrames, keptOfStrangers, strangersCount, strangersOf, writeStrangers, type Stranger } from './store.ts';

const dropped = new Counter({ name: 'careloop_telemetry_stranger_frames_dropped_total', help: 'Frames of unknown vehicles beyond what is kept', registers: [registry] });

/** Seven days at one report in thirty seconds, and some. */
export const framesMost = 25_000;
/** More unknown vehicles than this is an attack or an import that was forgotten. */
export const strangersMost = 20_000;

export async function keepStrangers(tx: Tx, heard: readonly JournalFrame[]): Promise<void> {
  if (heard.length === 0) return;
  const before = await keptOfStrangers(tx, heard);
  const frames = heard.filter((frame) => {
    const name = `${frame.vin} ${Buffer.from(frame.sha).toString('hex')}`;
    return !before.has(name) && before.add(name);
  });
  const known = new Map((await strangersOf(tx, [...new Set(frames.map((frame) => frame.vin))])).map((stranger) => [stranger.vin, stranger]));
  let room = strangersMost - (await strangersCount(tx));
  const kept: JournalFrame[] = [];
  const now = new Map<string, Omit<Stranger, 'adoptedAt'>>();
  for (const frame of frames) {
    const before = now.get(frame.vin) ?? known.get(frame.vin);
    const admitted = before !== undefined || room-- > 0;
    const keep = admitted && (before?.framesKept ?? 0) < framesMost;
    if (keep) kept.push(frame);
    else dropped.inc();
    if (!admitted) continue;
    now.set(frame.vin, {
      vin: frame.vin, firstSeenAt: before?.firstSeenAt ?? frame.receivedAt, lastSeenAt: frame.receivedAt, framesCount: (before?.framesCount ?? 0) + 1,
      framesKept: (before?.framesKept ?? 0) + (keep ? 1 : 0), lastBytes: frame.bytes,
    });
  }
  if (now.size > 0) await writeStrangers(tx, [...now.values()]);
  if (kept.length > 0) await keepStrangerFrames(tx, kept);
}
