// The rules the house starts with, read from the migrations that ship them, so that tests judge by what runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertKind, Condition, Rule } from './rule.ts';

const text = ['0011-alerts.sql', '0050-alerts-whole.sql'].map((name) => readFileSync(join(import.meta.dirname, '../migrations', name), 'utf8')).join('\n');

export const shippedRules: readonly Rule[] = [...text.matchAll(/^\('(\w+)', (true|false), (\d+),[^[]*'(\[\{[^']*\])'\)/gm)].map((match) => ({
  kind: match[1] as AlertKind, enabled: match[2] === 'true', clearHoldSeconds: Number(match[3]), conditions: JSON.parse(match[4] as string) as Condition[], version: 1,
}));
