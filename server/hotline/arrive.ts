// Somebody arrives and is promised something at once: a person by a time, or a call-back at a time. The exchange's events
// and the talks that ask for a person come in here. A1 an event is heard once; A2 whoever hangs up unanswered and can be
// called is called back; A3 nobody arrives without a promise; A4 danger with
// nobody at the phones opens a case of the caller's car at once, so that whoever is on duty is woken.
import { createHash } from 'node:crypto';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { callDutyForCaller } from '#duty';
import { noEvidence, openCase } from '#cases';
import { conversationById, sayCallBack } from '#conversations';
import { normalPhone, ownerByPhone, ownersById } from '#people';
import { vehiclesOf } from '#vehicles';
import { after, callBackPromised, type Contact, type Line, type Move, type TelephonyEvent } from './contact.ts';
import { sayToCaller } from './say-to-caller.ts';
import { inOrder, isOpenAt, modeOf, promiseFor } from './queue.ts';
import { agentsOf, contactById, contactsIn, hearOnce, insertContact, lineOf, lockBySource, lockChannel, lockOwedTo, saidOn, saveContact, type Said } from './store.ts';

export const announce = (tx: Tx, one: Contact): void => tx.announce({ topic: 'hotline', id: one.id, brandId: one.brandId, ...(one.ownerId === null ? {} : { ownerId: one.ownerId }) });

/** (A3) */
export async function promise(tx: Tx, line: Line, one: Contact, owedAt?: Date): Promise<Contact> {
  const before = (await contactsIn(tx, line.brandId, ['waiting', 'offered'])).filter((each) => each.id !== one.id && (one.urgency !== 1 || each.urgency === 1));
  const owed = await contactsIn(tx, line.brandId, ['callBack']);
  const staffed = (await agentsOf(tx, line.brandId)).filter((agent) => agent.state === 'ready').length;
  const promised = promiseFor(one, before.length, owed.length, staffed, line, tx.now);
  if (promised.kind === 'wait') return saveContact(tx, { ...one, promisedAt: promised.byAt });
  if (one.phone === null && one.ownerId === null) return saveContact(tx, { ...one, promisedAt: promised.dueAt }); // nobody knows where to call: the line is kept
  return owe(tx, one, 'promise', owedAt !== undefined && owedAt > tx.now && owedAt < promised.dueAt && isOpenAt(line, owedAt) ? owedAt : promised.dueAt);
}

/** To be called back at a time; the owner is told. */
export async function owe(tx: Tx, one: Contact, move: Move, dueAt: Date): Promise<Contact> {
  const state = after(one.state, move);
  if (state === undefined) return one;
  const saved = await saveContact(tx, { ...one, state, callBackDueAt: dueAt, promisedAt: dueAt, offeredTo: null, offeredAt: null, agentId: null, agentName: null, outcome: null, endedAt: null });
  // Who was tried and not reached is told so, with the next time, by whoever tried.
  if (move !== 'miss') tx.tell(callBackPromised(toldOf(saved, dueAt)));
  return saved;
}
export const toldOf = (one: Contact, dueAt: Date) => ({ contactId: one.id, number: one.number, brandId: one.brandId, ownerId: one.ownerId, dueAt: dueAt.toISOString() });

/** A number that can be called back: a mobile number as owners have it, else a landline or a number abroad as the exchange shows it. */
export function dialable(given: string | undefined): string | undefined {
  const digits = (given ?? '').replaceAll(/[\s()-]/g, '');
  const mobile = normalPhone(digits.replace(/^(?:\+|00)86/, '').replace(/^0(?=1[3-9]\d{9}$)/, '')); // exchanges put a 0 before mobiles of another city
  return mobile ?? (/^\+?\d{5,15}$/.test(digits) ? digits : undefined);
}

async function callArrives(tx: Tx, line: Line, channelId: string, given: string | undefined): Promise<Contact | undefined> {
  const phone = dialable(given);
  // A mobile is one person's; a switchboard's number is many people's, and one of them does not end the promise to another. (A5)
  const owed = phone === undefined || normalPhone(phone) === undefined ? undefined : await lockOwedTo(tx, line.brandId, phone);
  if (owed !== undefined) {
    const back = await saveContact(tx, { ...owed, sourceId: channelId, state: after(owed.state, 'returns') ?? owed.state, callBackDueAt: null, callBackTries: 0 });
    const promised = await promise(tx, line, back, owed.callBackDueAt ?? undefined);
    announce(tx, promised);
    return promised;
  }
  const owner = phone === undefined ? undefined : await ownerByPhone(tx, phone);
  const cars = owner === undefined ? [] : (await vehiclesOf(tx, owner.id)).filter((car) => car.brandId === line.brandId);
  const one = await insertContact(tx, {
    number: await nextNumber(tx, 'H'), brandId: line.brandId, channel: 'phone', sourceId: channelId, phone: phone ?? null, ownerId: cars.length === 0 ? null : (owner?.id ?? null), ownerName: cars.length === 0 ? null : (owner?.name ?? null),
    vehicleId: cars.length === 1 ? (cars[0]?.id ?? null) : null, skill: 'technical', urgency: 3,
  });
  if (one === undefined) return undefined;
  const promised = await promise(tx, line, one);
  announce(tx, promised);
  return promised;
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
  if (attended || one.caseId !== null) return one;
  const cars = one.ownerId === null ? [] : (await vehiclesOf(tx, one.ownerId)).filter((car) => car.brandId === line.brandId);
  const vehicle = cars.find((car) => car.id === one.vehicleId) ?? cars[0];
  if (vehicle === undefined || one.ownerId === null) {
    await callDutyForCaller(tx, { contactId: one.id, number: one.number, brandId: one.brandId });
    return one;
  }
  const opened = await openCase(tx, { vehicle, source: 'phone', sourceKey: `hotline ${one.id}`, by: { id: one.ownerId, name: one.ownerName ?? '' }, evidence: { ...noEvidence, dangerKey: true }, data: { contactId: one.id, contact: one.number } });
  return { ...one, caseId: opened.case.id };
}

/** What a caller says with the keys while waiting: 1 danger, 0 please call me back; or that the line is dead. */
async function follow(tx: Tx, line: Line, one: Contact, said: Said): Promise<void> {
  if (said === 'gone') return lineGoesDead(tx, line, one);
  const waits = one.state === 'waiting' || one.state === 'offered';
  if (said === 'danger' && (waits || one.state === 'callBack')) {
    const alarmed = await caseForAlarm(tx, line, one);
    announce(tx, await promise(tx, line, await saveContact(tx, { ...alarmed, state: after(one.state, 'alarm') ?? one.state, skill: 'safety', urgency: 1, callBackDueAt: null })));
  }
  if (said === 'callBack' && waits && one.phone !== null && one.urgency !== 1) announce(tx, await owe(tx, one, 'promise', dueIn(tx, line, one)));
}
/** A call that leaves the application (`StasisEnd`) has not ended: the dial plan may have put it into its own queue. */
const saidBy = (event: TelephonyEvent): Said | null =>
  event.type === 'ChannelHangupRequest' || event.type === 'ChannelDestroyed' ? 'gone' : event.type !== 'ChannelDtmfReceived' ? null : event.digit === '1' ? 'danger' : event.digit === '0' ? 'callBack' : null;

/** The exchange told an event of ARI: what follows of it, and the call as it stands now. (A1) */
export async function hearEvent(tx: Tx, line: Line, event: TelephonyEvent): Promise<Contact | undefined> {
  if (event.channel === undefined) return undefined;
  const channelId = event.channel.id;
  await lockChannel(tx, line.brandId, channelId);
  const said = saidBy(event);
  const hash = createHash('sha256').update(JSON.stringify([event.type, event.timestamp ?? '', channelId, event.digit ?? ''])).digest('hex');
  const known = async () => lockBySource(tx, line.brandId, 'phone', channelId);
  if (!(await hearOnce(tx, line.brandId, hash, channelId, said))) return known();
  if (event.type === 'StasisStart' && (await known()) === undefined) {
    await callArrives(tx, line, channelId, event.channel.caller?.number);
    // What was told before the beginning: the danger first, the end last.
    const early = await saidOn(tx, line.brandId, channelId);
    for (const each of ['danger', 'callBack', 'gone'] as const) {
      const one = early.includes(each) ? await known() : undefined;
      if (one !== undefined) await follow(tx, line, one, each);
    }
  } else if (said !== null) {
    const one = await known();
    if (one !== undefined) await follow(tx, line, one, said);
  }
  return known();
}

/** What the exchange may say to the caller now; null: nothing. */
export async function sayTo(tx: Tx, one: Contact | undefined) {
  if (one === undefined) return null;
  const ahead = one.state === 'waiting' || one.state === 'offered' ? inOrder(await contactsIn(tx, one.brandId, ['waiting', 'offered'])).findIndex((each) => each.id === one.id) : 0;
  const words = sayToCaller(one, Math.max(0, ahead), tx.now);
  return words === undefined ? null : { number: one.number, ahead: Math.max(0, ahead), byAt: one.callBackDueAt === null ? (one.promisedAt?.toISOString() ?? null) : null, callBackDueAt: one.callBackDueAt?.toISOString() ?? null, zh: words.zh, en: words.en };
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
