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
  const { scales, bareItems, parameterBytes, activationInfoFrom, heartbeatSeconds: _beats, cipher: _cipher, signing: _signing, ...plain } = said;
  const settings: DialectSettings = { ...(plain as DialectSettings) };
  if (scales !== undefined) settings.scales = Object.fromEntries(scales.map(({ field, per, zero }) => [field, { per, zero }])) as Partial<Record<ScaledField, { per: number; zero: number }>>;
  if (bareItems !== undefined) settings.bareItems = Object.fromEntries(bareItems.map(({ typeId, bytes }) => [typeId, bytes]));
  if (parameterBytes !== undefined) settings.parameterBytes = Object.fromEntries(parameterBytes.map(({ parameter, bytes }) => [parameter, bytes]));
  if (activationInfoFrom !== undefined) settings.activationInfoFrom = activationInfoFrom === 1 ? 1 : 0;
  return settings;
}

const ready = new Map<string, Dialect>();

/** What a dialect means to the codec. (L2) */
export function codecOf(dialect: HouseDialect | undefined): Dialect {
  if (dialect === undefined) return standardDialect;
  const known = ready.get(dialect.id) ?? createDialect(settingsOf(dialect.settings)); // settings are never changed: an id is enough
  ready.set(dialect.id, known);
  return known;
}

const before = (a: HouseDialect, b: HouseDialect): boolean => a.vinPrefix.length > b.vinPrefix.length || (a.vinPrefix.length === b.vinPrefix.length && a.fromAt > b.fromAt);

/** The dialect that holds for a car at a moment. (L1, L3) */
export function rowOf(dialects: readonly HouseDialect[], vin: string, at: Date): HouseDialect | undefined {
  let found: HouseDialect | undefined;
  for (const one of dialects) {
    if (vin.startsWith(one.vinPrefix) && one.fromAt <= at && (one.untilAt === null || at < one.untilAt) && (found === undefined || before(one, found))) found = one;
  }
  return found;
}

export const dialectOf = (dialects: readonly HouseDialect[]): DialectOf => (vin, at) => codecOf(rowOf(dialects, vin, at));
