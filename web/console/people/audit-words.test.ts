// The audit speaks words: whatever the house writes into it has a name in both languages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { legDeeds } from '../../../server/rescue/api.ts';
import type { Move } from '../../../server/conversations/conversation.ts';
import { auditWords } from './audit-words.ts';

const server = join(import.meta.dirname, '../../../server');
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !/\.test\.ts$|test-data|testing/.test(name)).map((name) => readFileSync(join(server, name), 'utf8'));
const found = (pattern: RegExp): string[] => [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')))].sort();

for (const language of ['zh', 'en'] as const) {
  test(`an auditor reads what was done and to what kind of record, never a code: ${language}`, () => {
    const actions = [...found(/(?:action: |\b(?:tell\w*|kept|told|saved|keep|changed|announced)\(tx, .*?)'([a-z]+\.[A-Za-z]+)'/g),
      ...found(/\btell\w*\(tx, .*? \? '[a-z]+\.[A-Za-z]+' : '([a-z]+\.[A-Za-z]+)'/g), ...found(/\brecord\(tx, '([A-Za-z]+)', \w+, \w+/g).map((what) => `hotline.${what}`), // what is put together of two words
      ...legDeeds.map((deed) => `rescue.${deed}`), ...(['takeOver', 'handBack', 'close'] satisfies Move[]).map((move) => `conversations.${move}`)];
    const subjects = found(/\btx\.record\(\{[^}]*?\bsubject: '([A-Za-z]+)'/g);
    expect([actions.length > 200, subjects.length > 50], 'the sources are read').toEqual([true, true]);
    expect(actions.filter((one) => auditWords[language].action[one] === undefined)).toEqual([]);
    expect(subjects.filter((one) => auditWords[language].subject[one] === undefined)).toEqual([]);
  });
}
