// Which dialect a car speaks at a moment. Pure but for what it remembers of dialects made ready.
// L1 of the dialects whose beginning fits the VIN, the longest beginning holds, of those the one that began last; L2 without
// one, the reading that most sources agree on; L3 a frame is read by what held when it came, whenever it is read.
import { createDialect, standardDialect, type Dialect, type DialectSettings, type ScaledField } from '@careloop/gbt32960';
import type { Static } from '#platform/contract';
import type { DialectSettings as Said } from './dialect-api.ts';

export type HouseDialect = {
  id: string; name: string; vinPrefix: string; fromAt: Date; untilAt: Date | null; source: string; settings: Static<typeof Said>; addedAt: Date; version: number;
};
export type DialectOf = (vin: string, at: Date) => Dialect;

/** The settings as the codec takes them. */
function settingsOf(said: HouseDialect['settings']): DialectSettings {
  const { scales, bareItems, parameterBytes, activationInfoFrom, ...plain } = said;
  const settings: DialectSettings = { ...(plain as DialectSettings) };
  if (scales !== undefined) settings.scales = Object.fromEntries(scales.map(({ field, per, zero }) => [field, { per, zero }])) as Partial<Record<ScaledField, { per: number; zero: number }>>;
  if (bareItems !== undefined) settings.bareItems = Object.fromEntries(bareItems.map(({ typeId, bytes }) => [typeId, bytes]));
  if (parameterBytes !== undefined) settings.parameterBytes = Object.fromEntries(parameterBytes.map(({ parameter, bytes }) => [parameter, bytes]));
  if (activationInfoFrom !== undefined) settings.activationInfoFrom = activationInfoFrom === 1 ? 1 : 0;
  return settings;
}

const ready = new Map<string, Dialect>();

function readyDialect({ id, settings }: HouseDialect): Dialect {
  const known = ready.get(id) ?? createDialect(settingsOf(settings)); // settings are never changed: an id is enough
  ready.set(id, known);
  return known;
}

/** (L1, L2, L3) */
export function dialectOf(dialects: readonly HouseDialect[]): DialectOf {
  if (dialects.length === 0) return () => standardDialect;
  const ranked = dialects.toSorted((a, b) => b.vinPrefix.length - a.vinPrefix.length || b.fromAt.getTime() - a.fromAt.getTime());
  return (vin, at) => {
    const found = ranked.find((one) => vin.startsWith(one.vinPrefix) && one.fromAt <= at && (one.untilAt === null || at < one.untilAt));
    return found === undefined ? standardDialect : readyDialect(found);
  };
}
