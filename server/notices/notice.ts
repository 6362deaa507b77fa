// A notice: a code with data, for an owner, a member of staff or a desk; the web says it in the reader's language.
// T1 a fact told twice is said once; T2 what can wait is not sent at night, a danger is always sent at once; T3 a short
// message is written down before it is sent and its key makes a repeat harmless.
import { afterQuietHours, type QuietHours } from '#platform/calendar';
import { fact } from '#platform/facts';
import type { messageStates, ownerNoticeCodes, staffNoticeCodes } from './api.ts';

export type Language = 'zh' | 'en';
export type OwnerNoticeCode = (typeof ownerNoticeCodes)[number];
export type StaffNoticeCode = (typeof staffNoticeCodes)[number];

export type Notice = {
  id: string; brandId: string; ownerId: string | null; staffId: string | null; desk: string | null; outletId: string | null; caseId: string | null;
  code: OwnerNoticeCode | StaffNoticeCode; data: Record<string, unknown>; urgent: boolean; at: Date; readAt: Date | null;
};
export type Message = {
  id: string; noticeId: string; phone: string; template: string; params: Record<string, string>; text: string; urgent: boolean; state: (typeof messageStates)[number];
  writtenAt: Date; nextTryAt: Date; tries: number; lastError: string | null; sentAt: Date | null;
};

export type NoticeRules = { quiet: QuietHours; mostTries: number };

/** When a message may go out first. (T2) */
export const mayGoAt = (urgent: boolean, now: Date, quiet: QuietHours): Date => (urgent ? now : afterQuietHours(now, quiet));

/** After a failed try: again after 1, 2, 4 … 64 minutes, an urgent one after half a minute each; undefined when it is enough. (T2) */
export function nextTry(urgent: boolean, tries: number, now: Date, rules: NoticeRules): Date | undefined {
  if (tries >= rules.mostTries) return undefined;
  const waitMs = urgent ? 30_000 : Math.min(64, 2 ** (tries - 1)) * 60_000;
  return mayGoAt(urgent, new Date(now.getTime() + waitMs), rules.quiet);
}

export const messageWritten = fact<{ messageId: string }>('notices.messageWritten');
