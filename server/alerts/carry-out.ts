// Carries out what the engine said, on the alert that is open: one row per trouble, moved by the table of its life.
// R1 an alert that wakes nobody (a car in a workshop, a storm, a rule that opens no case) is kept like any other; R2 a
// danger to life always wakes somebody.
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { alertCleared, alertDeEscalated, alertEscalated, alertRaised, type Alert, type AlertEvidence } from './alert.ts';
import type { AlertEvent, Evidence } from './engine.ts';
import { life } from './life.ts';
import { quantities } from './quantities.ts';
import type { Rule, Severity } from './rule.ts';
import { joinStorm } from './storms.ts';
import { insertAlert, lastAlert, openAlert, updateAlert } from './store.ts';
import { surroundings } from './surroundings.ts';

const evidenceMost = 20;
/** A trouble that returns within so many days names the alert it follows. */
const followsWithinMs = 7 * 86_400_000;

export const evidenceOf = (found: Evidence): AlertEvidence => ({
  quantity: found.quantity, value: Math.round(found.value * 100) / 100, unit: quantities[found.quantity].unit, is: found.is, threshold: found.threshold,
  sinceAt: new Date(found.sinceMs).toISOString(),
});

/** The car, and whether it is in a workshop now. */
export type Of = { vin: string; brandId: string; ownerId: string; inMaintenance: boolean };
type Beginning = Extract<AlertEvent, { does: 'raise' | 'reopen' }>;

/** (R1, R2) */
const wakes = (rule: Rule, severity: Severity, of: { inMaintenance: boolean; stormId: string | null }): boolean =>
  severity === 1 || (!of.inMaintenance && severity <= (rule.caseUpTo ?? 4) && (of.stormId === null || severity <= 2));

function tellRaised(tx: Tx, alert: Alert, rule: Rule): void {
  tx.tell(alertRaised({
    alertId: alert.id, vin: alert.vin, brandId: alert.brandId, ownerId: alert.ownerId, kind: alert.kind, severity: alert.severity,
    ...(wakes(rule, alert.severity, alert) ? {} : { wakes: false }),
  }));
}

async function raise(tx: Tx, of: Of, event: Beginning, rule: Rule): Promise<Alert> {
  const at = new Date(event.atMs);
  const sinceAt = new Date(event.evidence.sinceMs);
  const last = await lastAlert(tx, of.vin, event.kind);
  const follows = last !== undefined && last.ownerId === of.ownerId && last.brandId === of.brandId && Math.abs(at.getTime() - last.lastAt.getTime()) <= followsWithinMs;
  const alert = await insertAlert(tx, {
    id: newId(), number: await nextNumber(tx, 'A'), ...of, kind: event.kind, severity: event.severity, raisedAt: at, sinceAt, toldAt: tx.now, lastAt: at,
    clearedAt: null, clearedBecause: null, occurrences: 1, reopened: 0, late: event.late, ruleVersion: rule.version, evidence: [evidenceOf(event.evidence)],
    surroundings: await surroundings(tx, of.vin, sinceAt, at), version: 1, state: 'raised', worstSeverity: event.severity, followsId: follows ? last.id : null, stormId: null,
  });
  const placed = { ...alert, stormId: await joinStorm(tx, alert) };
  tellRaised(tx, placed, rule);
  return placed;
}

async function reopen(tx: Tx, of: Of, event: Beginning, rule: Rule): Promise<Alert> {
  const last = await lastAlert(tx, of.vin, event.kind);
  if (last === undefined || last.ownerId !== of.ownerId || last.brandId !== of.brandId || life[last.state].reopen === 'ignored') return raise(tx, of, event, rule);
  const alert = await updateAlert(tx, {
    ...last, lastAt: new Date(event.atMs), state: 'raised', severity: event.severity, worstSeverity: Math.min(last.worstSeverity, event.severity) as Severity, clearedAt: null, clearedBecause: null,
    inMaintenance: of.inMaintenance, occurrences: last.occurrences + 1, reopened: last.reopened + 1, evidence: [...last.evidence, evidenceOf(event.evidence)].slice(-evidenceMost),
  });
  tellRaised(tx, alert, rule);
  return alert;
}

/** What a happening makes of an open alert; the table of its life has agreed already. */
async function move(tx: Tx, of: Of, open: Alert, event: Exclude<AlertEvent, Beginning>, rule: Rule, state: Alert['state']): Promise<void> {
  const at = new Date(event.atMs);
  const lastAt = at > open.lastAt ? at : open.lastAt;
  if (event.does === 'again') {
    await updateAlert(tx, { ...open, state, lastAt, occurrences: open.occurrences + 1 });
  } else if (event.does === 'escalate') {
    await updateAlert(tx, {
      ...open, state, lastAt, severity: event.to, worstSeverity: Math.min(open.worstSeverity, event.to) as Severity, evidence: [...open.evidence, evidenceOf(event.evidence)].slice(-evidenceMost),
    });
    const quiet = !wakes(rule, event.to, { inMaintenance: of.inMaintenance, stormId: open.stormId });
    tx.tell(alertEscalated({ alertId: open.id, vin: open.vin, from: event.from, to: event.to, at: at.toISOString(), ...(quiet ? { wakes: false } : {}) }));
  } else if (event.does === 'deEscalate') {
    await updateAlert(tx, { ...open, state, lastAt, severity: event.to });
    tx.tell(alertDeEscalated({ alertId: open.id, vin: open.vin, from: event.from, to: event.to, at: at.toISOString() }));
  } else {
    await updateAlert(tx, { ...open, state, clearedAt: lastAt, clearedBecause: event.because, surroundings: await surroundings(tx, of.vin, open.sinceAt, lastAt) });
    tx.tell(alertCleared({ alertId: open.id, vin: open.vin }));
  }
}

/** Carries out one event. */
export async function carryOut(tx: Tx, of: Of, event: AlertEvent, rule: Rule): Promise<void> {
  const open = await openAlert(tx, of.vin, event.kind);
  const outcome = life[open?.state ?? 'none'][event.does];
  if (outcome === 'ignored') return;
  if (event.does === 'raise' || event.does === 'reopen') announce(tx, await (event.does === 'raise' ? raise : reopen)(tx, of, event as Beginning, rule));
  else if (open !== undefined && outcome !== 'new') {
    await move(tx, of, open, event, rule, outcome);
    announce(tx, open);
  }
}

const announce = (tx: Tx, alert: { id: string; brandId: string; ownerId: string }): void =>
  tx.announce({ topic: 'alerts', id: alert.id, brandId: alert.brandId, ownerId: alert.ownerId });
