// Words of the summary that a person takes a talk over with.
import { defineWords } from '#kit/words.tsx';

export const summaryWords = defineWords({
  zh: { danger: '提到危险', problem: '问题', tried: '试过', question: '还想知道', answered: '助手引用', done: '已办', assistant: '服务助手', sentiment: { calm: '平静', neutral: '一般', worried: '担心', negative: '不满', angry: '生气' } },
  en: { danger: 'Danger was said', problem: 'Problem', tried: 'Tried', question: 'Still asks', answered: 'Cited', done: 'Done', assistant: 'Service assistant', sentiment: { calm: 'Calm', neutral: 'Neutral', worried: 'Worried', negative: 'Unhappy', angry: 'Angry' } },
});
