// The regulator's file: one line per event that is due, in the order of its day, checked field by field before it is sent, and
// what the platform answered. T1 the same state gives the same file to the byte; T2 a line with a problem stands in the list of
// problems and not in the file; T3 a receipt is kept with its line.
// Columns are the event fields of the 2018 rule (溯源管理暂行规定 arts 10 to 15); the 2026 platform's own tables were not found and
// replace `columns` when they are known.
import { createHash } from 'node:crypto';
import { holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { csvLine } from '#platform/csv';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findBrand } from '#brands';
import type { api } from './api.ts';
import { tracesShown } from './battery-file.ts';
import { answerTrace, traceById, tracesDue } from './file-store.ts';
import type { Trace } from './unit.ts';

const mayReport = ['partsPlanner', 'warrantyOfficer', 'serviceManager', 'administrator'] as const;
const columns: readonly (readonly [name: string, of: (trace: Trace) => string])[] = [
  ['事件', (trace) => trace.kind], ['发生日期', (trace) => beijingDay(trace.occurredAt)], ['电池编码', (trace) => trace.code], ['换下编码', (trace) => trace.removedCode ?? ''], ['车辆识别代号', (trace) => trace.vin ?? ''],
  ['接收方', (trace) => trace.partyName ?? ''], ['重量_kg', (trace) => (trace.weightKg === null ? '' : String(Math.round(trace.weightKg * 10) / 10))], ['证明编号', (trace) => trace.certificateNo ?? ''], ['报送期限', (trace) => trace.dueOn], ['事件号', (trace) => trace.id],
];
/** (T1) */
export const fileOf = (traces: readonly Trace[]): string => [columns.map(([name]) => name), ...traces.map((trace) => columns.map(([, of]) => of(trace)))].map(csvLine).join('');

export async function exportTraceFile(tx: Tx, input: Input<typeof api.exportTraceFile>) {
  const brand = await findBrand(tx, input.brandId);
  if (!holds(tx.actor, [...mayReport, 'auditor'], { brandId: brand.id })) refuse('notAllowed');
  const traces = tracesShown(await tracesDue(tx, brand.id));
  const good = traces.filter((trace) => trace.problems.length === 0); // T2
  const text = fileOf(good as unknown as Trace[]);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { fileName: `battery-trace-${brand.id}-${beijingDay(tx.now)}.csv`, text, sha256, rows: good.length, traces };
}

/** (T3) */
export async function recordTraceReceipt(tx: Tx, input: Input<typeof api.recordTraceReceipt>) {
  const trace = (await traceById(tx, input.traceId)) ?? refuse('traceNotFound', { id: input.traceId });
  if (!holds(tx.actor, mayReport, { brandId: trace.brandId })) refuse('notAllowed');
  if (trace.state === 'accepted') refuse('receiptNotValid', { receiptNo: trace.receiptNo });
  const saved = (await answerTrace(tx, trace.id, input.accepted ? 'accepted' : 'rejected', input.receiptNo)) ?? refuse('traceNotFound', { id: input.traceId });
  tx.record({ action: 'batteries.traceReceipt', subject: 'batteryUnits', subjectId: trace.unitId, brandId: trace.brandId, before: { state: trace.state }, after: { state: saved.state, receiptNo: saved.receiptNo } });
  tx.announce({ topic: 'batteries', id: trace.unitId, brandId: trace.brandId });
  return tracesShown([saved])[0] ?? refuse('traceNotFound', { id: input.traceId });
}
