// What refusals about surveys say.
import type { refusals } from '../../../server/feedback/api.ts';
import type { Sentence } from './sentence.ts';

export const feedbackSentences = {
  surveyNotFound: { zh: '没有找到这份回访。', en: 'There is no such survey.' },
  surveyAnsweredAlready: { zh: '您已经回答过这份回访，谢谢。', en: 'You have answered this survey already. Thank you.' },
  surveyExpired: { zh: '这份回访已经结束。如果还有问题，请直接在服务单里告诉我们。', en: 'This survey has ended. If something is still wrong, please tell us in your case.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
