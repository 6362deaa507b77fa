// A contact: somebody who waits for a person, on the telephone or in a talk, and how that goes on. H1 the table is total:
// what is not in it cannot be done; H2 nobody is lost: a contact that ends without an answer waits to be called back, with a
// time; only who was answered, or cannot be called, is done; H3 danger is never sent away with a call-back.
import { fact } from '#platform/facts';
import type { DayException, WeekPeriod } from '#network';

export const states = ['waiting', 'offered', 'talking', 'wrapUp', 'callBack', 'done'] as const;
export type State = (typeof states)[number];
export const moves = ['offer', 'decline', 'answer', 'handOn', 'end', 'promise', 'leave', 'vanish', 'miss', 'wrapUp', 'giveBack', 'alarm'] as const;
export type Move = (typeof moves)[number];
export const skills = ['safety', 'complaint', 'technical', 'sales'] as const;
export type Skill = (typeof skills)[number];
export const outcomes = ['solved', 'caseOpened', 'calledBack', 'notReached', 'transferred', 'wrongNumber', 'gaveUp'] as const;
export type ContactOutcome = (typeof outcomes)[number];

/** (H1, H2) `alarm`: danger, said while still on the line; `leave`: hung up and can be called; `vanish`: hung up, and nobody knows the number. */
export const table: Record<State, Partial<Record<Move, State>>> = {
  waiting: { offer: 'offered', answer: 'talking', promise: 'callBack', leave: 'callBack', vanish: 'done' },
  offered: { offer: 'offered', decline: 'waiting', answer: 'talking', promise: 'callBack', leave: 'callBack', vanish: 'done' },
  talking: { handOn: 'waiting', end: 'wrapUp', promise: 'callBack', giveBack: 'done' },
  wrapUp: { wrapUp: 'done', promise: 'callBack', handOn: 'waiting' },
  callBack: { alarm: 'waiting', answer: 'talking', miss: 'callBack', wrapUp: 'done', giveBack: 'done' },
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

export const telephonyHeard = fact<{ eventKey: string; event: TelephonyEvent }>('hotline.telephonyHeard');
export const callBackPromised = fact<{ contactId: string; brandId: string; ownerId: string | null; dueAt: string }>('hotline.callBackPromised');

/** What the house reads of an event of Asterisk's REST Interface (ARI). */
export type TelephonyEvent = { type: string; timestamp: string; digit?: string | undefined; channel?: { id: string; name?: string | undefined; state?: string | undefined; caller?: { name?: string | undefined; number?: string | undefined } | undefined } | undefined };
