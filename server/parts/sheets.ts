// The catalogue in Excel, in and out. E1 a dry run writes nothing but itself and says what is wrong at its row and column; E2 rows
// are brought in by the same checks that people's edits pass; E3 what a sheet did is undone, but not what others changed since;
// E4 what goes out can be brought back as it is.
import { cellFaultsOf, dayWritten, headerIn, readSheet, type Column } from '#network';
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { Refusal, refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { checked, everyEntry } from './catalogue.ts';
import { catalogueCode, deleteEntry, insertSheet, lockEntry, lockSheet, saveEntry, saveSheet, type Entry, type Origin, type PartClass, type Sheet, type SheetFault, type SheetRow } from './catalogue-store.ts';
import { brandFor, planners } from './places.ts';
import { writeSheet } from './write-sheet.ts';

const columns: readonly Column[] = [
  { name: '件号', also: ['备件编号', '零件号', '配件编号', 'code'], must: true, is: 'number', most: 40 }, { name: '名称', also: ['备件名称', '零件名称', 'name'], must: true, most: 60 }, { name: '英文名称', also: ['英文名', 'english name'], most: 100 }, { name: '类别', also: ['分类', 'class'] }, { name: '来源', also: ['配件来源', 'origin'] },
  { name: '采购价', also: ['成本价', '进价', 'cost'] }, { name: '起订量', also: ['最小包装', '包装数', 'lot'] }, { name: '适用车型', also: ['车型', '车型代码'] }, { name: '生产日期起', also: ['适用起'], is: 'day' }, { name: '生产日期止', also: ['适用止'], is: 'day' }, { name: '颜色', also: ['color', 'colour'], most: 20 },
  { name: '序列号管理', also: ['按序列号'] }, { name: '需软件匹配', also: ['软件匹配'] }, { name: '旧件返还', also: ['返旧件'] }, { name: 'UN编号', also: ['危险品编号', 'un'] }, { name: '包装要求', also: ['包装'], most: 80 }, { name: '最高运输电量', also: ['运输SOC上限'] }, { name: '保质期天数', also: ['保质期'] }, { name: '停产日期', also: ['停产'], is: 'day' },
];
const classes: Record<string, PartClass> = { 易损件: 'wear', 通用件: 'general', 三电件: 'evCore', 电池: 'battery', 车身件: 'body', 玻璃: 'glass', 油液: 'fluid', 电子件: 'electronics', 工具: 'tool' };
const origins: Record<string, Origin> = { 原厂: 'originalPart', 原厂配件: 'originalPart', 质量相当: 'equalQualityPart', 质量相当配件: 'equalQualityPart', 再制造: 'remanufacturedPart', 再制造件: 'remanufacturedPart', 回用: 'reusedPart', 回用件: 'reusedPart' };
const wordOf = (words: Record<string, string>, value: string): string => Object.entries(words).find(([, one]) => one === value)?.[0] ?? '';
const numbers = ['采购价', '起订量', '最高运输电量', '保质期天数'];

function judged(rows: readonly { line: number; cells: readonly { text: string; digitsLost: boolean }[] }[], header: { at: number; places: Map<string, number> }): SheetRow[] {
  const seen = new Set<string>();
  return rows.slice(header.at + 1).map(({ line, cells }) => {
    const found: Record<string, string> = {};
    const faults: SheetRow['faults'] = [];
    for (const column of columns) {
      const cell = cells[header.places.get(column.name) ?? -1] ?? { text: '', digitsLost: false };
      found[column.name] = column.is === 'day' ? (dayWritten(cell.text) ?? cell.text) : cell.text;
      faults.push(...cellFaultsOf(column, cell).map((fault) => ({ column: fault.column, code: fault.code as SheetFault })));
    }
    const code = found['件号'] ?? '';
    if (code !== '' && !/^[A-Za-z0-9][A-Za-z0-9-]{1,39}$/.test(code)) faults.push({ column: '件号', code: 'notANumber' });
    if (seen.has(code) && code !== '') faults.push({ column: '件号', code: 'twice' });
    seen.add(code);
    for (const name of numbers) if ((found[name] ?? '') !== '' && !/^\d{1,8}(\.\d{1,2})?$/.test(found[name] ?? '')) faults.push({ column: name, code: 'notANumber' });
    if ((found['类别'] ?? '') !== '' && classes[found['类别'] ?? ''] === undefined) faults.push({ column: '类别', code: 'notAClass' });
    if ((found['来源'] ?? '') !== '' && origins[found['来源'] ?? ''] === undefined) faults.push({ column: '来源', code: 'notAnOrigin' });
    return { line, cells: found, faults };
  });
}

const shown = (one: Sheet) => ({ ...one, columns: columns.map((column) => column.name), good: one.rows.filter((row) => row.faults.length === 0).length, bad: one.rows.filter((row) => row.faults.length > 0).length, made: one.made.length });

/** (E1) */
export async function checkPartSheet(tx: Tx, input: Input<typeof api.checkPartSheet>, call: Call) {
  brandFor(tx, input.brandId, planners);
  const sheet = await readSheet(call.bytes);
  if (sheet === undefined || sheet === 'tooLarge') return refuse('partSheetNotReadable', { most: 2000 });
  const header = headerIn(columns, sheet) ?? refuse('partSheetNoHeader', { columns: '件号、名称' });
  return shown(await insertSheet(tx, { brandId: input.brandId, fileName: input.fileName.trim(), rows: judged(sheet, header), byName: actorName(tx.actor) }));
}

const isYes = (text: string | undefined): boolean => ['是', '√', 'y', 'yes', '1', 'true'].includes((text ?? '').toLowerCase());
/** What a row says of a number; what it leaves out stays as it was. */
function entryOf(brandId: string, cells: Record<string, string>, before: Entry | undefined): Omit<Entry, 'version'> {
  const text = (name: string, was: string | null): string | null => ((cells[name] ?? '') === '' ? was : (cells[name] as string));
  const number = (name: string, was: number | null, times = 1): number | null => ((cells[name] ?? '') === '' ? was : Math.round(Number(cells[name]) * times));
  const yes = (name: string, was: boolean): boolean => ((cells[name] ?? '') === '' ? was : isYes(cells[name]));
  const models = text('适用车型', null);
  return {
    brandId, code: cells['件号'] ?? '', name: cells['名称'] ?? '', nameEn: text('英文名称', before?.nameEn ?? cells['名称'] ?? '') ?? '', class: classes[cells['类别'] ?? ''] ?? before?.class ?? 'general', origin: origins[cells['来源'] ?? ''] ?? before?.origin ?? 'originalPart',
    costFen: number('采购价', before?.costFen ?? null, 100), supplierId: before?.supplierId ?? null, lot: Math.max(1, number('起订量', before?.lot ?? 1) ?? 1), side: before?.side ?? null, pairCode: before?.pairCode ?? null, colour: text('颜色', before?.colour ?? null),
    softwareCoded: yes('需软件匹配', before?.softwareCoded ?? false), serialised: yes('序列号管理', before?.serialised ?? false), coreReturn: yes('旧件返还', before?.coreReturn ?? false), unNumber: text('UN编号', before?.unNumber ?? null), packing: text('包装要求', before?.packing ?? null), socMaxPct: number('最高运输电量', before?.socMaxPct ?? null),
    kit: before?.kit ?? [], modelIds: models === null ? (before?.modelIds ?? null) : models.split(/[,，、;；]/).map((one) => one.trim()).filter((one) => one !== ''), builtFrom: text('生产日期起', before?.builtFrom ?? null), builtTo: text('生产日期止', before?.builtTo ?? null), shelfLifeDays: number('保质期天数', before?.shelfLifeDays ?? null), endedOn: text('停产日期', before?.endedOn ?? null),
  };
}

async function mine(tx: Tx, id: string, version: number, state: Sheet['state']): Promise<Sheet> {
  const one = await lockSheet(tx, id);
  if (one === undefined || !holds(tx.actor, planners, { brandId: one.brandId })) return refuse('partSheetNotFound', { id });
  if (one.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'partSheets', id, version) });
  return one.state === state ? one : refuse('partSheetNotNow', { state: one.state });
}

/** (E2) */
export async function applyPartSheet(tx: Tx, input: Input<typeof api.applyPartSheet>) {
  const before = await mine(tx, input.partSheetId, input.version, 'checked');
  const known = await everyEntry(tx, before.brandId);
  const [rows, made]: [SheetRow[], Sheet['made']] = [[], []];
  for (const row of before.rows) {
    const code = row.cells['件号'] ?? '';
    if (row.faults.length > 0) { rows.push(row); continue; }
    const refused = await checked(tx, entryOf(before.brandId, row.cells, known.get(code))).then(async (entry) => {
      const was = await lockEntry(tx, before.brandId, code);
      made.push({ code, before: was ?? null, version: (await saveEntry(tx, entry, before.id)).version });
    }, (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    });
    rows.push(refused === undefined ? row : { ...row, faults: [{ column: '', code: 'refused' }] });
  }
  const after = await saveSheet(tx, { ...before, state: 'applied', rows, made });
  tx.record({ action: 'parts.applySheet', subject: 'partSheets', subjectId: after.id, brandId: after.brandId, version: after.version, after: { fileName: after.fileName, made: made.length } });
  tx.announce({ topic: 'parts', id: after.id, brandId: after.brandId });
  return shown(after);
}

/** (E3) */
export async function undoPartSheet(tx: Tx, input: Input<typeof api.undoPartSheet>) {
  const before = await mine(tx, input.partSheetId, input.version, 'applied');
  for (const one of before.made) {
    const now = await catalogueCode(tx, before.brandId, one.code);
    if (now?.version !== one.version) continue;
    if (one.before === null) await deleteEntry(tx, before.brandId, one.code);
    else await saveEntry(tx, one.before);
  }
  const after = await saveSheet(tx, { ...before, state: 'undone' });
  tx.record({ action: 'parts.undoSheet', subject: 'partSheets', subjectId: after.id, brandId: after.brandId, version: after.version, before: { made: before.made.length } });
  tx.announce({ topic: 'parts', id: after.id, brandId: after.brandId });
  return shown(after);
}

/** (E4) */
export async function exportParts(tx: Tx, input: Input<typeof api.exportParts>) {
  brandFor(tx, input.brandId, [...planners, 'auditor']);
  const yes = (value: boolean): string => (value ? '是' : '');
  const rows = [...(await everyEntry(tx, input.brandId)).values()].map((one): (string | number)[] => [
    one.code, one.name, one.nameEn, wordOf(classes, one.class), wordOf(origins, one.origin), one.costFen === null ? '' : one.costFen / 100, one.lot, (one.modelIds ?? []).join('、'), one.builtFrom ?? '', one.builtTo ?? '', one.colour ?? '', yes(one.serialised), yes(one.softwareCoded), yes(one.coreReturn), one.unNumber ?? '', one.packing ?? '', one.socMaxPct ?? '', one.shelfLifeDays ?? '', one.endedOn ?? '',
  ]);
  return { bytes: writeSheet('备件目录', [columns.map((column) => column.name), ...rows]), mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
}
