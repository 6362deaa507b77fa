import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { keptPassword, openedPassword } from './password.ts';

test('a password of a city platform is sealed at rest where the house has a key, and opens only with it', () => {
  const [key, other] = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(32))];
  const kept = keptPassword('Tidal-Plate-77', key);
  expect(kept).not.toContain('Tidal-Plate-77');
  expect(openedPassword(kept, key)).toBe('Tidal-Plate-77');
  expect(openedPassword(kept, other)).toBe('');
  expect(openedPassword(kept, undefined)).toBe('');
});

test('without a key, and from before there was one, it is read as it stands', () => {
  expect(openedPassword(keptPassword('Tidal-Plate-77', undefined), new Uint8Array(32))).toBe('Tidal-Plate-77');
});
