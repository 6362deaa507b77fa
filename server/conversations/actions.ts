// What the assistant may offer to do: typed cards that the server makes, never a model. C1 a card that changes something
// waits for the owner's confirmation, except rescue in danger, which is one tap; C2 whose car it is comes from the session.
import type { Triage } from './triage.ts';

export const tools = ['rescue', 'bookVisit', 'changeVisit', 'cancelVisit', 'showProgress', 'showPrice', 'showRecalls', 'openCase', 'toPerson', 'findOutlet'] as const;
export type Tool = (typeof tools)[number];
export type Card = { tool: Tool; service: string; confirm: boolean; fields: Record<string, string> };

const card = (tool: Tool, service: string, confirm: boolean, fields: Record<string, string> = {}): Card => ({ tool, service, confirm, fields });
const change = /改期|改到|改成|换到|换个时间|换成|推迟|提前|改时间|改约|改明天|改(?:一下)?(?:时间|日期)|reschedul|move my/;
const cancel = /取消|不去了(?!了)|退掉预约|cancel/;

/** (C1) */
export function cardsFor(read: Triage): Card[] {
  const text = read.danger.folded;
  if (read.urgency === 'S0') return [card('rescue', 'rescue', false), card('toPerson', 'human', false)];
  if (read.urgency === 'S1') return [card('rescue', 'rescue', false), card('toPerson', 'human', false)];
  if (read.intent === 'human') return [card('toPerson', 'human', false)];
  if (read.intent === 'rescue') return [card('rescue', 'rescue', true)];
  if (read.intent === 'booking') return [cancel.test(text) ? card('cancelVisit', 'book.cancel', true) : change.test(text) ? card('changeVisit', 'book.change', true) : card('bookVisit', /保养|首保|maintenance|service/.test(text) ? 'book.maintenance' : 'book.create', true)];
  if (read.category === 'recall.campaign') return [card('showRecalls', 'recall.lookup', false)];
  if (read.intent === 'progress') return [card('showProgress', 'progress.show', false)];
  if (read.intent === 'price') return [card('showPrice', 'price.lookup', false)];
  if (read.intent === 'complaint') return [card('openCase', 'complaint', true), card('toPerson', 'human', false)];
  if (read.category === 'service.outlets') return [card('findOutlet', 'outlets', false)];
  if (read.urgency === 'S2') return [card('bookVisit', 'book.diagnosis', true), ...(/^(?:drive\.power_loss|rescue\.|flood)/.test(read.category) ? [card('rescue', 'rescue', true)] : [])];
  if (['symptom', 'fault_code'].includes(read.intent) && read.urgency === 'S3') return [card('bookVisit', 'book.diagnosis', true)];
  return [];
}
