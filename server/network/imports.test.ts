// Sheets as outlets have them: titles above the header, leading zeros, dates in every writing, GBK, rows with faults, undo.
import { strToU8, zipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { sharedOutlet } from '../../tests/two-brands.ts';
import { dayWritten, readSheet } from './read-sheet.ts';

const refusalOf = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: { code?: string }) => error.code);

/** A true .xlsx with one sheet: text, numbers, and days as Excel keeps them. */
function xlsx(rows: readonly (readonly (string | number | { day: number })[])[]): Buffer {
  const cell = (value: string | number | { day: number }, ref: string): string =>
    typeof value === 'string' ? `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>` : typeof value === 'number' ? `<c r="${ref}"><v>${value}</v></c>` : `<c r="${ref}" s="1"><v>${value.day}</v></c>`;
  const body = rows.map((row, line) => `<row r="${line + 1}">${row.map((value, nth) => cell(value, `${String.fromCharCode(65 + nth)}${line + 1}`)).join('')}</row>`).join('');
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return Buffer.from(zipSync({
    '[Content_Types].xml': strToU8(`${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`),
    '_rels/.rels': strToU8(`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': strToU8(`${head}<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${rel}/styles" Target="styles.xml"/></Relationships>`),
    'xl/styles.xml': strToU8(`${head}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`),
    'xl/worksheets/sheet1.xml': strToU8(`${head}<worksheet xmlns="${main}"><sheetData>${body}</sheetData></worksheet>`),
  }));
}

test.each([['2026-11-24', '2026-11-24'], ['2026/1/4', '2026-01-04'], ['2026.11.24', '2026-11-24'], ['2026年11月4日', '2026-11-04'], ['20261124', '2026-11-24'], ['46350', '2026-11-24'], ['2026-02-30', undefined], ['明年', undefined]])('the day %s is %s', (text, day) => {
  expect(dayWritten(text)).toBe(day);
});

test('a CSV as Excel in China saves it is read in GBK, and leading zeros stay (E1)', async () => {
  const gbk = Buffer.from('c3fbb3c62cd6d6c0e02cb1e0bac50ac5a4c1a6b0e2cad62cc5a4c1a6b0e2cad62c0a'.replace(/0a$/, '3030370a'), 'hex');
  expect(await readSheet(gbk)).toMatchObject([{ line: 1, cells: [{ text: '名称' }, { text: '种类' }, { text: '编号' }] }, { line: 2, cells: [{ text: '扭力扳手' }, { text: '扭力扳手' }, { text: '007' }] }]);
});

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe', outletId: 'shanghai-one' });
const at = { outletId: 'shanghai-one' };
const bring = (kind: string, bytes: Buffer, fileName = '导入.xlsx') => manager.call('checkImport', { ...at, kind, fileName, bytes });
beforeAll(async () => void (await sharedOutlet(home)));

test('people come in with their user names as written, and a row with a fault says where and stays out', async () => {
  const dry = await bring('staff', xlsx([['上海一号店员工表'], [], ['姓名', '工号', '岗位'], ['周师傅', '00123', '维修技师'], ['吴师傅', '00124', '厨师'], ['', '00125', '技师'], ['郑师傅', '00123', '技师']]));
  expect(dry.rows.map((row: { line: number; faults: { column: string; code: string }[] }) => [row.line, row.faults.map((fault) => `${fault.column} ${fault.code}`)])).toEqual([[4, []], [5, ['角色 notARole']], [6, ['姓名 missing']], [7, ['用户名 twice']]]);
  expect((await manager.call('listTechnicians', at)).technicians).toEqual([]); // a dry run writes nothing
  const done = await manager.call('applyImport', { importId: dry.id, version: dry.version });
  expect(done).toMatchObject({ state: 'applied', made: 1, bad: 3 });
  expect((await manager.call('listTechnicians', at)).technicians).toMatchObject([{ name: '周师傅' }]);
  expect(await refusalOf(manager.call('applyImport', { importId: dry.id, version: done.version }))).toBe('importNotNow');
});

test('certificates come in by user name or by name, with dates as Excel keeps them, by the same rules as by hand, and go again when undone', async () => {
  const dry = await bring('certificates', xlsx([
    ['技师', '证书名称', '证号', '初领日期', '有效期至', '等级'],
    ['00123', '低压电工证', 'T310101199001011234', { day: 45_000 }, { day: 47_000 }, ''], ['周师傅', '高压课程', 'M-01', '2026/1/1', '2027年12月31日', '二级'],
    ['李师傅', '高压课程', 'M-02', '2026/1/1', '2027/12/31', ''], ['00123', '低压电工证', 310_101_199_001_011_260, '2026/1/1', '2027/13/31', ''], ['00123', '低压电工证', 'T-7', '2020/1/1', '2029/12/31', '四级'], ['00123', '低压电工证', 'T-8', '2020/1/1', '2029/12/31', ''],
  ]));
  expect(dry.rows.map((row: { faults: { column: string; code: string }[] }) => row.faults.map((fault) => `${fault.column} ${fault.code}`))).toEqual([[], [], ['技师 nobody'], ['编号 digitsLost', '到期日期 notADate'], ['级别 notALevel'], []]);
  const done = await manager.call('applyImport', { importId: dry.id, version: dry.version });
  expect(done.rows.at(-1).faults).toEqual([{ column: '', code: 'refused', refusal: 'certificateTooLong' }]);
  const papers = async () => (await manager.call('listCertificates', at)).certificates.map((one: { number: string; validFrom: string; validTo: string; level: number }) => [one.number, one.validFrom, one.validTo, one.level]).sort();
  expect(await papers()).toEqual([['M-01', '2026-01-01', '2027-12-31', 2], ['T310101199001011234', '2023-03-15', '2028-09-04', 1]]);
  expect(await manager.call('undoImport', { importId: done.id, version: done.version })).toMatchObject({ state: 'undone' });
  expect(await papers()).toEqual([]);
});

test('a dry run says which people are of a brand that is not the reader’s to give', async () => {
  const dry = await bring('staff', Buffer.from('姓名,用户名,角色,品牌\n孙师傅,00901,技师,yuanlan\n钱师傅,00902,技师,xihe\n'), '员工.csv');
  expect(dry.rows.map((row: { faults: unknown[] }) => row.faults)).toEqual([[{ column: '', code: 'refused', refusal: 'grantNotYours' }], []]);
  const done = await manager.call('applyImport', { importId: dry.id, version: dry.version });
  expect(done).toMatchObject({ made: 1, bad: 1 });
  await manager.call('undoImport', { importId: done.id, version: done.version });
});

test('what is no sheet, has no header or belongs to another place is refused', async () => {
  expect(await refusalOf(bring('tools', Buffer.from('PK nothing')))).toBe('importNotReadable');
  expect(await refusalOf(bring('tools', Buffer.from('a,b,c\n1,2,3\n'), '空.csv'))).toBe('importNoHeader');
  const dry = await bring('tools', Buffer.from('工具名称,类型,出厂编号,下次校准\n气密检测仪,气密仪,0042,2027-05-31\n'), '工具.csv');
  expect(await refusalOf(home.staff({ role: 'serviceManager', brandId: 'yuanlan', outletId: 'elsewhere' }).call('applyImport', { importId: dry.id, version: dry.version }))).toBe('notAllowed');
  const done = await manager.call('applyImport', { importId: dry.id, version: dry.version });
  expect((await manager.call('listTools', at)).tools).toMatchObject([{ serialNo: '0042', kind: 'airtightnessTester', calibrationDueOn: '2027-05-31' }]);
  await manager.call('undoImport', { importId: done.id, version: done.version });
  expect((await manager.call('listTools', at)).tools).toEqual([]);
});
