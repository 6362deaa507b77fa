// A voice is heard: from a sheet, a signed message, or somebody who writes it down. H1 the same is heard once; H2 a twin of an
// answered voice is that voice again; H3 who it is and which car is found where the phone, plate or VIN says so, and nothing more of a
// stranger is kept than the masked phone; H4 a danger to a known car opens a case at once.
import { createHash } from 'node:crypto';
import { actorId } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { caseById, noEvidence, openCase } from '#cases';
import { maskPhone, normalPhone, ownerByPhone } from '#people';
import { foundVehicles, normalPlate, vehicleByIdOrVin, vehiclesOf, type Vehicle } from '#vehicles';
import { earOf, judge, type Ear } from './judge.ts';
import { clockRuleOn, insertVoice, isKnown, lockHearing, rulesOn, saveVoice, voiceById, voicesNear } from './store.ts';
import { clocksOf, takenUpAgain, twinAmong, voiceHeard, voiceTable, type Channel, type ClockRule, type Known, type Told, type Voice } from './voice.ts';

export function announce(tx: Tx, one: Voice): void {
  tx.announce({ topic: 'voices', id: one.id, brandId: one.brandId, outletId: one.outletId });
  if (one.ownerId !== null) tx.announce({ topic: 'voices', id: one.id, ownerId: one.ownerId });
}

/** (H3) */
async function carOf(tx: Tx, brandId: string, told: Told): Promise<Vehicle | undefined> {
  const mark = told.car?.trim() ?? '';
  if (mark !== '') {
    const byVin = mark.length === 17 ? await vehicleByIdOrVin(tx, mark.toUpperCase()) : undefined;
    if (byVin?.brandId === brandId) return byVin;
    const byPlate = (await foundVehicles(tx, { mark: normalPlate(mark), ownerIds: [], limit: 5 })).find((one) => one.brandId === brandId && one.plateNo !== null && normalPlate(one.plateNo) === normalPlate(mark));
    if (byPlate !== undefined) return byPlate;
  }
  const phone = told.phone === undefined ? undefined : normalPhone(told.phone);
  const owner = phone === undefined ? undefined : await ownerByPhone(tx, phone);
  const cars = owner === undefined ? [] : (await vehiclesOf(tx, owner.id)).filter((one) => one.brandId === brandId);
  return cars.length === 1 ? cars[0] : undefined;
}
/** The desk that wrote it down; a sheet has one only where somebody of an outlet brought it, as platforms' own sheets come through people of the brand. */
export function deskOf(tx: Tx, ofSheet: boolean): string | null {
  if (tx.actor.kind !== 'staff') return null;
  return !ofSheet || tx.actor.grants.every((grant) => grant.outletId !== null) ? (actorId(tx.actor) ?? null) : null;
}
export const keyOf = (told: { sourceKey?: string; words: string; author?: string; on: string }): string =>
  told.sourceKey !== undefined && told.sourceKey !== '' ? told.sourceKey : createHash('sha256').update(`${told.on}\n${told.author ?? ''}\n${told.words}`).digest('hex').slice(0, 32);

/** What is needed to hear one voice after another: the ear, the rules, and what was said around them. */
export type Hearing = { ear: Ear; rules: Awaited<ReturnType<typeof rulesOn>>; clockOf(channel: Channel): Promise<ClockRule>; known: Known[] };
/** One at a time for a brand, so that twins see each other. */
export async function openHearing(tx: Tx, brandId: string, told: readonly Pick<Told, 'saidAt'>[]): Promise<Hearing> {
  await lockHearing(tx, brandId);
  const today = beijingDay(tx.now);
  const [ear, rules, clocks] = [await earOf(tx, brandId), await rulesOn(tx, today), new Map<Channel, ClockRule>()];
  const moments = told.map(({ saidAt }) => saidAt.getTime());
  const known = moments.length === 0 ? [] : await voicesNear(tx, brandId, new Date(Math.min(...moments)), new Date(Math.max(...moments)), rules.twinDays);
  const clockOf = async (channel: Channel): Promise<ClockRule> => {
    const rule = clocks.get(channel) ?? (await clockRuleOn(tx, channel, today));
    clocks.set(channel, rule);
    return rule;
  };
  return { ear, rules, clockOf, known };
}

/** Undefined when it was heard before. */
export async function hear(tx: Tx, brandId: string, told: Told, of: { sheetId: string; deskOf: string | null; hearing: Hearing } | undefined = undefined): Promise<Voice | undefined> {
  const { ear, rules, clockOf, known } = of?.hearing ?? (await openHearing(tx, brandId, [told]));
  if (await isKnown(tx, brandId, told.channel, told.sourceKey)) return undefined;
  const car = await carOf(tx, brandId, told);
  const judged = judge(ear, told.words, told.channel);
  const kind = told.kind ?? judged.kind;
  const phone = told.phone === undefined ? undefined : normalPhone(told.phone);
  const who = { author: told.author ?? null, authorPhone: phone === undefined ? null : maskPhone(phone), vin: car?.vin ?? null };
  const near = known.filter(({ saidAt }) => Math.abs(saidAt.getTime() - told.saidAt.getTime()) < rules.twinDays * 86_400_000);
  const twin = twinAmong(near, { words: told.words, ...who });
  const voice = await insertVoice(tx, {
    ...who, ...judged, kind, number: await nextNumber(tx, 'V'), brandId, channel: told.channel, sourceKey: told.sourceKey, url: told.url ?? null, vehicleId: car?.id ?? null, plateNo: car?.plateNo ?? null, modelId: car?.modelId ?? null, outletId: told.outletId ?? null, words: told.words, saidAt: told.saidAt,
    machineTopic: judged.topic, machineSentiment: judged.sentiment, twinOf: twin?.id ?? null, ...clocksOf(kind, tx.now, await clockOf(told.channel)), sheetId: of?.sheetId ?? null, deskOf: of === undefined ? deskOf(tx, false) : of.deskOf,
  });
  if (voice === undefined) return undefined;
  if (twin === undefined) known.push(voice);
  else await heardAgain(tx, twin.id);
  const saved = twin === undefined ? await caseForDanger(tx, voice, car) : voice;
  if (twin === undefined) tx.tell(voiceHeard({ voiceId: saved.id, brandId, outletId: saved.outletId, modelId: saved.modelId, topic: saved.topic, kind: saved.kind, severity: saved.severity, words: saved.words, caseId: saved.caseId }));
  if (of === undefined) announce(tx, saved); // a sheet is announced as a whole
  return saved;
}

/** (H2) */
async function heardAgain(tx: Tx, id: string): Promise<void> {
  const first = await voiceById(tx, id);
  if (first === undefined || voiceTable[first.state].again === undefined || first.state === 'dismissed') return;
  const saved = await saveVoice(tx, takenUpAgain(first, tx.now, await clockRuleOn(tx, first.channel, beijingDay(tx.now))));
  if (saved !== undefined) announce(tx, saved);
}

/** (H4) */
async function caseForDanger(tx: Tx, voice: Voice, car: Vehicle | undefined): Promise<Voice> {
  if (voice.severity !== 1 || car === undefined || voice.saidAt.getTime() < tx.now.getTime() - 3 * 86_400_000) return voice;
  const opened = await openCase(tx, { vehicle: car, source: 'phone', sourceKey: `voice ${voice.id}`, by: { id: null, name: voice.author ?? voice.number }, evidence: { ...noEvidence, words: [voice.words] }, words: voice.words.slice(0, 2000), data: { voiceId: voice.id, channel: voice.channel } });
  return (await saveVoice(tx, { ...voice, caseId: opened.case.id })) ?? voice;
}

/** Reaction: an owner complained in the app, where a case is open for it: the complaint stands in the register and its clocks run. (H1, V2) */
export async function hearComplaint(tx: Tx, body: { cardId: string; brandId: string; caseId: string; vin: string; author: string; words: string; at: string }): Promise<void> {
  const voice = await hear(tx, body.brandId, { channel: 'app', sourceKey: `card ${body.cardId}`, words: body.words, saidAt: new Date(body.at), author: body.author, car: body.vin, kind: 'complaint' });
  if (voice === undefined) return;
  const about = await caseById(tx, body.caseId);
  const ownerId = about?.ownerId ?? null;
  await saveVoice(tx, { ...voice, caseId: voice.caseId ?? body.caseId, ownerId, outletId: voice.outletId ?? about?.outletId ?? null });
  // Said elsewhere before: that one is answered, and this owner is to read it.
  const first = voice.twinOf === null ? undefined : await voiceById(tx, voice.twinOf);
  if (first !== undefined && first.ownerId === null) await saveVoice(tx, { ...first, caseId: first.caseId ?? body.caseId, ownerId });
}

/** Reaction: an outside system told voices. */
export async function hearTold(tx: Tx, body: { brandId: string; told: { channel: string; sourceKey: string; words: string; saidAt: string; url?: string; author?: string; phone?: string; car?: string }[] }): Promise<void> {
  for (const one of body.told) await hear(tx, body.brandId, { ...one, channel: one.channel as Channel, saidAt: new Date(one.saidAt) });
}
/** A day of a sheet as a moment of that day that is not ahead of us. */
export const noonOf = (tx: Tx, day: string): Date => new Date(Math.min(tx.now.getTime(), Date.parse(`${day}T12:00:00+08:00`)));
