// The special tools of an outlet. O1 a serial number stands once at an outlet; O2 a tool past its calibration, or out of use,
// is offered for no work; O3 it is calibrated before it is due.
import type { Input } from '#platform/contract';
import { changesSince } from '#platform/audit';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { runOutlet } from './add-outlet.ts';
import { insertTool, toolById, toolsOf, updateTool, type Tool } from './place-store.ts';
import type { api } from './places-api.ts';
import { outletById } from './store.ts';

/** (O2) */
export const isCalibrated = (tool: Pick<Tool, 'inUse' | 'calibrationDueOn'>, onDay: string): boolean => tool.inUse && (tool.calibrationDueOn === null || onDay <= tool.calibrationDueOn);

function tellOf(tx: Tx, action: `network.${string}`, tool: Tool, more: { before?: unknown; after?: unknown }): void {
  tx.record({ action, subject: 'tools', subjectId: tool.id, version: tool.version, ...more });
  tx.announce({ topic: 'network', id: tool.outletId, outletId: tool.outletId });
}

/** (O3) */
function judgeDates(input: { calibratedOn: string | null; calibrationDueOn: string | null }): void {
  if (input.calibratedOn !== null && input.calibrationDueOn !== null && input.calibrationDueOn < input.calibratedOn) refuse('toolDatesNotValid', { field: 'calibrationDueOn' });
}

export async function listTools(tx: Tx, input: Input<typeof api.listTools>) {
  if ((await outletById(tx, input.outletId)) === undefined) refuse('outletNotFound', { id: input.outletId });
  return { tools: await toolsOf(tx, input.outletId) };
}

export async function addTool(tx: Tx, input: Input<typeof api.addTool>): Promise<Tool> {
  await runOutlet(tx, input.outletId);
  judgeDates(input);
  const tool = (await insertTool(tx, { ...input, name: input.name.trim(), serialNo: input.serialNo.trim(), calibrationNo: input.calibrationNo ?? null })) ?? refuse('toolNumberTaken', { field: 'serialNo', number: input.serialNo });
  tellOf(tx, 'network.addTool', tool, { after: tool });
  return tool;
}

export async function changeTool(tx: Tx, input: Input<typeof api.changeTool>): Promise<Tool> {
  const before = (await toolById(tx, input.id)) ?? refuse('toolNotFound', { id: input.id });
  await runOutlet(tx, before.outletId);
  judgeDates(input);
  const tool = (await updateTool(tx, { ...input, name: input.name.trim(), calibrationNo: input.calibrationNo ?? null })) ?? refuse('staleEdit', { changes: await changesSince(tx, 'tools', input.id, input.version) });
  tellOf(tx, 'network.changeTool', tool, { before, after: tool });
  return tool;
}
