import { describe, expect, test } from 'vitest';
import { digitCode } from '#platform/ids';
import { hashSecret, newToken, passwordWeakness, secretMatches, tokenHash } from './secret.ts';

describe('a stored password', () => {
  test('opens with the password and with nothing else', async () => {
    const hash = await hashSecret('correct horse battery');
    expect(await secretMatches('correct horse battery', hash)).toBe(true);
    expect(await secretMatches('correct horse batterz', hash)).toBe(false);
    expect(await secretMatches('', hash)).toBe(false);
  });

  test('never looks the same twice and does not contain the password (S1)', async () => {
    const [a, b] = [await hashSecret('正确的马电池订书钉'), await hashSecret('正确的马电池订书钉')];
    expect(a).not.toBe(b);
    expect(a).toMatch(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await secretMatches('正确的马电池订书钉', b)).toBe(true);
  });

  test('of nobody never opens, and is checked with the same work (S2)', async () => {
    await secretMatches('warm up', undefined);
    const hash = await hashSecret('some long password');
    const timeOf = async (against: string | null): Promise<number> => {
      const started = performance.now();
      for (let i = 0; i < 4; i++) expect(await secretMatches('a guess', against)).toBe(false);
      return performance.now() - started;
    };
    const [known, unknown] = [await timeOf(hash), await timeOf(null)];
    expect(unknown).toBeGreaterThan(known / 5);
    expect(unknown).toBeLessThan(known * 5);
  });
});

test.each([
  ['short', 'lin', 'tooShort'], ['123456789', 'lin', 'tooShort'], ['linxiaoyu-2026', 'linxiaoyu', 'likeUserName'], ['LINXIAOYU-2026', 'linxiaoyu', 'likeUserName'],
  ['password12345', 'lin', 'tooCommon'], ['aaaaaaaaaaaa', 'lin', 'tooCommon'], ['8888888888', 'lin', 'tooCommon'], ['Admin@123456', 'lin', 'tooCommon'],
  ['blue kettle by the sea', 'lin', undefined], ['大雁飞过三月的江南岸', 'lin', undefined],
])('the password %s of %s is %s (S3)', (password, userName, weakness) => {
  expect(passwordWeakness(password, userName)).toBe(weakness);
});

test('codes are six digits, tokens are long and safe in a cookie', () => {
  for (let i = 0; i < 200; i++) expect(digitCode()).toMatch(/^\d{6}$/);
  expect(new Set(Array.from({ length: 50 }, digitCode)).size).toBeGreaterThan(40);
  expect(newToken()).toMatch(/^[\w-]{43}$/);
  expect(tokenHash('a')).not.toBe(tokenHash('b'));
});
