// What can be booked on a day: one pure function, used for showing and again inside the confirming transaction.
// S1 a slot has a technician with the papers, a bay with the equipment and, for high voltage, a second certified person,
// all free for its whole length inside the open hours; S2 a day without a slot says why; S3 adding a busy interval never
// adds a slot; S4 a share of the bays' hours stays free for cars that come unannounced, until shortly before.
import type { refusedDays } from './api.ts';

/** Minutes since the local midnight of the day, end exclusive. */
export type Span = readonly [from: number, to: number];
export type Worker = { id: string; may: boolean; hv: boolean; away: boolean; busy: readonly Span[] };
export type Bay = { id: string; fits: boolean; busy: readonly Span[] };
export type PlanDay = {
  open: readonly Span[]; closed: 'closedHoliday' | 'closedDay' | 'closedWeek' | null; closedWhy: string | null;
  workers: readonly Worker[]; bays: readonly Bay[];
  /** Nothing may start before this minute (today: now). */
  earliestMin: number;
  reservePct: number; reserveUntilMin: number; rasterMin: number;
};
export type Job = { durationMin: number; hv: boolean; needs: Record<string, string> };
export type FreeSlot = { fromMin: number; toMin: number; technicianId: string; guardianId: string | null; bayId: string };
export type Refused = { code: (typeof refusedDays)[number]; data: Record<string, string> };
export type Answer = { slots: FreeSlot[]; refused: Refused | null };

const isFree = (busy: readonly Span[], from: number, to: number): boolean => {
  for (const span of busy) if (span[0] < to && from < span[1]) return false;
  return true;
};
const minutes = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + to - from, 0);

/** Why nobody and nothing could do it on this day at any hour; null when the hour decides. */
function impossible(day: PlanDay, job: Job): Refused | null {
  if (day.open.length === 0) return { code: day.closed ?? 'closedDay', data: day.closedWhy === null ? {} : { why: day.closedWhy } };
  if (!day.bays.some((bay) => bay.fits)) return { code: 'noBay', data: job.needs };
  const certified = day.workers.filter((worker) => worker.may && (!job.hv || worker.hv));
  if (certified.length === 0) return { code: 'noTechnician', data: job.needs };
  if (job.hv && day.workers.filter((worker) => worker.hv).length < 2) return { code: 'noGuardian', data: job.needs };
  const present = certified.filter((worker) => !worker.away);
  if (present.length === 0) return { code: 'techniciansAway', data: {} };
  if (job.hv && day.workers.filter((worker) => worker.hv && !worker.away).length < 2) return { code: 'techniciansAway', data: {} };
  return null;
}

/** Who and where for one start, the least busy first so that work is spread; undefined when not all are free. */
function crew(day: PlanDay, job: Job, from: number, to: number): Omit<FreeSlot, 'fromMin' | 'toMin'> | undefined {
  const bay = day.bays.find((one) => one.fits && isFree(one.busy, from, to));
  if (bay === undefined) return undefined;
  const free = day.workers.filter((worker) => !worker.away && isFree(worker.busy, from, to)).sort((a, b) => minutes(a.busy) - minutes(b.busy) || (a.id < b.id ? -1 : 1));
  const able = free.filter((worker) => worker.may && (!job.hv || worker.hv));
  for (const technician of able) {
    if (!job.hv) return { bayId: bay.id, technicianId: technician.id, guardianId: null };
    const guardian = free.find((worker) => worker.hv && worker.id !== technician.id);
    if (guardian !== undefined) return { bayId: bay.id, technicianId: technician.id, guardianId: guardian.id };
  }
  return undefined;
}

/** Whether a start would eat into what is kept for cars that come unannounced. (S4) */
function eatsReserve(day: PlanDay, length: number, from: number): boolean {
  if (from < day.reserveUntilMin) return false;
  const bays = day.bays.filter((bay) => bay.fits);
  const capacity = bays.length * minutes(day.open);
  const booked = bays.reduce((sum, bay) => sum + minutes(bay.busy), 0);
  return booked > 0 && booked + length > capacity * (1 - day.reservePct / 100);
}

/** Every slot of the day for the job. Work longer than the longest open period starts with it, and the car stays. */
export function freeSlots(day: PlanDay, job: Job): Answer {
  const never = impossible(day, job);
  if (never !== null) return { slots: [], refused: never };
  const length = Math.min(job.durationMin, Math.max(...day.open.map(([from, to]) => to - from)));
  const slots: FreeSlot[] = [];
  const seen = { late: false, reserved: false, taken: false };
  for (const [opens, closes] of day.open) {
    for (let from = Math.ceil(opens / day.rasterMin) * day.rasterMin; from + length <= closes; from += day.rasterMin) {
      if (from < day.earliestMin) seen.late = true;
      else if (eatsReserve(day, length, from)) seen.reserved = true;
      else {
        const found = crew(day, job, from, from + length);
        if (found === undefined) seen.taken = true;
        else slots.push({ fromMin: from, toMin: from + length, ...found });
      }
    }
  }
  if (slots.length > 0) return { slots, refused: null };
  return { slots, refused: { code: seen.taken ? 'full' : seen.reserved ? 'reserved' : seen.late ? 'tooLate' : 'full', data: {} } };
}
