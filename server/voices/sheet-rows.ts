// What the columns of a sheet of voices are called, and what is wrong with a row before anything is done. Pure. X1 the same row
// twice is one too many; X2 a row without words or day is said to be so, not guessed; X3 a day that has not come and a number that nobody can
// call are wrong; platforms hide the middle of numbers, which is right.
import { cellsRead, headerIn, type Cell, type Column } from '#network';
import type { sheetFaults } from './api.ts';
import type { Channel } from './voice.ts';

type CellFault = { column: string; code: (typeof sheetFaults)[number] };
export type SheetRow = { line: number; cells: Record<string, string>; faults: CellFault[]; notes?: CellFault[] };
export const columns: readonly Column[] = [
  { name: '内容', also: ['投诉内容', '诉求内容', '反馈内容', '问题描述', '投诉问题', '正文', '帖子内容', '原文', 'content', 'text'], must: true, most: 4000 },
  { name: '日期', also: ['投诉日期', '投诉时间', '发布时间', '登记时间', '受理时间', '发帖时间', '时间', 'date', 'time'], must: true, is: 'day' },
  { name: '渠道', also: ['来源', '平台', '来源渠道', '来源平台', '投诉渠道', '投诉平台', 'channel', 'source'] },
  { name: '编号', also: ['投诉编号', '工单编号', '单号', '登记编号', '帖子编号', '序号', 'id', 'number'], is: 'number', most: 80 },
  { name: '姓名', also: ['投诉人', '反映人', '消费者姓名', '作者', '昵称', '用户名', 'author', 'name'], most: 60 },
  { name: '电话', also: ['联系电话', '手机号', '手机', '联系方式', 'phone'], is: 'number', most: 20 },
  { name: '车牌', also: ['车牌号', '车架号', '车辆识别代号', 'vin', 'plate'], most: 20 },
  { name: '链接', also: ['网址', '原文链接', 'url', 'link'], most: 300 },
];
const channelWords: Record<string, Channel> = {
  '12315': 'market12315', 全国12315平台: 'market12315', 市场监管: 'market12315', '12345': 'city12345', 政务热线: 'city12345', 市民热线: 'city12345', 车质网: 'chezhiwang', 汽车投诉网: 'chezhiwang', 社区: 'community', 论坛: 'community', 车友会: 'community', app社区: 'community', 汽车之家: 'community', 懂车帝: 'community', 小红书: 'community', 微博: 'weibo', 抖音: 'weibo', 热线: 'hotline', 电话: 'hotline', app: 'app', 活动: 'event', 信件: 'letter', 邮件: 'letter', 其他: 'other',
};
export const channelOf = (text: string): Channel | undefined => channelWords[text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()];

/** What a sheet calls a channel. */
export const wordOfChannel = (channel: Channel): string => Object.keys(channelWords).find((word) => channelWords[word] === channel) ?? channel;

/** (X3) */
function isCallable(text: string): boolean {
  const digits = text.replace(/^(?:\+|00)?86(?=1\d{2})/, '').replaceAll(/[\s()+-]/g, '');
  return /^1/.test(digits) && digits.length > 8 ? /^1[3-9*][\d*]{9}$/.test(digits) : /^[\d*]{7,15}$/.test(digits);
}

/** Undefined when no row is a header. (X1, X2, X3) */
export function judgeRows(rows: readonly { line: number; cells: readonly Cell[] }[], channel: Channel | undefined, today: string): SheetRow[] | undefined {
  const header = headerIn(columns, rows);
  if (header === undefined) return undefined;
  const seen = new Set<string>();
  return rows.slice(header.at + 1).map(({ line, cells }) => {
    const { found, faults: read } = cellsRead(columns, header.places, cells);
    const faults = read as SheetRow['faults'];
    const on = found['日期'] ?? '';
    if (/^\d{4}-\d\d-\d\d$/.test(on) && on > today) faults.push({ column: '日期', code: 'inFuture' });
    const phone = found['电话'] ?? '';
    if (phone !== '' && !faults.some(({ column }) => column === '电话') && !isCallable(phone)) faults.push({ column: '电话', code: 'notAPhone' });
    const named = found['渠道'] ?? '';
    if (named === '' ? channel === undefined : channelOf(named) === undefined) faults.push({ column: '渠道', code: named === '' ? 'missing' : 'notAChannel' });
    const key = (found['编号'] ?? '') === '' ? `${found['日期']} ${found['姓名']} ${found['内容']}` : `${named} ${found['编号']}`;
    if (seen.has(key)) faults.push({ column: (found['编号'] ?? '') === '' ? '内容' : '编号', code: 'twice' });
    seen.add(key);
    return { line, cells: found, faults };
  });
}
