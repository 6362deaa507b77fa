// The daily bill files of the payment platforms, as published: what moved on a day by our numbers. Pure. K1 a file that is not as
// published is refused whole, never read in part; K2 the summary of the file agrees with its rows, or it is refused.
export type BillRow = { kind: 'payment' | 'refund'; no: string; channelNo: string; amountFen: number; feeFen: number; at: string };

/** Yuan in text to fen by whole numbers: '1.5' → 150. Throws when it is no amount. */
export function fenOfYuan(text: string): number {
  const parts = /^(-?)(\d{1,10})(?:\.(\d{1,2})0*)?$/.exec(text.trim());
  if (parts === null) throw new Error(`"${text}" is no amount of money`);
  const fen = Number(parts[2]) * 100 + Number((parts[3] ?? '').padEnd(2, '0'));
  return parts[1] === '-' ? -fen || 0 : fen;
}
export const yuanOfFen = (fen: number): string => `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;

/** Fees have up to five decimals in WeChat's file; they are rounded to the fen, half upwards. */
const feeOfYuan = (text: string): number => Math.round(Number(text) * 100);

/** WeChat's columns are parted by commas, every value begins with a backtick, and names may hold commas of their own. */
const wechatCells = (line: string): string[] => line.replace(/^`/, '').split(',`').map((cell) => cell.trim());

/** A WeChat Pay trade bill (bill_type ALL). (K1, K2) */
export function readWechatBill(text: string): BillRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line !== '');
  const head = (lines[0] ?? '').split(',');
  const totalAt = lines.findIndex((line) => line.startsWith('总交易单数'));
  if (head[0] !== '交易时间' || totalAt < 1) throw new Error('this is no trade bill of WeChat Pay');
  const column = (name: string): number => (head.includes(name) ? head.indexOf(name) : notThere(name));
  const [at, no, state, fen, channelNo, refundNo, refundFen, refundChannelNo, fee] = ['交易时间', '商户订单号', '交易状态', '订单金额', '微信订单号', '商户退款单号', '申请退款金额', '微信退款单号', '手续费'].map(column) as [number, number, number, number, number, number, number, number, number];
  const rows = lines.slice(1, totalAt).map((line): BillRow => {
    const cell = wechatCells(line);
    if (cell.length !== head.length) throw new Error(`a line of the bill has ${cell.length} values instead of ${head.length}`);
    const refund = cell[state] === 'REFUND';
    if (!refund && cell[state] !== 'SUCCESS' && cell[state] !== 'REVOKED') throw new Error(`the bill knows a state "${cell[state]}"`);
    return { kind: refund ? 'refund' : 'payment', no: cell[refund ? refundNo : no] ?? '', channelNo: cell[refund ? refundChannelNo : channelNo] ?? '', amountFen: fenOfYuan(cell[refund ? refundFen : fen] ?? ''), feeFen: feeOfYuan(cell[fee] ?? '0'), at: cell[at] ?? '' };
  });
  const totals = wechatCells(lines[totalAt + 1] ?? '');
  const names = (lines[totalAt] ?? '').split(',');
  const total = (name: string): string => totals[names.indexOf(name)] ?? notThere(name);
  if (Number(total('总交易单数')) !== rows.length) throw new Error(`the bill says ${total('总交易单数')} trades and has ${rows.length}`);
  mustAgree('订单总金额', fenOfYuan(total('订单总金额')), sumOf(rows, 'payment'));
  mustAgree('申请退款总金额', fenOfYuan(total('申请退款总金额')), sumOf(rows, 'refund'));
  return rows;
}

/** Alipay's business details (业务明细), a CSV with notes that begin with "#". (K1, K2) */
export function readAlipayBill(text: string): BillRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const headAt = lines.findIndex((line) => line.startsWith('支付宝交易号'));
  if (!(lines[0] ?? '').startsWith('#支付宝业务明细查询') || headAt < 0) throw new Error('this is no bill of Alipay');
  const head = (lines[headAt] ?? '').split(',').map((name) => name.trim());
  const column = (name: string): number => (head.includes(name) ? head.indexOf(name) : notThere(name));
  const [channelNo, no, kind, done, fen, fee, refundNo] = ['支付宝交易号', '商户订单号', '业务类型', '完成时间', '订单金额（元）', '服务费（元）', '退款批次号/请求号'].map(column) as [number, number, number, number, number, number, number];
  const endAt = lines.findIndex((line, at) => at > headAt && line.startsWith('#'));
  const rows = lines.slice(headAt + 1, endAt < 0 ? undefined : endAt).filter((line) => line.trim() !== '').map((line): BillRow => {
    const cell = line.split(',').map((value) => value.trim());
    if (cell.length < head.length) throw new Error(`a line of the bill has ${cell.length} values instead of ${head.length}`);
    const what = cell[kind];
    if (what !== '交易' && what !== '退款') throw new Error(`the bill knows a kind "${what}"`);
    const refund = what === '退款';
    return { kind: refund ? 'refund' : 'payment', no: cell[refund ? refundNo : no] ?? '', channelNo: cell[channelNo] ?? '', amountFen: Math.abs(fenOfYuan(cell[fen] ?? '')), feeFen: Math.abs(feeOfYuan(cell[fee] ?? '0')), at: cell[done] ?? '' };
  });
  const said = /#交易合计：(\d+)笔，商家实收共([\d.]+)元/.exec(text);
  if (said !== null) mustAgree('交易合计', Number(said[1]), rows.filter((row) => row.kind === 'payment').length);
  return rows;
}

const notThere = (name: string): never => {
  throw new Error(`the bill has no column "${name}"`);
};
const sumOf = (rows: readonly BillRow[], kind: BillRow['kind']): number => rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.amountFen, 0);
function mustAgree(what: string, said: number, counted: number): void {
  if (said !== counted) throw new Error(`the bill says ${what} ${said} and its lines are ${counted}`);
}
