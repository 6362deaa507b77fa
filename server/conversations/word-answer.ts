// Lets a language model word an answer that was already given in the articles' own words. W1 the model is asked while no
// transaction is open; W2 only an answer that holds replaces the words, and only while nobody went on: a turn that the
// owner rated, or that is no longer the last of the assistant, stays as it is; W3 without a model nothing is asked.
import type { LanguageModel } from '#platform/outside/language-model';
import type { Tx } from '#platform/tx';
import { ask, askingFor, vectorsFor, type Asking } from './embedding.ts';
import { knownBy } from './knowledge.ts';
import { bestAnswer, type Told } from './model-answer.ts';
import { nearTo, type Vectors } from './near.ts';
import { conversationById, rewordTurn, turnById, turnsOf } from './store.ts';
import { carReports, readerOf, saidBefore } from './talk.ts';
import { takeTurn, type Mind, type Outcome, type TurnInput } from './turn.ts';

type Need = { model: LanguageModel; turnId: string; mind: Mind; heard: TurnInput; byWords: Outcome; asking: Asking | undefined; vectors: Vectors | undefined };
type Worded = { outcome: Outcome; told: Told };

async function read(tx: Tx, body: { turnId: string; text: string }): Promise<Need | undefined> {
  const turn = await turnById(tx, body.turnId);
  const one = turn === undefined ? undefined : await conversationById(tx, turn.conversationId);
  const model = tx.outside.languageModel;
  if (turn === undefined || one === undefined || one.state !== 'bot' || model === undefined) return undefined;
  const before = (await turnsOf(tx, one.id)).filter((each) => each.nth < turn.nth - 1);
  const { mind } = await knownBy(tx, one.brandId);
  const heard: TurnInput = { text: body.text, earlier: saidBefore(before), reader: await readerOf(tx, one), carReports: await carReports(tx, one.vin) };
  const byWords = takeTurn(mind, heard);
  const asking = await askingFor(tx, mind.index, byWords);
  return { model, turnId: turn.id, mind, heard, byWords, asking, vectors: asking === undefined ? undefined : await vectorsFor(tx, mind.index, asking.embeddings.model) };
}

/** The turn as it was answered, its question's vector with it, worded by the model. (W1) */
async function step({ model, mind, heard, byWords, asking, vectors }: Need): Promise<Worded> {
  const asked = asking === undefined ? undefined : await ask(asking);
  const near = asked === undefined || vectors === undefined || asking === undefined ? undefined : nearTo(vectors, asked.question, asked.vector, asking.embeddings.alike);
  const outcome = near === undefined ? byWords : takeTurn(mind, { ...heard, near });
  return { outcome, told: await bestAnswer(model, heard.text, outcome) };
}

/** (W2) */
async function write(tx: Tx, need: Need, { told, outcome }: Worded): Promise<void> {
  const turn = await turnById(tx, need.turnId);
  const one = turn === undefined ? undefined : await conversationById(tx, turn.conversationId);
  if (turn === undefined || one === undefined) return;
  const last = (await turnsOf(tx, one.id)).filter((each) => each.role !== 'user').at(-1);
  const said = { ...turn.said, by: told.by, why: told.why };
  if (told.by === 'articles' || one.state !== 'bot' || last?.id !== turn.id) await rewordTurn(tx, turn.id, turn.text, said);
  else await rewordTurn(tx, turn.id, [...told.sentences.map((sentence) => sentence.text), ...outcome.choices].join('\n'), { ...said, sentences: told.sentences, citations: told.citations });
  tx.announce({ topic: 'conversations', id: one.id, brandId: one.brandId, ownerId: one.ownerId });
}

export const wordAnswer = { read, step, write };
