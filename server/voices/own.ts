// A complaint seen by who made it, and what climbs. W6 its owner reads who has it, by when it is answered, and the answer, and says once
// whether that satisfies; W7 what does not satisfy is taken up again by the region; W8 what is late climbs once per due moment.
import { actorId } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { announce } from './hear.ts';
import { clockRuleOn, complaintsOf, lateComplaints, saveVoice, voiceById } from './store.ts';
import { complaintClimbed, takenUpAgain, type Voice } from './voice.ts';

const mayJudge = (one: Voice): boolean => (one.state === 'answered' || one.state === 'closed') && one.satisfied === null && one.answerWords !== null;
const mine = (one: Voice) => ({
  id: one.id, number: one.number, brandId: one.brandId, caseId: one.caseId, words: one.words, saidAt: one.saidAt, state: one.state, holderName: one.holderName, dueAt: one.state === 'fresh' || one.state === 'looking' ? (one.againDueAt ?? one.answerDueAt) : null,
  answeredAt: one.answeredAt, answerWords: one.answerWords, satisfied: one.satisfied, climbed: one.climbedAt !== null, mayJudge: mayJudge(one), version: one.version,
});

/** (W6) */
export async function myComplaints(tx: Tx, input: Input<typeof api.myComplaints>) {
  return { complaints: (await complaintsOf(tx, actorId(tx.actor) ?? '', input.caseId)).map(mine) };
}

/** (W6, W7) */
export async function judgeMyAnswer(tx: Tx, input: Input<typeof api.judgeMyAnswer>) {
  const one = await voiceById(tx, input.voiceId);
  if (one === undefined || one.ownerId === null || one.ownerId !== actorId(tx.actor)) return refuse('voiceNotFound', { id: input.voiceId });
  if (!mayJudge(one) || one.version !== input.version) return refuse('voiceNotNow', { state: one.state });
  const judged = { judgedWords: input.words ?? null, judgedAt: tx.now };
  const saved = await saveVoice(tx, input.satisfied ? { ...one, ...judged, satisfied: true, state: 'closed' }
    : { ...takenUpAgain(one, tx.now, await clockRuleOn(tx, one.channel, beijingDay(tx.now))), ...judged, satisfied: false, holderId: null, holderName: null, climbedAt: tx.now, climbedWhy: 'notSatisfied' });
  if (saved === undefined) return refuse('voiceNotNow', { state: one.state });
  tx.record({ action: 'voices.judgeAnswer', subject: 'voices', subjectId: saved.id, brandId: saved.brandId, version: saved.version, after: { satisfied: input.satisfied, words: input.words ?? null } });
  if (!input.satisfied) tx.tell(complaintClimbed({ voiceId: saved.id, brandId: saved.brandId, why: 'notSatisfied', version: saved.version }));
  announce(tx, saved);
  return mine(saved);
}

/** Round. (W8) */
export async function climbLateComplaints(tx: Tx): Promise<void> {
  for (const one of await lateComplaints(tx, 100)) {
    const saved = await saveVoice(tx, { ...one, climbedAt: tx.now, climbedWhy: one.climbedWhy ?? 'late' });
    if (saved === undefined) continue;
    tx.record({ action: 'voices.climb', subject: 'voices', subjectId: saved.id, brandId: saved.brandId, version: saved.version, after: { why: 'late', dueAt: one.againDueAt ?? one.answerDueAt } });
    tx.tell(complaintClimbed({ voiceId: saved.id, brandId: saved.brandId, why: 'late', version: saved.version }));
    announce(tx, saved);
  }
}
