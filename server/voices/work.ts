// What people do with a voice: write one down, say what it is about, take it, answer it. W1 moves follow the table; W2 an answer
// to a complaint says how we apologised and which gesture was decided, and a grave one is a manager's; W3 what people correct
// teaches the machine; W4 an edit based on an old version is told what changed; W5 who complained in the app reads the answer there, also where it was said elsewhere first.
import { randomUUID } from 'node:crypto';
import { actorId, actorName } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { answerOwnerOn } from '#cases';
import type { api } from './api.ts';
import { announce, hear } from './hear.ts';
import { brandChecked, doers, voiceInReach } from './reach.ts';
import { clockRuleOn, rulesOn, saveVoice, shownVoice } from './store.ts';
import { clocksOf, owedWith, takenUpAgain, voiceTable, type Severity, type Voice } from './voice.ts';

const shown = async (tx: Tx, id: string) => (await shownVoice(tx, id)) ?? refuse('voiceNotFound', { id });

export async function addVoice(tx: Tx, input: Input<typeof api.addVoice>) {
  const brandId = await brandChecked(tx, input.brandId, doers, input.outletId);
  const voice = await hear(tx, brandId, { ...input, sourceKey: randomUUID(), saidAt: tx.now });
  if (voice === undefined) throw new Error('a voice with a key of its own was heard before');
  tx.record({ action: 'voices.add', subject: 'voices', subjectId: voice.id, brandId, version: voice.version, after: { channel: voice.channel, words: voice.words } });
  return shown(tx, voice.id);
}

async function toEdit(tx: Tx, id: string, version: number): Promise<Voice> {
  const voice = await voiceInReach(tx, id, doers);
  if (voice.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'voices', id, version) });
  return voice;
}
async function keep(tx: Tx, before: Voice, after: Voice, action: `voices.${string}`): Promise<Voice> {
  const saved = await saveVoice(tx, after);
  if (saved === undefined) return refuse('staleEdit', { changes: await changesSince(tx, 'voices', before.id, before.version) });
  tx.record({ action, subject: 'voices', subjectId: saved.id, brandId: saved.brandId, version: saved.version, before: { state: before.state, topic: before.topic, kind: before.kind, sentiment: before.sentiment, severity: before.severity }, after: { state: saved.state, topic: saved.topic, kind: saved.kind, sentiment: saved.sentiment, severity: saved.severity, apology: saved.apology, gesture: saved.gesture, words: saved.answerWords } });
  announce(tx, saved);
  return saved;
}

/** (W3) */
export async function judgeVoice(tx: Tx, input: Input<typeof api.judgeVoice>) {
  const before = await toEdit(tx, input.voiceId, input.version);
  const kind = input.kind ?? before.kind;
  const clocks = kind === before.kind ? {} : clocksOf(kind, before.heardAt, await clockRuleOn(tx, before.channel, beijingDay(tx.now)));
  await keep(tx, before, {
    ...before, ...clocks, kind, topic: input.topic ?? before.topic, sentiment: input.sentiment ?? before.sentiment, severity: (input.severity ?? before.severity) as Severity, twinOf: input.notATwin === true ? null : before.twinOf, labelledBy: actorName(tx.actor), labelledAt: tx.now,
  }, 'voices.judge');
  return shown(tx, before.id);
}

/** (W2) */
async function answered(tx: Tx, before: Voice, input: Input<typeof api.moveVoice>): Promise<Partial<Voice>> {
  const owed = owedWith(before, await rulesOn(tx, beijingDay(tx.now)));
  const holds = (roles: Parameters<typeof placesOf>[1]): boolean => placesOf(tx.actor, roles).some((place) => place.brandId === null || place.brandId === before.brandId);
  if (owed.needsRegion && !holds(['regionalManager'])) refuse('regionAnswers');
  if (owed.needsManager && !holds(['serviceManager', 'regionalManager'])) refuse('managerAnswers', { severity: before.severity });
  if (input.words === undefined) refuse('answerIncomplete', { field: 'words' });
  if (owed.mustApologise && (input.apology === undefined || input.apology === 'none')) refuse('answerIncomplete', { field: 'apology' });
  if (owed.needsGesture && input.gesture === undefined) refuse('answerIncomplete', { field: 'gesture' });
  return { holderId: before.holderId ?? actorId(tx.actor) ?? null, holderName: before.holderName ?? actorName(tx.actor), answeredAt: before.answeredAt ?? tx.now, againDueAt: null, satisfied: null, respondedAt: before.respondedAt ?? tx.now, answerWords: input.words ?? null, answeredBy: actorName(tx.actor), apology: input.apology ?? 'none', gesture: input.gesture ?? 'none' };
}

/** (W1, W4) */
export async function moveVoice(tx: Tx, input: Input<typeof api.moveVoice>) {
  const before = await toEdit(tx, input.voiceId, input.version);
  const state = voiceTable[before.state][input.move] ?? refuse('voiceNotNow', { state: before.state });
  if (input.move === 'dismiss' && input.words === undefined) refuse('answerIncomplete', { field: 'words' });
  const more: Partial<Voice> = input.move === 'answer' ? await answered(tx, before, input)
    : input.move === 'take' ? { holderId: actorId(tx.actor) ?? null, holderName: actorName(tx.actor), respondedAt: before.respondedAt ?? tx.now }
    : input.move === 'again' ? takenUpAgain(before, tx.now, await clockRuleOn(tx, before.channel, beijingDay(tx.now))) : input.move === 'dismiss' ? { answerWords: input.words ?? null, answeredBy: actorName(tx.actor), againDueAt: null } : {};
  const kept = await keep(tx, before, { ...before, ...more, state }, `voices.${input.move}`);
  if (input.move === 'answer' && kept.ownerId !== null && kept.caseId !== null && kept.answerWords !== null) await answerOwnerOn(tx, kept.caseId, { words: kept.answerWords, key: `voice ${kept.id} ${kept.version}` }); // (W5)
  return shown(tx, before.id);
}
