// Every SQL statement about brought sheets.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Tx } from '#platform/tx';
import type { ImportKind, Row } from './import-rows.ts';

export type Made = { what: 'staff' | 'certificate' | 'tool'; id: string };
export type Import = {
  id: string; outletId: string; kind: ImportKind; fileName: string; state: 'checked' | 'applied' | 'undone'; rows: Row[]; made: Made[]; byId: string; byName: string; checkedAt: Date; version: number;
};
const columns = sql`id, outlet_id, kind, file_name, state, rows, made, by_id, by_name, checked_at, version`;

export const insertImport = (tx: Tx, i: Pick<Import, 'outletId' | 'kind' | 'fileName' | 'rows' | 'byId' | 'byName'>) =>
  one<Import>(tx, sql`insert into network.imports (id, outlet_id, kind, file_name, state, rows, by_id, by_name, checked_at)
    values (${newId()}, ${i.outletId}, ${i.kind}, ${i.fileName}, 'checked', ${JSON.stringify(i.rows)}::jsonb, ${i.byId}, ${i.byName}, ${tx.now}) returning ${columns}`);
export const lockImport = (tx: Tx, id: string) => maybe<Import>(tx, sql`select ${columns} from network.imports where id = ${id} for update`);
export const importsAt = (tx: Tx, outletId: string) => many<Import>(tx, sql`select ${columns} from network.imports where outlet_id = ${outletId} order by checked_at desc, id limit 10`);
export const saveImport = (tx: Tx, i: Import) =>
  one<Import>(tx, sql`update network.imports set state = ${i.state}, rows = ${JSON.stringify(i.rows)}::jsonb, made = ${JSON.stringify(i.made)}::jsonb,
    applied_at = case when ${i.state} = 'applied' then ${tx.now}::timestamptz else applied_at end, undone_at = case when ${i.state} = 'undone' then ${tx.now}::timestamptz else undone_at end, version = version + 1
    where id = ${i.id} returning ${columns}`);

export const deleteCertificates = (tx: Tx, ids: readonly string[]) => run(tx, sql`delete from network.certificates where id = any(${[...ids]}::text[])`);
/** Tools that nobody changed since go; the others are taken out of use. */
export async function dropTools(tx: Tx, ids: readonly string[]): Promise<void> {
  await run(tx, sql`delete from network.tools where id = any(${[...ids]}::text[]) and version = 1`);
  await run(tx, sql`update network.tools set in_use = false, version = version + 1 where id = any(${[...ids]}::text[])`);
}
