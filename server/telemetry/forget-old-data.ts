// The round that forgets: readings after READINGS_DAYS (7), journalled frames that were read after JOURNAL_HOURS (24),
// strangers' frames after as long as readings, defects after 30 days, codes a car named after 90.
// F1 a frame that some reader of the stream has not read yet is never forgotten.
import { readByAll } from '#platform/stream/cursors';
import type { Tx } from '#platform/tx';
import { forgetNamed } from './fault-store.ts';
import { forgetDefects, forgetHeard, forgetReadings, forgetStrangers } from './store.ts';

export type Keeps = { readingsDays: number; journalHours: number };

const wholeNumber = (text: string | undefined, fallback: number): number => (text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : fallback);
export const keepsFrom = (env: Record<string, string | undefined>): Keeps =>
  ({ readingsDays: wholeNumber(env['READINGS_DAYS'], 7), journalHours: wholeNumber(env['JOURNAL_HOURS'], 24) });

const atOnce = 20_000;
/** Terminals store unsent data for at most seven days. */
const heardMs = 8 * 86_400_000;
const defectDays = 30;
const strangerDays = 30;
const namedFaultDays = 90;
const namedFaultsMost = 300;

export async function forgetOldData(tx: Tx, keeps: Keeps = keepsFrom(process.env)): Promise<void> {
  const ago = (ms: number): Date => new Date(tx.now.getTime() - ms);
  const readingsMs = keeps.readingsDays * 86_400_000;
  await forgetReadings(tx, ago(readingsMs));
  for (const { part, position } of await readByAll(tx)) await tx.stream.forget(tx, part, position, ago(keeps.journalHours * 3_600_000), atOnce); // F1
  await forgetHeard(tx, ago(Math.max(readingsMs, heardMs)));
  await forgetStrangers(tx, ago(readingsMs), ago(strangerDays * 86_400_000));
  await forgetNamed(tx, ago(namedFaultDays * 86_400_000), namedFaultsMost);
  await forgetDefects(tx, ago(defectDays * 86_400_000));
}
