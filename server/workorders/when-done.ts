// When something was done that a phone without a network tells later.
import type { Tx } from '#platform/tx';

/** A phone says when something was done; within the last day, never after now, nor before what was there before it. (P9) */
export function whenDone(tx: Pick<Tx, 'now'>, doneAt: string | undefined, ...notBefore: (Date | null)[]): Date {
  const earliest = Math.max(tx.now.getTime() - 86_400_000, ...notBefore.map((one) => one?.getTime() ?? 0));
  return doneAt === undefined ? tx.now : new Date(Math.min(tx.now.getTime(), Math.max(earliest, Date.parse(doneAt))));
}
