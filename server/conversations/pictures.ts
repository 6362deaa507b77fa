// Pictures that an owner sends in a talk. K1 only own uploads that are pictures, a few at a time; K2 the assistant sees no picture: names
// and captions are data, nothing in them is an order or a question to it, and it says that a person will look, who is asked for at
// once; K3 danger in a caption is heard all the same; K4 a picture is seen by whoever may see the talk, and by its owner.
import { actorName } from '#platform/actor';
import type { Input } from '#platform/contract';
import { readKeptFile } from '#platform/files';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { ownFiles } from '#cases';
import type { api } from './api.ts';
import { after, assistantSpeaks, type Conversation, type SaidNotes, type TurnRow } from './conversation.ts';
import { seen } from './desk.ts';
import { knownBy } from './knowledge.ts';
import { languageOf, phrases } from './phrases.ts';
import { insertCard, insertTurn, saveConversation, turnsOf } from './store.ts';
import { carReports, intoQueue, mine, openTalk, readerOf, saidBefore, shownTalk } from './talk.ts';
import { worse } from './triage.ts';
import { takeTurn } from './turn.ts';

/** A name as people may read it: one line, no signs that turn or hide text. (K2) */
export const plainName = (name: string): string => name.normalize('NFC').replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim().slice(0, 120);

/** Whose language is answered in: the caption's, else that of the last words; a name says nothing. (K2) */
const spoken = (caption: string, before: readonly TurnRow[]) => languageOf(caption !== '' ? caption : (before.findLast((turn) => turn.role === 'user' && turn.text !== '')?.text ?? ''));

/** (K1, K2, K3) */
export async function hearPictures(tx: Tx, conversationId: string, sent: readonly { fileId: string; name: string }[], caption: string, from: Pick<SaidNotes, 'via' | 'mediaId'>): Promise<Conversation> {
  let one = openTalk(await mine(tx, conversationId));
  const own = await ownFiles(tx, [...new Set(sent.map(({ fileId }) => fileId))]);
  const pictures = sent.filter(({ fileId }, at) => own.includes(fileId) && sent.findIndex((other) => other.fileId === fileId) === at).map(({ fileId, name }) => ({ fileId, name: plainName(name) }));
  const { mind } = await knownBy(tx, one.brandId);
  const before = await turnsOf(tx, one.id);
  // Only danger is taken from what is heard in the caption; whatever else it makes of it is left.
  const heard = takeTurn(mind, { text: caption, earlier: saidBefore(before), reader: await readerOf(tx, one), carReports: await carReports(tx, one.vin) });
  const danger = heard.read.danger.level;
  await insertTurn(tx, one, { role: 'user', byName: actorName(tx.actor), text: caption, said: { ...from, pictures, urgency: danger ?? 'S4', dangers: heard.read.danger.dangers.map(({ code }) => code) } });
  const speaks = assistantSpeaks(one.state);
  one = await saveConversation(tx, { ...one, state: after(one.state, 'ownerSpeaks') ?? one.state, queuedAt: one.state === 'wrapUp' ? tx.now : one.queuedAt, urgency: worse(one.urgency, danger === null ? 'S4' : heard.urgency) });
  if (speaks) {
    const sentences = [...(danger === null ? [] : heard.sentences), { text: phrases.pictures[spoken(caption, before)], cites: [] }];
    const turn = await insertTurn(tx, one, { role: 'assistant', byName: '', text: sentences.map(({ text }) => text).join('\n'), kind: danger === null ? 'person' : heard.kind, said: { sentences, by: 'articles', urgency: one.urgency } });
    for (const card of danger === null ? [] : heard.cards) await insertCard(tx, turn, card);
    one = await intoQueue(tx, mind, one);
  } else {
    tx.announce({ topic: 'conversations', id: one.id, brandId: one.brandId, ownerId: one.ownerId });
  }
  return one;
}
export const sendPictures = async (tx: Tx, input: Input<typeof api.sendPictures>) => shownTalk(tx, await hearPictures(tx, input.conversationId, input.pictures, input.caption?.trim() ?? '', { via: 'app' }));

async function pictureOf(tx: Tx, one: Conversation, fileId: string) {
  const known = (await turnsOf(tx, one.id)).some((turn) => turn.said.pictures?.some((picture) => picture.fileId === fileId));
  return known ? readKeptFile(tx, fileId) : refuse('notFound');
}
/** (K4) */
export const showMyPicture = async (tx: Tx, input: Input<typeof api.showMyPicture>) => pictureOf(tx, await mine(tx, input.conversationId, false), input.fileId);
/** (K4) */
export const showPicture = async (tx: Tx, input: Input<typeof api.showPicture>) => pictureOf(tx, await seen(tx, input.conversationId), input.fileId);
