// What a rule would have raised: the same engine over stored readings, before anyone switches the rule on. Changes nothing.
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { readingsIn, type Reading } from '#telemetry';
import { findVehicle } from '#vehicles';
import type { AlertEvidence } from './alert.ts';
import type { api } from './api.ts';
import { evaluate, noMemory } from './engine.ts';
import { evidenceOf } from './watch-readings.ts';
import { ruleFlaw, type Rule, type Severity } from './rule.ts';

const readingsMost = 100_000;

type Would = {
  severity: Severity; raisedAt: Date; clearedAt: Date | null; occurrences: number; reopened: number; evidence: AlertEvidence;
  escalations: { at: Date; to: Severity; evidence: AlertEvidence }[];
};

/** The alerts that `rule` makes of readings in the order of time. */
export function wouldRaise(rule: Rule, readings: readonly Reading[]): Would[] {
  const alerts: Would[] = [];
  let memory = noMemory;
  for (const reading of readings) {
    const judged = evaluate([rule], memory, reading);
    memory = judged.memory;
    for (const event of judged.events) {
      const at = new Date(event.atMs);
      const last = alerts.at(-1);
      if (event.does === 'raise' || last === undefined) {
        if (event.does !== 'raise') continue;
        alerts.push({ severity: event.severity, raisedAt: at, clearedAt: null, occurrences: 1, reopened: 0, evidence: evidenceOf(event.evidence), escalations: [] });
      } else if (event.does === 'reopen') {
        Object.assign(last, { clearedAt: null, occurrences: last.occurrences + 1, reopened: last.reopened + 1 });
      } else if (event.does === 'again') last.occurrences++;
      else if (event.does === 'escalate') {
        last.severity = event.to;
        last.escalations.push({ at, to: event.to, evidence: evidenceOf(event.evidence) });
      } else last.clearedAt = at;
    }
  }
  return alerts;
}

export async function backtestAlertRule(tx: Tx, input: Input<typeof api.backtestAlertRule>) {
  const flaw = ruleFlaw(input);
  if (flaw !== undefined) refuse('ruleCannotWork', flaw);
  const vehicle = await findVehicle(tx, input.vin);
  const fromAt = new Date(tx.now.getTime() - input.hours * 3_600_000);
  const readings = await readingsIn(tx, vehicle.vin, fromAt, new Date(tx.now.getTime() + 120_000), readingsMost);
  const rule: Rule = { kind: input.kind, enabled: true, clearHoldSeconds: input.clearHoldSeconds, conditions: input.conditions, version: 0 };
  return { fromAt, toAt: tx.now, readings: readings.length, alerts: wouldRaise(rule, readings) };
}
