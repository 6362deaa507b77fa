// The rules of alerts: shown to all who watch, changed with a reason by those who answer for them.
// H1 an edit based on an older version is refused with what changed; H2 the house's rule is changed only by those who
// hold the role for every brand, a brand's own by those of that brand; H3 every change is in the audit with its reason, and every
// version stays readable.
import { actorName, visibleBrands, holds, type Actor, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { quantities } from './quantities.ts';
import { ruleFlaw, type Condition } from './rule.ts';
import { house } from './rules-for.ts';
import { allRules, insertRule, insertRuleVersion, ruleOf, ruleVersions, updateRule, type BrandRule } from './store.ts';

const keepers: readonly Role[] = ['serviceManager', 'administrator'];

const withUnits = (conditions: readonly Condition[]) => conditions.map((condition) => ({ ...condition, unit: quantities[condition.quantity].unit }));
const shown = (rule: BrandRule) => ({ ...rule, conditions: withUnits(rule.conditions) });

export async function listAlertRules(tx: Tx) {
  const brands = visibleBrands(tx.actor);
  const seen = brands.split(',');
  return { rules: (await allRules(tx)).filter((rule) => rule.brandId === house || brands === '*' || seen.includes(rule.brandId)).map(shown) };
}

/** A brand sees its own versions and the house's. */
export async function listRuleVersions(tx: Tx, input: Input<typeof api.listRuleVersions>) {
  const brandId = input.brandId ?? house;
  const brands = visibleBrands(tx.actor);
  if (brandId !== house && brands !== '*' && !brands.split(',').includes(brandId)) refuse('alertRuleNotFound', { kind: input.kind });
  const versions = await ruleVersions(tx, input.kind, brandId);
  if (versions.length === 0) refuse('alertRuleNotFound', { kind: input.kind });
  return { versions: versions.map((version) => ({ ...version, conditions: withUnits(version.conditions) })) };
}

const maySetHouse = (actor: Actor): boolean =>
  actor.kind === 'system' || (actor.kind === 'staff' && actor.grants.some((grant) => keepers.includes(grant.role) && grant.brandId === null));

export async function changeAlertRule(tx: Tx, input: Input<typeof api.changeAlertRule>) {
  const brandId = input.brandId ?? house;
  if (!(brandId === house ? maySetHouse(tx.actor) : holds(tx.actor, keepers, { brandId }))) refuse('notAllowed'); // H2
  const flaw = ruleFlaw(input);
  if (flaw !== undefined) refuse('ruleCannotWork', flaw);
  const own = await ruleOf(tx, input.kind, brandId);
  const before = own ?? (await ruleOf(tx, input.kind, house)) ?? refuse('alertRuleNotFound', { kind: input.kind });
  const subjectId = `${input.kind}.${brandId === house ? 'house' : brandId}`;
  const stale = async (): Promise<never> => refuse('staleEdit', { changes: await changesSince(tx, 'alertRules', subjectId, input.version) }); // H1
  if (before.version !== input.version) await stale();
  const rule = { kind: input.kind, brandId, enabled: input.enabled, clearHoldSeconds: input.clearHoldSeconds, caseUpTo: input.caseUpTo ?? before.caseUpTo, conditions: input.conditions, source: before.source };
  // A brand's own first version counts on from the house's, so that nobody's older page of the house's rule fits it.
  const after = (own === undefined ? await insertRule(tx, rule, before.version + 1) : await updateRule(tx, rule, input.version)) ?? (await stale());
  const kept = (one: BrandRule) => ({ enabled: one.enabled, clearHoldSeconds: one.clearHoldSeconds, caseUpTo: one.caseUpTo, conditions: one.conditions });
  await insertRuleVersion(tx, after, input.why, actorName(tx.actor));
  tx.record({
    action: 'alerts.changeRule', subject: 'alertRules', subjectId, brandId: brandId === house ? null : brandId, version: after.version,
    before: kept(before), after: kept(after), why: input.why,
  });
  tx.announce({ topic: 'alertRules', id: subjectId, brandId: brandId === house ? null : brandId });
  return shown(after);
}
