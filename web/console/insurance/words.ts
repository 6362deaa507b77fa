// Words of the insurance pages.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    lead: '由保险公司承担的维修：报案、查勘、定损、增补、赔付；未结的排在最前。', none: '没有保险案件', noneLead: '在维修委托单上登记报案后，案件会出现在这里。', any: '全部状态', number: '案件号', car: '车辆', order: '委托单', state: '状态', since: '自', billed: '保险账单', open: '待赔付合计',
    add: '登记保险案件', policyNo: '保单号（可不填）', fault: '事故责任', happened: '事故时间', what: '事故经过', doOpen: '登记', next: '下一步',
    steps: { reported: '等待保险公司查勘；查勘后登记结果。', surveyed: '在报价里把项目设为“保险”，再提交定损。', asked: '等待保险公司定损；收到后逐项登记。', approved: '可以开工。发现新的损伤时，加入报价后提交增补定损。', supplementAsked: '等待增补定损的结果。', billed: '维修完成，等待保险公司付款。', settled: '已赔付，案件结束。', refused: '已拒赔：未开工的项目已请车主确认。', totalLoss: '推定全损，不再维修。', withdrawn: '已撤回。' } as Record<string, string>,
    survey: '查勘', surveyor: '查勘员', siteRisk: '现场风险', batteryGrade: '电池损伤', notTraction: '没有查看动力电池', surveyWords: '查勘意见', photos: '查勘照片', addPhoto: '添加照片', removePhoto: '移除', photoFailed: '未上传，点此重试', doSurvey: '登记查勘结果',
    risky: '电池损伤三级以上或现场高风险：车辆进隔离位，高压作业按断电挂牌流程。', ask: '提交定损', supplement: '提交增补定损', toAsk: (count: number, sum: string) => `${count} 个项目待定损，共 ${sum}`, nothing: '没有待定损的项目。', first: '定损清单', further: (nth: number) => `增补定损 ${nth}`, line: '项目', asked: '申请', approved: '核定', owner: '车主承担', answer: '登记定损结果', all: '全部核定', theirs: '定损单号或意见', doAnswer: '登记结果', waits: '等待答复', by: '经办',
    settle: '登记赔付', amount: '赔付金额（元）', reference: '赔款凭证号', short: '差额原因（由网点承担）', doSettle: '登记赔付', borne: '网点承担', refuse: '保险拒赔', withdraw: '撤回', totalLoss: '推定全损', why: '原因', confirm: '确认', other: '其他', card: '保险', noneHere: '没有保险案件。', show: '查看',
  },
  en: {
    lead: 'Repairs that an insurer pays: report, survey, approval, supplements, payment; open ones first.', none: 'No insured accidents', noneLead: 'They stand here once a report is entered on a work order.', any: 'Any state', number: 'Accident', car: 'Car', order: 'Work order', state: 'State', since: 'since', billed: 'Bill', open: 'Insurers owe',
    add: 'Enter an insured accident', policyNo: 'Policy (may be empty)', fault: 'Fault', happened: 'When it happened', what: 'What happened', doOpen: 'Enter it', next: 'Next',
    steps: { reported: 'The insurer surveys the car; enter the result.', surveyed: 'Choose “insurance” as payer of lines of the estimate, then ask the insurer.', asked: 'The insurer has to answer; enter it line by line.', approved: 'Work may begin. What is found later goes into the estimate and is asked as a supplement.', supplementAsked: 'The supplement has to be answered.', billed: 'The work is done; the insurer has to pay.', settled: 'Paid; nothing is left to do.', refused: 'Refused: the owner is asked for lines not begun.', totalLoss: 'A total loss: it is not repaired.', withdrawn: 'Withdrawn.' },
    survey: 'Survey', surveyor: 'Surveyor', siteRisk: 'Risk of the scene', batteryGrade: 'Damage of the battery', notTraction: 'The battery was not looked at', surveyWords: 'What was found', photos: 'Photos of the survey', addPhoto: 'Add a photo', removePhoto: 'Remove', photoFailed: 'Not sent: try again', doSurvey: 'Enter the survey',
    risky: 'Grade 3 or 4, or a high risk: the car is kept apart, and high-voltage work follows lock-out.', ask: 'Ask the insurer', supplement: 'Ask for a supplement', toAsk: (count: number, sum: string) => (count === 1 ? `1 line to be asked, ${sum}` : `${count} lines to be asked, ${sum}`), nothing: 'Nothing is left to ask.', first: 'Damage list', further: (nth: number) => `Supplement ${nth}`, line: 'Line', asked: 'Asked', approved: 'Approved', owner: 'Owner pays', answer: 'Enter the answer', all: 'All approved', theirs: 'Their reference or words', doAnswer: 'Enter the answer', waits: 'waits for the answer', by: 'By',
    settle: 'Enter the payment', amount: 'Paid (yuan)', reference: 'Reference', short: 'Why it is short (the outlet bears it)', doSettle: 'Enter the payment', borne: 'Borne by the outlet', refuse: 'Refused by the insurer', withdraw: 'Withdraw', totalLoss: 'Total loss', why: 'Why', confirm: 'Confirm', other: 'Other', card: 'Insurance', noneHere: 'No insured accident.', show: 'Show',
  },
});
