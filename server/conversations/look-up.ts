// An agent looks something up while an owner waits on the line: the assistant's own answer, for the car that is spoken about.
// U1 the articles that hold for this car, its software and this day, those for staff among them, each sentence with its source;
// U2 nothing of it is kept: it is no talk and no gap; U3 who asks what something costs reads the amount of the price book.
import { holds, type Role } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import { vehicleByIdOrVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { pricesAsked } from './asked-price.ts';
import { ask, askingFor, nearFor, wantsVectors, type Asked, type Asking } from './embedding.ts';
import { knownBy } from './knowledge.ts';
import { carReports, readerOf } from './talk.ts';
import { takeTurn, type Mind, type TurnInput } from './turn.ts';

const agents: readonly Role[] = ['agent', 'adviser', 'serviceManager', 'regionalManager'];

/** From here on a question is taken to be one about money. */
const askedPrice = 0.3;

/** For whom it is looked up, and what the assistant knows. (U1) */
async function asker(tx: Tx, input: Input<typeof api.lookUp>): Promise<{ car: Vehicle | undefined; mind: Mind; heard: TurnInput }> {
  if (!holds(tx.actor, agents, { brandId: input.brandId })) refuse('notAllowed');
  const car = input.vehicleId === undefined ? undefined : await vehicleByIdOrVin(tx, input.vehicleId);
  if (input.vehicleId !== undefined && car?.brandId !== input.brandId) refuse('vehicleNotFound', { id: input.vehicleId });
  const reader = car === undefined ? { market: 'cn', model: null, software: null, on: beijingDay(tx.now) } : await readerOf(tx, car);
  const { mind } = await knownBy(tx, input.brandId);
  return { car, mind, heard: { text: input.text, earlier: [], reader: { ...reader, audience: 'staff' }, carReports: car === undefined ? [] : await carReports(tx, car.vin) } };
}

async function askingLookUp(tx: Tx, input: Input<typeof api.lookUp>): Promise<Asking | undefined> {
  const { mind, heard } = await asker(tx, input);
  return askingFor(tx, mind.index, takeTurn(mind, heard));
}
export const aheadOfLookUp = { wanted: wantsVectors, read: askingLookUp, step: ask };

/** (U1, U2, U3) */
export async function lookUp(tx: Tx, input: Input<typeof api.lookUp>, call: Call) {
  const { car, mind, heard } = await asker(tx, input);
  const outcome = takeTurn(mind, { ...heard, near: await nearFor(tx, mind.index, call.brought as Asked | undefined) });
  const nearest = [...new Map(outcome.hits.map(({ chunk }) => [chunk.article.id, { articleId: chunk.article.id, title: chunk.article.title }])).values()].slice(0, 3);
  const ofMoney = !outcome.inDanger && (outcome.read.intents.find((one) => one.intent === 'price')?.share ?? 0) >= askedPrice;
  const prices = ofMoney ? await pricesAsked(tx, { brandId: input.brandId, text: input.text, synonyms: mind.index.synonyms, car }) : null;
  return { kind: outcome.kind, prices, urgency: outcome.urgency, sentences: outcome.sentences, citations: outcome.citations, nearest };
}
