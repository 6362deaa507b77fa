// The texts of short messages, as a provider approves them: one per template and language, with named parameters, each
// signed by the brand. M1 a message fits into two parts in Chinese, three in English; M2 a danger says first what to do.
import type { Language } from './notice.ts';

type Text = { zh: string; en: string };

/** `{name}` is a parameter. */
export const smsTemplates = {
  danger: {
    zh: '{plate}可能有危险（{number}）。请停到安全处，全员下车远离15米以上；有烟火拨119，高速上拨12122。我们马上联系您，热线{hotline}。',
    en: '{plate} may be in danger ({number}). Stop safely, everybody out and 15 m away. Smoke or fire: call 119; motorway: 12122. We will call you. Hotline {hotline}.',
  },
  stranded: {
    zh: '已收到{plate}的故障（{number}）。请打开双闪，人到安全处等候。我们会尽快联系您，热线{hotline}。',
    en: 'We know of the trouble with {plate} ({number}). Hazard lights on, wait in a safe place. We will call you soon. Hotline {hotline}.',
  },
  helpPlanned: { zh: '{plate}（{number}）：{words}', en: '{plate} ({number}): {words}' },
  confirmReminder: { zh: '服务单{number}的问题解决了吗？请在App确认；如未解决请告诉我们。', en: 'Is the trouble of case {number} solved? Please confirm in the app, or tell us that it is not.' },
  appointmentBooked: { zh: '已预约：{plate}，{startsAt}，{outlet}。改期请在App操作。', en: 'Booked: {plate}, {startsAt}, {outlet}. You can change it in the app.' },
  appointmentMoved: { zh: '预约已改到：{plate}，{startsAt}，{outlet}。', en: 'Your appointment has moved: {plate}, {startsAt}, {outlet}.' },
  appointmentCancelled: { zh: '{plate}在{startsAt}的预约已取消。需要时请在App重新预约。', en: 'The appointment of {plate} on {startsAt} is cancelled. You can book again in the app.' },
  waitingOffered: { zh: '候补有位：{plate}，{startsAt}，{outlet}。为您保留到{until}，请在App确认。', en: 'A time is free for {plate}: {startsAt}, {outlet}. Kept for you until {until}; confirm in the app.' },
  estimateToApprove: { zh: '{plate}的估价单已发出，请在App逐项确认。未经您同意不会施工。', en: 'The estimate for {plate} is ready. Please approve it line by line in the app. Nothing is done without your consent.' },
  promiseLate: { zh: '{plate}可能晚于承诺时间交付，抱歉。顾问会尽快告知新的时间，进展见App。', en: '{plate} may be later than promised; we are sorry. The outlet will tell you the new time soon; see the app.' },
  promiseMoved: { zh: '{plate}的交车时间由{fromAt}改为{promisedAt}，原因：{reason}。如有不便请联系门店或热线{hotline}。', en: '{plate}: the promised time has moved from {fromAt} to {promisedAt}. Why: {reason}. Call the outlet or {hotline}.' },
  partsHere: { zh: '{plate}等的备件已到齐，请在App预约回店时间，我们接着修。', en: 'The parts for {plate} are all here. Please book in the app when to bring the car back; we go on from there.' },
  partsSome: { zh: '{plate}的备件{of}项已到{came}项。等待期间车辆留店还是先开走，请在App告诉我们。', en: '{came} of {of} parts for {plate} are here. Stay at the outlet or go home meanwhile? Please say so in the app.' },
  invoiceToPay: { zh: '{plate}的维修已完成，应付{amount}元，请在App查看明细并支付。', en: 'The work on {plate} is done. {amount} yuan to pay; see the details and pay in the app.' },
  carHandedBack: { zh: '{plate}已交还给您。问题是否解决，请在App确认；如未解决请告诉我们。', en: '{plate} has been handed back to you. Please say in the app whether the trouble is solved, or that it is not.' },
  talkAnswered: { zh: '{plate}：服务人员回复了您，微信没能送达，请在App“问问服务”里查看，或拨打热线{hotline}。', en: '{plate}: the service team answered you, and WeChat could not deliver it. Please read it in the app (“Ask service”), or call {hotline}.' },
  comesAt: { zh: '{plate}的上门服务：我们约{at}后一小时内到，准确时间见App。', en: 'For {plate} we come within an hour from {at}; the app shows the time as it looks now.' },
  comesLater: { zh: '{plate}的上门时间改为{at}后一小时内，抱歉。准确时间见App。', en: 'The visit for {plate} has moved: within an hour from {at}. Sorry; the app shows the time as it looks now.' },
  onTheWay: { zh: '服务人员已出发前往{plate}，预计{at}到，位置见App。', en: 'We are on the way to {plate}, expected {at}; the app shows where we are.' },
  visitNotDone: { zh: '{plate}的上门服务这次没有完成（{number}），请在App另选时间或联系我们{hotline}。', en: 'The visit for {plate} ({number}) could not be done. Choose another time in the app or call {hotline}.' },
  callBackPromised: { zh: '已登记（{number}）：我们会在{until}前给您回电，请留意接听。急事请再拨{hotline}。', en: 'On record ({number}): we call you back by {until}. If it is urgent, call {hotline}.' },
  callBackMissed: { zh: '刚才给您回电没有接通（{number}），我们{at}再打给您；也可直接拨{hotline}。', en: 'We called you back and did not reach you ({number}). We try again {at}; or call {hotline}.' },
  callBackUnreached: { zh: '我们三次回电都没有接通（{number}）。方便时请拨{hotline}或在App联系我们。', en: 'We called you back three times without reaching you ({number}). Please call {hotline} or write to us in the app.' },
  weChangedThis: { zh: '您反映过的{plate}的问题，我们做了改进：{what}', en: 'About what you reported of {plate} we changed: {what}' },
  surveyAsked: { zh: '对{plate}这次服务满意吗？请在App打分，只需半分钟。', en: 'How was this visit with {plate}? Please rate it in the app; it takes half a minute.' },
} satisfies Record<string, Text>;

export type SmsTemplate = keyof typeof smsTemplates;

/** The finished text, signed by the brand. A parameter that is missing is a mistake of ours. */
export function smsText(template: SmsTemplate, params: Record<string, string>, language: Language, brandName: string): string {
  const body = (smsTemplates[template] as Text)[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the message ${template} needs "${name}"`);
    return value;
  });
  return `【${brandName}】${body}`;
}
