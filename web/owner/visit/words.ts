// Words of a visit from the owner's side: estimate, progress, invoice, payment.
import type { payTypes, workStates } from '#api/workorders';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[]> = Record<T[number], string>;

export const words = defineWords({
  zh: {
    state: { checkedIn: '已接车', diagnosed: '已诊断', quoted: '等您答复', approved: '等待施工', inProgress: '施工中', inspection: '检验中', ready: '可以取车', handedBack: '已取车', cancelled: '已取消' } satisfies Of<typeof workStates>,
    payers: { owner: '自费', warranty: '质保承担', threeGuarantees: '三包承担', goodwill: '厂家优惠承担', recall: '召回承担', insurance: '保险承担', package: '套餐包含', internal: '本店承担' } satisfies Of<typeof payTypes>,
    waiting: { waitingPart: '备件到货', waitingOwner: '您的答复', waitingInsurer: '保险公司', safety: '安全确认', diagnosis: '诊断', estimate: '报价', inspection: '检验', payment: '您付款', pickUp: '您来取车' } as Record<string, string>, answers: { approved: '已同意', declined: '不做' }, 
    estimate: '报价', answerAsk: '请逐项选择', answerLead: '同意的才会施工。拿不准可以先问。', approve: '同意', decline: '不做', ask: '先问问', askWords: '想问什么', send: '提交答复', all: '全部同意', youPay: '您付', of: (sum: string) => `共 ${sum}`, free: '您无需付费', answered: '已答复', found: '检查结果', willDo: '处理办法', total: '合计您付', left: (count: number) => `还有 ${count} 项未选择`, thanks: '已收到您的答复', changed: '报价刚刚有更新，请重新查看。',
    progress: '维修进度', promised: '承诺交车', was: (when: string) => `原定 ${when}`, why: '原因', waits: '现在在等', steps: { checkedIn: '接车', diagnosed: '诊断', quoted: '报价', approved: '待施工', inProgress: '施工', inspection: '检验', ready: '可取车', handedBack: '已取车' }, passed: '已超过承诺时间，服务人员会尽快联系您说明。',
    invoice: '结算单', none: '没有找到这张结算单', toCase: '查看这次服务', whole: '合计', toPay: '应付', pay: '用微信支付', paying: '正在创建订单……', scan: '用微信扫一扫付款', scanHint: '在电脑上用手机扫码；在手机上长按保存后识别。付款成功后本页会自动更新。', paid: '已付款', refunded: '已退款', nothing: '由厂家或保险承担，您无需付款', lines: '明细', number: '单号', outlet: '网点', issued: '开单时间', paidAt: '付款时间', covers: '厂家/保险等承担', demoPay: '演示钱包：支付', demoDecline: '演示钱包：付款失败', failed: '这次付款没有成功，可以再试一次。', receipt: '收据', demo: '这是演示，不会真的扣款。', connect: '支付通道未连接，请到店付款。',
  },
  en: {
    state: { checkedIn: 'Checked in', diagnosed: 'Diagnosed', quoted: 'For you to answer', approved: 'Work next', inProgress: 'In work', inspection: 'Being inspected', ready: 'Ready for you', handedBack: 'Back with you', cancelled: 'Cancelled' },
    payers: { owner: 'you pay', warranty: 'under warranty', threeGuarantees: 'under the three guarantees', goodwill: 'goodwill of the maker', recall: 'recall', insurance: 'insurer', package: 'in your package', internal: 'paid by the outlet' },
    waiting: { waitingPart: 'a part', waitingOwner: 'your answer', waitingInsurer: 'the insurer', safety: 'a safety check', diagnosis: 'the diagnosis', estimate: 'the estimate', inspection: 'the inspection', payment: 'your payment', pickUp: 'you to pick it up' } as Record<string, string>, answers: { approved: 'Approved', declined: 'Not done' }, 
    estimate: 'Estimate', answerAsk: 'Please choose line by line', answerLead: 'Only what you approve is done. Ask first if you are not sure.', approve: 'Approve', decline: 'Leave it', ask: 'Ask', askWords: 'Your question', send: 'Send my answer', all: 'Approve all', youPay: 'you pay', of: (sum: string) => `of ${sum}`, free: 'free for you', answered: 'Answered', found: 'What was found', willDo: 'What will be done', total: 'You pay in all', left: (count: number) => (count === 1 ? 'One line left' : `${count} lines left`), thanks: 'Your answer has arrived', changed: 'The estimate has just changed; please look again.',
    progress: 'Progress', promised: 'Promised for', was: (when: string) => `was ${when}`, why: 'Reason', waits: 'Now waiting for', steps: { checkedIn: 'Checked in', diagnosed: 'Diagnosed', quoted: 'Estimate', approved: 'Work next', inProgress: 'In work', inspection: 'Inspection', ready: 'Ready', handedBack: 'Back with you' }, passed: 'The promised time has passed; we will call you to explain.',
    invoice: 'Invoice', none: 'This invoice was not found', toCase: 'See this service', whole: 'In all', toPay: 'To pay', pay: 'Pay with WeChat', paying: 'Placing the order…', scan: 'Scan with WeChat to pay', scanHint: 'On a computer scan it with your phone; on a phone keep the picture and let WeChat read it. This page follows by itself.', paid: 'Paid', refunded: 'Refunded', nothing: 'Paid by the maker or insurer; nothing for you to pay', lines: 'Lines', number: 'Number', outlet: 'Outlet', issued: 'Issued', paidAt: 'Paid at', covers: 'Paid by maker, insurer and others', demoPay: 'Demo wallet: pay', demoDecline: 'Demo wallet: decline', failed: 'That payment did not succeed; please try again.', receipt: 'Receipt', demo: 'This is a demo; no money moves.', connect: 'Online payment is not connected; please pay at the outlet.',
  },
});
