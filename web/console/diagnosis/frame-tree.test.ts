import { expect, test } from 'vitest';
import { alarmNames } from '@careloop/gbt32960';
import { alarmWords } from './alarm-words.ts';
import { treeOf } from './frame-tree.ts';

test('told lines become a tree by their indent', () => {
  expect(treeOf('head\n  time: now\n  vehicle\n    speed: 3\n    soc: 4\n  alarms\n    level: 0')).toEqual([{ text: 'head', under: [
    { text: 'time: now', under: [] }, { text: 'vehicle', under: [{ text: 'speed: 3', under: [] }, { text: 'soc: 4', under: [] }] }, { text: 'alarms', under: [{ text: 'level: 0', under: [] }] },
  ] }]);
});

test('every alarm of the standard has plain words in both languages', () => {
  for (const language of ['zh', 'en'] as const) expect(Object.keys(alarmWords[language]).sort()).toEqual(alarmNames.map((alarm) => alarm.key).sort());
});
