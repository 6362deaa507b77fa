// A car in the shop, from check-in over estimate, work and inspection to the day it waits to be paid for.
import type { Actor } from '../../server/platform/actor.ts';
import { beijingDay } from '../../server/platform/calendar.ts';
import { byDaylight } from '../day.ts';
import type { Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import { askedExpert } from './experts.ts';
import type { Cast } from './cast.ts';
import { goodwillFor } from './claimed.ts';
import { openAt } from './hours.ts';
import { paidAndBack } from './paid-and-back.ts';
import { signature } from './photo.ts';
import { reasons } from './reasons.ts';
import { reaches, type Booked, type Script, type VisitPlan } from './plan.ts';

type Order = { workOrder: { id: string; version: number; state: string }; lines: { id: string; code: string; kind: string; quantity: number; hv: boolean; safety: boolean; payType: string; totalFen: number }[]; fitting: { code: string; softwareCoded: boolean }[]; partsWait: { ordered: { id: string; quantity: number }[] } | null };
type Steps = {
  order: Order;
  /** Waits in working hours; what is of the present does not wait long. */
  wait(low: number, high: number): Date;
  now(): Date;
  do(actor: Actor, name: string, input: Record<string, unknown>): Promise<void>;
};
const minute = 60_000;

export async function* inTheShop(on: Replay, cast: Cast, plan: VisitPlan, of: { caseId: string; booked: Booked | undefined }, from: Date, random: Random): Script {
  yield from;
  if (plan.until === 'arrived') {
    if (of.booked !== undefined) await on.call(cast.shop.adviser, from, 'markArrived', { appointmentId: of.booked.id, version: of.booked.version });
    return;
  }
  let now = from;
  const order = await checkedIn(on, cast, plan, of, now, random);
  const steps: Steps = {
    order, now: () => now,
    wait: (low, high) => (now = openAt(new Date(now.getTime() + (plan.present === undefined ? random.int(low, high) : random.int(2, 7)) * minute), random)),
    do: async (actor, name, input) => void (steps.order = (await on.call(actor, now, name, { workOrderId: steps.order.workOrder.id, version: steps.order.workOrder.version, ...input })) as Order),
  };
  if (!reaches(plan, 'diagnosed')) return;
  yield steps.wait(8, 30);
  const [cause, correction] = random.pick(plan.reason.findings);
  await steps.do(random.pick(cast.shop.technicians), 'recordDiagnosis', { complaint: random.pick(plan.reason.words), cause, correction, faultCodes: [`P1${String(300 + reasons.indexOf(plan.reason) * 7)}`], ...(plan.reason.operations.some((code) => code.endsWith('-DIAG')) ? { spentCentihours: random.fork('spent').int(4, 16) * 5 } : {}) });
  await askedExpert(on, cast, plan, steps, random.fork('expert'));
  if (!reaches(plan, 'quoted')) return;
  yield* quoted(on, cast, plan, steps, random);
  if (!reaches(plan, 'held')) return;
  if (plan.until === 'held') {
    yield steps.wait(15, 40);
    return waitForParts(on, cast, plan, steps);
  }
  yield* worked(cast, plan, steps, random);
  if (!reaches(plan, 'ready')) return;
  yield* paidAndBack(on, cast, plan, { caseId: of.caseId, workOrderId: steps.order.workOrder.id, version: steps.order.workOrder.version + 1, checkedInAt: from }, now, random);
}

/** Not all of the parts came: the owner says where the car stays, and the work goes on when the rest is here. */
async function waitForParts(on: Replay, cast: Cast, plan: VisitPlan, steps: Steps): Promise<void> {
  const { adviser } = cast.shop;
  const day = (days: number): string => beijingDay(new Date(steps.now().getTime() + days * 24 * 60 * minute));
  const parts = steps.order.lines.filter((line) => line.kind === 'part').map((line, index) => ({ code: line.code, quantity: line.quantity, expectedOn: day(index === 0 ? 3 : 1) }));
  await steps.do(adviser, 'orderParts', { parts });
  await steps.do(adviser, 'movePromise', { promisedAt: new Date((plan.present?.promisedAt ?? steps.now()).getTime() + 74 * 60 * minute).toISOString(), reason: '模组三天后到店，到货即安排' });
  const came = (steps.order.partsWait?.ordered ?? []).slice(1).map((one) => ({ orderedId: one.id, quantity: one.quantity }));
  if (came.length > 0) await steps.do(adviser, 'receiveOrderedParts', { came });
  const { id: workOrderId, version } = steps.order.workOrder;
  await on.call(cast.owner, steps.now(), 'answerPartsWait', { workOrderId, version, choice: plan.goesHome === true ? 'goesHome' : 'stays', words: plan.goesHome === true ? '这两天要用车，到齐了再来' : '先放店里吧' });
  steps.order.workOrder.version = version + 1;
  if (plan.goesHome !== true) return;
  await steps.do(adviser, 'letCarHome', { odometerKm: cast.kmAt(steps.now()) + 1, socPct: 64, carState: { drained: 'no', energy: 'live', bolts: 'torqued', toolsInside: '' } });
  const { days } = (await on.call(cast.owner, steps.now(), 'findResumeSlots', { workOrderId, days: 14 })) as { days: { slots: { startsAt: string }[] }[] };
  const slot = days.find((one) => one.slots.length > 0)?.slots[0];
  if (slot !== undefined) await on.call(cast.owner, steps.now(), 'bookResume', { workOrderId, version: steps.order.workOrder.version, startsAt: slot.startsAt });
}

/** Of the cars that stand in the shops now, the one that is back for the same is known as such. */
async function comebackOf(on: Replay, cast: Cast, now: Date, plan: VisitPlan, caseId: string): Promise<string | undefined> {
  if (plan.present === undefined) return undefined;
  const { comebacks } = (await on.call(cast.shop.adviser, now, 'showArrival', { vehicleId: cast.vehicleId, caseId })) as unknown as { comebacks: { workOrderId: string; sameSystem: boolean }[] };
  return comebacks.find((one) => one.sameSystem)?.workOrderId;
}

async function checkedIn(on: Replay, cast: Cast, plan: VisitPlan, of: { caseId: string; booked: Booked | undefined }, now: Date, random: Random): Promise<Order> {
  const { adviser } = cast.shop;
  // who comes without an appointment is a contact of the case at this outlet
  const caseId = of.booked === undefined ? ((await on.call(adviser, now, 'openCase', { vehicleId: cast.vehicleId, words: random.pick(plan.reason.words), outletId: cast.outlet.id })).caseId as string) : of.caseId;
  const photos: Record<string, unknown>[] = [];
  if (plan.picture !== undefined) for (const [position, x, y, note] of [['front', 50, 5, undefined], ['left', 18, 62, '左后门有浅划痕']] as const) photos.push({ position, x, y, ...(note === undefined ? {} : { note }), fileId: await on.picture(adviser, now, plan.picture) });
  const signatureFileId = await on.picture(adviser, now, signature(random.fork('signature')));
  const comeback = await comebackOf(on, cast, now, plan, caseId);
  return (await on.call(adviser, now, 'checkIn', {
    ...(of.booked === undefined ? { caseId, outletId: cast.outlet.id } : { appointmentId: of.booked.id }), odometerKm: cast.kmAt(now), confirmOdometer: true, socPct: random.int(18, 92), keys: random.int(1, 2),
    itemsLeft: random.chance(0.3) ? random.pick(['儿童座椅', '后备箱行李箱一只', 'ETC 卡', '雨伞']) : '', warningLamps: [], photos, keyKinds: ['fob'], dashcamOff: true, ...(comeback === undefined ? {} : { comebackOf: comeback }), statement: random.pick(plan.reason.words), signerName: cast.ownerName, signatureFileId,
    promisedAt: (plan.present?.promisedAt ?? byDaylight(new Date(now.getTime() + random.int(4, 8) * 60 * minute))).toISOString(),
  })) as Order;
}

async function* quoted(on: Replay, cast: Cast, plan: VisitPlan, steps: Steps, random: Random): Script {
  const { adviser } = cast.shop;
  yield steps.wait(4, 15);
  const further = cast.outlet.hvBays === 0 ? [] : (plan.reason.further ?? []).filter(() => random.chance(plan.until === 'quoted' ? 1 : 0.35));
  const module = plan.until === 'held' ? { operations: ['BAT-MODULE'], parts: [{ code: 'P-COOLANT', quantity: 3 }, { code: 'P-HVHARNESS', quantity: 1 }] } : { operations: [], parts: [] };
  await steps.do(adviser, 'saveEstimate', { operations: [...new Set([...plan.reason.operations, ...further, ...module.operations])], parts: module.parts, payers: [] });
  const changed = await goodwillFor(on, cast, plan, { workOrderId: steps.order.workOrder.id, lines: steps.order.lines }, steps.now(), random.fork('goodwill'));
  if (changed) steps.order = (await on.call(adviser, steps.now(), 'showWorkOrder', { workOrderId: steps.order.workOrder.id })) as Order;
  await steps.do(adviser, 'sendEstimate', {});
  if (!reaches(plan, 'approved')) return;
  yield steps.wait(4, 50);
  const declines = plan.present === undefined && random.chance(0.15) && steps.order.lines.length > 2;
  const answers = steps.order.lines.map((line, index) => ({ lineId: line.id, answer: declines && index > 0 ? 'declined' : 'approved' }));
  if (random.chance(0.25)) return steps.do(adviser, 'recordAnswer', { answers, channel: 'phone', words: declines ? '电话里说先只做必要的' : '电话里说都做' });
  const { id, version } = steps.order.workOrder;
  await on.call(cast.owner, steps.now(), 'answerEstimate', { workOrderId: id, version, answers });
  steps.order.workOrder.version = version + 1;
}

/** What the tools said: the torque of safety work, and the calibration where that is the work. */
async function measured(cast: Cast, steps: Steps, worker: Actor, random: Random): Promise<void> {
  const calibrates = steps.order.lines.some((line) => line.code === 'CAM-CALIB');
  const own = cast.tools.find((one) => one.kind === (calibrates ? 'adasTarget' : 'torqueWrench'));
  const tool = { toolNo: own?.serialNo ?? `T-${random.int(1, 6)}`, toolValidUntil: own?.calibrationDueOn ?? '2030-12-31' };
  if (calibrates) await steps.do(worker, 'recordTool', { ...tool, kind: 'calibration', what: '前视摄像头标定偏差', value: random.int(1, 5) / 10, unit: '°', low: 0, high: 0.6 });
  else if (steps.order.lines.some((line) => line.safety)) await steps.do(worker, 'recordTool', { ...tool, kind: 'torque', what: '关键紧固件力矩', value: random.int(136, 146), unit: 'N·m', low: 135, high: 150 });
  for (const part of steps.order.fitting.filter((one) => one.softwareCoded)) await steps.do(worker, 'recordCoding', { code: part.code, tool: 'DIAG-3', softwareVersion: 'V3.2' });
}

async function* worked(cast: Cast, plan: VisitPlan, steps: Steps, random: Random): Script {
  const { technicians, certified } = cast.shop;
  const hv = steps.order.lines.some((line) => line.hv);
  const able = hv ? certified : technicians.length;
  const first = random.int(0, able - 1);
  let worker = technicians[first] as Actor;
  yield steps.wait(5, 40);
  const besides = (one: Actor): string => (technicians[(technicians.indexOf(one) + 1) % able] as { id: string }).id;
  if (hv) await steps.do(worker, 'recordLockOut', { measuredV: random.int(0, 20) / 10, meter: `M-${random.int(1, 9)}`, guardianId: besides(worker) });
  const locker = worker;
  // whoever is free of those who may; when nobody is, the car waits
  for (let turn = 0, begun = false; !begun; turn++) {
    if (turn > 0 && turn % able === 0) yield steps.wait(15, 40);
    worker = technicians[(first + turn) % able] as Actor;
    const guardian = technicians[(first + turn + 1) % able] as { id: string };
    begun = await steps.do(worker, 'startWork', hv ? { guardianId: guardian.id } : {}).then(() => true, (error: { code?: string }) => {
      if (error.code !== 'workingElsewhere') throw error;
      return false;
    });
  }
  if (plan.until === 'inProgress') return;
  yield steps.wait(25, 110);
  if (hv) {
    await steps.do(worker, 'stopWork', { reason: 'break', note: '作业完成，准备恢复供电' });
    await steps.do(locker, 'releaseLockOut', { insulationMohm: random.int(300, 900) });
  }
  await measured(cast, steps, worker, random);
  await steps.do(worker, 'finishWork', { note: random.pick(['已完成并自检，功能正常', '完成，复测正常', '按工单项目完成，旧件已装袋']) });
  if (plan.until === 'inspection' || steps.order.workOrder.state !== 'inspection') return;
  yield steps.wait(8, 30);
  const inspector = technicians.slice(0, 2).find((one) => one !== worker) as Actor;
  if (plan.present === undefined && random.chance(0.05)) {
    await steps.do(inspector, 'inspect', { passed: false, words: '紧固件力矩不足，返工' });
    yield steps.wait(10, 30);
    if (hv) await steps.do(worker, 'recordLockOut', { measuredV: 0.6, meter: 'M-2', guardianId: besides(worker) });
    await steps.do(worker, 'startWork', hv ? { guardianId: (technicians[(technicians.indexOf(worker) + 1) % able] as { id: string }).id } : {});
    yield steps.wait(10, 30);
    if (hv) {
      await steps.do(worker, 'stopWork', { reason: 'break', note: '返工完成' });
      await steps.do(worker, 'releaseLockOut', {});
    }
    await steps.do(worker, 'finishWork', { note: '已按力矩复紧' });
    yield steps.wait(8, 20);
  }
  await steps.do(inspector, 'inspect', { passed: true, words: random.pick(['检验合格，路试正常', '路试 5 公里，无异常', '复测合格']) });
}
