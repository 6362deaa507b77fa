// Dialects, kept by administrators of the whole alliance: the beginning of a VIN knows no brand. What was read by one stays
// as it was read, so none begins in the past, and none is changed: it ends, and another begins.
import { holdsEverywhere } from '#brands';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { dialectOf, type DialectOf } from './dialect.ts';
import { allDialects, dialectById, endDialectAt, insertDialect } from './dialect-store.ts';

/** What is said a moment before it arrives is no past: it begins when it arrives, for readers have read what came before. */
const lateMs = 60_000;

const mayKeep = (tx: Tx): void => {
  if (!holdsEverywhere(tx.actor, ['administrator'])) refuse('notAllowed');
};

export async function listDialects(tx: Tx) {
  return { dialects: holdsEverywhere(tx.actor, ['administrator', 'auditor']) ? await allDialects(tx) : [] };
}

export async function addDialect(tx: Tx, input: Input<typeof api.addDialect>) {
  mayKeep(tx);
  const said = input.fromAt === undefined ? tx.now.getTime() : Date.parse(input.fromAt);
  if (said < tx.now.getTime() - lateMs) refuse('dialectInThePast', { field: 'fromAt' });
  const fromAt = new Date(Math.max(said, tx.now.getTime()));
  const dialect = await insertDialect(tx, { name: input.name.trim(), vinPrefix: input.vinPrefix, source: input.source.trim(), settings: input.settings, fromAt: fromAt.toISOString() });
  tx.record({ action: 'gateway.addDialect', subject: 'dialects', subjectId: dialect.id, version: dialect.version, after: dialect });
  tx.announce({ topic: 'gateway', id: dialect.id });
  return dialect;
}

export async function endDialect(tx: Tx, input: Input<typeof api.endDialect>) {
  mayKeep(tx);
  const before = (await dialectById(tx, input.dialectId)) ?? refuse('dialectNotFound', { id: input.dialectId });
  const after = (await endDialectAt(tx, before.id, input.version)) ?? refuse('staleEdit', { changes: await changesSince(tx, 'dialects', before.id, input.version) });
  tx.record({ action: 'gateway.endDialect', subject: 'dialects', subjectId: after.id, version: after.version, before: { untilAt: before.untilAt }, after: { untilAt: after.untilAt } });
  tx.announce({ topic: 'gateway', id: after.id });
  return after;
}

/** How cars speak, as the house knows it now; for readers of frames. */
export const dialectsNow = async (tx: Pick<Tx, 'db'>): Promise<DialectOf> => dialectOf(await allDialects(tx));
