// The catalogue's sheet as planners have it: everything a number is, faults before anything is done, thousands of rows, and the way back.
import { beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { outletId, refusalOf, shop } from '../workorders/small-shop.test-data.ts';
import { writeSheet } from './write-sheet.ts';

const home = await house({ startsAt: '2026-11-24T02:00:00Z' });
const brandId = 'xihe';
let planner: Caller;
beforeAll(async () => {
  await shop(home);
  planner = home.staff({ role: 'partsPlanner', brandId, name: '计划员小江' });
  await planner.call('addSupplier', { brandId, name: '宁川电器', nameEn: 'Ningchuan', promisedDays: 6 });
});
const bring = (rows: (string | number)[][]) => planner.call('checkPartSheet', { brandId, fileName: '备件.xlsx', bytes: Buffer.from(writeSheet('备件', rows)) });
const part = async (code: string) => (await planner.call('findParts', { brandId, text: code })).parts.find((one: { code: string }) => one.code === code);
const faults = (sheet: { rows: { line: number; faults: { column: string; code: string }[] }[] }) => Object.fromEntries(sheet.rows.filter((row) => row.faults.length > 0).map((row) => [row.line, row.faults.map((fault) => `${fault.column} ${fault.code}`)]));

test('a sheet names suppliers, sides, pairs and kits in Chinese, also of numbers that only this sheet makes; it goes out as it came in, and is undone', async () => {
  const head = ['备件编号', '备件名称', '供应商', '左右', '对侧件号', '套件内容', '颜色', '软件匹配', '采购价'];
  const sheet = await bring([['2026 年备件目录'], head, ['P-LAMP-L', '左大灯', '宁川电器', '左', 'P-LAMP-R', '', '', '是', 812.5], ['P-LAMP-R', '右大灯', 'ningchuan', '右', 'P-LAMP-L', '', '', '是', 812.5], ['P-LAMPS', '大灯套件', '', '', '', 'P-LAMP-L×1、P-LAMP-R x 1，P-12V', '', '', ''], ['P-12V', '12V 蓄电池', '宁川电器', '', '', '', '黑', '', '']]);
  expect([sheet.good, sheet.bad, faults(sheet)]).toEqual([4, 0, {}]);
  expect(await part('P-LAMP-L')).toBeUndefined();
  const before = await part('P-12V');
  const applied = await planner.call('applyPartSheet', { partSheetId: sheet.id, version: sheet.version });
  expect(applied.made).toBe(4);
  expect(await part('P-LAMP-L')).toMatchObject({ side: 'left', pairCode: 'P-LAMP-R', softwareCoded: true, costFen: 81_250, supplierId: (await part('P-LAMP-R')).supplierId });
  expect((await part('P-LAMPS')).kit).toEqual([{ code: 'P-LAMP-L', quantity: 1 }, { code: 'P-LAMP-R', quantity: 1 }, { code: 'P-12V', quantity: 1 }]);
  const out = await planner.call('exportParts', { brandId });
  const again = await planner.call('checkPartSheet', { brandId, fileName: '又来.xlsx', bytes: Buffer.from(out) });
  expect([again.bad, faults(again)]).toEqual([0, {}]);
  const all = (await planner.call('findParts', { brandId, limit: 200 })).parts;
  await planner.call('applyPartSheet', { partSheetId: again.id, version: again.version });
  const plain = (list: { code: string }[]) => list.map((one) => ({ ...one, version: 0 }));
  expect(plain((await planner.call('findParts', { brandId, limit: 200 })).parts)).toEqual(plain(all));
  const undoAgain = await planner.call('undoPartSheet', { partSheetId: again.id, version: again.version + 1 });
  expect(undoAgain.state).toBe('undone');
  // 无 takes away what stood there; what a row leaves out stays
  const less = await bring([['件号', '名称', '颜色'], ['P-12V', '12V 蓄电池', '无']]);
  await planner.call('applyPartSheet', { partSheetId: less.id, version: less.version });
  expect(await part('P-12V')).toMatchObject({ colour: null });
  expect(before.colour).toBeNull();
});

test('what is wrong is said at its row and column before anything is done; a pair with a faulty row is faulty too', async () => {
  const head = ['件号', '名称', '供应商', '左右', '对侧件号', '套件内容', '适用车型', '起订量', 'UN编号', '需软件匹配', '生产日期起', '生产日期止'];
  const row = (code: string, more: Record<string, string> = {}): string[] => head.map((name) => (name === '件号' ? code : name === '名称' ? '某件' : (more[name] ?? '')));
  const sheet = await bring([head, row('P-A1', { 供应商: '没这家' }), row('P-A2', { 左右: '上', 对侧件号: 'P-A3' }), row('P-A3', { 左右: '右', 对侧件号: 'P-A2' }), row('P-A4', { 套件内容: 'P-A4×2' }), row('P-A5', { 套件内容: '两个灯' }), row('P-A6', { 适用车型: '没这车' }), row('P-A7', { 起订量: '0' }), row('P-A8', { UN编号: 'UN3480' }), row('P-A9', { 需软件匹配: '也许' }), row('P-B1', { 左右: '左' }), row('P-B2', { 生产日期起: '2026-02-01', 生产日期止: '2026-01-01' }), row('P-B3'), row('P-B3'), row('坏号'), row('P-B4', { 套件内容: 'P-NEVER' })]);
  expect(faults(sheet)).toEqual({ 2: ['供应商 unknownSupplier'], 3: ['左右 notASide'], 4: ['对侧件号 unknownPart'], 5: ['套件内容 kitOfItself'], 6: ['套件内容 notAKit'], 7: ['适用车型 unknownModel'], 8: ['起订量 notANumber'], 9: ['包装要求 missing'], 10: ['需软件匹配 notANumber'], 11: ['对侧件号 pairIncomplete'], 12: ['生产日期止 before'], 14: ['件号 twice'], 15: ['件号 notANumber'], 16: ['套件内容 unknownPart'] });
  const applied = await planner.call('applyPartSheet', { partSheetId: sheet.id, version: sheet.version });
  expect([applied.made, await part('P-A1'), (await part('P-B3')).name]).toEqual([1, undefined, '某件']);
  expect(await refusalOf(planner.call('savePart', { brandId, code: 'P-B3', name: 'x', nameEn: 'x', class: 'general', origin: 'originalPart', modelIds: ['nobodys'], version: 1 }))).toBe('modelNotFound');
});

test('ten thousand rows with a bad cell in every tenth: nine thousand come in, and go again with one deed, except what was changed since', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => [`Q-${String(index).padStart(5, '0')}`, `件 ${index}`, index % 10 === 3 ? 'abc' : 10 + (index % 7)]);
  const sheet = await bring([['件号', '名称', '采购价'], ...rows]);
  expect([sheet.good, sheet.bad, sheet.rows.length]).toEqual([9_000, 1_000, 500]);
  expect(sheet.rows.every((row: { faults: unknown[] }) => row.faults.length === 1)).toBe(true);
  const applied = await planner.call('applyPartSheet', { partSheetId: sheet.id, version: sheet.version });
  expect(applied.made).toBe(9_000);
  await planner.call('savePart', { brandId, code: 'Q-00000', name: '改过', nameEn: 'Changed', class: 'general', origin: 'originalPart', version: 1 });
  await planner.call('undoPartSheet', { partSheetId: sheet.id, version: applied.version });
  expect((await planner.call('findParts', { brandId, text: 'Q-' })).parts.map((one: { code: string }) => one.code)).toEqual(['Q-00000']);
  expect(await refusalOf(planner.call('undoPartSheet', { partSheetId: sheet.id, version: applied.version + 1 }))).toBe('partSheetNotNow');
}, 180_000);

test('garbage is no sheet, a sheet without a header says what it needs, and only who plans for the brand brings one', async () => {
  const send = (who: Caller, bytes: string, brand = brandId) => refusalOf(who.call('checkPartSheet', { brandId: brand, fileName: 'x.csv', bytes: Buffer.from(bytes) }));
  expect([await send(planner, 'PK\u0003\u0004garbage'), await send(planner, '甲,乙\n1,2\n')]).toEqual(['partSheetNotReadable', 'partSheetNoHeader']);
  expect(await send(home.staff({ role: 'storeKeeper', brandId, outletId }), '件号,名称\nP-X1,件\n')).toBe('notAllowed');
  expect(await send(home.staff({ role: 'partsPlanner', brandId: 'kunpeng' }), '件号,名称\nP-X1,件\n')).toBe('brandNotFound');
});
