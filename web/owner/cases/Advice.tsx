// What to do this minute, in order; numbers to call are one tap away.
import { useWords } from '#kit/words.tsx';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';

type Code = Out<'showMyCase'>['case']['advice'][number];
const phones: Partial<Record<Code, string>> = { call119: '119', call120: '120', call122: '122', call12122: '12122' };

export function Advice({ codes }: { codes: readonly Code[] }) {
  const c = useWords(caseWords);
  return <ol className="o-do">{codes.map((code) => <li key={code}><span>{phones[code] === undefined ? c.advice[code] : <a href={`tel:${phones[code]}`}>{c.advice[code]}</a>}</span></li>)}</ol>;
}
