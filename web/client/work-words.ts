// The codes of work orders and invoices in words, for every face: states, who pays and why, answers, what is waited for.
import type { holdReasons, lineAnswers, origins, payReasons, payTypes, photoPositions, stopReasons, workStates } from '#api/workorders';
import type { invoiceStates, payerKinds, paymentChannels, paymentStates, refundStates } from '#api/invoices';
import { defineWords } from '#kit/words.tsx';

type Of<T extends readonly string[]> = Record<T[number], string>;

const zh = {
  state: { checkedIn: '已接车', diagnosed: '已诊断', quoted: '待车主答复', approved: '可以施工', inProgress: '施工中', inspection: '待检验', ready: '可交车', handedBack: '已交车', cancelled: '已取消' } satisfies Of<typeof workStates>,
  payType: { owner: '车主自费', warranty: '质保', threeGuarantees: '三包', goodwill: '善意索赔', recall: '召回', insurance: '保险', package: '套餐', internal: '内部' } satisfies Of<typeof payTypes>,
  payReason: { withinRepairWarranty: '在整车包修期内', withinEvCore: '在三电质保期内', withinWear: '在易损件质保期内', outOfWarranty: '已过质保期或里程', notCovered: '不在质保范围', commercialUse: '营运车辆按约定自费', comeback: '返修，车主不付', campaign: '召回/服务活动，厂家承担', chosen: '由顾问选择' } satisfies Of<typeof payReasons>,
  answer: { draft: '未发送', sent: '待答复', approved: '同意', declined: '不做', asked: '有疑问' } satisfies Of<typeof lineAnswers>,
  hold: { waitingPart: '等待备件', waitingOwner: '等待车主', waitingInsurer: '等待保险', safety: '安全原因暂停' } satisfies Of<typeof holdReasons>,
  waiting: { waitingPart: '等待备件', waitingOwner: '等待车主答复', waitingInsurer: '等待保险', safety: '安全原因暂停', diagnosis: '等待诊断', estimate: '等待报价', inspection: '等待检验', payment: '等待付款', pickUp: '等待取车', carAtHome: '备件已齐，等车回店' } as Record<string, string>,
  stop: { break: '休息', waitingPart: '等备件', waitingTool: '等工具/工位', waitingAnswer: '等车主答复', helpNeeded: '需要技术支持', endOfShift: '下班', handOver: '交接给别人', otherJob: '去做另一单', finished: '完成' } satisfies Of<typeof stopReasons>,
  photo: { front: '前', rear: '后', left: '左', right: '右', inside: '车内', instrument: '仪表', damage: '损伤', plate: '车牌', vin: '车架号' } satisfies Of<typeof photoPositions>,
  kind: { labour: '工时', part: '备件' },
  lamp: { battery: '动力电池', hv: '高压', brake: '制动', steering: '转向', tyre: '胎压', charging: '充电', motor: '电机', airbag: '气囊', lv: '12V', airConditioning: '空调' } as Record<string, string>,
  origin: { originalPart: '原厂', equalQualityPart: '质量相当', remanufacturedPart: '再制造', reusedPart: '回用' } satisfies Of<typeof origins>,
  invoice: { issued: '待付款', partlyPaid: '部分付款', paid: '已付清', partlyRefunded: '部分退款', refunded: '已退款', settledZero: '无需付款' } satisfies Of<typeof invoiceStates>,
  payment: { asked: '正在下单', created: '等待付款', paid: '已付款', failed: '付款未成功' } satisfies Of<typeof paymentStates>,
  ledger: { owed: '应付', paid: '收款', refunded: '退款', split: '分摊付款方', discounted: '优惠券' } as Record<string, string>,
  channel: { wechat: '微信支付', alipay: '支付宝', cash: '现金', card: '刷卡', bankTransfer: '对公转账', deposit: '定金' } satisfies Of<typeof paymentChannels>,
  payer: { owner: '车主', company: '单位', maker: '厂家', insurer: '保险公司' } satisfies Of<typeof payerKinds>,
  refund: { asked: '已提交', processing: '处理中', done: '已退', failed: '未成功' } satisfies Of<typeof refundStates>,
};
const en: typeof zh = {
  state: { checkedIn: 'Checked in', diagnosed: 'Diagnosed', quoted: 'Owner to answer', approved: 'Work may begin', inProgress: 'In work', inspection: 'To be inspected', ready: 'Ready', handedBack: 'Handed back', cancelled: 'Cancelled' },
  payType: { owner: 'Owner', warranty: 'Warranty', threeGuarantees: 'Three guarantees', goodwill: 'Goodwill', recall: 'Recall', insurance: 'Insurance', package: 'Package', internal: 'Internal' },
  payReason: { withinRepairWarranty: 'within the repair warranty', withinEvCore: 'within the warranty of battery, motor and control', withinWear: 'within the wear-part warranty', outOfWarranty: 'out of warranty by age or kilometres', notCovered: 'not covered by warranty', commercialUse: 'car in commercial use', comeback: 'comeback, nothing to pay', campaign: 'campaign, the maker pays', chosen: 'chosen by the adviser' },
  answer: { draft: 'Not sent', sent: 'Waiting', approved: 'Approved', declined: 'Declined', asked: 'Asked' },
  hold: { waitingPart: 'Waiting for a part', waitingOwner: 'Waiting for the owner', waitingInsurer: 'Waiting for the insurer', safety: 'Stopped for safety' },
  waiting: { waitingPart: 'waits for a part', waitingOwner: 'waits for the owner', waitingInsurer: 'waits for the insurer', safety: 'stopped for safety', diagnosis: 'waits for diagnosis', estimate: 'waits for an estimate', inspection: 'waits for inspection', payment: 'waits for payment', carAtHome: 'parts are here, car to come back', pickUp: 'waits to be picked up' },
  stop: { break: 'Break', waitingPart: 'Waiting for a part', waitingTool: 'Waiting for tool or bay', waitingAnswer: 'Waiting for the owner', helpNeeded: 'Needs technical help', endOfShift: 'End of shift', handOver: 'Another continues', otherJob: 'Another job', finished: 'Finished' },
  photo: { front: 'Front', rear: 'Rear', left: 'Left', right: 'Right', inside: 'Inside', instrument: 'Instruments', damage: 'Damage', plate: 'Plate', vin: 'VIN' },
  kind: { labour: 'Labour', part: 'Part' },
  lamp: { battery: 'Battery', hv: 'High voltage', brake: 'Brakes', steering: 'Steering', tyre: 'Tyres', charging: 'Charging', motor: 'Motor', airbag: 'Airbag', lv: '12 V', airConditioning: 'Air conditioning' },
  origin: { originalPart: 'original', equalQualityPart: 'equal quality', remanufacturedPart: 'remanufactured', reusedPart: 'reused' },
  invoice: { issued: 'To be paid', partlyPaid: 'Paid in part', paid: 'Paid', partlyRefunded: 'Partly refunded', refunded: 'Refunded', settledZero: 'Nothing to pay' },
  payment: { asked: 'Being placed', created: 'Waiting for payment', paid: 'Paid', failed: 'Payment failed' },
  ledger: { owed: 'Owed', paid: 'Paid', refunded: 'Refunded', split: 'Divided among payers', discounted: 'Coupon' },
  channel: { wechat: 'WeChat Pay', alipay: 'Alipay', cash: 'Cash', card: 'Card', bankTransfer: 'Bank transfer', deposit: 'Deposit' },
  payer: { owner: 'Owner', company: 'Company', maker: 'Maker', insurer: 'Insurer' },
  refund: { asked: 'Asked', processing: 'On its way', done: 'Given back', failed: 'Failed' },
};
export const workWords = defineWords({ zh, en });
