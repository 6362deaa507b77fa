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
    one.onlyIn === undefined ? '' : `[${w.weather[one.onlyIn]}]`, one.when === undefined || language === 'en' ? '' : w.when[one.when],
    w.quantity[one.quantity], one.signal === undefined ? '' : `(${w.signal[one.signal]})`, one.windowSeconds === undefined ? '' : w.overSeconds(one.windowSeconds),
    one.flags === undefined || one.flags.length === 0 ? '' : `(${one.flags.map((flag) => `${flag} ${flagNames[language][flag] ?? ''}`).join(language === 'zh' ? '、' : ', ')})`,
    one.weather === undefined || one.weather.length === 0 ? '' : `(${one.weather.map((kind) => w.weather[kind]).join(language === 'zh' ? '、' : ', ')})`,
    `${w[one.is]} ${one.threshold}${unit(one.unit)}`, one.when === undefined || language === 'zh' ? '' : w.when[one.when],
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

/** Where the numbers of the house's own rules come from, in Chinese; what others wrote stands as they wrote it. */
export const sourcesZh: Readonly<Record<string, string>> = {
  "The house's own": '本系统自定',
  "The house's own: more than 1.8 % an hour while parked; off until tried on the fleet at hand": '本系统自定：停放时每小时掉电超过 1.8 %；在本车队试验之前不启用',
  "The house's own, for a lead-acid battery at rest": '本系统自定，适用于静置的铅酸蓄电池',
  "GB/T 32960.3 asks a running car to report every 30 s; the times are the house's own. A car that falls silent while it is in danger may be burning": 'GB/T 32960.3 要求行驶中的车至少每 30 秒上报一次；时长为本系统自定。处于危险中的车突然失联，可能正在燃烧',
  'GB 18384-2020: at least 100 Ω/V for direct-current circuits, 500 Ω/V for combined ones': 'GB 18384-2020：直流电路不低于 100 Ω/V，交直流混合电路不低于 500 Ω/V',
  "Thermal event levels of GB/T 32960.3 (alarm level 3 or 4 with flag 1 or 23); temperatures and rise are the house's own": 'GB/T 32960.3 的热事件等级（报警等级 3 或 4，且标志位 1 或 23）；温度和升温速度为本系统自定',
  'Levels of the China Meteorological Administration: 1 blue, 2 yellow, 3 orange, 4 red. Tells; opens no case': '中国气象局预警等级：1 蓝、2 黄、3 橙、4 红。只提醒，不建单',
  'GB/T 32960.3: level 3 asks the driver to stop at once or call for help; flags 13 (brakes) and 16 (high-voltage interlock)': 'GB/T 32960.3：三级报警要求驾驶员立即停车或求援；标志位 13（制动）与 16（高压互锁）',
  'General alarm flags of GB/T 32960.3 7.7.1: 12 DC/DC temperature, 14 DC/DC state, 15 motor controller temperature, 17 motor temperature': 'GB/T 32960.3 7.7.1 通用报警标志：12 DC/DC 温度、14 DC/DC 状态、15 电机控制器温度、17 电机温度',
  "The house's own: a car that is on and no longer says what its rules of safety stand on": '本系统自定：车辆在线，却不再上报安全规则所依据的信号',
};
