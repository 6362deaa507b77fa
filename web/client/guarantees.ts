// How a counter of the guarantees reads: its name with what it counts, its colour, and what is next.
import { useWords } from '#kit/words.tsx';
import { caseWords } from './case-words.ts';
import type { Out } from './client.ts';
import { guaranteeWords } from './guarantee-words.ts';

export type Counter = Out<'showGuarantees'>['counters'][number];

/** The name of a counter: with the problem it counts, where it counts one. */
export function useCounterName(): (kind: Counter['kind'], key: string) => string {
  const w = useWords(guaranteeWords);
  const troubles = useWords(caseWords).trouble as Record<string, string>;
  return (kind, key) => (kind !== 'sameProblemRepairs' ? w.counter[kind] : `${w.counter[kind]} · ${troubles[key] ?? w.thisCase}`);
}
/** Due first, then what is near, then the rest. */
export const inOrder = (counters: readonly Counter[]): Counter[] => [...counters].sort((a, b) => ['due', 'near', 'clear'].indexOf(a.state) - ['due', 'near', 'clear'].indexOf(b.state) || b.value / b.most - a.value / a.most);
export const toneOf = (counter: Counter): 'plain' | 'warn' | 'danger' => ({ clear: 'plain', near: 'warn', due: 'danger' } as const)[counter.state];
/** How much is left until something is due. */
export const leftOf = (counter: Counter): number => counter.most + 1 - counter.value;
