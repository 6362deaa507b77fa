// How long history is kept, and how the lake stands. R1 a rule is dated and says why; it never begins before today, so
// that what was forgotten was forgotten by a rule that stood.
import type { Input } from '#platform/contract';
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { allBrands } from '#brands';
import type { api } from './api.ts';
import { historyByBrand, historyReach, historyRules, writeRule } from './history-store.ts';
import { historyReader } from './readers.ts';

const mine = (tx: Tx, brandId: string): boolean => holds(tx.actor, ['administrator', 'auditor'], { brandId: brandId === '*' ? null : brandId });

export async function listHistoryRules(tx: Tx) {
  return { rules: (await historyRules(tx)).filter((rule) => rule.brandId === '*' || mine(tx, rule.brandId)) };
}

export async function setHistoryRule(tx: Tx, input: Input<typeof api.setHistoryRule>) {
  const everywhere = tx.actor.kind === 'staff' && tx.actor.grants.some((grant) => grant.role === 'administrator' && grant.brandId === null);
  if (input.brandId === '*' ? !everywhere : !holds(tx.actor, ['administrator'], { brandId: input.brandId })) refuse('notAllowed');
  if (input.brandId !== '*' && !(await allBrands(tx)).some((brand) => brand.id === input.brandId)) refuse('badInput', { field: 'brandId' });
  if (input.fromOn < beijingDay(tx.now)) refuse('ruleBeginsInThePast', { field: 'fromOn', today: beijingDay(tx.now) });
  const rule = await writeRule(tx, { id: newId(), brandId: input.brandId, fromOn: input.fromOn, keepDays: input.keepDays, source: input.source.trim(), setBy: actorName(tx.actor), setAt: tx.now });
  if (rule === undefined) throw new Error('a rule was not written');
  tx.record({ action: 'telemetry.setHistoryRule', subject: 'historyRules', subjectId: rule.id, brandId: input.brandId === '*' ? null : input.brandId, after: rule, why: rule.source });
  return rule;
}

export async function showHistory(tx: Tx) {
  const cursor = await historyReach(tx);
  return {
    on: tx.outside.lake !== undefined, writtenTo: cursor?.writtenTo ?? null, framesWaiting: cursor === undefined ? 0 : await tx.stream.behind(tx, historyReader),
    brands: await historyByBrand(tx),
  };
}
