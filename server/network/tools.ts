// The special tools of an outlet. O1 a serial number stands once at an outlet; O2 a tool past its calibration, or out of use,
// is offered for no work; O3 it is calibrated before it is due.
import type { Input } from '#platform/contract';
import { holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { runOutlet } from './add-outlet.ts';
import type { Outlet } from './outlet.ts';
import { insertTool, toolById, toolsOf, updateTool, type Tool } from './place-store.ts';
import type { api } from './places-api.ts';
import { outletById } from './store.ts';

/** (O2) */
export const isCalibrated = (tool: Pick<Tool, 'inUse' | 'calibrationDueOn'>, onDay: string): boolean => tool.inUse && (tool.calibrationDueOn === null || onDay <= tool.calibrationDueOn);

function tellOf(tx: Tx, action: `network.${string}`, tool: Tool, more: { before?: unknown; after?: unknown }): void {
  tx.record({ action, subject: 'tools', subjectId: tool.id, version: tool.version, ...more });
  tx.announce({ topic: 'network', id: tool.outletId, outletId: tool.outletId });
}

const readers: readonly Role[] = ['agent', 'adviser', 'technician', 'dispatcher', 'partsPlanner', 'storeKeeper', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'];

/** An outlet, for those who work for one of its brands; the same no for what is not there. */
export async function readPlace(tx: Tx, outletId: string): Promise<Outlet> {
  const outlet = await outletById(tx, outletId);
  const reads = outlet?.brandIds.some((brandId) => holds(tx.actor, readers, { brandId, outletId })) ?? false;
  return outlet !== undefined && reads ? outlet : refuse('outletNotFound', { id: outletId });
}

/** (O3) */
function judgeDates(input: { calibratedOn: string | null; calibrationDueOn: string | null }): void {
  if (input.calibratedOn !== null && input.calibrationDueOn !== null && input.calibrationDueOn < input.calibratedOn) refuse('toolDatesNotValid', { field: 'calibrationDueOn' });
}

export async function listTools(tx: Tx, input: Input<typeof api.listTools>) {
  return { tools: await toolsOf(tx, (await readPlace(tx, input.outletId)).id) };
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
