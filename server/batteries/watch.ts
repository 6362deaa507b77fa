// The watch over a damaged battery, decided from what stands in its log: when it begins anew, and why it may not end yet.
// W1 it lasts at least as long as the rule of its first day says; a rise of temperature or smoke begins it anew; W2 it ends after
// that only with readings close enough together, calm and cool at the end, without smoke.
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { rulesOn } from './store.ts';

const hourMs = 3_600_000;
export type Watch = { clearanceM: number; hours: number; calmHours: number; riseC: number; logHours: number; calmC: number };
export type Reading = { at: Date; tempC: number; smoke: boolean };
export type WhyNotOver = 'watchNotOver' | 'logHasGaps' | 'noFreshReading' | 'notCalm' | 'tooWarm';

export async function watchRule(tx: Tx, onDay: string): Promise<Watch> {
  const rules = await rulesOn(tx, onDay);
  const value = (name: string): number => rules.find((rule) => rule.name === name)?.value ?? refuse('internal', { rule: name });
  return { clearanceM: value('quarantineClearanceM'), hours: value('quarantineHours'), calmHours: value('quarantineCalmHours'), riseC: value('quarantineRiseC'), logHours: value('quarantineLogHours'), calmC: value('quarantineCalmC') };
}

/** Whether a reading begins the watch anew: smoke, or a rise over the calmest reading before it. (W1) */
export const rises = (before: readonly { tempC: number }[], now: { tempC: number; smoke: boolean }, riseC: number): boolean =>
  now.smoke || (before.length > 0 && now.tempC - Math.min(...before.map((one) => one.tempC)) >= riseC);

/** Why a quarantine may not end yet; null when it may. (W2) */
export function whyNotOver(one: { fromAt: Date; untilAt: Date }, log: readonly Reading[], now: Date, rule: Watch): WhyNotOver | null {
  if (now < one.untilAt) return 'watchNotOver';
  const last = log.at(-1);
  if (last === undefined || now.getTime() - last.at.getTime() > rule.logHours * hourMs) return 'noFreshReading';
  if (last.smoke || last.tempC > rule.calmC) return 'tooWarm';
  const times = [one.fromAt.getTime(), ...log.map((entry) => entry.at.getTime()), now.getTime()];
  // A gap is healed by a whole watch without one.
  const watchedFrom = now.getTime() - rule.hours * hourMs;
  if (times.some((at, index) => index > 0 && at > watchedFrom && at - (times[index - 1] as number) > rule.logHours * hourMs)) return 'logHasGaps';
  const late = log.filter((entry) => entry.at.getTime() >= now.getTime() - rule.calmHours * hourMs).map((entry) => entry.tempC);
  return late.length > 1 && Math.max(...late) - Math.min(...late) >= rule.riseC ? 'notCalm' : null;
}
