// Fault codes as makers give them, in Excel or CSV: first looked at, then brought in, then undone if need be. E1 a dry run writes
// nothing but itself; E2 a row that would rewrite what has begun to hold is said so, and nothing is overwritten; E3 what a sheet
// brought is undone, but not what somebody changed since.
import { findBrand, modelsOf } from '#brands';
import { headerIn, readSheet } from '#network';
import { actorName, holds } from '#platform/actor';
import { asSeen } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { Refusal, refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import { findBook } from '#prices';
import type { api } from './api.ts';
import { faultKeepers } from './fault-api.ts';
import { keptBy, mayBegin } from './fault-codes.ts';
import { codesOf, columns, rowsJudged, type Known } from './fault-rows.ts';
import { dropCodes, editionsOf, faultSheetsOf, insertCodes, insertFaultSheet, lockFaultSheet, saveFaultSheet, type FaultSheet, type SheetRow } from './fault-store.ts';

const mostRows = 5_000;
/** Rows that are shown: those in which something is wrong come first. */
const mostShown = 300;
const shown = (one: FaultSheet) => ({
  ...one, columns: columns.map((column) => column.name), rows: one.rows.toSorted((a, b) => Number(b.faults.length > 0) - Number(a.faults.length > 0)).slice(0, mostShown),
  good: one.rows.filter((row) => row.faults.length === 0).length, bad: one.rows.filter((row) => row.faults.length > 0).length, made: one.made.length,
});

async function knownOf(tx: Tx, brandId: string): Promise<Known> {
  const book = await findBook(tx, brandId).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined; // a brand without prices has no jobs that a code could name
    throw error;
  });
  return { models: await modelsOf(tx, brandId), operations: new Set((book?.content.operations ?? []).map((one) => one.code)) };
}

/** What only the editions there are say of a row. (E2) */
async function judgedBeside(tx: Tx, brandId: string, rows: readonly SheetRow[], known: Known): Promise<SheetRow[]> {
  const editions = Map.groupBy(await editionsOf(tx, brandId, known.models.map((one) => one.id), null), (one) => `${one.modelId} ${one.code}`);
  return rows.map((row) => {
    if (row.faults.length > 0) return row;
    const codes = codesOf(brandId, row.cells, known);
    const own = (one: (typeof codes)[number]) => editions.get(`${one.modelId} ${one.code}`) ?? [];
    if (codes.some((one) => own(one).some((other) => other.validFrom === one.validFrom))) return { ...row, faults: [{ column: '生效日期', code: 'known' as const }] };
    return codes.every((one) => mayBegin(own(one), one.validFrom, beijingDay(tx.now))) ? row : { ...row, faults: [{ column: '生效日期', code: 'beginsInThePast' as const }] };
  });
}

/** (E1) */
export async function checkFaultSheet(tx: Tx, input: Input<typeof api.checkFaultSheet>, call: Call) {
  keptBy(tx, input.brandId);
  await findBrand(tx, input.brandId);
  const sheet = await readSheet(call.bytes, mostRows);
  if (sheet === undefined || sheet === 'tooLarge') return refuse('faultSheetNotReadable', { most: mostRows });
  const header = headerIn(columns, sheet) ?? refuse('faultSheetNoHeader', { columns: columns.filter((column) => column.must === true).map((column) => column.name).join('、') });
  const known = await knownOf(tx, input.brandId);
  const rows = await judgedBeside(tx, input.brandId, rowsJudged(sheet, header, known), known);
  return shown(await insertFaultSheet(tx, { brandId: input.brandId, fileName: input.fileName.trim(), rows, byName: actorName(tx.actor) }));
}

async function mine(tx: Tx, id: string, version: number, state: FaultSheet['state']): Promise<FaultSheet> {
  const one = await lockFaultSheet(tx, id);
  if (one === undefined || !holds(tx.actor, faultKeepers, { brandId: one.brandId })) return refuse('faultSheetNotFound', { id });
  return asSeen(tx, 'faultSheets', one, { version, state, notNow: 'faultSheetNotNow' });
}

/** What was right at the dry run is judged again: others may have brought codes since. (E2) */
export async function applyFaultSheet(tx: Tx, input: Input<typeof api.applyFaultSheet>) {
  const before = await mine(tx, input.faultSheetId, input.version, 'checked');
  const known = await knownOf(tx, before.brandId);
  const rows = await judgedBeside(tx, before.brandId, before.rows, known);
  const made = (await insertCodes(tx, rows.filter((row) => row.faults.length === 0).flatMap((row) => codesOf(before.brandId, row.cells, known)), actorName(tx.actor))).map((one) => one.id);
  const after = await saveFaultSheet(tx, { ...before, state: 'applied', rows, made });
  tx.record({ action: 'telemetry.applyFaultSheet', subject: 'faultSheets', subjectId: after.id, brandId: after.brandId, version: after.version, after: { fileName: after.fileName, made: made.length } });
  tx.announce({ topic: 'faultCodes', id: after.id, brandId: after.brandId });
  return shown(after);
}

/** (E3) */
export async function undoFaultSheet(tx: Tx, input: Input<typeof api.undoFaultSheet>) {
  const before = await mine(tx, input.faultSheetId, input.version, 'applied');
  const gone = await dropCodes(tx, before.made);
  const after = await saveFaultSheet(tx, { ...before, state: 'undone' });
  tx.record({ action: 'telemetry.undoFaultSheet', subject: 'faultSheets', subjectId: after.id, brandId: after.brandId, version: after.version, before: { made: before.made.length }, after: { gone } });
  tx.announce({ topic: 'faultCodes', id: after.id, brandId: after.brandId });
  return shown(after);
}

export async function listFaultSheets(tx: Tx, input: Input<typeof api.listFaultSheets>) {
  keptBy(tx, input.brandId);
  return { sheets: (await faultSheetsOf(tx, input.brandId)).map(shown) };
}
