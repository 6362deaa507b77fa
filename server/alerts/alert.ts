// An alert: one trouble of one vehicle, from the moment a rule first said so until the signals are calm again. What is
// done about it is a case; an alert only says what the signals say.
// Facts are told in the transaction that made them true: raised (also when the same trouble returns within ten minutes,
// with the same id), escalated, de-escalated, cleared; outlasted: what was kept quiet (a storm, a workshop) is over and the
// alert still stands. `wakes`: whether somebody is to do something about it now; left out, it does.
import { fact } from '#platform/facts';
import type { AlertState } from './life.ts';
import type { AlertKind, QuantityName, Severity } from './rule.ts';

type Raised = { alertId: string; vin: string; brandId: string; ownerId: string; kind: AlertKind; severity: Severity; wakes?: boolean };
export const alertRaised = fact<Raised>('alerts.raised');
export const alertOutlasted = fact<Raised>('alerts.outlasted');
export const alertEscalated = fact<{ alertId: string; vin: string; from: Severity; to: Severity; at?: string; wakes?: boolean }>('alerts.escalated');
export const alertDeEscalated = fact<{ alertId: string; vin: string; from: Severity; to: Severity; at: string }>('alerts.deEscalated');
export const alertCleared = fact<{ alertId: string; vin: string }>('alerts.cleared');

/** Why it was raised: the quantity that went beyond its threshold, since when, and by which value. */
export type AlertEvidence = { quantity: QuantityName; value: number; unit: string; is: 'atLeast' | 'atMost'; threshold: number; sinceAt: string };

/** The signals around an alert, for a small chart: from five minutes before it to its end. */
export type Surrounding = {
  at: string; socPct: number | null; speedKmh: number | null; totalVoltageV: number | null; currentA: number | null; insulationKohm: number | null;
  cellMaxMv: number | null; cellMinMv: number | null; tempMaxC: number | null; tempMinC: number | null; alarmLevel: number | null; alarmBits: number | null;
  lvBatteryMv: number | null; vehicleState: string | null; chargingState: string | null;
};

export type Alert = {
  id: string; number: string; vin: string; brandId: string; ownerId: string; kind: AlertKind; severity: Severity;
  state: AlertState; worstSeverity: Severity; followsId: string | null; stormId: string | null; inMaintenance: boolean;
  /** When the vehicle says it happened, since when the condition held, and when we came to know. */
  raisedAt: Date; sinceAt: Date; toldAt: Date; lastAt: Date;
  clearedAt: Date | null; clearedBecause: 'calm' | 'ruleOff' | null;
  /** How often the trouble came back while the alert was open, the first time included; how often it was re-opened. */
  occurrences: number; reopened: number;
  /** The news reached us late, out of the vehicle's store. */
  late: boolean;
  ruleVersion: number; evidence: AlertEvidence[]; surroundings: Surrounding[]; version: number;
};
