// What refusals about the hotline say.
import type { refusals } from '../../../server/hotline/api.ts';
import type { Sentence } from './sentence.ts';

type Own = Exclude<(typeof refusals)[number], 'vehicleNotFound' | 'notAllowed' | 'staleEdit'>;

export const hotlineSentences = {
  contactNotFound: { zh: '没有找到这次来电或会话，可能已经结束。请刷新。', en: 'No such contact was found; it may have ended. Please refresh.' },
  notNowWithContact: { zh: '这次来电目前不能这样做，可能已由其他同事接起。请刷新。', en: 'This cannot be done with the contact now; a colleague may have taken it. Please refresh.' },
  contactTaken: { zh: '{name}已经接起，由这位同事处理。', en: '{name} has taken it and deals with it.' },
  alreadyOnContact: { zh: '您正在处理 {number}，请先结束并完成整理。', en: 'You are on {number}; please end it and wrap it up first.' },
  colleagueNotFound: { zh: '这位同事现在不在线或正忙。请选择其他同事或技能组。', en: 'This colleague is away or busy now. Please choose somebody else or a skill.' },
  exchangeNotFound: { zh: '没有这个交换机事件地址，可能已更换。请在热线大屏查看现在的地址。', en: 'There is no such address for an exchange; it may have been renewed. See the hotline wall for the one in use.' },
  callBackNotOpen: { zh: '请选择热线开放时间内、晚于现在的时间。', en: 'Please choose a later time at which the line is open.' },
} satisfies Record<Own, Sentence>;
