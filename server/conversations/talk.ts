// The owner's side: a talk about a car of their own, one turn after another, cards that do something, a person on request.
// O1 the car and the owner come from the session; O2 a person who was asked for is asked for in the same turn; O3 while a
// person speaks the assistant is silent, but for the protective step to a danger that is new; O4 a card is done once, however often it is tapped.
import { actorId, actorName } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import type { Call } from '#platform/routes';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { softwareTold } from '#commands';
import { openAlertsOf } from '#alerts';
import { noEvidence, openCase } from '#cases';
import { faultsOfCar } from '#telemetry';
import { vehicleByIdOrVin, vehicleByVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import type { Grade } from './article.ts';
import { after, answerGiven, assistantSpeaks, complaintMade, personAsked, type CardRow, type Conversation, type SaidNotes, type TurnRow } from './conversation.ts';
import { ask, askingFor, nearFor, wantsVectors, type Asked, type Asking } from './embedding.ts';
import { knownBy } from './knowledge.ts';
import type { Told } from './model-answer.ts';
import { aheadOf, cardsOf, conversationById, finishCard, insertCard, insertConversation, insertTurn, lockCard, lockConversation, openConversationOf, rateTurnRow, saveConversation, turnById, turnsOf } from './store.ts';
import { summarise, type Turn } from './summary.ts';
import { triage, worse } from './triage.ts';
import { takeTurn, type Mind, type Outcome, type Said } from './turn.ts';
import { openIdOf } from './wechat-store.ts';

const announce = (tx: Tx, one: Conversation): void => tx.announce({ topic: 'conversations', id: one.id, brandId: one.brandId, ownerId: one.ownerId });

const shownTurn = (turn: TurnRow) => ({
  id: turn.id, nth: turn.nth, role: turn.role, byName: turn.byName, text: turn.text, kind: turn.kind as Outcome['kind'] | null, sentences: turn.said.sentences ?? [], citations: turn.said.citations ?? [], choices: turn.said.choices ?? [],
  urgency: turn.said.urgency ?? null, via: turn.said.via ?? null, wechat: turn.said.wechat === 'going' ? null : (turn.said.wechat ?? null), pictures: turn.said.pictures ?? [], helped: turn.helped, at: turn.at.toISOString(),
});
export const shownConversation = async (tx: Tx, one: Conversation) => ({
  id: one.id, brandId: one.brandId, vehicleId: one.vehicleId, modelName: one.modelName, modelNameEn: one.modelNameEn, state: one.state, urgency: one.urgency, openedAt: one.openedAt.toISOString(), queuedAt: one.queuedAt?.toISOString() ?? null, agentName: one.agentName,
  ahead: await aheadOf(tx, one), version: one.version,
});
const shownCard = ({ id, turnId, tool, service, confirm, state, result }: CardRow) => ({ id, turnId, tool, service, confirm, state, result });
/** Whether the talk goes on in WeChat too: the brand has no account, the owner is not joined, or is. */
const inWechat = async (tx: Tx, one: Conversation): Promise<'none' | 'open' | 'joined'> => (tx.outside.wechat?.accountOf(one.brandId) === undefined ? 'none' : (await openIdOf(tx, one.brandId, one.ownerId)) === undefined ? 'open' : 'joined');
export const shownTalk = async (tx: Tx, one: Conversation) => ({ conversation: await shownConversation(tx, one), wechat: await inWechat(tx, one), turns: (await turnsOf(tx, one.id)).map(shownTurn), cards: (await cardsOf(tx, one.id)).map(shownCard) });

/** (O1) */
async function myCar(tx: Tx, vehicleId: string): Promise<Vehicle> {
  const vehicle = await vehicleByIdOrVin(tx, vehicleId);
  return vehicle === undefined || vehicle.ownerId !== actorId(tx.actor) ? refuse('vehicleNotFound', { id: vehicleId }) : vehicle;
}
export async function mine(tx: Tx, id: string, lock = true): Promise<Conversation> {
  const one = await (lock ? lockConversation : conversationById)(tx, id);
  return one === undefined || one.ownerId !== actorId(tx.actor) ? refuse('conversationNotFound', { id }) : one;
}
export const openTalk = (one: Conversation): Conversation => (one.state === 'closed' ? refuse('conversationClosed') : one);

/** The open talk about a car, or a new one: one conversation, from wherever the owner speaks. */
export async function startTalk(tx: Tx, vehicle: Vehicle, channel: Conversation['channel']): Promise<Conversation> {
  const known = await openConversationOf(tx, vehicle.ownerId, vehicle.id);
  const one = known ?? (await insertConversation(tx, { brandId: vehicle.brandId, ownerId: vehicle.ownerId, vehicleId: vehicle.id, vin: vehicle.vin, modelId: vehicle.modelId, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn, ownerName: actorName(tx.actor), channel }));
  if (known === undefined) announce(tx, one);
  return one;
}
export const startConversation = async (tx: Tx, input: Input<typeof api.startConversation>) => shownTalk(tx, await startTalk(tx, await myCar(tx, input.vehicleId), 'app'));

export const showMyConversation = async (tx: Tx, input: Input<typeof api.showMyConversation>) => shownTalk(tx, await mine(tx, input.conversationId, false));

/** What was said under a picture is no word to the assistant; a danger that was heard there stays. */
export const saidBefore = (turns: readonly TurnRow[]): Said[] => turns.map((turn) => ({
  role: turn.role, text: turn.said.pictures === undefined ? turn.text : '', ...(turn.kind === null ? {} : { outcome: turn.kind as Outcome['kind'] }), ...(turn.said.urgency === undefined ? {} : { urgency: turn.said.urgency }), ...(turn.said.dangers === undefined ? {} : { dangers: turn.said.dangers }),
}));

const alertWords: Record<string, [string, string]> = {
  overheatingPack: ['动力电池温度报警', 'thermal.overheat'], insulationFalling: ['绝缘报警', 'hv.insulation'], chargingFails: ['充电失败', 'charging.ac_dc_fail'], twelveVoltDying: ['12V 蓄电池电压低', 'lv.battery12'], cellSpread: ['电芯一致性报警', 'battery.alarm'],
  makerAlarmLevel3: ['三级报警', 'battery.alarm'], lowSocStranded: ['电量耗尽停驶', 'rescue.out_of_charge'],
};
/** The maker's codes that call for a workshop and stand now, in words. */
async function codeReports(tx: Tx, vin: string): Promise<{ words: string; urgency: Grade; category: string }[]> {
  const car = await vehicleByVin(tx, vin);
  return (car === undefined ? [] : await faultsOfCar(tx, car)).flatMap(({ stands, hex, meaning }) =>
    stands && (meaning?.severity === 'stopNow' || meaning?.severity === 'soon') ? [{ words: `故障码 ${meaning.name ?? `0x${hex}`}（${meaning.title}）`, category: 'warning.code', urgency: meaning.severity === 'stopNow' ? 'S1' as const : 'S2' as const }] : []);
}

/** The alarms of the car itself, in words: level 1 is the most urgent; then the codes it names. */
export async function carReports(tx: Tx, vin: string): Promise<{ words: string; urgency: Grade; category: string }[]> {
  const alarms = (await openAlertsOf(tx, vin)).flatMap((alert): { words: string; urgency: Grade; category: string }[] => {
    const known = alertWords[alert.kind];
    return known === undefined ? [] : [{ words: `${known[0]}（${alert.severity} 级）`, category: known[1], urgency: (['S1', 'S1', 'S2', 'S3', 'S4'] as const)[alert.severity] ?? 'S3' }];
  });
  return [...alarms, ...(await codeReports(tx, vin))];
}

/** Turns as the summary reads them. */
export function toldTurns(mind: Mind, turns: readonly TurnRow[], cards: readonly CardRow[]): Turn[] {
  return turns.map((turn) => ({
    role: turn.role, text: turn.text, urgency: turn.said.urgency, cited: (turn.said.citations ?? []).map((citation) => citation.articleId), did: cards.filter((card) => card.turnId === turn.id && card.state === 'done').map((card) => `${card.tool} ${card.result.number ?? ''}`.trim()),
    ...(turn.role === 'user' ? { read: triage(mind.learned, turn.text, []) } : {}),
  }));
}

export async function intoQueue(tx: Tx, mind: Mind, one: Conversation): Promise<Conversation> {
  const state = after(one.state, 'askPerson');
  if (state === undefined) return refuse('conversationClosed');
  const summary = summarise(toldTurns(mind, await turnsOf(tx, one.id), await cardsOf(tx, one.id)));
  const first = one.state !== 'queued' && one.state !== 'human';
  const saved = await saveConversation(tx, { ...one, state, summary, skill: summary.skill, urgency: worse(one.urgency, summary.urgency), queuedAt: state === 'queued' ? (one.state === 'queued' ? one.queuedAt : tx.now) : one.queuedAt });
  if (first) {
    tx.record({ action: 'conversations.askPerson', subject: 'conversations', subjectId: one.id, brandId: one.brandId, after: { skill: summary.skill, urgency: saved.urgency } });
    tx.tell(personAsked({ conversationId: one.id, brandId: one.brandId, ownerId: one.ownerId, urgency: saved.urgency }));
  }
  announce(tx, saved);
  return saved;
}

/** For whom articles must hold: this car with the software that it told, in words for owners, today. */
export const readerOf = async (tx: Tx, one: Pick<Conversation, 'brandId' | 'vin' | 'modelId'>) => ({ market: 'cn', model: one.modelId, software: (await softwareTold(tx, one.brandId, one.vin)).at(-1)?.version ?? null, audience: 'owner' as const, on: beijingDay(tx.now) });

const notesOf = (outcome: Outcome, told: Told): SaidNotes => ({ sentences: told.sentences, citations: told.citations, choices: outcome.choices, intent: outcome.read.intent, category: outcome.read.category, urgency: outcome.urgency, sure: Math.round(outcome.sure * 1000) / 1000, by: told.by, why: told.why });

/** What of a turn is asked for a vector before it is heard; nothing while a person speaks. */
export async function askingTurn(tx: Tx, conversationId: string, text: string): Promise<Asking | undefined> {
  const one = openTalk(await mine(tx, conversationId, false));
  if (!assistantSpeaks(one.state)) return undefined;
  const { mind } = await knownBy(tx, one.brandId);
  return askingFor(tx, mind.index, takeTurn(mind, { text, earlier: saidBefore(await turnsOf(tx, one.id)), reader: await readerOf(tx, one), carReports: await carReports(tx, one.vin) }));
}

/** A danger of which nothing was said in this talk yet, or a graver one: to it the protective step is said whoever is there. (O3) */
const isFresh = ({ read: { danger: { level } } }: Outcome, before: readonly TurnRow[]): boolean =>
  (level === 'S0' || level === 'S1') && !before.some((turn) => turn.role === 'user' && (turn.said.urgency === 'S0' || turn.said.urgency === level));

/** (O2, O3) The articles' own words come at once; a language model may word them better afterwards (word-answer.ts). */
export async function hearTurn(tx: Tx, conversationId: string, text: string, via: 'app' | 'wechat', asked?: Asked): Promise<{ one: Conversation; said: string | undefined; outcome: Outcome }> {
  let one = openTalk(await mine(tx, conversationId));
  let saidBack: string | undefined;
  const { mind } = await knownBy(tx, one.brandId);
  const before = await turnsOf(tx, one.id);
  const outcome = takeTurn(mind, { text, earlier: saidBefore(before), reader: await readerOf(tx, one), carReports: await carReports(tx, one.vin), near: await nearFor(tx, mind.index, asked) });
  await insertTurn(tx, one, { role: 'user', byName: actorName(tx.actor), text, said: { via, urgency: outcome.read.danger.level ?? 'S4', dangers: outcome.read.danger.dangers.map((danger) => danger.code), intent: outcome.read.intent, category: outcome.read.category, wantsPerson: outcome.read.wantsPerson } });
  const speaks = assistantSpeaks(one.state);
  const warns = !speaks && isFresh(outcome, before);
  one = await saveConversation(tx, { ...one, state: after(one.state, 'ownerSpeaks') ?? one.state, queuedAt: one.state === 'wrapUp' ? tx.now : one.queuedAt, urgency: worse(one.urgency, outcome.urgency) });
  if (speaks || warns) {
    const told: Told = { sentences: warns ? outcome.sentences.slice(0, 1) : outcome.sentences, citations: outcome.citations, by: 'articles', why: null };
    saidBack = [...told.sentences.map((sentence) => sentence.text), ...(warns ? [] : outcome.choices)].join('\n');
    const turn = await insertTurn(tx, one, { role: 'assistant', byName: '', text: saidBack, kind: outcome.kind, said: notesOf(outcome, told) });
    for (const card of outcome.cards) if (!warns || card.tool === 'rescue') await insertCard(tx, turn, card);
    if (tx.outside.languageModel !== undefined && outcome.kind === 'answer' && !outcome.inDanger) tx.tell(answerGiven({ turnId: turn.id, text }));
  }
  if (outcome.handOff === 'asked' || (outcome.urgency === 'S0' && one.state === 'bot')) one = await intoQueue(tx, mind, one);
  announce(tx, one);
  return { one, said: saidBack, outcome };
}
export const sendTurn = async (tx: Tx, input: Input<typeof api.sendTurn>, call: Call) => shownTalk(tx, (await hearTurn(tx, input.conversationId, input.text, 'app', call.brought as Asked | undefined)).one);
export const aheadOfTurn = { wanted: wantsVectors, read: (tx: Tx, input: Input<typeof api.sendTurn>) => askingTurn(tx, input.conversationId, input.text), step: ask };

export async function askPerson(tx: Tx, input: Input<typeof api.askPerson>) {
  const one = openTalk(await mine(tx, input.conversationId));
  return shownTalk(tx, await intoQueue(tx, (await knownBy(tx, one.brandId)).mind, one));
}

export async function rateTurn(tx: Tx, input: Input<typeof api.rateTurn>) {
  const turn = await turnById(tx, input.turnId);
  if (turn === undefined || turn.ownerId !== actorId(tx.actor) || turn.role !== 'assistant') return refuse('turnNotFound', { id: input.turnId });
  await rateTurnRow(tx, turn.id, input.helped);
  return { ok: true as const };
}

/** Pages of the app on which a card goes on. */
const pages: Partial<Record<CardRow['tool'], string>> = { bookVisit: 'book', changeVisit: 'visits', cancelVisit: 'visits', showProgress: 'visits', showPrice: 'prices', showRecalls: 'car', findOutlet: 'outlets' };

/** (O4) */
export async function confirmCard(tx: Tx, input: Input<typeof api.confirmCard>) {
  const card = await lockCard(tx, input.cardId);
  if (card === undefined || card.ownerId !== actorId(tx.actor)) return refuse('cardNotFound', { id: input.cardId });
  if (card.state === 'done') return shownCard(card);
  const one = await mine(tx, card.conversationId);
  const turns = await turnsOf(tx, one.id);
  if (card.tool === 'toPerson' && one.state !== 'closed') await intoQueue(tx, (await knownBy(tx, one.brandId)).mind, one);
  const opens = card.tool === 'rescue' || card.tool === 'openCase' || card.service === 'book.diagnosis';
  const words = ownWords(turns);
  const result = { ...(pages[card.tool] === undefined ? {} : { page: pages[card.tool] as string }), ...(opens ? await caseFor(tx, one, card, turns, words) : {}) };
  const done = await finishCard(tx, card.id, result);
  if (card.service === 'complaint' && result.caseId !== undefined) tx.tell(complaintMade({ cardId: card.id, brandId: card.brandId, caseId: result.caseId, vin: one.vin, author: one.ownerName, words, at: tx.now.toISOString() }));
  tx.record({ action: 'conversations.confirmCard', subject: 'cards', subjectId: card.id, brandId: card.brandId, after: { tool: card.tool, ...result } });
  announce(tx, one);
  return shownCard(done);
}

/** What the owner said last, in the owner's words. */
const ownWords = (turns: readonly TurnRow[]): string => turns.filter((turn) => turn.role === 'user' && turn.text !== '').map((turn) => turn.text).slice(-6).join('。').slice(0, 2000);

/** Rescue without a button, by the word for it: as the card does, whether one was offered or not. Answers the number of the case; twice is once. */
export async function sendRescue(tx: Tx, conversationId: string): Promise<string> {
  const one = await mine(tx, conversationId);
  const turns = await turnsOf(tx, one.id);
  const result = await caseFor(tx, one, { tool: 'rescue' }, turns, ownWords(turns));
  for (const card of await cardsOf(tx, one.id)) if (card.tool === 'rescue' && card.state === 'offered') await finishCard(tx, card.id, result);
  tx.record({ action: 'conversations.sendRescue', subject: 'conversations', subjectId: one.id, brandId: one.brandId, after: result });
  announce(tx, one);
  return result.number;
}

/** The case of what the owner said: opened or joined, with the owner's own words. */
async function caseFor(tx: Tx, one: Conversation, card: Pick<CardRow, 'tool'>, turns: readonly TurnRow[], words: string): Promise<{ caseId: string; number: string }> {
  const vehicle = await myCar(tx, one.vehicleId);
  const { case: opened } = await openCase(tx, { vehicle, source: 'owner', by: { id: vehicle.ownerId, name: actorName(tx.actor) }, words, fileIds: turns.flatMap((turn) => (turn.said.pictures ?? []).map(({ fileId }) => fileId)).slice(-9), evidence: { ...noEvidence, words: [words], troubles: card.tool === 'rescue' ? ['powerLoss'] : [] }, data: { conversationId: one.id } });
  return { caseId: opened.id, number: opened.number };
}
