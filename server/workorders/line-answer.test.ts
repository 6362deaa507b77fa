// The answers of a line: every answer with every event, so that none is forgotten.
import { describe, expect, test } from 'vitest';
import { lineAnswers } from './api.ts';
import { lineAfter, lineEvents, lineMoves, type LineAnswer, type LineEvent } from './line-answer.ts';

const table: Record<LineAnswer, Record<LineEvent, LineAnswer | 'refused'>> = {
  draft: { send: 'sent', approve: 'refused', decline: 'refused', ask: 'refused', change: 'draft' },
  sent: { send: 'refused', approve: 'approved', decline: 'declined', ask: 'asked', change: 'draft' },
  asked: { send: 'refused', approve: 'approved', decline: 'declined', ask: 'asked', change: 'draft' },
  approved: { send: 'refused', approve: 'approved', decline: 'declined', ask: 'asked', change: 'draft' },
  declined: { send: 'refused', approve: 'approved', decline: 'declined', ask: 'asked', change: 'draft' },
};
describe('a line of an estimate', () => {
  test('the table knows every answer', () => expect(Object.keys(lineMoves).sort()).toEqual([...lineAnswers].sort()));
  test.each([...lineAnswers])('that is %s goes only where the table lets it', (answer) => {
    for (const event of lineEvents) {
      expect(`${event}: ${lineAfter({ answer, done: false }, event, false) ?? 'refused'}`).toBe(`${event}: ${table[answer][event]}`);
      expect(lineAfter({ answer, done: true }, event, false), 'what is done is answered no more').toBeUndefined();
      expect(lineAfter({ answer, done: false }, event, true) ?? 'refused', 'once work has begun what was approved stays').toBe(answer === 'approved' ? 'refused' : table[answer][event]);
    }
  });
});
