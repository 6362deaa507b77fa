// Gathers what `freeSlots` decides from: hours, people with their papers, bays, and what is taken already, by any brand.
import { absencesFrom, baysOf, isCertified, mayWorkHv, techniciansOf, workingDays, type Outlet, type Technician } from '#network';
import { addDays, beijingDay, beijingInstant } from '#platform/calendar';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBook, type LabourOperation } from '#prices';
import type { Vehicle } from '#vehicles';
import { freeSlots, type Answer, type Job, type PlanDay, type Span } from './free-slots.ts';
import { reservationsAt, rulesOn } from './store.ts';

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
    durationMin: Math.max(raster, Math.ceil((labourMin + ruleOf(rules, 'receptionMin')) / raster) * raster), hv,
    needs: { ...(bays.length > 0 ? { bay: bays.join(',') } : {}), ...(papers.length > 0 || hv ? { certificate: [...papers, ...(hv ? ['lvElectrician', 'makerHv'] : [])].join(',') } : {}) },
  };
}

const minuteOf = (at: Date, onDay: string): number => Math.round((at.getTime() - beijingInstant(onDay, '00:00').getTime()) / 60_000);
export const atMinute = (onDay: string, minute: number): Date => new Date(beijingInstant(onDay, '00:00').getTime() + minute * 60_000);

/** Whether a technician's papers allow all operations on the day, for cars of the brand. */
const allows = (technician: Technician, operations: readonly LabourOperation[], onDay: string, { brandId, modelId }: Vehicle): boolean =>
  (technician.brandIds === null || technician.brandIds.includes(brandId)) &&
  operations.every(({ certificate, hv, system, level }) => (certificate === null || isCertified(technician, certificate, onDay, brandId, { modelId, system, level })) && (!hv || mayWorkHv(technician, onDay, brandId, { modelId, system, level })));

export type Plan = { job: Job; days: { onDay: string; plan: PlanDay }[]; rules: Rules };

/** The days of an outlet as they stand now for these operations; `except` is an appointment that would move away. */
export async function planDays(tx: Tx, at: { outlet: Outlet; vehicle: Vehicle; operations: readonly LabourOperation[]; fromOn: string; days: number; except?: string }): Promise<Plan> {
  const { outlet, vehicle, operations } = at;
  const today = beijingDay(tx.now);
  const rules = await rulesOn(tx, today);
  const job = jobOf(operations, rules);
  const technicians = await acrossWalls(tx, 'people and time of an outlet are shared between its brands', () => techniciansOf(tx, outlet.id));
  const absences = await absencesFrom(tx, technicians.map((one) => one.staffId), at.fromOn);
  const bays = await baysOf(tx, outlet.id);
  const wanted = job.needs['bay']?.split(',') ?? [];
  const taken = (await reservationsAt(tx, outlet.id, beijingInstant(at.fromOn, '00:00'), beijingInstant(addDays(at.fromOn, at.days), '00:00'))).filter((one) => one.appointmentId !== at.except);
  const busyOn = (onDay: string, kind: string, id: string): Span[] => taken.filter((one) => one.resourceKind === kind && one.resourceId === id && beijingDay(one.startsAt) === onDay)
    .map((one) => [minuteOf(one.startsAt, onDay), minuteOf(one.endsAt, onDay)]);
  const days = (await workingDays(tx, outlet, at.fromOn, at.days)).map(({ onDay, hours, closedBy, why }) => ({
    onDay,
    plan: {
      open: hours.map(({ opensAt, closesAt }): Span => [minuteOf(opensAt, onDay), minuteOf(closesAt, onDay)]),
      closed: closedBy === 'holiday' ? 'closedHoliday' as const : closedBy === 'exception' ? 'closedDay' as const : closedBy === 'week' ? 'closedWeek' as const : null, closedWhy: why,
      workers: technicians.map((one) => ({
        id: one.staffId, may: allows(one, operations, onDay, vehicle), hv: mayWorkHv(one, onDay, vehicle.brandId),
        away: absences.some((absence) => absence.staffId === one.staffId && absence.firstOn <= onDay && onDay <= absence.lastOn), busy: busyOn(onDay, 'staff', one.staffId),
      })),
      bays: bays.map((bay) => ({ id: bay.id, fits: wanted.every((need) => (bay.capabilities as string[]).includes(need)), busy: busyOn(onDay, 'bay', bay.id) })),
      earliestMin: minuteOf(tx.now, onDay), reservePct: ruleOf(rules, 'reservePct'), reserveUntilMin: minuteOf(tx.now, onDay) + ruleOf(rules, 'reserveUntilHours') * 60,
      rasterMin: ruleOf(rules, 'rasterMin'),
    },
  }));
  return { job, days, rules };
}

/** The answer of each day; days beyond the horizon are refused as such. */
export function answers(plan: Plan, today: string): { onDay: string; answer: Answer }[] {
  const last = addDays(today, ruleOf(plan.rules, 'horizonDays'));
  return plan.days.map(({ onDay, plan: day }) => ({
    onDay, answer: onDay > last || onDay < today ? { slots: [], refused: { code: onDay < today ? 'tooLate' as const : 'beyondHorizon' as const, data: { until: last } } } : freeSlots(day, plan.job),
  }));
}
