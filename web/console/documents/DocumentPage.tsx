// A document as it will lie on paper. `/documents/:id`; the bar above it chooses the paper and prints. The first print is the
// original, every later one says that it is a copy.
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Link, useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Notice } from '#kit/card.tsx';
import { Choice } from '#kit/field.tsx';
import { Answered } from '#kit/states.tsx';
import { useLanguage, useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { Out } from '#client/client';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { CarPart, CheckInPart, DiagnosisPart, JobsPart, LinesPart, QuarantinePart, ReleasePart, SettlementPart, Signs } from './parts.tsx';
import { Sheet, SheetHead, type Paper } from './Sheet.tsx';
import { words } from './words.ts';

export type DocumentData = Out<'showDocument'>;
const parts: Record<DocumentData['kind'], readonly ((props: { one: DocumentData }) => React.ReactNode)[]> = {
  checkIn: [CarPart, CheckInPart, Signs], estimate: [CarPart, DiagnosisPart, LinesPart, Signs], jobs: [CarPart, DiagnosisPart, JobsPart], settlement: [CarPart, LinesPart, SettlementPart, Signs],
  release: [CarPart, LinesPart, ReleasePart, Signs], quarantine: [QuarantinePart],
};

export function Printed({ one, paper }: { one: DocumentData; paper: Paper }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { brand, outlet } = one.content;
  const [place, maker] = language === 'zh' ? [outlet.name, brand.name] : [outlet.nameEn, brand.nameEn];
  return (
    <Sheet paper={paper} label={w.kinds[one.kind]}>
      <SheetHead title={w.kinds[one.kind]} place={`${place} · ${maker}`} lines={[`${outlet.address} · ${outlet.phone}`]} print={one} copyLabel={w.copy(one.prints)} qrLabel={w.verify} />
      {one.intact ? null : <strong className="p-copy">{w.altered}</strong>}
      {parts[one.kind].map((Section) => <Section key={Section.name} one={one} />)}
      <footer className="p-foot">{w.terms[one.kind].split('\n').map((term) => <div key={term}>{term}</div>)}<div>{w.hotline} {brand.hotline} · {w.verify} · SHA-256 {one.hash.slice(0, 32)}</div></footer>
    </Sheet>
  );
}

export function DocumentPage() {
  const { documentId = '' } = useParams();
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
                <Link to={links.workOrder(one.workOrderId)}>{w.back}</Link>
                <Choice label={w.paper} hidden value={chosen ?? papers[0]} onValue={(value) => choose(value)} options={papers.map((value) => ({ value, label: w.papers[value] }))} />
                <Button kind="primary" busy={act.isPending} onClick={print}>{w.print}</Button><span className="k-muted">{w.printed(one.prints)}</span>
                {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
              </div>
              <Printed one={one} paper={chosen ?? (papers[0] as Paper)} />
            </>
          );
        }}
      </Answered>
    </main>
  );
}
