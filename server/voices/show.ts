// Voices as people read them: one by one, and counted by topic, month and channel. Twins are counted nowhere; quotes are masked in lists, and
// for who knows brands and no customers everywhere.
import { readAudit } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { quoteMasked } from '#platform/masks';
import { placesOf, reaches } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { sentiments, voiceChannels, voiceTopics, type api } from './api.ts';
import { shippedLessons } from './judge.ts';
import { customerReaders, readers, voiceInReach } from './reach.ts';
import { counted, listed, rulesOn, shownVoice, standing, type Counted, type Shown } from './store.ts';
import { owedWith } from './voice.ts';

export async function listVoices(tx: Tx, input: Input<typeof api.listVoices>) {
  const { limit = 50, after, ...filter } = input;
  const [at, id] = after?.split('~') ?? [];
  const found = await listed(tx, { ...filter, places: placesOf(tx.actor, readers), limit: limit + 1, ...(at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? {} : { after: { at, id } }) });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { voices: shown.map((voice) => shownTo(tx, voice, false)), next: found.length > limit && last !== undefined ? `${last.saidAt.toISOString()}~${last.id}` : null };
}

function lastMonths(today: string, count: number): string[] {
  const nth = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, back) => nth - (count - 1 - back)).map((one) => `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`);
}
const sum = (rows: readonly Counted[], field: 'voices' | 'complaints' | 'answered' | 'inTime'): number => rows.reduce((total, row) => total + row[field], 0);

export async function voiceFigures(tx: Tx, input: Input<typeof api.voiceFigures>) {
  const filter = { ...input, places: placesOf(tx.actor, readers) };
  const months = lastMonths(beijingDay(tx.now), 13);
  const rows = await counted(tx, filter, months[0] as string);
  const of = <K extends 'topic' | 'channel' | 'sentiment'>(field: K, value: string): Counted[] => rows.filter((row) => row[field] === value);
  return {
    months,
    topics: voiceTopics.map((topic) => ({ topic, byMonth: months.map((month) => sum(of('topic', topic).filter((row) => row.month === month), 'voices')), unhappy: sum(of('topic', topic).filter((row) => row.sentiment === 'angry' || row.sentiment === 'unhappy'), 'voices'), voices: sum(of('topic', topic), 'voices') }))
      .filter((one) => one.voices > 0).sort((a, b) => b.voices - a.voices),
    channels: voiceChannels.map((channel) => ({ channel, voices: sum(of('channel', channel), 'voices'), complaints: sum(of('channel', channel), 'complaints'), answered: sum(of('channel', channel), 'answered'), inTime: sum(of('channel', channel), 'inTime') })).filter((one) => one.voices > 0),
    sentiments: sentiments.map((sentiment) => ({ sentiment, voices: sum(of('sentiment', sentiment), 'voices') })), ...(await standing(tx, filter)), shipped: shippedLessons.length,
  };
}

/** Who may know customers reads who said it; the others read what was said. Lists hide what tells who it was from everybody. */
function shownTo(tx: Tx, voice: Shown, whole: boolean): Shown {
  const known = placesOf(tx.actor, customerReaders).some((place) => reaches(place, voice) || (voice.outletId === null && place.brandId === voice.brandId));
  const quoted = whole && known ? voice : { ...voice, words: quoteMasked(voice.words), answerWords: voice.answerWords === null ? null : quoteMasked(voice.answerWords), judgedWords: voice.judgedWords === null ? null : quoteMasked(voice.judgedWords) };
  return known ? quoted : { ...quoted, author: null, authorPhone: null, plateNo: null, vehicleId: null, caseId: null, url: null };
}
/** What was said in an answer or of one, by the audit. */
const wordsOf = (after: unknown): string | null => {
  const words = (after as { words?: unknown } | null)?.words;
  return typeof words === 'string' ? words : null;
};

export async function showVoice(tx: Tx, input: Input<typeof api.showVoice>) {
  await voiceInReach(tx, input.voiceId, readers);
  const voice = (await shownVoice(tx, input.voiceId)) ?? refuse('voiceNotFound', { id: input.voiceId });
  const deeds = await readAudit(tx, { subject: 'voices', subjectId: voice.id, limit: 50 });
  const known = shownTo(tx, voice, true);
  return { voice: known, deeds: deeds.map((row) => ({ at: row.at, byName: row.actorName, action: row.action.replace('voices.', ''), words: known.author === voice.author ? wordsOf(row.after) : null })), ...owedWith(voice, await rulesOn(tx, beijingDay(tx.now))) };
}
