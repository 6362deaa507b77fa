// What a plan changes against another: for whom, from when to when, from whom to whom. Pure.
import { timesOf, type PlanContent, type Timed } from './day.ts';
import { atSecond, type GatheredDay } from './gather-day.ts';
import type { Job } from './job.ts';
import { lateMin } from './board.ts';

export type Change = { jobId: string; vanFrom: string | null; vanTo: string | null; fromAt: Date | null; toAt: Date | null; told: boolean; tells: boolean; leftOut: string[] };

/** A time moves for people when it moves by this much. */
const noticedMs = 5 * 60_000;

/** `was`: where each job stood. */
export function changesOf(at: GatheredDay, was: ReadonlyMap<string, Timed>, after: PlanContent): Change[] {
  const is = timesOf(after);
  const out = new Map(after.leftOut.map((one) => [one.jobId, one.reasons]));
  const instant = (second: number | undefined): Date | null => (second === undefined ? null : atSecond(at.onDay, second));
  return at.day.jobs.flatMap((one) => {
    const [from, to] = [was.get(one.id), is.get(one.id)];
    const moved = from?.vanId !== to?.vanId || Math.abs((from?.starts ?? 0) - (to?.starts ?? 0)) * 1000 >= noticedMs;
    if (!moved) return [];
    const job = at.jobs.find((other) => other.id === one.id) as Job;
    const toAt = instant(to?.starts);
    const told = job.toldFrom !== null && job.toldUntil !== null;
    const holds = told && toAt !== null && toAt >= new Date((job.toldFrom as Date).getTime() - 15 * 60_000) && toAt <= new Date((job.toldUntil as Date).getTime() + 15 * 60_000);
    return [{ jobId: one.id, vanFrom: from?.vanId ?? null, vanTo: to?.vanId ?? null, fromAt: instant(from?.starts), toAt, told, tells: toAt !== null && !holds, leftOut: out.get(one.id) ?? [] }];
  });
}

/** Minutes by which visits of a plan miss the windows that were promised. */
export function lateMinutes(at: GatheredDay, plan: PlanContent): number {
  const times = timesOf(plan);
  return at.jobs.reduce((sum, job) => {
    const time = times.get(job.id);
    return time === undefined ? sum : sum + lateMin(atSecond(at.onDay, time.starts), job.windowUntil);
  }, 0);
}
