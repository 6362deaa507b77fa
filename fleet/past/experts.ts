// Now and then a technician asks an expert about the car: answered within hours, or still waiting where the car stands in the shop.
import type { Actor } from '../../server/platform/actor.ts';
import type { Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import type { Cast } from './cast.ts';
import type { VisitPlan } from './plan.ts';

const asked = [
  ['故障码清除后路试 10 公里又出现，插头已处理，是否需要换控制器？', '先核对软件版本，低于 2.3.1 的先升级；升级后仍出现再换。请附升级前后的冻结帧。'],
  ['绝缘在雨后偏低，晴天正常，分段测都合格，下一步查哪里？', '重点查后桥高压插头护套和充电口排水孔，淋水后复测。'],
  ['冷却泵流量正常，但高温下功率受限，标准是多少？', '请看冷却液温差：进出口超过 8 ℃ 说明有气，重新真空加注。'],
  ['力矩到位后仍有轻微异响，是否有服务公告？', '有。检查副车架衬套，按作业指导重新分两次拧紧；无效再报。'],
] as const;

type Steps = { order: { workOrder: { id: string; version: number } }; now(): Date; do(actor: Actor, name: string, input: Record<string, unknown>): Promise<void> };

export async function askedExpert(on: Replay, cast: Cast, plan: VisitPlan, steps: Steps, random: Random): Promise<void> {
  if (!random.chance(plan.present === undefined ? 0.03 : 0.7)) return;
  const [words, answer] = random.pick(asked);
  await steps.do(cast.shop.technicians[0] as Actor, 'askExpert', { words });
  if (plan.present !== undefined && random.chance(0.7)) return;
  const { workOrder, questions } = (await on.call(cast.officer, steps.now(), 'showWorkOrder', { workOrderId: steps.order.workOrder.id })) as { workOrder: { id: string }; questions: { id: string; answeredAt: string | null }[] };
  const open = questions.find((one) => one.answeredAt === null);
  if (open !== undefined) await on.call(cast.officer, new Date(steps.now().getTime() + 60_000), 'answerQuestion', { workOrderId: workOrder.id, questionId: open.id, words: answer });
}
