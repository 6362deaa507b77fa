// Words of the summary that a person takes a talk over with.
import { defineWords } from '#kit/words.tsx';

export const summaryWords = defineWords({
  zh: { picture: '图片', shut: '关闭', danger: '提到危险', problem: '问题', tried: '试过', question: '还想知道', answered: '助手引用', done: '已办', assistant: '服务助手', sentiment: { calm: '平静', neutral: '一般', worried: '担心', negative: '不满', angry: '生气' }, tool: { rescue: '派救援', bookVisit: '预约到店', changeVisit: '改预约', cancelVisit: '取消预约', showProgress: '查看进度', showPrice: '查看价格', showRecalls: '查召回', openCase: '开单', toPerson: '转人工', findOutlet: '找门店' } },
  en: { picture: 'Picture', shut: 'Close', danger: 'Danger was said', problem: 'Problem', tried: 'Tried', question: 'Still asks', answered: 'Cited', done: 'Done', assistant: 'Service assistant', sentiment: { calm: 'Calm', neutral: 'Neutral', worried: 'Worried', negative: 'Unhappy', angry: 'Angry' }, tool: { rescue: 'Rescue sent', bookVisit: 'Visit booked', changeVisit: 'Visit moved', cancelVisit: 'Visit cancelled', showProgress: 'Looked at progress', showPrice: 'Looked at prices', showRecalls: 'Looked at recalls', openCase: 'Case opened', toPerson: 'Asked for a person', findOutlet: 'Looked for an outlet' } },
});
