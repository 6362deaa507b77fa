// What is wrong with a number before it is written. Pure: for one edit by hand as for ten thousand rows of a sheet. K2 a kit and a
// pair name only known numbers, and no kit holds itself; K4 dangerous goods say their packing; a model, a supplier is one of the brand's.
import type { Entry } from './catalogue-store.ts';
import { holdsItself, type Kits } from './kit.ts';

export type Known = { codes: ReadonlySet<string>; kits: Kits; supplierIds: ReadonlySet<string>; modelIds: ReadonlySet<string> };
export type EntryFault = { code: 'kitOfItself' | 'partNotFound' | 'pairIncomplete' | 'badInput' | 'packingNeeded' | 'supplierNotFound' | 'modelNotFound'; field: string; details: Record<string, unknown> };

export function entryFaults(entry: Omit<Entry, 'version'>, known: Known): EntryFault[] {
  const faults: EntryFault[] = [];
  const fault = (code: EntryFault['code'], field: string, details: Record<string, unknown> = {}): void => void faults.push({ code, field, details });
  if (entry.kit.length > 0 && holdsItself(known.kits, entry.code, entry.kit)) fault('kitOfItself', 'kit');
  for (const { code } of entry.kit) if (!known.codes.has(code)) fault('partNotFound', 'kit', { code });
  if (entry.pairCode !== null && (entry.pairCode === entry.code || !known.codes.has(entry.pairCode))) fault('partNotFound', 'pairCode', { code: entry.pairCode });
  if ((entry.side === null) !== (entry.pairCode === null)) fault('pairIncomplete', entry.side === null ? 'side' : 'pairCode');
  if (entry.builtFrom !== null && entry.builtTo !== null && entry.builtTo < entry.builtFrom) fault('badInput', 'builtTo', { reason: 'before' });
  if (entry.unNumber !== null && entry.packing === null) fault('packingNeeded', 'packing');
  if (entry.supplierId !== null && !known.supplierIds.has(entry.supplierId)) fault('supplierNotFound', 'supplierId', { id: entry.supplierId });
  for (const id of entry.modelIds ?? []) if (!known.modelIds.has(id)) fault('modelNotFound', 'modelIds', { id });
  return faults;
}
