// When many cars say the same within minutes it is one storm: of a model, of an area, or of a whole brand. Pure.
// T1 a danger to life is counted in a storm and still told one by one; T2 the narrowest thing the cars share names it.
import type { AlertKind } from './rule.ts';

export type Storm = { id: string; number: string; brandId: string; kind: AlertKind; shared: string; beganAt: Date; lastAt: Date; endedAt: Date | null; cars: number };
export type StormNumbers = { cars: number; withinMs: number; overAfterMs: number };

export const stormNumbers = (numbers: ReadonlyMap<string, number>): StormNumbers => ({
  cars: numbers.get('stormCars') ?? 8, withinMs: (numbers.get('stormWithinMinutes') ?? 10) * 60_000, overAfterMs: (numbers.get('stormOverAfterMinutes') ?? 30) * 60_000,
});

/** A tenth of a degree, about ten kilometres: enough for "the same charging park", too coarse for an address. */
export const areaOf = (place: { lon: number | null; lat: number | null } | undefined): string | undefined =>
  place === undefined || place.lon === null || place.lat === null ? undefined : `area:${Math.round(place.lon * 10) / 10},${Math.round(place.lat * 10) / 10}`;

export type Member = { alertId: string; vin: string; modelId: string | undefined; area: string | undefined };

/** What enough cars share, the narrowest first; undefined while it is no storm. (T2) */
export function stormAmong(members: readonly Member[], own: Member, cars: number): { shared: string; members: Member[] } | undefined {
  const sharing = (of: (member: Member) => string | undefined): Member[] => {
    const mine = of(own);
    return mine === undefined ? [] : members.filter((member) => of(member) === mine);
  };
  const candidates: [string | undefined, Member[]][] = [
    [own.area, sharing((member) => member.area)],
    [own.modelId === undefined ? undefined : `model:${own.modelId}`, sharing((member) => member.modelId)],
    ['brand', [...members]],
  ];
  for (const [shared, found] of candidates) {
    if (shared !== undefined && new Set(found.map((member) => member.vin)).size >= cars) return { shared, members: found };
  }
  return undefined;
}

/** What an alert could share with a storm that goes on, the narrowest first. */
export const sharedBy = (own: Member): string[] => [own.area, own.modelId === undefined ? undefined : `model:${own.modelId}`, 'brand'].filter((one) => one !== undefined);
