// Gathers what `freeSlots` decides from: hours, people with their papers and shifts, bays, tools, parts, and what is taken
// already, by any brand.
import { closedBays } from '#batteries';
import { absencesFrom, baysOf, isCalibrated, mayWorkHv, missingFor, shiftsAt, techniciansOf, toolsOf, workingDays, type Outlet, type Shift, type Technician } from '#network';
import { countedAt, elsewhere, heldParts, missingOn, type Claim, type Counted } from '#parts';
import { addDays, beijingDay, beijingInstant } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBook, type LabourOperation } from '#prices';
import type { Vehicle } from '#vehicles';
import { freeSlots, type Answer, type Job, type PlanDay, type Refused, type Span, type Worker } from './free-slots.ts';
import { missedVisits, reservationsAt, rulesOn, type Reservation } from './store.ts';

export type Rules = Map<string, number>;
export const ruleOf = (rules: Rules, name: string): number => rules.get(name) ?? refuse('internal', { rule: name });

/** The operations a visit is for, from the brand's book of today; refuses codes it does not have for the model. */
export async function operationsOf(tx: Tx, vehicle: Vehicle, codes: readonly string[]): Promise<LabourOperation[]> {
  const { content } = await findBook(tx, vehicle.brandId);
  return codes.map((code) => content.operations.find((one) => one.code === code && (one.modelIds === null || one.modelIds.includes(vehicle.modelId))) ?? refuse('operationNotFound', { field: 'operations', code }));
}

/** How long the operations keep bay and people, and what they need. */
export function jobOf(operations: readonly LabourOperation[], rules: Rules): Job {
  const included = new Set(operations.flatMap((one) => one.includes));
  const labourMin = operations.filter((one) => !included.has(one.code)).reduce((sum, one) => sum + one.labourCentihours * 0.6, 0);
  const raster = ruleOf(rules, 'rasterMin');
  const hv = operations.some((one) => one.hv);
  const bays = [...new Set([...operations.flatMap((one) => one.bayCapability ?? []), ...(hv ? ['hvBay'] : [])])];
  const papers = [...new Set(operations.flatMap((one) => one.certificate ?? []))];
  return {
    durationMin: Math.max(raster, Math.ceil((labourMin + ruleOf(rules, 'receptionMin')) / raster) * raster), hv, tools: [...new Set(operations.flatMap((one) => one.tools ?? []))],
    needs: { ...(bays.length > 0 ? { bay: bays.join(',') } : {}), ...(papers.length > 0 || hv ? { certificate: [...papers, ...(hv ? ['lvElectrician', 'makerHv'] : [])].join(',') } : {}) },
  };
}

/** The parts of all operations together. */
export function partsFor(operations: readonly LabourOperation[]): { code: string; quantity: number }[] {
  const needs = new Map<string, number>();
  for (const part of operations.flatMap((one) => one.parts)) needs.set(part.code, (needs.get(part.code) ?? 0) + part.quantity);
  return [...needs].map(([code, quantity]) => ({ code, quantity }));
}

export const minuteOf = (at: Date, onDay: string): number => Math.round((at.getTime() - beijingInstant(onDay, '00:00').getTime()) / 60_000);
export const atMinute = (onDay: string, minute: number): Date => new Date(beijingInstant(onDay, '00:00').getTime() + minute * 60_000);
const clockMinute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a technician's papers allow all operations on the day, for this car; and the paper that once did. */
function papersOf(technician: Technician, operations: readonly LabourOperation[], onDay: string, { brandId, modelId }: Vehicle): Pick<Worker, 'may' | 'hv' | 'lapsed'> {
  let may = technician.brandIds === null || technician.brandIds.includes(brandId);
  let lapsed: string | undefined;
  for (const operation of operations) {
    const gap = missingFor(technician, operation, onDay, { brandId, modelId });
    if (gap === undefined) continue;
    may = false;
    if (gap.standing !== 'none' && gap.until !== null) lapsed = `${gap.kind} ${gap.standing} ${gap.until}`;
  }
  return { may, hv: mayWorkHv(technician, onDay, brandId, { modelId }), ...(lapsed === undefined ? {} : { lapsed }) };
}

export type Plan = { job: Job; days: { onDay: string; plan: PlanDay }[]; rules: Rules; needs: { code: string; quantity: number }[]; horizonDays: number; missedOften: boolean };
/** Parts that a visit in progress waits for, and the day each comes; null when nobody knows. Its other parts lie in its own boxes. */
export type WaitsFor = readonly { code: string; arrivesOn: string | null }[];
type Asked = { outlet: Outlet; vehicle: Vehicle; operations: readonly LabourOperation[]; fromOn: string; days: number; except?: string; waitsFor?: WaitsFor };

/** What is taken, by day, kind and resource, in minutes of the day. */
function takenBy(reservations: readonly Reservation[], except: string | undefined): Map<string, Span[]> {
  const taken = new Map<string, Span[]>();
  for (const one of reservations) {
    if (one.appointmentId === except) continue;
    const onDay = beijingDay(one.startsAt);
    const key = `${onDay} ${one.resourceKind} ${one.resourceId}`;
    const spans = taken.get(key) ?? [];
    spans.push([minuteOf(one.startsAt, onDay), minuteOf(one.endsAt, onDay)]);
    taken.set(key, spans);
  }
  return taken;
}

/** The parts that a visit needs and will not find on a day. */
function partsMissing(stock: ReadonlyMap<string, Counted>, claims: readonly Claim[], needs: Plan['needs'], onDay: string): Refused | null {
  const gap = missingOn(stock, claims, needs, onDay);
  return gap === null ? null : { code: 'partsMissing', data: { part: gap.code, ...(gap.arrives === null ? {} : { arrives: gap.arrives }) } };
}

/** The part that a visit in progress still waits for on a day. */
function stillWaits(waitsFor: WaitsFor, onDay: string): Refused | null {
  const gap = waitsFor.find((one) => one.arrivesOn === null || one.arrivesOn > onDay);
  return gap === undefined ? null : { code: 'partsMissing', data: { part: gap.code, ...(gap.arrivesOn === null ? {} : { arrives: gap.arrivesOn }) } };
}

/** How far ahead this actor may book: who missed visits too often books for himself at short notice only. */
async function horizonOf(tx: Tx, vehicle: Vehicle, rules: Rules): Promise<Pick<Plan, 'horizonDays' | 'missedOften'>> {
  const far = { horizonDays: ruleOf(rules, 'horizonDays'), missedOften: false };
  if (tx.actor.kind !== 'owner' || tx.actor.id !== vehicle.ownerId) return far;
  const since = new Date(tx.now.getTime() - ruleOf(rules, 'noShowDays') * 86_400_000);
  return (await missedVisits(tx, vehicle.ownerId, since)) < ruleOf(rules, 'noShowLimit') ? far : { horizonDays: ruleOf(rules, 'noShowHorizonDays'), missedOften: true };
}

/** What stands in the database about the place over the days. */
async function gather(tx: Tx, at: Asked, toOn: string, technicians: readonly Technician[], needs: Plan['needs'], wantsTools: boolean) {
  const none = Promise.resolve([]);
  const [absences, bays, reserved, shifts, tools, working, claims, stock] = await Promise.all([
    absencesFrom(tx, technicians.map((one) => one.staffId), at.fromOn), baysOf(tx, at.outlet.id),
    reservationsAt(tx, at.outlet.id, beijingInstant(at.fromOn, '00:00'), beijingInstant(addDays(toOn, 1), '00:00')), shiftsAt(tx, at.outlet.id, at.fromOn, toOn),
    wantsTools ? toolsOf(tx, at.outlet.id) : none, workingDays(tx, at.outlet, at.fromOn, at.days),
    needs.length > 0 ? heldParts(tx, at.outlet.id, at.vehicle.brandId, at.except ?? '') : none, needs.length > 0 ? countedAt(tx, at.outlet.id, at.vehicle.brandId) : Promise.resolve(new Map<string, Counted>()),
  ]);
  return { absences, bays, taken: takenBy(reserved, at.except), shifts: new Map(shifts.map((one) => [`${one.onDay} ${one.staffId}`, one])), tools: tools.filter((one) => one.inUse), working, claims, stock };
}

/** The shift of the day as a worker has it; a day off is being away. */
const shiftOf = (shift: Shift | undefined): { off: boolean; hours?: Span } =>
  shift === undefined ? { off: false } : shift.starts === null || shift.ends === null ? { off: true } : { off: false, hours: [clockMinute(shift.starts), clockMinute(shift.ends)] };

/** When a bay stands closed beside a damaged battery: the watch, and a day on where nobody has ended it yet. */
function closedOn(beside: { fromAt: Date; untilAt: Date } | undefined, now: Date, onDay: string): { closed?: Span; closedUntil?: string } {
  if (beside === undefined) return {};
  const until = new Date(Math.max(beside.untilAt.getTime(), now.getTime() + 86_400_000));
  const [from, to] = [minuteOf(beside.fromAt, onDay), minuteOf(until, onDay)];
  return to <= 0 || from >= 1440 ? {} : { closed: [from, to], closedUntil: beijingDay(until) };
}

/** Who cannot have a part here hears where it lies. */
async function sayWhereElse(tx: Tx, at: Asked, gaps: readonly (Refused | null)[]): Promise<void> {
  const short = gaps.flatMap((gap) => gap ?? []);
  for (const code of new Set(short.flatMap((gap) => gap.data['part'] ?? []))) {
    const other = await elsewhere(tx, at.vehicle.brandId, code, at.outlet.id);
    if (other !== null) for (const gap of short) if (gap.data['part'] === code) Object.assign(gap.data, { elsewhere: other.name, elsewhereEn: other.nameEn, elsewhereId: other.outletId });
  }
}

/** The days of an outlet as they stand now for these operations; `except` is an appointment that would move away. */
export async function planDays(tx: Tx, at: Asked): Promise<Plan> {
  const { outlet, vehicle, operations } = at;
  const [rules, technicians] = await Promise.all([rulesOn(tx, beijingDay(tx.now)), acrossWalls(tx, 'people and time of an outlet are shared between its brands', () => techniciansOf(tx, outlet.id))]);
  const job = jobOf(operations, rules);
  const needs = at.waitsFor === undefined ? partsFor(operations) : [];
  const found = await gather(tx, at, addDays(at.fromOn, at.days - 1), technicians, needs, (job.tools ?? []).length > 0);
  const beside = await closedBays(tx, outlet.id);
  const wanted = job.needs['bay']?.split(',') ?? [];
  const busyOn = (onDay: string, kind: string, id: string): Span[] => found.taken.get(`${onDay} ${kind} ${id}`) ?? [];
  const days = found.working.map(({ onDay, hours, closedBy, why }) => ({
    onDay,
    plan: {
      open: hours.map(({ opensAt, closesAt }): Span => [minuteOf(opensAt, onDay), minuteOf(closesAt, onDay)]),
      closed: closedBy === 'holiday' ? 'closedHoliday' as const : closedBy === 'exception' ? 'closedDay' as const : closedBy === 'week' ? 'closedWeek' as const : null, closedWhy: why,
      workers: hours.length === 0 ? [] : technicians.map((one): Worker => {
        const { off, ...shift } = shiftOf(found.shifts.get(`${onDay} ${one.staffId}`));
        const away = off || found.absences.some((absence) => absence.staffId === one.staffId && absence.firstOn <= onDay && onDay <= absence.lastOn);
        return { id: one.staffId, ...papersOf(one, operations, onDay, vehicle), ...shift, away, busy: busyOn(onDay, 'staff', one.staffId) };
      }),
      bays: found.bays.map((bay) => ({ id: bay.id, fits: wanted.every((need) => (bay.capabilities as string[]).includes(need)), busy: busyOn(onDay, 'bay', bay.id), ...closedOn(beside.get(bay.id), tx.now, onDay) })),
      tools: found.tools.map((tool) => ({ id: tool.id, kind: tool.kind, name: tool.name, calibrated: isCalibrated(tool, onDay), busy: busyOn(onDay, 'tool', tool.id) })),
      parts: at.waitsFor === undefined ? partsMissing(found.stock, found.claims, needs, onDay) : stillWaits(at.waitsFor, onDay),
      earliestMin: minuteOf(tx.now, onDay), reservePct: ruleOf(rules, 'reservePct'), reserveUntilMin: minuteOf(tx.now, onDay) + ruleOf(rules, 'reserveUntilHours') * 60,
      rasterMin: ruleOf(rules, 'rasterMin'),
    },
  }));
  await sayWhereElse(tx, at, days.map(({ plan }) => plan.parts));
  return { job, days, rules, needs, ...(await horizonOf(tx, vehicle, rules)) };
}

/** The answer of each day; days beyond the horizon are refused as such. */
export function answers(plan: Plan, today: string): { onDay: string; answer: Answer }[] {
  const last = addDays(today, plan.horizonDays);
  return plan.days.map(({ onDay, plan: day }) => ({
    onDay, answer: onDay > last || onDay < today ? { slots: [], refused: { code: onDay < today ? 'tooLate' as const : plan.missedOften ? 'missedBefore' as const : 'beyondHorizon' as const, data: { until: last } } } : freeSlots(day, plan.job),
  }));
}
