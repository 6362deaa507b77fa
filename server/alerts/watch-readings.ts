// Watches readings as they come in: an observer of telemetry. Runs inside the reader's transaction, so reading, memory of
// the engine and alert are committed together or not at all.
// W1 a killed process neither doubles nor loses an alert; W2 a vehicle of no register never gets here.
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { readingsIn, type Reading } from '#telemetry';
import { alertCleared, alertEscalated, alertRaised, type Alert, type AlertEvidence, type Surrounding } from './alert.ts';
import { evaluate, noMemory, type AlertEvent, type Evidence } from './engine.ts';
import { quantities } from './quantities.ts';
import { rulesFor } from './rules-for.ts';
import type { AlertKind, Rule } from './rule.ts';
import { insertAlert, lastAlert, memoriesOf, openAlert, updateAlert, writeMemories } from './store.ts';

const beforeMs = 300_000;
const surroundingsMost = 120;
const readingsMost = 4_000;
const evidenceMost = 20;

export const evidenceOf = (found: Evidence): AlertEvidence => ({
  quantity: found.quantity, value: Math.round(found.value * 100) / 100, unit: quantities[found.quantity].unit, is: found.is, threshold: found.threshold,
  sinceAt: new Date(found.sinceMs).toISOString(),
});

const surrounding = (reading: Reading): Surrounding => ({
  at: reading.at.toISOString(), socPct: reading.socPct, speedKmh: reading.speedKmh, totalVoltageV: reading.totalVoltageV, currentA: reading.currentA,
  insulationKohm: reading.insulationKohm, cellMaxMv: reading.cellMaxMv, cellMinMv: reading.cellMinMv, tempMaxC: reading.tempMaxC, tempMinC: reading.tempMinC,
  alarmLevel: reading.alarmLevel, alarmBits: reading.alarmBits, lvBatteryMv: reading.lvBatteryMv, vehicleState: reading.vehicleState, chargingState: reading.chargingState,
});

/** The signals from five minutes before the trouble until `to`, thinned evenly; the first and the last stay. */
async function surroundings(tx: Tx, vin: string, sinceAt: Date, to: Date): Promise<Surrounding[]> {
  const readings = await readingsIn(tx, vin, new Date(sinceAt.getTime() - beforeMs), to, readingsMost);
  const step = Math.max(1, (readings.length - 1) / (surroundingsMost - 1));
  const picked = Array.from({ length: Math.min(readings.length, surroundingsMost) }, (_, i) => readings[Math.round(i * step)] as Reading);
  return picked.map(surrounding);
}

type Of = { vin: string; brandId: string; ownerId: string };

function tellRaised(tx: Tx, alert: Alert): void {
  tx.tell(alertRaised({ alertId: alert.id, vin: alert.vin, brandId: alert.brandId, ownerId: alert.ownerId, kind: alert.kind, severity: alert.severity }));
}

async function raise(tx: Tx, of: Of, event: Extract<AlertEvent, { does: 'raise' | 'reopen' }>, rule: Rule): Promise<Alert> {
  const at = new Date(event.atMs);
  const sinceAt = new Date(event.evidence.sinceMs);
  const alert = await insertAlert(tx, {
    id: newId(), number: await nextNumber(tx, 'A'), ...of, kind: event.kind, severity: event.severity, raisedAt: at, sinceAt, toldAt: tx.now, lastAt: at,
    clearedAt: null, clearedBecause: null, occurrences: 1, reopened: 0, late: event.late, ruleVersion: rule.version, evidence: [evidenceOf(event.evidence)],
    surroundings: await surroundings(tx, of.vin, sinceAt, at), version: 1,
  });
  tellRaised(tx, alert);
  return alert;
}

async function reopen(tx: Tx, of: Of, event: Extract<AlertEvent, { does: 'raise' | 'reopen' }>, rule: Rule): Promise<Alert> {
  const last = await lastAlert(tx, of.vin, event.kind);
  if (last === undefined || last.ownerId !== of.ownerId || last.brandId !== of.brandId) return raise(tx, of, event, rule);
  const alert = await updateAlert(tx, {
    ...last, lastAt: new Date(event.atMs), clearedAt: null, clearedBecause: null, occurrences: last.occurrences + 1, reopened: last.reopened + 1,
    evidence: [...last.evidence, evidenceOf(event.evidence)].slice(-evidenceMost),
  });
  tellRaised(tx, alert);
  return alert;
}

/** Carries out what the engine said, on the alert that is open. */
async function carryOut(tx: Tx, of: Of, event: AlertEvent, rule: Rule): Promise<void> {
  const open = await openAlert(tx, of.vin, event.kind);
  if (event.does === 'raise' || event.does === 'reopen') {
    if (open === undefined) announce(tx, await (event.does === 'raise' ? raise : reopen)(tx, of, event, rule));
    return;
  }
  if (open === undefined) return;
  const at = new Date(event.atMs);
  if (event.does === 'again') {
    await updateAlert(tx, { ...open, lastAt: at, occurrences: open.occurrences + 1 });
  } else if (event.does === 'escalate') {
    await updateAlert(tx, { ...open, lastAt: at, severity: event.to, evidence: [...open.evidence, evidenceOf(event.evidence)].slice(-evidenceMost) });
    tx.tell(alertEscalated({ alertId: open.id, vin: open.vin, from: event.from, to: event.to }));
  } else if (event.does === 'clear') {
    await updateAlert(tx, { ...open, clearedAt: at, clearedBecause: event.because, surroundings: await surroundings(tx, of.vin, open.sinceAt, at) });
    tx.tell(alertCleared({ alertId: open.id, vin: open.vin }));
  }
  announce(tx, open);
}

function announce(tx: Tx, alert: Alert): void {
  tx.announce({ topic: 'alerts', id: alert.id, brandId: alert.brandId, ownerId: alert.ownerId });
}

/** Judges new readings; each vehicle's come in the order of time. (W1) */
export async function watchReadings(tx: Tx, readings: readonly Reading[]): Promise<void> {
  const byVin = Map.groupBy(readings, (reading) => reading.vin);
  const memories = new Map((await memoriesOf(tx, [...byVin.keys()])).map((row) => [row.vin, row.memory]));
  const rules = await rulesFor(tx);
  for (const [vin, own] of byVin) {
    for (const reading of own) {
      const judged = evaluate(rules(reading.brandId), memories.get(vin) ?? noMemory, reading);
      memories.set(vin, judged.memory);
      for (const event of judged.events) {
        const rule = rules(reading.brandId).find((each) => each.kind === event.kind as AlertKind) as Rule;
        await carryOut(tx, { vin, brandId: reading.brandId, ownerId: reading.ownerId }, event, rule);
      }
    }
  }
  await writeMemories(tx, [...memories].map(([vin, memory]) => ({ vin, memory })));
}
