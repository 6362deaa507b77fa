// Statements of work orders, their lines, spells of work and lock-outs.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { Line, WorkOrder } from './work-order.ts';

export const orderColumns = sql`id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, appointment_id, book_id, tier, state, hold_reason, check_in, diagnosis, promised_at, promises, promise_warned_at, promise_missed_at, owner_told_late_at,
  estimate_version, estimate_valid_until, inspection, handed_back, settled, model_id, comeback, state_since, test_drives, checked_in_at, checked_in_by, finished_at, handed_back_at, away_since, aways, parts_choice, resume_appointment_id, version`;
const lineColumns = sql`id, work_order_id, position, estimate_version, kind, code, for_operation, name, name_en, quantity, unit_fen, total_fen, system, hv, safety, pay_type, owner_fen, maker_fen, pay_reason, goodwill_by, goodwill_ok_by,
  answer, answered_at, answered_by, answer_channel, answer_words, proof, done, photos, origin, labour_centihours, was_fen, list_fen, override_why, override_by`;

export const workOrderById = (tx: Tx, id: string) => maybe<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where id = ${id}`);
export const ordersById = (tx: Tx, ids: readonly string[]) => many<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where id = any(${[...ids]}::text[])`);
export const lockWorkOrder = (tx: Tx, id: string) => maybe<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where id = ${id} for update`);
export const ordersOfOwner = (tx: Tx, ownerId: string, caseId?: string) =>
  many<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where owner_id = ${ownerId} and state <> 'cancelled' and (${caseId ?? null}::text is null or case_id = ${caseId ?? null}) order by (state = 'handedBack'), checked_in_at desc limit 50`);
/** Every visit of a car that was not called off, newest first. */
export const ordersOfCar = (tx: Tx, vin: string) => many<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where vin = ${vin} and state <> 'cancelled' order by checked_in_at desc limit 100`);
export function listedOrders(tx: Tx, places: readonly Place[], where: { state?: string; outletId?: string; caseId?: string; number?: string; after?: { over: boolean; at: Date; id: string }; limit: number }): Promise<WorkOrder[]> {
  const conditions: Sql[] = [withinPlaces(places, sql`brand_id`, sql`outlet_id`)];
  if (where.state !== undefined) conditions.push(sql`state = ${where.state}`);
  if (where.outletId !== undefined) conditions.push(sql`outlet_id = ${where.outletId}`);
  if (where.caseId !== undefined) conditions.push(sql`case_id = ${where.caseId}`);
  if (where.number !== undefined) conditions.push(sql`strpos(number, ${where.number}) > 0`);
  const over = sql`(state in ('handedBack', 'cancelled'))`;
  if (where.after !== undefined) {
    const { over: last, at, id } = where.after;
    conditions.push(sql`(${last ? sql`false` : over} or (${last ? over : sql`not ${over}`} and (checked_in_at, id) < (${at}::timestamptz, ${id})))`);
  }
  return many(tx, sql`select ${orderColumns} from workorders.work_orders where ${join(conditions, ' and ')} order by ${over}, checked_in_at desc, id desc limit ${where.limit}`);
}
export const endangeredPromises = (tx: Tx, before: Date) =>
  many<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where away_since is null and promise_warned_at is null and promise_missed_at is null and promised_at between ${tx.now} and ${before} and state not in ('ready', 'handedBack', 'cancelled') limit 100 for update skip locked`);
/** Promises of the next day that nobody has moved and of which the owner has heard nothing. */
export const untoldPromises = (tx: Tx, before: Date) =>
  many<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where away_since is null and owner_told_late_at is null and promise_missed_at is null and promised_at between ${tx.now} and ${before} and state not in ('ready', 'handedBack', 'cancelled') limit 200 for update skip locked`);
export const missedPromises = (tx: Tx) =>
  many<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where away_since is null and promise_missed_at is null and promised_at < ${tx.now} and state not in ('ready', 'handedBack', 'cancelled') limit 100 for update skip locked`);
export const openOrderOf = (tx: Tx, appointmentId: string) => maybe<{ id: string }>(tx, sql`select id from workorders.work_orders where appointment_id = ${appointmentId} and state <> 'cancelled'`);
/** The order of a visit to the owner's place. */
export const lockOrderOfVisit = (tx: Tx, visitId: string) => maybe<WorkOrder>(tx, sql`select ${orderColumns} from workorders.work_orders where check_in->>'homeVisitId' = ${visitId} and state <> 'cancelled' for update`);
/** Whether a car is in a shop now; two who take in the same car wait for each other. */
export async function isCheckedIn(tx: Tx, vin: string): Promise<boolean> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext(${`check in ${vin}`}))`);
  return (await maybe(tx, sql`select 1 from workorders.work_orders where vin = ${vin} and state not in ('handedBack', 'cancelled')`)) !== undefined;
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
export const insertOrder = (tx: Tx, o: Pick<WorkOrder, 'id' | 'number' | 'brandId' | 'ownerId' | 'vehicleId' | 'vin' | 'caseId' | 'outletId' | 'appointmentId' | 'bookId' | 'tier' | 'checkIn' | 'promisedAt' | 'promises' | 'checkedInBy' | 'modelId' | 'comeback'>) =>
  one<WorkOrder>(tx, sql`insert into workorders.work_orders (id, number, brand_id, owner_id, vehicle_id, vin, case_id, outlet_id, appointment_id, book_id, tier, state, check_in, promised_at, promises, checked_in_at, checked_in_by, model_id, comeback, state_since)
    values (${o.id}, ${o.number}, ${o.brandId}, ${o.ownerId}, ${o.vehicleId}, ${o.vin}, ${o.caseId}, ${o.outletId}, ${o.appointmentId}, ${o.bookId}, ${o.tier}, 'checkedIn', ${JSON.stringify(o.checkIn)}::jsonb, ${o.promisedAt},
      ${JSON.stringify(o.promises)}::jsonb, ${tx.now}, ${o.checkedInBy}, ${o.modelId}, ${json(o.comeback)}::jsonb, ${tx.now}) returning ${orderColumns}`);

/** Writes everything that can change, one version on. */
export const saveOrder = (tx: Tx, o: WorkOrder) =>
  one<WorkOrder>(tx, sql`update workorders.work_orders set state_since = case when state = ${o.state} then state_since else ${tx.now} end, state = ${o.state}, hold_reason = ${o.holdReason}, book_id = ${o.bookId}, diagnosis = ${json(o.diagnosis)}::jsonb, promised_at = ${o.promisedAt},
    promises = ${JSON.stringify(o.promises)}::jsonb, promise_warned_at = ${o.promiseWarnedAt}, promise_missed_at = ${o.promiseMissedAt}, owner_told_late_at = ${o.ownerToldLateAt}, estimate_version = ${o.estimateVersion}, estimate_valid_until = ${o.estimateValidUntil}, inspection = ${json(o.inspection)}::jsonb,
    handed_back = ${json(o.handedBack)}::jsonb, settled = ${o.settled}, finished_at = ${o.finishedAt}, handed_back_at = ${o.handedBackAt}, appointment_id = ${o.appointmentId}::text, away_since = ${o.awaySince}::timestamptz, aways = ${JSON.stringify(o.aways)}::jsonb, parts_choice = ${json(o.partsChoice)}::jsonb,
    resume_appointment_id = ${o.resumeAppointmentId}::text, version = version + 1
    where id = ${o.id} returning ${orderColumns}`);

export const linesOf = (tx: Tx, orderIds: readonly string[]) => many<Line>(tx, sql`select ${lineColumns} from workorders.lines where work_order_id = any(${[...orderIds]}::text[]) order by work_order_id, position`);
export async function replaceLines(tx: Tx, order: WorkOrder, lines: readonly Line[]): Promise<void> {
  await run(tx, sql`delete from workorders.lines where work_order_id = ${order.id}`);
  const rows = lines.map((line) => ({ ...line, brandId: order.brandId, ownerId: order.ownerId }));
  await run(tx, sql`insert into workorders.lines (id, work_order_id, brand_id, owner_id, position, estimate_version, kind, code, for_operation, name, name_en, quantity, unit_fen, total_fen, system, hv, safety, pay_type, owner_fen, maker_fen, pay_reason,
      goodwill_by, goodwill_ok_by, answer, answered_at, answered_by, answer_channel, answer_words, proof, done, photos, origin, labour_centihours, was_fen, list_fen, override_why, override_by)
    select id, "workOrderId", "brandId", "ownerId", position, "estimateVersion", kind, code, "forOperation", name, "nameEn", quantity, "unitFen", "totalFen", system, hv, safety, "payType", "ownerFen", "makerFen", "payReason",
      "goodwillBy", "goodwillOkBy", answer, "answeredAt", "answeredBy", "answerChannel", "answerWords", proof, done, photos, origin, "labourCentihours", "wasFen", "listFen", "overrideWhy", "overrideBy"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, "workOrderId" text, "brandId" text, "ownerId" text, position int, "estimateVersion" int, kind text, code text, "forOperation" text, name text, "nameEn" text,
      quantity int, "unitFen" int, "totalFen" int, system text, hv boolean, safety boolean, "payType" text, "ownerFen" int, "makerFen" int, "payReason" text, "goodwillBy" text, "goodwillOkBy" text, answer text, "answeredAt" timestamptz, "answeredBy" text,
      "answerChannel" text, "answerWords" text, proof text, done boolean, photos jsonb, origin text, "labourCentihours" int, "wasFen" int, "listFen" int, "overrideWhy" text, "overrideBy" text)`);
}
/** What owners declined on this car before and nobody has done since: advised, not done. The last word on each counts. */
export const declinedBefore = (tx: Tx, vin: string, exceptId: string) =>
  many<{ code: string; name: string; nameEn: string; ownerFen: number; at: Date }>(tx, sql`select code, name, name_en, owner_fen, at from (
      select distinct on (l.code) l.code, l.name, l.name_en, l.owner_fen, l.answered_at as at, l.answer from workorders.lines l join workorders.work_orders o on o.id = l.work_order_id
      where o.vin = ${vin} and o.id <> ${exceptId} and l.kind = 'labour' and (l.answer = 'declined' or l.done) order by l.code, l.answered_at desc nulls last
    ) last where answer = 'declined' order by at desc limit 20`);

export type Spell = { id: string; technicianId: string; technicianName: string; guardianId: string | null; guardianName: string | null; hv: boolean; startedAt: Date; stoppedAt: Date | null; stopReason: string | null; note: string | null };
const spellColumns = sql`id, technician_id, technician_name, guardian_id, guardian_name, hv, started_at, stopped_at, stop_reason, note`;
export const spellsOf = (tx: Tx, orderId: string) => many<Spell>(tx, sql`select ${spellColumns} from workorders.spells where work_order_id = ${orderId} order by started_at, id`);
/** False when this person works somewhere already, be it for another brand behind the wall. */
export const insertSpell = async (tx: Tx, order: WorkOrder, s: Pick<Spell, 'id' | 'technicianId' | 'technicianName' | 'guardianId' | 'guardianName' | 'hv' | 'startedAt'>) =>
  (await run(tx, sql`insert into workorders.spells (id, work_order_id, brand_id, technician_id, technician_name, guardian_id, guardian_name, hv, started_at)
    values (${s.id}, ${order.id}, ${order.brandId}, ${s.technicianId}, ${s.technicianName}, ${s.guardianId}, ${s.guardianName}, ${s.hv}, ${s.startedAt})
    on conflict (technician_id) where stopped_at is null do nothing returning 1`)) === 1;
export const stopSpells = (tx: Tx, orderId: string, technicianId: string | null, reason: string, note: string | null, at: Date = tx.now) =>
  run(tx, sql`update workorders.spells set stopped_at = greatest(started_at, ${at}::timestamptz), stop_reason = ${reason}, note = ${note} where work_order_id = ${orderId} and stopped_at is null
    and (${technicianId}::text is null or technician_id = ${technicianId}) returning 1`);

/** When somebody's last work ended, wherever it was. */
export const lastStopOf = async (tx: Tx, technicianId: string): Promise<Date | null> =>
  (await maybe<{ at: Date | null }>(tx, sql`select max(stopped_at) as at from workorders.spells where technician_id = ${technicianId} and stopped_at > ${new Date(tx.now.getTime() - 86_400_000)}`))?.at ?? null;

/** Where these people work or stand by at this moment, for whichever brand. */
export const occupiedNow = (tx: Tx, staffIds: readonly string[]) =>
  many<{ workOrderId: string; works: boolean }>(tx, sql`select work_order_id, technician_id = any(${[...staffIds]}::text[]) as works from workorders.spells
    where stopped_at is null and (technician_id = any(${[...staffIds]}::text[]) or (hv and guardian_id = any(${[...staffIds]}::text[])))`);

export type LockOut = { id: string; measuredV: number; meter: string; byId: string; byName: string; guardianName: string | null; at: Date; releasedByName: string | null; releasedAt: Date | null; releaseWhy: string | null; insulationMohm: number | null };
const lockOutColumns = sql`id, measured_v, meter, by_id, by_name, guardian_name, at, released_by_name, released_at, release_why, insulation_mohm`;
export const lockOutsOf = (tx: Tx, orderId: string) => many<LockOut>(tx, sql`select ${lockOutColumns} from workorders.lock_outs where work_order_id = ${orderId} order by at`);
export const insertLockOut = (tx: Tx, order: WorkOrder, l: { id: string; measuredV: number; meter: string; byId: string; byName: string; guardianId: string; guardianName: string }) =>
  run(tx, sql`insert into workorders.lock_outs (id, work_order_id, brand_id, measured_v, meter, by_id, by_name, guardian_id, guardian_name, at)
    values (${l.id}, ${order.id}, ${order.brandId}, ${l.measuredV}, ${l.meter}, ${l.byId}, ${l.byName}, ${l.guardianId}, ${l.guardianName}, ${tx.now})`);
export const releaseLockOuts = (tx: Tx, orderId: string, byId: string, byName: string, more: { why: string | null; insulationMohm: number | null }) =>
  run(tx, sql`update workorders.lock_outs set released_by_id = ${byId}, released_by_name = ${byName}, release_why = ${more.why}, insulation_mohm = ${more.insulationMohm}::double precision, released_at = ${tx.now} where work_order_id = ${orderId} and released_at is null returning 1`);

export async function rulesOn(tx: Tx, onDay: string): Promise<Map<string, number>> {
  const rows = await many<{ name: string; value: number }>(tx, sql`select distinct on (name) name, value from workorders.rules where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by name, valid_from desc`);
  return new Map(rows.map((row) => [row.name, row.value]));
}

/** A visit as the counters of a car's guarantees need it: times, odometer, and who pays for what was offered and not declined. */
export type VisitOfCar = {
  id: string; number: string; vin: string; vehicleId: string; brandId: string; ownerId: string; caseId: string; outletId: string; state: WorkOrder['state']; odometerKm: number;
  checkedInAt: Date; finishedAt: Date | null; handedBackAt: Date | null; awaySince: Date | null; payTypes: Line['payType'][]; approved: number;
};
export const visitsOfCars = (tx: Tx, vins: readonly string[]) =>
  many<VisitOfCar>(tx, sql`select o.id, o.number, o.vin, o.vehicle_id, o.brand_id, o.owner_id, o.case_id, o.outlet_id, o.state, (o.check_in->>'odometerKm')::int as odometer_km, o.checked_in_at, o.finished_at, o.handed_back_at, o.away_since,
      array(select distinct l.pay_type from workorders.lines l where l.work_order_id = o.id and l.answer <> 'declined' order by l.pay_type) as pay_types,
      (select count(*)::int from workorders.lines l where l.work_order_id = o.id and l.answer = 'approved') as approved
    from workorders.work_orders o where o.vin = any(${[...vins]}::text[]) and o.state <> 'cancelled' order by o.checked_in_at, o.id`);
/** The cars that stand in a shop now. */
export const carsInShop = async (tx: Tx): Promise<string[]> =>
  (await many<{ vin: string }>(tx, sql`select distinct vin from workorders.work_orders where state not in ('handedBack', 'cancelled') order by vin`)).map((row) => row.vin);
