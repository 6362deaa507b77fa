// Which cars of the country tell of batteries: what is planted in each, and how its story ends. Data alone: the process of the cars reads it too.
import type { Planted } from '../pack/faults.ts';
import type { CarPlan, World as Country } from '../world.ts';

const dayMs = 86_400_000;
type Fault = Omit<Planted, 'onsetDay'>;
export type Ends = { is: 'open' } | { is: 'judged'; daysAgo: number; outcome: 'confirmed' | 'otherCause' | 'nothingFound'; words: string; costFen: number; foundKind?: string } | { is: 'well' };
export type Story = { brandId: string; chemistry: 'NCM' | 'LFP'; fault?: Fault; days: number; ends: Ends };

const stories: readonly Story[] = [
  { brandId: 'xihe', chemistry: 'NCM', fault: { kind: 'leakage', place: 61, size: 400 }, days: 60, ends: { is: 'open' } },
  { brandId: 'yuanlan', chemistry: 'NCM', fault: { kind: 'leakage', place: 12, size: 300 }, days: 60, ends: { is: 'judged', daysAgo: 70, outcome: 'confirmed', words: '静置三天复测，该电芯下降 41 mV，更换模组', costFen: 742_000 } },
  { brandId: 'langtu', chemistry: 'NCM', fault: { kind: 'connectionResistance', place: 33, size: 0.9 }, days: 75, ends: { is: 'judged', daysAgo: 40, outcome: 'confirmed', words: '连接片螺栓力矩不足，复紧后压降正常', costFen: 38_000 } },
  { brandId: 'xihe', chemistry: 'NCM', fault: { kind: 'insulation', place: 0, size: 2.2 }, days: 75, ends: { is: 'judged', daysAgo: 95, outcome: 'otherCause', words: '空调压缩机高压插头进水，不是电池', costFen: 56_000, foundKind: 'other' } },
  { brandId: 'yuanlan', chemistry: 'NCM', days: 60, ends: { is: 'well' } },
];

/** The cars of the stories: settled, of owners with one car, none that other stories tell of. */
export function batteryCars(country: Country): { car: CarPlan; story: Story }[] {
  if (country.cars.length < 200) return [];
  const taken = new Set<string>();
  return stories.flatMap((story) => {
    const car = country.cars.slice(60).findLast((one) => one.brandId === story.brandId && one.model.chemistry === story.chemistry && one.model.cellCount <= 120 && !taken.has(one.ownerKey)
      && Date.parse(one.deliveredOn) < Date.parse(country.today) - 260 * dayMs && country.cars.filter((other) => other.ownerKey === one.ownerKey).length === 1);
    if (car === undefined) return [];
    taken.add(car.ownerKey);
    return [{ car, story }];
  });
}
/** The owner whose battery a visitor is shown. */
export const batteryStory = (country: Country): { vin: string; story: string; storyEn: string }[] =>
  batteryCars(country).slice(0, 1).map(({ car }) => ({ vin: car.vin, story: '电池早期自放电：几周前就发现，看证据、一键预约', storyEn: 'A cell that discharges itself, found weeks early: see why, book with one tap' }));
