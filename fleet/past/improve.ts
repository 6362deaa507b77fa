// What managers did about what owners said: actions with an owner, a date and a measure, in every state; and the answers
// before and after that show whether two of them worked.
import { beijingDay } from '../../server/platform/calendar.ts';
import type { Replay } from '../replay.ts';
import { staffActor, type Known } from '../settle-world.ts';
import type { World as Country } from '../world.ts';
import type { Complaint } from './reasons.ts';

const dayMs = 86_400_000;
type Plan = { outletId: string; brandId: string; cause: Complaint; what: string; measure: 'lowShareOfCause' | 'lowShare' | 'averageScore'; daysAgo: number; dueInDays: number; begins?: number; done?: number; dropped?: string };

const plans: readonly Plan[] = [
  { outletId: 'sh-hongqiao', brandId: 'xihe', cause: 'waitTooLong', what: '上午增加一名接车顾问，预约间隔由 15 分钟改为 20 分钟', measure: 'lowShareOfCause', daysAgo: 210, dueInDays: 30, begins: 3, done: 26 },
  { outletId: 'sz-bao-an', brandId: 'yuanlan', cause: 'priceSurprise', what: '报价逐项发给车主确认后再施工，电话不再口头报价', measure: 'lowShare', daysAgo: 160, dueInDays: 20, begins: 1, done: 18 },
  { outletId: 'hz-gongshu', brandId: 'langtu', cause: 'communication', what: '每两小时给在店车主发一次进展', measure: 'averageScore', daysAgo: 75, dueInDays: 30, begins: 5 },
  { outletId: 'cq-yubei', brandId: 'xihe', cause: 'partsMissing', what: '预约当天核对备件，缺件先联系车主改期', measure: 'lowShareOfCause', daysAgo: 20, dueInDays: 45, begins: 2 },
  { outletId: 'sh-hongqiao', brandId: 'langtu', cause: 'priceSurprise', what: '常见项目价格上墙，增项先发报价', measure: 'lowShareOfCause', daysAgo: 16, dueInDays: 20, begins: 1, done: 12 },
  { outletId: 'sh-hongqiao', brandId: 'yuanlan', cause: 'notFixed', what: '返修车由技术专家复诊', measure: 'lowShare', daysAgo: 9, dueInDays: 60 },
  { outletId: 'cd-wuhou', brandId: 'xihe', cause: 'attitude', what: '前台服务用语培训', measure: 'averageScore', daysAgo: 120, dueInDays: 25, begins: 4, dropped: '并入区域统一培训' },
];

export type Said = { outletId: string; brandId: string; daysAgo: number; score: number; complaint: Complaint };
const said = (plan: Plan, before: readonly number[], after: readonly number[]): Said[] => {
  const of = { outletId: plan.outletId, brandId: plan.brandId, complaint: plan.cause };
  return [...before.map((score, index) => ({ ...of, score, daysAgo: plan.daysAgo + 26 - index * 3 })), ...after.map((score, index) => ({ ...of, score, daysAgo: plan.daysAgo - (plan.done ?? 0) - index * 3 }))];
};
/** Visits whose owners' answers show that the first action worked and the second did not. */
export const answersAround: readonly Said[] = [...said(plans[0] as Plan, [2, 4, 1, 5, 2, 3], [5, 4, 5, 5, 4, 5]), ...said(plans[1] as Plan, [4, 2, 5, 4, 5, 5], [5, 1, 4, 2, 5, 4])];

async function* act(on: Replay, country: Country, known: Known, now: Date, plan: Plan): AsyncGenerator<Date, void> {
  const person = country.staff.find((one) => one.userName === `${plan.outletId}-manager`);
  if (person === undefined) return;
  const manager = staffActor(known, person);
  const start = new Date(now.getTime() - plan.daysAgo * dayMs);
  yield start;
  let action = await on.call(manager, start, 'addAction', {
    brandId: plan.brandId, outletId: plan.outletId, cause: plan.cause, what: plan.what, ownerStaffId: (manager as { id: string }).id, dueOn: beijingDay(new Date(start.getTime() + plan.dueInDays * dayMs)), measure: plan.measure,
  });
  const change = async (at: Date, input: Record<string, unknown>): Promise<void> => {
    action = await on.call(manager, at, 'changeAction', { actionId: action.id, version: action.version, ...input });
  };
  if (plan.begins === undefined) return;
  const begins = new Date(start.getTime() + plan.begins * dayMs);
  yield begins;
  await change(begins, { state: 'inProgress' });
  const ends = new Date(start.getTime() + (plan.done ?? plan.begins + 10) * dayMs);
  if (plan.done === undefined && plan.dropped === undefined) return;
  yield ends;
  await change(ends, plan.dropped === undefined ? { state: 'done' } : { state: 'dropped', why: plan.dropped });
}

export const improve = (on: Replay, country: Country, known: Known, now: Date): AsyncGenerator<Date, void>[] => plans.map((plan) => act(on, country, known, now, plan));
