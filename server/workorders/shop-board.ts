// The day of a service centre on one page: every car with its stage, its clock and the one thing it waits for, and the people.
// B1 a car has one blocker, the first that stops it; B2 what others of the outlet do for another brand is time taken, nothing more;
// B3 when a technician is away their cars come with those who may take over, idle ones first; B4 idle is who is at work and has
// nothing to do, not who has gone home or has the day off.
import { absentOn, findOutlet, isCertified, mayWorkHv, shiftsAt, techniciansOf, workingHours, type Technician } from '#network';
import { holds } from '#platform/actor';
import { beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { ownersById } from '#people';
import type { api, blockers } from './api.ts';
import { boardOrders, openHandOversOf, runningSpells, spellsOfOrders, type SpellOf } from './board-store.ts';
import { standingOf } from './promise.ts';
import { linesOf, rulesOn } from './store.ts';
import { partsWaits } from './parts-wait.ts';
import type { Line, WorkOrder } from './work-order.ts';

export type Blocker = (typeof blockers)[number];
type Around = { lines: readonly Pick<Line, 'answer' | 'hv'>[]; spells: readonly Pick<SpellOf, 'stoppedAt' | 'stopReason'>[]; handedOver: boolean; able: number };

/** The one thing a car waits for; null while somebody works on it. (B1) */
export function blockerOf(order: Pick<WorkOrder, 'state' | 'holdReason' | 'settled' | 'awaySince'>, around: Around): Blocker | null {
  if (order.state === 'handedBack' || order.state === 'cancelled') return null;
  if (order.state === 'ready') return order.settled ? 'pickUp' : 'payment';
  if (order.awaySince !== null && order.holdReason === null) return 'carAtHome';
  if (order.holdReason !== null) return ({ waitingPart: 'part', waitingOwner: 'approval', waitingInsurer: 'insurer', safety: 'safety' } as const)[order.holdReason];
  if (order.state === 'checkedIn') return 'diagnosis';
  if (order.state === 'diagnosed') return 'estimate';
  if (order.state === 'inspection') return 'inspection';
  if (around.spells.some((spell) => spell.stoppedAt === null)) return null;
  if (around.lines.some((line) => line.answer === 'sent' || line.answer === 'asked')) return 'approval';
  if (around.lines.some((line) => line.answer === 'draft')) return 'estimate';
  const last = around.spells.at(-1)?.stopReason;
  if (last === 'waitingPart') return 'part';
  if (last === 'waitingAnswer') return 'approval';
  if (around.handedOver) return 'handOver';
  return around.able === 0 ? 'technician' : 'queue';
}

type Person = Technician & { away: boolean; dayOff: boolean; onShift: boolean; since: Date | null };
/** Whether somebody may work on what is still to be done. */
function mayTake(person: Person, todo: readonly Line[], onDay: string, brandId: string): boolean {
  if (person.away || person.dayOff || (person.brandIds !== null && !person.brandIds.includes(brandId))) return false;
  return !todo.some((line) => line.hv) || (mayWorkHv(person, onDay, brandId) && isCertified(person, 'lvElectrician', onDay));
}

/** Who has the day off, and who is at work at this moment: by their own shift, else by the open hours of the place. (B4) */
async function atWork(tx: Tx, outletId: string, onDay: string): Promise<(staffId: string) => { dayOff: boolean; onShift: boolean }> {
  const shifts = new Map((await shiftsAt(tx, outletId, onDay, onDay)).map((one) => [one.staffId, one]));
  const open = (await workingHours(tx, outletId, onDay)).some(({ opensAt, closesAt }) => opensAt <= tx.now && tx.now < closesAt);
  return (staffId) => {
    const shift = shifts.get(staffId);
    if (shift === undefined) return { dayOff: false, onShift: open };
    if (shift.starts === null || shift.ends === null) return { dayOff: true, onShift: false };
    return { dayOff: false, onShift: beijingInstant(onDay, shift.starts) <= tx.now && tx.now < beijingInstant(onDay, shift.ends) };
  };
}

export async function shopBoard(tx: Tx, input: Input<typeof api.shopBoard>) {
  const outlet = await findOutlet(tx, input.outletId);
  if (!holds(tx.actor, ['adviser', 'serviceManager', 'regionalManager', 'administrator'], { outletId: outlet.id })) refuse('outletNotFound', { id: input.outletId });
  const onDay = beijingDay(tx.now);
  const orders = await boardOrders(tx, placesOf(tx.actor, ['adviser', 'serviceManager', 'regionalManager', 'administrator']), outlet.id, new Date(`${onDay}T00:00:00+08:00`));
  const ids = orders.map((one) => one.id);
  const vehicles = await vehiclesByVin(tx, orders.map((one) => one.vin));
  const owners = await ownersById(tx, orders.map((one) => one.ownerId));
  const lines = Map.groupBy(await linesOf(tx, ids), (line) => line.workOrderId);
  const spells = Map.groupBy(await spellsOfOrders(tx, ids), (spell) => spell.workOrderId);
  const handedOver = new Set((await openHandOversOf(tx, ids)).map((one) => one.workOrderId));
  const { people, running } = await acrossWalls(tx, 'people of an outlet are shared between its brands', async () => {
    const technicians = await techniciansOf(tx, outlet.id);
    const staffIds = technicians.map((one) => one.staffId);
    const [away, busy, standing] = [await absentOn(tx, staffIds, onDay), await runningSpells(tx, staffIds), await atWork(tx, outlet.id, onDay)];
    const since = new Map(busy.map((one) => [one.technicianId, one.startedAt]));
    return { people: technicians.map((one): Person => ({ ...one, away: away.has(one.staffId), ...standing(one.staffId), since: since.get(one.staffId) ?? null })), running: busy };
  });
  const waits = await partsWaits(tx, orders);
  const numbers = new Map(orders.map((one) => [one.id, one.number]));
  const hours = (await rulesOn(tx, onDay)).get('unansweredHours') ?? 2;
  return {
    onDay, outletName: outlet.name, outletNameEn: outlet.nameEn,
    cars: orders.map((order) => {
      const [own, worked] = [lines.get(order.id) ?? [], spells.get(order.id) ?? []];
      const todo = own.filter((line) => line.answer === 'approved' && !line.done);
      const able = people.filter((person) => mayTake(person, todo, onDay, order.brandId));
      const free = able.filter((person) => person.since === null);
      const gone = worked.filter((spell) => spell.stopReason !== 'finished').map((spell) => spell.technicianId).at(-1);
      const left = gone !== undefined && ['approved', 'inProgress'].includes(order.state) && people.some((person) => person.staffId === gone && person.away);
      const blocker = left ? 'technician' : blockerOf(order, { lines: own, spells: worked, handedOver: handedOver.has(order.id), able: able.length });
      const last = worked.at(-1)?.stoppedAt ?? null;
      const asked = own.filter((line) => line.answer === 'sent' || line.answer === 'asked');
      const [vehicle, owner] = [vehicles.get(order.vin), owners.get(order.ownerId)];
      return {
        id: order.id, number: order.number, state: order.state, plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '', ownerName: owner?.name ?? '',
        stageSince: order.stateSince, away: order.awaySince !== null, blocker, blockedSince: blocker === 'part' && waits.has(order.id) ? (waits.get(order.id)?.waitingSince ?? order.stateSince) : last !== null && last > order.stateSince && order.state === 'inProgress' ? last : order.stateSince, promisedAt: order.promisedAt, promise: standingOf(order, tx.now), moved: order.promises.length - 1,
        comebackOf: order.comeback?.number ?? null, technicians: worked.filter((spell) => spell.stoppedAt === null).map((spell) => spell.technicianName), unansweredFen: asked.reduce((sum, line) => sum + line.ownerFen, 0), unanswered: asked.length,
        unansweredLong: asked.length > 0 && tx.now.getTime() - order.stateSince.getTime() > hours * 3_600_000,
        proposals: blocker === 'technician' || blocker === 'queue' || blocker === 'handOver' ? (free.length > 0 ? free : able).filter((person) => person.staffId !== gone).slice(0, 3).map((person) => ({ id: person.staffId, name: person.name, free: person.since === null })) : [],
      };
    }),
    people: people.map((person) => {
      const work = running.find((one) => one.technicianId === person.staffId);
      return { id: person.staffId, name: person.name, away: person.away, onShift: person.onShift, mayWorkHv: mayWorkHv(person, onDay), since: person.since, onNumber: work === undefined ? null : (numbers.get(work.workOrderId) ?? null) }; // (B2)
    }),
  };
}
