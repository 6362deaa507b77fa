// A person at the phones: ready or away, answering, handing on with everything, hanging up, wrapping up, calling back.
// D1 one person has one call, and beside it no more than three talks, which are taken by hand and never ring; D2 a talk is taken and left with its contact; D3 who is handed on keeps the place, the car,
// the case and what was said; D4 a call-back is promised in open hours only; D5 numbers are masked, and shown only to who
// has the contact, each look written down; D6 who is called back and does not answer is tried again at a time, and is told so.
import { actorName, holds, type Actor, type Role } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { openAlertsOf } from '#alerts';
import { caseById, openCasesOf } from '#cases';
import { leaveConversation, takeConversation } from '#conversations';
import { callerHasSomebody } from '#duty';
import { maskPhone, ownersById, ownersDrivenBy, recordLook } from '#people';
import { maskVin, vehicleByIdOrVin, vehiclesOf } from '#vehicles';
import { openCampaignsOf } from '#workorders';
import type { api } from './api.ts';
import { announce, owe, toldOf } from './arrive.ts';
import { after, callBackMissed, mostTries, skills as allSkills, type Agent, type Contact, type Line, type Move } from './contact.ts';
import { isOpenAt, modeOf, promiseFor } from './queue.ts';
import { agentsOf, allLines, busyAgents, contactsIn, contactsOfAgent, lineOf, lockAgent, lockContact, myAgents, saveAgent, saveContact, touchAgent, tryAgent } from './store.ts';

export const agents: readonly Role[] = ['agent', 'adviser', 'serviceManager', 'regionalManager'];
type Staff = Extract<Actor, { kind: 'staff' }>;
export const staffOf = (tx: Tx): Staff => (tx.actor.kind === 'staff' ? tx.actor : refuse('notAllowed'));

/** (D5) */
export const shown = (one: Contact) => ({
  id: one.id, number: one.number, brandId: one.brandId, channel: one.channel, conversationId: one.channel === 'chat' ? one.sourceId : null, phoneMasked: one.phone === null ? null : maskPhone(one.phone), ownerId: one.ownerId, ownerName: one.ownerName, vehicleId: one.vehicleId,
  skill: one.skill, urgency: one.urgency, state: one.state, arrivedAt: one.arrivedAt.toISOString(), promisedAt: one.promisedAt?.toISOString() ?? null, offeredTo: one.offeredTo, offeredAt: one.offeredAt?.toISOString() ?? null, agentId: one.agentId, agentName: one.agentName,
  answeredAt: one.answeredAt?.toISOString() ?? null, endedAt: one.endedAt?.toISOString() ?? null, callBackDueAt: one.callBackDueAt?.toISOString() ?? null, callBackTries: one.callBackTries, outcome: one.outcome, note: one.note, caseId: one.caseId, handedFrom: one.handedFrom, handedWords: one.handedWords, version: one.version,
});
export const shownLine = (tx: Tx, line: Line) => ({ brandId: line.brandId, weeklyHours: line.weeklyHours, exceptions: line.exceptions, opensOnHolidays: line.opensOnHolidays, surge: line.surge, surgeBy: line.surgeBy, mode: modeOf(line, tx.now), mostWaitSeconds: line.mostWaitSeconds, usualSeconds: line.usualSeconds, version: line.version });
export const shownAgent = (agent: Agent, with_: readonly Contact[]) => ({ ...agent, since: agent.since.toISOString(), busyWith: with_.find((one) => one.agentId === agent.staffId || (one.state === 'offered' && one.offeredTo === agent.staffId))?.number ?? null });

async function cards(tx: Tx, one: Contact | undefined) {
  if (one === undefined) return { cars: [], cases: [] };
  // A number may be an owner's, a driver's of other people's cars, or both: the desk shows whose cars it can be about.
  const ownerIds = [...new Set([...(one.ownerId === null ? [] : [one.ownerId]), ...(one.phone === null ? [] : await ownersDrivenBy(tx, one.brandId, one.phone))])];
  const owners = await ownersById(tx, ownerIds);
  const cars = [];
  for (const ownerId of ownerIds) cars.push(...(await vehiclesOf(tx, ownerId)).filter((car) => car.brandId === one.brandId));
  const cases = [];
  for (const car of cars) for (const each of await openCasesOf(tx, car.vin)) cases.push({ id: each.id, number: each.number, urgency: each.urgency, trouble: each.trouble, stage: each.stage, openedAt: each.openedAt.toISOString(), vehicleId: car.id });
  const shownCars = [];
  for (const car of cars) {
    const [alerts, campaigns] = await Promise.all([openAlertsOf(tx, car.vin), openCampaignsOf(tx, car.vin)]);
    shownCars.push({
      vehicleId: car.id, ownerName: car.ownerId === one.ownerId ? null : (owners.get(car.ownerId)?.name ?? null), plateNo: car.plateNo, vinMasked: maskVin(car.vin), modelName: car.modelName, modelNameEn: car.modelNameEn,
      alerts: alerts.map(({ id, kind, severity }) => ({ id, kind, severity })), campaigns: campaigns.map(({ id, kind, name, nameEn }) => ({ id, kind, name, nameEn })),
    });
  }
  return { cars: shownCars, cases };
}

/** Brands whose phones somebody may answer. */
const myBrands = async (tx: Tx): Promise<Line[]> => {
  const { grants } = staffOf(tx);
  const named = grants.filter((grant) => agents.includes(grant.role) && grant.brandId !== null).map((grant) => grant.brandId as string);
  for (const brandId of named) await lineOf(tx, brandId);
  return (await allLines(tx)).filter((line) => holds(tx.actor, agents, { brandId: line.brandId }));
};

export async function showMyDesk(tx: Tx, input: Input<typeof api.showMyDesk>) {
  const lines = await myBrands(tx);
  const me = staffOf(tx);
  const held = await contactsOfAgent(tx, me.id);
  const mine = held.find((one) => one.id === input.contactId) ?? held[0];
  const [waiting, callBacks]: [Contact[], Contact[]] = [[], []];
  for (const line of lines) {
    waiting.push(...(await contactsIn(tx, line.brandId, ['waiting', 'offered'])));
    callBacks.push(...(await contactsIn(tx, line.brandId, ['callBack'])));
  }
  const own = await myAgents(tx, me.id);
  return { lines: lines.map((line) => shownLine(tx, line)), me: own.map((agent) => shownAgent(agent, held)), mine: mine === undefined ? null : shown(mine), beside: held.filter((one) => one.id !== mine?.id).map(shown), ...(await cards(tx, mine)), waiting: waiting.map(shown), callBacks: callBacks.map(shown) };
}

export async function setPhoneState(tx: Tx, input: Input<typeof api.setPhoneState>) {
  const me = staffOf(tx);
  if (!holds(me, agents, { brandId: input.brandId })) refuse('notAllowed');
  const line = await lineOf(tx, input.brandId);
  const known = (await myAgents(tx, me.id)).find((agent) => agent.brandId === line.brandId);
  const outletId = me.grants.some((grant) => agents.includes(grant.role) && grant.outletId === null) ? null : (me.grants.find((grant) => agents.includes(grant.role))?.outletId ?? null);
  await saveAgent(tx, { staffId: me.id, brandId: line.brandId, name: me.name, outletId, skills: (input.skills ?? known?.skills ?? [...allSkills]) as Agent['skills'], state: input.state });
  tx.announce({ topic: 'hotline', id: me.id, brandId: line.brandId });
  return { ok: true as const };
}

async function seen(tx: Tx, contactId: string): Promise<Contact> {
  const one = await lockContact(tx, contactId);
  return one === undefined || !holds(tx.actor, agents, { brandId: one.brandId }) ? refuse('contactNotFound', { id: contactId }) : one;
}
/** A contact that I have, or that rings at my place. */
async function mine(tx: Tx, contactId: string, move: Move): Promise<{ one: Contact; state: Contact['state'] }> {
  const one = await seen(tx, contactId);
  const state = after(one.state, move) ?? refuse('notNowWithContact', { state: one.state });
  const me = staffOf(tx).id;
  if (['talking', 'wrapUp'].includes(one.state) && one.agentId !== me) refuse('notNowWithContact', { state: one.state });
  if (one.state === 'offered' && one.offeredTo !== me) refuse('notNowWithContact', { state: one.state });
  return { one, state };
}
const record = (tx: Tx, what: string, before: Contact, now: Contact): void => {
  tx.record({ action: `hotline.${what}`, subject: 'contacts', subjectId: now.id, brandId: now.brandId, version: now.version, before: { state: before.state }, after: { state: now.state, number: now.number } });
  announce(tx, now);
};

const mostAtOnce = { phone: 1, chat: 3 } as const;
/** (D1) A contact that I may have, beside what I have; what rings at my place waits on. Two windows of mine take one after the other. */
async function forMe(tx: Tx, contactId: string, move: Move): Promise<{ me: Staff; one: Contact; state: Contact['state'] }> {
  const me = staffOf(tx);
  await lockAgent(tx, me.id);
  const one = await seen(tx, contactId);
  if (move === 'answer' && one.agentName !== null && one.agentId !== me.id && ['talking', 'wrapUp'].includes(one.state)) refuse('contactTaken', { name: one.agentName });
  const state = after(one.state, move) ?? refuse('notNowWithContact', { state: one.state });
  const others = (await contactsOfAgent(tx, me.id)).filter((other) => other.id !== one.id);
  const held = others.filter((other) => other.state !== 'offered' && other.channel === one.channel);
  if (held.length >= mostAtOnce[one.channel]) refuse('alreadyOnContact', { number: held[0]?.number });
  for (const other of others) if (other.state === 'offered') await saveContact(tx, { ...other, state: 'waiting', offeredTo: null, offeredAt: null });
  return { me, one, state };
}

/** (D1, D2) Also what rings elsewhere may be taken, by whoever is first. */
export async function takeContact(tx: Tx, input: Input<typeof api.takeContact>) {
  const { me, one, state } = await forMe(tx, input.contactId, 'answer');
  const saved = await saveContact(tx, { ...one, state, agentId: me.id, agentName: me.name, answeredAt: tx.now, endedAt: null, offeredTo: null, offeredAt: null });
  if (one.channel === 'chat') await takeConversation(tx, { conversationId: one.sourceId });
  if (one.urgency === 1) await callerHasSomebody(tx, { contactId: one.id, byName: me.name });
  record(tx, 'take', one, saved);
  return shown(saved);
}

/** Who leads takes what a colleague has: nobody stays with a desk that nobody sits at. */
export async function takeOverContact(tx: Tx, input: Input<typeof api.takeOverContact>) {
  const { me, one, state } = await forMe(tx, input.contactId, 'takeOver');
  if (!holds(me, leads, { brandId: one.brandId })) refuse('notAllowed');
  if (one.agentId === me.id) return shown(one);
  const saved = await saveContact(tx, { ...one, state, agentId: me.id, agentName: me.name, handedFrom: one.agentName, handedWords: one.handedWords });
  if (one.channel === 'chat') await takeConversation(tx, { conversationId: one.sourceId });
  if (one.agentId !== null) await touchAgent(tx, one.agentId);
  tx.record({ action: 'hotline.takeOver', subject: 'contacts', subjectId: one.id, brandId: one.brandId, version: saved.version, before: { agentId: one.agentId, agentName: one.agentName }, after: { agentId: me.id, agentName: me.name } });
  announce(tx, saved);
  return shown(saved);
}

export async function declineContact(tx: Tx, input: Input<typeof api.declineContact>) {
  const { one, state } = await mine(tx, input.contactId, 'decline');
  record(tx, 'decline', one, await saveContact(tx, { ...one, state, offeredAt: null }));
  return { ok: true as const };
}

export async function endContact(tx: Tx, input: Input<typeof api.endContact>) {
  const { one, state } = await mine(tx, input.contactId, 'end');
  const saved = await saveContact(tx, { ...one, state, endedAt: tx.now });
  record(tx, 'end', one, saved);
  return shown(saved);
}

export async function wrapUpContact(tx: Tx, input: Input<typeof api.wrapUpContact>) {
  const { one, state } = await mine(tx, input.contactId, 'wrapUp');
  if (one.state === 'callBack') refuse('notNowWithContact', { state: one.state }); // who is owed a call is called first
  if (input.outcome === 'notReached' && one.channel === 'phone' && one.phone !== null) {
    await tryLater(tx, { ...one, note: input.note ?? one.note });
    await touchAgent(tx, staffOf(tx).id);
    return { ok: true as const };
  }
  const saved = await saveContact(tx, { ...one, state, outcome: input.outcome, note: input.note ?? one.note, caseId: input.caseId ?? one.caseId, endedAt: one.endedAt ?? tx.now, callBackDueAt: null });
  if (one.channel === 'chat' && one.state === 'wrapUp') await leaveConversation(tx, { conversationId: one.sourceId, how: 'close' });
  await touchAgent(tx, staffOf(tx).id);
  record(tx, 'wrapUp', one, saved);
  return { ok: true as const };
}

/** (D3) */
export async function handOnContact(tx: Tx, input: Input<typeof api.handOnContact>) {
  const { one, state } = await mine(tx, input.contactId, 'handOn');
  const me = staffOf(tx);
  const colleague = input.staffId === undefined ? undefined : (await agentsOf(tx, one.brandId)).find((agent) => agent.staffId === input.staffId && agent.staffId !== me.id && agent.state === 'ready');
  if (input.staffId !== undefined && (colleague === undefined || !(await tryAgent(tx, colleague.staffId)) || (await busyAgents(tx, one.brandId)).has(colleague.staffId))) refuse('colleagueNotFound', { id: input.staffId });
  // Who gave it away is the last to whom it rings again.
  const to = colleague === undefined ? { state, offeredTo: me.id, offeredAt: null } : { state: after(state, 'offer') ?? state, offeredTo: colleague.staffId, offeredAt: tx.now };
  const saved = await saveContact(tx, { ...one, ...to, skill: (input.skill ?? one.skill) as Contact['skill'], agentId: null, agentName: null, endedAt: null, handedFrom: me.name, handedWords: input.words });
  if (one.channel === 'chat') await leaveConversation(tx, { conversationId: one.sourceId, how: 'finish' });
  await touchAgent(tx, me.id);
  record(tx, 'handOn', one, saved);
  return { ok: true as const };
}

/** (D4) */
export async function promiseCallBack(tx: Tx, input: Input<typeof api.promiseCallBack>) {
  const { one } = await mine(tx, input.contactId, 'promise');
  const due = new Date(input.dueAt);
  if (due <= tx.now || !isOpenAt(await lineOf(tx, one.brandId), due)) refuse('callBackNotOpen', { field: 'dueAt' });
  const saved = await owe(tx, { ...one, note: input.words ?? one.note }, 'promise', due);
  if (one.channel === 'chat' && one.state === 'talking') await leaveConversation(tx, { conversationId: one.sourceId, how: 'finish' });
  await touchAgent(tx, staffOf(tx).id);
  record(tx, 'promiseCallBack', one, saved);
  return shown(saved);
}

/** (D5) Whoever calls back must be able to dial. */
export async function revealContactPhone(tx: Tx, input: Input<typeof api.revealContactPhone>) {
  const one = await seen(tx, input.contactId);
  if (one.agentId !== staffOf(tx).id || !['talking', 'wrapUp'].includes(one.state)) refuse('notNowWithContact', { state: one.state });
  const look = { brandId: one.brandId, what: 'phone', why: `热线 ${one.number}`, subject: 'contacts', subjectId: one.id };
  if (one.ownerId !== null) await recordLook(tx, { ownerId: one.ownerId, ...look });
  else tx.record({ action: 'hotline.reveal', subject: 'contacts', subjectId: one.id, brandId: one.brandId, why: look.why, after: { what: 'phone' } });
  return { phone: one.phone };
}

/** Not reached: the next try gets a time in open hours, later each time, and its owner is told; after the third whoever leads decides. (D6) */
async function tryLater(tx: Tx, one: Contact): Promise<Contact> {
  const line = await lineOf(tx, one.brandId);
  const later = new Date(tx.now.getTime() + [30, 120, 24 * 60][Math.min(one.callBackTries, 2)]! * 60_000);
  const next = promiseFor({ urgency: 3 }, 0, 0, 0, line, later);
  const dueAt = isOpenAt(line, later) || next.kind === 'wait' ? later : next.dueAt;
  const tries = one.callBackTries + 1;
  const saved = await owe(tx, { ...one, callBackTries: tries }, 'miss', dueAt);
  tx.tell(callBackMissed({ ...toldOf(saved, dueAt), tries }));
  record(tx, 'miss', one, saved);
  return saved;
}

export async function missContact(tx: Tx, input: Input<typeof api.missContact>) {
  const { one } = await mine(tx, input.contactId, 'miss');
  return shown(await tryLater(tx, one));
}

const leads: readonly Role[] = ['serviceManager', 'regionalManager'];
/** (H4) */
export async function closeCallBack(tx: Tx, input: Input<typeof api.closeCallBack>) {
  const one = await seen(tx, input.contactId);
  if (!holds(tx.actor, leads, { brandId: one.brandId })) refuse('notAllowed');
  if (one.state !== 'callBack' || one.callBackTries < mostTries) refuse('notNowWithContact', { state: one.state });
  const saved = await saveContact(tx, { ...one, state: after(one.state, 'wrapUp') ?? one.state, outcome: 'notReached', note: input.why, endedAt: tx.now, callBackDueAt: null });
  tx.record({ action: 'hotline.closeCallBack', subject: 'contacts', subjectId: one.id, brandId: one.brandId, version: saved.version, before: { state: one.state, tries: one.callBackTries }, after: { state: saved.state, number: saved.number }, why: input.why });
  announce(tx, saved);
  return { ok: true as const };
}

/** Whose car, and the case that was opened for it: whoever has the contact next finds both. (D3) */
export async function linkContact(tx: Tx, input: Input<typeof api.linkContact>) {
  const one = await seen(tx, input.contactId);
  const opened = input.caseId === undefined ? undefined : await caseById(tx, input.caseId);
  if (input.caseId !== undefined && (opened === undefined || opened.brandId !== one.brandId)) return refuse('caseNotFound', { id: input.caseId });
  const vehicle = await vehicleByIdOrVin(tx, opened?.vin ?? input.vehicleId ?? '');
  if (vehicle === undefined || vehicle.brandId !== one.brandId) return refuse('vehicleNotFound', { id: input.vehicleId });
  const owner = (await ownersById(tx, [vehicle.ownerId])).get(vehicle.ownerId);
  // What the case turned out to be is what the call is: its script, its place in line, and who it is handed on to.
  const urgency = Math.min(one.urgency, opened?.urgency ?? 4) as Contact['urgency'];
  const saved = await saveContact(tx, { ...one, vehicleId: vehicle.id, ownerId: vehicle.ownerId, ownerName: owner?.name ?? null, caseId: opened?.id ?? one.caseId, urgency, skill: urgency === 1 ? 'safety' : one.skill });
  tx.record({ action: 'hotline.link', subject: 'contacts', subjectId: one.id, brandId: one.brandId, version: saved.version, before: { vehicleId: one.vehicleId, caseId: one.caseId }, after: { vehicleId: vehicle.id, caseId: saved.caseId, by: actorName(tx.actor) } });
  announce(tx, saved);
  return shown(saved);
}
