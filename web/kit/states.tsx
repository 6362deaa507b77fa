// What a page shows while it waits, when there is nothing, and when something failed: designed, not left over.
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { defineWords, useWords } from './words.tsx';

const words = defineWords({
  zh: { loading: '正在加载', slow: '比平时慢一些，仍在等待回应……', retry: '再试一次', failed: '没能加载' },
  en: { loading: 'Loading', slow: 'Slower than usual, still waiting for an answer…', retry: 'Try again', failed: 'Could not load' },
});

/** Grey bones in the shape of what comes; after three seconds a word that it is slow. */
export function Slow({ lines = 4 }: { lines?: number }) {
  const w = useWords(words);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 3000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="k-bones" role="status" aria-label={w.loading}>
      {Array.from({ length: lines }, (_, index) => <i key={index} style={{ width: `${[92, 70, 84, 56][index % 4]}%` }} />)}
      {slow ? <p className="k-muted">{w.slow}</p> : null}
    </div>
  );
}

export function Empty({ icon = 'check', title, children }: { icon?: IconName; title: string; children?: ReactNode }) {
  return <div className="k-state"><Icon name={icon} size={40} /><strong>{title}</strong>{children}</div>;
}

export function Failed({ sentence, onRetry }: { sentence: string; onRetry?: () => void }) {
  const w = useWords(words);
  return (
    <div className="k-state" role="alert">
      <Icon name="alert" size={40} /><strong>{w.failed}</strong><p>{sentence}</p>
      {onRetry === undefined ? null : <Button onClick={onRetry}>{w.retry}</Button>}
    </div>
  );
}

type Question<T> = { data: T | undefined; error: Error | null; isPending: boolean; refetch(): unknown };

/** Shows a question's answer, or how it stands: `<Answered of={cases} says={sentence}>{(data) => …}</Answered>`. */
export function Answered<T>({ of, says, lines, children }: { of: Question<T>; says(error: Error): string; lines?: number; children(data: T): ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error !== null) return <Failed sentence={says(of.error)} onRetry={() => void of.refetch()} />;
  return <Slow {...(lines === undefined ? {} : { lines })} />;
}
