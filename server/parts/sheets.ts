// The catalogue in Excel, in and out. E1 a dry run writes nothing but itself and says what is wrong at its row and column; E2 rows
// are brought in by the same checks that people's edits pass, also of numbers that name each other in one sheet; E3 what a sheet
// did is undone, but not what others changed since; E4 what goes out can be brought back as it is.
import { modelsOf } from '#brands';
import { headerIn, readSheet } from '#network';
import { actorName, holds } from '#platform/actor';
import { asSeen } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { everyEntry } from './catalogue.ts';
import { deleteEntries, insertSheet, lockEntries, lockSheet, saveEntries, saveSheet, versionsOf, type Entry, type Sheet, type SheetRow } from './catalogue-store.ts';
import { entryFaults } from './entry-faults.ts';
import { suppliersOf } from './order-store.ts';
import { brandFor, planners } from './places.ts';
import { cellsOf, columns, entryOf, faultAt, rowsJudged, type Names } from './sheet-columns.ts';
import { writeSheet } from './write-sheet.ts';

const mostRows = 20_000;
/** Rows that are shown: those in which something is wrong come first. */
const mostShown = 500;
const shown = (one: Sheet) => ({
  ...one, columns: columns.map((column) => column.name), rows: [...one.rows.filter((row) => row.faults.length > 0), ...one.rows.filter((row) => row.faults.length === 0)].slice(0, mostShown),
  good: one.rows.filter((row) => row.faults.length === 0).length, bad: one.rows.filter((row) => row.faults.length > 0).length, made: one.made.length,
});
const namesOf = async (tx: Tx, brandId: string): Promise<Names> => ({ suppliers: await suppliersOf(tx, brandId), models: await modelsOf(tx, brandId) });

/** Rows with what is wrong in them as numbers of the catalogue; a number that only a faulty row names is not known. (E2) */
function withEntries(brandId: string, rows: readonly SheetRow[], known: ReadonlyMap<string, Entry>, names: Names): { row: SheetRow; entry: Omit<Entry, 'version'> }[] {
  let all = rows.map((row) => ({ row, entry: entryOf(brandId, row.cells, known.get(row.cells['件号'] ?? ''), names) }));
  const ids = { supplierIds: new Set(names.suppliers.map((one) => one.id)), modelIds: new Set(names.models.map((one) => one.id)) };
  for (let changed = true; changed; ) {
    const good = all.filter(({ row }) => row.faults.length === 0).map(({ entry }) => entry);
    const kits = new Map([...known.values(), ...good].map((one) => [one.code, one.kit] as const).filter(([, kit]) => kit.length > 0));
    const world = { ...ids, codes: new Set([...known.keys(), ...good.map((one) => one.code)]), kits };
    changed = false;
    all = all.map(({ row, entry }) => {
      if (row.faults.length > 0) return { row, entry };
      const faults = entryFaults(entry, world).map(faultAt);
      changed ||= faults.length > 0;
      return { row: faults.length === 0 ? row : { ...row, faults }, entry };
    });
  }
  return all;
}

/** (E1) */
export async function checkPartSheet(tx: Tx, input: Input<typeof api.checkPartSheet>, call: Call) {
  brandFor(tx, input.brandId, planners);
  const sheet = await readSheet(call.bytes, mostRows);
  if (sheet === undefined || sheet === 'tooLarge') return refuse('partSheetNotReadable', { most: mostRows });
  const header = headerIn(columns, sheet) ?? refuse('partSheetNoHeader', { columns: '件号、名称' });
  const names = await namesOf(tx, input.brandId);
  const rows = withEntries(input.brandId, rowsJudged(sheet, header, names), await everyEntry(tx, input.brandId), names).map(({ row }) => row);
  return shown(await insertSheet(tx, { brandId: input.brandId, fileName: input.fileName.trim(), rows, byName: actorName(tx.actor) }));
}

async function mine(tx: Tx, id: string, version: number, state: Sheet['state']): Promise<Sheet> {
  const one = await lockSheet(tx, id);
  if (one === undefined || !holds(tx.actor, planners, { brandId: one.brandId })) return refuse('partSheetNotFound', { id });
  return asSeen(tx, 'partSheets', one, { version, state, notNow: 'partSheetNotNow' });
}

/** What was right at the dry run is judged again: others may have changed the catalogue since. (E2) */
export async function applyPartSheet(tx: Tx, input: Input<typeof api.applyPartSheet>) {
  const before = await mine(tx, input.partSheetId, input.version, 'checked');
  const was = new Map((await lockEntries(tx, before.brandId, before.rows.map((row) => row.cells['件号'] ?? ''))).map((one) => [one.code, one]));
  const judged = withEntries(before.brandId, before.rows, await everyEntry(tx, before.brandId), await namesOf(tx, before.brandId));
  const good = judged.filter(({ row }) => row.faults.length === 0).map(({ entry }) => entry);
  const made = (await saveEntries(tx, good, before.id)).map(({ code, version }) => ({ code, before: was.get(code) ?? null, version }));
  const after = await saveSheet(tx, { ...before, state: 'applied', rows: judged.map(({ row }) => row), made });
  tx.record({ action: 'parts.applySheet', subject: 'partSheets', subjectId: after.id, brandId: after.brandId, version: after.version, after: { fileName: after.fileName, made: made.length } });
  tx.announce({ topic: 'parts', id: after.id, brandId: after.brandId });
  return shown(after);
}

/** (E3) */
export async function undoPartSheet(tx: Tx, input: Input<typeof api.undoPartSheet>) {
  const before = await mine(tx, input.partSheetId, input.version, 'applied');
  const now = await versionsOf(tx, before.brandId, before.made.map((one) => one.code));
  const untouched = before.made.filter((one) => now.get(one.code) === one.version);
  await deleteEntries(tx, before.brandId, untouched.filter((one) => one.before === null).map((one) => one.code));
  await saveEntries(tx, untouched.flatMap((one) => one.before ?? []), null);
  const after = await saveSheet(tx, { ...before, state: 'undone' });
  tx.record({ action: 'parts.undoSheet', subject: 'partSheets', subjectId: after.id, brandId: after.brandId, version: after.version, before: { made: before.made.length }, after: { undone: untouched.length } });
  tx.announce({ topic: 'parts', id: after.id, brandId: after.brandId });
  return shown(after);
}

/** (E4) */
export async function exportParts(tx: Tx, input: Input<typeof api.exportParts>) {
  brandFor(tx, input.brandId, [...planners, 'auditor']);
  const names = await namesOf(tx, input.brandId);
  const rows = [...(await everyEntry(tx, input.brandId)).values()].map((one) => cellsOf(one, names));
  return { bytes: writeSheet('备件目录', [columns.map((column) => column.name), ...rows]), mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
}
