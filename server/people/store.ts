// Every SQL statement about people. What a brand's staff read of an owner comes from the row that links the two, so
// that a brand learns nothing that only another brand was told.
import type { Actor, Grant, Role } from '#platform/actor';
import { join, many, maybe, one, run, sql, type Sql } from '#platform/database';
import { newId } from '#platform/ids';
import { soundPattern, soundsOf } from '#platform/name-sounds';
import type { Tx } from '#platform/tx';
import type { Driver, Language, Owner, OwnerKind, StaffMember } from './person.ts';
import type { Tries } from './sign-in-limits.ts';

// Staff

const staffColumns = sql`s.id, s.user_name, s.name, s.language, s.disabled_at, s.password_hash is not null as has_password, s.password_is_temporary, s.version,
  coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'brandId', g.brand_id, 'outletId', g.outlet_id) order by g.role, g.brand_id, g.outlet_id)
    from people.grants g where g.staff_id = s.id), '[]') as grants`;

export const staffById = (tx: Tx, id: string) => maybe<StaffMember>(tx, sql`select ${staffColumns} from people.staff s where s.id = ${id}`);

export const staffToSignIn = (tx: Tx, userName: string) =>
  maybe<{ id: string; name: string; passwordHash: string | null; disabledAt: Date | null }>(tx,
    sql`select id, name, password_hash, disabled_at from people.staff where user_name = ${userName}`);

export const passwordHashOf = async (tx: Tx, id: string): Promise<string | null> =>
  (await maybe<{ passwordHash: string | null }>(tx, sql`select password_hash from people.staff where id = ${id}`))?.passwordHash ?? null;

export const countStaff = async (tx: Tx): Promise<number> => (await one<{ count: number }>(tx, sql`select count(*)::int as count from people.staff`)).count;

export const lockStaffList = (tx: Tx) => run(tx, sql`select pg_advisory_xact_lock(hashtext('people.staff'))`);

/** Staff with one of the roles that count for this brand and outlet; without a place, wherever they are. */
export function staffFor(tx: Tx, where: { roles: readonly Role[]; brandId?: string | null; outletId?: string | null }): Promise<StaffMember[]> {
  return many<StaffMember>(tx, sql`select ${staffColumns} from people.staff s where s.disabled_at is null and exists (
      select 1 from people.grants g where g.staff_id = s.id and g.role = any(${[...where.roles]}::text[])
        and (${where.brandId ?? null}::text is null or g.brand_id is null or g.brand_id = ${where.brandId ?? null}::text)
        and (${where.outletId ?? null}::text is null or g.outlet_id is null or g.outlet_id = ${where.outletId ?? null}::text))
    order by s.name, s.id`);
}

/** Staff who may be given something of a brand, found by name, by how it sounds or by user name; one's own place first. */
export function colleaguesFor(tx: Tx, where: { roles: readonly Role[]; brandId: string; outletIds: readonly string[]; nearOutletId: string | null; text?: string | undefined; limit: number }): Promise<StaffMember[]> {
  const text = where.text?.trim() ?? '';
  const named = text === '' ? sql`true` : sql`(s.name ilike ${pattern(text)} or s.user_name like ${pattern(text.toLowerCase())} or s.sounds like ${soundPattern(text) ?? null}::text)`;
  const near = sql`exists (select 1 from people.grants n where n.staff_id = s.id and n.outlet_id = ${where.nearOutletId}::text)`;
  return many<StaffMember>(tx, sql`select ${staffColumns} from people.staff s where s.disabled_at is null and ${named} and exists (
      select 1 from people.grants g where g.staff_id = s.id and g.role = any(${[...where.roles]}::text[]) and (g.brand_id is null or g.brand_id = ${where.brandId})
        and (g.outlet_id is null or g.outlet_id = any(${[...where.outletIds]}::text[])))
    order by ${near} desc, s.name, s.id limit ${where.limit}`);
}

/** Staff who hold a role at this very outlet, not everywhere. */
export const staffAt = (tx: Tx, outletId: string, roles: readonly Role[]) =>
  many<StaffMember>(tx, sql`select ${staffColumns} from people.staff s where s.disabled_at is null
    and s.id in (select g.staff_id from people.grants g where g.outlet_id = ${outletId} and g.role = any(${[...roles]}::text[])) order by s.name, s.id`);

export function listedStaff(tx: Tx, where: { outletIds?: readonly string[]; role?: string; text?: string; after?: string; limit: number }): Promise<StaffMember[]> {
  const conditions: Sql[] = [sql`true`];
  if (where.outletIds !== undefined) conditions.push(sql`exists (select 1 from people.grants g where g.staff_id = s.id and g.outlet_id = any(${[...where.outletIds]}::text[]))`);
  else conditions.push(sql`(exists (select 1 from people.grants g where g.staff_id = s.id) or platform.sees_all())`);
  if (where.role !== undefined) conditions.push(sql`exists (select 1 from people.grants g where g.staff_id = s.id and g.role = ${where.role})`);
  if (where.text !== undefined) conditions.push(sql`(s.name ilike ${pattern(where.text)} or s.user_name like ${pattern(where.text.toLowerCase())} or s.sounds like ${soundPattern(where.text) ?? null}::text)`);
  if (where.after !== undefined) conditions.push(sql`s.user_name > ${where.after}`);
  return many(tx, sql`select ${staffColumns} from people.staff s where ${join(conditions, ' and ')} order by s.user_name limit ${where.limit}`);
}

/** Undefined when the user name is taken. */
export const insertStaff = (tx: Tx, member: { id: string; userName: string; name: string; language: Language; passwordHash: string | null; temporary: boolean }) =>
  maybe<{ id: string }>(tx, sql`insert into people.staff (id, user_name, name, sounds, language, password_hash, password_is_temporary, added_at)
    values (${member.id}, ${member.userName}, ${member.name}, ${soundsOf(member.name)}, ${member.language}, ${member.passwordHash}, ${member.temporary}, ${tx.now}::timestamptz)
    on conflict (user_name) do nothing returning id`);

export async function writeGrants(tx: Tx, staffId: string, grants: readonly Grant[]): Promise<void> {
  await run(tx, sql`delete from people.grants where staff_id = ${staffId}`);
  await run(tx, sql`insert into people.grants (staff_id, role, brand_id, outlet_id)
    select ${staffId}, r.role, r."brandId", r."outletId" from jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) as r(role text, "brandId" text, "outletId" text)`);
}

/** Answers whether `version` was still the latest. */
export const stepStaff = async (tx: Tx, id: string, version: number): Promise<boolean> =>
  (await run(tx, sql`update people.staff set version = version + 1 where id = ${id} and version = ${version} returning 1`)) === 1;

export const writeDisabled = (tx: Tx, id: string, disabled: boolean) =>
  run(tx, sql`update people.staff set disabled_at = ${disabled ? tx.now : null}::timestamptz, version = version + 1 where id = ${id}`);

export const writePassword = (tx: Tx, id: string, hash: string, temporary: boolean) =>
  run(tx, sql`update people.staff set password_hash = ${hash}, password_is_temporary = ${temporary}, version = version + 1 where id = ${id}`);

export const otherAdministrators = async (tx: Tx, exceptId: string): Promise<number> =>
  (await one<{ count: number }>(tx, sql`select count(distinct g.staff_id)::int as count from people.grants g join people.staff s on s.id = g.staff_id
    where g.role = 'administrator' and g.brand_id is null and g.outlet_id is null and s.disabled_at is null and s.id <> ${exceptId}`)).count;

/** The language a person reads: a member of staff or an owner that can be seen. */
export const languageOf = async (tx: Tx, id: string): Promise<Language> =>
  (await maybe<{ language: Language }>(tx, sql`select language from people.staff where id = ${id} union all select language from people.owners where id = ${id}`))?.language ?? 'zh';

/** Names of staff and of owners (as far as they can be seen) by id. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await many<{ id: string; name: string }>(tx, sql`select id, name from people.staff where id = any(${[...ids]}::text[])
    union all select distinct on (owner_id) owner_id, name from people.owner_brands where owner_id = any(${[...ids]}::text[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

// Owners

const ownerColumns = sql`o.id, o.phone, o.language, k.added_at, k.name, k.kind, k.version, k.brand_ids`;
const ownerRows = sql`people.owners o cross join lateral (select min(b.added_at) as added_at, array_agg(b.brand_id order by b.brand_id) as brand_ids,
    (array_agg(b.name order by b.added_at, b.brand_id))[1] as name, (array_agg(b.kind order by b.added_at, b.brand_id))[1] as kind,
    (array_agg(b.version order by b.added_at, b.brand_id))[1] as version
  from people.owner_brands b where b.owner_id = o.id having count(*) > 0) k`;

export const ownerById = (tx: Tx, id: string) => maybe<Owner>(tx, sql`select ${ownerColumns} from ${ownerRows} where o.id = ${id}`);
export const ownersById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Owner>> =>
  new Map((await many<Owner>(tx, sql`select ${ownerColumns} from ${ownerRows} where o.id = any(${[...ids]}::text[])`)).map((owner) => [owner.id, owner]));
export const ownerByPhone = (tx: Tx, phone: string) => maybe<Owner>(tx, sql`select ${ownerColumns} from ${ownerRows} where o.phone = ${phone}`);

const pattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

export function listedOwners(tx: Tx, where: { text?: string; brandId?: string; after?: string; limit: number }): Promise<Owner[]> {
  const conditions: Sql[] = [sql`true`];
  const digits = where.text?.replaceAll(/\D/g, '') ?? '';
  if (where.text !== undefined && digits.length === 11) conditions.push(sql`o.phone = ${digits}`);
  else if (where.text !== undefined && digits.length === 4 && /^\d+$/.test(where.text)) conditions.push(sql`o.phone_tail = ${digits}`);
  else if (where.text !== undefined) conditions.push(sql`exists (select 1 from people.owner_brands b where b.owner_id = o.id
    and (b.name ilike ${pattern(where.text)} or b.sounds like ${soundPattern(where.text) ?? null}::text))`);
  if (where.brandId !== undefined) conditions.push(sql`exists (select 1 from people.owner_brands b where b.owner_id = o.id and b.brand_id = ${where.brandId})`);
  if (where.after !== undefined) conditions.push(sql`o.id < ${where.after}`);
  return many(tx, sql`select ${ownerColumns} from ${ownerRows} where ${join(conditions, ' and ')} order by o.id desc limit ${where.limit}`);
}

/** The account of a phone, made when there is none. Walls must be lifted: the account may be another brand's. */
export async function accountOf(tx: Tx, phone: string, language: Language): Promise<string> {
  const made = await maybe<{ id: string }>(tx, sql`insert into people.owners (id, phone, language, added_at)
    values (${newId()}, ${phone}, ${language}, ${tx.now}::timestamptz) on conflict (phone) do nothing returning id`);
  return made?.id ?? (await one<{ id: string }>(tx, sql`select id from people.owners where phone = ${phone}`)).id;
}

/** Answers whether the link is new. */
export const linkOwner = async (tx: Tx, link: { ownerId: string; brandId: string; name: string; kind: OwnerKind }): Promise<boolean> =>
  (await run(tx, sql`insert into people.owner_brands (owner_id, brand_id, name, sounds, kind, added_at)
    values (${link.ownerId}, ${link.brandId}, ${link.name}, ${soundsOf(link.name)}, ${link.kind}, ${tx.now}::timestamptz) on conflict do nothing returning 1`)) === 1;

/** What one brand knows of an owner; undefined when the version is no longer the latest. */
export const updateOwnerAtBrand = (tx: Tx, at: { ownerId: string; brandId: string; name: string; kind: OwnerKind; version: number }) =>
  maybe<{ version: number }>(tx, sql`update people.owner_brands set name = ${at.name}, sounds = ${soundsOf(at.name)}, kind = ${at.kind}, version = version + 1
    where owner_id = ${at.ownerId} and brand_id = ${at.brandId} and version = ${at.version} returning version`);

export const ownerAtBrand = (tx: Tx, ownerId: string, brandId: string) =>
  maybe<{ name: string; kind: OwnerKind; version: number }>(tx, sql`select name, kind, version from people.owner_brands where owner_id = ${ownerId} and brand_id = ${brandId}`);

/** An owner's own words about themselves, for every brand that knows them. */
export async function writeProfile(tx: Tx, ownerId: string, profile: { name: string; language: Language }): Promise<void> {
  await run(tx, sql`update people.owner_brands set name = ${profile.name}, sounds = ${soundsOf(profile.name)}, version = version + 1 where owner_id = ${ownerId} and name <> ${profile.name}`);
  await run(tx, sql`update people.owners set language = ${profile.language} where id = ${ownerId}`);
}

// Names by their sound

/** Writes how names sound where it is not yet known: what stood here before this was kept. Answers how many. */
export async function fillSounds(tx: Tx, limit: number): Promise<number> {
  const links = await many<{ ownerId: string; brandId: string; name: string }>(tx, sql`select owner_id, brand_id, name from people.owner_brands where sounds is null limit ${limit}`);
  await run(tx, sql`update people.owner_brands b set sounds = r.sounds from jsonb_to_recordset(${JSON.stringify(links.map((link) => ({ ...link, sounds: soundsOf(link.name) })))}::jsonb)
    as r("ownerId" text, "brandId" text, name text, sounds text) where b.owner_id = r."ownerId" and b.brand_id = r."brandId" and b.name = r.name`);
  const staff = await many<{ id: string; name: string }>(tx, sql`select id, name from people.staff where sounds is null limit ${limit}`);
  await run(tx, sql`update people.staff s set sounds = r.sounds from jsonb_to_recordset(${JSON.stringify(staff.map((one) => ({ ...one, sounds: soundsOf(one.name) })))}::jsonb)
    as r(id text, name text, sounds text) where s.id = r.id and s.name = r.name`);
  return links.length + staff.length;
}

// Drivers, consents, looks

const driverColumns = sql`id, owner_id, brand_id, name, phone, may_sign_in`;
export const driversOf = (tx: Tx, ownerId: string) =>
  many<Driver>(tx, sql`select ${driverColumns} from people.drivers where owner_id = ${ownerId} order by added_at, id`);

/** Whose cars of a brand somebody with this phone drives. */
export const ownersDrivenBy = async (tx: Tx, brandId: string, phone: string): Promise<string[]> => (await many<{ ownerId: string }>(tx, sql`select owner_id from people.drivers where brand_id = ${brandId} and phone = ${phone} order by added_at limit 5`)).map((row) => row.ownerId);

/** Undefined when the phone is already a driver's of this owner and brand. */
export const insertDriver = (tx: Tx, driver: Driver) =>
  maybe<Driver>(tx, sql`insert into people.drivers (id, owner_id, brand_id, name, phone, may_sign_in, added_at)
    values (${driver.id}, ${driver.ownerId}, ${driver.brandId}, ${driver.name}, ${driver.phone}, ${driver.maySignIn}, ${tx.now}::timestamptz)
    on conflict do nothing returning ${driverColumns}`);

export const deleteDriver = (tx: Tx, ownerId: string, driverId: string) =>
  maybe<Driver>(tx, sql`delete from people.drivers where id = ${driverId} and owner_id = ${ownerId} returning ${driverColumns}`);

export const consentsOf = (tx: Tx, ownerId: string) =>
  many<{ purpose: string; granted: boolean; at: Date }>(tx, sql`select distinct on (purpose) purpose, granted, at from people.consents
    where owner_id = ${ownerId} order by purpose, id desc`);

export const insertConsent = (tx: Tx, ownerId: string, purpose: string, granted: boolean) =>
  run(tx, sql`insert into people.consents (owner_id, purpose, granted, at) values (${ownerId}, ${purpose}, ${granted}, ${tx.now}::timestamptz)`);

export type Look = { id: string; ownerId: string; brandId: string; staffId: string; staffName: string; what: string; why: string; at: Date };
export const insertLook = (tx: Tx, look: Omit<Look, 'id' | 'at'>) =>
  run(tx, sql`insert into people.looks (id, owner_id, brand_id, staff_id, staff_name, what, why, at)
    values (${newId()}, ${look.ownerId}, ${look.brandId}, ${look.staffId}, ${look.staffName}, ${look.what}, ${look.why}, ${tx.now}::timestamptz)`);

export const looksAt = (tx: Tx, ownerId: string, limit: number) =>
  many<Look>(tx, sql`select * from people.looks where owner_id = ${ownerId} order by at desc, id desc limit ${limit}`);

// Signing in

/** The tries on a name, kept from others until this transaction ends. */
export async function lockTries(tx: Tx, userName: string): Promise<Tries> {
  await run(tx, sql`insert into people.sign_in_tries (user_name) values (${userName}) on conflict do nothing`);
  return one<Tries>(tx, sql`select failed, last_failed_at, locked_until from people.sign_in_tries where user_name = ${userName} for update`);
}

export const writeTries = (tx: Tx, userName: string, tries: Tries) =>
  run(tx, sql`update people.sign_in_tries set failed = ${tries.failed}, last_failed_at = ${tries.lastFailedAt}::timestamptz,
    locked_until = ${tries.lockedUntil}::timestamptz where user_name = ${userName}`);

export const clearTries = (tx: Tx, userName: string) => run(tx, sql`delete from people.sign_in_tries where user_name = ${userName}`);

/** When this phone asked for codes in the last day; nobody else may ask for it until this transaction ends. */
export async function lockAsks(tx: Tx, phone: string): Promise<Date[]> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext(${`people.code ${phone}`}))`);
  const rows = await many<{ askedAt: Date }>(tx, sql`select asked_at from people.phone_codes where phone = ${phone} and asked_at > ${tx.now}::timestamptz - interval '1 day'`);
  return rows.map((row) => row.askedAt);
}

export const insertAsk = (tx: Tx, ask: { id: string; phone: string; expiresAt: Date }) =>
  run(tx, sql`insert into people.phone_codes (id, phone, asked_at, expires_at) values (${ask.id}, ${ask.phone}, ${tx.now}::timestamptz, ${ask.expiresAt}::timestamptz)`);

export type Ask = { id: string; phone: string; codeHash: string | null; tries: number; expiresAt: Date; usedAt: Date | null };
export const askById = (tx: Tx, id: string) =>
  maybe<Ask>(tx, sql`select id, phone, code_hash, tries, expires_at, used_at from people.phone_codes where id = ${id} for update`);

/** The last code of a phone that is not used or too old, one try more counted on it. */
export const tryLastAsk = (tx: Tx, phone: string) =>
  maybe<Ask>(tx, sql`update people.phone_codes set tries = tries + 1 where id = (select id from people.phone_codes
      where phone = ${phone} and expires_at > ${tx.now}::timestamptz and used_at is null order by asked_at desc, id desc limit 1)
    returning id, phone, code_hash, tries, expires_at, used_at`);

export const writeCodeHash = (tx: Tx, id: string, hash: string) => run(tx, sql`update people.phone_codes set code_hash = ${hash} where id = ${id}`);
export const writeCodeUsed = (tx: Tx, id: string) => run(tx, sql`update people.phone_codes set used_at = ${tx.now}::timestamptz where id = ${id}`);

/** Whose account a phone opens: the owner's own, else that of the owner who lets this driver in. */
export const accountToSignIn = (tx: Tx, phone: string) =>
  maybe<{ ownerId: string; driverId: string | null; language: Language }>(tx, sql`select owner_id, driver_id, language from (
      select 0 as turn, id as owner_id, null as driver_id, language, added_at from people.owners where phone = ${phone}
      union all select 1, d.owner_id, d.id, o.language, d.added_at from people.drivers d join people.owners o on o.id = d.owner_id where d.phone = ${phone} and d.may_sign_in
    ) accounts order by turn, added_at limit 1`);

export type Session = { id: string; kind: 'owner' | 'staff'; personId: string; driverId: string | null; device: string; startedAt: Date; expiresAt: Date };

export const insertSession = (tx: Tx, session: Omit<Session, 'startedAt'> & { tokenSha256: string }) =>
  run(tx, sql`insert into people.sessions (id, token_sha256, kind, person_id, driver_id, device, started_at, expires_at)
    values (${session.id}, ${session.tokenSha256}, ${session.kind}, ${session.personId}, ${session.driverId}::text, ${session.device}, ${tx.now}::timestamptz, ${session.expiresAt}::timestamptz)`);

type SessionActor = { kind: 'owner' | 'staff'; personId: string; name: string | null; grants: Grant[] | null; brandIds: string[] | null };

/** One query for every request: who a token is. Owners through a driver act under the driver's name. */
export async function actorBySession(tx: Tx, tokenSha256: string): Promise<Actor | undefined> {
  const row = await maybe<SessionActor>(tx, sql`select s.kind, s.person_id,
      case when s.kind = 'staff' then m.name when s.driver_id is not null then d.name
        else (select b.name from people.owner_brands b where b.owner_id = s.person_id order by b.added_at, b.brand_id limit 1) end as name,
      case when s.kind = 'staff' then (select jsonb_agg(jsonb_build_object('role', g.role, 'brandId', g.brand_id, 'outletId', g.outlet_id))
        from people.grants g where g.staff_id = s.person_id) end as grants,
      case when s.kind = 'owner' then (select array_agg(b.brand_id order by b.brand_id) from people.owner_brands b where b.owner_id = s.person_id) end as brand_ids
    from people.sessions s
      left join people.staff m on s.kind = 'staff' and m.id = s.person_id and m.disabled_at is null
      left join people.drivers d on d.id = s.driver_id and d.may_sign_in
    where s.token_sha256 = ${tokenSha256} and s.ended_at is null and s.expires_at > ${tx.now}::timestamptz`);
  if (row === undefined || row.name === null) return undefined;
  return row.kind === 'staff' ? { kind: 'staff', id: row.personId, name: row.name, grants: row.grants ?? [] }
    : { kind: 'owner', id: row.personId, name: row.name, brandIds: row.brandIds ?? [] };
}

export const sessionsOf = (tx: Tx, personId: string, tokenSha256: string | null) =>
  many<Session & { current: boolean }>(tx, sql`select id, kind, person_id, driver_id, device, started_at, expires_at, coalesce(token_sha256 = ${tokenSha256}::text, false) as current
    from people.sessions where person_id = ${personId} and ended_at is null and expires_at > ${tx.now}::timestamptz order by started_at desc, id`);

/** The driver behind a session, if it is not the owner's own. */
export const driverOfSession = async (tx: Tx, tokenSha256: string): Promise<string | null> =>
  (await maybe<{ driverId: string | null }>(tx, sql`select driver_id from people.sessions where token_sha256 = ${tokenSha256}`))?.driverId ?? null;

export const endSessionByToken = (tx: Tx, tokenSha256: string) =>
  run(tx, sql`update people.sessions set ended_at = ${tx.now}::timestamptz where token_sha256 = ${tokenSha256} and ended_at is null returning 1`);

export const endSessionById = (tx: Tx, personId: string, id: string) =>
  run(tx, sql`update people.sessions set ended_at = ${tx.now}::timestamptz where id = ${id} and person_id = ${personId} and ended_at is null returning 1`);

/** Ends all sessions of a person, or all but one. */
export const endSessionsOf = (tx: Tx, personId: string, exceptTokenSha256: string | null = null) =>
  run(tx, sql`update people.sessions set ended_at = ${tx.now}::timestamptz where person_id = ${personId} and ended_at is null
    and token_sha256 is distinct from ${exceptTokenSha256}::text returning 1`);

export const endSessionsOfDriver = (tx: Tx, driverId: string) =>
  run(tx, sql`update people.sessions set ended_at = ${tx.now}::timestamptz where driver_id = ${driverId} and ended_at is null returning 1`);

/** Forgets what no longer matters: codes and tries of the day before, sessions that ended a quarter ago. */
export async function forgetOldSignIns(tx: Tx): Promise<void> {
  await run(tx, sql`delete from people.phone_codes where asked_at < ${tx.now}::timestamptz - interval '2 days'`);
  await run(tx, sql`delete from people.sign_in_tries where last_failed_at < ${tx.now}::timestamptz - interval '2 days' or last_failed_at is null`);
  await run(tx, sql`delete from people.sessions where least(expires_at, ended_at) < ${tx.now}::timestamptz - interval '90 days'`);
}
