// The three ways people and cars begin a case: the owner in the app, a member of staff on the phone, an alert; and a
// contact that turns out to be another trouble.
// B1 who opens a case on the phone has it, and a call is an answer; B2 an owner reports only for a car of their own; B3 a
// precise place is kept only where the owner allowed it or sent it; B4 one alert is one contact, told again or not.
import { actorId, actorName, holds } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { allows } from '#people';
import { findOutlet } from '#network';
import { alertForHouse, isInStorm } from '#alerts';
import { latestState } from '#telemetry';
import { searchVehicles, vehicleByIdOrVin, vehicleByVin, type Vehicle } from '#vehicles';
import { adviceFor } from './advice.ts';
import type { api } from './api.ts';
import { ofCase, type Case, type Place } from './case.ts';
import { openCaseToEdit } from './find-case.ts';
import { mayHold } from './holder.ts';
import { noEvidence, openCase } from './open-case.ts';
import { meetClock } from './run-clocks.ts';
import { caseById, contactBySource, contactsOf, insertContact, lockCase, openCasesOfCars, writeEvidence } from './store.ts';
import { noteOnCase, ownFiles, writeOn } from './timeline.ts';
import { weigh, type Evidence, type Urgency } from './urgency.ts';
import { weighAgain } from './weigh-again.ts';

const opened = (one: Case, joined: boolean) => ({
  caseId: one.id, number: one.number, joined, urgency: one.urgency, urgencyReasons: one.urgencyReasons, advice: adviceFor(one), version: one.version,
});

const placeOf = (place: Input<typeof api.reportTrouble>['place']): Place => (place === undefined ? {} : { ...place });

const evidenceFrom = (input: { words: string; place?: Place | undefined; trouble?: Evidence['troubles'][number] | undefined }): Evidence => ({
  ...noEvidence, words: input.place?.words === undefined ? [input.words] : [input.words, input.place.words],
  troubles: input.trouble === undefined ? [] : [input.trouble], places: input.place?.kind === undefined ? [] : [input.place.kind],
});

/** (B2) */
export async function reportTrouble(tx: Tx, input: Input<typeof api.reportTrouble>) {
  const vehicle = await vehicleByIdOrVin(tx, input.vehicleId);
  if (vehicle === undefined || vehicle.ownerId !== actorId(tx.actor)) return refuse('vehicleNotFound', { id: input.vehicleId });
  const { case: one, joined } = await openCase(tx, {
    vehicle, source: 'owner', by: { id: vehicle.ownerId, name: actorName(tx.actor) }, words: input.words, place: placeOf(input.place),
    fileIds: await ownFiles(tx, input.fileIds), evidence: evidenceFrom({ words: input.words, place: placeOf(input.place) }),
  });
  return opened(one, joined);
}

async function outletFor(tx: Tx, vehicle: Vehicle, outletId: string | undefined): Promise<string | undefined> {
  const { actor } = tx;
  if (outletId !== undefined) {
    const outlet = await findOutlet(tx, outletId);
    if (!outlet.brandIds.includes(vehicle.brandId)) refuse('outletNotFound', { id: outletId });
    if (!holds(actor, mayHold, { brandId: vehicle.brandId, outletId })) refuse('notAllowed');
    return outletId;
  }
  const grants = actor.kind === 'staff' ? actor.grants.filter((grant) => mayHold.includes(grant.role) && (grant.brandId === null || grant.brandId === vehicle.brandId)) : [];
  if (grants.some((grant) => grant.outletId === null)) return undefined;
  for (const { outletId: own } of grants) if (own !== null && (await findOutlet(tx, own)).brandIds.includes(vehicle.brandId)) return own;
  return refuse('notAllowed');
}

/** (B1) */
export async function openCaseOnThePhone(tx: Tx, input: Input<typeof api.openCase>) {
  const vehicle = (await vehicleByIdOrVin(tx, input.vehicleId)) ?? refuse('vehicleNotFound', { id: input.vehicleId });
  const { actor } = tx;
  if (actor.kind !== 'staff' || !holds(actor, mayHold, { brandId: vehicle.brandId })) return refuse('notAllowed');
  const outletId = await outletFor(tx, vehicle, input.outletId);
  const { case: one, joined } = await openCase(tx, {
    vehicle, source: 'phone', by: { id: actor.id, name: actor.name }, words: input.words, place: placeOf(input.place), ...(outletId === undefined ? {} : { outletId }),
    data: input.callerName === undefined ? {} : { callerName: input.callerName },
    evidence: evidenceFrom({ words: input.words, place: placeOf(input.place), trouble: input.trouble }),
    holder: { kind: 'person', desk: null, outletId: outletId ?? null, staffId: actor.id, name: actor.name },
  });
  await meetClock(tx, one, 'respond');
  return opened(one, joined);
}

/** What was answered to the safety script of a rescue: it belongs to this case, whatever else is open, and counts at once. The case keeps its name. (B1) */
export async function hearDanger(tx: Tx, caseId: string, said: Pick<Evidence, 'troubles' | 'words' | 'places'> & { source: 'owner' | 'phone' }): Promise<void> {
  const one = await lockCase(tx, caseId);
  if (one === undefined || one.stage === 'closed') return;
  const { source, ...heard } = said;
  const evidence: Evidence = { ...noEvidence, ...heard };
  const contactId = insertContact(tx, ofCase(one), { source, sourceKey: null, byId: actorId(tx.actor), byName: actorName(tx.actor), words: null, evidence, fileIds: [] });
  await writeOn(tx, one, { kind: 'contact', visibility: 'owner', data: { source, contactId, rescue: true, reasons: weigh(evidence).reasons } });
  await weighAgain(tx, one);
}

type AlertNews = { alertId: string; vin: string; brandId: string; kind: string; severity: Urgency; wakes?: boolean };

/** Where the car is, as far as its owner lets it be known in need. (B3) */
async function placeOfCar(tx: Tx, vehicle: Vehicle, severity: Urgency): Promise<Place> {
  if (severity > 2 || !(await allows(tx, vehicle.ownerId, 'locationForRescue'))) return {};
  const state = await latestState(tx, vehicle.vin);
  return state === undefined || state.lon === null || state.lat === null ? {} : { lon: state.lon, lat: state.lat };
}

/** Reaction: an alert was raised, or outlasted what kept it quiet. One that wakes nobody opens no case, nor does one of a storm that is no danger. (B4) */
export async function openFromAlert(tx: Tx, body: AlertNews): Promise<void> {
  const alert = await alertForHouse(tx, body.alertId);
  const inStorm = alert !== undefined && (await isInStorm(tx, alert));
  if (body.wakes === false || (inStorm && body.severity > 2)) return;
  const vehicle = await vehicleByVin(tx, body.vin);
  if (vehicle === undefined) return;
  const heard = await contactBySource(tx, 'alert', body.alertId);
  if (heard !== undefined) return alertWorsened(tx, { alertId: body.alertId, to: body.severity });
  await openCase(tx, {
    vehicle, source: 'alert', sourceKey: body.alertId, by: { id: null, name: '' }, place: await placeOfCar(tx, vehicle, body.severity),
    data: { alertId: body.alertId, kind: body.kind, severity: body.severity }, evidence: { ...noEvidence, alerts: [{ kind: body.kind, severity: body.severity }] },
    ...(inStorm && body.severity > 1 ? { quietDesk: true } : {}),
  });
}

/** Reaction: an alert got more urgent. One that was too slight for a case gets one now; one that wakes nobody is only noted. */
export async function alertWorsened(tx: Tx, body: { alertId: string; to: Urgency; at?: string; wakes?: boolean }): Promise<void> {
  const contact = await contactBySource(tx, 'alert', body.alertId);
  if (contact === undefined) {
    const alert = body.wakes === false ? undefined : await alertForHouse(tx, body.alertId);
    return alert === undefined ? undefined : openFromAlert(tx, { alertId: alert.id, vin: alert.vin, brandId: alert.brandId, kind: alert.kind, severity: body.to });
  }
  const one = await lockCase(tx, contact.caseId);
  const known = contact.evidence.alerts.every((alert) => alert.severity <= body.to);
  if (one === undefined || (known && body.at === undefined)) return;
  await writeOn(tx, one, { kind: 'alertEscalated', visibility: 'owner', data: { alertId: body.alertId, to: body.to }, key: `alert ${body.alertId} ${body.to} ${body.at ?? ''}`.trim() });
  if (known || body.wakes === false) return;
  await writeEvidence(tx, contact.id, { ...contact.evidence, alerts: contact.evidence.alerts.map((alert) => ({ ...alert, severity: Math.min(alert.severity, body.to) as Urgency })) });
  if (one.stage !== 'closed') await weighAgain(tx, one);
}

/** Reaction: an alert got less urgent. It stands on the timeline; the case is as urgent as the worst that was known, until a person says otherwise. */
export async function alertEased(tx: Tx, body: { alertId: string; from: Urgency; to: Urgency; at: string }): Promise<void> {
  const contact = await contactBySource(tx, 'alert', body.alertId);
  if (contact === undefined) return;
  await noteOnCase(tx, contact.caseId, { kind: 'alertDeEscalated', visibility: 'owner', data: { alertId: body.alertId, from: body.from, to: body.to }, key: `alert ${body.alertId} eased ${body.to} ${body.at}` });
}

/** Reaction: the signals are calm again. The case stays: whether it is solved is for the owner to say. */
export async function alertCalmed(tx: Tx, body: { alertId: string }): Promise<void> {
  const contact = await contactBySource(tx, 'alert', body.alertId);
  if (contact !== undefined) await noteOnCase(tx, contact.caseId, { kind: 'alertCleared', visibility: 'owner', data: { alertId: body.alertId }, key: `alert ${body.alertId} cleared` });
}

/** The alerts that a case was opened for or that joined it. */
export const alertsOfCase = async (tx: Tx, caseId: string): Promise<string[]> =>
  (await contactsOf(tx, caseId)).flatMap((contact) => (contact.source === 'alert' && contact.sourceKey !== null ? [contact.sourceKey] : []));

export const caseForAlert = async (tx: Tx, alertId: string): Promise<Case | undefined> => {
  const contact = await contactBySource(tx, 'alert', alertId);
  return contact === undefined ? undefined : caseById(tx, contact.caseId);
};

/** A contact gets a case of its own, with the person who saw the difference. */
export async function splitCase(tx: Tx, input: Input<typeof api.splitCase>) {
  const one = await openCaseToEdit(tx, input.caseId, input.version);
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse('notAllowed');
  const contacts = await contactsOf(tx, one.id);
  const contact = contacts.find((each) => each.id === input.contactId) ?? refuse('contactNotFound', { id: input.contactId });
  if (contacts.length === 1) refuse('onlyContact');
  const vehicle = (await vehicleByVin(tx, one.vin)) ?? refuse('caseNotFound', { id: one.id });
  const { case: fresh } = await openCase(tx, {
    vehicle: { ...vehicle, ownerId: one.ownerId }, source: contact.source, by: { id: actor.id, name: actor.name }, evidence: contact.evidence, movedContactId: contact.id, linkedCaseId: one.id,
    ...(contact.words === null ? {} : { words: contact.words }), ...(one.outletId === null ? {} : { outletId: one.outletId }), data: { splitFrom: one.number },
    holder: { kind: 'person', desk: null, outletId: one.outletId, staffId: actor.id, name: actor.name },
  });
  await meetClock(tx, fresh, 'respond');
  const left = (await lockCase(tx, one.id)) ?? one;
  await writeOn(tx, left, { kind: 'split', text: input.why, data: { caseId: fresh.id, number: fresh.number } });
  await weighAgain(tx, left);
  tx.record({ action: 'cases.split', subject: 'cases', subjectId: one.id, brandId: one.brandId, after: { contactId: contact.id, toCaseId: fresh.id }, why: input.why });
  return opened(fresh, false);
}

/** Who calls: whatever they say or whatever the telephone shows. */
export async function findCaller(tx: Tx, input: Input<typeof api.findCaller>) {
  const cars = (await searchVehicles(tx, input.text)).filter((car) => holds(tx.actor, mayHold, { brandId: car.brandId }));
  const open = await openCasesOfCars(tx, cars.map((car) => car.id));
  return {
    callers: cars.map((car) => ({
      vehicleId: car.id, vinMasked: car.vinMasked, plateNo: car.plateNo, modelName: car.modelName, modelNameEn: car.modelNameEn, brandId: car.brandId,
      ownerId: car.ownerId, ownerName: car.ownerName, ownerPhone: car.ownerPhone,
      cases: open.filter((one) => one.vehicleId === car.id).map(({ id, number, trouble, urgency, stage, openedAt }) => ({ id, number, trouble, urgency, stage, openedAt })),
    })),
  };
}
