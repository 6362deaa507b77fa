// A document as it will lie on paper; the bar above it chooses the paper and prints. The first print is the original, every
// later one says that it is a copy. For staff and owners alike.
import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { DocumentSheet, type DocumentData } from './DocumentSheet.tsx';
import { words } from './document-words.ts';
import type { Paper } from './Sheet.tsx';

export function PaperDesk({ documentId, back }: { documentId: string; back(one: DocumentData): ReactNode }) {
  const w = useWords(words);
  const says = useSays();
  const asked = useAsk('showDocument', { documentId });
  const act = useAct('printDocument', (input) => ['showDocument', input]);
  const [chosen, choose] = useState<Paper>();
  const print = (): void => act.mutate({ documentId }, { onSuccess: () => {
    flushSync(() => undefined);
    requestAnimationFrame(() => setTimeout(() => window.print(), 50));
  } });
  return (
    <main className="p-desk">
      <Answered of={asked} says={says} lines={10}>
        {(one) => {
          const papers: Paper[] = one.kind === 'quarantine' ? ['label', 'a4'] : ['a4', 'roll'];
          return (
            <>
              <title>{`${one.number} ${w.kinds[one.kind]}`}</title>
              <div className="p-bar">
                {back(one)}
                <Choice label={w.paper} hidden value={chosen ?? papers[0]} onValue={(value) => choose(value)} options={papers.map((value) => ({ value, label: w.papers[value] }))} />
                <Button kind="primary" busy={act.isPending} onClick={print}>{w.print}</Button><span className="k-muted">{w.printed(one.prints)}</span>
                {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
              </div>
              <DocumentSheet one={one} paper={chosen ?? (papers[0] as Paper)} />
            </>
          );
        }}
      </Answered>
    </main>
  );
}
