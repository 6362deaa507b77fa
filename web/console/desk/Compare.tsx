// What changed in a text, marked: what went struck out, what came underlined; long runs without a change are folded.
import { useWords } from '#kit/words.tsx';
import { compare, type Line } from './text-changes.ts';
import { reviewWords } from './review-words.ts';

const around = 2;
/** Runs of lines without a change, folded but for the lines beside a change. */
function folded(lines: readonly Line[]): (Line | number)[] {
  const near = (at: number): boolean => lines.slice(Math.max(0, at - around), at + around + 1).some((line) => line.kind !== 'same');
  return lines.reduce<(Line | number)[]>((shown, line, at) => {
    const last = shown.at(-1);
    if (near(at)) return [...shown, line];
    return typeof last === 'number' ? [...shown.slice(0, -1), last + 1] : [...shown, 1];
  }, []);
}

export function Compare({ before, after, label }: { before: string; after: string; label: string }) {
  const w = useWords(reviewWords);
  const lines = compare(before, after);
  if (lines.every((line) => line.kind === 'same')) return <p className="k-muted">{w.noChange}</p>;
  return (
    <div className="h-compare" role="group" aria-label={label} tabIndex={0}>
      {folded(lines).map((line, index) => typeof line === 'number' ? <small key={index}>{w.unchanged(line)}</small> : line.kind === 'same' ? <p key={index}>{line.parts[0]?.text || '\u00a0'}</p>
        : line.kind === 'gone' ? <p key={index} data-kind="gone"><i aria-hidden="true">−</i><del>{line.parts.map((part, nth) => (part.marked ? <b key={nth}>{part.text}</b> : part.text))}</del></p>
          : <p key={index} data-kind="new"><i aria-hidden="true">+</i><ins>{line.parts.map((part, nth) => (part.marked ? <b key={nth}>{part.text}</b> : part.text))}</ins></p>)}
    </div>
  );
}
