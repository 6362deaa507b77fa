// Looks after the lake: merges small files, forgets by rule, and removes bytes that do not count.
// T1 merging and forgetting change which files count in one transaction, and only if those they began with still count;
// T2 a file that stopped counting stays for some minutes, for those who are reading it; T3 bytes that never came to
// count (a writer was killed) are removed after an hour, longer than any writer takes.
import { rm } from 'node:fs/promises';
import { system } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import { unitOfWork, type Tx, type World } from '#platform/tx';
import {
  brandsWithHistory, dropFiles, filesBefore, filesOn, forgetDays, forgetFiles, goneFiles, historyRules, knownFiles, listFiles, shelvesToMerge, type HistoryRule,
} from './history-store.ts';
import type { Shelf } from './history-row.ts';
import type { Lake } from './lake.ts';

/** Small files are merged when there are so many on a shelf; a file of more rows is left alone until its day is over. */
const mergeCount = 8;
const smallRows = 200_000;
/** A day is over when no car reports on it any more but by reissue; then its shelves become one file each. */
const quietMs = 3_600_000;
const readersMs = 600_000;
const writersMs = 3_600_000;

/** Merges one shelf; false when somebody else changed it meanwhile. (T1) */
async function mergeShelf(world: World, lake: Lake, shelf: Shelf, closed: boolean): Promise<boolean> {
  const files = (await unitOfWork(world, system('history'), (tx) => filesOn(tx, shelf))).filter((file) => closed || file.rowCount < smallRows);
  if (files.length < 2) return false;
  const written = await lake.merge(shelf, files.map((file) => file.name));
  const merged = await unitOfWork(world, system('history'), async (tx) => {
    if ((await dropFiles(tx, files.map((file) => file.name))) !== files.length) throw new Error('the shelf has changed');
    await listFiles(tx, [{ shelf, written }]);
    return true;
  }).catch((error: unknown) => {
    if (!/the shelf has changed/.test(String(error))) throw error;
    return false;
  });
  if (!merged) await lake.bucket.remove(written.name);
  return merged;
}

/** Merges up to `limit` shelves; answers how many. */
export async function mergeHistory(world: World, lake: Lake, limit = 4): Promise<number> {
  const now = world.clock();
  const today = beijingDay(now);
  const shelves = await unitOfWork(world, system('history'), (tx) =>
    shelvesToMerge(tx, { count: mergeCount, smallRows, closedBefore: today, quietSince: new Date(now.getTime() - quietMs), limit }));
  let merged = 0;
  for (const shelf of shelves) if (await mergeShelf(world, lake, shelf, shelf.onDay < today)) merged++;
  return merged;
}

/** How many days a brand keeps its history on a day: by its own newest rule that has begun, else by the house's. */
export function keepDaysOf(rules: readonly Pick<HistoryRule, 'brandId' | 'fromOn' | 'keepDays'>[], brandId: string, onDay: string): number | undefined {
  const begun = (of: string) => rules.filter((rule) => rule.brandId === of && rule.fromOn <= onDay).sort((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0];
  return (begun(brandId) ?? begun('*'))?.keepDays;
}

/** Takes off the list what is older than the rules allow. A round: it names no file that is still to be kept. */
export async function forgetHistory(tx: Tx): Promise<void> {
  const rules = await historyRules(tx);
  const today = beijingDay(tx.now);
  for (const brandId of await brandsWithHistory(tx)) {
    const keepDays = keepDaysOf(rules, brandId, today);
    if (keepDays === undefined) continue;
    const before = addDays(today, -keepDays);
    const names = await filesBefore(tx, brandId, before);
    if (names.length > 0) {
      await dropFiles(tx, names);
      tx.record({ action: 'telemetry.forgetHistory', subject: 'history', subjectId: brandId, brandId, after: { before, files: names.length, keepDays } });
    }
    await forgetDays(tx, brandId, before);
  }
}

/** Removes the bytes of files that stopped counting some minutes ago, however many they are; answers how many. (T2) */
export async function removeGone(world: World, lake: Lake, atOnce = 1_000): Promise<number> {
  const before = new Date(world.clock().getTime() - readersMs);
  for (let removed = 0; ; ) {
    const gone = await unitOfWork(world, system('history'), (tx) => goneFiles(tx, before, atOnce));
    for (const name of gone) await lake.bucket.remove(name);
    if (gone.length > 0) await unitOfWork(world, system('history'), (tx) => forgetFiles(tx, gone));
    removed += gone.length;
    if (gone.length < atOnce) return removed;
  }
}

/** Removes the bytes of files that never came to count; it looks at every file that there is. (T3) */
export async function removeStrays(world: World, lake: Lake): Promise<number> {
  const now = world.clock();
  const old = (await lake.bucket.list('brand=')).filter((file) => now.getTime() - file.changedAt.getTime() > writersMs).map((file) => file.name);
  let strays = 0;
  for (let from = 0; from < old.length; from += 5000) {
    const part = old.slice(from, from + 5000);
    const known = await unitOfWork(world, system('history'), (tx) => knownFiles(tx, part));
    for (const name of part.filter((one) => !known.has(one))) {
      await lake.bucket.remove(name);
      strays++;
    }
  }
  for (const path of await lake.leftovers(new Date(now.getTime() - writersMs))) await rm(path, { force: true });
  return strays;
}
