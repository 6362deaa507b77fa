// Owners who write to a brand's WeChat account go on with the same talk as in the app. C1 whose talk it is follows from a
// code that the owner saw in the app, never from what is written; C2 a message is heard once (by MsgId, events by sender,
// time and kind), and told again what it was told before; C3 the answer goes out as passive reply at once, what a person says
// later by customer service (wechat-out.ts); C4 danger is answered with the protective step also to who is not joined yet; C5 what
// is a button in the app is a word here: rescue is sent by one, and the two are parted by one.
import { judgeDanger } from '#platform/danger';
import { actorId } from '#platform/actor';
import type { Input } from '#platform/contract';
import { letterCode } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, actingAs, type Tx } from '#platform/tx';
import { findBrand } from '#brands';
import { ownersById } from '#people';
import { vehiclesOf, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { assistantSpeaks, wechatPictureSent, type Conversation } from './conversation.ts';
import { ask, wantsVectors, type Asked, type Asking } from './embedding.ts';
import { asksForPerson } from './intent-words.ts';
import { languageOf, phrases, protectiveFor } from './phrases.ts';
import { aheadOf, openConversationOf, turnsOf } from './store.ts';
import { askingTurn, hearTurn, sendRescue, startTalk } from './talk.ts';
import { checkNow, heardReply, insertCode, joinPerson, keepReply, noteHeard, openIdOf, partPerson, personByOpenId, takeCode, wasHeard } from './wechat-store.ts';
import { isSigned, openLetter, replyTo, type Letter } from './wechat-letter.ts';
import { answerInWechat, asksRescueNow, codeIn, undoesJoin, wechatWords, type Language } from './wechat-words.ts';

const minutes = 10;

/** Owner: a code to send from WeChat. (C1) */
export async function wechatCode(tx: Tx, input: Input<typeof api.wechatCode>) {
  const ownerId = actorId(tx.actor) as string;
  if (!(await vehiclesOf(tx, ownerId)).some((car) => car.brandId === input.brandId)) return refuse('brandNotFound');
  if (tx.outside.wechat?.accountOf(input.brandId) === undefined) return { code: null, until: null, joined: false };
  const code = letterCode(8);
  const until = new Date(tx.now.getTime() + minutes * 60_000);
  await insertCode(tx, { code, brandId: input.brandId, ownerId, until });
  return { code, until, joined: (await openIdOf(tx, input.brandId, ownerId)) !== undefined };
}

/** Whether somebody who writes to the account is known as an owner. */
export const joinedInWechat = async (tx: Tx, brandId: string, openId: string): Promise<boolean> => (await personByOpenId(tx, brandId, openId)) !== undefined;

/** WeChat asks whether this address is ours. */
export async function checkWechat(tx: Tx, input: Input<typeof api.checkWechat>) {
  const account = tx.outside.wechat?.accountOf(input.brandId);
  if (account === undefined || !isSigned(account, input, tx.now)) return refuse('notAWechatLetter');
  return { bytes: new TextEncoder().encode(input.echostr), mediaType: 'text/plain; charset=utf-8' };
}

const keyOf = (letter: Letter): string => letter['MsgId'] ?? `${letter['FromUserName'] ?? ''}|${letter['CreateTime'] ?? ''}|${letter['Event'] ?? letter['MsgType'] ?? ''}`;
const wordsIn = (letter: Letter): string => (letter['MsgType'] === 'voice' ? (letter['Recognition'] ?? '') : letter['MsgType'] === 'text' ? (letter['Content'] ?? '') : letter['MsgType'] === 'location' ? `我的位置：${letter['Label'] ?? ''}（${letter['Location_X'] ?? ''}, ${letter['Location_Y'] ?? ''}）` : '').trim().slice(0, 2000);

/** (C2) */
export async function hearWechat(tx: Tx, input: Input<typeof api.hearWechat>, call: Call) {
  const account = tx.outside.wechat?.accountOf(input.brandId);
  const letter = account === undefined ? undefined : openLetter(account, input, call.bytes, tx.now);
  if (account === undefined || letter === undefined || (letter['FromUserName'] ?? '') === '') return refuse('notAWechatLetter');
  const reply = await acrossWalls(tx, 'a letter of WeChat is signed with the key of one brand; what it says is heard as its sender', async () => {
    const before = await heardReply(tx, input.brandId, keyOf(letter));
    if (before !== undefined) return before.reply;
    const text = await answerTo(tx, input.brandId, letter, call.brought as Asked | undefined);
    await keepReply(tx, input.brandId, keyOf(letter), text);
    return text;
  });
  const body = reply === null ? 'success' : replyTo(account, letter, reply, tx.now);
  return { bytes: new TextEncoder().encode(body), mediaType: reply === null ? 'text/plain; charset=utf-8' : 'application/xml; charset=utf-8' };
}

/** Whose language is answered in: the words', else that of the last words in the talk. */
async function languageFor(tx: Tx, words: string, talk: Conversation | undefined): Promise<Language> {
  const last = words !== '' || talk === undefined ? words : ((await turnsOf(tx, talk.id)).findLast((turn) => turn.role === 'user' && turn.text !== '')?.text ?? '');
  return languageOf(last);
}

/** What of a letter is asked for a vector: the words of somebody who is joined and has a talk open, unless the letter was heard before. */
async function askingLetter(tx: Tx, input: Input<typeof api.hearWechat>, call: Call): Promise<Asking | undefined> {
  const account = tx.outside.wechat?.accountOf(input.brandId);
  const letter = account === undefined ? undefined : openLetter(account, input, call.bytes, tx.now);
  const words = letter === undefined ? '' : wordsIn(letter);
  if (letter === undefined || words === '' || letter['MsgType'] === 'location') return undefined;
  return acrossWalls(tx, 'a letter of WeChat is signed with the key of one brand; its words are asked about as its sender', async () => {
    const person = await personByOpenId(tx, input.brandId, letter['FromUserName'] ?? '');
    const car = person === undefined || (await wasHeard(tx, input.brandId, keyOf(letter))) ? undefined : await carOf(tx, input.brandId, person.ownerId);
    const talk = person === undefined || car === undefined ? undefined : await openConversationOf(tx, person.ownerId, car.id);
    if (person === undefined || talk === undefined) return undefined;
    return askingTurn(actingAs(tx, { kind: 'owner', id: person.ownerId, name: '', brandIds: [input.brandId] }, tx.now), talk.id, words);
  });
}
export const aheadOfLetter = { wanted: wantsVectors, read: askingLetter, step: ask };

/** What is replied at once; null: nothing. */
async function answerTo(tx: Tx, brandId: string, letter: Letter, brought?: Asked): Promise<string | null> {
  const openId = letter['FromUserName'] as string;
  const words = wordsIn(letter);
  if (letter['MsgType'] === 'event') return letter['Event'] === 'subscribe' ? `${phrases.greeting.zh}\n${wechatWords.joinFirst.zh}` : null;
  const asked = letter['MsgType'] === 'text' ? codeIn(words) : undefined;
  const joined = asked === undefined ? null : await join(tx, brandId, openId, asked, languageOf(words));
  if (joined !== null) return joined;
  const person = await personByOpenId(tx, brandId, openId);
  if (person === undefined) return toStranger(tx, brandId, words);
  await noteHeard(tx, brandId, openId);
  if (undoesJoin(words)) return part(tx, person, languageOf(words));
  const owner = (await ownersById(tx, [person.ownerId])).get(person.ownerId);
  const car = owner === undefined ? undefined : await carOf(tx, brandId, person.ownerId);
  if (owner === undefined || car === undefined) return wechatWords.noCar[languageOf(words)];
  const open = await openConversationOf(tx, owner.id, car.id);
  if (letter['MsgType'] === 'image' && (letter['MediaId'] ?? '') !== '') {
    tx.tell(wechatPictureSent({ brandId, openId, mediaId: letter['MediaId'] as string }));
    return open === undefined || assistantSpeaks(open.state) ? phrases.pictures[await languageFor(tx, words, open)] : null;
  }
  if (words === '') return wechatWords.onlyWords[await languageFor(tx, words, open)];
  const asOwner = actingAs(tx, { kind: 'owner', id: owner.id, name: owner.name, brandIds: [brandId] }, tx.now);
  const talk = await startTalk(asOwner, car, 'wechat');
  const { one, said, outcome } = await hearTurn(asOwner, talk.id, words, 'wechat', brought);
  if (asksRescueNow(words)) {
    const number = await sendRescue(asOwner, talk.id);
    await checkNow(tx);
    return wechatWords.rescueSent[languageOf(words)](number);
  }
  if (said === undefined) return null;
  const answer = answerInWechat(said, outcome, languageOf(words));
  const ahead = outcome.handOff === 'asked' ? ((await aheadOf(tx, one)) ?? 0) : 0;
  return ahead === 0 ? answer : `${answer}\n${wechatWords.ahead[languageOf(words)](ahead)}`;
}

/** Null: no word about joining after all, but eight signs that stand alone. */
async function join(tx: Tx, brandId: string, openId: string, { code, alone }: { code: string; alone: boolean }, language: Language): Promise<string | null> {
  const known = await takeCode(tx, brandId, code);
  if (known === undefined) return alone ? null : wechatWords.codeUnknown[language];
  await joinPerson(tx, { brandId, openId, ownerId: known.ownerId });
  tx.record({ action: 'conversations.joinWechat', subject: 'owners', subjectId: known.ownerId, brandId });
  tx.announce({ topic: 'conversations', id: known.ownerId, brandId, ownerId: known.ownerId });
  return wechatWords.joined[language];
}

/** The two are one conversation no longer: said in WeChat, or in the app. */
async function part(tx: Tx, { brandId, ownerId }: { brandId: string; ownerId: string }, language: Language): Promise<string> {
  await partPerson(tx, brandId, ownerId);
  tx.record({ action: 'conversations.partWechat', subject: 'owners', subjectId: ownerId, brandId });
  tx.announce({ topic: 'conversations', id: ownerId, brandId, ownerId });
  return wechatWords.unjoined[language];
}
export async function partWechat(tx: Tx, input: Input<typeof api.partWechat>) {
  const ownerId = actorId(tx.actor) as string;
  if ((await openIdOf(tx, input.brandId, ownerId)) !== undefined) await part(tx, { brandId: input.brandId, ownerId }, 'zh');
  return { ok: true as const };
}

/** (C4) */
async function toStranger(tx: Tx, brandId: string, words: string): Promise<string> {
  const language = languageOf(words);
  const { level, dangers: [named] } = judgeDanger(words);
  const hotline = wechatWords.hotline[language]((await findBrand(tx, brandId)).hotline);
  if (level === 'S0' || level === 'S1') return `${protectiveFor(named?.code ?? '', named?.category ?? '', level, language).text}\n${hotline}\n${wechatWords.joinFirst[language]}`;
  return asksForPerson(words) ? `${wechatWords.personInApp[language]}\n${wechatWords.joinFirst[language]}\n${hotline}` : wechatWords.joinFirst[language];
}

/** The car of the open talk, else the first of the brand. */
export async function carOf(tx: Tx, brandId: string, ownerId: string): Promise<Vehicle | undefined> {
  const cars = (await vehiclesOf(tx, ownerId)).filter((car) => car.brandId === brandId);
  for (const car of cars) if ((await openConversationOf(tx, ownerId, car.id)) !== undefined) return car;
  return cars[0];
}
