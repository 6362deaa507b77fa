// Storms as they come and go: the alert that makes it one, those that join, the end, and the list for the desk.
// S1 the desk is told once per storm; S2 whatever a storm kept quiet and still stands when it is over is told then.
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { fact } from '#platform/facts';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { placesOf } from '#telemetry';
import { vehiclesByVin } from '#vehicles';
import { alertOutlasted, type Alert } from './alert.ts';
import type { api } from './api.ts';
import { lines } from './list-alerts.ts';
import type { AlertKind } from './rule.ts';
import { rulesFor } from './rules-for.ts';
import { areaOf, sharedBy, stormAmong, stormNumbers, type Member, type Storm } from './storm.ts';
import { addToStorm, alertsOfStorm, countsOfStorms, endStorm, insertStorm, looseAlerts, openStorms, quietOfStorm, stormById, stormsFor, stormsPast } from './storm-store.ts';
import { numbersOn } from './store.ts';

export const stormBegan = fact<{ stormId: string; brandId: string; kind: AlertKind; cars: number }>('alerts.stormBegan');

async function membersOf(tx: Tx, alerts: readonly { id: string; vin: string }[]): Promise<Member[]> {
  const vins = alerts.map((alert) => alert.vin);
  const [vehicles, places] = [await vehiclesByVin(tx, vins), await placesOf(tx, vins)];
  return alerts.map(({ id, vin }) => ({ alertId: id, vin, modelId: vehicles.get(vin)?.modelId, area: areaOf(places.get(vin)) }));
}

/** A new alert joins the storm that goes on, or makes one of those like it; answers the storm's id. (S1) */
export async function joinStorm(tx: Tx, alert: Alert): Promise<string | null> {
  const numbers = stormNumbers(await numbersOn(tx, beijingDay(tx.now)));
  const going = await openStorms(tx, alert.brandId, alert.kind);
  const loose = await looseAlerts(tx, alert.brandId, alert.kind, new Date(tx.now.getTime() - numbers.withinMs));
  if (going.length === 0 && loose.length < numbers.cars) return null;
  const members = await membersOf(tx, loose.some((one) => one.id === alert.id) ? loose : [...loose, alert]);
  const own = members.find((member) => member.alertId === alert.id) as Member;
  const joined = sharedBy(own).map((shared) => going.find((storm) => storm.shared === shared)).find((storm) => storm !== undefined);
  if (joined !== undefined) {
    await addToStorm(tx, joined.id, [alert.id]);
    announceStorm(tx, joined);
    return joined.id;
  }
  const found = stormAmong(members, own, numbers.cars);
  if (found === undefined) return null;
  const storm = await insertStorm(tx, { number: await nextNumber(tx, 'AS'), brandId: alert.brandId, kind: alert.kind, shared: found.shared, beganAt: tx.now });
  const begun = storm ?? (await openStorms(tx, alert.brandId, alert.kind)).find((other) => other.shared === found.shared);
  if (begun === undefined) return null;
  await addToStorm(tx, begun.id, found.members.map((member) => member.alertId));
  if (storm !== undefined) tx.tell(stormBegan({ stormId: storm.id, brandId: storm.brandId, kind: storm.kind, cars: new Set(found.members.map((member) => member.vin)).size }));
  announceStorm(tx, begun);
  return begun.id;
}

const announceStorm = (tx: Tx, storm: { id: string; brandId: string }): void => tx.announce({ topic: 'alerts', id: storm.id, brandId: storm.brandId });

/** Tells of alerts that were kept quiet and still stand; only what the rules would have told. */
export async function tellOutlasted(tx: Tx, alerts: readonly Alert[]): Promise<void> {
  const rules = await rulesFor(tx);
  for (const alert of alerts) {
    const rule = rules(alert.brandId).find((each) => each.kind === alert.kind);
    if (alert.severity > 1 && alert.severity > (rule?.caseUpTo ?? 4)) continue;
    tx.tell(alertOutlasted({ alertId: alert.id, vin: alert.vin, brandId: alert.brandId, ownerId: alert.ownerId, kind: alert.kind, severity: alert.severity }));
  }
}

/** Round: a storm that no car has joined for a while is over. (S2) */
export async function endStorms(tx: Tx): Promise<void> {
  const numbers = stormNumbers(await numbersOn(tx, beijingDay(tx.now)));
  for (const storm of await stormsPast(tx, new Date(tx.now.getTime() - numbers.overAfterMs))) {
    await endStorm(tx, storm.id);
    await tellOutlasted(tx, await quietOfStorm(tx, storm.id));
    announceStorm(tx, storm);
  }
}

/** Whether an alert stands in a storm that still goes on. */
export async function isInStorm(tx: Tx, alert: { stormId: string | null }): Promise<boolean> {
  if (alert.stormId === null) return false;
  const storm = await stormById(tx, alert.stormId);
  return storm !== undefined && storm.endedAt === null;
}

export const findStorm = async (tx: Tx, id: string): Promise<Storm> => (await stormById(tx, id)) ?? refuse('stormNotFound', { id });

async function shown(tx: Tx, storms: readonly Storm[]) {
  const counts = new Map((await countsOfStorms(tx, storms.map((storm) => storm.id))).map((row) => [row.stormId, row]));
  return Promise.all(storms.map(async (storm) => {
    const sharedKind = storm.shared.split(':')[0] as 'model' | 'area' | 'brand';
    const first = sharedKind === 'model' ? (await alertsOfStorm(tx, storm.id))[0] : undefined;
    const vehicle = first === undefined ? undefined : (await vehiclesByVin(tx, [first.vin])).get(first.vin);
    const { open, dangers } = counts.get(storm.id) ?? { open: 0, dangers: 0 };
    return { ...storm, sharedBy: sharedKind, modelName: vehicle?.modelName ?? null, modelNameEn: vehicle?.modelNameEn ?? null, open, dangers };
  }));
}

const shownDays = 14;

export async function listStorms(tx: Tx, input: Input<typeof api.listStorms>) {
  return { storms: await shown(tx, await stormsFor(tx, input.open, new Date(tx.now.getTime() - shownDays * 86_400_000))) };
}

export async function showStorm(tx: Tx, input: Input<typeof api.showStorm>) {
  const storm = await findStorm(tx, input.stormId);
  const [line] = await shown(tx, [storm]);
  return { storm: line as NonNullable<typeof line>, alerts: await lines(tx, await alertsOfStorm(tx, storm.id)) };
}
