// The audit as a file for somebody outside. V1 oldest first, each line with the hash of itself and of the one before it: who changes,
// takes out or adds a line breaks every hash after it; V2 a reader takes out no more than they may read (U1); V3 that a file was taken
// out, how many lines and with which hash, stands in the audit itself.
import { createHash } from 'node:crypto';
import type { Input } from '#platform/contract';
import { readAudit, type AuditRow } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import { csvLine } from '#platform/csv';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { filterOf } from './list-audit.ts';

const most = 20_000;
const head = ['序号', '时间_UTC', '类别', '姓名', '编号', '动作', '记录类型', '记录编号', '品牌', '版本', '改前', '改后', '原因', '链式校验_SHA256'];
const json = (value: unknown): string => (value === null || value === undefined ? '' : JSON.stringify(value));
const cells = (row: AuditRow): string[] => [String(row.id), row.at.toISOString(), row.actorKind, row.actorName, row.actorId ?? '', row.action, row.subject, row.subjectId, row.brandId ?? '', row.version === null ? '' : String(row.version), json(row.before), json(row.after), row.why ?? ''];

/** (V1) The text of the file; each hash is of the hash before it and of the line as it stands, without its own cell. */
export function chained(rows: readonly AuditRow[]): string {
  let hash = '';
  return `\uFEFF${csvLine(head)}${rows.map((row) => {
    const own = cells(row);
    hash = createHash('sha256').update(hash + csvLine(own)).digest('hex');
    return csvLine([...own, hash]);
  }).join('')}`;
}

export async function exportAudit(tx: Tx, input: Input<typeof api.exportAudit>) {
  const filter = filterOf(tx.actor, input);
  const rows = await readAudit(tx, { ...filter, limit: most + 1 }); // V2
  if (rows.length > most) refuse('tooMuchToExport', { most });
  const text = chained(rows.toReversed());
  const sha256 = createHash('sha256').update(text).digest('hex');
  const fileName = `audit-${input.on ?? beijingDay(tx.now)}.csv`;
  tx.record({ action: 'people.exportAudit', subject: 'audit', subjectId: sha256, brandId: filter.brandIds?.length === 1 ? (filter.brandIds[0] ?? null) : null, after: { rows: rows.length, sha256, ...input } }); // V3
  return { fileName, text, sha256, rows: rows.length };
}
