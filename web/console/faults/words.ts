// Words of the page of fault codes.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '故障码表', lead: '各车型的厂家故障码：含义、严重程度、先做什么。远程诊断、技师任务包和报文检查用的就是这张表。', model: '车型', find: '按代码、名称、部件或作业查找', none: '没有符合的故障码', empty: '这款车型还没有故障码表', emptyLead: '厂家的表可以用 Excel 或 CSV 一次导入；在此之前，车辆上报的代码会如实显示为“未知代码”。',
    code: '故障码', titleHead: '名称', component: '部件', severity: '严重程度', job: '作业', from: '生效', hex: '故障码（8 位十六进制，与报文一致）', name: '标准码（如 P0AA6）', titleEn: '英文名称', componentEn: '部件英文', meaning: '含义', meaningEn: '含义英文', advice: '先做什么', adviceEn: '先做什么（英文）', article: '知识条目', source: '来源', validFrom: '生效日期',
    open: '查看', close: '收起', edit: '修改', add: '新增故障码', save: '保存', cancel: '取消', saved: '已保存', editions: '历次版本', coming: '尚未生效', by: '维护', noJob: '不指定', rule: '已生效的含义不改写；修改会从所选日期起成为新版本。',
    bring: '导入故障码表', bringLead: '.xlsx 或 CSV，中文表头。至少要有：故障码、车型、部件、名称、含义、严重程度、处理建议、生效日期、来源；可以另有标准码、英文各列、作业代码、知识条目。', file: '文件', check: '先检查', counts: (good: number, bad: number) => `${good} 行可以导入，${bad} 行有问题`, apply: (count: number) => `导入 ${count} 行`, applied: (count: number) => `已导入 ${count} 条故障码`, undo: '撤销导入', undone: '已撤销；之后改过的留下', line: '行', earlier: '最近的导入', noSheets: '还没有导入过',
    faults: { missing: '缺少', notADate: '不是日期', digitsLost: '数字位数丢失，请设为文本', tooLong: '太长', twice: '重复', notACode: '不是 8 位十六进制', notASeverity: '不认识的严重程度', unknownModel: '不是这个品牌的车型', notAnOperation: '价格表里没有这个作业', notAnArticle: '不是知识条目编号', known: '同一天已有这个版本', beginsInThePast: '已有生效的含义，新版本须从今天或以后生效' },
  },
  en: {
    title: 'Fault codes', lead: 'The makers’ fault codes of each model: what they mean, how serious, what to do first. Remote diagnosis, the technician’s packet and the frame inspector use this table.', model: 'Model', find: 'By code, name, component or job', none: 'No code fits', empty: 'This model has no fault table yet', emptyLead: 'The maker’s table can be brought in at once with Excel or CSV; until then the codes a car names are told as unknown.',
    code: 'Code', titleHead: 'Name', component: 'Component', severity: 'Severity', job: 'Job', from: 'From', hex: 'Code (8 hexadecimal digits, as in the frame)', name: 'Common name (P0AA6)', titleEn: 'Name in English', componentEn: 'Component in English', meaning: 'Meaning', meaningEn: 'Meaning in English', advice: 'What to do first', adviceEn: 'What to do first, in English', article: 'Article', source: 'Source', validFrom: 'Holds from',
    open: 'Show', close: 'Close', edit: 'Change', add: 'Add a code', save: 'Save', cancel: 'Cancel', saved: 'Saved', editions: 'All editions', coming: 'not yet in force', by: 'kept by', noJob: 'none', rule: 'What has begun to hold is not rewritten; a change becomes a new edition from the chosen day on.',
    bring: 'Bring a table', bringLead: '.xlsx or CSV with Chinese headers. Needed: 故障码, 车型, 部件, 名称, 含义, 严重程度, 处理建议, 生效日期, 来源; welcome: 标准码, the English columns, 作业代码, 知识条目.', file: 'File', check: 'Check first', counts: (good: number, bad: number) => `${good} rows can be brought in, ${bad} have something wrong`, apply: (count: number) => `Bring in ${count} rows`, applied: (count: number) => `${count} codes brought in`, undo: 'Undo', undone: 'Undone; what was changed since stays', line: 'Row', earlier: 'The last sheets', noSheets: 'Nothing was brought yet',
    faults: { missing: 'missing', notADate: 'no date', digitsLost: 'digits lost; make it text', tooLong: 'too long', twice: 'twice', notACode: 'not 8 hexadecimal digits', notASeverity: 'unknown severity', unknownModel: 'no model of this brand', notAnOperation: 'no such job in the price list', notAnArticle: 'no number of an article', known: 'this edition is there already', beginsInThePast: 'has a meaning in force; a new one begins today or later' },
  },
});
