// What the columns of a sheet of fault codes are called, and what is wrong with a row before anything is done. Pure.
// X1 every fault is said at its row and column; X2 the same code of a model and day twice is one too many; X3 one row may be of
// several models and makes a code of each.
import { cellsRead, type Cell, type Column } from '#network';
import type { faultSheetFaults } from './fault-api.ts';
import type { NewCode, Severity, SheetRow } from './fault-store.ts';

type SheetFault = (typeof faultSheetFaults)[number];
/** What the house knows that a sheet must fit. */
export type Known = { models: readonly { id: string; name: string; nameEn: string }[]; operations: ReadonlySet<string> };

export const columns: readonly Column[] = [
  { name: '故障码', also: ['故障代码', '代码', '十六进制代码', 'code'], must: true, is: 'number', most: 12 }, { name: '标准码', also: ['DTC', 'SAE代码', '显示码'], most: 20 }, { name: '车型', also: ['适用车型', '车型代码', 'model'], must: true },
  { name: '部件', also: ['系统', '所属部件', '部件名称', 'component'], must: true, most: 60 }, { name: '部件英文', also: ['英文部件'], most: 80 }, { name: '名称', also: ['故障名称', '标题', 'title'], must: true, most: 80 }, { name: '英文名称', also: ['英文名'], most: 120 },
  { name: '含义', also: ['故障含义', '故障描述', '说明', 'meaning'], must: true, most: 500 }, { name: '含义英文', also: ['英文含义'], most: 700 }, { name: '严重程度', also: ['严重度', '等级', '级别', 'severity'], must: true }, { name: '处理建议', also: ['建议', '处置', '处理措施', 'advice'], must: true, most: 500 }, { name: '处理建议英文', also: ['英文建议'], most: 700 },
  { name: '作业代码', also: ['作业编号', '维修项目', 'operation'], most: 40 }, { name: '知识条目', also: ['知识编号', '知识文章', 'article'], most: 64 }, { name: '生效日期', also: ['生效日', '有效期起', 'from'], must: true, is: 'day' }, { name: '来源', also: ['出处', '依据', 'source'], must: true, most: 200 },
];
export const severityWords: Record<string, Severity> = { 立即停车: 'stopNow', 紧急: 'stopNow', 严重: 'stopNow', 尽快进厂: 'soon', 较重: 'soon', 预约检查: 'book', 一般: 'book', 仅作记录: 'note', 提示: 'note', 轻微: 'note' };

const listed = (text: string): string[] => [...new Set(text.split(/[,，、;；\n]/).map((one) => one.trim()).filter((one) => one !== ''))];
const modelNamed = (known: Known, text: string): string | undefined => known.models.find((one) => [one.id, one.name, one.nameEn].some((name) => name.toLowerCase() === text.toLowerCase()))?.id;

function wordFaults(cells: Record<string, string>, known: Known): SheetRow['faults'] {
  const faults: SheetRow['faults'] = [];
  const check = (column: string, good: (text: string) => boolean, code: SheetFault): void => {
    const text = cells[column] ?? '';
    if (text !== '' && !good(text)) faults.push({ column, code });
  };
  check('故障码', (text) => /^(0x)?[0-9A-F]{8}$/i.test(text), 'notACode');
  check('车型', (text) => listed(text).every((one) => modelNamed(known, one) !== undefined), 'unknownModel');
  check('严重程度', (text) => severityWords[text] !== undefined, 'notASeverity');
  check('作业代码', (text) => known.operations.has(text), 'notAnOperation');
  check('知识条目', (text) => /^[A-Za-z0-9_.:-]+$/.test(text), 'notAnArticle');
  return faults;
}

/** The codes of a row, one of each of its models. (X3) */
export function codesOf(brandId: string, cells: Record<string, string>, known: Known): NewCode[] {
  const cell = (name: string): string => cells[name] ?? '';
  const or = (name: string): string | null => (cell(name) === '' ? null : cell(name));
  return listed(cell('车型')).flatMap((text) => {
    const modelId = modelNamed(known, text);
    return modelId === undefined ? [] : [{
      brandId, modelId, code: cell('故障码').replace(/^0x/i, '').toUpperCase(), name: or('标准码'), validFrom: cell('生效日期'), component: cell('部件'), componentEn: or('部件英文') ?? cell('部件'), title: cell('名称'), titleEn: or('英文名称') ?? cell('名称'),
      meaning: cell('含义'), meaningEn: or('含义英文') ?? cell('含义'), severity: severityWords[cell('严重程度')] ?? 'book', advice: cell('处理建议'), adviceEn: or('处理建议英文') ?? cell('处理建议'), operationCode: or('作业代码'), articleId: or('知识条目'), source: cell('来源'),
    }];
  });
}

/** The rows under the header, each with what is wrong in it. (X1, X2) */
export function rowsJudged(rows: readonly { line: number; cells: readonly Cell[] }[], header: { at: number; places: Map<string, number> }, known: Known): SheetRow[] {
  const seen = new Set<string>();
  return rows.slice(header.at + 1).map(({ line, cells }) => {
    const { found, faults: read } = cellsRead(columns, header.places, cells);
    const faults = [...(read as SheetRow['faults']), ...wordFaults(found, known)];
    const keys = codesOf('', found, known).map((one) => `${one.modelId} ${one.code} ${one.validFrom}`);
    if (faults.length === 0 && keys.some((key) => seen.has(key))) faults.push({ column: '故障码', code: 'twice' });
    for (const key of keys) seen.add(key);
    return { line, cells: found, faults };
  });
}
