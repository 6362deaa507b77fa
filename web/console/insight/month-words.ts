// Words of a manager's month: each figure by its name, what it is made of, and what its guard is for.
import type { measures } from '#api/insight';
import { defineWords } from '#kit/words.tsx';

type Of = Record<(typeof measures)[number], string>;
const zh: Of = {
  carsHandedBack: '交车台次', comebacks: '返修率', invoicedFen: '结算金额', refundedFen: '退款金额', promisesKept: '按承诺时间完工', promisesMoved: '改过承诺时间', linesApproved: '报价项目同意率', estimatesChanged: '改过报价的委托单', hoursToReady: '接车到完工（小时）', inspectionsFailed: '检验未通过', satisfaction: '回访评分', surveysAnswered: '回访回复率',
};
const en: Of = {
  carsHandedBack: 'Cars handed back', comebacks: 'Comebacks', invoicedFen: 'Invoiced', refundedFen: 'Refunded', promisesKept: 'Finished by the promised time', promisesMoved: 'Promises that were moved', linesApproved: 'Lines approved', estimatesChanged: 'Orders with a changed estimate', hoursToReady: 'Hours from check-in to finished', inspectionsFailed: 'Inspections not passed', satisfaction: 'Survey mark', surveysAnswered: 'Surveys answered',
};

export const monthWords = defineWords({
  zh: {
    title: '本月至今', lead: '每个指标旁边是它的守护指标：前者变好，后者不应变坏。点数字看明细，再点打开记录。', names: zh, outlet: '网点', month: '月份', indicator: '指标', guard: '守护', before: '上月同期', none: '没有数据', records: (count: number) => `${count} 条记录`, back: '返回本月', counts: '计入', countsNot: '不计入', number: '单号', plate: '车牌', at: '时间', value: '数值', empty: '这段时间没有记录', until: (when: string) => `截至 ${when}`,
    rowValue: { promisesKept: (hours: number) => (hours <= 0 ? `提前 ${-hours} 小时` : `晚 ${hours} 小时`), promisesMoved: (times: number) => `改 ${times} 次`, estimatesChanged: (version: number) => `第 ${version} 版`, hoursToReady: (hours: number) => `${hours} 小时`, satisfaction: (mark: number) => `${mark} 分`, surveysAnswered: (mark: number) => (mark === 0 ? '未回复' : `${mark} 分`) } as Record<string, (value: number) => string>,
  },
  en: {
    title: 'Month to date', lead: 'Each indicator stands beside its guard: when the first gets better the second must not get worse. Press a figure for its list, press a row for its record.', names: en, outlet: 'Outlet', month: 'Month', indicator: 'Indicator', guard: 'Guard', before: 'same days last month', none: 'no data', records: (count: number) => (count === 1 ? '1 record' : `${count} records`), back: 'Back to the month', counts: 'counts', countsNot: 'does not count', number: 'Number', plate: 'Plate', at: 'When', value: 'Value', empty: 'No records in this time', until: (when: string) => `up to ${when}`,
    rowValue: { promisesKept: (hours: number) => (hours <= 0 ? `${-hours} h early` : `${hours} h late`), promisesMoved: (times: number) => `moved ${times}×`, estimatesChanged: (version: number) => `version ${version}`, hoursToReady: (hours: number) => `${hours} h`, satisfaction: (mark: number) => `${mark} of 5`, surveysAnswered: (mark: number) => (mark === 0 ? 'not answered' : `${mark} of 5`) } as Record<string, (value: number) => string>,
  },
});
