// The end of a list that has more than it shows.
import { Button } from '#kit/button.tsx';
import { defineWords, useWords } from '#kit/words.tsx';

const words = defineWords({
  zh: { more: '加载更多', shown: (count: number) => `已显示 ${count} 条` },
  en: { more: 'Load more', shown: (count: number) => `${count} shown` },
});

export function More({ of, shown }: { of: { hasMore: boolean; more(): void; loadingMore: boolean }; shown: number }) {
  const w = useWords(words);
  return of.hasMore ? <div className="c-more"><span className="k-muted">{w.shown(shown)}</span><Button busy={of.loadingMore} onClick={of.more}>{w.more}</Button></div> : null;
}
