// Small marks of a case: urgency, clock, holder.
import { Tag, type Tone } from '#kit/card.tsx';
import { spanWords, useNow } from '#kit/figures.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { caseWords } from '#client/case-words';
import type { Out } from '#client/client';
import { words } from './words.ts';

export type CaseRow = Out<'listCases'>['cases'][number];
export type Clock = CaseRow['clocks'][number];
export type Holder = CaseRow['holder'];
const tones: Record<number, Tone> = { 1: 'danger', 2: 'warn', 3: 'info', 4: 'plain' };

export function UrgencyTag({ urgency }: { urgency: number }) {
  const c = useWords(caseWords);
  return <Tag tone={tones[urgency] ?? 'plain'}>{c.urgency[urgency as 1]}</Tag>;
}

export const running = (clock: Clock): boolean => ['running', 'atRisk', 'breached'].includes(clock.state);
export const nextClock = (clocks: readonly Clock[]): Clock | undefined => clocks.filter(running).sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0];

/** Colour and words: what is due, and how long there is left. */
export function ClockMark({ clock, named = true }: { clock: Clock; named?: boolean }) {
  const w = useWords(words);
  const c = useWords(caseWords);
  const { language } = useLanguage();
  const now = useNow();
  const left = new Date(clock.dueAt).getTime() - now.getTime();
  const name = named ? `${c.clock[clock.clock]} ` : '';
  if (!running(clock)) return <Tag tone={clock.state === 'metLate' ? 'warn' : clock.state === 'met' ? 'good' : 'plain'}>{name}{c.clockState[clock.state]}</Tag>;
  const tone: Tone = left < 0 ? 'danger' : clock.state === 'atRisk' || left < 120_000 ? 'warn' : 'plain';
  return <Tag tone={tone}>{name}{left < 0 ? w.over(spanWords(left, language)) : w.left(spanWords(left, language))}</Tag>;
}

export function useHolderName(): (holder: Pick<Holder, 'kind' | 'desk' | 'name'>) => string {
  const c = useWords(caseWords);
  return (holder) => (holder.kind === 'person' ? (holder.name ?? '') : holder.desk === null ? '' : c.desk[holder.desk]);
}

/** Why this urgency, in words, most urgent first. */
export function useReasons(): (reasons: CaseRow['urgencyReasons']) => string[] {
  const w = useWords(words);
  const c = useWords(caseWords);
  return (reasons) => [...reasons].sort((a, b) => a.urgency - b.urgency).map((reason) => {
    const said = (c.alert as Record<string, string>)[reason.code] ?? (c.reason as Record<string, string>)[reason.code] ?? (c.trouble as Record<string, string>)[reason.code] ?? w.reasonOther;
    if (reason.matched === null) return said;
    if (reason.from === 'place') return `${said}${w.quoted((c.place as Record<string, string>)[reason.matched] ?? reason.matched)}`;
    if (reason.code === 'chosen') return `${said}${w.quoted((c.trouble as Record<string, string>)[reason.matched] ?? reason.matched)}`;
    return reason.code === 'dissatisfied' ? `${said} ${w.mark(reason.matched)}` : `${said}${w.quoted(reason.matched)}`;
  });
}
