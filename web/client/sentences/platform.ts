// What the platform's own refusals say.
import type { refusals } from '../../../server/platform/api.ts';
import type { Sentence } from './sentence.ts';

export const platformSentences = {
  notSignedIn: { zh: '请先登录。', en: 'Please sign in first.' },
  notAllowed: { zh: '您的角色不能执行此操作。', en: 'Your role does not allow this.' },
  notFound: { zh: '找不到，可能已被移走，或您无权查看。', en: 'Not found. It may have moved, or you may not see it.' },
  badInput: { zh: '这里填写得不对，请检查后再试。', en: 'Something here is not filled in right. Please check and try again.' },
  staleEdit: { zh: '别人刚刚改过这条记录。请看看改了什么，再决定。', en: 'Somebody changed this record just now. See what changed, then decide.' },
  tooManyRequests: { zh: '操作太频繁，请稍等一分钟。', en: 'Too many tries. Please wait a minute.' },
  tooManyFiles: { zh: '一天最多上传 {most} 张图片，请明天再试。', en: 'A person can upload {most} pictures a day. Please go on tomorrow.' },
  tooLarge: { zh: '文件太大，最多 {maxMegabytes} MB。', en: 'The file is too large; {maxMegabytes} MB at most.' },
  busy: { zh: '系统繁忙，请稍后再试，您的输入没有丢失。', en: 'The system is busy. Try again shortly; nothing you typed is lost.' },
  internal: { zh: '系统出错了，已记录。您的输入没有丢失，请稍后再试。', en: 'Something broke on our side and was logged. Nothing you typed is lost; please try again.' },
} satisfies Record<(typeof refusals)[number], Sentence>;

/** What of a form is not right, where its contract says why. */
export const badInputSentences: Record<string, Sentence> = {
  required: { zh: '请填写。', en: 'Please fill this in.' },
  maxLength: { zh: '太长了，最多 {limit} 个字。', en: 'Too long; {limit} characters at most.' },
  minLength: { zh: '太短了，至少 {limit} 个字。', en: 'Too short; {limit} characters at least.' },
  minimum: { zh: '不能小于 {limit}。', en: 'Not less than {limit}.' },
  maximum: { zh: '不能大于 {limit}。', en: 'Not more than {limit}.' },
  inTheFuture: { zh: '时间不能晚于现在。', en: 'Not later than now.' },
  tooEarly: { zh: '时间早于它上一次的变动，请核对。', en: 'That is before its last change; please check the time.' },
  impossible: { zh: '“{value}”不可能是这项的数值，请核对数值和单位。', en: '“{value}” cannot be the value here; please check figure and unit.' },
  number: { zh: '请填一个数字。', en: 'Please give a number.' },
  pattern: { zh: '格式不对，请按提示填写。', en: 'Not in the right form; please fill it in as the hint says.' },
  notAPicture: { zh: '这不是图片，或图片已损坏。', en: 'This is no picture, or a damaged one.' },
};
