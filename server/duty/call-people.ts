// A dangerous alarm reaches a person, also at night: the one on duty is called, then the next, until somebody answers.
// C1 an alarm of severity 1 or 2 (levels 4 and 3 of GB/T 32960.3) calls in the same second in which it is raised or
// becomes that urgent; C2 an answer, or taking the case, ends the calls of that alarm, and a worse alarm calls anew; C3 a
// roster without anybody, or people who do not answer, end with the managers being told, never in silence.
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { log } from '#platform/log';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { alertForHouse, isInStorm } from '#alerts';
import { findBrand } from '#brands';
import { alertsOfCase, caseById, type Case } from '#cases';
import { outletsFor } from '#network';
import { allows } from '#people';
import { placesOf } from '#telemetry';
import { vehicleByVin } from '#vehicles';
import type { api } from './api.ts';
import { callOrder, dutyCalled, dutyUnmanned, nthCalled, type Call, type Shift } from './call.ts';
import { callText } from './call-text.ts';
import { answerCallsOf, callById, callsUnanswered, callsUnsent, insertCall, numbersOn, shiftsNow, takeCall, worstCalled, writeClimbed, writeFailed, writeSent } from './store.ts';

const answerers = ['agent', 'adviser', 'technician', 'dispatcher', 'serviceManager', 'regionalManager', 'administrator'] as const;
const sendTries = 6;

const numbers = async (tx: Tx): Promise<{ answerWithinMs: number; most: number }> => {
  const kept = await numbersOn(tx, beijingDay(tx.now));
  return { answerWithinMs: (kept.get('answerWithinSeconds') ?? 60) * 1000, most: kept.get('mostCalls') ?? 12 };
};

/** What somebody is called about: an alarm of a car, a case that words opened, or a caller in danger whose car nobody knows. */
type Cause = { alertId: string | null; caseId: string | null; contactId: string | null; vin: string; ownerId: string; brandId: string; number: string; kind: string };
const ofAlert = async (tx: Tx, id: string): Promise<Cause | undefined> => {
  const alert = await alertForHouse(tx, id);
  return alert === undefined ? undefined : { alertId: alert.id, caseId: null, contactId: null, vin: alert.vin, ownerId: alert.ownerId, brandId: alert.brandId, number: alert.number, kind: alert.kind };
};
/** What makes the case a danger: what was said of it, before the name it goes by. */
function dangerOf(one: Pick<Case, 'trouble' | 'urgencyReasons'>): string {
  const said = one.urgencyReasons.find((reason) => reason.urgency === 1 && reason.from === 'words');
  return said?.code === 'injured' ? 'injured' : said?.code === 'chosen' ? (said.matched ?? one.trouble) : one.trouble;
}
const ofCase = async (tx: Tx, id: string): Promise<Cause | undefined> => {
  const one = await caseById(tx, id);
  return one === undefined ? undefined : { alertId: null, caseId: one.id, contactId: null, vin: one.vin, ownerId: one.ownerId, brandId: one.brandId, number: one.number, kind: dangerOf(one) };
};
type Caller = { contactId: string; number: string; brandId: string };
const ofCaller = ({ contactId, number, brandId }: Caller): Cause => ({ alertId: null, caseId: null, contactId, vin: '', ownerId: '', brandId, number, kind: 'caller' });
const causeOf = async (tx: Tx, call: Call): Promise<Cause | undefined> =>
  call.contactId !== null ? ofCaller({ contactId: call.contactId, number: call.contactNumber ?? '', brandId: call.brandId }) : call.alertId === null ? ofCase(tx, call.caseId ?? '') : ofAlert(tx, call.alertId);

/** The outlet nearest to the car, where its owner lets its place be known in need. */
async function nearestOutlet(tx: Tx, cause: Cause): Promise<string | undefined> {
  if (cause.vin === '') return undefined;
  const place = (await placesOf(tx, [cause.vin])).get(cause.vin);
  if (place === undefined || place.lon === null || place.lat === null || !(await allows(tx, cause.ownerId, 'locationForRescue'))) return undefined;
  const { lon, lat } = place;
  const far = (outlet: { lon: number; lat: number }): number => ((outlet.lon - lon) * Math.cos((lat * Math.PI) / 180)) ** 2 + (outlet.lat - lat) ** 2;
  return (await outletsFor(tx, { brandId: cause.brandId })).sort((a, b) => far(a) - far(b))[0]?.id;
}

/** Reaction: an alert was raised, got more urgent, or outlasted what kept it quiet. (C1) */
export async function callDuty(tx: Tx, body: { alertId: string; wakes?: boolean }): Promise<void> {
  const alert = body.wakes === false ? undefined : await alertForHouse(tx, body.alertId);
  if (alert === undefined || alert.severity > 2 || alert.clearedAt !== null) return;
  if (alert.severity === 2 && (await isInStorm(tx, alert))) return;
  const [called, cause] = [await worstCalled(tx, { alertId: alert.id, caseId: null, contactId: null }), await ofAlert(tx, alert.id)];
  if (cause !== undefined && (called === null || alert.severity < called)) await callNext(tx, cause, alert.severity, 1, await nearestOutlet(tx, cause));
}

/** Reaction: a case is or became a danger to people, and no alarm of the car is calling for it: words reach a person as fast. Who
 *  opened it on the phone is there already; who held it before it became one may be asleep. (C1) */
export async function callDutyForCase(tx: Tx, body: { caseId: string; from?: number }): Promise<void> {
  const one = await caseById(tx, body.caseId);
  if (one === undefined || one.urgency > 1 || one.kind !== 'trouble' || one.stage === 'closed' || (one.holder.staffId !== null && body.from === undefined)) return;
  if ((await worstCalled(tx, { alertId: null, caseId: one.id, contactId: null })) !== null || (await alarmCalls(tx, one.id))) return;
  const cause = await ofCase(tx, one.id);
  if (cause !== undefined) await callNext(tx, cause, 1, 1, await nearestOutlet(tx, cause));
}

/** Somebody on the telephone is in danger with nobody there to answer, and no car is known that a case could be of. Called once. (C1) */
export async function callDutyForCaller(tx: Tx, caller: Caller): Promise<void> {
  if ((await worstCalled(tx, { alertId: null, caseId: null, contactId: caller.contactId })) === null) await callNext(tx, ofCaller(caller), 1, 1, undefined);
}

/** Somebody answered the caller. (C2) */
export async function callerHasSomebody(tx: Tx, of: { contactId: string; byName: string }): Promise<void> {
  await answerCallsOf(tx, [], null, of.contactId, of.byName);
}

/** Whether an alarm of the case calls somebody as for a danger to people, or has; one that was slighter called nobody for this. */
async function alarmCalls(tx: Tx, caseId: string): Promise<boolean> {
  for (const alertId of await alertsOfCase(tx, caseId)) {
    const alert = await alertForHouse(tx, alertId);
    if ((alert !== undefined && alert.severity === 1 && alert.clearedAt === null) || (await worstCalled(tx, { alertId, caseId: null, contactId: null })) === 1) return true;
  }
  return false;
}

/** (C3) */
async function callNext(tx: Tx, cause: Cause, severity: number, nth: number, outletId: string | undefined): Promise<void> {
  const { answerWithinMs, most } = await numbers(tx);
  const order: Shift[] = callOrder(await shiftsNow(tx, cause.brandId), outletId);
  const shift = nthCalled(order, nth, most);
  if (shift === undefined) return tx.tell(dutyUnmanned({ alertId: cause.alertId, caseId: cause.caseId, ...(cause.contactId === null ? {} : { contactId: cause.contactId, number: cause.number }), brandId: cause.brandId, severity, why: order.length === 0 ? 'nobody' : 'noAnswer' }));
  const call = await insertCall(tx, {
    alertId: cause.alertId, caseId: cause.caseId, contactId: cause.contactId, contactNumber: cause.contactId === null ? null : cause.number, brandId: cause.brandId, severity, nth, shiftId: shift.id, staffId: shift.staffId, staffName: shift.staffName, phone: shift.phone, answerByAt: new Date(tx.now.getTime() + answerWithinMs),
  });
  if (call === undefined) return;
  tx.tell(dutyCalled({ callId: call.id, alertId: cause.alertId, caseId: cause.caseId, brandId: cause.brandId, staffId: call.staffId }));
  tx.announce({ topic: 'duty', id: call.id, brandId: call.brandId });
}

/** Reaction, and round where it failed: the call goes out as a short message. Its id is the key by which a repeat is harmless. */
export async function sendCall(tx: Tx, body: { callId: string }): Promise<void> {
  const call = await takeCall(tx, body.callId);
  const cause = call === undefined ? undefined : await causeOf(tx, call);
  if (call === undefined || cause === undefined) return;
  const [vehicle, brand] = [await vehicleByVin(tx, cause.vin), await findBrand(tx, call.brandId)];
  const params = { plate: vehicle?.plateNo ?? vehicle?.modelName ?? '', kind: cause.kind, severity: String(call.severity), number: cause.number };
  try {
    await tx.outside.sms.send({ to: call.phone, template: 'dutyCall', params, key: call.id, text: callText(brand.name, params) });
    await writeSent(tx, call.id);
  } catch (error) {
    log.warn({ err: error, call: call.id }, 'a call to the person on duty was not taken');
    await writeFailed(tx, call.id, (error instanceof Error ? error.message : 'unknown').slice(0, 200));
  }
  tx.announce({ topic: 'duty', id: call.id, brandId: call.brandId });
}

/** Round: what was not taken is sent again; who did not answer in time is passed over. (D2) */
export async function watchCalls(tx: Tx): Promise<void> {
  for (const { id } of await callsUnsent(tx, sendTries)) await sendCall(tx, { callId: id });
  for (const call of await callsUnanswered(tx)) await climb(tx, call);
}

async function climb(tx: Tx, call: Call): Promise<void> {
  await writeClimbed(tx, call.id);
  const cause = await causeOf(tx, call);
  if (cause === undefined) return;
  const worst = await worstCalled(tx, cause);
  if (worst !== null && worst < call.severity) return; // a worse alarm of the same alert is calling
  await callNext(tx, cause, call.severity, call.nth + 1, await nearestOutlet(tx, cause));
}

/** (C2) */
export async function answerCall(tx: Tx, input: Input<typeof api.answerCall>) {
  const call = (await callById(tx, input.callId)) ?? refuse('callNotFound', { id: input.callId });
  if (!holds(tx.actor, answerers, { brandId: call.brandId })) refuse('notAllowed');
  const answered = await answerCallsOf(tx, call.alertId === null ? [] : [call.alertId], call.caseId, call.contactId, actorName(tx.actor));
  if (answered > 0) tx.record({ action: 'duty.answer', subject: 'calls', subjectId: call.id, brandId: call.brandId, after: { alertId: call.alertId, caseId: call.caseId, contactId: call.contactId, severity: call.severity } });
  tx.announce({ topic: 'duty', id: call.id, brandId: call.brandId });
  return { ok: true as const };
}

/** Reaction: somebody took the case, so somebody takes care. (C2) */
export async function caseHasSomebody(tx: Tx, body: { caseId: string }): Promise<void> {
  const alertIds = await alertsOfCase(tx, body.caseId);
  await answerCallsOf(tx, alertIds, body.caseId, null, (await caseById(tx, body.caseId))?.holder.name ?? '');
}
