// What people are told about cases. Each function follows one fact; a fact told again says nothing new. (T1)
import type { Tx } from '#platform/tx';
import { caseById, entryById, handOverById, type Case, type Desk } from '#cases';
import type { OwnerNoticeCode } from './notice.ts';
import { dataOf, tellDesk, tellHolder, tellOwnerOf, tellStaff, type Sms } from './tell.ts';

type OfCase = { caseId: string };
const about = (tx: Tx, body: OfCase): Promise<Case | undefined> => caseById(tx, body.caseId);
const dangerSms = (one: Case): Sms | undefined => (one.kind !== 'trouble' || one.urgency > 2 ? undefined : { template: one.urgency === 1 ? 'danger' : 'stranded' });

export async function tellOfOpened(tx: Tx, body: OfCase & { source: 'alert' | 'owner' | 'phone' | 'survey' | 'battery'; quietDesk?: boolean }): Promise<void> {
  const one = await about(tx, body);
  if (one === undefined) return;
  const codes: Record<typeof body.source, OwnerNoticeCode> = { alert: 'alertCase', owner: 'caseReceived', phone: 'caseOnPhone', survey: 'recoveryBegun', battery: 'batteryCase' };
  const sms = dangerSms(one);
  await tellOwnerOf(tx, one, codes[body.source], `opened ${one.id}`, { urgent: one.urgency <= 2 && one.kind === 'trouble', ...(sms === undefined ? {} : { sms }) });
  if (one.holder.kind === 'desk' && body.quietDesk !== true) await tellHolder(tx, one, 'caseWaiting', `opened ${one.id}`, { data: { source: body.source } });
}

export async function tellOfJoined(tx: Tx, body: OfCase & { contactId: string; source: string }): Promise<void> {
  const one = await about(tx, body);
  if (one !== undefined) await tellHolder(tx, one, 'contactAdded', `contact ${body.contactId}`, { data: { source: body.source } });
}

export async function tellOfEscalated(tx: Tx, body: OfCase & { from: number; to: number }): Promise<void> {
  const one = await about(tx, body);
  if (one === undefined) return;
  const sms = body.to <= 2 ? dangerSms(one) : undefined;
  await tellOwnerOf(tx, one, 'caseMoreUrgent', `escalated ${one.id} ${body.from} ${body.to}`, { urgent: body.to <= 2, data: { from: body.from, to: body.to }, ...(sms === undefined ? {} : { sms }) });
  await tellHolder(tx, one, 'caseEscalated', `escalated ${one.id} ${body.from} ${body.to}`, { data: { from: body.from, to: body.to } });
}

export async function tellOfTaken(tx: Tx, body: OfCase & { holdingId: string }): Promise<void> {
  const one = await about(tx, body);
  if (one !== undefined) await tellOwnerOf(tx, one, 'caseTaken', `taken ${body.holdingId}`, { data: { name: one.holder.name } });
}

export async function tellOfPlan(tx: Tx, body: OfCase & { entryId: string }): Promise<void> {
  const [one, entry] = [await about(tx, body), await entryById(tx, body.entryId)];
  if (one === undefined || entry === undefined) return;
  const urgent = one.urgency <= 2 && one.kind === 'trouble';
  const words = entry.text ?? '';
  const short = words.length > 50 ? `${words.slice(0, 49)}…` : words;
  await tellOwnerOf(tx, one, 'helpPlanned', `plan ${entry.id}`, { urgent, data: { words, byAt: entry.data['byAt'] ?? null }, ...(urgent ? { sms: { template: 'helpPlanned', params: { words: short } } } : {}) });
}

export async function tellOfDeskMessage(tx: Tx, body: OfCase & { entryId: string }): Promise<void> {
  const [one, entry] = [await about(tx, body), await entryById(tx, body.entryId)];
  if (one !== undefined && entry !== undefined) await tellOwnerOf(tx, one, 'deskMessage', `message ${entry.id}`, { data: { text: entry.text } });
}

export async function tellOfOwnerMessage(tx: Tx, body: OfCase & { entryId: string }): Promise<void> {
  const [one, entry] = [await about(tx, body), await entryById(tx, body.entryId)];
  if (one !== undefined && entry !== undefined) await tellHolder(tx, one, 'ownerMessage', `message ${entry.id}`, { data: { text: entry.text } });
}

export async function tellOfHandOver(tx: Tx, body: OfCase & { handOverId: string }): Promise<void> {
  const [one, asked] = [await about(tx, body), await handOverById(tx, body.handOverId)];
  if (one === undefined || asked === undefined) return;
  const said = { brandId: one.brandId, caseId: one.id, key: `hand-over ${asked.id}`, code: 'handOverAsked' as const, urgent: one.urgency <= 2, data: { ...dataOf(one), handOverId: asked.id, by: asked.askedByName, words: asked.words, answerByAt: asked.answerByAt } };
  if (asked.toStaffId !== null) await tellStaff(tx, { ...said, staffId: asked.toStaffId });
  else if (asked.toDesk !== null) await tellDesk(tx, { ...said, desk: asked.toDesk, outletId: asked.toOutletId });
}

export async function tellOfAnswer(tx: Tx, body: OfCase & { handOverId: string }): Promise<void> {
  const [one, asked] = [await about(tx, body), await handOverById(tx, body.handOverId)];
  if (one === undefined || asked === undefined || asked.askedBy === null || (asked.state !== 'accepted' && asked.state !== 'refused')) return;
  await tellStaff(tx, {
    brandId: one.brandId, caseId: one.id, staffId: asked.askedBy, key: `hand-over ${asked.id} ${asked.state}`, code: asked.state === 'accepted' ? 'handOverAccepted' : 'handOverRefused',
    data: { ...dataOf(one), by: asked.answeredByName, words: asked.answerWords },
  });
}

export async function tellOfClimbed(tx: Tx, body: OfCase & { desk: Desk; key: string }): Promise<void> {
  const one = await about(tx, body);
  if (one !== undefined) await tellHolder(tx, one, 'handOverClimbed', `climbed ${body.key}`, { urgent: true, data: { desk: body.desk } });
}

export async function tellOfClockAtRisk(tx: Tx, body: OfCase & { clockId: string; clock: string }): Promise<void> {
  const one = await about(tx, body);
  if (one !== undefined) await tellHolder(tx, one, 'clockAtRisk', `clock ${body.clockId} at risk`, { data: { clock: body.clock } });
}

/** A missed clock is known to whoever has the case and to the managers above. */
export async function tellOfBreach(tx: Tx, body: OfCase & { clockId: string; clock: string }): Promise<void> {
  const one = await about(tx, body);
  if (one === undefined) return;
  await tellHolder(tx, one, 'clockBreached', `clock ${body.clockId} breached`, { data: { clock: body.clock } });
  if (one.holder.desk === 'managerDesk') return;
  await tellDesk(tx, { brandId: one.brandId, caseId: one.id, desk: 'managerDesk', outletId: one.outletId, key: `clock ${body.clockId} breached, managers`, code: 'clockBreached', urgent: one.urgency <= 2, data: { ...dataOf(one), clock: body.clock } });
}

export async function tellOfConfirmation(tx: Tx, body: OfCase & { askedAt: string }): Promise<void> {
  const one = await about(tx, body);
  if (one !== undefined) await tellOwnerOf(tx, one, 'confirmSolved', `confirm ${one.id} ${body.askedAt}`);
}

export async function tellOfReminder(tx: Tx, body: OfCase & { askedAt: string; nth: number }): Promise<void> {
  const one = await about(tx, body);
  if (one !== undefined) await tellOwnerOf(tx, one, 'confirmReminder', `confirm ${one.id} ${body.askedAt} ${body.nth}`, { data: { nth: body.nth }, sms: { template: 'confirmReminder' } });
}

export async function tellOfClosed(tx: Tx, body: OfCase & { how: string; at: string }): Promise<void> {
  const one = await about(tx, body);
  if (one === undefined) return;
  await tellOwnerOf(tx, one, 'caseClosed', `closed ${one.id} ${body.at}`, { data: { how: body.how } });
  if (body.how === 'confirmed') await tellHolder(tx, one, 'caseSolved', `closed ${one.id} ${body.at}`, { urgent: false });
}

export async function tellOfReopened(tx: Tx, body: OfCase & { at: string }): Promise<void> {
  const one = await about(tx, body);
  if (one !== undefined) await tellHolder(tx, one, 'caseReopened', `reopened ${one.id} ${body.at}`);
}
