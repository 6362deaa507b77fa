// The papers of a visit: what was issued, and issuing another.
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { documentKinds } from '#api/documents';
import { Button } from '#kit/button.tsx';
import { Card, Notice } from '#kit/card.tsx';
import { SelectField, TextField } from '#kit/field.tsx';
import { When } from '#kit/figures.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { useMe } from '../shell/me.tsx';
import { words } from '../../sheets/document-words.ts';

type Kind = (typeof documentKinds)[number];

export function Documents({ workOrderId, state }: { workOrderId: string; state: string }) {
  const w = useWords(words);
  const says = useSays();
  const go = useNavigate();
  const { may } = useMe();
  const list = useAsk('listDocuments', { workOrderId }, { topics: ['documents'] });
  const money = may('agent', 'adviser', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator');
  const invoices = useAsk('listInvoices', { workOrderId }, { topics: ['invoices'], enabled: money });
  const [kind, setKind] = useState<Kind>(state === 'checkedIn' ? 'checkIn' : ['ready', 'handedBack'].includes(state) ? 'release' : 'estimate');
  const [why, setWhy] = useState('');
  const act = useAct('issueDocument');
  const invoiceId = invoices.data?.invoices[0]?.id;
  const issue = (): void => act.mutate({ workOrderId, kind, ...(kind === 'settlement' && invoiceId !== undefined ? { invoiceId } : {}), ...(kind === 'quarantine' ? { why: why.trim() } : {}) }, { onSuccess: (one) => void go(links.document(one.id)) });
  return (
    <Card title={w.title}>
      <div className="k-stack">
        <p className="k-muted">{w.lead}</p>
        <ul className="k-list">{(list.data?.documents ?? []).map((one) => <li key={one.id} className="k-between"><Link to={links.document(one.id)}>{w.kinds[one.kind]} {one.number}</Link><span className="k-muted"><When at={one.issuedAt} /> · {w.printed(one.prints)}</span></li>)}</ul>
        {may('adviser', 'serviceManager', 'technician') ? (
          <>
            <SelectField label={w.issue} value={kind} onValue={(value) => setKind(value as Kind)} options={documentKinds.map((value) => ({ value, label: w.kinds[value] }))} />
            {kind === 'quarantine' ? <TextField label={w.whyQuarantine} value={why} onValue={setWhy} /> : null}
            {act.error === null ? null : <Notice tone="danger">{says(act.error)}</Notice>}
            <Button busy={act.isPending} disabled={kind === 'quarantine' && why.trim() === ''} onClick={issue}>{w.issue}</Button>
          </>
        ) : null}
      </div>
    </Card>
  );
}
