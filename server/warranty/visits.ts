// The house's own visits as repairs before the law.
// V1 time runs from the signature at check-in until the work passed its inspection, waiting and diagnosis included;
// V2 a visit counts when the maker pays for something in it, and until its estimate says who pays, unless what was
// reported is no fault of the car; V3 one complaint stays one problem, whatever is found; what nobody has a name for is
// the same problem only within its case; V4 what people state about a repair (grade, replaced parts, problem, time that
// does not count, exclusion) is added to it.
import { casesByIds } from '#cases';
import type { Tx } from '#platform/tx';
import { visitsOfCars, type VisitOfCar } from '#workorders';
import type { Certificate } from './certificate.ts';
import { certificatesOf, statementsOf } from './judgement-store.ts';
import type { Repair } from './repair.ts';
import { stateOf, withStatements, type Statement } from './statement.ts';

export type Read = { visit: VisitOfCar; repair: Repair; provisional: boolean };
type Trouble = NonNullable<Awaited<ReturnType<typeof casesByIds>>[number]>['trouble'];

/** Reported, but no fault of the car by itself. */
const noFault: readonly Trouble[] = ['maintenance', 'collision', 'flooded', 'bodyAndPaint', 'dissatisfied', 'outOfCharge', 'tyre'];

/** (V2) */
function causeOf(visit: VisitOfCar, trouble: Trouble | undefined): { cause: Repair['cause']; provisional: boolean } {
  const pays = (payType: VisitOfCar['payTypes'][number]): boolean => visit.payTypes.includes(payType);
  if (pays('warranty') || pays('threeGuarantees')) return { cause: 'quality', provisional: visit.approved === 0 };
  if (pays('recall')) return { cause: 'campaign', provisional: false };
  if (pays('insurance')) return { cause: 'accident', provisional: false };
  const unsaid = visit.payTypes.length === 0 && trouble !== undefined && !noFault.includes(trouble);
  return { cause: unsaid ? 'quality' : trouble === 'maintenance' ? 'maintenance' : 'customer', provisional: unsaid };
}

/** Visits that are over without anything done were no repairs. */
const isRepair = (visit: VisitOfCar): boolean => visit.approved > 0 || (visit.finishedAt === null && visit.handedBackAt === null);

/** The visits of cars as repairs, by VIN, in order. */
async function readVisits(tx: Tx, vins: readonly string[]): Promise<Map<string, Read[]>> {
  const visits = (await visitsOfCars(tx, vins)).filter(isRepair);
  const troubles = new Map((await casesByIds(tx, [...new Set(visits.map((one) => one.caseId))])).map((one) => [one.id, one.trouble]));
  const read = visits.map((visit): Read => {
    const trouble = troubles.get(visit.caseId);
    const { cause, provisional } = causeOf(visit, trouble);
    const repair: Repair = {
      id: visit.id, number: visit.number, agreedAt: visit.checkedInAt, completedAt: visit.finishedAt ?? visit.handedBackAt, odometerKm: visit.odometerKm, cause,
      problem: trouble === undefined || trouble === 'other' || trouble === 'vehicleAlarm' ? `case ${visit.caseId}` : trouble, // (V3)
      safety: false, resolved: true, undrivable: false, hazard: null, faulty: null, replaced: [], excluded: [], exclusion: null,
    };
    return { visit, repair, provisional };
  });
  return Map.groupBy(read, (one) => one.visit.vin);
}

export type CarOnRecord = { read: Read[]; statements: Statement[]; certificate: Certificate | undefined };
/** Cars with their repairs as people stated them, by VIN. (V4) */
export async function carsOf(tx: Tx, vins: readonly string[]): Promise<Map<string, CarOnRecord>> {
  const [visits, statements, certificates] = [await readVisits(tx, vins), Map.groupBy(await statementsOf(tx, vins), (one) => one.vin), await certificatesOf(tx, vins)];
  return new Map(vins.map((vin) => [vin, { read: withStatements(visits.get(vin) ?? [], statements.get(vin) ?? []), statements: statements.get(vin) ?? [], certificate: certificates.get(vin) }]));
}

/** Whether the guarantees were refused for this repair, and stand refused. */
export const isExcluded = async (tx: Tx, vin: string, workOrderId: string): Promise<boolean> =>
  (await statementsOf(tx, [vin])).some((one) => one.workOrderId === workOrderId && one.kind === 'exclusion' && stateOf(one) === 'stands');

export const carOf = (vehicle: { deliveredOn: string | null; usageNature: 'household' | 'commercial' }, { read, certificate }: Pick<CarOnRecord, 'read' | 'certificate'>, odometerKm: number | null) =>
  ({ invoicedOn: certificate?.invoicedOn ?? null, deliveredOn: vehicle.deliveredOn, replacedOn: certificate?.replacedOn ?? null, usageNature: vehicle.usageNature, odometerKm, repairs: read.map((one) => one.repair) });
