// Every SQL statement about certificates, practice and the dated rules of the network.
import { many, maybe, one, sql } from '#platform/database';
import { beijingDay } from '#platform/calendar';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { Certificate, CertificateKind } from './paper.ts';

/** With practice and the rule for it: what was not practised is fresh from its first day, or from when the house came to know it. */
const selected = (tx: Tx) => sql`select c.id, c.staff_id, c.kind, c.maker_brand_id as brand_id, c.systems, c.model_ids, c.level, c.number, c.issuer, c.valid_from, c.valid_to, c.review_due_on, c.proof_file_id,
    c.withdrawn_at, p.last_on as last_job_on, (greatest(c.valid_from, c.known_on, p.last_on) + make_interval(months => r.value))::date as fresh_until
  from network.certificates c left join network.practice p on p.staff_id = c.staff_id and p.kind = c.kind
  left join network.rules r on r.name = 'recentMonths ' || c.kind and r.valid_from <= ${beijingDay(tx.now)}::date and (r.valid_to is null or r.valid_to >= ${beijingDay(tx.now)}::date)`;

export const certificatesOf = (tx: Tx, staffIds: readonly string[]) =>
  many<Certificate>(tx, sql`${selected(tx)} where c.staff_id = any(${[...staffIds]}::text[]) order by c.kind, c.valid_to desc, c.id`);
export const certificateById = (tx: Tx, id: string) => maybe<Certificate>(tx, sql`${selected(tx)} where c.id = ${id}`);

type NewCertificate = Omit<Certificate, 'id' | 'withdrawnAt' | 'freshUntil' | 'lastJobOn'>;
/** Undefined when the number is already known for this kind. */
export async function insertCertificate(tx: Tx, c: NewCertificate): Promise<Certificate | undefined> {
  const made = await maybe<{ id: string }>(tx, sql`insert into network.certificates (id, staff_id, kind, maker_brand_id, systems, model_ids, level, number, issuer, valid_from, valid_to, review_due_on, proof_file_id, known_on)
    values (${newId()}, ${c.staffId}, ${c.kind}, ${c.brandId}::text, ${c.systems}::text[], ${c.modelIds}::text[], ${c.level}, ${c.number}, ${c.issuer}::text, ${c.validFrom}::date, ${c.validTo}::date, ${c.reviewDueOn}::date,
      ${c.proofFileId}::text, ${beijingDay(tx.now)}::date)
    on conflict (kind, number) do nothing returning id`);
  return made === undefined ? undefined : certificateById(tx, made.id);
}

export const writeWithdrawn = (tx: Tx, id: string, why: string) =>
  one<{ id: string }>(tx, sql`update network.certificates set withdrawn_at = coalesce(withdrawn_at, ${tx.now}::timestamptz), withdrawn_why = coalesce(withdrawn_why, ${why}) where id = ${id} returning id`);
export const writeReview = (tx: Tx, id: string, dueOn: string, proofFileId: string | null) =>
  one<{ id: string }>(tx, sql`update network.certificates set review_due_on = ${dueOn}::date, proof_file_id = coalesce(${proofFileId}::text, proof_file_id) where id = ${id} returning id`);

/** Keeps the later day. */
export const writePractice = (tx: Tx, rows: readonly { staffId: string; kind: CertificateKind; lastOn: string; how: 'job' | 'exercise'; notedBy: string }[]) =>
  many<{ staffId: string; lastOn: string }>(tx, sql`insert into network.practice as p (staff_id, kind, last_on, how, noted_by)
    select r.staff_id, r.kind, r.last_on, r.how, r.noted_by from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ staff_id: row.staffId, kind: row.kind, last_on: row.lastOn, how: row.how, noted_by: row.notedBy })))}::jsonb)
      as r(staff_id text, kind text, last_on date, how text, noted_by text)
    on conflict (staff_id, kind) do update set last_on = greatest(p.last_on, excluded.last_on), how = case when excluded.last_on > p.last_on then excluded.how else p.how end, noted_by = excluded.noted_by
    returning staff_id, last_on`);

/** The network's rules that count on a day. */
export async function rulesOn(tx: Tx, onDay: string): Promise<Map<string, number>> {
  const rows = await many<{ name: string; value: number }>(tx, sql`select name, value from network.rules where valid_from <= ${onDay}::date and (valid_to is null or valid_to >= ${onDay}::date)`);
  return new Map(rows.map((row) => [row.name, row.value]));
}
