// SQL of what people state about repairs, of the parts lists, of certificates and of mobility duties.
import { many, maybe, one, run, sql } from '#platform/database';
import { withinPlaces, type Place } from '#platform/places';
import type { Tx } from '#platform/tx';
import type { MobilityDuty } from './mobility.ts';
import type { Certificate } from './certificate.ts';
import type { Assembly } from './rule-book.ts';
import type { Statement } from './statement.ts';

const columns = sql`id, brand_id, vin, work_order_id, kind, body, words, by_id, by_name, at, needs_second, file_ids, second_id, second_name, second_at, second_words, agreed,
  appeal_words, appealed_at, appeal_answer, appeal_by, appeal_at, appeal_upheld, withdrawn_by, withdrawn_at, withdrawn_why`;
export const statementsOf = (tx: Tx, vins: readonly string[]) => many<Statement>(tx, sql`select ${columns} from warranty.statements where vin = any(${[...vins]}::text[]) order by at, id`);
export const lockStatement = (tx: Tx, id: string) => maybe<Statement>(tx, sql`select ${columns} from warranty.statements where id = ${id} for update`);
export const insertStatement = (tx: Tx, s: Pick<Statement, 'id' | 'brandId' | 'vin' | 'workOrderId' | 'kind' | 'body' | 'words' | 'byId' | 'byName' | 'needsSecond' | 'fileIds'>) =>
  run(tx, sql`insert into warranty.statements (id, brand_id, vin, work_order_id, kind, body, words, by_id, by_name, at, needs_second, file_ids)
    values (${s.id}, ${s.brandId}, ${s.vin}, ${s.workOrderId}, ${s.kind}, ${JSON.stringify(s.body)}::jsonb, ${s.words}, ${s.byId}, ${s.byName}, ${tx.now}, ${s.needsSecond}, ${JSON.stringify(s.fileIds)}::jsonb)`);
export const saveStatement = (tx: Tx, s: Statement) =>
  run(tx, sql`update warranty.statements set second_id = ${s.secondId}::text, second_name = ${s.secondName}::text, second_at = ${s.secondAt}::timestamptz, second_words = ${s.secondWords}::text, agreed = ${s.agreed}::boolean,
    appeal_words = ${s.appealWords}::text, appealed_at = ${s.appealedAt}::timestamptz, appeal_answer = ${s.appealAnswer}::text, appeal_by = ${s.appealBy}::text, appeal_at = ${s.appealAt}::timestamptz, appeal_upheld = ${s.appealUpheld}::boolean,
    withdrawn_by = ${s.withdrawnBy}::text, withdrawn_at = ${s.withdrawnAt}::timestamptz, withdrawn_why = ${s.withdrawnWhy}::text where id = ${s.id}`);

export type MappedPart = { partCode: string; assembly: Assembly; part: string | null; whole: boolean };
/** What the maker's parts list says of parts on a day. */
export const mappedParts = (tx: Tx, brandId: string, codes: readonly string[], onDay: string) =>
  many<MappedPart>(tx, sql`select distinct on (part_code) part_code, assembly, part, whole from warranty.part_map where brand_id = ${brandId} and part_code = any(${[...codes]}::text[])
    and valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by part_code, valid_from desc`);
export const mapOfBrand = (tx: Tx, brandId: string) =>
  many<MappedPart & { validFrom: string; source: string }>(tx, sql`select part_code, assembly, part, whole, valid_from, source from warranty.part_map where brand_id = ${brandId} order by part_code, valid_from desc`);
export const insertMappedPart = (tx: Tx, p: MappedPart & { brandId: string; validFrom: string; source: string }) =>
  run(tx, sql`insert into warranty.part_map (brand_id, part_code, assembly, part, whole, valid_from, source) values (${p.brandId}, ${p.partCode}, ${p.assembly}, ${p.part}::text, ${p.whole}, ${p.validFrom}::date, ${p.source})
    on conflict (brand_id, part_code, valid_from) do update set assembly = excluded.assembly, part = excluded.part, whole = excluded.whole, source = excluded.source`);

const certificateColumns = sql`vin, brand_id, number, invoiced_on, price_fen, coefficient_ppm, seller_name, seller_address, seller_phone, maker_name, maker_address, maker_phone, produced_on, tax_paid_fen, tax_paid_on, replaced_on, replaces_vin, at, version`;
export const certificatesOf = async (tx: Tx, vins: readonly string[]): Promise<Map<string, Certificate>> =>
  new Map((await many<Certificate>(tx, sql`select ${certificateColumns} from warranty.certificates where vin = any(${[...vins]}::text[])`)).map((row) => [row.vin, row]));
/** Undefined when it was changed in between. */
export const writeCertificate = (tx: Tx, c: Omit<Certificate, 'at'>, by: { id: string; name: string }) =>
  maybe<Certificate>(tx, sql`insert into warranty.certificates (vin, brand_id, number, invoiced_on, price_fen, coefficient_ppm, seller_name, seller_address, seller_phone, maker_name, maker_address, maker_phone, produced_on, tax_paid_fen, tax_paid_on, replaced_on, replaces_vin, by_id, by_name, at)
    values (${c.vin}, ${c.brandId}, ${c.number}, ${c.invoicedOn}::date, ${c.priceFen}, ${c.coefficientPpm}, ${c.sellerName}, ${c.sellerAddress}, ${c.sellerPhone}, ${c.makerName}, ${c.makerAddress}, ${c.makerPhone}, ${c.producedOn}::date, ${c.taxPaidFen}::int, ${c.taxPaidOn}::date,
      ${c.replacedOn}::date, ${c.replacesVin}::text, ${by.id}, ${by.name}, ${tx.now})
    on conflict (vin) do update set number = excluded.number, invoiced_on = excluded.invoiced_on, price_fen = excluded.price_fen, coefficient_ppm = excluded.coefficient_ppm, seller_name = excluded.seller_name, seller_address = excluded.seller_address, seller_phone = excluded.seller_phone,
      maker_name = excluded.maker_name, maker_address = excluded.maker_address, maker_phone = excluded.maker_phone, produced_on = excluded.produced_on, tax_paid_fen = excluded.tax_paid_fen, tax_paid_on = excluded.tax_paid_on, replaced_on = excluded.replaced_on, replaces_vin = excluded.replaces_vin,
      by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at, version = warranty.certificates.version + 1 where warranty.certificates.version = ${c.version} returning ${certificateColumns}`);

const dutyColumns = sql`id, brand_id, owner_id, outlet_id, vin, vehicle_id, work_order_id, case_id, number, from_at, raised_at, holder_id, holder_name, held_at, met_how, amount_fen, words, met_by, met_at, climbed, version`;
/** Undefined when this repair owes it already. */
export const insertDuty = (tx: Tx, d: Pick<MobilityDuty, 'id' | 'brandId' | 'ownerId' | 'outletId' | 'vin' | 'vehicleId' | 'workOrderId' | 'caseId' | 'number' | 'fromAt' | 'holderId' | 'holderName' | 'heldAt'>) =>
  maybe<MobilityDuty>(tx, sql`insert into warranty.mobility_duties (id, brand_id, owner_id, outlet_id, vin, vehicle_id, work_order_id, case_id, number, from_at, raised_at, holder_id, holder_name, held_at)
    values (${d.id}, ${d.brandId}, ${d.ownerId}, ${d.outletId}, ${d.vin}, ${d.vehicleId}, ${d.workOrderId}, ${d.caseId}, ${d.number}, ${d.fromAt}, ${tx.now}, ${d.holderId}::text, ${d.holderName}::text, ${d.heldAt}::timestamptz) on conflict (work_order_id) do nothing returning ${dutyColumns}`);
export const lockDuty = (tx: Tx, id: string) => maybe<MobilityDuty>(tx, sql`select ${dutyColumns} from warranty.mobility_duties where id = ${id} for update`);
/** What is still owed for a car. */
export const openDutiesOfVehicle = (tx: Tx, vehicleId: string) => many<MobilityDuty>(tx, sql`select ${dutyColumns} from warranty.mobility_duties where vehicle_id = ${vehicleId} and met_at is null order by raised_at for update`);
export const saveDuty = (tx: Tx, d: MobilityDuty) =>
  one<MobilityDuty>(tx, sql`update warranty.mobility_duties set holder_id = ${d.holderId}::text, holder_name = ${d.holderName}::text, held_at = ${d.heldAt}::timestamptz, met_how = ${d.metHow}::text, amount_fen = ${d.amountFen}::int, words = ${d.words}::text,
    met_by = ${d.metBy}::text, met_at = ${d.metAt}::timestamptz, version = version + 1 where id = ${d.id} returning ${dutyColumns}`);
export const dutiesAt = (tx: Tx, places: readonly Place[], where: { vehicleId?: string; open?: boolean }) =>
  many<MobilityDuty>(tx, sql`select ${dutyColumns} from warranty.mobility_duties where ${withinPlaces(places, sql`brand_id`, sql`outlet_id`)} and (${where.vehicleId ?? null}::text is null or vehicle_id = ${where.vehicleId ?? null})
    and (${where.open ?? null}::boolean is null or (met_at is null) = ${where.open ?? null}) order by (met_at is not null), raised_at desc limit 200`);
export const dutiesOfCar = (tx: Tx, vin: string) => many<MobilityDuty>(tx, sql`select ${dutyColumns} from warranty.mobility_duties where vin = ${vin} order by raised_at`);
/** Open duties of which the next step up is due: hours since they were raised, by step. */
export const dutiesToClimb = (tx: Tx, hours: readonly [number, number]) =>
  many<MobilityDuty>(tx, sql`select ${dutyColumns} from warranty.mobility_duties where met_at is null and ((climbed < 1 and raised_at <= ${new Date(tx.now.getTime() - hours[0] * 3_600_000)}) or (climbed < 2 and raised_at <= ${new Date(tx.now.getTime() - hours[1] * 3_600_000)}))
    order by raised_at limit 100 for update skip locked`);
export const writeClimbed = (tx: Tx, id: string, level: number) => one<MobilityDuty>(tx, sql`update warranty.mobility_duties set climbed = ${level}, version = version + 1 where id = ${id} returning ${dutyColumns}`);
