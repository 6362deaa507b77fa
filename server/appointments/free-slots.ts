// What can be booked on a day: one pure function, used for showing and again inside the confirming transaction.
// S1 a slot has a technician with the papers, a bay with the equipment, calibrated tools and, for high voltage, a second
// certified person, all free for its whole length inside the open hours and their shifts, and parts that are there by then;
// S2 a day without a slot says why; S3 adding a busy interval never adds a slot; S4 a share of the bays' hours stays free for
// cars that come unannounced, until shortly before.
import type { refusedDays } from './api.ts';

/** Minutes since the local midnight of the day, end exclusive. */
export type Span = readonly [from: number, to: number];
export type Worker = {
  id: string; may: boolean; hv: boolean; away: boolean; busy: readonly Span[];
  /** The shift of the day; left out where the opening hours count. */
  hours?: Span;
  /** The paper that no longer counts, for the reason. */
  lapsed?: string;
};
/** `closed`: minutes in which a damaged battery stands beside it. */
export type Bay = { id: string; fits: boolean; busy: readonly Span[]; closed?: Span; closedUntil?: string };
export type Tool = { id: string; kind: string; calibrated: boolean; busy: readonly Span[]; name?: string };
export type Refused = { code: (typeof refusedDays)[number]; data: Record<string, string> };
export type PlanDay = {
  open: readonly Span[]; closed: 'closedHoliday' | 'closedDay' | 'closedWeek' | null; closedWhy: string | null;
  workers: readonly Worker[]; bays: readonly Bay[]; tools?: readonly Tool[];
  /** The part that will not be there on this day. */
  parts?: Refused | null;
  /** Nothing may start before this minute (today: now). */
  earliestMin: number;
  reservePct: number; reserveUntilMin: number; rasterMin: number;
};
export type Job = { durationMin: number; hv: boolean; needs: Record<string, string>; tools?: readonly string[] };
export type Crew = { technicianId: string; guardianId: string | null; bayId: string; toolIds: string[] };
export type FreeSlot = Crew & { fromMin: number; toMin: number };
export type Answer = { slots: FreeSlot[]; refused: Refused | null };

export const isFree = (busy: readonly Span[], from: number, to: number): boolean => {
  for (const span of busy) if (span[0] < to && from < span[1]) return false;
  return true;
};
export const onShift = (worker: Worker, from: number, to: number): boolean => worker.hours === undefined || (worker.hours[0] <= from && to <= worker.hours[1]);
const minutes = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + to - from, 0);

/** Why no tool of a kind serves on the day; null when each kind has one. */
function toolless(day: PlanDay, job: Job): Refused | null {
  for (const kind of job.tools ?? []) {
    const held = (day.tools ?? []).filter((tool) => tool.kind === kind);
    if (held.length === 0) return { code: 'noTool', data: { tool: kind } };
    if (!held.some((tool) => tool.calibrated)) return { code: 'toolOutOfCalibration', data: { tool: kind, name: held[0]?.name ?? '' } };
  }
  return null;
}

/** Why nobody and nothing could do it on this day at any hour; null when the hour decides. */
function impossible(day: PlanDay, job: Job): Refused | null {
  if (day.open.length === 0) return { code: day.closed ?? 'closedDay', data: day.closedWhy === null ? {} : { why: day.closedWhy } };
  if (!day.bays.some((bay) => bay.fits)) return { code: 'noBay', data: job.needs };
  const beside = day.bays.filter((bay) => bay.fits).every((bay) => bay.closed !== undefined && day.open.every(([from, to]) => (bay.closed as Span)[0] <= Math.max(from, day.earliestMin) && to <= (bay.closed as Span)[1]));
  if (beside) return { code: 'bayQuarantined', data: { until: day.bays.find((bay) => bay.fits)?.closedUntil ?? '' } };
  const certified = day.workers.filter((worker) => worker.may && (!job.hv || worker.hv));
  const lapsed = day.workers.find((worker) => worker.lapsed !== undefined)?.lapsed;
  const papers = lapsed === undefined ? job.needs : { ...job.needs, lapsed };
  if (certified.length === 0) return { code: 'noTechnician', data: papers };
  if (job.hv && day.workers.filter((worker) => worker.hv).length < 2) return { code: 'noGuardian', data: papers };
  const present = certified.filter((worker) => !worker.away);
  if (present.length === 0) return { code: 'techniciansAway', data: {} };
  if (job.hv && day.workers.filter((worker) => worker.hv && !worker.away).length < 2) return { code: 'techniciansAway', data: {} };
  return toolless(day, job) ?? day.parts ?? null;
}

/** One free tool of each kind; undefined when one is not free. */
function toolsAt(day: PlanDay, job: Job, from: number, to: number): string[] | undefined {
  const taken: string[] = [];
  for (const kind of job.tools ?? []) {
    const tool = (day.tools ?? []).find((one) => one.kind === kind && one.calibrated && isFree(one.busy, from, to));
    if (tool === undefined) return undefined;
    taken.push(tool.id);
  }
  return taken;
}

/** Workers with the least busy first, so that work is spread. */
const byLoad = (workers: readonly Worker[]): Worker[] =>
  workers.map((worker) => ({ worker, load: minutes(worker.busy) })).sort((a, b) => a.load - b.load || (a.worker.id < b.worker.id ? -1 : 1)).map(({ worker }) => worker);

/** Who, where and with what for one start; undefined when not all are free. `workers` in the order in which they are asked. */
export function crewAt(day: PlanDay, job: Job, from: number, to: number, workers: readonly Worker[] = byLoad(day.workers)): Crew | undefined {
  const bay = day.bays.find((one) => one.fits && isFree(one.busy, from, to) && (one.closed === undefined || isFree([one.closed], from, to)));
  const toolIds = bay === undefined ? undefined : toolsAt(day, job, from, to);
  if (bay === undefined || toolIds === undefined) return undefined;
  const free = (worker: Worker): boolean => !worker.away && onShift(worker, from, to) && isFree(worker.busy, from, to);
  for (const technician of workers) {
    if (!technician.may || (job.hv && !technician.hv) || !free(technician)) continue;
    if (!job.hv) return { bayId: bay.id, technicianId: technician.id, guardianId: null, toolIds };
    const guardian = workers.find((worker) => worker.hv && worker.id !== technician.id && free(worker));
    return guardian === undefined ? undefined : { bayId: bay.id, technicianId: technician.id, guardianId: guardian.id, toolIds };
  }
  return undefined;
}

/** Whether a start would eat into what is kept for cars that come unannounced. (S4) */
function reserveOf(day: PlanDay, length: number): (from: number) => boolean {
  const bays = day.bays.filter((bay) => bay.fits);
  const capacity = bays.length * minutes(day.open);
  const booked = bays.reduce((sum, bay) => sum + minutes(bay.busy), 0);
  const eats = booked > 0 && booked + length > capacity * (1 - day.reservePct / 100);
  return (from) => eats && from >= day.reserveUntilMin;
}

/** How long the work keeps the bay on this day: longer than the longest open period starts with it, and the car stays. */
export const lengthOn = (day: PlanDay, job: Job): number => Math.min(job.durationMin, Math.max(...day.open.map(([from, to]) => to - from)));

/** Every slot of the day for the job. */
export function freeSlots(day: PlanDay, job: Job): Answer {
  const never = impossible(day, job);
  if (never !== null) return { slots: [], refused: never };
  const length = lengthOn(day, job);
  const workers = byLoad(day.workers);
  const eatsReserve = reserveOf(day, length);
  const slots: FreeSlot[] = [];
  const seen = { late: false, reserved: false, taken: false };
  for (const [opens, closes] of day.open) {
    for (let from = Math.ceil(opens / day.rasterMin) * day.rasterMin; from + length <= closes; from += day.rasterMin) {
      if (from < day.earliestMin) seen.late = true;
      else if (eatsReserve(from)) seen.reserved = true;
      else {
        const found = crewAt(day, job, from, from + length, workers);
        if (found === undefined) seen.taken = true;
        else slots.push({ fromMin: from, toMin: from + length, ...found });
      }
    }
  }
  if (slots.length > 0) return { slots, refused: null };
  return { slots, refused: { code: seen.taken ? 'full' : seen.reserved ? 'reserved' : seen.late ? 'tooLate' : 'full', data: {} } };
}

/** What an appointment holds of a day. */
export type Held = Crew & { fromMin: number; toMin: number };
/** Why an appointment can no longer be kept as it stands; null when it can. Its own time is not among what is taken. */
export function whyHit(day: PlanDay, job: Job, held: Held): 'closed' | 'bayGone' | 'technicianGone' | 'paperGone' | 'guardianGone' | 'toolGone' | 'partsMissing' | null {
  const { fromMin, toMin } = held;
  if (!day.open.some(([from, to]) => from <= fromMin && toMin <= to)) return 'closed';
  if (!day.bays.some((bay) => bay.id === held.bayId && bay.fits && (bay.closed === undefined || isFree([bay.closed], fromMin, toMin)))) return 'bayGone';
  const find = (id: string | null): Worker | undefined => day.workers.find((worker) => worker.id === id);
  const there = (worker: Worker | undefined): boolean => worker !== undefined && !worker.away && onShift(worker, fromMin, toMin);
  const technician = find(held.technicianId);
  if (!there(technician)) return 'technicianGone';
  if (technician?.may !== true || (job.hv && !technician.hv)) return 'paperGone';
  if (job.hv && (!there(find(held.guardianId)) || find(held.guardianId)?.hv !== true)) return 'guardianGone';
  const tools = (day.tools ?? []).filter((tool) => held.toolIds.includes(tool.id) && tool.calibrated);
  if ((job.tools ?? []).some((kind) => !tools.some((tool) => tool.kind === kind))) return 'toolGone';
  return day.parts !== undefined && day.parts !== null ? 'partsMissing' : null;
}
