// The papers of one visit of mine: what there is by now, each opened as it stands today.
import { Link, useNavigate } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { words as paperWords } from '../../sheets/document-words.ts';
import { sheetWords } from '../../sheets/words.ts';
import { links } from '../links.ts';
import { words } from './words.ts';

export function MyDocuments({ workOrderId, vehicleId }: { workOrderId: string; vehicleId: string }) {
  const w = useWords(words);
  const p = useWords(paperWords);
  const s = useWords(sheetWords);
  const says = useSays();
  const go = useNavigate();
  const list = useAsk('myDocuments', { workOrderId }, { topics: ['documents', 'workorders', 'invoices'] });
  const act = useAct('openMyDocument');
  const kinds = list.data?.kinds ?? [];
  return (
    <Card title={w.papers}>
      <div className="k-stack">
        <p className="k-muted">{w.papersLead}</p>
        <div className="k-row">
          {kinds.map((kind) => <Button key={kind} busy={act.isPending} onClick={() => act.mutate({ workOrderId, kind }, { onSuccess: (one) => void go(links.document(one.id)) })}>{p.kinds[kind]}</Button>)}
          <Link className="k-button" to={links.certificate(vehicleId)}>{s.certTitle}</Link>
        </div>
        {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
      </div>
    </Card>
  );
}
