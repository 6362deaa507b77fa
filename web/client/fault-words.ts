// Words of makers' fault codes.
import { defineWords } from '#kit/words.tsx';

export const faultWords = defineWords({
  zh: {
    title: '车辆故障码', stands: '现在仍在报', was: '之前报过', unknown: '该厂家的未知代码：没有人提供过它的含义，请查厂家的故障码表或联系厂家。', todo: '先做什么', job: '作业', article: '知识', source: '来源', none: '最近 7 天车辆没有报故障码', last: '最近一次',
    severity: { stopNow: '立即停车', soon: '尽快进厂', book: '预约检查', note: '仅作记录' }, parts: { battery: '可充电储能', motor: '驱动电机', engine: '发动机', other: '其他' },
  },
  en: {
    title: 'The car’s fault codes', stands: 'still named', was: 'named before', unknown: 'Unknown code of this maker: nobody has told us what it means. See the maker’s fault list or ask the maker.', todo: 'What to do first', job: 'Job', article: 'Article', source: 'Source', none: 'The car named no fault code in the last 7 days', last: 'Last',
    severity: { stopNow: 'Stop now', soon: 'To a workshop soon', book: 'Book a check', note: 'Only noted' }, parts: { battery: 'traction battery', motor: 'drive motor', engine: 'engine', other: 'other' },
  },
});

export const severityTone = { stopNow: 'danger', soon: 'warn', book: 'info', note: 'plain' } as const;
