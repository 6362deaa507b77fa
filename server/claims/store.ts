// Statements of claims, their versions, the parts that go back, partners with their terms, and the open rules.
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import { normalPlate } from '#vehicles';
import type { Claim, ClaimVersion, ReturnPart } from './claim.ts';
import type { CheckRule } from './pre-check.ts';

const columns = sql`id, number, brand_id, outlet_id, work_order_id, order_number, case_id, vehicle_id, vin, plate_no, model_name, model_name_en, kind, pay_type, partner_id, partner_name, partner_name_en, parent_id, odometer_km, finished_on, state,
  complaint, cause, correction, lines, claimed_fen, accepted_fen, findings, checked_at, checked_hash, sent_at, answer_due_on, answered_at, appeals, appeal_due_on, held_until, settled_at, settled_reference, reversed_at, reversed_why, late_told_at, created_at, version`;
export const claimById = (tx: Tx, id: string) => maybe<Claim>(tx, sql`select ${columns} from claims.claims where id = ${id}`);
export const lockClaim = (tx: Tx, id: string) => maybe<Claim>(tx, sql`select ${columns} from claims.claims where id = ${id} for update`);
export const claimsOfOrder = (tx: Tx, workOrderId: string) => many<Claim>(tx, sql`select ${columns} from claims.claims where work_order_id = ${workOrderId} and state <> 'withdrawn' order by number`);
export const recoveriesOf = (tx: Tx, parentId: string) => many<Claim>(tx, sql`select ${columns} from claims.claims where parent_id = ${parentId} and state <> 'withdrawn' order by number`);
export const claimsOfCar = (tx: Tx, vin: string) => many<Claim>(tx, sql`select ${columns} from claims.claims where vin = ${vin} and parent_id is null and state <> 'withdrawn' order by created_at`);
const outstanding = sql`(state in ('sent', 'accepted', 'partlyAccepted', 'appealed', 'held') and sent_at is not null)`;
const daysOut = (tx: Tx): Sql => sql`floor(extract(epoch from ${tx.now}::timestamptz - sent_at) / 86400)::int`;
export function listedClaims(tx: Tx, places: readonly Place[], where: { state?: string; kind?: string; vehicleId?: string; workOrderId?: string; late?: boolean; outstandingDays?: readonly [from: number, to: number]; find?: string; after?: { late: boolean; over: boolean; at: Date; id: string }; limit: number }, today: string): Promise<Claim[]> {
  const late = sql`(state in ('sent', 'appealed') and answer_due_on < ${today}::date or exists (select 1 from claims.parts p where p.claim_id = claims.claims.id and (p.state = 'missing' or (p.state in ('kept', 'labelled') and p.due_on < ${today}::date))))`;
  const conditions: Sql[] = [withinPlaces(places, sql`brand_id`, sql`outlet_id`)];
  for (const [name, value] of [['state', where.state], ['kind', where.kind], ['vehicle_id', where.vehicleId], ['work_order_id', where.workOrderId]] as const) if (value !== undefined) conditions.push(sql`${{ state: sql`state`, kind: sql`kind`, vehicle_id: sql`vehicle_id`, work_order_id: sql`work_order_id` }[name]} = ${value}`);
  if (where.late === true) conditions.push(late);
  if (where.outstandingDays !== undefined) conditions.push(sql`${outstanding} and ${daysOut(tx)} between ${where.outstandingDays[0]}::int and ${where.outstandingDays[1]}::int`);
  const bool = (value: boolean): Sql => (value ? sql`true` : sql`false`);
  const over = sql`(state in ('settled', 'reversed', 'withdrawn'))`;
  if (where.find !== undefined) conditions.push(sql`(strpos(number, ${where.find}) > 0 or strpos(order_number, ${where.find}) > 0 or strpos(vin, ${where.find}) > 0 or strpos(plate_no, ${normalPlate(where.find)}) > 0)`);
  if (where.after !== undefined) {
    const { after } = where;
    conditions.push(sql`(${late} < ${bool(after.late)} or (${late} = ${bool(after.late)} and (${over} > ${bool(after.over)} or (${over} = ${bool(after.over)} and (created_at, id) < (${after.at}::timestamptz, ${after.id})))))`);
  }
  return many(tx, sql`select ${columns} from claims.claims where ${join(conditions, ' and ')} order by ${late} desc, ${over}, created_at desc, id desc limit ${where.limit}`);
}
/** What is outstanding, by the whole days since it was sent. */
export const outstandingByDay = (tx: Tx, places: readonly Place[]) =>
  many<{ days: number; count: number; fen: number }>(tx, sql`select ${daysOut(tx)} as days, count(*)::int as count, sum(coalesce(accepted_fen, claimed_fen))::float8 as fen from claims.claims
    where ${outstanding} and ${withinPlaces(places, sql`brand_id`, sql`outlet_id`)} group by 1`);
export const partsLate = async (tx: Tx, places: readonly Place[], today: string): Promise<number> =>
  (await one<{ count: number }>(tx, sql`select count(*)::int as count from claims.parts where (state = 'missing' or (state in ('kept', 'labelled') and due_on < ${today}::date)) and ${withinPlaces(places, sql`brand_id`, sql`outlet_id`)}`)).count;

const json = (value: unknown): string => JSON.stringify(value);
/** Undefined when this order has a claim on this payer already. */
export const insertClaim = (tx: Tx, c: Pick<Claim, 'id' | 'number' | 'brandId' | 'outletId' | 'workOrderId' | 'orderNumber' | 'caseId' | 'vehicleId' | 'vin' | 'plateNo' | 'modelName' | 'modelNameEn' | 'kind' | 'payType' | 'partnerId' | 'partnerName' | 'partnerNameEn' | 'parentId' | 'odometerKm' | 'finishedOn' | 'complaint' | 'cause' | 'correction' | 'lines' | 'claimedFen'>) =>
  maybe<Claim>(tx, sql`insert into claims.claims (id, number, brand_id, outlet_id, work_order_id, order_number, case_id, vehicle_id, vin, plate_no, model_name, model_name_en, kind, pay_type, partner_id, partner_name, partner_name_en, parent_id, odometer_km, finished_on, state,
      complaint, cause, correction, lines, claimed_fen, findings, created_at)
    values (${c.id}, ${c.number}, ${c.brandId}, ${c.outletId}, ${c.workOrderId}, ${c.orderNumber}, ${c.caseId}, ${c.vehicleId}, ${c.vin}, ${c.plateNo}::text, ${c.modelName}, ${c.modelNameEn}, ${c.kind}, ${c.payType}, ${c.partnerId}::text, ${c.partnerName}, ${c.partnerNameEn}, ${c.parentId}::text,
      ${c.odometerKm}, ${c.finishedOn}::date, 'draft', ${c.complaint}, ${c.cause}, ${c.correction}, ${json(c.lines)}::jsonb, ${c.claimedFen}, '[]'::jsonb, ${tx.now}) on conflict do nothing returning ${columns}`);
export const saveClaim = (tx: Tx, c: Claim) =>
  one<Claim>(tx, sql`update claims.claims set state = ${c.state}, partner_id = ${c.partnerId}::text, partner_name = ${c.partnerName}, partner_name_en = ${c.partnerNameEn}, complaint = ${c.complaint}, cause = ${c.cause}, correction = ${c.correction}, lines = ${json(c.lines)}::jsonb, claimed_fen = ${c.claimedFen},
    accepted_fen = ${c.acceptedFen}::int, findings = ${json(c.findings)}::jsonb, checked_at = ${c.checkedAt}::timestamptz, checked_hash = ${c.checkedHash}::text, sent_at = ${c.sentAt}::timestamptz, answer_due_on = ${c.answerDueOn}::date, answered_at = ${c.answeredAt}::timestamptz,
    appeals = ${c.appeals}, appeal_due_on = ${c.appealDueOn}::date, held_until = ${c.heldUntil}::date, settled_at = ${c.settledAt}::timestamptz, settled_reference = ${c.settledReference}::text, reversed_at = ${c.reversedAt}::timestamptz, reversed_why = ${c.reversedWhy}::text, late_told_at = ${c.lateToldAt}::timestamptz,
    version = version + 1 where id = ${c.id} returning ${columns}`);
export const lateClaims = (tx: Tx, today: string) => many<Claim>(tx, sql`select ${columns} from claims.claims where state in ('sent', 'appealed') and answer_due_on < ${today}::date and late_told_at is null limit 100 for update skip locked`);

/** Held beyond their last day, or refused beyond the days to appeal. */
export const overdueClaims = (tx: Tx, today: string) => many<Claim>(tx, sql`select ${columns} from claims.claims where (state = 'held' and held_until < ${today}::date) or (state = 'refused' and appeal_due_on < ${today}::date) order by id limit 100 for update skip locked`);

export const insertVersion = (tx: Tx, claim: Claim, v: Omit<ClaimVersion, 'number' | 'at'>) =>
  run(tx, sql`insert into claims.versions (claim_id, brand_id, number, direction, what, partner_id, partner_name, total_fen, lines, words, by_name, at, hash)
    select ${claim.id}, ${claim.brandId}, coalesce(max(number), 0) + 1, ${v.direction}, ${v.what}, ${v.partnerId}::text, ${v.partnerName}, ${v.totalFen}::int, ${json(v.lines)}::jsonb, ${v.words}, ${v.byName}, ${tx.now}::timestamptz, ${v.hash} from claims.versions where claim_id = ${claim.id}`);
export const versionsOf = (tx: Tx, claimId: string) => many<ClaimVersion>(tx, sql`select number, direction, what, partner_id, partner_name, total_fen, lines, words, by_name, at, hash from claims.versions where claim_id = ${claimId} order by number`);

const partColumns = sql`id, claim_id, brand_id, outlet_id, line_id, code, name, name_en, quantity, label, state, due_on, warned_at, steps, version`;
export const partsOf = (tx: Tx, claimIds: readonly string[]) => many<ReturnPart>(tx, sql`select ${partColumns} from claims.parts where claim_id = any(${[...claimIds]}::text[]) order by claim_id, code, id`);
export const partById = (tx: Tx, id: string) => maybe<ReturnPart>(tx, sql`select ${partColumns} from claims.parts where id = ${id}`);
export const lockPart = (tx: Tx, id: string) => maybe<ReturnPart>(tx, sql`select ${partColumns} from claims.parts where id = ${id} for update`);
export const insertPart = (tx: Tx, p: Pick<ReturnPart, 'id' | 'claimId' | 'brandId' | 'outletId' | 'lineId' | 'code' | 'name' | 'nameEn' | 'quantity' | 'steps'>) =>
  run(tx, sql`insert into claims.parts (id, claim_id, brand_id, outlet_id, line_id, code, name, name_en, quantity, state, steps) values (${p.id}, ${p.claimId}, ${p.brandId}, ${p.outletId}, ${p.lineId}, ${p.code}, ${p.name}, ${p.nameEn}, ${p.quantity}, 'kept', ${json(p.steps)}::jsonb)`);
export const savePart = (tx: Tx, p: ReturnPart) =>
  run(tx, sql`update claims.parts set label = ${p.label}::text, state = ${p.state}, due_on = ${p.dueOn}::date, warned_at = ${p.warnedAt}::timestamptz, steps = ${json(p.steps)}::jsonb, version = version + 1 where id = ${p.id}`);
export const setPartsDue = (tx: Tx, claimId: string, dueOn: string) => run(tx, sql`update claims.parts set due_on = ${dueOn}::date where claim_id = ${claimId} and due_on is null`);
/** Parts that are not on their way and are due by then. */
export const partsDueBy = (tx: Tx, day: string) => many<ReturnPart>(tx, sql`select ${partColumns} from claims.parts where state in ('kept', 'labelled') and due_on <= ${day}::date order by due_on, id limit 200 for update skip locked`);

export type Terms = { partnerId: string; version: number; validFrom: string; sendWithinDays: number; answerWithinDays: number; appealWithinDays: number; partsBackWithinDays: number; byName: string; at: Date };
export type Partner = { id: string; brandId: string; kind: 'maker' | 'supplier'; name: string; nameEn: string; contact: string; version: number };
const partnerColumns = sql`id, brand_id, kind, name, name_en, contact, version`;
const termColumns = sql`partner_id, version, valid_from, send_within_days, answer_within_days, appeal_within_days, parts_back_within_days, by_name, at`;
export const partnersOf = (tx: Tx, brandId?: string) => many<Partner>(tx, sql`select ${partnerColumns} from claims.partners where active and (${brandId ?? null}::text is null or brand_id = ${brandId ?? null}) order by brand_id, kind, name`);
export const partnerById = (tx: Tx, id: string) => maybe<Partner>(tx, sql`select ${partnerColumns} from claims.partners where id = ${id} and active`);
export const makerOf = (tx: Tx, brandId: string) => maybe<Partner>(tx, sql`select ${partnerColumns} from claims.partners where brand_id = ${brandId} and kind = 'maker' and active`);
export const insertPartner = (tx: Tx, p: Omit<Partner, 'version'>) =>
  maybe<Partner>(tx, sql`insert into claims.partners (id, brand_id, kind, name, name_en, contact) values (${p.id}, ${p.brandId}, ${p.kind}, ${p.name}, ${p.nameEn}, ${p.contact}) on conflict do nothing returning ${partnerColumns}`);
export const touchPartner = (tx: Tx, id: string, version: number) => maybe<Partner>(tx, sql`update claims.partners set version = version + 1 where id = ${id} and version = ${version} and active returning ${partnerColumns}`);
export const termsOf = (tx: Tx, partnerIds: readonly string[]) => many<Terms>(tx, sql`select ${termColumns} from claims.partner_terms where partner_id = any(${[...partnerIds]}::text[]) order by partner_id, version desc`);
export const insertTerms = (tx: Tx, brandId: string, t: Omit<Terms, 'at'>) =>
  run(tx, sql`insert into claims.partner_terms (partner_id, brand_id, version, valid_from, send_within_days, answer_within_days, appeal_within_days, parts_back_within_days, by_name, at)
    values (${t.partnerId}, ${brandId}, ${t.version}, ${t.validFrom}::date, ${t.sendWithinDays}, ${t.answerWithinDays}, ${t.appealWithinDays}, ${t.partsBackWithinDays}, ${t.byName}, ${tx.now})`);
/** The terms in force on a day: those that began last. */
export const termsOn = (tx: Tx, partnerId: string, onDay: string) =>
  maybe<Terms>(tx, sql`select ${termColumns} from claims.partner_terms where partner_id = ${partnerId} and valid_from <= ${onDay}::date order by valid_from desc, version desc limit 1`);

export const checkRules = (tx: Tx) => many<CheckRule>(tx, sql`select id, version, valid_from, valid_to, severity, text, text_en, params, source from claims.check_rules order by id, version`);
