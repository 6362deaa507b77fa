// The rules the house starts with, read from the migration that ships them, so that tests judge by what runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertKind, Condition, Rule } from './rule.ts';

const text = readFileSync(join(import.meta.dirname, '../migrations/0011-alerts.sql'), 'utf8');

export const shippedRules: readonly Rule[] = [...text.matchAll(/^\('(\w+)', true, (\d+),[^[]*'(\[[^']*\])'\)/gm)].map((match) => ({
  kind: match[1] as AlertKind, enabled: true, clearHoldSeconds: Number(match[2]), conditions: JSON.parse(match[3] as string) as Condition[], version: 1,
}));
