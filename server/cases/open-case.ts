// How a case begins: from an alert of the car, the owner's own words, a call, or a bad mark in a survey.
// O1 news that belongs to an open case of the same breakdown joins it; O2 the same alert or survey opens one case,
// however often it is told; O3 a new case has a reason for its urgency, a holder and its clocks from its first moment;
// O4 the same trouble soon after its case was closed is marked as a comeback; O5 more on a case that waits for the
// owner's confirmation opens it again.
import { beijingDay } from '#platform/calendar';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { Vehicle } from '#vehicles';
import { caseJoined, caseOpened, ofCase, type Case, type CaseKind, type Place, type Source } from './case.ts';
import { insertFirstHolding, type NewHolder } from './holder-store.ts';
import { caseToJoin, troubleAfter } from './joining.ts';
import { reopen } from './close-case.ts';
import { insertClocks } from './clock-store.ts';
import { firstDue } from './clock.ts';
import { firstClocks } from './run-clocks.ts';
import { caseById, contactBySource, insertCase, insertContact, lastClosed, lockCar, lockCase, moveContact, numbersOn, openCasesOf } from './store.ts';
import { announceCase, writeOn } from './timeline.ts';
import { weigh, type Evidence, type Judgement } from './urgency.ts';
import { weighAgain } from './weigh-again.ts';

export type News = {
  vehicle: Vehicle;
  source: Source;
  /** Of the alert or survey: the same is heard once. (O2) */
  sourceKey?: string;
  by: { id: string | null; name: string };
  evidence: Evidence;
  words?: string;
  place?: Place;
  fileIds?: readonly string[];
  /** More about where it comes from, for the timeline. */
  data?: Record<string, unknown>;
  kind?: CaseKind;
  linkedCaseId?: string;
  outletId?: string;
  holder?: NewHolder;
  /** The desk knows of it already: it is one of a storm. */
  quietDesk?: boolean;
  /** A contact of another case that turned out to be a trouble of its own: it moves here, whatever is open. */
  movedContactId?: string;
};

export const noEvidence: Evidence = { alerts: [], words: [], troubles: [], places: [], score: null };

/** Opens a case for the news, or joins the one it belongs to. */
export async function openCase(tx: Tx, news: News): Promise<{ case: Case; joined: boolean }> {
  const { vehicle } = news;
  const kind = news.kind ?? 'trouble';
  const mayJoin = kind === 'trouble' && news.movedContactId === undefined;
  const [, heard, numbers, ofCar] = await Promise.all([
    lockCar(tx, vehicle.vin), news.sourceKey === undefined ? undefined : contactBySource(tx, news.source, news.sourceKey), numbersOn(tx, beijingDay(tx.now)), mayJoin ? openCasesOf(tx, vehicle.vin) : [],
  ]);
  if (heard !== undefined) return { case: (await caseById(tx, heard.caseId)) ?? refuse('caseNotFound', { id: heard.caseId }), joined: true };
  const judgement = weigh(news.evidence);
  if (mayJoin) {
    const open = ofCar.filter((one) => one.kind === 'trouble' && one.ownerId === vehicle.ownerId);
    const kin = caseToJoin(judgement, open, tx.now, numbers.get('joinWithinHours') ?? 0);
    if (kin !== undefined) return { case: await join(tx, kin.id, news, judgement), joined: true };
  }
  return { case: await begin(tx, news, judgement, kind, numbers.get('comebackWithinDays') ?? 0), joined: false };
}

async function addContact(tx: Tx, one: Case, news: News): Promise<string> {
  if (news.movedContactId !== undefined) {
    await moveContact(tx, news.movedContactId, one.id);
    return news.movedContactId;
  }
  return insertContact(tx, ofCase(one), {
    source: news.source, sourceKey: news.sourceKey ?? null, byId: news.by.id, byName: news.by.name, words: news.words ?? null, evidence: news.evidence, fileIds: [...(news.fileIds ?? [])],
  });
}

const told = (news: News, kind: 'opened' | 'contact', more: Record<string, unknown>) => ({
  kind, visibility: 'owner' as const, text: news.words ?? null, fileIds: news.fileIds ?? [], data: { source: news.source, ...news.data, ...more },
});

/** (O1, O5) */
async function join(tx: Tx, caseId: string, news: News, judgement: Judgement): Promise<Case> {
  const known = (await lockCase(tx, caseId)) ?? refuse('caseNotFound', { id: caseId });
  const contactId = await addContact(tx, known, news);
  await writeOn(tx, known, told(news, 'contact', { contactId, reasons: judgement.reasons }));
  const one = known.stage === 'awaitingConfirmation' ? await reopen(tx, known, null) : known;
  const place: Place = { ...one.place, ...news.place };
  const saved = await weighAgain(tx, one, { place, trouble: troubleAfter(one, judgement), outletId: one.outletId ?? news.outletId ?? null });
  tx.record({ action: 'cases.join', subject: 'cases', subjectId: one.id, brandId: one.brandId, version: saved.version, after: { source: news.source, contactId } });
  tx.tell(caseJoined({ ...ofCase(one), contactId, source: news.source }));
  return saved;
}

/** (O3, O4) */
async function begin(tx: Tx, news: News, judgement: Judgement, kind: CaseKind, comebackDays: number): Promise<Case> {
  const { vehicle } = news;
  const of = { caseId: newId(), brandId: vehicle.brandId, ownerId: vehicle.ownerId };
  const since = new Date(tx.now.getTime() - comebackDays * 86_400_000);
  const [comeback, number, clocks] = await Promise.all([
    kind === 'trouble' ? lastClosed(tx, { vin: vehicle.vin, ownerId: vehicle.ownerId, trouble: judgement.trouble, since }) : undefined, nextNumber(tx, 'C'), firstClocks(tx, kind, judgement.urgency, news.outletId ?? null),
  ]);
  insertCase(tx, {
    id: of.caseId, number, kind, vin: vehicle.vin, vehicleId: vehicle.id, plateNo: vehicle.plateNo, modelId: vehicle.modelId,
    modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn, brandId: of.brandId, ownerId: of.ownerId, outletId: news.outletId ?? null,
    trouble: judgement.trouble, urgency: judgement.urgency, urgencyReasons: judgement.reasons, place: news.place ?? {}, stage: 'open', openedAt: tx.now, nextDueAt: firstDue(clocks),
    linkedCaseId: news.linkedCaseId ?? null, comebackOf: comeback?.id ?? null,
  });
  insertFirstHolding(tx, of, news.holder ?? { kind: 'desk', desk: 'brandDesk', outletId: null, staffId: null, name: null }, 'opened');
  insertClocks(tx, of, clocks);
  const one = (await caseById(tx, of.caseId)) ?? refuse('caseNotFound', { id: of.caseId });
  const contactId = await addContact(tx, one, news);
  await writeOn(tx, one, told(news, 'opened', { contactId, urgency: one.urgency, reasons: one.urgencyReasons }));
  if (comeback !== undefined) await writeOn(tx, one, { kind: 'comeback', data: { caseId: comeback.id, number: comeback.number } });
  tx.record({ action: 'cases.open', subject: 'cases', subjectId: one.id, brandId: one.brandId, version: one.version, after: { number: one.number, source: news.source, urgency: one.urgency, reasons: one.urgencyReasons, trouble: one.trouble } });
  tx.tell(caseOpened({ ...of, vin: vehicle.vin, urgency: one.urgency, source: news.source, ...(news.quietDesk === true ? { quietDesk: true } : {}) }));
  announceCase(tx, one);
  return one;
}
