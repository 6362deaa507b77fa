// One owner's service from the first word to the door of the shop, played step by step as it happened: each step waits for
// its moment, and what lies after the present has not happened yet. Yields the moment of the next step before doing it.
import { watchNoShows } from '../../server/appointments/appointments.ts';
import { watchClocks } from '../../server/cases/cases.ts';
import type { Actor } from '../../server/platform/actor.ts';
import type { Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import type { Cast } from './cast.ts';
import { openAt } from './hours.ts';
import { inTheShop } from './in-the-shop.ts';
import { reaches, type Booked, type Script, type VisitPlan } from './plan.ts';
import { signal } from './signals.ts';

const minute = 60_000;

export async function* visit(on: Replay, cast: Cast, plan: VisitPlan, random: Random): Script {
  let now = plan.at;
  const after = (low: number, high: number): Date => (now = new Date(now.getTime() + random.int(low, high) * minute));
  const call = (actor: Actor, name: string, input: Record<string, unknown>) => on.call(actor, now, name, input);
  yield now;
  const opened = await begin(on, cast, plan, random);
  if (opened === undefined || !reaches(plan, 'taken')) return;
  now = opened.at;
  const { caseId } = opened;
  let { version } = opened;
  if (plan.entry !== 'phone') {
    if (plan.lateMin !== undefined) yield (now = openAt(new Date(now.getTime() + plan.lateMin * minute), random));
    else yield opened.urgency <= 2 ? after(2, 8) : after(5, 40);
    ({ version } = await call(cast.agent, 'takeCase', { caseId, version }));
    if (plan.lateMin !== undefined) await explain(on, cast, caseId, now);
  }
  // who is on the phone with the owner knows more than the words: the car stands safely
  if (opened.urgency <= 2) ({ version } = await call(cast.agent, 'changeUrgency', { caseId, urgency: 3, why: '已电话联系车主：车停在安全地点，人员安全，等待检修', version }));
  if (plan.ending === 'byPhone') return yield* solvedByPhone(on, cast, plan, { caseId, version }, now, random);
  if (plan.ending === 'cancelledByOwner') return yield* calledOff(on, cast, caseId, now, random);
  if (!reaches(plan, 'booked')) return;
  yield after(4, 30);
  const booked = plan.walkIn === true ? undefined : await bookOne(on, cast, plan, caseId, now, random);
  if (booked === undefined) {
    now = plan.present === undefined ? openAt(after(60, 300), random) : openAt(after(3, 8), random);
  } else {
    if (plan.until === 'booked') return;
    if (plan.ending === 'visitCancelled') {
      yield after(20, 200);
      if (now.getTime() < Date.parse(booked.startsAt)) await call(cast.owner, 'cancelAppointment', { appointmentId: booked.id, why: random.pick(['临时出差', '孩子发烧，改天再来', '这周走不开']), version: booked.version });
      return yield* calledOff(on, cast, caseId, now, random);
    }
    if (plan.ending === 'noShow') return yield* missed(on, cast, caseId, booked, random);
    now = new Date(Date.parse(booked.startsAt) + random.int(-6, 12) * minute);
  }
  yield* inTheShop(on, cast, plan, { caseId, booked }, now, random);
}

/** The first word of it: the owner's, a call, or the car's own. Undefined when it belongs to a case that is open already. */
async function begin(on: Replay, cast: Cast, plan: VisitPlan, random: Random): Promise<{ caseId: string; version: number; urgency: number; at: Date } | undefined> {
  if (plan.entry === 'owner' || plan.entry === 'phone') {
    const [actor, name] = plan.entry === 'owner' ? [cast.owner, 'reportTrouble'] as const : [cast.agent, 'openCase'] as const;
    const opened = await on.call(actor, plan.at, name, { vehicleId: cast.vehicleId, words: random.pick(plan.reason.words) });
    return opened.joined === true ? undefined : { ...opened, at: plan.at };
  }
  const at = await signal(on, plan.car, cast.ownerId, plan.entry, plan.at);
  const { cases } = await on.call(cast.agent, at, 'listCases', { scope: 'all', stage: 'open', vehicleId: cast.vehicleId, limit: 1 });
  return cases[0] === undefined ? undefined : { caseId: cases[0].id, version: cases[0].version, urgency: cases[0].urgency, at };
}

/** Nobody answered in time: whoever took it says why. */
async function explain(on: Replay, cast: Cast, caseId: string, now: Date): Promise<void> {
  await on.round(now, watchClocks);
  const page = await on.call(cast.agent, now, 'showCase', { caseId });
  for (const clock of page.clocks) if (clock.breachedAt !== null && clock.breachReason === null) await on.call(cast.agent, now, 'explainBreach', { caseId, clockId: clock.id, reason: 'tooManyCases', words: '当日来电集中，已补充排班' });
}

/** The agent calls, and the owner wants nothing more. */
async function* calledOff(on: Replay, cast: Cast, caseId: string, from: Date, random: Random): Script {
  const now = openAt(new Date(from.getTime() + random.int(30, 300) * minute), random);
  yield now;
  const { case: one } = await on.call(cast.agent, now, 'showCase', { caseId });
  if (one.stage !== 'open') return;
  await on.call(cast.agent, now, 'closeCase', { caseId, how: 'cancelledByOwner', why: random.pick(['车主来电：问题自行消失，不需要处理', '车主已在外地处理', '车主暂不维修，以后再约']), version: one.version });
}

/** The car does not come; the next day the agent asks. */
async function* missed(on: Replay, cast: Cast, caseId: string, booked: Booked, random: Random): Script {
  const noticed = new Date(Date.parse(booked.startsAt) + 60 * minute);
  yield noticed;
  await on.round(noticed, watchNoShows);
  yield* calledOff(on, cast, caseId, noticed, random);
}

async function* solvedByPhone(on: Replay, cast: Cast, plan: VisitPlan, of: { caseId: string; version: number }, from: Date, random: Random): Script {
  let now = new Date(from.getTime() + random.int(3, 20) * minute);
  yield now;
  const asked = await on.call(cast.agent, now, 'askConfirmation', { ...of, words: plan.reason.byPhone ?? '已远程处理，请确认是否恢复正常。' });
  if (plan.until !== 'end') return;
  yield (now = new Date(now.getTime() + random.int(15, 900) * minute));
  await on.call(cast.owner, now, 'confirmSolved', { caseId: of.caseId, version: asked.version });
}

async function bookOne(on: Replay, cast: Cast, plan: VisitPlan, caseId: string, now: Date, random: Random): Promise<Booked | undefined> {
  const who = plan.entry === 'owner' ? cast.owner : cast.agent;
  const input = { vehicleId: cast.vehicleId, outletId: cast.outlet.id, operations: [...plan.reason.operations] };
  const found = await on.call(who, now, 'findSlots', { ...input, days: 4 });
  const slots = found.days.flatMap((day: { slots: { startsAt: string }[] }) => day.slots.map((slot) => slot.startsAt)) as string[];
  const { slot } = plan;
  const fit = slot === undefined ? slots : slots.filter((one) => ('from' in slot ? Date.parse(one) >= slot.from.getTime() : Date.parse(one) <= slot.before.getTime()));
  const startsAt = slot === undefined ? fit[Math.floor(random.next() ** 2 * fit.length)] : 'from' in slot ? fit[0] : fit.at(-1);
  return startsAt === undefined ? undefined : ((await on.call(who, now, 'bookAppointment', { ...input, caseId, startsAt })) as Booked);
}
