// What refusals about duty say.
import type { refusals } from '../../../server/duty/api.ts';
import type { Sentence } from './sentence.ts';

type Own = Exclude<(typeof refusals)[number], 'staffNotFound' | 'outletNotFound' | 'brandNotFound' | 'phoneNotValid' | 'notAllowed'>;

export const dutySentences = {
  shiftNotFound: { zh: '没有找到这个班次，可能已被取消。请刷新值班表。', en: 'No such shift was found; it may have been dropped. Please refresh the roster.' },
  shiftCannotBe: { zh: '请核对班次时间：结束要晚于开始和现在，单个班次不超过 7 天。', en: 'Please check the times: the end must be after the start and after now, and one shift lasts 7 days at most.' },
  shiftTaken: { zh: '这位同事在这段时间已有同一岗位的班次。请换时间或换人。', en: 'This person is already on call for this place at that time. Choose another time or person.' },
  callNotFound: { zh: '没有找到这次呼叫。请刷新页面。', en: 'No such call was found. Please refresh the page.' },
} satisfies Record<Own, Sentence>;
