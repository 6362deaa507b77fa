// What the exchange says to somebody on the line: how many stand before them and until when somebody answers, or when they are
// called back. The same promise as the desk and the wall show. Pure.
import { beijingDay, beijingTime } from '#platform/calendar';
import type { Contact } from './contact.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
/** 今天15:05, 11月28日08:15; 15:05 today, 08:15 on 28 November. */
function moment(at: Date, now: Date): { zh: string; en: string } {
  const [onDay, time] = [beijingDay(at), beijingTime(at)];
  if (onDay === beijingDay(now)) return { zh: `今天${time}`, en: `${time} today` };
  const [, month = 1, day = 1] = onDay.split('-').map(Number);
  return { zh: `${month}月${day}日${time}`, en: `${time} on ${day} ${months[month - 1]}` };
}

/** `ahead` stand before; undefined when nothing is to be said. */
export function sayToCaller(one: Pick<Contact, 'state' | 'urgency' | 'phone' | 'promisedAt' | 'callBackDueAt'>, ahead: number, now: Date): { zh: string; en: string } | undefined {
  if (one.state === 'callBack' && one.callBackDueAt !== null) {
    const due = moment(one.callBackDueAt, now);
    return { zh: `现在不能马上接听。我们会在${due.zh}前给您回电。有危险请按 1。`, en: `We cannot answer at once. We will call you back by ${due.en}. If you are in danger, press 1.` };
  }
  if (one.state !== 'waiting' && one.state !== 'offered') return undefined;
  if (one.urgency === 1) return { zh: '请先离开车辆到安全的地方。有烟火请拨 119，有人受伤请拨 120。正在为您优先接通。', en: 'Leave the car and go to a safe place first. Smoke or fire: call 119. Somebody hurt: call 120. You are being put through before everybody else.' };
  const minutes = one.promisedAt === null ? 0 : Math.ceil((one.promisedAt.getTime() - now.getTime()) / 60_000);
  // Whose number nobody knows keeps the line: at night there is a time at which it opens, and nobody to answer before.
  if (minutes > 60 && one.promisedAt !== null) {
    const opens = moment(one.promisedAt, now);
    return { zh: `现在没有人工服务，您的号码没有显示，无法回电。请在${opens.zh}后再来电。有危险请按 1。`, en: `Nobody is at the phones now, and we cannot see your number to call back. Please call again after ${opens.en}. If you are in danger, press 1.` };
  }
  const wait = minutes <= 1 ? { zh: '一分钟内', en: 'within a minute' } : { zh: `约${minutes}分钟`, en: `in about ${minutes} minutes` };
  const before = ahead === 0 ? { zh: '您排在第一位', en: 'You are next' } : { zh: `前面还有${ahead}位`, en: ahead === 1 ? '1 caller is before you' : `${ahead} callers are before you` };
  const back = one.phone === null ? { zh: '', en: '' } : { zh: '，希望回电请按 0', en: ', to be called back, press 0' };
  return { zh: `${before.zh}，${wait.zh}接通。有危险请按 1${back.zh}。`, en: `${before.en}; somebody answers ${wait.en}. If you are in danger, press 1${back.en}.` };
}
