// Notices as their readers see them, and what was told about a case as staff see it.
// T5 nobody reads or marks what was told to somebody else; phones are shown with their middle hidden.
import type { Input } from '#platform/contract';
import type { Tx } from '#platform/tx';
import { findCase } from '#cases';
import { maskPhone, namesOf } from '#people';
import type { api } from './api.ts';
import type { Notice } from './notice.ts';
import { markRead, noticesFor, toldAbout, unreadFor } from './store.ts';

const shown = ({ id, at, code, data, caseId, urgent, readAt }: Notice) => ({ id, at, code, data, caseId, urgent, readAt });

/** (T5) */
export async function noticesToMe(tx: Tx, input: Input<typeof api.myNotices>) {
  const limit = input.limit ?? 30;
  const [at, id] = input.after?.split('~') ?? [];
  const after = at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? {} : { after: { at, id } };
  const found = await noticesFor(tx, { unread: input.unread ?? false, limit: limit + 1, ...after });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { notices: page.map(shown), next: found.length > limit && last !== undefined ? `${last.at.toISOString()}~${last.id}` : null, unread: await unreadFor(tx) };
}

export async function markNoticesRead(tx: Tx, input: Input<typeof api.markNoticesRead>) {
  await markRead(tx, input.ids);
  if (tx.actor.kind === 'owner') tx.announce({ topic: 'notices', id: tx.actor.id, ownerId: tx.actor.id });
  return { ok: true as const };
}

export async function noticesOfCase(tx: Tx, input: Input<typeof api.noticesOfCase>) {
  const one = await findCase(tx, input.caseId);
  const told = await toldAbout(tx, one.id);
  const names = await namesOf(tx, [...new Set(told.flatMap((notice) => [notice.ownerId, notice.staffId]).filter((id) => id !== null))]);
  return {
    notices: told.map((notice) => ({
      ...shown(notice), audience: notice.ownerId !== null ? ('owner' as const) : notice.staffId !== null ? ('staff' as const) : ('desk' as const),
      to: names.get(notice.ownerId ?? notice.staffId ?? '') ?? notice.desk ?? '',
      sms: notice.sms === null ? null : {
        to: maskPhone(notice.sms.phone), text: notice.sms.text, state: notice.sms.state, writtenAt: notice.sms.writtenAt, nextTryAt: notice.sms.nextTryAt, sentAt: notice.sms.sentAt,
        tries: notice.sms.tries, lastError: notice.sms.lastError,
      },
    })),
  };
}
