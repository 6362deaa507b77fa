// Words of issues that begin to come up.
import { defineWords } from '#kit/words.tsx';

const percent = (ratio: number): string => `${Math.round((ratio - 1) * 100)}`;

export const issueWords = defineWords({
  zh: {
    title: '正在冒头的问题', lead: '车主反映和外部声音（12315、车质网、社区等）明显多于以往的问题，按车型、交付批次、软件版本和网点计数。同一车重复反映、转发的文字、单个来源集中录入的不计入。', none: '没有冒头的问题', noneLead: '每 6 小时比较一次：每个车型、批次、软件版本和网点的每类问题，与过去两年相比。',
    outside: '外部声音', batch: (year: string, quarter: string) => `${year} 年第 ${quarter} 季度交付`, software: (version: string) => `软件 ${version}`, since: (on: string) => `自 ${on} 起`, seen: (seen: number, expected: string) => `${seen} 次，往常约 ${expected} 次`, times: (from: string, to: string) => `往常的 ${from}–${to} 倍`,
    open: '查看', close: '收起', weeks: '每周反映次数，过去一年', reports: '反映', expectedLine: '往常', notCounted: '未计入', why: { sameReporter: '同一车重复', copied: '转发文字', flood: '同一来源集中录入' },
    states: { raised: '新冒头', looking: '调查中', fixing: '整改中', fixed: '已整改，待衡量', measured: '已衡量', dismissed: '已排除' }, verdicts: { worked: '有效', didNotWork: '没有减少', notProven: '尚不能证明' },
    look: '开始调查', finding: '查到了什么', what: '做什么', who: '负责人', due: '期限', plan: '定整改', again: '再整改', done: '整改完成', dismiss: '排除', reason: '为什么不是问题', save: '保存', cancel: '取消', saved: '已保存', told: '已告知反映过的车主',
    effect: (ratio: number) => (ratio < 1 ? `比不整改少 ${percent(2 - ratio)}%` : `比不整改多 ${percent(ratio)}%`), range: (from: string, to: string) => `90% 区间：${from}–${to} 倍`, noEffect: '反映太少，不下结论', before: '整改前', after: '整改后', elsewhere: '对照（其他车型、批次、版本或网点）', perCars: (rate: string) => `每千车月 ${rate} 次`,
    median: (days: string) => `从首次反映到整改，中位 ${days} 天`, words: '车主的话', owner: '负责人', model: '车型', outlet: '网点', noWords: '（没有文字）',
  },
  en: {
    title: 'Coming up', lead: 'Troubles that owners report, and voices outside (12315, Chezhiwang, threads) name, clearly more often than before, counted by model, batch delivered, software version and outlet. A car that says it twice, copied texts and floods from one source are not counted.', none: 'Nothing is coming up', noneLead: 'Compared every 6 hours: every trouble of every model, batch, software version and outlet with the two years before.',
    outside: 'voice from outside', batch: (year: string, quarter: string) => `delivered in Q${quarter} ${year}`, software: (version: string) => `software ${version}`, since: (on: string) => `since ${on}`, seen: (seen: number, expected: string) => `${seen} reports, usually about ${expected}`, times: (from: string, to: string) => `${from}–${to} times the usual`,
    open: 'Look', close: 'Close', weeks: 'Reports a week over the last year', reports: 'reports', expectedLine: 'usual', notCounted: 'not counted', why: { sameReporter: 'same car again', copied: 'copied text', flood: 'flood from one source' },
    states: { raised: 'New', looking: 'Looked into', fixing: 'Being fixed', fixed: 'Fixed, to be measured', measured: 'Measured', dismissed: 'Dismissed' }, verdicts: { worked: 'Worked', didNotWork: 'Did not work', notProven: 'Not proven' },
    look: 'Look into it', finding: 'What was found', what: 'What is done', who: 'Who', due: 'Due', plan: 'Plan the fix', again: 'Fix it again', done: 'It is fixed', dismiss: 'Dismiss', reason: 'Why it is no issue', save: 'Save', cancel: 'Cancel', saved: 'Saved', told: 'Those who reported it were told',
    effect: (ratio: number) => (ratio < 1 ? `${percent(2 - ratio)} % fewer than without the fix` : `${percent(ratio)} % more than without the fix`), range: (from: string, to: string) => `90 % interval: ${from}–${to} times`, noEffect: 'Too few reports to tell', before: 'Before', after: 'After', elsewhere: 'Control (other models, batches, versions or outlets)', perCars: (rate: string) => `${rate} per 1,000 car-months`,
    median: (days: string) => `From first report to fix: ${days} days (median)`, words: 'In the owner\u2019s words', owner: 'Owner', model: 'Model', outlet: 'Outlet', noWords: '(no words)',
  },
});
