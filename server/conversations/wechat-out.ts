// What goes to WeChat, and what is fetched from there, later than the passive reply. D1 what a person answered goes there while the
// owner's last words came from there, in the order in which it was said; D2 whether it arrived stands beside it at the desk, and what did not
// (48 hours are over, WeChat takes no more, nobody follows) the owner is told of another way; D3 a picture is fetched and stands in
// the talk as one from the app does, once; when it cannot be had, the owner is told; D4 a call-back that is promised is told there too.
import { beijingDay, beijingTime } from '#platform/calendar';
import { keepFile, mediaTypeOf } from '#platform/files';
import type { Fetched, SentOrNot, Wechat } from '#platform/outside/wechat';
import { actingAs, type Tx } from '#platform/tx';
import { ownersById } from '#people';
import { answerMissed, personAnswered, type NotThere, type TurnRow, type wechatPictureSent } from './conversation.ts';
import { languageOf } from './phrases.ts';
import { hearPictures } from './pictures.ts';
import { insertTurn, lockConversation, noteOnTurn, openConversationOf, turnById, turnsOf } from './store.ts';
import { startTalk } from './talk.ts';
import { carOf } from './wechat.ts';
import { openIdOf, personByOpenId } from './wechat-store.ts';
import { wechatWords } from './wechat-words.ts';

const windowMs = 48 * 3_600_000;

type Fetching = { wechat: Wechat; brandId: string; openId: string; mediaId: string; lost: string };
/** Reaction around: the picture comes from WeChat into the talk, as the owner's own. (D3) */
export const fetchFromWechat = {
  async read(tx: Tx, body: Parameters<typeof wechatPictureSent>[0]): Promise<Fetching | undefined> {
    const { wechat } = tx.outside;
    const person = await personByOpenId(tx, body.brandId, body.openId);
    if (wechat === undefined || person === undefined) return undefined;
    const car = await carOf(tx, body.brandId, person.ownerId);
    const talk = car === undefined ? undefined : await openConversationOf(tx, person.ownerId, car.id);
    const last = talk === undefined ? undefined : (await turnsOf(tx, talk.id)).findLast((turn) => turn.role === 'user' && turn.text !== '');
    return { wechat, ...body, lost: wechatWords.pictureLost[languageOf(last?.text ?? '')] };
  },
  async step(need: Fetching): Promise<Fetched> {
    const got = await need.wechat.fetchPicture(need.brandId, need.mediaId);
    const fetched: Fetched = !got.ok || mediaTypeOf(got.bytes)?.startsWith('image/') === true ? got : { ok: false, why: 'not a picture' };
    if (!fetched.ok) await need.wechat.send(need.brandId, need.openId, need.lost);
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

/** Why WeChat did not take it, by its code. */
const whyNot = (code: number | undefined): NotThere => (code === 45015 ? 'late' : code === 45047 ? 'tooMany' : code === 43004 || code === 40003 ? 'notFollowing' : 'failed');
/** Whether what a person, or the house of itself, said belongs to WeChat: the owner's last words before it came from there. (D1) */
const belongsThere = (turns: readonly TurnRow[], turn: TurnRow): boolean => (turn.role === 'agent' || turn.said.about !== undefined) && turns.findLast((each) => each.role === 'user' && each.nth < turn.nth)?.said.via === 'wechat';

type Letting = { wechat: Wechat; turns: TurnRow[]; openId: string; late: boolean };
/** (D1, D2) Reactions come in any order and several at once: whoever comes first takes all that was said up to its own turn. */
export const sendByWechat = {
  async read(tx: Tx, body: Parameters<typeof personAnswered>[0]): Promise<Letting | undefined> {
    const turn = await turnById(tx, body.turnId);
    const one = turn === undefined ? undefined : await lockConversation(tx, turn.conversationId);
    const { wechat } = tx.outside;
    if (turn === undefined || one === undefined || wechat === undefined) return undefined;
    const person = await openIdOf(tx, one.brandId, one.ownerId);
    if (person === undefined) return undefined;
    const said = await turnsOf(tx, one.id);
    const due = said.filter((each) => each.nth <= turn.nth && turn.at.getTime() - each.at.getTime() < 60_000 && belongsThere(said, each));
    const turns = due.filter(({ said: { wechat: state, takenBy } }) => state === undefined || (state === 'going' && takenBy === turn.id));
    if (!turns.some((each) => each.id === turn.id)) return undefined;
    if (due.some((each) => each.said.wechat === 'going' && each.said.takenBy !== turn.id)) throw new Error('what was said before is on its way'); // this is tried again when it has arrived
    for (const each of turns) await noteOnTurn(tx, each.id, { wechat: 'going', takenBy: turn.id });
    return { wechat, turns, openId: person.openId, late: person.heardAt === null || tx.now.getTime() - person.heardAt.getTime() > windowMs };
  },
  async step({ wechat, turns, openId, late }: Letting): Promise<SentOrNot[]> {
    const answers: SentOrNot[] = [];
    for (const turn of turns) {
      let sent: SentOrNot = { ok: false, why: '48 hours are over', code: 45015 };
      for (let tries = 0; !late && tries < 3; tries++) {
        sent = await wechat.send(turn.brandId, openId, turn.text);
        if (sent.ok || sent.again !== true) break;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
      answers.push(sent);
    }
    return answers;
  },
  async write(tx: Tx, { turns }: Letting, answers: readonly SentOrNot[]): Promise<void> {
    for (const [at, turn] of turns.entries()) {
      const sent = answers[at] as SentOrNot;
      await noteOnTurn(tx, turn.id, { wechat: sent.ok ? 'sent' : whyNot(sent.code) });
      tx.announce({ topic: 'conversations', id: turn.conversationId, brandId: turn.brandId, ownerId: turn.ownerId });
      if (sent.ok) continue;
      tx.record({ action: 'conversations.wechatNotSent', subject: 'wechat', subjectId: turn.brandId, brandId: turn.brandId, why: sent.why.slice(0, 200) });
      tx.tell(answerMissed({ turnId: turn.id, conversationId: turn.conversationId, brandId: turn.brandId, ownerId: turn.ownerId }));
    }
  },
};

/** Who asked for a person from WeChat reads when they are called back, as the app shows it; told twice it is said once. */
export async function sayCallBack(tx: Tx, conversationId: string, dueAt: Date): Promise<void> {
  const one = await lockConversation(tx, conversationId);
  if (one === undefined || one.state !== 'queued') return;
  const turns = await turnsOf(tx, one.id);
  const last = turns.findLast((turn) => turn.role === 'user');
  const about = `callBack ${dueAt.toISOString()}`;
  if (last?.said.via !== 'wechat' || turns.some((turn) => turn.said.about === about)) return;
  const when = `${beijingDay(dueAt).slice(5)} ${beijingTime(dueAt)}`;
  const language = languageOf(turns.findLast((turn) => turn.role === 'user' && turn.text !== '')?.text ?? '');
  const turn = await insertTurn(tx, one, { role: 'assistant', byName: '', text: wechatWords.callBack[language](when), kind: 'person', said: { about } });
  tx.tell(personAnswered({ turnId: turn.id }));
  tx.announce({ topic: 'conversations', id: one.id, brandId: one.brandId, ownerId: one.ownerId });
}
