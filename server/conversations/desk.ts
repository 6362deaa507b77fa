// The desk's side of a talk: who waits, what was said, taking over, answering, giving back. Looking up is asking permission.
import { actorName, holds, type Role } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { after, personAnswered, talkMoved, type Conversation, type Move } from './conversation.ts';
import { knownBy } from './knowledge.ts';
import { cardsOf, conversationById, conversationsAtDesk, insertTurn, lockConversation, saveConversation, turnsOf } from './store.ts';
import { summarise } from './summary.ts';
import { shownConversation, shownTalk, toldTurns } from './talk.ts';

const agents: readonly Role[] = ['agent', 'adviser', 'serviceManager', 'regionalManager'];

export async function seen(tx: Tx, id: string, lock = false): Promise<Conversation> {
  const one = await (lock ? lockConversation : conversationById)(tx, id);
  return one === undefined || !holds(tx.actor, agents, { brandId: one.brandId }) ? refuse('conversationNotFound', { id }) : one;
}

async function move(tx: Tx, id: string, what: Move): Promise<Conversation> {
  const one = await seen(tx, id, true);
  if (one.state === 'closed') refuse('conversationClosed');
  const { actor } = tx;
  if (actor.kind !== 'staff') return refuse('notAllowed');
  if (one.state === 'human' && one.agentId !== actor.id && !((what === 'close' || what === 'takeOver') && holds(actor, ['serviceManager', 'regionalManager'], { brandId: one.brandId }))) refuse('conversationTaken', { name: one.agentName ?? '' });
  const state = after(one.state, what) ?? refuse('notNowInConversation', { state: one.state });
  const taken = what === 'takeOver' ? { agentId: actor.id, agentName: actor.name, takenAt: tx.now } : what === 'handBack' ? { agentId: null, agentName: null, queuedAt: null } : {};
  const saved = await saveConversation(tx, { ...one, ...taken, state, closedAt: state === 'closed' ? tx.now : null });
  tx.announce({ topic: 'conversations', id, brandId: one.brandId, ownerId: one.ownerId });
  if (what !== 'answer') tx.tell(talkMoved({ conversationId: id, brandId: one.brandId, state, agentId: saved.agentId, agentName: saved.agentName }));
  if (what !== 'answer') tx.record({ action: `conversations.${what}`, subject: 'conversations', subjectId: id, brandId: one.brandId, version: saved.version, before: { state: one.state }, after: { state } });
  return saved;
}

export async function listConversations(tx: Tx, input: Input<typeof api.listConversations>) {
  const rows = (await conversationsAtDesk(tx, input.state)).filter((one) => holds(tx.actor, agents, { brandId: one.brandId }));
  const conversations = [];
  for (const one of rows) conversations.push({ ...(await shownConversation(tx, one)), ownerName: one.ownerName, skill: one.skill, channel: one.channel });
  return { conversations };
}

export async function showConversation(tx: Tx, input: Input<typeof api.showConversation>) {
  const one = await seen(tx, input.conversationId);
  const { mind } = await knownBy(tx, one.brandId);
  return { ...(await shownTalk(tx, one)), summary: summarise(toldTurns(mind, await turnsOf(tx, one.id), await cardsOf(tx, one.id))) };
}

export async function takeConversation(tx: Tx, input: Input<typeof api.takeConversation>) {
  await move(tx, input.conversationId, 'takeOver');
  return { ok: true as const };
}

export async function answerInConversation(tx: Tx, input: Input<typeof api.answerInConversation>) {
  const one = await move(tx, input.conversationId, 'answer');
  const turn = await insertTurn(tx, one, { role: 'agent', byName: actorName(tx.actor), text: input.text });
  tx.tell(personAnswered({ turnId: turn.id }));
  return { ok: true as const };
}

/** A person who took over and left without a word: whoever is free next takes the talk. */
export async function backIntoQueue(tx: Tx, id: string): Promise<void> {
  const one = await lockConversation(tx, id);
  if (one?.state !== 'human') return;
  const saved = await saveConversation(tx, { ...one, state: 'queued', agentId: null, agentName: null, takenAt: null, queuedAt: tx.now });
  tx.announce({ topic: 'conversations', id, brandId: one.brandId, ownerId: one.ownerId });
  tx.record({ action: 'conversations.leftAlone', subject: 'conversations', subjectId: id, brandId: one.brandId, version: saved.version, before: { state: one.state, agentId: one.agentId }, after: { state: saved.state } });
}

export async function leaveConversation(tx: Tx, input: Input<typeof api.leaveConversation>) {
  await move(tx, input.conversationId, input.how);
  return { ok: true as const };
}
