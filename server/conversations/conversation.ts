// A conversation and who speaks in it. The assistant hands over by a total table of moves.
// S1 after a person took over the assistant says nothing but the protective step to a new danger; S2 only the person gives it back, or it ends; S3 who asks for a
// person is in the queue from that turn on, and asking twice keeps the place.
import { fact } from '#platform/facts';
import type { Grade } from './article.ts';
import type { Card } from './actions.ts';
import type { Citation, Sentence } from './answer.ts';
import type { Summary } from './summary.ts';

export const states = ['bot', 'queued', 'human', 'wrapUp', 'closed'] as const;
export type State = (typeof states)[number];
export const moves = ['askPerson', 'takeOver', 'answer', 'finish', 'handBack', 'close', 'ownerSpeaks'] as const;
export type Move = (typeof moves)[number];

/** Where a move leads; what is not here cannot be done. (S1, S2, S3) */
export const table: Record<State, Partial<Record<Move, State>>> = {
  bot: { askPerson: 'queued', takeOver: 'human', ownerSpeaks: 'bot', close: 'closed' },
  queued: { askPerson: 'queued', takeOver: 'human', ownerSpeaks: 'queued', close: 'closed' },
  human: { takeOver: 'human', askPerson: 'human', answer: 'human', ownerSpeaks: 'human', finish: 'wrapUp', handBack: 'bot', close: 'closed' },
  wrapUp: { askPerson: 'queued', takeOver: 'human', ownerSpeaks: 'queued', handBack: 'bot', close: 'closed' },
  closed: {},
};
export const after = (state: State, move: Move): State | undefined => table[state][move];
/** Whether the assistant answers what the owner says. (S1) */
export const assistantSpeaks = (state: State): boolean => state === 'bot' || state === 'queued';

export type Conversation = {
  id: string; brandId: string; ownerId: string; vehicleId: string; vin: string; modelId: string; modelName: string; modelNameEn: string; ownerName: string; channel: 'app' | 'web' | 'wechat' | 'phone'; state: State;
  skill: Summary['skill'] | null; urgency: Grade; openedAt: Date; queuedAt: Date | null; takenAt: Date | null; agentId: string | null; agentName: string | null; closedAt: Date | null; summary: Summary | null; version: number;
};
/** Why words of a person are not on the owner's WeChat. */
export const notThere = ['late', 'tooMany', 'notFollowing', 'failed'] as const;
export type NotThere = (typeof notThere)[number];
export type SaidNotes = { sentences?: Sentence[]; citations?: Citation[]; choices?: string[]; intent?: string; category?: string; urgency?: Grade; dangers?: string[]; sure?: number; by?: 'articles' | 'model'; why?: string | null; wantsPerson?: boolean; via?: 'app' | 'wechat'; pictures?: { fileId: string; name: string }[]; mediaId?: string; wechat?: 'going' | 'sent' | NotThere; takenBy?: string; about?: string };
export type TurnRow = { id: string; conversationId: string; brandId: string; ownerId: string; nth: number; role: 'user' | 'assistant' | 'agent'; byName: string; text: string; said: SaidNotes; kind: string | null; helped: boolean | null; at: Date };
export type CardRow = Omit<Card, 'fields'> & { id: string; conversationId: string; turnId: string; brandId: string; ownerId: string; state: 'offered' | 'done'; result: { caseId?: string; number?: string; page?: string }; offeredAt: Date; doneAt: Date | null };

/** An owner complained and a case is open for it: it stands in the register of complaints, and its clocks run. */
export const complaintMade = fact<{ cardId: string; brandId: string; caseId: string; vin: string; author: string; words: string; at: string }>('conversations.complaintMade');
/** Somebody who is joined sent a picture to the WeChat account: WeChat keeps it for three days. */
export const wechatPictureSent = fact<{ brandId: string; openId: string; mediaId: string }>('conversations.wechatPictureSent');
export const personAsked = fact<{ conversationId: string; brandId: string; ownerId: string; urgency: Grade }>('conversations.personAsked');
export const answerGiven = fact<{ turnId: string; text: string }>('conversations.answerGiven');
/** Sections of articles may lack their vectors; `look`: those that are kept may be of another length than the endpoint's. */
export const vectorsWanted = fact<{ look: boolean }>('conversations.vectorsWanted');
export const personAnswered = fact<{ turnId: string }>('conversations.personAnswered');
export const talkMoved = fact<{ conversationId: string; brandId: string; state: State; agentId: string | null; agentName: string | null }>('conversations.talkMoved');
/** What a person answered could not be brought to where the owner wrote from. */
export const answerMissed = fact<{ turnId: string; conversationId: string; brandId: string; ownerId: string }>('conversations.answerMissed');
