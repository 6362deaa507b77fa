// What is said in WeChat, where there are no buttons, cards or folded sources: all of it as words that one can answer.
import type { Outcome } from './turn.ts';
import type { CardRow } from './conversation.ts';

export type Language = 'zh' | 'en';

export const wechatWords = {
  joined: { zh: '已关联：这里和 App 里是同一次会话。回复“解绑”可取消关联。', en: 'Joined: here and in the app it is one conversation. Reply “unbind” to undo it.' },
  codeUnknown: { zh: '这个关联码不对或已过期。请在 App 的“问问服务”里点“在微信里继续”，重新获取。', en: 'This code is wrong or has lapsed. Get a new one in the app: “Ask service”, “Go on in WeChat”.' },
  unjoined: { zh: '已取消关联。之后在这里说的话不再进入您的会话。', en: 'It is undone. What is said here no longer reaches your conversation.' },
  joinFirst: { zh: '要继续您在 App 里的会话、预约或转人工：打开 App 的“问问服务”，点“在微信里继续”，把得到的“绑定 关联码”发到这里。', en: 'To go on with your conversation, bookings or a person: in the app open “Ask service”, tap “Go on in WeChat”, and send the “bind CODE” you get to this chat.' },
  hotline: { zh: (phone: string) => `也可以直接拨打服务热线 ${phone}。`, en: (phone: string) => `Or call the hotline ${phone}.` },
  personInApp: { zh: '可以为您转人工，先要知道您是哪位车主。', en: 'A person can take over; first we need to know which owner you are.' },
  onlyWords: { zh: '已收到。请用文字、语音或图片说明情况。', en: 'Received. Please tell us in words, by voice or with a picture.' },
  pictureLost: { zh: '刚才的图片没有取到，请再发一次，或在 App 里上传。', en: 'We could not get your picture. Please send it again, or send it in the app.' },
  noCar: { zh: '您名下还没有该品牌的车辆，请在 App 里添加。', en: 'There is no car of this brand under your name yet; please add it in the app.' },
  sources: { zh: '依据：', en: 'Sources: ' },
  rescue: { zh: '回复“一键救援”就派车，不用打开 App。', en: 'Reply “rescue now” and help is sent; no need to open the app.' },
  rescueSent: { zh: (number: string) => `救援已受理（${number}），请留在安全的地方，安全人员会联系您。不确定在哪里的话，请在这里发送位置。`, en: (number: string) => `Rescue is on its way (${number}); stay in a safe place, we will call you. If you are not sure where you are, send your location here.` },
  inApp: { zh: (what: string) => `办理：打开 App 的“问问服务”，点“${what}”。`, en: (what: string) => `To do it: open “Ask service” in the app and tap “${what}”.` },
  ahead: { zh: (count: number) => `您前面还有 ${count} 位。`, en: (count: number) => `There are ${count} before you.` },
  callBack: { zh: (when: string) => `现在人工较忙或已下班，我们会在 ${when} 前给您回电。您也可以先在这里留言；有危险请马上说。`, en: (when: string) => `All of us are busy or off duty; we call you back by ${when}. You may leave word here; in danger say so at once.` },
  more: { zh: '……全文在 App 的“问问服务”里。', en: '… The whole text is in the app, under “Ask service”.' },
} as const;

const toolNames: Partial<Record<CardRow['tool'], { zh: string; en: string }>> = {
  bookVisit: { zh: '预约到店', en: 'Book a visit' }, changeVisit: { zh: '改预约', en: 'Move the visit' }, cancelVisit: { zh: '取消预约', en: 'Cancel the visit' }, showProgress: { zh: '查看进度', en: 'See progress' },
  showPrice: { zh: '查看公开价格', en: 'Public prices' }, showRecalls: { zh: '查召回', en: 'Recalls' }, openCase: { zh: '交给专人处理', en: 'Hand to a person in charge' }, findOutlet: { zh: '找门店', en: 'Find an outlet' },
};

/** A text message holds 2,048 bytes; what is longer ends with where the rest is. */
const mostBytes = 2_000;
function fitting(text: string, language: Language): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let kept = '';
  for (const sign of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(sign) > mostBytes - 100) break;
    kept += sign;
  }
  return `${kept.slice(0, Math.max(kept.lastIndexOf('\n'), kept.length - 80))}\n${wechatWords.more[language]}`;
}

/** A card that would stand below: what it does is said in words instead. */
const speaksOfCards = /下面的卡片|the card below/;

/** An answer of the assistant with what the app shows beside it: rescue by one word, right after the step that protects; where it is from; what can be done. */
export function answerInWechat(said: string, outcome: Outcome, language: Language): string {
  const lines = said.split('\n').filter((line) => line !== '' && !speaksOfCards.test(line));
  const tools = [...new Set(outcome.cards.map((card) => card.tool))];
  if (tools.includes('rescue')) lines.splice(1, 0, wechatWords.rescue[language]);
  for (const tool of tools) {
    const name = toolNames[tool];
    if (name !== undefined) lines.push(wechatWords.inApp[language](name[language]));
  }
  const titles = [...new Set(outcome.citations.map((one) => one.title))].slice(0, 2);
  if (titles.length > 0) lines.push(`${wechatWords.sources[language]}${titles.join(language === 'zh' ? '；' : '; ')}`);
  return fitting(lines.join('\n'), language);
}

/** The one word that sends rescue, as the button of the app does. */
export const asksRescueNow = (words: string): boolean => /^(?:一键救援|派救援|马上派救援|确认救援|rescue now|send rescue)[。！!.]?$/iu.test(words);
export const undoesJoin = (words: string): boolean => /^(?:解绑|取消关联|取消绑定|unbind)[。！!.]?$/iu.test(words);
/** The code in words that want to join, or a code that stands alone; undefined in any others. */
export function codeIn(words: string): { code: string; alone: boolean } | undefined {
  const plain = words.normalize('NFKC').trim();
  const named = /^(?:绑定|关联|bind)[\s:"'“”‘’「」]*(?:关联码|code)?[\s:"'“”‘’「」]*([A-Za-z0-9]{4,12})["'“”‘’」]?[。.]?$/iu.exec(plain)?.[1];
  if (named !== undefined) return { code: named.toUpperCase(), alone: false };
  return /^[A-HJ-NP-Za-hj-np-z2-9]{8}$/u.test(plain) ? { code: plain.toUpperCase(), alone: true } : undefined;
}
