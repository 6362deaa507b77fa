// What a rule would have raised, beside what the present one would have: the same engine over the same stored readings,
// before anyone switches the rule on. Changes nothing.
// B1 both play over exactly the same readings; B2 work is bounded, and what was left out is said.
import { holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { Reading } from '#telemetry';
import { findVehicle, maskVin, vehiclesByVin, type Vehicle } from '#vehicles';
import type { AlertEvidence } from './alert.ts';
import type { api } from './api.ts';
import { evidenceOf } from './carry-out.ts';
import { evaluate, noMemory, type AlertEvent, type Memory } from './engine.ts';
import { named } from './list-alerts.ts';
import { ruleFlaw, type Rule, type Severity } from './rule.ts';
import { rulesFor } from './rules-for.ts';
import { databaseReadings, type StoredReadings } from './stored-readings.ts';

const readingsMost = 400_000;
const carsMost = 100;
const alertsShown = 200;

export type Would = {
  severity: Severity; raisedAt: Date; clearedAt: Date | null; occurrences: number; reopened: number; evidence: AlertEvidence;
  escalations: { at: Date; to: Severity }[];
};

function note(alerts: Would[], event: AlertEvent): void {
  const at = new Date(event.atMs);
  if (event.does === 'raise') {
    alerts.push({ severity: event.severity, raisedAt: at, clearedAt: null, occurrences: 1, reopened: 0, evidence: evidenceOf(event.evidence), escalations: [] });
    return;
  }
  const last = alerts.at(-1);
  if (last === undefined) return;
  if (event.does === 'reopen') Object.assign(last, { clearedAt: null, occurrences: last.occurrences + 1, reopened: last.reopened + 1 });
  else if (event.does === 'again') last.occurrences++;
  else if (event.does === 'clear') last.clearedAt = at;
  else {
    if (event.does === 'escalate') last.severity = Math.min(last.severity, event.to) as Severity; // an alert counts by its worst
    last.escalations.push({ at, to: event.to });
  }
}

/** Plays a rule over readings that come in pieces, in the order of time. */
export function player(rule: Rule): { play(readings: readonly Reading[]): void; alerts: Would[] } {
  const alerts: Would[] = [];
  let memory: Memory = noMemory;
  const rules = [rule];
  return {
    alerts,
    play(readings) {
      for (const reading of readings) {
        const judged = evaluate(rules, memory, reading);
        memory = judged.memory;
        for (const event of judged.events) if (event.kind === rule.kind) note(alerts, event);
      }
    },
  };
}

type Car = { vehicle: Vehicle; draft: Would[]; present: Would[] };

function played(cars: readonly Car[], which: 'draft' | 'present') {
  const all = cars.flatMap((car) => car[which]);
  const days = new Map<string, number>();
  for (const alert of all) days.set(beijingDay(alert.raisedAt), (days.get(beijingDay(alert.raisedAt)) ?? 0) + 1);
  return {
    alerts: all.length, cars: cars.filter((car) => car[which].length > 0).length,
    bySeverity: [1, 2, 3, 4].map((severity) => all.filter((alert) => alert.severity === severity).length),
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([onDay, alerts]) => ({ onDay, alerts })),
  };
}

async function carsOf(tx: Tx, input: Input<typeof api.backtestAlertRule>, fromAt: Date, source: StoredReadings): Promise<{ vehicles: Vehicle[]; leftOut: number }> {
  if (input.vin !== undefined) return { vehicles: [await findVehicle(tx, input.vin)], leftOut: 0 };
  if (input.brandId !== undefined && !holds(tx.actor, ['serviceManager', 'administrator'], { brandId: input.brandId })) refuse('notAllowed');
  const vins = await source.cars(tx, { fromAt, brandId: input.brandId, limit: 20_000 });
  const known = await vehiclesByVin(tx, vins);
  const found = vins.map((vin) => known.get(vin)).filter((vehicle): vehicle is Vehicle => vehicle !== undefined && (input.modelId === undefined || vehicle.modelId === input.modelId));
  const most = input.cars ?? carsMost;
  return { vehicles: found.slice(0, most), leftOut: Math.max(0, found.length - most) };
}

export async function backtestAlertRule(tx: Tx, input: Input<typeof api.backtestAlertRule>, source: StoredReadings = databaseReadings) {
  const flaw = ruleFlaw(input);
  if (flaw !== undefined) refuse('ruleCannotWork', flaw);
  const fromAt = new Date(tx.now.getTime() - input.hours * 3_600_000);
  const toAt = new Date(tx.now.getTime() + 120_000); // vehicles' clocks may run ahead a little
  const { vehicles, leftOut } = await carsOf(tx, input, fromAt, source);
  const rules = await rulesFor(tx);
  const draft: Rule = { kind: input.kind, enabled: true, clearHoldSeconds: input.clearHoldSeconds, conditions: input.conditions, version: 0 };
  const cars: Car[] = [];
  let readings = 0;
  for (const vehicle of vehicles) {
    if (readings >= readingsMost) break; // B2
    const present = rules(vehicle.brandId).find((rule) => rule.kind === input.kind) ?? refuse('alertRuleNotFound', { kind: input.kind });
    const [ours, theirs] = [player(draft), player(present)];
    for await (const piece of source.readings(tx, vehicle.vin, fromAt, toAt)) {
      readings += piece.length;
      ours.play(piece);
      theirs.play(piece); // B1
    }
    cars.push({ vehicle, draft: ours.alerts, present: theirs.alerts });
  }
  const touched = cars.filter((car) => car.draft.length + car.present.length > 0).sort((a, b) => b.draft.length - a.draft.length || b.present.length - a.present.length);
  const who = (car: Car) => ({ ...named(car.vehicle), vinMasked: maskVin(car.vehicle.vin) });
  return {
    fromAt, toAt: tx.now, readings, carsRead: cars.length, carsLeftOut: leftOut + vehicles.length - cars.length, draft: played(cars, 'draft'), present: played(cars, 'present'),
    cars: touched.slice(0, alertsShown).map((car) => ({ ...who(car), draft: car.draft.length, present: car.present.length })),
    alerts: cars.flatMap((car) => car.draft.map((alert) => ({ ...who(car), ...alert }))).sort((a, b) => a.raisedAt.getTime() - b.raisedAt.getTime()).slice(0, alertsShown),
  };
}
