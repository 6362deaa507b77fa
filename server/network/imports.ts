// Sheets of staff, certificates and tools: first looked at, then done, then undone if need be. M1 a dry run writes nothing but
// itself; M2 rows are done by the operations that people use, with their rules; M3 what a row made can be taken back.
import { allBrands } from '#brands';
import { addStaff, disableStaff, mayGrant, staffAt, type StaffMember } from '#people';
import { actorId, actorName, holds, type Role } from '#platform/actor';
import { asSeen } from '#platform/audit';
import type { Input } from '#platform/contract';
import { Refusal, refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import { runOutlet } from './add-outlet.ts';
import { addCertificate } from './certificates.ts';
import type { api } from './import-api.ts';
import { certificateWords, columnsOf, headerOf, judgeRows, levelOf, roleWords, toolWords, type Fault, type ImportKind, type Row } from './import-rows.ts';
import { deleteCertificates, dropTools, importsAt, insertImport, lockImport, saveImport, type Import, type Made } from './import-store.ts';
import type { Outlet } from './outlet.ts';
import { readSheet } from './read-sheet.ts';
import { addTool } from './tools.ts';

const listOf = (text: string): string[] | null => {
  const items = text.split(/[,，、;；]/).map((one) => one.trim()).filter((one) => one !== '');
  return items.length === 0 ? null : items;
};
type Known = { outlet: Outlet; people: StaffMember[]; brands: { id: string; name: string }[] };

/** The technician by user name or, where only one has it, by name. */
function personOf(known: Known, text: string): StaffMember | Fault['code'] {
  const byUser = known.people.find((one) => one.userName === text.toLowerCase());
  if (byUser !== undefined) return byUser;
  const named = known.people.filter((one) => one.name === text);
  return named.length === 1 ? (named[0] as StaffMember) : named.length === 0 ? 'nobody' : 'several';
}
const brandOf = (known: Known, text: string): string | null | undefined => (text === '' ? null : known.brands.find((one) => one.id === text.toLowerCase() || one.name === text)?.id);

/** What only the house can say of a row: who that is, which brand. */
function judgeKnown(kind: ImportKind, row: Row, known: Known): Row {
  const faults = [...row.faults];
  const who = row.cells['技师'] ?? '';
  if (kind === 'certificates' && who !== '') {
    const person = personOf(known, who);
    if (typeof person === 'string') faults.push({ column: '技师', code: person });
  }
  if (kind !== 'tools' && brandOf(known, row.cells['品牌'] ?? '') === undefined) faults.push({ column: '品牌', code: 'notABrand' });
  return { ...row, faults };
}

async function knownAt(tx: Tx, outlet: Outlet): Promise<Known> {
  const brands = (await allBrands(tx)).filter((brand) => outlet.brandIds.includes(brand.id));
  return { outlet, people: await staffAt(tx, outlet.id, ['technician']), brands };
}

const shown = (one: Import) => ({
  ...one, columns: columnsOf[one.kind].map((column) => column.name), good: one.rows.filter((row) => row.faults.length === 0).length, bad: one.rows.filter((row) => row.faults.length > 0).length, made: one.made.length,
});

/** The grants that a row of staff gives. */
function grantsOf(tx: Tx, { cells }: Row, known: Known) {
  const brandId = brandOf(known, cells['品牌'] ?? '') ?? null;
  const role = (roleWords[cells['角色'] ?? ''] ?? 'technician') as Role;
  const brandIds = brandId === null ? known.outlet.brandIds.filter((id) => holds(tx.actor, ['serviceManager', 'regionalManager', 'administrator'], { brandId: id, outletId: known.outlet.id })) : [brandId];
  return brandIds.map((id) => ({ role, brandId: id, outletId: known.outlet.id }));
}
/** Who brings the sheet hears before it is done which grants are not theirs to give. */
const judgeRights = (tx: Tx, row: Row, known: Known): Row => (grantsOf(tx, row, known).every((grant) => mayGrant(tx.actor, grant)) ? row : { ...row, faults: [{ column: '', code: 'refused', refusal: 'grantNotYours' }] });

/** (M1) */
export async function checkImport(tx: Tx, input: Input<typeof api.checkImport>, call: Call) {
  const outlet = await runOutlet(tx, input.outletId);
  const sheet = await readSheet(call.bytes);
  if (sheet === undefined) return refuse('importNotReadable');
  if (sheet === 'tooLarge') return refuse('importTooLarge', { most: 2000 });
  const header = headerOf(input.kind, sheet) ?? refuse('importNoHeader', { columns: columnsOf[input.kind].filter((column) => column.must).map((column) => column.name).join('、') });
  const known = await knownAt(tx, outlet);
  const rows = judgeRows(input.kind, sheet, header).map((row) => judgeKnown(input.kind, row, known)).map((row) => (input.kind === 'staff' && row.faults.length === 0 ? judgeRights(tx, row, known) : row));
  return shown(await insertImport(tx, { outletId: outlet.id, kind: input.kind, fileName: input.fileName.trim(), rows, byId: actorId(tx.actor) ?? '', byName: actorName(tx.actor) }));
}

/** (M2) */
async function bring(tx: Tx, kind: ImportKind, { cells }: Row, known: Known): Promise<Made> {
  const cell = (name: string): string => cells[name] ?? '';
  const or = (name: string): string | null => (cell(name) === '' ? null : cell(name));
  const brandId = brandOf(known, cell('品牌')) ?? null;
  if (kind === 'tools') {
    const kindOf = toolWords[cell('种类')] ?? refuse('toolNotFound', {});
    return { what: 'tool', id: (await addTool(tx, { outletId: known.outlet.id, kind: kindOf, name: cell('名称'), serialNo: cell('编号'), calibratedOn: or('校准日期'), calibrationDueOn: or('校准有效至'), calibrationNo: or('校准证书编号') })).id };
  }
  if (kind === 'staff') {
    return { what: 'staff', id: (await addStaff(tx, { userName: cell('用户名'), name: cell('姓名'), grants: grantsOf(tx, { cells, line: 0, faults: [] }, known) })).id };
  }
  const person = personOf(known, cell('技师'));
  if (typeof person === 'string') return refuse('technicianNotFound', { id: cell('技师') });
  const level = levelOf(cell('级别'));
  const made = await addCertificate(tx, {
    staffId: person.id, kind: certificateWords[cell('证书')] ?? refuse('certificateNotFound', {}), brandId, number: cell('编号'), validFrom: cell('生效日期'), validTo: cell('到期日期'), issuer: or('发证机关'),
    systems: listOf(cell('适用系统')), modelIds: listOf(cell('适用车型')), ...(level === undefined ? {} : { level }), ...(or('复审日期') === null ? {} : { reviewDueOn: or('复审日期') }),
  });
  return { what: 'certificate', id: made.id };
}

async function mine(tx: Tx, id: string, version: number, state: Import['state']): Promise<Import> {
  const one = await lockImport(tx, id);
  if (one === undefined) return refuse('importNotFound', { id });
  await runOutlet(tx, one.outletId);
  return asSeen(tx, 'imports', one, { version, state, notNow: 'importNotNow' });
}

export async function applyImport(tx: Tx, input: Input<typeof api.applyImport>) {
  const before = await mine(tx, input.importId, input.version, 'checked');
  const known = await knownAt(tx, await runOutlet(tx, before.outletId));
  const [rows, made]: [Row[], Made[]] = [[], []];
  for (const row of before.rows) {
    if (row.faults.length > 0) {
      rows.push(row);
      continue;
    }
    const refused = await bring(tx, before.kind, row, known).then((one) => void made.push(one), (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    });
    rows.push(refused === undefined ? row : { ...row, faults: [{ column: '', code: 'refused', refusal: refused.code }] });
  }
  const after = await saveImport(tx, { ...before, state: 'applied', rows, made });
  tx.record({ action: 'network.applyImport', subject: 'imports', subjectId: after.id, version: after.version, after: { kind: after.kind, fileName: after.fileName, made: made.length, left: rows.filter((row) => row.faults.length > 0).length } });
  return shown(after);
}

/** (M3) */
export async function undoImport(tx: Tx, input: Input<typeof api.undoImport>) {
  const before = await mine(tx, input.importId, input.version, 'applied');
  const of = (what: Made['what']): string[] => before.made.filter((one) => one.what === what).map((one) => one.id);
  await deleteCertificates(tx, of('certificate'));
  await dropTools(tx, of('tool'));
  for (const id of of('staff')) await disableStaff(tx, { id, why: '撤销导入' });
  const after = await saveImport(tx, { ...before, state: 'undone' });
  tx.record({ action: 'network.undoImport', subject: 'imports', subjectId: after.id, version: after.version, before: { made: before.made } });
  tx.announce({ topic: 'network', id: after.outletId, outletId: after.outletId });
  return shown(after);
}

export async function listImports(tx: Tx, input: Input<typeof api.listImports>) {
  await runOutlet(tx, input.outletId);
  return { imports: (await importsAt(tx, input.outletId)).map(shown) };
}
