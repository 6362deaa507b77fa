// Who is on call for each brand: three people who take turns by the week, from this week on for half a year, so that a
// severe alert always reaches somebody.
import { beijingDay } from '../../server/platform/calendar.ts';
import type { Replay } from '../replay.ts';
import { administrator, type Known } from '../settle-world.ts';
import type { World as Country } from '../world.ts';

const weekMs = 7 * 86_400_000;
const weeks = 26;

export async function putOnCall(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  const midnight = Date.parse(`${beijingDay(now)}T00:00:00+08:00`);
  const monday = midnight - ((new Date(midnight + 8 * 3_600_000).getUTCDay() + 6) % 7) * 86_400_000;
  for (const [index, brand] of country.brands.entries()) {
    const people = ['agent', 'dispatcher', 'servicemanager'].map((role, nth) => ({ staffId: known.staffId.get(`${brand.id}-${role}`) ?? '', phone: `1990000${9000 + index * 10 + nth}` }));
    for (let week = 0; week < weeks; week++) {
      for (const [nth, person] of people.entries()) {
        const fromAt = monday + week * weekMs;
        await on.call(administrator, now, 'addShift', { brandId: brand.id, ...person, turn: 1 + ((nth + week) % people.length), fromAt: new Date(fromAt).toISOString(), untilAt: new Date(fromAt + weekMs).toISOString() });
      }
    }
  }
}
