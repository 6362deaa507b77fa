// What the maker's side pays of a finished visit: old parts labelled and sent, claims checked, sent, answered, appealed,
// settled, and now and then a part that nobody sends; and goodwill for owners just out of warranty.
import type { Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import type { Actor } from '../../server/platform/actor.ts';
import type { Cast } from './cast.ts';
import { openAt } from './hours.ts';
import type { Script, VisitPlan } from './plan.ts';

const hour = 3_600_000;
type Claim = { claim: { id: string; version: number; state: string; kind: string }; lines: { lineId: string; kind: string; claimedFen: number }[]; parts: { id: string; version: number; state: string }[] };

/** `before`: where the count of claims begins, so that officers of several brands do not all do the same. */
export type Officer = { before: number; officer: Actor; supplierId: string; picture: Uint8Array };

/** A warranty officer's year: every other afternoon the new drafts and whatever is due of the others. */
export async function* officersYear(on: Replay, cast: Officer, from: Date, until: Date, random: Random): Script {
  const known = new Set<string>();
  const ways: { at: Date; script: Script }[] = [];
  for (let at = from; at < until; at = new Date(at.getTime() + 48 * hour)) {
    yield at;
    const { claims } = (await on.call(cast.officer, at, 'listClaims', { state: 'draft', kind: 'maker', limit: 100 })) as { claims: { id: string }[] };
    for (const { id } of claims.filter((one) => !known.has(one.id))) {
      known.add(id);
      ways.push({ at, script: way(on, cast, { claimId: id, nth: cast.before + known.size }, at, random.fork(id)) });
    }
    for (const one of ways) {
      while (one.at <= at) {
        const next = await one.script.next();
        one.at = next.done === true ? new Date(8.64e15) : next.value;
      }
    }
  }
}

/** One in nine lies there, one in five loses its part, one in four is not answered. */
async function* way(on: Replay, cast: Officer, { claimId, nth }: { claimId: string; nth: number }, from: Date, random: Random): Script {
  let now = from;
  let page = (await on.call(cast.officer, now, 'showClaim', { claimId })) as Claim;
  const later = (low: number, high: number): Date => (now = openAt(new Date(now.getTime() + random.int(low, high) * hour), random));
  /** The clock may have moved it meanwhile: a part that nobody sent takes its claim back. */
  const look = async (): Promise<string> => {
    page = (await on.call(cast.officer, now, 'showClaim', { claimId })) as Claim;
    return page.claim.state;
  };
  const act = async (name: string, input: Record<string, unknown> = {}): Promise<void> => void (page = (await on.call(cast.officer, now, name, { claimId, version: page.claim.version, ...input })) as Claim);
  const move = async (step: string, words: string, more: Record<string, unknown> = {}): Promise<void> => {
    for (const part of page.parts.filter((one) => ['kept', 'labelled'].includes(one.state))) page = (await on.call(cast.officer, now, 'movePart', { partId: part.id, version: part.version, step, words, ...more })) as Claim;
  };
  if (nth % 9 === 8) return; // a draft that nobody looked at yet
  await move('labelled', '旧件装袋，贴标签入旧件库');
  yield later(1, 30);
  await act('checkClaim');
  const state = (): string => page.claim.state;
  if (state() !== 'checked') return;
  yield later(1, 20);
  await act('sendClaim');
  if (nth % 5 !== 2) {
    yield later(30, 140);
    await look();
    if (random.chance(0.9)) await move('shipped', '随周车发回厂家旧件库', { waybill: `SF${random.int(100_000, 999_999)}${random.int(1_000, 9_999)}` });
    else await move('scrapped', '厂家同意就地报废', { fileIds: [await on.picture(cast.officer, now, cast.picture)] });
  }
  if (nth % 4 === 1) return; // no answer comes
  yield later(60, 320);
  if ((await look()) !== 'sent') return;
  const [how, labour] = [random.next(), page.lines.find((line) => line.kind === 'labour')];
  const answers = page.lines.map((line) => (how < 0.72 ? { lineId: line.lineId, acceptedFen: line.claimedFen } : how < 0.88 && labour !== undefined
    ? { lineId: line.lineId, acceptedFen: line === labour ? Math.floor(line.claimedFen * 0.8) : line.claimedFen, ...(line === labour ? { reason: 'labourTooLong', words: '按标准工时核减' } : {}) }
    : { lineId: line.lineId, acceptedFen: 0, reason: random.pick(['notCovered', 'noEvidence', 'wrongDiagnosis']), words: '材料不足以说明质量问题' }));
  await act('answerClaim', { answers, words: how < 0.72 ? '审核通过' : '审核意见见各项' });
  yield later(20, 90);
  await look();
  if (state() === 'refused' || (state() === 'partlyAccepted' && random.chance(0.4))) {
    await act('appealClaim', { words: '补充检测照片和诊断数据，请复核' });
    yield later(60, 260);
    if ((await look()) !== 'appealed') return;
    await act('answerClaim', { answers: page.lines.map((line) => ({ lineId: line.lineId, acceptedFen: line.claimedFen })), words: '复核后认可' });
  }
  yield later(90, 400);
  await look();
  if (['accepted', 'partlyAccepted'].includes(state())) await act('settleClaim', { reference: `结算 ${now.toISOString().slice(0, 7)}` });
  if (state() === 'settled' && cast.supplierId !== '' && page.lines.some((line) => line.kind === 'part') && nth % 3 === 0) {
    const line = page.lines.find((one) => one.kind === 'part') as Claim['lines'][number];
    await act('recoverFromSupplier', { partnerId: cast.supplierId, lines: [{ lineId: line.lineId, claimedFen: Math.max(1, Math.floor(line.claimedFen * 0.6)) }] });
    yield later(5, 40);
    await on.call(cast.officer, now, 'sendClaim', { claimId: page.claim.id, version: page.claim.version }).catch((error: { code?: string }) => {
      if (error.code !== 'claimHasErrors') throw error;
    });
  }
}

type Line = { id: string; payType: string; totalFen: number };
/** Asks for goodwill where the owner would pay a repair; a manager decides, and sometimes nobody has yet. True when the estimate changed. */
export async function goodwillFor(on: Replay, cast: Cast, plan: VisitPlan, of: { workOrderId: string; lines: readonly Line[] }, now: Date, random: Random): Promise<boolean> {
  const own = of.lines.filter((line) => line.payType === 'owner' && line.totalFen > 0);
  const waits = plan.until === 'quoted';
  if (own.length === 0 || plan.reason.name === 'maintenance' || plan.reason.name === 'tyre' || !random.chance(waits ? 0.9 : 0.22)) return false;
  const ownerPct = random.pick([30, 50, 60]);
  const makerPct = random.pick([0, 20, 100 - ownerPct]);
  const { id: requestId, version, neededRole } = await on.call(cast.shop.adviser, now, 'requestGoodwill', { workOrderId: of.workOrderId, lineIds: own.map((line) => line.id), makerPct: Math.min(makerPct, 100 - ownerPct), outletPct: 100 - ownerPct - Math.min(makerPct, 100 - ownerPct), ownerPct, reason: random.pick(['justOutOfTerm', 'repeatedTrouble', 'loyalOwner']), words: random.pick(['刚过质保期，一直在本店保养', '半年内同类问题第二次进店', '老车主，推荐过两位朋友购车']) });
  if (waits) return false;
  const decider = neededRole === 'serviceManager' ? cast.shop.manager : cast.officer;
  if (random.chance(0.75)) {
    await on.call(decider, now, 'grantGoodwill', { requestId, version, sentence: '考虑到您一直在本店保养，这次由我们承担一部分费用。' });
    return true;
  }
  await on.call(decider, now, 'refuseGoodwill', { requestId, version, reason: random.pick(['wearAndUse', 'tooLongOutOfTerm']), sentence: '这次的损坏属于正常磨损，不在质保和善意索赔范围内，因此不能减免。如不同意，您可以申诉。' });
  return false;
}
