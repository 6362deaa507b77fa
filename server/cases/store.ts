// SQL of cases, their contacts and their timeline.
import { join, many, maybe, run, sql, write, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Case, Holder, Source } from './case.ts';
import type { Trouble } from './codes.ts';
import type { Evidence } from './urgency.ts';

export const caseColumns = sql`c.id, c.number, c.kind, c.vin, c.vehicle_id, c.plate_no, c.model_id, c.model_name, c.model_name_en, c.brand_id, c.owner_id, c.outlet_id,
  c.trouble, c.urgency, c.urgency_reasons, c.urgency_judged, c.place, c.stage, c.next_due_at, c.opened_at, c.confirmation_asked_at, c.reminders, c.reminded_at,
  c.closed_at, c.closed_how, c.linked_case_id, c.comeback_of, c.version,
  h.kind as held_kind, h.desk as held_desk, h.outlet_id as held_outlet_id, h.staff_id as held_staff_id, h.staff_name as held_name, h.from_at as held_since_at`;
export const caseRows = sql`cases.cases c join cases.holdings h on h.case_id = c.id and h.until_at is null`;

type Held = { heldKind: Holder['kind']; heldDesk: Holder['desk']; heldOutletId: string | null; heldStaffId: string | null; heldName: string | null; heldSinceAt: Date };
export type CaseColumns = Omit<Case, 'holder'> & Held;

export function caseOf<Row extends CaseColumns>(row: Row): Omit<Row, keyof Held> & { holder: Holder } {
  const { heldKind, heldDesk, heldOutletId, heldStaffId, heldName, heldSinceAt, ...rest } = row;
  return { ...rest, holder: { kind: heldKind, desk: heldDesk, outletId: heldOutletId, staffId: heldStaffId, name: heldName, sinceAt: heldSinceAt } };
}
const cases = async (tx: Tx, statement: Sql): Promise<Case[]> => (await many<CaseColumns>(tx, statement)).map(caseOf);

export const caseById = async (tx: Tx, id: string): Promise<Case | undefined> =>
  (await cases(tx, sql`select ${caseColumns} from ${caseRows} where c.id = ${id}`))[0];

/** The case, kept from others until this transaction ends. */
export async function lockCase(tx: Tx, id: string): Promise<Case | undefined> {
  await run(tx, sql`select 1 from cases.cases where id = ${id} for update`);
  return caseById(tx, id);
}

/** Nobody else opens or joins a case of this car until this transaction ends. */
export const lockCar = (tx: Tx, vin: string) => run(tx, sql`select pg_advisory_xact_lock(hashtext(${`cases ${vin}`}))`);

export const openCasesOf = (tx: Tx, vin: string) =>
  cases(tx, sql`select ${caseColumns} from ${caseRows} where c.vin = ${vin} and c.stage <> 'closed' order by c.opened_at desc`);

export const openCasesOfCars = (tx: Tx, vehicleIds: readonly string[]) =>
  cases(tx, sql`select ${caseColumns} from ${caseRows} where c.vehicle_id = any(${[...vehicleIds]}::text[]) and c.stage <> 'closed' order by c.opened_at desc`);

/** Open cases that a person has. */
export const casesHeldBy = async (tx: Tx, staffId: string): Promise<string[]> =>
  (await many<{ id: string }>(tx, sql`select c.id from ${caseRows} where h.staff_id = ${staffId} and c.stage <> 'closed'`)).map((row) => row.id);

export const casesByIds = (tx: Tx, ids: readonly string[]) => cases(tx, sql`select ${caseColumns} from ${caseRows} where c.id = any(${[...ids]}::text[])`);

/** The last case of this trouble of this car and owner that ended since. */
export const lastClosed = async (tx: Tx, of: { vin: string; ownerId: string; trouble: Trouble; since: Date }): Promise<Case | undefined> =>
  (await cases(tx, sql`select ${caseColumns} from ${caseRows} where c.vin = ${of.vin} and c.owner_id = ${of.ownerId} and c.trouble = ${of.trouble}
    and c.stage = 'closed' and c.closed_how in ('confirmed', 'silence') and c.closed_at >= ${of.since}::timestamptz order by c.closed_at desc limit 1`))[0];

/** Cases that refer to this one, and those it refers to. */
export const linksOf = (tx: Tx, one: Case) =>
  cases(tx, sql`select ${caseColumns} from ${caseRows} where c.id <> ${one.id} and (c.id = any(${[one.linkedCaseId, one.comebackOf].filter((id) => id !== null)}::text[])
    or c.linked_case_id = ${one.id} or c.comeback_of = ${one.id}) order by c.opened_at desc limit 20`);

type Fresh = Omit<Case, 'version' | 'holder' | 'urgencyJudged' | 'confirmationAskedAt' | 'reminders' | 'remindedAt' | 'closedAt' | 'closedHow'>;
export const insertCase = (tx: Tx, c: Fresh): void =>
  write(tx, sql`insert into cases.cases (id, number, kind, vin, vehicle_id, plate_no, model_id, model_name, model_name_en, brand_id, owner_id, outlet_id, trouble,
      urgency, urgency_reasons, place, stage, opened_at, next_due_at, linked_case_id, comeback_of)
    values (${c.id}, ${c.number}, ${c.kind}, ${c.vin}, ${c.vehicleId}, ${c.plateNo}::text, ${c.modelId}, ${c.modelName}, ${c.modelNameEn}, ${c.brandId}, ${c.ownerId},
      ${c.outletId}::text, ${c.trouble}, ${c.urgency}, ${JSON.stringify(c.urgencyReasons)}::jsonb, ${JSON.stringify(c.place)}::jsonb, ${c.stage}, ${c.openedAt}::timestamptz, ${c.nextDueAt}::timestamptz,
      ${c.linkedCaseId}::text, ${c.comebackOf}::text)`);

/** Writes a case as it is now; undefined when somebody else was faster. */
export async function saveCase(tx: Tx, c: Case): Promise<Case | undefined> {
  const saved = await run(tx, sql`update cases.cases set outlet_id = ${c.outletId}::text, trouble = ${c.trouble}, urgency = ${c.urgency},
      urgency_reasons = ${JSON.stringify(c.urgencyReasons)}::jsonb, urgency_judged = ${c.urgencyJudged}::smallint, place = ${JSON.stringify(c.place)}::jsonb, stage = ${c.stage},
      confirmation_asked_at = ${c.confirmationAskedAt}::timestamptz, reminders = ${c.reminders}, reminded_at = ${c.remindedAt}::timestamptz,
      closed_at = ${c.closedAt}::timestamptz, closed_how = ${c.closedHow}::text, linked_case_id = ${c.linkedCaseId}::text, version = version + 1
    where id = ${c.id} and version = ${c.version} returning 1`);
  return saved === 0 ? undefined : caseById(tx, c.id);
}

export const casesAwaitingOwner = (tx: Tx, askedBefore: Date, limit: number) =>
  cases(tx, sql`select ${caseColumns} from ${caseRows} where c.stage = 'awaitingConfirmation' and c.confirmation_asked_at <= ${askedBefore}::timestamptz
    order by c.confirmation_asked_at limit ${limit}`);

export const ownersCases = (tx: Tx, of: { ownerId: string; after?: { open: boolean; at: Date; id: string }; limit: number }) => {
  const after = of.after === undefined ? sql`true` : sql`((c.stage <> 'closed')::int, c.opened_at, c.id) < (${of.after.open ? 1 : 0}, ${of.after.at}::timestamptz, ${of.after.id})`;
  return cases(tx, sql`select ${caseColumns} from ${caseRows} where c.owner_id = ${of.ownerId} and ${after}
    order by (c.stage <> 'closed')::int desc, c.opened_at desc, c.id desc limit ${of.limit}`);
};

// Contacts

export type Contact = {
  id: string; caseId: string; source: Source; sourceKey: string | null; at: Date; byId: string | null; byName: string; words: string | null; evidence: Evidence; fileIds: string[];
};
const contactColumns = sql`id, case_id, source, source_key, at, by_id, by_name, words, evidence, file_ids`;

export const contactBySource = (tx: Tx, source: Source, sourceKey: string) =>
  maybe<Contact>(tx, sql`select ${contactColumns} from cases.contacts where source = ${source} and source_key = ${sourceKey}`);
export const contactsOf = (tx: Tx, caseId: string) =>
  many<Contact>(tx, sql`select ${contactColumns} from cases.contacts where case_id = ${caseId} order by at, id`);

export function insertContact(tx: Tx, of: { caseId: string; brandId: string; ownerId: string }, contact: Omit<Contact, 'id' | 'at' | 'caseId'>): string {
  const id = newId();
  write(tx, sql`insert into cases.contacts (id, case_id, brand_id, owner_id, source, source_key, at, by_id, by_name, words, evidence, file_ids)
    values (${id}, ${of.caseId}, ${of.brandId}, ${of.ownerId}, ${contact.source}, ${contact.sourceKey}::text, ${tx.now}::timestamptz, ${contact.byId}::text,
      ${contact.byName}, ${contact.words}::text, ${JSON.stringify(contact.evidence)}::jsonb, ${contact.fileIds}::text[])`);
  return id;
}
export const writeEvidence = (tx: Tx, contactId: string, evidence: Evidence) =>
  run(tx, sql`update cases.contacts set evidence = ${JSON.stringify(evidence)}::jsonb where id = ${contactId}`);
export const moveContact = (tx: Tx, contactId: string, toCaseId: string) => run(tx, sql`update cases.contacts set case_id = ${toCaseId} where id = ${contactId}`);

// Timeline

export type Entry = {
  id: string; at: Date; kind: string; visibility: 'owner' | 'staff'; byKind: 'owner' | 'staff' | 'system'; byId: string | null; byName: string;
  text: string | null; data: Record<string, unknown>; fileIds: string[];
};

type NewEntry = Omit<Entry, 'id' | 'at'> & { key: string | null };
/** Undefined when the key stands there already. */
export async function insertEntry(tx: Tx, of: { caseId: string; brandId: string; ownerId: string }, entry: NewEntry): Promise<{ id: string } | undefined> {
  const id = newId();
  const statement = sql`insert into cases.entries (id, case_id, brand_id, owner_id, at, kind, visibility, by_kind, by_id, by_name, text, data, file_ids, key)
    values (${id}, ${of.caseId}, ${of.brandId}, ${of.ownerId}, ${tx.now}::timestamptz, ${entry.kind}, ${entry.visibility}, ${entry.byKind}, ${entry.byId}::text,
      ${entry.byName}, ${entry.text}::text, ${JSON.stringify(entry.data)}::jsonb, ${entry.fileIds}::text[], ${entry.key}::text)
    on conflict (case_id, key) where key is not null do nothing returning id`;
  if (entry.key !== null) return maybe(tx, statement);
  write(tx, statement);
  return { id };
}

export const entriesOf = (tx: Tx, caseId: string, forOwner: boolean) =>
  many<Entry>(tx, sql`select id, at, kind, visibility, by_kind, by_id, by_name, text, data, file_ids from cases.entries
    where case_id = ${caseId} and ${forOwner ? sql`visibility = 'owner'` : sql`true`} order by at, id limit 1000`);

/** One entry, for those who are told of it. */
export const entryById = (tx: Tx, id: string) =>
  maybe<Entry>(tx, sql`select id, at, kind, visibility, by_kind, by_id, by_name, text, data, file_ids from cases.entries where id = ${id}`);

/** Whether a file belongs to something on the case that this reader may see. */
export const hasFile = async (tx: Tx, caseId: string, fileId: string, forOwner: boolean): Promise<boolean> =>
  (await run(tx, sql`select 1 from cases.entries where case_id = ${caseId} and ${fileId} = any(file_ids) and ${forOwner ? sql`visibility = 'owner'` : sql`true`} limit 1`)) > 0;

// Numbers by date

/** The house's numbers that are valid on a day. */
export async function numbersOn(tx: Tx, onDay: string): Promise<Map<string, number>> {
  const rows = await many<{ name: string; value: number }>(tx, sql`select distinct on (name) name, value::float8 as value from cases.number_rules
    where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date) order by name, valid_from desc`);
  return new Map(rows.map((row) => [row.name, row.value]));
}

/** Cases whose number, plate or VIN match, or that belong to these owners. Plates are compared with O as 0 and I as 1, as people mistype them; of a number the zeros may be left out. */
export function matching(text: string, ownerIds: readonly string[]): Sql {
  const typed = text.normalize('NFKC').toUpperCase().replaceAll(/[\s·•・.]/g, '');
  const like = `%${typed.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const ways: Sql[] = [sql`c.number = ${typed}`];
  if (typed.length >= 3) ways.push(sql`translate(c.plate_no, 'OI', '01') like ${like.replaceAll('O', '0').replaceAll('I', '1')}`, sql`c.number like ${like}`);
  // C2611-00076 is read aloud as 2611-76
  const short = /^C?(\d{4})-?(\d{1,5})$/.exec(typed);
  if (short !== null) ways.push(sql`c.number = ${`C${short[1]}-${String(short[2]).padStart(5, '0')}`}`);
  if (typed.length >= 4) ways.push(sql`c.vin like ${like}`);
  if (ownerIds.length > 0) ways.push(sql`c.owner_id = any(${[...ownerIds]}::text[])`);
  return sql`(${join(ways, ' or ')})`;
}

/** What an owner reported: the first word of each case of a car, by whoever wrote it down; `deskOf` is the member of staff who did, null for the owner's own. */
export type OwnersReport = { caseId: string; caseNumber: string; on: string; trouble: Trouble; modelId: string; modelName: string; modelNameEn: string; outletId: string | null; vehicleId: string; ownerId: string; deskOf: string | null; words: string | null };

/** The reports of a brand since a day, the oldest first; what a car said itself and bad marks are no owner's report of a trouble. */
export const reportsOfBrand = (tx: Tx, brandId: string, since: string) =>
  many<OwnersReport>(tx, sql`select c.id as case_id, c.number as case_number, to_char(c.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on, c.trouble, c.model_id, c.model_name, c.model_name_en, c.outlet_id, c.vehicle_id, c.owner_id,
      case when f.source = 'phone' then f.by_id end as desk_of, f.words
    from cases.cases c join lateral (select source, by_id, words from cases.contacts x where x.case_id = c.id order by x.at, x.id limit 1) f on true
    where c.brand_id = ${brandId} and c.kind = 'trouble' and c.model_id is not null and f.source in ('owner', 'phone') and c.opened_at >= (${since}::date::timestamp at time zone 'Asia/Shanghai')
    order by c.opened_at, c.id`);
