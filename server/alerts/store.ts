// Every SQL statement of alerts.
import { join, many, maybe, one, run, sql, write, type Sql } from '#platform/database';
import type { Tx } from '#platform/tx';
import type { Alert } from './alert.ts';
import type { Memory } from './engine.ts';
import type { AlertKind, Condition, Rule } from './rule.ts';

/** A rule with whose it is: brand '*' is the house's own. */
export type BrandRule = Rule & { brandId: string; source: string; changedAt: Date; caseUpTo: number };

/** Which rules there are, each with its version: changes with every change of any of them. */
export const rulesAsOf = async (tx: Tx): Promise<string> =>
  (await one<{ asOf: string | null }>(tx, sql`select string_agg(kind || ' ' || brand_id || ' ' || version || ' ' || changed_at, ',' order by kind, brand_id) as as_of from alerts.rules`)).asOf ?? '';

export const allRules = (tx: Tx): Promise<BrandRule[]> => many(tx, sql`select * from alerts.rules order by kind, brand_id`);

export const ruleOf = (tx: Tx, kind: AlertKind, brandId: string): Promise<BrandRule | undefined> =>
  maybe(tx, sql`select * from alerts.rules where kind = ${kind} and brand_id = ${brandId}`);

type RuleChange = { kind: AlertKind; brandId: string; enabled: boolean; clearHoldSeconds: number; caseUpTo: number; conditions: readonly Condition[]; source: string };

/** Changes a rule of this version; undefined when someone else was faster. */
export const updateRule = (tx: Tx, rule: RuleChange, version: number): Promise<BrandRule | undefined> =>
  maybe(tx, sql`update alerts.rules set enabled = ${rule.enabled}, clear_hold_seconds = ${rule.clearHoldSeconds}, case_up_to = ${rule.caseUpTo}, conditions = ${JSON.stringify(rule.conditions)}::jsonb,
      source = ${rule.source}, version = version + 1, changed_at = ${tx.now.toISOString()}::timestamptz
    where kind = ${rule.kind} and brand_id = ${rule.brandId} and version = ${version} returning *`);

export const insertRule = (tx: Tx, rule: RuleChange, version: number): Promise<BrandRule | undefined> =>
  maybe(tx, sql`insert into alerts.rules (kind, brand_id, enabled, clear_hold_seconds, case_up_to, conditions, source, version, changed_at)
    values (${rule.kind}, ${rule.brandId}, ${rule.enabled}, ${rule.clearHoldSeconds}, ${rule.caseUpTo}, ${JSON.stringify(rule.conditions)}::jsonb, ${rule.source}, ${version},
      ${tx.now.toISOString()}::timestamptz) on conflict do nothing returning *`);

export type RuleVersion = Omit<BrandRule, 'source' | 'changedAt' | 'kind' | 'brandId'> & { why: string | null; byName: string; at: Date };

export const insertRuleVersion = (tx: Tx, rule: BrandRule, why: string, byName: string): Promise<number> =>
  run(tx, sql`insert into alerts.rule_versions (kind, brand_id, version, enabled, clear_hold_seconds, case_up_to, conditions, why, by_name, at)
    values (${rule.kind}, ${rule.brandId}, ${rule.version}, ${rule.enabled}, ${rule.clearHoldSeconds}, ${rule.caseUpTo}, ${JSON.stringify(rule.conditions)}::jsonb, ${why}, ${byName},
      ${tx.now.toISOString()}::timestamptz)`);

export const ruleVersions = (tx: Tx, kind: AlertKind, brandId: string): Promise<RuleVersion[]> =>
  many(tx, sql`select version, enabled, clear_hold_seconds, case_up_to, conditions, why, by_name, at from alerts.rule_versions
    where kind = ${kind} and brand_id = ${brandId} order by version desc limit 200`);

/** A number of the house in force on a day. */
export const numbersOn = async (tx: Tx, day: string): Promise<Map<string, number>> =>
  new Map((await many<{ name: string; value: number }>(tx, sql`select name, value from alerts.numbers where valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date) order by valid_from`))
    .map((row) => [row.name, row.value]));

/** What is remembered of cars; whoever reads their part, or holds it, is the only one to change it meanwhile. */
export const memoriesOf = async (tx: Tx, vins: readonly string[]): Promise<{ vin: string; memory: Memory }[]> =>
  (await many<{ vin: string; memory: string }>(tx, sql`select m.vin, m.memory from unnest(${[...vins]}::text[]) as v(vin) join alerts.memory m on m.vin = v.vin`))
    .map(({ vin, memory }) => ({ vin, memory: JSON.parse(memory) as Memory }));

/** A line for each: VINs and JSON have no line breaks, and nothing need be quoted. */
export const writeMemories = (tx: Tx, memories: ReadonlyMap<string, Memory>): void =>
  write(tx, sql`insert into alerts.memory (vin, memory) select * from unnest(string_to_array(${[...memories.keys()].join('\n')}, chr(10)),
      string_to_array(${[...memories.values()].map((memory) => JSON.stringify(memory)).join('\n')}, chr(10))) on conflict (vin) do update set memory = excluded.memory`);

export const alertById = (tx: Tx, id: string): Promise<Alert | undefined> => maybe(tx, sql`select * from alerts.alerts where id = ${id}`);

export const openAlert = (tx: Tx, vin: string, kind: AlertKind): Promise<Alert | undefined> =>
  maybe(tx, sql`select * from alerts.alerts where vin = ${vin} and kind = ${kind} and cleared_at is null`);

export const lastAlert = (tx: Tx, vin: string, kind: AlertKind): Promise<Alert | undefined> =>
  maybe(tx, sql`select * from alerts.alerts where vin = ${vin} and kind = ${kind} order by raised_at desc limit 1`);

export const insertAlert = (tx: Tx, alert: Alert): Promise<Alert> =>
  one(tx, sql`insert into alerts.alerts (id, number, vin, brand_id, owner_id, kind, severity, raised_at, since_at, told_at, last_at, late, rule_version, evidence, surroundings,
      state, worst_severity, follows_id, in_maintenance)
    values (${alert.id}, ${alert.number}, ${alert.vin}, ${alert.brandId}, ${alert.ownerId}, ${alert.kind}, ${alert.severity}, ${alert.raisedAt.toISOString()}::timestamptz,
      ${alert.sinceAt.toISOString()}::timestamptz, ${alert.toldAt.toISOString()}::timestamptz, ${alert.lastAt.toISOString()}::timestamptz, ${alert.late},
      ${alert.ruleVersion}, ${JSON.stringify(alert.evidence)}::jsonb, ${JSON.stringify(alert.surroundings)}::jsonb,
      ${alert.state}, ${alert.worstSeverity}, ${alert.followsId}::text, ${alert.inMaintenance}) returning *`);

/** Writes what may change of an alert, and counts its version up. */
export const updateAlert = (tx: Tx, alert: Alert): Promise<Alert> =>
  one(tx, sql`update alerts.alerts set severity = ${alert.severity}, state = ${alert.state}, worst_severity = ${alert.worstSeverity}, in_maintenance = ${alert.inMaintenance}, last_at = ${alert.lastAt.toISOString()}::timestamptz,
      cleared_at = ${alert.clearedAt?.toISOString() ?? null}::timestamptz, cleared_because = ${alert.clearedBecause}::text, occurrences = ${alert.occurrences},
      reopened = ${alert.reopened}, evidence = ${JSON.stringify(alert.evidence)}::jsonb, surroundings = ${JSON.stringify(alert.surroundings)}::jsonb, version = version + 1
    where id = ${alert.id} returning *`);

export type AlertFilter = {
  open?: boolean | undefined; kind?: AlertKind | undefined; severity?: number | undefined; severityAtMost?: number | undefined; vin?: string | undefined; stormId?: string | undefined; withoutStorms?: boolean | undefined; ownerId?: string | undefined;
  brandIds?: readonly string[] | undefined; fromAt?: Date | undefined; after?: { severity: number; raisedAt: Date; id: string } | undefined; first?: 'newest' | 'worst' | 'open' | undefined; limit: number;
};

/** Alerts, the newest first, or the most urgent, or those that are open. */
export function alertsFor(tx: Tx, filter: AlertFilter): Promise<Alert[]> {
  const where: Sql[] = [sql`true`];
  if (filter.open !== undefined) where.push(filter.open ? sql`cleared_at is null` : sql`cleared_at is not null`);
  if (filter.kind !== undefined) where.push(sql`kind = ${filter.kind}`);
  if (filter.severity !== undefined) where.push(sql`severity = ${filter.severity}`);
  if (filter.severityAtMost !== undefined) where.push(sql`severity <= ${filter.severityAtMost}`);
  if (filter.vin !== undefined) where.push(sql`vin = ${filter.vin}`);
  if (filter.stormId !== undefined) where.push(sql`storm_id = ${filter.stormId}`);
  if (filter.withoutStorms === true) where.push(sql`(storm_id is null or worst_severity = 1)`);
  if (filter.ownerId !== undefined) where.push(sql`owner_id = ${filter.ownerId}`);
  if (filter.brandIds !== undefined) where.push(sql`brand_id = any(${filter.brandIds}::text[])`);
  if (filter.fromAt !== undefined) where.push(sql`(raised_at >= ${filter.fromAt.toISOString()}::timestamptz or cleared_at is null)`);
  if (filter.after !== undefined) {
    const { severity, raisedAt, id } = filter.after;
    const older = sql`(raised_at, id) < (${raisedAt.toISOString()}::timestamptz, ${id})`;
    where.push(filter.first === 'worst' ? sql`(severity > ${severity} or (severity = ${severity} and ${older}))` : older);
  }
  const orders = { newest: sql`raised_at desc, id desc`, worst: sql`severity, raised_at desc, id desc`, open: sql`(cleared_at is null) desc, raised_at desc, id desc` };
  const order = orders[filter.first ?? 'newest'];
  return many(tx, sql`select * from alerts.alerts where ${join(where, ' and ')} order by ${order} limit ${filter.limit}`);
}

export const countOpenAlerts = (tx: Tx): Promise<{ kind: AlertKind; severity: number; count: number }[]> =>
  many(tx, sql`select kind, severity, count(*) as count from alerts.alerts where cleared_at is null group by kind, severity order by severity, kind`);
