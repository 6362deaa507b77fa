// What the codec finds wrong is said in words, in both languages.
import { expect, test } from 'vitest';
import { createFrameFinder, decodeFrame } from '@careloop/gbt32960';
import { reasonWords } from './reason-words.ts';

test('bytes that are no frame, and frames that cannot be read, have words', () => {
  const finder = createFrameFinder();
  const found = [...finder.push(Uint8Array.from([1, 2, 3, 0x23, 0x23, ...new Array<number>(30).fill(1)])), ...finder.giveUp()];
  const verdict = decodeFrame(new Uint8Array(3));
  const codes = [...found.flatMap((one) => (one.kind === 'garbage' ? [one.reason] : [])), ...(verdict.ok ? [] : verdict.problems.map((problem) => problem.code)), 'clockAhead', 'clockAbsurd', 'sealedWrongKey'];
  expect(codes).toContain('noStart');
  for (const code of codes) for (const language of ['zh', 'en'] as const) expect([code, typeof reasonWords[language].reasons[code]]).toEqual([code, 'string']);
});
