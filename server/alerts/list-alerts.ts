// Alerts for those who watch (VINs masked, the newest or the most urgent first), for the owner (own cars, open first), and one alert in full.
import type { Input } from '#platform/contract';
import { actorId } from '#platform/actor';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { maskVin, vehicleByVin, vehiclesByVin, type Vehicle } from '#vehicles';
import type { Alert } from './alert.ts';
import type { api } from './api.ts';
import { alertById, alertsFor, countOpenAlerts } from './store.ts';
import { surroundings } from './surroundings.ts';

/** The alert, if the actor may see it. */
export async function findAlert(tx: Tx, id: string): Promise<Alert> {
  return (await alertById(tx, id)) ?? refuse('alertNotFound', { id });
}

/** The alert for reactions; undefined when there is none. */
export const alertForHouse = (tx: Tx, id: string): Promise<Alert | undefined> => alertById(tx, id);

/** Alerts that are open for a vehicle, the newest first. */
export const openAlertsOf = (tx: Tx, vin: string): Promise<Alert[]> => alertsFor(tx, { vin, open: true, limit: 50 });

export const named = (vehicle: Vehicle | undefined) =>
  ({ vehicleId: vehicle?.id ?? null, plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '' });

/** Alerts as lines of a list, with the plate and model of their cars. */
export async function lines(tx: Tx, alerts: readonly Alert[]) {
  const vehicles = await vehiclesByVin(tx, [...new Set(alerts.map((alert) => alert.vin))]);
  return alerts.map(({ vin, ...alert }) => ({ ...alert, ...named(vehicles.get(vin)), vinMasked: maskVin(vin), evidence: alert.evidence.at(-1) ?? null }));
}

function place(after: string | undefined): { severity: number; raisedAt: Date; id: string } | undefined {
  if (after === undefined) return undefined;
  const [severity = '', raisedMs = '', id = ''] = after.split('.');
  return { severity: Number(severity), raisedAt: new Date(Number(raisedMs)), id };
}

export async function listAlerts(tx: Tx, input: Input<typeof api.listAlerts>) {
  const limit = input.limit ?? 50;
  const alerts = await alertsFor(tx, {
    open: input.open, kind: input.kind, severity: input.severity, severityAtMost: input.severityAtMost, first: input.order, vin: input.vin, stormId: input.stormId, withoutStorms: input.withoutStorms,
    after: place(input.after), limit: limit + 1,
  });
  const page = alerts.slice(0, limit);
  const last = page.at(-1);
  return {
    alerts: await lines(tx, page), open: (await countOpenAlerts(tx)).map((row) => ({ ...row, severity: row.severity as Alert['severity'] })),
    next: alerts.length > limit && last !== undefined ? `${last.severity}.${last.raisedAt.getTime()}.${last.id}` : null,
  };
}

const ownDays = 90;

export async function myAlerts(tx: Tx) {
  const alerts = await alertsFor(tx, { ownerId: actorId(tx.actor) ?? '', fromAt: new Date(tx.now.getTime() - ownDays * 86_400_000), first: 'open', limit: 100 });
  return { alerts: await lines(tx, alerts) };
}

/** One alert; while it is open its signals go on to now, as they will be kept when it clears. */
export async function showAlert(tx: Tx, input: Input<typeof api.showAlert>) {
  const found = await findAlert(tx, input.alertId);
  const now = found.clearedAt === null ? await surroundings(tx, found.vin, found.sinceAt, tx.now) : [];
  const alert = now.length > found.surroundings.length ? { ...found, surroundings: now } : found;
  return { ...alert, ...named(await vehicleByVin(tx, alert.vin)) };
}
