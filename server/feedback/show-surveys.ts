// Surveys as people see them: owners their own, staff those of their brands and places, and the figures they add up to.
import { actorId } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { placesOf, reaches } from '#platform/places';
import { quoteMasked } from '#platform/masks';
import type { Tx } from '#platform/tx';
import { ownersById } from '#people';
import type { api } from './api.ts';
import { figures, listed, rulesOn, surveysOf } from './store.ts';

const customerReaders = ['adviser', 'agent', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;
const readers = ['adviser', 'agent', 'serviceManager', 'regionalManager', 'allianceOfficer', 'auditor', 'administrator'] as const;

export async function mySurveys(tx: Tx, input: Input<typeof api.mySurveys>) {
  return { surveys: await surveysOf(tx, actorId(tx.actor) ?? '', input.state) };
}

export async function listSurveys(tx: Tx, input: Input<typeof api.listSurveys>) {
  const { limit = 50, after, low, ...filter } = input;
  const { lowScoreAtMost } = await rulesOn(tx, beijingDay(tx.now));
  const [at, id] = after?.split('~') ?? [];
  const found = await listed(tx, {
    ...filter, places: placesOf(tx.actor, readers), limit: limit + 1, ...(low === true ? { lowAtMost: lowScoreAtMost } : {}),
    ...(at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? {} : { after: { at, id } }),
  });
  const shown = found.slice(0, limit);
  const [owners, known] = [await ownersById(tx, [...new Set(shown.map((survey) => survey.ownerId))]), placesOf(tx.actor, customerReaders)];
  const last = shown.at(-1);
  return {
    // Who sees brands only sees what was said, not by whom.
    surveys: shown.map((survey) => (known.some((place) => reaches(place, survey)) ? { ...survey, ownerName: owners.get(survey.ownerId)?.name ?? '' }
      : { ...survey, ownerId: null, ownerName: '', plateNo: null, words: survey.words === null ? null : quoteMasked(survey.words) })),
    next: found.length > limit && last !== undefined ? `${last.plannedAt.toISOString()}~${last.id}` : null,
  };
}

/** The last twelve months unless told otherwise. */
export async function surveyFigures(tx: Tx, input: Input<typeof api.surveyFigures>) {
  const today = beijingDay(tx.now);
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}`;
  const { lowScoreAtMost } = await rulesOn(tx, today);
  const { fromMonth = yearAgo, untilMonth = today.slice(0, 7), ...by } = input;
  return { figures: await figures(tx, { ...by, places: placesOf(tx.actor, readers), fromMonth, untilMonth, lowAtMost: lowScoreAtMost }) };
}
