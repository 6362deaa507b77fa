// Asking for goodwill, granting and refusing it, and the owner's appeal. D1 who asked never decides, and who refused never
// answers the appeal; D2 nobody grants above their step of the ladder; D3 a refusal carries the exact sentence that the owner
// reads; D4 granted shares enter the estimate, which the owner answers again.
import { actorId, actorName, holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { applyGoodwill, findWorkOrder, goodwillGivenBefore, goodwillLimits, linesForGoodwill, mostGoodwillFen } from '#workorders';
import { ladderRoles, type api } from './api.ts';
import { aboutGoodwill, givenOf, goodwillDecided, goodwillRequested, moved, shareOf, type Goodwill } from './request.ts';
import { insertRequest, listedRequests, lockRequest, requestsOfOwner, saveRequest } from './store.ts';

const readers: readonly Role[] = ['adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];
const askers: readonly Role[] = ['adviser', 'serviceManager', 'warrantyOfficer'];

async function shown(tx: Tx, one: Goodwill) {
  const me = actorId(tx.actor);
  const open = one.state === 'requested' || one.state === 'appealed';
  const mayDecide = open && holds(tx.actor, ladderRoles, one) && ![one.requestedBy, one.decidedBy].includes(me) && (await mostGoodwillFen(tx, tx.actor, one)) >= one.givenFen;
  return { ...one, mine: one.requestedBy === me, mayDecide };
}
export async function listGoodwill(tx: Tx, input: Input<typeof api.listGoodwill>) {
  const requests = await listedRequests(tx, placesOf(tx.actor, readers), input);
  const place = tx.actor.kind === 'staff' ? tx.actor.grants.find((grant) => (ladderRoles as readonly string[]).includes(grant.role)) : undefined;
  return { requests: await Promise.all(requests.map((one) => shown(tx, one))), mostFen: place === undefined ? 0 : await mostGoodwillFen(tx, tx.actor, { brandId: place.brandId ?? '', outletId: place.outletId ?? '' }) };
}
export const listGoodwillLadder = async (tx: Tx) => ({ ladder: await goodwillLimits(tx, beijingDay(tx.now)) });

function told(tx: Tx, one: Goodwill, action: `goodwill.${string}`, why: string): void {
  tx.record({ action, subject: 'goodwill', subjectId: one.id, brandId: one.brandId, version: one.version, after: { state: one.state, givenFen: one.givenFen, lines: one.lines }, why });
  tx.announce({ topic: 'goodwill', id: one.id, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
}

export async function requestGoodwill(tx: Tx, input: Input<typeof api.requestGoodwill>) {
  const order = await findWorkOrder(tx, input.workOrderId);
  if (!holds(tx.actor, askers, order)) refuse('notAllowed');
  if (input.makerPct + input.outletPct + input.ownerPct !== 100) refuse('sharesNotWhole', { field: 'ownerPct' });
  const open = await linesForGoodwill(tx, order);
  const lines = input.lineIds.map((lineId) => {
    const line = open.find((one) => one.id === lineId) ?? refuse('lineNotFound', { field: 'lineIds' });
    return { lineId, code: line.code, name: line.name, nameEn: line.nameEn, totalFen: line.totalFen, ...shareOf(line.totalFen, input) };
  });
  const givenFen = givenOf(lines);
  if (givenFen === 0) refuse('nothingGiven', { field: 'ownerPct' });
  const needed = (await goodwillLimits(tx, beijingDay(tx.now))).find((step) => step.mostFen >= givenFen);
  const { makerPct, outletPct, ownerPct, reason } = input;
  const one = await insertRequest(tx, {
    id: newId(), number: await nextNumber(tx, 'G'), brandId: order.brandId, ownerId: order.ownerId, outletId: order.outletId, workOrderId: order.id, orderNumber: order.number, caseId: order.caseId, vehicleId: order.vehicleId, vin: order.vin, lines, makerPct, outletPct, ownerPct, givenFen, reason,
    words: input.words.trim(), requestedBy: actorId(tx.actor) ?? '', requestedName: actorName(tx.actor), neededRole: (needed?.role ?? null) as Goodwill['neededRole'],
  });
  if (one === undefined) return refuse('goodwillAskedAlready');
  tx.tell(goodwillRequested({ ...aboutGoodwill(one), neededRole: one.neededRole, appeal: false }));
  told(tx, one, 'goodwill.request', one.words);
  return shown(tx, one);
}

async function requestToEdit(tx: Tx, id: string, version: number, roles: readonly Role[]): Promise<Goodwill> {
  const one = await lockRequest(tx, id);
  if (one === undefined || !holds(tx.actor, readers, one)) return refuse('goodwillNotFound');
  if (!holds(tx.actor, roles, one)) refuse('notAllowed');
  if (one.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'goodwill', id, version) });
  return one;
}
/** (D1) */
function decider(tx: Tx, one: Goodwill): void {
  if ([one.requestedBy, one.decidedBy].includes(actorId(tx.actor))) refuse('goodwillOwn');
}
async function decided(tx: Tx, one: Goodwill, sentence: string, granted: boolean) {
  const appeal = one.appealedAt !== null;
  const by = appeal ? { answeredBy: actorId(tx.actor), answeredName: actorName(tx.actor), answeredAt: tx.now, answerSentence: sentence } : { decidedBy: actorId(tx.actor), decidedName: actorName(tx.actor), decidedAt: tx.now, sentence };
  const saved = await saveRequest(tx, { ...one, ...by });
  const sum = (pick: (line: Goodwill['lines'][number]) => number): number => saved.lines.reduce((whole, line) => whole + pick(line), 0);
  tx.tell(goodwillDecided({ ...aboutGoodwill(saved), granted, sentence, makerFen: granted ? sum((line) => line.makerFen) : 0, outletFen: granted ? sum((line) => line.outletFen) : 0, final: appeal || granted }));
  told(tx, saved, granted ? 'goodwill.grant' : 'goodwill.refuse', sentence);
  return shown(tx, saved);
}

/** (D2, D4) */
export async function grantGoodwill(tx: Tx, input: Input<typeof api.grantGoodwill>) {
  const one = await requestToEdit(tx, input.requestId, input.version, ladderRoles);
  const granted = moved(one, 'granted');
  decider(tx, one);
  const most = await mostGoodwillFen(tx, tx.actor, one);
  const givenFen = one.givenFen + (await goodwillGivenBefore(tx, one.workOrderId, one.lines.map((line) => line.lineId)));
  if (givenFen > most) refuse('goodwillAboveLimit', { mostYuan: most / 100, givenYuan: givenFen / 100 });
  await applyGoodwill(tx, one.workOrderId, one.lines, one.requestedBy);
  return decided(tx, granted, input.sentence.trim(), true);
}
/** (D3) */
export async function refuseGoodwill(tx: Tx, input: Input<typeof api.refuseGoodwill>) {
  const one = await requestToEdit(tx, input.requestId, input.version, ladderRoles);
  const refused = moved(one, one.state === 'appealed' ? 'upheld' : 'refused');
  decider(tx, one);
  return decided(tx, { ...refused, decisionReason: input.reason }, input.sentence.trim(), false);
}
export async function withdrawGoodwill(tx: Tx, input: Input<typeof api.withdrawGoodwill>) {
  const one = moved(await requestToEdit(tx, input.requestId, input.version, askers), 'withdrawn');
  if (one.requestedBy !== actorId(tx.actor) && !holds(tx.actor, ['serviceManager'], one)) refuse('notAllowed');
  const saved = await saveRequest(tx, one);
  told(tx, saved, 'goodwill.withdraw', '');
  return shown(tx, saved);
}

export async function myGoodwill(tx: Tx, input: Input<typeof api.myGoodwill>) {
  const requests = tx.actor.kind === 'owner' ? await requestsOfOwner(tx, tx.actor.id, input.caseId) : [];
  return { requests: requests.map((one) => ({ ...one, totalFen: one.lines.reduce((sum, line) => sum + line.totalFen, 0), ownerFen: one.lines.reduce((sum, line) => sum + line.ownerFen, 0) })) };
}
export async function appealGoodwill(tx: Tx, input: Input<typeof api.appealGoodwill>) {
  const one = await lockRequest(tx, input.requestId);
  if (one === undefined || one.ownerId !== actorId(tx.actor)) return refuse('goodwillNotFound');
  const saved = await saveRequest(tx, { ...moved(one, 'appealed'), appealWords: input.words.trim(), appealedAt: tx.now });
  tx.tell(goodwillRequested({ ...aboutGoodwill(saved), neededRole: saved.neededRole, appeal: true }));
  told(tx, saved, 'goodwill.appeal', input.words);
  return { ok: true as const };
}
