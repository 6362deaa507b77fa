// Every pair of answers of an estimate's line is tried: what its table allows happens, everything else is refused.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { lineAnswers } from './api.ts';
import { refusalOf, shop, visit, type Shop } from './small-shop.test-data.ts';
import { lineMoves } from './work-order.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
let people: Shop;
beforeAll(async () => {
  people = await shop(home);
});
/** A visit whose brake line stands at an answer; another line stays asked, so that nothing is over. */
async function standing(from: (typeof lineAnswers)[number]) {
  const one = await visit(home, people);
  await one.estimate(['BRAKE-PADS', 'MAINTAIN']);
  if (from === 'draft') return one;
  await one.by(people.adviser, 'sendEstimate');
  if (from !== 'sent') await one.by(one.car.owner, 'answerEstimate', { answers: [{ lineId: one.line('BRAKE-PADS').id, answer: from }, { lineId: one.line('MAINTAIN').id, answer: 'asked' }] });
  return one;
}

test('the table of answers is total, and the house follows it', async () => {
  expect(Object.keys(lineMoves).sort()).toEqual([...lineAnswers].sort());
  for (const from of lineAnswers) {
    for (const to of ['approved', 'declined', 'asked'] as const) {
      const one = await standing(from);
      expect(one.line('BRAKE-PADS').answer).toBe(from);
      const said = await refusalOf(one.car.owner.call('answerEstimate', { ...one.at(), answers: [{ lineId: one.line('BRAKE-PADS').id, answer: to }] }));
      expect(`${from} ${to} ${said}`).toBe(`${from} ${to} ${lineMoves[from].includes(to) ? 'done' : 'lineNotAsked'}`);
      if (said === 'done') expect((await one.fresh()).lines.find((line) => line.code === 'BRAKE-PADS')?.answer).toBe(to);
    }
    const one = await standing(from);
    const sent = await refusalOf(people.adviser.call('sendEstimate', one.at()));
    expect(`${from} sent ${sent}`).toBe(`${from} sent ${lineMoves[from].includes('sent') ? 'done' : 'nothingToSend'}`);
  }
});
