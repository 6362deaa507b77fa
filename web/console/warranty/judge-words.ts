// Words of stating what a repair was before the law, and of mobility from day 6.
import { defineWords } from '#kit/words.tsx';

export const judgeWords = defineWords({
  zh: {
    title: '三包认定', counts: '计入三包', countsNot: '不计入三包', none: '还没有认定。', proposed: '系统建议', accept: '确认', replacedBy: (part: string) => `零件清单：${part} 属于`, sameAs: (number: string) => `与 ${number} 做过同样的项目，可能是同一问题`, add: '新增认定', cancel: '取消', kind: '认定内容', words: '依据', save: '记录认定', second: '须另一人复核', agree: '同意', disagree: '不同意', secondWords: '复核意见', withdraw: '撤回', by: (name: string) => `${name} 认定`, and: (name: string) => `${name} 复核`,
    safety: '属于严重安全性能故障', undrivable: '无法安全行驶', stillThere: '修后故障仍在', hazard: '首 60 日情形', noHazard: '不属于', assembly: '总成', noAssembly: '不涉及', part: '主要零部件', noPart: '不涉及主要零部件', whole: '整个总成', same: '问题', other: '是另一个问题', sameOf: (number: string) => `与 ${number} 是同一问题`, time: '扣除事由', from: '开始', to: '结束', ground: '除外情形（第 32 条）', causalLink: '如何导致这次故障', appealed: '车主申诉', answerAppeal: '答复申诉', uphold: '维持', lift: '撤销认定', saying: '写给车主的话',
    mobility: '代步义务', mobilityLead: '修理超过 5 天，自第 6 天起须提供代步车或交通补偿（第 21 条）。', since: (when: string) => `自 ${when}`, holder: '负责人', nobody: '还没有人', take: '由我负责', how: '如何履行', amount: '金额（元）', ownersWords: '车主意见', met: '已履行', meet: '登记履行',
  },
  en: {
    title: 'Before the law', counts: 'counts', countsNot: 'does not count', none: 'Nothing was stated yet.', proposed: 'Proposed', accept: 'Confirm', replacedBy: (part: string) => `By the parts list ${part} is part of: `, sameAs: (number: string) => `The same operation as in ${number}: perhaps the same problem`, add: 'State something', cancel: 'Cancel', kind: 'What', words: 'Why', save: 'Record', second: 'A second person has to agree', agree: 'Agree', disagree: 'Disagree', secondWords: 'Words', withdraw: 'Withdraw', by: (name: string) => `by ${name}`, and: (name: string) => `seen by ${name}`,
    safety: 'a serious safety fault', undrivable: 'cannot be driven safely', stillThere: 'the fault is still there', hazard: 'Hazard of the first 60 days', noHazard: 'none', assembly: 'Assembly', noAssembly: 'none', part: 'Main part', noPart: 'no main part', whole: 'the whole assembly', same: 'Problem', other: 'another problem', sameOf: (number: string) => `the same problem as in ${number}`, time: 'Which time', from: 'From', to: 'To', ground: 'Ground (art. 32)', causalLink: 'How it caused this fault', appealed: 'The owner appeals', answerAppeal: 'Answer the appeal', uphold: 'Uphold', lift: 'Lift it', saying: 'What the owner reads',
    mobility: 'Mobility', mobilityLead: 'A repair of more than 5 days: from day 6 a loaner car or travel money is due (art. 21).', since: (when: string) => `since ${when}`, holder: 'Held by', nobody: 'nobody yet', take: 'I take it', how: 'How it was met', amount: 'Amount (yuan)', ownersWords: 'What the owner said', met: 'Met', meet: 'Record it',
  },
});
