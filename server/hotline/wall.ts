// The supervisor's wall, the line's hours and the surge switch; and the round that offers who waits to who is free.
// W1 the wall counts what is, from the same rows that people work on; W2 an offer that nobody takes in 20 seconds goes to
// somebody else, and who let it ring is set to away; W3 danger is offered to whoever is there, at any hour, and when the last
// one left lets it ring a case of the caller's car opens, so that whoever is on duty is woken;
// W4 an owner in a talk whose words nobody answers for five minutes is with the next person.
import { actorId, actorName, holds, system, type Role } from '#platform/actor';
import { addDays, beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { fact } from '#platform/facts';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import { fitTogether, weekFits } from '#network';
import { backIntoQueue, waitsSince } from '#conversations';
import { ownersById } from '#people';
import { vehiclesByVin } from '#vehicles';
import { acrossWalls, actingAs, type Tx } from '#platform/tx';
import { announce, caseForAlarm, hearEvent, sayTo, toldOf } from './arrive.ts';
import { agents as answering, shown, shownAgent, shownLine } from './desk.ts';
import type { api } from './api.ts';
import { after, callBackLate, type Contact, type Line } from './contact.ts';
import { inOrder, modeOf, offers } from './queue.ts';
import { agentsOf, allLines, arrivalsSince, busyAgents, callBacksLate, contactsIn, contactsOfAgent, forgetHeard, lineByKey, lineOf, lockBySource, lockWaiting, measureUsual, newEventKey, saveContact, sendAway, tryAgent, writeLine, type Arrival } from './store.ts';

const leads: readonly Role[] = ['serviceManager', 'regionalManager', 'administrator'];
const readers: readonly Role[] = [...answering, 'administrator', 'auditor'];
const needs = (tx: Tx, roles: readonly Role[], brandId: string): void => {
  if (!holds(tx.actor, roles, { brandId })) refuse('notAllowed');
};
const quarterMs = 15 * 60_000;
const waitOf = (one: Arrival): number | undefined => (one.answeredAt === null ? undefined : (one.answeredAt.getTime() - one.arrivedAt.getTime()) / 1000);
const mean = (list: readonly number[]): number => (list.length === 0 ? 0 : Math.round(list.reduce((sum, value) => sum + value, 0) / list.length));

function quarters(arrivals: readonly Arrival[]) {
  const groups = Map.groupBy(arrivals, (one) => Math.floor(one.arrivedAt.getTime() / quarterMs) * quarterMs);
  return [...groups].sort(([a], [b]) => a - b).map(([at, list]) => ({
    at: new Date(at).toISOString(), arrived: list.length, answered: list.filter((one) => one.answeredAt !== null && one.callBackDueAt === null).length, calledBack: list.filter((one) => one.callBackDueAt !== null).length, meanWaitSeconds: mean(list.flatMap((one) => waitOf(one) ?? [])),
  }));
}

/** (W1) */
export async function showHotline(tx: Tx, input: Input<typeof api.showHotline>) {
  needs(tx, readers, input.brandId);
  const line = await lineOf(tx, input.brandId);
  const [waiting, talking, callBacks] = [await contactsIn(tx, line.brandId, ['waiting', 'offered']), await contactsIn(tx, line.brandId, ['talking', 'wrapUp']), await contactsIn(tx, line.brandId, ['callBack'])];
  const arrivals = await arrivalsSince(tx, line.brandId, beijingInstant(beijingDay(tx.now), '00:00'));
  const answered = arrivals.filter((one) => one.answeredAt !== null);
  return {
    line: shownLine(tx, line), waiting: inOrder(waiting).map(shown), talking: talking.map(shown), callBacks: callBacks.map(shown), agents: (await agentsOf(tx, line.brandId)).map((agent) => shownAgent(agent, [...talking, ...waiting])), quarters: quarters(arrivals),
    today: {
      arrived: arrivals.length, answered: answered.length, inPromise: answered.filter((one) => one.promisedAt === null || (one.answeredAt as Date) <= one.promisedAt).length, owed: callBacks.length,
      late: [...waiting.filter((one) => one.promisedAt !== null && one.promisedAt < tx.now), ...callBacks.filter((one) => one.callBackDueAt !== null && one.callBackDueAt < tx.now)].length, meanWaitSeconds: mean(answered.flatMap((one) => (one.callBackDueAt === null ? (waitOf(one) ?? []) : []))),
    },
  };
}

export async function saveLine(tx: Tx, input: Input<typeof api.saveLine>) {
  needs(tx, leads, input.brandId);
  const line = await lineOf(tx, input.brandId);
  if (line.version !== input.version) refuse('staleEdit', { changes: [] });
  if (!weekFits(input.weeklyHours)) refuse('hoursNotValid', { field: 'weeklyHours' });
  if (!input.exceptions.every(({ periods }) => fitTogether(periods)) || new Set(input.exceptions.map(({ onDay }) => onDay)).size < input.exceptions.length) refuse('hoursNotValid', { field: 'exceptions' });
  const exceptions = input.exceptions.filter(({ onDay }) => onDay >= addDays(beijingDay(tx.now), -31)).sort((a, b) => (a.onDay < b.onDay ? -1 : 1));
  const saved = await writeLine(tx, { ...line, weeklyHours: input.weeklyHours, exceptions, opensOnHolidays: input.opensOnHolidays, mostWaitSeconds: input.mostWaitSeconds });
  tx.record({ action: 'hotline.saveLine', subject: 'lines', subjectId: line.brandId, brandId: line.brandId, version: saved.version, before: shownLine(tx, line), after: shownLine(tx, saved) });
  tx.announce({ topic: 'hotline', id: line.brandId, brandId: line.brandId });
  return shownLine(tx, saved);
}

export async function switchSurge(tx: Tx, input: Input<typeof api.switchSurge>) {
  needs(tx, leads, input.brandId);
  const line = await lineOf(tx, input.brandId);
  const saved = await writeLine(tx, { ...line, surge: input.on, surgeBy: input.on ? actorName(tx.actor) : null, surgeAt: input.on ? tx.now : null });
  tx.record({ action: 'hotline.switchSurge', subject: 'lines', subjectId: line.brandId, brandId: line.brandId, version: saved.version, before: { surge: line.surge }, after: { surge: saved.surge } });
  tx.announce({ topic: 'hotline', id: line.brandId, brandId: line.brandId });
  return shownLine(tx, saved);
}

export async function showEventAddress(tx: Tx, input: Input<typeof api.showEventAddress>) {
  needs(tx, leads, input.brandId);
  return { path: `/api/hotline/events/${(await lineOf(tx, input.brandId)).eventKey}` };
}

/** Who has read the old address can no longer tell anything. */
export async function renewEventAddress(tx: Tx, input: Input<typeof api.renewEventAddress>) {
  needs(tx, leads, input.brandId);
  const { eventKey } = await newEventKey(tx, (await lineOf(tx, input.brandId)).brandId);
  tx.record({ action: 'hotline.renewEventAddress', subject: 'lines', subjectId: input.brandId, brandId: input.brandId });
  return { path: `/api/hotline/events/${eventKey}` };
}

export async function myWait(tx: Tx, input: Input<typeof api.myWait>) {
  const [talk] = await contactOfTalk(tx, input.conversationId);
  if (talk === undefined || talk.ownerId !== actorId(tx.actor) || talk.state === 'done') return { wait: null };
  const before = inOrder(await contactsIn(tx, talk.brandId, ['waiting', 'offered'])).findIndex((one) => one.id === talk.id);
  return { wait: { state: talk.state, ahead: Math.max(0, before), byAt: talk.callBackDueAt === null ? (talk.promisedAt?.toISOString() ?? null) : null, callBackDueAt: talk.callBackDueAt?.toISOString() ?? null } };
}
async function contactOfTalk(tx: Tx, conversationId: string): Promise<Contact[]> {
  const found: Contact[] = [];
  for (const line of await allLines(tx)) {
    const one = await lockBySource(tx, line.brandId, 'chat', conversationId);
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** Answered once the call stands in the queue: an exchange that hears nothing tells again, and nothing is lost between. */
export const hearTelephony = (tx: Tx, input: Input<typeof api.hearTelephony>) => acrossWalls(tx, 'an exchange has no brand of its own; its key names one', async () => {
  const line = (await lineByKey(tx, input.eventKey)) ?? refuse('exchangeNotFound');
  const exchange = actingAs(tx, system('exchange'), tx.now);
  return { ok: true as const, say: await sayTo(exchange, await hearEvent(exchange, line, input)) };
});

/** The demo's telephone speaks as an exchange does: it rings, and who is in danger presses 1. */
export async function ringDemoCall(tx: Tx, input: Input<typeof api.ringDemoCall>) {
  tx.tell(demoRang({ ...input, at: tx.now.toISOString() }));
  return { ok: true as const };
}
export const demoRang = fact<{ brandId: string; phone?: string | undefined; danger?: boolean | undefined; calls?: number | undefined; at: string }>('hotline.demoRang');
/** Owners of the demo's cars, each time others first; and among them somebody whom nobody knows. */
async function demoCallers(tx: Tx, brandId: string): Promise<string[]> {
  const cars = [...(await vehiclesByVin(tx, tx.outside.demo?.cars.slice(0, 200) ?? [])).values()].filter((car) => car.brandId === brandId);
  const owners = await ownersById(tx, [...new Set(cars.map((car) => car.ownerId))]);
  const phones = [...owners.values()].map((owner) => owner.phone);
  const from = phones.length === 0 ? 0 : tx.now.getTime() % phones.length;
  return [...phones.slice(from), ...phones.slice(0, from)].flatMap((phone, nth) => (nth % 8 === 7 ? [`1390000${String(1000 + (tx.now.getTime() % 9000)).slice(-4)}`, phone] : [phone])).concat(phones.length === 0 ? Array.from({ length: 50 }, (_, nth) => `1390000${1000 + nth}`) : []);
}
export async function ringFromDemo(tx: Tx, body: { brandId: string; phone?: string; danger?: boolean; calls?: number; at: string }): Promise<void> {
  const line = await lineOf(tx, body.brandId);
  const callers = await demoCallers(tx, body.brandId);
  for (let nth = 0; nth < (body.calls ?? 1); nth++) {
    const channel = { id: `demo-${newId()}`, caller: { number: body.phone ?? callers[nth % callers.length] ?? '' } };
    await hearEvent(tx, line, { type: 'StasisStart', timestamp: body.at, channel });
    if (body.danger === true) await hearEvent(tx, line, { type: 'ChannelDtmfReceived', timestamp: body.at, digit: '1', channel });
  }
}

const ringMs = 20_000;
/** (W2, W3) */
async function offerOn(tx: Tx, line: Line): Promise<void> {
  const rows = await lockWaiting(tx, line.brandId);
  const late = rows.filter((one) => one.state === 'offered' && one.offeredAt !== null && tx.now.getTime() - one.offeredAt.getTime() >= ringMs);
  const back: Contact[] = [];
  for (const one of late) {
    if (one.offeredTo !== null) await sendAway(tx, one.offeredTo, line.brandId);
    back.push(await saveContact(tx, { ...one, state: 'waiting', offeredAt: null }));
  }
  const waiting = [...rows.filter((one) => one.state === 'waiting'), ...back];
  if (waiting.length === 0) return;
  for (const [index, one] of waiting.entries()) {
    const alarmed = one.urgency === 1 && one.caseId === null ? await caseForAlarm(tx, line, one) : one;
    if (alarmed.caseId !== one.caseId) waiting[index] = await saveContact(tx, alarmed);
  }
  const busy = await busyAgents(tx, line.brandId);
  const ready = (await agentsOf(tx, line.brandId)).filter((agent) => agent.state === 'ready');
  for (const { contactId, staffId } of offers(waiting, ready.filter((agent) => !busy.has(agent.staffId)), modeOf(line, tx.now), tx.now, ready)) {
    const one = waiting.find((each) => each.id === contactId) as Contact;
    // Who takes something by hand in this moment is not rung at beside it.
    if (!(await tryAgent(tx, staffId)) || (await contactsOfAgent(tx, staffId)).length > 0) continue;
    announce(tx, await saveContact(tx, { ...one, state: 'offered', offeredTo: staffId, offeredAt: tx.now }));
  }
}

/** Round: who waits is offered to who is free. */
export async function runQueue(tx: Tx): Promise<void> {
  for (const line of await allLines(tx)) await offerOn(tx, line);
}
/** Round: a call-back whose time has passed is heard of by who leads, once for each promised time. */
export async function watchCallBacks(tx: Tx): Promise<void> {
  for (const line of await allLines(tx)) for (const one of await callBacksLate(tx, line.brandId, tx.now)) {
    if (one.callBackDueAt !== null) tx.tell(callBackLate(toldOf(one, one.callBackDueAt)));
    announce(tx, one);
  }
}
const silentMs = 5 * 60_000;
/** Round: talks whose person has gone wait again, with everything that was said. (W4) */
export async function returnTalks(tx: Tx): Promise<void> {
  const before = new Date(tx.now.getTime() - silentMs);
  for (const line of await allLines(tx)) for (const each of await contactsIn(tx, line.brandId, ['talking'])) {
    if (each.channel !== 'chat' || each.agentId === null || !(await waitsSince(tx, each.sourceId, before))) continue;
    const one = await lockBySource(tx, line.brandId, 'chat', each.sourceId);
    if (one?.state !== 'talking' || one.agentId === null) continue;
    // Somebody on the telephone is there, and only has no hand free for the talk beside it.
    if ((await contactsOfAgent(tx, one.agentId)).every((other) => other.id === one.id)) await sendAway(tx, one.agentId, line.brandId);
    await backIntoQueue(tx, one.sourceId);
    announce(tx, await saveContact(tx, { ...one, state: after(one.state, 'handOn') ?? one.state, offeredTo: one.agentId, offeredAt: null, agentId: null, agentName: null, handedFrom: one.agentName }));
  }
}

/** Round: how long contacts take, and what need no longer be remembered. */
export async function measureLines(tx: Tx): Promise<void> {
  for (const line of await allLines(tx)) await measureUsual(tx, line.brandId);
  await forgetHeard(tx);
}
