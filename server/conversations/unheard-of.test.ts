// Whether the car can do something of which no article speaks: what they say of the part it is about is no answer.
import { expect, test } from 'vitest';
import { seedArticles, seedExamples, seedSynonyms } from './seed.ts';
import { buildMind, takeTurn } from './turn.ts';

const mind = buildMind(seedArticles(), seedExamples(), seedSynonyms());
const kindOf = (text: string) => takeTurn(mind, { text, earlier: [], reader: { market: 'cn', model: null, software: null, audience: 'owner', on: '2026-11-27' } }).kind;

test.each(['can I play chess on the car screen', '车机屏幕上能下象棋吗', '后排座椅能按摩吗', '方向盘能折叠吗'])('nothing is made up of an article about the part: %s', (text) => {
  expect(kindOf(text)).toMatch(/unknown|clarify|outOfScope/);
});
test.each(['屏幕黑了怎么办', '冬天能不能快充', '刹车片价格', '座椅加热怎么开', '可以用微信付款吗'])('what articles speak of is answered as before: %s', (text) => {
  expect(kindOf(text)).toBe('answer');
});
