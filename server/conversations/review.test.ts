// Who may do what to an article: every state, every act, everybody.
import { expect, test } from 'vitest';
import { actsFor, afterAct, isHand, standingOf, states, type Part, type Shown, type State, type Step } from './review.ts';

const people: Record<string, Part> = {
  author: { writes: true, reviews: true, hand: true }, // holds the role of a reviewer, and wrote
  other: { writes: true, reviews: true, hand: false },
  writer: { writes: true, reviews: false, hand: true }, // wrote, and may not review
  colleague: { writes: true, reviews: false, hand: false },
  stranger: { writes: false, reviews: false, hand: false },
};
/** All that may be done while an article is in force; everything that is not here is refused. */
const inForce: Record<Shown, Record<string, string[]>> = {
  shipped: { author: ['write', 'submit', 'withdraw'], other: ['write', 'submit', 'withdraw'], writer: ['write', 'submit'], colleague: ['write', 'submit'], stranger: [] },
  draft: { author: ['write', 'submit', 'drop', 'withdraw'], other: ['write', 'submit', 'drop', 'withdraw'], writer: ['write', 'submit', 'drop'], colleague: ['write', 'submit'], stranger: [] },
  inReview: { author: ['write', 'takeBack', 'withdraw'], other: ['write', 'publish', 'sendBack', 'withdraw'], writer: ['write', 'takeBack'], colleague: ['write'], stranger: [] },
  sentBack: { author: ['write', 'submit', 'drop', 'withdraw'], other: ['write', 'submit', 'drop', 'withdraw'], writer: ['write', 'submit', 'drop'], colleague: ['write', 'submit'], stranger: [] },
  dropped: { author: ['write', 'withdraw'], other: ['write', 'withdraw'], writer: ['write'], colleague: ['write'], stranger: [] },
  published: { author: ['write', 'submit', 'withdraw'], other: ['write', 'submit', 'withdraw'], writer: ['write', 'submit'], colleague: ['write', 'submit'], stranger: [] },
  withdrawn: { author: ['write', 'submit', 'withdraw'], other: ['write', 'submit', 'withdraw'], writer: ['write', 'submit'], colleague: ['write', 'submit'], stranger: [] },
};

for (const state of [...states, 'shipped'] as Shown[]) for (const [name, part] of Object.entries(people)) {
  test(`${state}: what the ${name} may do, with something in force and without`, () => {
    expect(actsFor({ state, inForce: true }, part)).toEqual(inForce[state][name]);
    expect(actsFor({ state, inForce: false }, part)).toEqual(inForce[state][name]?.filter((act) => act !== 'withdraw'));
  });
}
test('who wrote is told that a second person is needed, who has no role that they may not, and who is too late that it is not the time', () => {
  expect(afterAct({ state: 'inReview', inForce: true }, 'publish', people['author']!)).toEqual({ no: 'secondPersonNeededForArticle' });
  expect(afterAct({ state: 'inReview', inForce: true }, 'publish', people['colleague']!)).toEqual({ no: 'notAllowed' });
  expect(afterAct({ state: 'published', inForce: true }, 'publish', people['other']!)).toEqual({ no: 'notNowForArticle' });
  expect(afterAct({ state: 'inReview', inForce: false }, 'publish', people['other']!)).toEqual({ to: 'published' });
});

const history = (...steps: [State, string, boolean?][]): Step[] => steps.map(([state, by, wrote = false], index) => ({ version: index + 1, state, byId: by, byName: by, wrote, why: null, at: new Date(0) }));
const hands = (...steps: [State, string, boolean?][]): string[] => standingOf(history(...steps), false).hands.map((one) => one.name);

test('everybody who changed the text since the last publication is barred, and who put it forward; a publication begins anew', () => {
  expect(hands(['draft', 'a', true], ['draft', 'b', true], ['inReview', 'c'])).toEqual(['a', 'b', 'c']);
  expect(hands(['draft', 'a', true], ['inReview', 'a'], ['sentBack', 'b'], ['draft', 'c', true], ['inReview', 'c'])).toEqual(['a', 'c']); // sending back is no writing
  expect(hands(['draft', 'a', true], ['inReview', 'a'], ['published', 'b'])).toEqual([]);
  expect(hands(['draft', 'a', true], ['inReview', 'a'], ['published', 'b'], ['draft', 'b', true], ['dropped', 'b'], ['draft', 'c', true])).toEqual(['b', 'c']); // dropping washes nobody clean
  expect(hands(['published', 'a'], ['withdrawn', 'b'], ['inReview', 'b'])).toEqual(['b']); // back into force takes two as well
});
test('what is in force stays while another text is written, and taking it out of force leaves that text where it is', () => {
  const both = standingOf(history(['draft', 'a', true], ['inReview', 'a'], ['published', 'b'], ['draft', 'c', true]), false);
  expect([both.state, both.held?.version, both.inForce]).toEqual(['draft', 3, true]);
  const out = standingOf(history(['draft', 'a', true], ['inReview', 'a'], ['published', 'b'], ['draft', 'c', true], ['withdrawn', 'd']), false);
  expect([out.state, out.work?.version, out.held?.version, out.inForce, out.version]).toEqual(['draft', 4, 5, false, 5]);
  expect(standingOf([], true)).toMatchObject({ state: 'shipped', version: 0, inForce: true });
  expect(standingOf(history(['withdrawn', 'a']), true)).toMatchObject({ state: 'withdrawn', inForce: false });
  expect(standingOf(history(['draft', 'a', true], ['dropped', 'a']), true)).toMatchObject({ state: 'shipped', inForce: true });
});
test('a step of before ids were kept bars by name', () => {
  const old = { hands: [{ id: null, name: '周颖' }] };
  expect([isHand(old, { id: 'x', name: '周颖' }), isHand(old, { id: 'x', name: '何岚' })]).toEqual([true, false]);
});
