// A case that a battery's finding begins, weeks before anybody would feel it. B1 one thread of findings (one car, one cause) is
// one contact, told again or not: never fifty cases; B2 information opens none; B3 a finding that gets more urgent makes its case
// so; B4 calm signals are noted, and whether it is solved is for the owner to say.
import type { Tx } from '#platform/tx';
import { findingById, type Tier } from '#batteries';
import { vehicleByVin } from '#vehicles';
import type { Case } from './case.ts';
import { noEvidence, openCase } from './open-case.ts';
import { caseById, contactBySource, lockCase, writeEvidence } from './store.ts';
import { noteOnCase, writeOn } from './timeline.ts';
import type { Urgency } from './urgency.ts';
import { weighAgain } from './weigh-again.ts';

type Found = { findingId: string; thread: string; vin: string; rule: string; tier: Tier; at: string };
const severities: Record<Tier, Urgency> = { stop: 1, visit: 3, info: 4 };
/** How urgency and its reasons name a finding's rule. */
const kindOf = (rule: string): string => `battery.${rule}`;

/** Reaction: a battery has something that calls for somebody. (B1, B2, B3) */
export async function openFromBattery(tx: Tx, body: Found): Promise<void> {
  if (body.tier === 'info') return;
  const [vehicle, finding] = [await vehicleByVin(tx, body.vin), await findingById(tx, body.findingId)];
  if (vehicle === undefined || finding === undefined) return;
  const severity = severities[body.tier];
  const heard = await contactBySource(tx, 'battery', body.thread);
  if (heard !== undefined) return worsened(tx, heard.caseId, heard.id, body, severity);
  await openCase(tx, {
    vehicle, source: 'battery', sourceKey: body.thread, by: { id: null, name: '' }, evidence: { ...noEvidence, alerts: [{ kind: kindOf(body.rule), severity }] },
    data: { findingId: body.findingId, thread: body.thread, rule: body.rule, tier: body.tier, number: finding.number, cells: finding.cells, value: finding.value, low: finding.low, high: finding.high, unit: finding.unit, nextTest: finding.nextTest },
  });
}

async function worsened(tx: Tx, caseId: string, contactId: string, body: Found, severity: Urgency): Promise<void> {
  const one = await lockCase(tx, caseId);
  const contact = await contactBySource(tx, 'battery', body.thread);
  if (one === undefined || contact === undefined || contact.evidence.alerts.every((alert) => alert.severity <= severity)) return;
  await writeOn(tx, one, { kind: 'alertEscalated', visibility: 'owner', data: { findingId: body.findingId, rule: body.rule, to: severity }, key: `battery ${body.findingId} ${severity}` });
  await writeEvidence(tx, contactId, { ...contact.evidence, alerts: contact.evidence.alerts.map((alert) => ({ ...alert, severity: Math.min(alert.severity, severity) as Urgency })) });
  if (one.stage !== 'closed') await weighAgain(tx, one);
}

/** Reaction: the signals of a finding are calm, or it was recalculated away. (B4) */
export async function batteryCalmed(tx: Tx, body: { findingId: string; thread: string; rule: string }): Promise<void> {
  const contact = await contactBySource(tx, 'battery', body.thread);
  if (contact !== undefined) await noteOnCase(tx, contact.caseId, { kind: 'alertCleared', visibility: 'owner', data: { findingId: body.findingId, rule: body.rule }, key: `battery ${body.findingId} calm` });
}

/** Reaction: the workshop said what it found; the case keeps it. */
export async function noteOutcome(tx: Tx, body: { findingId: string; thread: string; rule: string; outcome: string }): Promise<void> {
  const contact = await contactBySource(tx, 'battery', body.thread);
  if (contact !== undefined) await noteOnCase(tx, contact.caseId, { kind: 'batteryOutcome', visibility: 'owner', data: { findingId: body.findingId, rule: body.rule, outcome: body.outcome }, key: `battery ${body.findingId} outcome ${body.outcome}` });
}

export const caseForThread = async (tx: Tx, thread: string): Promise<Case | undefined> => {
  const contact = await contactBySource(tx, 'battery', thread);
  return contact === undefined ? undefined : caseById(tx, contact.caseId);
};
