// A condition of a rule as a person reads it, and what differs between two versions of a rule.
import { useLanguage, useWords } from '#kit/words.tsx';
import type { Out } from '#client/client';
import { flagNames, words } from './words.ts';

export type Rule = Out<'listAlertRules'>['rules'][number];
export type Condition = Rule['conditions'][number];

/** What a condition looks at and when it counts; the same for two versions of one condition. */
export const subject = (one: Condition): string => JSON.stringify([one.quantity, one.severity, one.is, one.signal, one.windowSeconds, one.flags, one.weather, one.when, one.onlyIn]);

export function useConditionWords(): (one: Condition) => string {
  const w = useWords(words);
  const { language } = useLanguage();
  const unit = (text: string): string => (text === 'level' || text === 'count' ? '' : text === 's' ? ` ${w.seconds}` : ` ${text}`);
  return (one) => [
    one.onlyIn === undefined ? '' : `[${w.weather[one.onlyIn]}]`, one.when === undefined ? '' : w.when[one.when],
    w.quantity[one.quantity], one.signal === undefined ? '' : `(${w.signal[one.signal]})`, one.windowSeconds === undefined ? '' : w.overSeconds(one.windowSeconds),
    one.flags === undefined || one.flags.length === 0 ? '' : `(${one.flags.map((flag) => `${flag} ${flagNames[language][flag] ?? ''}`).join(language === 'zh' ? '、' : ', ')})`,
    one.weather === undefined || one.weather.length === 0 ? '' : `(${one.weather.map((kind) => w.weather[kind]).join(language === 'zh' ? '、' : ', ')})`,
    `${w[one.is]} ${one.threshold}${unit(one.unit)}`,
  ].filter((part) => part !== '').join(' ');
}

export type Change = { key: string; how: 'added' | 'removed' | 'changed'; before?: Condition; after?: Condition };

/** What changed from one list of conditions to another. */
export function changesBetween(before: readonly Condition[], after: readonly Condition[]): Change[] {
  const earlier = new Map(before.map((one) => [subject(one), one]));
  const later = new Set(after.map(subject));
  const same = (a: Condition, b: Condition): boolean => a.threshold === b.threshold && a.clearAt === b.clearAt && a.holdSeconds === b.holdSeconds;
  return [
    ...after.flatMap((one): Change[] => {
      const old = earlier.get(subject(one));
      if (old === undefined) return [{ key: `+${subject(one)}`, how: 'added', after: one }];
      return same(old, one) ? [] : [{ key: `~${subject(one)}`, how: 'changed', before: old, after: one }];
    }),
    ...before.filter((one) => !later.has(subject(one))).map((one): Change => ({ key: `-${subject(one)}`, how: 'removed', before: one })),
  ];
}
