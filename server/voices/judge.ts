// What a voice is about, how it feels and how grave it is. Danger is heard by its own library and outranks everything; topic and
// feeling by a model that knows the shipped sentences and what people of this house labelled. J1 the same words and the same lessons
// give the same judgement; J2 a danger is of severity 1 whatever else is said; J3 channels of the state are complaints by nature.
import { judgeDanger } from '#platform/danger';
import { guess, train, type LinearModel } from '#conversations';
import type { Tx } from '#platform/tx';
import type { Channel, Sentiment, Severity, Topic, VoiceKind } from './voice.ts';
import { shippedVoices } from './shipped-voices.ts';
import { labelledVoices, lessonMark } from './store.ts';

export type Lesson = { words: string; topic: Topic; sentiment: Sentiment };
export type Ear = { topic: LinearModel; sentiment: LinearModel };
export type VoiceJudgement = { kind: VoiceKind; topic: Topic; topicShare: number; sentiment: Sentiment; severity: Severity };

export const shippedLessons: readonly Lesson[] = shippedVoices.trim().split('\n').map((line) => {
  const [topic, sentiment, ...words] = line.split(' ');
  return { topic: topic as Topic, sentiment: sentiment as Sentiment, words: words.join(' ') };
});
/** What a house labelled itself counts three times. */
export function learnVoices(own: readonly Lesson[]): Ear {
  const all = [...shippedLessons.map((one) => ({ ...one, weight: 1 })), ...own.map((one) => ({ ...one, weight: 3 }))];
  return { topic: train(all.map(({ words, topic, weight }) => ({ text: words, label: topic, weight }))), sentiment: train(all.map(({ words, sentiment, weight }) => ({ text: words, label: sentiment, weight }))) };
}

const byNature: readonly Channel[] = ['market12315', 'city12345', 'chezhiwang', 'letter'];
const claims = /投诉|举报|维权|退车|退款|退一赔|赔偿|赔付|换车|欺骗|欺诈|虚假宣传|讨(?:个)?说法|给(?:个|我)说法|曝光|律师|起诉|complain|refund|compensat|lawyer/i;
const wishes = /建议|希望(?:能|可以|支持|增加|加)|能不能(?:加|增加|支持)|要是(?:能|有)|suggest|would be nice/i;

/** (J1, J2, J3) */
export function judge(ear: Ear, words: string, channel: Channel): VoiceJudgement {
  const [topic] = guess(ear.topic, words) as [{ label: string; share: number }];
  const [felt] = guess(ear.sentiment, words) as [{ label: string; share: number }];
  const danger = judgeDanger(words).level;
  const claimed = claims.test(words);
  const sentiment = (claimed && felt.label !== 'angry' ? (felt.label === 'happy' ? 'neutral' : 'unhappy') : felt.label) as Sentiment;
  const kind: VoiceKind = byNature.includes(channel) || claimed || sentiment === 'angry' ? 'complaint' : wishes.test(words) ? 'suggestion' : sentiment === 'happy' ? 'praise' : 'mention';
  const severity: Severity = danger === 'S0' || danger === 'S1' ? 1 : danger === 'S2' || (kind === 'complaint' && sentiment === 'angry') ? 2 : kind === 'complaint' || sentiment === 'unhappy' ? 3 : 4;
  return { kind, topic: topic.label as Topic, topicShare: topic.share, sentiment, severity };
}

const ears = new Map<string, { mark: string; ear: Ear }>();
/** The ear of a brand, learned again when somebody has taught it something. */
export async function earOf(tx: Tx, brandId: string): Promise<Ear> {
  const mark = await lessonMark(tx, brandId);
  const known = ears.get(brandId);
  if (known?.mark === mark) return known.ear;
  const ear = learnVoices(await labelledVoices(tx, brandId));
  ears.set(brandId, { mark, ear });
  return ear;
}
