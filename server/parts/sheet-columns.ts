// A row of the catalogue's sheet and the number it means, both ways. Pure. What a row leaves out stays as it was; every cell that
// means nothing is said at its column; words are Chinese, and what goes out can be brought back.
import { cellsRead, type Cell, type Column } from '#network';
import type { Entry, Origin, PartClass, SheetFault, SheetRow } from './catalogue-store.ts';
import type { EntryFault } from './entry-faults.ts';

/** What a brand calls its suppliers and models. */
export type Names = { suppliers: readonly { id: string; name: string; nameEn: string }[]; models: readonly { id: string; name: string; nameEn: string }[] };

export const columns: readonly Column[] = [
  { name: '件号', also: ['备件编号', '零件号', '配件编号', 'code'], must: true, is: 'number', most: 40 }, { name: '名称', also: ['备件名称', '零件名称', 'name'], must: true, most: 60 }, { name: '英文名称', also: ['英文名', 'english name'], most: 100 }, { name: '类别', also: ['分类', 'class'] }, { name: '来源', also: ['配件来源', 'origin'] },
  { name: '采购价', also: ['成本价', '进价', 'cost'] }, { name: '供应商', also: ['供货商', '供应商名称', 'supplier'], most: 80 }, { name: '起订量', also: ['最小包装', '包装数', 'lot'] }, { name: '适用车型', also: ['车型', '车型代码'] }, { name: '生产日期起', also: ['适用起'], is: 'day' }, { name: '生产日期止', also: ['适用止'], is: 'day' },
  { name: '左右', also: ['左右件', '方位', 'side'] }, { name: '对侧件号', also: ['配对件号', '左右配对', 'pair'], is: 'number', most: 40 }, { name: '颜色', also: ['color', 'colour'], most: 20 }, { name: '套件内容', also: ['套件', '组成', 'kit'] },
  { name: '序列号管理', also: ['按序列号'] }, { name: '需软件匹配', also: ['软件匹配'] }, { name: '旧件返还', also: ['返旧件'] }, { name: 'UN编号', also: ['危险品编号', 'un'] }, { name: '包装要求', also: ['包装'], most: 80 }, { name: '最高运输电量', also: ['运输SOC上限'] }, { name: '保质期天数', also: ['保质期'] }, { name: '停产日期', also: ['停产'], is: 'day' },
];
const classes: Record<string, PartClass> = { 易损件: 'wear', 通用件: 'general', 三电件: 'evCore', 电池: 'battery', 车身件: 'body', 玻璃: 'glass', 油液: 'fluid', 电子件: 'electronics', 工具: 'tool' };
const origins: Record<string, Origin> = { 原厂: 'originalPart', 原厂配件: 'originalPart', 质量相当: 'equalQualityPart', 质量相当配件: 'equalQualityPart', 再制造: 'remanufacturedPart', 再制造件: 'remanufacturedPart', 回用: 'reusedPart', 回用件: 'reusedPart' };
const sides: Record<string, 'left' | 'right'> = { 左: 'left', 左侧: 'left', left: 'left', l: 'left', 右: 'right', 右侧: 'right', right: 'right', r: 'right' };
/** The least and the most of what a number of a column may be; money has two places. */
const limits: Record<string, readonly [least: number, most: number, places: 0 | 2]> = { 采购价: [0, 9_999_999, 2], 起订量: [1, 10_000, 0], 最高运输电量: [0, 100, 0], 保质期天数: [1, 20_000, 0] };
const yes = ['是', '√', 'y', 'yes', '1', 'true'];
const no = ['否', '×', 'n', 'no', '0', 'false'];
const yesColumns = ['序列号管理', '需软件匹配', '旧件返还'];
/** A cell of this says that a number has none of it any longer. */
const none = '无';

const listed = (text: string): string[] => text.split(/[,，、;；\n]/).map((one) => one.trim()).filter((one) => one !== '');
const code = /^[A-Za-z0-9][A-Za-z0-9-]{1,39}$/;
/** "P-A×2、P-B" means two of one and one of the other; undefined when it cannot be read. */
export function kitWritten(text: string): Entry['kit'] | undefined {
  const pieces = listed(text).map((one) => /^(\S+?)(?:\s*[×xX*]\s*(\d{1,4}))?$/.exec(one));
  const kit = pieces.map((found) => ({ code: found?.[1] ?? '', quantity: Number(found?.[2] ?? 1) }));
  return kit.length > 0 && kit.length <= 30 && kit.every((one) => code.test(one.code) && one.quantity >= 1) && new Set(kit.map((one) => one.code)).size === kit.length ? kit : undefined;
}
const idNamed = (names: Names['models'], text: string): string | undefined => names.find((one) => [one.id, one.name, one.nameEn].some((each) => each.toLowerCase() === text.toLowerCase()))?.id;

/** What is wrong with the cells by themselves. */
function cellFaults(cells: Record<string, string>, names: Names): SheetRow['faults'] {
  const faults: SheetRow['faults'] = [];
  const check = (column: string, good: (text: string) => boolean, fault: SheetFault): void => {
    const text = cells[column] ?? '';
    if (text !== '' && text !== none && !good(text)) faults.push({ column, code: fault });
  };
  check('件号', (text) => code.test(text), 'notANumber');
  for (const [column, [least, most, places]] of Object.entries(limits)) check(column, (text) => (places === 0 ? /^\d{1,7}$/ : /^\d{1,7}(\.\d{1,2})?$/).test(text) && Number(text) >= least && Number(text) <= most, 'notANumber');
  check('类别', (text) => classes[text] !== undefined, 'notAClass');
  check('来源', (text) => origins[text] !== undefined, 'notAnOrigin');
  check('左右', (text) => sides[text.toLowerCase()] !== undefined, 'notASide');
  check('UN编号', (text) => /^UN\d{4}$/.test(text), 'notANumber');
  check('套件内容', (text) => kitWritten(text) !== undefined, 'notAKit');
  check('供应商', (text) => idNamed(names.suppliers, text) !== undefined, 'unknownSupplier');
  check('适用车型', (text) => listed(text).length <= 50 && listed(text).every((one) => idNamed(names.models, one) !== undefined), 'unknownModel');
  for (const column of yesColumns) check(column, (text) => [...yes, ...no].includes(text.toLowerCase()), 'notANumber');
  return faults;
}

/** The rows under the header, each with what is wrong in it. */
export function rowsJudged(rows: readonly { line: number; cells: readonly Cell[] }[], header: { at: number; places: Map<string, number> }, names: Names): SheetRow[] {
  const seen = new Set<string>();
  return rows.slice(header.at + 1).map(({ line, cells }) => {
    const { found, faults: read } = cellsRead(columns, header.places, cells);
    const must = (name: string): boolean => columns.find((column) => column.name === name)?.must === true;
    const faults = read.filter((fault) => found[fault.column] !== none || must(fault.column)) as SheetRow['faults'];
    const own = found['件号'] ?? '';
    if (seen.has(own) && own !== '') faults.push({ column: '件号', code: 'twice' });
    seen.add(own);
    return { line, cells: found, faults: [...faults, ...cellFaults(found, names)] };
  });
}

/** What a row says of a number; what it leaves out stays as it was, and 无 takes it away. */
export function entryOf(brandId: string, cells: Record<string, string>, before: Entry | undefined, names: Names): Omit<Entry, 'version'> {
  const said = <T>(column: string, was: T | null, read: (text: string) => T): T | null => ((cells[column] ?? '') === '' ? was : cells[column] === none ? null : read(cells[column] as string));
  const text = (column: string, was: string | null): string | null => said(column, was, (one) => one);
  const number = (column: string, was: number | null, times = 1): number | null => said(column, was, (one) => Math.round(Number(one) * times));
  const isYes = (column: string, was: boolean): boolean => said(column, was, (one) => yes.includes(one.toLowerCase())) ?? false;
  return {
    brandId, code: cells['件号'] ?? '', name: cells['名称'] ?? '', nameEn: text('英文名称', before?.nameEn ?? null) ?? cells['名称'] ?? '', class: classes[cells['类别'] ?? ''] ?? before?.class ?? 'general', origin: origins[cells['来源'] ?? ''] ?? before?.origin ?? 'originalPart',
    costFen: number('采购价', before?.costFen ?? null, 100), supplierId: said('供应商', before?.supplierId ?? null, (one) => idNamed(names.suppliers, one) ?? one), lot: number('起订量', before?.lot ?? 1) ?? 1,
    side: said('左右', before?.side ?? null, (one) => sides[one.toLowerCase()] ?? 'left'), pairCode: text('对侧件号', before?.pairCode ?? null), colour: text('颜色', before?.colour ?? null),
    softwareCoded: isYes('需软件匹配', before?.softwareCoded ?? false), serialised: isYes('序列号管理', before?.serialised ?? false), coreReturn: isYes('旧件返还', before?.coreReturn ?? false), unNumber: text('UN编号', before?.unNumber ?? null), packing: text('包装要求', before?.packing ?? null), socMaxPct: number('最高运输电量', before?.socMaxPct ?? null),
    kit: said('套件内容', before?.kit ?? [], (one) => kitWritten(one) ?? []) ?? [], modelIds: said('适用车型', before?.modelIds ?? null, (one) => listed(one).map((each) => idNamed(names.models, each) ?? each)),
    builtFrom: text('生产日期起', before?.builtFrom ?? null), builtTo: text('生产日期止', before?.builtTo ?? null), shelfLifeDays: number('保质期天数', before?.shelfLifeDays ?? null), endedOn: text('停产日期', before?.endedOn ?? null),
  };
}

const columnOf: Record<string, string> = { kit: '套件内容', pairCode: '对侧件号', side: '左右', builtTo: '生产日期止', packing: '包装要求', supplierId: '供应商', modelIds: '适用车型' };
const faultOf: Record<EntryFault['code'], SheetFault> = { kitOfItself: 'kitOfItself', partNotFound: 'unknownPart', pairIncomplete: 'pairIncomplete', badInput: 'before', packingNeeded: 'missing', supplierNotFound: 'unknownSupplier', modelNotFound: 'unknownModel' };
/** What is wrong with a number, said at its column. */
export const faultAt = (fault: EntryFault): SheetRow['faults'][number] => ({ column: columnOf[fault.field] ?? '', code: faultOf[fault.code] });

const wordOf = (words: Record<string, string>, value: string): string => Object.entries(words).find(([, one]) => one === value)?.[0] ?? '';
/** The row of a number as it goes out. */
export function cellsOf(one: Entry, names: Names): (string | number)[] {
  const mark = (value: boolean): string => (value ? '是' : '');
  const named = (of: Names['models'], id: string): string => of.find((each) => each.id === id)?.name ?? id;
  return [
    one.code, one.name, one.nameEn, wordOf(classes, one.class), wordOf(origins, one.origin), one.costFen === null ? '' : one.costFen / 100, one.supplierId === null ? '' : named(names.suppliers, one.supplierId), one.lot, (one.modelIds ?? []).map((id) => named(names.models, id)).join('、'), one.builtFrom ?? '', one.builtTo ?? '',
    one.side === null ? '' : wordOf(sides, one.side), one.pairCode ?? '', one.colour ?? '', one.kit.map((piece) => `${piece.code}×${piece.quantity}`).join('、'),
    mark(one.serialised), mark(one.softwareCoded), mark(one.coreReturn), one.unNumber ?? '', one.packing ?? '', one.socMaxPct ?? '', one.shelfLifeDays ?? '', one.endedOn ?? '',
  ];
}
