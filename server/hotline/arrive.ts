// Somebody arrives and is promised something at once: a person by a time, or a call-back at a time. The exchange's events
// and the talks that ask for a person come in here. A1 an event is heard once; A2 whoever hangs up unanswered and can be
// called is called back; A3 nobody arrives without a promise; A4 danger with
// nobody at the phones opens a case of the caller's car at once, so that whoever is on duty is woken.
import { createHash } from 'node:crypto';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { noEvidence, openCase } from '#cases';
import { conversationById, sayCallBack } from '#conversations';
import { normalPhone, ownerByPhone, ownersById } from '#people';
import { vehiclesOf } from '#vehicles';
import { after, callBackPromised, type Contact, type Line, type Move, type TelephonyEvent } from './contact.ts';
import { modeOf, promiseFor } from './queue.ts';
import { contactById, agentsOf, contactsIn, hearOnce, insertContact, lineByKey, lineOf, lockBySource, saveContact } from './store.ts';

export const announce = (tx: Tx, one: Contact): void => tx.announce({ topic: 'hotline', id: one.id, brandId: one.brandId, ...(one.ownerId === null ? {} : { ownerId: one.ownerId }) });

/** (A3) */
export async function promise(tx: Tx, line: Line, one: Contact): Promise<Contact> {
  const before = (await contactsIn(tx, line.brandId, ['waiting', 'offered'])).filter((each) => each.id !== one.id && (one.urgency !== 1 || each.urgency === 1));
  const owed = await contactsIn(tx, line.brandId, ['callBack']);
  const staffed = (await agentsOf(tx, line.brandId)).filter((agent) => agent.state === 'ready').length;
  const promised = promiseFor(one, before.length, owed.length, staffed, line, tx.now);
  if (promised.kind === 'wait') return saveContact(tx, { ...one, promisedAt: promised.byAt });
  if (one.phone === null && one.ownerId === null) return saveContact(tx, { ...one, promisedAt: promised.dueAt }); // nobody knows where to call: the line is kept
  return owe(tx, one, 'promise', promised.dueAt);
}

/** To be called back at a time; the owner is told. */
export async function owe(tx: Tx, one: Contact, move: Move, dueAt: Date): Promise<Contact> {
  const state = after(one.state, move);
  if (state === undefined) return one;
  const saved = await saveContact(tx, { ...one, state, callBackDueAt: dueAt, promisedAt: dueAt, offeredTo: null, offeredAt: null, agentId: null, agentName: null });
  tx.tell(callBackPromised({ contactId: one.id, brandId: one.brandId, ownerId: one.ownerId, dueAt: dueAt.toISOString() }));
  return saved;
}

async function callArrives(tx: Tx, line: Line, channelId: string, given: string | undefined): Promise<void> {
  const phone = given === undefined ? undefined : normalPhone(given.replace(/^(?:\+|00)86/, ''));
  const owner = phone === undefined ? undefined : await ownerByPhone(tx, phone);
  const cars = owner === undefined ? [] : (await vehiclesOf(tx, owner.id)).filter((car) => car.brandId === line.brandId);
  const one = await insertContact(tx, {
    number: await nextNumber(tx, 'H'), brandId: line.brandId, channel: 'phone', sourceId: channelId, phone: phone ?? null, ownerId: cars.length === 0 ? null : (owner?.id ?? null), ownerName: cars.length === 0 ? null : (owner?.name ?? null),
    vehicleId: cars.length === 1 ? (cars[0]?.id ?? null) : null, skill: 'technical', urgency: 3,
  });
  if (one !== undefined) announce(tx, await promise(tx, line, one));
}

const dueIn = (tx: Tx, line: Line, one: Contact): Date => {
  const promised = promiseFor({ urgency: one.urgency === 1 ? 2 : one.urgency }, 999, 0, 1, line, tx.now);
  const soon = new Date(tx.now.getTime() + 15 * 60_000);
  return one.urgency === 1 || promised.kind === 'wait' ? soon : promised.dueAt;
};

/** (A2) */
async function lineGoesDead(tx: Tx, line: Line, one: Contact): Promise<void> {
  if (one.state === 'talking') announce(tx, await saveContact(tx, { ...one, state: 'wrapUp', endedAt: tx.now }));
  else if (one.state === 'waiting' || one.state === 'offered') announce(tx, one.phone === null ? await saveContact(tx, { ...one, state: after(one.state, 'vanish') ?? one.state, outcome: 'gaveUp', endedAt: tx.now }) : await owe(tx, one, 'leave', leftDue(tx, line, one)));
}
/** Who gave up is called in a quarter of an hour where the line is open, else as it opens. */
function leftDue(tx: Tx, line: Line, one: Contact): Date {
  const soon = new Date(tx.now.getTime() + 15 * 60_000);
  const promised = promiseFor({ urgency: 3 }, 0, 0, 0, line, tx.now);
  return one.urgency === 1 ? soon : promised.kind === 'callBack' ? promised.dueAt : soon;
}

/** (A4) */
export async function caseForAlarm(tx: Tx, line: Line, one: Contact): Promise<Contact> {
  const mode = modeOf(line, tx.now);
  const attended = (mode === 'open' || mode === 'surge') && (await agentsOf(tx, line.brandId)).some((agent) => agent.state === 'ready');
  if (attended || one.caseId !== null || one.ownerId === null) return one;
  const cars = (await vehiclesOf(tx, one.ownerId)).filter((car) => car.brandId === line.brandId);
  const vehicle = cars.find((car) => car.id === one.vehicleId) ?? cars[0];
  if (vehicle === undefined) return one;
  const opened = await openCase(tx, { vehicle, source: 'phone', sourceKey: `hotline ${one.id}`, by: { id: one.ownerId, name: one.ownerName ?? '' }, evidence: { ...noEvidence, dangerKey: true }, data: { contactId: one.id, contact: one.number } });
  return { ...one, caseId: opened.case.id };
}

/** Keys that a caller presses while waiting: 1 danger, 0 please call me back. */
async function keyPressed(tx: Tx, line: Line, one: Contact, digit: string): Promise<void> {
  if (digit === '1' && (one.state === 'waiting' || one.state === 'offered' || one.state === 'callBack')) {
    const alarmed = await caseForAlarm(tx, line, one);
    announce(tx, await promise(tx, line, await saveContact(tx, { ...alarmed, state: after(one.state, 'alarm') ?? one.state, skill: 'safety', urgency: 1, callBackDueAt: null })));
  }
  if (one.state !== 'waiting' && one.state !== 'offered') return;
  if (digit === '0' && one.phone !== null && one.urgency !== 1) announce(tx, await owe(tx, one, 'promise', dueIn(tx, line, one)));
}

/** Reaction: the exchange told an event of ARI. (A1) */
export async function hearEvent(tx: Tx, body: { eventKey: string; event: TelephonyEvent }): Promise<void> {
  const line = await lineByKey(tx, body.eventKey);
  const { event } = body;
  if (line === undefined || event.channel === undefined) return;
  const hash = createHash('sha256').update(JSON.stringify([event.type, event.timestamp, event.channel.id, event.digit ?? ''])).digest('hex');
  if (!(await hearOnce(tx, line.brandId, hash))) return;
  if (event.type === 'StasisStart') return callArrives(tx, line, event.channel.id, event.channel.caller?.number);
  const one = await lockBySource(tx, line.brandId, 'phone', event.channel.id);
  if (one === undefined) return;
  if (event.type === 'ChannelDtmfReceived' && event.digit !== undefined) await keyPressed(tx, line, one, event.digit);
  if (event.type === 'StasisEnd' || event.type === 'ChannelDestroyed' || event.type === 'ChannelHangupRequest') await lineGoesDead(tx, line, one);
}

const urgencyOf = { S0: 1, S1: 1, S2: 2, S3: 3, S4: 4 } as const;
/** Reaction: somebody in a talk asked for a person. Asked again after an end, it is another contact. */
export async function talkArrives(tx: Tx, body: { conversationId: string }): Promise<void> {
  const talk = await conversationById(tx, body.conversationId);
  if (talk === undefined || talk.state !== 'queued') return;
  const line = await lineOf(tx, talk.brandId);
  const owner = (await ownersById(tx, [talk.ownerId])).get(talk.ownerId);
  const row = { number: '', brandId: talk.brandId, channel: 'chat' as const, sourceId: talk.id, phone: owner?.phone ?? null, ownerId: talk.ownerId, ownerName: talk.ownerName, vehicleId: talk.vehicleId, skill: talk.skill ?? ('technical' as const), urgency: urgencyOf[talk.urgency] };
  const known = await lockBySource(tx, talk.brandId, 'chat', talk.id);
  if (known !== undefined && known.state !== 'done' && known.state !== 'wrapUp') return;
  const one = known === undefined ? await insertContact(tx, { ...row, number: await nextNumber(tx, 'H') }) : await saveContact(tx, { ...known, ...row, number: known.number, state: 'waiting', arrivedAt: tx.now, agentId: null, agentName: null, answeredAt: null, endedAt: null, outcome: null, callBackDueAt: null, offeredTo: null });
  if (one !== undefined) announce(tx, await promise(tx, line, one));
}

/** Reaction: a person took, gave back or ended a talk, from whichever page. */
export async function talkMoved(tx: Tx, body: { conversationId: string; brandId: string; state: string; agentId: string | null; agentName: string | null }): Promise<void> {
  const one = await lockBySource(tx, body.brandId, 'chat', body.conversationId);
  if (one === undefined || one.state === 'done') return;
  if (body.state === 'human' && one.state !== 'talking') announce(tx, await saveContact(tx, { ...one, state: after(one.state, 'answer') ?? one.state, agentId: body.agentId, agentName: body.agentName, answeredAt: one.answeredAt ?? tx.now, offeredTo: null }));
  if (body.state === 'bot' || body.state === 'closed') announce(tx, await saveContact(tx, { ...one, state: 'done', endedAt: one.endedAt ?? tx.now, outcome: one.outcome ?? (one.answeredAt === null ? 'gaveUp' : 'solved'), callBackDueAt: null }));
  if (body.state === 'wrapUp' && one.state === 'talking') announce(tx, await saveContact(tx, { ...one, state: 'wrapUp', endedAt: tx.now }));
}

/** Reaction: whoever waits in writing is told when they are called back. */
export async function sayWhenCalledBack(tx: Tx, body: { contactId: string; dueAt: string }): Promise<void> {
  const one = await contactById(tx, body.contactId);
  if (one?.channel === 'chat' && one.callBackDueAt?.toISOString() === body.dueAt) await sayCallBack(tx, one.sourceId, one.callBackDueAt);
}
