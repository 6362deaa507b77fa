// Owners who write to a brand's WeChat account go on with the same talk as in the app. C1 whose talk it is follows from a
// code that the owner saw in the app, never from what is written; C2 a message is heard once (by MsgId, events by sender,
// time and kind), and told again what it was told before; C3 the answer goes out as passive reply at once, what a person
// says later goes by customer service; C4 danger is answered with the protective step also to who is not joined yet; C5 a
// picture is fetched from WeChat and stands in the talk as one from the app does, once; when it cannot be had, the owner is told.
import { readDanger } from '@careloop/danger';
import { actorId } from '#platform/actor';
import type { Input } from '#platform/contract';
import { letterCode } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, actingAs, type Tx } from '#platform/tx';
import { keepFile, mediaTypeOf } from '#platform/files';
import type { Fetched, SentOrNot, Wechat } from '#platform/outside/wechat';
import { ownersById } from '#people';
import { vehiclesOf, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { wechatPictureSent, type personAnswered } from './conversation.ts';
import { asksForPerson } from './intent-words.ts';
import { languageOf, phrases, protectiveFor } from './phrases.ts';
import { hearPictures } from './pictures.ts';
import { conversationById, openConversationOf, turnById, turnsOf } from './store.ts';
import { hearTurn, startTalk } from './talk.ts';
import { heardReply, insertCode, joinPerson, keepReply, noteHeard, openIdOf, personByOpenId, takeCode } from './wechat-store.ts';
import { isSigned, openLetter, replyTo, type Letter } from './wechat-letter.ts';

const minutes = 10;
const windowMs = 48 * 3_600_000;

export const wechatWords = {
  joined: { zh: '已关联，您在这里和 App 里说的是同一次会话。', en: 'Joined: here and in the app it is one conversation.' },
  codeUnknown: { zh: '这个关联码不对或已过期。请在 App 的“服务助手”里重新获取。', en: 'This code is wrong or has lapsed. Please get a new one in the app, under “Service assistant”.' },
  joinFirst: { zh: '您好。请在 App 的“服务助手”里获取关联码，在这里发送“绑定 关联码”，就可以继续同一次会话、预约和转人工。', en: 'Hello. Get a code in the app under “Service assistant” and send “bind CODE” here; then we go on with the same conversation, bookings and people.' },
  personInApp: { zh: '可以马上为您转人工：请先发送“绑定 关联码”，或在 App 里点“人工”。', en: 'A person can take over at once: please send “bind CODE” first, or tap “A person” in the app.' },
  onlyWords: { zh: '已收到。请用文字、语音或图片说明情况。', en: 'Received. Please tell us in words, by voice or with a picture.' },
  picture: { zh: '图片收到了。我看不了图片，已经请人工来看，会尽快回复您。', en: 'The picture has arrived. I cannot see pictures: a person has been asked to look and will answer you soon.' },
  pictureLost: { zh: '刚才的图片没有取到，请再发一次，或在 App 里上传。', en: 'We could not get your picture. Please send it again, or send it in the app.' },
  noCar: { zh: '您名下还没有该品牌的车辆，请在 App 里添加。', en: 'There is no car of this brand under your name yet; please add it in the app.' },
  person: { zh: '已由人工接待，您的话会马上看到。', en: 'A person is with you and sees your words at once.' },
} as const;

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
    const text = await answerTo(tx, input.brandId, letter);
    await keepReply(tx, input.brandId, keyOf(letter), text);
    return text;
  });
  const body = reply === null ? 'success' : replyTo(account, letter, reply, tx.now);
  return { bytes: new TextEncoder().encode(body), mediaType: reply === null ? 'text/plain; charset=utf-8' : 'application/xml; charset=utf-8' };
}

/** What is replied at once; null: nothing. */
async function answerTo(tx: Tx, brandId: string, letter: Letter): Promise<string | null> {
  const openId = letter['FromUserName'] as string;
  const words = wordsIn(letter);
  const language = languageOf(words);
  if (letter['MsgType'] === 'event') return letter['Event'] === 'subscribe' ? `${phrases.greeting.zh}\n${wechatWords.joinFirst.zh}` : null;
  const asked = /^(?:绑定|关联|bind)\s*[:：]?\s*([A-Za-z0-9]{8})$/iu.exec(words)?.[1];
  if (asked !== undefined) return join(tx, brandId, openId, asked.toUpperCase(), language);
  const person = await personByOpenId(tx, brandId, openId);
  if (person === undefined) return toStranger(words);
  await noteHeard(tx, brandId, openId);
  const owner = (await ownersById(tx, [person.ownerId])).get(person.ownerId);
  const car = owner === undefined ? undefined : await carOf(tx, brandId, person.ownerId);
  if (owner === undefined || car === undefined) return wechatWords.noCar[language];
  if (letter['MsgType'] === 'image' && (letter['MediaId'] ?? '') !== '') {
    tx.tell(wechatPictureSent({ brandId, openId, mediaId: letter['MediaId'] as string }));
    const open = await openConversationOf(tx, owner.id, car.id);
    return open?.state === 'human' ? null : wechatWords.picture.zh;
  }
  if (words === '') return wechatWords.onlyWords.zh;
  const asOwner = actingAs(tx, { kind: 'owner', id: owner.id, name: owner.name, brandIds: [brandId] }, tx.now);
  const talk = await startTalk(asOwner, car, 'wechat');
  const { said } = await hearTurn(asOwner, talk.id, words, 'wechat');
  return said === undefined ? null : said;
}

async function join(tx: Tx, brandId: string, openId: string, code: string, language: 'zh' | 'en'): Promise<string> {
  const known = await takeCode(tx, brandId, code);
  if (known === undefined) return wechatWords.codeUnknown[language];
  await joinPerson(tx, { brandId, openId, ownerId: known.ownerId });
  tx.record({ action: 'conversations.joinWechat', subject: 'owners', subjectId: known.ownerId, brandId });
  return wechatWords.joined[language];
}

/** (C4) */
function toStranger(words: string): string {
  const language = languageOf(words);
  const [danger] = readDanger(words).dangers;
  if (danger !== undefined && danger.level !== 'S2') return `${protectiveFor(danger.code, danger.category, danger.level, language).text}\n${wechatWords.joinFirst[language]}`;
  return asksForPerson(words) ? wechatWords.personInApp[language] : wechatWords.joinFirst[language];
}

/** The car of the open talk, else the first of the brand. */
async function carOf(tx: Tx, brandId: string, ownerId: string): Promise<Vehicle | undefined> {
  const cars = (await vehiclesOf(tx, ownerId)).filter((car) => car.brandId === brandId);
  for (const car of cars) if ((await openConversationOf(tx, ownerId, car.id)) !== undefined) return car;
  return cars[0];
}

type Fetching = { wechat: Wechat; brandId: string; openId: string; mediaId: string };
/** Reaction around: the picture comes from WeChat into the talk, as the owner's own. (C5) */
export const fetchFromWechat = {
  async read(tx: Tx, body: Parameters<typeof wechatPictureSent>[0]): Promise<Fetching | undefined> {
    const { wechat } = tx.outside;
    return wechat === undefined ? undefined : { wechat, ...body };
  },
  async step(need: Fetching): Promise<Fetched> {
    const got = await need.wechat.fetchPicture(need.brandId, need.mediaId);
    const fetched: Fetched = !got.ok || mediaTypeOf(got.bytes)?.startsWith('image/') === true ? got : { ok: false, why: 'not a picture' };
    if (!fetched.ok) await need.wechat.send(need.brandId, need.openId, wechatWords.pictureLost.zh);
    return fetched;
  },
  async write(tx: Tx, need: Fetching, fetched: Fetched): Promise<void> {
    if (!fetched.ok) return void tx.record({ action: 'conversations.wechatPictureLost', subject: 'wechat', subjectId: need.brandId, brandId: need.brandId, why: fetched.why.slice(0, 200) });
    const person = await personByOpenId(tx, need.brandId, need.openId);
    const owner = person === undefined ? undefined : (await ownersById(tx, [person.ownerId])).get(person.ownerId);
    const car = owner === undefined ? undefined : await carOf(tx, need.brandId, owner.id);
    if (owner === undefined || car === undefined) return;
    const asOwner = actingAs(tx, { kind: 'owner', id: owner.id, name: owner.name, brandIds: [need.brandId] }, tx.now);
    const talk = await startTalk(asOwner, car, 'wechat');
    if ((await turnsOf(tx, talk.id)).some((turn) => turn.said.mediaId === need.mediaId)) return;
    const { fileId } = await keepFile(asOwner, fetched.bytes);
    await hearPictures(asOwner, talk.id, [{ fileId, name: '' }], '', { via: 'wechat', mediaId: need.mediaId });
  },
};

type Letting = { wechat: Wechat; brandId: string; openId: string; text: string };
/** What a person answered goes to WeChat when the owner last spoke from there, within 48 hours. (C3) */
export const sendByWechat = {
  async read(tx: Tx, body: Parameters<typeof personAnswered>[0]): Promise<Letting | undefined> {
    const turn = await turnById(tx, body.turnId);
    const one = turn === undefined ? undefined : await conversationById(tx, turn.conversationId);
    const { wechat } = tx.outside;
    if (turn === undefined || one === undefined || wechat === undefined) return undefined;
    const last = (await turnsOf(tx, one.id)).filter((each) => each.role === 'user' && each.nth < turn.nth).at(-1);
    const person = await openIdOf(tx, one.brandId, one.ownerId);
    if (last?.said.via !== 'wechat' || person === undefined || person.heardAt === null || tx.now.getTime() - person.heardAt.getTime() > windowMs) return undefined;
    return { wechat, brandId: one.brandId, openId: person.openId, text: turn.text };
  },
  step: (need: Letting): Promise<SentOrNot> => need.wechat.send(need.brandId, need.openId, need.text),
  async write(tx: Tx, need: Letting, sent: SentOrNot): Promise<void> {
    if (!sent.ok) tx.record({ action: 'conversations.wechatNotSent', subject: 'wechat', subjectId: need.brandId, brandId: need.brandId, why: sent.why.slice(0, 200) });
  },
};
