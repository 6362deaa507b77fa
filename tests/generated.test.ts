// The generated documents tell of the house as it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generated } from '../tools/generate.ts';

test('schema.sql, openapi.json and journey.md are fresh (npm run generate)', async () => {
  for (const [name, text] of Object.entries(await generated())) {
    expect(readFileSync(join(import.meta.dirname, '../docs/generated', name), 'utf8') === text, `${name} is stale`).toBe(true);
  }
});
