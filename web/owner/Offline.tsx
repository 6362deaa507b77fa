// The app without a network: what still works is the telephone, so its numbers are here, each one tap away.
import { useEffect } from 'react';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Icon } from '#kit/icon.tsx';
import { defineWords, useWords } from '#kit/words.tsx';
import { words } from './words.ts';

const own = defineWords({ zh: { retry: '再试一次' }, en: { retry: 'Try again' } });
const place = 'careloop.hotline';
/** The hotline of the brand, kept for the day without a network. */
export const keepHotline = (hotline: string): void => localStorage.setItem(place, hotline);

export function Emergency() {
  const w = useWords(words);
  const hotline = localStorage.getItem(place);
  const numbers: readonly (readonly [string, string])[] = [[w.emergency.fire, '119'], [w.emergency.injured, '120'], [w.emergency.accident, '122'], [w.emergency.motorway, '12122'], ...(hotline === null ? [] : [[w.hotline, hotline] as const])];
  return <ul className="o-list">{numbers.map(([name, number]) => <li key={number}><a className="o-row" href={`tel:${number}`}><span className="k-between"><span>{name}</span><strong>{number}</strong></span></a></li>)}</ul>;
}

export function Offline({ onRetry }: { onRetry(): void }) {
  const w = useWords(words);
  const o = useWords(own);
  useEffect(() => {
    addEventListener('online', onRetry);
    return () => removeEventListener('online', onRetry);
  }, [onRetry]);
  return (
    <main className="o-frame">
      <div className="k-state" role="alert"><Icon name="signal" size={40} /><h1>{w.offlineTitle}</h1><p>{w.offlineLead}</p></div>
      <Card><Emergency /></Card>
      <Button wide onClick={onRetry}>{o.retry}</Button>
    </main>
  );
}
