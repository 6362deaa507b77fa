// A contact: somebody who waits for a person, on the telephone or in a talk, and how that goes on. H1 the table is total:
// what is not in it cannot be done; H2 nobody is lost: a contact that ends without an answer waits to be called back, with a
// time; only who was answered, or cannot be called, is done; H3 danger is never sent away with a call-back; H4 who is called
// back and does not answer is tried again, and after the third time only somebody who leads ends it.
import { fact } from '#platform/facts';
import type { DayException, WeekPeriod } from '#network';

export const states = ['waiting', 'offered', 'talking', 'wrapUp', 'callBack', 'done'] as const;
export type State = (typeof states)[number];
export const moves = ['offer', 'decline', 'answer', 'handOn', 'end', 'promise', 'leave', 'vanish', 'miss', 'wrapUp', 'giveBack', 'alarm', 'returns', 'takeOver'] as const;
export type Move = (typeof moves)[number];
export const skills = ['safety', 'complaint', 'technical', 'sales'] as const;
export type Skill = (typeof skills)[number];
export const outcomes = ['solved', 'caseOpened', 'calledBack', 'notReached', 'transferred', 'wrongNumber', 'gaveUp'] as const;
export type ContactOutcome = (typeof outcomes)[number];

/** (H1, H2) `alarm`: danger, said while still on the line; `leave`: hung up and can be called; `vanish`: hung up, and nobody knows the number; `returns`: calls again while a call-back is owed; `takeOver`: from a colleague. */
export const table: Record<State, Partial<Record<Move, State>>> = {
  waiting: { offer: 'offered', answer: 'talking', promise: 'callBack', leave: 'callBack', vanish: 'done' },
  offered: { offer: 'offered', decline: 'waiting', answer: 'talking', promise: 'callBack', leave: 'callBack', vanish: 'done' },
  talking: { handOn: 'waiting', end: 'wrapUp', promise: 'callBack', giveBack: 'done', takeOver: 'talking' },
  wrapUp: { wrapUp: 'done', promise: 'callBack', handOn: 'waiting', miss: 'callBack', takeOver: 'wrapUp' },
  callBack: { alarm: 'waiting', returns: 'waiting', answer: 'talking', miss: 'callBack', wrapUp: 'done', giveBack: 'done' },
  done: {},
};
export const after = (state: State, move: Move): State | undefined => table[state][move];

export type Contact = {
  id: string; number: string; brandId: string; channel: 'phone' | 'chat'; sourceId: string; phone: string | null; ownerId: string | null; ownerName: string | null; vehicleId: string | null; skill: Skill; urgency: 1 | 2 | 3 | 4; state: State;
  arrivedAt: Date; promisedAt: Date | null; offeredTo: string | null; offeredAt: Date | null; agentId: string | null; agentName: string | null; answeredAt: Date | null; endedAt: Date | null; callBackDueAt: Date | null; callBackTries: number;
  outcome: ContactOutcome | null; note: string | null; caseId: string | null; handedFrom: string | null; handedWords: string | null; version: number;
};
export type Line = { brandId: string; eventKey: string; weeklyHours: WeekPeriod[]; exceptions: DayException[]; opensOnHolidays: boolean; surge: boolean; surgeBy: string | null; surgeAt: Date | null; mostWaitSeconds: number; usualSeconds: number; version: number };
export type Agent = { staffId: string; brandId: string; name: string; outletId: string | null; skills: Skill[]; state: 'ready' | 'away'; since: Date };

/** How often somebody is called back before whoever leads decides. (H4) */
export const mostTries = 3;

type Told = { contactId: string; number: string; brandId: string; ownerId: string | null; dueAt: string };
export const callBackPromised = fact<Told>('hotline.callBackPromised');
/** Called back and not reached, for the nth time. */
export const callBackMissed = fact<Told & { tries: number }>('hotline.callBackMissed');
/** The promised time has passed and nobody has called. */
export const callBackLate = fact<Told>('hotline.callBackLate');

/** What the house reads of an event of Asterisk's REST Interface (ARI). */
export type TelephonyEvent = { type: string; timestamp?: string | undefined; digit?: string | undefined; channel?: { id: string; caller?: { number?: string | undefined } | undefined } | undefined };
