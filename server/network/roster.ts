// Who works when. R1 a planned day counts instead of the opening hours, a day off is a planned day without hours; R2 days are
// exchanged only when both have planned days and the colleague says yes; R3 nobody answers for somebody else.
import { actorId } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { changesSince } from '#platform/audit';
import { runOutlet } from './add-outlet.ts';
import { weekdayOf } from './opening-hours.ts';
import { deleteShifts, insertSwap, lockSwap, openSwaps, shiftsAt, updateSwap, writeShifts, type Shift, type Swap } from './place-store.ts';
import type { api } from './places-api.ts';
import { absencesFrom, outletById } from './store.ts';
import { readPlace } from './tools.ts';
import { techniciansOf } from './technicians.ts';
import { workingDays } from './working-days.ts';

const peopleAt = (tx: Tx, outletId: string) => acrossWalls(tx, 'people of an outlet are shared between its brands', () => techniciansOf(tx, outletId));

async function named(tx: Tx, swaps: readonly Swap[], outletId: string) {
  const names = new Map((await peopleAt(tx, outletId)).map((one) => [one.staffId, one.name]));
  return swaps.map((swap) => ({ ...swap, askerName: names.get(swap.askerId) ?? '', otherName: names.get(swap.otherId) ?? '' }));
}

function tellOf(tx: Tx, action: `network.${string}`, outletId: string, id: string, more: { before?: unknown; after?: unknown; version?: number }): void {
  tx.record({ action, subject: action.endsWith('Swap') ? 'swaps' : 'rosters', subjectId: id, ...more });
  tx.announce({ topic: 'network', id: outletId, outletId });
}

export async function showRoster(tx: Tx, input: Input<typeof api.showRoster>) {
  const outlet = await readPlace(tx, input.outletId);
  const fromOn = input.fromOn ?? beijingDay(tx.now);
  const days = input.days ?? 14;
  const people = await peopleAt(tx, outlet.id);
  const last = addDays(fromOn, days - 1);
  const absences = (await absencesFrom(tx, people.map((one) => one.staffId), fromOn)).filter((one) => one.firstOn <= last);
  return {
    fromOn, days, people: people.map(({ staffId, name }) => ({ staffId, name })), shifts: await shiftsAt(tx, outlet.id, fromOn, last), absences, swaps: await named(tx, await openSwaps(tx, outlet.id), outlet.id),
    hours: (await workingDays(tx, outlet, fromOn, days)).map((day) => ({ onDay: day.onDay, open: day.closedBy === null, closedWhy: day.why })),
  };
}

/** (R1) */
export async function planShifts(tx: Tx, input: Input<typeof api.planShifts>) {
  const outlet = await runOutlet(tx, input.outletId);
  if (!(await peopleAt(tx, outlet.id)).some((one) => one.staffId === input.staffId)) refuse('technicianNotFound', { id: input.staffId });
  const hours = input.kind === 'shift' ? { starts: input.starts ?? null, ends: input.ends ?? null } : { starts: null, ends: null };
  if (input.toOn < input.fromOn || addDays(input.fromOn, 366) < input.toOn) refuse('shiftNotValid', { field: 'toOn' });
  if (input.kind === 'shift' && (hours.starts === null || hours.ends === null || hours.ends <= hours.starts)) refuse('shiftNotValid', { field: 'ends' });
  const days: string[] = [];
  for (let onDay = input.fromOn; onDay <= input.toOn; onDay = addDays(onDay, 1)) if (input.weekdays.includes(weekdayOf(onDay))) days.push(onDay);
  if (input.kind === 'asOpen') await deleteShifts(tx, outlet.id, input.staffId, days);
  else await writeShifts(tx, outlet.id, days.map((onDay) => ({ staffId: input.staffId, onDay, ...hours })));
  tellOf(tx, 'network.planShifts', outlet.id, input.staffId, { after: { outletId: outlet.id, fromOn: input.fromOn, toOn: input.toOn, weekdays: input.weekdays, kind: input.kind, ...hours } });
  return { days: days.length };
}

/** The planned days of both on both days; refuses where one of them has none. (R2) */
async function plannedDays(tx: Tx, swap: Pick<Swap, 'outletId' | 'askerId' | 'otherId' | 'askerDay' | 'otherDay'>): Promise<Shift[]> {
  const both = [swap.askerDay, swap.otherDay].sort() as [string, string];
  const shifts = (await shiftsAt(tx, swap.outletId, both[0], both[1])).filter((one) => both.includes(one.onDay) && [swap.askerId, swap.otherId].includes(one.staffId));
  return shifts.length === 2 * new Set(both).size ? shifts : refuse('shiftNotFound', { field: 'theirDay' });
}

export async function askSwap(tx: Tx, input: Input<typeof api.askSwap>) {
  if ((await outletById(tx, input.outletId)) === undefined) refuse('outletNotFound', { id: input.outletId });
  const people = await peopleAt(tx, input.outletId);
  const me = actorId(tx.actor) ?? '';
  if (!people.some((one) => one.staffId === me)) refuse('outletNotFound', { id: input.outletId });
  if (input.withStaffId === me || !people.some((one) => one.staffId === input.withStaffId)) refuse('technicianNotFound', { id: input.withStaffId });
  const asked = { outletId: input.outletId, askerId: me, otherId: input.withStaffId, askerDay: input.myDay, otherDay: input.theirDay };
  if ([input.myDay, input.theirDay].some((day) => day < beijingDay(tx.now))) refuse('shiftNotFound', { field: 'myDay' });
  await plannedDays(tx, asked);
  const swap = (await insertSwap(tx, asked)) ?? refuse('swapAskedAlready', { field: 'myDay' });
  tellOf(tx, 'network.askSwap', swap.outletId, swap.id, { after: swap, version: swap.version });
  return (await named(tx, [swap], swap.outletId))[0] ?? refuse('swapNotFound', { id: swap.id });
}

/** The swap, for the one whose turn it is; the same no for others. (R3) */
async function mySwap(tx: Tx, id: string, version: number, who: 'askerId' | 'otherId'): Promise<Swap> {
  const swap = await lockSwap(tx, id);
  if (swap === undefined || swap[who] !== actorId(tx.actor)) return refuse('swapNotFound', { id });
  if (swap.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'swaps', id, version) });
  return swap.state === 'asked' ? swap : refuse('swapNotNow', { state: swap.state });
}

export async function answerSwap(tx: Tx, input: Input<typeof api.answerSwap>) {
  const before = await mySwap(tx, input.id, input.version, 'otherId');
  if (input.accept) {
    const other = new Map([[before.askerId, before.otherId], [before.otherId, before.askerId]]);
    await writeShifts(tx, before.outletId, (await plannedDays(tx, before)).map((shift) => ({ ...shift, staffId: other.get(shift.staffId) ?? shift.staffId })));
  }
  const after = await updateSwap(tx, before.id, input.accept ? 'accepted' : 'refused');
  tellOf(tx, 'network.answerSwap', after.outletId, after.id, { before, after, version: after.version });
  return (await named(tx, [after], after.outletId))[0] ?? refuse('swapNotFound', { id: after.id });
}

export async function withdrawSwap(tx: Tx, input: Input<typeof api.withdrawSwap>) {
  const before = await mySwap(tx, input.id, input.version, 'askerId');
  const after = await updateSwap(tx, before.id, 'withdrawn');
  tellOf(tx, 'network.withdrawSwap', after.outletId, after.id, { before, after, version: after.version });
  return { ok: true as const };
}
