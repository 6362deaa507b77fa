// The urgency of an open case follows what is known of it.
// W1 evidence alone never makes a case less urgent, a person with a reason may; W2 what a person judged stands until
// evidence comes that is worse than all they judged by; W3 each change says from where it came.
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { caseEscalated, ofCase, type Case } from './case.ts';
import { openCaseToEdit } from './find-case.ts';
import { rerateClocks } from './run-clocks.ts';
import { contactsOf, saveCase, type Contact } from './store.ts';
import { writeOn } from './timeline.ts';
import { weigh, type Evidence, type Urgency } from './urgency.ts';

/** All that the contacts of a case say, as one body of evidence. */
export function evidenceOf(contacts: readonly Pick<Contact, 'evidence'>[], place: Case['place']): Evidence {
  return {
    alerts: contacts.flatMap((contact) => contact.evidence.alerts), words: contacts.flatMap((contact) => contact.evidence.words),
    troubles: contacts.flatMap((contact) => contact.evidence.troubles),
    places: [...contacts.flatMap((contact) => contact.evidence.places), ...(place.kind === undefined ? [] : [place.kind])],
    score: contacts.reduce<number | null>((lowest, { evidence: { score } }) => (score === null ? lowest : Math.min(score, lowest ?? score)), null),
    dangerKey: contacts.some((contact) => contact.evidence.dangerKey === true),
  };
}

/** The urgency after new evidence. (W1, W2) */
export const urgencyAfter = (one: { urgency: Urgency; urgencyJudged: Urgency | null }, evident: Urgency): Urgency =>
  one.urgencyJudged !== null && evident >= one.urgencyJudged ? one.urgency : (Math.min(one.urgency, evident) as Urgency);

/** Weighs a case anew after a contact came or changed; `change` lays in what else is different. */
export async function weighAgain(tx: Tx, one: Case, change: Partial<Case> = {}): Promise<Case> {
  const judgement = weigh(evidenceOf(await contactsOf(tx, one.id), change.place ?? one.place));
  const urgency = urgencyAfter(one, judgement.urgency);
  const staffReasons = one.urgencyReasons.filter((reason) => reason.from === 'staff' && urgency === one.urgency);
  const saved = (await saveCase(tx, { ...one, ...change, urgency, urgencyReasons: [...staffReasons, ...judgement.reasons], urgencyJudged: urgency === one.urgency ? one.urgencyJudged : null })) ?? refuse('staleEdit');
  if (urgency < one.urgency) await tellChange(tx, one, saved, { from: judgement.reasons.find((reason) => reason.urgency === urgency)?.from ?? 'signal', why: null });
  return saved;
}

async function tellChange(tx: Tx, before: Case, after: Case, because: { from: string; why: string | null }): Promise<void> {
  await writeOn(tx, after, { kind: 'urgencyChanged', text: because.why, data: { from: before.urgency, to: after.urgency, source: because.from, reasons: after.urgencyReasons } });
  await rerateClocks(tx, after, after.urgency < before.urgency);
  tx.record({
    action: 'cases.urgency', subject: 'cases', subjectId: after.id, brandId: after.brandId, version: after.version, why: because.why,
    before: { urgency: before.urgency, reasons: before.urgencyReasons }, after: { urgency: after.urgency, reasons: after.urgencyReasons, source: because.from },
  });
  if (after.urgency < before.urgency) tx.tell(caseEscalated({ ...ofCase(after), from: before.urgency, to: after.urgency }));
}

export async function changeUrgency(tx: Tx, input: Input<typeof api.changeUrgency>) {
  const one = await openCaseToEdit(tx, input.caseId, input.version);
  const urgency = input.urgency as Urgency;
  const evident = weigh(evidenceOf(await contactsOf(tx, one.id), one.place));
  const reasons = [{ from: 'staff' as const, code: 'judged', urgency, matched: input.why }, ...evident.reasons];
  const saved = (await saveCase(tx, { ...one, urgency, urgencyReasons: reasons, urgencyJudged: evident.urgency })) ?? refuse('staleEdit');
  await tellChange(tx, one, saved, { from: 'staff', why: input.why });
  return { caseId: saved.id, version: saved.version };
}
