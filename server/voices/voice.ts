// A voice: something that was said of a brand, where, about what, how grave it is, and what became of it. V1 the table of states is
// total; V2 a complaint has clocks in working days from the day after it was heard, by the rules of its channel; V3 what says the
// same is a twin of the first and is counted nowhere; V4 an apology and a gesture are decided, never forgotten; V5 what nobody answered in
// time climbs, and what was answered to nobody's satisfaction is answered once more, by the region and on a clock of its own.
import { addDays, beijingDay, beijingInstant, isWorkingDay } from '#platform/calendar';
import { fact } from '#platform/facts';
import type { apologies, climbedWhys, gestures, sentiments, voiceChannels, voiceKinds, voiceMoves, voiceStates, voiceTopics } from './api.ts';

export type Channel = (typeof voiceChannels)[number];
export type VoiceKind = (typeof voiceKinds)[number];
export type Topic = (typeof voiceTopics)[number];
export type Sentiment = (typeof sentiments)[number];
export type VoiceState = (typeof voiceStates)[number];
export type VoiceMove = (typeof voiceMoves)[number];
export type Severity = 1 | 2 | 3 | 4;

/** (V1) */
export const voiceTable: Record<VoiceState, Partial<Record<VoiceMove, VoiceState>>> = {
  fresh: { take: 'looking', answer: 'answered', dismiss: 'dismissed' },
  looking: { take: 'looking', answer: 'answered', dismiss: 'dismissed' },
  answered: { again: 'looking', close: 'closed' },
  closed: { again: 'looking' },
  dismissed: { again: 'looking' },
};

export type Voice = {
  id: string; number: string; brandId: string; channel: Channel; sourceKey: string; url: string | null; author: string | null; authorPhone: string | null; vin: string | null; vehicleId: string | null; plateNo: string | null; modelId: string | null; outletId: string | null;
  words: string; saidAt: Date; heardAt: Date; kind: VoiceKind; topic: Topic; topicShare: number; sentiment: Sentiment; severity: Severity; machineTopic: Topic; machineSentiment: Sentiment; labelledBy: string | null; labelledAt: Date | null; twinOf: string | null;
  state: VoiceState; holderId: string | null; holderName: string | null; respondDueAt: Date | null; respondedAt: Date | null; answerDueAt: Date | null; answeredAt: Date | null; answerWords: string | null; answeredBy: string | null;
  apology: (typeof apologies)[number] | null; gesture: (typeof gestures)[number] | null; againAt: Date | null; caseId: string | null; ownerId: string | null; againDueAt: Date | null; satisfied: boolean | null; judgedWords: string | null; judgedAt: Date | null; climbedAt: Date | null; climbedWhy: (typeof climbedWhys)[number] | null; sheetId: string | null; deskOf: string | null; version: number;
};
/** As it comes from outside. */
export type Told = { channel: Channel; sourceKey: string; words: string; saidAt: Date; url?: string | undefined; author?: string | undefined; phone?: string | undefined; car?: string | undefined; outletId?: string | undefined; kind?: VoiceKind | undefined };

export type ClockRule = { respondDays: number; answerDays: number };
/** The end of the nth working day after the day of this moment. (V2) */
export function endOfWorkingDay(at: Date, days: number): Date {
  let day = beijingDay(at);
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left--;
  }
  return beijingInstant(day, '24:00');
}
export const clocksOf = (kind: VoiceKind, heardAt: Date, rule: ClockRule): { respondDueAt: Date | null; answerDueAt: Date | null } =>
  kind === 'complaint' ? { respondDueAt: endOfWorkingDay(heardAt, rule.respondDays), answerDueAt: endOfWorkingDay(heardAt, rule.answerDays) } : { respondDueAt: null, answerDueAt: null };

/** Taken up once more: a first word and an answer are owed anew. The first answer stays what it was. (V5) */
export const takenUpAgain = (one: Voice, now: Date, rule: ClockRule): Voice => {
  const clocks = clocksOf(one.kind, now, rule);
  return { ...one, state: 'looking', againAt: now, respondedAt: null, respondDueAt: clocks.respondDueAt, againDueAt: clocks.answerDueAt, satisfied: null, judgedWords: null, judgedAt: null, climbedAt: null, climbedWhy: null };
};

const piecesOf = (text: string): Set<string> => {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return new Set(Array.from({ length: Math.max(1, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)));
};
/** How much two texts share, 0 to 1. */
export const alike = (a: string, b: string): number => shared(piecesOf(a), piecesOf(b));
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const piece of one) if (other.has(piece)) both++;
  return both / (one.size + other.size - both);
}
export type Known = Pick<Voice, 'id' | 'words' | 'author' | 'authorPhone' | 'vin' | 'saidAt'>;
const remembered = new WeakMap<object, Set<string>>();
function piecesOfKnown(one: { words: string }): Set<string> {
  const known = remembered.get(one);
  if (known !== undefined) return known;
  const pieces = piecesOf(one.words);
  remembered.set(one, pieces);
  return pieces;
}
/** The known voice that says the same: by the same person or of the same car in similar words, by anybody else in nearly the same. (V3) */
export const twinAmong = <One extends Omit<Known, 'saidAt'>>(known: readonly One[], one: Omit<Known, 'id' | 'saidAt'>): One | undefined => {
  const pieces = piecesOf(one.words);
  return known.find((each) => {
    if (each.vin !== null && one.vin !== null && each.vin !== one.vin) return false; // two cars are two complaints, whatever the words
    const samePerson = (each.author !== null && each.author === one.author) || (each.authorPhone !== null && each.authorPhone === one.authorPhone) || (each.vin !== null && each.vin === one.vin);
    const [enough, other] = [samePerson ? 0.35 : 0.7, piecesOfKnown(each)];
    // Of texts of very different lengths the longer has too much that the other has not.
    return Math.min(pieces.size, other.size) >= enough * Math.max(pieces.size, other.size) && shared(other, pieces) >= enough;
  });
};

/** (V4) */
export type AnswerRules = { apologyUpToSeverity: number; managerUpToSeverity: number; gestureUpToSeverity: number };
export const owedWith = (one: Pick<Voice, 'kind' | 'severity' | 'climbedWhy'>, rules: AnswerRules) => ({
  needsRegion: one.climbedWhy === 'notSatisfied', // (V5)
  mustApologise: one.kind === 'complaint' && one.severity <= rules.apologyUpToSeverity, needsManager: one.kind === 'complaint' && (one.severity <= rules.managerUpToSeverity || one.climbedWhy !== null), needsGesture: one.kind === 'complaint' && one.severity <= rules.gestureUpToSeverity,
});

/** A sheet is heard up to its row `from`: go on there. */
export const sheetGoesOn = fact<{ sheetId: string; brandId: string; from: number }>('voices.sheetGoesOn');
export const voicesTold = fact<{ brandId: string; told: { channel: string; sourceKey: string; words: string; saidAt: string; url?: string; author?: string; phone?: string; car?: string }[] }>('voices.told');
export const complaintClimbed = fact<{ voiceId: string; brandId: string; why: 'late' | 'notSatisfied'; version: number }>('voices.complaintClimbed');
export const voiceHeard = fact<{ voiceId: string; brandId: string; outletId: string | null; modelId: string | null; topic: string; kind: string; severity: number; words: string; caseId: string | null }>('voices.heard');
