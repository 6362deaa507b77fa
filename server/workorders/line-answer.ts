// The answer of one line of an estimate: from each answer, where each event leads; what is not said here is refused.
import type { lineAnswers } from './api.ts';

export type LineAnswer = (typeof lineAnswers)[number];
export const lineEvents = ['send', 'approve', 'decline', 'ask', 'change'] as const;
export type LineEvent = (typeof lineEvents)[number];

/** An owner may think again until work has begun; what is changed is asked anew, be it approved or declined before. */
export const lineMoves: Record<LineAnswer, Partial<Record<LineEvent, LineAnswer>>> = {
  draft: { send: 'sent', change: 'draft' },
  sent: { approve: 'approved', decline: 'declined', ask: 'asked', change: 'draft' },
  asked: { approve: 'approved', decline: 'declined', ask: 'asked', change: 'draft' },
  approved: { approve: 'approved', decline: 'declined', ask: 'asked', change: 'draft' },
  declined: { approve: 'approved', decline: 'declined', ask: 'asked', change: 'draft' },
};
export const eventOf = { approved: 'approve', declined: 'decline', asked: 'ask' } as const;

/** Where an answer leads; undefined when it is not waited for: work has begun on what was approved, or it is done. */
export function lineAfter(line: { answer: LineAnswer; done: boolean }, event: LineEvent, begun: boolean): LineAnswer | undefined {
  if (line.done || (begun && line.answer === 'approved')) return undefined;
  return lineMoves[line.answer][event];
}
