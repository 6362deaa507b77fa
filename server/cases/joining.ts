// Whether news about a car belongs to a case that is open already: one breakdown seen by the car, its owner and the
// hotline is one case. J1 the same trouble joins however old the case is; J2 unclear news joins what is fresh; J3 a
// danger joins a fresh breakdown of the same car; J4 an upkeep wish and a breakdown stay apart.
import type { Trouble } from './codes.ts';
import type { Urgency } from './urgency.ts';

export type OpenTrouble = { id: string; trouble: Trouble; urgency: Urgency; openedAt: Date };

const families: readonly (readonly Trouble[])[] = [
  ['smokeOrFire', 'batteryHot', 'batteryDamage', 'insulation', 'batteryCells', 'flooded'],
  ['powerLoss', 'outOfCharge', 'twelveVolt'],
  ['charging', 'outOfCharge'],
];
const unspecific: readonly Trouble[] = ['other', 'vehicleAlarm'];
const canWait: readonly Trouble[] = ['maintenance', 'bodyAndPaint', 'airConditioning'];

/** The case among those open that the news belongs to, the closest kin first, then the youngest; undefined for none. */
export function caseToJoin(news: { trouble: Trouble; urgency: Urgency }, open: readonly OpenTrouble[], now: Date, freshHours: number): OpenTrouble | undefined {
  const kinship = (other: OpenTrouble): number => {
    const fresh = now.getTime() - other.openedAt.getTime() <= freshHours * 3_600_000;
    if (news.trouble === other.trouble && (!unspecific.includes(news.trouble) || fresh)) return 4;
    if (canWait.includes(news.trouble) || canWait.includes(other.trouble)) return 0;
    if (families.some((family) => family.includes(news.trouble) && family.includes(other.trouble))) return 3;
    if (fresh && news.urgency <= 2) return 2;
    if (fresh && (unspecific.includes(news.trouble) || unspecific.includes(other.trouble))) return 1;
    return 0;
  };
  return open.map((other) => ({ other, kin: kinship(other) })).filter(({ kin }) => kin > 0)
    .sort((a, b) => b.kin - a.kin || b.other.openedAt.getTime() - a.other.openedAt.getTime())[0]?.other;
}

/** The name a case goes by after news joined it: a clear trouble replaces an unclear one, a more urgent one a lesser. */
export const troubleAfter = (known: { trouble: Trouble; urgency: Urgency }, news: { trouble: Trouble; urgency: Urgency }): Trouble =>
  (unspecific.includes(known.trouble) && !unspecific.includes(news.trouble)) || (news.urgency < known.urgency && !unspecific.includes(news.trouble)) ? news.trouble : known.trouble;
