// Short messages go out: at once by reaction, later by round (quiet hours, failed tries).
// T3 a message is written down before it is sent, and its id is the key by which a repeat is harmless; T4 a message
// that cannot be sent is tried again and in the end shown to staff as failed, never lost.
import { beijingDay } from '#platform/calendar';
import { log } from '#platform/log';
import type { Tx } from '#platform/tx';
import { nextTry } from './notice.ts';
import { messagesDue, rulesOn, takeMessage, writeFailed, writeSent } from './store.ts';

/** Reaction: a message was written that may go out at once. */
export async function sendMessage(tx: Tx, body: { messageId: string }): Promise<void> {
  const message = await takeMessage(tx, body.messageId);
  if (message === undefined) return;
  try {
    await tx.outside.sms.send({ to: message.phone, template: message.template, params: message.params, key: message.id, text: message.text });
    await writeSent(tx, message.id);
  } catch (error) {
    log.warn({ err: error, message: message.id }, 'a short message was not taken');
    const reason = error instanceof Error ? error.message : 'unknown';
    await writeFailed(tx, message.id, reason.slice(0, 200), nextTry(message.urgent, message.tries + 1, tx.now, await rulesOn(tx, beijingDay(tx.now))));
  }
}

/** Round: what may go out now, urgent ones first. */
export async function sendDueMessages(tx: Tx): Promise<void> {
  for (const { id } of await messagesDue(tx, 100)) await sendMessage(tx, { messageId: id });
}
