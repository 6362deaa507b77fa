// Every SQL statement about tools, shifts and swaps.
import { many, maybe, one, run, sql } from '#platform/database';
import { newId } from '#platform/ids';
import type { Static } from '#platform/contract';
import type { Tx } from '#platform/tx';
import type { Shift as ShiftShape, Swap as SwapShape, Tool as ToolShape } from './places-api.ts';

export type Tool = Static<typeof ToolShape>;
export type Shift = Static<typeof ShiftShape>;
export type Swap = Omit<Static<typeof SwapShape>, 'askerName' | 'otherName' | 'askedAt'> & { askedAt: Date };

const toolColumns = sql`id, outlet_id, kind, name, serial_no, calibrated_on, calibration_due_on, calibration_no, in_use, version`;
export const toolsOf = (tx: Tx, outletId: string) => many<Tool>(tx, sql`select ${toolColumns} from network.tools where outlet_id = ${outletId} order by in_use desc, kind, name, id`);
export const toolById = (tx: Tx, id: string) => maybe<Tool>(tx, sql`select ${toolColumns} from network.tools where id = ${id}`);
/** Undefined when the outlet has one with this number. */
export const insertTool = (tx: Tx, t: Omit<Tool, 'id' | 'inUse' | 'version'>) =>
  maybe<Tool>(tx, sql`insert into network.tools (id, outlet_id, kind, name, serial_no, calibrated_on, calibration_due_on, calibration_no)
    values (${newId()}, ${t.outletId}, ${t.kind}, ${t.name}, ${t.serialNo}, ${t.calibratedOn}::date, ${t.calibrationDueOn}::date, ${t.calibrationNo}::text) on conflict (outlet_id, serial_no) do nothing returning ${toolColumns}`);
export const updateTool = (tx: Tx, t: Omit<Tool, 'outletId' | 'kind' | 'serialNo'>) =>
  maybe<Tool>(tx, sql`update network.tools set name = ${t.name}, calibrated_on = ${t.calibratedOn}::date, calibration_due_on = ${t.calibrationDueOn}::date, calibration_no = ${t.calibrationNo}::text, in_use = ${t.inUse}, version = version + 1
    where id = ${t.id} and version = ${t.version} returning ${toolColumns}`);

export const shiftsAt = (tx: Tx, outletId: string, fromOn: string, toOn: string) =>
  many<Shift>(tx, sql`select staff_id, on_day, starts, ends from network.shifts where outlet_id = ${outletId} and on_day between ${fromOn}::date and ${toOn}::date order by on_day, staff_id`);
export async function writeShifts(tx: Tx, outletId: string, shifts: readonly Shift[]): Promise<void> {
  const rows = shifts.map(({ staffId, onDay, starts, ends }) => ({ staff_id: staffId, on_day: onDay, starts, ends }));
  await run(tx, sql`insert into network.shifts (staff_id, outlet_id, on_day, starts, ends) select r.staff_id, ${outletId}, r.on_day, r.starts, r.ends
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(staff_id text, on_day date, starts text, ends text)
    on conflict (staff_id, outlet_id, on_day) do update set starts = excluded.starts, ends = excluded.ends`);
}
export const deleteShifts = (tx: Tx, outletId: string, staffId: string, days: readonly string[]) =>
  run(tx, sql`delete from network.shifts where outlet_id = ${outletId} and staff_id = ${staffId} and on_day = any(${[...days]}::date[])`);

const swapColumns = sql`id, outlet_id, asker_id, other_id, asker_day, other_day, state, asked_at, version`;
export const openSwaps = (tx: Tx, outletId: string) => many<Swap>(tx, sql`select ${swapColumns} from network.swaps where outlet_id = ${outletId} and state = 'asked' order by asked_at, id limit 50`);
export const lockSwap = (tx: Tx, id: string) => maybe<Swap>(tx, sql`select ${swapColumns} from network.swaps where id = ${id} for update`);
/** Undefined when the day is already offered. */
export const insertSwap = (tx: Tx, s: Pick<Swap, 'outletId' | 'askerId' | 'otherId' | 'askerDay' | 'otherDay'>) =>
  maybe<Swap>(tx, sql`insert into network.swaps (id, outlet_id, asker_id, other_id, asker_day, other_day, state, asked_at)
    values (${newId()}, ${s.outletId}, ${s.askerId}, ${s.otherId}, ${s.askerDay}::date, ${s.otherDay}::date, 'asked', ${tx.now}) on conflict do nothing returning ${swapColumns}`);
export const updateSwap = (tx: Tx, id: string, state: Swap['state']) =>
  one<Swap>(tx, sql`update network.swaps set state = ${state}, answered_at = ${tx.now}, version = version + 1 where id = ${id} returning ${swapColumns}`);
