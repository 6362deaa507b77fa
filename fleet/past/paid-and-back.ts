// After the work: paying, sometimes money back, the keys, the owner's word, the survey, and making good what went wrong.
import type { Actor } from '../../server/platform/actor.ts';
import type { Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import type { Cast } from './cast.ts';
import { openAt } from './hours.ts';
import { complaints, complaintWords, praises, praiseWords, type Complaint } from './reasons.ts';
import { calm } from './signals.ts';
import { reaches, type Script, type VisitPlan } from './plan.ts';

const minute = 60_000;
const nobody: Actor = { kind: 'nobody' };
/** `version`: of the order once it is settled. */
type Of = { caseId: string; workOrderId: string; version: number; checkedInAt: Date };

export async function* paidAndBack(on: Replay, cast: Cast, plan: VisitPlan, of: Of, from: Date, random: Random): Script {
  let now = from;
  const later = (low: number, high: number): Date => (now = new Date(now.getTime() + (plan.present === undefined ? random.int(low, high) : random.int(2, 7)) * minute));
  yield later(6, 60);
  await paid(on, cast, plan, of, now);
  if (!reaches(plan, 'handedBack')) return;
  yield (now = openAt(later(5, 40), random));
  await on.call(cast.shop.adviser, now, 'handBack', { workOrderId: of.workOrderId, version: of.version, toName: cast.ownerName, odometerKm: cast.kmAt(of.checkedInAt) + random.int(0, 6), socPct: random.int(30, 95) });
  if (plan.entry !== 'owner' && plan.entry !== 'phone') await calm(on, plan.car, cast.ownerId, new Date(now.getTime() - 30 * minute));
  if (plan.until === 'handedBack') return;
  if (plan.ending !== 'silence') {
    yield later(20, 1_200);
    const mine = await on.call(cast.owner, now, 'showMyCase', { caseId: of.caseId });
    if (mine.case.stage === 'awaitingConfirmation') await on.call(cast.owner, now, 'confirmSolved', { caseId: of.caseId, version: mine.case.version });
  }
  if (plan.score === null) return;
  now = new Date(now.getTime() + 30 * 60 * minute);
  yield later(600, 2_400);
  yield* asked(on, cast, plan, of, now, random);
}

async function paid(on: Replay, cast: Cast, plan: VisitPlan, of: Of, now: Date): Promise<void> {
  const { invoices } = await on.call(cast.owner, now, 'myInvoices', { caseId: of.caseId });
  const invoice = invoices[0];
  if (invoice?.state !== 'issued') return;
  const { outTradeNo } = await on.call(cast.owner, now, 'payInvoice', { invoiceId: invoice.id });
  await on.call(nobody, now, 'paymentNotified', {}, cast.pay(outTradeNo, now));
  if (plan.refundShare === undefined) return;
  const { invoice: settled } = await on.call(cast.shop.manager, now, 'showInvoice', { invoiceId: invoice.id });
  const why = plan.refundShare === 1 ? '同一故障再次进店，退还上次费用' : '等待超过承诺，退还部分工时费';
  await on.call(cast.shop.manager, now, 'refundInvoice', { invoiceId: invoice.id, amountFen: Math.max(1, Math.round(settled.paidFen * plan.refundShare)), why, version: settled.version });
  for (const message of cast.refunds(outTradeNo, now)) await on.call(nobody, now, 'paymentNotified', {}, message);
}

async function* asked(on: Replay, cast: Cast, plan: VisitPlan, of: Of, now: Date, random: Random): Script {
  const { surveys } = await on.call(cast.owner, now, 'mySurveys', { state: 'sent' });
  const survey = surveys.find((one: { caseId: string }) => one.caseId === of.caseId);
  if (survey === undefined || plan.score === null) return;
  const bad = plan.score <= 3;
  const reason = bad ? (plan.complaint ?? random.pick(complaints)) : random.pick(praises);
  const said = bad ? random.pick(complaintWords[reason as Complaint]) : random.pick(praiseWords);
  await on.call(cast.owner, now, 'answerSurvey', { surveyId: survey.id, score: plan.score, reasons: [reason], ...(said === '' ? {} : { words: said }) });
  if (plan.score <= 2 && plan.until === 'end') yield* madeGood(on, cast, now, random);
}

/** The manager calls the owner who was not satisfied, and the owner has the last word again. */
async function* madeGood(on: Replay, cast: Cast, from: Date, random: Random): Script {
  let now = openAt(new Date(from.getTime() + random.int(20, 100) * minute), random);
  const { manager } = cast.shop;
  yield now;
  const { cases } = await on.call(manager, now, 'listCases', { scope: 'all', kind: 'recovery', stage: 'open', vehicleId: cast.vehicleId });
  const one = cases[0];
  if (one === undefined) return;
  const taken = await on.call(manager, now, 'takeCase', { caseId: one.id, version: one.version });
  const planned = await on.call(manager, now, 'planHelp', { caseId: one.id, words: '已电话致歉，说明原因，约定上门回访并复查', version: taken.version });
  yield (now = openAt(new Date(now.getTime() + random.int(300, 1_300) * minute), random));
  const done = await on.call(manager, now, 'askConfirmation', { caseId: one.id, words: '已复查并处理，向您再次致歉。请确认是否满意。', version: planned.version });
  yield (now = new Date(now.getTime() + random.int(30, 900) * minute));
  await on.call(cast.owner, now, 'confirmSolved', { caseId: one.id, version: done.version });
}
