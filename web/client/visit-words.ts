// What the timeline says of a visit beside the kind of entry: times, sums, counts, reasons.
import { whenAlone, yuan } from '#kit/figures.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { workWords } from './work-words.ts';

const words = defineWords({
  zh: { sums: (total: string, owner: string) => `合计 ${total}，车主付 ${owner}`, yours: (total: string, owner: string) => `合计 ${total}，您付 ${owner}`, answers: (approved: number, declined: number, asked: number) => [...(approved > 0 ? [`同意 ${approved}`] : []), ...(declined > 0 ? [`不做 ${declined}`] : []), ...(asked > 0 ? [`有疑问 ${asked}`] : [])].join('，'), nothing: '无需付款', stars: (score: number) => `${score} 分` },
  en: { sums: (total: string, owner: string) => `${total} in all, the owner pays ${owner}`, yours: (total: string, owner: string) => `${total} in all, you pay ${owner}`, answers: (approved: number, declined: number, asked: number) => [...(approved > 0 ? [`${approved} approved`] : []), ...(declined > 0 ? [`${declined} declined`] : []), ...(asked > 0 ? [`${asked} asked`] : [])].join(', '), nothing: 'nothing to pay', stars: (score: number) => `${score} of 5` },
});

/** A function from an entry's kind and data to what is worth saying of it, to staff or to the owner. */
export function useVisitWords(reader: 'staff' | 'owner' = 'staff'): (kind: string, data: Readonly<Record<string, unknown>>) => string[] {
  const w = useWords(words);
  const v = useWords(workWords);
  const { language } = useLanguage();
  const when = (value: unknown): string[] => (typeof value === 'string' ? [whenAlone(value, language)] : []);
  const sum = (value: unknown): string[] => (typeof value === 'number' ? [yuan(value)] : []);
  return (kind, data) => {
    switch (kind) {
      case 'appointmentBooked': case 'appointmentMoved': case 'appointmentCancelled': case 'appointmentMissed':
        return [...when(data['startsAt']), ...(typeof data['outletName'] === 'string' ? [String(language === 'zh' ? data['outletName'] : data['outletNameEn'])] : [])];
      case 'estimateSent': return [w[reader === 'owner' ? 'yours' : 'sums'](yuan(Number(data['totalFen'])), yuan(Number(data['ownerFen'])))];
      case 'estimateAnswered': return [w.answers(Number(data['approved']), Number(data['declined']), Number(data['asked']))];
      case 'promiseMoved': return [...when(data['promisedAt']), ...(typeof data['reason'] === 'string' ? [data['reason']] : [])];
      case 'workOnHold': return [(v.waiting[String(data['reason'])] ?? '')];
      case 'workCancelled': return typeof data['why'] === 'string' ? [data['why']] : [];
      case 'invoiceIssued': return data['owedFen'] === 0 ? [w.nothing] : sum(data['owedFen']);
      case 'invoicePaid': return sum(data['paidFen']);
      case 'refundMade': return sum(data['refundedFen']);
      case 'surveyAnswered': return [w.stars(Number(data['score']))];
      default: return [];
    }
  };
}
