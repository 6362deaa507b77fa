// Words of the till and the daily close.
import type { billChannels, differenceKinds, differenceStates } from '#api/cashier';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[]> = Record<T[number], string>;
const zh = {
  title: '日结与对账', place: '网点', brand: '品牌', noPlace: '没有可以查看的网点', noPlaceLead: '收银、服务经理和审计角色可以看到自己网点的钱箱。', since: (day: string) => `自 ${day} 起未日结`, first: '这个钱箱还没有日结过', sums: '按收款方式', channel: '收款方式', in: '收入', out: '支出', net: '合计', cash: '钱箱应有现金', none: '这段时间没有收付', movements: '每一笔', what: '事项', who: '经手', at: '时间', amount: '金额',
  close: '日结', closeLead: '日结后，这一天和之前的账不能再改；发现错误在之后的日子冲销。', day: '日结到', counted: '清点现金（元）', off: (yuan: string) => `与账面相差 ${yuan}`, equal: '与账面一致', why: '差额原因', doClose: '由我日结', closed: (name: string) => `已由 ${name} 日结`, booked: '账面', past: '历次日结', pastNone: '还没有日结记录',
  bank: '现金缴存银行', bankAmount: '金额（元）', reference: '缴款单号', doBank: '登记缴存', reverse: '冲销', reverseWhy: '冲销原因', reversed: '已冲销', differences: '与平台账单的差异', differencesNone: '没有未说明的差异', differencesLead: '平台账单每天上午 10 点后自动下载核对。', bill: '账单', ours: '我们的账', theirs: '平台账单', hold: '我来跟进', explain: '说明并关闭', holder: '跟进人', open: '待跟进', reason: '情况说明', ask: '重新下载账单', billDay: '账单日期', asked: '已提交，核对完成后自动刷新', lines: (count: number) => `${count} 笔`, fetched: '已核对账单', fetchedNone: '还没有下载过账单', notNumber: '请输入金额，例如 120.50',
  byPlatform: '支付平台通知', bySystem: '系统',
  difference: { missingInBill: '我们有，账单没有', missingHere: '账单有，我们没有', amountDiffers: '金额不一致' } satisfies Of<typeof differenceKinds>,
  state: { open: '待说明', explained: '已说明', resolved: '已一致' } satisfies Of<typeof differenceStates>, bills: { wechat: '微信支付', alipay: '支付宝' } satisfies Of<typeof billChannels>,
};
const en: typeof zh = {
  title: 'Daily close', place: 'Outlet', brand: 'Brand', noPlace: 'No till for you here', noPlaceLead: 'Cashiers, service managers and auditors see the tills of their outlets.', since: (day) => `Not closed since ${day}`, first: 'This till was never closed', sums: 'By channel', channel: 'Channel', in: 'In', out: 'Out', net: 'In all', cash: 'Cash that should be there', none: 'Nothing came or went', movements: 'Every movement', what: 'What', who: 'By', at: 'At', amount: 'Amount',
  close: 'Close', closeLead: 'Afterwards nothing of this day and the days before changes; a mistake is reversed on a later day.', day: 'Close up to', counted: 'Cash counted (yuan)', off: (sum) => `${sum} away from the books`, equal: 'As the books say', why: 'Why it differs', doClose: 'I close it', closed: (name) => `Closed by ${name}`, booked: 'Books', past: 'Closed before', pastNone: 'Never closed yet',
  bank: 'Cash to the bank', bankAmount: 'Amount (yuan)', reference: 'Paying-in slip', doBank: 'Write it down', reverse: 'Reverse', reverseWhy: 'Why it is reversed', reversed: 'Reversed', differences: 'Differences to the bills', differencesNone: 'No difference waits for an explanation', differencesLead: 'Bills are fetched and compared every day after ten.', bill: 'Bill', ours: 'Our books', theirs: 'The bill', hold: 'I look into it', explain: 'Explain and close', holder: 'In hand of', open: 'Nobody yet', reason: 'What is known', ask: 'Fetch a bill again', billDay: 'Day of the bill', asked: 'Asked; this page follows when it was compared', lines: (count) => (count === 1 ? '1 line' : `${count} lines`), fetched: 'Bills compared', fetchedNone: 'No bill yet', notNumber: 'An amount such as 120.50',
  byPlatform: 'Payment platform', bySystem: 'System',
  difference: { missingInBill: 'Ours, not on the bill', missingHere: 'On the bill, not ours', amountDiffers: 'Another amount' }, state: { open: 'To explain', explained: 'Explained', resolved: 'Resolved' }, bills: { wechat: 'WeChat Pay', alipay: 'Alipay' },
};
export const words = defineWords({ zh, en });
