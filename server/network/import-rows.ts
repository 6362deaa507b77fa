// What the columns of a sheet are called, and what is wrong with a row before anything is done. Pure.
// X1 the header may stand below a title; X2 every fault is said at its row and column; X3 the same number twice in a sheet is one too many.
import type { cellFaults, importKinds } from './import-api.ts';
import type { CertificateKind } from './paper.ts';
import type { Tool } from './place-store.ts';
import { dayWritten, type Cell } from './read-sheet.ts';

export type ImportKind = (typeof importKinds)[number];
export type Fault = { column: string; code: (typeof cellFaults)[number]; refusal?: string };
export type Row = { line: number; cells: Record<string, string>; faults: Fault[] };

export type Column = { name: string; also: readonly string[]; must?: true; is?: 'day' | 'number'; most?: number };
export const columnsOf: Record<ImportKind, readonly Column[]> = {
  staff: [{ name: '姓名', also: ['员工姓名', 'name'], must: true, most: 40 }, { name: '用户名', also: ['工号', '账号', '登录名', 'user name'], must: true, is: 'number', most: 40 }, { name: '角色', also: ['岗位', '职位', 'role'] }, { name: '品牌', also: ['品牌代码', 'brand'] }],
  certificates: [
    { name: '技师', also: ['用户名', '工号', '姓名', 'technician'], must: true, is: 'number' }, { name: '证书', also: ['证书类型', '证书名称', '证书种类', 'certificate'], must: true }, { name: '编号', also: ['证书编号', '证号', 'number'], must: true, is: 'number', most: 60 },
    { name: '生效日期', also: ['发证日期', '初领日期', '有效期起', 'from'], must: true, is: 'day' }, { name: '到期日期', also: ['有效期至', '有效期止', '失效日期', 'to'], must: true, is: 'day' }, { name: '复审日期', also: ['应复审日期', '下次复审'], is: 'day' },
    { name: '发证机关', also: ['发证单位', 'issuer'], most: 80 }, { name: '级别', also: ['等级', 'level'] }, { name: '适用系统', also: ['系统'] }, { name: '适用车型', also: ['车型', '车型代码'] }, { name: '品牌', also: ['品牌代码', 'brand'] },
  ],
  tools: [
    { name: '名称', also: ['工具名称', '设备名称', 'name'], must: true, most: 60 }, { name: '种类', also: ['类型', '工具类型', 'kind'], must: true }, { name: '编号', also: ['出厂编号', '设备编号', '序列号', 'serial'], must: true, is: 'number', most: 60 },
    { name: '校准日期', also: ['上次校准', '检定日期'], is: 'day' }, { name: '校准有效至', also: ['下次校准', '有效期至', '下次检定'], is: 'day' }, { name: '校准证书编号', also: ['检定证书编号'], is: 'number', most: 60 },
  ],
};

export const certificateWords: Record<string, CertificateKind> = {
  低压电工作业证: 'lvElectrician', 低压电工证: 'lvElectrician', 低压电工: 'lvElectrician', 特种作业操作证: 'lvElectrician', 电工证: 'lvElectrician', 厂家高压课程: 'makerHv', 高压课程: 'makerHv', 高压培训: 'makerHv', 高压证: 'makerHv',
  厂家课程: 'makerGeneral', 厂家培训: 'makerGeneral', 检验: 'inspector', 检验员: 'inspector', 质检员: 'inspector', 标定: 'calibration', 标定课程: 'calibration',
};
export const toolWords: Record<string, Tool['kind']> = {
  绝缘测试仪: 'insulationTester', 绝缘表: 'insulationTester', 兆欧表: 'insulationTester', 高压万用表: 'hvMultimeter', 万用表: 'hvMultimeter', 扭力扳手: 'torqueWrench', 扭矩扳手: 'torqueWrench', 气密检测仪: 'airtightnessTester', 气密仪: 'airtightnessTester',
  电池托举车: 'packLift', 电池举升平台: 'packLift', ADAS标定靶: 'adasTarget', 标定靶: 'adasTarget', 四轮定位仪: 'wheelAligner', 绝缘手套: 'hvGloves',
};
export const roleWords: Record<string, string> = { 技师: 'technician', 维修技师: 'technician', 机修工: 'technician', 服务顾问: 'adviser', 接车顾问: 'adviser', 备件计划员: 'partsPlanner', 仓库管理员: 'storeKeeper', 库管: 'storeKeeper', 调度: 'dispatcher', 保修专员: 'warrantyOfficer', 服务经理: 'serviceManager', 客服: 'agent' };
const levelWords: Record<string, number> = { 一级: 1, 二级: 2, 三级: 3, 1: 1, 2: 2, 3: 3 };
export const levelOf = (text: string): number | undefined => levelWords[text];

const plain = (text: string): string => text.replaceAll(/[\s（()）*：:]/g, '').toLowerCase();

/** Where each known column stands, by the first row that has at least two of the needed ones; undefined when none has. (X1) */
export const headerOf = (kind: ImportKind, rows: readonly { line: number; cells: readonly Cell[] }[]): { at: number; places: Map<string, number> } | undefined => headerIn(columnsOf[kind], rows);
export function headerIn(columns: readonly Column[], rows: readonly { line: number; cells: readonly Cell[] }[]): { at: number; places: Map<string, number> } | undefined {
  for (const [at, row] of rows.slice(0, 10).entries()) {
    const places = new Map<string, number>();
    for (const column of columns) {
      const known = [column.name, ...column.also].map(plain);
      const index = row.cells.findIndex((cell, nth) => known.includes(plain(cell.text)) && ![...places.values()].includes(nth));
      if (index >= 0) places.set(column.name, index);
    }
    if (columns.filter((column) => column.must === true && places.has(column.name)).length >= 2) return { at, places };
  }
  return undefined;
}

function faultsOf(column: Column, cell: Cell): Fault[] {
  if (cell.text === '') return column.must === true ? [{ column: column.name, code: 'missing' }] : [];
  if (column.is === 'day' && dayWritten(cell.text) === undefined) return [{ column: column.name, code: 'notADate' }];
  if (column.is === 'number' && cell.digitsLost) return [{ column: column.name, code: 'digitsLost' }];
  return column.most !== undefined && cell.text.length > column.most ? [{ column: column.name, code: 'tooLong' }] : [];
}

/** A row's cells by the name of their column, days as days, and what is wrong with each. */
export function cellsRead(columns: readonly Column[], places: ReadonlyMap<string, number>, cells: readonly Cell[]): { found: Record<string, string>; faults: Fault[] } {
  const found: Record<string, string> = {};
  const faults: Fault[] = [];
  for (const column of columns) {
    const cell = cells[places.get(column.name) ?? -1] ?? { text: '', digitsLost: false };
    found[column.name] = column.is === 'day' ? (dayWritten(cell.text) ?? cell.text) : cell.text;
    faults.push(...faultsOf(column, cell));
  }
  return { found, faults };
}

/** Words of a kind that are not known. */
function wordFaults(kind: ImportKind, cells: Record<string, string>): Fault[] {
  const faults: Fault[] = [];
  const unknown = (column: string, known: Record<string, unknown>, code: Fault['code']): void => {
    if ((cells[column] ?? '') !== '' && known[cells[column] ?? ''] === undefined) faults.push({ column, code });
  };
  if (kind === 'certificates') unknown('证书', certificateWords, 'notAKind');
  if (kind === 'certificates') unknown('级别', levelWords, 'notALevel');
  if (kind === 'tools') unknown('种类', toolWords, 'notAKind');
  if (kind === 'staff') unknown('角色', roleWords, 'notARole');
  return faults;
}

/** Every row below the header with its cells by column and what is wrong with it. (X2, X3) */
export function judgeRows(kind: ImportKind, rows: readonly { line: number; cells: readonly Cell[] }[], header: { at: number; places: Map<string, number> }): Row[] {
  const key = kind === 'staff' ? ['用户名'] : kind === 'certificates' ? ['证书', '编号'] : ['编号'];
  const seen = new Set<string>();
  return rows.slice(header.at + 1).map(({ line, cells }) => {
    const { found, faults } = cellsRead(columnsOf[kind], header.places, cells);
    const name = key.map((column) => found[column]).join(' ');
    if (seen.has(name) && name.trim() !== '') faults.push({ column: key.at(-1) ?? '', code: 'twice' });
    seen.add(name);
    return { line, cells: found, faults: [...faults, ...wordFaults(kind, found)] };
  });
}
