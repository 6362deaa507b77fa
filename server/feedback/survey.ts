// A survey: one question to an owner after a visit. When it is sent, how long it waits, and which marks are low.
// Y1 the question comes some time after the hand-back and never in quiet hours; Y2 it is answered once or expires;
// Y3 the table of its states is total; Y4 nobody is asked who said that it is not solved, or who complained and waits for an answer; Y5 nobody
// is asked who does not want to be, or who was asked lately.
import { afterQuietHours, type QuietHours } from '#platform/calendar';
import { fact } from '#platform/facts';
import type { causes, droppedWhys, praises, surveyStates } from './api.ts';

export type SurveyState = (typeof surveyStates)[number];
export type Cause = (typeof causes)[number];
export type DroppedWhy = (typeof droppedWhys)[number];
export type SurveyReason = Cause | (typeof praises)[number];

export type Survey = {
  id: string; caseId: string; caseNumber: string; workOrderId: string; brandId: string; ownerId: string; outletId: string | null; vin: string; modelId: string;
  plateNo: string | null; modelName: string; modelNameEn: string; state: SurveyState; plannedAt: Date; sendAt: Date; sentAt: Date | null; expiresAt: Date | null;
  answeredAt: Date | null; score: number | null; reasons: SurveyReason[]; words: string | null; droppedWhy: DroppedWhy | null;
};

export type SurveyRules = { askAfterMinutes: number; quiet: QuietHours; expireAfterDays: number; lowScoreAtMost: number; askAgainAfterDays: number };

/** What may become of a survey. (Y3) */
export const nextStates: Record<SurveyState, readonly SurveyState[]> = {
  planned: ['sent', 'dropped'], sent: ['answered', 'expired'], answered: [], expired: [], dropped: [],
};

/** Why not to ask; undefined when it is the moment. (Y4, Y5) */
export const whyNotToAsk = (of: { solved: boolean; agreed: boolean; complaining: boolean; askedLately: boolean }): DroppedWhy | undefined =>
  !of.agreed ? 'refused' : of.complaining ? 'complaintOpen' : !of.solved ? 'notSolved' : of.askedLately ? 'askedLately' : undefined;

/** When to ask. (Y1) */
export const momentToAsk = (handedBackAt: Date, rules: SurveyRules): Date =>
  afterQuietHours(new Date(handedBackAt.getTime() + rules.askAfterMinutes * 60_000), rules.quiet);

export const expiryOf = (sentAt: Date, rules: SurveyRules): Date => new Date(sentAt.getTime() + rules.expireAfterDays * 86_400_000);

export const surveySent = fact<{ surveyId: string; caseId: string; ownerId: string; brandId: string }>('feedback.surveySent');
export const surveyAnswered = fact<{ surveyId: string; caseId: string; score: number; brandId: string; ownerId: string }>('feedback.surveyAnswered');
